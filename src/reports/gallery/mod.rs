//! The gallery of a run: figures to chart descriptions, those whose data exist.
//!
//! In: figures, the year's targets, the largest named records. Out: [`Chart`]s with every word and number in place. It
//! must not know how a chart is drawn, nor where a record came from. Numbers are those of figures, printed in one unit a
//! chart and rounded once from the exact value; the only sums made here are what a ranking leaves out and the running
//! share of the largest, both over integers.

mod captioned;
mod growth;
mod heat;
mod largest;
mod monthly;
mod phrases;
mod progress;
mod ranked;
mod scale;
mod triangle;

use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::figures::{Figure, FigureId, Figures, Quantity, Settings};
use crate::kinds::Kind;

use super::charts::Chart;
use super::tables::naming::Naming;
use phrases::Phrases;
use scale::Scale;

pub use triangle::{RevisedIndicator, Said, Vintage, triangle};

/// What a gallery is made of.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The figures of the run.
    pub figures: &'a Figures,
    /// Their ledgers, which name the indicators.
    pub kinds: &'a [Arc<Kind>],
    /// Language, rounding and targets of the run.
    pub settings: &'a Settings,
    /// Who publishes: the job's name.
    pub publisher: &'a str,
    /// The named records of `projects`, largest first.
    pub projects: &'a [NamedAmount<'a>],
}

/// A record by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedAmount<'a> {
    /// The name as the source has it.
    pub name: &'a str,
    /// Its amount in 0.0001 元.
    pub amount: i128,
}

const WEIGHT: &str = "sales.weight";
const REVENUE: &str = "sales.revenue";
const SIGNED: &str = "projects.signed";

/// All charts whose data exist, in the order of a report. Stems differ and name no language.
#[must_use]
pub fn charts(edition: &Edition<'_>) -> Vec<Chart> {
    let sold = edition.sold_by();
    let charts = [
        monthly::chart(edition, WEIGHT),
        monthly::chart(edition, REVENUE),
        ranked::chart(edition, sold, "city"),
        ranked::chart(edition, sold, "store"),
        ranked::chart(edition, sold, "product"),
        ranked::chart(edition, sold, "channel"),
        heat::chart(edition, sold),
        monthly::chart(edition, SIGNED),
        ranked::chart(edition, SIGNED, "industry"),
        largest::chart(edition, SIGNED),
        progress::chart(edition),
    ];
    charts.into_iter().flatten().collect()
}

/// An indicator over the year so far, with the amounts that a chart of it needs.
struct Theme<'a> {
    indicator: &'a str,
    ledger: &'a str,
    period: Period,
}

impl<'a> Edition<'a> {
    fn phrases(&self) -> Phrases {
        Phrases { lang: self.settings.lang }
    }

    /// What an indicator is called, as tables call it.
    fn indicator(&self, id: &str) -> String {
        let known = self.kinds.iter().flat_map(|kind| &kind.indicators).find(|indicator| indicator.id == id);
        known.map_or_else(|| id.to_owned(), |indicator| Naming { lang: self.settings.lang }.indicator(indicator))
    }

    /// What sales are ranked by: revenue, or weight where no cell says what was paid.
    fn sold_by(&self) -> &'static str {
        if self.theme(REVENUE).is_some() { REVENUE } else { WEIGHT }
    }

    /// The theme of an indicator; nothing where the year so far has no record of it.
    fn theme(&self, indicator: &'a str) -> Option<Theme<'a>> {
        let ledger = indicator.split('.').next()?;
        let period = self.figures.year_to_date(ledger)?;
        let total = self.figures.find(&FigureId::total(indicator, period))?;
        (total.records > 0).then_some(Theme { indicator, ledger, period })
    }

    /// The figure of an indicator for a month of a ledger that covers it.
    fn month(&self, indicator: &str, month: Month) -> Option<&'a Figure> {
        self.figures.find(&FigureId::total(indicator, Period::month(month)))
    }

    /// A scale for all these amounts, from the figures that hold them.
    fn scale<'b>(&self, figures: impl Iterator<Item = &'b Figure>) -> Option<Scale> {
        let amounts: Vec<_> = figures.filter_map(amount).collect();
        let unit = amounts.first().map(|(_, unit)| (*unit).clone())?;
        Some(Scale::over(unit, amounts.iter().map(|(amount, _)| *amount), self.settings.rounding))
    }
}

/// The exact amount of a figure with its unit; nothing for fractions and missing values.
fn amount(figure: &Figure) -> Option<(i128, &crate::exact::MeasureUnit)> {
    match &figure.quantity {
        Some(Quantity::Amount(amount, unit)) => Some((*amount, unit)),
        _ => None,
    }
}
