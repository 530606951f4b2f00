//! The contents: what the workbook is, and every sheet with a link, what it holds, its period, rows and notes.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::listing::{Column, Entry, Listing};
use super::{Binding, listing, table_sheet};

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let (book, wording) = (binding.book, binding.wording);
    let dated = book.date.map(|date| wording.filled("book-date", &[("date", date)]));
    let lines = [
        wording.filled("book-publisher", &[("publisher", book.publisher)]),
        wording.filled("book-period", &[("period", book.period)]),
    ];
    let intro = wording.own("book-contents-intro");
    let list = Listing {
        sheet: &binding.names.contents,
        title: book.title,
        lines: lines
            .into_iter()
            .chain(dated)
            .chain([intro])
            .map(|line| super::plain_text::on_one_line(&line, 500))
            .collect(),
        data: "contents",
        columns: columns(binding),
        empty: "",
        has_total: false,
        has_way_back: false,
    };
    let numbered = tables(binding).chain(others(binding)).enumerate();
    let rows: Vec<Vec<Entry>> =
        numbered.map(|(at, row)| std::iter::once(Entry::Count(at as u64 + 1)).chain(row).collect()).collect();
    listing::write(file, binding, &list, &rows)
}

fn columns(binding: &Binding<'_>) -> Vec<Column> {
    let text = |key: &str| binding.wording.own(key);
    vec![
        Column::number(text("book-contents-number"), 7, 7),
        Column::words(text("book-contents-sheet"), 16, 34),
        Column::words(text("book-contents-holds"), 20, 40),
        Column::words(text("book-contents-scope"), 12, 18),
        Column::number(text("book-contents-rows"), 11, 11),
        Column::number(text("book-contents-notes"), 7, 7),
    ]
}

fn tables<'a>(binding: &'a Binding<'_>) -> impl Iterator<Item = Vec<Entry>> + 'a {
    binding.layouts.iter().map(|layout| {
        let scope = if layout.table.scope.is_empty() { binding.book.period } else { &layout.table.scope };
        vec![
            Entry::Link(layout.sheet.clone(), (layout.sheet.clone(), 0, 0)),
            Entry::Words(table_sheet::title(binding, layout)),
            Entry::Words(scope.to_owned()),
            Entry::Count(layout.cells.len() as u64),
            Entry::Count(layout.notes.len() as u64),
        ]
    })
}

/// The sheets that hold no table of figures.
fn others<'a>(binding: &'a Binding<'_>) -> impl Iterator<Item = Vec<Entry>> + 'a {
    let (book, names) = (binding.book, &binding.names);
    let charts = binding.wording.filled("book-holds-charts", &[("n", &binding.charts.len().to_string())]);
    let text = |key: &str| binding.wording.own(key);
    let sheets = [
        (&names.charts, charts, binding.charts.len()),
        (&names.intake, text("book-holds-intake"), book.intake.len()),
        (&names.quarantine, text("book-holds-quarantine"), book.quarantine.len()),
        (&names.findings, text("book-holds-findings"), book.findings.len()),
        (&names.method, text("book-holds-method"), super::method::ITEMS),
        (&names.index, text("book-holds-index"), book.figures.len()),
    ];
    let has_charts = !binding.charts.is_empty();
    let there = sheets.into_iter().filter(move |(name, _, _)| has_charts || **name != names.charts);
    there.map(|(name, holds, rows)| {
        vec![
            Entry::Link(name.clone(), (name.clone(), 0, 0)),
            Entry::Words(holds),
            Entry::Words(book.period.to_owned()),
            Entry::Count(rows as u64),
            Entry::Count(0),
        ]
    })
}
