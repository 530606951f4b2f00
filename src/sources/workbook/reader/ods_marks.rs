//! What an ods sheet marks besides its cells: hidden rows and columns, merged areas. Knows no value.

use quick_xml::events::BytesStart;

use super::whole::Marks;
use super::xlsx_marks::{attribute, elements};
use super::{Stop, gate};
use crate::sources::workbook::request::Request;
use crate::sources::workbook::wire::{Area, Message};

/// Repeats beyond this are the empty rest of a sheet.
const LONGEST_RUN: u32 = 65_536;

/// Where the walk through the contents is.
#[derive(Default)]
struct Walk {
    marks: Marks,
    sheet: String,
    /// The row and the column that come next.
    row: u32,
    column: u32,
    /// The row that the cells belong to.
    cells_row: u32,
}

/// The marks of every sheet.
pub(super) fn marks(request: &Request) -> Result<Marks, Stop> {
    let mut archive = gate::open(request)?;
    let contents = archive.by_name("content.xml").map_err(Stop::unreadable)?;
    let mut walk = Walk::default();
    elements(contents, |start| {
        walk.step(start);
        Ok(())
    })?;
    Ok(walk.marks)
}

impl Walk {
    fn step(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "table" => {
                let name = attribute(start, "name").unwrap_or_default();
                *self = Self { marks: std::mem::take(&mut self.marks), sheet: name, ..Self::default() };
            }
            "table-column" => self.column_run(start),
            "table-row" => self.row_run(start),
            "table-cell" | "covered-table-cell" => self.cell(start),
            _ => {}
        }
    }

    fn mark(&mut self, message: Message) {
        self.marks.entry(self.sheet.clone()).or_default().push(message);
    }

    fn column_run(&mut self, start: &BytesStart<'_>) {
        let run = count(start, "number-columns-repeated");
        if is_hidden(start) && run <= LONGEST_RUN / 64 {
            (self.column..self.column.saturating_add(run)).for_each(|column| self.mark(Message::HiddenColumn(column)));
        }
        self.column = self.column.saturating_add(run);
    }

    fn row_run(&mut self, start: &BytesStart<'_>) {
        let run = count(start, "number-rows-repeated");
        if is_hidden(start) && run <= LONGEST_RUN {
            (self.row..self.row.saturating_add(run)).for_each(|row| self.mark(Message::HiddenRow(row)));
        }
        (self.cells_row, self.row, self.column) = (self.row, self.row.saturating_add(run), 0);
    }

    fn cell(&mut self, start: &BytesStart<'_>) {
        let (rows, columns) = (count(start, "number-rows-spanned"), count(start, "number-columns-spanned"));
        if rows > 1 || columns > 1 {
            let reach = |from: u32, by: u32| (from, from.saturating_add(by - 1));
            self.mark(Message::Merged(Area {
                rows: reach(self.cells_row, rows),
                columns: reach(self.column, columns),
            }));
        }
        self.column = self.column.saturating_add(count(start, "number-columns-repeated"));
    }
}

/// A count that is one where it is not given.
fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|visibility| visibility == "collapse" || visibility == "filter")
}
