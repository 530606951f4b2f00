//! The revision triangle: what each publication, and today's data, said of each period.
//!
//! In: an indicator with its values as publications keep them. Out: a [`Chart`] whose cells are shaded by how far each
//! revised the publication before it. It must not know where publications are kept.

use crate::calendar::Period;
use crate::exact::Rounding;
use crate::figures::{KeptValue, Printing};
use crate::kinds::{Indicator, Kind};
use crate::reports::charts::{Cell, Chart, Form, HeatRow};
use crate::reports::notice;
use crate::reports::tables::indicator_name;
use crate::words::Lang;

use super::phrases::Phrases;
use super::scale::{Scale, size};

/// An indicator over its publications.
#[derive(Clone, Debug)]
pub struct RevisedIndicator<'a> {
    /// Its ledger.
    pub kind: &'a Kind,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Who publishes: the job's name.
    pub publisher: &'a str,
    /// How halves are rounded.
    pub rounding: Rounding,
    /// The language.
    pub lang: Lang,
    /// The periods, in order of time.
    pub periods: Vec<Period>,
    /// The publications in their order, then today's data.
    pub vintages: Vec<Vintage<'a>>,
}

/// What was said of each period at one time.
#[derive(Clone, Debug)]
pub struct Vintage<'a> {
    /// The publication's name and its day; none for today's data.
    pub publication: Option<(&'a str, &'a str)>,
    /// A value a period; none where it said nothing of it.
    pub said: Vec<Option<Said<'a>>>,
}

/// A value as it was kept and printed.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// As it was kept.
    pub kept: KeptValue<'a>,
    /// As it was published.
    pub display: &'a str,
}

/// A value that is not what was said of its period before.
struct Revision {
    period: Period,
    before: String,
    after: String,
    change: String,
    extent: f64,
}

/// The chart of an indicator; nothing where it has no period or was never published.
#[must_use]
pub fn triangle(revised: &RevisedIndicator<'_>) -> Option<Chart> {
    let phrases = Phrases { lang: revised.lang };
    let (first, last) = (revised.periods.first()?, revised.periods.last()?);
    let what = indicator_name(revised.indicator, revised.lang);
    let scale = revised.scale();
    let revisions = revised.revisions();
    let rows: Vec<HeatRow> = (0..revised.vintages.len()).map(|at| revised.row(at, scale.as_ref())).collect();
    let caption = phrases.filled("chart-title-triangle", &[("what", &what)]);
    let by = if first == last || last.is_month() { "chart-triangle-month" } else { "chart-triangle-so-far" };
    let whole = Period::new(first.first(), last.last())?;
    let period = phrases.filled(by, &[("period", &revised.span(whole))]);
    let title = headline(phrases, &what, &revisions, revised);
    let shown = [("caption", caption.as_str()), ("period", &period)];
    let (n, m) = (rows.len().to_string(), revised.periods.len().to_string());
    let body = phrases.filled("chart-alt-triangle", &[("n", &n), ("m", &m), ("k", &revisions.len().to_string())]);
    let alt = phrases.filled("chart-alt", &[("caption", &caption), ("period", &period), ("body", &body)]);
    let source = [("publisher", revised.publisher)];
    Some(Chart {
        stem: format!("{}-triangle", revised.indicator.id.replace('.', "-")),
        subtitle: phrases.filled("chart-subtitle", &shown),
        alt: phrases.filled("chart-alt-headed", &[("title", &title), ("alt", &alt)]),
        unit: scale.map_or_else(String::new, |scale| phrases.unit(&scale.name(phrases))),
        note: phrases.text("chart-note-triangle").to_owned(),
        source: phrases.filled("chart-source-triangle", &source),
        form: Form::HeatMap { columns: revised.columns(), rows },
        caption,
        title,
    })
}

/// What the picture says: how many values were revised, and which of them most.
fn headline(phrases: Phrases, what: &str, revisions: &[Revision], revised: &RevisedIndicator<'_>) -> String {
    let most = revisions.iter().max_by(|one, other| one.extent.abs().total_cmp(&other.extent.abs()));
    let Some(most) = most else { return phrases.filled("chart-says-unrevised", &[("what", what)]) };
    let (n, period) = (revisions.len().to_string(), revised.span(most.period));
    let values = [
        ("what", what),
        ("n", &n),
        ("period", &period),
        ("before", &most.before),
        ("after", &most.after),
        ("change", &most.change),
    ];
    phrases.filled(if revisions.len() == 1 { "chart-says-revised-once" } else { "chart-says-revised" }, &values)
}

impl RevisedIndicator<'_> {
    fn printing(&self) -> Printing<'_> {
        Printing { kind: self.kind, indicator: self.indicator, rounding: self.rounding, lang: self.lang }
    }

    /// One unit for all values; nothing for prices and rates.
    fn scale(&self) -> Option<Scale> {
        let said = self.vintages.iter().flat_map(|vintage| vintage.said.iter().flatten());
        let amounts: Vec<i128> = said.filter_map(|said| self.printing().amount(said.kept)).collect();
        let unit = self.indicator.unit.clone()?;
        Some(Scale::over(unit, amounts.into_iter(), self.rounding))
    }

    /// A period in words: 2021年1—7月; one across years by its ends.
    fn span(&self, period: Period) -> String {
        let phrases = Phrases { lang: self.lang };
        if period.first().year() == period.last().year() {
            return phrases.period(period);
        }
        let ends = [period.first(), period.last()].map(|month| phrases.period(Period::month(month)));
        phrases.filled("chart-triangle-years", &[("first", &ends[0]), ("last", &ends[1])])
    }

    /// The headings of the columns: the year where it begins, then months.
    fn columns(&self) -> Vec<String> {
        let phrases = Phrases { lang: self.lang };
        let year = |at: usize| self.periods[at].last().year();
        let heading = |at: usize| {
            let months = phrases.period_in_year(self.periods[at]);
            let begins = at == 0 || year(at - 1) != year(at);
            let year = phrases.filled("chart-year", &[("y", &year(at).to_string())]);
            if begins { format!("{year}\n{months}") } else { months }
        };
        (0..self.periods.len()).map(heading).collect()
    }

    /// What the last vintage before one said of a period.
    fn before(&self, at: usize, column: usize) -> Option<&Said<'_>> {
        self.vintages[..at].iter().rev().find_map(|vintage| vintage.said.get(column)?.as_ref())
    }

    fn row(&self, at: usize, scale: Option<&Scale>) -> HeatRow {
        let phrases = Phrases { lang: self.lang };
        let vintage = &self.vintages[at];
        let label = match vintage.publication {
            Some((name, date)) => {
                let date = notice::date(date, self.lang);
                phrases.filled("chart-triangle-publication", &[("name", name), ("date", &date)])
            }
            None => phrases.text("chart-triangle-today").to_owned(),
        };
        let cell = |(column, said): (usize, &Option<Said<'_>>)| {
            let said = said.as_ref()?;
            let revision = self.revision(at, column);
            let number = scale.zip(self.printing().amount(said.kept)).map(|(scale, amount)| scale.number(amount));
            Some(Cell {
                magnitude: revision.as_ref().map_or(0.0, |revision| revision.extent),
                value_label: number.unwrap_or_else(|| self.shown(said)),
                aside: revision.map(|revision| revision.change).unwrap_or_default(),
            })
        };
        HeatRow { label, cells: vintage.said.iter().enumerate().map(cell).collect() }
    }

    /// A value as it was published, or in the words of another language.
    fn shown(&self, said: &Said<'_>) -> String {
        let translated = if self.lang == Lang::Zh { None } else { self.printing().shown(said.kept) };
        translated.unwrap_or_else(|| said.display.to_owned())
    }

    /// How a vintage revised what was said of a period before it.
    fn revision(&self, at: usize, column: usize) -> Option<Revision> {
        let (before, after) = (self.before(at, column)?, self.vintages[at].said.get(column)?.as_ref()?);
        if before.kept == after.kept {
            return None;
        }
        Some(Revision {
            period: self.periods[column],
            before: self.shown(before),
            after: self.shown(after),
            change: self.printing().change(before.kept, after.kept)?,
            extent: extent(&self.printing(), before.kept, after.kept),
        })
    }

    /// Every revision, in the order of the vintages.
    fn revisions(&self) -> Vec<Revision> {
        let cells = (0..self.vintages.len()).flat_map(|at| (0..self.periods.len()).map(move |column| (at, column)));
        cells.filter_map(|(at, column)| self.revision(at, column)).collect()
    }
}

/// How far apart two values are, for the picture alone.
#[expect(clippy::float_arithmetic, reason = "picture geometry")]
fn extent(printing: &Printing<'_>, before: KeptValue<'_>, after: KeptValue<'_>) -> f64 {
    let size_of = |kept: KeptValue<'_>| match printing.amount(kept) {
        Some(amount) => size(amount),
        None => kept.value.parse().unwrap_or(0.0),
    };
    size_of(after) - size_of(before)
}
