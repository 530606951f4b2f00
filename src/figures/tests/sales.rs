//! A small sales ledger: growth, shares, ranks, prices, stores, targets, published bases, crosses.

use super::*;
use crate::exact::Rounding;
use crate::figures::{Cross, Note, Published, Target, ask, check_published};
use crate::words::Lang;

/// 千克 and 元 of some records of a store of a city, in a month.
fn sold(at: &str, city: &str, store: &str, records: u64, kilograms: i128, yuan: i128) -> Cell {
    Cell {
        month: month(at),
        started: None,
        dimensions: texts(&[city, store, "核桃", "坚果", ""]),
        records,
        present: vec![records, records],
        sums: vec![kilograms * 1_000_000, yuan * 10_000],
    }
}

/// 2020: June and July; 2021: May to July. 温州 has no records in 2021; the store of one row is not stated.
fn cells() -> Vec<Cell> {
    vec![
        sold("2020-06", "杭州", "一店", 10, 1000, 20_000),
        sold("2020-07", "杭州", "一店", 5, 500, 9_000),
        sold("2020-07", "温州", "二店", 1, 100, 2_000),
        sold("2021-05", "杭州", "一店", 3, 300, 6_600),
        sold("2021-06", "杭州", "一店", 12, 1200, 25_200),
        sold("2021-07", "杭州", "一店", 6, 900, 19_800),
        sold("2021-07", "宁波", "三店", 4, 300, 6_000),
        sold("2021-07", "宁波", "", 1, 0, 0),
    ]
}

fn sales() -> LedgerCube {
    cube("sales", "2021-07", cells())
}

fn figures() -> Figures {
    compute_one(sales(), &Settings::default())
}

#[test]
fn totals_by_month_prefix_and_whole_run() {
    let figures = figures();
    let weights = [
        ("sales.weight@2021-07", "1200"),
        ("sales.weight@2021-01", "0"),
        ("sales.weight@2021-01..2021-06", "1500"),
        ("sales.weight@2021-01..2021-07", "2700"),
        ("sales.weight@2020-01..2020-07", "1600"),
        ("sales.weight@2020-01..2020-12", "1600"),
        ("sales.weight@2020-06..2021-07", "4300"),
    ];
    for (id, expected) in weights {
        assert_eq!(value(&figures, id), Some(expected), "{id}");
    }
    assert!(figures.get("sales.weight@2020-05").is_none(), "before the first month with data");
    let total = get(&figures, "sales.weight@2021-01..2021-07");
    assert_eq!((total.unit.as_str(), total.display.as_str(), total.records), ("千克", "2.7吨", 26));
    assert_eq!((total.note, total.exact.as_deref()), (None, None));
    let empty = get(&figures, "sales.weight@2021-01");
    assert_eq!((empty.records, empty.note), (0, Some(Note::NoRecords)));
    assert_eq!(get(&figures, "sales.revenue@2021-01..2021-07").display, "5.76万元");
}

/// 57600 / 2700 = 64/3 = 21.333333333333.
#[test]
fn the_price_is_a_quotient_of_totals() {
    let figures = figures();
    let price = get(&figures, "sales.price@2021-01..2021-07");
    assert_eq!((price.value.as_deref(), price.exact.as_deref()), (Some("21.333333333333"), Some("64/3")));
    assert_eq!((price.unit.as_str(), price.display.as_str(), price.records), ("元/千克", "21.33元/千克", 26));
    assert_eq!(value(&figures, "sales.price[store=未注明]@2021-07"), None);
    let none = get(&figures, "sales.price[store=未注明]@2021-07");
    assert_eq!((none.display.as_str(), none.note), ("—", Some(Note::DivisorNotPositive)));
}

#[test]
fn stores_are_counted_once_and_only_where_stated() {
    let figures = figures();
    let counts = [
        ("sales.stores@2021-07", "2"),
        ("sales.stores@2021-06", "1"),
        ("sales.stores@2021-01..2021-07", "2"),
        ("sales.stores@2020-06..2021-07", "3"),
        ("sales.stores[city=宁波]@2021-01..2021-07", "1"),
        ("sales.stores[city=温州]@2021-07", "0"),
    ];
    for (id, expected) in counts {
        assert_eq!(value(&figures, id), Some(expected), "{id}");
    }
    assert_eq!(get(&figures, "sales.stores@2021-07").display, "2家");
    assert!(figures.get("sales.stores[store=一店]@2021-07").is_none(), "a store's own number of stores");
}

/// July 1200 over July 2020's 600: 1. January to July 2700 over 1600: 11/16, where 2020's records begin in June.
#[test]
fn growth_over_records() {
    let figures = figures();
    let july = get(&figures, "sales.weight.yoy@2021-07");
    assert_eq!((july.value.as_deref(), july.exact.as_deref(), july.display.as_str()), (Some("1"), Some("1/1"), "100%"));
    assert_eq!((july.note, july.unit.as_str()), (None, ""));
    let half = get(&figures, "sales.weight.yoy@2021-01..2021-07");
    assert_eq!(
        (half.value.as_deref(), half.display.as_str(), half.note),
        (Some("0.6875"), "68.75%", Some(Note::BasePartial))
    );
    assert_eq!(value(&figures, "sales.weight.mom@2021-06"), Some("3"));
    assert_eq!(get(&figures, "sales.weight.mom@2021-07").display, "0%");
    // 21.5 now (25800 / 1200) over 18.333… (11000 / 600): 19/110.
    assert_eq!(get(&figures, "sales.price.yoy@2021-07").exact.as_deref(), Some("19/110"));
}

#[test]
fn a_missing_zero_or_negative_base_is_said_and_never_a_number() {
    let figures = figures();
    let missing = get(&figures, "sales.weight.yoy@2021-05");
    assert_eq!((missing.value.as_deref(), missing.note), (None, Some(Note::BaseMissing)));
    let words = missing.note_text(Lang::Zh).expect("words");
    assert!(words.contains("2020-05"), "{words}");
    assert_eq!(get(&figures, "sales.weight.mom@2021-05").note, Some(Note::BaseMissing));
    let zero = get(&figures, "sales.weight.yoy[city=宁波]@2021-07");
    assert_eq!((zero.value.as_deref(), zero.note), (None, Some(Note::BaseZero)));
    assert_eq!(value(&figures, "sales.weight.yoy[city=温州]@2021-07"), Some("-1"));
    assert!(figures.get("sales.weight.yoy@2020-07").is_none(), "no base, and not this year's");
    let silent = get(&figures, "sales.weight.yoy@2021-01");
    assert_eq!((silent.value.as_deref(), silent.note), (None, Some(Note::BaseMissing)));

    let mut cells = cells();
    cells.push(sold("2020-07", "杭州", "退货", 1, -5000, -1));
    let figures = compute_one(cube("sales", "2021-07", cells), &Settings::default());
    assert_eq!(get(&figures, "sales.weight.yoy@2021-07").note, Some(Note::BaseNegative));
    assert_eq!(get(&figures, "sales.price.yoy@2021-07").value, None);
}

/// Of 2700: 杭州 2400 (8/9), 宁波 300 (1/9), 温州 0.
#[test]
fn shares_and_ranks_of_dimension_values() {
    let figures = figures();
    let share = get(&figures, "sales.weight.share[city=杭州]@2021-01..2021-07");
    assert_eq!((share.value.as_deref(), share.exact.as_deref()), (Some("0.888888888889"), Some("8/9")));
    assert_eq!((share.display.as_str(), share.records), ("88.89%", 21));
    assert_eq!(value(&figures, "sales.weight.share[city=温州]@2021-01..2021-07"), Some("0"));
    let rank = get(&figures, "sales.weight.rank[city=宁波]@2021-01..2021-07");
    assert_eq!((rank.value.as_deref(), rank.display.as_str(), rank.unit.as_str()), (Some("2"), "第2位", "位"));
    assert_eq!(value(&figures, "sales.weight.rank[city=温州]@2021-07"), Some("3"));
    assert!(figures.get("sales.weight.rank[channel=未注明]@2021-07").is_none());
    assert!(figures.get("sales.price.share[city=杭州]@2021-07").is_none());
    let order: Vec<_> = figures.breakdown("sales.weight", "city", "2021-07".parse().expect("a period"));
    let names: Vec<&str> = order.iter().map(|figure| figure.id.filter["city"].as_str()).collect();
    assert_eq!(names, ["杭州", "宁波", "温州"]);
}

#[test]
fn equal_values_share_a_rank() {
    let cells = [("甲", 5), ("乙", 7), ("丙", 5), ("丁", 1)].map(|(city, kg)| sold("2021-07", city, city, 1, kg, 1));
    let figures = compute_one(cube("sales", "2021-07", cells.into()), &Settings::default());
    let ranks =
        ["乙", "甲", "丙", "丁"].map(|city| value(&figures, &format!("sales.weight.rank[city={city}]@2021-07")));
    assert_eq!(ranks, [Some("1"), Some("2"), Some("2"), Some("4")]);
}

/// 57600 元 of 10 万元 is 0.576; 7/12 of the year have passed: 0.576 − 0.58333… is −11/15 points.
#[test]
fn targets_against_the_calendar() {
    let target = Target { indicator: "sales.revenue".into(), year: 2021, value: 1_000_000_000 };
    let figures = compute_one(sales(), &Settings { targets: vec![target], ..Settings::default() });
    let done = get(&figures, "sales.revenue.completion@2021-01..2021-07");
    assert_eq!((done.value.as_deref(), done.display.as_str()), (Some("0.576"), "57.6%"));
    let ahead = get(&figures, "sales.revenue.ahead@2021-01..2021-07");
    assert_eq!((ahead.value.as_deref(), ahead.exact.as_deref()), (Some("-0.733333333333"), Some("-11/15")));
    assert_eq!((ahead.unit.as_str(), ahead.display.as_str()), ("个百分点", "-0.73个百分点"));
    assert_eq!(value(&figures, "sales.revenue.completion@2021-01"), Some("0"), "January is a prefix too");
    assert!(figures.get("sales.revenue.completion@2021-07").is_none());
    assert!(figures.get("sales.revenue.completion@2020-01..2020-07").is_none());
}

fn published(figure: &str, value: i128, half_step: i128) -> Published {
    Published { figure: figure.parse().expect("an id"), value, half_step, raw: "原文".into() }
}

/// Without 2020's records: 57600 over a published 4 万元 is 0.44, the price over 40000 / 2000 = 20 is 1/15.
#[test]
fn a_published_value_serves_where_records_are_missing() {
    let recent: Vec<Cell> = cells().into_iter().filter(|cell| cell.month >= month("2021-01")).collect();
    let list = vec![
        published("sales.revenue@2020-01..2020-07", 400_000_000, 0),
        published("sales.weight@2020-01..2020-07", 2_000_000_000, 0),
        published("sales.weight[city=杭州]@2020-07", 450_000_000, 0),
    ];
    let settings = Settings { published: list, ..Settings::default() };
    let figures = compute_one(cube("sales", "2021-07", recent), &settings);
    let growth = get(&figures, "sales.revenue.yoy@2021-01..2021-07");
    assert_eq!((growth.value.as_deref(), growth.note), (Some("0.44"), Some(Note::BasePublished)));
    assert_eq!(get(&figures, "sales.price.yoy@2021-01..2021-07").exact.as_deref(), Some("1/15"));
    assert_eq!(value(&figures, "sales.weight.yoy[city=杭州]@2021-07"), Some("1"));
    assert!(figures.get("sales.weight.yoy[city=宁波]@2021-07").is_none());
    assert_eq!(get(&figures, "sales.weight.yoy@2021-07").note, Some(Note::BaseMissing));
}

#[test]
fn a_published_value_is_checked_against_the_records() {
    let list = vec![
        published("sales.weight@2020-07", 600_400_000, 500_000),
        published("sales.weight@2020-07", 600_600_000, 500_000),
        published("sales.weight@2020-01..2020-07", 9, 0),
        published("sales.price@2021-07", 21_500_000_000_000, 0),
        published("sales.price@2021-07", 21_400_000_000_000, 5_000_000_000),
    ];
    let findings = check_published(&[sales()], &Settings { published: list, ..Settings::default() });
    let said: Vec<(&str, &str)> =
        findings.iter().map(|finding| (finding.values[1].1.as_str(), finding.values[2].1.as_str())).collect();
    assert_eq!(said, [("600千克", "-0.6千克"), ("21.5元/千克", "0.1元/千克")]);
    let (message, remedy) = crate::words::describe(Lang::Zh, &findings[0]);
    assert!(!message.contains('{') && !remedy.contains('{'), "{message} {remedy}");
}

#[test]
fn crosses_are_computed_where_declared() {
    let kind = kinds::built_in("sales").expect("built in");
    let cross = |names: &[&str]| Cross::new(&kind, &names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
    let crosses = vec![cross(&["city", "month"]).expect("known"), cross(&["product", "city"]).expect("known")];
    let settings = Settings { crosses: [("sales".to_owned(), crosses)].into(), ..Settings::default() };
    let figures = compute_one(sales(), &settings);
    assert_eq!(value(&figures, "sales.weight[city=杭州]@2021-05"), Some("300"));
    assert_eq!(value(&figures, "sales.weight[city=宁波]@2021-05"), Some("0"));
    assert_eq!(value(&figures, "sales.weight.share[city=宁波,product=核桃]@2021-01..2021-07"), Some("0.111111111111"));
    assert!(figures.get("sales.weight.rank[city=宁波,product=核桃]@2021-07").is_none());
}

/// 杭州 sold 300, 1200 and 900 千克 from May to July, 宁波 only in July, and 温州 nothing since 2020.
#[test]
fn each_city_has_its_months_of_the_year_among_the_figures() {
    let figures = figures();
    let months = [
        ("sales.weight[city=杭州]@2021-05", "300"),
        ("sales.revenue[city=杭州]@2021-06", "25200"),
        ("sales.weight[city=宁波]@2021-05", "0"),
        ("sales.weight[city=宁波]@2021-07", "300"),
        ("sales.weight[city=温州]@2021-06", "0"),
    ];
    for (id, expected) in months {
        assert_eq!(value(&figures, id), Some(expected), "{id}");
    }
    let left_out = [
        "sales.weight[city=杭州]@2020-06",
        "sales.price[city=杭州]@2021-05",
        "sales.stores[city=杭州]@2021-05",
        "sales.weight.yoy[city=杭州]@2021-06",
        "sales.weight[product=核桃]@2021-05",
    ];
    for id in left_out {
        assert!(figures.get(id).is_none(), "{id}");
    }
}

#[test]
fn beyond_a_hundred_cities_none_has_its_months_unless_the_job_asks() {
    let figures = |cities: i128, settings: &Settings| {
        let cells = (1..=cities).flat_map(|n| {
            let city = format!("城{n}");
            ["2021-06", "2021-07"].map(|month| sold(month, &city, "店", 1, n, n))
        });
        compute_one(cube("sales", "2021-07", cells.collect()), settings)
    };
    let asked = "sales.weight[city=城7]@2021-06";
    assert_eq!(value(&figures(100, &Settings::default()), asked), Some("7"));
    let many = figures(101, &Settings::default());
    assert!(many.get(asked).is_none());
    assert_eq!(value(&many, "sales.weight[city=城7]@2021-07"), Some("7"), "the last month is there for any number");
    let kind = kinds::built_in("sales").expect("built in");
    let cross = Cross::new(&kind, &["city".to_owned(), "month".to_owned()]).expect("known");
    let declared = Settings { crosses: [("sales".to_owned(), vec![cross])].into(), ..Settings::default() };
    assert_eq!(value(&figures(101, &declared), asked), Some("7"));
}

#[test]
fn anything_else_is_computed_when_asked_for() {
    let settings = Settings::default();
    let asked = |id: &str| ask(&[sales()], &settings, &id.parse().expect("an id"));
    let found = asked("sales.weight[city=杭州,store=一店]@2021-05..2021-06").expect("a figure");
    assert_eq!(found.value.as_deref(), Some("1500"));
    assert_eq!(asked("sales.stores[city=杭州]@2020-06..2021-07").expect("a figure").value.as_deref(), Some("1"));
    let error = |id: &str| asked(id).expect_err("no figure").to_string();
    assert!(error("sales.weight[city=杭洲]@2021-05").contains("杭州"));
    assert!(error("sales.wieght@2021-05").contains("sales.weight"));
    assert!(error("sale.weight@2021-05").contains("\"sales\""));
    assert!(error("sales.weight[citty=杭州]@2021-05").contains("city"));
    assert!(error("sales.weight.mom@2021-01..2021-07").contains("mom"));
    assert!(error("sales.weight.completion@2021-01..2021-07").contains("completion"));
    assert!(error("sales.weight.share@2021-07").contains("share"));
}

#[test]
fn english_changes_displays_and_notes_and_nothing_else() {
    let english = compute_one(sales(), &Settings { lang: Lang::En, ..Settings::default() });
    let chinese = figures();
    assert!(chinese.iter().zip(english.iter()).all(|(zh, en)| {
        (&zh.id, &zh.value, &zh.exact, &zh.unit, zh.note) == (&en.id, &en.value, &en.exact, &en.unit, en.note)
    }));
    assert_eq!(get(&english, "sales.weight@2021-01..2021-07").display, "2.7 t");
    assert_eq!(get(&english, "sales.revenue@2021-01..2021-07").display, "57,600 yuan");
    assert_eq!(get(&english, "sales.price@2021-01..2021-07").display, "21.33 yuan/kg");
}

/// 1/8 to 12 places needs no rounding, but 12.345 千克 in 吨 with two decimals does: 12345 千克 is 12.345 吨.
#[test]
fn the_rounding_mode_is_a_setting() {
    let ledger = || cube("sales", "2021-07", vec![sold("2021-07", "甲", "甲", 1, 12_345, 1)]);
    let shown = |rounding| {
        let figures = compute_one(ledger(), &Settings { rounding, ..Settings::default() });
        get(&figures, "sales.weight@2021-07").display.clone()
    };
    assert_eq!((shown(Rounding::HalfEven), shown(Rounding::HalfUp)), ("12.34吨".into(), "12.35吨".into()));
}

#[test]
fn a_ledger_without_records_says_so() {
    let figures = compute_one(cube("sales", "2021-07", Vec::new()), &Settings::default());
    let total = get(&figures, "sales.weight@2021-01..2021-07");
    assert_eq!((total.value.as_deref(), total.note), (Some("0"), Some(Note::NoRecords)));
    assert_eq!(get(&figures, "sales.weight.yoy@2021-07").note, Some(Note::BaseMissing));
}
