//! Which tables there can be, and which of them a job asks for.
//!
//! In: ledgers, the crosses that were declared, names as a job writes them. Out: the names that mean a table, and the
//! tables in the order asked for. It knows no number: whether a table has anything to show is seen when it is made.

use std::collections::BTreeMap;
use std::iter;
use std::sync::Arc;

use crate::figures::{Cross, MONTHLY_DIMENSION, is_printed_by_month};
use crate::kinds::Kind;

use super::super::document::Table;
use super::super::notice::nearest;
use super::{breakdown, cross, monthly, summary};

/// A name that means no table, with the one that is most like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTable {
    /// As the job writes it.
    pub name: String,
    /// The nearest table.
    pub nearest: String,
}

/// The keys of all tables that a job of these ledgers can have, in the order of a run, whatever its data.
#[must_use]
pub fn keys(kinds: &[Arc<Kind>], crosses: &BTreeMap<String, Vec<Cross>>) -> Vec<String> {
    let of_kind = |kind: &Arc<Kind>| {
        let declared = crosses.get(&kind.name).map_or(&[][..], Vec::as_slice);
        let dimensions: Vec<&str> = kind.dimensions.iter().map(|&at| kind.kept_name(at)).collect();
        let is_crossed = |dimension: &&str| {
            *dimension == MONTHLY_DIMENSION || declared.iter().any(|cross| cross.by_month(kind) == Some(*dimension))
        };
        let crossed = dimensions.iter().copied().filter(is_crossed).flat_map(|dimension| {
            let printed = kind.indicators.iter().filter(|indicator| is_printed_by_month(indicator));
            printed.map(move |indicator| cross::key(indicator, dimension))
        });
        let by = dimensions.iter().map(|dimension| breakdown::key(kind, dimension));
        iter::once(monthly::key(kind)).chain(by).chain(crossed).collect::<Vec<_>>()
    };
    iter::once(summary::KEY.to_owned()).chain(kinds.iter().flat_map(of_kind)).collect()
}

/// The first of `names` that is none of `keys`.
///
/// # Errors
/// [`UnknownTable`] where there is one.
pub fn check(names: &[String], keys: &[String]) -> Result<(), UnknownTable> {
    match names.iter().find(|name| !keys.contains(name)) {
        None => Ok(()),
        Some(name) => Err(UnknownTable { name: name.clone(), nearest: nearest(name, keys.iter().map(String::as_str)) }),
    }
}

/// The tables that are asked for, in that order, each once; and the names of those that there are not this time.
#[must_use]
pub fn chosen<'a>(tables: &[Table], names: &'a [String]) -> (Vec<Table>, Vec<&'a str>) {
    let (mut chosen, mut missing): (Vec<Table>, Vec<&str>) = (Vec::new(), Vec::new());
    for name in names {
        match tables.iter().find(|table| table.key == *name) {
            Some(_) if chosen.iter().any(|table| table.key == *name) => {}
            Some(table) => chosen.push(table.clone()),
            None => missing.push(name),
        }
    }
    missing.dedup();
    (chosen, missing)
}
