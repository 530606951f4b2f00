//! What a compound file is, and what an xls sheet hides. Knows no value of a cell.

use std::io::Read;
use std::path::Path;

use super::Stop;
use crate::sources::workbook::wire::{Format, Message, Trouble};

const END: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const COLUMN_INFO: u16 = 0x007d;
const BOUND_SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const BEGIN: u16 = 0x0809;

/// Tells an xls from an encrypted workbook and from other kinds of document.
pub(super) fn format(path: &Path) -> Result<Format, Stop> {
    let file = cfb::open(path).map_err(Stop::unreadable)?;
    let has = |name: &str| file.exists(name);
    let refuse = |trouble, what: &str| Err(Stop::Trouble(trouble, what.to_owned()));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        refuse(Trouble::Encrypted, "")
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        refuse(Trouble::Unsupported, "doc/wps")
    } else if has("PowerPoint Document") {
        refuse(Trouble::Unsupported, "ppt")
    } else {
        refuse(Trouble::Unsupported, "OLE")
    }
}

/// Hidden rows and columns of each sheet, in the order of the sheets.
pub(super) fn hidden(path: &Path) -> Result<Vec<Vec<Message>>, Stop> {
    let book = workbook_stream(path)?;
    let mut sheets = Vec::new();
    for (kind, data) in records(&book) {
        match kind {
            FILE_PASS => return Err(Stop::Trouble(Trouble::Encrypted, String::new())),
            BOUND_SHEET => sheets.push(usize::try_from(u32_at(data, 0)).unwrap_or(usize::MAX)),
            END => break,
            _ => {}
        }
    }
    Ok(sheets.into_iter().map(|start| hidden_in(book.get(start..).unwrap_or_default())).collect())
}

fn workbook_stream(path: &Path) -> Result<Vec<u8>, Stop> {
    let mut file = cfb::open(path).map_err(Stop::unreadable)?;
    let name = if file.exists("Workbook") { "Workbook" } else { "Book" };
    let mut stream = file.open_stream(name).map_err(Stop::unreadable)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(Stop::unreadable)?;
    Ok(bytes)
}

/// Every record with its data, as far as the bytes go.
fn records(bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at_checked(4)?;
        let (data, tail) = tail.split_at_checked(usize::from(u16_at(head, 2)))?;
        rest = tail;
        Some((u16_at(head, 0), data))
    })
}

/// Marks of one sheet; charts within it have records of their own, which are passed over.
fn hidden_in(sheet: &[u8]) -> Vec<Message> {
    let (mut depth, mut found) = (0_u32, Vec::new());
    for (kind, data) in records(sheet) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            ROW if depth == 1 && u16_at(data, 12) & 0x20 != 0 => found.push(Message::HiddenRow(u16_at(data, 0).into())),
            COLUMN_INFO if depth == 1 && u16_at(data, 8) & 1 != 0 => {
                found.extend(hidden_run(u16_at(data, 0), u16_at(data, 2)));
            }
            _ => {}
        }
    }
    found
}

/// Hiding everything to the right of a table is no mark of the table: a run to the last column is left out.
fn hidden_run(first: u16, last: u16) -> Vec<Message> {
    if last >= 255 {
        return Vec::new();
    }
    (first..=last).map(|column| Message::HiddenColumn(column.into())).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
