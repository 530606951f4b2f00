//! What follows from knowing all parts of a whole: their changes add up, what else is printed of each adds up, their
//! growth is weighted, and no part was larger than the whole before.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Claimed, Context, Partition, Rule, growth_factor, total};

pub(super) fn apply(context: &mut Context<'_>) {
    for partition in context.partitions.clone() {
        changes(context, &partition);
        companions(context, &partition);
        weighted_growth(context, &partition);
        was_larger(context, partition.whole, &partition.parts);
        all_shares(context, &partition);
        implied_base(context, &partition);
    }
    for (whole, part) in lone_parts(context) {
        was_larger(context, whole, &[part]);
    }
}

/// The number of a role that belongs to an amount.
pub(super) fn of(context: &Context<'_>, owner: usize, is: impl Fn(&Role) -> bool) -> Option<usize> {
    (owner + 1..context.len())
        .take_while(|&at| context.same_sentence(at, owner))
        .find(|&at| context.owners[at] == Some(owner) && is(context.role(at)))
}

fn holds(context: &Context<'_>, partition: &Partition) -> bool {
    total(partition.parts.iter().map(|&part| context.interval(part)))
        .is_some_and(|sum| sum.meets(context.interval(partition.whole)))
}

/// 增加6517万元: 地方 +6455, 中央 −282, 省级 +344.
fn changes(context: &mut Context<'_>, partition: &Partition) {
    let is_change = |role: &Role| *role == Role::Change;
    let of_whole = of(context, partition.whole, is_change);
    let of_parts: Option<Vec<usize>> = partition.parts.iter().map(|&part| of(context, part, is_change)).collect();
    let (Some(claim), Some(parts)) = (of_whole, of_parts) else { return };
    let signed: Option<Vec<Interval>> = parts.iter().map(|&part| context.signed(part)).collect();
    let Some(sum) = signed.and_then(|signed| total(signed.iter())) else { return };
    let computed = if context.sign(claim) < 0 { sum.negated() } else { Some(sum) };
    let beside = partition.parts.iter().zip(&parts).all(|(&part, &change)| context.same_segment(part, change));
    if let Some(computed) = computed
        && (computed.meets(context.interval(claim))
            || beside && holds(context, partition) && !leaves_room(context, partition))
    {
        context.report(super::sum::kind(context, claim), Rule::SumOfChanges, claim, &parts, computed);
    }
}

/// 76.7亿元 … 国税14亿元；地税36.5亿元；财政26.6亿元；政策性退税0.4亿元: the sentence goes on with an amount that the rounding of the
/// others leaves room for, and the list may not end before it.
fn leaves_room(context: &Context<'_>, partition: &Partition) -> bool {
    let (Some(&first), Some(&last)) = (partition.parts.first(), partition.parts.last()) else { return false };
    let next = (last + 1..context.len()).take_while(|&at| context.same_sentence(at, last)).find(|&at| {
        context.is_level(at)
            && context.same_dimension(at, first)
            && context.mention(at).depth <= context.mention(last).depth
    });
    let room = || {
        let sum = total(partition.parts.iter().map(|&part| context.interval(part)))?;
        let (left, over) =
            (context.interval(partition.whole).minus(&sum)?, sum.minus(context.interval(partition.whole))?);
        let next = context.interval(next?);
        Some(next.meets(&left) || next.meets(&over))
    };
    room().unwrap_or(false)
}

/// 58个、0.87亿元: the second amount that is printed beside each part, and beside the whole.
fn companions(context: &mut Context<'_>, partition: &Partition) {
    // 71个，同比下降25.2%，到位资金9.2亿元: past the rates of the first amount.
    let beside = |index: usize| {
        let within = (index + 1..context.len()).take_while(|&at| context.same_segment(at, index));
        within
            .into_iter()
            .find(|&at| context.is_level(at))
            .filter(|&at| !context.same_dimension(at, index) && context.mention(at).lead.chars().count() <= 12)
    };
    let parts: Option<Vec<usize>> = partition.parts.iter().map(|&part| beside(part)).collect();
    let Some(parts) = parts else { return };
    // 合同109个，协议引资7.78亿元，到位资金8.29亿元。其中工业35个，到位资金6.14亿元: by the name that all of them bear.
    let name = context.near_core(parts[0]);
    let named = |index: usize| context.near_core(index) == name && name.chars().count() >= 2;
    let of_whole = (partition.whole + 1..context.len())
        .take_while(|&at| context.same_segment(at, partition.whole) && !parts.contains(&at))
        .find(|&at| context.is_level(at) && named(at));
    let one_name = of_whole.is_some() && parts.iter().all(|&part| named(part));
    let Some(claim) = of_whole.filter(|_| one_name).or_else(|| beside(partition.whole)) else { return };
    if !parts.iter().all(|&part| context.same_dimension(part, claim))
        || parts.contains(&claim)
        || context.partitions.iter().any(|known| known.whole == claim && known.parts == parts)
        || context.is_known(RelationKind::Sum, claim, &parts)
        || context.is_known(RelationKind::Count, claim, &parts)
    {
        return;
    }
    let joined = parts.iter().all(|&part| matches!(context.mention(part).lead.as_str(), "、" | "," | "("));
    let Some(sum) = total(parts.iter().map(|&part| context.interval(part))) else { return };
    if sum.meets(context.interval(claim)) || ((joined || one_name) && holds(context, partition)) {
        let kind = if context.mention(claim).quantity.unit.is_some_and(|unit| unit.counts) {
            RelationKind::Count
        } else {
            RelationKind::Sum
        };
        context.report(kind, Rule::Sum, claim, &parts, sum);
    }
}

/// A mean lies between its parts, whatever the weights; last year's figures may have been revised since.
fn is_outside(context: &Context<'_>, claim: usize, rates: &[usize]) -> bool {
    let Some(own) = context.signed(claim) else { return false };
    let signed: Vec<Interval> = rates.iter().filter_map(|&rate| in_percent(context, rate)).collect();
    let below = |a: &Interval, b: &Interval| a.high.is_some_and(|high| high.compare(b.low) == std::cmp::Ordering::Less);
    signed.len() == rates.len()
        && (signed.iter().all(|rate| below(rate, &own)) || signed.iter().all(|rate| below(&own, rate)))
}

fn growth_of(context: &Context<'_>, owner: usize) -> Option<usize> {
    of(context, owner, |role| *role == Role::Growth)
        .or_else(|| {
            // The rate may be named in another sentence: 服务型同比增长44.4%.
            (owner + 1..context.len())
                .take_while(|&at| context.same_line(at, owner))
                .find(|&at| *context.role(at) == Role::Growth && context.owners[at] == Some(owner))
        })
        .or_else(|| {
            (owner + 1..context.len())
                .take_while(|&at| context.same_line(at, owner))
                .find(|&at| is_bracketed_rate(context, at, owner))
        })
}

/// 增长1.5倍: a part may have grown by more than it was.
fn growth_or_times(context: &Context<'_>, owner: usize) -> Option<usize> {
    growth_of(context, owner).or_else(|| of(context, owner, |role| *role == Role::GrowthTimes))
}

/// How much an amount grew, in percent: 1.5倍 is 150 %.
fn in_percent(context: &Context<'_>, rate: usize) -> Option<Interval> {
    let factor = if *context.role(rate) == Role::GrowthTimes { 100 } else { 1 };
    let grown = context.interval(rate).scaled(factor, 1)?;
    if context.sign(rate) < 0 { grown.negated() } else { Some(grown) }
}

/// 高出实物型增速（34.3%）: a growth rate in brackets behind the name of its amount.
fn is_bracketed_rate(context: &Context<'_>, at: usize, owner: usize) -> bool {
    let name = super::names::subject(context, owner);
    let mention = context.mention(at);
    *context.role(at) == Role::Growth
        && mention.depth > 0
        && name.chars().count() >= 2
        && super::names::common(name, &mention.near) >= name.chars().count().min(3)
}

fn at_constant_prices(context: &Context<'_>, indices: &[usize]) -> bool {
    indices.iter().any(|&index| holds_any(&context.mention(index).lead, &WORDS.constant_price))
}

/// What a growing amount was before.
pub(super) fn before(context: &Context<'_>, amount: usize, rate: usize) -> Option<Interval> {
    let factor = match context.role(rate) {
        Role::GrowthTimes => context.interval(rate).plus(&Interval::exact(Fraction::ONE))?,
        _ => growth_factor(&context.signed(rate)?)?,
    };
    context.interval(amount).over(&factor)
}

/// The growth of a whole is that of its parts, each by its weight of the year before.
fn weighted_growth(context: &mut Context<'_>, partition: &Partition) {
    let Some(claim) = growth_of(context, partition.whole) else { return };
    let adds_up = holds(context, partition);
    if !adds_up && !nearly_holds(context, partition, claim) {
        return;
    }
    let rates: Option<Vec<usize>> = partition.parts.iter().map(|&part| growth_or_times(context, part)).collect();
    let Some(rates) = rates else { return };
    let now = total(partition.parts.iter().map(|&part| context.interval(part)));
    let earlier: Option<Vec<Interval>> =
        partition.parts.iter().zip(&rates).map(|(&part, &rate)| before(context, part, rate)).collect();
    let then = earlier.and_then(|earlier| total(earlier.iter()));
    let growth = now.zip(then).and_then(|(now, then)| now.over(&then)?.scaled(100, 1)?.minus(&Interval::whole(100)));
    let Some(growth) = growth.and_then(|growth| if context.sign(claim) < 0 { growth.negated() } else { Some(growth) })
    else {
        return;
    };
    let involved: Vec<usize> =
        partition.parts.iter().copied().chain(rates.iter().copied()).chain([partition.whole, claim]).collect();
    let fixed = || {
        adds_up
            && !at_constant_prices(context, &involved)
            && (is_outside(context, claim, &rates)
                || is_told_beside(context, partition, claim, &rates) && is_far_off(context, claim, &rates, &growth))
    };
    if growth.meets(context.interval(claim)) || fixed() {
        let terms: Vec<usize> = partition.parts.iter().zip(&rates).flat_map(|(&part, &rate)| [part, rate]).collect();
        context.report(RelationKind::Growth, Rule::WeightedGrowth, claim, &terms, growth);
    }
}

/// Whether the parts miss their whole by less than the growth rate can show.
fn nearly_holds(context: &Context<'_>, partition: &Partition, claim: usize) -> bool {
    let off = || {
        let sum = total(partition.parts.iter().map(|&part| context.interval(part)))?;
        let whole = Interval::exact(context.interval(partition.whole).at);
        super::percent(&Interval::exact(sum.at), &whole)?.minus(&Interval::whole(100))
    };
    let rate = context.interval(claim);
    off().zip(rate.minus(&Interval::exact(rate.at))).is_some_and(|(off, slack)| off.meets(&slack))
}

/// Last year's figures may have been revised, and with them the weights: where a twentieth of all weight would have had
/// to move from one part to another, they were not.
fn is_far_off(context: &Context<'_>, claim: usize, rates: &[usize], growth: &Interval) -> bool {
    let signed: Vec<Interval> = rates.iter().filter_map(|&rate| in_percent(context, rate)).collect();
    let by_value = |a: &&Interval, b: &&Interval| a.at.compare(b.at);
    let spread = || signed.iter().max_by(by_value)?.minus(signed.iter().min_by(by_value)?)?.scaled(1, 20);
    let claimed = context.interval(claim);
    let gap = || [growth.minus(claimed), claimed.minus(growth)].into_iter().flatten().find(|gap| gap.low.is_positive());
    spread().zip(gap()).is_some_and(|(spread, gap)| gap.low.compare(spread.at) == std::cmp::Ordering::Greater)
}

/// 860万人次，增长5.2%；其中过夜422万人次，增长1.9%；一日游438万人次，增长9.6%: the words make them the parts, and each rate stands
/// right behind its amount, or behind its change.
fn is_told_beside(context: &Context<'_>, partition: &Partition, claim: usize, rates: &[usize]) -> bool {
    let beside = |amount: usize, rate: usize| {
        let changes = (amount + 1..rate).all(|at| *context.role(at) == Role::Change);
        rate > amount && rate <= amount + 2 && changes && context.same_segment(amount, rate)
    };
    let parts = &partition.parts;
    (super::lists::is_introduced(context, parts[0]) || super::names::is_closed_set(context, parts))
        && beside(partition.whole, claim)
        && parts.iter().zip(rates).all(|(&part, &rate)| beside(part, rate))
}

/// Parts that are named alone behind 其中, each with its whole.
fn lone_parts(context: &Context<'_>) -> Vec<(usize, usize)> {
    let pair = |found: &super::Found| match (&found.claim, found.terms.as_slice()) {
        (super::Claimed::Mention(part), [super::Term::Mention(whole)]) if found.rule == Rule::PartOf && found.holds => {
            Some((*whole, *part)).filter(|_| found.kind == RelationKind::Sum)
        }
        _ => None,
    };
    context.found.iter().filter_map(pair).collect()
}

/// No part can have been larger than its whole was.
fn was_larger(context: &mut Context<'_>, whole: usize, parts: &[usize]) {
    let is_growth = |role: &Role| matches!(role, Role::Growth | Role::GrowthTimes);
    let Some(rate) = of(context, whole, is_growth) else { return };
    let Some(whole_before) = before(context, whole, rate) else { return };
    for &part in parts {
        let within = context.interval(part).at.compare(context.interval(whole).at) != std::cmp::Ordering::Greater;
        let Some(claim) = of(context, part, is_growth).filter(|_| within) else { continue };
        let Some(part_before) = before(context, part, claim) else { continue };
        let most = whole_before.high.and_then(|high| Interval::exact(high).scaled(101, 100));
        let too_large = most.is_some_and(|most| part_before.low.compare(most.at) == std::cmp::Ordering::Greater);
        if too_large
            && !at_constant_prices(context, &[part, whole])
            && let Some(computed) = least_growth(context, part, &whole_before, claim)
        {
            context.report(RelationKind::Growth, Rule::PartWasLarger, claim, &[part, whole, rate], computed);
        }
    }
}

/// The least growth at which a part fitted into its whole; for a part that shrank, the most that it can have shrunk by.
fn least_growth(context: &Context<'_>, part: usize, whole_before: &Interval, claim: usize) -> Option<Interval> {
    let factor = context.interval(part).over(whole_before)?;
    let least = factor.scaled(100, 1)?.minus(&Interval::whole(100))?;
    if context.sign(claim) > 0 {
        return Some(Interval { high: None, ..least });
    }
    let most = least.negated()?;
    let low = if most.high.is_some_and(|high| high.is_positive()) { Fraction::ZERO } else { most.low };
    Some(Interval { low, ..most })
}

/// 完成20348万元，为预算的55.3%；其中甲13916万元，为预算的56%；乙6432万元，为预算的53.8%: each part and its rate imply what the part
/// is a share of, and these bases together are the whole's.
fn implied_base(context: &mut Context<'_>, partition: &Partition) {
    let rate_of = |owner: usize| {
        let of_base = |role: &Role| matches!(role, Role::Completion(_) | Role::Share(_));
        of(context, owner, of_base)
            .filter(|&rate| !context.found.iter().any(|found| found.claim == Claimed::Mention(rate)))
    };
    let words = |rate: usize| match context.role(rate) {
        Role::Completion(words) | Role::Share(words) => words.as_str(),
        _ => "",
    };
    let Some(claim) = rate_of(partition.whole) else { return };
    let rates: Option<Vec<usize>> = partition.parts.iter().map(|&part| rate_of(part)).collect();
    let Some(rates) =
        rates.filter(|rates| rates.iter().all(|&rate| super::names::common(words(rate), words(claim)) >= 2))
    else {
        return;
    };
    let pairs: Vec<usize> = partition.parts.iter().zip(&rates).flat_map(|(part, rate)| [*part, *rate]).collect();
    let values: Vec<Interval> = pairs.iter().map(|&at| *context.interval(at)).collect();
    let base = super::rule::implied_base(&values);
    let computed = base.and_then(|base| super::percent(context.interval(partition.whole), &base));
    if let Some(computed) = computed.filter(|computed| computed.meets(context.interval(claim))) {
        let terms: Vec<usize> = std::iter::once(partition.whole).chain(pairs).collect();
        context.report(RelationKind::ImpliedTotal, Rule::ImpliedByParts, claim, &terms, computed);
    }
}

/// The shares of all parts reach a hundred.
fn all_shares(context: &mut Context<'_>, partition: &Partition) {
    let shares: Option<Vec<usize>> =
        partition.parts.iter().map(|&part| of(context, part, |role| matches!(role, Role::Share(_)))).collect();
    let Some(shares) = shares else { return };
    let known = context.found.iter().any(|found| {
        found.rule == Rule::Hundred && shares.iter().all(|share| found.terms.contains(&super::Term::Mention(*share)))
    });
    let Some(sum) = total(shares.iter().map(|&share| context.interval(share))) else { return };
    if !known && sum.meets(&Interval::whole(100)) {
        super::structure::push_whole(context, RelationKind::Sum, Rule::Hundred, &shares, sum, Interval::whole(100));
    }
}
