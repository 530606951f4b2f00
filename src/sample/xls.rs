//! Sheets come in, the bytes of a BIFF8 `.xls` workbook go out, the same for the same sheets. Must not know what the
//! cells mean.
//!
//! Only what Excel, LibreOffice and other readers need is written: the globals with fonts and cell formats, then per
//! sheet its texts (as labels), numbers, hidden rows and merged cells.

use std::io::{self, Cursor, Write};
use std::time::{Duration, SystemTime};

use super::SampleError;
use super::paper::{Cell, Sheet, serial};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CODE_PAGE: u16 = 0x0042;
const WINDOW1: u16 = 0x003D;
const WINDOW2: u16 = 0x023E;
const FONT: u16 = 0x0031;
const CELL_FORMAT: u16 = 0x00E0;
const STYLE: u16 = 0x0293;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const LABEL: u16 = 0x0204;
const NUMBER: u16 = 0x0203;
const MERGED_CELLS: u16 = 0x00E5;

/// Index of the one format for ordinary cells: fifteen style formats stand before it.
const ORDINARY: u16 = 15;
/// 2021-08-05, in seconds since 1970: the clock stays out of the file.
const CREATED: u64 = 1_628_121_600;

/// The workbook of these sheets; `path` only names it in an error.
pub(super) fn book(path: &str, sheets: &[Sheet]) -> Result<Vec<u8>, SampleError> {
    container(&stream(sheets))
        .map_err(|source| SampleError::Workbook { path: path.to_owned(), reason: source.to_string() })
}

fn container(workbook: &[u8]) -> io::Result<Vec<u8>> {
    // Version 3 has the sectors of 512 bytes that every reader of workbooks expects.
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(workbook)?;
    let created = SystemTime::UNIX_EPOCH + Duration::from_secs(CREATED);
    file.set_created_time("/", created)?;
    file.set_modified_time("/", created)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// The workbook stream: the globals know where each sheet begins, so their length is taken first.
fn stream(sheets: &[Sheet]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(sheet_records).collect();
    let length = globals(sheets, &vec![0; sheets.len()]).len();
    let mut offset = length;
    let mut offsets = Vec::new();
    for body in &bodies {
        offsets.push(offset as u32);
        offset += body.len();
    }
    let mut out = globals(sheets, &offsets);
    bodies.iter().for_each(|body| out.extend_from_slice(body));
    out
}

fn globals(sheets: &[Sheet], offsets: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, BOF, &beginning(0x0005));
    record(&mut out, CODE_PAGE, &1200_u16.to_le_bytes());
    record(&mut out, WINDOW1, &words(&[0, 0, 16_384, 9_216, 0x38, 0, 0, 1, 600]));
    for _ in 0..4 {
        record(&mut out, FONT, &font());
    }
    for _ in 0..ORDINARY {
        record(&mut out, CELL_FORMAT, &cell_format(0xFFF5));
    }
    record(&mut out, CELL_FORMAT, &cell_format(0x0001));
    record(&mut out, STYLE, &[0x00, 0x80, 0x00, 0xFF]);
    for (sheet, offset) in sheets.iter().zip(offsets) {
        record(&mut out, BOUND_SHEET, &bound_sheet(sheet, *offset));
    }
    record(&mut out, EOF, &[]);
    out
}

fn sheet_records(sheet: &Sheet) -> Vec<u8> {
    let mut out = Vec::new();
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0) as u16;
    record(&mut out, BOF, &beginning(0x0010));
    let mut dimensions = [0_u32.to_le_bytes(), (sheet.rows.len() as u32).to_le_bytes()].concat();
    dimensions.extend(words(&[0, width, 0]));
    record(&mut out, DIMENSIONS, &dimensions);
    for row in 0..sheet.rows.len() {
        let hidden = if sheet.hidden_rows.contains(&row) { 0x0120 } else { 0x0100 };
        record(&mut out, ROW, &words(&[row as u16, 0, width, 300, 0, 0, hidden, ORDINARY]));
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        cells.iter().enumerate().for_each(|(column, cell)| cell_record(&mut out, row as u16, column as u16, cell));
    }
    record(&mut out, WINDOW2, &words(&[0x00B6, 0, 0, 64, 0, 0, 0, 0, 0]));
    merged_cells(&mut out, sheet);
    record(&mut out, EOF, &[]);
    out
}

fn cell_record(out: &mut Vec<u8>, row: u16, column: u16, cell: &Cell) {
    let place = words(&[row, column, ORDINARY]);
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => record(out, LABEL, &[place, long_string(text)].concat()),
        Cell::Number(text) | Cell::Formula(_, text) => number_record(out, place, float(text)),
        Cell::Date(date, _) => number_record(out, place, f64::from(serial(*date))),
    }
}

fn number_record(out: &mut Vec<u8>, place: Vec<u8>, value: f64) {
    record(out, NUMBER, &[place, value.to_le_bytes().to_vec()].concat());
}

fn merged_cells(out: &mut Vec<u8>, sheet: &Sheet) {
    // A record holds at most 1,027 rectangles; reports stay far below.
    for chunk in sheet.merges.chunks(1_000) {
        let mut body = words(&[chunk.len() as u16]);
        for merge in chunk {
            let (top, bottom) = (merge.top as u16, merge.bottom as u16);
            body.extend(words(&[top, bottom, merge.left as u16, merge.right as u16]));
        }
        record(out, MERGED_CELLS, &body);
    }
}

fn record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    out.extend_from_slice(&kind.to_le_bytes());
    out.extend_from_slice(&(body.len() as u16).to_le_bytes());
    out.extend_from_slice(body);
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// The start of a part: BIFF8, as Excel 2003 writes it.
fn beginning(part: u16) -> Vec<u8> {
    [words(&[0x0600, part, 0x0DBB, 0x07CC]), vec![0x41, 0, 0, 0, 6, 0, 0, 0]].concat()
}

/// 宋体, 11 points, regular.
fn font() -> Vec<u8> {
    [words(&[220, 0, 0x7FFF, 400, 0]), vec![0, 0, 134, 0], short_string("宋体")].concat()
}

fn cell_format(kind: u16) -> Vec<u8> {
    [words(&[0, 0, kind]), vec![0x20, 0, 0, 0], vec![0; 8], words(&[0x20C0])].concat()
}

fn bound_sheet(sheet: &Sheet, offset: u32) -> Vec<u8> {
    [offset.to_le_bytes().to_vec(), vec![u8::from(sheet.hidden), 0], short_string(&sheet.name)].concat()
}

/// A string of up to 255 characters in UTF-16.
fn short_string(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [vec![units.len() as u8, 1], words(&units)].concat()
}

fn long_string(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

/// The binary float that Excel would store for this decimal text.
fn float(text: &str) -> f64 {
    text.parse().expect("a number cell holds decimal text")
}
