//! One amount as a multiple of another: 是去年500吨的3.2倍, 比2015年的300万元翻两番.
//!
//! A base right before 的…倍 or 翻…番 is fixed by the words; any other is told only where it fits.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::{Context, Rule};

/// Amounts farther back than this are not looked at.
const REACH: usize = 6;
/// Nobody writes that something doubled more often.
const MOST_DOUBLINGS: i128 = 10;

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim) {
            Role::Multiple => times(context, claim),
            Role::Doubled => doubled(context, claim),
            _ => {}
        }
    }
}

/// The base that stands right before its multiple, and the amount that is held against it.
fn fixed(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let base = claim.checked_sub(1)?;
    let joined = WORDS.cues.of_base.iter().any(|word| context.mention(claim).lead == *word);
    let is_base = |at: usize| is_amount(context, at) && context.same_segment(at, claim);
    if !joined || !is_base(base) {
        return None;
    }
    let opened = WORDS.cues.base_openers.iter().chain(&WORDS.cues.against).chain(&WORDS.cues.back_to);
    let named = opened.into_iter().any(|word| context.mention(base).lead.contains(word.as_str()));
    let part = context
        .before_in_sentence(base)
        .find(|&at| is_amount(context, at) && context.same_dimension(at, base) && !context.is_compared(at))?;
    named.then_some((part, base))
}

/// An amount, a mean included: 人均收入12000元.
fn is_amount(context: &Context<'_>, index: usize) -> bool {
    context.is_level(index) || *context.role(index) == Role::Average
}

/// 是上年的3.2倍: one amount over another.
fn times(context: &mut Context<'_>, claim: usize) {
    if let Some((part, base)) = fixed(context, claim) {
        if let Some(computed) = context.interval(part).over(context.interval(base)) {
            context.report(RelationKind::Multiple, Rule::Multiple, claim, &[part, base], computed);
        }
        return;
    }
    let amounts: Vec<usize> = (0..claim)
        .rev()
        .take_while(|&other| context.same_line(other, claim))
        .filter(|&other| context.is_level(other))
        .take(REACH)
        .collect();
    for &part in &amounts {
        for &base in amounts.iter().filter(|&&base| base != part && context.same_dimension(base, part)) {
            let computed = context.interval(part).over(context.interval(base));
            if let Some(computed) = computed.filter(|computed| computed.meets(context.interval(claim))) {
                context.report(RelationKind::Multiple, Rule::Multiple, claim, &[part, base], computed);
                return;
            }
        }
    }
}

/// 翻两番: four times as much, and not yet eight. A twentieth short of it is what the phrase allows for.
fn doubled(context: &mut Context<'_>, claim: usize) {
    let quantity = context.mention(claim).quantity;
    let whole = (1..=MOST_DOUBLINGS).contains(&quantity.digits) && quantity.places == 0 && quantity.magnitude == 0;
    let Some((part, base)) = fixed(context, claim).filter(|_| whole) else { return };
    let factor = 1_i128 << quantity.digits;
    let Some(low) = Fraction::new(factor * 19, 20) else { return };
    let at = Interval::whole(factor).at;
    let claimed = Interval { low, high: Some(Interval::whole(factor * 2).at), at, open_high: true };
    if let Some(computed) = context.interval(part).over(context.interval(base)) {
        context.report_against(RelationKind::Multiple, Rule::Doubled, claim, &[part, base], computed, claimed);
    }
}
