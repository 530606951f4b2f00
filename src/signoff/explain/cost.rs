//! The ranking: how many bits it takes to say an explanation, in integers.
//!
//! A kind costs the bits of how seldom it happens; which records it is about costs the bits of choosing among all that it
//! could have been. Where an explanation fits the claim, this is its odds against every other that fits: the probability
//! of a kind, shared evenly by its candidates. `docs/explain.md` tells why.

use std::fmt;

use super::answer::Kind;
use crate::exact::Decimal;

/// A cost in 64ths of a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bits(u32);

/// How far behind the best an explanation is still looked for, and how far ahead the first must be to be called the
/// explanation: 1 in 1,024.
pub(super) const MARGIN: Bits = Bits::whole(10);
/// How far behind a single whole cause that alone fits two causes at once are still looked for: 1 in 32.
pub(super) const MARGIN_OF_TWO: Bits = Bits::whole(5);
/// What a second cause costs: one difference in eight has two.
pub(super) const SECOND_CAUSE: Bits = Bits::whole(3);
/// What each further record of one cause costs.
const FURTHER_RECORD: Bits = Bits::whole(1);

impl Bits {
    /// Whole bits.
    #[must_use]
    pub const fn whole(bits: u32) -> Self {
        Self(bits * 64)
    }

    /// The bits that choose one of `count`.
    #[must_use]
    pub fn choosing(count: u64) -> Self {
        Self(log2(count))
    }

    /// The bits that choose `size` of `count`, whatever their order.
    #[must_use]
    pub fn choosing_set(count: u64, size: u64) -> Self {
        let (mut over, mut under) = (0, 0);
        for at in 0..size.min(count) {
            over += log2(count - at);
            under += log2(at + 1);
        }
        Self(over.saturating_sub(under))
    }

    /// The sum of two costs.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Bits {
    /// To a tenth of a bit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Decimal { digits: i128::from((self.0 * 10 + 32) / 64), scale: 1 })
    }
}

/// The logarithm to the base 2 in 64ths, rounded down: the mantissa is squared for each further binary place.
fn log2(count: u64) -> u32 {
    let whole = count.max(1).ilog2();
    let mut mantissa = u128::from(count.max(1)) << (63 - whole);
    let mut places = 0;
    for _ in 0..6 {
        mantissa = (mantissa * mantissa) >> 63;
        let carry = mantissa >> 64 != 0;
        places = places * 2 + u32::from(carry);
        mantissa >>= u32::from(carry);
    }
    whole * 64 + places
}

/// What a kind costs before its records are named.
pub(super) const fn of_kind(kind: Kind) -> Bits {
    Bits::whole(match kind {
        Kind::Stale | Kind::EarlierVersion | Kind::Duplicate | Kind::ReportDate => 1,
        Kind::Missing | Kind::Quarantined | Kind::Framework | Kind::Terminated | Kind::Boundary => 2,
        Kind::RoundedParts | Kind::CurrencyAll => 2,
        Kind::Twice | Kind::Superseded | Kind::FileMissing | Kind::CutOff | Kind::Currency => 3,
        Kind::Unit | Kind::Claim | Kind::OutOfPeriod => 4,
        Kind::Swapped | Kind::Dropped | Kind::Point => 5,
    })
}

/// The cost of `size` records out of `count` under one kind.
pub(super) fn of_records(kind: Kind, count: u64, size: u64) -> Bits {
    let further = Bits(FURTHER_RECORD.0.saturating_mul(u32::try_from(size.saturating_sub(1)).unwrap_or(u32::MAX)));
    of_kind(kind).plus(Bits::choosing_set(count, size)).plus(further)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// log2: 10 is 3.3219, 1000 is 9.9658; C(40, 3) = 9880 is 13.2703.
    #[test]
    fn bits_are_logarithms() {
        assert_eq!(Bits::choosing(1), Bits::default());
        assert_eq!(Bits::choosing(1024), Bits::whole(10));
        assert_eq!(Bits::choosing(10).0, 212);
        assert_eq!(Bits::choosing(1000).0, 637);
        assert!((847..=849).contains(&Bits::choosing_set(40, 3).0));
        assert_eq!(Bits::choosing_set(40, 0), Bits::default());
        assert_eq!(Bits::choosing(u64::MAX).0, 64 * 64 - 1);
    }

    #[test]
    fn fewer_records_cost_less() {
        let costs: Vec<Bits> = (1..12).map(|size| of_records(Kind::Missing, 40, size)).collect();
        assert!(costs.is_sorted());
        assert_eq!(Bits::whole(7).to_string(), "7");
        assert_eq!(Bits::choosing(1000).to_string(), "10");
        assert_eq!(Bits::choosing(10).to_string(), "3.3");
    }
}
