//! An indicator by the values of a dimension, largest first, each with its share.

use crate::figures::{Comparison, Figure, FigureId};
use crate::reports::charts::{Chart, Datum, Form, Table};
use crate::words::Lang;

use super::scale::{Scale, even, size};
use super::{Edition, Theme, amount};

/// Rows before the rest is summed up.
const MOST_ROWS: usize = 20;
/// Parts that one bar can show so that each is still seen.
const MOST_PARTS: usize = 6;
/// How many are named together where no one stands out.
const TOGETHER: usize = 3;
/// Up to so many values, the first is told rather than several together.
const FEW: usize = 4;
/// Characters of names that a headline may hold.
const MOST_NAME_CHARACTERS: usize = 36;

/// What a ranking shows of its figures.
struct Listed<'a> {
    dimension: &'a str,
    /// All values, largest first.
    all: &'a [&'a Figure],
    /// The rows, largest first.
    rows: &'a [&'a Figure],
    /// How many values are not among them, and their sum.
    rest: Option<(usize, i128)>,
    /// The sum over all values.
    whole: i128,
    scale: Scale,
}

/// What a headline says, and how many of the first rows it is about.
struct Headline {
    text: String,
    stressed: usize,
}

/// The ranking of a dimension's values over the year so far; nothing where fewer than two have a record.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str, dimension: &str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let all = edition.figures.breakdown(indicator, dimension, theme.period);
    let figures: Vec<&Figure> = all.into_iter().filter(|figure| figure.records > 0).collect();
    let listed = (figures.len() > 1).then(|| Listed::of(edition, &theme, dimension, &figures)).flatten()?;
    let phrases = edition.phrases();
    let headline = listed.headline(edition, &theme);
    let stressed = headline.as_ref().map_or(0, |headline| headline.stressed);
    let rows = listed.rows.iter().filter_map(|figure| listed.row(edition, figure)).enumerate();
    let mut rows: Vec<Datum> = rows.map(|(at, row)| Datum { stressed: at < stressed, ..row }).collect();
    let mut rest = listed.rest_row(edition);
    even(rows.iter_mut().chain(&mut rest).map(|row| &mut row.aside));
    let what = edition.indicator(indicator);
    let table = Table { value_heading: what, aside_heading: phrases.text("chart-share").to_owned(), rows };
    let alt = listed.alt(edition, &table);
    let headline = headline.map(|headline| headline.text);
    let captioned = edition.captioned(&theme, dimension, &listed.scale, headline).described(alt);
    Some(captioned.drawn(form(dimension, table, rest)))
}

impl<'a> Listed<'a> {
    fn of(edition: &Edition<'_>, theme: &Theme<'_>, dimension: &'a str, all: &'a [&'a Figure]) -> Option<Self> {
        let rows = &all[..all.len().min(MOST_ROWS)];
        let (whole, unit) = amount(edition.figures.find(&FigureId::total(theme.indicator, theme.period))?)?;
        let amounts = || rows.iter().filter_map(|figure| amount(figure)).map(|(amount, _)| amount);
        let left = all.len() - rows.len();
        let rest = (left > 0).then(|| (left, whole - amounts().sum::<i128>()));
        let scaled = amounts().chain(rest.map(|(_, amount)| amount));
        let scale = Scale::over(unit.clone(), scaled, edition.settings.rounding);
        Some(Self { dimension, all, rows, rest, whole, scale })
    }

    /// What the rows leave of the whole, so that the picture adds up.
    fn rest_row(&self, edition: &Edition<'_>) -> Option<Datum> {
        let (left, amount) = self.rest?;
        let key = format!("chart-rest-{}", self.dimension);
        Some(Datum {
            label: edition.phrases().filled(&key, &[("n", &left.to_string())]),
            magnitude: size(amount),
            value_label: self.scale.number(amount),
            aside: self.scale.share(amount, self.whole),
            stressed: false,
        })
    }

    fn row(&self, edition: &Edition<'_>, figure: &Figure) -> Option<Datum> {
        let (amount, _) = amount(figure)?;
        let share = edition.figures.find(&figure.id.clone().compared(Comparison::Share));
        Some(Datum {
            label: self.name(edition, figure)?,
            magnitude: size(amount),
            value_label: self.scale.number(amount),
            aside: share.map_or_else(String::new, |share| share.display.clone()),
            stressed: false,
        })
    }

    fn name(&self, edition: &Edition<'_>, figure: &Figure) -> Option<String> {
        Some(edition.phrases().value(figure.id.filter.get(self.dimension)?))
    }

    /// The share that the first `count` have together; nothing where shares mean little, as with sums below zero.
    fn share_of_first(&self, count: usize) -> Option<String> {
        let amounts: Option<Vec<i128>> =
            self.all.iter().map(|figure| amount(figure).map(|(amount, _)| amount)).collect();
        let amounts = amounts.filter(|amounts| self.whole > 0 && amounts.iter().all(|amount| *amount >= 0))?;
        Some(self.scale.share(amounts.iter().take(count).sum(), self.whole))
    }

    /// How much the first of many have together, the first three, or the first alone; nothing where that is not the
    /// first's due, or where they have no name.
    fn headline(&self, edition: &Edition<'_>, theme: &Theme<'_>) -> Option<Headline> {
        let (phrases, what) = (edition.phrases(), edition.indicator(theme.indicator));
        if self.rest.is_some() {
            let (all, listed) = (self.all.len().to_string(), self.rows.len().to_string());
            let share = self.share_of_first(self.rows.len())?;
            let values = [("n", all.as_str()), ("k", &listed), ("what", &what), ("share", &share)];
            let text = phrases.filled(&format!("chart-first-{}", self.dimension), &values);
            return Some(Headline { text, stressed: 0 });
        }
        let stands_out = amount(self.all[0]).is_some_and(|(first, _)| first.checked_mul(3) >= Some(self.whole));
        let stressed = if stands_out || self.all.len() <= FEW { 1 } else { TOGETHER };
        let share = self.share_of_first(stressed)?;
        let names: Vec<String> = self.all[..stressed].iter().filter_map(|figure| self.name(edition, figure)).collect();
        if names.len() < stressed || names.iter().any(|name| name == phrases.text("value-unstated")) {
            return None;
        }
        let text = if stressed == 1 {
            let tie = amount(self.all[0]).map(|(first, _)| first) == amount(self.all[1]).map(|(second, _)| second);
            let values =
                [("first", names[0].as_str()), ("value", &self.all[0].display), ("what", &what), ("share", &share)];
            (!tie && is_short(&names)).then(|| phrases.filled("chart-says-leading", &values))?
        } else if is_short(&names) {
            let names = phrases.listed(&names);
            let values = [("names", names.as_str()), ("what", &what), ("share", &share)];
            phrases.filled(&format!("chart-together-{}", self.dimension), &values)
        } else {
            phrases.filled("chart-says-first-three", &[("what", &what), ("share", &share)])
        };
        Some(Headline { text, stressed })
    }

    fn alt(&self, edition: &Edition<'_>, table: &Table) -> String {
        let phrases = edition.phrases();
        let gap = if phrases.lang == Lang::En { " " } else { "" };
        let item = |row: &Datum| format!("{}{gap}{}", row.label, row.value_label);
        let first: Vec<String> = table.rows.iter().take(TOGETHER).map(item).collect();
        let values = [
            ("unit", phrases.unit(&self.scale.name(phrases))),
            ("items", phrases.listed(&first)),
            ("n", self.all.len().to_string()),
        ];
        phrases.filled("chart-alt-ranked", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

fn is_short(names: &[String]) -> bool {
    names.iter().map(|name| name.chars().count()).sum::<usize>() <= MOST_NAME_CHARACTERS
}

/// Few parts of a whole are one bar; anything else is a ranking.
fn form(dimension: &str, table: Table, rest: Option<Datum>) -> Form {
    let parts = table.rows.len() <= MOST_PARTS && table.rows.iter().all(|row| row.magnitude >= 0.0);
    if dimension == "channel" && parts { Form::Composition { table } } else { Form::Bars { table, rest } }
}
