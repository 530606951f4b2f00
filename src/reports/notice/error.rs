//! What is wrong with a template, and on which line.

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

use crate::words::{self, Lang};

/// Why a notice could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct NoticeError {
    /// The line of the template, from 1; 0 where none can be told.
    pub line: usize,
    /// What is wrong there.
    pub problem: NoticeProblem,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeProblem {
    /// It asks for a figure that there is not.
    #[error("no figure {id:?} (nearest: {nearest:?})")]
    NoFigure {
        /// The id as asked.
        id: String,
        /// The nearest one that there is; empty where there is none at all.
        nearest: String,
    },
    /// It asks for a ledger that has no figures.
    #[error("no ledger {name:?} (nearest: {nearest:?})")]
    NoLedger {
        /// The ledger as asked.
        name: String,
        /// The nearest one that there is; empty where there is none at all.
        nearest: String,
    },
    /// It asks for a table that there is not.
    #[error("no table {name:?} (nearest: {nearest:?})")]
    NoTable {
        /// The key as asked.
        name: String,
        /// The nearest one that there is; empty where there is none at all.
        nearest: String,
    },
    /// It asks for a chart that there is not.
    #[error("no chart {name:?} (nearest: {nearest:?})")]
    NoChart {
        /// The stem as asked.
        name: String,
        /// The nearest one that there is; empty where there is none at all.
        nearest: String,
    },
    /// A text that is no figure id.
    #[error("no figure id: {0:?}")]
    BadId(String),
    /// A text that is no period.
    #[error("no period: {0:?}")]
    BadPeriod(String),
    /// A growth or an advance is asked of a figure that is none.
    #[error("{0:?} is no comparison of this kind")]
    NotThisComparison(String),
    /// The template uses a name that nothing defines.
    #[error("no name {name:?} (nearest: {nearest:?})")]
    NoName {
        /// The name as written.
        name: String,
        /// The nearest one that there is.
        nearest: String,
    },
    /// The template uses a filter, a test or a part of something that means nothing: as written, or as the engine says.
    #[error("unknown name: {0}")]
    UnknownName(String),
    /// The template cannot be read, with what the engine says.
    #[error("malformed: {0}")]
    Malformed(String),
}

impl NoticeError {
    /// The sentence for the officer.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (key, values) = self.problem.words();
        let line = self.line.to_string();
        let values: Vec<(&str, &str)> = values.into_iter().chain([("line", line.as_str())]).collect();
        words::fill(words::text(lang, key), &values)
    }
}

impl NoticeProblem {
    /// The key of its sentence and the values in it.
    fn words(&self) -> (&'static str, Vec<(&'static str, &str)>) {
        match self {
            Self::NoFigure { id, nearest } => ("notice-no-figure", vec![("id", id), ("nearest", nearest)]),
            Self::NoLedger { name, nearest } => ("notice-no-ledger", vec![("name", name), ("nearest", nearest)]),
            Self::NoTable { name, nearest } => ("notice-no-table", vec![("name", name), ("nearest", nearest)]),
            Self::NoChart { name, nearest } => ("notice-no-chart", vec![("name", name), ("nearest", nearest)]),
            Self::BadId(text) => ("notice-bad-id", vec![("text", text)]),
            Self::BadPeriod(text) => ("notice-bad-period", vec![("text", text)]),
            Self::NotThisComparison(text) => ("notice-not-this-comparison", vec![("text", text)]),
            Self::NoName { name, nearest } => ("notice-no-name", vec![("name", name), ("nearest", nearest)]),
            Self::UnknownName(cause) => ("notice-unknown-name", vec![("cause", cause)]),
            Self::Malformed(cause) => ("notice-malformed", vec![("cause", cause)]),
        }
    }
}

impl From<NoticeProblem> for Error {
    /// Carries a problem through the template engine, which adds the line.
    fn from(problem: NoticeProblem) -> Self {
        Self::new(ErrorKind::InvalidOperation, "a figure cannot be printed").with_source(problem)
    }
}

impl NoticeError {
    /// What the engine says of a template.
    pub(super) fn new(error: &Error, template: &str) -> Self {
        let own = error.source().and_then(|source| source.downcast_ref::<NoticeProblem>());
        let cause = || error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let written = || error.range().and_then(|range| template.get(range)).map_or_else(cause, str::to_owned);
        let problem = match error.kind() {
            _ if own.is_some() => own.cloned().unwrap_or_else(|| NoticeProblem::Malformed(cause())),
            ErrorKind::UndefinedError => NoticeProblem::UnknownName(written()),
            ErrorKind::UnknownFunction
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownMethod => NoticeProblem::UnknownName(cause()),
            _ => NoticeProblem::Malformed(cause()),
        };
        Self { line: error.line().unwrap_or(0), problem }
    }
}
