//! The first sheet of a letter: to whom, about what, how many, by when, and what to do.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Desk;
use super::assign::Letter;
use super::mending::Counts;
use super::style::{Styles, lines, print_setup};
use crate::reports::cell_text::line_text;
use crate::reports::notice::spans;

/// Widths of the columns, in half-width characters: file, rows read, counted, not counted, errors, warnings.
const WIDTHS: [u8; 6] = [44, 10, 10, 10, 8, 8];
/// So many characters of a name are shown.
const NAME: usize = 60;
/// So many files are listed.
const FILES: usize = 200;

/// Writes the cover.
pub(super) fn add(
    book: &mut Workbook,
    desk: &Desk<'_>,
    letter: &Letter<'_>,
    counts: &Counts,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(desk.text("letter-sheet-cover"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page { sheet, row: 0, styles };
    page.title(desk.text("letter-title"))?;
    for line in opening(desk, letter) {
        page.line(&line)?;
    }
    page.space()?;
    page.paragraph(&body(desk, letter, counts))?;
    page.space()?;
    page.strong(desk.text("letter-files"))?;
    page.files(desk, letter, counts)?;
    page.space()?;
    page.strong(desk.text("letter-how"))?;
    for key in ["letter-how-1", "letter-how-2", "letter-how-3"] {
        page.paragraph(desk.text(key))?;
    }
    page.space()?;
    page.line(&due(desk))?;
    page.line(&contact(desk))?;
    page.space()?;
    page.strong(desk.text("letter-sign"))?;
    for key in ["letter-sign-unit", "letter-sign-name", "letter-sign-phone", "letter-sign-date"] {
        page.signature(desk.text(key))?;
    }
    let last = page.row;
    sheet.set_print_area(0, 0, last.saturating_sub(1), 5)?;
    print_setup(sheet, false, "", desk.text("letter-footer"));
    sheet.set_print_center_horizontally(true);
    Ok(())
}

fn opening(desk: &Desk<'_>, letter: &Letter<'_>) -> [String; 3] {
    let sender = line_text(&letter.sender, NAME);
    let to = match &letter.city {
        Some(city) => desk.filled("letter-to-city", &[("name", &sender), ("city", &line_text(city, NAME))]),
        None => desk.filled("letter-to", &[("name", &sender)]),
    };
    let from = desk.filled("letter-from", &[("name", &line_text(desk.job, NAME))]);
    let period = desk.filled("letter-period", &[("period", &spans::span(desk.period, desk.lang))]);
    [to, from, period]
}

fn body(desk: &Desk<'_>, letter: &Letter<'_>, counts: &Counts) -> String {
    let known = match counts.known {
        0 => String::new(),
        count => desk.filled("letter-body-known", &[("count", &count.to_string())]),
    };
    let rows: u64 = letter.files.iter().map(|file| file.quarantined).sum();
    let kept = match rows {
        0 => String::new(),
        rows => desk.filled("letter-body-kept", &[("rows", &rows.to_string())]),
    };
    desk.filled(
        "letter-body",
        &[
            ("files", &letter.files.len().to_string()),
            ("errors", &counts.errors.to_string()),
            ("warnings", &counts.warnings.to_string()),
            ("known", &known),
            ("kept", &kept),
        ],
    )
}

fn due(desk: &Desk<'_>) -> String {
    match desk.due_text() {
        Some(date) => desk.filled("letter-due", &[("date", &date)]),
        None => desk.text("letter-due-blank").to_owned(),
    }
}

fn contact(desk: &Desk<'_>) -> String {
    match desk.contact {
        Some(contact) => desk.filled("letter-contact", &[("contact", &line_text(contact, NAME))]),
        None => desk.text("letter-contact-blank").to_owned(),
    }
}

/// The sheet while it is written, row by row.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    styles: &'a Styles,
}

impl Page<'_> {
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 5, text, &self.styles.title)?;
        self.next(36)
    }

    fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.line)?;
        self.next(20)
    }

    fn strong(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.strong)?;
        self.next(22)
    }

    /// A text over the whole width; merged cells do not grow by themselves.
    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        let width: usize = WIDTHS.iter().map(|width| usize::from(*width)).sum();
        self.sheet.merge_range(self.row, 0, self.row, 5, text, &self.styles.body)?;
        // At 12 points a half-width character is wider than a column's unit.
        self.next(lines(text, width * 9 / 11).saturating_mul(17) + 4)
    }

    fn signature(&mut self, label: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, label, &self.styles.line)?;
        self.sheet.merge_range(self.row, 1, self.row, 5, "", &self.styles.blank)?;
        self.next(24)
    }

    fn space(&mut self) -> Result<(), XlsxError> {
        self.next(10)
    }

    fn next(&mut self, height: u32) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height.min(400))?;
        self.row += 1;
        Ok(())
    }

    /// The sender's files, each with its rows and what was found in it.
    fn files(&mut self, desk: &Desk<'_>, letter: &Letter<'_>, counts: &Counts) -> Result<(), XlsxError> {
        let keys = [
            "letter-file-column",
            "letter-read-column",
            "letter-accepted-column",
            "letter-kept-column",
            "letter-errors-column",
            "letter-warnings-column",
        ];
        for (column, key) in (0_u16..).zip(keys) {
            self.sheet.write_string_with_format(self.row, column, desk.text(key), &self.styles.header)?;
        }
        self.next(20)?;
        for origin in letter.files.iter().take(FILES) {
            let name = line_text(file_name(&origin.file), NAME * 2);
            self.sheet.write_string_with_format(self.row, 0, &name, &self.styles.cell)?;
            let (errors, warnings) = counts.of_file(&origin.file);
            let numbers = [origin.read, origin.accepted, origin.quarantined, errors, warnings];
            for (column, number) in (1_u16..).zip(numbers) {
                self.sheet.write_number_with_format(self.row, column, number as f64, &self.styles.number)?;
            }
            self.next(lines(&name, usize::from(WIDTHS[0])).saturating_mul(15) + 4)?;
        }
        Ok(())
    }
}

/// The file's own name: the sender knows no folders of ours.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
