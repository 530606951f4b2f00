//! What is wrong with a cell, or worth saying about it, before it becomes a finding with its place.

use crate::findings::Code;
use crate::sources::{Cell, CellKind};
use crate::values::ValueError;

pub(super) const CELL_ERROR: Code = Code("cell-error");
pub(super) const FORMULA_NO_VALUE: Code = Code("formula-no-value");
pub(super) const NUMBER_UNREADABLE: Code = Code("number-unreadable");
pub(super) const NUMBER_OUT_OF_RANGE: Code = Code("number-out-of-range");
pub(super) const DATE_UNREADABLE: Code = Code("date-unreadable");
pub(super) const DATE_AMBIGUOUS: Code = Code("date-ambiguous");
pub(super) const UNIT_UNKNOWN: Code = Code("unit-unknown");
pub(super) const UNIT_MISSING: Code = Code("unit-missing");
pub(super) const PACK_WEIGHT_MISSING: Code = Code("pack-weight-missing");
pub(super) const CURRENCY_WITHOUT_RATE: Code = Code("currency-without-rate");

/// Something about one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The code of its finding.
    pub code: Code,
    /// The column of the cell.
    pub column: usize,
    /// The cell's text.
    pub raw: String,
    /// Values for the finding's sentences.
    pub values: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new(code: Code, column: usize, raw: &str) -> Self {
        Self { code, column, raw: raw.to_owned(), values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The problem of a cell whose text could not be read as a value.
    pub(super) fn of_value(error: &ValueError, column: usize, raw: &str) -> Self {
        let problem = Self::new(code_of(error), column, raw);
        match error {
            ValueError::UnknownUnit(unit) => problem.with("unit", unit.clone()),
            ValueError::WrongUnit { unit, .. } => problem.with("unit", unit.clone()),
            ValueError::NeedsBoxWeight(unit) => problem.with("unit", *unit),
            ValueError::ForeignCurrency(code) => problem.with("currency", *code),
            _ => problem,
        }
    }

    /// The problem of a cell that holds no value at all: an error, or a formula without one.
    pub(super) fn of_kind(cell: &Cell<'_>, column: usize) -> Option<Self> {
        match cell.kind {
            CellKind::Error => Some(Self::new(CELL_ERROR, column, cell.text)),
            CellKind::UncachedFormula => Some(Self::new(FORMULA_NO_VALUE, column, cell.text)),
            _ => None,
        }
    }
}

fn code_of(error: &ValueError) -> Code {
    match error {
        ValueError::NotANumber | ValueError::BadGrouping | ValueError::Percentage => NUMBER_UNREADABLE,
        ValueError::TooLarge => NUMBER_OUT_OF_RANGE,
        ValueError::Ambiguous => DATE_AMBIGUOUS,
        ValueError::NotADate
        | ValueError::NoSuchDay
        | ValueError::NeedsYear
        | ValueError::NeedsMonth
        | ValueError::YearAlone(_) => DATE_UNREADABLE,
        ValueError::UnknownUnit(_) | ValueError::WrongUnit { .. } => UNIT_UNKNOWN,
        ValueError::NeedsUnit => UNIT_MISSING,
        ValueError::NeedsBoxWeight(_) => PACK_WEIGHT_MISSING,
        ValueError::ForeignCurrency(_) => CURRENCY_WITHOUT_RATE,
    }
}
