//! The chain of publications: what was published, as it was, each naming the hash of the one before it.
//!
//! In: the figures of a run, the hashes of its sources, its counted records. Out: `published/0001-2021-07.json` and its
//! neighbours, written once and never again, and the chain read back and proved. `publication` is what one file holds,
//! `kept` and `partitions` what is kept of the records, `chain` reads and proves, `writing` adds one.

mod chain;
mod csv;
mod disk;
mod kept;
mod partitions;
mod publication;
mod writing;

pub use chain::{Broken, Chain, Flaw, Published, read_chain};
pub use disk::{Disk, RealDisk};
pub use kept::{Keeper, Kept, KeptLedger, KeptRecord};
pub use partitions::{Partition, PartitionKey, Partitions};
pub use publication::{
    Despite, FindingCount, KeptFile, KeptForm, Link, Publication, PublishedFigure, SourceHash, Waiver,
};
pub use writing::{Draft, PublishError, Written, publish};

/// The folder of publications in a job.
pub const FOLDER: &str = "published";

#[cfg(test)]
mod tests;
