//! Names that more than one entry of a registry claims: whom they mean cannot be told, so they mean nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::{Code, Finding};
use crate::sources::{OwnedRow, TableInfo};

use super::names::fold_name;

const NAME_AMBIGUOUS: Code = Code("name-ambiguous");
const ENTRY_TWICE: Code = Code("registry-entry-twice");

/// An entry of a registry with where it stands.
pub(super) struct Entry<'a, T> {
    /// The store or product.
    pub item: T,
    /// Its canonical name.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Its row.
    pub row: &'a OwnedRow,
    /// The column of its name, and of its aliases where there is one.
    pub columns: (usize, usize),
}

/// The entries with one name each. A later entry of the same name is left out; an alias that is another entry's name, or
/// that two entries claim, is left out wherever it stands. Each is said.
pub(super) fn settle<T>(
    info: &TableInfo,
    entries: Vec<Entry<'_, T>>,
    findings: &mut Vec<Finding>,
) -> Vec<(T, Vec<String>)> {
    let (entries, names) = once_each(info, entries, findings);
    let claims = claims(&entries);
    let mut settled = Vec::with_capacity(entries.len());
    for entry in entries {
        let (mut kept, mut seen) = (Vec::new(), BTreeSet::from([fold_name(&entry.name)]));
        for alias in &entry.aliases {
            let folded = fold_name(alias);
            if !seen.insert(folded.clone()) {
                continue;
            }
            let other = names.get(&folded).or_else(|| claims[&folded].iter().find(|name| **name != entry.name));
            match other {
                None => kept.push(alias.clone()),
                Some(other) => findings.push(ambiguous(info, &entry, alias, other)),
            }
        }
        settled.push((entry.item, kept));
    }
    settled
}

fn ambiguous<T>(info: &TableInfo, entry: &Entry<'_, T>, alias: &str, other: &str) -> Finding {
    let place = super::read::place(info, entry.row, entry.columns.1);
    Finding::new(NAME_AMBIGUOUS, place, alias).with("name", entry.name.as_str()).with("other", other)
}

/// The entries whose name no earlier one bears, and their names by folded text.
fn once_each<'a, T>(
    info: &TableInfo,
    entries: Vec<Entry<'a, T>>,
    findings: &mut Vec<Finding>,
) -> (Vec<Entry<'a, T>>, BTreeMap<String, String>) {
    let (mut kept, mut rows, mut names) = (Vec::with_capacity(entries.len()), BTreeMap::new(), BTreeMap::new());
    for entry in entries {
        let folded = fold_name(&entry.name);
        if let Some(first) = rows.get(&folded) {
            let place = super::read::place(info, entry.row, entry.columns.0);
            findings.push(Finding::new(ENTRY_TWICE, place, entry.name.as_str()).with("first", format!("{first}")));
            continue;
        }
        rows.insert(folded.clone(), entry.row.number);
        names.insert(folded, entry.name.clone());
        kept.push(entry);
    }
    (kept, names)
}

/// For each alias, by folded text, the names of the entries that claim it.
fn claims<T>(entries: &[Entry<'_, T>]) -> BTreeMap<String, BTreeSet<String>> {
    let mut claims: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in entries {
        for alias in &entry.aliases {
            claims.entry(fold_name(alias)).or_default().insert(entry.name.clone());
        }
    }
    claims
}
