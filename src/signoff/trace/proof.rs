//! Whether the records give the figure: the sums of its parts, put together once more and held against it, exactly.

use crate::exact::{MeasureUnit, Ratio};
use crate::figures::{Comparison, Figure, Note, Quantity, arithmetic};
use crate::kinds::Formula;

use super::question::{Against, Question};
use super::standings::Standing;
use super::sums::PartSum;

/// What the records give, beside what the figure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The exact value that the records give: a decimal in the base unit, or `p/q`; none where they give none.
    pub computed: Option<String>,
    /// The exact value of the figure, in the same form.
    pub figure: Option<String>,
    /// How many records were counted, and how many the figure names.
    pub records: (u64, u64),
    /// Whether both agree.
    pub agrees: bool,
}

/// A value as it is compared: in lowest terms, nothing rounded.
fn exact_text(quantity: &Quantity) -> String {
    match quantity {
        Quantity::Amount(value, unit) => unit.base_text(*value),
        Quantity::Ratio(ratio) => ratio.exact_text(),
    }
}

impl Proof {
    /// The proof of a question, given the sums of its parts in order and, for a rank, how all values stand.
    #[must_use]
    pub fn new(question: &Question, sums: &[PartSum], standings: &[Standing]) -> Self {
        let figure = &question.figure;
        let computed = computed(question, sums, standings);
        let records = (sums.first().map_or(0, PartSum::records), figure.records);
        let same_value = match (&computed, &figure.quantity) {
            (Ok(computed), Some(quantity)) => computed == quantity,
            (Ok(_), None) => says_no_records(figure, sums),
            (Err(_), quantity) => quantity.is_none(),
        };
        Self {
            computed: computed.as_ref().ok().filter(|_| figure.quantity.is_some()).map(exact_text),
            figure: figure.quantity.as_ref().map(exact_text),
            records,
            agrees: same_value && records.0 == records.1,
        }
    }
}

/// A comparison without any record of the period, or of the base, has no value, whatever its zero would give.
fn says_no_records(figure: &Figure, sums: &[PartSum]) -> bool {
    matches!(figure.note, Some(Note::NoRecords | Note::BaseMissing)) && sums.iter().any(|sum| sum.records() == 0)
}

fn computed(question: &Question, sums: &[PartSum], standings: &[Standing]) -> Result<Quantity, Note> {
    let value = |at: usize| sums.get(at).map_or(Err(Note::NoRecords), PartSum::value);
    let ratio = |ratio: Result<Ratio, Note>| ratio.map(Quantity::Ratio);
    let Some(comparison) = question.figure.id.comparison else { return value(0) };
    match (comparison, &question.against) {
        (Comparison::Share, _) => ratio(arithmetic::share(&value(0)?, &value(1)?)),
        (Comparison::Yoy | Comparison::Mom, Against::Published(base)) => ratio(growth(question, &value(0)?, base)),
        (Comparison::Yoy | Comparison::Mom, _) => ratio(growth(question, &value(0)?, &value(1)?)),
        (Comparison::Completion, Against::Target(target)) => ratio(completion(&value(0)?, *target)),
        (Comparison::Ahead, Against::Target(target)) => {
            let months = question.figure.id.period.len();
            ratio(completion(&value(0)?, *target).and_then(|done| arithmetic::ahead(done, months)))
        }
        (Comparison::Rank, _) => rank(question, &value(0)?, standings),
        (Comparison::Completion | Comparison::Ahead, _) => Err(Note::TargetNotPositive),
    }
}

fn growth(question: &Question, now: &Quantity, base: &Quantity) -> Result<Ratio, Note> {
    let is_rate = question.indicator.formula == Formula::StartedRate;
    if is_rate { arithmetic::points(now, base) } else { arithmetic::growth(now, base) }
}

fn completion(now: &Quantity, target: i128) -> Result<Ratio, Note> {
    match now {
        Quantity::Amount(value, _) => arithmetic::completion(*value, target),
        Quantity::Ratio(_) => Err(Note::TargetNotPositive),
    }
}

fn rank(question: &Question, own: &Quantity, standings: &[Standing]) -> Result<Quantity, Note> {
    let Quantity::Amount(own, _) = own else { return Err(Note::NoRecords) };
    let larger = standings.iter().filter(|standing| standing.amount > *own).count();
    let unit = match &question.figure.quantity {
        Some(Quantity::Amount(_, unit)) => unit.clone(),
        _ => MeasureUnit::Count(String::new()),
    };
    Ok(Quantity::Amount(larger as i128 + 1, unit))
}
