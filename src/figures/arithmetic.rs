//! The arithmetic that makes one figure of several quantities, for who takes a figure apart again.

pub use super::value::{ahead, completion, growth, points, quotient_in_base_units, share};
