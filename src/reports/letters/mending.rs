//! A letter as a workbook: its cover, what is to be mended, and what is only to be known.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Note, Workbook, Worksheet, XlsxError};

use super::Desk;
use super::assign::{Letter, severity};
use super::cover::{self, file_name};
use super::style::{Styles, lines, print_setup, table_row, workbook as new_workbook};
use super::wording::describe;
use crate::findings::{Code, Finding, Severity};
use crate::reports::cell_text::{cell_text, line_text};
use crate::reports::notice::spans;

/// So many rows a table has at most; who has more to mend begins with these.
const MOST: usize = 2_000;
/// So many characters of a cell's text, and of a row's, are shown.
const RAW: usize = 200;
const ROW: usize = 600;

/// How many of which severity there are, in all and by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) known: u64,
    by_file: BTreeMap<String, (u64, u64)>,
}

impl Counts {
    /// Errors and warnings of a file.
    pub(super) fn of_file(&self, file: &str) -> (u64, u64) {
        self.by_file.get(file).copied().unwrap_or_default()
    }

    fn add(&mut self, line: &Line<'_>) {
        let of_file = self.by_file.entry(line.finding.place.file.to_string()).or_default();
        match line.severity {
            Severity::Error => (self.errors, of_file.0) = (self.errors + 1, of_file.0 + 1),
            Severity::Warning => (self.warnings, of_file.1) = (self.warnings + 1, of_file.1 + 1),
            Severity::Info => self.known += 1,
        }
    }
}

/// A finding, with its row's cells where the row is kept aside.
struct Line<'a> {
    finding: &'a Finding,
    severity: Severity,
    cells: Option<&'a [String]>,
}

/// The letter's workbook.
pub(super) fn workbook(desk: &Desk<'_>, letter: &Letter<'_>, styles: &Styles) -> Result<Vec<u8>, XlsxError> {
    let lines = listed(letter);
    let mut counts = Counts::default();
    lines.iter().for_each(|line| counts.add(line));
    let (known, mend): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().partition(|line| line.severity == Severity::Info && line.cells.is_none());
    let mut book = new_workbook(desk.text("letter-title"))?;
    cover::add(&mut book, desk, letter, &counts, styles)?;
    table(&mut book, desk, letter, &mend, styles, true)?;
    if !known.is_empty() {
        table(&mut book, desk, letter, &known, styles, false)?;
    }
    book.save_to_buffer()
}

/// Findings and quarantined rows as one list, by place: a row that is kept aside and has a finding of its own stands once.
fn listed<'a>(letter: &Letter<'a>) -> Vec<Line<'a>> {
    let key = |finding: &'a Finding| {
        let place = &finding.place;
        (&*place.file, &*place.sheet, place.cell.map(|cell| cell.row), finding.code)
    };
    type Key<'a> = (&'a str, &'a str, Option<u64>, Code);
    let cells: BTreeMap<Key<'a>, &'a [String]> =
        letter.quarantine.iter().map(|row| (key(&row.finding), row.cells.as_slice())).collect();
    let said: BTreeSet<Key<'a>> = letter.findings.iter().map(|finding| key(finding)).collect();
    let of =
        |finding: &'a Finding| Line { finding, severity: severity(finding), cells: cells.get(&key(finding)).copied() };
    let kept = letter.quarantine.iter().map(|row| &row.finding).filter(|finding| !said.contains(&key(finding)));
    let mut lines: Vec<Line<'a>> = letter.findings.iter().copied().chain(kept).map(of).collect();
    lines.sort_by(|a, b| a.finding.cmp(b.finding));
    lines
}

/// Columns of a table: heading, width.
const COLUMNS: [(&str, u8); 9] = [
    ("letter-number-column", 5),
    ("letter-severity-column", 6),
    ("letter-file-column", 20),
    ("letter-sheet-column", 10),
    ("letter-cell-column", 8),
    ("letter-raw-column", 16),
    ("letter-message-column", 34),
    ("letter-remedy-column", 30),
    ("letter-mended-column", 20),
];

fn table(
    book: &mut Workbook,
    desk: &Desk<'_>,
    letter: &Letter<'_>,
    lines: &[&Line<'_>],
    styles: &Styles,
    to_mend: bool,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(desk.text(if to_mend { "letter-sheet-mend" } else { "letter-sheet-known" }))?;
    let columns = if to_mend { &COLUMNS[..] } else { &COLUMNS[..8] };
    for (column, (key, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, desk.text(key), &styles.header)?;
    }
    sheet.set_row_height(0, 24)?;
    for (row, line) in (1_u32..).zip(lines.iter().take(MOST)) {
        write_line(sheet, desk, line, row, styles, to_mend)?;
    }
    let shown = u32::try_from(lines.len().min(MOST)).unwrap_or(0);
    let last = u16::try_from(columns.len()).unwrap_or(1) - 1;
    if lines.len() > MOST {
        let count = (lines.len() - MOST).to_string();
        let more = desk.filled("letter-more", &[("count", &count), ("most", &MOST.to_string())]);
        sheet.merge_range(shown + 1, 0, shown + 1, last, &more, &styles.small)?;
    }
    sheet.autofilter(0, 0, shown, last)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let period = spans::span(desk.period, desk.lang);
    let header = desk.filled("letter-header", &[("name", &line_text(&letter.sender, 40)), ("period", &period)]);
    print_setup(sheet, true, &header, desk.text("letter-footer"));
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    desk: &Desk<'_>,
    line: &Line<'_>,
    row: u32,
    styles: &Styles,
    to_mend: bool,
) -> Result<(), XlsxError> {
    let (finding, place) = (line.finding, &line.finding.place);
    let (message, remedy) = describe(desk, finding);
    let word = desk.text(&format!("cli.severity.{}", line.severity.key()));
    let texts = [
        (word.to_owned(), styles.severity(line.severity)),
        (line_text(file_name(&place.file), RAW), &styles.cell),
        (line_text(&place.sheet, RAW), &styles.centred),
        (cell_name(desk, finding), &styles.centred),
        (line_text(&now_says(line), RAW), &styles.cell),
        (cell_text(&message), &styles.cell),
        (cell_text(&remedy), &styles.cell),
    ];
    sheet.write_number_with_format(row, 0, row, &styles.number)?;
    let mut tallest = 1;
    for ((column, (text, format)), (_, width)) in (1_u16..).zip(texts).zip(&COLUMNS[1..]) {
        tallest = tallest.max(lines(&text, usize::from(*width)));
        sheet.write_string_with_format(row, column, text, format)?;
    }
    sheet.set_row_height(row, table_row(tallest))?;
    if to_mend {
        sheet.write_blank(row, 8, &styles.blank)?;
    }
    if let Some(note) = note(desk, line) {
        let height = 40 + 16 * lines(&note, 44);
        let note = Note::new(note).add_author_prefix(false).set_width(320).set_height(height.min(400));
        sheet.insert_note(row, 4, &note)?;
    }
    Ok(())
}

/// The cell or row, as the sender finds it.
fn cell_name(desk: &Desk<'_>, finding: &Finding) -> String {
    match finding.place.cell {
        None => desk.text("letter-whole").to_owned(),
        Some(cell) if cell.column.is_none() => desk.filled("letter-row", &[("row", &cell.row.to_string())]),
        Some(cell) => cell.to_string(),
    }
}

/// The text at fault; of a row without one, the row.
fn now_says(line: &Line<'_>) -> String {
    match line.cells {
        Some(cells) if line.finding.raw.is_empty() => joined(cells),
        _ => line.finding.raw.clone(),
    }
}

fn joined(cells: &[String]) -> String {
    let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    filled.join(" | ")
}

/// How to get to the place, and what the whole row says.
fn note(desk: &Desk<'_>, line: &Line<'_>) -> Option<String> {
    let (place, cell) = (&line.finding.place, line.finding.place.cell?);
    let name = match cell.column {
        Some(_) => cell.to_string(),
        None => format!("A{}", cell.row),
    };
    let (file, sheet) = (line_text(file_name(&place.file), RAW), line_text(&place.sheet, RAW));
    let key = if sheet.is_empty() { "letter-note-place" } else { "letter-note-sheet" };
    let way = desk.filled(key, &[("file", &file), ("sheet", &sheet), ("cell", &name)]);
    let row = line.cells.map(|cells| desk.filled("letter-note-row", &[("cells", &line_text(&joined(cells), ROW))]));
    Some(row.map_or(way.clone(), |row| format!("{way}\n{row}")))
}
