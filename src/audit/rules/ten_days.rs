//! Means by the day of ten days: 上旬 and 中旬 have ten of them, 下旬 the rest of its month.
//!
//! In: means that speak of 旬, and the amounts behind them in their sentence. Out: the amount of one name that they are
//! the mean of, where it fits. Knows the lengths of months, and no other period.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, average};

pub(super) fn apply(context: &mut Context<'_>) {
    for first in 0..context.len() {
        let near = &context.mention(first).near;
        let is_mean = *context.role(first) == Role::Average && holds_any(near, &WORDS.cues.per_days);
        if is_mean && WORDS.ten_days.names.iter().any(|name| near.contains(name.as_str())) {
            // 本旬平均日产粗钢209万吨，环比增长0.58%；生铁185万吨: the words hold for what is named behind them.
            let end = (first..context.len()).find(|&at| !context.same_sentence(at, first)).unwrap_or(context.len());
            for claim in first..end {
                if claim == first || context.is_level(claim) {
                    mean(context, first, claim);
                }
            }
        }
    }
}

/// 5月下旬生产粗钢2301.76万吨 … 平均日产粗钢209.25万吨: eleven days.
fn mean(context: &mut Context<'_>, first: usize, claim: usize) {
    let Some(claimed) = average::rounded(context, claim) else { return };
    let named = |&at: &usize| {
        context.is_level(at)
            && context.same_line(at, claim)
            && context.same_dimension(at, claim)
            && one_name(&context.mention(at).near, &context.mention(claim).near)
    };
    let found = (0..first).rev().filter(named).find_map(|amount| {
        let computed = days(context, amount)?
            .into_iter()
            .filter_map(|days| context.interval(amount).scaled(1, days))
            .find(|computed: &Interval| computed.meets(&claimed))?;
        Some((amount, computed))
    });
    if let Some((amount, computed)) = found {
        context.report_against(RelationKind::Average, Rule::PerDayOfPeriod, claim, &[amount], computed, claimed);
    }
}

/// Whether two numbers have the same thing right before them: 生产粗钢, 日产粗钢.
fn one_name(one: &str, other: &str) -> bool {
    one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count() >= 2
}

/// The days of the 旬 that the sentence of an amount names; both lengths of 二月下旬 where no year is told.
fn days(context: &Context<'_>, amount: usize) -> Option<Vec<i128>> {
    let of_sentence = context.before_in_sentence(amount).chain([amount]);
    let leads: Vec<&str> = of_sentence.map(|at| context.mention(at).lead.as_str()).collect();
    let says = |words: &[String]| leads.iter().any(|lead| holds_any(lead, words));
    match (says(&WORDS.ten_days.full), says(&WORDS.ten_days.rest)) {
        (true, false) => Some(vec![10]),
        (false, true) => {
            let when = context.mention(amount).when;
            let (first, last) = when.months?;
            let month = average::days(when).filter(|_| first == last)?;
            Some(month.into_iter().map(|days| days - 20).collect())
        }
        _ => None,
    }
}
