//! Records by month and dimension value: how many, their sums, and a digest that no order changes. What is kept where there
//! are too many records to keep each.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::calendar::Month;
use crate::kinds::Kind;

use super::kept::KeptRecord;

/// The records of one month with one value of one dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partition {
    /// How many.
    pub records: u64,
    /// The sum of each measure in its smallest part.
    pub sums: Vec<i128>,
    /// The sum of the records' hashes. It tells whether any of them changed; that the file itself did not, the chain tells.
    pub digest: u128,
}

/// Dimension (empty for all records), value, month.
pub type PartitionKey = (Arc<str>, Arc<str>, Month);

/// All partitions of a ledger, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partitions {
    by_key: BTreeMap<PartitionKey, Partition>,
}

impl Partitions {
    /// Adds a record to the partition of all records of its month, and to that of each of its dimension values.
    pub fn add(&mut self, kind: &Kind, record: &KeptRecord) {
        let (month, hash) = (record.day.month(), hash(record));
        self.add_to((Arc::from(""), Arc::from(""), month), record, hash);
        for &kept in &kind.dimensions {
            self.add_to((Arc::from(kind.kept_name(kept)), Arc::clone(&record.kept[kept]), month), record, hash);
        }
    }

    fn add_to(&mut self, key: PartitionKey, record: &KeptRecord, hash: u128) {
        let partition = self.by_key.entry(key).or_default();
        partition.records += 1;
        partition.digest = partition.digest.wrapping_add(hash);
        partition.sums.resize(record.measures.len(), 0);
        for (sum, value) in partition.sums.iter_mut().zip(&record.measures) {
            *sum += i128::from(value.unwrap_or(0));
        }
    }

    /// The partitions of some records.
    #[must_use]
    pub fn of(kind: &Kind, records: &[KeptRecord]) -> Self {
        let mut partitions = Self::default();
        records.iter().for_each(|record| partitions.add(kind, record));
        partitions
    }

    /// Puts a partition in its place.
    pub(super) fn insert(&mut self, dimension: Arc<str>, value: Arc<str>, month: Month, partition: Partition) {
        self.by_key.insert((dimension, value, month), partition);
    }

    /// Each partition with its key, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&PartitionKey, &Partition)> {
        self.by_key.iter()
    }

    /// The partition of a key.
    #[must_use]
    pub fn get(&self, key: &PartitionKey) -> Option<&Partition> {
        self.by_key.get(key)
    }
}

/// Everything that a figure can depend on; where the record stands is not among it.
fn hash(record: &KeptRecord) -> u128 {
    let mut bytes = record.key.to_le_bytes().to_vec();
    bytes.extend(record.day.code().to_le_bytes());
    bytes.extend(record.started.map_or(0, |day| day.code()).to_le_bytes());
    for text in &record.kept {
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    for measure in &record.measures {
        bytes.push(u8::from(measure.is_some()));
        bytes.extend(measure.unwrap_or(0).to_le_bytes());
    }
    xxh3_128(&bytes)
}
