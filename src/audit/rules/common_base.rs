//! One base for a whole list of shares: 批发业6213个，占35.8%；租赁业1788个，占10.3%；制造业1515个，占8.7%, of the amount that all of
//! them are right with.
//!
//! In: shares that no other rule found a base for, with their parts. Out: relations that hold, and among them one that is
//! right but for its last digit, which was cut off. One share fits some amount soon; that several fit the same one is no
//! chance.

use super::super::bounds::Interval;
use super::super::quantity::Quantity;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Claimed, Context, Rule, names, percent};

/// How many numbers back the base may stand.
const REACH: usize = 60;

pub(super) fn apply(context: &mut Context<'_>) {
    let open = |at: &usize| matches!(context.role(*at), Role::Share(_) | Role::Rate(_)) && !is_told(context, *at);
    let shares: Vec<usize> = (0..context.len()).filter(open).collect();
    let mut start = 0;
    while start < shares.len() {
        let length = shares[start..].windows(2).take_while(|pair| joins(context, pair[0], pair[1])).count() + 1;
        settle(context, &shares[start..start + length]);
        start += length;
    }
}

fn is_told(context: &Context<'_>, claim: usize) -> bool {
    context
        .found
        .iter()
        .any(|found| found.holds && found.kind == RelationKind::Share && found.claim == Claimed::Mention(claim))
}

/// Whether two shares stand in one list: near each other, with the words of one base.
fn joins(context: &Context<'_>, one: usize, other: usize) -> bool {
    context.mention(other).line - context.mention(one).line <= 1
        && context.mention(other).sentence - context.mention(one).sentence <= 2
        && other - one <= 6
}

/// The amounts that a share may be of: its own, or those that bear the name at its place in a list of names.
fn parts(context: &Context<'_>, share: usize) -> Vec<usize> {
    let (first, end, place) = names::listing(context, share);
    let near = |owner: &usize| context.same_segment(*owner, share);
    if let Some(owner) = context.owners[share].filter(near) {
        return vec![owner];
    }
    if end - first < 2 {
        return Vec::new();
    }
    let words = context.mention(first).near.split(['占', '分']).next().unwrap_or_default();
    let list: Vec<&str> = words.split(['、', '和', '及', '与']).collect();
    let Some(name) = list.get(place).filter(|_| list.len() == end - first) else { return Vec::new() };
    let name: String = names::core(name).chars().take(2).collect();
    let bears =
        |at: &usize| context.is_level(*at) && name.chars().count() == 2 && context.mention(*at).near.contains(&name);
    (0..first).rev().take(REACH).filter(bears).collect()
}

/// How a share fits a base with one of its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Right,
    CutOff,
}

fn fit(context: &Context<'_>, share: usize, part: usize, base: usize) -> Option<(Fit, Interval)> {
    let computed = percent(context.interval(part), context.interval(base))?;
    if computed.meets(context.interval(share)) {
        return Some((Fit::Right, computed));
    }
    let printed = context.mention(share).quantity;
    let next = Quantity { digits: printed.digits + 1, ..printed };
    let (low, high) = printed.value().zip(next.value())?;
    let within =
        computed.at.compare(low) != std::cmp::Ordering::Less && computed.at.compare(high) == std::cmp::Ordering::Less;
    within.then_some((Fit::CutOff, computed))
}

/// The base that makes most of a list right; told where two or more are, and no more than one is off.
fn settle(context: &mut Context<'_>, shares: &[usize]) {
    let of: Vec<(usize, Vec<usize>)> =
        shares.iter().map(|&share| (share, parts(context, share))).filter(|(_, parts)| !parts.is_empty()).collect();
    let Some(&first) = of.first().map(|(share, _)| share) else { return };
    let last = shares[shares.len() - 1];
    let candidates: Vec<usize> = (first.saturating_sub(REACH)..(last + 1).min(context.len()))
        .filter(|&at| context.is_level(at) && !context.mention(at).restates)
        .collect();
    let fits = |base: usize| -> Vec<(usize, usize, Fit, Interval)> {
        let best = |(share, parts): &(usize, Vec<usize>)| {
            let found = parts.iter().filter(|&&part| part != base && context.same_dimension(part, base));
            let found: Vec<_> = found
                .filter_map(|&part| {
                    fit(context, *share, part, base).map(|(fit, computed)| (*share, part, fit, computed))
                })
                .collect();
            found.iter().find(|(_, _, fit, _)| *fit == Fit::Right).or(found.first()).copied()
        };
        of.iter().filter_map(best).collect()
    };
    let right =
        |fits: &[(usize, usize, Fit, Interval)]| fits.iter().filter(|(_, _, fit, _)| *fit == Fit::Right).count();
    let best = candidates
        .into_iter()
        .map(|base| (base, fits(base)))
        .max_by_key(|(base, fits)| (right(fits), fits.len(), *base));
    let Some((base, fits)) = best else { return };
    let enough = right(&fits) >= 2 && fits.len() + 1 >= of.len() || fits.len() >= 3 && fits.len() + 1 >= of.len();
    if !enough {
        return;
    }
    for (share, part, _, computed) in fits {
        context.report(RelationKind::Share, Rule::Share, share, &[part, base], computed);
    }
}
