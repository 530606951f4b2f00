//! Every numeral of a text: numbers with their units, dates and periods, and what only looks like a number.
//!
//! In: the folded text. Out: readings in the order of the text, none overlapping another; every digit run lies in one.
//! Knows nothing of what a number claims.

mod arabic;
mod chinese;
mod dates;
mod names;
mod units;

use super::folding::{Folded, is_han};
use super::quantity::Quantity;
use super::verdict::Span;

pub(super) use dates::{Day, Mark, When, counted, days, is_dash, word as period_word};

/// Whether a character is a Chinese digit.
pub(super) fn is_numeral(c: char) -> bool {
    chinese::is_digit(c)
}

/// Why a numeral is no claim: a key of the catalogue.
pub(super) type Why = &'static str;

/// What a numeral is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// A number that may claim something.
    Number(Quantity),
    /// One member of a ratio a:b:c; all members of one carry the same mark.
    Part(Quantity, usize),
    /// Two numbers with `-`, `~` or 至 between them.
    Range,
    /// A date, or months.
    Date(When),
    /// A name, a code, an ordinal: never a claim.
    Name(Why),
}

/// A reading and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub at: Span,
    pub reading: Reading,
}

/// Reads a text from left to right; each kind of numeral is tried in turn, the most particular first.
pub(super) fn read(text: &Folded) -> Vec<Numeral> {
    let mut found: Vec<Numeral> = Vec::new();
    let mut place = 0;
    while place < text.len() {
        match at(text, place, &mut found) {
            Some(end) => place = end.max(place + 1),
            None => place += 1,
        }
    }
    units::lend(text, &mut found);
    leave_out_quotations(text, &mut found);
    found
}

/// Takes the numerals of lines that Markdown quotes (`> 1200`) for what somebody else wrote.
fn leave_out_quotations(text: &Folded, found: &mut [Numeral]) {
    let (mut begin, mut passed) = (0, 0);
    for numeral in found {
        let line_end = (passed..numeral.at.start).rev().find(|&place| text.at(place) == '\n');
        begin = line_end.map_or(begin, |place| place + 1);
        passed = numeral.at.start;
        if text.at(begin) == '>' && text.at(begin + 1) == ' ' {
            numeral.reading = Reading::Name("why.quoted");
        }
    }
}

fn at(text: &Folded, place: usize, found: &mut Vec<Numeral>) -> Option<usize> {
    let c = text.at(place);
    let mut push = |start: usize, end: usize, reading: Reading| {
        found.push(Numeral { at: Span { start, end }, reading });
        Some(end)
    };
    if c.is_ascii_digit() {
        if let Some((start, end, why)) = names::code(text, place) {
            let start = start.max(found_end(found));
            found.push(Numeral { at: Span { start, end }, reading: Reading::Name(why) });
            return Some(end);
        }
        if let Some((end, when)) = dates::at(text, place) {
            return push(place, end, Reading::Date(when));
        }
        if let Some((end, why)) = names::ordinal(text, place) {
            return push(place, end, Reading::Name(why));
        }
        if let Some(end) = arabic::ratio(text, place, found) {
            return Some(end);
        }
        return arabic::number(text, place, found);
    }
    if chinese::is_digit(c) {
        if let Some((end, when)) = dates::at(text, place) {
            return push(place, end, Reading::Date(when));
        }
        if let Some((end, why)) = names::spelt(text, place) {
            return push(place, end, Reading::Name(why));
        }
        return chinese::number(text, place, found);
    }
    if c == '前' {
        let (end, when) = dates::first_months(text, place)?;
        return push(place, end, Reading::Date(when));
    }
    if is_circled(c) {
        return push(place, place + 1, Reading::Name("why.list-number"));
    }
    None
}

fn found_end(found: &[Numeral]) -> usize {
    found.last().map_or(0, |numeral| numeral.at.end)
}

/// ①, ⑴, ⒈: numbers of a list in one character.
const fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}')
}

/// Whether a place lies inside 《》 or “”, and how the quoted text runs.
fn quoted(text: &Folded, place: usize) -> Option<(usize, usize)> {
    let open = (place.saturating_sub(40)..place)
        .rev()
        .find(|&p| matches!(text.at(p), '“' | '《' | '「' | '‘' | '\n' | '”' | '》' | '」' | '’'))?;
    let closing = match text.at(open) {
        '“' => '”',
        '《' => '》',
        '「' => '」',
        '‘' => '’',
        _ => return None,
    };
    let close = (place..(place + 40).min(text.len())).find(|&p| text.at(p) == closing || text.at(p) == '\n')?;
    (text.at(close) == closing).then_some((open + 1, close))
}

/// Whether a short quotation around a place is a name: no punctuation of a sentence in it.
fn in_a_name(text: &Folded, place: usize) -> bool {
    quoted(text, place).is_some_and(|(start, end)| {
        let book = text.before(start) == '《';
        let plain = (start..end).all(|p| !matches!(text.at(p), ',' | '。' | ';' | ':' | '%' | '='));
        plain && (book || end - start <= 16)
    })
}

/// Whether Chinese words stand right before a place.
fn after_words(text: &Folded, place: usize) -> bool {
    is_han(text.before(place))
}
