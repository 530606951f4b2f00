//! 同比 and 环比: a subject compared with itself twelve months or one month earlier.

use crate::calendar::Period;
use crate::kinds::Formula;

use super::base::Base;
use super::figure::{Figure, Note};
use super::id::Comparison;
use super::ledger::{Ledger, Subject};
use super::value::{self, Outcome};

/// Growth of `subject` over `period`; nothing where there is no base, unless `insisted`. A rate grows by percentage
/// points.
pub(super) fn growth(
    ledger: &Ledger<'_>,
    subject: Subject<'_>,
    comparison: Comparison,
    period: Period,
    insisted: bool,
) -> Option<Figure> {
    let months = if comparison == Comparison::Mom { -1 } else { -12 };
    let base = Base::find(ledger, subject, period.plus(months));
    if matches!(base, Base::Missing) && !insisted {
        return None;
    }
    let outcome = compared(ledger, subject, period, &base);
    Some(ledger.figure(subject, Some(comparison), period, outcome))
}

fn compared(ledger: &Ledger<'_>, subject: Subject<'_>, period: Period, base: &Base) -> Outcome {
    let formula = &subject.indicator.formula;
    let now = ledger.outcome(subject, period);
    let recorded = ledger.evaluator().is_recorded(formula, ledger.total, period);
    let compare = if *formula == Formula::StartedRate { value::points } else { value::growth };
    let ratio = match (base.value(), &now.value) {
        (Err(note), _) => Err(note),
        (Ok(_), _) if !recorded => Err(Note::NoRecords),
        (Ok(_), Err(note)) => Err(*note),
        (Ok(base), Ok(now)) => compare(now, base),
    };
    Outcome { beside: base.beside(), ..Outcome::fraction(ratio, now.records) }
}
