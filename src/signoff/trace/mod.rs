//! Trace: the records behind a figure, and the proof that they add up to it.
//!
//! In: a figure, and entries as they are read again, one by one. Out: which entries to read ([`Question`]), their sums
//! ([`PartSum`]), whether these give the figure ([`Proof`]), and all of it as text, JSON or CSV ([`answers`]). No entry is
//! kept but the few that a text shows.

pub mod answers;
mod proof;
mod question;
mod reading;
mod sources;
mod standings;
mod sums;

pub use proof::Proof;
pub use question::{Part, Question, Role};
pub use reading::{Reading, told};
pub use sources::{Change, How, LastRun, changes};
pub use standings::{Standing, Standings};
pub use sums::PartSum;
