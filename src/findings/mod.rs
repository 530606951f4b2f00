//! Findings: what was noticed, where, with which values. Knows codes and places, never sentences.
//!
//! Bad data is data: a finding is a plain value that accumulates beside the result. Its severity, message and remedy
//! stand in the catalogue (`words/findings/*.toml`) under its code; `docs/findings.md` is generated from there.

use std::fmt;
use std::sync::Arc;

/// A finding's stable name, in kebab case: `workbook-encrypted`. Every code has an entry in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// How grave a finding is: 错误, 警告, 提示.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something that the officer must settle before signing.
    Error,
    /// Something that may be right, and should be looked at.
    Warning,
    /// Something that the officer may want to know.
    Info,
}

impl Severity {
    /// The word that JSON prints.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A cell of a sheet; printed as spreadsheets do: `C7`. A row alone prints as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The row, counted from 1 as the file shows it.
    pub row: u64,
    /// The column, counted from 0; none for the whole row.
    pub column: Option<u32>,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "{}{}", column_letters(column), self.row),
            None => write!(f, "{}", self.row),
        }
    }
}

/// The letters of a column counted from 0: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Where something was found: the job as a whole, a file, a sheet of it, a cell of that.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the job, with `/` between its parts; empty for the job as a whole.
    pub file: Arc<str>,
    /// The sheet; empty where the file has none.
    pub sheet: Arc<str>,
    /// The row or cell, where there is one.
    pub cell: Option<CellRef>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), ..Self::default() }
    }

    /// A whole sheet.
    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), sheet: Arc::clone(sheet), cell: None }
    }

    /// A row of a sheet, or one cell of it.
    #[must_use]
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, row: u64, column: Option<u32>) -> Self {
        Self { file: Arc::clone(file), sheet: Arc::clone(sheet), cell: Some(CellRef { row, column }) }
    }
}

/// One thing noticed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where; ordered first, so that findings sort by place.
    pub place: Place,
    /// Which kind.
    pub code: Code,
    /// The text as the source has it; empty where no text is at fault.
    pub raw: String,
    /// Values for the placeholders of the catalogue's sentences, by name.
    pub values: Vec<(&'static str, String)>,
    /// A further sentence, filled into `{detail}`: the slip that would explain a difference, say.
    pub detail: Option<Phrase>,
}

/// A sentence of the catalogue by its key, with its values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase {
    /// The key of a plain text.
    pub key: &'static str,
    /// Values for its placeholders.
    pub values: Vec<(&'static str, String)>,
}

/// Stands between the items of a listed value until words puts the language's own mark there.
pub const BETWEEN_ITEMS: char = '\u{1f}';

impl Finding {
    /// A finding at `place` about the text `raw`.
    #[must_use]
    pub fn new(code: Code, place: Place, raw: impl Into<String>) -> Self {
        Self { place, code, raw: raw.into(), values: Vec::new(), detail: None }
    }

    /// The same finding with one more value for its sentences.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The same finding with a list as one more value.
    #[must_use]
    pub fn with_list(self, name: &'static str, items: &[impl AsRef<str>]) -> Self {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        self.with(name, items.join(&BETWEEN_ITEMS.to_string()))
    }

    /// The same finding with a further sentence.
    #[must_use]
    pub fn with_detail(mut self, detail: Option<Phrase>) -> Self {
        self.detail = detail;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
