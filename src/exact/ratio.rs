//! Exact ratios: p/q in lowest terms, printed to a number of places by long division, so that nothing overflows.

use super::rounding::{Rounding, takes_a_step};

/// An exact fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// `numerator / denominator`; nothing where the denominator is zero.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).cast_signed();
        let sign = denominator.signum();
        Some(Self { numerator: numerator / divisor * sign, denominator: denominator / divisor * sign })
    }

    /// The numerator, signed, in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, positive, in lowest terms.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// The difference of two ratios; nothing where the common denominator leaves 127 bits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_sub(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The ratio times a whole number.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        let divisor = gcd(factor.unsigned_abs(), self.denominator.unsigned_abs()).cast_signed();
        Self::new(self.numerator.checked_mul(factor / divisor)?, self.denominator / divisor)
    }

    /// `p/q`, as figures.json prints it under `exact`.
    #[must_use]
    pub fn exact_text(self) -> String {
        format!("{}/{}", self.numerator, self.denominator)
    }

    /// The decimal to `places` places without trailing zeros, rounded once from the exact value.
    #[must_use]
    pub fn to_places(self, places: u32, rounding: Rounding) -> String {
        quotient_to_places(self.numerator, self.denominator, places, rounding)
    }
}

/// `numerator / denominator` to so many places; the denominator is positive, and need not be in lowest terms.
pub fn quotient_to_places(numerator: i128, denominator: i128, places: u32, rounding: Rounding) -> String {
    let (mut digits, remainder) = long_division(numerator.unsigned_abs(), denominator.unsigned_abs(), places);
    let last_is_odd = digits.last().is_some_and(|d| d % 2 == 1);
    if takes_a_step(i128::from(last_is_odd), remainder, denominator.unsigned_abs(), rounding) {
        carry_one(&mut digits);
    }
    print_digits(&digits, places as usize, numerator < 0)
}

/// The decimal digits of a quotient (at least one before the point), and the last remainder: by one division where the
/// dividend fits with its places, else digit by digit.
fn long_division(dividend: u128, divisor: u128, places: u32) -> (Vec<u8>, u128) {
    if let Some(shifted) = 10_u128.checked_pow(places).and_then(|power| dividend.checked_mul(power)) {
        let width = places as usize + 1;
        let digits = format!("{:0>width$}", shifted / divisor).bytes().map(|b| b - b'0').collect();
        return (digits, shifted % divisor);
    }
    let mut remainder = dividend % divisor;
    let mut digits: Vec<u8> = (dividend / divisor).to_string().bytes().map(|b| b - b'0').collect();
    for _ in 0..places {
        let (digit, rest) = next_digit(remainder, divisor);
        digits.push(digit);
        remainder = rest;
    }
    (digits, remainder)
}

/// The next decimal digit of `remainder / divisor`, by ten additions where ten times the remainder would not fit.
fn next_digit(remainder: u128, divisor: u128) -> (u8, u128) {
    let (mut digit, mut rest) = (0_u8, 0_u128);
    for _ in 0..10 {
        let (sum, wrapped) = rest.overflowing_add(remainder);
        if wrapped || sum >= divisor {
            digit += 1;
            rest = sum.wrapping_sub(divisor);
        } else {
            rest = sum;
        }
    }
    (digit, rest)
}

fn carry_one(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

fn print_digits(digits: &[u8], places: usize, negative: bool) -> String {
    let text: String = digits.iter().map(|d| char::from(b'0' + d)).collect();
    let (whole, fraction) = text.split_at(text.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let body = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    if negative && body != "0" { format!("-{body}") } else { body }
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(p: i128, q: i128, places: u32) -> String {
        Ratio::new(p, q).expect("a denominator").to_places(places, Rounding::HalfEven)
    }

    /// Expected digits: bc, scale=15, rounded by hand.
    #[test]
    fn prints_to_the_place() {
        assert_eq!(places(8371, 28421, 12), "0.294535730622");
        assert_eq!(places(2, 3, 4), "0.6667");
        assert_eq!(places(-1, 8, 2), "-0.12");
        assert_eq!(places(999_999, 1_000_000, 2), "1");
        assert_eq!(places(-1, 1000, 2), "0");
        assert_eq!(places(5, -10, 1), "-0.5");
        assert!(Ratio::new(1, 0).is_none());
    }

    proptest! {
        #[test]
        fn long_division_agrees_with_scaled_division(p in -10_i128.pow(15)..10_i128.pow(15), q in 1..10_i128.pow(15)) {
            let scaled = super::super::divide_rounded(p * 10_i128.pow(6), q, Rounding::HalfEven);
            let expected = super::super::Decimal { digits: scaled, scale: 6 }.to_string();
            prop_assert_eq!(places(p, q, 6), expected.replace("-0", if scaled == 0 { "0" } else { "-0" }));
        }

        #[test]
        fn huge_terms_do_not_overflow(p in i128::MIN + 1..i128::MAX, q in 1..i128::MAX) {
            prop_assert!(!places(p, q, 12).is_empty());
        }
    }
}
