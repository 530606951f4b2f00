//! A figure on the page: its text in a `data` element with its id; and what the script must know of it to prove it.

use std::collections::BTreeMap;

use crate::figures::{Figure, FigureId, Note};

use super::Report;
use super::escape::{self, escaped, json};

/// What is printed of a figure, marked with its id. `number`: the value of a table's own unit, by which rows sort; else
/// the exact value in the base unit is given.
pub(super) fn datum(report: &Report<'_>, id: &str, printed: &str, number: Option<&str>) -> String {
    let known = || report.figures.get(id).and_then(|figure| figure.value.as_deref());
    let value = number.or_else(known).map_or_else(String::new, |value| format!(" value=\"{}\"", escaped(value)));
    format!("<data{value} data-figure=\"{}\">{}</data>", escape::id(id), escaped(printed))
}

/// Every figure that the page names, by id: `[display, exact value, unit, note, whether the base is a published value]`.
/// The exact value is a decimal in the base unit, or a fraction `p/q`; null where there is none.
pub(super) fn known(report: &Report<'_>, page: &[&str]) -> String {
    let mut ids: Vec<&str> = page.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let figures: BTreeMap<&str, _> =
        ids.into_iter().filter_map(|id| Some((id, facts(report, report.figures.get(id)?)))).collect();
    json(&figures)
}

type Facts<'a> = (&'a str, Option<&'a str>, &'a str, Option<String>, u8);

fn facts<'a>(report: &Report<'_>, figure: &'a Figure) -> Facts<'a> {
    let exact = figure.exact.as_deref().or(figure.value.as_deref());
    let published = u8::from(figure.note == Some(Note::BasePublished));
    (&figure.display, exact, &figure.unit, figure.note_text(report.lang), published)
}

/// The ids of all figures that the page prints.
pub(super) fn named<'a>(report: &Report<'a>) -> Vec<&'a str> {
    use super::super::document::{Block, Cell, Row, Span, Table};
    fn of_spans(spans: &[Span]) -> impl Iterator<Item = &str> {
        spans.iter().filter_map(|span| match span {
            Span::Figure { id, .. } => Some(id.as_str()),
            Span::Words(_) => None,
        })
    }
    fn of_row(row: &Row) -> impl Iterator<Item = &str> {
        row.cells.iter().filter_map(|cell| match cell {
            Cell::Number(number) => Some(number.figure.as_str()),
            Cell::Label(_) | Cell::Nothing { .. } => None,
        })
    }
    fn of_table(table: &Table) -> impl Iterator<Item = &str> {
        table.rows.iter().flat_map(of_row)
    }
    let of_block = |block: &'a Block| -> Vec<&'a str> {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Signature(text) => of_spans(text).collect(),
            Block::Table(table) => of_table(table).collect(),
            Block::Picture(_) => Vec::new(),
        }
    };
    let of_headline = |headline: &'a super::Headline| {
        let compared = headline.comparisons.iter().flat_map(|comparison| of_spans(comparison));
        std::iter::once(headline.figure.as_str()).chain(compared).collect::<Vec<_>>()
    };
    let headlines = report.headlines.iter().flat_map(of_headline);
    let blocks = report.document.blocks.iter().flat_map(of_block);
    headlines.chain(blocks).chain(report.tables.iter().flat_map(of_table)).collect()
}

/// An indicator, its year, and the value in the base unit.
type Target<'a> = (&'a str, i32, String);

/// The year's targets as `[indicator, year, value in the base unit]`, and published values by the figure's id.
pub(super) fn declared<'a>(report: &Report<'a>) -> (Vec<Target<'a>>, BTreeMap<String, String>) {
    let target = |target: &crate::figures::Target| base_text(report, &target.indicator, target.value);
    let targets = report.settings.targets.iter();
    let targets = targets.map(|it| (it.indicator.as_str(), it.year, target(it))).collect();
    let value = |id: &FigureId, value: i128| base_text(report, &id.indicator, value);
    let published = report.settings.published.iter();
    (targets, published.map(|it| (it.figure.to_string(), value(&it.figure, it.value))).collect())
}

/// An integer of an indicator's smallest part as a decimal in its base unit; that of a price or rate has 12 decimals.
fn base_text(report: &Report<'_>, indicator: &str, value: i128) -> String {
    const FRACTION_PLACES: u32 = 12;
    let all = report.kinds.iter().flat_map(|kind| &kind.indicators);
    let unit = all.into_iter().find(|known| known.id == indicator).and_then(|known| known.unit.as_ref());
    unit.map_or_else(
        || crate::exact::Decimal { digits: value, scale: FRACTION_PLACES }.to_string(),
        |unit| unit.base_text(value),
    )
}
