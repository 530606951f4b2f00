//! The rows kept aside: place, code, reason, remedy, and the cells as the file has them.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::words;

use super::super::QuarantineRow;
use super::listing::{Column, Entry, Listing};
use super::{Binding, RAW_COLUMNS, listing};

/// The file that has all of it.
const ALL: &str = "quarantine.csv";

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let mut rows: Vec<&QuarantineRow> = binding.book.quarantine.iter().collect();
    rows.sort();
    let wide = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let room = listing::room(binding, 8);
    let mut lines = vec![binding.wording.own("book-quarantine-intro")];
    lines.extend(rows_cut(binding, rows.len(), room, ALL));
    lines.extend(cells_cut(binding, wide));
    rows.truncate(room);
    let list = Listing {
        sheet: &binding.names.quarantine,
        title: &binding.names.quarantine,
        lines,
        data: "quarantine",
        columns: columns(binding, wide.min(RAW_COLUMNS)),
        empty: binding.wording.text("book-no-quarantine"),
        has_total: false,
        has_way_back: true,
    };
    let rows: Vec<Vec<Entry>> = rows.into_iter().map(|row| row_of(binding, row)).collect();
    listing::write(file, binding, &list, &rows)
}

/// The line that says that not all rows are there.
pub(super) fn rows_cut(binding: &Binding<'_>, rows: usize, room: usize, file: &str) -> Option<String> {
    let values = [("n", rows.to_string()), ("shown", room.to_string()), ("file", file.to_owned())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    (rows > room).then(|| binding.wording.filled("book-rows-cut", &values))
}

fn cells_cut(binding: &Binding<'_>, wide: usize) -> Option<String> {
    let values = [("n", wide.to_string()), ("shown", RAW_COLUMNS.to_string()), ("file", ALL.to_owned())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    (wide > RAW_COLUMNS).then(|| binding.wording.filled("book-cells-cut", &values))
}

fn columns(binding: &Binding<'_>, wide: usize) -> Vec<Column> {
    let text = |key: &str| binding.wording.own(key);
    let raw = |n: usize| Column::words(binding.wording.filled("book-raw-cell", &[("n", &n.to_string())]), 8, 22);
    let mut columns = vec![
        Column::words(text("book-file"), 18, 36),
        Column::words(text("book-sheet"), 8, 18),
        Column::number(text("book-row"), 8, 10),
        Column::words(text("book-code"), 12, 22),
        Column::words(text("book-reason"), 24, 44),
        Column::words(text("book-remedy"), 24, 44),
    ];
    columns.extend((1..=wide).map(raw));
    columns
}

fn row_of(binding: &Binding<'_>, row: &QuarantineRow) -> Vec<Entry> {
    let (reason, remedy) = words::describe(binding.wording.lang, &row.finding);
    let place = &row.finding.place;
    let number = place.cell.map_or_else(|| Entry::Words(String::new()), |cell| Entry::Count(cell.row));
    let mut entries = vec![
        Entry::Raw(place.file.to_string()),
        Entry::Raw(place.sheet.to_string()),
        number,
        Entry::Words(row.finding.code.0.to_owned()),
        Entry::Words(reason),
        Entry::Words(remedy),
    ];
    entries.extend(row.cells.iter().take(RAW_COLUMNS).cloned().map(Entry::Raw));
    entries
}
