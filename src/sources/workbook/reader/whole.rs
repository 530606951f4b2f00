//! xls, xlsb and ods workbooks, which are read whole before the first cell is known. Knows no xlsx.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Write};

use calamine::{Data, Ods, OdsError, Range, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError};

use super::xlsx::finish_sheet;
use super::{Room, Stop, biff, chosen, ods_marks, values};
use crate::sources::CellKind;
use crate::sources::workbook::request::Request;
use crate::sources::workbook::wire::{Area, Format, Message, Sender, Trouble};

/// Marks of each sheet, by its name.
pub(super) type Marks = BTreeMap<String, Vec<Message>>;

/// Sends the sheets that `request` asks for.
pub(super) fn read<W: Write>(request: &Request, format: Format, sender: &mut Sender<W>) -> Result<(), Stop> {
    let file = BufReader::new(File::open(&request.path).map_err(Stop::unreadable)?);
    match format {
        Format::Ods => {
            let book: Ods<_> = Ods::new(file).map_err(|error: OdsError| match error {
                OdsError::Password => encrypted(),
                other => Stop::unreadable(other),
            })?;
            let marks = ods_marks::marks(request)?;
            send_all(book, &marks, request, sender)
        }
        Format::Xlsb => {
            let book: Xlsb<_> = Xlsb::new(file).map_err(|error: XlsbError| match error {
                XlsbError::Password => encrypted(),
                other => Stop::unreadable(other),
            })?;
            send_all(book, &Marks::new(), request, sender)
        }
        Format::Xls | Format::Xlsx => send_xls(file, request, sender),
    }
}

fn encrypted() -> Stop {
    Stop::Trouble(Trouble::Encrypted, String::new())
}

fn send_xls<W: Write>(file: BufReader<File>, request: &Request, sender: &mut Sender<W>) -> Result<(), Stop> {
    let hidden = biff::hidden(&request.path)?;
    let book: Xls<_> = Xls::new(file).map_err(|error: XlsError| match error {
        XlsError::Password => encrypted(),
        other => Stop::unreadable(other),
    })?;
    let mut marks = Marks::new();
    for (sheet, hidden) in book.sheets_metadata().iter().zip(hidden) {
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.iter().map(|area| {
            Message::Merged(Area { rows: (area.start.0, area.end.0), columns: (area.start.1, area.end.1) })
        });
        marks.insert(sheet.name.clone(), hidden.into_iter().chain(merged).collect());
    }
    send_all(book, &marks, request, sender)
}

fn send_all<R, W>(mut book: R, marks: &Marks, request: &Request, sender: &mut Sender<W>) -> Result<(), Stop>
where
    R: Reader<BufReader<File>>,
    R::Error: std::fmt::Display,
    W: Write,
{
    let is_sheet = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet;
    let sheets: Vec<Sheet> = book.sheets_metadata().iter().filter(is_sheet).cloned().collect();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut room = Room(request.cells);
    for at in chosen(request, &names, sender)? {
        let Sheet { name, visible, .. } = &sheets[at];
        sender.send(&Message::Sheet { name: name.clone(), hidden: *visible != SheetVisible::Visible })?;
        for mark in marks.get(name).into_iter().flatten() {
            room.take(request)?;
            sender.send(mark)?;
        }
        let done = book.worksheet_range(name).and_then(|cells| Ok((cells, book.worksheet_formula(name)?)));
        let done = done.map_err(|error| Stop::Trouble(Trouble::SheetUnreadable, error.to_string()));
        let done = done.and_then(|(cells, formulas)| send_range(&cells, &formulas, request, &mut room, sender));
        finish_sheet(done, sender)?;
    }
    Ok(())
}

fn send_range<W: Write>(
    cells: &Range<Data>,
    formulas: &Range<String>,
    request: &Request,
    room: &mut Room,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    for (place, value) in placed(cells) {
        if let Some((kind, text)) = values::of_owned(value) {
            room.take(request)?;
            sender.cell(place.0, place.1, kind, &text)?;
        }
    }
    for (place, formula) in placed(formulas) {
        if matches!(cells.get_value(place), None | Some(Data::Empty)) {
            room.take(request)?;
            sender.cell(place.0, place.1, CellKind::UncachedFormula, formula)?;
        }
    }
    Ok(())
}

/// The used cells with their row and column in the sheet.
fn placed<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (row, column) = range.start().unwrap_or_default();
    let absolute = move |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
    range.used_cells().map(move |(r, c, value)| ((absolute(row, r), absolute(column, c)), value))
}
