//! Where the header is: the rows that say what the columns are, found by what they say.

use crate::sources::{CellKind, OwnedRow};
use crate::values::{DateContext, read_date, read_number};

use super::stack::{Meaning, is_month, meaning, names_year};
use super::vocabulary::Vocabulary;

/// A header: its first and last row as positions in the head, and what each column holds.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub first: usize,
    pub last: usize,
    pub meanings: Vec<Meaning>,
}

/// So many rows a header has at most.
const DEPTH: usize = 3;

/// The first header of `head`.
pub(super) fn find_header(head: &[OwnedRow], vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let found = (0..head.len()).find_map(|last| best_ending_at(head, last, vocabulary))?;
    let extended = extend(head, found, vocabulary);
    Some(with_rows_below(head, extended))
}

/// The row that comes nearest to a header without being one: some fields, and no measure.
pub(super) fn nearest_header(head: &[OwnedRow], vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let candidates = (0..head.len()).filter_map(|row| candidate(head, row, row, vocabulary));
    let best = candidates.max_by_key(|header| (score(&header.meanings), std::cmp::Reverse(header.first)))?;
    (distinct_fields(&best.meanings) >= 2).then_some(best)
}

fn best_ending_at(head: &[OwnedRow], last: usize, vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let depths = 1..=DEPTH.min(last + 1);
    let valid = depths
        .filter_map(|depth| candidate(head, last + 1 - depth, last, vocabulary))
        .filter(|header| is_valid(&header.meanings, vocabulary));
    valid.max_by_key(|header| (score(&header.meanings), header.first))
}

/// The same header with the one or two rows below it, where they say more.
fn extend(head: &[OwnedRow], found: Header, vocabulary: &Vocabulary<'_>) -> Header {
    let mut best = found;
    for last in best.last + 1..(best.first + DEPTH).min(head.len()) {
        let deeper = candidate(head, best.first, last, vocabulary);
        let better = deeper
            .filter(|header| is_valid(&header.meanings, vocabulary) && score(&header.meanings) > score(&best.meanings));
        best = better.unwrap_or(best);
    }
    best
}

/// Rows below that repeat the header (cells merged downwards) or number its columns belong to it.
fn with_rows_below(head: &[OwnedRow], mut header: Header) -> Header {
    let repeats = |row: &OwnedRow| {
        let mut cells = row.cells.iter().filter(|(_, kind, _)| *kind != CellKind::Empty).peekable();
        cells.peek().is_some() && cells.all(|(_, _, continued)| *continued)
    };
    while head.get(header.last + 1).is_some_and(|row| repeats(row) || numbers_columns(row)) {
        header.last += 1;
    }
    header
}

/// 甲 乙 1 2 3, or 1 2 3 4: the numbers that official tables give their columns.
fn numbers_columns(row: &OwnedRow) -> bool {
    let texts: Vec<&str> =
        row.cells.iter().filter(|(_, kind, _)| *kind != CellKind::Empty).map(|c| c.0.as_str()).collect();
    let is_letter = |text: &str| matches!(text, "甲" | "乙" | "丙" | "丁" | "戊" | "栏次" | "栏号");
    let numbers: Option<Vec<u32>> = texts
        .iter()
        .filter(|text| !is_letter(text))
        .map(|text| text.trim_matches(['(', ')', '（', '）']).parse().ok())
        .collect();
    texts.len() >= 3
        && numbers
            .is_some_and(|n| n.first() == Some(&1) && n.len() >= 2 && n.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

fn candidate(head: &[OwnedRow], first: usize, last: usize, vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let rows = &head[first..=last];
    let (lowest, upper) = rows.split_last()?;
    if !rows.iter().all(looks_like_header) || upper.iter().any(|row| is_title_over(row, lowest)) {
        return None;
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let meanings = (0..width).map(|column| meaning(&texts_of(rows, column), vocabulary)).collect();
    Some(Header { first, last, meanings })
}

/// One text that begins no later than the row below does: a title, and no group of columns.
fn is_title_over(row: &OwnedRow, below: &OwnedRow) -> bool {
    let first = |row: &OwnedRow| row.cells.iter().position(|(_, kind, _)| *kind != CellKind::Empty);
    let own = row.cells.iter().filter(|(_, kind, continued)| *kind != CellKind::Empty && !continued).count();
    own == 1 && first(row) <= first(below)
}

/// Some text, and nothing that only data have.
fn looks_like_header(row: &OwnedRow) -> bool {
    let mut cells = row.cells.iter().filter(|(_, kind, _)| *kind != CellKind::Empty).peekable();
    cells.peek().is_some() && cells.all(|(text, kind, _)| may_stand_in_header(text, *kind))
}

fn may_stand_in_header(text: &str, kind: CellKind) -> bool {
    match kind {
        CellKind::Empty => true,
        CellKind::Text => is_month(text) || !is_datum(text),
        CellKind::Number => is_month(text) || year_number(text),
        CellKind::Date => is_month(text),
        CellKind::Boolean | CellKind::Error | CellKind::UncachedFormula => false,
    }
}

fn year_number(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1990..2100).contains(&year))
}

/// A number without a unit, or a day: what a header does not hold.
pub(in super::super) fn is_datum(text: &str) -> bool {
    let starts = text.trim_start_matches(['-', '+', '¥', '￥', '(', '（']).chars().next();
    if !starts.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) || year_number(text) {
        return false;
    }
    read_number(text).is_ok_and(|number| number.unit.is_none())
        || read_date(text, false, &DateContext::default()).is_ok_and(|day| day.day_of_month().is_some())
}

/// The texts of a column from top to bottom, without repetitions of merged cells. A group's text stands in its first
/// column only where cells are not merged (text files): then it goes for the columns to its right.
fn texts_of(rows: &[OwnedRow], column: usize) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let own = text(row, column);
        let found = if own.is_empty() { group_text(rows, at, column) } else { own };
        if !found.is_empty() && texts.last() != Some(&found) {
            texts.push(found);
        }
    }
    texts
}

fn group_text(rows: &[OwnedRow], at: usize, column: usize) -> &str {
    let has_lower = |column: usize| rows[at + 1..].iter().any(|row| !text(row, column).is_empty());
    if !has_lower(column) || !(0..column).any(has_lower) {
        return "";
    }
    match (0..column).rev().find(|left| !text(&rows[at], *left).is_empty()) {
        Some(left) if has_lower(left) && (left..column).all(has_lower) => text(&rows[at], left),
        _ => "",
    }
}

fn text(row: &OwnedRow, column: usize) -> &str {
    row.cells.get(column).map_or("", |(text, _, _)| text.as_str())
}

fn is_valid(meanings: &[Meaning], vocabulary: &Vocabulary<'_>) -> bool {
    let months = meanings.iter().filter(|m| matches!(m, Meaning::Month(..))).count();
    let fields = distinct_fields(meanings);
    let has_quantity = self::fields(meanings).any(|field| vocabulary.is_quantity(field));
    // Quantities alone are a unit line (数量：吨 | 金额：万元).
    let has_subject = self::fields(meanings).any(|field| vocabulary.identifies(field));
    (has_quantity && has_subject) || (months >= 1 && fields >= 1) || months >= 3
}

fn distinct_fields(meanings: &[Meaning]) -> usize {
    fields(meanings).collect::<std::collections::BTreeSet<_>>().len()
}

fn fields(meanings: &[Meaning]) -> impl Iterator<Item = usize> {
    meanings.iter().filter_map(|m| if let Meaning::Field(word) = m { Some(word.field) } else { None })
}

/// More fields and months are better, a field claimed twice is worse; units and measures of months settle the rest.
fn score(meanings: &[Meaning]) -> i64 {
    let distinct = distinct_fields(meanings);
    let repeated = fields(meanings).count() - distinct;
    let detail = |m: &Meaning| match m {
        Meaning::Month(month, measure) => 8 + 2 * i64::from(measure.is_some()) + i64::from(names_year(month)),
        Meaning::Total(_, measure) => i64::from(measure.is_some()),
        Meaning::Field(word) => i64::from(word.unit.is_some()),
        _ => 0,
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 16);
    8 * count(distinct) - 16 * count(repeated) + meanings.iter().map(detail).sum::<i64>()
}
