//! Figures: named, exact, rounded once. Knows no format.
//!
//! In: the cube of each ledger, targets, published values, declared crosses. Out: [`Figures`], every figure that
//! design promises by its id, with its exact value beside what is printed.

mod figure;
mod id;

pub use figure::{Figure, Figures, Note, Quantity, Span};
pub use id::{Comparison, FigureId, IdError};
