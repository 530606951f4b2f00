//! Sheets come in, the bytes of an `.xlsx` workbook go out, the same for the same sheets. Must not know what the
//! cells mean.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::SampleError;
use super::paper::{Cell, Sheet, serial};

/// The workbook of these sheets; `path` only names it in an error.
pub(super) fn book(path: &str, sheets: &[Sheet]) -> Result<Vec<u8>, SampleError> {
    emit(sheets).map_err(|source| SampleError::Workbook { path: path.to_owned(), reason: source.to_string() })
}

fn emit(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The clock stays out of the file.
    let created = ExcelDateTime::from_ymd(2021, 8, 5)?;
    workbook.set_properties(&DocProperties::new().set_title("合成数据").set_creation_datetime(&created));
    for sheet in sheets {
        emit_sheet(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn emit_sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_hidden(sheet.hidden);
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..width {
        worksheet.set_column_width(column as u16, 13)?;
    }
    let centred = Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    for merge in &sheet.merges {
        let (top, bottom) = (merge.top as u32, merge.bottom as u32);
        worksheet.merge_range(top, merge.left as u16, bottom, merge.right as u16, "", &centred)?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        emit_row(worksheet, row as u32, cells, &row_format(sheet, row))?;
    }
    for row in &sheet.hidden_rows {
        worksheet.set_row_hidden(*row as u32)?;
    }
    Ok(())
}

fn row_format(sheet: &Sheet, row: usize) -> Format {
    let format = Format::new().set_align(FormatAlign::VerticalCenter);
    if sheet.bold.contains(&row) { format.set_bold().set_align(FormatAlign::Center) } else { format }
}

fn emit_row(worksheet: &mut Worksheet, row: u32, cells: &[Cell], format: &Format) -> Result<(), XlsxError> {
    for (column, cell) in cells.iter().enumerate() {
        let column = column as u16;
        match cell {
            Cell::Blank => continue,
            Cell::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
            Cell::Number(text) => worksheet.write_number_with_format(row, column, float(text), format)?,
            Cell::Date(date, shown) => {
                let format = format.clone().set_num_format(*shown);
                worksheet.write_number_with_format(row, column, f64::from(serial(*date)), &format)?
            }
            Cell::Formula(formula, value) => {
                let formula = Formula::new(formula).set_result(value);
                worksheet.write_formula_with_format(row, column, formula, format)?
            }
        };
    }
    Ok(())
}

/// The binary float that Excel would store for this decimal text.
fn float(text: &str) -> f64 {
    text.parse().expect("a number cell holds decimal text")
}
