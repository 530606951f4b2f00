//! Date cells to day codes, with the year that the table gives where a cell names none.

use crate::calendar::{DayCode, Month};
use crate::exact::Decimal;
use crate::sources::{Cell, CellKind};
use crate::values::{DateContext, ValueError, fold, read_date};

use super::layout::{Block, Stated};
use super::problem::{DATE_UNREADABLE, Problem};

/// Reads the date cells of one block.
#[derive(Clone, Debug)]
pub(super) struct DateReader {
    /// The year for cells without one, and where it comes from.
    pub year: Stated<i32>,
    month: Option<Month>,
    counts_from_1904: bool,
}

/// Days from the epoch of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: i128 = 1462;

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadDate {
    /// The day or month.
    pub day: DayCode,
    /// Whether its year or month came from the table.
    pub assumed: bool,
}

impl DateReader {
    pub(super) fn new(block: &Block) -> Self {
        Self { year: block.year.clone(), month: block.month, counts_from_1904: block.counts_from_1904 }
    }

    /// Reads a date cell that is not empty. `annual`: a year alone means its January. `year`: what another column of the
    /// row says.
    pub(super) fn read(
        &self,
        cell: &Cell<'_>,
        column: usize,
        annual: bool,
        year: Option<i32>,
    ) -> Result<ReadDate, Problem> {
        if let Some(problem) = Problem::of_kind(cell, column) {
            return Err(problem);
        }
        if cell.kind == CellKind::Boolean {
            return Err(Problem::new(DATE_UNREADABLE, column, cell.text));
        }
        let is_number = cell.kind == CellKind::Number;
        let own = DateContext { year, month: None };
        let since_1900 = if is_number && self.counts_from_1904 { since_1900(cell.text) } else { None };
        match read_date(since_1900.as_deref().unwrap_or(cell.text), is_number, &own) {
            Ok(day) => Ok(ReadDate { day, assumed: false }),
            Err(ValueError::NeedsYear | ValueError::NeedsMonth) => self.in_context(cell, is_number),
            Err(ValueError::YearAlone(year)) if annual => Month::new(year, 1)
                .map(|january| ReadDate { day: DayCode::of_month(january), assumed: false })
                .ok_or(ValueError::NotADate),
            Err(error) => Err(error),
        }
        .map_err(|error| Problem::of_value(&error, column, cell.text))
    }

    fn in_context(&self, cell: &Cell<'_>, is_number: bool) -> Result<ReadDate, ValueError> {
        let context = DateContext { year: Some(self.year.value), month: self.month };
        read_date(cell.text, is_number, &context).map(|day| ReadDate { day, assumed: true })
    }
}

/// A day number of the 1904 system as one of the 1900 system; a number that is no day of this age (202107, a
/// year) stays.
fn since_1900(text: &str) -> Option<String> {
    let number = Decimal::parse(text).ok()?;
    let whole = number.at_scale(0)?.0;
    (10_000..100_000).contains(&whole).then(|| (whole + DAYS_TO_1904).to_string())
}

/// The year of a 年份 column.
pub(super) fn read_year(text: &str) -> Option<i32> {
    let folded = fold(text);
    let digits = folded.trim().trim_end_matches(['度', '年']).trim();
    if digits.len() != 4 {
        return None;
    }
    digits.parse().ok().filter(|year| (1990..=2100).contains(year))
}
