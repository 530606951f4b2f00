//! Months across the columns.

use super::grid::Bench;
use crate::records::{ControlKind, Flags};

const KG: i64 = 1_000_000;
const TONNE: i64 = 1000 * KG;
const YUAN: i64 = 10_000;

#[test]
fn each_filled_month_cell_is_an_entry() {
    let bench = Bench::new("sales").named("inbox/销量.xlsx", "销售量");
    let read = bench.read(
        "2021年各门店销售量|<|<|<|<
         ||||单位：吨
         城市|门店|1月|2月|3月
         杭州|杭州一店|1.2|0.8|
         温州|温州一店|2|—|#0",
    );
    assert_eq!(read.codes(), [""; 0]);
    assert_eq!(read.counts(), (4, 0, 0, 4));
    assert_eq!(read.dates(), ["2021-01", "2021-02", "2021-01", "2021-03"]);
    assert_eq!(read.measure(0), [Some(TONNE + 200 * KG), Some(800 * KG), Some(2 * TONNE), Some(0)]);
    assert_eq!((read.batch.column[3], read.batch.row[3]), (4, 5));
    assert!(read.batch.flags.iter().all(|flags| flags.has(Flags::CROSSTAB)));
}

#[test]
fn the_measure_may_be_known_by_its_unit_alone() {
    let read = Bench::new("sales").read("2021年各店情况（万元）\n门店|1月|2月\n一店|1|2");
    assert_eq!(read.measure(1), [Some(10_000 * YUAN), Some(20_000 * YUAN)]);
    let read = Bench::new("sales").read("2021年各店情况\n门店|1月|2月\n一店|1|2");
    assert_eq!((read.found, read.codes()), (false, vec!["column-missing"]));
}

#[test]
fn two_measures_under_each_month_merged_and_not() {
    for lines in [
        "2021年各门店销售情况|<|<|<|<|<
         城市|门店|5月|<|6月|<
         ^|^|数量（吨）|金额（万元）|数量（吨）|金额（万元）
         杭州|一店|3|6|2.5|5",
        "2021年各门店销售情况
         城市|门店|5月||6月|
         ||数量（吨）|金额（万元）|数量（吨）|金额（万元）
         杭州|一店|3|6|2.5|5",
    ] {
        let read = Bench::new("sales").read(lines);
        assert_eq!((read.counts(), read.codes()), ((4, 0, 0, 3), vec![]), "{lines}");
        assert_eq!(read.dates(), ["2021-05", "2021-05", "2021-06", "2021-06"]);
        assert_eq!(read.measure(0), [Some(3 * TONNE), None, Some(2 * TONNE + 500 * KG), None]);
        assert_eq!(read.measure(1), [None, Some(60_000 * YUAN), None, Some(50_000 * YUAN)]);
    }
}

#[test]
fn month_headers_of_every_form_and_years_above_them() {
    let read =
        Bench::sales().read("各门店销售量\n门店|2021年1月|2021-02|2021/3|202104|#202105|@2021-06-01\n一店|1|1|1|1|1|1");
    assert_eq!(read.dates(), ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"]);
    let read = Bench::sales().read("各门店销售量\n门店|2020年|<|2021年|<\n^|11月|12月|1月|2月\n一店|1|1|1|1");
    assert_eq!(read.dates(), ["2020-11", "2020-12", "2021-01", "2021-02"]);
    let read = Bench::sales().read("各门店销售量\n门店|1月|2月\n一店|1|1");
    assert_eq!((read.dates(), read.codes()), (vec!["2021-01".into(), "2021-02".into()], vec!["date-year-assumed"; 2]));
}

#[test]
fn total_columns_and_rows_are_controls() {
    let read = Bench::new("sales").read(
        "2021年各门店销售量（吨）
         城市|门店|1月|2月|一季度|合计
         杭州|一店|1|2|3|3
         宁波|二店|4|5|9|9
         合计||5|7|12|12",
    );
    assert_eq!((read.counts(), read.codes()), ((4, 8, 0, 2), vec![]));
    let kinds: Vec<ControlKind> = read.batch.controls.iter().map(|control| control.kind).collect();
    assert_eq!(kinds[..4], [ControlKind::Row; 4]);
    assert_eq!(kinds[4..], [ControlKind::Total; 4]);
    let periods: Vec<String> =
        read.batch.controls[4..].iter().map(|c| c.period.map_or("all".into(), |p| p.to_string())).collect();
    assert_eq!(periods, ["2021-01", "2021-02", "2021-01..2021-03", "all"]);
    assert_eq!(read.batch.controls[7].printed, [(0, 12 * TONNE, 5, "12".to_owned())]);
}

#[test]
fn bad_month_cells_are_quarantined_one_by_one() {
    let read = Bench::sales().read("2021年销售量\n门店|1月|2月\n一店|一批|2\n|3|4");
    assert_eq!(
        (read.counts(), read.places()),
        ((1, 0, 3, 2), vec!["number-unreadable B3".into(), "value-missing A4".into()])
    );
}

#[test]
fn weights_and_money_of_one_month_are_no_duplicates() {
    let weights = Bench::new("sales").read("2021年销售量（吨）\n门店|1月\n一店|1");
    let money = Bench::new("sales").read("2021年销售额（万元）\n门店|1月\n一店|1");
    assert_ne!(weights.batch.key, money.batch.key);
}
