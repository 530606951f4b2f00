//! Wholes and their parts: lists behind a total and lists before 合计, told where they add up, and where they leave nothing
//! out and do not.

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::verdict::RelationKind;
use super::lists::{
    ending, ends, is_counted, is_introduced, is_one_list, is_part_of, is_under_another_heading, one_heading, opens,
    sequences, starts,
};
use super::{Context, Partition, Rule, closed, lists, total, totals};

/// More parts than this are told in tables, not in sentences.
pub(super) const MOST_PARTS: usize = 16;

/// How many numbers behind a total its parts may be looked for.
pub(super) const REACH: usize = 60;

pub(super) fn apply(context: &mut Context<'_>) {
    for whole in 0..context.len() {
        if context.is_level(whole) && context.mention(whole).ratio.is_none() {
            lists_behind(context, whole);
        }
    }
    for whole in 0..context.len() {
        if context.is_level(whole) {
            totals::list_before(context, whole);
        }
    }
    for whole in 0..context.len() {
        if context.is_level(whole) {
            closed::closed_lists(context, whole);
        }
    }
}

/// The kind under which a whole and its parts are reported.
pub(super) fn kind(context: &Context<'_>, whole: usize) -> RelationKind {
    if context.mention(whole).quantity.unit.is_some_and(|unit| unit.counts) {
        RelationKind::Count
    } else {
        RelationKind::Sum
    }
}

/// The amounts behind `whole` that could be parts of it.
pub(super) fn candidates(context: &Context<'_>, whole: usize) -> Vec<usize> {
    let mention = context.mention(whole);
    let end = context.len().min(whole + 1 + REACH);
    (whole + 1..end)
        .filter(|&other| !context.is_compared(other))
        .take_while(|&other| {
            context.mention(other).line <= mention.line + 1 && context.mention(other).sentence <= mention.sentence + 10
        })
        .filter(|&other| {
            context.is_level(other)
                && context.same_dimension(other, whole)
                && context.mention(other).quantity.digits != 0
        })
        .filter(|&other| context.mention(other).previous == mention.previous && !context.mention(other).restates)
        .filter(|&other| !context.is_plan(other) || context.is_plan(whole) || is_counted(context, other))
        .filter(|&other| !context.are_siblings(other, whole))
        .collect()
}

pub(super) fn sum_of(context: &Context<'_>, parts: &[usize]) -> Option<Interval> {
    total(parts.iter().map(|&part| context.interval(part)))
}

fn lists_behind(context: &mut Context<'_>, whole: usize) {
    let all = candidates(context, whole);
    let held = context.partitions.iter().any(|known| known.parts.contains(&whole));
    let mut told_to = whole;
    for start in starts(context, &all) {
        // What stands within a list that was told is a list of one of its members.
        if all[start] < told_to || is_under_another_heading(context, whole, all[start]) {
            continue;
        }
        // What is itself one of several parts heads a list beyond its own clause only where its digits say so.
        let beyond = held && !context.same_segment(all[start], whole);
        let list = one_heading(context, &all[start..]);
        for way in sequences(context, list) {
            let opened = opens(context, all[start]);
            // 2万亿元 stands for so much that two amounts behind it are soon its parts.
            // 375件（其中重点74件），320件已完成: what stands in brackets behind the whole is told apart.
            let first = all[..start].iter().all(|&at| context.mention(at).depth > context.mention(whole).depth);
            // 续建87个，新建15个。甲类27个，乙类75个: what follows a list that was told is another list of the same whole.
            let another = start.checked_sub(1).is_some_and(|at| all[at] == told_to);
            let near = (first || another) && !beyond && context.interval(whole).width_millionths() <= 50_000;
            // Behind 其中 with another amount between that could be the whole, the digits of a longer list must show which is.
            let doubtful = is_part_of(context, all[start])
                && !may_be_whole(context, whole, all[start])
                && !lists::is_of_its_place(context, whole, &way);
            // 超过5000万吨 may be any amount: with it every sum is right, and only words make it a part.
            let said = |part: usize| is_introduced(context, all[start]) && context.same_sentence(part, all[start]);
            let bounded = |part: &&usize| context.interval(**part).high.is_some() || said(**part);
            let way: Vec<usize> = way.iter().take_while(bounded).copied().collect();
            if way.len() < 2 {
                continue;
            }
            let count = adds_up(context, whole, &way, (near || opened) && !doubtful, false);
            if let Some(count) = count.filter(|&count| !doubtful || count >= 4) {
                let parts = &way[..count];
                told_to = parts[count - 1];
                report_once(context, whole, parts);
                break;
            }
        }
    }
    same_words(context, whole, &all);
}

/// 结案18件 … 结案5件 … 结案10件 … 结案3件: the parts are named as their whole is, each within its own part of another list.
fn same_words(context: &mut Context<'_>, whole: usize, all: &[usize]) {
    if context.partitions.iter().any(|known| known.whole == whole) {
        return;
    }
    let held = context.partitions.iter().any(|known| known.parts.contains(&whole));
    // By all words before the number first, then by the last of them.
    let named = |words: for<'b> fn(&'b Context<'_>, usize) -> &'b str| -> Vec<usize> {
        let own = words(context, whole);
        let alike = |part: &usize| words(context, *part) == own && !context.same_segment(*part, whole);
        if own.chars().count() < 2 { Vec::new() } else { all.iter().copied().filter(alike).collect() }
    };
    let by_ending = if held { Vec::new() } else { named(ending) };
    let ways = [named(|context, at| context.near_core(at)), by_ending];
    let adding = |way: &Vec<usize>| {
        let count = if way.len() >= 3 { adds_up(context, whole, way, true, true) } else { None };
        count.filter(|count| *count >= 3).map(|count| way[..count].to_vec())
    };
    if let Some(parts) = ways.iter().find_map(adding) {
        report(context, whole, &parts);
    }
}

/// How many of the first parts of a list add up to the whole.
pub(super) fn adds_up(context: &Context<'_>, whole: usize, way: &[usize], direct: bool, said: bool) -> Option<usize> {
    let claimed = context.interval(whole);
    if matches!(context.mention(whole).quantity.hedge, Hedge::AtLeast | Hedge::AtMost) {
        return None;
    }
    let mut sum = *context.interval(way[0]);
    for count in 2..=way.len().min(MOST_PARTS) {
        sum = sum.plus(context.interval(way[count - 1]))?;
        if sum.low.compare(claimed.high.unwrap_or(sum.low)) == std::cmp::Ordering::Greater {
            return None;
        }
        if !sum.meets(claimed) || way[..count].iter().any(|&part| context.interval(part).at == claimed.at) {
            continue;
        }
        // Small counts and round amounts meet by chance: there the list must stand right behind its whole and end.
        let sharp = sum.width_millionths() <= 3_000 && context.mention(whole).quantity.significant() >= 4;
        // 401件，其中初次举报362件，重复举报39件，署名举报99件: large counts meet by chance no more.
        let large = context.mention(whole).quantity.is_exact() && context.mention(whole).quantity.digits >= 200;
        let first_of_many = large && count == 2 && direct && opens(context, way[0]);
        if first_of_many {
            return Some(count);
        }
        let one_list = said
            || !context.mention(whole).quantity.is_exact()
            || large && direct && count >= 3
            || is_one_list(context, &way[..count]);
        if ends(context, way, count) && (direct && one_list || sharp) || sharp && sum.width_millionths() <= 500 {
            return Some(count);
        }
    }
    None
}

pub(super) fn report(context: &mut Context<'_>, whole: usize, parts: &[usize]) {
    let Some(sum) = sum_of(context, parts) else { return };
    let kind = kind(context, whole);
    context.report(kind, Rule::Sum, whole, parts, sum);
    context.partitions.push(Partition { whole, parts: parts.to_vec() });
}

/// Tells a whole and its parts, unless they are known.
pub(super) fn report_once(context: &mut Context<'_>, whole: usize, parts: &[usize]) {
    if !context.partitions.iter().any(|known| known.whole == whole && known.parts == parts) {
        report(context, whole, parts);
    }
}

pub(super) fn fail(context: &mut Context<'_>, whole: usize, parts: &[usize]) {
    let Some(sum) = sum_of(context, parts) else { return };
    let kind = kind(context, whole);
    if let Some(rest) = printed_rest(context, whole, parts, &sum) {
        let all: Vec<usize> = parts.iter().copied().chain([rest]).collect();
        report(context, whole, &all);
    } else if !sum.meets(context.interval(whole)) {
        context.report(kind, Rule::Sum, whole, parts, sum);
        context.partitions.push(Partition { whole, parts: parts.to_vec() });
    }
}

/// Just what is missing, where it is printed beside the list to many digits: the list then is not the whole one.
fn printed_rest(context: &Context<'_>, whole: usize, parts: &[usize], sum: &Interval) -> Option<usize> {
    let rest = context.interval(whole).minus(sum).filter(|rest| rest.low.is_positive())?;
    let beside = |&at: &usize| {
        at != whole
            && !parts.contains(&at)
            && context.same_line(at, whole)
            && context.is_level(at)
            && context.same_dimension(at, whole)
            && context.interval(at).meets(&rest)
    };
    (0..context.len()).find(beside).filter(|_| rest.width_millionths() <= 1_000)
}

/// The same, but for amounts between that cannot be the whole: smaller than a part, or last year's.
fn may_be_whole(context: &Context<'_>, whole: usize, first: usize) -> bool {
    let mut between =
        (whole + 1..first).filter(|&other| context.is_level(other) && context.same_dimension(other, whole));
    let of_the_whole =
        |other: usize| context.partitions.iter().any(|known| known.whole == whole && known.parts.contains(&other));
    let smaller =
        |other: usize| context.interval(other).at.compare(context.interval(first).at) == std::cmp::Ordering::Less;
    let other_year = |other: usize| context.mention(other).previous != context.mention(first).previous;
    between.all(|other| {
        of_the_whole(other)
            || context.is_plan(other)
            || smaller(other)
            || other_year(other)
            || context.is_compared(other)
    })
}
