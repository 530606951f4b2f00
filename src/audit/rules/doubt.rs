//! What speaks against a failure: a list that was read wrongly rather than added up wrongly, a base that cannot be meant.
//!
//! In: everything that rules found. Out: the same without failures that the text itself makes unlikely. A rule looks at
//! its own few numbers; here the whole of what was found is at hand.

use std::cmp::Ordering;

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::slips;
use super::{Claimed, Context, Found, Rule, Term, names, percent};

/// A failing result within these hundredths of its claim is one that went wrong; further off, other numbers were meant.
const NEAR_SUM: (i128, i128) = (75, 130);
const NEAR_RATE: (i128, i128) = (50, 200);

pub(super) fn sift(context: &mut Context<'_>) {
    let kept: Vec<bool> = context.found.iter().map(|found| found.holds || is_sound(context, found)).collect();
    let mut kept = kept.into_iter();
    context.found.retain(|_| kept.next().unwrap_or(true));
}

/// Whether a failure stands: nothing else that was found speaks against it.
fn is_sound(context: &Context<'_>, found: &Found) -> bool {
    let Claimed::Mention(claim) = found.claim else { return true };
    match found.rule {
        Rule::Sum | Rule::SumOfChanges | Rule::SumOfFlows => {
            !holds_the_whole(context, found)
                && !adds_up_elsewhere(context, found)
                && !adds_up_without_some(context, found)
                && (is_near(context, found, NEAR_SUM) || is_named_whole(context, found, claim))
        }
        Rule::Share | Rule::ShareOfSum | Rule::ShareOfAll | Rule::ShareTogether | Rule::Rate | Rule::Completion => {
            !holds_otherwise(context, found, claim)
                && (is_turned(context, found)
                    || !is_too_large(found)
                        && (is_near(context, found, NEAR_RATE)
                            || is_of_its_sentence(context, found, claim)
                            || is_worded_as_others(context, found, claim)))
        }
        Rule::GrowthFromChange | Rule::TimesFromChange | Rule::GrowthFromBase => {
            !holds_otherwise(context, found, claim) && is_near(context, found, NEAR_RATE)
        }
        _ => true,
    }
}

fn mentions(found: &Found) -> impl Iterator<Item = usize> + '_ {
    found.terms.iter().filter_map(|term| if let Term::Mention(at) = term { Some(*at) } else { None })
}

/// One part is as large as the whole: it is the whole again, and the others are parts of it.
fn holds_the_whole(context: &Context<'_>, found: &Found) -> bool {
    mentions(found).any(|part| context.interval(part).at.compare(found.claimed.at) == Ordering::Equal)
}

/// All parts stand in a sum that holds.
fn adds_up_elsewhere(context: &Context<'_>, found: &Found) -> bool {
    let holds = |other: &Found| {
        let known: Vec<usize> = mentions(other).collect();
        other.holds && other.rule == Rule::Sum && mentions(found).all(|part| known.contains(&part))
    };
    context.found.iter().any(holds)
}

/// Some of the parts are all of the whole already: the others are of another division of it.
fn adds_up_without_some(context: &Context<'_>, found: &Found) -> bool {
    let parts: Vec<usize> = mentions(found).collect();
    let of_these = |other: &Found| {
        other.holds
            && other.rule == Rule::Sum
            && other.claim == found.claim
            && other.terms.len() >= 2
            && mentions(other).all(|part| parts.contains(&part))
    };
    // 学校77所。小学49所，初中28所。高中8所: the first of them may be all of it without being told so.
    let first = |count: usize| {
        let sum = super::total(parts[..count].iter().map(|&part| context.interval(part)));
        sum.is_some_and(|sum| sum.meets(&found.claimed))
    };
    (2..parts.len()).any(first) || context.found.iter().any(of_these)
}

/// The claim is right by other numbers.
fn holds_otherwise(context: &Context<'_>, found: &Found, claim: usize) -> bool {
    let family = |rule: Rule| match rule {
        Rule::ShareOfSum | Rule::ShareOfAll | Rule::ShareTogether => Rule::Share,
        other => other,
    };
    let right = |other: &Found| {
        other.holds && family(other.rule) == family(found.rule) && other.claim == Claimed::Mention(claim)
    };
    context.found.iter().any(right)
}

/// The parts have names that leave nothing out, and stand close behind their whole, which has none of these names.
fn is_named_whole(context: &Context<'_>, found: &Found, whole: usize) -> bool {
    let parts: Vec<usize> = mentions(found).collect();
    let Some(&first) = parts.first() else { return false };
    let bound = |fifths: i128| Interval::exact(found.claimed.at).scaled(fifths, 5).map(|bound| bound.at);
    let of_its_size = bound(1).is_some_and(|low| found.computed.at.compare(low) != Ordering::Less)
        && bound(25).is_some_and(|high| found.computed.at.compare(high) != Ordering::Greater);
    of_its_size
        && context.same_line(whole, first)
        && whole < first
        && first - whole <= 4
        && names::is_complete(context, &parts)
}

/// The base stands in the claim's own sentence, and another number of the text is what was taken for it.
fn is_of_its_sentence(context: &Context<'_>, found: &Found, claim: usize) -> bool {
    let base = mentions(found).last();
    let of_others = |base: usize| {
        context
            .found
            .iter()
            .any(|other| other.holds && other.rule == found.rule && mentions(other).last() == Some(base))
    };
    base.is_some_and(|base| context.same_sentence(base, claim) || of_others(base)) && slips::is_replaced(context, found)
}

/// Two shares at least with the very words of this one, or another member of its ratio, are right with its base.
fn is_worded_as_others(context: &Context<'_>, found: &Found, claim: usize) -> bool {
    let base = mentions(found).last();
    let words = context.role(claim);
    let (first, end, _) = names::listing(context, claim);
    let named = matches!(words, Role::Share(words) if !words.is_empty()) || end - first >= 3;
    let in_list = |at: usize| end - first < 3 || (first..end).contains(&at);
    let right = |other: &&Found| {
        let alike = matches!(other.claim, Claimed::Mention(at) if context.role(at) == words && in_list(at));
        other.holds && other.rule == Rule::Share && mentions(other).last() == base && alike
    };
    let of_ratio = || {
        let ratio = context.mention(claim).ratio;
        ratio.is_some()
            && context.found.iter().any(|other| {
                matches!(other.claim, Claimed::Mention(at) if at != claim && context.mention(at).ratio == ratio)
                    && other.holds
                    && other.rule == Rule::Share
                    && mentions(other).last() == base
            })
    };
    found.rule == Rule::Share && (named && context.found.iter().filter(right).count() >= 2 || of_ratio())
}

/// 受理440件，结案925件，结案率47.57%: the two stand in each other's place.
fn is_turned(context: &Context<'_>, found: &Found) -> bool {
    let [Term::Mention(part), Term::Mention(base)] = found.terms[..] else { return false };
    let turned = percent(context.interval(base), context.interval(part));
    found.rule == Rule::Rate && turned.is_some_and(|turned| turned.meets(&found.claimed))
}

/// A part of more than its whole is no share of it, where less is claimed.
fn is_too_large(found: &Found) -> bool {
    let hundred = Fraction::whole(100);
    found.rule != Rule::Completion
        && found.computed.low.compare(hundred) == Ordering::Greater
        && found.claimed.at.compare(hundred) != Ordering::Greater
}

/// Whether the result is near its claim, or one slip of a hand leads from one to the other.
fn is_near(context: &Context<'_>, found: &Found, (low, high): (i128, i128)) -> bool {
    let bound = |hundredths: i128| Interval::exact(found.claimed.at).scaled(hundredths, 100).map(|bound| bound.at);
    let above = bound(low).is_none_or(|low| found.computed.at.compare(low) != Ordering::Less);
    let below = bound(high).is_none_or(|high| found.computed.at.compare(high) != Ordering::Greater);
    above && below || slips::is_of_a_hand(context, found)
}
