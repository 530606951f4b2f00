//! Rates that are named by what was done: 开工率, 不捕率, 调撤率.
//!
//! In: a rate with the stem of its name, and the amounts before it. Out: one relation a rate, a part over its whole; and a rate with its
//! opposite, which together are everything.

use std::cmp::Ordering;

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
    if rest_rate(context, claim, stem)
        || with_opposite(context, claim, stem)
        || of_initials(context, claim, stem)
        || of_list(context, claim)
    {
        return;
    }
    let Some(part) = done(context, claim, stem) else { return };
    let stemmed = is_of_stem(context, part, stem);
    let adjacent = part + 1 == claim || (part..claim).all(|at| at == part || !context.is_level(at));
    let wholes: Vec<usize> = wholes(context, claim, part);
    if wholes.is_empty()
        && let Some(base) = turned(context, claim, part).filter(|_| stemmed && adjacent)
    {
        settle(context, RelationKind::Share, Rule::Rate, claim, part, &[Base { index: base, fixed: true }]);
        return;
    }
    let in_segment: Vec<usize> = wholes.iter().copied().filter(|&other| context.same_segment(other, claim)).collect();
    let sure = stemmed && adjacent && is_sure(context, part, &in_segment, stem);
    let bases: Vec<Base> = wholes
        .into_iter()
        .chain(further(context, claim, part))
        .map(|index| Base { index, fixed: sure && in_segment.contains(&index) })
        .collect();
    settle(context, RelationKind::Share, Rule::Rate, claim, part, &bases);
}

/// The amounts of the paragraph before a rate, so many sentences back, the nearest first.
fn amounts(context: &Context<'_>, claim: usize, back: std::ops::RangeInclusive<usize>) -> Vec<usize> {
    let sentences = |other: usize| context.mention(claim).sentence - context.mention(other).sentence;
    let before = (0..claim).rev().take_while(|&other| context.same_line(other, claim));
    before.filter(|&other| context.is_level(other) && back.contains(&sentences(other))).collect()
}

/// Whether an amount is what the stem says; 未开工项目17个 is not what was begun.
fn is_of_stem(context: &Context<'_>, amount: usize, stem: &str) -> bool {
    let lead = &context.mention(amount).lead;
    let length = stem.chars().count();
    let word: String = stem.chars().skip(length.saturating_sub(2)).collect();
    let denied = |words: &str| {
        let before = words.rfind(&word).map(|at| &words[..at]);
        before.is_some_and(|before| WORDS.cues.denying.iter().any(|not| before.ends_with(not.as_str())))
    };
    // 合格1176批次，不合格率2%: nor is what was done the part that was not.
    names::common(stem, lead) >= 2 && denied(lead) == denied(stem)
}

/// What was done: of the sentence, by the stem, else the nearest of the same part of it.
fn done(context: &Context<'_>, claim: usize, stem: &str) -> Option<usize> {
    // 完工项目32个（其中设备16个），完工率13%: what is done stands outside the brackets.
    let outside = |other: usize| context.mention(other).depth <= context.mention(claim).depth;
    let near: Vec<usize> = amounts(context, claim, 0..=0).into_iter().filter(|&other| outside(other)).collect();
    let of_stem = near.iter().copied().find(|&other| is_of_stem(context, other, stem));
    of_stem.or_else(|| near.iter().copied().find(|&other| context.same_segment(other, claim)))
}

fn is_whole(context: &Context<'_>, part: usize, other: usize) -> bool {
    other < part
        && context.same_dimension(other, part)
        && context.interval(other).at.compare(context.interval(part).low) != Ordering::Less
}

fn wholes(context: &Context<'_>, claim: usize, part: usize) -> Vec<usize> {
    amounts(context, claim, 0..=1).into_iter().filter(|&other| is_whole(context, part, other)).collect()
}

/// 抽检16641批次。…。不合格347批次，不合格率2.09%: the count of all may have been told a few sentences before.
fn further(context: &Context<'_>, claim: usize, part: usize) -> Vec<usize> {
    let counted = |at: usize| context.mention(at).quantity.unit.is_some_and(|unit| unit.counts);
    amounts(context, claim, 2..=FAR).into_iter().filter(|&at| counted(at) && is_whole(context, part, at)).collect()
}

/// 受理440件，结案925件，结案率47.57%: right the other way round.
fn turned(context: &Context<'_>, claim: usize, part: usize) -> Option<usize> {
    let mut before = context.before_in_sentence(part);
    let base = before.find(|&at| context.is_level(at) && context.same_dimension(at, part))?;
    let computed = percent(context.interval(base), context.interval(part))?;
    (context.same_segment(base, part) && computed.meets(context.interval(claim))).then_some(base)
}

/// Whether the words leave no other base than the one of the same part of the sentence.
fn is_sure(context: &Context<'_>, part: usize, in_segment: &[usize], stem: &str) -> bool {
    let &[base] = in_segment else { return false };
    // 接通18851个，接通率95.84%: the very word of the rate says what was done.
    let same_word = stem.chars().count() >= 2
        && context.near_core(part).ends_with(stem)
        && names::common(stem, context.near_core(base)) == 0;
    // A count is a part of a count; what was paid in is not a part of what was spent, unless the words say so.
    let of_it = context.mention(base).quantity.unit.is_some_and(|unit| unit.counts)
        || context.is_plan(base)
        || names::common(context.near_core(part), context.near_core(base)) >= 2
        || holds_any(&context.mention(base).near, &WORDS.cues.promised);
    (holds_any(stem, &WORDS.cues.part_rates) || same_word)
        && of_it
        && context.mention(part).previous == context.mention(base).previous
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
    over_both(context, claim, part, other)
}

/// What was done, or was not, over both together, where the rate is that.
fn over_both(context: &mut Context<'_>, claim: usize, part: usize, other: usize) -> bool {
    let whole = context.interval(part).plus(context.interval(other));
    let computed = whole.and_then(|whole| percent(context.interval(part), &whole));
    let fitting = computed.filter(|computed| computed.meets(context.interval(claim)));
    fitting
        .is_some_and(|computed| context.report(RelationKind::Share, Rule::ShareOfSum, claim, &[part, other], computed))
}

/// 逮捕2168人，批捕率74.3%；不批准749人，不捕率25.7%: with what was not done told behind it, over both together.
fn with_opposite(context: &mut Context<'_>, claim: usize, stem: &str) -> bool {
    let level = |at: usize| context.is_level(at);
    let Some(part) = claim.checked_sub(1).filter(|&part| level(part) && context.same_segment(part, claim)) else {
        return false;
    };
    let other = claim + 1;
    let denied = other < context.len()
        && level(other)
        && context.same_sentence(other, claim)
        && context.same_dimension(other, part)
        && WORDS.cues.denying.iter().any(|word| context.near_core(other).starts_with(word.as_str()))
        && !WORDS.cues.denying.iter().any(|word| stem.starts_with(word.as_str()));
    denied && over_both(context, claim, part, other)
}

/// 履约项目244个，开工项目222个，…项目履约率、开工率分别为98.8%、90%: each rate by the name at its place, told where it fits; a list
/// of rates is never held against one amount.
fn of_list(context: &mut Context<'_>, claim: usize) -> bool {
    let (first, end, place) = names::listing(context, claim);
    let near = &context.mention(first).near;
    let list: Vec<&str> = near.split(['、', '与', '和', '及']).collect();
    if end - first < 2 || list.len() != end - first {
        return false;
    }
    let stem: String = list[place].split('率').next().unwrap_or_default().to_owned();
    let short: String = stem.chars().skip(stem.chars().count().saturating_sub(2)).collect();
    let named = |&at: &usize| is_of_stem(context, at, &short);
    let part = amounts(context, first, 0..=1).into_iter().find(named).filter(|_| short.chars().count() == 2);
    if let Some(part) = part {
        let bases: Vec<Base> =
            wholes(context, claim, part).into_iter().map(|index| Base { index, fixed: false }).collect();
        settle(context, RelationKind::Share, Rule::Rate, claim, part, &bases);
    }
    true
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

/// 不合格率2.09%，合格率97.91%: of one name but for what denies it and side by side, the two are everything; of names that differ,
/// or with what was done between them, they are told where they are.
pub(super) fn opposites(context: &mut Context<'_>) {
    for second in 1..context.len() {
        let Some(first) = (0..second).rev().find(|&at| matches!(context.role(at), Role::Rate(_))) else { continue };
        let (Role::Rate(one), Role::Rate(other)) = (context.role(first), context.role(second)) else { continue };
        if !context.same_sentence(first, second) {
            continue;
        }
        let Some(same_name) = opposite(one, other).or_else(|| opposite(other, one)) else { continue };
        let sure = same_name && second == first + 1 && context.same_segment(first, second);
        let run = [first, second];
        let (sum, whole) = (total(run.iter().map(|&rate| context.interval(rate))), Interval::whole(100));
        if let Some(sum) = sum.filter(|sum| sure || sum.meets(&whole)) {
            structure::push_whole(context, RelationKind::Sum, Rule::Hundred, &run, sum, whole);
        }
    }
}

/// Whether one name denies another, and whether it is the same name but for that.
fn opposite(denied: &str, plain: &str) -> Option<bool> {
    // 未成年人再犯率 denies no rate of those who are of age.
    let denies = |word: &String| plain.contains(word.as_str());
    if WORDS.cues.denying.iter().any(denies) || holds_any(denied, &WORDS.cues.not_denying) {
        return None;
    }
    let (before, stem) = WORDS.cues.denying.iter().find_map(|word| denied.rsplit_once(word.as_str()))?;
    let same = plain.chars().count() >= 2 && plain == format!("{before}{stem}");
    (!stem.is_empty() && plain.ends_with(stem)).then_some(same)
}
