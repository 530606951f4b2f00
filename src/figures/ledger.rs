//! One ledger's figures, one at a time: an indicator of a group over a period, plain or compared.

use std::collections::BTreeMap;

use crate::calendar::{Month, Period};
use crate::cube::LedgerCube;
use crate::exact::{Display, MeasureUnit};
use crate::kinds::{Formula, Indicator, Kind};
use crate::words::{self, Lang};

use super::Target;
use super::breakdown::counted_dimensions;
use super::figure::{Figure, Note, Quantity, Span};
use super::group::Group;
use super::id::{Comparison, FigureId};
use super::print::{Form, Printer};
use super::settings::Settings;
use super::value::{self, Evaluator, Outcome};

/// A ledger with its total, ready to be asked for figures.
pub(super) struct Ledger<'a> {
    pub(super) kind: &'a Kind,
    pub(super) settings: &'a Settings,
    pub(super) total: &'a Group,
    pub(super) span: Span,
    counted: Vec<usize>,
}

/// What a figure is of: an indicator over the records of a group, with the filter that names the group.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) group: &'a Group,
    pub(super) filter: &'a BTreeMap<String, String>,
}

/// The months that a ledger covers, given all its records.
fn span(total: &Group, through: Month) -> Span {
    Span { first: total.first().unwrap_or(through), through }
}

impl<'a> Ledger<'a> {
    pub(super) fn new(cube: &'a LedgerCube, settings: &'a Settings, total: &'a Group) -> Self {
        let counted = counted_dimensions(&cube.kind);
        Self { kind: &cube.kind, settings, total, span: span(total, cube.through), counted }
    }

    pub(super) fn evaluator(&self) -> Evaluator<'_> {
        Evaluator { kind: self.kind, counted: &self.counted }
    }

    /// The exact value behind a plain figure.
    pub(super) fn outcome(&self, subject: Subject<'_>, period: Period) -> Outcome {
        let unit = subject.indicator.unit.clone().unwrap_or(MeasureUnit::Count(String::new()));
        self.evaluator().value(&subject.indicator.formula, &unit, subject.group, period)
    }

    /// The plain figure.
    pub(super) fn plain(&self, subject: Subject<'_>, period: Period) -> Figure {
        self.figure(subject, None, period, self.outcome(subject, period))
    }

    /// The part that a group has of the ledger's total; nothing for prices, rates and distinct counts.
    pub(super) fn share(&self, subject: Subject<'_>, period: Period) -> Option<Figure> {
        if !matches!(subject.indicator.formula, Formula::Sum(_) | Formula::Count) {
            return None;
        }
        let part = self.outcome(subject, period);
        let whole = self.outcome(Subject { group: self.total, ..subject }, period);
        let ratio = match (&part.value, &whole.value) {
            (Ok(part), Ok(whole)) => value::share(part, whole),
            _ => Err(Note::WholeNotPositive),
        };
        Some(self.figure(subject, Some(Comparison::Share), period, Outcome::fraction(ratio, part.records)))
    }

    /// Completion of the year's target, and how far that is ahead of the calendar; nothing without a target, or for a
    /// period that does not begin in January.
    pub(super) fn progress(&self, subject: Subject<'_>, period: Period) -> Option<[Figure; 2]> {
        let target = self.target(subject, period)?;
        let now = self.outcome(subject, period);
        let completion = value::completion(now.as_amount()?, target);
        let ahead = completion.and_then(|ratio| value::ahead(ratio, period.len()));
        Some([(Comparison::Completion, completion), (Comparison::Ahead, ahead)].map(|(comparison, ratio)| {
            self.figure(subject, Some(comparison), period, Outcome::fraction(ratio, now.records))
        }))
    }

    fn target(&self, subject: Subject<'_>, period: Period) -> Option<i128> {
        let year = period.last().year();
        if !subject.filter.is_empty() || period != Period::year_to(period.last()) {
            return None;
        }
        let meant = |target: &&Target| target.indicator == subject.indicator.id && target.year == year;
        self.settings.targets.iter().find(meant).map(|target| target.value)
    }

    /// The place among others, given how many are strictly larger.
    pub(super) fn rank(&self, subject: Subject<'_>, period: Period, larger: usize) -> Figure {
        let unit = MeasureUnit::Count(words::text(Lang::Zh, "unit-rank").to_owned());
        let value = Ok(Quantity::Amount(larger as i128 + 1, unit));
        let records = self.outcome(subject, period).records;
        self.figure(subject, Some(Comparison::Rank), period, Outcome { value, records, beside: None })
    }

    /// A figure of this outcome, printed.
    pub(super) fn figure(
        &self,
        subject: Subject<'_>,
        comparison: Option<Comparison>,
        period: Period,
        outcome: Outcome,
    ) -> Figure {
        let printer = Printer { rounding: self.settings.rounding, lang: self.settings.lang };
        let form = Form::of(self.kind, subject.indicator, comparison);
        let id =
            FigureId { indicator: subject.indicator.id.clone(), comparison, period, filter: subject.filter.clone() };
        let Outcome { value, records, beside } = outcome;
        let (quantity, note) = match value {
            Ok(quantity) => (Some(quantity), beside),
            Err(note) => (None, Some(note)),
        };
        Figure {
            value: quantity.as_ref().map(|quantity| printer.value(quantity)),
            exact: quantity.as_ref().and_then(Printer::exact),
            unit: form.unit(subject.indicator),
            display: printed(printer, &form, &subject.indicator.display, quantity.as_ref()),
            id,
            quantity,
            records,
            note,
        }
    }
}

fn printed(printer: Printer, form: &Form, display: &Display, quantity: Option<&Quantity>) -> String {
    quantity.map_or_else(|| printer.nothing(), |quantity| printer.display(form, display, quantity))
}
