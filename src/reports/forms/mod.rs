//! A superior's form, filled in: the named cells get figures or texts, and everything else stays as it was, byte for byte.
//!
//! In: a workbook's bytes, what the job puts where, the figures. Out: the filled workbook and findings. A cell that
//! cannot be filled is left as it is and said. It must not know where files lie, nor what a figure is made of. Only the
//! sheets that are filled, or that hold formulas, are rewritten, and of these only the cells concerned: values that
//! formulas had worked out are taken out, since they belong to the old numbers, and are worked out anew when it is
//! opened.

mod attributes;
mod book;
mod edits;
mod number;
mod package;
mod scan;
mod styles;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use crate::calendar::{Month, Period};
use crate::exact::Rounding;
use crate::figures::{AskError, Figure, FigureId, IdError, Span};
use crate::findings::{Code, Finding, Place};
use crate::job::{Form, FormCell, FormContent};
use crate::words::Lang;

use book::Book;
use edits::NewValue;
use package::{Package, Trouble};
use scan::SheetScan;
use styles::Styles;

const UNREADABLE: Code = Code("form-unreadable");
const TOO_LARGE: Code = Code("form-too-large");
const SHEET_UNKNOWN: Code = Code("form-sheet-unknown");
const CELL_MERGED: Code = Code("form-cell-merged");
const CELL_FORMULA: Code = Code("form-cell-formula");
const CELL_LOCKED: Code = Code("form-cell-locked");
const FIGURE_UNKNOWN: Code = Code("form-figure-unknown");
const FIGURE_MALFORMED: Code = Code("form-figure-malformed");
const FIGURE_INAPPLICABLE: Code = Code("form-figure-inapplicable");
const FIGURE_EMPTY: Code = Code("form-figure-empty");
const UNIT_UNFIT: Code = Code("form-unit-unfit");

/// What forms are filled with.
pub struct FormValues<'a> {
    /// The team's name.
    pub job: &'a str,
    /// The last month of the job.
    pub through: Month,
    /// The date that papers bear, as the job gives it.
    pub date: Option<&'a str>,
    /// How halves are rounded.
    pub rounding: Rounding,
    /// The language of texts.
    pub lang: Lang,
    /// The months that a ledger covers.
    pub span: &'a dyn Fn(&str) -> Option<Span>,
    /// Any figure by its id.
    pub figure: &'a dyn Fn(&FigureId) -> Result<Figure, AskError>,
}

/// A form as far as it could be filled.
#[derive(Debug)]
pub struct Filled {
    /// The workbook; none where it cannot be read.
    pub bytes: Option<Vec<u8>>,
    /// What is wrong, or to be known.
    pub findings: Vec<Finding>,
}

/// What is said of a form whose file cannot be had at all.
#[must_use]
pub fn unread(form: &Form, cause: &str) -> Finding {
    Finding::new(UNREADABLE, Place::file(&form.file.as_str().into()), "").with("cause", cause)
}

/// What is said of a form whose file is larger than any form.
#[must_use]
pub fn too_large(form: &Form, most_bytes: u64) -> Finding {
    Finding::new(TOO_LARGE, Place::file(&form.file.as_str().into()), format!("{} MiB", most_bytes >> 20))
}

/// Fills a form in.
#[must_use]
pub fn fill(form: &Form, bytes: &[u8], values: &FormValues<'_>) -> Filled {
    let mut findings = Vec::new();
    match filled(form, bytes, values, &mut findings) {
        Ok(bytes) => Filled { bytes: Some(bytes), findings },
        Err(trouble) => {
            findings.push(trouble.finding(Place::file(&form.file.as_str().into())));
            Filled { bytes: None, findings }
        }
    }
}

fn filled(form: &Form, bytes: &[u8], values: &FormValues<'_>, findings: &mut Vec<Finding>) -> Result<Vec<u8>, Trouble> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let styles = Styles::read(&mut package, &book)?;
    let by_sheet = by_sheet(form, &book, findings);
    let mut sheets = Vec::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let xml = package.part(&sheet.part)?.ok_or_else(|| package::damaged(&sheet.part))?;
        let scan = SheetScan::read(&xml).map_err(|cause| package::damaged(&format!("{}: {cause}", sheet.part)))?;
        let filling = Filling { form, sheet: &sheet.name, scan: &scan, styles: &styles, values };
        let cells = by_sheet.get(&at).into_iter().flatten();
        let new: Vec<NewValue> = cells.filter_map(|cell| filling.settle(cell, findings)).collect();
        sheets.push((&sheet.part, xml, scan, new));
    }
    let mut changed = BTreeMap::new();
    if sheets.iter().any(|(.., new)| !new.is_empty()) {
        for (part, xml, scan, new) in &sheets {
            let edited = edits::apply(xml, scan, new);
            if edited != *xml {
                changed.insert((*part).clone(), edited);
            }
        }
        if sheets.iter().any(|(_, _, scan, _)| scan.has_formulas()) {
            changed.insert(book.part.clone(), book::recalculated(&book.xml));
        }
    }
    package.with(&changed)
}

/// The cells by the sheet that they name; those whose sheet is not there are said.
fn by_sheet<'a>(form: &'a Form, book: &Book, findings: &mut Vec<Finding>) -> BTreeMap<usize, Vec<&'a FormCell>> {
    let mut cells: BTreeMap<usize, Vec<&FormCell>> = BTreeMap::new();
    for cell in &form.cells {
        let found = match &cell.sheet {
            None => (!book.sheets.is_empty()).then_some(0),
            Some(name) => book.position(name),
        };
        match found {
            Some(at) => cells.entry(at).or_default().push(cell),
            None => {
                let name = cell.sheet.as_deref().unwrap_or_default();
                let finding = Finding::new(SHEET_UNKNOWN, place(form, name, cell), name);
                findings.push(finding.with("nearest", book.nearest(name)));
            }
        }
    }
    cells
}

fn place(form: &Form, sheet: &str, cell: &FormCell) -> Place {
    Place::cell(&form.file.as_str().into(), &sheet.into(), u64::from(cell.row), Some(cell.column))
}

/// One sheet while its cells are settled.
struct Filling<'a> {
    form: &'a Form,
    sheet: &'a str,
    scan: &'a SheetScan,
    styles: &'a Styles,
    values: &'a FormValues<'a>,
}

impl Filling<'_> {
    /// What goes into a cell; nothing, with the finding that says why, where it must stay as it is.
    fn settle(&self, cell: &FormCell, findings: &mut Vec<Finding>) -> Option<NewValue> {
        let style = self.scan.style(cell.row, cell.column);
        if let Some(refused) = self.refused(cell, style) {
            findings.push(refused);
            return None;
        }
        let text = match &cell.content {
            FormContent::Text(text) => edits::Content::Text(texts::filled(text, self.values)),
            FormContent::Figure { id, .. } => match self.number(cell, style) {
                Ok((figure, None)) => {
                    findings.push(self.empty(cell, id, &figure));
                    edits::Content::Nothing
                }
                Ok((_, Some(number))) => edits::Content::Number(number),
                Err(finding) => {
                    findings.push(finding);
                    return None;
                }
            },
        };
        Some(NewValue { row: cell.row, column: cell.column, style, content: text })
    }

    /// Why a cell must not be written to.
    fn refused(&self, cell: &FormCell, style: Option<u32>) -> Option<Finding> {
        let finding = |code| Finding::new(code, place(self.form, self.sheet, cell), "");
        if let Some(range) = self.scan.merged(cell.row, cell.column) {
            return Some(finding(CELL_MERGED).with("range", range.to_string()).with("first", range.first_text()));
        }
        if self.scan.has_formula(cell.row, cell.column) {
            return Some(finding(CELL_FORMULA));
        }
        (self.scan.is_protected && self.styles.is_locked(style)).then(|| finding(CELL_LOCKED))
    }

    /// The figure that a cell asks for, and its number as the cell takes it.
    fn number(&self, cell: &FormCell, style: Option<u32>) -> Result<(Figure, Option<String>), Finding> {
        let FormContent::Figure { id: asked, unit, decimals } = &cell.content else {
            return Err(self.about(FIGURE_MALFORMED, cell, ""));
        };
        let id = self.id(asked).map_err(|_| self.about(FIGURE_MALFORMED, cell, asked))?;
        let figure = (self.values.figure)(&id).map_err(|error| match error {
            AskError::Unknown { name, nearest, .. } => {
                self.about(FIGURE_UNKNOWN, cell, asked).with("name", name).with("nearest", nearest)
            }
            AskError::NotApplicable(_) => self.about(FIGURE_INAPPLICABLE, cell, asked),
        })?;
        let form = number::Form {
            unit: *unit,
            decimals: *decimals,
            rounding: self.values.rounding,
            shows_percent: self.styles.shows_percent(style),
        };
        match form.number(&figure) {
            Ok(number) => Ok((figure, number)),
            Err(number::Unfit { unit, own }) => {
                Err(self.about(UNIT_UNFIT, cell, asked).with("unit", unit).with("own", own))
            }
        }
    }

    fn about(&self, code: Code, cell: &FormCell, id: &str) -> Finding {
        Finding::new(code, place(self.form, self.sheet, cell), id)
    }

    fn empty(&self, cell: &FormCell, id: &str, figure: &Figure) -> Finding {
        let note = figure.note_text(self.values.lang).unwrap_or_default();
        self.about(FIGURE_EMPTY, cell, id).with("note", note)
    }

    /// The id with its period: as written, a word in braces for one that moves with the job, or the year to date.
    fn id(&self, asked: &str) -> Result<FigureId, IdError> {
        let (name, period) = match asked.rsplit_once('@') {
            Some((name, period)) if !name.ends_with('\\') => (name, period),
            _ => (asked, "{ytd}"),
        };
        let Some(word) = period.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return format!("{name}@{period}").parse();
        };
        let ledger = name.split('.').next().unwrap_or_default();
        let through = (self.values.span)(ledger).map_or(self.values.through, |span| span.through);
        let period = moving_period(word, through).ok_or(IdError::Period)?;
        format!("{name}@{period}").parse()
    }
}

/// `month`, `ytd`, `year`, and the same some months or years before: `month-1`, `ytd-1y`.
fn moving_period(word: &str, through: Month) -> Option<Period> {
    let (word, back) = word.split_once('-').map_or((word, None), |(word, back)| (word, Some(back)));
    let months = match back {
        None => 0,
        Some(back) => {
            let (number, unit) = back.strip_suffix('y').map_or((back, 1), |years| (years, 12));
            number.parse::<i32>().ok().filter(|number| (1..=120).contains(number))? * unit
        }
    };
    let last = through.plus(-months);
    match word {
        "month" => Some(Period::month(last)),
        "ytd" if months % 12 == 0 => Some(Period::year_to(last)),
        "year" if months % 12 == 0 => Some(Period::year_to(Month::new(last.year(), 12)?)),
        _ => None,
    }
}
