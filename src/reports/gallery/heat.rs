//! Sales by city and month.

use crate::calendar::{Month, Period};
use crate::figures::{Figure, FigureId};
use crate::reports::charts::{Cell, Chart, Form, HeatRow};

use super::scale::{Scale, size};
use super::{Edition, amount};

const DIMENSION: &str = "city";

/// The map over the year so far, cities with the largest total first; nothing where the run has not crossed cities with
/// months, or for a single month or city.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let totals = edition.figures.breakdown(indicator, DIMENSION, theme.period);
    let cities: Vec<&String> = totals
        .iter()
        .filter(|figure| figure.records > 0)
        .filter_map(|figure| figure.id.filter.get(DIMENSION))
        .collect();
    let figure = |city: &str, month: Month| {
        edition.figures.find(&FigureId::total(indicator, Period::month(month)).with(DIMENSION, city))
    };
    let months: Vec<Month> =
        theme.period.months().filter(|month| cities.iter().any(|city| figure(city, *month).is_some())).collect();
    if months.len() < 2 || cities.len() < 2 {
        return None;
    }
    let crossed = cities.iter().flat_map(|city| months.iter().filter_map(|month| figure(city, *month)));
    let scale = edition.scale(crossed)?;
    let row = |city: &&String| HeatRow {
        label: phrases.value(city),
        cells: months.iter().map(|month| figure(city, *month).and_then(|figure| cell(&scale, figure))).collect(),
    };
    let title = phrases.filled("chart-title-city-month", &[("what", &phrases.indicator(indicator))]);
    let (subtitle, unit) = (phrases.period(theme.period), phrases.unit(&scale.name(phrases)));
    let (rows, columns) = (cities.len().to_string(), months.len().to_string());
    let values = [("title", title.as_str()), ("period", &subtitle), ("unit", &unit), ("n", &rows), ("m", &columns)];
    Some(Chart {
        stem: format!("{}-by-city-and-month", indicator.replace('.', "-")),
        alt: phrases.filled("chart-alt-table", &values),
        form: Form::HeatMap { columns: phrases.months(&months), rows: cities.iter().map(row).collect() },
        title,
        subtitle,
        unit,
        source: phrases.source(edition.publisher, theme.ledger),
    })
}

/// A cell; nothing where the month has no record, which is not the same as a sum of zero.
fn cell(scale: &Scale, figure: &Figure) -> Option<Cell> {
    let (amount, _) = amount(figure).filter(|_| figure.records > 0)?;
    Some(Cell { magnitude: size(amount), value_label: scale.number(amount) })
}
