//! Whose letter a finding goes into: decided from the data, by the file in which it was found.
//!
//! A file is from the one store or city that its entries name; from the city, where they name several stores of one; else
//! from the registered name that a folder bears; else from the one sender of the other files in its folder; else from
//! whatever the folder is called, or the file where it lies in none. A finding about a month of a store goes with that store's files.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::is_for_senders;
use super::{Desk, Origin};
use crate::findings::{Finding, Severity};
use crate::reports::QuarantineRow;
use crate::words;

/// What goes back to one sender.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// A store or a city; a folder's or a file's name where the data name nobody.
    pub sender: String,
    /// The city of a store.
    pub city: Option<String>,
    /// The sender's files, by name.
    pub files: Vec<&'a Origin>,
    /// What was found in them, by file, sheet and cell.
    pub findings: Vec<&'a Finding>,
    /// Their rows that are kept aside, in the same order.
    pub quarantine: Vec<&'a QuarantineRow>,
}

/// The letters, by sender. Who has nothing to mend gets none.
#[must_use]
pub fn letters<'a>(desk: &Desk<'a>) -> Vec<Letter<'a>> {
    let senders = senders(desk);
    let mut letters: BTreeMap<&str, Letter<'a>> = BTreeMap::new();
    for origin in desk.origins {
        let Some(sender) = senders.of_file.get(origin.file.as_str()) else { continue };
        letters.entry(sender).or_insert_with(|| letter(desk, sender)).files.push(origin);
    }
    for finding in desk.findings.iter().filter(|finding| is_for_senders(finding)) {
        if let Some(letter) = senders.of(finding).and_then(|sender| letters.get_mut(sender)) {
            letter.findings.push(finding);
        }
    }
    for row in desk.quarantine.iter().filter(|row| is_for_senders(&row.finding)) {
        if let Some(letter) = senders.of(&row.finding).and_then(|sender| letters.get_mut(sender)) {
            letter.quarantine.push(row);
        }
    }
    letters.into_values().filter_map(settled).collect()
}

fn letter<'a>(desk: &Desk<'a>, sender: &str) -> Letter<'a> {
    Letter {
        sender: sender.to_owned(),
        city: desk.cities.get(sender).filter(|city| !city.is_empty()).cloned(),
        files: Vec::new(),
        findings: Vec::new(),
        quarantine: Vec::new(),
    }
}

/// The letter in its order; nothing where all of it is only for information.
fn settled(mut letter: Letter<'_>) -> Option<Letter<'_>> {
    letter.files.sort_by(|a, b| a.file.cmp(&b.file));
    letter.findings.sort();
    letter.quarantine.sort();
    let to_mend = letter.findings.iter().any(|finding| severity(finding) != Severity::Info);
    (to_mend || !letter.quarantine.is_empty()).then_some(letter)
}

/// How grave a finding is.
pub(super) fn severity(finding: &Finding) -> Severity {
    words::finding_text(finding.code.0).severity()
}

/// Who sent what.
struct Senders {
    of_file: BTreeMap<String, String>,
    of_reporter: BTreeMap<String, String>,
}

impl Senders {
    /// Who is asked about a finding: by its file, or by the store or city that it names.
    fn of(&self, finding: &Finding) -> Option<&str> {
        if !finding.place.file.is_empty() {
            return self.of_file.get(&*finding.place.file).map(String::as_str);
        }
        let (_, name) = finding.values.iter().find(|(name, _)| *name == "name")?;
        self.of_reporter.get(name).map(String::as_str)
    }
}

fn senders(desk: &Desk<'_>) -> Senders {
    let both = desk.cities.iter().flat_map(|(store, city)| [store.as_str(), city.as_str()]);
    let known: BTreeSet<&str> = both.filter(|name| !name.is_empty()).collect();
    let named: BTreeMap<&str, String> =
        desk.origins.iter().filter_map(|origin| Some((origin.file.as_str(), by_entries(desk, origin)?))).collect();
    let mut of_folder: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, sender) in &named {
        of_folder.entry(folder(file)).or_default().insert(sender);
    }
    let mut of_file = BTreeMap::new();
    let mut of_reporter: BTreeMap<String, String> = BTreeMap::new();
    for origin in desk.origins {
        let by_neighbours = || {
            let mut others = of_folder.get(folder(&origin.file))?.iter();
            others.next().filter(|_| others.next().is_none()).map(|sender| (*sender).to_owned())
        };
        let sender = named
            .get(origin.file.as_str())
            .cloned()
            .or_else(|| by_folder(&origin.file, &known))
            .or_else(by_neighbours)
            .unwrap_or_else(|| by_path(&origin.file));
        for reporter in &origin.reporters {
            // A store's own letter goes before that of its city.
            let own = *reporter == sender;
            if own || !of_reporter.contains_key(reporter) {
                of_reporter.insert(reporter.clone(), sender.clone());
            }
        }
        of_file.insert(origin.file.clone(), sender);
    }
    Senders { of_file, of_reporter }
}

/// The one store or city that a file's entries name, or the one city of several stores.
fn by_entries(desk: &Desk<'_>, origin: &Origin) -> Option<String> {
    if let [only] = &origin.reporters[..] {
        return Some(only.clone());
    }
    let city = |reporter: &String| desk.cities.get(reporter).unwrap_or(reporter).clone();
    let mut cities: BTreeSet<String> = origin.reporters.iter().map(city).collect();
    let first = cities.pop_first().filter(|city| !city.is_empty())?;
    cities.is_empty().then_some(first)
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders of a file below the inbox.
fn below(file: &str) -> impl DoubleEndedIterator<Item = &str> {
    let (_, below) = folder(file).split_once('/').unwrap_or_default();
    below.split('/').filter(|folder| !folder.is_empty())
}

/// The registered name that a folder bears, the nearest first.
fn by_folder(file: &str, known: &BTreeSet<&str>) -> Option<String> {
    below(file).rev().find_map(|folder| {
        let names = [folder.to_owned(), format!("{folder}{CITY}"), folder.trim_end_matches(CITY).to_owned()];
        names.into_iter().find(|name| known.contains(name.as_str()))
    })
}

/// The nearest folder, else the file's own name.
fn by_path(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    below(file).next_back().unwrap_or(stem).to_owned()
}

/// 杭州 is 杭州市.
const CITY: char = '市';
