//! What a growth compares with: the records of the base period, else a published value, else nothing.

use crate::calendar::Period;
use crate::exact::{Ratio, pow10};
use crate::kinds::{Formula, Indicator};

use super::figure::{Note, Quantity};
use super::id::FigureId;
use super::ledger::{Ledger, Subject};
use super::settings::Published;
use super::value::quotient_in_base_units;

/// Decimals of a published price or rate.
const PUBLISHED_PLACES: u32 = 12;

/// The base of a comparison.
pub(super) enum Base {
    /// From records that cover the base period as far as can be told.
    Records(Result<Quantity, Note>),
    /// From records that begin after the base period does.
    Partial(Result<Quantity, Note>),
    /// From a published value.
    Published(Quantity),
    /// There is none.
    Missing,
}

impl Base {
    /// The base of `subject` over `period`. Whether there are records is asked of the whole ledger: a value without
    /// any in a period that the ledger knows is zero, not unknown.
    pub(super) fn find(ledger: &Ledger<'_>, subject: Subject<'_>, period: Period) -> Self {
        let formula = &subject.indicator.formula;
        let (evaluator, total) = (ledger.evaluator(), ledger.total);
        let recorded = evaluator.is_recorded(formula, total, period);
        if recorded && !evaluator.begins_inside(formula, total, period) {
            return Self::Records(ledger.outcome(subject, period).value);
        }
        match published(ledger, subject, period) {
            Some(quantity) => Self::Published(quantity),
            None if recorded => Self::Partial(ledger.outcome(subject, period).value),
            None => Self::Missing,
        }
    }

    pub(super) fn value(&self) -> Result<&Quantity, Note> {
        match self {
            Self::Records(Ok(quantity)) | Self::Partial(Ok(quantity)) | Self::Published(quantity) => Ok(quantity),
            Self::Records(Err(Note::DivisorNotPositive)) | Self::Partial(Err(Note::DivisorNotPositive)) => {
                Err(Note::BaseZero)
            }
            Self::Records(Err(_)) | Self::Partial(Err(_)) | Self::Missing => Err(Note::BaseMissing),
        }
    }

    /// What to know beside the comparison.
    pub(super) fn beside(&self) -> Option<Note> {
        match self {
            Self::Partial(_) => Some(Note::BasePartial),
            Self::Published(_) => Some(Note::BasePublished),
            Self::Records(_) | Self::Missing => None,
        }
    }
}

/// The published value of a subject; that of a price may come from its two published parts.
fn published(ledger: &Ledger<'_>, subject: Subject<'_>, period: Period) -> Option<Quantity> {
    let value = |indicator: &Indicator| {
        let id = FigureId { indicator: indicator.id.clone(), comparison: None, period, filter: subject.filter.clone() };
        ledger.settings.published.iter().find(|published| published.figure == id).map(|published| published.value)
    };
    if let Some(value) = value(subject.indicator) {
        return published_quantity(subject.indicator, value);
    }
    let Formula::Ratio(top, bottom) = subject.indicator.formula else { return None };
    let part = |measure: usize| {
        let sum = ledger.kind.indicators.iter().find(|i| i.formula == Formula::Sum(measure))?;
        Some((value(sum)?, &ledger.kind.measures[measure].unit))
    };
    quotient_in_base_units(part(top)?, part(bottom)?).ok().map(Quantity::Ratio)
}

/// A published integer as a quantity of its indicator.
fn published_quantity(indicator: &Indicator, value: i128) -> Option<Quantity> {
    match &indicator.unit {
        Some(unit) => Some(Quantity::Amount(value, unit.clone())),
        None => Ratio::new(value, pow10(PUBLISHED_PLACES)).map(Quantity::Ratio),
    }
}

impl Published {
    /// The published value as a quantity of its indicator.
    pub(super) fn quantity(&self, indicator: &Indicator) -> Option<Quantity> {
        published_quantity(indicator, self.value)
    }
}
