//! Dates in the forms that reports use.

use crate::calendar::{DayCode, Month};

use super::error::ValueError;
use super::fold::fold;
use super::plain_date::plain_date;
use super::tokens::{Digits, Token, tokens};

/// What the table around a date says: the year or month of its title, sheet or file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateContext {
    /// The year for dates that name none.
    pub year: Option<i32>,
    /// The month for days that name none; also gives the year where `year` is none.
    pub month: Option<Month>,
}

impl DateContext {
    /// The year for dates that name none.
    fn year(&self) -> Result<i32, ValueError> {
        self.year.or(self.month.map(Month::year)).ok_or(ValueError::NeedsYear)
    }
}

/// Years that a date may name; outside them a number is no date (210705 is not the year 2107).
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// Serial day numbers of 1990-01-01 and 2100-01-01 (1900 system): outside them a number is no date.
const SERIALS: std::ops::RangeInclusive<u32> = 32_874..=73_051;

/// Reads a day, or a month where the text names no day.
///
/// `is_number` says that the workbook holds a number: then `2021.1` may be October with its zero dropped. A day that a
/// text leaves without year takes it from `context`. Day-first and month-first orders are read only where one of them
/// is possible; a year alone is [`ValueError::YearAlone`], since only the ledger knows what it stands for.
///
/// # Errors
/// [`ValueError::NotADate`], [`ValueError::NoSuchDay`], [`ValueError::NeedsYear`], [`ValueError::NeedsMonth`],
/// [`ValueError::YearAlone`] or [`ValueError::Ambiguous`].
pub fn read_date(text: &str, is_number: bool, context: &DateContext) -> Result<DayCode, ValueError> {
    if let Some(read) = plain_date(text) {
        return read;
    }
    let folded = fold(text);
    let date = without_weekday(without_time(folded.trim()));
    from_tokens(&tokens(date), is_number, context)
}

fn from_tokens(tokens: &[Token<'_>], is_number: bool, context: &DateContext) -> Result<DayCode, ValueError> {
    use Token::{Mark, Number};
    match *tokens {
        [Number(all)] => compact(all),
        [Number(a), Mark(s), Number(b)] if is_separator(s) => two_parts(a, s, b, is_number),
        [Number(a), Mark(s), Number(b), Mark(t), Number(c)] if s == t && is_separator(s) => three_parts(a, b, c),
        [Number(y), Mark('年')] | [Number(y), Mark('年'), Mark('度')] => Err(ValueError::YearAlone(year_of(y)?)),
        [Number(y), Mark(s), Number(_), ..] if s == '年' || is_separator(s) => in_year(year_of(y)?, &tokens[2..]),
        [Number(_), Mark('月'), ..] => context.year().and_then(|year| in_year(year, tokens)),
        [Number(day), Mark('日' | '号')] => {
            let month = context.month.ok_or(ValueError::NeedsMonth)?;
            day_of(month.year(), month.month(), day.value)
        }
        _ => english(tokens, context),
    }
}

/// 7月, 7月份, 7月5日, 7月5 of a known year.
fn in_year(year: i32, tokens: &[Token<'_>]) -> Result<DayCode, ValueError> {
    use Token::{Mark, Number};
    match *tokens {
        [Number(m), Mark('月')] | [Number(m), Mark('月'), Mark('份')] => month_of(year, m.value),
        [Number(m), Mark('月'), Number(d)] | [Number(m), Mark('月'), Number(d), Mark('日' | '号')] => {
            day_of(year, m.value, d.value)
        }
        _ => Err(ValueError::NotADate),
    }
}

fn is_separator(mark: char) -> bool {
    matches!(mark, '-' | '/' | '.')
}

fn day_of(year: i32, month: u32, day: u32) -> Result<DayCode, ValueError> {
    DayCode::day(year, month, day).ok_or(ValueError::NoSuchDay)
}

fn month_of(year: i32, month: u32) -> Result<DayCode, ValueError> {
    Month::new(year, month).map(DayCode::of_month).ok_or(ValueError::NoSuchDay)
}

/// Four digits as they stand, two as the century that is near.
fn year_of(digits: Digits) -> Result<i32, ValueError> {
    match digits.count {
        4 if YEARS.contains(&digits.value) => Ok(digits.value.cast_signed()),
        2 if digits.value >= 70 => Ok(1900 + digits.value.cast_signed()),
        2 => Ok(2000 + digits.value.cast_signed()),
        _ => Err(ValueError::NotADate),
    }
}

/// 20210705, 202107, a serial day number, a year.
fn compact(all: Digits) -> Result<DayCode, ValueError> {
    let Digits { value, count } = all;
    match count {
        8 if YEARS.contains(&(value / 10_000)) => {
            day_of((value / 10_000).cast_signed(), value / 100 % 100, value % 100)
        }
        6 if YEARS.contains(&(value / 100)) => month_of((value / 100).cast_signed(), value % 100),
        6 if is_any_order(value / 10_000, value / 100 % 100, value % 100) => Err(ValueError::Ambiguous),
        5 => serial(value),
        4 if YEARS.contains(&value) => Err(ValueError::YearAlone(value.cast_signed())),
        _ => Err(ValueError::NotADate),
    }
}

/// The day of a serial number of the 1900 system.
fn serial(value: u32) -> Result<DayCode, ValueError> {
    if !SERIALS.contains(&value) {
        return Err(ValueError::NotADate);
    }
    // Days from 0000-03-01, so that a leap day ends its year; 25 569 is the serial of 1970-01-01.
    let days = value - 25_569 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + u32::from(month <= 2);
    day_of(year.cast_signed(), month, day)
}

/// 2021-07, 2021.7, 07/2021, 44382.5; 7-5 has two readings, and so has the number 2021.1.
fn two_parts(a: Digits, separator: char, b: Digits, is_number: bool) -> Result<DayCode, ValueError> {
    match (a.count, b.count) {
        (5, _) if separator == '.' => serial(a.value),
        (4, 1) if is_number && separator == '.' && b.value == 1 => Err(ValueError::Ambiguous),
        (4, 1 | 2) => month_of(year_of(a)?, b.value),
        (1 | 2, 4) => month_of(year_of(b)?, a.value),
        (1 | 2, 1 | 2) => Err(ValueError::Ambiguous),
        _ => Err(ValueError::NotADate),
    }
}

fn three_parts(a: Digits, b: Digits, c: Digits) -> Result<DayCode, ValueError> {
    match (a.count, b.count, c.count) {
        (4, 1 | 2, 1 | 2) => day_of(year_of(a)?, b.value, c.value),
        (1 | 2, 1 | 2, 4) => either_order(year_of(c)?, a.value, b.value),
        (1 | 2, 1 | 2, 1 | 2) if is_any_order(a.value, b.value, c.value) => Err(ValueError::Ambiguous),
        (1 | 2, 1 | 2, 1 | 2) => Err(ValueError::NoSuchDay),
        _ => Err(ValueError::NotADate),
    }
}

/// Day and month in an order that nothing tells: read where both agree, or only one gives a day.
fn either_order(year: i32, a: u32, b: u32) -> Result<DayCode, ValueError> {
    match (DayCode::day(year, a, b), DayCode::day(year, b, a)) {
        (Some(first), Some(second)) if first != second => Err(ValueError::Ambiguous),
        (Some(day), _) | (None, Some(day)) => Ok(day),
        (None, None) => Err(ValueError::NoSuchDay),
    }
}

/// Whether three short numbers are a date in any of the usual orders.
fn is_any_order(a: u32, b: u32, c: u32) -> bool {
    let year = |y: u32| 2000 + y.cast_signed();
    [DayCode::day(year(a), b, c), DayCode::day(year(c), a, b), DayCode::day(year(c), b, a)].iter().any(Option::is_some)
}

/// 5-Jul-2021, Jul 5, 2021, Jul-21 (a month and its year, as spreadsheets print it), 5-Jul, July.
fn english(tokens: &[Token<'_>], context: &DateContext) -> Result<DayCode, ValueError> {
    use Token::{Mark, Number, Word};
    let month = |word| english_month(word).ok_or(ValueError::NotADate);
    match *tokens {
        [Number(d), Word(m), Number(y)] => day_of(year_of(y)?, month(m)?, d.value),
        [Number(d), Mark(s), Word(m), Mark(t), Number(y)] if s == t && is_separator(s) => {
            day_of(year_of(y)?, month(m)?, d.value)
        }
        [Word(m), Number(d), Number(y)] | [Word(m), Number(d), Mark(','), Number(y)] if y.count == 4 => {
            day_of(year_of(y)?, month(m)?, d.value)
        }
        [Word(m), Number(y)] | [Number(y), Word(m)] if y.count == 4 => month_of(year_of(y)?, month(m)?),
        [Word(m), Mark('-' | '\'' | '/' | '.'), Number(y)] => month_of(year_of(y)?, month(m)?),
        [Number(y), Mark(s), Word(m)] if y.count == 4 && is_separator(s) => month_of(year_of(y)?, month(m)?),
        [Number(d), Word(m)] | [Number(d), Mark('-'), Word(m)] => day_of(context.year()?, month(m)?, d.value),
        [Word(m), Number(_)] if english_month(m).is_some() => Err(ValueError::Ambiguous),
        [Word(m)] => {
            let month = month(m)?;
            month_of(context.year()?, month)
        }
        _ => Err(ValueError::NotADate),
    }
}

fn english_month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is = |name: &str| [name, &name[..3]].iter().any(|known| known.eq_ignore_ascii_case(word));
    let at = NAMES.iter().position(|name| is(name)).or(word.eq_ignore_ascii_case("sept").then_some(8))?;
    u32::try_from(at + 1).ok()
}

/// The text before a time of day (12:30, 12时30分, 下午3:05).
fn without_time(text: &str) -> &str {
    let Some(mark) = text.find([':', '时', '点']) else { return text };
    let date = text[..mark].trim_end_matches(|c: char| c.is_ascii_digit());
    let is_time = |c: char| c.is_ascii_digit() || " :.时点分秒整AaPpMmZz".contains(c);
    if date.len() == mark || !text[date.len()..].chars().all(is_time) {
        return text;
    }
    let date = date.trim_end();
    let date = ["上午", "下午", "T"].iter().find_map(|word| date.strip_suffix(word)).unwrap_or(date);
    date.trim_end()
}

/// The text before a day of the week (星期一, (周一)).
fn without_weekday(text: &str) -> &str {
    let Some((at, word)) = ["星期", "周"].iter().find_map(|word| Some((text.find(word)?, word))) else {
        return text;
    };
    let day = text[at + word.len()..].trim_end_matches(')');
    if !["一", "二", "三", "四", "五", "六", "日", "天"].contains(&day) {
        return text;
    }
    text[..at].trim_end_matches(['(', ' '])
}

#[cfg(test)]
mod tests;
