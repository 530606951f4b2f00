//! An xlsx workbook, sheet by sheet and cell by cell. Knows no sheet as a whole.

use std::fs::File;
use std::io::{BufReader, Write};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError, XlsxFormulaMetadata};

use super::{Room, Stop, chosen, gate, values, xlsx_marks};
use crate::sources::CellKind;
use crate::sources::workbook::request::Request;
use crate::sources::workbook::wire::{Message, Sender, Trouble};

type Book = Xlsx<BufReader<File>>;

/// Sends the sheets that `request` asks for.
pub(super) fn read<W: Write>(request: &Request, sender: &mut Sender<W>) -> Result<(), Stop> {
    let mut archive = gate::open(request)?;
    let file = File::open(&request.path).map_err(Stop::unreadable)?;
    let mut book: Book = Xlsx::new(BufReader::new(file)).map_err(refusal)?;
    if book.has_1904_epoch() {
        sender.send(&Message::CountsFrom1904)?;
    }
    let sheets: Vec<(String, bool)> = worksheets(&book);
    let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let parts = xlsx_marks::sheet_parts(&mut archive);
    let mut room = Room(request.cells);
    for at in chosen(request, &names, sender)? {
        let (name, hidden) = &sheets[at];
        sender.send(&Message::Sheet { name: name.clone(), hidden: *hidden })?;
        let done = match parts.get(name) {
            Some(part) => xlsx_marks::send(&mut archive, part, request, &mut room, sender),
            None => Ok(()),
        };
        let done = done.and_then(|()| send_cells(&mut book, name, request, &mut room, sender));
        finish_sheet(done, sender)?;
    }
    Ok(())
}

/// A damaged sheet does not keep the others from being read.
pub(super) fn finish_sheet<W: Write>(done: Result<(), Stop>, sender: &mut Sender<W>) -> Result<(), Stop> {
    match done {
        Ok(()) => Ok(sender.send(&Message::SheetEnd)?),
        Err(Stop::Trouble(Trouble::SheetUnreadable, cause)) => {
            Ok(sender.send(&Message::Trouble(Trouble::SheetUnreadable, cause))?)
        }
        Err(other) => Err(other),
    }
}

fn refusal(error: XlsxError) -> Stop {
    match error {
        XlsxError::Password => Stop::Trouble(Trouble::Encrypted, String::new()),
        other => Stop::unreadable(other),
    }
}

fn worksheets(book: &Book) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

fn send_cells<W: Write>(
    book: &mut Book,
    name: &str,
    request: &Request,
    room: &mut Room,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let damaged = |error: XlsxError| Stop::Trouble(Trouble::SheetUnreadable, error.to_string());
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some((row, column, kind, text)) = next_cell(&mut cells).map_err(damaged)? {
        room.take(request)?;
        sender.cell(row, column, kind, &text)?;
    }
    Ok(())
}

type Found = (u32, u32, CellKind, String);

/// The next cell that holds a value, or a formula without one.
fn next_cell(cells: &mut XlsxCellReader<'_, BufReader<File>>) -> Result<Option<Found>, XlsxError> {
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = record.pos;
        let found = values::of(&record.value).or_else(|| record.formula.map(|formula| uncached(&formula)));
        if let Some((kind, text)) = found {
            return Ok(Some((row, column, kind, text)));
        }
    }
    Ok(None)
}

fn uncached(formula: &XlsxFormulaMetadata) -> (CellKind, String) {
    let text = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula.as_str(),
        _ => "",
    };
    (CellKind::UncachedFormula, format!("={text}"))
}
