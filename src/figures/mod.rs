//! Figures: named, exact, rounded once. Knows no format.
//!
//! In: the cube of each ledger, targets, published values, declared crosses. Out: [`Figures`], every figure that
//! design promises by its id, with its exact value beside what is printed; any other one by [`ask`].

pub mod arithmetic;
mod ask;
mod base;
mod breakdown;
mod change;
mod compute;
mod figure;
mod group;
mod growth;
mod id;
mod ledger;
mod plan;
mod print;
mod printed;
mod published;
mod settings;
mod value;

pub use crate::job::Target;
pub use ask::{AskError, ask, published_base};
pub use breakdown::unstated;
pub use change::{KeptValue, Printing};
pub use compute::compute;
pub use figure::{Figure, Figures, Note, Quantity, Span};
pub use id::{Comparison, FigureId, IdError};
pub use printed::{MONTHLY_DIMENSION, is_printed_by_month};
pub use published::check_published;
pub use settings::{Cross, Published, Settings, UnknownDimension};

#[cfg(test)]
mod tests;
