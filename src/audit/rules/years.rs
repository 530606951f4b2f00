//! Amounts of several years side by side: from A to B, this year's list and last year's, one amount a year.
//!
//! In: amounts with their words. Out: what they grew by. Which amount is whose base is read from where it stands, so that
//! no words have to name it.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::growth::{difference, ratio_growth};
use super::{Context, Rule, names};

pub(super) fn apply(context: &mut Context<'_>) {
    for from in 0..context.len() {
        if let Some(to) = risen_to(context, from) {
            what_it_rose_by(context, from, to);
        }
    }
    for claim in 0..context.len() {
        if *context.role(claim) == Role::Growth && !context.mention(claim).listed {
            year_by_year(context, claim);
        }
    }
}

/// 由2300公斤提高到3000公斤: where the second number of such a pair stands.
fn risen_to(context: &Context<'_>, from: usize) -> Option<usize> {
    let leads_to = |lead: &str| {
        let plain = lead.trim_start_matches(',').starts_with(['到', '至']);
        plain || holds_any(lead, &WORDS.cues.risen_to)
    };
    let comes_from = |near: &str| holds_any(near, &WORDS.cues.risen_from);
    let compares = |at: usize| {
        context.is_level(at) || *context.role(at) == Role::Average || context.mention(at).quantity.dimension().0 == "%"
    };
    let to = from + 1;
    let pair = to < context.len()
        && context.same_sentence(from, to)
        && context.same_dimension(from, to)
        && compares(from)
        && comes_from(&context.mention(from).near)
        && leads_to(&context.mention(to).lead)
        && !context.mention(from).restates;
    pair.then_some(to)
}

/// What is told of the pair in the rest of its sentence: the difference, the growth, the multiple.
fn what_it_rose_by(context: &mut Context<'_>, from: usize, to: usize) {
    let end = (to + 1..context.len())
        .find(|&at| !context.same_sentence(at, to) || context.is_level(at) || *context.role(at) == Role::Average)
        .unwrap_or(context.len());
    for claim in to + 1..end {
        let near = &context.mention(claim).near;
        let by_the_year = holds_any(near, &WORDS.cues.by_the_year);
        let beside = claim == to + 1 && context.mention(claim).lead.chars().count() <= 8;
        let rate = context.mention(to).quantity.dimension().0 == "%";
        let told = match context.role(claim) {
            _ if by_the_year => None,
            Role::Change if !rate && context.same_dimension(claim, to) => {
                difference(context, claim, to, from).map(|computed| (RelationKind::Growth, Rule::Change, computed))
            }
            Role::Points(_) if rate => {
                difference(context, claim, to, from).map(|computed| (RelationKind::PpDiff, Rule::Points, computed))
            }
            Role::Growth if !rate => ratio_growth(context, claim, to, from)
                .map(|computed| (RelationKind::Growth, Rule::GrowthFromBase, computed)),
            Role::GrowthTimes if !rate => times_as_much_more(context, from, to)
                .map(|computed| (RelationKind::Growth, Rule::GrowthTimes, computed)),
            _ => None,
        };
        if let Some((kind, rule, computed)) =
            told.filter(|(.., computed)| beside || computed.meets(context.interval(claim)))
        {
            context.report(kind, rule, claim, &[to, from], computed);
        }
    }
}

fn times_as_much_more(context: &Context<'_>, from: usize, to: usize) -> Option<Interval> {
    context.interval(to).over(context.interval(from))?.minus(&Interval::exact(Fraction::ONE))
}

/// 97件134人，去年同期为197件375人，同比分别下降50.76%、64.27%: this year's amount and last year's, at the place of the rate, or
/// by the unit that it names (人数下降64.27%).
pub(super) fn side_by_side(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let (first, end, place) = names::listing(context, claim);
    let mut levels: Vec<usize> = context
        .before_in_sentence(first)
        .filter(|&at| context.is_level(at) && !context.is_plan(at) && !context.mention(at).restates)
        .collect();
    levels.reverse();
    let count = levels.iter().rev().take_while(|&&at| context.mention(at).previous).count();
    let (ours, theirs) = levels.split_at(levels.len() - count);
    let ours = &ours[ours.len().checked_sub(count)?..];
    let alike = ours.iter().zip(theirs).all(|(&now, &then)| context.same_dimension(now, then));
    if count == 0 || !alike || (ours.len() > 1 && !are_together(context, ours)) {
        return None;
    }
    let at = if end - first > 1 { Some(place).filter(|_| end - first == count) } else { by_unit(context, claim, ours) };
    at.map(|at| (ours[at], theirs[at]))
}

/// Nothing but numbers of this list between its first and its last.
fn are_together(context: &Context<'_>, list: &[usize]) -> bool {
    list.windows(2).all(|pair| pair[1] == pair[0] + 1) && context.same_segment(list[0], list[list.len() - 1])
}

/// 人数 among amounts of 件 and 人: the one whose unit the words of a rate name.
fn by_unit(context: &Context<'_>, claim: usize, ours: &[usize]) -> Option<usize> {
    let near = &context.mention(claim).near;
    let is_named = |at: usize| {
        context.mention(at).quantity.unit.is_some_and(|unit| unit.counts && near.contains(&format!("{}数", unit.name)))
    };
    ours.iter().position(|&at| is_named(at)).filter(|_| ours.len() > 1)
}

/// 2025-2027年收入分别为83.2亿元、102.2亿元、118.2亿元，增速分别为29%、23%、16%: each year grows over the one before.
fn year_by_year(context: &mut Context<'_>, first: usize) {
    let (_, end, _) = names::listing(context, first);
    let Some(last) = first.checked_sub(1).filter(|&last| context.is_level(last)) else { return };
    let (begin, until, _) = names::listing(context, last);
    let lead = &context.mention(begin).lead;
    let by_year = lead.matches('年').count() + 1 >= end - first || spans_years(lead);
    if until != first
        || until - begin != end - first
        || end - first < 2
        || !by_year
        || !context.same_sentence(begin, first)
    {
        return;
    }
    let pairs: Vec<(usize, usize)> = (begin + 1..until).zip(first + 1..end).collect();
    for (amount, claim) in pairs {
        let computed = ratio_growth(context, claim, amount, amount - 1);
        if let Some(computed) = computed.filter(|computed| computed.meets(context.interval(claim))) {
            context.report(RelationKind::Growth, Rule::GrowthFromBase, claim, &[amount, amount - 1], computed);
        }
    }
}

/// 2025-2027年: four digits, a dash, four digits.
fn spans_years(words: &str) -> bool {
    let digits = |words: &mut dyn Iterator<Item = char>| words.take(4).filter(char::is_ascii_digit).count() == 4;
    words.split('年').any(|words| {
        words.rsplit_once(['-', '~', '至']).is_some_and(|(from, to)| {
            to.chars().count() == 4 && digits(&mut to.chars()) && digits(&mut from.chars().rev())
        })
    })
}
