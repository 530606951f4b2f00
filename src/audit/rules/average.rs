//! Means and prices: money a head, weight an area, and the product that they come from.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::{Context, Rule};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        if *context.role(claim) == Role::Average {
            if context.mention(claim).quantity.per.is_some() {
                per_unit(context, claim);
            } else if WORDS.cues.per_day.iter().any(|word| context.mention(claim).near.contains(word.as_str())) {
                per_day(context, claim);
            } else {
                per_head(context, claim);
            }
        }
    }
}

fn amounts(context: &Context<'_>, claim: usize) -> Vec<usize> {
    let own = context.mention(claim);
    let near =
        |at: &usize| context.mention(*at).line == own.line && context.mention(*at).sentence.abs_diff(own.sentence) <= 1;
    let mut all: Vec<usize> =
        (0..context.len()).filter(|&at| at != claim && context.is_level(at)).filter(near).collect();
    all.sort_by_key(|&at| at.abs_diff(claim));
    all
}

/// 人均消费1113元: an amount of the same dimension over a count of heads.
fn per_head(context: &mut Context<'_>, claim: usize) {
    let all = amounts(context, claim);
    let tops = all.iter().copied().filter(|&at| context.same_dimension(at, claim));
    for top in tops {
        for &under in all.iter().filter(|&&at| context.mention(at).quantity.unit.is_some_and(|unit| unit.counts)) {
            let computed = context.interval(top).over(context.interval(under));
            let claimed = rounded(context, claim);
            if let Some((computed, claimed)) =
                computed.zip(claimed).filter(|(computed, claimed)| computed.meets(claimed) && is_sharp(context, claim))
            {
                context.report_against(RelationKind::Average, Rule::Average, claim, &[top, under], computed, claimed);
                return;
            }
        }
    }
}

/// 2024年第28周…日均10169件: a week has seven days.
fn per_day(context: &mut Context<'_>, claim: usize) {
    let own = context.mention(claim);
    let of_a_week =
        context.before_in_sentence(claim).any(|at| context.mention(at).lead.contains('周')) || own.lead.contains('周');
    let amount =
        context.before_in_sentence(claim).find(|&at| context.is_level(at) && context.same_dimension(at, claim));
    if let Some(amount) = amount.filter(|_| of_a_week)
        && let Some(computed) = context.interval(amount).scaled(1, 7)
        && let Some(claimed) = rounded(context, claim).filter(|claimed| computed.meets(claimed))
    {
        context.report_against(RelationKind::Average, Rule::PerDay, claim, &[amount], computed, claimed);
    }
}

/// A mean is rounded, even one of counts; what is said around it counts as well.
fn rounded(context: &Context<'_>, claim: usize) -> Option<Interval> {
    let quantity = context.mention(claim).quantity;
    if quantity.hedge == Hedge::None { quantity.rounded() } else { Some(*context.interval(claim)) }
}

/// Two digits meet by chance.
fn is_sharp(context: &Context<'_>, claim: usize) -> bool {
    context.mention(claim).quantity.significant() >= 3
}

/// 单产5845公斤/公顷: the yield, the area, and the output that is their product.
fn per_unit(context: &mut Context<'_>, claim: usize) {
    let (unit, per) = context.mention(claim).quantity.dimension();
    let own = context.mention(claim);
    let all: Vec<usize> = (0..context.len())
        .filter(|&at| {
            context.is_level(at)
                && context.mention(at).line == own.line
                && context.mention(at).sentence.abs_diff(own.sentence) <= 1
        })
        .collect();
    let of = |dimension: &str| -> Vec<usize> {
        all.iter()
            .copied()
            .filter(|&at| context.mention(at).quantity.dimension() == (dimension, "") && context.mention(at).depth == 0)
            .collect()
    };
    for under in of(per) {
        for top in of(unit) {
            let computed: Option<Interval> = context.interval(under).times(context.interval(claim));
            if let Some(computed) =
                computed.filter(|computed| computed.meets(context.interval(top)) && is_sharp(context, claim))
            {
                context.report(RelationKind::Average, Rule::Product, top, &[under, claim], computed);
                return;
            }
        }
    }
}
