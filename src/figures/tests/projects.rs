//! Projects: counts, money, and the started rate as a stock at the period's end.

use super::*;
use crate::figures::Note;

fn signed(at: &str, started: Option<&str>, industry: &str, records: u64, yuan: i128, paid_in: Option<i128>) -> Cell {
    Cell {
        month: month(at),
        started: started.map(month),
        dimensions: texts(&[industry, "乌什县", ""]),
        records,
        present: vec![records, if paid_in.is_some() { records } else { 0 }],
        sums: vec![yuan * 10_000, paid_in.unwrap_or(0) * 10_000],
    }
}

fn figures() -> Figures {
    let cells = vec![
        signed("2020-03", Some("2020-05"), "纺织", 1, 50_000_000, Some(1_000_000)),
        signed("2020-08", None, "食品", 1, 30_000_000, None),
        signed("2021-02", Some("2021-04"), "纺织", 2, 80_000_000, Some(20_000_000)),
        signed("2021-06", Some("2021-09"), "纺织", 1, 10_000_000, None),
        signed("2021-08", None, "食品", 1, 110_000_000, None),
    ];
    compute_one(cube("projects", "2021-08", cells), &Settings::default())
}

/// By August: 4 signed, 2 of them started (the third starts in September). 2020: 1 of 2 by August.
#[test]
fn the_started_rate_is_a_stock_at_the_periods_end() {
    let figures = figures();
    let rate = get(&figures, "projects.started_rate@2021-01..2021-08");
    assert_eq!((rate.value.as_deref(), rate.exact.as_deref(), rate.records), (Some("0.5"), Some("1/2"), 4));
    assert_eq!((rate.display.as_str(), rate.unit.as_str()), ("50%", ""));
    assert_eq!(value(&figures, "projects.started_rate@2021-01..2021-03"), Some("0"), "signed in 2月, started in 4月");
    assert_eq!(value(&figures, "projects.started_rate@2021-01..2021-04"), Some("1"));
    let none = get(&figures, "projects.started_rate@2021-01");
    assert_eq!((none.value.as_deref(), none.note), (None, Some(Note::NoRecords)));
    let difference = get(&figures, "projects.started_rate.yoy@2021-01..2021-08");
    assert_eq!((difference.value.as_deref(), difference.display.as_str()), (Some("0"), "0个百分点"));
    assert_eq!(difference.unit, "个百分点");
}

#[test]
fn counts_and_optional_money() {
    let figures = figures();
    assert_eq!(get(&figures, "projects.count@2021-01..2021-08").display, "4个");
    assert_eq!(get(&figures, "projects.signed@2021-01..2021-08").display, "2亿元");
    let paid = get(&figures, "projects.paid_in@2021-01..2021-08");
    assert_eq!((paid.value.as_deref(), paid.display.as_str(), paid.records), (Some("20000000"), "2000万元", 2));
    assert_eq!(value(&figures, "projects.count.yoy@2021-01..2021-08"), Some("1"));
    assert_eq!(get(&figures, "projects.count.yoy@2021-08").value.as_deref(), Some("0"));
    assert_eq!(value(&figures, "projects.count.share[industry=纺织]@2021-01..2021-08"), Some("0.75"));
    // In 2020-08 one project was signed, but no record says what was paid in: a missing base, not zero.
    assert_eq!(get(&figures, "projects.paid_in.yoy@2021-08").note, Some(Note::BaseMissing));
}
