//! Totals behind their parts: 土鸡1320元、鸡蛋160元，一共1480元.
//!
//! In: an amount and those before it. Out: the list that it is the total of, told where it adds up, and where words leave no
//! other list and it does not.

use super::super::slips;
use super::super::vocabulary::WORDS;
use super::sum::{REACH, adds_up, fail, report};
use super::{Claimed, Context};

/// 土鸡1320元、鸡蛋160元、大米600元，一共2080元: the parts stand before their total.
pub(super) fn list_before(context: &mut Context<'_>, whole: usize) {
    let mention = context.mention(whole);
    let said = WORDS
        .cues
        .total
        .iter()
        .any(|word| mention.near.ends_with(word.as_str()) || mention.near.starts_with(word.as_str()));
    let alike: Vec<usize> = (0..whole)
        .rev()
        .take_while(|&other| context.same_line(other, whole))
        .take(REACH)
        .filter(|&other| {
            context.is_level(other)
                && context.same_dimension(other, whole)
                && mention.previous == context.mention(other).previous
        })
        .collect();
    if alike.len() < 2 || context.found.iter().any(|found| found.claim == Claimed::Mention(whole)) {
        return;
    }
    if let Some(parts) = named_by_count(context, whole, &alike) {
        fail(context, whole, &parts);
        return;
    }
    let near: Vec<usize> = alike.iter().copied().take_while(|&other| context.same_sentence(other, whole)).collect();
    let same_words = heads_alike(context, &alike, whole);
    // 另有181家…，合计299家: with the head of the sentence before.
    let heads: Vec<usize> = alike.iter().copied().filter(|&other| is_head(context, other)).collect();
    let ways = if said { vec![near.clone(), same_words, heads] } else { vec![same_words] };
    for way in ways {
        if way.len() >= 2
            && let Some(count) = adds_up(context, whole, &way, true, said)
            && (said || way.len() == count)
        {
            let mut parts = way[..count].to_vec();
            parts.reverse();
            report(context, whole, &parts);
            return;
        }
    }
    let mentions: Vec<_> = near.iter().map(|&part| context.mention(part)).collect();
    let in_clause = near.iter().all(|&part| context.same_segment(part, whole));
    // 支出38.80万元；支出9.30亿元，共计支出48.10万元: clauses apart, one slip must be all that is wrong.
    if said
        && near.len() >= 2
        && mention.near.chars().count() <= 4
        && (in_clause || slips::mends_sum(mention, &mentions))
    {
        let mut parts = near;
        parts.reverse();
        fail(context, whole, &parts);
    }
}

/// 上述三大港口…1283.5万吨: the last so many amounts before these words.
fn named_by_count(context: &Context<'_>, whole: usize, before: &[usize]) -> Option<Vec<usize>> {
    let segment = (0..=whole).rev().take_while(|&at| context.same_segment(at, whole));
    let (at, count) = segment.into_iter().find_map(|at| Some((at, counted_above(&context.mention(at).lead)?)))?;
    let mut parts: Vec<usize> = before.iter().copied().filter(|&part| part < at).take(count).collect();
    parts.reverse();
    let near =
        parts.first().is_some_and(|&first| context.mention(whole).sentence - context.mention(first).sentence <= 2);
    (near && parts.len() == count).then_some(parts)
}

/// How many are meant by 上述三大: the numeral right behind the words that lead back.
fn counted_above(lead: &str) -> Option<usize> {
    let behind =
        WORDS.cues.above_named.iter().find_map(|word| lead.split_once(word.as_str())).map(|(_, behind)| behind)?;
    super::together::count_of(behind.chars().next()?)
}

/// Whether an amount is the first of its kind in its sentence.
fn is_head(context: &Context<'_>, index: usize) -> bool {
    context.before_in_sentence(index).all(|other| !context.is_level(other) || !context.same_dimension(other, index))
}

/// The heads of earlier segments that end with the words of the total: 新建项目185个 …；续建项目118个 …。303个项目.
fn heads_alike(context: &Context<'_>, alike: &[usize], whole: usize) -> Vec<usize> {
    let tail: String = context.mention(whole).tail.chars().take(2).collect();
    if tail.chars().count() < 2 {
        return Vec::new();
    }
    alike.iter().copied().filter(|&other| context.mention(other).near.ends_with(&tail)).collect()
}
