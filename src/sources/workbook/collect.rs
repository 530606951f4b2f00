//! Answers of the reading process to sheets and findings. Knows no format.

use std::io::{self, Read};
use std::sync::Arc;

use super::sheet::{Sheet, SheetBuilder};
use super::wire::{Area, Format, Message, Receiver, Trouble};
use crate::findings::{CellRef, Code, Finding, Place, column_letters};
use crate::sources::{SourceFile, TableInfo, over_size, unreadable};

/// What has been heard of one workbook.
pub(super) struct Collected<'a> {
    file: &'a SourceFile,
    /// How many cells may come.
    room: u64,
    refused: bool,
    counts_from_1904: bool,
    names: String,
    open: Option<SheetBuilder>,
    sheets: Vec<Sheet>,
    findings: Vec<Finding>,
    lost: bool,
}

fn over_count(file: &SourceFile, count: &str) -> Finding {
    Finding::new(Code("file-too-large"), Place::file(&file.name), count).with("limit", count)
}

impl<'a> Collected<'a> {
    pub(super) fn new(file: &'a SourceFile, cells: u64) -> Self {
        Self {
            file,
            room: cells,
            refused: false,
            counts_from_1904: false,
            names: String::new(),
            open: None,
            sheets: Vec::new(),
            findings: Vec::new(),
            lost: false,
        }
    }

    /// Whether the process itself said why the workbook is not read.
    pub(super) const fn is_refused(&self) -> bool {
        self.refused
    }

    /// Takes messages until the last.
    ///
    /// # Errors
    /// The stream ends before it, or is no such stream.
    pub(super) fn listen(&mut self, answers: impl Read) -> io::Result<()> {
        let mut receiver = Receiver(answers);
        loop {
            match receiver.receive()? {
                Message::End => return Ok(()),
                message => self.take(message)?,
            }
        }
    }

    fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Format(format) => self.findings.extend(self.mismatch(format)),
            Message::CountsFrom1904 => self.counts_from_1904 = true,
            Message::Sheet { name, hidden } => self.open = Some(self.begin(&name, hidden)),
            Message::SheetEnd => self.complete(),
            Message::Trouble(trouble, text) => self.trouble(trouble, &text),
            Message::SheetNames(names) => self.names = names,
            within_a_sheet => {
                let Some(sheet) = &mut self.open else { return Err(io::ErrorKind::InvalidData.into()) };
                self.room = self.room.checked_sub(1).ok_or(io::ErrorKind::InvalidData)?;
                add(sheet, within_a_sheet);
            }
        }
        Ok(())
    }

    fn mismatch(&self, format: Format) -> Option<Finding> {
        let (contents, endings): (_, &[&str]) = match format {
            Format::Xlsx => ("xlsx", &["xlsx", "xlsm", "xltx", "xltm"]),
            Format::Xlsb => ("xlsb", &["xlsb"]),
            Format::Ods => ("ods", &["ods", "ots"]),
            Format::Xls => ("xls", &["xls", "xlt", "et"]),
        };
        let fits = endings.contains(&self.file.ending().as_str());
        (!fits).then(|| Finding::new(Code("file-format-mismatch"), Place::file(&self.file.name), contents))
    }

    fn begin(&mut self, name: &str, hidden: bool) -> SheetBuilder {
        let info = TableInfo { file: Arc::clone(&self.file.name), sheet: name.into(), hidden, ..TableInfo::default() };
        let info = TableInfo { counts_from_1904: self.counts_from_1904, ..info };
        SheetBuilder::new(info)
    }

    fn complete(&mut self) {
        let Some(builder) = self.open.take() else { return };
        let (sheet, large) = builder.finish();
        if sheet.is_empty() {
            return;
        }
        let place = Place::sheet(&self.file.name, &sheet.info().sheet);
        self.findings.extend(about_hiding(&sheet, &place));
        self.findings.extend(large.iter().map(|area| about_merged(area, &place)));
        self.sheets.push(sheet);
    }

    fn trouble(&mut self, trouble: Trouble, text: &str) {
        let place = Place::file(&self.file.name);
        let finding = match trouble {
            Trouble::Unreadable => unreadable(self.file, &io::Error::other(text.to_owned())),
            Trouble::Encrypted => Finding::new(Code("file-encrypted"), place, ""),
            Trouble::Unsupported => Finding::new(Code("file-format-unsupported"), place, text),
            Trouble::UnzippedTooLarge => self.over_unzipped(text),
            Trouble::TooManyEntries | Trouble::TooManyCells => over_count(self.file, text),
            Trouble::SheetUnreadable => self.lose_sheet(text),
            Trouble::SheetMissing => {
                self.lost = true;
                Finding::new(Code("sheet-matches-nothing"), place, text).with("sheets", self.names.clone())
            }
        };
        self.refused |= !matches!(trouble, Trouble::SheetUnreadable | Trouble::SheetMissing);
        self.findings.push(finding);
    }

    /// `text` holds the bytes and the limit.
    fn over_unzipped(&self, text: &str) -> Finding {
        let mut numbers = text.split(' ').map(|number| number.parse().unwrap_or(0));
        let (bytes, limit) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        over_size(self.file, bytes, limit)
    }

    fn lose_sheet(&mut self, cause: &str) -> Finding {
        self.lost = true;
        let name = self.open.take().map(|sheet| sheet.info.sheet).unwrap_or_default();
        let place = Place::sheet(&self.file.name, &name);
        Finding::new(Code("sheet-unreadable"), place, &*name).with("cause", cause)
    }

    /// The sheets and the findings; a refused workbook gives no sheet.
    pub(super) fn finish(mut self) -> (Vec<Sheet>, Vec<Finding>) {
        if self.refused {
            self.sheets.clear();
        } else if self.sheets.is_empty() && !self.lost {
            self.findings.push(Finding::new(Code("file-empty"), Place::file(&self.file.name), ""));
        }
        (self.sheets, self.findings)
    }
}

fn add(sheet: &mut SheetBuilder, message: Message) {
    match message {
        Message::Cell { row, column, kind, text } => sheet.cell(row, column, kind, &text),
        Message::HiddenRow(row) => {
            sheet.hidden_rows.insert(row);
        }
        Message::HiddenColumn(column) => sheet.info.hidden_columns.push(column),
        Message::Merged(area) => sheet.merged.push(area),
        _ => {}
    }
}

fn about_hiding(sheet: &Sheet, place: &Place) -> Vec<Finding> {
    let info = sheet.info();
    let hidden_sheet = info.hidden.then(|| Finding::new(Code("sheet-hidden"), place.clone(), &*info.sheet));
    let rows = sheet.hidden_rows().map(|(first, rows)| {
        let at = Place { cell: Some(CellRef { row: first, column: None }), ..place.clone() };
        Finding::new(Code("rows-hidden"), at, first.to_string()).with("rows", rows.to_string())
    });
    let columns = info.hidden_columns.first().map(|&first| {
        let finding = Finding::new(Code("columns-hidden"), place.clone(), column_letters(first));
        finding.with("columns", info.hidden_columns.len().to_string())
    });
    hidden_sheet.into_iter().chain(rows).chain(columns).collect()
}

fn about_merged(area: &Area, place: &Place) -> Finding {
    let corner = |row: u32, column: u32| CellRef { row: u64::from(row) + 1, column: Some(column) };
    let (first, last) = (corner(area.rows.0, area.columns.0), corner(area.rows.1, area.columns.1));
    Finding::new(Code("merge-too-large"), Place { cell: Some(first), ..place.clone() }, format!("{first}:{last}"))
}
