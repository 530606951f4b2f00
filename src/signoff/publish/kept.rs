//! What is kept of the counted records: each with its key, measures and place, or sums and digests where there are many.

use std::sync::Arc;

use crate::calendar::DayCode;
use crate::kinds::Kind;
use crate::ledger::Entry;

use super::csv;
use super::partitions::Partitions;
use super::publication::KeptForm;

/// A counted record, as far as a figure can depend on it, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptRecord {
    /// Its day.
    pub day: DayCode,
    /// The hash of its natural key.
    pub key: u128,
    /// The file, relative to the job.
    pub file: Arc<str>,
    /// The sheet; empty where the file has none.
    pub sheet: Arc<str>,
    /// The row.
    pub row: u64,
    /// The column of a crosstab's month cell, counted from 0.
    pub column: Option<u32>,
    /// When it started, for ledgers with that notion.
    pub started: Option<DayCode>,
    /// For each kept field of the ledger its text; empty where left out.
    pub kept: Vec<Arc<str>>,
    /// For each measure its value in the smallest part; none where absent.
    pub measures: Vec<Option<i64>>,
}

impl KeptRecord {
    /// The record of an entry; nothing for one that was not typed.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        let cell = entry.place.cell?;
        Some(Self {
            day: entry.day?,
            key: entry.key?,
            file: Arc::clone(&entry.place.file),
            sheet: Arc::clone(&entry.place.sheet),
            row: cell.row,
            column: cell.column,
            started: entry.started,
            kept: entry.kept.clone(),
            measures: entry.measures.clone(),
        })
    }

    /// Whether another record says the same, wherever it stands.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.key == other.key
            && self.day == other.day
            && self.started == other.started
            && self.kept == other.kept
            && self.measures == other.measures
    }
}

/// The records of a ledger, as far as they are kept.
#[derive(Clone, Debug)]
pub enum Kept {
    /// Each of them, sorted.
    Records(Vec<KeptRecord>),
    /// By month and dimension value.
    Partitions(Partitions),
}

/// What is kept of a ledger.
#[derive(Clone, Debug)]
pub struct KeptLedger {
    /// The ledger.
    pub kind: Arc<Kind>,
    /// How many records were counted.
    pub count: u64,
    /// The records.
    pub kept: Kept,
}

impl KeptLedger {
    /// How much is kept.
    #[must_use]
    pub const fn form(&self) -> KeptForm {
        match self.kept {
            Kept::Records(_) => KeptForm::Records,
            Kept::Partitions(_) => KeptForm::Partitions,
        }
    }

    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.kept {
            Kept::Records(records) => csv::records(&self.kind, records),
            Kept::Partitions(partitions) => csv::partitions(&self.kind, partitions),
        }
    }

    /// Reads the bytes of a file; nothing where they are not what was written.
    #[must_use]
    pub fn from_bytes(kind: &Arc<Kind>, form: KeptForm, count: u64, bytes: &[u8]) -> Option<Self> {
        let kept = match form {
            KeptForm::Records => {
                let mut records = csv::read_records(kind, bytes)?;
                records.sort();
                Kept::Records(records)
            }
            KeptForm::Partitions => Kept::Partitions(csv::read_partitions(kind, bytes)?),
        };
        Some(Self { kind: Arc::clone(kind), count, kept })
    }

    /// Its partitions, kept or added up now.
    #[must_use]
    pub fn partitions(&self) -> Partitions {
        match &self.kept {
            Kept::Records(records) => Partitions::of(&self.kind, records),
            Kept::Partitions(partitions) => partitions.clone(),
        }
    }
}

/// Takes the counted entries of a ledger one by one, and keeps as much of them as there is room for.
#[derive(Debug)]
pub struct Keeper {
    kind: Arc<Kind>,
    room: u64,
    count: u64,
    records: Vec<KeptRecord>,
    partitions: Partitions,
}

impl Keeper {
    /// A keeper for a ledger with room for so many records.
    #[must_use]
    pub fn new(kind: &Arc<Kind>, room: u64) -> Self {
        Self { kind: Arc::clone(kind), room, count: 0, records: Vec::new(), partitions: Partitions::default() }
    }

    /// Takes the next record.
    pub fn take(&mut self, record: KeptRecord) {
        self.count += 1;
        if self.count <= self.room {
            self.records.push(record);
            return;
        }
        // One too many: from here on sums and digests are all that is kept.
        for record in self.records.drain(..).chain([record]) {
            self.partitions.add(&self.kind, &record);
        }
    }

    /// What is kept.
    #[must_use]
    pub fn finish(mut self) -> KeptLedger {
        let kept = if self.count <= self.room {
            self.records.sort();
            Kept::Records(self.records)
        } else {
            Kept::Partitions(self.partitions)
        };
        KeptLedger { kind: self.kind, count: self.count, kept }
    }
}
