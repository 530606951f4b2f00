//! Parts by the names of a set that leaves nothing out, wherever between other numbers they stand: 第一产业 … 其中工业 … 第二产业
//! … 第三产业.
//!
//! In: amounts with their words. Out: sums that hold; what the names alone cannot fix, they do not refute.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::slips;
use super::super::vocabulary::WORDS;
use super::{Context, Partition, Rule, names, sum, total};

/// How many numbers away from each other members may stand, and how many lines away from their whole.
const REACH: usize = 40;
const LINES: usize = 4;

pub(super) fn apply(context: &mut Context<'_>) {
    let sure = context.sets.iter().map(|set| (*set, true));
    let all: Vec<_> = sure.chain(context.adding.iter().map(|set| (*set, false))).collect();
    for (set, sure) in all {
        let mut start = 0;
        while let Some(picks) = members(context, set, start) {
            start = picks.iter().copied().min().unwrap_or(start) + 1;
            if let Some(computed) = add_up(context, &picks).filter(|_| sure) {
                refute(context, &picks, computed);
            }
        }
    }
}

/// Whether the words of a number name this member of a set and no other.
fn names_only(context: &Context<'_>, index: usize, member: &str, set: &[String]) -> bool {
    let near = &context.mention(index).near;
    let holds = |word: &str| {
        near.rfind(word).is_some_and(|at| {
            let longer = near[at + word.len()..].starts_with(['北', '南']) && word.chars().count() == 1;
            let left_out = WORDS.cues.except.iter().any(|except| near[..at].ends_with(except.as_str()));
            !longer && !left_out && (word.starts_with('非') || !near[..at].ends_with('非'))
        })
    };
    holds(member) && set.iter().all(|other| other == member || member.contains(other.as_str()) || !holds(other))
}

/// The first amounts from a place on that are the members of a set, one each, of one kind and near each other.
fn members(context: &Context<'_>, set: &[String], start: usize) -> Option<Vec<usize>> {
    let is_any = |at: &usize| counts(context, *at) && set.iter().any(|member| names_only(context, *at, member, set));
    let mut from = start;
    loop {
        let first = (from..context.len()).find(is_any)?;
        let alike = |at: &usize| {
            counts(context, *at)
                && context.same_dimension(*at, first)
                && context.mention(*at).previous == context.mention(first).previous
                && context.mention(*at).line - context.mention(first).line <= LINES
        };
        let all: Vec<usize> = (first..(first + REACH).min(context.len())).filter(alike).collect();
        let pick = |member: &String| all.iter().copied().find(|&at| names_only(context, at, member, set));
        let picks: Option<Vec<usize>> = set.iter().map(pick).collect();
        if let Some(mut picks) = picks.filter(|picks| picks.contains(&first)) {
            picks.sort_unstable();
            picks.dedup();
            if picks.len() == set.len() {
                return Some(picks);
            }
        }
        from = first + 1;
    }
}

fn counts(context: &Context<'_>, index: usize) -> bool {
    context.is_level(index) && context.interval(index).high.is_some() && !context.mention(index).restates
}

/// The nearest amount before or behind that the members add up to; where there is none, what they add up to.
fn add_up(context: &mut Context<'_>, parts: &[usize]) -> Option<Interval> {
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    if context.partitions.iter().any(|known| known.parts == parts) {
        return None;
    }
    let computed = total(parts.iter().map(|&part| context.interval(part)))?;
    let near = |at: &usize| {
        let (own, line) = (context.mention(*at), context.mention(first).line);
        (counts(context, *at) || is_just_above(context, *at, &computed))
            && own.line.abs_diff(line) <= LINES
            && own.previous == context.mention(first).previous
            && context.is_plan(*at) == context.is_plan(first)
            && context.same_dimension(*at, first)
            && !parts.contains(at)
            && !names::is_member(context, *at, parts)
    };
    let before = (first.saturating_sub(REACH)..first).rev();
    let mut wholes = before.chain(last + 1..(last + 4).min(context.len())).filter(near);
    let Some(whole) = wholes.find(|&whole| computed.meets(context.interval(whole))) else { return Some(computed) };
    if !context.partitions.iter().any(|known| known.whole == whole && known.parts == parts) {
        let kind = sum::kind(context, whole);
        context.report(kind, Rule::Sum, whole, parts, computed);
        context.partitions.push(Partition { whole, parts: parts.to_vec() });
    }
    None
}

/// 超3.3亿人次: a bound that the sum of all members is above, and not by more than a tenth.
fn is_just_above(context: &Context<'_>, whole: usize, sum: &Interval) -> bool {
    let most = Interval::exact(context.interval(whole).at).scaled(110, 100);
    context.is_level(whole)
        && !context.mention(whole).restates
        && context.mention(whole).quantity.hedge == Hedge::AtLeast
        && most.is_some_and(|most| sum.at.compare(most.at) != std::cmp::Ordering::Greater)
}

/// 住宿餐饮业完成营业额5.33亿元 … 住宿业1.32亿元 … 餐饮业4.31亿元: a whole whose own words name every member has no other parts.
fn refute(context: &mut Context<'_>, parts: &[usize], computed: Interval) {
    let first = parts[0];
    let names_all = |whole: usize| {
        let near = &context.mention(whole).near;
        let named =
            |set: &&Vec<String>| set.len() == parts.len() && set.iter().all(|member| near.contains(member.as_str()));
        context.sets.iter().copied().find(named).is_some_and(|set| {
            set.iter().all(|member| parts.iter().any(|&part| names_only(context, part, member, set)))
        })
    };
    let alike = |whole: &usize| {
        let (own, part) = (context.mention(*whole), context.mention(first));
        counts(context, *whole)
            && part.line - own.line <= LINES
            && own.when.months == part.when.months
            && own.previous == part.previous
            && context.same_dimension(*whole, first)
            && context.is_plan(*whole) == context.is_plan(first)
    };
    let known = |whole: usize| context.partitions.iter().any(|known| known.whole == whole);
    // 超3.3亿人次，其中铁路…、公路…: all members right behind a bound that they do not reach.
    let bound = first.checked_sub(1).filter(|&whole| {
        context.is_level(whole)
            && context.mention(whole).quantity.hedge == Hedge::AtLeast
            && context.same_dimension(whole, first)
            && context.opens_parts(first)
            && context.same_sentence(whole, first)
            && names::is_complete(context, parts)
            && !computed.meets(context.interval(whole))
    });
    if let Some(whole) = bound {
        context.report(sum::kind(context, whole), Rule::Sum, whole, parts, computed);
        return;
    }
    // 东部4571.1亿元；中部360.9万元；西部399.4亿元: where one slip makes the members add up to an amount before, to many digits.
    let mentions: Vec<_> = parts.iter().map(|&part| context.mention(part)).collect();
    let mended = (first.saturating_sub(REACH)..first).rev().filter(|&whole| {
        counts(context, whole)
            && context.same_dimension(whole, first)
            && context.same_line(whole, first)
            && context.mention(whole).previous == context.mention(first).previous
            && !context.partitions.iter().any(|known| known.parts.contains(&whole))
            && names::is_complete(context, parts)
    });
    let sharp = |whole: usize| context.interval(whole).width_millionths() <= 50;
    let mended = mended.into_iter().find(|&whole| sharp(whole) && slips::mends_sum(context.mention(whole), &mentions));
    if let Some(whole) = mended {
        context.report(sum::kind(context, whole), Rule::Sum, whole, parts, computed);
        return;
    }
    let things =
        parts.iter().all(|&part| names::common(&context.mention(part).near, &context.mention(parts[0]).near) >= 1);
    let whole = (first.saturating_sub(REACH)..first).rev().filter(alike).find(|&whole| names_all(whole));
    if let Some(whole) = whole.filter(|&whole| things && !known(whole)) {
        let kind = sum::kind(context, whole);
        context.report(kind, Rule::Sum, whole, parts, computed);
    }
}
