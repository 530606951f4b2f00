//! Where a list of parts begins, how it may run on, and where it ends: by 其中, by headings, by numbering, by the words of its
//! members.
//!
//! In: amounts in the order of the text. Out: ways to read some of them as one list. Adds nothing up but what is broken down
//! again within a list.

use std::collections::BTreeSet;

use super::super::bounds::Interval;
use super::super::passage::Mention;
use super::super::vocabulary::{WORDS, holds_any};
use super::sum::MOST_PARTS;
use super::{Context, names};

/// 计划新开工项目157项: projects that are planned are projects.
pub(super) fn is_counted(context: &Context<'_>, index: usize) -> bool {
    context.mention(index).quantity.unit.is_some_and(|unit| unit.counts)
}

/// How a number may begin a list, by the words before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// 分产业看, 从国有和非国有看, 按类型划分: another way to divide what was spoken of.
    pub heading: bool,
    /// 按…划分: one that leaves nothing out.
    pub division: bool,
    /// 按 and its kind, or the first item of a numbering.
    pub opening: bool,
    /// How its item is numbered: 1、 or 1), (一), ①.
    pub numbering: Option<char>,
}

impl Start {
    pub fn of(lead: &str) -> Self {
        let by = lead.contains('按');
        let divides = || lead.contains("分,") || holds_any(lead, &WORDS.cues.divides);
        let division = by && holds_any(lead, &WORDS.cues.divides);
        let heading = lead.contains('看') && lead.contains(['分', '按', '从']) || by && divides();
        let opening = by || lead.contains('分') && lead.contains(':') || heading || is_first_item(lead);
        Self { heading, division, opening, numbering: numbering(lead) }
    }
}

/// How each number may begin a list. 按行业划分，6个农业项目完成投资9.3亿元: the heading stands before the count, and begins the
/// list of what was invested as well.
pub(super) fn starts_of(mentions: &[Mention], dimensions: &[usize]) -> Vec<Start> {
    let own: Vec<Start> = mentions.iter().map(|mention| Start::of(&mention.lead)).collect();
    let headed = |index: usize| {
        (0..index)
            .rev()
            .take_while(|&at| mentions[at].segment == mentions[index].segment && dimensions[at] != dimensions[index])
            .find(|&at| own[at].heading || own[at].opening)
    };
    let with_heading = |index: usize| match headed(index) {
        Some(at) => Start { numbering: own[index].numbering, ..own[at] },
        None => own[index],
    };
    (0..mentions.len()).map(|index| if own[index].opening { own[index] } else { with_heading(index) }).collect()
}

/// Whether the words before a number open a list of parts.
pub(super) fn opens(context: &Context<'_>, index: usize) -> bool {
    context.start(index).opening || context.opens_parts(index)
}

/// 其中 right before a number: its whole is the amount right before that.
pub(super) fn is_part_of(context: &Context<'_>, index: usize) -> bool {
    context.opens_parts(index)
}

/// 其中 before the number or earlier in its clause.
pub(super) fn is_introduced(context: &Context<'_>, index: usize) -> bool {
    (0..=index).rev().take_while(|&at| context.same_segment(at, index)).any(|at| opens(context, at))
}

pub(super) fn starts(context: &Context<'_>, all: &[usize]) -> Vec<usize> {
    let begins = |at: usize| {
        at == 0
            || opens(context, all[at])
            || !context.same_segment(all[at], all[at - 1])
            || context.mention(all[at]).depth != context.mention(all[at - 1]).depth
    };
    (0..all.len()).filter(|&at| begins(at)).collect()
}

/// As far as the next heading.
pub(super) fn one_heading<'a>(context: &Context<'_>, rest: &'a [usize]) -> &'a [usize] {
    let end = rest.iter().skip(1).position(|&at| context.start(at).heading).map_or(rest.len(), |at| at + 1);
    &rest[..end]
}

/// 从产业看，第一产业…、第二产业…。从国有和非国有看，国有…: a member of one division has no parts in another.
pub(super) fn is_under_another_heading(context: &Context<'_>, whole: usize, first: usize) -> bool {
    let heads = |at: &usize| context.start(*at).heading;
    // 从沿江和内河看，…。1-2月，全市完成4144万吨。从沿江和内河看，…: a new sentence with a whole of its own ends the division before.
    let held = context.partitions.iter().any(|known| known.parts.contains(&whole));
    let within = |at: &usize| if held { context.same_line(*at, whole) } else { context.same_sentence(*at, whole) };
    let begun = || (0..=whole).rev().take_while(within).any(|at| heads(&at));
    (whole + 1..=first).any(|at| heads(&at)) && begun()
}

/// The ways in which a list may run on from its first part, as far as anyone would tell it in sentences, and the amount behind.
pub(super) fn sequences(context: &Context<'_>, rest: &[usize]) -> Vec<Vec<usize>> {
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
        if plain.len() > MOST_PARTS {
            break;
        }
    }
    let mut heads: Vec<usize> = Vec::new();
    for &part in rest {
        if heads.last().is_none_or(|&last| !context.same_segment(last, part)) {
            heads.push(part);
        }
        if heads.len() > MOST_PARTS {
            break;
        }
    }
    let (outer, items) = (without_nested(context, rest), items(context, rest));
    let all = rest[..rest.len().min(MOST_PARTS + 1)].to_vec();
    let told = [outer, all, plain, heads, alike(context, rest), of_one_thing(context, rest), items];
    let mut ways: Vec<Vec<usize>> = Vec::new();
    for way in told.into_iter().chain((0..2).map(|place| at_place(context, rest, place))) {
        if way.len() >= 2 && !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// 外出16336万人：住户中外出12961万人，举家外出3375万人。本地9925万人: without what is itself broken down right behind.
fn without_nested(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let mut outer = Vec::new();
    let mut at = 0;
    while at < rest.len() && outer.len() <= MOST_PARTS {
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
        if at > 0 && sum.meets(context.interval(whole)) && sum.width_millionths() <= 1_000 {
            return at + 1;
        }
    }
    0
}

/// 1、公共预算收入58.2亿元 … 2、基金收入3.1亿元: the first amount of each item of one numbering.
fn items(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let numbering = |part: usize| context.start(part).numbering;
    let Some(kind) = rest.iter().find_map(|&part| numbering(part)) else { return Vec::new() };
    rest.iter().copied().filter(|&part| numbering(part) == Some(kind)).take(MOST_PARTS + 1).collect()
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
        mark if mark.is_ascii_digit()
            && begins(place)
            && matches!(at(place + 1), '、' | '.' | ')')
            && !at(place + 2).is_ascii_digit() =>
        {
            Some('1')
        }
        '(' if at(place + 2) == ')' && "一二三四五六七八九十".contains(at(place + 1)) => Some('一'),
        '\u{2460}'..='\u{2473}' => Some('①'),
        _ => None,
    })
}

/// 产销分别达20365辆和19228辆 … 产销分别为7959辆和8864辆: the members at one place of lists that are as long as the first.
fn at_place(context: &Context<'_>, rest: &[usize], place: usize) -> Vec<usize> {
    let list = |at: usize| names::listing(context, at);
    let (first, end, _) = list(rest[0]);
    if end - first < 2 {
        return Vec::new();
    }
    let alike = |at: &usize| {
        let (begin, until, own) = list(*at);
        until - begin == end - first && own == place
    };
    rest.iter().copied().filter(alike).take(MOST_PARTS + 1).collect()
}

/// 生产19307辆，销售16884辆。其中甲产、销分别完成11252辆和8970辆: of as many amounts as each list has, the whole stands at the place
/// that the parts have in theirs.
pub(super) fn is_of_its_place(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let (first, end, place) = names::listing(context, parts[0]);
    let alike = |&part: &usize| {
        let (begin, until, own) = names::listing(context, part);
        own == place && until - begin == end - first
    };
    let beside = |at: &usize| context.is_level(*at) && context.same_dimension(*at, whole);
    let before = (0..first).rev().filter(beside).nth(end - first - place - 1);
    end - first >= 2 && before == Some(whole) && parts.iter().all(alike)
}

/// 133个续建项目 … 124个新建项目: the thing that is counted stands behind the count.
pub(super) fn of_one_thing(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let thing = &context.mention(rest[0]).tail;
    if thing.is_empty() {
        return Vec::new();
    }
    let alike = |part: &usize| names::common(thing, &context.mention(*part).tail) >= 2;
    rest.iter().copied().filter(alike).take(MOST_PARTS + 1).collect()
}

/// Those whose words end as the first one's do: 结案5件 … 结案10件 … 结案3件; 诉讼类, 执行类, 程序类.
pub(super) fn alike(context: &Context<'_>, rest: &[usize]) -> Vec<usize> {
    let first = ending(context, rest[0]);
    if first.is_empty() {
        return Vec::new();
    }
    rest.iter().copied().filter(|&part| ending(context, part) == first).take(MOST_PARTS + 1).collect()
}

/// The last word of what stands before a number; one character where that makes a class.
pub(super) fn ending<'a>(context: &'a Context<'_>, index: usize) -> &'a str {
    let core = context.near_core(index);
    if core.ends_with("进出口") {
        return &core[core.len() - "进出口".len()..];
    }
    let mut last = core.char_indices().rev();
    let class =
        last.next().filter(|(_, c)| matches!(c, '类' | '局' | '部' | '型' | '区' | '县' | '市' | '业' | '级' | '性'));
    let start = class.or_else(|| last.next()).map_or(0, |(at, _)| at);
    &core[start..]
}

/// Whether the list ends where its parts do: what follows begins something else.
pub(super) fn ends(context: &Context<'_>, way: &[usize], count: usize) -> bool {
    match way.get(count) {
        None => true,
        Some(&next) => {
            let last = way[count - 1];
            let lead = &context.mention(next).lead;
            let aside = holds_any(lead, &WORDS.cues.aside);
            // What stands in brackets ends with them.
            let closed = context.mention(next).depth < context.mention(last).depth;
            !context.same_segment(next, last) || opens(context, next) || aside || closed
        }
    }
}

/// Small counts: all in one sentence, and either in one clause chain, each in its own, or of one kind by their words.
pub(super) fn is_one_list(context: &Context<'_>, parts: &[usize]) -> bool {
    let segments: BTreeSet<usize> = parts.iter().map(|&part| context.mention(part).segment).collect();
    let together = parts.iter().all(|&part| context.same_sentence(part, parts[0]));
    let deep = context.mention(parts[0]).depth;
    let flat = parts.iter().all(|&part| context.mention(part).depth == deep);
    let of_kind = alike(context, parts).len() == parts.len() || of_one_thing(context, parts).len() == parts.len();
    let kind = context.start(parts[0]).numbering;
    let numbered = kind.is_some() && parts.iter().all(|&part| context.start(part).numbering == kind);
    let in_sentences = parts.len() >= 3
        && (of_kind || numbered)
        && parts.windows(2).all(|pair| !context.same_sentence(pair[0], pair[1]));
    (together || in_sentences) && flat && (segments.len() == 1 || segments.len() == parts.len() || of_kind)
}
