//! `workbook.xlsx`: the tables of a run on sheets of their own, with charts, intake, quarantine, findings, method and an
//! index of every figure.
//!
//! In: a [`Book`], which is tables and lists as plain values. Out: the bytes of a workbook, the same each time. It must
//! not know how a figure was computed: it stores the exact value, shows what the tables show, and turns a total into a
//! formula only where the formula gives that total.

mod charts;
mod contents;
mod figure_index;
mod findings;
mod folding;
mod intake;
mod layout;
mod listing;
mod method;
mod names;
mod page;
mod places;
mod plain_text;
mod quarantine;
mod stored;
mod styles;
mod table_sheet;
#[cfg(test)]
mod tests;
mod wording;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::exact::Rounding;
use crate::figures::Figures;
use crate::findings::Finding;
use crate::words::Lang;

use super::document::Table;
use super::{IntakeRow, QuarantineRow};
use layout::Layout;
use names::SheetNames;
use places::Places;
use styles::Styles;
use wording::Wording;

/// So many rows a sheet holds, as every reader of xlsx has it.
const SHEET_ROWS: u32 = 1_048_576;
/// So many columns of raw cells are shown; a sheet ends at 16,384.
const RAW_COLUMNS: usize = 200;
/// The day that a workbook without a date says it was made on.
const UNDATED: (u16, u8, u8) = (2000, 1, 1);

/// What a workbook is made of.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Its title: 衢州市援疆指挥部2021年1—7月统计表.
    pub title: &'a str,
    /// Who publishes it.
    pub publisher: &'a str,
    /// The period, in words.
    pub period: &'a str,
    /// The date that it bears, as the job has it (`2021-08-05`); none leaves it out. Never the clock's.
    pub date: Option<&'a str>,
    /// How halves were rounded, for the page on method.
    pub rounding: Rounding,
    /// The tables, in order, each on a sheet of its own.
    pub tables: &'a [Table],
    /// Every figure, for the index.
    pub figures: &'a Figures,
    /// What was noticed.
    pub findings: &'a [Finding],
    /// The rows kept aside.
    pub quarantine: &'a [QuarantineRow],
    /// What was read, sheet by sheet.
    pub intake: &'a [IntakeRow],
}

/// Why a workbook could not be made: what the library says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workbook cannot be made: {0}")]
pub struct BookError(pub String);

impl BookError {
    /// The sentence for the person who ran it.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        Wording { lang }.filled("book-unwritten", &[("cause", &self.0)])
    }
}

impl From<XlsxError> for BookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Everything that the sheets are written from.
struct Binding<'a> {
    book: &'a Book<'a>,
    wording: Wording,
    styles: Styles,
    names: SheetNames,
    layouts: Vec<Layout<'a>>,
    places: Places<'a>,
    charts: Vec<charts::Plan>,
    /// Rows that a sheet holds.
    sheet_rows: u32,
}

/// The bytes of `workbook.xlsx`.
///
/// # Errors
/// [`BookError`] where the library refuses: more columns in a table than a sheet has.
pub fn workbook(book: &Book<'_>, lang: Lang) -> Result<Vec<u8>, BookError> {
    bound(book, lang, SHEET_ROWS)
}

/// The same with sheets of so many rows.
fn bound(book: &Book<'_>, lang: Lang, sheet_rows: u32) -> Result<Vec<u8>, BookError> {
    let wording = Wording { lang };
    let names = SheetNames::of(book.tables, wording);
    let layouts = layout::of_tables(book.tables, &names, wording);
    let binding = Binding {
        book,
        wording,
        styles: Styles::new(wording.text("book-font")),
        charts: charts::plans(&layouts, wording),
        places: Places::of(book.figures, &layouts),
        names,
        layouts,
        sheet_rows,
    };
    Ok(write(&binding)?)
}

fn write(binding: &Binding<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    file.set_default_format(&binding.styles.base, 22, 64)?;
    file.set_properties(&properties(binding)?);
    contents::write(&mut file, binding)?;
    for layout in &binding.layouts {
        table_sheet::write(&mut file, binding, layout)?;
    }
    charts::write(&mut file, binding)?;
    intake::write(&mut file, binding)?;
    quarantine::write(&mut file, binding)?;
    findings::write(&mut file, binding)?;
    method::write(&mut file, binding)?;
    figure_index::write(&mut file, binding)?;
    file.save_to_buffer()
}

fn properties(binding: &Binding<'_>) -> Result<DocProperties, XlsxError> {
    let (book, wording) = (binding.book, binding.wording);
    let plain = |text: &str| plain_text::on_one_line(text, 255);
    let (year, month, day) = book.date.and_then(day_of).unwrap_or(UNDATED);
    Ok(DocProperties::new()
        .set_title(plain(book.title))
        .set_subject(plain(&wording.filled("book-period", &[("period", book.period)])))
        .set_author(plain(book.publisher))
        .set_company(plain(book.publisher))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

/// The day of a date that is written in digits: year, month, day.
fn day_of(date: &str) -> Option<(u16, u8, u8)> {
    let mut numbers = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_day = crate::calendar::DayCode::day(i32::from(year), u32::from(month), u32::from(day)).is_some();
    (is_day && (1900..=9999).contains(&year)).then_some((year, month, day))
}
