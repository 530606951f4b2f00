//! Revisions as CSV: the triangles cell by cell, or every changed figure with the records that changed it.

use crate::csv_table::CsvTable;
use crate::words::Lang;

use super::super::super::publish::KeptRecord;
use super::super::causes::{Cause, FigureChange, Measured};
use super::super::changes::{Change, LedgerChanges, PartChange};
use super::super::{Revisions, Triangle};
use super::name;

/// The triangles, a cell a row: what a chart needs too.
#[must_use]
pub fn triangle_csv(revisions: &Revisions, lang: Lang) -> Vec<u8> {
    let header = ["indicator", "by", "period", "publication", "date", "value", "unit", "display", "revised"];
    let mut table = CsvTable::new(header);
    for triangle in &revisions.triangles {
        rows(&mut table, revisions, triangle, lang);
    }
    table.into_bytes()
}

fn rows(table: &mut CsvTable, revisions: &Revisions, triangle: &Triangle, lang: Lang) {
    for row in &triangle.rows {
        let vintage = &revisions.vintages[row.vintage];
        for (period, cell) in triangle.periods.iter().zip(&row.cells) {
            let Some(cell) = cell else { continue };
            table.row([
                triangle.indicator.clone(),
                triangle.by.key().to_owned(),
                period.to_string(),
                name(vintage, lang),
                vintage.date.clone().unwrap_or_default(),
                cell.value.clone(),
                triangle.unit.clone(),
                cell.display.clone(),
                cell.is_revised.to_string(),
            ]);
        }
    }
}

const CAUSES: [&str; 20] = [
    "publication",
    "figure",
    "published",
    "today",
    "difference",
    "unit",
    "explained",
    "change",
    "effect",
    "ledger",
    "day",
    "names",
    "file",
    "sheet",
    "row",
    "published_file",
    "published_sheet",
    "published_row",
    "dimension",
    "value",
];

/// Every changed figure, with a row for each record or part that changed it.
#[must_use]
pub fn causes_csv(revisions: &Revisions, lang: Lang) -> Vec<u8> {
    let mut table = CsvTable::new(CAUSES);
    for comparison in &revisions.comparisons {
        let publication = name(&revisions.vintages[comparison.vintage], lang);
        for figure in &comparison.figures {
            let ledger = comparison.ledgers.iter().find(|ledger| ledger.kind.name == figure.id.ledger());
            of_figure(&mut table, &publication, figure, ledger);
        }
    }
    table.into_bytes()
}

fn of_figure(table: &mut CsvTable, publication: &str, figure: &FigureChange, ledger: Option<&LedgerChanges>) {
    let value = |text: Option<&String>| text.cloned().unwrap_or_default();
    let head = [
        publication.to_owned(),
        figure.id.to_string(),
        value(figure.before.value.as_ref()),
        value(figure.after.as_ref().and_then(|after| after.value.as_ref())),
        value(figure.difference.as_ref()),
        figure.before.unit.clone(),
        figure.explained.key().to_owned(),
    ];
    let mut row = |cells: Vec<String>| {
        let padding = CAUSES.len() - head.len() - cells.len();
        table.row(head.iter().cloned().chain(cells).chain(std::iter::repeat_n(String::new(), padding)));
    };
    let Some(ledger) = ledger else { return row(Vec::new()) };
    if figure.causes.is_empty() && figure.parts.is_empty() {
        return row(Vec::new());
    }
    let effect = |cause: &Cause| {
        let kinds = [std::sync::Arc::clone(&ledger.kind)];
        let scale = Measured::of(&figure.id, &kinds).map_or(0, |measured| measured.scale());
        cause.effect.map(|digits| crate::exact::Decimal { digits, scale }.to_string()).unwrap_or_default()
    };
    for cause in &figure.causes {
        if let Some(change) = ledger.records.as_ref().and_then(|changes| changes.get(cause.change)) {
            row(of_change(change, effect(cause), &ledger.kind.name));
        }
    }
    for cause in &figure.parts {
        if let Some(part) = ledger.parts.get(cause.change) {
            row(of_part(part, effect(cause), &ledger.kind.name));
        }
    }
}

fn of_change(change: &Change, effect: String, ledger: &str) -> Vec<String> {
    let place = |record: &Option<KeptRecord>| match record {
        Some(record) => [record.file.to_string(), record.sheet.to_string(), record.row.to_string()],
        None => [const { String::new() }; 3],
    };
    let record = change.record();
    let names = record.map(|record| record.kept.iter().filter(|text| !text.is_empty()).map(|text| &**text).collect());
    let names: Vec<&str> = names.unwrap_or_default();
    let day = record.map(|record| record.day.to_string()).unwrap_or_default();
    let head = [change.kind().key().to_owned(), effect, ledger.to_owned(), day, names.join(" ")];
    head.into_iter().chain(place(&change.after)).chain(place(&change.before)).collect()
}

fn of_part(part: &PartChange, effect: String, ledger: &str) -> Vec<String> {
    let head = ["part".to_owned(), effect, ledger.to_owned(), part.month.to_string()];
    let nothing = std::iter::repeat_n(String::new(), 7);
    head.into_iter().chain(nothing).chain([part.dimension.to_string(), part.value.to_string()]).collect()
}
