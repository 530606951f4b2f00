//! Percentage points: ahead of schedule, contributions to growth, and the difference of two rates.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, named_points, names, parts, total};

pub(super) fn apply(context: &mut Context<'_>) {
    for claim in 0..context.len() {
        match context.role(claim).clone() {
            Role::Schedule => schedule(context, claim),
            Role::Points(words) => difference(context, claim, &words),
            Role::Contribution => contribution_rate(context, claim),
            _ => {}
        }
    }
    contributions(context);
}

fn is_rate(role: &Role) -> bool {
    matches!(role, Role::Growth | Role::Share(_) | Role::Completion(_) | Role::OfNumber { .. } | Role::Rate(_))
}

fn is_progress(role: &Role) -> bool {
    matches!(role, Role::Completion(_) | Role::OfNumber { .. } | Role::Rate(_) | Role::Share(_))
}

/// The rate at the same place of the list of rates before, or the nearest rate before.
fn own_rate(context: &Context<'_>, claim: usize, is: impl Fn(&Role) -> bool) -> Option<usize> {
    let (first, end, place) = names::listing(context, claim);
    let around = |at: &usize| {
        context.same_line(*at, claim) && context.mention(claim).sentence - context.mention(*at).sentence <= 1
    };
    let outside = |at: &usize| context.mention(*at).depth <= context.mention(claim).depth;
    let nearest = (0..first).rev().take_while(around).filter(outside).find(|&at| is(context.role(at)))?;
    if end - first == 1 {
        return Some(nearest);
    }
    let (begin, until, _) = names::listing(context, nearest);
    (until - begin == end - first).then_some(begin + place)
}

/// 超时间进度13.8个百分点: completion less the part of the year that has passed.
fn schedule(context: &mut Context<'_>, claim: usize) {
    let Some(rate) = own_rate(context, claim, is_progress) else { return };
    let when = context.mention(rate).when;
    let Some((first, last)) = when.months.filter(|(first, last)| 1 <= *first && first <= last) else { return };
    let Some(passed) = Interval::whole(i128::from(last - first + 1)).scaled(100, 12) else { return };
    let Some(ahead) = context.interval(rate).minus(&passed) else { return };
    let computed = if context.sign(claim) < 0 { ahead.negated() } else { Some(ahead) };
    // 2月份完成5.39%: of that month alone where that fits; else what the year has come to may be meant.
    if let Some(computed) = computed.filter(|computed| first == 1 || computed.meets(context.interval(claim))) {
        context.report(RelationKind::PpDiff, Rule::Schedule, claim, &[rate], computed);
    }
}

/// 拉动全市增长9.6个百分点，贡献率73.8%: the points right before, over the growth of what their amount is a part of.
fn contribution_rate(context: &mut Context<'_>, claim: usize) {
    let points = context.before_in_sentence(claim).find(|&at| *context.role(at) == Role::Pull);
    let points = points.filter(|&at| context.same_segment(at, claim) && context.sign(at) > 0);
    // 由去年的40%: last year's.
    let of_last_year = holds_any(&context.mention(claim).near, &WORDS.cues.previous);
    let Some(points) = points.filter(|_| !of_last_year) else { return };
    let whole = context.owners[points].and_then(|part| {
        let mut of_part = context.partitions.iter().filter(|known| known.parts.contains(&part));
        of_part.next().filter(|_| of_part.next().is_none()).map(|known| known.whole)
    });
    let rate = whole.and_then(|whole| parts::of(context, whole, |role| *role == Role::Growth));
    let Some(rate) = rate.filter(|&rate| context.sign(rate) > 0) else { return };
    if let Some(computed) = super::percent(context.interval(points), context.interval(rate)) {
        context.report(RelationKind::Share, Rule::ContributionRate, claim, &[points, rate], computed);
    }
}

/// 高于全省6.4个百分点: this rate less another of the text.
fn difference(context: &mut Context<'_>, claim: usize, words: &str) {
    if let Some((own, other)) = two_years(context, claim) {
        report(context, claim, own, other);
        return;
    }
    if let Some((own, other)) = of_plain_rates(context, claim) {
        report(context, claim, own, other);
        return;
    }
    if let Some((own, other)) = of_one_rate(context, claim, words) {
        report(context, claim, own, other);
        return;
    }
    if let Some((own, other)) = bracketed(context, claim) {
        // 均低于全国（9.3%）、全区（9.3%）1.1个百分点: which way stands before the first bracket.
        let low = (own + 1..=other).any(|at| holds_any(&context.mention(at).near, &WORDS.cues.slower));
        let (from, less) = if low && context.sign(claim) > 0 { (other, own) } else { (own, other) };
        report(context, claim, from, less);
        return;
    }
    if let Some((own, other)) = against_beside(context, claim) {
        report(context, claim, own, other);
        return;
    }
    let apart = |own, other| computed(context, claim, own, other);
    if let Some((own, other)) = named_points::pair(context, claim, words, apart) {
        report(context, claim, own, other);
        return;
    }
    let (first, ..) = names::listing(context, claim);
    let words = if words.is_empty() || context.mention(claim).listed {
        context.mention(first).near.clone()
    } else {
        words.to_owned()
    };
    if !holds_any(&words, &WORDS.cues.comparing) {
        return;
    }
    let Some(own) =
        own_rate(context, claim, |role| *role == Role::Growth).or_else(|| own_rate(context, claim, is_rate))
    else {
        return;
    };
    let role = context.role(own).clone();
    let others = (0..claim).filter(|&at| {
        at != own
            && context.same_line(at, claim)
            && std::mem::discriminant(context.role(at)) == std::mem::discriminant(&role)
            && (!of_another_time(&words) || is_of_another_time(context, own, at))
    });
    let mut others: Vec<usize> = others.collect();
    others.sort_by_key(|&at| claim - at);
    let holding = others.into_iter().find(|&other| {
        computed(context, claim, own, other).is_some_and(|computed| computed.meets(context.interval(claim)))
    });
    if let Some(other) = holding {
        report(context, claim, own, other);
    }
}

/// 不捕率为63.6%，高于总体不捕率24.4个百分点: the words name a rate that was told once more before.
fn of_one_rate(context: &Context<'_>, claim: usize, words: &str) -> Option<(usize, usize)> {
    let compares = WORDS.cues.comparing.iter().any(|word| words.starts_with(word.as_str()));
    // 未成年人不捕率 and 总体不捕率: the last word of the name tells which rate it is.
    let short = |stem: &str| stem.chars().skip(stem.chars().count().saturating_sub(2)).collect::<String>();
    let named = |at: usize| match context.role(at) {
        Role::Rate(stem) => stem.chars().count() >= 2 && words.contains(&format!("{}率", short(stem))),
        _ => false,
    };
    let own = context.before_in_sentence(claim).find(|&at| named(at)).filter(|_| compares)?;
    let mut others = (0..own).rev().take_while(|&at| context.same_line(at, claim)).filter(|&at| named(at));
    let other = others.next()?;
    others.next().is_none().then_some((own, other))
}

/// 增长20.9%，比1-7月（23.1%）回落2.2个百分点: the other rate stands in brackets right before the points.
fn bracketed(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let rate = |at: usize| context.mention(at).quantity.dimension().0 == "%";
    let depth = context.mention(claim).depth;
    // Right before them: with a clause between, another rate may be meant.
    if context.mention(claim).lead.contains(',') {
        return None;
    }
    let other = claim
        .checked_sub(1)
        .filter(|&at| rate(at) && context.mention(at).depth > depth && context.same_sentence(at, claim))?;
    let own = context.before_in_sentence(other).find(|&at| rate(at) && context.mention(at).depth == depth);
    own.or_else(|| of_named(context, claim, other)).map(|own| (own, other))
}

/// 失业率3.37%，比目标4%低0.63个百分点: a rate, and behind it what it is held against, with nothing but the points behind that.
fn of_plain_rates(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let (other, own) = (claim.checked_sub(1)?, claim.checked_sub(2)?);
    let rate = |at: usize| context.mention(at).quantity.dimension().0 == "%" && !context.mention(at).listed;
    let against = context.mention(other).near.starts_with(['比', '较']);
    let only = |near: &str| near.chars().count() <= 2 && holds_any(near, &WORDS.cues.comparing);
    let beside = context.mention(other).clause == context.mention(claim).clause && context.same_segment(own, claim);
    (rate(own) && rate(other) && against && beside && only(&context.mention(claim).near)).then_some((own, other))
}

/// 年平均增长率为0.53%，与前十年的年平均增长率0.57%下降0.04个百分点: the points stand in the clause of the rate that they are held
/// against, and that names the very rate that is told right before.
fn against_beside(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let (other, own) = (claim.checked_sub(1)?, claim.checked_sub(2)?);
    let (theirs, ours) = (context.mention(other), context.mention(own));
    let against = WORDS.cues.against.iter().any(|word| theirs.near.starts_with(word.as_str()));
    let rates = is_rate(context.role(own)) && is_rate(context.role(other));
    let one_name = names::common(&ours.near, &theirs.near) >= 4;
    (against && rates && one_name && theirs.clause == context.mention(claim).clause && context.same_segment(own, claim))
        .then_some((own, other))
}

/// 全市收入增幅比全省平均增幅（15.97%）高6个百分点: the growth of an amount of that name and scope, told in a sentence before,
/// where it fits.
fn of_named(context: &Context<'_>, claim: usize, other: usize) -> Option<usize> {
    let near = &context.mention(other).near;
    let against = WORDS.cues.against.iter().filter_map(|word| near.find(word.as_str())).min()?;
    let scope = names::scope(&near[..against]);
    let name = names::content(&near[..against]);
    let length = name.chars().count();
    let named = |amount: usize| {
        let words = &context.mention(amount).near;
        names::common(&name, &names::content(words)) >= length.max(4)
            && (scope.is_none() || names::scope(words) == scope)
    };
    let fits =
        |at: usize| computed(context, claim, at, other).is_some_and(|computed| computed.meets(context.interval(claim)));
    let mut before = (0..other).rev().take_while(|&at| context.same_line(at, claim));
    before.find(|&at| *context.role(at) == Role::Growth && context.owners[at].is_some_and(named) && fits(at))
}

/// 比上月加快, 较一季度回落: the other rate is that of another time.
fn of_another_time(words: &str) -> bool {
    let behind =
        WORDS.cues.against.iter().filter_map(|word| words.rfind(word.as_str()).map(|at| at + word.len())).max();
    behind.is_some_and(|at| {
        WORDS.cues.period_end.iter().chain(&WORDS.cues.previous).any(|word| words[at..].contains(word.as_str()))
    })
}

fn is_of_another_time(context: &Context<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (context.mention(one), context.mention(other));
    one.when.months != other.when.months || one.when.year != other.when.year || one.previous != other.previous
}

fn computed(context: &Context<'_>, claim: usize, own: usize, other: usize) -> Option<Interval> {
    let difference = context.signed(own)?.minus(&context.signed(other)?)?;
    if context.sign(claim) < 0 { difference.negated() } else { Some(difference) }
}

fn report(context: &mut Context<'_>, claim: usize, own: usize, other: usize) {
    if let Some(computed) = computed(context, claim, own, other) {
        context.report(RelationKind::PpDiff, Rule::Points, claim, &[own, other], computed);
    }
}

/// 结案率9.09%；去年同期…结案率17.31%；…结案率减少8.22个百分点: this year's and last year's rate of one name.
fn two_years(context: &Context<'_>, claim: usize) -> Option<(usize, usize)> {
    let lead = &context.mention(claim).lead;
    let near = &context.mention(claim).near;
    let of_name = |at: &usize| match context.role(*at) {
        Role::Rate(stem) => {
            let short: String = stem.chars().skip(stem.chars().count().saturating_sub(2)).collect();
            near.contains(&short)
                || lead.contains(&short)
                || context.before_in_sentence(claim).any(|before| {
                    context.mention(before).lead.contains(&format!("{short}率")) && context.same_segment(before, claim)
                })
        }
        _ => false,
    };
    let rates: Vec<usize> = (0..claim)
        .rev()
        .take_while(|&at| {
            context.same_line(at, claim) && context.mention(claim).sentence - context.mention(at).sentence <= 1
        })
        .filter(of_name)
        .collect();
    let [later, earlier] = rates.as_slice() else { return None };
    let is_previous = |at: usize| context.mention(at).previous || owned_by_last_year(context, at);
    match (is_previous(*later), is_previous(*earlier)) {
        (true, false) => Some((*earlier, *later)),
        (false, true) => Some((*later, *earlier)),
        _ => None,
    }
}

fn owned_by_last_year(context: &Context<'_>, at: usize) -> bool {
    let segment = |other: &usize| context.same_segment(*other, at);
    (0..at).rev().take_while(segment).any(|other| holds_any(&context.mention(other).lead, &WORDS.cues.previous))
}

/// 拉动: what the parts contribute adds up to the growth of the whole.
fn contributions(context: &mut Context<'_>) {
    let pulls: Vec<usize> = (0..context.len()).filter(|&at| *context.role(at) == Role::Pull).collect();
    let mut at = 0;
    while at < pulls.len() {
        let line = context.mention(pulls[at]).line;
        let end = pulls[at..]
            .iter()
            .position(|&pull| context.mention(pull).line != line)
            .map_or(pulls.len(), |offset| at + offset);
        contribution(context, &pulls[at..end]);
        at = end;
    }
}

fn contribution(context: &mut Context<'_>, pulls: &[usize]) {
    let Some(&first) = pulls.first() else { return };
    let rates: Vec<usize> = (0..first)
        .rev()
        .take_while(|&at| context.same_line(at, first))
        .filter(|&at| *context.role(at) == Role::Growth)
        .collect();
    let outer: Vec<usize> = pulls.iter().copied().filter(|&pull| !is_within_a_part(context, pulls, pull)).collect();
    let found = adding_up(context, &outer, &rates).or_else(|| adding_up(context, pulls, &rates));
    match found {
        Some((claim, run, sum)) => report_contributions(context, claim, &run, &sum),
        None => closed_contributions(context, pulls, &rates),
    }
}

/// 第二产业拉动2.2个百分点，其中，制造业拉动2.1个百分点: within a part that is told already.
fn is_within_a_part(context: &Context<'_>, pulls: &[usize], pull: usize) -> bool {
    let part = pulls.iter().copied().find(|&part| context.same_segment(part, pull)).filter(|&part| part < pull);
    part.is_some_and(|part| (part + 1..=pull).any(|at| context.opens_parts(at)))
}

/// The longest run of contributions that add up to one of the growth rates before.
fn adding_up(context: &Context<'_>, pulls: &[usize], rates: &[usize]) -> Option<(usize, Vec<usize>, Interval)> {
    let mut runs = (2..=pulls.len()).rev().flat_map(|length| pulls.windows(length));
    runs.find_map(|run| {
        let signed: Option<Vec<Interval>> = run.iter().map(|&pull| context.signed(pull)).collect();
        let sum = signed.and_then(|signed| total(signed.iter()))?;
        let fits = |&rate: &usize| context.signed(rate).is_some_and(|rate| rate.meets(&sum));
        rates.iter().rev().copied().find(fits).map(|claim| (claim, run.to_vec(), sum))
    })
}

fn report_contributions(context: &mut Context<'_>, claim: usize, run: &[usize], sum: &Interval) {
    let computed = if context.sign(claim) < 0 { sum.negated() } else { Some(*sum) };
    if let Some(computed) = computed {
        context.report(RelationKind::Sum, Rule::Contributions, claim, run, computed);
    }
}

/// Contributions of a closed set that do not add up to the first growth of the paragraph.
fn closed_contributions(context: &mut Context<'_>, pulls: &[usize], rates: &[usize]) {
    let Some(&claim) = rates.last() else { return };
    let closed =
        (3..=pulls.len()).find_map(|length| pulls.windows(length).find(|run| names::is_closed_set(context, run)));
    let Some(run) = closed else { return };
    let signed: Option<Vec<Interval>> = run.iter().map(|&pull| context.signed(pull)).collect();
    let Some(sum) = signed.and_then(|signed| total(signed.iter())) else { return };
    report_contributions(context, claim, run, &sum);
}
