//! A printed amount to what its digits stand for: 51.54亿元 is anything from 51.535 to 51.545 亿元.

use crate::exact::{Decimal, MeasureUnit};

use super::base::to_base;
use super::error::ValueError;
use super::number::read_number;
use super::unit::{Unit, read_unit};

/// An amount as printed, in the smallest parts of its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The digits taken at their word.
    pub value: i128,
    /// One unit of the last printed place.
    pub last_place: i128,
    /// The least value that is printed so.
    pub low: i128,
    /// The greatest value that is printed so.
    pub high: i128,
    /// The unit that it was read in.
    pub unit: Unit,
    /// The text, trimmed.
    pub text: String,
}

impl Printed {
    /// Half of the last printed place; nothing for a count that is printed to the last one.
    #[must_use]
    pub const fn half_step(&self) -> i128 {
        self.high - self.value
    }
}

/// Reads a printed amount of a measure: half of the last printed place either way, both ends inside. A count without 万
/// or 亿 is exact. A bare number is in the base unit, a bare 万 a magnitude of it.
///
/// # Errors
/// The [`ValueError`] of the number, or of its unit.
pub fn read_printed(text: &str, measure: &MeasureUnit) -> Result<Printed, ValueError> {
    let read = read_number(text)?;
    let unit = match read.unit {
        None => base_unit(measure),
        Some(Unit::Magnitude(exponent)) => base_unit(measure).with_magnitude(exponent),
        Some(unit) => unit,
    };
    let based = |value: Decimal| to_base(value, &unit, measure, None).map(|base| i128::from(base.value));
    let value = based(read.value)?;
    let last_place = based(Decimal { digits: 1, scale: read.value.scale })?;
    let whole_things = matches!(measure, MeasureUnit::Count(_)) && last_place <= 1;
    let half = if whole_things { 0 } else { last_place / 2 };
    let (low, high) = (value - half, value + half);
    Ok(Printed { value, last_place, low, high, unit, text: text.trim().to_owned() })
}

/// The unit of a bare number: 元 and 千克 for money and weights, a plain number otherwise.
fn base_unit(measure: &MeasureUnit) -> Unit {
    let known = matches!(measure, MeasureUnit::Weight | MeasureUnit::Money).then(|| read_unit(measure.base_name()));
    known.flatten().unwrap_or(Unit::Magnitude(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str, measure: &MeasureUnit) -> Result<(i128, i128, i128), ValueError> {
        read_printed(text, measure).map(|printed| (printed.value, printed.low, printed.high))
    }

    /// 1 亿元 is 10^12 parts of 0.0001 元; half of 0.01 亿元 is 5 × 10^9 of them.
    #[test]
    fn half_of_the_last_place_either_way() {
        let money = MeasureUnit::Money;
        assert_eq!(ends("51.54亿元", &money), Ok((51_540_000_000_000, 51_535_000_000_000, 51_545_000_000_000)));
        assert_eq!(ends("８３７１万元", &money), Ok((837_100_000_000, 837_050_000_000, 837_150_000_000)));
        assert_eq!(ends("9784", &money), Ok((97_840_000, 97_835_000, 97_845_000)));
        assert_eq!(ends("1.5万", &money), Ok((150_000_000, 145_000_000, 155_000_000)));
        let tonnes = ends("2701.64吨", &MeasureUnit::Weight);
        assert_eq!(tonnes, Ok((2_701_640_000_000, 2_701_635_000_000, 2_701_645_000_000)));
    }

    #[test]
    fn counts_are_exact_until_a_magnitude_rounds_them() {
        let people = MeasureUnit::Count("人".into());
        assert_eq!(ends("248人", &people), Ok((248, 248, 248)));
        assert_eq!(ends("1.2万人", &people), Ok((12_000, 11_500, 12_500)));
    }

    #[test]
    fn what_is_no_amount_of_the_measure_says_so() {
        assert_eq!(ends("五十多亿", &MeasureUnit::Money), Err(ValueError::NotANumber));
        assert!(matches!(ends("3吨", &MeasureUnit::Money), Err(ValueError::WrongUnit { .. })));
        assert_eq!(ends("12%", &MeasureUnit::Money), Err(ValueError::Percentage));
    }
}
