//! What is listed and counted: 北京、重庆、广东、浙江、福建五省市; 甲、乙、丙共3个项目.

use super::super::bounds::Interval;
use super::super::folding::is_han;
use super::super::passage::Mention;
use super::super::verdict::{RelationKind, Span};
use super::super::vocabulary::WORDS;
use super::{Claimed, Context, Found, Rule, Term};

/// A list with 、 right before a count, and as many names as the count says.
pub(super) fn apply(context: &mut Context<'_>) {
    for index in 0..context.len() {
        let mention = context.mention(index);
        if !mention.quantity.is_exact() || mention.quantity.digits < 2 {
            continue;
        }
        let Some((names, count)) = list_before(context, mention) else { continue };
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

/// The list that ends right before a count: where it stands, and how many names.
fn list_before(context: &Context<'_>, mention: &Mention) -> Option<(Span, usize)> {
    let text = context.passage.text;
    let mut end = mention.at.start;
    while let Some(word) = WORDS.cues.list_end.iter().find(|word| text.ends(end, word)) {
        end -= word.chars().count();
    }
    list_ending(context, end)
}

/// The names with 、 between them that end at a place.
fn list_ending(context: &Context<'_>, end: usize) -> Option<(Span, usize)> {
    let text = context.passage.text;
    let inside =
        |c: char| is_han(c) || matches!(c, '、' | '“' | '”' | '·' | '(' | ')' | '/') || c.is_ascii_alphanumeric();
    let start = (0..end).rev().take(400).take_while(|&p| inside(text.at(p))).last()?;
    let words: String = text.chars[start..end].iter().collect();
    let names: Vec<&str> = words.split('、').collect();
    if names.len() < 2 || names.iter().any(|name| name.is_empty()) {
        return None;
    }
    // The first name begins behind the words that lead up to the list: 同步开工的还有, 包括, 与.
    let lead = &WORDS.cues.list_lead;
    let first = names[0];
    let cut = lead
        .iter()
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
