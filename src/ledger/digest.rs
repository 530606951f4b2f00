//! Finding entries that share a natural key among any number of entries, in bounded memory.
//!
//! An entry leaves a 24-byte digest: 128 bits of key and the handle by which its row is read again. Digests are
//! partitioned by key; above a budget a partition goes to a temporary file. Of each partition those digests are then
//! sorted whose key may occur twice, and the runs of equal keys are the groups to look at.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// Where an entry's row is: the sheet's position in the run, and the row's handle there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryHandle(u64);

/// So many low bits hold the row's handle: 16 TiB of a text file.
const LOCATOR_BITS: u32 = 44;

impl EntryHandle {
    /// The handle of a row of a sheet.
    #[must_use]
    pub const fn new(sheet: usize, locator: u64) -> Self {
        Self(((sheet as u64) << LOCATOR_BITS) | locator)
    }

    /// The sheet's position in the run.
    #[must_use]
    pub const fn sheet(self) -> usize {
        (self.0 >> LOCATOR_BITS) as usize
    }

    /// The row's handle in the sheet.
    #[must_use]
    pub const fn locator(self) -> u64 {
        self.0 & ((1 << LOCATOR_BITS) - 1)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Digest {
    key_high: u64,
    key_low: u64,
    handle: EntryHandle,
}

const PARTITIONS: usize = 256;
const BYTES: usize = 24;
/// Bits for each digest in the table that finds recurring keys: of the other digests one in so many stays.
const BITS_A_DIGEST: usize = 16;

/// Entries that share a key: the key, and the handles of their rows in order.
pub type KeyGroup = (u128, Vec<EntryHandle>);

/// All digests of a run.
#[derive(Debug)]
pub struct DigestStore {
    partitions: Vec<Mutex<Partition>>,
    held: AtomicU64,
    budget: u64,
}

#[derive(Debug, Default)]
struct Partition {
    digests: Vec<Digest>,
    spilled: Option<File>,
}

/// Room in which one thread sorts digests by partition, used again from batch to batch.
#[derive(Debug)]
pub struct Sorter {
    partitions: Vec<Vec<Digest>>,
}

impl Default for Sorter {
    fn default() -> Self {
        Self { partitions: vec![Vec::new(); PARTITIONS] }
    }
}

/// A temporary file could not be written or read.
pub type Spilled<T> = io::Result<T>;

impl DigestStore {
    /// A store that holds so many digests in memory before it goes to temporary files.
    #[must_use]
    pub fn new(budget: u64) -> Self {
        Self { partitions: (0..PARTITIONS).map(|_| Mutex::default()).collect(), held: AtomicU64::new(0), budget }
    }

    /// Adds the entries of one sheet.
    ///
    /// # Errors
    /// Where a temporary file cannot be written.
    pub fn add(&self, sheet: usize, keys: &[u128], locators: &[u64], sorter: &mut Sorter) -> Spilled<()> {
        let sorted = &mut sorter.partitions;
        for (&key, &locator) in keys.iter().zip(locators) {
            let digest =
                Digest { key_high: (key >> 64) as u64, key_low: key as u64, handle: EntryHandle::new(sheet, locator) };
            sorted[(digest.key_high >> 56) as usize].push(digest);
        }
        for (partition, digests) in self.partitions.iter().zip(sorted) {
            self.append(partition, digests)?;
            digests.clear();
        }
        Ok(())
    }

    fn append(&self, partition: &Mutex<Partition>, digests: &[Digest]) -> Spilled<()> {
        if digests.is_empty() {
            return Ok(());
        }
        let mut partition = partition.lock().unwrap_or_else(PoisonError::into_inner);
        partition.digests.extend_from_slice(digests);
        let held = self.held.fetch_add(digests.len() as u64, Ordering::Relaxed) + digests.len() as u64;
        if held > self.budget {
            self.held.fetch_sub(partition.digests.len() as u64, Ordering::Relaxed);
            partition.spill()?;
        }
        Ok(())
    }

    /// Every key that more than one entry has, sorted by its first entry. Entries of sheets that `keep` refuses (of
    /// superseded reports) are left out.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn groups(self, keep: impl Fn(usize) -> bool + Sync) -> Spilled<Vec<KeyGroup>> {
        let found: Vec<Vec<KeyGroup>> = self
            .partitions
            .into_par_iter()
            .map(|partition| partition.into_inner().unwrap_or_else(PoisonError::into_inner).groups(&keep))
            .collect::<Spilled<_>>()?;
        let mut groups: Vec<KeyGroup> = found.into_iter().flatten().collect();
        groups.sort_unstable_by(|a, b| (a.1[0], a.0).cmp(&(b.1[0], b.0)));
        Ok(groups)
    }
}

impl Partition {
    fn spill(&mut self) -> Spilled<()> {
        let file = match &mut self.spilled {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        let bytes: Vec<u8> = self.digests.drain(..).flat_map(Digest::to_bytes).collect();
        file.write_all(&bytes)
    }

    fn groups(mut self, keep: &impl Fn(usize) -> bool) -> Spilled<Vec<KeyGroup>> {
        if let Some(mut file) = self.spilled.take() {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            self.digests.extend(bytes.chunks_exact(BYTES).map(Digest::from_bytes));
        }
        self.digests.retain(|digest| keep(digest.handle.sheet()));
        retain_recurring(&mut self.digests);
        self.digests.sort_unstable();
        let same_key = |a: &Digest, b: &Digest| (a.key_high, a.key_low) == (b.key_high, b.key_low);
        let runs = self.digests.chunk_by(same_key).filter(|run| run.len() > 1);
        Ok(runs.map(|run| (run[0].key(), run.iter().map(|digest| digest.handle).collect())).collect())
    }
}

/// Keeps digests whose key may occur more than once: a table of bits tells most of the others apart without sorting.
fn retain_recurring(digests: &mut Vec<Digest>) {
    let bits = (digests.len() * BITS_A_DIGEST).next_power_of_two().max(64);
    let place = |digest: &Digest| (digest.key_low as usize & (bits - 1)) / 64;
    let bit = |digest: &Digest| 1_u64 << (digest.key_low & 63);
    let (mut met, mut again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    for digest in &*digests {
        again[place(digest)] |= met[place(digest)] & bit(digest);
        met[place(digest)] |= bit(digest);
    }
    digests.retain(|digest| again[place(digest)] & bit(digest) != 0);
}

impl Digest {
    const fn key(&self) -> u128 {
        ((self.key_high as u128) << 64) | self.key_low as u128
    }

    fn to_bytes(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        for (at, part) in [self.key_high, self.key_low, self.handle.0].iter().enumerate() {
            bytes[at * 8..at * 8 + 8].copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let part = |at: usize| bytes[at * 8..at * 8 + 8].iter().rev().fold(0, |sum, &b| (sum << 8) | u64::from(b));
        Self { key_high: part(0), key_low: part(1), handle: EntryHandle(part(2)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups_of(entries: &[(u8, u64)], budget: u64, chunk: usize) -> Vec<KeyGroup> {
        let store = DigestStore::new(budget);
        for (at, part) in entries.chunks(chunk).enumerate() {
            let keys: Vec<u128> = part.iter().map(|(key, _)| u128::from(*key) << 120 | u128::from(*key)).collect();
            let locators: Vec<u64> = part.iter().enumerate().map(|(i, _)| (at * chunk + i) as u64).collect();
            store.add(3, &keys, &locators, &mut Sorter::default()).expect("a temporary file");
        }
        store.groups(|_| true).expect("a temporary file")
    }

    proptest! {
        #[test]
        fn spilling_and_chunking_change_nothing(
            entries in prop::collection::vec((0_u8..20, 0_u64..9), 0..120),
            budget in 0_u64..60,
            chunk in 1_usize..30,
        ) {
            let whole = groups_of(&entries, u64::MAX, entries.len().max(1));
            prop_assert_eq!(&groups_of(&entries, budget, chunk), &whole);
            let grouped: usize = whole.iter().map(|(_, handles)| handles.len()).sum();
            let alone = entries.iter().filter(|(k, _)| entries.iter().filter(|(other, _)| other == k).count() == 1);
            prop_assert_eq!(grouped + alone.count(), entries.len());
        }
    }
}
