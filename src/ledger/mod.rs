//! The ledger: every entry in exactly one class, proved. Knows no figure.
//!
//! In: batches of typed rows, sheet by sheet. Out: which class each entry falls in, the tally that proves it, the
//! entries to take back out of the sums (duplicates, conflicts), and findings. Entries themselves are not kept: a
//! row that must be looked at twice is read again by its handle.

mod collect;
mod control;
mod digest;
mod entry;
mod groups;
mod plausibility;
mod reporting;
mod tally;
mod versions;

pub use collect::{Collector, SheetFacts};
pub use control::{ControlLog, check_restatements};
pub use digest::{DigestStore, EntryHandle, Sorter, Spilled};
pub use entry::{Entry, Wanted, out_of_scope};
pub use groups::{GroupMember, Ruling, settle};
pub use plausibility::{Bands, Plausibility};
pub use reporting::{MonthSeries, month_jumps, not_reported};
pub use tally::{Class, ConservationBroken, Tally};
pub use versions::{Report, Superseded, supersede};
