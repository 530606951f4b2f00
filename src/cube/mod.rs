//! The cube: exact sums by month and dimension. Knows no name of a figure.
//!
//! In: batches of entries with which of them count, file by file, and entries to take back. Out: one [`LedgerCube`]
//! a ledger. Polars does the summing, over integers; an independent fold of the same entries, kept beside it, must
//! agree before anything leaves this room.

mod cells;
mod combinations;
mod fold;
mod partial;

pub use cells::{Cell, LedgerCube};
pub use combinations::Combinations;
pub use fold::Fold;
pub use partial::{CubeError, Partial, combine};
