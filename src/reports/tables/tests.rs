//! The table of one small ledger by a dimension, cell by cell; amounts and shares were worked out by hand.

use std::sync::Arc;

use super::*;
use crate::calendar::Month;
use crate::cube::{Cell as Sum, LedgerCube};
use crate::figures::{Settings, compute};
use crate::kinds;
use crate::reports::document::{Cell, NumberForm, RowRole};

/// 2 sessions with 30 and 10 attendances: 75 % and 25 % of 40.
fn edition_of(lang: Lang) -> (Figures, Vec<Arc<Kind>>) {
    let kind = Arc::new(kinds::built_in("activities").expect("built in"));
    let month: Month = "2021-02".parse().expect("a month");
    let cell = |name: &str, attendances: i128| Sum {
        month,
        started: None,
        dimensions: vec![Arc::from(name), Arc::from("")],
        records: 1,
        present: vec![0, 1, 1, 0, 0],
        sums: vec![0, 1, attendances, 0, 0],
    };
    let cells = vec![cell("讲座", 30), cell("送教", 10)];
    let cube = LedgerCube { kind: Arc::clone(&kind), through: month, cells };
    (compute(&[cube], &Settings { lang, ..Settings::default() }), vec![kind])
}

#[test]
fn a_breakdown_has_shares_and_a_total_and_leaves_out_what_nobody_recorded() {
    let (figures, kinds) = edition_of(Lang::Zh);
    let edition = Edition { figures: &figures, kinds: &kinds, rounding: Rounding::HalfEven, lang: Lang::Zh };
    let tables = tables(&edition);
    let table = tables.iter().find(|table| table.key == "activities-by-type").expect("a table");
    let at = table.columns.iter().position(|column| column.heading == "培训人次").expect("a column");
    let shown = |cell: &Cell| match cell {
        Cell::Label(text) | Cell::Nothing { shown: text, .. } => text.clone(),
        Cell::Number(number) => number.shown.clone(),
    };
    let rows: Vec<[String; 3]> =
        table.rows.iter().map(|row| [&row.cells[0], &row.cells[at], &row.cells[at + 1]].map(shown)).collect();
    let expected = [["讲座", "30", "75"], ["送教", "10", "25"], ["合计", "40", "—"]].map(|row| row.map(str::to_owned));
    assert_eq!(rows, expected);
    assert_eq!(table.columns[at].form, Some(NumberForm::Additive));
    assert_eq!(table.rows[2].role, RowRole::Total);
    let Cell::Number(number) = &table.rows[0].cells[at + 1] else { panic!("a number") };
    assert_eq!(number.figure, "activities.attendances.share[type=讲座]@2021-01..2021-02");
    assert!(!table.columns.iter().any(|column| column.heading.contains("安排援疆资金")), "{:?}", table.columns);
}

#[test]
fn keys_name_no_language_and_differ() {
    let keys = |lang| {
        let (figures, kinds) = edition_of(lang);
        let edition = Edition { figures: &figures, kinds: &kinds, rounding: Rounding::HalfEven, lang };
        tables(&edition).into_iter().map(|table| table.key).collect::<Vec<_>>()
    };
    let (zh, en) = (keys(Lang::Zh), keys(Lang::En));
    assert_eq!(zh, en);
    let distinct: std::collections::BTreeSet<&String> = zh.iter().collect();
    assert_eq!(distinct.len(), zh.len());
}
