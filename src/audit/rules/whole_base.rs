//! Whole numbers behind growth: a count that grew by so much must have had a whole number before it.
//!
//! In: growth rates of counts that nothing else reckoned. Out: whether some whole number of last year's gives the rate.
//! Knows no amount but the one that the rate belongs to.

use super::super::bounds::{Fraction, Interval};
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Claimed, Context, Rule, growth_factor, names};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        if *context.role(claim) == Role::Growth && !is_reckoned(context, claim) {
            whole_base(context, claim);
        }
    }
}

/// Whether a growth rate is told already by what is printed of its own amount: what the parts give says nothing of the
/// whole number that the amount must have been.
fn is_reckoned(context: &Context<'_>, claim: usize) -> bool {
    context.found.iter().any(|found| {
        found.kind == RelationKind::Growth
            && found.claim == Claimed::Mention(claim)
            && found.rule != Rule::WeightedGrowth
    })
}

/// A count that grew by so much must have had a whole number before it; told where no more than two of them come into
/// question.
fn whole_base(context: &mut Context<'_>, claim: usize) {
    let named = by_unit(context, claim);
    let amount = context.owners[claim].or(named);
    let Some(amount) = amount.filter(|&amount| context.mention(amount).quantity.is_exact()) else { return };
    if context.mention(amount).quantity.hedge != Hedge::None
        || !context.same_line(amount, claim)
        || context.mention(amount).previous
    {
        return;
    }
    let Some(base) = context.signed(claim).and_then(|rate| context.interval(amount).over(&growth_factor(&rate)?))
    else {
        return;
    };
    let Some(high) = base.high else { return };
    let wholes = high.floor() + base.low.negated().floor() + 1;
    let telling = wholes <= 2;
    if !telling {
        return;
    }
    let Some(computed) = from_nearest_whole(context, claim, amount, &base) else { return };
    // Further off the words name the amount, and may mean it at another time: 环比事故起数和死亡人数分别上升.
    // 其他案件2件（公示催告1件，破产案件1件，同比增长100%）: in brackets, what stands before them may have grown.
    let bracketed = context.mention(amount).depth > 0 && context.mention(claim).depth == context.mention(amount).depth;
    let beside = context.same_segment(amount, claim) && amount + 4 >= claim && !bracketed;
    if beside || named == Some(amount) || computed.meets(context.interval(claim)) {
        context.report(RelationKind::Growth, Rule::WholeBase, claim, &[amount], computed);
    }
}

/// 火灾1899起，死亡1人。…火灾起数上升了35.47%，亡人数下降了92.86%: the only count of the paragraph that bears the name
/// before its unit and 数.
fn by_unit(context: &Context<'_>, claim: usize) -> Option<usize> {
    let near = &context.mention(claim).near;
    let is_named = |at: usize| {
        let unit = context.mention(at).quantity.unit.filter(|unit| unit.counts)?;
        let (before, behind) = near.split_once(&format!("{}数", unit.name))?;
        let (name, rest) = (names::content(before), names::content(behind));
        (!name.is_empty() && rest.is_empty() && context.mention(at).near.ends_with(&name)).then_some(at)
    };
    let mut all = (0..context.len())
        .filter(|&at| at != claim && context.same_line(at, claim) && context.is_level(at) && !context.is_plan(at))
        .filter_map(is_named);
    let amount = all.next().filter(|&at| at < claim)?;
    let close = context.mention(claim).sentence - context.mention(amount).sentence <= 1;
    (close && all.next().is_none()).then_some(amount)
}

/// The growth over a whole number beside the base: the one that the rate was reckoned from, else the nearest.
fn from_nearest_whole(context: &Context<'_>, claim: usize, amount: usize, base: &Interval) -> Option<Interval> {
    let below = base.at.floor();
    let gap = |whole: i128| base.at.compare(Fraction::new(2 * whole + 1, 2).unwrap_or(Fraction::ZERO));
    let nearest = if gap(below) == std::cmp::Ordering::Less { [below, below + 1] } else { [below + 1, below] };
    let nearest = nearest.into_iter().filter(|whole| *whole > 0).map(Interval::whole);
    let rates: Vec<Interval> = nearest.filter_map(|base| rate_over(context, claim, amount, &base)).collect();
    rates.iter().find(|rate| rate.meets(context.interval(claim))).or(rates.first()).copied()
}

fn rate_over(context: &Context<'_>, claim: usize, amount: usize, base: &Interval) -> Option<Interval> {
    let growth = super::percent(context.interval(amount), base)?.minus(&Interval::whole(100))?;
    if context.sign(claim) < 0 { growth.negated() } else { Some(growth) }
}
