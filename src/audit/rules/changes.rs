//! Changes that are parts of another one where no list of amounts says so: behind 其中, each by its cause, or by their
//! digits alone.
//!
//! In: changes with their signs. Out: sums that hold, by those signs; never one that fails, since which changes are all
//! of another one only amounts can say.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::vocabulary::{WORDS, holds_any};
use super::evidence::{BY_CHANCE, MILLION, width};
use super::{Claimed, Context, Rule, sum, total};

/// More changes than this are not combined.
const MOST: usize = 8;

pub(super) fn apply(context: &mut Context<'_>) {
    for whole in 0..context.len() {
        let of_changes = |found: &super::Found| {
            found.claim == Claimed::Mention(whole) && matches!(found.rule, Rule::SumOfChanges | Rule::SumOfFlows)
        };
        let known = context.found.iter().any(of_changes);
        if *context.role(whole) != Role::Change || context.mention(whole).restates || known {
            continue;
        }
        let behind = behind(context, whole);
        let told = by_cause(context, whole, &behind)
            .or_else(|| opened(context, whole, &behind))
            .or_else(|| by_digits(context, whole, &behind));
        if let Some((parts, computed)) = told {
            context.report(sum::kind(context, whole), Rule::SumOfChanges, whole, &parts, computed);
        }
    }
}

/// The changes behind one in its paragraph, of its kind.
fn behind(context: &Context<'_>, whole: usize) -> Vec<usize> {
    let alike = |at: &usize| {
        *context.role(*at) == Role::Change && context.same_dimension(*at, whole) && !context.mention(*at).restates
    };
    (whole + 1..context.len()).take_while(|&at| context.same_line(at, whole)).filter(alike).take(MOST).collect()
}

/// What some changes give by their signs, where that is the whole.
fn fitting(context: &Context<'_>, whole: usize, parts: &[usize]) -> Option<Interval> {
    let signed: Option<Vec<Interval>> = parts.iter().map(|&part| context.signed(part)).collect();
    let sum = total(signed?.iter())?;
    let computed = if context.sign(whole) < 0 { sum.negated()? } else { sum };
    (parts.len() >= 2 && computed.meets(context.interval(whole))).then_some(computed)
}

/// 增加312万吨。因面积扩大增产50万吨。因单产提高增产262万吨: all that causes brought about.
fn by_cause(context: &Context<'_>, whole: usize, behind: &[usize]) -> Option<(Vec<usize>, Interval)> {
    let caused = |at: usize| holds_any(&context.mention(at).near, &WORDS.cues.cause);
    let parts: Vec<usize> = behind.iter().copied().filter(|&at| caused(at) && !caused(whole)).collect();
    fitting(context, whole, &parts).map(|computed| (parts, computed))
}

/// 扩大116千公顷。其中甲增加79千公顷；乙增加73千公顷；丙减少36千公顷: the changes that one 其中 opens, up to its sentence's end.
fn opened(context: &Context<'_>, whole: usize, behind: &[usize]) -> Option<(Vec<usize>, Interval)> {
    let opener = (whole + 1..context.len())
        .take_while(|&at| context.mention(at).sentence - context.mention(whole).sentence <= 1)
        .find(|&at| context.opens_parts(at))?;
    // What stands behind another 其中 is a part of a part, as far as that part of the sentence goes.
    let again =
        |at: usize| (opener + 1..=at).any(|other| context.opens_parts(other) && context.same_segment(other, at));
    let within = |at: &usize| *at >= opener && context.same_sentence(*at, opener) && !again(*at);
    let parts: Vec<usize> = behind.iter().copied().filter(within).collect();
    let apart = parts.windows(2).all(|pair| !context.same_segment(pair[0], pair[1]));
    // Where the digits show next to nothing, they must give the printed change itself.
    let telling = |computed: &Interval| {
        let exact = computed.at.compare(context.interval(whole).at) == std::cmp::Ordering::Equal;
        exact || width(computed) <= MILLION / 4
    };
    fitting(context, whole, &parts).filter(telling).filter(|_| apart).map(|computed| (parts, computed))
}

/// 增加25907人 … 甲减少10134人；乙增加36041人: the only run that gives the whole, to so many digits that chance hardly would.
fn by_digits(context: &Context<'_>, whole: usize, behind: &[usize]) -> Option<(Vec<usize>, Interval)> {
    let runs = (0..behind.len()).flat_map(|from| (from + 2..=behind.len()).map(move |to| &behind[from..to]));
    let runs: Vec<&[usize]> = runs.collect();
    let hits: Vec<(&[usize], Interval)> =
        runs.iter().filter_map(|run| fitting(context, whole, run).map(|computed| (*run, computed))).collect();
    let [(parts, computed)] = hits[..] else { return None };
    let quantity = context.mention(whole).quantity;
    let step = if quantity.is_exact() { MILLION / context.interval(whole).at.floor().max(1) } else { 0 };
    let wide = width(&computed) + width(context.interval(whole)) + step;
    let tried = i128::try_from(runs.len()).unwrap_or(MILLION);
    (quantity.significant() >= 3 && tried * wide <= BY_CHANCE).then(|| (parts.to_vec(), computed))
}
