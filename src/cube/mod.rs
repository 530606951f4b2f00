//! The cube: exact sums by month and dimension. Knows no name of a figure.

mod cells;

pub use cells::{Cell, LedgerCube};
