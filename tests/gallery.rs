//! The gallery over a small made-up run whose every total can be worked out by hand.
//!
//! Store s of 24 sells s tonnes for 10,000 s yuan + 100 m yuan in month m of 2021; project k of 12 is worth k × 100
//! million yuan. The pictures are left in the target folder under `tmp/gallery`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use market_aid::calendar::Month;
use market_aid::cube::{Cell, LedgerCube};
use market_aid::exact::Rounding;
use market_aid::figures::{Cross, Figures, KeptValue, Settings, Target, compute};
use market_aid::kinds::{Kind, built_in};
use market_aid::reports::charts::{Chart, Datum, Form, draw};
use market_aid::reports::gallery::{Edition, NamedAmount, RevisedIndicator, Said, Vintage, charts, triangle};
use market_aid::words::Lang;

const YUAN: i128 = 10_000;
const TONNE: i128 = 1_000_000_000;
const CITIES: [&str; 4] = ["杭州", "宁波", "温州", "衢州"];
const PRODUCTS: [&str; 3] = ["苹果", "红枣", "核桃"];
const CHANNELS: [&str; 3] = ["门店", "线上", ""];
const INDUSTRIES: [&str; 3] = ["纺织服装", "农产品加工", "新能源"];

fn month(month: u32) -> Month {
    Month::new(2021, month).expect("a month")
}

fn cell(month: Month, dimensions: &[&str], sums: [i128; 2]) -> Cell {
    let dimensions = dimensions.iter().map(|text| Arc::from(*text)).collect();
    Cell { month, started: None, dimensions, records: 1, present: vec![1, 1], sums: sums.into() }
}

fn sales(through: u32) -> LedgerCube {
    let of_month = |m: u32| {
        (1..=24_usize).map(move |s| {
            let store = format!("{}第{s}门店", CITIES[(s - 1) % 4]);
            let product = PRODUCTS[s % 3];
            let dimensions = [CITIES[(s - 1) % 4], &store, product, "", CHANNELS[s % 3]];
            cell(month(m), &dimensions, [s as i128 * TONNE, (10_000 * s as i128 + 100 * i128::from(m)) * YUAN])
        })
    };
    let cells = (1..=through).flat_map(of_month).collect();
    LedgerCube { kind: Arc::new(built_in("sales").expect("built in")), through: month(through), cells }
}

fn projects() -> LedgerCube {
    let project = |k: usize| {
        let month = month(u32::try_from((k - 1) % 8 + 1).expect("a month"));
        cell(month, &[INDUSTRIES[k % 3], "阿拉尔", "在建"], [k as i128 * 100_000_000 * YUAN, 0])
    };
    let mut cells: Vec<Cell> = (1..=12).map(project).collect();
    cells.sort();
    LedgerCube { kind: Arc::new(built_in("projects").expect("built in")), through: month(8), cells }
}

fn settings(lang: Lang) -> Settings {
    let kind = built_in("sales").expect("built in");
    let cross = Cross::new(&kind, &["city".to_owned(), "month".to_owned()]).expect("dimensions");
    let target = |indicator: &str, value| Target { indicator: indicator.into(), year: 2021, value };
    Settings {
        rounding: Rounding::HalfEven,
        lang,
        targets: vec![target("sales.revenue", 50_000_000 * YUAN), target("projects.signed", 6_000_000_000 * YUAN)],
        published: Vec::new(),
        crosses: BTreeMap::from([("sales".to_owned(), vec![cross])]),
    }
}

fn gallery(lang: Lang) -> Vec<Chart> {
    let settings = settings(lang);
    let figures = compute(&[sales(7), projects()], &settings);
    drawn_from(&figures, &settings)
}

fn drawn_from(figures: &Figures, settings: &Settings) -> Vec<Chart> {
    let names: Vec<String> = (1..=12).rev().map(|k| format!("第{k}号合成项目")).collect();
    let amounts = (1..=12).rev().map(|k| k * 100_000_000 * YUAN);
    let projects: Vec<NamedAmount> =
        names.iter().zip(amounts).map(|(name, amount)| NamedAmount { name, amount }).collect();
    let kinds: Vec<Arc<Kind>> = ["sales", "projects"].map(|name| Arc::new(built_in(name).expect("built in"))).into();
    charts(&Edition { figures, settings, kinds: &kinds, publisher: "合成数据示例", projects: &projects })
}

fn chart(charts: &[Chart], stem: &str) -> Chart {
    charts.iter().find(|chart| chart.stem == stem).unwrap_or_else(|| panic!("{stem}")).clone()
}

fn labels(rows: &[Datum]) -> Vec<(String, String)> {
    rows.iter().map(|row| (row.value_label.clone(), row.aside.clone())).collect()
}

fn pair(value: &str, aside: &str) -> (String, String) {
    (value.to_owned(), aside.to_owned())
}

#[test]
fn every_chart_that_has_data_is_there() {
    let charts = gallery(Lang::Zh);
    let stems: Vec<&str> = charts.iter().map(|chart| chart.stem.as_str()).collect();
    let expected = [
        "sales-weight-monthly",
        "sales-revenue-monthly",
        "sales-revenue-by-city",
        "sales-revenue-by-store",
        "sales-revenue-by-product",
        "sales-revenue-by-channel",
        "sales-revenue-by-city-and-month",
        "projects-signed-monthly",
        "projects-signed-by-industry",
        "projects-signed-largest",
        "target-progress",
    ];
    assert_eq!(stems, expected);
}

#[test]
fn months_and_their_running_total() {
    let chart = chart(&gallery(Lang::Zh), "sales-revenue-monthly");
    assert_eq!(
        (chart.caption.as_str(), chart.subtitle.as_str()),
        ("销售收入分月情况", "销售收入分月情况，2021年1—7月")
    );
    assert_eq!((chart.unit.as_str(), chart.source.as_str()), ("单位：万元", "数据来源：合成数据示例，销售台账"));
    let Form::Columns { each, running: Some(running), before: None } = chart.form else { panic!("columns") };
    // 3,000,000 + 2,400 m yuan in month m.
    assert_eq!(labels(&each.points)[0], pair("300.24", ""));
    assert_eq!(labels(&each.points)[6], pair("301.68", ""));
    assert_eq!(labels(&running.points)[6], pair("2106.72", ""));
    assert_eq!((each.points[0].label.as_str(), each.points[6].label.as_str()), ("1月", "7月"));
    // The last month is what the headline is about.
    let stressed = |points: &[Datum]| points.iter().map(|point| point.stressed).collect::<Vec<_>>();
    assert_eq!(stressed(&each.points), [false, false, false, false, false, false, true]);
    assert_eq!(stressed(&running.points), stressed(&each.points));
}

#[test]
fn a_headline_says_what_the_picture_shows() {
    let charts = gallery(Lang::Zh);
    let said = |stem: &str| chart(&charts, stem).title;
    // 2,400 of 3,014,400 yuan more in July than in June; there is no year before.
    assert_eq!(said("sales-revenue-monthly"), "1—7月销售收入2106.72万元；7月301.68万元，环比增长0.08%");
    // Stores 4, 8 … 24: 5,896,800 of 21,067,200 yuan.
    assert_eq!(said("sales-revenue-by-city"), "衢州589.68万元，占销售收入的27.99%，居首位");
    // All but 711,200 yuan.
    assert_eq!(said("sales-revenue-by-store"), "24家门店中，前20家合计占销售收入的96.62%");
    // Stores 3, 6 … 24: 108 × 70,000 + 8 × 2,800 yuan.
    assert_eq!(said("sales-revenue-by-product"), "苹果758.24万元，占销售收入的35.99%，居首位");
    assert_eq!(said("sales-revenue-by-city-and-month"), "衢州各月均居首位；7月4个城市全部环比增长");
    // 3 + 6 + 9 + 12 of 78; the ten largest are all but 1 and 2.
    assert_eq!(said("projects-signed-by-industry"), "纺织服装30亿元，占签约金额的38.46%，居首位");
    assert_eq!(said("projects-signed-largest"), "最大的10个项目合计75亿元，占签约金额的96.15%");
    assert_eq!(said("target-progress"), "签约金额完成130%，快于时间进度；销售收入完成42.13%，落后于时间进度");
    assert_eq!(
        chart(&gallery(Lang::En), "sales-revenue-monthly").title,
        "Sales revenue: 21.0672 million yuan in Jan–Jul; Jul 3.0168 million yuan, up 0.08% on the month before"
    );
}

#[test]
fn a_description_tells_the_headline_and_what_is_shown() {
    let charts = gallery(Lang::Zh);
    assert_eq!(
        chart(&charts, "sales-revenue-monthly").alt,
        "1—7月销售收入2106.72万元；7月301.68万元，环比增长0.08%。销售收入分月情况（2021年1—7月）：柱形图，单位：万元，\
         7个月中7月最高，为301.68，1月最低，为300.24"
    );
    for chart in &charts {
        assert!(chart.alt.starts_with(&chart.title) && chart.alt.contains(&chart.caption), "{}", chart.alt);
    }
}

#[test]
fn the_year_before_is_marked_and_told() {
    let mut ledger = sales(7);
    let mut half = ledger.cells.clone();
    for cell in &mut half {
        (cell.month, cell.sums[1]) = (cell.month.plus(-12), cell.sums[1] / 2);
    }
    ledger.cells.extend(half);
    ledger.cells.sort();
    let settings = settings(Lang::Zh);
    let charts = drawn_from(&compute(&[ledger], &settings), &settings);
    let chart = chart(&charts, "sales-revenue-monthly");
    assert_eq!(chart.title, "1—7月销售收入2106.72万元，同比增长100%；7月301.68万元，环比增长0.08%");
    let Form::Columns { before: Some(before), .. } = chart.form else { panic!("columns with a year before") };
    assert_eq!((before.name.as_str(), before.points.len()), ("上年同月", 7));
    assert_eq!(labels(&before.points)[0], pair("150.12", ""));
}

#[test]
fn where_shares_mean_nothing_the_name_is_all_there_is() {
    let mut ledger = sales(7);
    for cell in ledger.cells.iter_mut().filter(|cell| &*cell.dimensions[0] == "杭州") {
        cell.sums[1] = -cell.sums[1];
    }
    let settings = settings(Lang::Zh);
    let charts = drawn_from(&compute(&[ledger], &settings), &settings);
    let chart = chart(&charts, "sales-revenue-by-city");
    assert_eq!((chart.title.as_str(), chart.subtitle.as_str()), ("各城市销售收入排名", "2021年1—7月"));
    let Form::Bars { table, .. } = chart.form else { panic!("bars") };
    assert!(!table.rows.iter().any(|row| row.stressed));
}

#[test]
fn the_rest_of_the_stores_makes_the_picture_add_up() {
    let charts = gallery(Lang::Zh);
    let Form::Bars { table, rest: Some(rest) } = chart(&charts, "sales-revenue-by-store").form else { panic!("bars") };
    // Store s sells 70,000 s + 2,800 yuan; the last four 711,200 of 21,067,200.
    assert_eq!((table.rows.len(), labels(&table.rows)[0].0.as_str()), (20, "168.28"));
    assert_eq!(
        (rest.label.as_str(), labels(std::slice::from_ref(&rest))[0].clone()),
        ("其余4家门店合计", pair("71.12", "3.38%"))
    );
    let Form::Bars { table, rest: None } = chart(&charts, "sales-revenue-by-city").form else { panic!("bars") };
    assert_eq!((table.rows[0].label.as_str(), labels(&table.rows)[0].clone()), ("衢州", pair("589.68", "27.99%")));
}

#[test]
fn a_heat_map_has_a_number_a_city_and_month() {
    let Form::HeatMap { columns, rows } = chart(&gallery(Lang::Zh), "sales-revenue-by-city-and-month").form else {
        panic!("a heat map")
    };
    assert_eq!((columns.len(), rows.len(), rows[0].label.as_str()), (7, 4, "衢州"));
    assert_eq!(rows[0].cells[2].as_ref().map(|cell| cell.value_label.as_str()), Some("84.18"));
}

#[test]
fn the_largest_projects_and_their_running_share() {
    let chart = chart(&gallery(Lang::Zh), "projects-signed-largest");
    assert_eq!(chart.unit, "单位：亿元");
    let Form::Pareto { table, reached, rest: Some(rest) } = chart.form else { panic!("a Pareto chart") };
    // 12, 12 + 11 … of 78; the last two are 3.
    assert_eq!(labels(&table.rows)[..2], [pair("12", "15.38%"), pair("11", "29.49%")]);
    assert_eq!((labels(&[rest])[0].clone(), reached.len()), (pair("3", "100.00%"), 11));
}

#[test]
fn progress_is_said_without_a_sign() {
    let Form::Progress { targets } = chart(&gallery(Lang::Zh), "target-progress").form else { panic!("progress") };
    let [signed, revenue] = &targets[..] else { panic!("two targets") };
    assert_eq!(revenue.done_label, "2106.72万元，完成年度目标的42.13%，落后时间进度16.2个百分点");
    assert_eq!(revenue.elapsed_label, "时间进度58.33%（截至7月）");
    assert_eq!((revenue.target_label.as_str(), signed.target_label.as_str()), ("年度目标5000万元", "年度目标60亿元"));
    assert_eq!(signed.done_label, "78亿元，完成年度目标的130%，超进度63.33个百分点");
}

#[test]
fn what_has_no_data_has_no_chart() {
    let settings = settings(Lang::Zh);
    assert_eq!(drawn_from(&Figures::new(Lang::Zh), &settings), []);
    let mut january = sales(1);
    for cell in &mut january.cells {
        (cell.present[1], cell.sums[1]) = (0, 0);
    }
    let charts = drawn_from(&compute(&[january], &settings), &settings);
    let stems: Vec<&str> = charts.iter().map(|chart| chart.stem.as_str()).collect();
    // Weight alone, in one month: ranked by weight, no map of months, no running total, no target that is measured.
    assert_eq!(stems[..2], ["sales-weight-monthly", "sales-weight-by-city"]);
    assert!(!stems.iter().any(|stem| stem.contains("revenue") || stem.contains("month-") || stem.contains("projects")));
    assert!(matches!(charts[0].form, Form::Columns { running: None, .. }));
}

#[test]
fn both_languages_are_whole_and_drawn() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
        for chart in gallery(lang) {
            let text = format!("{chart:?}");
            assert!(!text.contains("chart-"), "{text}");
            let drawn = draw(&chart).expect("draws");
            assert_eq!(drawn.missing_glyphs, [], "{}", chart.stem);
            fs::write(folder.join(name).join(format!("{}.png", chart.stem)), drawn.png).expect("writes");
        }
    }
}

/// A publication of `sales.revenue` that said so many 元 of January to each month.
fn said<'a>(publication: Option<(&'a str, &'a str)>, values: &[Option<&'a str>]) -> Vintage<'a> {
    let said = |value: &Option<&'a str>| {
        value.map(|value| Said { kept: KeptValue { value, exact: None }, display: "as published" })
    };
    Vintage { publication, said: values.iter().map(said).collect() }
}

/// 100, 200 were published; then 100, 210, 300; today 90, 210, 300 万元: two revisions, the larger of 10 up and 10 down.
#[test]
fn a_triangle_says_which_published_value_was_revised_most() {
    let kind = built_in("sales").expect("built in");
    let indicator = kind.indicators.iter().find(|one| one.id == "sales.revenue").expect("revenue");
    let (hundred, two) = (Some("1000000"), Some("2000000"));
    let revised = |lang| RevisedIndicator {
        kind: &kind,
        indicator,
        publisher: "指挥部",
        rounding: Rounding::HalfEven,
        lang,
        periods: (1..=3).map(|m| market_aid::calendar::Period::year_to(month(m))).collect(),
        vintages: vec![
            said(Some(("0001-2021-02", "2021-03-05")), &[hundred, two, None]),
            said(Some(("0002-2021-03", "2021-04-05")), &[hundred, Some("2150000"), Some("3000000")]),
            said(None, &[Some("900000"), Some("2150000"), Some("3000000")]),
        ],
    };
    let chart = triangle(&revised(Lang::Zh)).expect("a chart");
    assert_eq!(chart.title, "销售收入公布后修订2处，最大一处：2021年1—2月由as published修订为as published（+15万元）");
    assert_eq!((chart.unit.as_str(), chart.stem.as_str()), ("单位：万元", "sales-revenue-triangle"));
    let Form::HeatMap { columns, rows } = &chart.form else { panic!("{:?}", chart.form) };
    assert_eq!(columns, &["2021年\n1月", "1—2月", "1—3月"]);
    let labels: Vec<&str> = rows.iter().map(|row| &*row.label).collect();
    assert_eq!(labels, ["0001-2021-02\n2021年3月5日公布", "0002-2021-03\n2021年4月5日公布", "今天的数据"]);
    let cells = |row: usize| -> Vec<Option<(&str, &str)>> {
        rows[row].cells.iter().map(|cell| cell.as_ref().map(|cell| (&*cell.value_label, &*cell.aside))).collect()
    };
    assert_eq!(cells(0), [Some(("100", "")), Some(("200", "")), None]);
    assert_eq!(cells(1), [Some(("100", "")), Some(("215", "+15万元")), Some(("300", ""))]);
    assert_eq!(cells(2), [Some(("90", "-10万元")), Some(("215", "")), Some(("300", ""))]);
    // Shades: up, down, and nothing where nothing was revised.
    let sizes: Vec<f64> = rows.iter().flat_map(|row| row.cells.iter().flatten().map(|cell| cell.magnitude)).collect();
    assert!(
        sizes.iter().filter(|size| **size > 0.0).count() == 1 && sizes.iter().filter(|size| **size < 0.0).count() == 1
    );
    assert_eq!(draw(&chart).expect("draws").missing_glyphs, []);
    let english = triangle(&revised(Lang::En)).expect("a chart");
    assert_eq!(
        english.title,
        "Sales revenue: 2 published values revised, most of all Jan–Feb 2021 from 2 million yuan to 2.15 million yuan (+150,000 yuan)"
    );
}

#[test]
fn a_triangle_without_a_revision_says_so() {
    let kind = built_in("sales").expect("built in");
    let indicator = kind.indicators.iter().find(|one| one.id == "sales.revenue").expect("revenue");
    let revised = |periods: Vec<market_aid::calendar::Period>| RevisedIndicator {
        kind: &kind,
        indicator,
        publisher: "指挥部",
        rounding: Rounding::HalfEven,
        lang: Lang::Zh,
        vintages: vec![said(Some(("0001-2021-01", "2021-02-05")), &[Some("0")]), said(None, &[Some("0")])],
        periods,
    };
    let one = triangle(&revised(vec![market_aid::calendar::Period::month(month(1))])).expect("a chart");
    assert_eq!(one.title, "销售收入历次公布的数没有修订");
    draw(&one).expect("draws");
    assert_eq!(triangle(&revised(Vec::new())), None);
}
