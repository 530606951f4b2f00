//! The files behind a figure, held against those of the last run that left its papers. Opens none of them.

use crate::bytes::Fingerprints;

/// How a file differs from what the last run read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone, or cannot be read.
    Removed,
    /// Its bytes are others.
    Changed,
}

impl How {
    /// The word that JSON prints.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    /// The key of its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Added => "trace-source-added",
            Self::Removed => "trace-source-removed",
            Self::Changed => "trace-source-changed",
        }
    }
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The file, relative to the job.
    pub file: String,
    /// How.
    pub how: How,
}

/// What the last run into the job's output folder left.
#[derive(Clone, Debug)]
pub struct LastRun {
    /// The folder, relative to the job.
    pub folder: String,
    /// The figure as it was displayed then; none where there was no such figure.
    pub display: Option<String>,
    /// The files that differ since.
    pub changes: Vec<Change>,
}

/// What changed between two readings, by file.
#[must_use]
pub fn changes(then: &Fingerprints, now: &Fingerprints) -> Vec<Change> {
    let change = |file: &String, how| Change { file: file.clone(), how };
    let before = then.iter().filter_map(|(file, print)| match now.get(file) {
        None => Some(change(file, How::Removed)),
        Some(current) => (current != print).then(|| change(file, How::Changed)),
    });
    let added = now.keys().filter(|file| !then.contains_key(*file)).map(|file| change(file, How::Added));
    let mut all: Vec<Change> = before.chain(added).collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::{Fingerprint, piece_hash};

    fn files(of: &[(&str, &[u8])]) -> Fingerprints {
        let print = |bytes: &[u8]| Fingerprint::of_pieces(bytes.len() as u64, &[piece_hash(bytes)]);
        of.iter().map(|(name, bytes)| ((*name).to_owned(), print(bytes))).collect()
    }

    #[test]
    fn every_difference_is_named_once() {
        let then = files(&[("a", b"1"), ("b", b"1"), ("c", b"1")]);
        let now = files(&[("b", b"2"), ("c", b"1"), ("d", b"1")]);
        let found: Vec<(String, How)> = changes(&then, &now).into_iter().map(|c| (c.file, c.how)).collect();
        assert_eq!(found, [("a".into(), How::Removed), ("b".into(), How::Changed), ("d".into(), How::Added)]);
        assert_eq!(changes(&then, &then), []);
    }
}
