//! Parts by their names alone: 网络零售总额 … 农产品网络零售额, and what stands in brackets right behind an amount.
//!
//! In: amounts that no other rule made parts. Out: bounds that hold, never one that fails: a longer name is mostly that of a
//! kind, and only 其中 says so.

use super::super::bounds::{Fraction, Interval};
use super::super::verdict::RelationKind;
use super::{Claimed, Context, Found, Rule, Term, names};

/// Shorter names than this stand behind many things that are no kinds of one.
const LEAST_NAME: usize = 4;
/// How many numbers back the whole may stand.
const REACH: usize = 40;

pub(super) fn apply(context: &mut Context<'_>) {
    for part in 1..context.len() {
        if is_told(context, part) || !is_amount(context, part) {
            continue;
        }
        let whole = before_bracket(context, part).or_else(|| of_longer_name(context, part));
        if let Some(whole) = whole.or_else(|| of_the_list(context, part)) {
            let computed = up_to(context, whole);
            context.report(RelationKind::Sum, Rule::PartOf, part, &[whole], computed);
        }
    }
}

/// What a part of an amount may be.
fn up_to(context: &Context<'_>, whole: usize) -> Interval {
    Interval { low: Fraction::ZERO, ..*context.interval(whole) }
}

fn is_amount(context: &Context<'_>, index: usize) -> bool {
    context.is_level(index)
        && !context.is_plan(index)
        && !context.is_compared(index)
        && !context.mention(index).restates
        && !context.mention(index).previous
}

/// Whether it is known already what the amount is a part of.
fn is_told(context: &Context<'_>, part: usize) -> bool {
    let claimed = |found: &Found| found.claim == Claimed::Mention(part);
    let told = |found: &Found| match found.rule {
        Rule::Sum => found.terms.contains(&Term::Mention(part)),
        Rule::PartOf => claimed(found),
        _ => false,
    };
    context.found.iter().any(told)
}

/// 旅游总收入突破1000亿元，达1114亿元: the exact amount, whose name stands before the rough one.
fn is_told_again(context: &Context<'_>, index: usize) -> bool {
    let own = context.mention(index);
    own.restates
        && index > 0
        && context.is_level(index)
        && context.same_segment(index - 1, index)
        && own.depth == context.mention(index - 1).depth
}

/// 受理1803件（旧存240件）: the amount right before the bracket.
fn before_bracket(context: &Context<'_>, part: usize) -> Option<usize> {
    let inner = context.mention(part).depth;
    let before = (0..part).rev().take_while(|&at| context.mention(at).depth < inner || !context.is_level(at));
    let whole = before.into_iter().find(|&at| context.mention(at).depth + 1 == inner)?;
    let alike = context.same_dimension(whole, part) && context.same_segment(whole, part);
    let holds = || up_to(context, whole).meets(context.interval(part));
    (alike && is_amount(context, whole) && holds()).then_some(whole)
}

/// The nearest amount that is not less and whose whole name the words of this one end with.
fn of_longer_name(context: &Context<'_>, part: usize) -> Option<usize> {
    let own = context.near_core(part);
    let is_kind = |whole: usize| {
        let near = &context.mention(if is_told_again(context, whole) { whole - 1 } else { whole }).near;
        let name = &names::core(behind_scope(near));
        let length = name.chars().count();
        length >= LEAST_NAME && own.ends_with(name.as_str()) && own.chars().count() >= length + 2
    };
    (part.saturating_sub(REACH)..part)
        .rev()
        .take_while(|&at| context.same_line(at, part))
        .filter(|&at| is_amount(context, at) || is_told_again(context, at))
        .filter(|&at| context.same_dimension(at, part) && is_kind(at))
        .filter(|&at| context.mention(at).when.months == context.mention(part).when.months)
        .find(|&at| up_to(context, at).meets(context.interval(part)))
}

/// 其中，工业14个，总额37.5亿元，物流7个，总额11亿元; 其中，住户贷款1736亿元；企业贷款2790亿元: the whole of the one that 其中 stands before, for
/// those that its sentence tells beside it.
fn of_the_list(context: &Context<'_>, part: usize) -> Option<usize> {
    let heads = |at: usize| context.before_in_sentence(at).all(|before| !context.same_segment(before, at));
    let beside = |first: usize| {
        let named_alike = context.same_segment(first, part) && context.near_core(first) == context.near_core(part);
        let begins_alike = heads(first) && heads(part) && context.opens_parts(first);
        context.same_dimension(first, part) && (named_alike || begins_alike)
    };
    let whole_of = |first: usize| {
        context.found.iter().find_map(|found| match (&found.claim, &found.terms[..]) {
            (Claimed::Mention(claim), [Term::Mention(whole)])
                if *claim == first && found.rule == Rule::PartOf && found.holds =>
            {
                Some(*whole)
            }
            _ => None,
        })
    };
    let whole = context.before_in_sentence(part).filter(|&first| beside(first)).find_map(whole_of)?;
    (whole < part && !context.opens_parts(part) && up_to(context, whole).meets(context.interval(part))).then_some(whole)
}

/// 黄金周全省共招待游客: what stands before the scope says when, not what.
fn behind_scope(words: &str) -> &str {
    names::scope(words).and_then(|scope| words.rsplit_once(scope)).map_or(words, |(_, behind)| behind)
}
