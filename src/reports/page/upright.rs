//! Whether a table fits an upright page of A4, by the length of what stands in it: a browser prints what is too wide for the
//! page beyond its edge, and no style sheet can ask for the page to be turned. Knows no HTML.
//!
//! Texts are measured in half characters: a Chinese one takes two, a digit one.

use super::super::document::{Cell, Column, Table};
use super::decimals::{self, room};
use crate::words::shown::columns as half_characters;

/// Between the margins that the style sheet gives an upright page, in tenths of a millimetre.
const PAGE: usize = 1780;
/// A half character of a word, in the size of the style sheet's printed tables (8.5pt).
const OF_WORDS: usize = 15;
/// A character of a number in the same size: digits are wider than half a character in most fonts.
const OF_NUMBERS: usize = 17;
/// What stands left and right of a cell's text.
const PADDING: usize = 30;
/// Into so many lines a heading or a label may be broken before the page is turned for it.
const LINES: usize = 3;
/// A label shorter than this is not broken, and a longer one never takes more than that.
const UNBROKEN: usize = 8;
const WIDEST: usize = 24;

/// Whether nothing of it is printed beyond the edge of an upright page.
pub(super) fn holds(table: &Table) -> bool {
    let columns = table.columns.iter().zip(decimals::longest(table)).enumerate();
    let needed = columns.map(|(at, (column, longest))| needed(table, at, column, longest));
    needed.fold(0, usize::saturating_add) <= PAGE
}

/// The least width of a column: its numbers, with the room behind them, are never broken, its words may be.
fn needed(table: &Table, at: usize, column: &Column, longest: usize) -> usize {
    let words = |text: &str| broken(half_characters(text)).saturating_mul(OF_WORDS);
    let number = |text: &str| half_characters(text).saturating_mul(OF_NUMBERS);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| match cell {
        Cell::Label(text) => words(text),
        Cell::Number(it) => number(&it.shown).saturating_add(number(&room(&it.shown, longest))),
        Cell::Nothing { shown, .. } => number(shown),
    });
    let unit = column.unit.as_deref().map_or(0, |unit| number(unit) + 2 * OF_WORDS);
    cells.fold(words(&column.heading).max(unit), usize::max).saturating_add(PADDING)
}

fn broken(half_characters: usize) -> usize {
    half_characters.div_ceil(LINES).max(half_characters.min(UNBROKEN)).min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::super::super::document::{Number, NumberForm, Row, RowRole};
    use super::*;

    fn table(numbers: usize, shown: &str, label: &str) -> Table {
        let column = |form| Column { heading: "1月".to_owned(), unit: None, form };
        let number = Number { figure: String::new(), shown: shown.to_owned(), decimals: 2, exact: String::new() };
        let cells = std::iter::once(Cell::Label(label.to_owned()))
            .chain((0..numbers).map(|_| Cell::Number(number.clone())))
            .collect();
        Table {
            columns: std::iter::once(column(None))
                .chain((0..numbers).map(|_| column(Some(NumberForm::Amount))))
                .collect(),
            rows: vec![Row { role: RowRole::Body, cells }],
            ..Table::default()
        }
    }

    #[test]
    fn ten_columns_of_hundreds_stay_upright_and_a_year_of_months_is_turned() {
        assert!(holds(&table(10, "1118.16", "乌什县")));
        assert!(!holds(&table(13, "1118.16", "乌什县")));
        assert!(holds(&table(13, "9.5", "乌什县")));
    }

    /// 1118 above 0.2555 takes the width of 1118.0000.
    #[test]
    fn the_room_for_decimals_counts() {
        let with = |first: &str, second: &str| {
            let mut both = table(11, first, "乌什县");
            both.rows.extend(table(11, second, "乌什县").rows);
            both
        };
        assert!(holds(&with("1118", "0.2")));
        assert!(!holds(&with("1118", "0.2555")));
        assert!(holds(&table(11, "0.2555", "乌什县")));
    }

    #[test]
    fn long_numbers_turn_the_page_and_long_labels_are_broken_before_they_do() {
        assert!(!holds(&table(9, "-123456789.01", "乌什县")));
        assert!(holds(&table(5, "1118.16", &"阿克苏地区".repeat(6))));
        assert!(holds(&table(5, "1118.16", &"长".repeat(10_000))));
    }
}
