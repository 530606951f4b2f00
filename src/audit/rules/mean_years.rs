//! Growth of a mean year: of two years (两年平均, 两年复合), and from one census to the next.
//!
//! In: rates whose words call them means of years. Out: what they make of all the years together, told where it is what the
//! text prints. Knows how many years lie between two censuses, and no other period.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, growth_factor};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        two_years(context, claim);
        since_the_census(context, claim);
    }
}

/// 比2019年增长7.8%，两年平均增速为3.8%: the square of the mean factor is the factor of both years.
fn two_years(context: &mut Context<'_>, claim: usize) {
    let near = &context.mention(claim).near;
    if !holds_any(near, &WORDS.cues.two_years) {
        return;
    }
    let rates = context
        .before_in_sentence(claim)
        .find(|&other| *context.role(other) == Role::Growth && context.mention(other).lead.contains('年'));
    let Some(over_both) = rates else { return };
    let Some(factor) = context.signed(claim).and_then(|rate| growth_factor(&rate)) else { return };
    let Some(squared) = factor.times(&factor).and_then(|square| square.scaled(100, 1)?.minus(&Interval::whole(100)))
    else {
        return;
    };
    let Some(printed) = context.signed(over_both) else { return };
    if squared.meets(&printed) {
        // Told in the claim's own terms: it holds, so its own interval is what comes out.
        let computed = *context.interval(claim);
        context.report(RelationKind::Average, Rule::TwoYears, claim, &[over_both], computed);
    }
}

/// Censuses are ten years apart since 1990.
const BETWEEN_CENSUSES: u32 = 10;

/// 与2010年第六次全国人口普查的725482人相比，年平均增长率为0.35%: ten such years lead from one amount to the other.
fn since_the_census(context: &mut Context<'_>, claim: usize) {
    let near = &context.mention(claim).near;
    if *context.role(claim) != Role::Growth || !near.contains('年') || !holds_any(near, &WORDS.cues.by_the_year) {
        return;
    }
    let is_census = |words: &str| holds_any(words, &WORDS.cues.census) && holds_any(words, &WORDS.cues.census_years);
    // 133972万人（13.3972亿人）: what restates an amount is not a second one.
    let told_once = |at: &usize| !context.mention(*at).restates;
    let base = context.before_in_sentence(claim).filter(told_once).find(|&at| context.is_compared(at));
    let Some(base) = base.filter(|&base| context.is_level(base) && is_census(&context.mention(base).lead)) else {
        return;
    };
    let amount = (0..base)
        .rev()
        .take_while(|&at| context.same_line(at, base))
        .filter(told_once)
        .find(|&at| context.is_level(at) && context.same_dimension(at, base) && !context.is_compared(at));
    let Some(amount) = amount else { return };
    let ratio = context.interval(amount).over(context.interval(base));
    let factor = context.signed(claim).and_then(|rate| growth_factor(&rate));
    let power =
        factor.and_then(|factor| (0..BETWEEN_CENSUSES).try_fold(Interval::whole(1), |power, _| power.times(&factor)));
    if ratio.zip(power).is_some_and(|(ratio, power)| ratio.meets(&power)) {
        // As above: it holds, so the claim's own interval is what comes out.
        let computed = *context.interval(claim);
        context.report(RelationKind::Average, Rule::CensusYear, claim, &[amount, base], computed);
    }
}
