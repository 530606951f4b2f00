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
    let shares: Vec<usize> =
        (0..context.len()).filter(|&at| matches!(context.role(at), Role::Share(_) | Role::Rate(_))).collect();
    let mut start = 0;
    while start < shares.len() {
        let length = shares[start..].windows(2).take_while(|pair| joins(context, pair[0], pair[1])).count() + 1;
        let run = &shares[start..start + length];
        if run.iter().any(|&share| !is_told(context, share)) {
            settle(context, run);
        }
        // The shares of one sentence may have a base that those around it have not.
        let sentences: Vec<Vec<usize>> =
            run.chunk_by(|&one, &other| context.same_sentence(one, other)).map(<[usize]>::to_vec).collect();
        for sentence in sentences {
            if sentence.len() >= 3 && sentence.len() < run.len() && sentence.iter().any(|&at| !is_told(context, at)) {
                settle(context, &sentence);
            }
        }
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
    // 占总收入的…, paragraph by paragraph: the same words lead further.
    let same_words = context.role(one) == context.role(other)
        && matches!(context.role(one), Role::Share(words) if !names::core(words).is_empty());
    let (lines, sentences) = if same_words { (3, 8) } else { (1, 2) };
    context.mention(other).line - context.mention(one).line <= lines
        && context.mention(other).sentence - context.mention(one).sentence <= sentences
        && other - one <= 6
}

/// The amounts that a share may be of: its own, or those that bear the name at its place in a list of names.
fn parts(context: &Context<'_>, share: usize) -> Vec<usize> {
    let (first, end, place) = names::listing(context, share);
    let near = |owner: &usize| context.same_segment(*owner, share);
    if let Some(owner) = context.owners[share].filter(near) {
        return vec![owner];
    }
    let words = context.mention(first).near.split(['占', '分', '所']).next().unwrap_or_default();
    let list: Vec<&str> = words.split(['、', '和', '及', '与']).collect();
    let Some(name) = list.get(place).filter(|_| list.len() == end - first) else { return Vec::new() };
    let name: String = names::core(name).chars().take(4).collect();
    let shortest = if end - first < 2 { 4 } else { 2 };
    let bears = |at: &usize| {
        let near = &context.mention(*at).near;
        let head: String = name.chars().take(if shortest == 4 { 4 } else { 2 }).collect();
        context.is_level(*at)
            && head.chars().count() == shortest.min(name.chars().count())
            && head.chars().count() >= 2
            && near.contains(&head)
    };
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
    // Counts and amounts take turns: each kind has a base of its own.
    let dimension = |parts: &[usize]| context.mention(parts[0]).quantity.dimension();
    let mut kinds: Vec<(&str, &str)> = of.iter().map(|(_, parts)| dimension(parts)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let lists: Vec<Vec<(usize, Vec<usize>)>> = kinds
        .into_iter()
        .map(|kind| of.iter().filter(|(_, parts)| dimension(parts) == kind).cloned().collect())
        .collect();
    for of in lists {
        settle_one(context, &of);
    }
}

/// How the shares of a list fit one base: share, part, fit, and what comes out.
type Fits = Vec<(usize, usize, Fit, Interval)>;

fn right(fits: &Fits) -> usize {
    fits.iter().filter(|(_, _, fit, _)| *fit == Fit::Right).count()
}

/// The base of shares whose parts are of one kind: told where most of the list are right with it, and one of a long list
/// that is not is called wrong.
fn settle_one(context: &mut Context<'_>, of: &[(usize, Vec<usize>)]) {
    let (Some(&(first, _)), Some(&(last, _))) = (of.first(), of.last()) else { return };
    let bases = (first.saturating_sub(REACH)..last).filter(|&at| context.is_level(at) && !context.mention(at).restates);
    let fits = |base: usize| -> Fits {
        of.iter().filter_map(|(share, parts)| best_fit(context, *share, parts, base)).collect()
    };
    let best = bases.map(|base| (base, fits(base))).max_by_key(|(base, fits)| (right(fits), fits.len(), *base));
    let Some((base, fits)) = best else { return };
    let most = fits.len() + 1 + of.len() / 5 >= of.len();
    if !(most && (right(&fits) >= 2 || fits.len() >= 3)) {
        return;
    }
    let sure = right(&fits) >= 2 && of.len() >= 3;
    let is_worded_alike = |share: usize| fits.iter().any(|(other, ..)| context.role(*other) == context.role(share));
    let alike: Vec<usize> = of.iter().map(|(share, _)| *share).filter(|&share| is_worded_alike(share)).collect();
    for (share, parts) in of {
        if is_told(context, *share) {
            continue;
        }
        let fitting = fits.iter().find(|(fitting, ..)| fitting == share);
        let off = || Some((parts[0], percent(context.interval(parts[0]), context.interval(base))?));
        let off = || {
            off().filter(|(part, _)| {
                sure && alike.contains(share) && parts.len() == 1 && is_of_the_list(context, *share, *part, base)
            })
        };
        let told = fitting.map(|(_, part, _, computed)| (*part, *computed)).or_else(off);
        if let Some((part, computed)) = told {
            context.report(RelationKind::Share, Rule::Share, *share, &[part, base], computed);
        }
    }
}

fn best_fit(
    context: &Context<'_>,
    share: usize,
    parts: &[usize],
    base: usize,
) -> Option<(usize, usize, Fit, Interval)> {
    let of = parts.iter().filter(|&&part| part != base && context.same_dimension(part, base));
    let found =
        of.filter_map(|&part| fit(context, share, part, base).map(|(fit, computed)| (share, part, fit, computed)));
    let found: Fits = found.collect();
    found.iter().find(|(_, _, fit, _)| *fit == Fit::Right).or(found.first()).copied()
}

/// Whether a share that the common base does not fit can have no other: it stands beside the others, not behind a 其中 of its
/// own, and its part is none of theirs.
fn is_of_the_list(context: &Context<'_>, share: usize, part: usize, base: usize) -> bool {
    let nested = context.opens_parts(part) && !(base + 1 == part || context.same_segment(base, part));
    let claimed =
        context.found.iter().any(|found| found.kind == RelationKind::Share && found.claim == Claimed::Mention(share));
    let (first, end, _) = names::listing(context, share);
    !nested && !claimed && context.same_segment(part, share) && part + 1 + (end - first) >= share
}
