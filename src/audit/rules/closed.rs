//! Lists that leave nothing out by their own words, and still do not add up.
//!
//! In: a whole and the amounts behind it. Out: sums that fail; what may be a part of another list, or one of several wholes, is
//! left alone.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::slips;
use super::super::vocabulary::{WORDS, holds_any};
use super::lists::{ending, ends, is_part_of, is_under_another_heading, opens, sequences, starts};
use super::sum::{MOST_PARTS, candidates, fail, sum_of};
use super::{Context, Rule, balance, names, total};

/// Lists that leave nothing out by their own words, and still do not add up.
pub(super) fn closed_lists(context: &mut Context<'_>, whole: usize) {
    if context.partitions.iter().any(|known| known.parts.contains(&whole) && context.mention(whole).listed)
        || context.is_compared(whole)
    {
        return;
    }
    let all = candidates(context, whole);
    for start in starts(context, &all) {
        let direct = start == 0 || opens(context, all[start]) && start <= 2;
        let held =
            |context: &Context<'_>, part: usize| context.partitions.iter().any(|known| known.parts.contains(&part));
        if held(context, all[start]) || context.mention(all[start]).depth < context.mention(whole).depth {
            continue;
        }
        let by_kind = !context.same_segment(all[start], whole);
        // What is itself one of several parts heads no list beyond its own clause.
        if !(direct || by_kind) || by_kind && held(context, whole) && !opens(context, all[start]) {
            continue;
        }
        for way in sequences(context, &all[start..]) {
            if let Some(count) = closed(context, whole, &way, direct) {
                let parts = way[..count].to_vec();
                if !parts.iter().any(|&part| held(context, part)) {
                    fail(context, whole, &parts);
                }
                break;
            }
        }
    }
}

/// How many of the first parts of a list leave nothing out.
fn closed(context: &Context<'_>, whole: usize, way: &[usize], direct: bool) -> Option<usize> {
    (2..=way.len().min(MOST_PARTS)).rev().find(|&count| {
        let parts = &way[..count];
        may_be_the_list(context, whole, parts)
            && (names::is_complete(context, parts) && !runs_on(context, way, count)
                || is_whole_list(context, whole, parts) && ends(context, way, count)
                || names::has_rest(context, parts) && ends(context, way, count) && !goes_on(context, way, count)
                || names::names_its_parts(context, whole, parts)
                || shares_reach_hundred(context, whole, parts)
                || is_division(context, whole, parts) && ends(context, way, count) && !goes_on(context, way, count)
                || direct && ends(context, way, count) && one_slip_off(context, whole, parts))
    })
}

/// 续建项目182个 and 新建项目全部开工的有13个省市: what is counted stands behind the number, or right before it.
fn are_of_one_thing(context: &Context<'_>, parts: &[usize]) -> bool {
    let counts = |part: usize| context.mention(part).quantity.unit.is_some_and(|unit| unit.counts);
    let behind = |part: usize| context.mention(part).tail.chars().take(2).collect::<String>();
    let told: Vec<String> = parts.iter().filter(|&&part| counts(part)).map(|&part| behind(part)).collect();
    let any = told.iter().find(|thing| !thing.is_empty());
    any.is_none_or(|thing| {
        parts.iter().zip(&told).all(|(&part, own)| {
            if own.is_empty() { ending(context, part).contains(thing.as_str()) } else { own == thing }
        })
    })
}

/// 344个，分别为：甲县52个、乙县47个…: the words say that what follows is all of it, name by name.
fn is_whole_list(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let lead = &context.mention(parts[0]).lead;
    parts.len() >= 3
        && parts[0] == whole + 1
        && holds_any(lead, &WORDS.cues.whole_list)
        && parts.iter().all(|&part| context.same_segment(part, parts[0]) && !context.near_core(part).is_empty())
}

/// 按照项目类型划分: a list by kind of what other lists divided as well, and without a remainder.
fn is_division(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let divided = || {
        context
            .found
            .iter()
            .any(|found| found.holds && found.rule == Rule::Sum && found.claim == super::Claimed::Mention(whole))
    };
    context.start(parts[0]).division && parts.len() >= 3 && divided()
}

/// Whether the next amount bears the last word of the list's own members: another member that no set knows.
fn runs_on(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    let (last, Some(&next)) = (way[count - 1], way.get(count)) else { return false };
    let word = ending(context, last);
    context.same_sentence(next, last)
        && !opens(context, next)
        && word.chars().count() >= 2
        && ending(context, next) == word
}

/// Whether the sentence goes on with another amount of the kind: 其他国企7个、外企3个.
fn goes_on(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    way.get(count).is_some_and(|&next| context.same_sentence(next, way[count - 1]))
}

/// Whether nothing but their sum speaks against these being the parts of this whole.
fn may_be_the_list(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let numbered = context.start(parts[0]).numbering;
    let one_numbering = || {
        let nothing_between =
            (whole + 1..parts[0]).all(|at| !context.is_level(at) || !context.same_dimension(at, whole));
        numbered.is_some() && nothing_between && parts.iter().all(|&part| context.start(part).numbering == numbered)
    };
    let close = parts.windows(2).all(|pair| context.mention(pair[1]).sentence - context.mention(pair[0]).sentence <= 1)
        || one_numbering();
    let new_list = !is_part_of(context, parts[0]) && !context.same_segment(parts[0], whole);
    // 1-7月，汽车1618万辆。7月，乘用车203万辆；商用车26万辆: the parts of another time's whole.
    let months = |at: usize| context.mention(at).when.months;
    let of_one_time = parts.iter().all(|&part| !context.mention(part).dated || months(part) == months(whole));
    let flat = parts.iter().all(|&part| context.mention(part).depth == context.mention(parts[0]).depth);
    // 女党员占32.5%，公有制单位党员占28.7%: what has a share of the same base stands beside them.
    let share = |of: usize| {
        let within = (of + 1..context.len()).take_while(|&at| context.same_segment(at, of));
        let own = within.into_iter().find(|&at| context.owners[at] == Some(of)).map(|at| context.role(at));
        own.filter(|role| matches!(role, Role::Share(words) if !words.is_empty()))
    };
    let beside = share(whole).is_some() && share(whole) == share(parts[0]);
    // （二）建筑业15起。（三）采矿业2起；（四）…: an item of a numbering is no whole of the next ones.
    let next_item = numbered.is_some() && context.start(whole).numbering == numbered;
    // What costs most comes last.
    close
        && !beside
        && !next_item
        && flat
        && of_one_time
        // 产销分别完成977.9万辆和975万辆: no member of a list is the whole of the next.
        && !(context.mention(parts[0]).listed && parts[0] == whole + 1)
        && !parts[1..].iter().any(|&part| is_part_of(context, part))
        && !(new_list && is_part_of(context, whole))
        && slips::is_plausible_sum(context.interval(whole), parts.iter().map(|&part| context.interval(part)))
        && !is_under_another_heading(context, whole, parts[0])
        && is_nearest_whole(context, whole, parts[0])
        && are_of_one_thing(context, parts)
        && !names::is_member(context, whole, parts)
}

/// Whether one slip, or one number that belongs elsewhere, is all that keeps the sum from being right.
fn one_slip_off(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let plain = |&part: &usize| context.mention(part).quantity.hedge == Hedge::None && !context.mention(part).restates;
    // 甲省资金45.18亿元、…；乙省资金38.18亿元: what heads the list is the first of it.
    let first_of_list = !opens(context, parts[0])
        && context.same_sentence(whole, parts[0])
        && !context.same_segment(whole, parts[0])
        && ending(context, whole) == ending(context, parts[0]);
    // 收入1250万元，支出1205万元，累计结余54万元: what is left is no part of a list.
    let left = || parts.iter().any(|&part| balance::is_left(context, part));
    !first_of_list
        && parts.iter().all(plain)
        && !left()
        && (slips::mends_sum(context.mention(whole), &mentions(context, parts)) || is_swapped(context, whole, parts))
}

/// Whether another number of the paragraph, in the place of one part or of the whole, makes the sum right to many digits.
fn is_swapped(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let others: Vec<usize> = (0..context.len())
        .filter(|&at| {
            context.same_line(at, whole) && context.same_dimension(at, whole) && at != whole && !parts.contains(&at)
        })
        .collect();
    // Counts are exact: there the number of combinations says how easily chance does it.
    let tries = i128::try_from(others.len() * parts.len() * 50).unwrap_or(i128::MAX);
    let sharp = context.interval(whole).width_millionths() <= 50 && context.mention(whole).quantity.digits >= tries;
    sharp
        && parts.iter().any(|&part| {
            let rest: Vec<usize> = parts.iter().copied().filter(|&other| other != part).collect();
            let Some(rest) = sum_of(context, &rest) else { return false };
            others.iter().any(|&other| {
                context
                    .interval(other)
                    .plus(&rest)
                    .is_some_and(|sum| sum.meets(context.interval(whole)) && sum.width_millionths() <= 50)
            })
        })
}

fn mentions<'a>(context: &'a Context<'_>, parts: &[usize]) -> Vec<&'a super::super::passage::Mention> {
    parts.iter().map(|&part| context.mention(part)).collect()
}

/// Whether no other amount of the same kind could be the whole: none between it and its first part but parts of another
/// list of the same whole.
fn is_nearest_whole(context: &Context<'_>, whole: usize, first: usize) -> bool {
    let between = (whole + 1..first).filter(|&other| context.is_level(other) && context.same_dimension(other, whole));
    let of_the_whole =
        |other: usize| context.partitions.iter().any(|known| known.whole == whole && known.parts.contains(&other));
    // A list by kind begins anew behind a part that was named alone: 其中限额以上…。按地域，城镇….
    let aside = |other: usize| is_part_of(context, other) && !is_part_of(context, first);
    between
        .into_iter()
        .all(|other| of_the_whole(other) || context.is_plan(other) || aside(other) || context.is_compared(other))
}

/// Whether the parts' own shares are everything, and one of them at least is a share of this whole.
fn shares_reach_hundred(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let share = |part: usize| {
        (part + 1..context.len())
            .take_while(|&at| context.same_segment(at, part))
            .find(|&at| matches!(context.role(at), Role::Share(_)) && context.owners[at] == Some(part))
    };
    let shares: Option<Vec<usize>> = parts.iter().map(|&part| share(part)).collect();
    let Some(shares) = shares else { return false };
    let fits = |(&part, &share): (&usize, &usize)| {
        super::percent(context.interval(part), context.interval(whole))
            .is_some_and(|computed| computed.meets(context.interval(share)))
    };
    let sum = total(shares.iter().map(|&share| context.interval(share)));
    parts.iter().zip(&shares).any(fits) && sum.is_some_and(|sum| sum.meets(&Interval::whole(100)))
}
