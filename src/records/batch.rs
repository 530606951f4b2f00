//! A batch of typed rows, by column: what records hand on to the ledger.
//!
//! One batch comes from one run of rows of one table. A row of a list is one entry; a non-empty month cell of a
//! crosstab is one entry. Buffers are reused from batch to batch, so that a row costs no allocation.

use crate::calendar::{DayCode, Period};
use crate::findings::{Code, Finding};

use super::symbols::Symbol;

/// [`Batch::started`] of an entry that has not started, or of a ledger without that notion.
pub const NOT_STARTED: i32 = i32::MAX;

/// What the declared rules say of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// The natural key is the first declared one (a document number or project code).
    pub const BY_CODE: u8 = 1;
    /// A framework agreement.
    pub const FRAMEWORK: u8 = 2;
    /// A formal contract.
    pub const FORMAL: u8 = 4;
    /// A state that takes the row out of scope (terminated).
    pub const OUT_OF_SCOPE: u8 = 8;
    /// A month cell of a crosstab.
    pub const CROSSTAB: u8 = 16;

    /// The job says that the row is not to count.
    pub const EXCLUDED: u8 = 32;

    /// Whether all of `bits` are set.
    #[must_use]
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits == bits
    }
}

/// Which rows a control row restates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlKind {
    /// 小计: the entries since the previous 小计, 合计 or the start.
    Subtotal,
    /// 合计, 总计: every entry of the table so far (since the previous 合计 of the same table).
    Total,
    /// 其中 rows, and rows of a 汇总 sheet: the entries of the file with these dimension values.
    Restatement,
    /// A total column of a crosstab: the entries of its own row.
    Row,
}

/// A row that restates others.
#[derive(Clone, Debug)]
pub struct ControlRow {
    /// How many entries of this batch stand before it.
    pub after: usize,
    /// Its row number.
    pub row: u64,
    /// Its label as printed.
    pub label: String,
    /// Which rows it covers.
    pub kind: ControlKind,
    /// The months it is limited to (a month or quarter column of a crosstab, a month in the label), if any.
    pub period: Option<Period>,
    /// (kept field, value): the dimension values it is limited to.
    pub limits: Vec<(usize, Symbol)>,
    /// (measure, printed value as read to the base unit, column, raw text).
    pub printed: Vec<(usize, i64, u32, String)>,
}

impl ControlRow {
    /// Whether it restates rows chosen one by one, and not simply those above or below it.
    #[must_use]
    pub fn needs_rows(&self) -> bool {
        let chosen = !self.limits.is_empty() || self.period.is_some();
        chosen || matches!(self.kind, ControlKind::Restatement | ControlKind::Row)
    }
}

/// A row that could not be typed.
#[derive(Clone, Debug)]
pub struct QuarantinedRow {
    /// How many entries of this batch stand before it (its place among them, for control totals).
    pub after: usize,
    /// Its row number.
    pub row: u64,
    /// The handle by which the table gives it again.
    pub locator: u64,
    /// The column of a crosstab's month cell; 0 for a row of a list.
    pub column: u32,
    /// Why: the code of the finding that says so.
    pub code: Code,
    /// The raw cells.
    pub cells: Vec<String>,
    /// Its date, where it has one that reads.
    pub day: Option<DayCode>,
    /// For each kept field its value; [`Symbol::NONE`] where it has none that reads.
    pub kept: Vec<Symbol>,
    /// Its measures where they parse, by declared measure.
    pub measures: Vec<Option<i64>>,
}

/// Typed rows by column. All entry columns have the same length.
#[derive(Debug, Default)]
pub struct Batch {
    /// The row's number, as the file shows it.
    pub row: Vec<u64>,
    /// The handle by which the table gives the row again.
    pub locator: Vec<u64>,
    /// The column of a crosstab's month cell; 0 for a row of a list.
    pub column: Vec<u32>,
    /// [`DayCode::code`] of the entry's date.
    pub date: Vec<i32>,
    /// For each kept field ([`crate::kinds::Kind::kept`]), its values.
    pub kept: Vec<Vec<Symbol>>,
    /// For each measure, its integers in the base unit; 0 where absent.
    pub measures: Vec<Vec<i64>>,
    /// Bit m is set where measure m is present.
    pub present: Vec<u16>,
    /// 128-bit hash of the natural key over normalised text.
    pub key: Vec<u128>,
    /// Hash of the whole normalised content, where the reader [compares](super::Reader::comparing); else 0.
    pub content: Vec<u64>,
    /// What the rules say.
    pub flags: Vec<Flags>,
    /// [`DayCode::code`] of the start, or [`NOT_STARTED`].
    pub started: Vec<i32>,
    /// Control rows, in order.
    pub controls: Vec<ControlRow>,
    /// Quarantined rows, in order.
    pub quarantined: Vec<QuarantinedRow>,
    /// Rows that are blank (titles, headers, unit lines, signatures, empty).
    pub blank: u64,
    /// Findings of these rows, in order.
    pub findings: Vec<Finding>,
}

impl Batch {
    /// An empty batch for a ledger with so many kept fields and measures.
    #[must_use]
    pub fn new(kept: usize, measures: usize) -> Self {
        Self { kept: vec![Vec::new(); kept], measures: vec![Vec::new(); measures], ..Self::default() }
    }

    /// How many entries it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether it holds no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// The date of entry `at`.
    #[must_use]
    pub fn day(&self, at: usize) -> DayCode {
        DayCode::from_code(self.date[at])
    }

    /// Adds entry `at` of another batch of the same ledger.
    pub fn push_from(&mut self, other: &Self, at: usize) {
        self.row.push(other.row[at]);
        self.locator.push(other.locator[at]);
        self.column.push(other.column[at]);
        self.date.push(other.date[at]);
        self.kept.iter_mut().zip(&other.kept).for_each(|(mine, theirs)| mine.push(theirs[at]));
        self.measures.iter_mut().zip(&other.measures).for_each(|(mine, theirs)| mine.push(theirs[at]));
        self.present.push(other.present[at]);
        self.key.push(other.key[at]);
        self.content.push(other.content[at]);
        self.flags.push(other.flags[at]);
        self.started.push(other.started[at]);
    }

    /// Empties it and keeps its buffers.
    pub fn clear(&mut self) {
        let Self { row, locator, column, date, kept, measures, present, key, content, flags, started, .. } = self;
        row.clear();
        locator.clear();
        column.clear();
        date.clear();
        kept.iter_mut().for_each(Vec::clear);
        measures.iter_mut().for_each(Vec::clear);
        present.clear();
        key.clear();
        content.clear();
        flags.clear();
        started.clear();
        self.controls.clear();
        self.quarantined.clear();
        self.findings.clear();
        self.blank = 0;
    }
}
