//! The one place where anything is rounded: integer division by GB/T 8170, to even by default, half up by setting.

/// How a remainder of exactly one half is settled.
///
/// Source: GB/T 8170-2008, 3.2 (half to even); half up is what many older forms ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// 四舍六入五成双: a half goes to the even neighbour.
    #[default]
    HalfEven,
    /// 四舍五入: a half goes away from zero.
    HalfUp,
}

/// Ten to the power `exponent`.
///
/// # Panics
/// Where the power does not fit (`exponent` > 38): exponents come from declared scales, which are small.
#[must_use]
pub fn pow10(exponent: u32) -> i128 {
    10_i128.pow(exponent)
}

/// `numerator / denominator`, rounded to an integer.
///
/// # Panics
/// Where `denominator` is zero: the caller decides what a missing base means.
#[must_use]
pub fn divide_rounded(numerator: i128, denominator: i128, rounding: Rounding) -> i128 {
    let (quotient, remainder) = (numerator / denominator, numerator % denominator);
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    if takes_a_step(quotient, remainder.unsigned_abs(), denominator.unsigned_abs(), rounding) {
        quotient + away
    } else {
        quotient
    }
}

/// Whether a truncated quotient moves away from zero, given what was left of the divisor.
pub(super) fn takes_a_step(quotient: i128, remainder: u128, divisor: u128, rounding: Rounding) -> bool {
    match remainder.cmp(&(divisor - remainder)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => rounding == Rounding::HalfUp || quotient % 2 != 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of GB/T 8170-2008, 3.2: 12.1498 to one decimal, 11.5002, 0.350, 0.0325 and their kin.
    #[test]
    fn halves_follow_the_standard() {
        let even = |n, d| divide_rounded(n, d, Rounding::HalfEven);
        assert_eq!(even(121_498, 1_000), 121);
        assert_eq!(even(115_002, 10_000), 12);
        assert_eq!(even(1050, 100), 10);
        assert_eq!(even(350, 100), 4);
        assert_eq!(even(325, 10), 32);
        assert_eq!(even(-355, 10), -36);
        assert_eq!(even(-325, 10), -32);
        assert_eq!(divide_rounded(325, 10, Rounding::HalfUp), 33);
        assert_eq!(divide_rounded(-325, 10, Rounding::HalfUp), -33);
        assert_eq!(divide_rounded(5, -10, Rounding::HalfUp), -1);
    }
}
