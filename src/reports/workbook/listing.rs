//! A sheet that is a list: title, the way back, lines, one heading row, rows of words and numbers, marked up as a table.
//!
//! Contents, intake, quarantine, findings, method and the index of figures are lists; each gives its columns and rows.

use rust_xlsxwriter::{Formula, IgnoreError, Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError};

use super::folding::{folded, width};
use super::names::address;
use super::plain_text::{for_cell, opens_a_formula};
use super::stored::Shown;
use super::{Binding, page};

/// Lines at the head are folded at this width, or at the list's where that is larger.
const LINE_WIDTH: usize = 92;
/// Widths are measured on so many rows.
const MEASURED_ROWS: usize = 2_000;
/// A sheet takes 65,530 links.
const MOST_LINKS: u32 = 60_000;
/// A list is printed up to so wide.
const PRINTED_WIDTH: usize = 216;
/// A row is so many lines high at most.
const MOST_LINES: usize = 24;
/// The height of a line, and what a row adds to its lines, in pixels.
const LINE_HEIGHT: u32 = 17;
const ROW_PADDING: u32 = 6;

/// A cell of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// Our words.
    Words(String),
    /// Text from a source.
    Raw(String),
    /// A count.
    Count(u64),
    /// A number with so many decimals.
    Number(f64, u32),
    /// Words that lead to a cell: sheet, row, column.
    Link(String, (String, u32, u16)),
    /// A formula with what it gives.
    Formula(String, String),
}

/// A column of a list.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: String,
    /// Its width, least and most.
    pub(super) widths: (usize, usize),
    /// Whether it holds numbers.
    pub(super) is_number: bool,
}

/// A list without its rows.
#[derive(Clone, Debug)]
pub(super) struct Listing<'a> {
    /// The sheet's name.
    pub(super) sheet: &'a str,
    /// What stands in its first cell.
    pub(super) title: &'a str,
    /// Lines under the title.
    pub(super) lines: Vec<String>,
    /// The name of its data.
    pub(super) data: &'static str,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// What stands in place of rows where there are none.
    pub(super) empty: &'a str,
    /// Whether the last row is a total, which no filter touches.
    pub(super) has_total: bool,
    /// Whether a line leads back to the contents.
    pub(super) has_way_back: bool,
}

impl Column {
    /// A column of words.
    pub(super) fn words(heading: impl Into<String>, least: usize, most: usize) -> Self {
        Self { heading: heading.into(), widths: (least, most), is_number: false }
    }

    /// A column of numbers.
    pub(super) fn number(heading: impl Into<String>, least: usize, most: usize) -> Self {
        Self { heading: heading.into(), widths: (least, most), is_number: true }
    }
}

impl Listing<'_> {
    /// The heading row, counted from 0.
    pub(super) fn head(&self) -> u32 {
        let lines: usize = self.lines.iter().map(|line| self.fold(line).len()).sum();
        u32::try_from(lines).unwrap_or(0) + 1 + u32::from(self.has_way_back)
    }

    /// Lines are folded by the widths that columns may have.
    fn fold(&self, line: &str) -> Vec<String> {
        folded(line, self.columns.iter().map(|column| column.widths.0).sum::<usize>().max(LINE_WIDTH))
    }
}

/// How many rows of a list a sheet holds, when so many lines stand above them.
pub(super) fn room(binding: &Binding<'_>, lines: u32) -> usize {
    binding.sheet_rows.saturating_sub(lines + 3) as usize
}

/// Adds the sheet of a list.
pub(super) fn write(
    file: &mut Workbook,
    binding: &Binding<'_>,
    list: &Listing<'_>,
    rows: &[Vec<Entry>],
) -> Result<(), XlsxError> {
    let sheet = file.add_worksheet();
    sheet.set_name(list.sheet)?;
    let head = write_head(sheet, binding, list)?;
    let widths = widths(list, rows);
    for (at, &width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(at, f64::from(u32::try_from(width).unwrap_or(10)))?;
    }
    write_table(sheet, binding, list, head, rows.len())?;
    if rows.is_empty() {
        sheet.write_string_with_format(head + 1, 0, list.empty, &binding.styles.line)?;
    }
    let mut links = 0;
    for (row, entries) in (head + 1..).zip(rows) {
        let is_total = list.has_total && row == head + u32::try_from(rows.len()).unwrap_or(0);
        let lines = lines_of(entries, &widths);
        if lines > 1 {
            sheet.set_row_height_pixels(row, LINE_HEIGHT * lines + ROW_PADDING)?;
        }
        for (column, entry) in (0_u16..).zip(entries) {
            write_entry(sheet, binding, (row, column), entry, is_total, &mut links)?;
        }
    }
    finish(sheet, binding, list, head, rows.len(), &widths)
}

/// Title, the way back, lines; gives the heading row.
fn write_head(sheet: &mut Worksheet, binding: &Binding<'_>, list: &Listing<'_>) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(0, 0, for_cell(list.title, binding.wording), &binding.styles.title)?;
    sheet.set_row_height(0, 24)?;
    let mut row = 1;
    if list.has_way_back {
        write_way_back(sheet, binding, row)?;
        row += 1;
    }
    for line in list.lines.iter().flat_map(|line| list.fold(line)) {
        sheet.write_string_with_format(row, 0, line, &binding.styles.line)?;
        row += 1;
    }
    Ok(row)
}

/// The link to the contents.
pub(super) fn write_way_back(sheet: &mut Worksheet, binding: &Binding<'_>, row: u32) -> Result<(), XlsxError> {
    let link = Url::new(format!("internal:{}", address(&binding.names.contents, 0, 0)));
    let link = link.set_text(binding.wording.text("book-back"));
    sheet.write_url_with_format(row, 0, link, &binding.styles.back)?;
    Ok(())
}

/// The heading row, and the mark-up that makes it and the rows a table.
fn write_table(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    list: &Listing<'_>,
    head: u32,
    rows: usize,
) -> Result<(), XlsxError> {
    let format =
        |column: &Column| if column.is_number { &binding.styles.heading_number } else { &binding.styles.heading };
    let parts = rows - usize::from(list.has_total && rows > 0);
    if parts > 0 {
        let columns: Vec<TableColumn> = list
            .columns
            .iter()
            .map(|column| TableColumn::new().set_header(&column.heading).set_header_format(format(column)))
            .collect();
        let table = Table::new().set_name(list.data).set_columns(&columns).set_style(TableStyle::None);
        let last = head + u32::try_from(parts).unwrap_or(0);
        sheet.add_table(head, 0, last, last_column(list), &table.set_alt_text(list.title))?;
    } else {
        for (at, column) in (0_u16..).zip(&list.columns) {
            sheet.write_string_with_format(head, at, &column.heading, format(column))?;
        }
    }
    Ok(())
}

fn last_column(list: &Listing<'_>) -> u16 {
    u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn write_entry(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    (row, column): (u32, u16),
    entry: &Entry,
    is_total: bool,
    links: &mut u32,
) -> Result<(), XlsxError> {
    let styles = &binding.styles;
    let dressed = |format: &rust_xlsxwriter::Format| if is_total { styles.total(format) } else { format.clone() };
    let whole = Shown { decimals: 0, grouped: true };
    match entry {
        Entry::Words(text) => {
            sheet.write_string_with_format(row, column, for_cell(text, binding.wording), &dressed(&styles.words))?
        }
        Entry::Raw(text) => {
            let text = for_cell(text, binding.wording);
            let format = if opens_a_formula(&text) { &styles.guarded } else { &styles.raw };
            sheet.write_string_with_format(row, column, text, &dressed(format))?
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of rows is far below 2^53")]
        Entry::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &dressed(&styles.listed_number(whole)))?
        }
        Entry::Number(value, decimals) => {
            let shown = Shown { decimals: *decimals, grouped: true };
            sheet.write_number_with_format(row, column, *value, &dressed(&styles.listed_number(shown)))?
        }
        Entry::Link(text, (target, at, of)) if *links < MOST_LINKS => {
            *links += 1;
            let link = Url::new(format!("internal:{}", address(target, *at, *of)));
            let link = link.set_text(super::plain_text::on_one_line(text, 250));
            sheet.write_url_with_format(row, column, link, &dressed(&styles.link))?
        }
        Entry::Link(text, _) => {
            sheet.write_string_with_format(row, column, for_cell(text, binding.wording), &dressed(&styles.words))?
        }
        Entry::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(row, column, formula, &dressed(&styles.listed_number(whole)))?
        }
    };
    Ok(())
}

/// Panes, print, and no green corners on text that looks like numbers.
fn finish(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    list: &Listing<'_>,
    head: u32,
    rows: usize,
    widths: &[usize],
) -> Result<(), XlsxError> {
    let last = head + u32::try_from(rows).unwrap_or(0).max(1);
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.ignore_error_range(head + 1, 0, last, last_column(list), IgnoreError::NumberStoredAsText)?;
    let mut left = PRINTED_WIDTH;
    let fits = |width: &&usize| {
        left = left.saturating_sub(**width);
        left > 0
    };
    let printed = widths.iter().take_while(fits).count().max(1);
    page::set(sheet, binding, &widths[..printed], head, last)?;
    if printed < widths.len() {
        sheet.set_print_area(0, 0, last, u16::try_from(printed - 1).unwrap_or(0))?;
    }
    Ok(())
}

fn widths(list: &Listing<'_>, rows: &[Vec<Entry>]) -> Vec<usize> {
    let column = |(at, column): (usize, &Column)| {
        let entries = rows.iter().take(MEASURED_ROWS).filter_map(|row| row.get(at));
        let widest = entries.map(entry_width).max().unwrap_or(0).max(width(&column.heading) + 1);
        (widest + 2).clamp(column.widths.0, column.widths.1)
    };
    list.columns.iter().enumerate().map(column).collect()
}

/// How many lines the highest cell of a row takes.
fn lines_of(entries: &[Entry], widths: &[usize]) -> u32 {
    let of_entry = |(entry, width): (&Entry, &usize)| match entry {
        Entry::Words(text) | Entry::Raw(text) | Entry::Link(text, _) if text.len() + 2 > *width => {
            let room = width.saturating_sub(1).max(1);
            text.lines().map(|line| super::folding::width(line).div_ceil(room).max(1)).sum()
        }
        _ => 1,
    };
    let most = entries.iter().zip(widths).map(of_entry).max().unwrap_or(1).min(MOST_LINES);
    u32::try_from(most).unwrap_or(1)
}

fn entry_width(entry: &Entry) -> usize {
    match entry {
        Entry::Words(text) | Entry::Raw(text) | Entry::Link(text, _) => width(text),
        Entry::Count(count) => crate::exact::with_separators(&count.to_string()).len(),
        Entry::Number(value, decimals) => format!("{value:.*}", *decimals as usize).len() + 2,
        Entry::Formula(_, result) => result.len(),
    }
}
