//! Whether one slip of a hand would mend arithmetic that fails: swapped or dropped digits, a point or a unit that is off.
//!
//! In: the numbers as printed. Out: the slip that mends it, where exactly one does — and whether mending is evidence: a
//! repair that chance could have brought about as well shows nothing.

use super::bounds::{Fraction, Interval};
use super::passage::Mention;
use super::quantity::Quantity;
use crate::findings::Phrase;

/// One way in which a printed number may have come about wrongly, and what it should have been.
pub(super) struct Repair {
    pub phrase: Phrase,
    pub quantity: Quantity,
}

const fn named(key: &'static str) -> Phrase {
    Phrase { key, values: Vec::new() }
}

/// Every number that one slip could have turned into the printed one.
pub(super) fn repairs(printed: &Quantity) -> Vec<Repair> {
    let mut all = Vec::new();
    let mut push = |phrase: Phrase, quantity: Quantity| all.push(Repair { phrase, quantity });
    for (from, to, key) in [(4, 8, "slip.yuan-yi-magnitude"), (8, 4, "slip.yuan-yi-magnitude"), (0, 4, "slip.wan-dropped"), (4, 0, "slip.wan-dropped")] {
        if printed.magnitude == from {
            push(named(key), Quantity { magnitude: to, ..*printed });
        }
    }
    for places in [printed.places + 1, printed.places.wrapping_sub(1), printed.places + 2] {
        if places <= 12 {
            push(named("slip.point"), Quantity { places, ..*printed });
        }
    }
    if let Some(digits) = printed.digits.checked_mul(10) {
        push(named("slip.point"), Quantity { digits, ..*printed });
    }
    all.extend(swaps(printed));
    all.extend(dropped(printed));
    all
}

fn digits_of(printed: &Quantity) -> Vec<u8> {
    let width = usize::try_from(printed.places).unwrap_or(0) + 1;
    format!("{:0>width$}", printed.digits).into_bytes()
}

fn number(digits: &[u8]) -> Option<i128> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Two neighbouring digits changed places.
fn swaps(printed: &Quantity) -> Vec<Repair> {
    let digits = digits_of(printed);
    let swapped = (1..digits.len()).filter(|&at| digits[at] != digits[at - 1]).filter_map(|at| {
        let mut other = digits.clone();
        other.swap(at, at - 1);
        Some(Repair { phrase: named("slip.digits-swapped"), quantity: Quantity { digits: number(&other)?, ..*printed } })
    });
    swapped.collect()
}

/// A digit is missing from the whole part.
fn dropped(printed: &Quantity) -> Vec<Repair> {
    let digits = digits_of(printed);
    let whole = digits.len() - usize::try_from(printed.places).unwrap_or(0);
    let mut all = Vec::new();
    for at in 0..=whole {
        for digit in b'0'..=b'9' {
            let mut other = digits.clone();
            other.insert(at, digit);
            if let Some(digits) = number(&other) {
                all.push(Repair { phrase: named("slip.digit-dropped"), quantity: Quantity { digits, ..*printed } });
            }
        }
    }
    all
}

/// Whether a sum is near its whole, or off by a power of ten: anything else is not a sum that went wrong.
pub(super) fn is_plausible_sum<'a>(whole: &Interval, parts: impl Iterator<Item = &'a Interval>) -> bool {
    let Some(sum) = parts.into_iter().try_fold(Interval::exact(Fraction::ZERO), |sum, part| sum.plus(part)) else { return false };
    let within = |low: i128, high: i128, factor: i128| {
        let scaled = |over: i128| Interval::exact(whole.at).scaled(over, 100).and_then(|whole| whole.scaled(factor, 1)).map(|whole| whole.at);
        let above = scaled(low).is_some_and(|least| sum.at.compare(least) != std::cmp::Ordering::Less);
        above && scaled(high).is_some_and(|most| sum.at.compare(most) != std::cmp::Ordering::Greater)
    };
    // Half to three times: a part that lost a digit, or one that belongs to another year.
    within(33, 300, 1) || [10, 10_000, 100_000_000].iter().any(|&factor| within(80, 120, factor)) || within_parts(whole, &sum)
}

/// A sum that one part alone makes too large by 万 or 亿, or that is too small by that.
fn within_parts(whole: &Interval, sum: &Interval) -> bool {
    let ten_thousandth = Interval::exact(whole.at).scaled(1, 10_000);
    ten_thousandth.is_some_and(|least| sum.at.compare(least.at) != std::cmp::Ordering::Greater)
        || Interval::exact(sum.at).scaled(1, 100).is_some_and(|sum| sum.at.compare(whole.at) == std::cmp::Ordering::Greater)
}

/// Whether one slip in the whole or in one part makes the sum right, and chance would hardly have done so.
pub(super) fn mends_sum(whole: &Mention, parts: &[&Mention]) -> bool {
    // A number of three digits can be mended into almost anything.
    if whole.quantity.significant() < 4 || parts.iter().map(|part| part.quantity.significant()).max() < Some(3) {
        return false;
    }
    let sum_but = |skipped: usize| {
        parts.iter().enumerate().filter(|(at, _)| *at != skipped).try_fold(Interval::exact(Fraction::ZERO), |sum, (_, part)| sum.plus(&part.interval))
    };
    let sharp = |quantity: &Quantity| quantity.magnitude != whole.quantity.magnitude || quantity.digits != whole.quantity.digits;
    let few = |repair: &Repair| repair.phrase.key != "slip.digit-dropped";
    let in_whole = sum_but(usize::MAX).is_some_and(|sum| {
        repairs(&whole.quantity).iter().filter(|repair| few(repair) && sharp(&repair.quantity)).any(|repair| repair.quantity.interval().is_some_and(|interval| interval.meets(&sum)))
    });
    let in_part = |at: usize| {
        sum_but(at).is_some_and(|rest| {
            repairs(&parts[at].quantity).iter().filter(|repair| few(repair)).any(|repair| {
                repair.quantity.interval().and_then(|interval| interval.plus(&rest)).is_some_and(|sum| sum.meets(&whole.interval))
            })
        })
    };
    in_whole || (0..parts.len()).any(in_part)
}
