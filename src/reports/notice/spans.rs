//! Periods, dates and ordinals as papers write them: 2021年1-7月, 7月份, 2021年8月5日, 一、.

use crate::calendar::{Month, Period};
use crate::values::{DateContext, read_date};
use crate::words::{self, Lang};

/// A period with its year: 2021年1-7月, 2021年7月, 2021年, 2020年11月-2021年2月.
pub(in crate::reports) fn span(period: Period, lang: Lang) -> String {
    let key = match shape(period) {
        Shape::Month => "notice-span-month",
        Shape::Year => "notice-span-year",
        Shape::Months => "notice-span-months",
        Shape::Years => "notice-span-years",
    };
    fill(period, lang, key)
}

/// A period whose year is known from the text: 1-7月, 7月份; one across years keeps them.
pub(super) fn months(period: Period, lang: Lang) -> String {
    let key = match shape(period) {
        Shape::Month => "notice-months-month",
        Shape::Year | Shape::Months => "notice-months-months",
        Shape::Years => "notice-span-years",
    };
    fill(period, lang, key)
}

/// The job's date in words; a text that is no day stays as it is.
pub(in crate::reports) fn date(text: &str, lang: Lang) -> String {
    let Ok(day) = read_date(text, false, &DateContext::default()) else { return text.to_owned() };
    let Some(number) = day.day_of_month() else { return span(Period::month(day.month()), lang) };
    let (year, month) = (day.month().year().to_string(), name(day.month(), lang));
    let values = [("year", year.as_str()), ("month", month), ("day", &number.to_string())];
    words::fill(words::text(lang, "notice-date"), &values)
}

/// The ordinal that opens a section, with the mark behind it.
pub(super) fn ordinal(number: usize, lang: Lang) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let chinese = match number {
        0..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        _ => number.to_string(),
    };
    let number = if lang == Lang::Zh { chinese } else { number.to_string() };
    words::fill(words::text(lang, "notice-ordinal"), &[("n", &number)])
}

enum Shape {
    Month,
    Year,
    Months,
    Years,
}

fn shape(period: Period) -> Shape {
    match (period.is_month(), period.first().year() == period.last().year()) {
        (true, _) => Shape::Month,
        (false, true) if period.len() == 12 => Shape::Year,
        (false, true) => Shape::Months,
        (false, false) => Shape::Years,
    }
}

fn fill(period: Period, lang: Lang, key: &str) -> String {
    let (first_year, year) = (period.first().year().to_string(), period.last().year().to_string());
    let values = [
        ("first_year", first_year.as_str()),
        ("year", &year),
        ("first", name(period.first(), lang)),
        ("last", name(period.last(), lang)),
    ];
    words::fill(words::text(lang, key), &values)
}

/// The name of a month: a number in Chinese, a word in English.
fn name(month: Month, lang: Lang) -> &'static str {
    const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let at = month.month() as usize - 1;
    match lang {
        Lang::Zh => NUMBERS[at],
        Lang::En => words::text(lang, "month-names").split(' ').nth(at).unwrap_or(NUMBERS[at]),
    }
}
