//! An indicator by the values of a dimension, largest first, each with its share.

use crate::figures::{Comparison, Figure, FigureId};
use crate::reports::charts::{Chart, Datum, Form, Table};

use super::scale::{Scale, size};
use super::{Edition, Theme, amount};

/// Rows before the rest is summed up.
const MOST_ROWS: usize = 20;
/// Parts that one bar can show so that each is still seen.
const MOST_PARTS: usize = 6;

/// What a ranking shows of its figures.
struct Listed<'a> {
    /// The rows, largest first.
    rows: &'a [&'a Figure],
    /// How many values are not among them, and their sum.
    rest: Option<(usize, i128)>,
    /// The sum over all values.
    whole: i128,
    scale: Scale,
}

/// The ranking of a dimension's values over the year so far; nothing where fewer than two have a record.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str, dimension: &str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let all = edition.figures.breakdown(indicator, dimension, theme.period);
    let figures: Vec<&Figure> = all.into_iter().filter(|figure| figure.records > 0).collect();
    let listed = (figures.len() > 1).then(|| Listed::of(edition, &theme, &figures)).flatten()?;
    let phrases = edition.phrases();
    let what = phrases.indicator(indicator);
    let title = phrases.filled(&format!("chart-title-{dimension}"), &[("what", &what)]);
    let rows = listed.rows.iter().filter_map(|figure| row(edition, &listed.scale, dimension, figure)).collect();
    let table = Table { value_heading: what, aside_heading: phrases.text("chart-share").to_owned(), rows };
    Some(Chart {
        stem: format!("{}-by-{dimension}", indicator.replace('.', "-")),
        alt: alt(edition, &theme, &listed.scale, &title, &table, figures.len()),
        title,
        subtitle: phrases.period(theme.period),
        unit: phrases.unit(&listed.scale.name(phrases)),
        source: phrases.source(edition.publisher, theme.ledger),
        form: form(dimension, table, listed.rest_row(edition, dimension)),
    })
}

impl<'a> Listed<'a> {
    fn of(edition: &Edition<'_>, theme: &Theme<'_>, figures: &'a [&'a Figure]) -> Option<Self> {
        let rows = &figures[..figures.len().min(MOST_ROWS)];
        let (whole, unit) = amount(edition.figures.find(&FigureId::total(theme.indicator, theme.period))?)?;
        let amounts = || rows.iter().filter_map(|figure| amount(figure)).map(|(amount, _)| amount);
        let left = figures.len() - rows.len();
        let rest = (left > 0).then(|| (left, whole - amounts().sum::<i128>()));
        let all = amounts().chain(rest.map(|(_, amount)| amount));
        let scale = Scale::over(unit.clone(), all, edition.settings.rounding);
        Some(Self { rows, rest, whole, scale })
    }

    /// What the rows leave of the whole, so that the picture adds up.
    fn rest_row(&self, edition: &Edition<'_>, dimension: &str) -> Option<Datum> {
        let (left, amount) = self.rest?;
        Some(Datum {
            label: edition.phrases().filled(&format!("chart-rest-{dimension}"), &[("n", &left.to_string())]),
            magnitude: size(amount),
            value_label: self.scale.number(amount),
            aside: self.scale.share(amount, self.whole),
        })
    }
}

/// Few parts of a whole are one bar; anything else is a ranking.
fn form(dimension: &str, table: Table, rest: Option<Datum>) -> Form {
    let parts = table.rows.len() <= MOST_PARTS && table.rows.iter().all(|row| row.magnitude >= 0.0);
    if dimension == "channel" && parts { Form::Composition { table } } else { Form::Bars { table, rest } }
}

fn row(edition: &Edition<'_>, scale: &Scale, dimension: &str, figure: &Figure) -> Option<Datum> {
    let (amount, _) = amount(figure)?;
    let share = edition.figures.find(&FigureId { comparison: Some(Comparison::Share), ..figure.id.clone() });
    Some(Datum {
        label: edition.phrases().value(figure.id.filter.get(dimension)?),
        magnitude: size(amount),
        value_label: scale.number(amount),
        aside: share.map_or_else(String::new, |share| share.display.clone()),
    })
}

fn alt(edition: &Edition<'_>, theme: &Theme<'_>, scale: &Scale, title: &str, table: &Table, count: usize) -> String {
    let phrases = edition.phrases();
    let first = table.rows.first().cloned().unwrap_or_default();
    let values = [
        ("title", title),
        ("period", &phrases.period(theme.period)),
        ("unit", &phrases.unit(&scale.name(phrases))),
        ("first", &first.label),
        ("high", &first.value_label),
        ("n", &count.to_string()),
    ];
    phrases.filled("chart-alt-ranked", &values)
}
