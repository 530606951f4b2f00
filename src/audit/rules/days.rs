//! The days from one date to another, both counted: 从1月26日至3月5日，为期40天; 前两日（1月21日-22日）.
//!
//! In: the text and its numerals; a count of days is no number that any other rule reads. Out: each count that words tie
//! to a span of two dates, with the days that the calendar has. Knows neither roles nor amounts.

use super::super::folding::Folded;
use super::super::numerals::{Day, Numeral, Reading, counted as counted_by, days, is_dash};
use super::super::verdict::Span;
use super::super::vocabulary::WORDS;
use super::{Counted, Rule};
use crate::calendar::Month;

/// Two days with everything between them.
pub(in super::super) struct Stretch {
    dates: Vec<Span>,
    first: Day,
    last: Day,
}

impl Stretch {
    /// How many days it has, both dates counted: of the year that it prints, else of a common year and of a leap year.
    pub fn lengths(&self) -> Vec<i128> {
        lengths(self.first, self.last)
    }

    pub fn at(&self) -> Span {
        Span { start: self.dates[0].start, end: self.dates[self.dates.len() - 1].end }
    }
}

/// How words tie a count to a span.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It is the count of its days.
    Sure,
    /// It may be, where it is as many.
    Likely,
}

/// Every count of days that is tied to a span: told where it is right, and where the words leave no doubt.
pub(in super::super) fn counted(text: &Folded, numerals: &[Numeral]) -> Vec<Counted> {
    let stretches = stretches(text, numerals);
    let mut all = Vec::new();
    for (numeral, count) in numerals.iter().enumerate() {
        let span_of_time = matches!(count.reading, Reading::Name("why.time-span") | Reading::Date(_));
        let Some(printed) = counted_by(text, count.at, &['天', '日']).filter(|_| span_of_time) else { continue };
        let tied = stretches.iter().filter_map(|stretch| {
            let tie = tie(text, count, stretch)?;
            let possible = stretch.lengths();
            let right = possible.contains(&printed);
            let computed = if right { printed } else { *possible.first()? };
            // Working days, or a trial that ended a day early, are fewer; more than there are can be no count of them.
            let told = right || tie == Tie::Sure && possible.iter().all(|&days| printed > days);
            told.then(|| Counted { numeral, rule: Rule::Days, printed, operands: stretch.dates.clone(), computed })
        });
        all.extend(tied.max_by_key(|told| told.computed == told.printed));
    }
    all
}

/// The spans of the text: 1月28日至2月4日 is one date, 1月26日开始至3月5日 and 2024年12月28日至2025年1月3日 are two.
pub(super) fn stretches(text: &Folded, numerals: &[Numeral]) -> Vec<Stretch> {
    let of = |numeral: &Numeral| match numeral.reading {
        Reading::Date(_) => days(text, numeral.at),
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (at, numeral) in numerals.iter().enumerate() {
        match (of(numeral).as_slice(), numerals.get(at + 1)) {
            ([first, last], _) => all.push(Stretch { dates: vec![numeral.at], first: *first, last: *last }),
            ([first], Some(next)) => {
                if let [last] = of(next).as_slice()
                    && leads_on(&words(text, numeral.at.end, next.at.start))
                {
                    all.push(Stretch { dates: vec![numeral.at, next.at], first: *first, last: *last });
                }
            }
            _ => {}
        }
    }
    all
}

/// The words between two places; nothing where they are further apart than a tie reaches.
fn words(text: &Folded, from: usize, to: usize) -> String {
    const REACH: usize = 12;
    if to < from || to - from > REACH {
        return "\n".to_owned();
    }
    text.chars[from..to].iter().filter(|c| **c != ' ').collect()
}

fn without_first<'a>(words: &'a str, list: &[String]) -> &'a str {
    list.iter().find_map(|word| words.strip_prefix(word.as_str())).unwrap_or(words)
}

/// 至, 开始至, 起，到: from the first day on to the last.
fn leads_on(between: &str) -> bool {
    let rest = without_first(between, &WORDS.cues.span_begun);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let mut rest = rest.chars();
    rest.next().is_some_and(is_dash) && rest.next().is_none()
}

/// Whether a count stands right before the brackets around a span, or right behind it.
fn tie(text: &Folded, count: &Numeral, stretch: &Stretch) -> Option<Tie> {
    let (at, from) = (count.at, stretch.at());
    let first_days = text.before(at.start) == '前';
    // 5日 alone is a day of the month.
    let a_date = matches!(count.reading, Reading::Date(_)) && !first_days;
    if at.end <= from.start {
        let bracketed = words(text, at.end, from.start) == "(" && text.at(text.skip_blanks(from.end)) == ')';
        // 前两日, 假期8天, 会期3天: the days of a period; 晴5天 may be some of them only.
        let of_period = first_days || text.before(at.start) == '期';
        return (bracketed && !a_date).then_some(if of_period { Tie::Sure } else { Tie::Likely });
    }
    let between = words(text, from.end, at.start);
    let rest = without_first(&between, &WORDS.cues.span_ended);
    let open = rest.strip_prefix(')').unwrap_or(rest);
    let link = open.trim_start_matches(',').trim_start_matches('在');
    if WORDS.cues.lasting.iter().any(|word| word == link) {
        let opened = WORDS.cues.span_from.iter().any(|word| text.ends(from.start, word));
        return Some(if opened { Tie::Sure } else { Tie::Likely });
    }
    let bare = link.is_empty() && open == link && !a_date;
    (bare || WORDS.cues.lasted.iter().any(|word| word == link)).then_some(Tie::Likely)
}

fn lengths(first: Day, last: Day) -> Vec<i128> {
    let over = i32::from((last.month, last.day) < (first.month, first.day));
    let years = match (first.year, last.year) {
        (Some(begin), Some(end)) => vec![(begin, end)],
        (Some(begin), None) => vec![(begin, begin + over)],
        (None, Some(end)) => vec![(end - over, end)],
        (None, None) => [2021, 2023, 2024].map(|begin| (begin, begin + over)).to_vec(),
    };
    years.into_iter().filter_map(|(begin, end)| length(begin, first, end, last)).collect()
}

fn length(begin: i32, first: Day, end: i32, last: Day) -> Option<i128> {
    let (from, to) = (Month::new(begin, first.month)?, Month::new(end, last.month)?);
    let exist = (1..=from.days()).contains(&first.day) && (1..=to.days()).contains(&last.day);
    let months = to.since(from);
    let whole: u32 = (0..months).map(|month| from.plus(month).days()).sum();
    let days = (i128::from(whole) + i128::from(last.day)).checked_sub(i128::from(first.day))? + 1;
    (exist && (0..24).contains(&months) && days > 0).then_some(days)
}
