//! A block of text to rows of cells. Knows neither files nor encodings.
//!
//! This is where most of the time of a large run goes: a block without quotation marks is cut into borrowed cells
//! in one pass, and nothing is allocated per row.

use super::index::LiteralLine;
use super::marks::Marks;
use super::quotes::{self, Dialect, RowEnd};
use crate::sources::{Cell, CellKind, RawRow};

/// A block's text and its place.
#[derive(Clone, Copy)]
pub(super) struct BlockText<'a> {
    pub(super) text: &'a str,
    /// The offset of its first byte in the whole text.
    pub(super) start: u64,
    /// The number of its first row.
    pub(super) first_row: u64,
    pub(super) quoted: bool,
    pub(super) dialect: Dialect,
    /// The literal lines of the whole text.
    pub(super) literal: &'a [LiteralLine],
}

impl BlockText<'_> {
    /// Gives each row of the block to `each`.
    pub(super) fn rows(self, each: &mut impl FnMut(&RawRow<'_>)) {
        if self.quoted { self.quoted_rows(each) } else { self.plain_rows(each) }
    }

    /// Gives the one row that starts at `start` to `each`; tells where it ends.
    pub(super) fn row_at(self, start: usize, number: u64, each: &mut impl FnMut(&RawRow<'_>)) -> usize {
        if self.quoted { self.quoted_row(start, number, each) } else { self.line_at(start, number, each) }
    }

    fn line_at(self, start: usize, number: u64, each: &mut impl FnMut(&RawRow<'_>)) -> usize {
        let end = quotes::line_end(self.text.as_bytes(), start);
        let line = Self { text: &self.text[start..end], start: self.start + start as u64, first_row: number, ..self };
        line.plain_rows(each);
        end
    }

    fn plain_rows(self, each: &mut impl FnMut(&RawRow<'_>)) {
        let (text, delimiter) = (self.text, self.dialect.delimiter);
        let mut cells: Vec<Cell<'_>> = Vec::with_capacity(64);
        let (mut row_start, mut field_start, mut number) = (0, 0, self.first_row);
        for at in Marks::new(text.as_bytes(), delimiter) {
            if text.as_bytes()[at] == delimiter {
                cells.push(cell(&text[field_start..at]));
                field_start = at + 1;
                continue;
            }
            finish_row(&mut cells, &text[field_start..at]);
            each(&self.row(row_start, number, &cells));
            cells.clear();
            (row_start, field_start, number) = (at + 1, at + 1, number + 1);
        }
        if row_start < text.len() {
            finish_row(&mut cells, &text[field_start..]);
            each(&self.row(row_start, number, &cells));
        }
    }

    fn row<'c>(&self, row_start: usize, number: u64, cells: &'c [Cell<'c>]) -> RawRow<'c> {
        RawRow { number, locator: self.start + row_start as u64, hidden: false, cells }
    }

    fn quoted_rows(self, each: &mut impl FnMut(&RawRow<'_>)) {
        let (mut at, mut number) = (0, self.first_row);
        while at < self.text.len() {
            at = self.quoted_row(at, number, each);
            number += 1;
        }
    }

    fn quoted_row(self, start: usize, number: u64, each: &mut impl FnMut(&RawRow<'_>)) -> usize {
        let bytes = self.text.as_bytes();
        let end = match quotes::row_end(bytes, start, self.dialect) {
            RowEnd::At(end) if !self.is_literal(start) => end,
            _ => return self.line_at(start, number, each),
        };
        let fields = unquoted_fields(&self.text[start..end], self.dialect);
        let cells: Vec<Cell<'_>> = fields.iter().map(|field| cell(field)).collect();
        let blank = matches!(cells.as_slice(), [only] if only.kind == CellKind::Empty);
        each(&self.row(start, number, if blank { &[] } else { &cells }));
        end
    }

    fn is_literal(&self, start: usize) -> bool {
        let start = self.start + start as u64;
        self.literal.binary_search_by_key(&start, |line| line.start).is_ok()
    }
}

/// The last field of a row; a row without any text has no cells.
#[inline]
fn finish_row<'a>(cells: &mut Vec<Cell<'a>>, last: &'a str) {
    let last = cell(last);
    if !cells.is_empty() || last.kind != CellKind::Empty {
        cells.push(last);
    }
}

#[inline]
fn cell(field: &str) -> Cell<'_> {
    let text = trimmed(field);
    Cell { text, kind: if text.is_empty() { CellKind::Empty } else { CellKind::Text }, continued: false }
}

/// `str::trim`, entered only where the first or last byte can belong to white space.
#[inline]
fn trimmed(field: &str) -> &str {
    let bytes = field.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(&first), Some(&last)) if is_solid(first) && is_solid(last) => field,
        (Some(&first), Some(_)) if is_solid(first) && ends_in_ideograph(bytes) => field,
        _ => field.trim(),
    }
}

/// Bytes that no white space begins with: ASCII beyond the blank, and the leads of U+4000 and above.
#[inline]
const fn is_solid(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7e | 0xe4..=0xee)
}

#[inline]
fn ends_in_ideograph(bytes: &[u8]) -> bool {
    matches!(bytes, [.., 0xe4..=0xe9, 0x80..=0xbf, 0x80..=0xbf])
}

/// The fields of one row, quotation marks resolved.
fn unquoted_fields(row: &str, dialect: Dialect) -> Vec<std::borrow::Cow<'_, str>> {
    let (bytes, mut at, mut fields) = (row.as_bytes(), 0, Vec::new());
    loop {
        let opened = bytes.get(at) == Some(&b'"');
        let close = if opened { quotes::closing_mark(bytes, at, dialect) } else { None };
        let tail = close.map_or(at, |close| close + 1);
        let end = memchr::memchr2(dialect.delimiter, b'\n', &bytes[tail..]).map_or(bytes.len(), |found| tail + found);
        fields.push(match close {
            Some(close) => unquoted(&row[at + 1..close], &row[tail..end]),
            None => row[at..end].into(),
        });
        if bytes.get(end) != Some(&dialect.delimiter) {
            return fields;
        }
        at = end + 1;
    }
}

/// What stands between the marks, then what stands after them.
fn unquoted<'a>(inner: &'a str, after: &str) -> std::borrow::Cow<'a, str> {
    let after = after.trim_end();
    if after.is_empty() && !inner.contains('"') { inner.into() } else { (inner.replace("\"\"", "\"") + after).into() }
}
