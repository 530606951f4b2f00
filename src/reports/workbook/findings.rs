//! What was noticed: severity, code, place, raw text, message, remedy.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::findings::Finding;
use crate::words;

use super::listing::{Column, Entry, Listing};
use super::quarantine::rows_cut;
use super::{Binding, listing};

/// Adds the sheet: errors first, then by place.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let severity = |finding: &Finding| words::finding_text(finding.code.0).severity();
    let mut findings: Vec<&Finding> = binding.book.findings.iter().collect();
    findings.sort_by(|a, b| (severity(a), *a).cmp(&(severity(b), *b)));
    let room = listing::room(binding, 8);
    let mut lines = vec![binding.wording.own("book-findings-intro")];
    lines.extend(rows_cut(binding, findings.len(), room, "findings.json"));
    findings.truncate(room);
    let list = Listing {
        sheet: &binding.names.findings,
        title: &binding.names.findings,
        lines,
        data: "findings",
        columns: columns(binding),
        empty: binding.wording.text("book-no-findings"),
        has_total: false,
        has_way_back: true,
    };
    let rows: Vec<Vec<Entry>> = findings.into_iter().map(|finding| row_of(binding, finding)).collect();
    listing::write(file, binding, &list, &rows)
}

fn columns(binding: &Binding<'_>) -> Vec<Column> {
    let text = |key: &str| binding.wording.own(key);
    vec![
        Column::words(text("book-severity"), 9, 12),
        Column::words(text("book-code"), 14, 22),
        Column::words(text("book-file"), 16, 32),
        Column::words(text("book-sheet"), 8, 14),
        Column::words(text("book-cell"), 10, 12),
        Column::words(text("book-raw"), 10, 22),
        Column::words(text("book-message"), 24, 48),
        Column::words(text("book-remedy"), 24, 48),
    ]
}

fn row_of(binding: &Binding<'_>, finding: &Finding) -> Vec<Entry> {
    let wording = binding.wording;
    let (message, remedy) = words::describe(wording.lang, finding);
    let severity = words::finding_text(finding.code.0).severity();
    let place = &finding.place;
    vec![
        Entry::Words(wording.own(&format!("cli.severity.{}", severity.key()))),
        Entry::Words(finding.code.0.to_owned()),
        Entry::Raw(place.file.to_string()),
        Entry::Raw(place.sheet.to_string()),
        Entry::Words(place.cell.map(|cell| cell.to_string()).unwrap_or_default()),
        Entry::Raw(finding.raw.clone()),
        Entry::Words(message),
        Entry::Words(remedy),
    ]
}
