//! Whether one slip of a hand would mend arithmetic that fails: swapped or dropped digits, a point or a unit that is off.
//!
//! In: the numbers as printed. Out: the slip that mends it, where exactly one does — and whether mending is evidence: a
//! repair that chance could have brought about as well shows nothing.

use super::bounds::{Fraction, Interval};
use super::passage::Mention;
use super::quantity::Quantity;
use super::rules::{Claimed, Context, Found, Rule, Term};
use crate::findings::Phrase;

/// One way in which a printed number may have come about wrongly, and what it should have been.
#[derive(Clone, Copy, Debug)]
pub(super) struct Repair {
    pub kind: Kind,
    pub quantity: Quantity,
}

/// The slips of a hand, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// 万 for 亿, or either left out.
    Magnitude,
    /// Two neighbouring digits changed places.
    Swapped,
    /// The point is off by one or two places.
    Point,
    /// A digit is missing.
    Dropped,
    /// A digit is written that should not be there.
    Extra,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Magnitude => "audit.slip.magnitude",
            Self::Swapped => "audit.slip.swapped",
            Self::Point => "audit.slip.point",
            Self::Dropped => "audit.slip.dropped",
            Self::Extra => "audit.slip.extra",
        }
    }
}

/// Every number that one slip could have turned into the printed one, but for a digit that is missing.
pub(super) fn repairs(printed: &Quantity) -> Vec<Repair> {
    let mut all = Vec::new();
    let mut push = |kind: Kind, quantity: Quantity| all.push(Repair { kind, quantity });
    // Whole things that are counted one by one have neither a magnitude nor a point to be wrong about.
    let amount = !printed.is_exact() && printed.unit.is_some_and(|unit| unit.dimension != "%");
    for (from, to) in [(4, 8), (8, 4), (0, 4), (4, 0), (0, 8), (8, 0)] {
        if printed.magnitude == from && amount {
            push(Kind::Magnitude, Quantity { magnitude: to, ..*printed });
        }
    }
    for places in [printed.places + 1, printed.places.wrapping_sub(1), printed.places + 2] {
        if places <= 12 && !printed.is_exact() {
            push(Kind::Point, Quantity { places, ..*printed });
        }
    }
    if let Some(digits) = printed.digits.checked_mul(10).filter(|_| !printed.is_exact()) {
        push(Kind::Point, Quantity { digits, ..*printed });
    }
    all.extend(swaps(printed));
    all
}

fn digits_of(printed: &Quantity) -> Vec<u8> {
    let width = usize::try_from(printed.places).unwrap_or(0) + 1;
    format!("{:0>width$}", printed.digits).into_bytes()
}

fn number(digits: &[u8]) -> Option<i128> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Two neighbouring digits changed places; nobody writes a whole part that begins with a nought.
fn swaps(printed: &Quantity) -> Vec<Repair> {
    let digits = digits_of(printed);
    let whole = digits.len() - usize::try_from(printed.places).unwrap_or(0);
    let leads = |at: usize| at == 1 && whole > 1 && digits[at] == b'0';
    let swapped = (1..digits.len()).filter(|&at| digits[at] != digits[at - 1] && !leads(at)).filter_map(|at| {
        let mut other = digits.clone();
        other.swap(at, at - 1);
        Some(Repair { kind: Kind::Swapped, quantity: Quantity { digits: number(&other)?, ..*printed } })
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
                all.push(Repair { kind: Kind::Dropped, quantity: Quantity { digits, ..*printed } });
            }
        }
    }
    all
}

/// Whether a count is what is left of a whole number when one of its digits is lost.
fn lost_a_digit(printed: &Quantity, right: &Interval) -> bool {
    let right = right.at.floor();
    let (long, short) = (right.max(0).to_string(), printed.digits.to_string());
    right > 0
        && long.len() == short.len() + 1
        && (0..long.len()).any(|at| long[..at] == short[..at] && long[at + 1..] == short[at..])
}

/// A digit too many in the whole part, of which at least two are left.
fn extra(printed: &Quantity) -> Vec<Repair> {
    let digits = digits_of(printed);
    let whole = digits.len() - usize::try_from(printed.places).unwrap_or(0);
    if whole < 3 {
        return Vec::new();
    }
    // Either of two equal digits may be the one: the number is the same.
    let single = (0..whole).filter(|&at| at == 0 || digits[at] != digits[at - 1]);
    let without = single.filter_map(|at| {
        let mut other = digits.clone();
        other.remove(at);
        (other[0] != b'0').then_some(())?;
        Some(Repair { kind: Kind::Extra, quantity: Quantity { digits: number(&other)?, ..*printed } })
    });
    without.collect()
}

/// Whether a sum is near its whole, or off by a power of ten: anything else is not a sum that went wrong.
pub(super) fn is_plausible_sum<'a>(whole: &Interval, parts: impl Iterator<Item = &'a Interval>) -> bool {
    let Some(sum) = parts.into_iter().try_fold(Interval::exact(Fraction::ZERO), |sum, part| sum.plus(part)) else {
        return false;
    };
    let within = |low: i128, high: i128, factor: i128| {
        let scaled = |over: i128| {
            Interval::exact(whole.at).scaled(over, 100).and_then(|whole| whole.scaled(factor, 1)).map(|whole| whole.at)
        };
        let above = scaled(low).is_some_and(|least| sum.at.compare(least) != std::cmp::Ordering::Less);
        above && scaled(high).is_some_and(|most| sum.at.compare(most) != std::cmp::Ordering::Greater)
    };
    // A tenth to three times: a part that lost a digit, or one that belongs elsewhere.
    within(10, 300, 1)
        || [10, 10_000, 100_000_000].iter().any(|&factor| within(80, 120, factor))
        || within_parts(whole, &sum)
}

/// A sum that one part alone makes too large by 万 or 亿, or that is too small by that.
fn within_parts(whole: &Interval, sum: &Interval) -> bool {
    let ten_thousandth = Interval::exact(whole.at).scaled(1, 10_000);
    ten_thousandth.is_some_and(|least| sum.at.compare(least.at) != std::cmp::Ordering::Greater)
        || Interval::exact(sum.at)
            .scaled(1, 100)
            .is_some_and(|sum| sum.at.compare(whole.at) == std::cmp::Ordering::Greater)
}

/// Whether one slip in the whole or in one part makes the sum right, and chance would hardly have done so.
pub(super) fn mends_sum(whole: &Mention, parts: &[&Mention]) -> bool {
    // A number of three digits can be mended into almost anything.
    if whole.quantity.significant() < 4 || parts.iter().map(|part| part.quantity.significant()).max() < Some(3) {
        return false;
    }
    let sum_but = |skipped: usize| {
        parts
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != skipped)
            .try_fold(Interval::exact(Fraction::ZERO), |sum, (_, part)| sum.plus(&part.interval))
    };
    // 150亿元 stands for so much that one of many repairs soon fits beside it.
    let sharp = |sum: &Interval| {
        let width = sum.high.and_then(|high| Interval::exact(high).minus(&Interval::exact(sum.low))?.scaled(250, 1));
        width.is_some_and(|width| width.at.compare(whole.interval.at) != std::cmp::Ordering::Greater)
    };
    let in_whole = sum_but(usize::MAX).is_some_and(|sum| {
        sharp(&sum)
            && repairs(&whole.quantity)
                .iter()
                .any(|repair| repair.quantity.interval().is_some_and(|interval| interval.meets(&sum)))
    });
    let in_part = |at: usize| {
        // Where the others add up by themselves, this one is no part that went wrong but none at all.
        sum_but(at).filter(|rest| sharp(rest) && !rest.meets(&whole.interval)).is_some_and(|rest| {
            let own = &parts[at].quantity;
            // Whole numbers of four digits and more: a missing digit has so many ways that shorter sums would be mended by chance.
            let long = whole.quantity.is_exact() && whole.quantity.significant() >= 4;
            let missing =
                long && own.is_exact() && whole.interval.minus(&rest).is_some_and(|needed| lost_a_digit(own, &needed));
            missing
                || repairs(own).iter().any(|repair| {
                    repair
                        .quantity
                        .interval()
                        .and_then(|interval| interval.plus(&rest))
                        .is_some_and(|sum| sharp(&sum) && sum.meets(&whole.interval))
                })
        })
    };
    in_whole || (0..parts.len()).any(in_part)
}

/// The one slip that would explain a failing relation; none where several would, or none does.
pub(super) fn explain(context: &Context<'_>, found: &Found) -> Option<Phrase> {
    let Claimed::Mention(claim) = found.claim else { return None };
    if is_truncated(context, found, claim) {
        let right = rounded_like(context.mention(claim).quantity, found.computed.at)?;
        return Some(Phrase { key: "audit.slip.truncated", values: vec![("right", right.text())] });
    }
    let terms: Vec<usize> =
        found.terms.iter().filter_map(|term| if let Term::Mention(at) = term { Some(*at) } else { None }).collect();
    let mends = |number: usize, quantity: &Quantity| mends(context, found, claim, &terms, number, quantity);
    // What takes part in arithmetic that holds is not suspected.
    let mut numbers: Vec<usize> = std::iter::once(claim).chain(terms.iter().copied()).collect();
    numbers.retain(|&number| !context.mention(number).spelt && (number == claim || !is_cleared(context, number)));
    let bound = matches!(found.rule, Rule::PartOf | Rule::PartWasLarger);
    if found.rule == Rule::PartOf {
        numbers.retain(|number| terms.contains(number));
    }
    let mut candidates: Vec<(Kind, usize, Quantity)> = Vec::new();
    for &number in &numbers {
        let own = context.mention(number).quantity;
        // Many values would do where only a bound is broken: there the magnitude alone tells something.
        let possible = |repair: &Repair| !bound || repair.kind == Kind::Magnitude;
        candidates.extend(
            repairs(&own)
                .into_iter()
                .chain(dropped(&own))
                .chain(extra(&own))
                .filter(possible)
                .filter(|repair| mends(number, &repair.quantity))
                .map(|repair| (repair.kind, number, repair.quantity)),
        );
    }
    let least = candidates.iter().map(|(kind, ..)| *kind).min();
    let mut best = candidates.iter().filter(|(kind, ..)| Some(*kind) == least);
    let single = |found: Option<&(Kind, usize, Quantity)>, more: bool| {
        found.filter(|_| !more).map(|(kind, number, quantity)| phrase(context, kind.key(), *number, quantity.text()))
    };
    let first = best.next();
    let more = best.any(|(_, number, _)| first.is_some_and(|(_, other, _)| number != other))
        || first.is_some_and(|(kind, ..)| matches!(kind, Kind::Dropped | Kind::Extra) && candidates.len() > 1);
    match (least, single(first, more)) {
        (Some(_), answer) => answer,
        (None, _) => replaced(context, found, claim, &terms),
    }
}

/// Whether any one slip of the digits, the point or the unit leads from a failing claim to its result.
pub(super) fn is_of_a_hand(context: &Context<'_>, found: &Found) -> bool {
    let Claimed::Mention(claim) = found.claim else { return false };
    let terms: Vec<usize> =
        found.terms.iter().filter_map(|term| if let Term::Mention(at) = term { Some(*at) } else { None }).collect();
    std::iter::once(claim).chain(terms.iter().copied()).any(|number| {
        let own = context.mention(number).quantity;
        let all = repairs(&own).into_iter().chain(dropped(&own)).chain(extra(&own));
        own.hedge == super::quantity::Hedge::None
            && all.into_iter().any(|repair| mends(context, found, claim, &terms, number, &repair.quantity))
    })
}

/// Whether a number of the paragraph in the place of an operand would make the relation right: another base, say.
pub(super) fn is_replaced(context: &Context<'_>, found: &Found) -> bool {
    explain(context, found).is_some_and(|phrase| matches!(phrase.key, "audit.slip.base" | "audit.slip.replaced"))
}

/// Whether a number takes part in a relation that holds.
fn is_cleared(context: &Context<'_>, number: usize) -> bool {
    let loose = |rule: Rule| matches!(rule, Rule::PartOf | Rule::Repeat | Rule::Hedged);
    context.found.iter().any(|found| {
        found.holds
            && !loose(found.rule)
            && (found.claim == Claimed::Mention(number) || found.terms.contains(&Term::Mention(number)))
    })
}

fn phrase(context: &Context<'_>, key: &'static str, number: usize, right: String) -> Phrase {
    Phrase { key, values: vec![("number", context.passage.text.printed(context.mention(number).at)), ("right", right)] }
}

/// Whether the relation holds with another value of one of its numbers.
fn mends(
    context: &Context<'_>,
    found: &Found,
    claim: usize,
    terms: &[usize],
    number: usize,
    quantity: &Quantity,
) -> bool {
    let Some(interval) = quantity.interval() else { return false };
    let at = |index: usize| if index == number { interval } else { *context.interval(index) };
    let computed = if number == claim && !terms.contains(&claim) {
        Some(found.computed)
    } else {
        found.rule.compute(context, claim, terms, at)
    };
    computed.is_some_and(|computed| computed.meets(if number == claim { &interval } else { &found.claimed }))
}

/// Right but for its last digit, which was cut off instead of rounded.
fn is_truncated(context: &Context<'_>, found: &Found, claim: usize) -> bool {
    let printed = context.mention(claim).quantity;
    let next = Quantity { digits: printed.digits + 1, ..printed };
    let bounds = printed.value().zip(next.value());
    !printed.is_exact()
        && bounds.is_some_and(|(low, high)| {
            found.computed.at.compare(low) != std::cmp::Ordering::Less
                && found.computed.at.compare(high) == std::cmp::Ordering::Less
        })
}

/// A value in the unit and to the places of a printed number.
fn rounded_like(printed: Quantity, value: Fraction) -> Option<Quantity> {
    let one = Quantity { digits: 1, ..printed }.value()?;
    let steps = Interval::exact(value).over(&Interval::exact(one))?.at.to_places(0);
    Some(Quantity { digits: steps.parse().ok()?, ..printed })
}

/// Another number of the paragraph in the place of the claim or of one operand: swapped, left over from another sentence, or
/// a base that is not the one named. Told where exactly one fits.
fn replaced(context: &Context<'_>, found: &Found, claim: usize, terms: &[usize]) -> Option<Phrase> {
    let sharp = |index: usize| context.mention(index).quantity.significant() >= 2;
    let others = |number: usize| {
        (0..context.len()).filter(move |&other| {
            other != number
                && other != claim
                && !terms.contains(&other)
                && context.same_line(other, claim)
                && context.same_dimension(other, number)
                && sharp(other)
        })
    };
    let mut answers = Vec::new();
    for &number in std::iter::once(&claim).chain(terms) {
        for other in others(number) {
            if mends(context, found, claim, terms, number, &context.mention(other).quantity) {
                answers.push((number, other));
            }
        }
    }
    answers.dedup_by_key(|(number, other)| (*number, context.mention(*other).quantity.text()));
    let [(number, other)] = answers.as_slice() else { return None };
    let base = matches!(found.rule, Rule::Share | Rule::Completion | Rule::Rate) && terms.last() == Some(number);
    let key = if base { "audit.slip.base" } else { "audit.slip.replaced" };
    Some(phrase(context, key, *number, context.passage.text.printed(context.mention(*other).at)))
}
