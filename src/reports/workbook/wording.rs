//! The catalogue in one language, for every sheet of a workbook.

use crate::words::{self, Lang};

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    pub(super) lang: Lang,
}

impl Wording {
    pub(super) fn text(self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }

    pub(super) fn own(self, key: &str) -> String {
        self.text(key).to_owned()
    }

    pub(super) fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// A heading with its unit in brackets.
    pub(super) fn heading(self, heading: &str, unit: Option<&str>) -> String {
        match unit {
            Some(unit) if !unit.is_empty() => self.filled("book-heading", &[("heading", heading), ("unit", unit)]),
            _ => heading.to_owned(),
        }
    }
}
