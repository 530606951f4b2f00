//! Where rows end in text with quotation marks, and which marks do not hold what they promise. Knows bytes only.
//!
//! A quotation mark opens a field only where the field starts. It is believed if it closes before a delimiter or a
//! line's end, within bounds that spreadsheets set to a cell. One that is not would swallow the rows below it: its
//! line is then *literal*, read as it stands with no quoting, and the rows below keep their places.

use memchr::{memchr, memchr_iter, memchr2, memrchr};

/// What quoting means in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The byte between fields.
    pub(super) delimiter: u8,
}

/// A spreadsheet's cell holds 32,767 characters: no honest field is longer.
const FIELD_BYTES: usize = 4 * 32_767;
/// ... and 253 line breaks.
const FIELD_LINES: usize = 253;

/// The rows that start in the first part of some bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// Where the last of them ends.
    pub(super) end: usize,
    /// How many there are.
    pub(super) rows: u64,
    /// Literal lines: start, the row's number from 0, and the field whose quotation mark is at fault.
    pub(super) literal: Vec<(usize, u64, u32)>,
}

/// Where a row ends, or why it cannot be read as quoted.
pub(super) enum RowEnd {
    /// The first byte after its line's end.
    At(usize),
    /// The mark that opens this field does not close as it should.
    Swallows(u32),
}

/// Walks over all rows of `bytes` that start before `until`; `last` says that the text ends with these bytes.
pub(super) fn walk(bytes: &[u8], until: usize, last: bool, dialect: Dialect) -> Walk {
    let mut walk = Walk::default();
    let mut mark = 0;
    while walk.end < until.min(bytes.len()) {
        if mark < walk.end || mark == 0 {
            mark = memchr(b'"', &bytes[walk.end..]).map_or(bytes.len(), |at| walk.end + at);
        }
        if !skip_plain_lines(&mut walk, bytes, mark, last) {
            quoted_row(&mut walk, bytes, dialect);
        }
    }
    walk
}

/// Steps over the whole lines before the next mark, at the speed of counting; says whether there were any.
fn skip_plain_lines(walk: &mut Walk, bytes: &[u8], mark: usize, last: bool) -> bool {
    let plain = &bytes[walk.end..mark];
    let skipped = if last && mark == bytes.len() { plain.len() } else { memrchr(b'\n', plain).map_or(0, |at| at + 1) };
    let lines = memchr_iter(b'\n', &plain[..skipped]).count() as u64;
    let unfinished = u64::from(skipped > 0 && plain[skipped - 1] != b'\n');
    walk.rows += lines + unfinished;
    walk.end += skipped;
    skipped > 0
}

fn quoted_row(walk: &mut Walk, bytes: &[u8], dialect: Dialect) {
    match row_end(bytes, walk.end, dialect) {
        RowEnd::At(end) => walk.end = end,
        RowEnd::Swallows(field) => {
            walk.literal.push((walk.end, walk.rows, field));
            walk.end = line_end(bytes, walk.end);
        }
    }
    walk.rows += 1;
}

/// The first byte after the line that starts at `start`.
pub(super) fn line_end(bytes: &[u8], start: usize) -> usize {
    memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at + 1)
}

/// Where the row that starts at `start` ends, quoted line breaks included.
pub(super) fn row_end(bytes: &[u8], start: usize, dialect: Dialect) -> RowEnd {
    let (mut at, mut field) = (start, 0);
    loop {
        if bytes.get(at) == Some(&b'"') {
            match closing_mark(bytes, at, dialect) {
                Some(close) => at = close + 1,
                None => return RowEnd::Swallows(field),
            }
        }
        match memchr2(dialect.delimiter, b'\n', &bytes[at..]) {
            None => return RowEnd::At(bytes.len()),
            Some(found) if bytes[at + found] == b'\n' => return RowEnd::At(at + found + 1),
            Some(found) => at += found + 1,
        }
        field += 1;
    }
}

/// The mark that closes the one at `open`, if it is to be believed.
pub(super) fn closing_mark(bytes: &[u8], open: usize, dialect: Dialect) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let close = at + memchr(b'"', &bytes[at..])?;
        if bytes.get(close + 1) != Some(&b'"') {
            return is_believable(bytes, open, close, dialect).then_some(close);
        }
        at = close + 2;
    }
}

/// Within one line any closing mark will do; one on a later line must end its field, and soon enough.
fn is_believable(bytes: &[u8], open: usize, close: usize, dialect: Dialect) -> bool {
    let lines = memchr_iter(b'\n', &bytes[open..close]).take(FIELD_LINES + 1).count();
    if lines == 0 {
        return true;
    }
    let after = bytes[close + 1..].iter().find(|&&byte| byte != b' ' || dialect.delimiter == b' ');
    let ends = after.is_none_or(|&byte| byte == dialect.delimiter || byte == b'\n' || byte == b'\r');
    ends && lines <= FIELD_LINES && close - open <= FIELD_BYTES
}
