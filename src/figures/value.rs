//! The exact value of an indicator for one group and period, and the arithmetic that compares two of them.

use crate::calendar::Period;
use crate::exact::{MeasureUnit, Ratio, pow10};
use crate::kinds::{Formula, Kind};

use super::figure::{Note, Quantity};
use super::group::Group;

/// A value or the reason why there is none, with the number of records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) value: Result<Quantity, Note>,
    pub(super) records: u64,
    /// What to know beside a value.
    pub(super) beside: Option<Note>,
}

impl Outcome {
    /// An amount; without a record behind it, a zero that says so.
    fn amount(value: i128, unit: MeasureUnit, records: u64) -> Self {
        let beside = (records == 0).then_some(Note::NoRecords);
        Self { value: Ok(Quantity::Amount(value, unit)), records, beside }
    }

    /// A fraction, or why there is none.
    pub(super) fn fraction(value: Result<Ratio, Note>, records: u64) -> Self {
        Self { value: value.map(Quantity::Ratio), records, beside: None }
    }

    /// The amount, where it is one.
    pub(super) fn as_amount(&self) -> Option<i128> {
        match self.value {
            Ok(Quantity::Amount(value, _)) => Some(value),
            _ => None,
        }
    }
}

/// The indicators of a ledger, evaluated.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    pub(super) kind: &'a Kind,
    /// Positions in [`Kind::dimensions`] of the dimensions whose values groups count.
    pub(super) counted: &'a [usize],
}

impl Evaluator<'_> {
    /// The value of `formula` over the records of `group` in `period`; `unit` is that of sums and counts.
    pub(super) fn value(&self, formula: &Formula, unit: &MeasureUnit, group: &Group, period: Period) -> Outcome {
        let records = group.records(period);
        match *formula {
            Formula::Sum(m) => Outcome::amount(group.sum(m, period), unit.clone(), group.present(m, period)),
            Formula::Count => Outcome::amount(i128::from(records), unit.clone(), records),
            Formula::Distinct(kept) => {
                let count = self.counted_position(kept).map_or(0, |at| group.distinct(at, period));
                Outcome::amount(i128::from(count), unit.clone(), records)
            }
            Formula::Ratio(top, bottom) => Outcome::fraction(self.quotient(top, bottom, group, period), records),
            Formula::StartedRate => {
                let rate = Ratio::new(i128::from(group.started(period)), i128::from(records)).ok_or(Note::NoRecords);
                Outcome::fraction(rate, records)
            }
        }
    }

    /// Whether the records of `group` in `period` say anything about `formula`.
    pub(super) fn is_recorded(&self, formula: &Formula, group: &Group, period: Period) -> bool {
        match *formula {
            Formula::Sum(measure) => group.present(measure, period) > 0,
            Formula::Ratio(top, bottom) => group.present(top, period) > 0 && group.present(bottom, period) > 0,
            Formula::Count | Formula::Distinct(_) | Formula::StartedRate => group.records(period) > 0,
        }
    }

    /// Whether the records of `group` begin after the first month of `period`, as far as `formula` needs them.
    pub(super) fn begins_inside(&self, formula: &Formula, group: &Group, period: Period) -> bool {
        let first = match *formula {
            Formula::Sum(measure) => group.first_with(measure),
            Formula::Ratio(top, bottom) => group.first_with(top).max(group.first_with(bottom)),
            Formula::Count | Formula::Distinct(_) | Formula::StartedRate => group.first(),
        };
        first.is_some_and(|month| month > period.first())
    }

    /// Position among the counted dimensions of the dimension kept here.
    fn counted_position(&self, kept: usize) -> Option<usize> {
        self.counted.iter().position(|&at| self.kind.dimensions[at] == kept)
    }

    fn quotient(&self, top: usize, bottom: usize, group: &Group, period: Period) -> Result<Ratio, Note> {
        if group.present(top, period) == 0 || group.present(bottom, period) == 0 {
            return Err(Note::NoRecords);
        }
        let units = (&self.kind.measures[top].unit, &self.kind.measures[bottom].unit);
        quotient_in_base_units((group.sum(top, period), units.0), (group.sum(bottom, period), units.1))
    }
}

/// The quotient of two amounts, each taken in its base unit: 元 over 千克, not 0.0001 元 over milligrams.
///
/// # Errors
/// The divisor is not positive, or the fraction has too many digits.
pub fn quotient_in_base_units(
    (top, top_unit): (i128, &MeasureUnit),
    (bottom, bottom_unit): (i128, &MeasureUnit),
) -> Result<Ratio, Note> {
    if bottom <= 0 {
        return Err(Note::DivisorNotPositive);
    }
    let (up, down) = (bottom_unit.scale(), top_unit.scale());
    let shared = up.min(down);
    let top = top.checked_mul(pow10(up - shared)).ok_or(Note::TooLarge)?;
    let bottom = bottom.checked_mul(pow10(down - shared)).ok_or(Note::TooLarge)?;
    Ratio::new(top, bottom).ok_or(Note::DivisorNotPositive)
}

/// `(now − base) / base`.
///
/// # Errors
/// The base is not positive, or the two are not of one kind.
pub fn growth(now: &Quantity, base: &Quantity) -> Result<Ratio, Note> {
    match (now, base) {
        (Quantity::Amount(now, _), Quantity::Amount(base, _)) => {
            positive_base(*base)?;
            Ratio::new(now.checked_sub(*base).ok_or(Note::TooLarge)?, *base).ok_or(Note::BaseZero)
        }
        (Quantity::Ratio(now), Quantity::Ratio(base)) => {
            positive_base(base.numerator())?;
            divided(*now, *base)?.minus(one()?).ok_or(Note::TooLarge)
        }
        _ => Err(Note::BaseMissing),
    }
}

/// `(now − base) × 100`: percentage points between two rates.
///
/// # Errors
/// The two are no rates, or the fraction has too many digits.
pub fn points(now: &Quantity, base: &Quantity) -> Result<Ratio, Note> {
    match (now, base) {
        (Quantity::Ratio(now), Quantity::Ratio(base)) => {
            now.minus(*base).and_then(|difference| difference.times(100)).ok_or(Note::TooLarge)
        }
        _ => Err(Note::BaseMissing),
    }
}

/// `part / whole` of two amounts.
///
/// # Errors
/// The whole is not positive.
pub fn share(part: &Quantity, whole: &Quantity) -> Result<Ratio, Note> {
    match (part, whole) {
        (Quantity::Amount(part, _), Quantity::Amount(whole, _)) if *whole > 0 => {
            Ratio::new(*part, *whole).ok_or(Note::WholeNotPositive)
        }
        _ => Err(Note::WholeNotPositive),
    }
}

/// `value / target`.
///
/// # Errors
/// The target is not positive.
pub fn completion(value: i128, target: i128) -> Result<Ratio, Note> {
    if target <= 0 {
        return Err(Note::TargetNotPositive);
    }
    Ratio::new(value, target).ok_or(Note::TargetNotPositive)
}

/// `(completion − months / 12) × 100`: percentage points ahead of the calendar.
///
/// # Errors
/// The fraction has too many digits.
pub fn ahead(completion: Ratio, months: i32) -> Result<Ratio, Note> {
    let passed = Ratio::new(i128::from(months), 12).ok_or(Note::TooLarge)?;
    completion.minus(passed).and_then(|difference| difference.times(100)).ok_or(Note::TooLarge)
}

fn positive_base(base: i128) -> Result<(), Note> {
    match base.signum() {
        0 => Err(Note::BaseZero),
        -1 => Err(Note::BaseNegative),
        _ => Ok(()),
    }
}

fn one() -> Result<Ratio, Note> {
    Ratio::new(1, 1).ok_or(Note::TooLarge)
}

/// `a / b`, reduced crosswise first so that less overflows.
fn divided(a: Ratio, b: Ratio) -> Result<Ratio, Note> {
    let left = Ratio::new(a.numerator(), b.numerator()).ok_or(Note::BaseZero)?;
    let right = Ratio::new(b.denominator(), a.denominator()).ok_or(Note::TooLarge)?;
    let top = left.numerator().checked_mul(right.numerator()).ok_or(Note::TooLarge)?;
    let bottom = left.denominator().checked_mul(right.denominator()).ok_or(Note::TooLarge)?;
    Ratio::new(top, bottom).ok_or(Note::BaseZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(p: i128, q: i128) -> Ratio {
        Ratio::new(p, q).expect("a denominator")
    }

    fn yuan(value: i128) -> Quantity {
        Quantity::Amount(value, MeasureUnit::Money)
    }

    #[test]
    fn growth_needs_a_positive_base() {
        assert_eq!(growth(&yuan(150), &yuan(120)), Ok(ratio(1, 4)));
        assert_eq!(growth(&yuan(0), &yuan(120)), Ok(ratio(-1, 1)));
        assert_eq!(growth(&yuan(150), &yuan(0)), Err(Note::BaseZero));
        assert_eq!(growth(&yuan(150), &yuan(-3)), Err(Note::BaseNegative));
        assert_eq!(growth(&Quantity::Ratio(ratio(3, 2)), &Quantity::Ratio(ratio(5, 4))), Ok(ratio(1, 5)));
    }

    /// 59403200 元 of 1 亿元 after seven months: 0.594032 − 7/12 = 0.0106986…, 1.06986… points.
    #[test]
    fn completion_against_the_calendar() {
        let done = completion(594_032_000_000, 1_000_000_000_000).expect("a target");
        assert_eq!(done, ratio(594_032, 1_000_000));
        assert_eq!(ahead(done, 7), Ok(ratio(8024, 7500)));
        assert_eq!(completion(5, 0), Err(Note::TargetNotPositive));
    }

    /// 59403200 元 over 2701640 千克 is 10840/493 元/千克 (Python, fractions).
    #[test]
    fn a_price_is_taken_in_base_units() {
        let price =
            quotient_in_base_units((594_032_000_000, &MeasureUnit::Money), (2_701_640_000_000, &MeasureUnit::Weight));
        assert_eq!(price, Ok(ratio(10_840, 493)));
        let returns = quotient_in_base_units((5, &MeasureUnit::Money), (-5, &MeasureUnit::Weight));
        assert_eq!(returns, Err(Note::DivisorNotPositive));
    }
}
