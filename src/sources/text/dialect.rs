//! The delimiter of a text, found in its first lines. Knows no meaning of a field.

use std::collections::BTreeMap;

use super::quotes::{self, Dialect, RowEnd};

const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
const LINES: usize = 400;

/// What the first line says outright (`sep=;`, as Excel writes it): the delimiter and the length of that line.
pub(super) fn declared(head: &str) -> Option<(u8, usize)> {
    let line = &head[..quotes::line_end(head.as_bytes(), 0)];
    match line.trim_end_matches(['\r', '\n']).as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if delimiter.is_ascii_punctuation() => {
            Some((*delimiter, line.len()))
        }
        b"sep=\t" => Some((b'\t', line.len())),
        _ => None,
    }
}

/// The delimiter that cuts most rows of `head` into the same number of fields, and into most fields.
pub(super) fn delimiter(head: &str) -> u8 {
    let best = CANDIDATES.iter().rev().max_by_key(|&&candidate| agreement(head, candidate));
    best.copied().unwrap_or(b',')
}

/// Rows with the commonest number of fields above one, times the cuts in each.
fn agreement(head: &str, delimiter: u8) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for fields in field_counts(head.as_bytes(), Dialect { delimiter }).filter(|&fields| fields > 1) {
        *counts.entry(fields).or_default() += 1;
    }
    counts.into_iter().map(|(fields, rows)| rows * (fields - 1)).max().unwrap_or(0)
}

fn field_counts(bytes: &[u8], dialect: Dialect) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let rows = std::iter::from_fn(move || {
        (at < bytes.len()).then(|| {
            let end = match quotes::row_end(bytes, at, dialect) {
                RowEnd::At(end) => end,
                RowEnd::Swallows(_) => quotes::line_end(bytes, at),
            };
            let row = &bytes[at..end];
            at = end;
            count_fields(row, dialect)
        })
    });
    rows.take(LINES)
}

fn count_fields(row: &[u8], dialect: Dialect) -> usize {
    let (mut at, mut fields) = (0, 1);
    loop {
        if row.get(at) == Some(&b'"') {
            at = quotes::closing_mark(row, at, dialect).map_or(at, |close| close + 1);
        }
        match memchr::memchr(dialect.delimiter, &row[at..]) {
            Some(found) => at += found + 1,
            None => return fields,
        }
        fields += 1;
    }
}
