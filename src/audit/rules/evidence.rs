//! What the digits say where the words do not: a quotient, a sum or a difference of numbers that stand close together, right
//! to so many digits that chance would hardly have made it so.
//!
//! In: numbers that no other rule tied to anything. Out: relations that hold, never one that fails: digits can show that
//! numbers belong together, and only words that they must. The measure is the one of any coincidence: how many
//! combinations were looked at, times how wide a target each of them had.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Claimed, Context, Rule, Term, percent, total};

/// So often, in a million texts, may chance have it so.
const BY_CHANCE: i128 = 30_000;
/// Numbers further apart than this in one paragraph are not combined.
const REACH: usize = 24;
/// A run of more parts than this is told by its words or not at all.
const LONGEST_RUN: usize = 8;
const MILLION: i128 = 1_000_000;

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim) {
            Role::Share(_) | Role::Rate(_) | Role::BackTo => quotient(context, claim, RelationKind::Share, Rule::Share),
            Role::Completion(_) | Role::OfNumber { .. } => {
                quotient(context, claim, RelationKind::Completion, Rule::Completion);
            }
            Role::Other if context.mention(claim).quantity.dimension().0 == "%" => {
                quotient(context, claim, RelationKind::Share, Rule::Share);
            }
            Role::Growth => growth(context, claim),
            Role::Points(_) => points(context, claim),
            Role::Level => sum(context, claim),
            _ => {}
        }
    }
}

/// How wide an interval is against its size, in millionths; all of them where it has no end.
fn width(interval: &Interval) -> i128 {
    let Some(high) = interval.high.filter(|_| interval.at.is_positive()) else { return MILLION };
    let width = Interval::exact(high).minus(&Interval::exact(interval.low)).and_then(|width| width.scaled(MILLION, 1));
    let relative = width.and_then(|width| width.over(&Interval::exact(interval.at)));
    relative.map_or(MILLION, |relative| relative.at.floor() + 1)
}

/// The width of a target: of the claim and of what it is reckoned from. A count is hit or missed by whole ones.
fn target(context: &Context<'_>, numbers: &[usize]) -> i128 {
    numbers.iter().map(|&number| width(context.interval(number))).sum()
}

/// Whether a relation of this kind has the number as its claim already.
fn is_told(context: &Context<'_>, claim: usize) -> bool {
    context.found.iter().any(|found| found.claim == Claimed::Mention(claim) && found.rule != Rule::WholeBase)
}

/// Whether two numbers stand in one relation already.
fn are_tied(context: &Context<'_>, one: usize, other: usize) -> bool {
    let holds = |found: &super::Found, number: usize| {
        found.claim == Claimed::Mention(number) || found.terms.contains(&Term::Mention(number))
    };
    context.found.iter().any(|found| holds(found, one) && holds(found, other))
}

/// The amounts of the paragraph around a number.
fn amounts(context: &Context<'_>, around: usize) -> Vec<usize> {
    let (first, end) = (around.saturating_sub(REACH), (around + REACH).min(context.len()));
    let amount = |at: &usize| {
        *at != around && context.same_line(*at, around) && context.is_level(*at) && !context.mention(*at).restates
    };
    (first..end).filter(amount).collect()
}

/// A pair that fits, and how many were looked at.
struct Search {
    tried: i128,
    hits: Vec<(usize, usize, Interval)>,
}

impl Search {
    fn over(pairs: impl Iterator<Item = (usize, usize)>, fits: impl Fn(usize, usize) -> Option<Interval>) -> Self {
        let (mut tried, mut hits) = (0, Vec::new());
        for (one, other) in pairs {
            tried += 1;
            hits.extend(fits(one, other).map(|computed| (one, other, computed)));
        }
        Self { tried, hits }
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
    let found = [true, false].into_iter().find_map(|near| {
        let pairs = pairs(context, &amounts).filter(|&(part, whole)| !near || beside(part, whole));
        Search::over(pairs, fits).only(context, claim)
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
    Search::over(pairs(context, amounts), fits).only(context, claim)
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
    Search::over(tried, fits).only(context, claim)
}

/// A change, or an amount that words of a flow make one: 新增存款192亿元.
fn is_change(context: &Context<'_>, index: usize) -> bool {
    let flows = || {
        let near = &context.mention(index).near;
        super::WORDS.cues.flow_in.iter().any(|word| near.contains(word.as_str()))
    };
    *context.role(index) == Role::Change || context.is_level(index) && flows()
}

/// Percentage points between the rate before them and another one of the paragraph.
fn points(context: &mut Context<'_>, claim: usize) {
    if is_told(context, claim) {
        return;
    }
    let is_rate = |at: &usize| context.same_line(*at, claim) && context.mention(*at).quantity.dimension().0 == "%";
    let Some(own) = context.before_in_sentence(claim).find(is_rate) else { return };
    let (first, end) = (claim.saturating_sub(REACH), (claim + REACH).min(context.len()));
    let others = (first..end).filter(|at| *at != own && is_rate(at)).map(|other| (own, other));
    let turned = |one: usize, other: usize| context.signed(one)?.minus(&context.signed(other)?);
    let fits = |one: usize, other: usize| {
        let difference = turned(one, other)?;
        let computed = if context.sign(claim) < 0 { difference.negated()? } else { difference };
        computed.meets(context.interval(claim)).then_some(computed)
    };
    let search = Search::over(others, fits);
    // Two rates are apart by anything up to some twenty points: a tenth of a point is hit once in two hundred.
    let steps = context.interval(claim).high.and_then(|high| {
        Interval::exact(high).minus(&Interval::exact(context.interval(claim).low))?.scaled(MILLION, 20)
    });
    let by_chance = steps.map_or(MILLION, |steps| steps.at.floor() * search.tried);
    if let [(one, other, computed)] = search.hits[..]
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
    let runs = runs(&alike, whole);
    let tried = i128::try_from(runs.len()).unwrap_or(MILLION);
    let adds_up = |parts: &[usize]| {
        total(parts.iter().map(|&part| context.interval(part))).filter(|sum| sum.meets(context.interval(whole)))
    };
    let hits: Vec<(&Vec<usize>, Interval)> =
        runs.iter().filter_map(|parts| adds_up(parts).map(|sum| (parts, sum))).collect();
    let [(parts, computed)] = &hits[..] else { return };
    let step = if quantity.is_exact() { MILLION / context.interval(whole).at.floor().max(1) } else { 0 };
    let wide = width(computed) + width(context.interval(whole)) + step;
    if tried * wide <= BY_CHANCE {
        let kind = if quantity.unit.is_some_and(|unit| unit.counts) { RelationKind::Count } else { RelationKind::Sum };
        let (parts, computed) = ((*parts).clone(), *computed);
        context.report(kind, Rule::Sum, whole, &parts, computed);
    }
}

/// Pairs, and runs of three and more, all on one side of the whole.
fn runs(alike: &[usize], whole: usize) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    for (at, &one) in alike.iter().enumerate() {
        runs.extend(alike[at + 1..].iter().map(|&other| vec![one, other]));
    }
    let split = alike.partition_point(|&other| other < whole);
    for side in [&alike[..split], &alike[split..]] {
        for length in 3..=LONGEST_RUN.min(side.len()) {
            runs.extend(side.windows(length).map(<[usize]>::to_vec));
        }
    }
    runs
}
