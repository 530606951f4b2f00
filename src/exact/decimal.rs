//! Decimal text to an exact value: digits and a scale, nothing else.
//!
//! In: plain ASCII decimal text, with a sign, an optional fraction and exponent. Full-width digits and separators
//! are folded before, by whoever knows what the text may hold.

use std::fmt;

use super::rounding::{Rounding, divide_rounded, pow10};

/// An exact decimal: `digits` × 10^-`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All significant digits, signed.
    pub digits: i128,
    /// How many of them stand after the decimal point.
    pub scale: u32,
}

/// Why a text is not a decimal number that can be kept exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Something other than a sign, digits, one point and an exponent.
    #[error("not a decimal number")]
    NotANumber,
    /// More digits than 34, or an exponent beyond ±30.
    #[error("too many digits")]
    TooLong,
}

const MAX_DIGITS: u32 = 34;
const MAX_EXPONENT: i32 = 30;

impl Decimal {
    /// A whole number.
    #[must_use]
    pub const fn whole(digits: i128) -> Self {
        Self { digits, scale: 0 }
    }

    /// Reads ASCII decimal text such as `-12.50` or `1.2e3`.
    ///
    /// # Errors
    /// [`DecimalError`] where the text is no number, or too long to keep exactly.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (mantissa, exponent) = split_exponent(text)?;
        let (negative, unsigned) = split_sign(mantissa);
        let mut value = read_digits(unsigned.as_bytes())?;
        if negative {
            value.digits = -value.digits;
        }
        value.shifted(exponent)
    }

    /// The value times 10^`exponent`.
    ///
    /// # Errors
    /// [`DecimalError::TooLong`] where it leaves the range that is kept exactly.
    pub fn shifted(self, exponent: i32) -> Result<Self, DecimalError> {
        if exponent.abs() > MAX_EXPONENT {
            return Err(DecimalError::TooLong);
        }
        let scale = self.scale.cast_signed() - exponent;
        if scale >= 0 {
            return Ok(Self { digits: self.digits, scale: scale.unsigned_abs() });
        }
        let digits = self.digits.checked_mul(pow10(scale.unsigned_abs())).ok_or(DecimalError::TooLong)?;
        Ok(Self { digits, scale: 0 })
    }

    /// The value times a whole number.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(factor)?, scale: self.scale })
    }

    /// The product of two decimals.
    #[must_use]
    pub fn product(self, other: Self) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(other.digits)?, scale: self.scale + other.scale })
    }

    /// The value as an integer count of 10^-`scale`, with whether that was exact. A finer value is rounded half to
    /// even: the one rounding besides display (a cell below the base unit).
    #[must_use]
    pub fn at_scale(self, scale: u32) -> Option<(i128, bool)> {
        if scale >= self.scale {
            return Some((self.digits.checked_mul(checked_pow10(scale - self.scale)?)?, true));
        }
        let divisor = checked_pow10(self.scale - scale)?;
        let exact = self.digits % divisor == 0;
        Some((divide_rounded(self.digits, divisor, Rounding::HalfEven), exact))
    }
}

impl fmt::Display for Decimal {
    /// Plain decimal text without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.scale as usize);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

fn checked_pow10(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

fn split_exponent(text: &str) -> Result<(&str, i32), DecimalError> {
    match text.find(['e', 'E']) {
        None => Ok((text, 0)),
        Some(at) => Ok((&text[..at], text[at + 1..].parse().map_err(|_| DecimalError::NotANumber)?)),
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

fn read_digits(bytes: &[u8]) -> Result<Decimal, DecimalError> {
    let mut value: i128 = 0;
    let (mut count, mut scale, mut point) = (0_u32, 0_u32, false);
    let mut any = false;
    for &byte in bytes {
        match byte {
            b'0'..=b'9' => {
                any = true;
                count += u32::from(value != 0 || byte != b'0');
                if count > MAX_DIGITS {
                    return Err(DecimalError::TooLong);
                }
                value = value * 10 + i128::from(byte - b'0');
                scale += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return Err(DecimalError::NotANumber),
        }
    }
    if !any {
        return Err(DecimalError::NotANumber);
    }
    if scale > MAX_DIGITS { Err(DecimalError::TooLong) } else { Ok(Decimal { digits: value, scale }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_workbooks_hold() {
        let text = |t: &str| Decimal::parse(t).map(|d| d.to_string());
        assert_eq!(text("28.087").as_deref(), Ok("28.087"));
        assert_eq!(text("-0.50").as_deref(), Ok("-0.5"));
        assert_eq!(text("1.5e3").as_deref(), Ok("1500"));
        assert_eq!(text("2E-7").as_deref(), Ok("0.0000002"));
        assert_eq!(text("."), Err(DecimalError::NotANumber));
        assert_eq!(text("1.2.3"), Err(DecimalError::NotANumber));
        assert_eq!(text("1e99"), Err(DecimalError::TooLong));
        assert_eq!(text(""), Err(DecimalError::NotANumber));
        assert_eq!(text(&"9".repeat(60)), Err(DecimalError::TooLong));
    }

    #[test]
    fn a_finer_value_is_rounded_to_even_and_says_so() {
        let cell = Decimal::parse("0.00005").expect("a number");
        assert_eq!(cell.at_scale(4), Some((0, false)));
        assert_eq!(Decimal::parse("0.00015").expect("a number").at_scale(4), Some((2, false)));
        assert_eq!(Decimal::parse("12.5").expect("a number").at_scale(4), Some((125_000, true)));
    }

    proptest! {
        #[test]
        fn printing_and_parsing_are_inverse(digits in -10_i128.pow(20)..10_i128.pow(20), scale in 0_u32..12) {
            let value = Decimal { digits, scale };
            let back = Decimal::parse(&value.to_string()).expect("its own text");
            prop_assert_eq!(back.at_scale(12), value.at_scale(12));
        }
    }
}
