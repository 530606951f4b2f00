//! Wording that misleads whether or not the numbers are right: 增长-8.92%, 下降2倍, 约…左右, 比重提高1.4%.
//!
//! In: mentions with their roles. Out: lints. Never a verdict.

use super::passage::{Mention, Passage};
use super::roles::{Reading, Role};
use super::verdict::{Lint, Span};
use super::vocabulary::WORDS;
use crate::findings::Phrase;

/// Every lint of a text, in order.
pub(super) fn lints(passage: &Passage<'_>, readings: &[Reading]) -> Vec<Lint> {
    let mut lints = Vec::new();
    for (index, (mention, reading)) in passage.mentions.iter().zip(readings).enumerate() {
        let code = own(passage, mention, reading).or_else(|| places(passage, readings, index));
        if let Some((code, key)) = code {
            let at = with_cue(passage, mention);
            let text = passage.text.printed(at);
            lints.push(Lint {
                code,
                text,
                at,
                message: Phrase { key, values: vec![("number", passage.text.printed(mention.at))] },
            });
        }
    }
    lints
}

type Code = (&'static str, &'static str);

fn own(passage: &Passage<'_>, mention: &Mention, reading: &Reading) -> Option<Code> {
    let growth = matches!(reading.role, Role::Growth | Role::GrowthTimes | Role::Change);
    if growth && mention.quantity.negative {
        return Some(("growth-negative", "lint.growth-negative"));
    }
    if reading.role == Role::GrowthTimes && reading.sign < 0 {
        return Some(("fall-times", "lint.fall-times"));
    }
    if hedged_twice(passage, mention) {
        return Some(("hedged-twice", "lint.hedged-twice"));
    }
    if reading.role == Role::Growth && of_a_rate(mention) {
        return Some(("points-as-percent", "lint.points-as-percent"));
    }
    None
}

/// 比重提高1.4%: the words before the direction name a rate.
fn of_a_rate(mention: &Mention) -> bool {
    let words = before_direction(&mention.near);
    words.is_some_and(|words| WORDS.cues.of_rates.iter().any(|word| words.ends_with(word.as_str())))
}

/// The words before the last word of growth: 比重 of 比重提高.
fn before_direction(near: &str) -> Option<&str> {
    let cues = WORDS.cues.up.iter().chain(&WORDS.cues.down).filter(|cue| !cue.ends_with(['幅', '速', '率']));
    let cue = cues.filter(|cue| near.ends_with(cue.as_str())).max_by_key(|cue| cue.len())?;
    near.strip_suffix(cue.as_str())
}

/// 约200万元左右, 超过50%以上: one hedge is enough.
fn hedged_twice(passage: &Passage<'_>, mention: &Mention) -> bool {
    let (text, at) = (passage.text, mention.at);
    let before = &WORDS.qualifiers;
    let behind = &WORDS.suffixes;
    let opens = [&before.below, &before.above, &before.about, &before.most]
        .into_iter()
        .flatten()
        .any(|word| text.starts(at.start, word));
    let closes =
        [&behind.above, &behind.below, &behind.about].into_iter().flatten().any(|word| text.ends(at.end, word));
    opens && closes
}

/// 41.6% among 37.22% and 59.09%: a zero was dropped, or a digit; the rest of the sentence prints one more place.
fn places(passage: &Passage<'_>, readings: &[Reading], index: usize) -> Option<Code> {
    let own = &passage.mentions[index];
    let alike = |other: &usize| {
        let mention = &passage.mentions[*other];
        mention.sentence == own.sentence
            && mention.quantity.dimension() == own.quantity.dimension()
            && readings[*other].role != Role::Part
    };
    let in_a_list = own.listed || passage.mentions.get(index + 1).is_some_and(|next| next.listed);
    if own.quantity.dimension().0 != "%" || readings[index].role == Role::Part || own.spelt || in_a_list {
        return None;
    }
    let around = index.saturating_sub(12)..(index + 13).min(passage.mentions.len());
    let others: Vec<u32> = around
        .filter(|other| *other != index)
        .filter(alike)
        .map(|other| passage.mentions[other].quantity.places)
        .collect();
    let more = others.iter().filter(|places| **places == own.quantity.places + 1).count();
    (others.len() >= 2 && more == others.len() && own.quantity.places > 0)
        .then_some(("zero-dropped", "lint.zero-dropped"))
}

/// The number with the words right before it, up to the last comma.
fn with_cue(passage: &Passage<'_>, mention: &Mention) -> Span {
    let length = mention.near.chars().count().min(8);
    let start = mention.at.start.saturating_sub(length);
    let clean = (start..mention.at.start)
        .rev()
        .find(|&p| matches!(passage.text.at(p), ',' | '。' | ';' | ':' | '(' | ')' | '\n'));
    Span { start: clean.map_or(start, |p| p + 1), end: mention.at.end }
}
