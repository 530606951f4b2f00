//! Interval arithmetic over fractions: what a result may be when each number is only as sharp as it was printed.
//!
//! Exact while the numbers are small; where a fraction grows too long for 127 bits it is moved outward in its last bits,
//! so that an interval never loses a value that it should hold. Nothing comes out where even that overflows.

use std::cmp::Ordering;

use crate::exact::{Rounding, quotient_to_places};

/// A fraction with a positive denominator, not always in lowest terms: it is compared far more often than printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    over: i128,
    under: i128,
}

/// Numbers longer than this are shortened before they are reckoned with: two of them still have a product.
const LONGEST: i128 = 1 << 62;

/// Which way a fraction may be moved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outward {
    Down,
    Up,
}

impl Fraction {
    pub const ZERO: Self = Self { over: 0, under: 1 };
    pub const ONE: Self = Self { over: 1, under: 1 };

    pub const fn whole(value: i128) -> Self {
        Self { over: value, under: 1 }
    }

    /// `over / under` for a positive `under`.
    pub const fn new(over: i128, under: i128) -> Option<Self> {
        if under > 0 { Some(Self { over, under }) } else { None }
    }

    pub const fn is_positive(self) -> bool {
        self.over > 0
    }

    pub const fn is_zero(self) -> bool {
        self.over == 0
    }

    pub const fn negated(self) -> Self {
        Self { over: -self.over, under: self.under }
    }

    /// The same fraction with both its numbers short enough: in lower terms, or moved outward by a hair.
    #[inline]
    fn tidy(self, way: Outward) -> Option<Self> {
        let is_short = self.under <= LONGEST && self.over <= LONGEST && self.over >= -LONGEST;
        if is_short { Some(self) } else { self.shortened(way) }
    }

    fn shortened(self, way: Outward) -> Option<Self> {
        if self.over < 0 {
            let way = if way == Outward::Down { Outward::Up } else { Outward::Down };
            return self.negated().tidy(way).map(Self::negated);
        }
        let shared = i128::try_from(gcd(self.over.unsigned_abs(), self.under.unsigned_abs())).ok()?.max(1);
        let (over, under) = (self.over / shared, self.under / shared);
        let bits = 128 - over.max(under).leading_zeros();
        let shift = bits.saturating_sub(62);
        if shift == 0 {
            return Some(Self { over, under });
        }
        // Both lose the same low bits; one of them is rounded up, so that the fraction moves outward only.
        Some(match way {
            Outward::Down => Self { over: over >> shift, under: (under >> shift) + 1 },
            Outward::Up => Self { over: (over >> shift) + 1, under: (under >> shift).max(1) },
        })
    }

    fn plus(self, other: Self, way: Outward) -> Option<Self> {
        let (a, b) = (self.tidy(way)?, other.tidy(way)?);
        let sum = if a.under == b.under {
            Self { over: a.over.checked_add(b.over)?, under: a.under }
        } else {
            let left = a.over.checked_mul(b.under)?;
            let right = b.over.checked_mul(a.under)?;
            Self { over: left.checked_add(right)?, under: a.under.checked_mul(b.under)? }
        };
        sum.tidy(way)
    }

    /// The product of two fractions that are not negative.
    fn times(self, other: Self, way: Outward) -> Option<Self> {
        let (a, b) = (self.tidy(way)?, other.tidy(way)?);
        Self { over: a.over.checked_mul(b.over)?, under: a.under.checked_mul(b.under)? }.tidy(way)
    }

    /// The product of two fractions that are not negative, to the last bit where it is short enough.
    pub fn product(self, other: Self) -> Option<Self> {
        self.times(other, Outward::Down)
    }

    /// The quotient, where the divisor is above zero; likewise.
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(other.inverse()?, Outward::Down)
    }

    fn inverse(self) -> Option<Self> {
        match self.over.signum() {
            1 => Some(Self { over: self.under, under: self.over }),
            _ => None,
        }
    }

    /// Less, equal or greater; by shortened values where the exact ones are too long to compare.
    pub fn compare(self, other: Self) -> Ordering {
        let exact = |a: Self, b: Self| Some(a.over.checked_mul(b.under)?.cmp(&b.over.checked_mul(a.under)?));
        let shortened = || exact(self.tidy(Outward::Down)?, other.tidy(Outward::Down)?);
        exact(self, other).or_else(shortened).unwrap_or(Ordering::Equal)
    }

    /// To so many places, half-even, without trailing zeros.
    pub fn to_places(self, places: u32) -> String {
        quotient_to_places(self.over, self.under, places, Rounding::HalfEven)
    }

    /// The greatest whole number that is not above it.
    pub const fn floor(self) -> i128 {
        self.over.div_euclid(self.under)
    }

    /// Times a power of ten, up or down.
    pub fn shifted(self, exponent: i32) -> Option<Self> {
        let factor = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent >= 0 {
            Some(Self { over: self.over.checked_mul(factor)?, under: self.under })
        } else {
            Some(Self { over: self.over, under: self.under.checked_mul(factor)? })
        }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Ordering::Equal
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// What a number may be: from `low` to `high` (without end where there is none), with `at` for the printed value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub low: Fraction,
    pub high: Option<Fraction>,
    pub at: Fraction,
    /// Whether `high` itself is left out: 近九成 is below 90 %.
    pub open_high: bool,
}

impl Interval {
    /// Exactly one value.
    pub const fn exact(at: Fraction) -> Self {
        Self { low: at, high: Some(at), at, open_high: false }
    }

    pub const fn whole(value: i128) -> Self {
        Self::exact(Fraction::whole(value))
    }

    /// Whether a value can lie in both.
    pub fn meets(&self, other: &Self) -> bool {
        let below = |a: &Self, b: &Self| match a.high {
            Some(high) => match high.compare(b.low) {
                Ordering::Less => true,
                Ordering::Equal => a.open_high,
                Ordering::Greater => false,
            },
            None => false,
        };
        !below(self, other) && !below(other, self)
    }

    /// How wide it is against its size, in whole millionths; all of them where it has no end or no size.
    pub fn width_millionths(&self) -> i128 {
        const ALL: i128 = 1_000_000;
        let Some(high) = self.high else { return ALL };
        let width = Self::exact(high).minus(&Self::exact(self.low)).and_then(|width| width.scaled(ALL, 1));
        let relative = width.and_then(|width| width.over(&Self::exact(self.at)));
        relative.map_or(ALL, |relative| relative.at.floor())
    }

    /// Whether a value lies in it.
    #[cfg(test)]
    pub fn holds(&self, value: Fraction) -> bool {
        self.low.compare(value) != Ordering::Greater
            && self.high.is_none_or(|high| high.compare(value) != Ordering::Less)
    }

    pub fn plus(&self, other: &Self) -> Option<Self> {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.plus(b, Outward::Up)?),
            _ => None,
        };
        let (low, at) = (self.low.plus(other.low, Outward::Down)?, self.at.plus(other.at, Outward::Down)?);
        Some(Self { low, high, at, open_high: self.open_high || other.open_high })
    }

    /// The same with its sign turned; an end that is not there becomes a very low one, and is therefore refused.
    pub fn negated(&self) -> Option<Self> {
        Some(Self {
            low: self.high?.negated(),
            high: Some(self.low.negated()),
            at: self.at.negated(),
            open_high: false,
        })
    }

    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.negated()?)
    }

    /// The product of two intervals that hold nothing negative.
    pub fn times(&self, other: &Self) -> Option<Self> {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.times(b, Outward::Up)?),
            _ => None,
        };
        let (low, at) = (self.low.times(other.low, Outward::Down)?, self.at.times(other.at, Outward::Down)?);
        Some(Self { low, high, at, open_high: self.open_high || other.open_high })
    }

    /// The quotient, where the divisor is above zero throughout.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let upper = other.low.inverse();
        let high = match (self.high, upper) {
            (Some(a), Some(b)) => Some(a.times(b, Outward::Up)?),
            _ => return None,
        };
        let low = match other.high {
            Some(end) => self.low.times(end.inverse()?, Outward::Down)?,
            None => Fraction::ZERO,
        };
        let at = self.at.times(other.at.inverse()?, Outward::Down)?;
        Some(Self { low, high, at, open_high: self.open_high })
    }

    /// Times a positive whole number, over another.
    pub fn scaled(&self, over: i128, under: i128) -> Option<Self> {
        self.times(&Self::exact(Fraction::new(over, under)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Ratio;
    use proptest::prelude::*;

    fn interval(low: i128, width: i128) -> Interval {
        let at = Fraction::new(2 * low + width, 2).expect("a fraction");
        Interval { low: Fraction::whole(low), high: Some(Fraction::whole(low + width)), at, open_high: false }
    }

    #[test]
    fn an_end_that_is_left_out_is_not_met() {
        let mut below = interval(80, 10);
        below.open_high = true;
        assert!(!below.meets(&Interval::whole(90)));
        assert!(below.meets(&Interval::whole(80)));
        assert!(interval(80, 10).meets(&Interval::whole(90)));
    }

    proptest! {
        /// Whatever values lie in the operands, the result holds what comes of them.
        #[test]
        fn results_hold_what_the_operands_hold(
            a in 0_i128..10_i128.pow(17), b in 1_i128..10_i128.pow(17), c in 0_i128..10_i128.pow(17),
            width in 0_i128..10_i128.pow(9),
        ) {
            let (x, y, z) = (interval(a, width), interval(b, width), interval(c, width));
            let sum = x.plus(&y).and_then(|sum| sum.minus(&z)).expect("a sum");
            prop_assert!(sum.holds(Fraction::whole(a + b + width - c)));
            let quotient = x.over(&y).expect("a quotient");
            prop_assert!(quotient.holds(Fraction::new(a + width, b + width).expect("a fraction")));
            let chained = quotient.over(&z.plus(&Interval::whole(1)).expect("a sum")).and_then(|q| q.times(&z));
            let exact = Ratio::new(a, b).and_then(|r| Some((r, r.numerator().checked_mul(c)?)));
            if let (Some(chained), Some((ratio, over))) = (chained, exact)
                && let Some(under) = ratio.denominator().checked_mul(c + 1) {
                prop_assert!(chained.holds(Fraction::new(over, under).expect("a fraction")));
            }
        }
    }
}
