//! Where finished reports are collected: paths and bytes come in with what is known of them, the job's files and its
//! truth go out. Must not know how a report is made.

use serde_json::{Map, Value};

use super::truth::Truth;

/// How many entries of a report fall in each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Counted.
    pub(super) accepted: usize,
    /// Repeats of an accepted entry.
    pub(super) duplicate: usize,
    /// In a report that a later version replaces.
    pub(super) superseded: usize,
    /// After the period, terminated, or a framework whose contract is there.
    pub(super) out_of_scope: usize,
    /// Unreadable, or in conflict.
    pub(super) quarantined: usize,
}

impl Tally {
    /// So many accepted entries and nothing else.
    pub(super) fn accepted(accepted: usize) -> Self {
        Self { accepted, ..Self::default() }
    }

    fn rows(self) -> Value {
        let classes = [
            ("accepted", self.accepted),
            ("duplicate", self.duplicate),
            ("superseded", self.superseded),
            ("out_of_scope", self.out_of_scope),
            ("quarantined", self.quarantined),
        ];
        let rows: Map<String, Value> = classes.iter().map(|(name, count)| ((*name).into(), (*count).into())).collect();
        rows.into()
    }
}

/// A file of the job.
#[derive(Debug)]
pub(super) struct Paper {
    /// Place below the job folder, parted by `/`.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// The job's files so far, and what is true of them.
#[derive(Debug)]
pub(super) struct Desk {
    /// Files in the order in which they were made.
    pub(super) papers: Vec<Paper>,
    /// Totals, classes and traps.
    pub(super) truth: Truth,
}

impl Desk {
    /// Adds a report and its classes.
    pub(super) fn report(&mut self, path: String, ledger: &str, bytes: Vec<u8>, tally: Tally) {
        self.truth.intake(&path, ledger, tally.rows());
        self.file(path, bytes);
    }

    /// Adds a file of which nothing is counted.
    pub(super) fn file(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.papers.push(Paper { path: path.into(), bytes: bytes.into() });
    }
}
