//! How a quantity is printed for people: 吨 and 万元 or 亿元, rounded once, zeros dropped.

use super::decimal::Decimal;
use super::measure::MeasureUnit;
use super::rounding::{Rounding, divide_rounded, pow10};

/// A unit to print in: its name, and how many base units it holds as a power of ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayUnit {
    /// The name, as printed behind the number.
    pub name: String,
    /// Powers of ten above the base unit: 吨 is 3 above 千克, 亿元 is 8 above 元.
    pub exponent: u32,
}

/// How an indicator is printed: in which unit (left out: by its size), with at most how many decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// The fixed unit, or none for the unit that fits the size.
    pub unit: Option<DisplayUnit>,
    /// At most so many decimals; trailing zeros are dropped.
    pub decimals: u32,
}

impl Default for Display {
    fn default() -> Self {
        Self { unit: None, decimals: 2 }
    }
}

impl Display {
    /// The unit in which `value` is printed. Where its size chooses, it is the size as printed: what rounds up to 10000万元
    /// is 1亿元.
    #[must_use]
    pub fn unit_for(&self, measure: &MeasureUnit, value: i128, rounding: Rounding) -> DisplayUnit {
        if let Some(unit) = &self.unit {
            return unit.clone();
        }
        let unit = unit_by_size(measure, value);
        let scale = measure.scale() + unit.exponent;
        if scale <= self.decimals {
            return unit;
        }
        let step = pow10(scale - self.decimals);
        unit_by_size(measure, divide_rounded(value, step, rounding) * step)
    }

    /// The number without its unit, in `unit`, rounded once.
    #[must_use]
    pub fn number(&self, measure: &MeasureUnit, value: i128, unit: &DisplayUnit, rounding: Rounding) -> String {
        let scale = measure.scale() + unit.exponent;
        if scale <= self.decimals {
            return Decimal { digits: value, scale }.to_string();
        }
        let digits = divide_rounded(value, pow10(scale - self.decimals), rounding);
        Decimal { digits, scale: self.decimals }.to_string()
    }

    /// The number with its unit: `2701.64吨`.
    #[must_use]
    pub fn text(&self, measure: &MeasureUnit, value: i128, rounding: Rounding) -> String {
        let unit = self.unit_for(measure, value, rounding);
        format!("{}{}", self.number(measure, value, &unit, rounding), unit.name)
    }
}

/// 吨 for weights; 万元 below 1 亿元, else 亿元; the base unit for anything else.
fn unit_by_size(measure: &MeasureUnit, value: i128) -> DisplayUnit {
    let (name, exponent) = match measure {
        MeasureUnit::Weight => ("吨", 3),
        MeasureUnit::Money if value.unsigned_abs() >= pow10(8 + measure.scale()).unsigned_abs() => ("亿元", 8),
        MeasureUnit::Money => ("万元", 4),
        MeasureUnit::Count(name) | MeasureUnit::Other(name, _) => (name.as_str(), 0),
    };
    DisplayUnit { name: name.to_owned(), exponent }
}

/// `2701.64` as `2,701.64`.
#[must_use]
pub fn with_separators(number: &str) -> String {
    let (sign, unsigned) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(measure: &MeasureUnit, value: i128) -> String {
        Display::default().text(measure, value, Rounding::HalfEven)
    }

    #[test]
    fn the_notice_prints_these() {
        assert_eq!(shown(&MeasureUnit::Weight, 2_701_640_000_000), "2701.64吨");
        assert_eq!(shown(&MeasureUnit::Money, 594_032_000_000), "5940.32万元");
        assert_eq!(shown(&MeasureUnit::Money, 51_540_000_000_000), "51.54亿元");
        assert_eq!(shown(&MeasureUnit::Money, 837_100_000_000), "8371万元");
        assert_eq!(shown(&MeasureUnit::Money, 1_000_000_000_000), "1亿元");
        assert_eq!(shown(&MeasureUnit::Count("个".into()), 39), "39个");
        assert_eq!(shown(&MeasureUnit::Money, -123_456), "0万元");
    }

    /// 99,999,949.99 元 is 9999.99 万元 (9999.994999); 99,999,950 元 is a tie that goes to the even 10000.00 万元, and
    /// half up goes there too.
    #[test]
    fn what_rounds_up_to_the_next_unit_is_printed_in_it() {
        assert_eq!(shown(&MeasureUnit::Money, 999_999_499_900), "9999.99万元");
        assert_eq!(shown(&MeasureUnit::Money, 999_999_500_000), "1亿元");
        assert_eq!(shown(&MeasureUnit::Money, 999_999_999_900), "1亿元");
        assert_eq!(shown(&MeasureUnit::Money, -999_999_999_900), "-1亿元");
    }

    #[test]
    fn thousands_are_separated() {
        let cases = [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.89", "-1,234,567.89")];
        assert!(cases.iter().all(|(plain, separated)| with_separators(plain) == *separated));
    }
}
