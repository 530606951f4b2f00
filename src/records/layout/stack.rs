//! One column of a candidate header: the texts of its one to three rows to what the column holds.

use crate::calendar::{Month, Period};
use crate::values::{DateContext, Unit, find_period, read_month, read_unit};

use super::super::labels::{is_comparative, squeeze};
use super::vocabulary::{HeaderWord, Vocabulary, is_usual};

/// What a column of a header says that it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// No text at all.
    Nothing,
    /// A field.
    Field(HeaderWord),
    /// A month, perhaps of a measure that the header names.
    Month(String, Option<HeaderWord>),
    /// A total over months, with its text, perhaps of a measure that the header names.
    Total(String, Option<HeaderWord>),
    /// The year of the row's month.
    Year,
    /// Known and not needed: 序号, 备注.
    Usual,
    /// Restates, compares or plans.
    Comparative,
    /// No word that anything knows.
    Unknown,
}

/// Any year: whether a text is a month does not depend on it.
const SOME_YEAR: DateContext = DateContext { year: Some(2000), month: None };

/// What the texts of a column, from top to bottom, say together. `texts` holds no empty text and no text twice in a row.
pub(super) fn meaning(texts: &[&str], vocabulary: &Vocabulary<'_>) -> Meaning {
    let Some((&last, upper)) = texts.split_last() else { return Meaning::Nothing };
    if let Some(word) = vocabulary.read(&texts.concat()).filter(|_| texts.len() > 1) {
        return Meaning::Field(word);
    }
    if let Some(word) = vocabulary.read(last) {
        return of_field(word, last, upper);
    }
    if is_month(last) {
        return Meaning::Month(month_text(last, upper), quantity_among(upper, vocabulary));
    }
    if is_total(last) {
        return Meaning::Total(month_text(last, upper), quantity_among(upper, vocabulary));
    }
    below_a_field(last, upper, vocabulary).unwrap_or_else(|| without_field(last, texts))
}

/// A field's word at the bottom: what stands above may be its month, or say that it is no record's value.
fn of_field(word: HeaderWord, last: &str, upper: &[&str]) -> Meaning {
    if word.rank == 0 {
        return Meaning::Field(word);
    }
    if let Some(month) = upper.iter().rev().find(|text| is_month(text)) {
        return Meaning::Month(month_text(month, upper), Some(word));
    }
    if let Some(total) = upper.iter().rev().find(|text| is_total(text)) {
        return Meaning::Total(month_text(total, upper), Some(word));
    }
    if upper.iter().any(|text| is_comparative(&squeeze(text))) && !is_comparative(&squeeze(last)) {
        return Meaning::Comparative;
    }
    Meaning::Field(word)
}

/// A bottom text that only adds to the field above it: its unit (公斤 under 数量), or that it is the month's own (本月).
fn below_a_field(last: &str, upper: &[&str], vocabulary: &Vocabulary<'_>) -> Option<Meaning> {
    let squeezed = squeeze(last);
    let bare = squeezed.trim_matches(['(', ')', '[', ']']);
    let unit = read_unit(bare.trim_start_matches("单位").trim_start_matches(':'));
    let of_the_report = matches!(bare, "本月" | "当月" | "本期" | "当期" | "本日" | "当日" | "实际" | "数量");
    if upper.is_empty() || !(unit.is_some() || of_the_report || squeezed.starts_with('(')) {
        return None;
    }
    match (meaning(upper, vocabulary), unit) {
        (Meaning::Field(word), Some(unit)) => Some(Meaning::Field(with_unit(word, unit, bare))),
        (Meaning::Month(month, None), Some(unit)) => Some(Meaning::Month(month, unit_alone(unit, bare, vocabulary))),
        (found, _) => Some(found),
    }
}

fn with_unit(word: HeaderWord, unit: Unit, text: &str) -> HeaderWord {
    HeaderWord { unit: word.unit.or(Some((unit, text.to_owned()))), ..word }
}

/// A unit under a month, without a measure's word: the one measure that is counted so.
fn unit_alone(unit: Unit, text: &str, vocabulary: &Vocabulary<'_>) -> Option<HeaderWord> {
    let field = vocabulary.only_field_in(&unit)?;
    Some(HeaderWord { field, rank: usize::MAX, unit: Some((unit, text.to_owned())), annual: false })
}

fn without_field(last: &str, texts: &[&str]) -> Meaning {
    let squeezed = squeeze(last);
    match squeezed.as_str() {
        "年" | "年份" | "年度" | "year" => Meaning::Year,
        _ if is_usual(last) => Meaning::Usual,
        _ if texts.iter().any(|text| is_comparative(&squeeze(text))) => Meaning::Comparative,
        _ => Meaning::Unknown,
    }
}

fn quantity_among(upper: &[&str], vocabulary: &Vocabulary<'_>) -> Option<HeaderWord> {
    upper.iter().rev().filter_map(|text| vocabulary.read(text)).find(|word| vocabulary.is_quantity(word.field))
}

pub(super) fn is_month(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= 40 && month_of(text, &SOME_YEAR).is_some()
}

/// The month of a header: 7月, 2021-07, or the first day of a month as a date cell.
fn month_of(text: &str, context: &DateContext) -> Option<Month> {
    read_month(text, context).or_else(|| {
        let first_day = text.strip_suffix("-01").filter(|month| month.len() == 7)?;
        first_day.parse().ok()
    })
}

/// 合计, 累计, 一季度, 上半年, 全年, 1-7月: a column over several months.
fn is_total(text: &str) -> bool {
    total_months(&squeeze(text)).is_some()
}

/// The months (1 to 12) that a total's text limits it to; all of the table's where it names none.
fn total_months(squeezed: &str) -> Option<Option<(u32, u32)>> {
    const ALL: [&str; 12] = [
        "合计",
        "总计",
        "累计",
        "小计",
        "共计",
        "全年",
        "年度合计",
        "全年合计",
        "全年累计",
        "年合计",
        "本年累计",
        "total",
    ];
    if ALL.contains(&squeezed) {
        return Some(None);
    }
    let bare = squeezed.trim_start_matches('第').trim_end_matches(['计', '合', '小', '累']);
    let quarter = ["一季度", "二季度", "三季度", "四季度"].iter().position(|name| *name == bare);
    let quarter = quarter.or_else(|| ["1季度", "2季度", "3季度", "4季度"].iter().position(|name| *name == bare));
    let quarter = quarter.or_else(|| ["q1", "q2", "q3", "q4"].iter().position(|name| *name == bare));
    match (quarter.and_then(|at| u32::try_from(at).ok()), bare) {
        (Some(at), _) => Some(Some((at * 3 + 1, at * 3 + 3))),
        (None, "上半年") => Some(Some((1, 6))),
        (None, "下半年") => Some(Some((7, 12))),
        _ => range_of_months(bare),
    }
}

/// 1-7月, 2021年1-7月.
fn range_of_months(squeezed: &str) -> Option<Option<(u32, u32)>> {
    let period = find_period(squeezed)?.period(Some(2000))?;
    let short = squeezed.chars().count() <= 12 && squeezed.starts_with(|c: char| c.is_ascii_digit());
    (short && !period.is_month()).then_some(Some((period.first().month(), period.last().month())))
}

/// A month's or total's text, after the year that a group above it gives.
fn month_text(text: &str, upper: &[&str]) -> String {
    let year = upper.iter().rev().filter(|_| !names_year(text)).find_map(|above| year_alone(above));
    year.map_or_else(|| text.trim().to_owned(), |year| format!("{year}年{}", text.trim()))
}

/// Whether a month's text says its year.
pub(super) fn names_year(month: &str) -> bool {
    month_of(month, &DateContext::default()).is_some()
}

/// 2021年 or 2021 above month headers.
fn year_alone(text: &str) -> Option<i32> {
    let squeezed = squeeze(text);
    let digits = squeezed.trim_end_matches(['度', '年']);
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
}

/// The month of a month header in this table.
pub(super) fn resolve_month(text: &str, context: &DateContext) -> Option<Month> {
    month_of(text, context)
}

/// The months that a total column covers, where it names them and the year is known.
pub(super) fn resolve_total(text: &str, context: &DateContext) -> Option<Period> {
    let squeezed = squeeze(text);
    let (year, rest) = match squeezed.split_once('年') {
        Some((year, rest)) if year.len() == 4 => (year.parse().ok()?, rest),
        _ => (context.year?, squeezed.as_str()),
    };
    let (first, last) = total_months(rest)??;
    Period::new(Month::new(year, first)?, Month::new(year, last)?)
}
