//! The sign-off sheet: one page on which a publication is prepared, reviewed and signed.
//!
//! In: a [`Signing`], everything that the sheet says. Out: a [`Document`] of one page, and the bytes of its Word file. What
//! does not fit is cut or counted: the sheet names the files that have all of it. It must not know how anything was
//! published, nor where a decision was written.

mod fitting;
mod lists;
mod room;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::findings::Finding;
use crate::words::{self, Lang};

use super::decisions::Decided;
use super::document::{Block, Cell, Column, Document, Number, NumberForm, Row, RowRole, Span, Table};
use super::docx::{Style, docx, style};
use super::{notice, tables};
use fitting::{cut, measure};
use room::Room;

/// Everything that the sheet says.
#[derive(Clone, Debug)]
pub struct Signing<'a> {
    /// Who publishes.
    pub job: &'a str,
    /// The months that the job covers.
    pub period: Period,
    /// What is signed.
    pub publication: Publication<'a>,
    /// The publication before.
    pub before: Option<Publication<'a>>,
    /// Why it was published although errors are open.
    pub despite: Option<&'a str>,
    /// The headline figures.
    pub figures: Vec<SignedFigure>,
    /// The findings of the run.
    pub findings: &'a [Finding],
    /// What was decided about records and findings.
    pub decided: &'a [Decided],
    /// The language.
    pub lang: Lang,
}

/// A publication by its file.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// The file.
    pub file: &'a str,
    /// The day of publication: `2021-08-05`.
    pub date: &'a str,
    /// The SHA-256 of the file.
    pub sha256: &'a str,
}

/// A headline figure beside what was published last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedFigure {
    /// What it is.
    pub label: String,
    /// Its id.
    pub id: String,
    /// Its period.
    pub period: Period,
    /// As people read it.
    pub display: String,
    /// What was published last: of which months, and as what.
    pub last: Option<(Period, String)>,
    /// What came since, with its sign.
    pub change: Option<String>,
    /// Whether what was published last is revised.
    pub is_revised: bool,
}

/// How the sheet looks.
const STYLE: &str = include_str!("signing.toml");

/// The bytes of the Word file.
#[must_use]
pub fn signing_docx(signing: &Signing<'_>) -> Vec<u8> {
    docx(&document(signing), &look())
}

#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
fn look() -> Style {
    style::read(STYLE).expect("the style of the sheet")
}

/// The sheet.
#[must_use]
pub fn document(signing: &Signing<'_>) -> Document {
    let lang = signing.lang;
    let text = |key: &str| words::text(lang, key).to_owned();
    let shown = signing.figures.len().min(room::FIGURES);
    let below = figures_below(signing, shown);
    let publication = publication(signing);
    let room = Room::of_page(shown, below.len() + publication.len());
    let (findings, decided) = lists::lists(signing, room);
    let mut blocks = vec![paragraph(about(signing)), heading(text("sheet-figures"))];
    blocks.push(Block::Table(figures(signing, shown)));
    blocks.extend(below.into_iter().map(paragraph));
    blocks.push(heading(lists::findings_heading(signing)));
    blocks.extend(findings.into_iter().map(paragraph));
    blocks
        .push(heading(words::fill(words::text(lang, "sheet-decisions"), &[("n", &signing.decided.len().to_string())])));
    blocks.extend(decided.into_iter().map(paragraph));
    blocks.push(heading(text("sheet-publication")));
    blocks.extend(publication.into_iter().map(paragraph));
    blocks.push(Block::Table(signatures(lang)));
    Document { title: text("sheet-title"), lang, blocks, annexes: Vec::new() }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Span::Words(text)])
}

fn heading(text: String) -> Block {
    Block::Heading { level: 1, text: vec![Span::Words(text)] }
}

/// Who publishes, which months, and when.
fn about(signing: &Signing<'_>) -> String {
    let date = notice::date(signing.publication.date, signing.lang);
    let period = tables::period_name(signing.period, signing.lang);
    let values = [("job", &*cut(signing.job, room::LINE / 2)), ("period", &period), ("date", &date)];
    cut(&words::fill(words::text(signing.lang, "sheet-about"), &values), room::LINE)
}

/// The first `shown` figures. Their months stand at the head of a column; where a figure's are others, beside it.
fn figures(signing: &Signing<'_>, shown: usize) -> Table {
    let lang = signing.lang;
    let rows = &signing.figures[..shown];
    let now = most_common(rows.iter().map(|figure| figure.period));
    let last = most_common(rows.iter().filter_map(|figure| Some(figure.last.as_ref()?.0)));
    let label = |heading: String| Column { heading, unit: None, form: None };
    let of = |key: &str, period: Option<Period>| match period {
        Some(period) => with_months(words::text(lang, key), period, lang),
        None => words::text(lang, key).to_owned(),
    };
    Table {
        columns: vec![
            label(of("sheet-column-indicator", None)),
            Column { form: Some(NumberForm::Amount), ..label(of("sheet-column-now", now)) },
            label(of("sheet-column-last", last)),
            label(of("sheet-column-change", None)),
        ],
        rows: rows.iter().map(|figure| row(figure, now, last, lang)).collect(),
        ..Table::default()
    }
}

/// The period that most figures have; the earlier one of equals.
fn most_common(periods: impl Iterator<Item = Period>) -> Option<Period> {
    let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
    periods.for_each(|period| *counts.entry(period).or_default() += 1);
    counts.into_iter().max_by_key(|(period, count)| (*count, std::cmp::Reverse(*period))).map(|(period, _)| period)
}

fn with_months(text: &str, period: Period, lang: Lang) -> String {
    let months = tables::months_name(period, lang);
    words::fill(words::text(lang, "sheet-with-months"), &[("text", text), ("months", &months)])
}

/// A text with its months where they are not those of its column, cut so that the months stay.
fn cut_with_months(text: &str, period: Period, column: Option<Period>, room: usize, lang: Lang) -> String {
    if column == Some(period) {
        return cut(text, room);
    }
    let around = measure(&with_months("", period, lang));
    with_months(&cut(text, room.saturating_sub(around)), period, lang)
}

fn row(figure: &SignedFigure, now: Option<Period>, last: Option<Period>, lang: Lang) -> Row {
    let [label_room, now_room, last_room, change_room] = room::COLUMNS;
    let nothing = || words::text(lang, "display-nothing").to_owned();
    let shown = cut(&figure.display, now_room);
    let before = figure.last.as_ref().map(|(period, value)| {
        let mark = if figure.is_revised { words::text(lang, "sheet-mark") } else { "" };
        cut_with_months(value, *period, last, last_room - measure(mark), lang) + mark
    });
    let number = Number { figure: figure.id.clone(), exact: shown.clone(), shown, decimals: 0 };
    let cells = vec![
        Cell::Label(cut_with_months(&figure.label, figure.period, now, label_room, lang)),
        Cell::Number(number),
        Cell::Label(before.unwrap_or_else(nothing)),
        Cell::Label(figure.change.as_ref().map_or_else(nothing, |text| cut(text, change_room))),
    ];
    Row { role: RowRole::Body, cells }
}

/// What to know about the figures, a line each.
fn figures_below(signing: &Signing<'_>, shown: usize) -> Vec<String> {
    let is_revised = signing.figures.iter().take(shown).any(|figure| figure.is_revised);
    let revised = is_revised.then(|| words::text(signing.lang, "sheet-revised-note").to_owned());
    let rest = signing.figures.len() - shown;
    let rest =
        (rest > 0).then(|| words::fill(words::text(signing.lang, "sheet-more-figures"), &[("n", &rest.to_string())]));
    revised.into_iter().chain(rest).collect()
}

/// By what the publication is known, and the one before it.
fn publication(signing: &Signing<'_>) -> Vec<String> {
    let filled =
        |key: &str, values: &[(&str, &str)]| cut(&words::fill(words::text(signing.lang, key), values), room::LINE);
    let before = match &signing.before {
        Some(before) => {
            let date = notice::date(before.date, signing.lang);
            filled("sheet-before", &[("file", before.file), ("date", &date)])
        }
        None => filled("sheet-no-before", &[]),
    };
    let own = &signing.publication;
    vec![filled("sheet-file", &[("file", own.file)]), filled("sheet-hash", &[("sha256", own.sha256)]), before]
}

/// The blanks in which names and days are written.
fn signatures(lang: Lang) -> Table {
    let text = |key: &str| words::text(lang, key).to_owned();
    let column = |key: &str| Column { heading: text(key), unit: None, form: None };
    let blank = || Cell::Label(text("sheet-blank"));
    Table {
        columns: ["sheet-prepared", "sheet-reviewed", "sheet-signed"].map(column).into(),
        rows: vec![Row { role: RowRole::Body, cells: vec![blank(), blank(), blank()] }],
        ..Table::default()
    }
}
