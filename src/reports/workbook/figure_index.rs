//! The index of figures: each figure's id, exact value, records and note, and the cells that show it.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::exact::Decimal;
use crate::figures::{Figure, FigureId};

use super::listing::{Column, Entry, Listing};
use super::names::cell_name;
use super::places::Spot;
use super::quarantine::rows_cut;
use super::stored::{binary, to_digits};
use super::{Binding, listing};

/// So many further cells are named; the rest is left out.
const FURTHER: usize = 8;

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let list = list(binding);
    let figures = binding.book.figures.iter().take(room(binding));
    let rows: Vec<Vec<Entry>> = figures.map(|figure| row_of_figure(binding, figure)).collect();
    listing::write(file, binding, &list, &rows)
}

/// The row of a figure on this sheet, counted from 0.
pub(super) fn row_of(binding: &Binding<'_>, figure: &str) -> Option<u32> {
    let order = binding.places.order(figure).filter(|order| (*order as usize) < room(binding))?;
    Some(list(binding).head() + 1 + order)
}

fn room(binding: &Binding<'_>) -> usize {
    listing::room(binding, 8)
}

fn list<'a>(binding: &'a Binding<'_>) -> Listing<'a> {
    let mut lines = vec![binding.wording.own("book-index-intro")];
    lines.extend(rows_cut(binding, binding.book.figures.len(), room(binding), "figures.csv"));
    Listing {
        sheet: &binding.names.index,
        title: &binding.names.index,
        lines,
        data: "figures",
        columns: columns(binding),
        empty: binding.wording.text("book-no-figures"),
        has_total: false,
        has_way_back: true,
    }
}

fn columns(binding: &Binding<'_>) -> Vec<Column> {
    let text = |key: &str| binding.wording.own(key);
    vec![
        Column::words(text("book-index-id"), 24, 46),
        Column::words(text("book-index-indicator"), 14, 24),
        Column::words(text("book-index-period"), 12, 18),
        Column::words(text("book-index-filter"), 12, 18),
        Column::number(text("book-index-value"), 14, 20),
        Column::words(text("book-index-unit"), 8, 10),
        Column::words(text("book-index-display"), 10, 16),
        Column::number(text("book-index-records"), 10, 10),
        Column::words(text("book-index-note"), 12, 30),
        Column::words(text("book-index-place"), 14, 28),
        Column::words(text("book-index-also"), 12, 40),
    ]
}

fn row_of_figure(binding: &Binding<'_>, figure: &Figure) -> Vec<Entry> {
    let id = figure.id.to_string();
    let spots = binding.places.spots(&id);
    let words = |text: &str| Entry::Words(text.to_owned());
    let further = spots.iter().skip(1).take(FURTHER).map(|spot| shown(binding, spot)).collect::<Vec<_>>();
    let name = figure.id.name();
    vec![
        Entry::Raw(id),
        Entry::Raw(name),
        Entry::Words(figure.id.period.to_string()),
        Entry::Raw(filter(&figure.id)),
        exact(figure),
        words(&figure.unit),
        words(&figure.display),
        Entry::Count(figure.records),
        Entry::Words(figure.note_text(binding.wording.lang).unwrap_or_default()),
        spots.first().map_or_else(|| words(""), |spot| link(binding, spot)),
        Entry::Words(further.join(binding.wording.text("list-separator"))),
    ]
}

/// The pairs, one after the other.
fn filter(id: &FigureId) -> String {
    id.filter.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(", ")
}

/// A number where a cell keeps all of its digits, else text.
fn exact(figure: &Figure) -> Entry {
    let Some(text) = &figure.value else { return Entry::Words(figure.display.clone()) };
    match Decimal::parse(text) {
        Ok(value) if to_digits(value) == value => Entry::Number(binary(value), value.scale),
        _ => Entry::Raw(text.clone()),
    }
}

fn shown(binding: &Binding<'_>, spot: &Spot) -> String {
    format!("{}!{}", binding.layouts[spot.table].sheet, cell_name(spot.row, spot.column))
}

fn link(binding: &Binding<'_>, spot: &Spot) -> Entry {
    let sheet = binding.layouts[spot.table].sheet.clone();
    Entry::Link(shown(binding, spot), (sheet, spot.row, spot.column))
}
