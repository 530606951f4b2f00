//! Rates over an amount: shares, completions, 开工率 and their kind, and the wholes that shares imply.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::bases::{Base, introduced, named_bases, scope_fits, unnamed_bases};
use super::{Context, Rule, names, percent, rates, together, total, unprinted};

pub(super) fn apply(context: &mut Context<'_>) {
    for index in 0..context.len() {
        match context.role(index).clone() {
            Role::OfNumber { plan } => of_number(context, index, plan),
            Role::Completion(words) => completion(context, index, &words),
            Role::Share(words) => share(context, index, &words),
            Role::Rate(stem) => rates::rate(context, index, &stem),
            Role::BackTo => back_to(context, index),
            _ => {}
        }
    }
    elided(context);
    unprinted::wholes(context);
    implied(context);
}

/// Tries each base in turn: the first that holds is told; one that fails only where the words leave no other.
pub(super) fn settle(
    context: &mut Context<'_>,
    kind: RelationKind,
    rule: Rule,
    claim: usize,
    part: usize,
    bases: &[Base],
) -> Option<usize> {
    let computed = |context: &Context<'_>, base: usize| percent(context.interval(part), context.interval(base));
    let holding = || {
        bases.iter().filter(|base| {
            base.index != part
                && computed(context, base.index).is_some_and(|computed| computed.meets(context.interval(claim)))
        })
    };
    // 突破700亿元，累计702.76亿元: the exact number is the base.
    let exact = |base: &&Base| context.mention(base.index).quantity.hedge == Hedge::None;
    let chosen = holding()
        .find(exact)
        .or_else(|| holding().next())
        .or_else(|| bases.iter().find(|base| base.fixed && base.index != part))?;
    let interval = computed(context, chosen.index)?;
    context.report(kind, rule, claim, &[part, chosen.index], interval);
    Some(chosen.index)
}

/// 完成目标81个的77.78%: over the number right before.
fn of_number(context: &mut Context<'_>, claim: usize, plan: bool) {
    let Some(base) = claim.checked_sub(1) else { return };
    let part = context
        .before_in_sentence(base)
        .find(|&other| context.is_level(other) && !context.is_plan(other) && context.same_dimension(other, base));
    // 完成投资占投资总量（1925亿元）的39%: the words before 占 name a part that stands elsewhere.
    let named = || {
        let words = names::content(context.mention(base).near.split('占').next().unwrap_or_default());
        let part = names::elsewhere(context, base, &words).filter(|_| words.chars().count() >= 2)?;
        Some(part).filter(|&part| context.same_dimension(part, base))
    };
    let Some(part) = part.or_else(named) else { return };
    let (kind, rule) =
        if plan { (RelationKind::Completion, Rule::Completion) } else { (RelationKind::Share, Rule::Share) };
    settle(context, kind, rule, claim, part, &[Base { index: base, fixed: true }]);
}

/// 占年度计划的73%: over the plan that is spoken of.
fn completion(context: &mut Context<'_>, claim: usize, words: &str) {
    let Some(part) = context.owners[claim].or_else(|| planned_thing(context, claim)) else { return };
    let plans: Vec<usize> = plans_around(context, claim, part);
    if let Some(behind) = done_behind(context, claim) {
        // 总投资1357亿元，年度计划410亿元，已完成年度计划的50.4%，完成206.7亿元: what was done stands behind its rate.
        let bases: Vec<Base> = plans.iter().map(|&index| Base { index, fixed: false }).collect();
        settle(context, RelationKind::Completion, Rule::Completion, claim, behind, &bases);
        return;
    }
    let in_sentence: Vec<usize> = plans.iter().copied().filter(|&plan| context.same_sentence(plan, claim)).collect();
    let alike = |plan: usize| names::common(words, &context.mention(plan).near);
    // The plan of the segment whose words are nearest to the claim's, the last of equals.
    let in_segment = in_sentence.iter().copied().filter(|&plan| context.same_segment(plan, claim) && plan < claim);
    let nearest = in_segment.rev().max_by_key(|&plan| alike(plan));
    // A plan that another amount was held against already is that amount's.
    let taken = |plan: usize| {
        context
            .found
            .iter()
            .any(|found| found.kind == RelationKind::Completion && found.terms.contains(&super::Term::Mention(plan)))
    };
    let fixed = nearest.or_else(|| match (in_sentence.as_slice(), plans.as_slice()) {
        ([only], _) | ([], [only]) => Some(*only).filter(|plan| !taken(*plan) && !introduced(context, part)),
        _ => None,
    });
    // A plan of its own segment leaves no other; else the nearest that fits is told.
    let bases: Vec<Base> = match fixed {
        Some(plan) => vec![Base { index: plan, fixed: true }],
        None => plans.iter().map(|&index| Base { index, fixed: false }).collect(),
    };
    if settle(context, RelationKind::Completion, Rule::Completion, claim, part, &bases).is_none() {
        joint_plan(context, claim, part);
    }
}

/// The amount right behind a completion that words call done, where none stands between its plan and it.
fn done_behind(context: &Context<'_>, claim: usize) -> Option<usize> {
    let plan = claim.checked_sub(1).filter(|&plan| context.is_plan(plan) && context.same_sentence(plan, claim))?;
    let next = claim + 1;
    let done = |near: &str| WORDS.cues.done.iter().any(|word| near.starts_with(word.as_str()));
    let follows = next < context.len()
        && context.is_level(next)
        && !context.is_plan(next)
        && context.same_segment(next, claim)
        && context.same_dimension(next, plan)
        && done(&context.mention(next).near);
    follows.then_some(next)
}

/// 新增就业1266万人…。新增就业目标为900万人，实际完成目标的140%: the amount that bears the name of the plan right before.
fn planned_thing(context: &Context<'_>, claim: usize) -> Option<usize> {
    let plan = claim.checked_sub(1).filter(|&plan| context.is_plan(plan) && context.same_sentence(plan, claim))?;
    let near = &context.mention(plan).near;
    let name =
        WORDS.cues.plan.iter().filter_map(|word| near.find(word.as_str())).min().map(|at| names::core(&near[..at]))?;
    let part = names::elsewhere(context, plan, &name).filter(|_| name.chars().count() >= 4)?;
    context.same_dimension(part, plan).then_some(part)
}

/// Of several bases that fit, the one that the share before of the same words has comes first.
fn of_the_share_before(context: &Context<'_>, claim: usize, bases: &mut [Base]) {
    let before = (0..claim).rev().find(|&at| context.role(at) == context.role(claim));
    let base = before.and_then(|before| {
        let found = context
            .found
            .iter()
            .find(|found| found.holds && found.rule == Rule::Share && found.claim == super::Claimed::Mention(before))?;
        found.terms.last().cloned()
    });
    if let Some(super::Term::Mention(base)) = base {
        bases.sort_by_key(|other| other.index != base);
    }
}

/// Planned amounts of the same kind: in the sentence first, then before it, nearest first.
fn plans_around(context: &Context<'_>, claim: usize, part: usize) -> Vec<usize> {
    let is_plan =
        |other: &usize| context.is_level(*other) && context.is_plan(*other) && context.same_dimension(*other, part);
    let before = (0..claim).rev().take_while(|&other| context.same_line(other, claim)).filter(is_plan);
    let behind = (claim + 1..context.len()).take_while(|&other| context.same_sentence(other, claim)).filter(is_plan);
    before.chain(behind).collect()
}

/// The plans of all parts together: 完成年度计划的73.4%, whose parts are planned one by one.
fn joint_plan(context: &mut Context<'_>, claim: usize, part: usize) {
    let Some(partition) = context.partitions.iter().find(|known| known.whole == part).cloned() else { return };
    let plan_of = |index: usize| {
        (0..index)
            .rev()
            .take_while(|&other| context.same_segment(other, index))
            .find(|&other| context.is_plan(other) && context.same_dimension(other, index))
    };
    let plans: Option<Vec<usize>> = partition.parts.iter().map(|&index| plan_of(index)).collect();
    let Some(plans) = plans else { return };
    let computed =
        total(plans.iter().map(|&plan| context.interval(plan))).and_then(|sum| percent(context.interval(part), &sum));
    let Some(computed) = computed.filter(|computed| computed.meets(context.interval(claim))) else { return };
    let terms: Vec<usize> = std::iter::once(part).chain(plans).collect();
    context.report(RelationKind::Completion, Rule::Completion, claim, &terms, computed);
}

/// A share is a part over its whole; what it is compared with is what its words name.
fn share(context: &mut Context<'_>, claim: usize, words: &str) {
    if let Some(amounts) = together::amounts(context, claim) {
        return together::tell(context, claim, words, &amounts);
    }
    // 其余三成、即13万人: the rest is not what stands before it.
    let rest =
        WORDS.cues.other.iter().any(|word| context.mention(claim).near.contains(word.as_str()) && words.is_empty());
    let own = context.owners[claim].filter(|_| !(rest && context.mention(claim).spelt));
    let Some(part) = own.or_else(|| following(context, claim)) else { return };
    let core = names::core(words);
    let named = if core.is_empty() { Vec::new() } else { named_bases(context, claim, part, words) };
    let explicit = !core.is_empty();
    let own = context.owners[claim].is_some();
    let mut bases = named;
    if !explicit && let Some(base) = parallel(context, claim, part) {
        settle(context, RelationKind::Share, Rule::Share, claim, part, &[Base { index: base, fixed: true }]);
        return;
    }
    if !explicit || bases.is_empty() {
        bases.extend(
            unnamed_bases(context, claim, part)
                .into_iter()
                .map(|base| Base { fixed: base.fixed && !explicit && own, ..base }),
        );
        if explicit && names::scope(words).is_some_and(|scope| matches!(scope, "全国" | "全省")) {
            bases.retain(|base| names::scope(words).is_none_or(|scope| scope_fits(context, base.index, scope)));
        }
    }
    // 占全省比重41%: of the province's amount, which the city's is not.
    let scope = names::scope(words).filter(|_| core.is_empty());
    if let Some(scope) = scope {
        bases.retain(|base| scope_fits(context, base.index, scope));
    }
    if !own || scope.is_some() {
        bases.iter_mut().for_each(|base| base.fixed = false);
    }
    of_the_share_before(context, claim, &mut bases);
    let fits = |base: &Base| {
        let computed = percent(context.interval(part), context.interval(base.index));
        base.index != part && computed.is_some_and(|computed| computed.meets(context.interval(claim)))
    };
    // 甲类783件、乙类579件、丙类562件，占总量的77%: before the last of a list is wrong, the whole list may be right.
    if !bases.iter().any(fits) && (together::list(context, claim, part, words) || unprinted::pair(context, claim, part))
    {
        return;
    }
    if settle(context, RelationKind::Share, Rule::Share, claim, part, &bases).is_some() {
        return;
    }
    // Of a list each has its place.
    let (first, end, _) = names::listing(context, claim);
    if end - first == 1 {
        of_another_part(context, claim, part, words);
    }
}

/// 58个、0.87亿元，占…: another amount of the same clause may be the part.
fn of_another_part(context: &mut Context<'_>, claim: usize, part: usize, words: &str) {
    let others: Vec<usize> = context
        .before_in_sentence(claim)
        .filter(|&other| {
            other != part && context.is_level(other) && !context.is_plan(other) && context.same_segment(other, claim)
        })
        .take(3)
        .collect();
    for other in others {
        let open: Vec<Base> = if names::core(words).is_empty() {
            unnamed_bases(context, claim, other)
        } else {
            named_bases(context, claim, other, words)
        }
        .into_iter()
        .map(|base| Base { fixed: false, ..base })
        .collect();
        if settle(context, RelationKind::Share, Rule::Share, claim, other, &open).is_some() {
            return;
        }
    }
}

/// 高技术产业1748亿元，占比28.9%；… 自贸试验区866亿元，占比14.3%: the base of the share before, where both parts head
/// their clause and neither is a part of the other.
fn parallel(context: &Context<'_>, claim: usize, part: usize) -> Option<usize> {
    let heads = |part: usize| {
        context.before_in_sentence(part).take_while(|&at| context.same_segment(at, part)).next().is_none()
            && !introduced(context, part)
    };
    let before = (0..claim)
        .rev()
        .take_while(|&at| context.same_line(at, claim))
        .find(|&at| matches!(context.role(at), Role::Share(_)))?;
    let Role::Share(words) = context.role(before) else { return None };
    let own = context.owners[before].filter(|own| context.same_dimension(*own, part))?;
    let found = context.found.iter().find(|found| {
        found.kind == RelationKind::Share && found.claim == super::Claimed::Mention(before) && found.holds
    })?;
    let [super::Term::Mention(_), super::Term::Mention(base)] = found.terms.as_slice() else { return None };
    let near = context.mention(claim).sentence - context.mention(before).sentence <= 2
        && *base < own
        && names::core(words).is_empty();
    (near && heads(part) && heads(own) && part < claim && context.same_segment(part, claim)).then_some(*base)
}

/// 占比近六成，进出口额1759.2亿元: the amount behind, in the next clause.
fn following(context: &Context<'_>, claim: usize) -> Option<usize> {
    let next = claim + 1;
    (next < context.len() && context.is_level(next) && context.same_segment(next, claim)).then_some(next)
}

/// 恢复至2019年的70.1%: over the other year's amount, which may stand behind.
fn back_to(context: &mut Context<'_>, claim: usize) {
    let Some(part) = context.owners[claim] else { return };
    let bases: Vec<Base> = (0..context.len())
        .filter(|&other| {
            other != part
                && context.same_line(other, claim)
                && context.is_level(other)
                && context.same_dimension(other, part)
        })
        .map(|index| Base { index, fixed: false })
        .collect();
    settle(context, RelationKind::Share, Rule::Share, claim, part, &bases);
}

/// A share without a base among shares of one list has the base of its neighbours.
fn elided(context: &mut Context<'_>) {
    let shares: Vec<usize> = (0..context.len()).filter(|&at| matches!(context.role(at), Role::Share(_))).collect();
    let base_of = |context: &Context<'_>, claim: usize| {
        let found = context.found.iter().find(|found| {
            found.kind == RelationKind::Share && found.claim == super::Claimed::Mention(claim) && found.holds
        })?;
        match found.terms.as_slice() {
            [super::Term::Mention(part), super::Term::Mention(base)] => Some((*part, *base)),
            _ => None,
        }
    };
    for (at, &claim) in shares.iter().enumerate() {
        let Role::Share(words) = context.role(claim).clone() else { continue };
        let unnamed = names::core(&words).is_empty();
        // 占全省比重: of another place than its neighbours.
        if context.is_claimed(RelationKind::Share, claim) || unnamed && names::scope(&words).is_some() {
            continue;
        }
        let near = |part: &usize| context.same_segment(*part, claim) && (*part + 3 > claim || !unnamed);
        let Some(part) = context.owners[claim].filter(near) else { continue };
        let neighbours =
            [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| shares.get(at).copied());
        let base = neighbours
            .filter(|&other| {
                unnamed
                    || (context.mention(claim).listed || context.mention(other).listed)
                        && *context.role(other) == Role::Share(words.clone())
            })
            .filter(|&other| {
                context.same_line(other, claim)
                    && context.mention(other).sentence.abs_diff(context.mention(claim).sentence) <= 1
            })
            .find_map(|other| {
                base_of(context, other).filter(|(part_of_other, base)| {
                    context.same_dimension(*part_of_other, part) && *base < claim && *base != part
                })
            });
        let Some((_, base)) = base else { continue };
        if let Some(computed) = percent(context.interval(part), context.interval(base)) {
            context.report(RelationKind::Share, Rule::Share, claim, &[part, base], computed);
        }
    }
}

/// Two shares of one unprinted whole imply that whole twice; both cannot be right where the two do not meet.
fn implied(context: &mut Context<'_>) {
    let open: Vec<(usize, usize, String)> = (0..context.len())
        .filter_map(|claim| {
            let Role::Share(words) = context.role(claim) else { return None };
            let part = context.owners[claim].filter(|part| context.same_sentence(*part, claim))?;
            // Of small counts a whole number of many would do.
            let quantity = context.mention(part).quantity;
            let amount = matches!(quantity.dimension().0, "money" | "weight") || quantity.magnitude >= 4;
            (amount && !context.is_claimed(RelationKind::Share, claim)).then(|| (claim, part, words.clone()))
        })
        .collect();
    for (at, (first, part, words)) in open.iter().enumerate() {
        for (claim, other, theirs) in &open[at + 1..] {
            // 占全部资金 and 占资金总额 are of one whole; 占比 and 占比 only where they agree.
            let total = |words: &str| holds_any(words, &WORDS.cues.whole);
            let (ours, others) = (names::core(words), names::core(theirs));
            // 占民事案件总数 and 占刑事案件总数 are of two wholes, though both are of cases.
            // 占全部援疆资金 and 占资金总额 are of one.
            let shorter = ours.chars().count().min(others.chars().count());
            let alike = shorter >= 2 && (ours.ends_with(&others) || others.ends_with(&ours));
            let one_whole = total(words) && total(theirs) && alike;
            let unnamed = ours.is_empty() && others.is_empty() && context.same_sentence(*first, *claim);
            if !context.same_dimension(*part, *other) || !(one_whole || unnamed) {
                continue;
            }
            let whole = |part: usize, share: usize| {
                context.interval(part).scaled(100, 1).and_then(|part| part.over(context.interval(share)))
            };
            let (Some(one), Some(two)) = (whole(*part, *first), whole(*other, *claim)) else { continue };
            if one_whole || one.meets(&two) {
                report_implied(context, *first, &[*part, *other, *claim], &two, &one);
            }
        }
    }
}

fn report_implied(context: &mut Context<'_>, claim: usize, terms: &[usize], one: &Interval, two: &Interval) {
    let holds = one.meets(two);
    let Some(computed) = percent(context.interval(terms[0]), one) else { return };
    if holds == computed.meets(context.interval(claim)) {
        context.report(RelationKind::ImpliedTotal, Rule::ImpliedTotal, claim, terms, computed);
    }
}
