//! New values put into a sheet's text. What is not concerned keeps its bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attributes::without;
use super::scan::{CellAt, RowAt, SheetScan};
use crate::findings::column_letters;

/// A cell with what it is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NewValue {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: Option<u32>,
    pub(super) content: Content,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Decimal text.
    Number(String),
    /// Characters.
    Text(String),
    /// Nothing, in the cell's format.
    Nothing,
}

/// What takes the place of a stretch of the text.
type Edit = (Range<usize>, String);

/// The sheet's text with the new values, and without what formulas were worked out to.
pub(super) fn apply(xml: &str, scan: &SheetScan, new: &[NewValue]) -> String {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &NewValue>> = BTreeMap::new();
    for value in new {
        rows.entry(value.row).or_default().insert(value.column, value);
    }
    let mut edits = forgotten(xml, scan);
    let mut fresh = Vec::new();
    for (number, cells) in &rows {
        match scan.rows.iter().find(|row| row.number == *number) {
            Some(row) => fill_row(xml, &scan.prefix, row, cells, &mut edits),
            None => fresh.push((*number, new_row(&scan.prefix, *number, cells))),
        }
    }
    add_rows(xml, scan, fresh, &mut edits);
    spliced(xml, edits)
}

/// Takes out what formulas were worked out to, with the type that it had.
fn forgotten(xml: &str, scan: &SheetScan) -> Vec<Edit> {
    let mut edits = Vec::new();
    for cell in scan.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.has_formula) {
        if let Some(worked_out) = &cell.worked_out {
            edits.push((worked_out.clone(), String::new()));
            let tag = &xml[cell.tag.clone()];
            let untyped = without(tag, &["t"]);
            if untyped != tag {
                edits.push((cell.tag.clone(), untyped));
            }
        }
    }
    edits
}

/// Replaces the row's cells that are there, and puts the others where they belong.
fn fill_row(xml: &str, prefix: &str, row: &RowAt, cells: &BTreeMap<u32, &NewValue>, edits: &mut Vec<Edit>) {
    let written = |value: &NewValue| cell_text(prefix, value);
    let mut inserted = false;
    let mut added: Vec<(usize, String)> = Vec::new();
    for (column, value) in cells {
        match row.cells.iter().find(|cell| cell.column == *column) {
            Some(cell) => edits.push((cell.whole.clone(), written(value))),
            None => {
                let behind = |cell: &&CellAt| cell.column > *column;
                let at = row.cells.iter().find(behind).map_or(row.content_end, |cell| cell.whole.start);
                inserted = true;
                added.push((at, written(value)));
            }
        }
    }
    if !inserted {
        return;
    }
    // `spans` says which columns a row has; it is a hint, and would no longer be true.
    let tag = &xml[row.tag.clone()];
    let open = without(tag, &["spans"]);
    if row.is_empty_tag {
        let open = open.trim_end_matches('>').trim_end().trim_end_matches('/').trim_end().to_owned();
        let content: String = added.into_iter().map(|(_, text)| text).collect();
        edits.push((row.tag.clone(), format!("{open}>{content}</{prefix}row>")));
        return;
    }
    if open != tag {
        edits.push((row.tag.clone(), open));
    }
    edits.extend(added.into_iter().map(|(at, text)| (at..at, text)));
}

fn new_row(prefix: &str, number: u32, cells: &BTreeMap<u32, &NewValue>) -> String {
    let content: String = cells.values().map(|value| cell_text(prefix, value)).collect();
    format!("<{prefix}row r=\"{number}\">{content}</{prefix}row>")
}

/// Puts rows that are not there yet where they belong.
fn add_rows(xml: &str, scan: &SheetScan, fresh: Vec<(u32, String)>, edits: &mut Vec<Edit>) {
    if fresh.is_empty() {
        return;
    }
    if scan.is_empty_data {
        let tag = xml[scan.data_tag.clone()].trim_end_matches('>').trim_end_matches('/').trim_end();
        let rows: String = fresh.into_iter().map(|(_, row)| row).collect();
        edits.push((scan.data_tag.clone(), format!("{tag}>{rows}</{}sheetData>", scan.prefix)));
        return;
    }
    for (number, row) in fresh {
        let behind = scan.rows.iter().find(|at| at.number > number);
        let at = behind.map_or(scan.data_end, |at| at.tag.start);
        edits.push((at..at, row));
    }
}

/// The element of a cell.
fn cell_text(prefix: &str, value: &NewValue) -> String {
    let place = format!("{}{}", column_letters(value.column), value.row);
    let style = value.style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    match &value.content {
        Content::Nothing => format!("<{prefix}c r=\"{place}\"{style}/>"),
        Content::Number(number) => {
            format!("<{prefix}c r=\"{place}\"{style}><{prefix}v>{number}</{prefix}v></{prefix}c>")
        }
        Content::Text(text) => {
            let literal = literal(text);
            let text = quick_xml::escape::escape(literal.as_str());
            format!(
                "<{prefix}c r=\"{place}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t \
                 xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
            )
        }
    }
}

/// The text with what a workbook would read as a character by its number (`_x0041_`) made to stand for itself.
fn literal(text: &str) -> String {
    let stands_for = |rest: &str| {
        let bytes = rest.as_bytes();
        bytes.len() >= 7 && bytes[1] == b'x' && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
    };
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '_' && stands_for(&text[at..]) {
            out.push_str("_x005F");
        }
        out.push(c);
    }
    out
}

/// The text with its edits, which do not overlap; those at one place keep their order.
fn spliced(xml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let (mut text, mut from) = (String::with_capacity(xml.len() + 256), 0);
    for (place, new) in edits {
        text.push_str(&xml[from..place.start]);
        text.push_str(&new);
        from = place.end;
    }
    text + &xml[from..]
}
