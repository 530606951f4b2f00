//! Records that have names (projects): remembered while they are read, so that the largest can be shown.

use rustc_hash::FxHashSet;

use crate::calendar::DayCode;
use crate::kinds::{FieldKind, Kind};
use crate::records::{Batch, Symbol};

/// So many named records of a sheet are remembered; a ledger with names is kept by hand and is small.
const MOST: usize = 100_000;

/// A counted record with a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedEntry {
    pub key: u128,
    pub locator: u64,
    pub day: DayCode,
    pub name: Symbol,
    pub amount: i64,
}

/// The position among the kept fields of the text that names a record, for ledgers that have one.
pub(super) fn name_field(kind: &Kind) -> Option<usize> {
    let is_name = |&field: &usize| kind.fields[field].name == "name" && kind.fields[field].kind == FieldKind::Text;
    kind.kept.iter().position(is_name).filter(|_| !kind.measures.is_empty())
}

/// Remembers the counted entries of a batch.
pub(super) fn remember(name: usize, batch: &Batch, counted: &[bool], entries: &mut Vec<NamedEntry>) {
    let room = MOST.saturating_sub(entries.len());
    entries.extend((0..batch.len()).filter(|&at| counted[at]).take(room).map(|at| NamedEntry {
        key: batch.key[at],
        locator: batch.locator[at],
        day: batch.day(at),
        name: batch.kept[name][at],
        amount: batch.measures[0][at],
    }));
}

/// Forgets the entries that no longer count.
pub(super) fn forget(taken_back: &FxHashSet<(u64, u128)>, entries: &mut Vec<NamedEntry>) {
    entries.retain(|entry| !taken_back.contains(&(entry.locator, entry.key)));
}
