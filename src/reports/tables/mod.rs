//! The tables of a run: figures by month and by the values of each dimension, each number with the id of its figure.
//!
//! In: figures, and the declarations of their ledgers. Out: [`Table`]s for every format. It must not know how a table is
//! drawn. No number is computed here: a cell is a figure, printed once in the one unit of its column.

mod breakdown;
mod cells;
mod choice;
mod columns;
mod cross;
mod headlines;
mod monthly;
pub(super) mod naming;
mod summary;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::calendar::Period;
use crate::exact::Rounding;
use crate::figures::Figures;
use crate::kinds::{Indicator, Kind};
use crate::words::Lang;

use super::document::Table;
use naming::Naming;

pub use choice::{UnknownTable, check, chosen, keys};
pub use headlines::headlines;

/// What tables are made of.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The figures of the run, its crosses among them.
    pub figures: &'a Figures,
    /// The ledgers, in the order of the job.
    pub kinds: &'a [Arc<Kind>],
    /// How halves are rounded.
    pub rounding: Rounding,
    /// The language.
    pub lang: Lang,
}

/// Every table whose data exist: the summary, then each ledger by month, by each dimension, and by what stands against the
/// months. Keys differ, name no language, and are among [`keys`].
#[must_use]
pub fn tables(edition: &Edition<'_>) -> Vec<Table> {
    let with_records = edition.kinds.iter().filter(|kind| edition.has_records(kind));
    let of_ledgers = with_records.flat_map(|kind| {
        let by = kind.dimensions.iter().filter_map(|&at| breakdown::table(edition, kind, kind.kept_name(at)));
        let crossed = kind.dimensions.iter().flat_map(|&at| cross::tables(edition, kind, kind.kept_name(at)));
        monthly::table(edition, kind).into_iter().chain(by).chain(crossed).collect::<Vec<_>>()
    });
    summary::table(edition).into_iter().chain(of_ledgers).collect()
}

/// What papers call an indicator.
#[must_use]
pub fn indicator_name(indicator: &Indicator, lang: Lang) -> String {
    Naming { lang }.indicator(indicator)
}

/// A period within one year, in words: 2021年1—7月.
pub(super) fn period_name(period: Period, lang: Lang) -> String {
    Naming { lang }.period(period)
}

/// The same without its year: 1—7月.
pub(super) fn months_name(period: Period, lang: Lang) -> String {
    Naming { lang }.months(period)
}

impl Edition<'_> {
    /// The months that the figures of a job cover, in words: 2021年1—7月.
    #[must_use]
    pub fn period(&self, period: Period) -> String {
        period_name(period, self.lang)
    }

    /// Whether anything was recorded of a ledger in the year so far.
    fn has_records(&self, kind: &Kind) -> bool {
        let period = self.figures.year_to_date(&kind.name);
        period.is_some_and(|period| {
            kind.indicators.iter().any(|indicator| {
                let id = crate::figures::FigureId::total(indicator.id.clone(), period);
                self.figures.find(&id).is_some_and(|figure| figure.records > 0)
            })
        })
    }
}
