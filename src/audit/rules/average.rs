//! Means and prices: money a head, weight an area, and the product that they come from.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, Stretch};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        if *context.role(claim) == Role::Average {
            if by_area(context, claim) {
                continue;
            }
            if context.mention(claim).quantity.per.is_some() {
                per_unit(context, claim);
            } else if by_days(context, claim) {
                continue;
            } else if holds_any(&context.mention(claim).near, &WORDS.cues.per_day) {
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
        |at: &usize| context.mention(*at).line == own.line && context.mention(*at).sentence.abs_diff(own.sentence) <= 2;
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

/// 上半年新设998.3万户，平均每天5.52万户: an amount over the days of the months that are spoken of; the one whose words are most like
/// the mean's, of those that fit.
fn by_days(context: &mut Context<'_>, claim: usize) -> bool {
    let own = context.mention(claim);
    if !holds_any(&own.near, &WORDS.cues.per_days) {
        return false;
    }
    let Some(claimed) = rounded(context, claim) else { return false };
    let fitting = (0..context.len()).filter(|&at| {
        let amount = context.mention(at);
        context.is_level(at)
            && context.same_dimension(at, claim)
            && amount.line.abs_diff(own.line) <= 1
            && amount.sentence.abs_diff(own.sentence) <= 3
    });
    let computed = |at: usize| {
        let days = days(context.mention(at).when)?;
        days.iter().filter_map(|&days| context.interval(at).scaled(1, days)).find(|computed| computed.meets(&claimed))
    };
    let likeness = |at: usize| super::names::common(super::names::subject(context, at), &own.near);
    let all = fitting.filter_map(|at| {
        computed(at).map(|computed| (likeness(at), std::cmp::Reverse(at.abs_diff(claim)), at, computed))
    });
    let Some((likeness, _, amount, computed)) = all.max_by_key(|(likeness, distance, ..)| (*likeness, *distance))
    else {
        return by_span(context, claim, &claimed);
    };
    let sure = likeness >= 2 || amount.abs_diff(claim) <= 2;
    if sure {
        context.report_against(RelationKind::Average, Rule::PerDayOfPeriod, claim, &[amount], computed, claimed);
    }
    sure
}

/// 4月29日至5月3日，发送旅客27019万人次，日均5403.8万人次: the amount right before over the days of the last span of dates, where it fits.
fn by_span(context: &mut Context<'_>, claim: usize, claimed: &Interval) -> bool {
    let amount = context.before_in_sentence(claim).find(|&at| context.is_level(at));
    let amount = amount.filter(|&at| context.same_dimension(at, claim) && context.same_segment(at, claim));
    let told = amount.and_then(|amount| {
        let before = |stretch: &&Stretch| stretch.at().end <= context.mention(amount).at.start;
        let span = context.stretches.iter().rev().find(before)?;
        let over = |days: i128| context.interval(amount).scaled(1, days).filter(|computed| computed.meets(claimed));
        span.lengths().into_iter().find_map(over).map(|computed| (amount, computed))
    });
    let Some((amount, computed)) = told else { return false };
    context.report_against(RelationKind::Average, Rule::PerDayOfPeriod, claim, &[amount], computed, *claimed)
}

/// The days of whole months, or of a year where no month is named; both lengths of February where no year is.
pub(super) fn days(when: super::super::numerals::When) -> Option<Vec<i128>> {
    const DAYS: [i128; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (first, last) = when.months.or(when.year.map(|_| (1, 12)))?;
    let months = DAYS.get(usize::from(first.checked_sub(1)?)..usize::from(last))?;
    let (plain, february) = (months.iter().sum::<i128>(), i128::from(first <= 2 && last >= 2));
    let leap = when.year.map(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let all = match leap {
        Some(true) => vec![plain + february],
        Some(false) => vec![plain],
        None => vec![plain, plain + february],
    };
    (plain > 0).then_some(all)
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
pub(super) fn rounded(context: &Context<'_>, claim: usize) -> Option<Interval> {
    let quantity = context.mention(claim).quantity;
    if quantity.hedge == Hedge::None { quantity.rounded() } else { Some(*context.interval(claim)) }
}

/// 播种面积27557千公顷，单产每公顷4582公斤，产量12627万吨: a yield whose area the words name, or that stands below its stroke, over lines.
fn by_area(context: &mut Context<'_>, claim: usize) -> bool {
    let quantity = context.mention(claim).quantity;
    let near = &context.mention(claim).near;
    let of_words = || WORDS.areas.iter().find(|(name, _)| near.contains(name.as_str())).map(|(_, factor)| *factor);
    let Some(mu) = (match quantity.per {
        Some(per) if per.dimension == "area" => Some(1),
        Some(_) => None,
        None => of_words().filter(|_| quantity.dimension() == ("weight", "")),
    }) else {
        return false;
    };
    let of = |dimension: &str| -> Vec<usize> {
        let near = |at: &usize| {
            context.mention(*at).line.abs_diff(context.mention(claim).line) <= 4 && at.abs_diff(claim) <= 24
        };
        let mut all: Vec<usize> = (0..context.len())
            .filter(near)
            .filter(|&at| context.is_level(at) && context.mention(at).quantity.dimension() == (dimension, ""))
            .collect();
        // 4791千公顷（7187万亩）…5967公斤/公顷（398公斤/亩）: what stands in brackets goes together.
        let depth = context.mention(claim).depth;
        all.sort_by_key(|&at| (context.mention(at).depth != depth, at.abs_diff(claim)));
        all
    };
    for under in of("area") {
        for top in of("weight") {
            let computed =
                context.interval(under).times(context.interval(claim)).and_then(|product| product.scaled(1, mu));
            if let Some(computed) =
                computed.filter(|computed| computed.meets(context.interval(top)) && is_sharp(context, claim))
            {
                context.report(RelationKind::Average, Rule::Product, top, &[under, claim], computed);
                return true;
            }
        }
    }
    false
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
