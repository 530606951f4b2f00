//! Records: raw cells to typed entries, control rows, blanks and quarantined rows. Knows no other file than the one
//! it reads.
//!
//! In: the rows of one table, and a [`Plan`]. Out: a [`Layout`] from its head, then batches. `layout` finds the header
//! and what surrounds it; `typing`, `names`, `dates` and `quantities` type a row; `reader`, `aside`, `crosstab` and
//! `restated` decide what the row is, `refused` what a row without a layout is; `keys` hashes what identifies it, `amended` is
//! what the job decided about single rows.

mod amended;
mod aside;
mod batch;
mod control;
mod crosstab;
mod dates;
mod keys;
mod labels;
mod layout;
mod names;
mod once;
mod plan;
mod problem;
mod quantities;
mod reader;
mod recent;
mod refused;
mod restated;
mod row;
mod symbols;
mod typing;
mod units;

#[cfg(test)]
mod tests;

pub use batch::{Batch, ControlKind, ControlRow, Flags, NOT_STARTED, QuarantinedRow};
pub use layout::{Layout, find_layout};
pub use once::join_findings;
pub use plan::Plan;
pub use reader::Reader;
pub use refused::Refusal;
pub use symbols::{Symbol, Symbols};
