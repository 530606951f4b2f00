//! Sales by city and month.

use crate::calendar::{Month, Period};
use crate::figures::{Figure, FigureId, MONTHLY_DIMENSION};
use crate::reports::charts::{Cell, Chart, Form, HeatRow};

use super::scale::{Scale, size};
use super::{Edition, amount};

/// The cities and months of a map, with what is known of each pair.
struct Map<'a> {
    cities: Vec<&'a str>,
    months: Vec<Month>,
    /// A row for each city: the figures of its months that have a record, which is not the same as a sum of zero.
    figures: Vec<Vec<Option<&'a Figure>>>,
}

/// The map over the year so far, cities with the largest total first; nothing where the cities are too many for their
/// months to be among the figures, or for a single month or city.
pub(super) fn chart(edition: &Edition<'_>, indicator: &'static str) -> Option<Chart> {
    let theme = edition.theme(indicator)?;
    let phrases = edition.phrases();
    let map = Map::of(edition, indicator, theme.period).filter(|map| map.months.len() > 1 && map.cities.len() > 1)?;
    let scale = edition.scale(map.figures.iter().flatten().flatten().copied())?;
    let cell = |figure: &Option<&Figure>| {
        let (amount, _) = (*figure).and_then(amount)?;
        Some(Cell { magnitude: size(amount), value_label: scale.number(amount), aside: String::new() })
    };
    let row = |(city, figures): (&&str, &Vec<Option<&Figure>>)| HeatRow {
        label: phrases.value(city),
        cells: figures.iter().map(cell).collect(),
    };
    let rows: Vec<HeatRow> = map.cities.iter().zip(&map.figures).map(row).collect();
    let note = if map.figures.iter().flatten().any(Option::is_none) { "chart-note-gaps" } else { "chart-note-shades" };
    let alt = map.alt(edition, &scale);
    let captioned = edition.captioned(&theme, "city-month", &scale, map.headline(edition)).described(alt);
    let chart = captioned.drawn(Form::HeatMap { columns: phrases.months(&map.months), rows });
    let stem = format!("{}-by-city-and-month", indicator.replace('.', "-"));
    Some(Chart { stem, note: phrases.text(note).to_owned(), ..chart })
}

impl<'a> Map<'a> {
    fn of(edition: &Edition<'a>, indicator: &'static str, period: Period) -> Option<Self> {
        let totals = edition.figures.breakdown(indicator, MONTHLY_DIMENSION, period);
        let cities: Vec<&str> = totals
            .into_iter()
            .filter(|figure| figure.records > 0)
            .filter_map(|figure| figure.id.filter.get(MONTHLY_DIMENSION).map(String::as_str))
            .collect();
        let figure = |city: &str, month: Month| {
            edition.figures.find(&FigureId::total(indicator, Period::month(month)).with(MONTHLY_DIMENSION, city))
        };
        let months: Vec<Month> =
            period.months().filter(|month| cities.iter().any(|city| figure(city, *month).is_some())).collect();
        let recorded = |city: &str, month: Month| figure(city, month).filter(|figure| figure.records > 0);
        let figures = cities.iter().map(|city| months.iter().map(|month| recorded(city, *month)).collect()).collect();
        Some(Self { cities, months, figures })
    }

    fn amount(&self, city: usize, month: usize) -> Option<i128> {
        self.figures.get(city)?.get(month).copied().flatten().and_then(amount).map(|(amount, _)| amount)
    }

    /// 衢州各月均居首位；7月10个城市中8个环比增长; either alone, or nothing.
    fn headline(&self, edition: &Edition<'_>) -> Option<String> {
        let phrases = edition.phrases();
        let leader =
            self.leader().map(|city| phrases.value(self.cities[city])).filter(|name| name.chars().count() <= 20);
        let leader = leader.map(|name| phrases.filled("chart-says-leader", &[("first", &name)]));
        let sentences: Vec<String> = leader.into_iter().chain(self.movement(edition)).collect();
        (!sentences.is_empty()).then(|| phrases.sentences(sentences))
    }

    /// The city that is ahead of every other one in every month.
    fn leader(&self) -> Option<usize> {
        let leads = |city: usize, month: usize| {
            let own = self.amount(city, month);
            own.is_some() && (0..self.cities.len()).all(|other| other == city || self.amount(other, month) < own)
        };
        (0..self.cities.len()).find(|city| (0..self.months.len()).all(|month| leads(*city, month)))
    }

    /// How many cities sold more in the last month than in the one before.
    fn movement(&self, edition: &Edition<'_>) -> Option<String> {
        let (phrases, last) = (edition.phrases(), self.months.len().checked_sub(1)?);
        let before = last.checked_sub(1).filter(|before| self.months[*before].plus(1) == self.months[last])?;
        let pairs = (0..self.cities.len()).filter_map(|city| self.amount(city, before).zip(self.amount(city, last)));
        let pairs: Vec<(i128, i128)> = pairs.collect();
        let up = pairs.iter().filter(|(before, last)| before < last).count();
        if pairs.len() < 2 {
            return None;
        }
        let values =
            [("month", phrases.month(self.months[last])), ("n", pairs.len().to_string()), ("m", up.to_string())];
        let key = match up {
            0 => "chart-says-none-up",
            up if up == pairs.len() => "chart-says-all-up",
            _ => "chart-says-some-up",
        };
        Some(phrases.filled(key, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
    }

    fn alt(&self, edition: &Edition<'_>, scale: &Scale) -> String {
        let phrases = edition.phrases();
        let cells = (0..self.cities.len()).flat_map(|city| (0..self.months.len()).map(move |month| (city, month)));
        let known = || cells.clone().filter_map(|(city, month)| Some((self.amount(city, month)?, city, month)));
        let named = |cell: Option<(i128, usize, usize)>| {
            let Some((amount, city, month)) = cell else { return [String::new(), String::new(), String::new()] };
            [phrases.value(self.cities[city]), phrases.month(self.months[month]), scale.number(amount)]
        };
        let ([top, top_month, high], [bottom, bottom_month, low]) = (named(known().max()), named(known().min()));
        let values = [
            ("unit", phrases.unit(&scale.name(phrases))),
            ("n", self.cities.len().to_string()),
            ("m", self.months.len().to_string()),
            ("top", top),
            ("top_month", top_month),
            ("high", high),
            ("bottom", bottom),
            ("bottom_month", bottom_month),
            ("low", low),
        ];
        phrases.filled("chart-alt-table", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
