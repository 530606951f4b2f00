//! Dates, months and quarters: 2021年11月10日, 1-7月, 前三季度, 截至8月底, 十三日, 9:30.
//!
//! A date is one reading with its months, so that the numbers behind it know their period.

use super::super::folding::Folded;
use super::super::verdict::Span;
use super::super::vocabulary;
use super::chinese;

/// The months that a date names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct When {
    /// The year, where it is printed.
    pub year: Option<i32>,
    /// The first and the last month; none where only a year, or only a day, is printed.
    pub months: Option<(u8, u8)>,
    /// 截至, 底, 末: everything of the year up to there.
    pub through: bool,
    /// A day is printed: when something happened, rather than what is reported.
    pub day: bool,
}

/// A period that words name, and where: 上半年, 去年同期 and every date.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Mark {
    pub start: usize,
    pub end: usize,
    pub when: When,
    /// Last year's: 去年, 上年同期.
    pub previous: bool,
}

/// A day that a date prints, with the year where that is printed too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Day {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
}

/// The days that a date prints: one, two where it spans them (1月28日至2月4日, 10月1-7日), none for months alone.
pub(in super::super) fn days(text: &Folded, at: Span) -> Vec<Day> {
    let mut days = Vec::new();
    let (mut year, mut month) = (None, None);
    let mut place = at.start;
    while place < at.end {
        let Some((value, mut end, length)) = whole(text, place) else {
            place += 1;
            continue;
        };
        match text.at(text.skip_blanks(end)) {
            '年' => year = i32::try_from(value).ok(),
            '月' => month = u32::try_from(value).ok(),
            '-' | '/' | '.' if length == 4 => {
                let Some((of, behind, _)) = whole(text, end + 1) else { break };
                let Some((day, behind, _)) = whole(text, behind + 1) else { break };
                (month, end) = (u32::try_from(of).ok(), behind);
                days.extend(day_of(i32::try_from(value).ok(), month, day));
            }
            c if matches!(c, '日' | '号') || is_dash(c) => days.extend(day_of(year.take(), month, value)),
            _ => {}
        }
        place = end;
    }
    days
}

fn day_of(year: Option<i32>, month: Option<u32>, day: i128) -> Option<Day> {
    Some(Day { year, month: month?, day: u32::try_from(day).ok()? })
}

/// 40天, 十三日, 5位: how many a numeral prints before one of these counters, without more around it.
pub(in super::super) fn counted(text: &Folded, at: Span, counters: &[char]) -> Option<i128> {
    let (count, end, _) = whole(text, at.start)?;
    let end = counters.iter().find_map(|&counter| named(text, end, counter))?;
    (end == at.end).then_some(count)
}

/// A whole number in either kind of digits, its end and how many digits.
fn whole(text: &Folded, place: usize) -> Option<(i128, usize, usize)> {
    if text.at(place).is_ascii_digit() {
        let length = (place..text.len()).take_while(|&p| text.at(p).is_ascii_digit()).count();
        if length > 4 {
            return None;
        }
        let value = (place..place + length)
            .fold(0_i128, |value, p| value * 10 + i128::from(text.at(p).to_digit(10).unwrap_or(0)));
        return Some((value, place + length, length));
    }
    let (value, end) = chinese::whole(text, place)?;
    Some((value, end, end - place))
}

/// The place behind 年, 月 or 日, where it names the number that ends here; papers set blanks around digits: 2024 年 1 月.
fn named(text: &Folded, end: usize, name: char) -> Option<usize> {
    let place = text.skip_blanks(end);
    (text.at(place) == name).then_some(place + 1)
}

pub(in super::super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '~' | '至' | '到')
}

/// The place behind a dash with blanks around it.
fn dash(text: &Folded, place: usize) -> Option<usize> {
    let place = text.skip_blanks(place);
    if !is_dash(text.at(place)) {
        return None;
    }
    let mut end = place + 1;
    while text.at(end) == '-' {
        end += 1;
    }
    Some(text.skip_blanks(end))
}

/// The date at a place, and the place behind it.
pub(super) fn at(text: &Folded, place: usize) -> Option<(usize, When)> {
    let found = iso(text, place)
        .or_else(|| year(text, place))
        .or_else(|| months(text, place, None))
        .or_else(|| quarters(text, place))
        .or_else(|| day(text, place).map(|end| (end, When::default())))
        .or_else(|| clock(text, place).map(|end| (end, When::default())))?;
    let (end, mut when) = found;
    let (behind, closed) = closing(text, end);
    let through = ["截至", "截止", "截止到", "截至到"].iter().any(|word| text.ends(place, word)) || closed;
    if through && let Some((_, last)) = when.months {
        when = When { months: Some((1, last)), through: true, ..when };
    }
    Some((behind, when))
}

/// 底, 末, 初 and 份 behind a date.
fn closing(text: &Folded, end: usize) -> (usize, bool) {
    let end = if text.at(end) == '份' { end + 1 } else { end };
    match text.at(end) {
        '底' | '末' => (end + 1, true),
        '初' => (end + 1, false),
        _ => (end, false),
    }
}

/// 2021-07-05, 2021/7/5, 2021.7.5, 2021-07.
fn iso(text: &Folded, place: usize) -> Option<(usize, When)> {
    let (year, end, 4) = whole(text, place)? else { return None };
    let mark = text.at(end);
    if !text.at(place).is_ascii_digit() || !matches!(mark, '-' | '/' | '.') || !(1900..=2100).contains(&year) {
        return None;
    }
    let (month, end, length) =
        whole(text, end + 1).filter(|(month, _, length)| (1..=12).contains(month) && *length <= 2)?;
    let with_day =
        (text.at(end) == mark).then(|| whole(text, end + 1)).flatten().filter(|(day, _, _)| (1..=31).contains(day));
    let end = match with_day {
        Some((_, end, _)) => end,
        // 2021.7 is a decimal, 2021-07 a month.
        None if mark == '-' && length == 2 && !text.at(end).is_ascii_digit() => end,
        None => return None,
    };
    Some((
        end,
        When { year: i32::try_from(year).ok(), months: pair(month, month), through: false, day: with_day.is_some() },
    ))
}

fn pair(first: i128, last: i128) -> Option<(u8, u8)> {
    u8::try_from(first).ok().zip(u8::try_from(last).ok())
}

/// 2021年, 2021年度, 2021年7月, 2016-2020年, 二〇二一年, 21年 is none.
fn year(text: &Folded, place: usize) -> Option<(usize, When)> {
    let (value, mut end, 4) = whole(text, place)? else { return None };
    let mut value = value;
    if let Some(next) = dash(text, end)
        && let Some((later, behind, 2 | 4)) = whole(text, next)
        && let Some(closed) = named(text, behind, '年')
    {
        (value, end) = if later > 1000 { (later, behind) } else { return Some((closed, When::default())) };
    }
    end = named(text, end, '年').filter(|_| (1000..=2200).contains(&value))?;
    let year = i32::try_from(value).ok();
    end += usize::from(text.at(end) == '度');
    let next = text.skip_blanks(end);
    let inner =
        months(text, next, year).or_else(|| quarters(text, next).map(|(end, when)| (end, When { year, ..when })));
    let first = || first_months(text, next).map(|(end, when)| (end, When { year, ..when }));
    Some(inner.or_else(first).unwrap_or((end, When { year, ..When::default() })))
}

/// 7月, 1-7月, 1月至7月, 9月29日至10月6日, 11月10日.
fn months(text: &Folded, place: usize, year: Option<i32>) -> Option<(usize, When)> {
    let (first, end, _) = whole(text, place).filter(|(month, _, _)| (1..=12).contains(month))?;
    let when = |last| When { year, months: pair(first, last), ..When::default() };
    let through = |end: usize| {
        let (last, behind, _) = whole(text, dash(text, end)?).filter(|(month, _, _)| (first..=12).contains(month))?;
        named(text, behind, '月').map(|behind| (behind, when(last)))
    };
    let Some(end) = named(text, end, '月') else { return through(end) };
    let end = end + usize::from(text.at(end) == '份');
    if let Some(behind) = day(text, text.skip_blanks(end)) {
        return Some((behind, When { day: true, ..when(first) }));
    }
    Some(through(end).unwrap_or((end, when(first))))
}

/// 一季度, 1-3季度, 三个季度 is none.
fn quarters(text: &Folded, place: usize) -> Option<(usize, When)> {
    let (first, end, _) = whole(text, place).filter(|(quarter, _, _)| (1..=4).contains(quarter))?;
    let when = |last: i128| When { months: pair(first * 3 - 2, last * 3), ..When::default() };
    if text.starts(end, "季度") {
        return Some((end + 2, when(first)));
    }
    let next = dash(text, end)?;
    let (last, behind, _) = whole(text, next).filter(|(quarter, _, _)| (first..=4).contains(quarter))?;
    text.starts(behind, "季度").then(|| (behind + 2, when(last)))
}

/// 10日, 1日至7日, 1-7日.
fn day(text: &Folded, place: usize) -> Option<usize> {
    let (_, end, _) = whole(text, place).filter(|(day, _, _)| (1..=31).contains(day))?;
    let number = |end: usize| (text.at(end) == '号' && text.at(end + 1) != '文').then_some(end + 1);
    let closed = named(text, end, '日').or_else(|| number(end));
    let (end, complete) = (closed.unwrap_or(end), closed.is_some());
    if let Some(next) = dash(text, end) {
        let later = whole(text, next).and_then(|(value, behind, _)| {
            let of_month = || named(text, behind, '月').filter(|_| value <= 12 && complete);
            named(text, behind, '日')
                .filter(|_| value <= 31)
                .or_else(|| of_month().and_then(|behind| day(text, text.skip_blanks(behind))))
        });
        if let Some(end) = later {
            return Some(end);
        }
    }
    complete.then_some(end)
}

/// 9:30, 9点30分, 上午9点, 9时.
fn clock(text: &Folded, place: usize) -> Option<usize> {
    let (hour, end, _) = whole(text, place).filter(|(hour, _, _)| (0..=24).contains(hour))?;
    let minutes = |place: usize| whole(text, place).filter(|(minute, _, length)| *minute < 60 && *length <= 2);
    if text.at(end) == ':' && text.at(place).is_ascii_digit() {
        let (_, mut end, length) = minutes(end + 1)?;
        if length != 2 || text.at(end) == ':' && minutes(end + 1).is_none() || is_structure(text, place) {
            return None;
        }
        if text.at(end) == ':' {
            end = minutes(end + 1)?.1;
        }
        return Some(end);
    }
    let day_part = ["上午", "下午", "晚上", "凌晨", "早上", "中午", "日"].iter().any(|word| text.ends(place, word));
    if matches!(text.at(end), '时' | '点') && hour <= 24 {
        if let Some((_, behind, _)) = minutes(end + 1)
            && text.at(behind) == '分'
        {
            return Some(behind + 1);
        }
        return day_part.then_some(end + 1);
    }
    None
}

/// 男女比例为12:10, 三次产业结构4:52:44: what the words right before call a proportion; 比赛8:30开始 is a time.
fn is_structure(text: &Folded, place: usize) -> bool {
    let start = (place.saturating_sub(8)..place).rev().find(|&at| !is_held(text.at(at))).map_or(place, |at| at + 1);
    vocabulary::WORDS.cues.proportion.iter().any(|word| text.ends(start, word))
}

/// What may stand between the name of a proportion and its first number.
fn is_held(c: char) -> bool {
    matches!(c, '为' | '是' | '约' | '达' | '到' | ':' | ' ')
}

/// 前三季度, 前4个月, 前7月.
pub(super) fn first_months(text: &Folded, place: usize) -> Option<(usize, When)> {
    if text.at(place) != '前' {
        return None;
    }
    let (count, end, _) = whole(text, place + 1)?;
    let by = |unit: i128, length: usize| {
        let last = count.checked_mul(unit).filter(|last| (1..=12).contains(last))?;
        Some((end + length, When { months: pair(1, last), ..When::default() }))
    };
    let units = [("个季度", 3), ("季度", 3), ("个月", 1), ("月", 1)];
    units.iter().find(|(name, _)| text.starts(end, name)).and_then(|(name, unit)| by(*unit, name.chars().count()))
}

/// A word, the months that it means, and whether it speaks of last year.
type PeriodWord = (&'static str, Option<(u8, u8)>, bool);

/// Periods without a numeral.
const WORDS: [PeriodWord; 16] = [
    ("去年同期", None, true),
    ("上年同期", None, true),
    ("上半年", Some((1, 6)), false),
    ("下半年", Some((7, 12)), false),
    ("年初", None, false),
    ("全年", Some((1, 12)), false),
    ("去年", None, true),
    ("上年", None, true),
    ("同期", None, true),
    ("今年", None, false),
    ("本年", None, false),
    ("年末", Some((1, 12)), false),
    ("年底", Some((1, 12)), false),
    ("当月", Some((0, 0)), false),
    ("本月", Some((0, 0)), false),
    ("当年", None, false),
];

/// A period named by words alone at a place.
pub(in super::super) fn word(text: &Folded, place: usize) -> Option<Mark> {
    if !matches!(text.at(place), '去' | '上' | '下' | '年' | '全' | '同' | '今' | '本' | '当') {
        return None;
    }
    let (name, months, previous) = WORDS.iter().find(|(name, _, _)| text.starts(place, name))?;
    // 同期为80亿元 is last year's; 占同期总值, 同期，出口… are of the very months that are spoken of.
    let end = place + name.chars().count();
    if *name == "同期" && !(text.at(end).is_ascii_digit() || matches!(text.at(end), '为' | '仅' | '是' | '数' | ':'))
    {
        return None;
    }
    let when = When { months: *months, ..When::default() };
    Some(Mark { start: place, end: place + name.chars().count(), when, previous: *previous })
}
