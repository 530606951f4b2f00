//! What becomes of rows of a list.

use super::grid::Bench;
use crate::exact::Decimal;
use crate::records::{Flags, NOT_STARTED};

const KG: i64 = 1_000_000;
const YUAN: i64 = 10_000;
const HEAD: &str = "日期|门店|产品|数量|金额(元)\n";

fn one(bench: &Bench, row: &str) -> super::grid::Outcome {
    bench.read(&format!("{HEAD}{row}"))
}

#[test]
fn what_cannot_be_typed_is_quarantined_with_its_cell() {
    for (row, finding) in [
        ("|一店|红枣|1|2", "date-missing A2"),
        ("待定|一店|红枣|1|2", "date-unreadable A2"),
        ("2021-02-30|一店|红枣|1|2", "date-unreadable A2"),
        ("05/07/2021|一店|红枣|1|2", "date-ambiguous A2"),
        ("2021|一店|红枣|1|2", "date-unreadable A2"),
        ("2021-07-05|一店|红枣|一批|2", "number-unreadable D2"),
        ("2021-07-05|一店|红枣|12..5|2", "number-unreadable D2"),
        ("2021-07-05|一店|红枣|1000000000000000000000000|2", "number-out-of-range D2"),
        ("2021-07-05|一店|红枣||2", "value-missing D2"),
        ("2021-07-05|一店||1|2", "value-missing C2"),
        ("2021-07-05|一店|红枣|=1+1|2", "formula-no-value D2"),
        ("2021-07-05|一店|红枣|1|!#DIV/0!", "cell-error E2"),
        ("2021-07-05|!#N/A|红枣|1|2", "cell-error B2"),
        ("2021-07-05|一店|红枣|3捆|2", "unit-unknown D2"),
        ("2021-07-05|一店|红枣|40元|2", "unit-unknown D2"),
        ("2021-07-05|一店|红枣|3箱|2", "pack-weight-missing D2"),
        ("2021-07-05|一店|红枣|3筐|2", "unit-unknown D2"),
    ] {
        let read = one(&Bench::sales(), row);
        assert_eq!((read.counts(), read.places()), ((0, 0, 1, 1), vec![finding.to_owned()]), "{row}");
    }
}

#[test]
fn measures_that_parse_are_kept_in_quarantine() {
    let read = one(&Bench::sales(), "待定|一店|红枣|1|2");
    assert_eq!(read.batch.quarantined[0].measures, [Some(KG), Some(2 * YUAN)]);
    assert_eq!(read.batch.quarantined[0].cells, ["待定", "一店", "红枣", "1", "2"]);
}

#[test]
fn numbers_as_people_write_them() {
    for (cell, milligrams) in [
        ("１，２３４．５", 1_234_500_000),
        ("3.5万", 35_000 * KG),
        ("-12.5", -12_500_000),
        ("（3）", -3 * KG),
        ("1.5吨", 1500 * KG),
        ("60斤", 30 * KG),
        ("700 克", 700_000),
        ("0", 0),
    ] {
        let read = one(&Bench::sales(), &format!("2021-07-05|一店|红枣|{cell}|2"));
        assert_eq!((read.measure(0), read.codes()), (vec![Some(milligrams)], vec![]), "{cell}");
    }
}

#[test]
fn a_unit_column_gives_each_row_its_unit() {
    let read = Bench::new("sales").registered().read(
        "日期|产品|数量|单位|金额(元)
         2021-07-05|红枣|1.5|吨|1
         2021-07-06|大枣|3|箱|1
         2021-07-07|红枣|0.5吨|公斤|1
         2021-07-08|核桃|3|箱|1
         2021-07-09|红枣|3|捆|1
         2021-07-10|红枣|3||1
         2021-07-11|红枣|8|筐|1",
    );
    assert_eq!(read.measure(0), [Some(1500 * KG), Some(15 * KG), Some(500 * KG)]);
    assert_eq!(
        read.places(),
        ["unit-disagrees C4", "pack-weight-missing C5", "unit-unknown D6", "unit-missing C7", "unit-unknown D8"]
    );
}

#[test]
fn money_without_a_unit_is_yuan_and_weight_without_one_is_no_record() {
    let read = Bench::new("sales").read(
        "日期|产品|数量|金额
         2021-07-05|红枣|1公斤|100
         2021-07-06|红枣|1公斤|2万
         2021-07-07|红枣|7|100
         2021-07-08|红枣|8|100",
    );
    assert_eq!(read.measure(1), [Some(100 * YUAN), Some(20_000 * YUAN)]);
    assert_eq!(read.counts(), (2, 0, 2, 1));
    assert_eq!(read.places(), ["money-unit-assumed D2", "unit-missing C4"]);
}

#[test]
fn finer_than_the_base_unit_is_rounded_to_even_and_said_once() {
    let read =
        Bench::sales().read(&format!("{HEAD}2021-07-05|一店|红枣|1.0000015|1.00015\n2021-07-06|一店|红枣|2.0000025|1"));
    assert_eq!(read.measure(0), [Some(1_000_002), Some(2_000_002)]);
    assert_eq!(read.places(), ["cell-rounded D2", "cell-rounded E2"]);
}

#[test]
fn foreign_money_needs_a_rate() {
    let table = "项目名称|签约日期|签约金额|币种
         甲|2021-07-05|12000万|人民币
         乙|2021-07-05|500万|USD
         丙|2021-07-05|500万美元|
         丁|2021-07-05|600万|";
    let mut bench = Bench::new("projects");
    let read = bench.read(table);
    assert_eq!(
        (read.counts(), read.places()),
        ((2, 0, 2, 1), vec!["currency-without-rate C3".into(), "currency-without-rate C4".into()])
    );
    bench.rates.insert("USD".into(), Decimal::parse("6.46").expect("a rate"));
    let read = bench.read(table);
    let yuan = [120_000_000, 32_300_000, 32_300_000, 6_000_000].map(|yuan| Some(yuan * YUAN));
    assert_eq!((read.measure(0), read.codes()), (yuan.to_vec(), vec![]));
}

#[test]
fn names_resolve_and_unknown_ones_stand() {
    let bench = Bench::sales().registered();
    let read = bench.read(
        "日期|城市|门店|产品|数量|金额(元)
         2021-07-05||杭一|大 枣|1|2
         2021-07-05|宁波|杭州一店|红枣|1|2
         2021-07-06|温州|宁波壹店|红枣|1|2
         2021-07-07|温州|宁波壹店|红枣|1|2",
    );
    assert_eq!((bench.text_of(&read, "city", 0), bench.text_of(&read, "store", 0)), ("杭州".into(), "杭州一店".into()));
    assert_eq!(
        (bench.text_of(&read, "product", 0), bench.text_of(&read, "category", 0)),
        ("红枣".into(), "干果".into())
    );
    assert_eq!(bench.text_of(&read, "city", 1), "宁波");
    assert_eq!(bench.text_of(&read, "store", 2), "宁波壹店");
    assert_eq!(read.places(), ["city-disagrees B3", "name-unknown B4", "name-unknown C4"]);
    assert_eq!(read.counts(), (4, 0, 0, 1));
}

#[test]
fn dates_without_a_year_take_it_from_the_table() {
    let read = Bench::sales().read("2020年6—7月销售表\n日期|产品|数量|金额(元)\n7月5日|红枣|1|2\n6月|红枣|1|2");
    assert_eq!((read.dates(), read.codes()), (vec!["2020-07-05".into(), "2020-06".into()], vec!["date-year-assumed"]));
    let read = Bench::sales().read("年份|月份|产品|数量|金额(元)\n2019|7月|红枣|1|2");
    assert_eq!((read.dates(), read.codes()), (vec!["2019-07".into()], vec![]));
    let read = Bench::new("funds").read("项目名称|年度|援疆资金（万元）\n甲|2021|371\n乙|2020年|1");
    assert_eq!(read.dates(), ["2021-01", "2020-01"]);
    let read = one(&Bench::sales(), "1921-07-05|一店|红枣|1|2");
    assert_eq!((read.counts(), read.codes()), ((1, 0, 0, 1), vec!["date-implausible"]));
}

#[test]
fn merged_cells_mean_the_same_as_above_and_count_once() {
    let bench = Bench::sales();
    let read = bench.read(
        "日期|城市|门店|产品|数量|金额(元)
         2021-07-05|杭州|一店|红枣|1|30
         ^|^|^|核桃|2|^
         ^|^|^|杏干|3|^",
    );
    assert_eq!((read.counts(), read.codes()), ((3, 0, 0, 1), vec![]));
    assert_eq!(read.measure(1), [Some(30 * YUAN), None, None]);
    assert_eq!(bench.text_of(&read, "store", 2), "一店");
}

#[test]
fn rows_that_say_nothing_and_rows_that_repeat_the_header() {
    let read = Bench::sales().read(
        "2021年7月销售表
         日期|门店|产品|数量|金额(元)
         2021-07-05|一店|红枣|—|—

         2021年7月销售表
         日期|门店|产品|数量|金额(元)
         2021-07-06|一店|红枣|1|2
         第2页
         备注：|以上为合成数据",
    );
    assert_eq!((read.counts(), read.codes()), ((1, 0, 0, 8), vec![]));
}

#[test]
fn another_header_inside_the_sheet_goes_for_what_follows() {
    let read = Bench::new("sales").read(
        "一、杭州
         单位：公斤
         日期|门店|产品|数量|金额(元)
         2021-07-05|一店|红枣|1|2
         二、宁波
         单位：吨
         日期|门店|产品|金额(元)|数量
         2021-07-06|二店|红枣|2|1",
    );
    assert_eq!((read.counts(), read.codes()), ((2, 0, 0, 6), vec![]));
    assert_eq!(read.measure(0), [Some(KG), Some(1000 * KG)]);
    assert_eq!(read.measure(1), [Some(2 * YUAN), Some(2 * YUAN)]);
}

#[test]
fn a_text_row_wider_than_its_header() {
    let read = one(&Bench::sales().text(), "2021-07-05|一店|红枣|1|200|26|400");
    assert_eq!((read.counts(), read.places()), ((0, 0, 1, 1), vec!["row-too-wide F2".to_owned()]));
}

#[test]
fn projects_start_by_date_or_by_state() {
    let bench = Bench::new("projects");
    let read = bench.read(
        "项目编号|项目名称|签约类型|签约日期|签约金额（万元）|到位资金（万元）|开工日期|状态
         P1|甲|框架协议|2021-03-05|1200|—||在建
         P2|乙|投资合同|2021-04-06|800|120|2021-06-01|在建
         P3|丙|正式协议|2021-05-07|500||未开工|终止
         |丁||2021-05-08|300|||
         ||无名|2021-05-08|300|||",
    );
    assert_eq!((read.counts(), read.places()), ((4, 0, 1, 1), vec!["value-missing B6".to_owned()]));
    assert_eq!(read.batch.started, [20_210_305, 20_210_601, NOT_STARTED, NOT_STARTED]);
    let flags = |at: usize| read.batch.flags[at];
    assert!(flags(0).has(Flags::FRAMEWORK | Flags::BY_CODE) && flags(1).has(Flags::FORMAL));
    assert!(flags(2).has(Flags::OUT_OF_SCOPE) && !flags(3).has(Flags::BY_CODE));
    assert_eq!(read.measure(1), [None, Some(1_200_000 * YUAN), None, None]);
}

#[test]
fn keys_and_contents() {
    let read = Bench::sales().read(
        "单号|日期|门店|产品|数量|金额(元)
         A1|2021-07-05|一店|红枣|1|2
         Ａ1|2021/7/5|一 店|红枣|1.0公斤|2.00
         A1|2021-07-05|一店|核桃|1|2
         A1|2021-07-05|一店|红枣|1|3
         |2021-07-05|一店|红枣|1|2",
    );
    let (keys, contents) = (&read.batch.key, &read.batch.content);
    assert_eq!((keys[0], contents[0]), (keys[1], contents[1]));
    assert_ne!(keys[0], keys[2]);
    assert_eq!(keys[0], keys[3]);
    assert_ne!(contents[0], contents[3]);
    assert_ne!(keys[0], keys[4]);
}
