//! Shares of a whole that is not printed with them: of the sum of their parts, where they reach a hundred, and of both members
//! of a pair that leaves nothing out.
//!
//! In: shares with the amounts that they belong to. Out: relations; where the sum of the parts is printed elsewhere, it is
//! the base, and the parts are known to be its own.

use std::cmp::Ordering;

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Claimed, Context, Rule, names, percent, sum, total};

/// 25338万人，占17.95%；89438万人，占63.35%；26402万人，占18.70%: shares that reach a hundred are of the sum of their parts.
pub(super) fn wholes(context: &mut Context<'_>) {
    let shares: Vec<(usize, usize)> = (0..context.len())
        .filter(|&at| matches!(context.role(at), Role::Share(_)))
        .filter_map(|at| context.owners[at].filter(|owner| context.same_segment(*owner, at)).map(|owner| (at, owner)))
        .collect();
    // 272个村、20506户，分别占计划的81.4%、80.2%: what is counted in villages and what in households are two lists, and so are
    // what is agreed and what has come in (协议2.66亿元，到位0.35亿元，分别占35%和32.6%).
    let key = |&(share, part): &(usize, usize)| {
        let (_, _, place) = names::listing(context, share);
        (context.mention(part).quantity.dimension(), place)
    };
    let mut kinds: Vec<_> = shares.iter().map(key).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let lists: Vec<Vec<(usize, usize)>> =
        kinds.into_iter().map(|kind| shares.iter().copied().filter(|pair| key(pair) == kind).collect()).collect();
    for list in lists {
        wholes_of(context, &list);
    }
}

fn wholes_of(context: &mut Context<'_>, shares: &[(usize, usize)]) {
    let mut start = 0;
    while start + 2 <= shares.len() {
        let run = (2..=shares.len() - start)
            .map(|length| &shares[start..start + length])
            .take_while(|run| one_list(context, run))
            .find(|run| {
                total(run.iter().map(|(share, _)| context.interval(*share)))
                    .is_some_and(|sum| sum.meets(&Interval::whole(100)))
            });
        let Some(run) = run else {
            start += 1;
            continue;
        };
        start += run.len();
        let holds = |share: usize| {
            context
                .found
                .iter()
                .any(|found| found.holds && found.kind == RelationKind::Share && found.claim == Claimed::Mention(share))
        };
        if run.iter().any(|(share, _)| holds(*share)) {
            continue;
        }
        let parts: Vec<usize> = run.iter().map(|(_, part)| *part).collect();
        let Some(all) = total(parts.iter().map(|&part| context.interval(part))) else { continue };
        let printed = printed_sum(context, &parts, &all);
        if let Some(whole) = printed {
            sum::report_once(context, whole, &parts);
        }
        let whole = printed.map_or(all, |whole| *context.interval(whole));
        for (share, part) in run.iter().copied() {
            let Some(computed) = percent(context.interval(part), &whole) else { continue };
            let rest = parts.iter().copied().filter(|&other| other != part);
            let (rule, terms): (Rule, Vec<usize>) = match printed {
                Some(whole) => (Rule::Share, vec![part, whole]),
                None => (Rule::ShareOfSum, std::iter::once(part).chain(rest).collect()),
            };
            context.report(RelationKind::Share, rule, share, &terms, computed);
        }
        if printed.is_none() {
            nested_share(context, run, &parts, &all);
        }
    }
}

/// 共有23881家, before its parts or behind them: the amount that they add up to, where chance would hardly have it there.
fn printed_sum(context: &Context<'_>, parts: &[usize], sum: &Interval) -> Option<usize> {
    const NEAR: usize = 24;
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let width = sum.high.and_then(|high| Interval::exact(high).minus(&Interval::exact(sum.low))?.scaled(200, 1))?;
    let sharp = width.at.compare(sum.at) != std::cmp::Ordering::Greater;
    let large = context.mention(first).quantity.magnitude > 0 || sum.at.floor() >= 100;
    let is_whole = |at: &usize| {
        context.is_level(*at)
            && !parts.contains(at)
            && context.same_dimension(*at, first)
            && context.mention(*at).quantity.hedge == Hedge::None
            && !context.mention(*at).restates
            && context.interval(*at).meets(sum)
    };
    let before = (first.saturating_sub(NEAR)..first).rev();
    let behind = last + 1..(last + NEAR).min(context.len());
    before.chain(behind).find(is_whole).filter(|_| sharp && large)
}

/// 汉族占44.08%；少数民族占55.92%，其中壮族占31.23%: a part of a part, of the same unprinted whole.
fn nested_share(context: &mut Context<'_>, run: &[(usize, usize)], parts: &[usize], whole: &Interval) {
    let Some(&(last, _)) = run.last() else { return };
    let next = (last + 1..context.len())
        .take_while(|&at| context.same_sentence(at, last))
        .find(|&at| matches!(context.role(at), Role::Share(_)));
    let Some(share) = next.filter(|&share| context.role(share) == context.role(last)) else { return };
    let Some(part) = context.owners[share].filter(|part| !parts.contains(part) && *part > last) else { return };
    // 文科19024人，占40.9% behind 往届7984人，占17.2%: more than the last part is no part of it.
    let within = |&of: &usize| context.interval(part).at.compare(context.interval(of).at) != Ordering::Greater;
    if !parts.last().is_some_and(within) {
        return;
    }
    let computed = percent(context.interval(part), whole).filter(|computed| computed.meets(context.interval(share)));
    if let Some(computed) = computed.filter(|_| context.same_dimension(part, parts[0])) {
        let terms: Vec<usize> = std::iter::once(part).chain(parts.iter().copied()).collect();
        context.report(RelationKind::Share, Rule::ShareOfAll, share, &terms, computed);
    }
}

/// Shares of one kind of amount, sentence by sentence in one paragraph, each with its own part.
fn one_list(context: &Context<'_>, run: &[(usize, usize)]) -> bool {
    run.windows(2).all(|pair| {
        let ((a, first), (b, second)) = (pair[0], pair[1]);
        context.same_line(a, b)
            && context.same_dimension(first, second)
            && first != second
            && context.mention(b).sentence - context.mention(a).sentence <= 1
    })
}

/// 国有186.6亿元；非国有60.8亿元。非国有占24.6%: of both members of a pair that leaves nothing out, where no whole is printed.
pub(super) fn pair(context: &mut Context<'_>, claim: usize, part: usize) -> bool {
    const NEAR: usize = 6;
    let of_pair = |&other: &usize| {
        other != part
            && context.is_level(other)
            && context.same_line(other, part)
            && context.same_dimension(other, part)
            && names::is_complete(context, &[part.min(other), part.max(other)])
    };
    let fits = |other: usize| {
        let whole = context.interval(part).plus(context.interval(other))?;
        percent(context.interval(part), &whole).filter(|computed| computed.meets(context.interval(claim)))
    };
    let around = part.saturating_sub(NEAR)..(part + NEAR).min(context.len());
    let found = around.filter(of_pair).find_map(|other| fits(other).map(|computed| (other, computed)));
    let Some((other, computed)) = found else { return false };
    let parts = [part.min(other), part.max(other)];
    let all = total(parts.iter().map(|&part| context.interval(part)));
    if let Some(whole) = all.and_then(|all| printed_sum(context, &parts, &all)) {
        sum::report_once(context, whole, &parts);
        let of_whole = percent(context.interval(part), context.interval(whole)).unwrap_or(computed);
        return context.report(RelationKind::Share, Rule::Share, claim, &[part, whole], of_whole);
    }
    context.report(RelationKind::Share, Rule::ShareOfSum, claim, &[part, other], computed)
}
