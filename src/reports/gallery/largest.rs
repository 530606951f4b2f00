//! The largest projects, and how much of the whole they reach together.

use crate::figures::FigureId;
use crate::reports::charts::{Chart, Datum, Form, Table};

use super::scale::{Scale, size, size_share};
use super::{Edition, NamedAmount, amount};

/// Rows before the rest is summed up.
const MOST_ROWS: usize = 10;

/// The chart over the year so far; nothing without names, or where the whole is not positive.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let (whole, unit) = amount(edition.figures.find(&FigureId::total(indicator, theme.period))?)?;
    let listed = &edition.projects[..edition.projects.len().min(MOST_ROWS)];
    let first = listed.first().filter(|_| whole > 0)?;
    let reached = running(listed);
    let left = whole - reached.last().copied()?;
    let amounts = listed.iter().map(|project| project.amount).chain([left]);
    let scale = Scale::over(unit.clone(), amounts, edition.settings.rounding);
    let rows = listed
        .iter()
        .zip(&reached)
        .map(|(project, reached)| row(&scale, project.name, project.amount, *reached, whole));
    let what = phrases.indicator(indicator);
    let aside_heading = phrases.text("chart-reached").to_owned();
    let table = Table { value_heading: what.clone(), aside_heading, rows: rows.collect() };
    let rest = rest(edition, &scale, left, whole);
    let title = phrases.filled("chart-title-largest", &[("what", &what)]);
    let (subtitle, unit) = (phrases.period(theme.period), phrases.unit(&scale.name(phrases)));
    let (high, count) = (scale.number(first.amount), edition.projects.len().to_string());
    let about = [
        ("title", title.as_str()),
        ("period", &subtitle),
        ("unit", &unit),
        ("first", first.name),
        ("high", &high),
        ("n", &count),
    ];
    Some(Chart {
        stem: format!("{}-largest", indicator.replace('.', "-")),
        alt: phrases.filled("chart-alt-ranked", &about),
        form: Form::Pareto { table, reached: shares(&reached, rest.as_ref(), whole), rest },
        title,
        subtitle,
        unit,
        source: phrases.source(edition.publisher, theme.ledger),
    })
}

fn running(listed: &[NamedAmount<'_>]) -> Vec<i128> {
    let sums = listed.iter().scan(0_i128, |sum, project| {
        *sum += project.amount;
        Some(*sum)
    });
    sums.collect()
}

fn row(scale: &Scale, name: &str, amount: i128, reached: i128, whole: i128) -> Datum {
    Datum {
        label: name.to_owned(),
        magnitude: size(amount),
        value_label: scale.number(amount),
        aside: scale.share(reached, whole),
    }
}

fn rest(edition: &Edition<'_>, scale: &Scale, amount: i128, whole: i128) -> Option<Datum> {
    let left = edition.projects.len().checked_sub(MOST_ROWS).filter(|left| *left > 0)?;
    let label = edition.phrases().filled("chart-rest-project", &[("n", &left.to_string())]);
    Some(row(scale, &label, amount, whole, whole))
}

/// Shares for the picture, the whole last where there is a rest.
fn shares(reached: &[i128], rest: Option<&Datum>, whole: i128) -> Vec<f64> {
    reached.iter().copied().chain(rest.map(|_| whole)).map(|reached| size_share(reached, whole)).collect()
}
