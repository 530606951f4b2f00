//! Why a paper has no text to audit: a code of the catalogue with its values. Knows no sentence.

use std::sync::Arc;

use crate::findings::{Code, Finding, Place};

/// A paper that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeError {
    /// Which kind; the catalogue has its message and its remedy.
    pub code: Code,
    /// What the file is, where that is known: `PDF`, `DOC`.
    pub raw: &'static str,
    /// Values for the placeholders of the sentences.
    pub values: Vec<(&'static str, String)>,
}

impl NoticeError {
    pub(super) const fn new(code: Code, raw: &'static str) -> Self {
        Self { code, raw, values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The error as a finding about the file `name`.
    #[must_use]
    pub fn finding(&self, name: &Arc<str>) -> Finding {
        let mut finding = Finding::new(self.code, Place::file(name), self.raw);
        finding.values.clone_from(&self.values);
        finding
    }
}
