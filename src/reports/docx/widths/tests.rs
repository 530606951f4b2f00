//! Tables of few and many columns, and what becomes of them.

use proptest::prelude::*;

use super::*;
use crate::reports::document::{Number, NumberForm, Row, RowRole};
use crate::reports::docx::Style;

fn number(shown: &str) -> Cell {
    Cell::Number(Number { figure: String::from("f"), shown: shown.to_owned(), decimals: 2, exact: shown.to_owned() })
}

/// A label and so many columns of a number.
fn table(label: &str, numbers: usize, shown: &str) -> Table {
    let column = |form| Column { heading: String::from("城市"), unit: None, form };
    let columns = std::iter::once(column(None)).chain((0..numbers).map(|_| column(Some(NumberForm::Additive))));
    let cells = std::iter::once(Cell::Label(label.to_owned())).chain((0..numbers).map(|_| number(shown)));
    let rows = vec![Row { role: RowRole::Body, cells: cells.collect() }];
    Table { columns: columns.collect(), rows, ..Table::default() }
}

fn laid(table: &Table) -> Layout {
    layout(table, 24, &Grid::new(&Style::default()), Lie::Upright, Lang::Zh)
}

#[test]
fn type_shrinks_before_the_page_is_turned_and_is_turned_before_the_table_is_cut() {
    let of = |numbers| {
        let layout = laid(&table("杭州", numbers, "5940.32"));
        (layout.lie, layout.half_points, layout.parts.len())
    };
    // A column takes 8 half characters and its padding: at 12 points 960 + 120 of the 8845 twips, the label 600.
    assert_eq!(of(7), (Lie::Upright, 24, 1));
    // At 10.5 points 840 + 120.
    assert_eq!(of(8), (Lie::Upright, 21, 1));
    // At 9 points 720 + 120.
    assert_eq!(of(9), (Lie::Upright, 18, 1));
    // On its side there are 12756 twips.
    assert_eq!(of(11), (Lie::Sideways, 24, 1));
    assert_eq!(of(14), (Lie::Sideways, 18, 1));
    // At 7.5 points 600 + 120, the label 420.
    assert_eq!(of(17), (Lie::Sideways, 15, 1));
    assert_eq!(of(18), (Lie::Sideways, 15, 2));
}

#[test]
fn a_table_that_is_cut_repeats_its_labels() {
    let layout = laid(&table("杭州", 40, "5940.32"));
    let firsts: Vec<usize> = layout.parts.iter().map(|part| part.columns[0].0).collect();
    assert_eq!(firsts, vec![0; layout.parts.len()]);
    let numbers: Vec<usize> =
        layout.parts.iter().flat_map(|part| part.columns.iter().skip(1).map(|(at, _)| *at)).collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
}

#[test]
fn a_heading_keeps_its_unit_whole() {
    assert_eq!(longest_word("平均单价（元/千克）"), 11);
    assert_eq!(longest_word("位次"), 2);
    // The word, the space before it, and what letters are wider than digits.
    assert_eq!(longest_word("year on year"), 6);
}

proptest! {
    #[test]
    fn columns_fill_the_page_and_none_is_lost(label in "[a-z国]{0,300}", numbers in 0_usize..150, shown in "[0-9.]{0,40}") {
        let layout = laid(&table(&label, numbers, &shown));
        let width = Grid::new(&Style::default()).area(layout.lie).0;
        let mut seen: Vec<usize> = Vec::new();
        for part in &layout.parts {
            prop_assert!(part.columns.len() <= COLUMNS);
            prop_assert_eq!(part.columns.iter().map(|(_, width)| width).sum::<u32>(), width);
            prop_assert!(part.columns.iter().all(|(_, width)| *width > 100));
            seen.extend(part.columns.iter().map(|(at, _)| *at));
        }
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen, (0..=numbers).collect::<Vec<_>>());
    }
}
