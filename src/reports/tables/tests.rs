//! The table of one small ledger by a dimension, cell by cell; amounts and shares were worked out by hand.

use std::sync::Arc;

use super::*;
use crate::calendar::Month;
use crate::cube::{Cell as Sum, LedgerCube};
use crate::figures::{Settings, compute};
use crate::kinds;
use crate::reports::document::{Cell, NumberForm, RowRole};

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Label(text) | Cell::Nothing { shown: text, .. } => text.clone(),
        Cell::Number(number) => number.shown.clone(),
    }
}

/// The table of that key in Chinese, if there is one.
fn table_of(figures: &Figures, kinds: &[Arc<Kind>], key: &str) -> Option<Table> {
    let edition = Edition { figures, kinds, rounding: Rounding::HalfEven, lang: Lang::Zh };
    tables(&edition).into_iter().find(|table| table.key == key)
}

/// The rows of a table, of which the label and the column of this heading.
fn rows_of(table: &Table, heading: &str) -> Vec<(String, String)> {
    let at = table.columns.iter().position(|column| column.heading == heading).expect("a column");
    table.rows.iter().map(|row| (shown(&row.cells[0]), shown(&row.cells[at]))).collect()
}

/// Pairs as `rows_of` gives them.
fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(label, number)| ((*label).to_owned(), (*number).to_owned())).collect()
}

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
    let rows: Vec<[String; 3]> =
        table.rows.iter().map(|row| [&row.cells[0], &row.cells[at], &row.cells[at + 1]].map(shown)).collect();
    let expected = [["讲座", "30", "75"], ["送教", "10", "25"], ["合计", "40", "—"]].map(|row| row.map(str::to_owned));
    assert_eq!(rows, expected);
    assert_eq!(table.columns[at].form, Some(NumberForm::Additive));
    assert_eq!(table.rows[2].role, RowRole::Total);
    let whole = "各项占比相加为百分之百，合计行不再列出。";
    assert!(matches!(&table.rows[2].cells[at + 1], Cell::Nothing { why, .. } if why == whole));
    // No dash stands for a missing base or record, so that no note says so.
    let rounding = "各数由精确值一次修约，分项之和与合计的末位可能有出入。";
    assert_eq!(table.notes, [rounding, whole]);
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

/// What one record of a city in a month sums to.
fn cell(at: &str, city: &str) -> Sum {
    Sum {
        month: at.parse().expect("a month"),
        started: None,
        dimensions: [city, "店", "核桃", "坚果", "线上"].map(Arc::from).into(),
        records: 1,
        present: vec![1, 1],
        sums: vec![1_000_000, 10_000],
    }
}

/// Sales of two cities in two months.
fn sales() -> (Figures, Vec<Arc<Kind>>) {
    let kind = Arc::new(kinds::built_in("sales").expect("built in"));
    let mut cells = vec![cell("2021-01", "甲"), cell("2021-02", "甲"), cell("2021-02", "乙")];
    cells.sort();
    let cube = LedgerCube { kind: Arc::clone(&kind), through: "2021-02".parse().expect("a month"), cells };
    (compute(&[cube], &Settings::default()), vec![kind])
}

#[test]
fn every_table_has_a_known_key_in_the_known_order() {
    let (figures, kinds) = sales();
    let edition = Edition { figures: &figures, kinds: &kinds, rounding: Rounding::HalfEven, lang: Lang::Zh };
    let made: Vec<String> = tables(&edition).into_iter().map(|table| table.key).collect();
    let expected = [
        "summary",
        "sales-by-month",
        "sales-by-city",
        "sales-by-store",
        "sales-by-product",
        "sales-by-category",
        "sales-by-channel",
        "sales-weight-by-city-and-month",
        "sales-revenue-by-city-and-month",
    ];
    assert_eq!(keys(&kinds, &Default::default()), expected);
    assert_eq!(made, expected);
}

#[test]
fn tables_come_in_the_order_asked_for_and_each_once() {
    let (figures, kinds) = sales();
    let edition = Edition { figures: &figures, kinds: &kinds, rounding: Rounding::HalfEven, lang: Lang::Zh };
    let names = ["sales-by-city", "nothing", "summary", "sales-by-city"].map(str::to_owned);
    let tables = tables(&edition);
    let (chosen, missing) = chosen(&tables, &names);
    let keys: Vec<&str> = chosen.iter().map(|table| table.key.as_str()).collect();
    assert_eq!((keys, missing), (vec!["sales-by-city", "summary"], vec!["nothing"]));
}

#[test]
fn a_table_against_the_months_is_known_where_its_cross_is_declared() {
    let kind = Arc::new(kinds::built_in("sales").expect("built in"));
    let asked = ["sales-weight-by-product-and-month".to_owned()];
    let known = |crosses: &[&[&str]]| {
        let cross = |names: &&[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            crate::figures::Cross::new(&kind, &names).expect("dimensions")
        };
        let declared = [("sales".to_owned(), crosses.iter().map(cross).collect())].into();
        check(&asked, &keys(&[Arc::clone(&kind)], &declared))
    };
    let nearest = "sales-weight-by-city-and-month".to_owned();
    assert_eq!(known(&[]), Err(UnknownTable { name: asked[0].clone(), nearest: nearest.clone() }));
    assert_eq!(known(&[&["product", "city", "month"]]), Err(UnknownTable { name: asked[0].clone(), nearest }));
    assert_eq!(known(&[&["product", "month"]]), Ok(()));
}

/// Months before the first record are no figures; the table is of the others.
#[test]
fn a_table_against_the_months_begins_with_the_first_record() {
    let (_, kinds) = sales();
    let cells = vec![cell("2021-03", "甲"), cell("2021-05", "乙")];
    let cube = LedgerCube { kind: Arc::clone(&kinds[0]), through: "2021-05".parse().expect("a month"), cells };
    let figures = compute(&[cube], &Settings::default());
    let edition = Edition { figures: &figures, kinds: &kinds, rounding: Rounding::HalfEven, lang: Lang::Zh };
    let tables = tables(&edition);
    let table = tables.iter().find(|table| table.key == "sales-weight-by-city-and-month").expect("a table");
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings[1..4], ["3月", "4月", "5月"]);
    assert_eq!(table.columns.len(), 5);
}

/// Four items of which two have money: 33 problems in the table, and 33 in the total.
#[test]
fn a_breakdown_keeps_whoever_has_records_of_any_indicator() {
    let kind = Arc::new(kinds::built_in("rectification").expect("built in"));
    let month: Month = "2021-02".parse().expect("a month");
    let cell = |item: &str, problems: i128, refunded: Option<i128>| Sum {
        month,
        started: None,
        dimensions: [item, "", ""].map(Arc::from).into(),
        records: 1,
        present: vec![u64::from(problems > 0), 0, 0, 0, u64::from(refunded.is_some())],
        sums: vec![problems, 0, 0, 0, refunded.unwrap_or(0)],
    };
    let yuan = |yuan: i128| Some(yuan * 10_000);
    let cells = vec![cell("甲", 20, None), cell("乙", 3, yuan(200)), cell("丙", 10, None), cell("丁", 0, yuan(300))];
    let cube = LedgerCube { kind: Arc::clone(&kind), through: month, cells };
    let figures = compute(&[cube], &Settings::default());
    let table = table_of(&figures, &[kind], "rectification-by-item").expect("a table");
    // The two with money by their money; the others by their characters: 丙 is U+4E19, 甲 U+7532.
    let problems = [("丁", "0"), ("乙", "3"), ("丙", "10"), ("甲", "20"), ("合计", "33")];
    assert_eq!(rows_of(&table, "反馈问题"), pairs(&problems));
    let money = [("丁", "300"), ("乙", "200"), ("丙", "0"), ("甲", "0"), ("合计", "500")];
    assert_eq!(rows_of(&table, "清退违规资金"), pairs(&money));
}

/// One city has weights alone, one money alone: each is in the months of what it has, and both in the table by city.
#[test]
fn a_table_against_the_months_has_whoever_has_records_of_its_own_indicator() {
    let (_, kinds) = sales();
    let cell = |at: &str, city: &str, weight: Option<i128>, revenue: Option<i128>| Sum {
        month: at.parse().expect("a month"),
        started: None,
        dimensions: [city, "店", "核桃", "坚果", "线上"].map(Arc::from).into(),
        records: 1,
        present: vec![u64::from(weight.is_some()), u64::from(revenue.is_some())],
        sums: vec![weight.unwrap_or(0), revenue.unwrap_or(0)],
    };
    // A tonne is 10⁹ mg; 万元, in which the column is printed, are 10⁸ of the smallest part.
    let (tonnes, money) = (|n: i128| Some(n * 1_000_000_000), |n: i128| Some(n * 100_000_000));
    let mut cells = vec![
        cell("2021-01", "甲", tonnes(5), None),
        cell("2021-01", "乙", tonnes(2), money(10)),
        cell("2021-02", "乙", tonnes(1), money(20)),
        cell("2021-02", "丙", None, money(40)),
    ];
    cells.sort();
    let cube = LedgerCube { kind: Arc::clone(&kinds[0]), through: "2021-02".parse().expect("a month"), cells };
    let figures = compute(&[cube], &Settings::default());
    let of = |key: &str, heading: &str| rows_of(&table_of(&figures, &kinds, key).expect("a table"), heading);
    let by_city = of("sales-by-city", "销售量");
    assert_eq!(by_city, pairs(&[("丙", "0"), ("乙", "3"), ("甲", "5"), ("合计", "8")]));
    let weights = of("sales-weight-by-city-and-month", "累计");
    assert_eq!(weights, pairs(&[("乙", "3"), ("甲", "5"), ("合计", "8")]));
    let money = of("sales-revenue-by-city-and-month", "累计");
    assert_eq!(money, pairs(&[("丙", "40"), ("乙", "30"), ("合计", "70")]));
}

/// Each store is one store, which no figure counts: by store the column would be of dashes above their number.
#[test]
fn a_column_of_which_only_the_total_has_a_value_is_left_out() {
    let (figures, kinds) = sales();
    let says_stores = |key: &str| {
        let table = table_of(&figures, &kinds, key).expect("a table");
        let has_column = table.columns.iter().any(|column| column.heading == "有销售门店");
        (has_column, table.notes.iter().any(|note| note.contains("有销售门店")))
    };
    assert_eq!(says_stores("sales-by-city"), (true, true));
    assert_eq!(says_stores("sales-by-store"), (false, false), "nor does a note tell of it");
}
