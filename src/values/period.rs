//! The period that a title, a sheet name or a file name speaks of.

use crate::calendar::{Month, Period};

use super::fold::fold;
use super::tokens::{Digits, Token, tokens};

/// What a text says of its period; each part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoundPeriod {
    /// The year (of the last month), where the text names one.
    pub year: Option<i32>,
    /// The first month, where text names months and their year.
    pub first: Option<Month>,
    /// The last month, likewise.
    pub last: Option<Month>,
    /// First and last month of the year, 1 to 12, where the text names months and no year: 1-7月.
    pub yearless: Option<(u32, u32)>,
    /// Whether it names days of these months, as the day of its making, and not the months themselves.
    pub is_of_days: bool,
}

impl FoundPeriod {
    /// The whole months, with `year` for months that name none.
    #[must_use]
    pub fn period(&self, year: Option<i32>) -> Option<Period> {
        let (first, last) = match (self.first, self.last, self.yearless) {
            (Some(first), Some(last), _) => (first, last),
            (_, _, Some((first, last))) => (Month::new(year?, first)?, Month::new(year?, last)?),
            _ => return None,
        };
        Period::new(first, last)
    }
}

/// How much an expression tells, most first; of equals the earlier in the text counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Months,
    YearlessMonths,
    Day,
    YearlessDay,
    Year,
    BareYear,
}

/// One expression of time: its rank, year, first and last month.
#[derive(Clone, Copy)]
struct Expression {
    rank: Rank,
    year: Option<i32>,
    months: Option<(Option<i32>, u32, u32)>,
}

/// Finds the period anywhere in a text: 2021年1-7月, 2021年上半年, 2021年第二季度, 2021-07, 202107, 2021年度, 7月.
///
/// Months come before days (a date in a title is often that of its making), a year beside yearless months completes
/// them.
#[must_use]
pub fn find_period(text: &str) -> Option<FoundPeriod> {
    let folded = fold(text);
    let found = expressions(&tokens(&folded));
    let best = *found.iter().min_by_key(|expression| expression.rank)?;
    let year_beside = found.iter().find(|e| e.rank >= Rank::Year).and_then(|e| e.year);
    Some(describe(best, best.year.or(year_beside)))
}

fn describe(expression: Expression, year: Option<i32>) -> FoundPeriod {
    let is_of_days = matches!(expression.rank, Rank::Day | Rank::YearlessDay);
    let found = FoundPeriod { year, is_of_days, ..Default::default() };
    let Some((first_year, first, last)) = expression.months else { return found };
    let Some(year) = year else { return FoundPeriod { yearless: Some((first, last)), ..found } };
    let ends = (Month::new(first_year.unwrap_or(year), first), Month::new(year, last));
    match ends {
        (Some(from), Some(to)) if from <= to => FoundPeriod { first: Some(from), last: Some(to), ..found },
        _ => found,
    }
}

fn expressions(tokens: &[Token<'_>]) -> Vec<Expression> {
    let (mut found, mut rest) = (Vec::new(), tokens);
    while !rest.is_empty() {
        let taken = expression(rest).map_or(1, |(expression, taken)| {
            found.push(expression);
            taken
        });
        rest = &rest[taken..];
    }
    found
}

/// The expression at the start of `tokens`, and how many of them it takes.
fn expression(tokens: &[Token<'_>]) -> Option<(Expression, usize)> {
    named_span(tokens).or_else(|| short_range(tokens)).or_else(|| range(tokens)).or_else(|| year_alone(tokens))
}

/// 2021年, 2021年度, 2021 before anything else.
fn said_year(tokens: &[Token<'_>]) -> Option<(i32, usize)> {
    match *tokens {
        [Token::Number(y), Token::Mark('年'), Token::Mark('度'), ..] => Some((year(y)?, 3)),
        [Token::Number(y), Token::Mark('年'), ..] => Some((year(y)?, 2)),
        _ => None,
    }
}

fn year_alone(tokens: &[Token<'_>]) -> Option<(Expression, usize)> {
    if let Some((year, taken)) = said_year(tokens).filter(|(_, _)| has_four_digits(tokens)) {
        return Some((Expression { rank: Rank::Year, year: Some(year), months: None }, taken));
    }
    let Token::Number(digits) = *tokens.first()? else { return None };
    let year = year(digits).filter(|_| digits.count == 4)?;
    Some((Expression { rank: Rank::BareYear, year: Some(year), months: None }, 1))
}

fn has_four_digits(tokens: &[Token<'_>]) -> bool {
    matches!(tokens.first(), Some(Token::Number(digits)) if digits.count == 4)
}

/// 上半年, 第二季度, 前三季度, 全年, Q3, each with or without a year before it.
fn named_span(tokens: &[Token<'_>]) -> Option<(Expression, usize)> {
    let (year, skipped) = match (said_year(tokens), tokens) {
        (Some((year, taken)), _) => (Some(year), taken),
        (None, [Token::Number(y), Token::Word("Q" | "q"), ..]) => (self::year(*y), 1),
        _ => (None, 0),
    };
    let (months, taken) = span_words(&tokens[skipped..])?;
    let rank = if year.is_some() { Rank::Months } else { Rank::YearlessMonths };
    Some((Expression { rank, year, months: Some((None, months.0, months.1)) }, skipped + taken))
}

fn span_words(tokens: &[Token<'_>]) -> Option<((u32, u32), usize)> {
    use Token::{Mark, Number, Word};
    match *tokens {
        [Mark('上'), Mark('半'), Mark('年'), ..] => Some(((1, 6), 3)),
        [Mark('下'), Mark('半'), Mark('年'), ..] => Some(((7, 12), 3)),
        [Mark('全'), Mark('年'), ..] => Some(((1, 12), 2)),
        [Mark('前'), Number(q), Mark('季'), ..] => Some(((1, quarter(q)?.1), 3)),
        [Mark('第'), Number(q), Mark('季'), ..] => Some((quarter(q)?, 3)),
        [Number(q), Mark('季'), ..] | [Word("Q" | "q"), Number(q), ..] => Some((quarter(q)?, 2)),
        _ => None,
    }
}

fn quarter(digits: Digits) -> Option<(u32, u32)> {
    (1..=4).contains(&digits.value).then(|| (digits.value * 3 - 2, digits.value * 3))
}

/// 1-7月, with or without a year before it.
fn short_range(tokens: &[Token<'_>]) -> Option<(Expression, usize)> {
    let (year, skipped) = said_year(tokens).map_or((None, 0), |(year, taken)| (Some(year), taken));
    let [Token::Number(first), rest @ ..] = &tokens[skipped..] else { return None };
    let until = range_marks(rest)?;
    let [Token::Number(last), Token::Mark('月'), ..] = rest[until..] else { return None };
    let months = (None, month(*first)?, month(last)?);
    let rank = if year.is_some() { Rank::Months } else { Rank::YearlessMonths };
    Some((Expression { rank, year, months: Some(months) }, skipped + until + 3))
}

/// One month or day, or two of them with a range mark between.
fn range(tokens: &[Token<'_>]) -> Option<(Expression, usize)> {
    let (from, taken) = end(tokens)?;
    let to = range_marks(&tokens[taken..]).and_then(|marks| {
        let (to, more) = end(&tokens[taken + marks..]).or_else(|| bare_end(from, &tokens[taken + marks..]))?;
        Some((to, taken + marks + more))
    });
    let (to, taken) = to.unwrap_or((from, taken));
    let year = to.year.or(from.year);
    let rank = match (year.is_some(), from.is_day) {
        (true, false) => Rank::Months,
        (false, false) => Rank::YearlessMonths,
        (true, true) => Rank::Day,
        (false, true) => Rank::YearlessDay,
    };
    Some((Expression { rank, year, months: Some((from.year, from.month, to.month)) }, taken))
}

/// A month that an expression names, perhaps by one of its days.
#[derive(Clone, Copy)]
struct End {
    year: Option<i32>,
    month: u32,
    is_day: bool,
    /// Whether it is written 2021.1 or 2021/1, so that a bare 7 may follow a dash.
    is_dotted: bool,
}

/// The month or day at the start of `tokens`, and how many of them it takes.
fn end(tokens: &[Token<'_>]) -> Option<(End, usize)> {
    compact_end(tokens).or_else(|| written_end(tokens)).or_else(|| numeric_end(tokens))
}

/// 202107, 20210705.
fn compact_end(tokens: &[Token<'_>]) -> Option<(End, usize)> {
    let Token::Number(Digits { value, count }) = *tokens.first()? else { return None };
    let (yearmonth, is_day) = match count {
        6 => (value, false),
        8 if (1..=31).contains(&(value % 100)) => (value / 100, true),
        _ => return None,
    };
    let year = plausible_year(yearmonth / 100)?;
    let month = plausible_month(yearmonth % 100)?;
    Some((End { year: Some(year), month, is_day, is_dotted: false }, 1))
}

/// 2021年7月, 7月, 7月5日.
fn written_end(tokens: &[Token<'_>]) -> Option<(End, usize)> {
    let (year, skipped) = said_year(tokens).map_or((None, 0), |(year, taken)| (Some(year), taken));
    let [Token::Number(m), Token::Mark('月'), rest @ ..] = &tokens[skipped..] else { return None };
    let month = month(*m)?;
    let (is_day, more) = match rest {
        [Token::Number(_), Token::Mark('日' | '号'), ..] => (true, 2),
        [Token::Mark('份'), ..] => (false, 1),
        _ => (false, 0),
    };
    Some((End { year, month, is_day, is_dotted: false }, skipped + 2 + more))
}

/// 2021-07, 2021.7, 2021/7/5.
fn numeric_end(tokens: &[Token<'_>]) -> Option<(End, usize)> {
    let [Token::Number(y), Token::Mark(separator), Token::Number(m), rest @ ..] = tokens else { return None };
    if y.count != 4 || !matches!(separator, '-' | '.' | '/' | '_') {
        return None;
    }
    let (year, month) = (year(*y)?, month(*m)?);
    let (is_day, more) = match rest {
        [Token::Mark(again), Token::Number(d), ..] if again == separator && d.count <= 2 => (true, 2),
        [Token::Mark('月'), ..] => (false, 1),
        _ => (false, 0),
    };
    Some((End { year: Some(year), month, is_day, is_dotted: *separator != '-' }, 3 + more))
}

/// The 7 of 2021.1-7.
fn bare_end(from: End, tokens: &[Token<'_>]) -> Option<(End, usize)> {
    let Token::Number(digits) = *tokens.first()? else { return None };
    let is_day = matches!(tokens.get(1), Some(Token::Mark('日' | '号')));
    let month = month(digits).filter(|_| from.is_dotted && !from.is_day && !is_day)?;
    Some((End { month, ..from }, 1))
}

/// How many tokens a range mark takes: -, ——, ~, 至, 到.
fn range_marks(tokens: &[Token<'_>]) -> Option<usize> {
    let count = tokens.iter().take_while(|t| matches!(t, Token::Mark('-' | '~' | '～' | '至' | '到'))).count();
    (count > 0).then_some(count)
}

fn year(digits: Digits) -> Option<i32> {
    match digits.count {
        4 => plausible_year(digits.value),
        2 => plausible_year(2000 + digits.value),
        _ => None,
    }
}

fn plausible_year(year: u32) -> Option<i32> {
    (1990..=2100).contains(&year).then(|| year.cast_signed())
}

fn month(digits: Digits) -> Option<u32> {
    plausible_month(digits.value).filter(|_| digits.count <= 2)
}

fn plausible_month(month: u32) -> Option<u32> {
    (1..=12).contains(&month).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The period as an id prints it; yearless months as `1..7`; a year alone as `2021`.
    fn found(text: &str) -> Option<String> {
        let found = find_period(text)?;
        Some(match (found.period(None), found.yearless, found.year) {
            (Some(period), ..) => period.to_string(),
            (None, Some((first, last)), _) => format!("{first}..{last}"),
            (None, None, year) => format!("{}", year?),
        })
    }

    #[test]
    fn months_with_their_year() {
        for text in [
            "2021年7月",
            "十城百店2021年7月份销售月报表",
            "2021年07月",
            "2021-07",
            "2021.07",
            "2021/7",
            "202107",
            "西湖店_202107.xlsx",
            "乌什优品-2021-07-(2).xls",
            "２０２１年７月",
            "二〇二一年七月",
            "20210705",
            "20210701-20210731",
            "2021年7月5日",
            "21年7月",
            "销售日报 2021-07-05",
            "2021年7月1日至7月7日",
            "7月销售表 2021",
            "2021年度 7月",
            "2021年7月报表(2021-08-05报送)",
            "2021年7月5日-11日",
            "HZ2021-07-001",
        ] {
            assert_eq!(found(text).as_deref(), Some("2021-07"), "{text}");
        }
    }

    #[test]
    fn ranges_with_their_year() {
        for text in [
            "2021年1-7月",
            "2021年1—7月",
            "2021年1月-7月",
            "2021年1月至7月",
            "2021年1月—2021年7月",
            "2021年1至7月",
            "2021年1~7月",
            "2021年1～7月",
            "2021-01至2021-07",
            "2021.1-7",
            "2021.1-2021.7",
            "202101-202107",
            "衢州市2021年度十城百店(1-7月)",
            "2021年一至七月",
            "2021年1——7月",
        ] {
            assert_eq!(found(text).as_deref(), Some("2021-01..2021-07"), "{text}");
        }
        assert_eq!(found("2020年11月至2021年2月").as_deref(), Some("2020-11..2021-02"));
        assert_eq!(found("2021年6月28日至7月4日").as_deref(), Some("2021-06..2021-07"));
    }

    #[test]
    fn halves_quarters_and_years() {
        assert_eq!(found("2021年上半年").as_deref(), Some("2021-01..2021-06"));
        assert_eq!(found("2021年下半年汇总").as_deref(), Some("2021-07..2021-12"));
        assert_eq!(found("2021年第二季度").as_deref(), Some("2021-04..2021-06"));
        assert_eq!(found("2021年二季度").as_deref(), Some("2021-04..2021-06"));
        assert_eq!(found("2021Q3").as_deref(), Some("2021-07..2021-09"));
        assert_eq!(found("2021年前三季度").as_deref(), Some("2021-01..2021-09"));
        assert_eq!(found("2021年全年").as_deref(), Some("2021-01..2021-12"));
        assert_eq!(found("2021年度援疆资金").as_deref(), Some("2021"));
        assert_eq!(found("十城百店2021").as_deref(), Some("2021"));
    }

    #[test]
    fn months_that_leave_the_year_to_others() {
        assert_eq!(found("7月").as_deref(), Some("7..7"));
        assert_eq!(found("1-7月累计").as_deref(), Some("1..7"));
        assert_eq!(found("第三季度").as_deref(), Some("7..9"));
        let found = find_period("1-7月").expect("months");
        assert_eq!(found.period(Some(2021)).map(|p| p.to_string()).as_deref(), Some("2021-01..2021-07"));
        assert_eq!(found.period(None), None);
    }

    #[test]
    fn days_are_told_from_the_months_that_they_lie_in() {
        let of_days = |text: &str| find_period(text).is_some_and(|found| found.is_of_days);
        for text in ["20210705", "2021年7月5日", "7月5日", "2021年7月1日至7月7日", "销售日报 2021-07-05"]
        {
            assert!(of_days(text), "{text}");
        }
        for text in ["2021年7月", "1-7月", "202107", "2021年7月报表(2021-08-05报送)", "2021年", "Sheet1"] {
            assert!(!of_days(text), "{text}");
        }
    }

    #[test]
    fn what_names_no_time_finds_none() {
        for text in [
            "",
            "Sheet1",
            "十城百店",
            "电话0997-6500060",
            "13805701234",
            "3个月",
            "13月",
            "“1323”行动",
            "第十批",
            "330106",
            "十四五",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
