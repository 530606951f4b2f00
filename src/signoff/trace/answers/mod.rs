//! A trace as text, JSON or CSV, piece by piece while entries go by, so that none need be kept.

mod csv;
mod json;
mod text;

use crate::bytes::Fingerprints;
use crate::ledger::Entry;

use super::proof::Proof;
use super::question::{Part, Question};
use super::sources::LastRun;
use super::standings::Standing;
use super::sums::PartSum;

pub use csv::Rows;
pub use json::Json;
pub use text::{Manner, Words};

/// What is told once all entries have gone by.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'a> {
    /// Whether the records give the figure.
    pub proof: &'a Proof,
    /// How the values of a ranked dimension stand.
    pub standings: &'a [Standing],
    /// The files that were read.
    pub sources: &'a Fingerprints,
    /// What the last run left, where it left anything.
    pub last_run: Option<&'a LastRun>,
}

/// A way to tell a trace. Each piece gives the bytes that are ready by then.
pub trait Answer {
    /// Before anything was read.
    fn opening(&mut self, question: &Question) -> Vec<u8>;
    /// Before the entries of a part.
    fn part(&mut self, question: &Question, part: &Part) -> Vec<u8>;
    /// An entry of it.
    fn entry(&mut self, question: &Question, part: &Part, entry: &Entry) -> Vec<u8>;
    /// Behind its entries, of which so many were told.
    fn part_end(&mut self, question: &Question, part: &Part, sum: &PartSum, listed: u64) -> Vec<u8>;
    /// Behind everything.
    fn closing(&mut self, question: &Question, closing: Closing<'_>) -> Vec<u8>;
}

/// The other place of an entry in few words: `inbox/b.csv [7月] F3`.
fn other_place(entry: &Entry) -> String {
    entry.other.as_ref().map_or_else(String::new, |place| {
        let sheet = if place.sheet.is_empty() { String::new() } else { format!(" [{}]", place.sheet) };
        let cell = place.cell.map_or_else(String::new, |cell| format!(" {cell}"));
        format!("{}{sheet}{cell}", place.file)
    })
}
