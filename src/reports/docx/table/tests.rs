//! Numbers in columns, measured by the widths of the fonts that word processors take.

use proptest::prelude::*;

use super::*;
use crate::reports::document::{Column, Number, NumberForm};
use crate::reports::docx::Style;
use crate::reports::docx::grid::{Grid, Lie};
use crate::reports::docx::widths::layout;

/// In thousandths of the size of the type: a digit, a point, a minus sign.
type Font = [u32; 3];
/// Times New Roman and Liberation Serif; Arial and Liberation Sans; Noto Sans; WenQuanYi Micro Hei; a font of one width.
const FONTS: [Font; 5] = [[500, 250, 333], [556, 278, 333], [572, 268, 322], [573, 267, 323], [500, 500, 500]];

/// The width of a number in twips.
fn set_in(font: Font, shown: &str, half_points: u32) -> u32 {
    let [digit, point, minus] = font;
    let of = |c: char| match c {
        '.' => point,
        '-' => minus,
        _ => digit,
    };
    (shown.chars().map(of).sum::<u32>() * half_points * 10).div_ceil(1000)
}

/// A label and columns of numbers, all of which have these rows.
fn table(rows: &[Vec<String>]) -> Table {
    let width = rows.first().map_or(0, Vec::len);
    let column = |form| Column { heading: String::from("城市"), unit: None, form };
    let columns = std::iter::once(column(None)).chain((0..width).map(|_| column(Some(NumberForm::Additive))));
    let cell = |shown: &String| {
        let (figure, exact) = (String::from("f"), shown.clone());
        Cell::Number(Number { figure, shown: shown.clone(), decimals: 2, exact })
    };
    let row = |numbers: &Vec<String>| {
        let cells = std::iter::once(Cell::Label(String::from("杭州"))).chain(numbers.iter().map(cell));
        Row { role: RowRole::Body, cells: cells.collect() }
    };
    Table { columns: columns.collect(), rows: rows.iter().map(row).collect(), ..Table::default() }
}

/// Every number that does not fit on one line of its cell, in any of the fonts.
fn broken(rows: &[Vec<String>], lie: Lie) -> Vec<String> {
    let table = table(rows);
    let layout = layout(&table, 24, &Grid::new(&Style::default()), lie, Lang::Zh);
    let setting = Setting { lang: Lang::Zh, half_points: 24 };
    let mut broken = Vec::new();
    for part in &layout.parts {
        let sheet = Sheet::new(&table, &setting, &layout, part);
        for (at, width) in part.columns.iter().filter(|(at, _)| *at > 0) {
            for shown in rows.iter().map(|row| &row[at - 1]) {
                let right = u32::try_from(sheet.right_of(shown, *at, *width)).unwrap_or_default();
                let widest =
                    FONTS.iter().map(|font| set_in(*font, shown, layout.half_points)).max().unwrap_or_default();
                if widest + right + 2 * PADDING > *width {
                    broken.push(format!("{shown}: {widest} + {right} in {width} of {layout:?}"));
                }
            }
        }
    }
    broken
}

/// So many columns of two or three rows, each number of up to 16 digits with up to 6 decimals.
fn numbers() -> impl Strategy<Value = Vec<Vec<String>>> {
    let number = "-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,6})?";
    (2_usize..=14, 2_usize..=3).prop_flat_map(move |(columns, rows)| {
        proptest::collection::vec(proptest::collection::vec(number, columns), rows)
    })
}

#[test]
fn a_long_whole_number_above_a_short_one_with_decimals_stays_on_its_line() {
    let rows = |columns: usize| {
        let row = |shown: &str| vec![shown.to_owned(); columns];
        vec![row("1234567890"), row("0.123456")]
    };
    for columns in 2..=14 {
        assert_eq!(broken(&rows(columns), Lie::Upright), Vec::<String>::new());
    }
}

#[test]
fn numbers_of_sixteen_digits_stay_on_their_line() {
    for columns in 2..=14 {
        let rows =
            vec![vec![String::from("-1234567890123.456"); columns], vec![String::from("1234567890123456"); columns]];
        assert_eq!(broken(&rows, Lie::Upright), Vec::<String>::new());
    }
}

proptest! {
    #[test]
    fn no_number_is_wider_than_its_column(rows in numbers(), sideways in any::<bool>()) {
        let lie = if sideways { Lie::Sideways } else { Lie::Upright };
        prop_assert_eq!(broken(&rows, lie), Vec::<String>::new());
    }
}
