//! An indicator month by month, with the running total.

use crate::calendar::{Month, Period};
use crate::figures::{Figure, FigureId};
use crate::reports::charts::{Chart, Datum, Form, Series};

use super::scale::{Scale, size};
use super::{Edition, amount};

/// The chart of one indicator over the year so far.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let running = |month: Month| edition.figures.find(&FigureId::total(indicator, Period::year_to(month)));
    let months: Vec<(Month, &Figure, &Figure)> = (theme.period.months())
        .filter_map(|month| Some((month, edition.month(indicator, month)?, running(month)?)))
        .collect();
    let scale = edition.scale(months.iter().flat_map(|(_, each, running)| [*each, *running]))?;
    let names = phrases.months(&months.iter().map(|(month, ..)| *month).collect::<Vec<_>>());
    let each = series(phrases.text("chart-each-month"), &scale, &names, months.iter().map(|(_, each, _)| *each));
    let so_far = series(phrases.text("chart-running"), &scale, &names, months.iter().map(|(.., running)| *running));
    let title = phrases.filled("chart-title-monthly", &[("what", &phrases.indicator(indicator))]);
    let (first, last) = (months.first()?, months.last()?);
    Some(Chart {
        stem: format!("{}-monthly", indicator.replace('.', "-")),
        alt: phrases.filled(
            "chart-alt-monthly",
            &[
                ("title", &title),
                ("period", &phrases.period(theme.period)),
                ("unit", &phrases.unit(&scale.name(phrases))),
                ("first", &phrases.month(first.0)),
                ("low", &each.points.first()?.value_label),
                ("last", &phrases.month(last.0)),
                ("high", &each.points.last()?.value_label),
                ("n", &months.len().to_string()),
            ],
        ),
        title,
        subtitle: phrases.period(theme.period),
        unit: phrases.unit(&scale.name(phrases)),
        source: phrases.source(edition.publisher, theme.ledger),
        // A single month is its own running total.
        form: Form::Columns { running: (months.len() > 1).then_some(so_far), each },
    })
}

fn series<'a>(name: &str, scale: &Scale, names: &[String], figures: impl Iterator<Item = &'a Figure>) -> Series {
    let point = |(label, figure): (&String, &Figure)| {
        let amount = amount(figure).map(|(amount, _)| amount);
        Datum {
            label: label.clone(),
            magnitude: amount.map_or(0.0, size),
            value_label: amount.map_or_else(|| figure.display.clone(), |amount| scale.number(amount)),
            aside: String::new(),
        }
    };
    Series { name: name.to_owned(), points: names.iter().zip(figures).map(point).collect() }
}
