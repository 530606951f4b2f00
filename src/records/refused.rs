//! A table whose columns nothing tells: its rows all the same. What is none of a table is blank, and what holds data is kept
//! aside, so that no row is lost with its header.

use crate::findings::{Code, Finding};
use crate::sources::{Cell, CellKind, OwnedRow, RawRow};

use super::batch::{Batch, ControlKind, ControlRow, QuarantinedRow};
use super::control::row_label;
use super::labels::is_signature_or_note;
use super::layout::{is_datum, is_unit_line};
use super::symbols::Symbol;

/// Why a table cannot be read, and where its rows begin.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What is wrong, the cause last; nothing where the table holds no cell at all.
    pub findings: Vec<Finding>,
    /// The rows of the header that was refused; none where nothing is like a header.
    pub(super) header: Vec<OwnedRow>,
    /// Whether the table says of itself that it is no data: all of its rows are blank.
    pub(super) is_set_aside: bool,
}

impl Refusal {
    /// Reads the next row into `out`: blank, a control row, or quarantined for the cause of the refusal.
    pub fn read(&self, raw: &RawRow<'_>, out: &mut Batch) {
        let cause = self.findings.last().filter(|_| !self.is_set_aside && self.holds_data(raw));
        match (cause, row_label(raw.cells)) {
            (None, _) => out.blank += 1,
            (Some(_), Some((_, label))) => out.controls.push(unchecked(raw, label, out.len())),
            (Some(cause), None) => out.quarantined.push(kept_aside(raw, cause.code, out)),
        }
    }

    fn holds_data(&self, raw: &RawRow<'_>) -> bool {
        let own: Vec<&Cell<'_>> =
            raw.cells.iter().filter(|cell| cell.kind != CellKind::Empty && !cell.continued).collect();
        let Some((first, others)) = own.split_first() else { return false };
        match self.header.last() {
            Some(header) if raw.locator <= header.locator => false,
            Some(_) => !is_remark(first, others.is_empty()) && !self.is_around(raw),
            None => others.iter().any(|cell| says_data(cell)),
        }
    }

    /// A unit line, or a row of the header printed again.
    fn is_around(&self, raw: &RawRow<'_>) -> bool {
        let texts = |row: &OwnedRow| -> Vec<String> {
            row.cells.iter().map(|cell| cell.0.clone()).filter(|text| !text.is_empty()).collect()
        };
        let row = OwnedRow::from(raw);
        is_unit_line(&row) || self.header.iter().any(|known| texts(known) == texts(&row))
    }
}

/// A title, a signature or a note.
fn is_remark(first: &Cell<'_>, alone: bool) -> bool {
    first.kind == CellKind::Text && (alone || is_signature_or_note(first.text))
}

/// A number or a day, as only rows of a table hold beside something else.
fn says_data(cell: &Cell<'_>) -> bool {
    match cell.kind {
        CellKind::Number | CellKind::Date => true,
        CellKind::Text => is_datum(cell.text),
        _ => false,
    }
}

/// A total of rows that are not read: there is nothing to check it against.
fn unchecked(raw: &RawRow<'_>, label: &str, after: usize) -> ControlRow {
    ControlRow {
        after,
        row: raw.number,
        label: label.to_owned(),
        kind: ControlKind::Total,
        period: None,
        limits: Vec::new(),
        printed: Vec::new(),
    }
}

fn kept_aside(raw: &RawRow<'_>, code: Code, out: &Batch) -> QuarantinedRow {
    QuarantinedRow {
        after: out.len(),
        row: raw.number,
        locator: raw.locator,
        column: 0,
        code,
        cells: raw.cells.iter().map(|cell| cell.text.to_owned()).collect(),
        day: None,
        kept: vec![Symbol::NONE; out.kept.len()],
        measures: vec![None; out.measures.len()],
    }
}
