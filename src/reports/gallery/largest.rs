//! The largest projects, and how much of the whole they reach together.

use crate::figures::FigureId;
use crate::reports::charts::{Chart, Datum, Form, Table};

use super::scale::{Scale, even, size, size_share, spoken};
use super::{Edition, NamedAmount, amount};

/// Rows before the rest is summed up.
const MOST_ROWS: usize = 10;

/// The chart over the year so far; nothing without names, or where the whole is not positive.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let (whole, measure) = amount(edition.figures.find(&FigureId::total(indicator, theme.period))?)?;
    let listed = &edition.projects[..edition.projects.len().min(MOST_ROWS)];
    let first = listed.first().filter(|_| whole > 0)?;
    let reached = running(listed);
    let together = reached.last().copied()?;
    let amounts = listed.iter().map(|project| project.amount).chain([whole - together]);
    let scale = Scale::over(measure.clone(), amounts, edition.settings.rounding);
    let named = listed.iter().zip(&reached);
    let mut rows: Vec<Datum> =
        named.map(|(project, reached)| row(&scale, project.name, project.amount, *reached, whole)).collect();
    let mut rest = rest(edition, &scale, whole - together, whole);
    even(rows.iter_mut().chain(&mut rest).map(|row| &mut row.aside));
    let what = edition.indicator(indicator);
    let said = spoken(measure, together, edition.settings.rounding, phrases);
    let (count, share) = (listed.len().to_string(), scale.share(together, whole));
    let values = [("n", count.as_str()), ("value", &said), ("what", &what), ("share", &share)];
    let headline = rest.is_some().then(|| phrases.filled("chart-says-largest", &values));
    let aside_heading = phrases.text("chart-reached").to_owned();
    let (high, all) = (scale.number(first.amount), edition.projects.len().to_string());
    let unit = phrases.unit(&scale.name(phrases));
    let about = [("unit", unit.as_str()), ("first", first.name), ("high", &high), ("n", &all)];
    let captioned = edition.captioned(&theme, "largest", &scale, headline);
    let chart = captioned.described(phrases.filled("chart-alt-largest", &about)).drawn(Form::Pareto {
        table: Table { value_heading: what, aside_heading, rows },
        reached: shares(&reached, rest.as_ref(), whole),
        rest,
    });
    Some(Chart { stem: format!("{}-largest", indicator.replace('.', "-")), ..chart })
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
        stressed: false,
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
