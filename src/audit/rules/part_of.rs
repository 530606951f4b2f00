//! 其中: a part must not be more than its whole.
//!
//! In: amounts, and the wholes whose parts are known already. Out: one relation a part that is named alone.

use super::super::bounds::{Fraction, Interval};
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::lists::is_part_of;
use super::{Context, Rule, names};

pub(super) fn apply(context: &mut Context<'_>) {
    for part in 0..context.len() {
        bound(context, part);
    }
}

/// Where 其中 stands: before a number, before the list that it is a member of, or before the clause whose second amount it is.
fn introduction(context: &Context<'_>, part: usize) -> Option<usize> {
    let said = |index: usize| context.opens_parts(index);
    if said(part) {
        return Some(part);
    }
    let before = (part.saturating_sub(8)..part).rev().take_while(|&other| context.same_segment(other, part));
    // What is opened within brackets ends with them.
    let depth = context.mention(part).depth;
    let mut before = before.filter(|&other| context.is_level(other) && context.mention(other).depth <= depth);
    let lead = &context.mention(part).lead;
    let alike = |other: usize| names::common(context.near_core(other), context.near_core(part)) >= 2;
    // 其中甲12项、乙3项，总投资93亿元: behind another item of the list, an amount of another kind is no longer the first one's.
    let begins_another =
        |other: usize| (other + 1..part).any(|at| context.is_level(at) && context.same_dimension(at, other));
    let second = |other: usize| !context.same_dimension(other, part) && !begins_another(other);
    let goes_on = |other: usize| alike(other) && (context.same_dimension(other, part) || !begins_another(other));
    before.find(|&other| said(other) && (lead.starts_with('、') || second(other) || goes_on(other)))
}

/// 在其他资金中，定金8259亿元；按揭3443亿元: what is named before 中 is the whole of what heads each part of the sentence.
fn of_named_whole(context: &mut Context<'_>, part: usize) -> bool {
    let heads = context.before_in_sentence(part).take_while(|&at| context.same_segment(at, part)).next().is_none();
    let first = context.before_in_sentence(part).last().unwrap_or(part);
    let name = among(&context.mention(first).lead).map(names::core);
    let Some(name) = name.filter(|name| name.chars().count() >= 2 && heads && context.is_level(part)) else {
        return false;
    };
    let own = context.mention(part);
    let is_whole = |other: &usize| {
        context.is_level(*other)
            && context.same_dimension(*other, part)
            && own.sentence - context.mention(*other).sentence <= 3
            && context.near_core(*other).ends_with(&name)
    };
    let whole = (0..first).rev().take_while(|&at| context.same_line(at, part)).find(is_whole);
    let Some(whole) = whole else { return false };
    let computed = Interval { low: Fraction::ZERO, ..*context.interval(whole) };
    context.report(RelationKind::Sum, Rule::PartOf, part, &[whole], computed);
    true
}

/// The words between 在 and 中 that a sentence begins with.
pub(super) fn among(lead: &str) -> Option<&str> {
    let (words, _) = lead.split_once("中,")?;
    let words = words.rsplit([',', '。', ';']).next()?;
    words.strip_prefix('在').filter(|words| words.chars().count() <= 12)
}

/// 存款增加108.1亿元，其中定期增加89.9亿元: told where it holds; another part may have shrunk.
fn change_bound(context: &mut Context<'_>, part: usize) {
    let whole = context.before_in_sentence(part).find(|&other| {
        *context.role(other) == Role::Change
            && context.same_dimension(other, part)
            && context.sign(other) == context.sign(part)
    });
    if let Some(whole) = whole.filter(|_| is_part_of(context, part)) {
        let computed = Interval { low: Fraction::ZERO, ..*context.interval(whole) };
        if computed.meets(context.interval(part)) {
            context.report(RelationKind::Sum, Rule::PartOf, part, &[whole], computed);
        }
    }
}

/// 其中 a part that cannot be more than its whole.
fn bound(context: &mut Context<'_>, part: usize) {
    if *context.role(part) == Role::Change {
        return change_bound(context, part);
    }
    // 其中，签约112个项目中，已开工56个: of the 112 the 56 are what 其中 means.
    if context.mention(part).tail.ends_with('中') || of_named_whole(context, part) {
        return;
    }
    let mention = context.mention(part);
    let Some(opener) = introduction(context, part) else { return };
    // What flows in at one place may flow out at another: a net flow is no bound.
    let out = |at: usize| {
        context.same_line(at, part)
            && context.same_dimension(at, part)
            && holds_any(&context.mention(at).near, &WORDS.cues.flow_out)
    };
    let flows = holds_any(&mention.near, &WORDS.cues.flow_in) && (part..context.len()).any(out);
    if flows || !context.is_level(part) || context.partitions.iter().any(|known| known.parts.contains(&part)) {
        return;
    }
    let earlier = earlier(context, opener, part);
    // The one whose words are most like the part's, the nearest of equals.
    let words = |other: usize| names::common(context.near_core(other), context.near_core(part));
    let near = |other: &usize| context.same_segment(*other, opener);
    let close: Vec<usize> =
        if earlier.iter().any(near) { earlier.iter().copied().filter(near).collect() } else { earlier.clone() };
    let Some(&whole) = close.iter().max_by_key(|&&other| (words(other), other)) else {
        // 投资547567亿元…。环比增长0.44%。其中，民间投资341343亿元: past a sentence without amounts.
        let alike = |other: &usize| names::common(context.near_core(*other), context.near_core(part)) >= 3;
        if let Some(whole) = further_back(context, opener, part).filter(alike) {
            let computed = Interval { low: Fraction::ZERO, ..*context.interval(whole) };
            context.report(RelationKind::Sum, Rule::PartOf, part, &[whole], computed);
        }
        return;
    };
    let whole = told_exactly(context, whole);
    let most = *context.interval(whole);
    let computed = Interval { low: Fraction::ZERO, ..most };
    // The second amount of a clause is part of what is named by the same words.
    let alike = |other: usize| names::common(&context.mention(other).near, &context.mention(part).near) >= 2;
    if !context.opens_parts(part) && !context.mention(part).lead.starts_with('、') && !alike(whole) {
        return;
    }
    let fits =
        |other: usize| Interval { low: Fraction::ZERO, ..*context.interval(other) }.meets(context.interval(part));
    // The whole right before 其中, or named by the very words of the part, leaves no other.
    let (own, other) = (context.near_core(part), context.near_core(whole));
    let fixed = (whole + 1 == opener && context.same_segment(whole, opener))
        || (names::common(own, other) >= 3 && context.same_sentence(whole, part));
    let kind = RelationKind::Sum;
    if fits(whole) || fixed {
        context.report(kind, Rule::PartOf, part, &[whole], computed);
    } else if !earlier.iter().any(|&other| fits(other)) {
        // 抽检16641批次 … 不合格347批次。其中市局抽检4068批次: a larger amount before these may be meant.
        let larger = further_back(context, opener, part);
        let whole = larger.unwrap_or(whole);
        let computed = Interval { low: Fraction::ZERO, ..*context.interval(whole) };
        context.report(kind, Rule::PartOf, part, &[whole], computed);
    }
}

/// 突破1000亿元，达1114亿元: of the two the exact one.
fn told_exactly(context: &Context<'_>, whole: usize) -> usize {
    let next = whole + 1;
    let rough = context.mention(whole).quantity.hedge != Hedge::None;
    let again = next < context.len() && context.mention(next).restates && context.same_segment(whole, next);
    if rough && again && context.same_dimension(whole, next) { next } else { whole }
}

/// The amounts of this sentence and the one before that stand before 其中.
fn earlier(context: &Context<'_>, opener: usize, part: usize) -> Vec<usize> {
    let own = context.mention(part);
    let near = |other: &usize| {
        let mention = context.mention(*other);
        mention.line == own.line && own.sentence - mention.sentence <= 1
    };
    let done = |other: usize| !context.is_plan(other) || context.mention(other).quantity.unit.is_some_and(|u| u.counts);
    let may_be = |other: &usize| {
        context.is_level(*other)
            && done(*other)
            && !context.mention(*other).restates
            && context.same_dimension(*other, part)
    };
    (0..opener).rev().take_while(near).filter(may_be).collect()
}

/// The nearest amount of the paragraph that a part can be part of, however far back.
fn further_back(context: &Context<'_>, opener: usize, part: usize) -> Option<usize> {
    (0..opener).rev().take_while(|&at| context.same_line(at, part)).find(|&at| {
        let most = Interval { low: Fraction::ZERO, ..*context.interval(at) };
        context.is_level(at)
            && context.same_dimension(at, part)
            && !context.is_compared(at)
            && !context.mention(at).restates
            && most.meets(context.interval(part))
    })
}
