//! Natural keys and contents as hashes over normalised text, so that no order of arrival shows in them.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::kinds::{FieldKind, Kind};

use super::batch::{Flags, NOT_STARTED};
use super::names::NameColumn;
use super::row::Row;

/// Parts of what is hashed, kept apart by bytes that no folded text holds.
const PART: u8 = 0x1F;
const GROUP: u8 = 0x1E;

/// Hashes rows of one ledger; holds its buffer.
#[derive(Debug, Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
}

/// What identifies an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hashes {
    pub key: u128,
    /// [`Flags::BY_CODE`] where a code identifies the entry.
    pub flags: u8,
}

impl Keys {
    /// The hashes of a row; nothing where no natural key has its first part filled in. `cell`: the measure of a
    /// crosstab's month cell, which its entry is about.
    pub(super) fn hash(&mut self, row: &Row, names: &[NameColumn], kind: &Kind, cell: Option<usize>) -> Option<Hashes> {
        let (alternative, parts) = kind
            .keys
            .iter()
            .enumerate()
            .find(|(_, parts)| parts.first().is_some_and(|part| part.iter().any(|&f| row.is_filled(f, kind))))?;
        self.start(&kind.name, alternative);
        for part in parts {
            self.bytes.push(PART);
            if let Some(at) = part.iter().position(|&field| row.is_filled(field, kind)) {
                self.bytes.push(u8::try_from(at).unwrap_or(u8::MAX));
                self.field(part[at], row, names, kind);
            }
        }
        if let Some(measure) = cell {
            self.bytes.push(GROUP);
            self.number(i64::from(row.date.map_or(0, |day| day.code())));
            self.bytes.extend_from_slice(kind.measures[measure].name.as_bytes());
        }
        let key = xxh3_128(&self.bytes);
        let first = parts.first().and_then(|part| part.first());
        let by_code = first.is_some_and(|&field| kind.fields[field].kind == FieldKind::Code);
        Some(Hashes { key, flags: if by_code { Flags::BY_CODE } else { 0 } })
    }

    fn start(&mut self, ledger: &str, alternative: usize) {
        self.bytes.clear();
        self.bytes.extend_from_slice(ledger.as_bytes());
        self.bytes.push(GROUP);
        self.bytes.push(u8::try_from(alternative).unwrap_or(u8::MAX));
    }

    fn number(&mut self, value: i64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    fn field(&mut self, field: usize, row: &Row, names: &[NameColumn], kind: &Kind) {
        match (&kind.fields[field].kind, kind.fields[field].kept) {
            (_, Some(kept)) => self.bytes.extend_from_slice(names[kept].name(row.kept[kept]).folded.as_bytes()),
            (FieldKind::Date, _) => self.number(i64::from(row.date.map_or(0, |day| day.code()))),
            (FieldKind::StartDate, _) => self.number(i64::from(row.started)),
            (FieldKind::Code, _) => self.bytes.extend_from_slice(row.code(field).as_bytes()),
            _ => {}
        }
    }

    /// Everything that was read: date, names, codes, measures, start.
    pub(super) fn content(&mut self, row: &Row, names: &[NameColumn]) -> u64 {
        self.bytes.clear();
        self.number(i64::from(row.date.map_or(0, |day| day.code())));
        self.number(i64::from(if row.started == NOT_STARTED { 0 } else { row.started }));
        for (column, &at) in names.iter().zip(&row.kept) {
            self.bytes.extend_from_slice(&column.name(at).hash.to_le_bytes());
        }
        for code in &row.codes {
            self.bytes.push(PART);
            self.bytes.extend_from_slice(code.text.as_bytes());
        }
        for measure in &row.measures {
            self.bytes.push(u8::from(measure.is_some()));
            self.number(measure.unwrap_or(0));
        }
        xxh3_64(&self.bytes)
    }
}
