//! Rates that are named by what was done: 开工率, 不捕率, 调撤率.
//!
//! In: a rate with the stem of its name, and the amounts before it. Out: one relation a rate, a part over its whole.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::bases::Base;
use super::share::settle;
use super::{Context, Rule, names, percent, structure, total};

/// So many sentences back the count of all may stand.
const FAR: usize = 3;

/// 开工率: what was begun over all that is spoken of.
pub(super) fn rate(context: &mut Context<'_>, claim: usize, stem: &str) {
    if rest_rate(context, claim, stem) || of_initials(context, claim, stem) {
        return;
    }
    let known = holds_any(&stem, &WORDS.cues.part_rates);
    let before: Vec<usize> = (0..claim)
        .rev()
        .take_while(|&other| context.same_line(other, claim))
        .filter(|&other| context.is_level(other))
        .collect();
    let back = |other: usize| context.mention(claim).sentence - context.mention(other).sentence;
    let amounts: Vec<usize> = before.iter().copied().filter(|&other| back(other) <= 1).collect();
    // 未开工项目17个 is not what was begun.
    let negated = |lead: &str| {
        let at = lead.rfind(stem.trim_start_matches(['未', '不']));
        at.is_some_and(|at| lead[..at].ends_with(['未', '不'])) && !stem.starts_with(['未', '不'])
    };
    let of_stem = |other: &usize| {
        let lead = &context.mention(*other).lead;
        names::common(stem, lead) >= 2 && !negated(lead)
    };
    // 完工项目32个（其中设备16个），完工率13%: what is done stands outside the brackets.
    let outside = |other: usize| context.mention(other).depth <= context.mention(claim).depth;
    let near = amounts.iter().copied().filter(|&other| context.same_sentence(other, claim) && outside(other));
    let Some(part) =
        near.clone().find(of_stem).or_else(|| near.clone().find(|&other| context.same_segment(other, claim)))
    else {
        return;
    };
    let stemmed = of_stem(&part);
    let whole = |other: &usize| {
        *other != part
            && context.same_dimension(*other, part)
            && (*other < part)
            && context.interval(*other).at.compare(context.interval(part).low) != std::cmp::Ordering::Less
    };
    let all: Vec<usize> = amounts.iter().copied().filter(whole).collect();
    let in_segment: Vec<usize> = all.iter().copied().filter(|&other| context.same_segment(other, claim)).collect();
    let adjacent = part + 1 == claim || (part..claim).all(|at| at == part || !context.is_level(at));
    // A count is a part of a count; what was paid in is not a part of what was spent, unless the words say so.
    let of_it = |base: usize| {
        context.mention(base).quantity.unit.is_some_and(|unit| unit.counts)
            || context.is_plan(base)
            || names::common(context.near_core(part), context.near_core(base)) >= 2
            || holds_any(&context.mention(base).near, &WORDS.cues.promised)
    };
    // 接通18851个，接通率95.84%: the very word of the rate says what was done.
    let of_another_word = |whole: usize| names::common(stem, context.near_core(whole)) == 0;
    let same_word = || {
        stem.chars().count() >= 2
            && context.near_core(part).ends_with(stem)
            && in_segment.iter().all(|&whole| of_another_word(whole))
    };
    let sure = (known || same_word())
        && stemmed
        && adjacent
        && in_segment.len() == 1
        && of_it(in_segment[0])
        && context.mention(part).previous == context.mention(in_segment[0]).previous;
    // 抽检16641批次。…。不合格347批次，不合格率2.09%: the count of all may have been told a few sentences before.
    let counted = |at: &usize| context.mention(*at).quantity.unit.is_some_and(|unit| unit.counts);
    let further = before.into_iter().filter(|at| (2..=FAR).contains(&back(*at)) && counted(at) && whole(at));
    // 受理440件，结案925件，结案率47.57%: right the other way round.
    let turned = |base: usize| {
        let computed = percent(context.interval(base), context.interval(part));
        context.same_segment(base, part) && computed.is_some_and(|computed| computed.meets(context.interval(claim)))
    };
    let beside = context.before_in_sentence(part).find(|&at| context.is_level(at) && context.same_dimension(at, part));
    if let Some(base) = beside.filter(|&base| stemmed && adjacent && all.is_empty() && turned(base)) {
        settle(context, RelationKind::Share, Rule::Rate, claim, part, &[Base { index: base, fixed: true }]);
        return;
    }
    let bases: Vec<Base> = all
        .into_iter()
        .chain(further)
        .map(|index| Base { index, fixed: sure && in_segment.contains(&index) })
        .collect();
    settle(context, RelationKind::Share, Rule::Rate, claim, part, &bases);
}

/// 逮捕6988人，不捕12223人，不捕率63.6%: over what was done and what was not, together.
fn rest_rate(context: &mut Context<'_>, claim: usize, stem: &str) -> bool {
    // 不起诉83人，同比上升43%，不起诉率20%: what is said of how it changed stands between.
    let aside = |at: &usize| matches!(context.role(*at), Role::Growth | Role::GrowthTimes | Role::Change);
    let part = context.before_in_sentence(claim).find(|at| !aside(at));
    let part = part.filter(|&part| stem.starts_with(['不', '未']) && context.same_segment(part, claim));
    let Some(part) = part else { return false };
    let other = context.before_in_sentence(part).find(|&at| context.is_level(at) && context.same_dimension(at, part));
    // 不批准逮捕2453人，不捕率: the name leaves out what stands between its characters.
    let bears_name = |words: &str| {
        let mut rest = words.chars();
        words.starts_with(['不', '未']) && stem.chars().all(|c| rest.any(|other| other == c))
    };
    let named = |part: usize| context.near_core(part).contains(stem) || bears_name(context.near_core(part));
    let Some(other) = other.filter(|_| context.is_level(part) && named(part)) else {
        return false;
    };
    let whole = context.interval(part).plus(context.interval(other));
    let computed = whole.and_then(|whole| percent(context.interval(part), &whole));
    let fitting = computed.filter(|computed| computed.meets(context.interval(claim)));
    fitting
        .is_some_and(|computed| context.report(RelationKind::Share, Rule::ShareOfSum, claim, &[part, other], computed))
}

/// 调解结案211件，撤诉97件，调撤率为70%: each character of the name begins an amount right before the rate.
fn of_initials(context: &mut Context<'_>, claim: usize, stem: &str) -> bool {
    let initials: Vec<char> = stem.chars().collect();
    let Some(first) = claim.checked_sub(initials.len()).filter(|_| (2..=4).contains(&initials.len())) else {
        return false;
    };
    let begins = |(part, initial): (usize, &char)| {
        context.is_level(part)
            && context.same_dimension(part, first)
            && context.same_segment(part, claim)
            && context.near_core(part).starts_with(*initial)
    };
    if !(first..claim).zip(&initials).all(begins) {
        return false;
    }
    let Some(sum) = total((first..claim).map(|part| context.interval(part))) else { return false };
    let wholes = (0..first).rev().take_while(|&at| context.same_sentence(at, claim));
    let told = wholes.filter(|&at| context.is_level(at) && context.same_dimension(at, first)).find_map(|whole| {
        let computed = percent(&sum, context.interval(whole))?;
        computed.meets(context.interval(claim)).then_some((whole, computed))
    });
    let Some((whole, computed)) = told else { return false };
    let terms: Vec<usize> = (first..claim).chain([whole]).collect();
    context.report(RelationKind::Share, Rule::ShareTogether, claim, &terms, computed)
}

/// 不合格率2.09%，合格率97.91%: of one thing, side by side, the two are everything.
pub(super) fn opposites(context: &mut Context<'_>) {
    for second in 1..context.len() {
        let Some(first) = (0..second).rev().find(|&at| matches!(context.role(at), Role::Rate(_))) else { continue };
        let (Role::Rate(one), Role::Rate(other)) = (context.role(first), context.role(second)) else { continue };
        let denies = |no: &str, yes: &str| {
            let stem = WORDS.cues.denying.iter().filter_map(|word| no.rsplit_once(word.as_str())).next();
            stem.is_some_and(|(_, stem)| !stem.is_empty() && yes.ends_with(stem) && !yes.contains(no))
        };
        let opposite = denies(one, other) || denies(other, one);
        // 逮捕率79.57%；不捕29件，不捕率20.43%: with what was done between them they are told where they hold.
        let beside = context.same_segment(first, second) && second == first + 1;
        if !opposite || !context.same_sentence(first, second) {
            continue;
        }
        let run = [first, second];
        let sum = total(run.iter().map(|&rate| context.interval(rate)));
        let whole = Interval::whole(100);
        if let Some(sum) = sum.filter(|sum| beside || sum.meets(&whole)) {
            structure::push_whole(context, RelationKind::Sum, Rule::Hundred, &run, sum, whole);
        }
    }
}
