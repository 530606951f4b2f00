//! What is listed and counted: 北京、重庆、广东、浙江、福建五省市; 甲、乙、丙共3个项目.

use super::super::bounds::Interval;
use super::super::folding::{Folded, is_han};
use super::super::numerals::{Numeral, Reading, counted};
use super::super::verdict::{RelationKind, Span};
use super::super::vocabulary::WORDS;
use super::{Claimed, Context, Counted, Found, Rule, Term};

/// A list with 、 right before or behind a count, and as many names as the count says.
pub(super) fn apply(context: &mut Context<'_>) {
    for index in 0..context.len() {
        let mention = context.mention(index);
        if !mention.quantity.is_exact() || mention.quantity.digits < 2 {
            continue;
        }
        let fits = |(_, count): &(Span, usize)| {
            Interval::whole(i128::try_from(*count).unwrap_or(i128::MAX)).meets(&mention.interval)
        };
        let text = context.passage.text;
        let behind = || lists_behind(text, mention.at).into_iter().find(&fits);
        let Some((names, count)) = list_before(text, mention.at).filter(&fits).or_else(behind) else { continue };
        let claimed = mention.interval;
        let computed = Interval::whole(i128::try_from(count).unwrap_or(i128::MAX));
        let holds = computed.meets(&claimed);
        // 等 leaves the list open, and a name may itself hold a 、 or a 和: only a full count is told.
        if holds {
            let (kind, claim) = (RelationKind::Count, Claimed::Listed(index));
            context.found.push(Found {
                kind,
                rule: Rule::Listed,
                claim,
                terms: vec![Term::Names(names)],
                computed,
                claimed,
                holds,
            });
        }
    }
}

/// 排名前5位的景区分别是：甲（26万人次）、…; 电子、化工、医药三大板块: counts that are ranks and words to every other rule.
pub(super) fn ranked(text: &Folded, numerals: &[Numeral]) -> Vec<Counted> {
    let told = |(numeral, count): (usize, &Numeral)| {
        if !matches!(count.reading, Reading::Name("why.rank" | "why.word")) {
            return None;
        }
        let printed = counted(text, count.at, &['位', '名', '强', '大']).filter(|printed| *printed >= 2)?;
        let fits = |(_, names): &(Span, usize)| i128::try_from(*names) == Ok(printed);
        let behind = || lists_behind(text, count.at).into_iter().find(&fits);
        let (names, _) = list_before(text, count.at).filter(&fits).or_else(behind)?;
        Some(Counted { numeral, rule: Rule::Listed, printed, operands: vec![names], computed: printed })
    };
    numerals.iter().enumerate().filter_map(told).collect()
}

/// The list that ends right before a count: where it stands, and how many names.
fn list_before(text: &Folded, count: Span) -> Option<(Span, usize)> {
    let mut end = count.start;
    while let Some(word) = WORDS.cues.list_end.iter().find(|word| text.ends(end, word)) {
        end -= word.chars().count();
        // 北京、上海和福建，这6省: the list stands in the clause before.
        if word == "这" && text.before(end) == ',' {
            end -= 1;
        }
    }
    if text.before(end) == '前' {
        end = before_the_rank(text, end - 1);
    }
    list_ending(text, end)
}

/// 甲、乙、丙位列全省前三位, 甲、乙、丙为增长的前三位: where the names end, before the verb that ranks them. 华为 has a 为 of its own.
fn before_the_rank(text: &Folded, end: usize) -> usize {
    let first = (0..end).rev().take_while(|&p| is_han(text.at(p))).last().unwrap_or(end);
    let verb = |&p: &usize| WORDS.cues.ranks.iter().any(|word| text.starts(p, word));
    (first + 2..end).find(verb).unwrap_or(end)
}

/// 最低的5个地区是：甲省、乙省、丙省、丁省和戊省; 前三位国家（甲、乙和丙）: the list behind a count, with 和 taken as a last 、 and not.
fn lists_behind(text: &Folded, count: Span) -> Vec<(Span, usize)> {
    let from = count.end;
    let limit = (from + 16).min(text.len());
    let opens = |p: usize| {
        let word =
            WORDS.cues.list_open.iter().filter(|word| text.starts(p, word)).map(|word| word.chars().count()).max();
        word.map(|length| p + length)
    };
    let Some(mut start) = (from..limit)
        .take_while(|&p| !ends_a_list(text.at(p)) || matches!(text.at(p), '(' | ')' | ':' | ','))
        .find_map(opens)
    else {
        return Vec::new();
    };
    while matches!(text.at(start), ':' | ' ' | '(') {
        start += 1;
    }
    let bracketed = text.before(start) == '(';
    let (mut end, mut depth, mut names, mut joined) = (start, 0_u32, 1, 0);
    while end < text.len() && end - start < 400 {
        let c = text.at(end);
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '、' if depth == 0 => names += 1,
            '和' | '及' | '与' if depth == 0 && names > 1 => joined += 1,
            _ if depth == 0 && ends_a_list(c) => break,
            _ => {}
        }
        end += 1;
    }
    let whole = names >= 2 && (!bracketed || text.at(end) == ')');
    let counts = if joined > 0 { vec![names + 1, names] } else { vec![names] };
    if whole { counts.into_iter().map(|count| (Span { start, end }, count)).collect() } else { Vec::new() }
}

/// What no list of names goes across.
fn ends_a_list(c: char) -> bool {
    matches!(c, '。' | ';' | ',' | '\n' | '!' | '?' | ':' | ')' | '(')
}

/// The names with 、 between them that end at a place.
fn list_ending(text: &Folded, end: usize) -> Option<(Span, usize)> {
    let inside = |c: char| is_han(c) || "、“”‘’\"「」《》·()/-".contains(c) || c.is_ascii_alphanumeric();
    let start = (0..end).rev().take(400).take_while(|&p| inside(text.at(p))).last()?;
    let words: String = text.chars[start..end].iter().collect();
    let names: Vec<&str> = words.split('、').collect();
    if names.len() < 2 || names.iter().any(|name| name.is_empty()) {
        return None;
    }
    // The first name begins behind the words that lead up to the list: 同步开工的还有, 包括, 与; 今年二季度. 青年 is no year.
    let first = names[0];
    let periods = WORDS.cues.period_end.iter().filter(|word| word.chars().count() >= 2);
    let lead = WORDS.cues.list_lead.iter().chain(periods);
    let cut = lead
        .filter_map(|word| first.rfind(word.as_str()).map(|at| at + word.len()))
        .filter(|at| *at < first.len())
        .max()
        .unwrap_or(0);
    let skipped = first[..cut].chars().count();
    Some((
        Span { start: start + skipped, end },
        names.len() + usize::from(names.last().is_some_and(|last| has_and(last))),
    ))
}

/// 和 joins the last two names.
fn has_and(name: &str) -> bool {
    name.contains('和') || name.contains('及') || name.contains('与')
}
