//! Nothing that a cell may hold brings the reader down, and no cut through a table changes what its rows are.

use proptest::prelude::*;

use super::grid::{Bench, parse};
use crate::sources::{CellKind, OwnedRow};

fn cell() -> impl Strategy<Value = (String, CellKind, bool)> {
    let words = prop_oneof![
        Just("合计"),
        Just("小计"),
        Just("其中：红枣"),
        Just("日期"),
        Just("数量"),
        Just("金额（万元）"),
        Just("单位：吨"),
        Just("1月"),
        Just("2021年7月"),
        Just("2021-07-05"),
        Just("杭州"),
        Just("红枣"),
        Just("12.5"),
        Just("—"),
        Just("3箱"),
        Just("备注：x"),
        Just(""),
        Just("1e400"),
        Just("（5"),
        Just("门店"),
        Just("一季度"),
        Just("累计"),
    ];
    let text = prop_oneof![3 => words.prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    let kind = prop_oneof![
        8 => Just(CellKind::Text), 2 => Just(CellKind::Number), 1 => Just(CellKind::Error), 1 => Just(CellKind::Date),
        1 => Just(CellKind::Boolean), 1 => Just(CellKind::UncachedFormula)
    ];
    (text, kind, prop::bool::weighted(0.1)).prop_map(|(text, kind, continued)| {
        let kind = if text.trim().is_empty() { CellKind::Empty } else { kind };
        (text.trim().to_owned(), kind, continued)
    })
}

fn grid() -> impl Strategy<Value = Vec<OwnedRow>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..14).prop_map(|rows| {
        let row = |(number, cells)| OwnedRow { number, locator: number, hidden: false, cells };
        (1..).zip(rows).map(row).collect()
    })
}

/// A record, a bad row, a blank one or a total, below a header of five columns.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1..29_u32, 1..4_u32, 0..2_i64, 0..100_000_u32).prop_map(|(day, store, unit, grams)| {
            let unit = ["公斤", "斤"][usize::try_from(unit).expect("0 or 1")];
            format!("2021-07-{day:02}|{store}店|红枣|{grams}{unit}|{day}")
        }),
        1 => Just("待定|一店|红枣|1|2".to_owned()),
        1 => Just("合计|||5|5".to_owned()),
        1 => Just("|".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_grid_is_read(rows in grid(), ledger in 0..5_usize, is_text in any::<bool>(), siblings in 0..2_usize) {
        let name = ["sales", "projects", "funds", "activities", "rectification"][ledger];
        let mut bench = Bench::new(name).registered();
        bench.siblings = siblings;
        bench = if is_text { bench.text() } else { bench.named("a.xlsx", "汇总") };
        let read = bench.read_cut(&rows, usize::MAX);
        let quarantined = read.batch.quarantined.len();
        prop_assert!(quarantined == 0 || !read.findings.is_empty());
    }

    #[test]
    fn a_cut_changes_no_row(lines in prop::collection::vec(line(), 1..30), size in 1..9_usize) {
        let rows = parse(&format!("日期|门店|产品|数量|金额(元)\n{}", lines.join("\n")));
        let (bench, other) = (Bench::sales().text(), Bench::sales().text());
        let (whole, cut) = (bench.read_cut(&rows, usize::MAX), other.read_cut(&rows, size));
        prop_assert_eq!(whole.counts(), cut.counts());
        prop_assert_eq!(&whole.batch.key, &cut.batch.key);
        prop_assert_eq!(&whole.batch.content, &cut.batch.content);
        prop_assert_eq!(&whole.batch.measures, &cut.batch.measures);
        prop_assert_eq!(&whole.batch.row, &cut.batch.row);
        let rows = |batch: &crate::records::Batch| batch.quarantined.iter().map(|q| (q.row, q.code)).collect::<Vec<_>>();
        prop_assert_eq!(rows(&whole.batch), rows(&cut.batch));
    }
}
