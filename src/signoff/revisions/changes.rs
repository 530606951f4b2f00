//! Two states of a ledger's records to what was added, removed or changed. Records are known by their natural keys; where
//! one of them stands is told, and is no change.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Month;
use crate::kinds::Kind;

use super::super::publish::{Kept, KeptRecord, Partition, Partitions};
use super::vintage::Vintage;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is counted now and was not.
    Added,
    /// It was counted and is no longer.
    Removed,
    /// It says something else.
    Changed,
}

impl ChangeKind {
    /// The word that JSON and CSV print.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A record that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it was; none where it is new.
    pub before: Option<KeptRecord>,
    /// As it is; none where it is gone.
    pub after: Option<KeptRecord>,
}

impl Change {
    /// What became of it.
    #[must_use]
    pub const fn kind(&self) -> ChangeKind {
        match (&self.before, &self.after) {
            (None, _) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            (Some(_), Some(_)) => ChangeKind::Changed,
        }
    }

    /// The record as it is, or as it was.
    #[must_use]
    pub fn record(&self) -> Option<&KeptRecord> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn touches(&self, through: Month) -> bool {
        [&self.before, &self.after].into_iter().flatten().any(|record| record.day.month() <= through)
    }
}

/// A partition that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// The dimension; empty for all records.
    pub dimension: Arc<str>,
    /// Its value.
    pub value: Arc<str>,
    /// The month.
    pub month: Month,
    /// As it was; none where it had no record.
    pub before: Option<Partition>,
    /// As it is; none where it has no record.
    pub after: Option<Partition>,
}

/// What became of a ledger's records.
#[derive(Clone, Debug)]
pub struct LedgerChanges {
    /// The ledger.
    pub kind: Arc<Kind>,
    /// The records that changed, by day and place; nothing where not every record is known.
    pub records: Option<Vec<Change>>,
    /// The partitions that changed, where not every record is known.
    pub parts: Vec<PartChange>,
}

/// What became of a ledger's records between two vintages, as far as the earlier one's months go; nothing where the
/// earlier one does not have the ledger.
pub(super) fn between(before: &Vintage, after: &Vintage, kind: &Arc<Kind>) -> Option<LedgerChanges> {
    let (old, through) = (before.ledger(kind)?, before.through_of(&kind.name)?);
    let new = after.ledger(kind);
    let nothing = Kept::Records(Vec::new());
    match (&old.kept, new.map_or(&nothing, |new| &new.kept)) {
        (Kept::Records(old), Kept::Records(new)) => {
            let mut changes = changes(old, new);
            changes.retain(|change| change.touches(through));
            Some(LedgerChanges { kind: Arc::clone(kind), records: Some(changes), parts: Vec::new() })
        }
        _ => {
            let new = new.map(super::super::publish::KeptLedger::partitions).unwrap_or_default();
            let parts = parts(&old.partitions(), &new, through);
            Some(LedgerChanges { kind: Arc::clone(kind), records: None, parts })
        }
    }
}

/// Records by key, those of before and those of after.
type Sides<'a> = BTreeMap<u128, (Vec<&'a KeptRecord>, Vec<&'a KeptRecord>)>;

fn changes(before: &[KeptRecord], after: &[KeptRecord]) -> Vec<Change> {
    let mut sides: Sides<'_> = BTreeMap::new();
    before.iter().for_each(|record| sides.entry(record.key).or_default().0.push(record));
    after.iter().for_each(|record| sides.entry(record.key).or_default().1.push(record));
    let mut changes: Vec<Change> =
        sides.into_values().flat_map(|(before, after)| changes_of_key(before, after)).collect();
    let order = |change: &Change| change.record().cloned();
    changes.sort_by_cached_key(order);
    changes
}

/// Several records may share a key (equal rows without a document number): equal ones are taken off first.
fn changes_of_key(mut before: Vec<&KeptRecord>, mut after: Vec<&KeptRecord>) -> Vec<Change> {
    before.retain(|old| match after.iter().position(|new| new.says_the_same(old)) {
        Some(at) => {
            after.remove(at);
            false
        }
        None => true,
    });
    let longer = before.len().max(after.len());
    let side = |records: &[&KeptRecord], at: usize| records.get(at).map(|record| (*record).clone());
    (0..longer).map(|at| Change { before: side(&before, at), after: side(&after, at) }).collect()
}

fn parts(before: &Partitions, after: &Partitions, through: Month) -> Vec<PartChange> {
    let keys: std::collections::BTreeSet<_> = before.iter().chain(after.iter()).map(|(key, _)| key.clone()).collect();
    let change = |key: super::super::publish::PartitionKey| {
        let (old, new) = (before.get(&key), after.get(&key));
        let (dimension, value, month) = key;
        let changed = month <= through && old != new;
        changed.then(|| PartChange { dimension, value, month, before: old.cloned(), after: new.cloned() })
    };
    keys.into_iter().filter_map(change).collect()
}
