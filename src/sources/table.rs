//! What a source gives: rows of raw cells, each with its place. Knows no ledger and no meaning.

use std::sync::Arc;

/// What the file itself says a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing in it, or white space only.
    #[default]
    Empty,
    /// Text; every non-empty field of a text file is one.
    Text,
    /// A number; its text is the plain decimal of its 15 significant digits.
    Number,
    /// A date; its text is `2021-07-05` (the time of day is left out).
    Date,
    /// A truth value; its text is `TRUE` or `FALSE`.
    Boolean,
    /// A spreadsheet error such as `#REF!`, its text.
    Error,
    /// A formula of which the file holds no computed value; its text is the formula, where known.
    UncachedFormula,
}

/// A cell as read. `text` has its outer white space trimmed and is otherwise untouched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The raw text.
    pub text: &'a str,
    /// What the file says it is.
    pub kind: CellKind,
    /// Whether it repeats the top-left cell of a merged area (同上): then `text` and `kind` are that cell's.
    pub continued: bool,
}

/// A row as read: its cells from the first column on, without gaps.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// The number of the row as the file shows it, from 1.
    pub number: u64,
    /// A handle by which the table gives the row again; it grows with the row number.
    pub locator: u64,
    /// Whether the row is hidden.
    pub hidden: bool,
    /// The cells, as many as the row has.
    pub cells: &'a [Cell<'a>],
}

/// A row that owns its cells, for looking twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnedRow {
    /// As [`RawRow::number`].
    pub number: u64,
    /// As [`RawRow::locator`].
    pub locator: u64,
    /// As [`RawRow::hidden`].
    pub hidden: bool,
    /// Text, kind and continuation of each cell.
    pub cells: Vec<(String, CellKind, bool)>,
}

impl OwnedRow {
    /// The cells, borrowed.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'_>> {
        self.cells.iter().map(|(text, kind, continued)| Cell { text, kind: *kind, continued: *continued }).collect()
    }
}

impl OwnedRow {
    /// Lends the row as it is read.
    pub fn lend(&self, each: &mut impl FnMut(&RawRow<'_>)) {
        let cells = self.cells();
        each(&RawRow { number: self.number, locator: self.locator, hidden: self.hidden, cells: &cells });
    }
}

impl From<&RawRow<'_>> for OwnedRow {
    fn from(row: &RawRow<'_>) -> Self {
        let cells = row.cells.iter().map(|c| (c.text.to_owned(), c.kind, c.continued)).collect();
        Self { number: row.number, locator: row.locator, hidden: row.hidden, cells }
    }
}

/// What is known of a table before its rows are read.
#[derive(Clone, Debug, Default)]
pub struct TableInfo {
    /// The file, relative to the job.
    pub file: Arc<str>,
    /// The sheet; empty for a text file.
    pub sheet: Arc<str>,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Hidden columns, counted from 0, in order.
    pub hidden_columns: Vec<u32>,
    /// Whether the workbook counts days from 1904: plain numbers that stand for days do so too. (Cells formatted as
    /// dates are dates already.)
    pub counts_from_1904: bool,
}
