//! Wholes and their parts: lists behind a total and lists before 合计, told where they add up, and where they leave nothing
//! out and do not.

use std::collections::BTreeSet;

use super::super::bounds::Interval;
use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::slips;
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::{Context, Partition, Rule, names, total, totals};

/// More parts than this are told in tables, not in sentences.
const MOST_PARTS: usize = 16;
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
            closed_lists(context, whole);
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
fn candidates(context: &Context<'_>, whole: usize) -> Vec<usize> {
    let mention = context.mention(whole);
    let end = context.len().min(whole + 1 + REACH);
    (whole + 1..end)
        .filter(|&other| !names::is_compared(context, other))
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

/// 计划新开工项目157项: projects that are planned are projects.
fn is_counted(context: &Context<'_>, index: usize) -> bool {
    context.mention(index).quantity.unit.is_some_and(|unit| unit.counts)
}

/// Whether the words before a number open a list of parts.
fn opens(context: &Context<'_>, index: usize) -> bool {
    let lead = &context.mention(index).lead;
    let by_kind = lead.contains('按') || lead.contains("分") && lead.contains(':') || is_heading(context, index);
    by_kind || context.opens_parts(index) || is_first_item(lead)
}

/// 其中 right before a number: its whole is the amount right before that.
pub(super) fn is_part_of(context: &Context<'_>, index: usize) -> bool {
    context.opens_parts(index)
}

/// 其中 before the number or earlier in its clause.
fn is_introduced(context: &Context<'_>, index: usize) -> bool {
    (0..=index).rev().take_while(|&at| context.same_segment(at, index)).any(|at| opens(context, at))
}

fn starts(context: &Context<'_>, all: &[usize]) -> Vec<usize> {
    let begins = |at: usize| {
        at == 0
            || opens(context, all[at])
            || !context.same_segment(all[at], all[at - 1])
            || context.mention(all[at]).depth != context.mention(all[at - 1]).depth
    };
    (0..all.len()).filter(|&at| begins(at)).collect()
}

/// 分产业看, 从国有和非国有看: another way to divide what was spoken of begins.
fn is_heading(context: &Context<'_>, index: usize) -> bool {
    let lead = &context.mention(index).lead;
    let divides = || lead.contains("分,") || WORDS.cues.divides.iter().any(|word| lead.contains(word.as_str()));
    lead.contains('看') && lead.contains(['分', '按', '从']) || lead.contains('按') && divides()
}

/// As far as the next heading.
fn one_heading<'a>(context: &Context<'_>, rest: &'a [usize]) -> &'a [usize] {
    let end = rest.iter().skip(1).position(|&at| is_heading(context, at)).map_or(rest.len(), |at| at + 1);
    &rest[..end]
}

/// 从产业看，第一产业…、第二产业…。从国有和非国有看，国有…: a member of one division has no parts in another.
fn is_under_another_heading(context: &Context<'_>, whole: usize, first: usize) -> bool {
    let heads = |at: &usize| is_heading(context, *at);
    let begun = || (0..=whole).rev().take_while(|&at| context.same_line(at, whole)).any(|at| heads(&at));
    (whole + 1..=first).any(|at| heads(&at)) && begun()
}

/// The ways in which a list may run on from its first part.
fn sequences(context: &Context<'_>, rest: &[usize]) -> Vec<Vec<usize>> {
    let first = rest[0];
    let depth = context.mention(first).depth;
    let mut plain = Vec::new();
    let mut skipping = None;
    for (at, &part) in rest.iter().enumerate() {
        let mention = context.mention(part);
        if skipping.is_some_and(|segment| segment == mention.segment) {
            continue;
        }
        skipping = None;
        if at > 0 && (mention.depth > depth || opens(context, part)) {
            if mention.depth <= depth {
                skipping = Some(mention.segment);
            }
            continue;
        }
        plain.push(part);
    }
    let mut heads: Vec<usize> = Vec::new();
    for &part in rest {
        if heads.last().is_none_or(|&last| !context.same_segment(last, part)) {
            heads.push(part);
        }
    }
    let (outer, items) = (without_nested(context, rest), items(context, rest));
    let mut ways = vec![outer, rest.to_vec(), plain, heads, alike(context, rest), of_one_thing(context, rest), items];
    ways.dedup();
    ways.retain(|way| way.len() >= 2);
    ways
}

/// 外出16336万人：住户中外出12961万人，举家外出3375万人。本地9925万人: without what is itself broken down right behind.
fn without_nested(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let mut outer = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        outer.push(rest[at]);
        at += 1 + nested(context, rest[at], &rest[at + 1..]);
    }
    outer
}

/// How many of the amounts right behind one are its own parts, to so many digits that it is no chance.
fn nested(context: &Context<'_>, whole: usize, behind: &[usize]) -> usize {
    if context.mention(whole).quantity.significant() < 4 || context.interval(whole).high.is_none() {
        return 0;
    }
    let mut sum = Interval::whole(0);
    for (at, &part) in behind.iter().take(MOST_PARTS).enumerate() {
        let Some(longer) = sum.plus(context.interval(part)) else { return 0 };
        sum = longer;
        if at > 0 && sum.meets(context.interval(whole)) && width_millionths(&sum) <= 1_000 {
            return at + 1;
        }
    }
    0
}

/// 1、公共预算收入58.2亿元 … 2、基金收入3.1亿元: the first amount of each item of one numbering.
fn items(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let numbering = |part: usize| numbering(&context.mention(part).lead);
    let Some(kind) = rest.iter().find_map(|&part| numbering(part)) else { return Vec::new() };
    rest.iter().copied().filter(|&part| numbering(part) == Some(kind)).collect()
}

/// The first item of a numbering: 1、, 1), (一), ①.
fn is_first_item(lead: &str) -> bool {
    let lead = lead.trim_start_matches([';', ',', ':', '。']);
    ["1、", "1.", "1)", "(一)", "(1)", "①"].iter().any(|mark| lead.starts_with(mark))
}

/// How the item that words begin is numbered: 1、 or 1., (一), ①; the last of them where several stand there.
fn numbering(lead: &str) -> Option<char> {
    let marks: Vec<char> = lead.chars().collect();
    let at = |place: usize| marks.get(place).copied().unwrap_or(' ');
    let begins =
        |place: usize| place == 0 || !super::super::folding::is_han(at(place - 1)) && !at(place - 1).is_ascii_digit();
    (0..marks.len()).rev().find_map(|place| match at(place) {
        mark if mark.is_ascii_digit() && begins(place) && matches!(at(place + 1), '、' | '.' | ')') => Some('1'),
        '(' if at(place + 2) == ')' && "一二三四五六七八九十".contains(at(place + 1)) => Some('一'),
        '\u{2460}'..='\u{2473}' => Some('①'),
        _ => None,
    })
}

/// 133个续建项目 … 124个新建项目: the thing that is counted stands behind the count.
fn of_one_thing(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let thing = &context.mention(rest[0]).tail;
    rest.iter().copied().filter(|&part| names::common(thing, &context.mention(part).tail) >= 2).collect()
}

/// Those whose words end as the first one's do: 结案5件 … 结案10件 … 结案3件; 诉讼类, 执行类, 程序类.
fn alike(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let first = ending(context, rest[0]);
    if first.is_empty() {
        return Vec::new();
    }
    rest.iter().copied().filter(|&part| ending(context, part) == first).collect()
}

/// The last word of what stands before a number; one character where that makes a class.
fn ending<'a>(context: &'a Context<'_>, index: usize) -> &'a str {
    let core = context.near_core(index);
    if let Some(at) = core.rfind("进出口").filter(|at| core.len() - at == "进出口".len()) {
        return &core[at..];
    }
    let mut last = core.char_indices().rev();
    let class =
        last.next().filter(|(_, c)| matches!(c, '类' | '局' | '部' | '型' | '区' | '县' | '市' | '业' | '级' | '性'));
    let start = class.or_else(|| last.next()).map_or(0, |(at, _)| at);
    &core[start..]
}

fn sum_of(context: &Context<'_>, parts: &[usize]) -> Option<Interval> {
    total(parts.iter().map(|&part| context.interval(part)))
}

/// How wide a result is against its size, in millionths.
pub(super) fn width_millionths(interval: &Interval) -> i128 {
    let Some(high) = interval.high else { return 1_000_000 };
    let width =
        Interval::exact(high).minus(&Interval::exact(interval.low)).and_then(|width| width.scaled(1_000_000, 1));
    let relative = width.and_then(|width| width.over(&Interval::exact(interval.at)));
    relative.map_or(1_000_000, |relative| relative.at.floor())
}

/// Whether the list ends where its parts do: what follows begins something else.
fn ends(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    match way.get(count) {
        None => true,
        Some(&next) => {
            let last = way[count - 1];
            let lead = &context.mention(next).lead;
            let aside = WORDS.cues.aside.iter().any(|word| lead.contains(word.as_str()));
            // What stands in brackets ends with them.
            let closed = context.mention(next).depth < context.mention(last).depth;
            !context.same_segment(next, last) || opens(context, next) || aside || closed
        }
    }
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
            let near = first && !beyond && width_millionths(context.interval(whole)) <= 50_000;
            if is_part_of(context, all[start]) && !may_be_whole(context, whole, all[start]) {
                continue;
            }
            // 超过5000万吨 may be any amount: with it every sum is right, and only words make it a part.
            let said = |part: usize| is_introduced(context, all[start]) && context.same_sentence(part, all[start]);
            let bounded = |part: &&usize| context.interval(**part).high.is_some() || said(**part);
            let way: Vec<usize> = way.iter().take_while(bounded).copied().collect();
            if way.len() < 2 {
                continue;
            }
            if let Some(count) = adds_up(context, whole, &way, near || opened, false) {
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
        let sharp = width_millionths(&sum) <= 3_000 && context.mention(whole).quantity.significant() >= 4;
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
        if ends(context, way, count) && (direct && one_list || sharp) || sharp && width_millionths(&sum) <= 500 {
            return Some(count);
        }
    }
    None
}

/// Small counts: all in one sentence, and either in one clause chain, each in its own, or of one kind by their words.
fn is_one_list(context: &Context<'_>, parts: &[usize]) -> bool {
    let segments: BTreeSet<usize> = parts.iter().map(|&part| context.mention(part).segment).collect();
    let together = parts.iter().all(|&part| context.same_sentence(part, parts[0]));
    let deep = context.mention(parts[0]).depth;
    let flat = parts.iter().all(|&part| context.mention(part).depth == deep);
    let of_kind = alike(context, parts).len() == parts.len() || of_one_thing(context, parts).len() == parts.len();
    let in_sentences =
        parts.len() >= 3 && of_kind && parts.windows(2).all(|pair| !context.same_sentence(pair[0], pair[1]));
    (together || in_sentences) && flat && (segments.len() == 1 || segments.len() == parts.len() || of_kind)
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
    (0..context.len()).find(beside).filter(|_| width_millionths(&rest) <= 1_000)
}

/// Lists that leave nothing out by their own words, and still do not add up.
fn closed_lists(context: &mut Context<'_>, whole: usize) {
    if context.partitions.iter().any(|known| known.parts.contains(&whole) && context.mention(whole).listed)
        || names::is_compared(context, whole)
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
        && WORDS.cues.whole_list.iter().any(|word| lead.contains(word.as_str()))
        && parts.iter().all(|&part| context.same_segment(part, parts[0]) && !context.near_core(part).is_empty())
}

/// 按照项目类型划分: a list by kind of what other lists divided as well, and without a remainder.
fn is_division(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let lead = &context.mention(parts[0]).lead;
    let divides = lead.contains('按') && WORDS.cues.divides.iter().any(|word| lead.contains(word.as_str()));
    let divided = || {
        context
            .found
            .iter()
            .any(|found| found.holds && found.rule == Rule::Sum && found.claim == super::Claimed::Mention(whole))
    };
    divides && parts.len() >= 3 && divided()
}

/// Whether the next amount bears the last word of the list's own members: another member that no set knows.
fn runs_on(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    let (last, Some(&next)) = (way[count - 1], way.get(count)) else { return false };
    let word = ending(context, last);
    let near = context.mention(next).sentence - context.mention(last).sentence <= 1;
    near && !opens(context, next) && word.chars().count() >= 2 && ending(context, next) == word
}

/// Whether the sentence goes on with another amount of the kind: 其他国企7个、外企3个.
fn goes_on(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    way.get(count).is_some_and(|&next| context.same_sentence(next, way[count - 1]))
}

/// Whether nothing but their sum speaks against these being the parts of this whole.
fn may_be_the_list(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let numbered = numbering(&context.mention(parts[0]).lead);
    let one_numbering = || {
        let nothing_between =
            (whole + 1..parts[0]).all(|at| !context.is_level(at) || !context.same_dimension(at, whole));
        numbered.is_some()
            && nothing_between
            && parts.iter().all(|&part| numbering(&context.mention(part).lead) == numbered)
    };
    let close = parts.windows(2).all(|pair| context.mention(pair[1]).sentence - context.mention(pair[0]).sentence <= 1)
        || one_numbering();
    let new_list = !is_part_of(context, parts[0]) && !context.same_segment(parts[0], whole);
    let flat = parts.iter().all(|&part| context.mention(part).depth == context.mention(parts[0]).depth);
    close
        && flat
        && !is_under_another_heading(context, whole, parts[0])
        && are_of_one_thing(context, parts)
        && !names::is_member(context, whole, parts)
        && !(new_list && is_part_of(context, whole))
        // 产销分别完成977.9万辆和975万辆: no member of a list is the whole of the next.
        && !(context.mention(parts[0]).listed && parts[0] == whole + 1)
        && !parts[1..].iter().any(|&part| is_part_of(context, part))
        && is_nearest_whole(context, whole, parts[0])
        && slips::is_plausible_sum(context.interval(whole), parts.iter().map(|&part| context.interval(part)))
}

/// Whether one slip, or one number that belongs elsewhere, is all that keeps the sum from being right.
fn one_slip_off(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let plain = |&part: &usize| context.mention(part).quantity.hedge == Hedge::None && !context.mention(part).restates;
    // 甲省资金45.18亿元、…；乙省资金38.18亿元: what heads the list is the first of it.
    let first_of_list = !opens(context, parts[0])
        && context.same_sentence(whole, parts[0])
        && !context.same_segment(whole, parts[0])
        && ending(context, whole) == ending(context, parts[0]);
    !first_of_list
        && parts.iter().all(plain)
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
    let sharp = width_millionths(context.interval(whole)) <= 50 && context.mention(whole).quantity.digits >= tries;
    sharp
        && parts.iter().any(|&part| {
            let rest: Vec<usize> = parts.iter().copied().filter(|&other| other != part).collect();
            let Some(rest) = sum_of(context, &rest) else { return false };
            others.iter().any(|&other| {
                context
                    .interval(other)
                    .plus(&rest)
                    .is_some_and(|sum| sum.meets(context.interval(whole)) && width_millionths(&sum) <= 50)
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
    between.into_iter().all(|other| {
        of_the_whole(other) || context.is_plan(other) || aside(other) || names::is_compared(context, other)
    })
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
            || names::is_compared(context, other)
    })
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
