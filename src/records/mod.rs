//! Records: raw cells to typed entries, control rows, blanks and quarantined rows. Knows no other file than the one
//! it reads.

mod batch;
mod symbols;

pub use batch::{Batch, ControlKind, ControlRow, Flags, NOT_STARTED, QuarantinedRow};
pub use symbols::{Symbol, Symbols};
