//! A sheet's part: where each row and cell stands in its text, and which cells must not be touched.

use std::fmt;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes::value;
use crate::findings::column_letters;

/// A rectangle of cells: rows from 1, columns from 0, both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellRange {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

impl CellRange {
    fn read(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(Self { first: read_cell(first)?, last: read_cell(last)? })
    }

    fn contains(self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }

    /// The name of its first cell.
    pub(super) fn first_text(self) -> String {
        format!("{}{}", column_letters(self.first.1), self.first.0)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}{}", self.first_text(), column_letters(self.last.1), self.last.0)
    }
}

/// `C5` as row (from 1) and column (from 0).
fn read_cell(text: &str) -> Option<(u32, u32)> {
    let (letters, digits) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    let add = |sum: u32, b: u8| {
        let letter = b.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    };
    let column = letters.bytes().try_fold(0, add)?;
    Some((digits.parse().ok()?, column.checked_sub(1)?))
}

/// A cell where it stands.
#[derive(Clone, Debug)]
pub(super) struct CellAt {
    pub(super) column: u32,
    /// The whole element, and its start tag.
    pub(super) whole: Range<usize>,
    pub(super) tag: Range<usize>,
    pub(super) style: Option<u32>,
    pub(super) has_formula: bool,
    /// What a formula was worked out to.
    pub(super) worked_out: Option<Range<usize>>,
}

/// A row where it stands.
#[derive(Clone, Debug)]
pub(super) struct RowAt {
    pub(super) number: u32,
    pub(super) tag: Range<usize>,
    /// Where its content ends; the end of the tag where it has none.
    pub(super) content_end: usize,
    pub(super) is_empty_tag: bool,
    pub(super) style: Option<u32>,
    pub(super) cells: Vec<CellAt>,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct SheetScan {
    /// The prefix of its elements, with the colon.
    pub(super) prefix: String,
    /// The tag that opens the rows, and where their content ends.
    pub(super) data_tag: Range<usize>,
    pub(super) data_end: usize,
    pub(super) is_empty_data: bool,
    pub(super) rows: Vec<RowAt>,
    pub(super) is_protected: bool,
    merged: Vec<CellRange>,
    /// What formulas that fill several cells fill.
    filled_by_formula: Vec<CellRange>,
    /// Styles of whole columns: first, last, style.
    columns: Vec<(u32, u32, u32)>,
}

impl SheetScan {
    /// Reads a sheet's part.
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let (mut reader, mut scan, mut from, mut path) = (Reader::from_str(xml), Self::default(), 0, Vec::new());
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
            match &event {
                Event::Start(start) => {
                    scan.open(xml, start.name().as_ref(), from..to, false, &path);
                    path.push(start.local_name().as_ref().to_owned());
                }
                Event::Empty(start) => scan.open(xml, start.name().as_ref(), from..to, true, &path),
                Event::End(_) => {
                    let name = path.pop().unwrap_or_default();
                    scan.close(&name, from..to, &path);
                }
                Event::DocType(_) => return Err("DOCTYPE".to_owned()),
                Event::Eof => break,
                _ => {}
            }
            from = to;
        }
        if scan.data_tag.is_empty() { Err("sheetData".to_owned()) } else { Ok(scan) }
    }

    fn open(&mut self, xml: &str, full: &str, place: Range<usize>, is_empty: bool, path: &[String]) {
        let (prefix, name) = full.rsplit_once(':').unwrap_or(("", full));
        let tag = &xml[place.clone()];
        match (name, path.last().map_or("", String::as_str)) {
            ("sheetData", _) => {
                self.prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
                self.data_end = place.end;
                self.data_tag = place;
                self.is_empty_data = is_empty;
            }
            ("row", "sheetData") => self.open_row(tag, place, is_empty),
            ("c", "row") => self.open_cell(tag, place),
            ("f", "c") => self.formula(tag),
            ("v", "c") => self.value(place),
            ("mergeCell", _) => self.merged.extend(value(tag, "ref").and_then(|text| CellRange::read(&text))),
            ("sheetProtection", _) => self.is_protected = value(tag, "sheet").is_some_and(|v| v == "1" || v == "true"),
            ("col", "cols") => self.columns.extend(column_style(tag)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, place: Range<usize>, path: &[String]) {
        match (name, path.last().map_or("", String::as_str)) {
            ("sheetData", _) => self.data_end = place.start,
            ("row", "sheetData") => {
                if let Some(row) = self.rows.last_mut() {
                    row.content_end = place.start;
                }
            }
            ("c", "row") => {
                if let Some(cell) = self.last_cell() {
                    cell.whole.end = place.end;
                }
            }
            ("v", "c") => {
                if let Some(Some(worked_out)) = self.last_cell().map(|cell| &mut cell.worked_out) {
                    worked_out.end = place.end;
                }
            }
            _ => {}
        }
    }

    fn open_row(&mut self, tag: &str, place: Range<usize>, is_empty_tag: bool) {
        let after = self.rows.last().map_or(0, |row| row.number);
        let number = value(tag, "r").and_then(|text| text.parse().ok()).unwrap_or(after + 1);
        // A row's style holds where the row says that it does.
        let is_styled = value(tag, "customFormat").is_some_and(|text| text == "1" || text == "true");
        let style = value(tag, "s").filter(|_| is_styled).and_then(|text| text.parse().ok());
        let content_end = place.end;
        self.rows.push(RowAt { number, tag: place, content_end, is_empty_tag, style, cells: Vec::new() });
    }

    fn open_cell(&mut self, tag: &str, place: Range<usize>) {
        let Some(row) = self.rows.last_mut() else { return };
        let after = row.cells.last().map_or(0, |cell| cell.column + 1);
        let column = value(tag, "r").and_then(|text| read_cell(&text)).map_or(after, |(_, column)| column);
        let style = value(tag, "s").and_then(|text| text.parse().ok());
        row.cells.push(CellAt {
            column,
            whole: place.clone(),
            tag: place,
            style,
            has_formula: false,
            worked_out: None,
        });
    }

    fn last_cell(&mut self) -> Option<&mut CellAt> {
        self.rows.last_mut()?.cells.last_mut()
    }

    fn formula(&mut self, tag: &str) {
        if value(tag, "t").is_some_and(|kind| kind == "array" || kind == "dataTable") {
            self.filled_by_formula.extend(value(tag, "ref").and_then(|text| CellRange::read(&text)));
        }
        if let Some(cell) = self.last_cell() {
            cell.has_formula = true;
        }
    }

    fn value(&mut self, place: Range<usize>) {
        if let Some(cell) = self.last_cell() {
            cell.worked_out = Some(place);
        }
    }

    fn cell(&self, row: u32, column: u32) -> Option<&CellAt> {
        self.rows.iter().find(|at| at.number == row)?.cells.iter().find(|cell| cell.column == column)
    }

    /// The style of a cell: its own, else its row's, else its column's.
    pub(super) fn style(&self, row: u32, column: u32) -> Option<u32> {
        let of_row = || self.rows.iter().find(|at| at.number == row)?.style;
        let covers = |(first, last, _): &&(u32, u32, u32)| (*first..=*last).contains(&column);
        match self.cell(row, column) {
            Some(cell) => cell.style,
            None => of_row().or_else(|| self.columns.iter().find(covers).map(|(_, _, style)| *style)),
        }
    }

    /// The merged cells that hold this one, where it is not their first.
    pub(super) fn merged(&self, row: u32, column: u32) -> Option<CellRange> {
        let held = |range: &&CellRange| range.contains(row, column) && range.first != (row, column);
        self.merged.iter().find(held).copied()
    }

    /// Whether a formula stands in the cell or fills it.
    pub(super) fn has_formula(&self, row: u32, column: u32) -> bool {
        self.cell(row, column).is_some_and(|cell| cell.has_formula)
            || self.filled_by_formula.iter().any(|range| range.contains(row, column))
    }

    /// Whether the sheet holds any formula.
    pub(super) fn has_formulas(&self) -> bool {
        self.rows.iter().any(|row| row.cells.iter().any(|cell| cell.has_formula))
    }
}

/// First, last and style of a stretch of columns, counted from 0.
fn column_style(tag: &str) -> Option<(u32, u32, u32)> {
    let number = |name: &str| value(tag, name)?.parse::<u32>().ok();
    Some((number("min")?.checked_sub(1)?, number("max")?.checked_sub(1)?, number("style")?))
}
