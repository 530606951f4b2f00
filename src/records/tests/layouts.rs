//! Where the header is, and what stands around it.

use super::grid::Bench;

const KG: i64 = 1_000_000;
const YUAN: i64 = 10_000;

#[test]
fn a_plain_sheet() {
    let bench = Bench::sales();
    let read = bench.read(
        "日期|城市|门店|产品|渠道|数量|金额（元）
         @2021-07-05|杭州|杭州一店|红枣|线上|#200|#4400
         2021年7月30日|宁波|宁波一店|核桃|门店|33.333|999.99",
    );
    assert_eq!(read.codes(), [""; 0]);
    assert_eq!(read.counts(), (2, 0, 0, 1));
    assert_eq!(read.measure(0), [Some(200 * KG), Some(33_333_000)]);
    assert_eq!(read.measure(1), [Some(4400 * YUAN), Some(9_999_900)]);
    assert_eq!(read.dates(), ["2021-07-05", "2021-07-30"]);
    assert_eq!(bench.text_of(&read, "city", 1), "宁波");
}

#[test]
fn title_unit_line_total_and_signatures() {
    let read = Bench::new("sales").read(
        "2021年1—7月十城百店销售情况表|<|<|<|<|<|<
         ||||||单位：吨、万元
         日期|城市|门店|产品|渠道|数量|金额
         2021-07-05|杭州|杭州一店|红枣|线上|#0.2|#0.44
         合　计|||||#0.2|#0.44
         填报人：（签字）||审核人：（签字）||填报日期：2021年8月2日
         注：本表数据为合成数据。",
    );
    assert_eq!(read.codes(), [""; 0]);
    assert_eq!(read.counts(), (1, 1, 0, 5));
    assert_eq!(read.measure(0), [Some(200 * KG)]);
    assert_eq!(read.measure(1), [Some(4400 * YUAN)]);
}

#[test]
fn a_table_that_starts_elsewhere() {
    let read = Bench::sales().read(
        "

         ||销售台账

         ||日期|门店|产品|数量|金额(元)
         ||2021-07-05|一店|红枣|#1|#2",
    );
    assert_eq!((read.counts(), read.codes().len()), ((1, 0, 0, 5), 0));
}

#[test]
fn two_header_rows_merged_and_not() {
    for lines in [
        "日期|城市|门店|产品|渠道|销售情况|<
         ^|^|^|^|^|数量（吨）|金额（万元）
         2021-07-05|杭州|一店|红枣|线上|0.2|0.44",
        "日期|城市|门店|产品|渠道|销售情况|
         |||||数量（吨）|金额（万元）
         2021-07-05|杭州|一店|红枣|线上|0.2|0.44",
    ] {
        let read = Bench::new("sales").read(lines);
        assert_eq!((read.counts(), read.codes()), ((1, 0, 0, 2), vec![]), "{lines}");
        assert_eq!((read.measure(0), read.measure(1)), (vec![Some(200 * KG)], vec![Some(4400 * YUAN)]));
    }
}

#[test]
fn three_header_rows_under_a_title() {
    let read = Bench::new("sales").read(
        "十城百店销售表|<|<|<|<|<|<
         基本信息|<|<|<|<|销售情况|<
         时间|地点|<|商品|<|本期|<
         日期|城市|门店|产品|渠道|数量(公斤)|金额(元)
         2021-07-05|杭州|一店|红枣|线上|#200|#4400",
    );
    assert_eq!((read.counts(), read.codes()), ((1, 0, 0, 4), vec![]));
    assert_eq!(read.measure(0), [Some(200 * KG)]);
}

#[test]
fn a_unit_row_and_a_row_of_column_numbers_below_the_header() {
    let read = Bench::new("sales").read(
        "日期|门店|产品|数量|金额
         |||（公斤）|（元）
         甲|乙|丙|1|2
         2021-07-05|一店|红枣|200|4400",
    );
    assert_eq!((read.counts(), read.codes()), ((1, 0, 0, 3), vec![]));
    assert_eq!((read.measure(0), read.measure(1)), (vec![Some(200 * KG)], vec![Some(4400 * YUAN)]));
}

#[test]
fn units_by_every_place_and_the_nearer_wins() {
    let head = |quantity: &str| format!("日期|产品|{quantity}|金额(元)\n2021-07-05|红枣|0.5|1");
    for quantity in
        ["数量（吨）", "数量(吨)", "数量/吨", "数量：吨", "数量 吨", "销售数量（单位：吨）", "本月数量（吨）"]
    {
        let read = Bench::new("sales").read(&head(quantity));
        assert_eq!((read.measure(0), read.codes()), (vec![Some(500 * KG)], vec![]), "{quantity}");
    }
    let read = Bench::new("sales").read("单位：吨\n日期|产品|数量（公斤）|金额(元)\n2021-07-05|红枣|500|1");
    assert_eq!((read.measure(0), read.codes()), (vec![Some(500 * KG)], vec!["unit-disagrees"]));
    let read = Bench::sales().read("单位：吨\n日期|产品|数量|金额(元)\n2021-07-05|红枣|0.5|1");
    assert_eq!((read.measure(0), read.codes()), (vec![Some(500 * KG)], vec![]));
    for line in
        ["单位：吨、万元", "数量单位：吨|金额单位：万元", "（单位：吨，万元）", "计量单位：吨/万元", "单位|吨、万元"]
    {
        let read = Bench::new("sales").read(&format!("销售表\n{line}\n日期|产品|数量|金额\n2021-07-05|红枣|0.5|2.2"));
        assert_eq!((read.measure(0), read.measure(1)), (vec![Some(500 * KG)], vec![Some(22_000 * YUAN)]), "{line}");
        assert_eq!(read.codes(), [""; 0], "{line}");
    }
}

#[test]
fn no_header_and_half_a_header() {
    let read = Bench::sales().read("甲|乙\n1|2\n3|4");
    assert_eq!((read.found, read.codes()), (false, vec!["header-not-found"]));
    let read = Bench::sales().read("日期|城市|门店\n2021-07-05|杭州|杭州一店");
    assert_eq!((read.found, read.codes()), (false, vec!["column-missing"]));
    let read = Bench::sales().read("日期|门店|数量|数量|金额\n2021-07-05|一店|1|2|22");
    assert_eq!((read.found, read.codes()), (false, vec!["column-duplicate"]));
    let read = Bench::sales().read("日期|门店|数量|金额");
    assert_eq!((read.found, read.codes()), (true, vec!["header-without-rows"]));
    let read = Bench::sales().read("||\n|");
    assert_eq!((read.found, read.codes()), (false, vec![]));
}

/// Entries, control rows, quarantined rows and blank ones, counted by hand.
#[test]
fn rows_under_a_refused_header_are_kept_aside() {
    for (table, counts) in [
        ("甲|乙\n1|2\n3|4", (0, 0, 2, 1)),
        ("填表说明\n1.|请每月5日前报送\n联系电话|0570-0000000", (0, 0, 0, 3)),
        ("销售表\n日期|城市|门店\n2021-07-05|杭州|一店\n|\n2021-07-06|杭州|二店\n合计||2\n填报人：|张", (0, 1, 2, 4)),
        (
            "日期|门店|数量|数量|金额\n2021-07-05|一店|1|2|22\n日期|门店|数量|数量|金额\n2021-07-06|一店|1|2|22",
            (0, 0, 2, 2),
        ),
        ("销售月报\n产品|数量|金额(元)\n红枣|5|100\n注：以上为合成数据", (0, 0, 1, 3)),
    ] {
        assert_eq!(Bench::sales().read(table).counts(), counts, "{table}");
    }
}

#[test]
fn the_job_names_columns() {
    let mut bench = Bench::sales();
    for (header, field) in [("业务时刻", "date"), ("走货量", "quantity"), ("进账", "amount")] {
        bench.columns.insert(header.to_owned(), field.to_owned());
    }
    let read = bench.read("业务时刻|门店|产品|走货量|进账（万元）\n2021-07-05|一店|红枣|5|0.01");
    assert_eq!((read.measure(0), read.measure(1)), (vec![Some(5 * KG)], vec![Some(100 * YUAN)]));
}

#[test]
fn store_and_month_from_what_surrounds_the_table() {
    let bench = Bench::sales().registered().named("inbox/宁波/2021年7月/宁波一店.xlsx", "Sheet1");
    let read = bench.read("杭州一店销售月报\n产品|数量|金额(元)\n红枣|5|100");
    assert_eq!(read.dates(), ["2021-07"]);
    assert_eq!((bench.text_of(&read, "store", 0), bench.text_of(&read, "city", 0)), ("杭州一店".into(), "杭州".into()));
    assert_eq!(read.codes(), ["value-from-surroundings", "value-from-surroundings"]);
    let read = Bench::sales().read("销售月报\n产品|数量|金额(元)\n红枣|5|100");
    assert_eq!((read.found, read.codes()), (false, vec!["column-missing"]));
}

#[test]
fn columns_that_compare_or_number_are_left_alone() {
    let read = Bench::sales().read(
        "序号|日期|产品|本月|<|累计|<|备注|单价
         ^|^|^|数量|金额(元)|数量|金额|^|^
         1|2021-07-05|红枣|5|100|50|1000|加急|20",
    );
    assert_eq!(read.measure(0), [Some(5 * KG)]);
    assert_eq!(read.codes(), ["column-unused", "column-unused", "column-unused"]);
}
