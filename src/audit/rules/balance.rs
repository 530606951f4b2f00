//! Differences that have a name: 顺差 is 出口 less 进口, 净迁入 is 迁入 less 迁出; and 性别比, so many to a hundred.
//!
//! In: amounts with their words. Out: relations that hold; they fail where both terms stand right before what is left, or where
//! one slip explains it and nothing else took part. Which exports and imports are meant, the words alone do not say.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, names, percent};

/// How many numbers away the two terms may stand.
const REACH: usize = 30;

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim) {
            Role::Level | Role::Change => balance(context, claim),
            Role::Other | Role::Part => sex_ratio(context, claim),
            _ => {}
        }
    }
    for claim in 1..context.len() {
        rate_of_balance(context, claim);
    }
}

/// 节约资金38.46万元，节约率2.72%: what is left over what it was left of, where that difference holds.
fn rate_of_balance(context: &mut Context<'_>, claim: usize) {
    let Role::Rate(stem) = context.role(claim) else { return };
    let left = claim - 1;
    let named = WORDS.balance.iter().any(|[name, ..]| stem.contains(name.as_str()));
    let of_left = |found: &&super::Found| found.rule == Rule::Balance && found.claim == super::Claimed::Mention(left);
    let Some(found) = context.found.iter().find(of_left).filter(|found| named && found.holds) else { return };
    let Some(&super::Term::Mention(first)) = found.terms.first() else { return };
    if let Some(computed) = percent(context.interval(left), context.interval(first)) {
        context.report(RelationKind::Share, Rule::Rate, claim, &[left, first], computed);
    }
}

/// The amounts around a claim whose words hold one name and not the other, the nearest first.
fn named(context: &Context<'_>, claim: usize, name: &str, not: &str) -> Vec<usize> {
    let (first, end) = (claim.saturating_sub(REACH), (claim + REACH).min(context.len()));
    let bears = |at: &usize| {
        let near = names::kept_whole(&context.mention(*at).near);
        near.contains(name) && !near.contains(not)
    };
    let mut all: Vec<usize> = (first..end).filter(|&at| at != claim && context.is_level(at)).filter(bears).collect();
    all.sort_by_key(|&at| at.abs_diff(claim));
    all
}

/// 顺差 = 出口 − 进口: the nearest pair of one sentence that fits.
fn balance(context: &mut Context<'_>, claim: usize) {
    let near = &context.mention(claim).near;
    let of_name = |[name, ..]: &&[String; 3]| near.contains(name.as_str());
    let named: Vec<&[String; 3]> = WORDS.balance.iter().filter(of_name).collect();
    // What fits by any of the words comes before what does not by some.
    let found = [fitting, right_before, mended]
        .into_iter()
        .find_map(|way| named.iter().find_map(|[_, over, under]| way(context, claim, over, under)));
    if let Some((one, other, computed)) = found {
        context.report(RelationKind::Sum, Rule::Balance, claim, &[one, other], computed);
    }
}

fn fitting(context: &Context<'_>, claim: usize, over: &str, under: &str) -> Option<(usize, usize, Interval)> {
    let (firsts, others) = (named(context, claim, over, under), named(context, claim, under, over));
    let mut pairs = firsts.iter().flat_map(|&one| others.iter().map(move |&other| (one, other)));
    pairs.find_map(|(one, other)| {
        let (a, b) = (context.mention(one), context.mention(other));
        let beside = a.sentence.abs_diff(b.sentence) <= 1
            && a.when.months == b.when.months
            && context.same_dimension(one, claim)
            && context.same_dimension(other, claim);
        let computed = context.interval(one).minus(context.interval(other)).filter(|_| beside)?;
        computed.meets(context.interval(claim)).then_some((one, other, computed))
    })
}

/// 接收506.877526万元 … 汇付484.516526万元 … 余额22.316万元: the paragraph names one amount that came in and one that went
/// out, and one slip of the hand has made what is left of them (22.361) what is printed.
fn mended(context: &Context<'_>, claim: usize, over: &str, under: &str) -> Option<(usize, usize, Interval)> {
    let of_paragraph = |name: &str, not: &str| {
        let mut all = named(context, claim, name, not);
        all.retain(|&at| context.same_line(at, claim) && context.same_dimension(at, claim));
        if let [only] = all[..] { Some(only) } else { None }
    };
    if more_took_part(context, claim) {
        return None;
    }
    let (one, other) = (of_paragraph(over, under)?, of_paragraph(under, over)?);
    let computed =
        context.interval(one).minus(context.interval(other)).filter(|computed| computed.low.is_positive())?;
    is_a_slip(context, claim, &computed).then_some((one, other, computed))
}

/// Whether one slip leads from what comes out to what is printed.
fn is_a_slip(context: &Context<'_>, claim: usize, computed: &Interval) -> bool {
    let repairs = super::super::slips::repairs(&context.mention(claim).quantity);
    repairs.iter().any(|repair| repair.quantity.interval().is_some_and(|interval| interval.meets(computed)))
}

/// 预算322.83万元，实际317.69万元，节约5.14万元: with both terms right before it in this order, no others are meant.
fn right_before(context: &Context<'_>, claim: usize, over: &str, under: &str) -> Option<(usize, usize, Interval)> {
    let (one, other) = (claim.checked_sub(2)?, claim - 1);
    let named = |at: usize, word: &str, not: &str| {
        let near = names::kept_whole(&context.mention(at).near);
        context.is_level(at) && near.contains(word) && !near.contains(not) && context.same_dimension(at, claim)
    };
    let beside = context.same_segment(one, claim) && context.is_level(claim);
    if !(beside && named(one, over, under) && named(other, under, over)) {
        return None;
    }
    let computed = context.interval(one).minus(context.interval(other))?;
    let told = computed.meets(context.interval(claim)) || !more_took_part(context, claim);
    (told && computed.low.is_positive()).then_some((one, other, computed))
}

/// 余额305万元（含利息5万元）, 累计结余54万元: what was there before, or came otherwise, is no slip.
fn more_took_part(context: &Context<'_>, claim: usize) -> bool {
    let of_line = (0..context.len()).filter(|&at| context.same_line(at, claim));
    of_line.into_iter().any(|at| {
        let mention = context.mention(at);
        [&mention.lead, &mention.tail].into_iter().any(|words| holds_any(words, &WORDS.left_aside))
    })
}

/// Whether an amount is what is left of others, by its words.
pub(super) fn is_left(context: &Context<'_>, index: usize) -> bool {
    let near = &context.mention(index).near;
    WORDS.balance.iter().any(|[name, ..]| near.contains(name.as_str())) || holds_any(near, &WORDS.caseload.left)
}

/// 性别比107.70: men to a hundred women.
fn sex_ratio(context: &mut Context<'_>, claim: usize) {
    // 性别比由105.43上升为105.57: the second is one as well.
    let before = claim.checked_sub(1).filter(|&before| context.same_sentence(before, claim));
    let says = |at: usize| holds_any(&context.mention(at).lead, &WORDS.cues.sex_ratio);
    if !says(claim) && !before.is_some_and(says) {
        return;
    }
    let Some(set) =
        WORDS.complete.iter().find(|set| set.iter().all(|member| member.chars().count() == 1) && set.len() == 2)
    else {
        return;
    };
    let (men, women) = (named(context, claim, &set[0], &set[1]), named(context, claim, &set[1], &set[0]));
    let pairs = men.iter().flat_map(|&one| women.iter().map(move |&other| (one, other)));
    let fitting = pairs.filter(|&(one, other)| context.same_dimension(one, other)).find_map(|(one, other)| {
        let computed = percent(context.interval(one), context.interval(other))?;
        computed.meets(context.interval(claim)).then_some((one, other, computed))
    });
    if let Some((one, other, computed)) = fitting {
        context.report(RelationKind::Share, Rule::Share, claim, &[one, other], computed);
    }
}
