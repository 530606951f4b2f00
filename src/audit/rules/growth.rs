//! Growth: from an amount and its change, and from this year's and last year's amount.

use super::super::bounds::{Fraction, Interval};
use super::super::quantity::Quantity;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, names, since, years};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim) {
            Role::Growth => growth(context, claim),
            Role::Change => change(context, claim),
            Role::GrowthTimes => times(context, claim),
            _ => {}
        }
    }
}

fn growth(context: &mut Context<'_>, claim: usize) {
    // 增加42961人，增长6.11%，年平均增长率为0.59%: of a mean year, not of all the years that the change took.
    if holds_any(&context.mention(claim).near, &WORDS.cues.mean_growth) {
        return;
    }
    if let Some((amount, base)) = of_change(context, claim) {
        from_base(context, claim, amount, base, true);
        return;
    }
    if let Some((amount, base)) = compared_beside(context, claim).or_else(|| years::side_by_side(context, claim)) {
        from_base(context, claim, amount, base, true);
        return;
    }
    if let Some((amount, change)) = change_of_a_yield(context, claim) {
        from_change(context, claim, amount, change);
        return;
    }
    // 死亡人数减少7806人，下降8.7%: the amount that the change belongs to.
    let of_its_change = || {
        let change = claim.checked_sub(1).filter(|&at| *context.role(at) == Role::Change)?;
        // 项目927个，增加64个，完成投资增长10.0%: what the words of the rate name is another thing.
        let words = names::content(&context.mention(claim).near);
        let other = words.chars().count() >= 2 && names::common(&words, &context.mention(change).near) < 2;
        context.owners[change].filter(|_| context.same_segment(change, claim) && !other)
    };
    let owner = context.owners[claim].or_else(|| paired(context, claim).map(|(amount, _)| amount));
    let Some(amount) = owner.or_else(of_its_change) else { return };
    let closed = context.partitions.iter().find(|known| known.parts.last() == Some(&amount)).map(|known| known.whole);
    for owner in [Some(amount), closed].into_iter().flatten() {
        if let Some(change) = change_beside(context, claim, owner).or_else(|| right_before(context, claim, owner))
            && from_change(context, claim, owner, change)
        {
            return;
        }
    }
    if closed.is_some()
        && let Some(change) = change_beside(context, claim, amount)
    {
        report_if_mended(context, claim, amount, change);
    }
    if let Some(whole) = closed
        && let Some(change) = right_before(context, claim, whole)
    {
        cut_off(context, claim, whole, change);
    }
    if let Some((amount, base)) = paired(context, claim) {
        from_base(context, claim, amount, base, true);
        return;
    }
    // 党员总数9191.4万名，比上年净增132万名 … 总量增幅为1.5%: the change stands with its amount.
    if !context.same_sentence(amount, claim)
        && let Some(change) = change_of(context, amount)
        && from_change(context, claim, amount, change)
    {
        return;
    }
    if let Some((base, fixed)) = last_year(context, claim, amount) {
        from_base(context, claim, amount, base, fixed);
    }
}

/// 17046万元，比上年同期15066万元增长13.1%: the base stands in the rate's own clause, its amount right before that.
fn compared_beside(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let base = claim.checked_sub(1).filter(|&base| {
        context.is_level(base)
            && (context.is_compared(base) || context.mention(base).near.starts_with(['比', '较']))
            && (context.mention(base).clause == context.mention(claim).clause
                || is_of_another_time(context, base, claim))
            && names::core(&context.mention(claim).near).chars().count() <= 4
    })?;
    let amount = context.before_in_sentence(base).find(|&at| {
        context.is_level(at)
            && context.same_dimension(at, base)
            && !context.is_compared(at)
            && !context.mention(at).restates
    })?;
    Some((amount, base))
}

/// 相比2012年的3256.8万元，增长57.5%: words of another time make it the base of the clause behind as well.
fn is_of_another_time(context: &Context<'_>, base: usize, claim: usize) -> bool {
    let near = &context.mention(base).near;
    let against = near.starts_with("相比") || near.starts_with(['比', '较', '与']);
    against && near.contains(['年', '月', '期']) && context.same_segment(base, claim)
}

/// 收案数、结案数同比分别下降4.80%、50.00%: last year's amount of the name at the same place of the list, and this year's at
/// the same place of its clause.
fn paired(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let (first, end, place) = names::listing(context, claim);
    if end - first < 2 {
        return None;
    }
    let near = &context.mention(first).near;
    let list: Vec<&str> = near.split(['、', '及', '和', '与']).collect();
    let name = names::core(list.get(place).filter(|_| list.len() >= end - first)?);
    let name: String = WORDS.neutral.iter().fold(name, |name, word| name.replace(word.as_str(), ""));
    let long = name.chars().count() >= 2;
    let earlier = |at: &usize| {
        context.is_level(*at)
            && context.mention(*at).previous
            && long
            && names::common(&name, &context.mention(*at).near) >= 2
    };
    let base = (0..first).rev().take_while(|&at| context.same_line(at, first)).find(earlier)?;
    let of_segment = |segment: usize| -> Vec<usize> {
        (0..first)
            .filter(|&at| {
                context.is_level(at) && context.mention(at).segment == segment && context.same_line(at, first)
            })
            .collect()
    };
    let theirs = of_segment(context.mention(base).segment);
    let ours = of_segment(context.mention(base).segment.checked_sub(1)?);
    let amount = *ours.get(theirs.iter().position(|&at| at == base)?)?;
    (ours.len() == theirs.len() && context.same_dimension(amount, base) && !context.mention(amount).previous)
        .then_some((amount, base))
}

/// 与B人相比，增加72053872人，增长5.38%: the two amounts of the change before.
fn of_change(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let change = claim
        .checked_sub(1)
        .filter(|&change| *context.role(change) == Role::Change && context.same_sentence(change, claim))?;
    let base = before_restated(context, change)
        .filter(|&base| context.is_compared(base) && context.same_dimension(base, change))?;
    minuend(context, change, base).map(|amount| (amount, base))
}

/// 单产386.1公斤/亩，比上年增加0.5公斤，增长0.1%: the change between an amount per unit and its rate is per unit as well.
fn change_of_a_yield(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let (amount, change) = (claim.checked_sub(2)?, claim - 1);
    let (of, by) = (context.mention(amount).quantity, context.mention(change).quantity);
    // A change per hectare is none per 亩, which amounts are reckoned in.
    let one = of.per.is_some_and(|per| per.factor == Fraction::ONE);
    let plain = by.per.is_none() && by.dimension().0 == of.dimension().0;
    let roles = *context.role(amount) == Role::Average && *context.role(change) == Role::Change;
    (one && plain && roles && context.same_segment(amount, claim)).then_some((amount, change))
}

/// The number before another; 133972万人（13.3972亿人）, told in two units, is the first of them.
fn before_restated(context: &Context<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    if context.mention(before).restates { before.checked_sub(1) } else { Some(before) }
}

/// The amount that a change leaves over its base: the one that fits, nearest first.
fn minuend(context: &Context<'_>, change: usize, base: usize) -> Option<usize> {
    let amounts = (0..base).rev().take_while(|&at| context.same_line(at, base));
    let mut amounts = amounts.filter(|&at| {
        (context.is_level(at) || *context.role(at) == Role::Average)
            && context.same_dimension(at, base)
            && !context.is_compared(at)
            && !context.mention(at).restates
    });
    amounts.find(|&from| {
        difference(context, change, from, base).is_some_and(|computed| computed.meets(context.interval(change)))
    })
}

/// `from` less `base`, with the sign of the change.
pub(super) fn difference(context: &Context<'_>, change: usize, from: usize, base: usize) -> Option<Interval> {
    let signed = context.interval(from).minus(context.interval(base))?;
    if context.sign(change) < 0 { signed.negated() } else { Some(signed) }
}

/// The change that is printed with a growth rate of the same amount.
fn change_beside(context: &Context<'_>, claim: usize, amount: usize) -> Option<usize> {
    let is_change = |at: usize| {
        *context.role(at) == Role::Change
            && !context.mention(at).restates
            && !is_of_a_flow(context, at)
            && context.owners[at] == Some(amount)
            && context.same_dimension(at, amount)
    };
    let near = [claim.checked_sub(1), Some(claim + 1), claim.checked_sub(2), claim.checked_sub(3)];
    near.into_iter()
        .flatten()
        .filter(|&at| at < context.len() && at > amount && context.same_sentence(at, claim))
        .find(|&at| is_change(at))
}

/// The change that stands behind an amount in its own sentence.
fn change_of(context: &Context<'_>, amount: usize) -> Option<usize> {
    (amount + 1..context.len())
        .take(3)
        .take_while(|&at| context.same_sentence(at, amount))
        .find(|&at| *context.role(at) == Role::Change && context.owners[at] == Some(amount))
}

/// 同比多增69亿元: how much more a flow is than last year's flow, not how the amount changed.
fn is_of_a_flow(context: &Context<'_>, at: usize) -> bool {
    let cues = &WORDS.cues;
    cues.flow_more.iter().chain(&cues.flow_less).any(|word| context.mention(at).near.ends_with(word.as_str()))
}

/// The change right before a growth rate, whoever it belongs to.
fn right_before(context: &Context<'_>, claim: usize, amount: usize) -> Option<usize> {
    claim.checked_sub(1).filter(|&at| {
        *context.role(at) == Role::Change
            && !is_of_a_flow(context, at)
            && context.same_dimension(at, amount)
            && context.same_segment(at, claim)
    })
}

/// change / (amount − change); whether anything was told of it.
fn from_change(context: &mut Context<'_>, claim: usize, amount: usize, change: usize) -> bool {
    let Some(signed) = context.signed(change) else { return false };
    let Some(base) = context.interval(amount).minus(&signed).filter(|base| base.low.is_positive()) else {
        return more_than_all(context, claim, amount, change);
    };
    let Some(computed) = super::percent(context.interval(change), &base) else { return false };
    let adjacent = context.same_segment(claim, change) && claim.abs_diff(change) == 1
        || (claim.abs_diff(change) == 2 && *context.role(claim.min(change) + 1) != Role::Level);
    let same_sign = context.sign(claim) == context.sign(change);
    // Behind the last of all parts, either that part or the whole may be meant.
    let last_part = context.partitions.iter().any(|known| known.parts.last() == Some(&amount));
    let sure = adjacent && !last_part && since::of_one_time(context, claim, change);
    if computed.meets(context.interval(claim)) && same_sign || sure {
        context.report(RelationKind::Growth, Rule::GrowthFromChange, claim, &[amount, change], computed);
        return true;
    }
    false
}

/// 56.15亿，增加72.4亿，增长14.8%: nothing grows by more than it is; told where one slip of the change mends it.
fn more_than_all(context: &mut Context<'_>, claim: usize, amount: usize, change: usize) -> bool {
    let beside = context.same_segment(claim, change) && claim == change + 1 && context.same_segment(amount, change);
    let mended = super::super::slips::repairs(&context.mention(change).quantity).iter().any(|repair| {
        let growth = repair.quantity.interval().and_then(|change| {
            let base = context.interval(amount).minus(&change).filter(|base| base.low.is_positive())?;
            super::percent(&change, &base)
        });
        growth.is_some_and(|growth| growth.meets(context.interval(claim)))
    });
    let least = super::percent(context.interval(change), context.interval(amount));
    let Some(least) = least.filter(|_| beside && mended && context.sign(change) > 0 && context.sign(claim) > 0) else {
        return false;
    };
    context.report(
        RelationKind::Growth,
        Rule::GrowthFromChange,
        claim,
        &[amount, change],
        Interval { high: None, ..least },
    );
    true
}

/// Behind the last of all parts, where neither that part nor the whole fits: told where one slip makes the part fit.
fn report_if_mended(context: &mut Context<'_>, claim: usize, amount: usize, change: usize) {
    let base = context.signed(change).and_then(|signed| context.interval(amount).minus(&signed));
    let Some(base) = base.filter(|base| base.low.is_positive()) else { return };
    let Some(computed) = super::percent(context.interval(change), &base) else { return };
    let mended = super::super::slips::repairs(&context.mention(claim).quantity);
    let fits = |repair: &super::super::slips::Repair| {
        repair.quantity.interval().is_some_and(|interval| interval.meets(&computed))
    };
    if !computed.meets(context.interval(claim))
        && context.sign(claim) == context.sign(change)
        && mended.iter().any(fits)
    {
        context.report(RelationKind::Growth, Rule::GrowthFromChange, claim, &[amount, change], computed);
    }
}

/// Behind the last of all parts the whole is meant where its growth is right but for its last digit, which was cut off.
fn cut_off(context: &mut Context<'_>, claim: usize, whole: usize, change: usize) {
    let base = context
        .signed(change)
        .and_then(|signed| context.interval(whole).minus(&signed))
        .filter(|base| base.low.is_positive());
    let Some(computed) = base.and_then(|base| super::percent(context.interval(change), &base)) else { return };
    let printed = context.mention(claim).quantity;
    let next = Quantity { digits: printed.digits + 1, ..printed };
    let bounds = printed.value().zip(next.value());
    let within = bounds.is_some_and(|(low, high)| {
        computed.at.compare(low) != std::cmp::Ordering::Less && computed.at.compare(high) == std::cmp::Ordering::Less
    });
    if within {
        context.report(RelationKind::Growth, Rule::GrowthFromChange, claim, &[whole, change], computed);
    }
}

/// Last year's amount of the same thing, and whether the words leave no other.
fn last_year(context: &Context<'_>, claim: usize, amount: usize) -> Option<(usize, bool)> {
    let own = context.mention(amount);
    let is_base = |&other: &usize| {
        other != amount
            && context.is_level(other)
            && context.same_dimension(other, amount)
            && context.mention(other).line == own.line
            && is_earlier(context, other, amount)
    };
    let close =
        (claim + 1..context.len()).take(3).take_while(|&at| context.same_sentence(at, claim)).find(|at| is_base(at));
    if let Some(base) = close.filter(|&base| {
        same_thing(context, base, amount)
            || names::subject(context, base).chars().count() <= 1
            || is_bare(context, base)
    }) {
        return Some((base, is_bare(context, base) || same_thing(context, base, amount)));
    }
    let all: Vec<usize> =
        (0..context.len()).filter(is_base).filter(|&base| same_thing(context, base, amount)).collect();
    let nearest = all.iter().copied().min_by_key(|&base| base.abs_diff(amount))?;
    Some((
        nearest,
        context.mention(nearest).sentence.abs_diff(own.sentence) <= 1 && words_equal(context, nearest, amount),
    ))
}

/// 去年同期仅854.54万元: nothing but the period is named.
fn is_bare(context: &Context<'_>, base: usize) -> bool {
    let near = &context.mention(base).near;
    let period = holds_any(near, &WORDS.cues.previous);
    period && names::core(near).chars().filter(|c| !matches!(c, '仅' | '只' | '期')).count() == 0
}

/// Whether one amount is of the year before the other's.
fn is_earlier(context: &Context<'_>, base: usize, amount: usize) -> bool {
    let (b, a) = (context.mention(base), context.mention(amount));
    let by_year = b.when.year.zip(a.when.year).is_some_and(|(base, own)| base + 1 == own);
    (b.previous || by_year) && !a.previous
}

fn same_thing(context: &Context<'_>, a: usize, b: usize) -> bool {
    let (one, other) = (names::subject(context, a), names::subject(context, b));
    let (short, long) = (one.chars().count().min(other.chars().count()), names::common(one, other));
    short >= 1 && (long >= 2 || long == short) && long * 2 >= short
}

fn words_equal(context: &Context<'_>, a: usize, b: usize) -> bool {
    let (one, other) = (names::subject(context, a), names::subject(context, b));
    !one.is_empty() && (one.ends_with(&other) || other.ends_with(&one))
}

/// (amount − base) / base.
fn from_base(context: &mut Context<'_>, claim: usize, amount: usize, base: usize, fixed: bool) {
    let Some(computed) = ratio_growth(context, claim, amount, base) else { return };
    if computed.meets(context.interval(claim)) || fixed {
        context.report(RelationKind::Growth, Rule::GrowthFromBase, claim, &[amount, base], computed);
    }
}

/// amount ÷ base − 1 in percent, with the sign of the rate.
pub(super) fn ratio_growth(context: &Context<'_>, claim: usize, amount: usize, base: usize) -> Option<Interval> {
    let growth = super::percent(context.interval(amount), context.interval(base))?.minus(&Interval::whole(100))?;
    if context.sign(claim) < 0 { growth.negated() } else { Some(growth) }
}

/// 比2016届的3988元增长329元: this amount less the one that it is compared with right before, or last year's.
fn change(context: &mut Context<'_>, claim: usize) {
    let before = before_restated(context, claim).filter(|&base| {
        context.same_sentence(base, claim)
            && (context.is_level(base) || *context.role(base) == Role::Average)
            && context.same_dimension(base, claim)
    });
    // 2.61人，比上次普查3.32人减少0.71人: between 比 and 减少 there is a base, and the amount is the one that fits.
    let between = |base: usize| {
        context.mention(base).near.starts_with(['比', '较'])
            && context.mention(base).clause == context.mention(claim).clause
    };
    let base_of_clause = before.filter(|&base| !context.is_compared(base) && between(base));
    if let Some((from, base)) = base_of_clause.and_then(|base| Some((minuend(context, claim, base)?, base))) {
        report_change(context, claim, Some(from), base);
        return;
    }
    if let Some(base) = before.filter(|&base| context.is_compared(base)) {
        // 5.36批次/千人，比3.23批次/千人增加了2.13批次/千人: a mean is told against a mean.
        let mean = |at: usize| *context.role(at) == Role::Average;
        let alike = |at: usize| context.same_dimension(at, base) && mean(at) == mean(base);
        let nearest = || context.before_in_sentence(base).find(|&at| alike(at) && !context.is_compared(at));
        let from = minuend(context, claim, base).or_else(nearest);
        report_change(context, claim, from, base);
        return;
    }
    let Some(amount) = context.owners[claim] else { return };
    let earlier = (0..context.len()).find(|&other| {
        other != amount
            && other != claim
            && context.is_level(other)
            && context.same_dimension(other, amount)
            && context.same_line(other, claim)
            && is_earlier(context, other, amount)
            && difference(context, claim, amount, other).is_some_and(|computed| computed.meets(context.interval(claim)))
    });
    if let Some(other) = earlier {
        report_change(context, claim, Some(amount), other);
    }
}

fn report_change(context: &mut Context<'_>, claim: usize, from: Option<usize>, base: usize) {
    if let Some(from) = from
        && let Some(computed) = difference(context, claim, from, base)
    {
        context.report(RelationKind::Growth, Rule::Change, claim, &[from, base], computed);
    }
}

/// 增长1.6倍: two and six tenths times as much.
fn times(context: &mut Context<'_>, claim: usize) {
    let Some(amount) = context.owners[claim] else { return };
    if times_of_change(context, claim, amount) {
        return;
    }
    let Some((base, _)) = last_year(context, claim, amount) else { return };
    let computed = context
        .interval(amount)
        .over(context.interval(base))
        .and_then(|ratio| ratio.minus(&Interval::exact(Fraction::ONE)));
    if let Some(computed) = computed.filter(|computed| computed.meets(context.interval(claim))) {
        context.report(RelationKind::Growth, Rule::GrowthTimes, claim, &[amount, base], computed);
    }
}

/// 31个，较上年同期增加25个，增长4.2倍: the change right before, over what it leaves.
fn times_of_change(context: &mut Context<'_>, claim: usize, amount: usize) -> bool {
    let change = right_before(context, claim, amount)
        .filter(|&change| context.owners[change] == Some(amount) && context.sign(change) > 0);
    let computed = |change: usize| {
        let base = context.interval(amount).minus(context.interval(change))?;
        base.low.is_positive().then_some(())?;
        context.interval(change).over(&base)
    };
    let Some((change, computed)) = change.and_then(|change| Some((change, computed(change)?))) else { return false };
    context.report(RelationKind::Growth, Rule::TimesFromChange, claim, &[amount, change], computed);
    true
}
