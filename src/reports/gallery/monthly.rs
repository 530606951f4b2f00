//! An indicator month by month, beside the same months one year earlier.

use crate::calendar::{Month, Period};
use crate::figures::{Comparison, Figure, FigureId};
use crate::reports::charts::{Chart, Datum, Form, Series};

use super::scale::{Scale, size};
use super::{Edition, Theme, amount, growth};

/// A month with its figure, the running total at its end, and the same month one year earlier.
struct Point<'a> {
    month: Month,
    each: &'a Figure,
    running: &'a Figure,
    before: Option<&'a Figure>,
}

/// The chart of one indicator over the year so far.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let points = points(edition, &theme);
    let figures = points.iter().flat_map(|point| [Some(point.each), Some(point.running), point.before]);
    let scale = edition.scale(figures.flatten())?;
    let names = phrases.months(&points.iter().map(|point| point.month).collect::<Vec<_>>());
    let series = |key: &str, figure: for<'a> fn(&Point<'a>) -> Option<&'a Figure>, ends: bool| {
        let datum = |(at, (name, point)): (usize, (&String, &Point<'_>))| {
            let stressed = ends && points.len() > 1 && at + 1 == points.len();
            Datum { stressed, ..datum(name, &scale, figure(point)) }
        };
        let points = names.iter().zip(&points).enumerate().map(datum).collect();
        Series { name: phrases.text(key).to_owned(), points }
    };
    let each = series("chart-each-month", |point| Some(point.each), true);
    let running = series("chart-running", |point| Some(point.running), true);
    let before = series("chart-before", |point| point.before, false);
    let alt = alt(edition, &scale, &points, &each)?;
    let any_before = points.iter().any(|point| point.before.is_some());
    Some(edition.captioned(&theme, "monthly", &scale, headline(edition, &theme)).described(alt).drawn(Form::Columns {
        // A single month is its own running total.
        running: (points.len() > 1).then_some(running),
        before: any_before.then_some(before),
        each,
    }))
}

fn points<'a>(edition: &Edition<'a>, theme: &Theme<'a>) -> Vec<Point<'a>> {
    let running = |month: Month| edition.figures.find(&FigureId::total(theme.indicator, Period::year_to(month)));
    let before = |month: Month| {
        edition.month(theme.indicator, month.plus(-12)).filter(|figure| figure.records > 0 && figure.value.is_some())
    };
    let point = |month: Month| {
        let each = edition.month(theme.indicator, month)?;
        Some(Point { month, each, running: running(month)?, before: before(month) })
    };
    theme.period.months().filter_map(point).collect()
}

fn datum(label: &str, scale: &Scale, figure: Option<&Figure>) -> Datum {
    let Some(figure) = figure else { return Datum { label: label.to_owned(), ..Datum::default() } };
    let amount = amount(figure).map(|(amount, _)| amount);
    Datum {
        label: label.to_owned(),
        magnitude: amount.map_or(0.0, size),
        value_label: amount.map_or_else(|| figure.display.clone(), |amount| scale.number(amount)),
        ..Datum::default()
    }
}

/// 1—7月销售收入5940.32万元，同比增长15.12%；7月796.09万元，环比增长2.79%.
fn headline(edition: &Edition<'_>, theme: &Theme<'_>) -> Option<String> {
    let phrases = edition.phrases();
    let id = FigureId::total(theme.indicator, theme.period);
    let total = edition.figures.find(&id).filter(|figure| figure.value.is_some())?;
    let what = edition.indicator(theme.indicator);
    let values = [("months", phrases.period_in_year(theme.period)), ("what", what), ("value", total.display.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let compared = |id: &FigureId, comparison| growth::clause(edition, id, comparison);
    let whole = [Some(phrases.filled("chart-says-total", &values)), compared(&id, Comparison::Yoy)];
    let (whole, month) = (phrases.clauses(whole), theme.period.last());
    if theme.period.is_month() {
        return Some(phrases.clauses([Some(whole), compared(&id, Comparison::Mom)]));
    }
    let id = FigureId::total(theme.indicator, Period::month(month));
    let Some(last) = edition.figures.find(&id).filter(|figure| figure.value.is_some()) else { return Some(whole) };
    let values = [("month", phrases.month(month)), ("value", last.display.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let last = [Some(phrases.filled("chart-says-month", &values)), compared(&id, Comparison::Mom)];
    Some(phrases.sentences([whole, phrases.clauses(last)]))
}

fn alt(edition: &Edition<'_>, scale: &Scale, points: &[Point<'_>], each: &Series) -> Option<String> {
    let phrases = edition.phrases();
    let by_size = |(at, point): &(usize, &Point<'_>)| (amount(point.each).map(|(amount, _)| amount), *at);
    let highest = points.iter().enumerate().max_by_key(by_size)?;
    let lowest = points.iter().enumerate().min_by_key(by_size)?;
    let named = |(at, point): (usize, &Point<'_>)| (phrases.month(point.month), each.points[at].value_label.clone());
    let ((top, high), (bottom, low)) = (named(highest), named(lowest));
    let values = [
        ("n", points.len().to_string()),
        ("unit", phrases.unit(&scale.name(phrases))),
        ("top", top),
        ("high", high),
        ("bottom", bottom),
        ("low", low),
    ];
    let key = if points.len() > 1 { "chart-alt-monthly" } else { "chart-alt-month" };
    Some(phrases.filled(key, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
}
