//! Months and what they add up to: 1-6月 and 7月 give 1-7月; an earlier cumulative total is no more than a later one.
//!
//! Only numbers that are named by the same words belong together. A sequence that does not tie fails where the text offers
//! exactly one; otherwise it is left out.

use super::super::bounds::{Fraction, Interval};
use super::super::quantity::Hedge;
use super::super::roles::last_end;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Partition, Rule, names, total};

/// More sentences than this between two numbers, and they are not read together.
const REACH: usize = 8;
/// A year has no more parts.
const MOST_PARTS: usize = 12;
/// So many ways to cover the months of a total are looked at.
const MOST_WAYS: usize = 24;

pub(super) fn apply(context: &mut Context<'_>) {
    let members: Vec<Member> = (0..context.len()).filter_map(|index| Member::of(context, index)).collect();
    for whole in &members {
        sequence(context, whole, &members);
    }
    for later in &members {
        bound(context, later, &members);
    }
}

/// A number with the months that it is for and the words that name it.
struct Member {
    index: usize,
    first: u8,
    last: u8,
    /// 截至, 末: a stock, unless it is said to be cumulative.
    stock: bool,
    thing: String,
}

impl Member {
    fn of(context: &Context<'_>, index: usize) -> Option<Self> {
        let mention = context.mention(index);
        let (first, last) = mention.when.months.filter(|(first, last)| 1 <= *first && first <= last && *last <= 12)?;
        let exact = !matches!(mention.quantity.hedge, Hedge::AtLeast | Hedge::AtMost);
        let counted =
            context.is_level(index) && !context.is_plan(index) && !mention.restates && mention.ratio.is_none();
        let told = counted && exact && mention.quantity.digits != 0 && !context.is_compared(index);
        let cumulative = holds_any(&mention.lead, &WORDS.cues.cumulative);
        told.then(|| Self {
            index,
            first,
            last,
            stock: mention.when.through && !cumulative,
            thing: thing(&mention.near),
        })
    }

    fn months(&self) -> u8 {
        self.last - self.first + 1
    }
}

/// What is counted: the words behind the period, without those that only hold the number in place.
fn thing(near: &str) -> String {
    names::core(&near[last_end(near, &WORDS.cues.period_end).unwrap_or(0)..])
}

/// Whether two numbers are of one indicator, by their words; an elided name stands for the one in the same sentence.
fn are_alike(context: &Context<'_>, one: &Member, other: &Member) -> bool {
    let (a, b) = (context.mention(one.index), context.mention(other.index));
    let near = a.line == b.line && a.sentence.abs_diff(b.sentence) <= REACH && a.previous == b.previous;
    let year = a.when.year.is_none() || b.when.year.is_none() || a.when.year == b.when.year;
    near && year
        && a.depth == b.depth
        && context.same_dimension(one.index, other.index)
        && (one.thing == other.thing || (one.thing.is_empty() || other.thing.is_empty()) && a.sentence == b.sentence)
}

/// The months of `whole` covered by other numbers, each month once.
fn sequence(context: &mut Context<'_>, whole: &Member, members: &[Member]) {
    if whole.months() < 2 || whole.stock {
        return;
    }
    let parts: Vec<&Member> = members
        .iter()
        .filter(|part| part.first >= whole.first && part.last <= whole.last && part.months() < whole.months())
        .filter(|part| !part.stock && are_alike(context, whole, part))
        .collect();
    let mut ways = Vec::new();
    cover(&parts, whole, &mut Vec::new(), &mut ways);
    let sum = |way: &[usize]| total(way.iter().map(|&part| context.interval(part)));
    let claimed = context.interval(whole.index);
    let tying = ways.iter().position(|way| sum(way).is_some_and(|sum| sum.meets(claimed)));
    let named = |way: &[usize]| {
        let of = |index: usize| parts.iter().find(|part| part.index == index);
        !whole.thing.is_empty() && way.iter().all(|&part| of(part).is_some_and(|part| part.thing == whole.thing))
    };
    let chosen = tying.or_else(|| (ways.len() == 1 && named(&ways[0])).then_some(0));
    if let Some(way) = chosen
        && let Some(computed) = sum(&ways[way])
    {
        let parts = ways.swap_remove(way);
        context.report(RelationKind::Cumulative, Rule::Cumulative, whole.index, &parts, computed);
        context.partitions.push(Partition { whole: whole.index, parts });
    }
}

/// Every way to put parts end to end from the first month of the whole to its last.
fn cover(parts: &[&Member], whole: &Member, chain: &mut Vec<usize>, ways: &mut Vec<Vec<usize>>) {
    let next = chain
        .last()
        .and_then(|&last| parts.iter().find(|part| part.index == last))
        .map_or(whole.first, |last| last.last + 1);
    if next > whole.last && chain.len() >= 2 {
        ways.push(chain.clone());
    }
    if next > whole.last || chain.len() >= MOST_PARTS {
        return;
    }
    for part in parts.iter().filter(|part| part.first == next) {
        if ways.len() >= MOST_WAYS {
            return;
        }
        chain.push(part.index);
        cover(parts, whole, chain, ways);
        chain.pop();
    }
}

/// What was reached by an earlier month is no more than what is reached by a later one.
fn bound(context: &mut Context<'_>, later: &Member, members: &[Member]) {
    let mut within = members.iter().filter(|part| {
        part.first >= later.first
            && part.last <= later.last
            && part.months() < later.months()
            && !part.stock
            && !later.stock
            && !part.thing.is_empty()
            && part.thing == later.thing
            && are_alike(context, later, part)
    });
    let (Some(part), None) = (within.next(), within.next()) else { return };
    let most = *context.interval(later.index);
    let computed = Interval { low: Fraction::ZERO, ..most };
    // 外贸吞吐量…，其中内河…: within another breakdown the same name may be of another thing.
    let heads = |member: &Member| {
        let alike = |at: usize| context.is_level(at) && context.same_dimension(at, member.index) && at != part.index;
        let levels = context.before_in_sentence(member.index).any(alike);
        !levels && !context.opens_parts(member.index) && context.mention(member.index).dated
    };
    let both_head = heads(part) && heads(later);
    if !(computed.meets(context.interval(part.index)) || both_head) {
        return;
    }
    if !context.partitions.iter().any(|known| known.whole == later.index && known.parts.contains(&part.index)) {
        context.report(RelationKind::Cumulative, Rule::PartOf, part.index, &[later.index], computed);
    }
}
