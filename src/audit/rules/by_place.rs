//! A list of shares of several kinds: 14.3万起、914人、465人、18.2亿元，分别占60.2%、65%、58.3%、54% of what an earlier record tells in the same
//! order.
//!
//! In: a list of shares. Out: each with the amount and the base at its place; where all others are right, the one that is not
//! is wrong.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Context, Rule, names, percent};

/// How many numbers back the record of the whole may stand.
const REACH: usize = 24;

pub(super) fn apply(context: &mut Context<'_>) {
    for first in 0..context.len() {
        let (begin, end, _) = names::listing(context, first);
        if begin == first && end - first >= 3 && matches!(context.role(first), Role::Share(_)) {
            settle(context, first, end - first);
        }
    }
}

fn settle(context: &mut Context<'_>, first: usize, count: usize) {
    let Some(parts) = record(context, first, count) else { return };
    let wholes = (first.saturating_sub(REACH)..parts[0]).rev().filter_map(|end| record(context, end + 1, count));
    let like = |wholes: &Vec<usize>| {
        wholes.iter().zip(&parts).all(|(&whole, &part)| context.same_dimension(whole, part) && whole < parts[0])
    };
    let shares = |wholes: &[usize]| -> Vec<Option<Interval>> {
        let pairs = parts.iter().zip(wholes);
        pairs.map(|(&part, &whole)| percent(context.interval(part), context.interval(whole))).collect()
    };
    let right = |shares: &[Option<Interval>]| {
        let told = shares.iter().enumerate();
        told.filter(|(at, share)| share.is_some_and(|share| share.meets(context.interval(first + at)))).count()
    };
    let found =
        wholes.filter(like).map(|wholes| (shares(&wholes), wholes)).find(|(shares, _)| right(shares) + 1 >= count);
    let Some((shares, wholes)) = found.filter(|_| are_of_several_kinds(context, &parts)) else { return };
    for (at, computed) in shares.into_iter().enumerate() {
        if let Some(computed) = computed {
            context.report(RelationKind::Share, Rule::Share, first + at, &[parts[at], wholes[at]], computed);
        }
    }
}

/// So many amounts that follow each other and end right before a place, in one sentence.
fn record(context: &Context<'_>, end: usize, count: usize) -> Option<Vec<usize>> {
    let list: Vec<usize> = (end.checked_sub(count)?..end).collect();
    let levels = list.iter().all(|&at| context.is_level(at) && context.same_sentence(at, list[0]));
    levels.then_some(list)
}

/// Shares of one kind may all be of one whole.
fn are_of_several_kinds(context: &Context<'_>, parts: &[usize]) -> bool {
    parts.windows(2).any(|pair| !context.same_dimension(pair[0], pair[1]))
}
