//! Answers: what came of each notice, to bytes: a line of JSON, rows of CSV, words on a terminal, a page. Computes no
//! verdict and writes nowhere.
//!
//! In: [`Reply`]s. JSON, CSV and words are given notice by notice, so that thousands can stream; the page wants all.

mod csv;
mod html;
mod json;
mod marks;
mod passage;
mod phrases;
mod places;
mod tally;
mod text;

pub use csv::{csv_opening, csv_rows};
pub use html::page;
pub use json::json_line;
pub use tally::Tally;
pub use text::{Manner, words};

use super::verdict::Audit;
use crate::findings::Finding;

/// A notice, by the name that the call gave it, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The name.
    pub notice: &'a str,
    /// What came of it.
    pub outcome: Outcome<'a>,
}

/// What came of a notice.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// Its text and everything said of it.
    Audited(&'a str, &'a Audit),
    /// Why it has no text.
    Unread(&'a Finding),
}

#[cfg(test)]
mod tests;
