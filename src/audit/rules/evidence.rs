//! What the digits say where the words do not: a quotient, a sum or a difference of numbers that stand close together, right
//! to so many digits that chance would hardly have made it so.
//!
//! In: numbers that no other rule tied to anything. Out: relations that hold, never one that fails: digits can show that
//! numbers belong together, and only words that they must. The measure is the one of any coincidence: how many
//! combinations were looked at, times how wide a target each of them had.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Claimed, Context, Rule, Term, percent};

/// So often, in a million texts, may chance have it so.
pub(super) const BY_CHANCE: i128 = 30_000;
/// Numbers further apart than this in one paragraph are not combined.
const REACH: usize = 24;
/// Nor are those further apart than so many lines.
const LINES: usize = 8;
/// A run of more parts than this is told by its words or not at all.
const LONGEST_RUN: usize = 8;
pub(super) const MILLION: i128 = 1_000_000;

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim) {
            Role::Rate(_) => quotient(context, claim, RelationKind::Share, Rule::Rate),
            Role::Share(_) | Role::BackTo => quotient(context, claim, RelationKind::Share, Rule::Share),
            Role::Completion(_) | Role::OfNumber { .. } => {
                quotient(context, claim, RelationKind::Completion, Rule::Completion);
            }
            Role::Other if context.mention(claim).quantity.dimension().0 == "%" => {
                quotient(context, claim, RelationKind::Share, Rule::Share);
            }
            Role::Contribution => contribution(context, claim),
            Role::Growth => growth(context, claim),
            Role::Points(_) => points(context, claim),
            Role::Average => mean(context, claim),
            Role::Level => sum(context, claim),
            _ => {}
        }
    }
}

/// 贡献率58.6%: points contributed over the growth rate, or an increment over the whole's.
fn contribution(context: &mut Context<'_>, claim: usize) {
    if is_told(context, claim) {
        return;
    }
    let (first, end) = (claim.saturating_sub(REACH), (claim + REACH).min(context.len()));
    let of = |role: &Role| -> Vec<usize> {
        (first..end).filter(|&at| context.same_line(at, claim) && context.role(at) == role).collect()
    };
    let (mut points, rates) = (of(&Role::Pull), of(&Role::Growth));
    points.retain(|&at| context.same_sentence(at, claim));
    let pairs = points.iter().flat_map(|&point| rates.iter().map(move |&rate| (point, rate)));
    let fits = |point: usize, rate: usize| {
        percent(context.interval(point), context.interval(rate))
            .filter(|computed| computed.meets(context.interval(claim)))
    };
    // A contribution in points has one decimal: its words, not its digits, say what it is over what.
    let found = Search::over_all(pairs, fits);
    if let [(point, rate, computed)] = found[..] {
        context.report(RelationKind::Share, Rule::ContributionRate, claim, &[point, rate], computed);
    } else {
        quotient(context, claim, RelationKind::Share, Rule::Share);
    }
}

/// How wide an interval is against its size, in millionths and rounded up.
pub(super) fn width(interval: &Interval) -> i128 {
    interval.width_millionths() + 1
}

/// The width of a target: of the claim and of what it is reckoned from. A count is hit or missed by whole ones.
fn target(context: &Context<'_>, numbers: &[usize]) -> i128 {
    numbers.iter().map(|&number| width(context.interval(number))).sum()
}

/// Whether a relation of this kind has the number as its claim already.
fn is_told(context: &Context<'_>, claim: usize) -> bool {
    // A rate such as 完成比例 has no base by its words: where it fails, another one is looked for.
    let told = |found: &super::Found| found.holds || found.rule != Rule::Rate;
    let claimed = |found: &super::Found| {
        found.claim == Claimed::Mention(claim) && !matches!(found.rule, Rule::WholeBase | Rule::ImpliedTotal)
    };
    context.found.iter().any(|found| claimed(found) && told(found))
}

/// Whether two numbers stand in one relation already.
fn are_tied(context: &Context<'_>, one: usize, other: usize) -> bool {
    let holds = |found: &super::Found, number: usize| {
        found.claim == Claimed::Mention(number) || found.terms.contains(&Term::Mention(number))
    };
    context.found.iter().any(|found| holds(found, one) && holds(found, other))
}

/// The amounts around a number, in its paragraph and those beside it; increments, where words speak of these.
fn amounts(context: &Context<'_>, around: usize) -> Vec<usize> {
    let (first, end) = (around.saturating_sub(REACH), (around + REACH).min(context.len()));
    let own = context.mention(around);
    let grown =
        WORDS.cues.increments.iter().chain(&WORDS.cues.contributed).any(|word| own.near.contains(word.as_str()));
    let amount = |at: &usize| {
        *at != around
            && context.mention(*at).line.abs_diff(own.line) <= LINES
            && !context.mention(*at).restates
            && (context.is_level(*at) || grown && *context.role(*at) == Role::Change)
    };
    (first..end).filter(amount).collect()
}

/// A pair that fits, and how many were looked at.
struct Search {
    tried: i128,
    hits: Vec<(usize, usize, Interval)>,
}

impl Search {
    /// Looks at each pair; at none where they are so many that no fit would show anything of this claim.
    fn over(
        context: &Context<'_>,
        claim: usize,
        pairs: impl Iterator<Item = (usize, usize)>,
        fits: impl Fn(usize, usize) -> Option<Interval>,
    ) -> Self {
        let most = usize::try_from(BY_CHANCE / width(context.interval(claim)).max(1)).unwrap_or(usize::MAX);
        let pairs: Vec<(usize, usize)> = pairs.take(most.saturating_add(1)).collect();
        let tried = i128::try_from(pairs.len()).unwrap_or(i128::MAX);
        if pairs.len() > most {
            return Self { tried, hits: Vec::new() };
        }
        let hit = |(one, other): (usize, usize)| fits(one, other).map(|computed| (one, other, computed));
        Self { tried, hits: pairs.into_iter().filter_map(hit).collect() }
    }

    /// Looks at each pair, however many.
    fn over_all(
        pairs: impl Iterator<Item = (usize, usize)>,
        fits: impl Fn(usize, usize) -> Option<Interval>,
    ) -> Vec<(usize, usize, Interval)> {
        pairs.filter_map(|(one, other)| fits(one, other).map(|computed| (one, other, computed))).collect()
    }

    /// The only pair that fits, where chance would hardly have given one.
    fn only(&self, context: &Context<'_>, claim: usize) -> Option<(usize, usize, Interval)> {
        let [(one, other, computed)] = self.hits[..] else { return None };
        (self.tried * target(context, &[claim, one, other]) <= BY_CHANCE).then_some((one, other, computed))
    }
}

/// A rate over two amounts of the paragraph, one of them in its own sentence.
fn quotient(context: &mut Context<'_>, claim: usize, kind: RelationKind, rule: Rule) {
    if is_told(context, claim) {
        return;
    }
    let amounts = amounts(context, claim);
    let beside = |one: usize, other: usize| context.same_sentence(one, claim) || context.same_sentence(other, claim);
    let fits = |part: usize, whole: usize| {
        percent(context.interval(part), context.interval(whole))
            .filter(|computed| computed.meets(context.interval(claim)))
    };
    // The nearest first: its own amount, those that bear its name, those of its sentence, all of them.
    let owner = context.owners[claim].filter(|owner| context.same_segment(*owner, claim));
    let name = context.near_core(claim);
    let is_named = name.chars().count() >= 2;
    let bearers: Vec<usize> = amounts.iter().copied().filter(|&at| is_named && context.near_core(at) == name).collect();
    let named = |at: usize| bearers.contains(&at);
    let ways: [&dyn Fn(usize, usize) -> bool; 4] = [
        &|part, _| Some(part) == owner,
        &|part, whole| named(part) && named(whole),
        &|part, whole| beside(part, whole),
        &|_, _| true,
    ];
    let found = ways.into_iter().find_map(|way| {
        let pairs = pairs(context, &amounts).filter(|&(part, whole)| way(part, whole));
        Search::over(context, claim, pairs, fits).only(context, claim)
    });
    if let Some((part, whole, computed)) = found {
        context.report(kind, rule, claim, &[part, whole], computed);
    }
}

/// All ordered pairs of one dimension, of one time.
fn pairs<'a>(context: &'a Context<'a>, amounts: &'a [usize]) -> impl Iterator<Item = (usize, usize)> + 'a {
    amounts.iter().flat_map(move |&one| {
        let other = move |other: &usize| *other != one && context.same_dimension(*other, one);
        amounts.iter().copied().filter(other).map(move |other| (one, other))
    })
}

/// A growth rate of an amount over another, or over what a change leaves of it.
fn growth(context: &mut Context<'_>, claim: usize) {
    if is_told(context, claim) {
        return;
    }
    let amounts = amounts(context, claim);
    if let Some((amount, base, computed)) = over_base(context, claim, &amounts) {
        context.report(RelationKind::Growth, Rule::GrowthFromBase, claim, &[amount, base], computed);
    } else if let Some((amount, change, computed)) = over_the_rest(context, claim, &amounts) {
        context.report(RelationKind::Growth, Rule::GrowthFromChange, claim, &[amount, change], computed);
    }
}

/// amount ÷ base − 1.
fn over_base(context: &Context<'_>, claim: usize, amounts: &[usize]) -> Option<(usize, usize, Interval)> {
    let signed = |growth: Interval| if context.sign(claim) < 0 { growth.negated() } else { Some(growth) };
    let fits = |amount: usize, base: usize| {
        let growth = percent(context.interval(amount), context.interval(base))?.minus(&Interval::whole(100))?;
        signed(growth).filter(|computed| computed.meets(context.interval(claim)))
    };
    Search::over(context, claim, pairs(context, amounts), fits).only(context, claim)
}

/// change ÷ (amount − change).
fn over_the_rest(context: &Context<'_>, claim: usize, amounts: &[usize]) -> Option<(usize, usize, Interval)> {
    let (first, end) = (claim.saturating_sub(REACH), (claim + REACH).min(context.len()));
    let changes: Vec<usize> =
        (first..end).filter(|&at| context.same_line(at, claim) && is_change(context, at)).collect();
    let of = |amount: usize| {
        let changes = changes.iter().copied();
        changes.filter(move |&change| change != amount && context.same_dimension(change, amount))
    };
    let tried = amounts.iter().flat_map(|&amount| of(amount).map(move |change| (amount, change)));
    let fits = |amount: usize, change: usize| {
        let own = *context.interval(change);
        let signed = if context.sign(claim) < 0 { own.negated()? } else { own };
        let base = context.interval(amount).minus(&signed).filter(|base| base.low.is_positive())?;
        percent(&own, &base).filter(|computed| computed.meets(context.interval(claim)))
    };
    Search::over(context, claim, tried, fits).only(context, claim)
}

/// A change, or an amount that words of a flow make one: 新增存款192亿元.
fn is_change(context: &Context<'_>, index: usize) -> bool {
    let flows = || {
        let near = &context.mention(index).near;
        holds_any(near, &WORDS.cues.flow_in)
    };
    *context.role(index) == Role::Change || context.is_level(index) && flows()
}

/// An amount over a count: 平均投资32.25亿元 of 48个 and 1548亿元.
fn mean(context: &mut Context<'_>, claim: usize) {
    if is_told(context, claim) || context.mention(claim).quantity.per.is_some() {
        return;
    }
    let amounts = amounts(context, claim);
    let counts = |at: usize| {
        context.mention(at).quantity.unit.is_some_and(|unit| unit.counts) && !context.same_dimension(at, claim)
    };
    let tops = amounts.iter().copied().filter(|&at| context.same_dimension(at, claim));
    let pairs = tops.flat_map(|top| amounts.iter().copied().filter(|&at| counts(at)).map(move |under| (top, under)));
    let quantity = context.mention(claim).quantity;
    let hedged = quantity.hedge != super::super::quantity::Hedge::None;
    let claimed = if hedged { Some(*context.interval(claim)) } else { quantity.rounded() };
    let Some(claimed) = claimed else { return };
    let fits = |top: usize, under: usize| {
        context.interval(top).over(context.interval(under)).filter(|computed| computed.meets(&claimed))
    };
    if let Some((top, under, computed)) = Search::over(context, claim, pairs, fits).only(context, claim) {
        context.report_against(RelationKind::Average, Rule::Average, claim, &[top, under], computed, claimed);
    }
}

/// Percentage points between the rate before them and another one of the paragraph.
fn points(context: &mut Context<'_>, claim: usize) {
    if is_told(context, claim) {
        return;
    }
    let is_rate = |at: &usize| context.same_line(*at, claim) && context.mention(*at).quantity.dimension().0 == "%";
    let Some(own) = context.before_in_sentence(claim).find(is_rate) else { return };
    let (first, end) = (claim.saturating_sub(REACH), (claim + REACH).min(context.len()));
    let others: Vec<usize> = (first..end).filter(|at| *at != own && is_rate(at)).collect();
    let turned = |one: usize, other: usize| context.signed(one)?.minus(&context.signed(other)?);
    let fits = |one: usize, other: usize| {
        let difference = turned(one, other)?;
        let computed = if context.sign(claim) < 0 { difference.negated()? } else { difference };
        computed.meets(context.interval(claim)).then_some(computed)
    };
    let hits = Search::over_all(others.iter().map(|&other| (own, other)), fits);
    let tried = i128::try_from(others.len()).unwrap_or(MILLION);
    // Two rates are apart by anything up to some twenty points: a tenth of a point is hit once in two hundred.
    let steps = context.interval(claim).high.and_then(|high| {
        Interval::exact(high).minus(&Interval::exact(context.interval(claim).low))?.scaled(MILLION, 20)
    });
    let by_chance = steps.map_or(MILLION, |steps| steps.at.floor() * tried);
    if let [(one, other, computed)] = hits[..]
        && by_chance <= BY_CHANCE
        && context.interval(claim).at.compare(Fraction::ZERO) != std::cmp::Ordering::Equal
    {
        context.report(RelationKind::PpDiff, Rule::Points, claim, &[one, other], computed);
    }
}

/// An amount that two others, or a run of others, add up to.
fn sum(context: &mut Context<'_>, whole: usize) {
    let known = context.partitions.iter().any(|known| known.whole == whole);
    let quantity = context.mention(whole).quantity;
    if known || is_told(context, whole) || quantity.significant() < 3 || context.interval(whole).high.is_none() {
        return;
    }
    let alike: Vec<usize> = amounts(context, whole)
        .into_iter()
        .filter(|&other| context.same_dimension(other, whole) && !are_tied(context, other, whole))
        .filter(|&other| context.interval(other).high.is_some() && context.mention(other).quantity.digits != 0)
        .collect();
    let step = if quantity.is_exact() { MILLION / context.interval(whole).at.floor().max(1) } else { 0 };
    let pairs = i128::try_from(alike.len() * alike.len().saturating_sub(1) / 2).unwrap_or(MILLION);
    if pairs * (width(context.interval(whole)) + step) > BY_CHANCE {
        return;
    }
    let (mut tried, mut hits) = (0, Vec::new());
    each_run(context, &alike, whole, |parts, sum| {
        tried += 1;
        if sum.meets(context.interval(whole)) {
            hits.push((parts.to_vec(), sum));
        }
    });
    let [(parts, computed)] = &hits[..] else { return };
    let wide = width(computed) + width(context.interval(whole)) + step;
    if tried * wide <= BY_CHANCE {
        let kind = if quantity.unit.is_some_and(|unit| unit.counts) { RelationKind::Count } else { RelationKind::Sum };
        let (parts, computed) = (parts.clone(), *computed);
        context.report(kind, Rule::Sum, whole, &parts, computed);
        context.partitions.push(super::Partition { whole, parts });
    }
}

/// Pairs, and runs of three and more on one side of the whole, each with its sum.
fn each_run(context: &Context<'_>, alike: &[usize], whole: usize, mut look: impl FnMut(&[usize], Interval)) {
    for (at, &one) in alike.iter().enumerate() {
        for &other in &alike[at + 1..] {
            if let Some(sum) = context.interval(one).plus(context.interval(other)) {
                look(&[one, other], sum);
            }
        }
    }
    let split = alike.partition_point(|&other| other < whole);
    for side in [&alike[..split], &alike[split..]] {
        for start in 0..side.len() {
            let mut sum = Some(*context.interval(side[start]));
            for end in start + 1..side.len().min(start + LONGEST_RUN) {
                sum = sum.and_then(|sum| sum.plus(context.interval(side[end])));
                if let Some(sum) = sum.filter(|_| end >= start + 2) {
                    look(&side[start..=end], sum);
                }
            }
        }
    }
}
