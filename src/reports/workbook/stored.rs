//! A number of a table to what its cell stores: the exact value to 15 digits, the format that shows its decimals, and a
//! sum where the sum is the total.
//!
//! What a spreadsheet shows must be what the paper prints. It shows halves rounded up, whatever the rounding of the run:
//! where that would show another number, the printed one is stored.

use crate::exact::{Decimal, Rounding, divide_rounded, pow10};

use super::super::document::{Cell, Column, Number, NumberForm, Row, RowRole};

/// So many significant digits a spreadsheet keeps.
const DIGITS: u32 = 15;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Decimals, all of them.
    pub(super) decimals: u32,
    /// Whether thousands are separated.
    pub(super) grouped: bool,
}

/// What a cell of a table holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stored<'a> {
    /// Words.
    Label(&'a str),
    /// A number.
    Number {
        /// What is stored.
        value: Decimal,
        /// How it is shown.
        shown: Shown,
        /// The figure's id.
        figure: &'a str,
        /// The exact value as text.
        exact: &'a str,
        /// Whether it is the sum of the numbers above.
        sums: bool,
        /// Whether the rounded value is stored, not the exact one.
        is_rounded: bool,
    },
    /// A figure that is no number that a cell can keep: as printed.
    Text {
        /// What is printed.
        shown: &'a str,
        /// The figure's id.
        figure: &'a str,
    },
    /// What is printed where there is no number, and why.
    Nothing {
        /// What is printed.
        shown: &'a str,
        /// Why; may be empty.
        why: &'a str,
    },
}

/// The cells of some rows, as many in each as there are columns.
pub(super) fn stored<'a>(columns: &[Column], rows: &'a [Row]) -> Vec<Vec<Stored<'a>>> {
    let decimals: Vec<Option<u32>> = (0..columns.len()).map(|at| decimals(columns, rows, at)).collect();
    let row = |row: &'a Row| {
        let cells = columns.iter().zip(&decimals).zip(&row.cells);
        let mut cells: Vec<Stored<'a>> =
            cells.map(|((column, decimals), stored)| cell(column, *decimals, stored)).collect();
        cells.resize(columns.len(), Stored::Label(""));
        cells
    };
    let mut all: Vec<Vec<Stored<'a>>> = rows.iter().map(row).collect();
    if rows.last().is_some_and(|row| row.role == RowRole::Total) {
        mark_sums(columns, &mut all);
    }
    all
}

/// The decimals of a column: as many as any of its numbers is printed with. None where rows have units of their own:
/// each number then has its own.
fn decimals(columns: &[Column], rows: &[Row], at: usize) -> Option<u32> {
    let labels = columns.iter().take_while(|column| column.form.is_none()).count();
    if labels > 1 && columns[at].form == Some(NumberForm::Amount) && columns[at].unit.is_none() {
        return None;
    }
    let printed = rows.iter().filter_map(|row| match row.cells.get(at) {
        Some(Cell::Number(number)) => Decimal::parse(&number.shown).ok().map(printed_decimals),
        _ => None,
    });
    printed.max()
}

fn cell<'a>(column: &Column, decimals: Option<u32>, cell: &'a Cell) -> Stored<'a> {
    match cell {
        Cell::Label(text) => Stored::Label(text),
        Cell::Nothing { shown, why } => Stored::Nothing { shown, why },
        Cell::Number(number) => of_number(column.form, decimals, number),
    }
}

fn of_number(form: Option<NumberForm>, decimals: Option<u32>, number: &Number) -> Stored<'_> {
    let text = Stored::Text { shown: &number.shown, figure: &number.figure };
    let (Ok(exact), Ok(printed)) = (Decimal::parse(&number.exact), Decimal::parse(&number.shown)) else { return text };
    let decimals = decimals.unwrap_or(0).max(printed_decimals(printed));
    let shown = Shown { decimals, grouped: form != Some(NumberForm::Rank) };
    let exact = to_digits(exact);
    let is_rounded =
        shows(exact, decimals) != Some(printed_at(printed, decimals)) || turns_to_minus_zero(exact, printed);
    Stored::Number {
        value: if is_rounded { printed } else { exact },
        shown,
        figure: &number.figure,
        exact: &number.exact,
        sums: false,
        is_rounded,
    }
}

/// The decimals that a printed number has, without trailing zeros.
fn printed_decimals(printed: Decimal) -> u32 {
    printed.to_string().split_once('.').map_or(0, |(_, fraction)| u32::try_from(fraction.len()).unwrap_or(0))
}

fn printed_at(printed: Decimal, decimals: u32) -> i128 {
    printed.at_scale(decimals).map_or(i128::MAX, |(digits, _)| digits)
}

/// What a spreadsheet shows of a value, as an integer of the last decimal: halves up.
pub(super) fn shows(value: Decimal, decimals: u32) -> Option<i128> {
    if value.scale <= decimals {
        return value.at_scale(decimals).map(|(digits, _)| digits);
    }
    let step = 10_i128.checked_pow(value.scale - decimals)?;
    Some(divide_rounded(value.digits, step, Rounding::HalfUp))
}

/// A spreadsheet shows -0.00 for what is printed as 0.
const fn turns_to_minus_zero(exact: Decimal, printed: Decimal) -> bool {
    printed.digits == 0 && exact.digits < 0
}

/// The value to so many significant digits as a spreadsheet keeps.
pub(super) fn to_digits(value: Decimal) -> Decimal {
    let length = value.digits.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
    let excess = length.saturating_sub(DIGITS);
    if excess == 0 {
        return value;
    }
    let kept = divide_rounded(value.digits, pow10(excess), Rounding::HalfEven);
    match value.scale.checked_sub(excess) {
        Some(scale) => Decimal { digits: kept, scale },
        None => Decimal { digits: kept * pow10(excess - value.scale), scale: 0 },
    }
}

/// The number that a cell keeps of a value with at most 15 significant digits.
pub(super) fn binary(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(0.0)
}

/// Marks the totals that a sum of the cells above gives, so that it recomputes to what is shown.
fn mark_sums(columns: &[Column], rows: &mut [Vec<Stored<'_>>]) {
    let Some((total, body)) = rows.split_last_mut() else { return };
    for (at, column) in columns.iter().enumerate() {
        if column.form != Some(NumberForm::Additive) || body.is_empty() {
            continue;
        }
        if let Stored::Number { value, shown, sums, is_rounded, .. } = &mut total[at] {
            *sums = !*is_rounded && is_sum(*value, shown.decimals, body.iter().map(|row| &row[at]));
        }
    }
}

/// Whether the numbers add up to the total exactly, and the total lies on no half that a binary sum could miss.
fn is_sum<'a>(total: Decimal, decimals: u32, parts: impl Iterator<Item = &'a Stored<'a>>) -> bool {
    let mut sum = Some(Decimal::whole(0));
    let mut any = false;
    for part in parts {
        match part {
            Stored::Number { value, .. } => {
                any = true;
                sum = sum.and_then(|sum| plus(sum, *value));
            }
            Stored::Nothing { .. } => {}
            Stored::Label(_) | Stored::Text { .. } => return false,
        }
    }
    any && sum.is_some_and(|sum| equal(to_digits(sum), total)) && !is_half(total, decimals)
}

/// The exact sum of two decimals.
pub(super) fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    let digits = a.at_scale(scale)?.0.checked_add(b.at_scale(scale)?.0)?;
    Some(Decimal { digits, scale })
}

fn equal(a: Decimal, b: Decimal) -> bool {
    plus(a, Decimal { digits: -b.digits, scale: b.scale }).is_some_and(|difference| difference.digits == 0)
}

fn is_half(value: Decimal, decimals: u32) -> bool {
    let Some(finer) = value.scale.checked_sub(decimals).filter(|finer| *finer > 0) else { return false };
    10_i128.checked_pow(finer).is_some_and(|step| (value.digits % step).abs() * 2 == step)
}
