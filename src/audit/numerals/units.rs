//! What stands around the digits: magnitude, unit, 余 and 以上, 近 and 约; and what these make of a number.

use super::super::folding::{Folded, is_han};
use super::super::quantity::{Hedge, Quantity};
use super::super::vocabulary::{UnitOf, WORDS};
use super::{Numeral, Reading, Why};

/// Magnitudes, longest first.
const MAGNITUDES: [(&str, u32); 11] = [
    ("万亿", 12),
    ("兆", 12),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("千亿", 11),
    ("百亿", 10),
    ("万", 4),
    ("亿", 8),
    ("千", 3),
    ("百", 2),
];

/// The magnitude at a place and the place behind it; 0 where there is none.
pub(super) fn magnitude(text: &Folded, place: usize) -> (u32, usize) {
    let found = MAGNITUDES.iter().find(|(name, _)| text.starts(place, name));
    found.map_or((0, place), |(name, exponent)| (*exponent, place + name.chars().count()))
}

/// The unit at a place with what stands below its stroke, and the place behind both.
pub(super) fn unit(text: &Folded, place: usize) -> Option<(UnitOf, Option<UnitOf>, usize)> {
    let place = text.skip_blanks(place);
    let (length, unit) = WORDS.unit_at(&text.chars, place)?;
    let end = place + length;
    // "kg" is a unit, the k of "know" is not.
    if text.at(end - 1).is_ascii_alphabetic() && text.at(end).is_ascii_alphanumeric() {
        return None;
    }
    if text.at(end) == '/'
        && let Some((longer, per)) = WORDS.unit_at(&text.chars, end + 1)
    {
        return Some((unit, Some(per), end + 1 + longer));
    }
    Some((unit, None, end))
}

/// A number with magnitude, 余 and unit behind it: 280余万元, 4000多万元, 1.5万, 5506公斤/公顷.
pub(super) fn dressed(text: &Folded, bare: Quantity, end: usize) -> (Quantity, usize) {
    let blank = text.skip_blanks(end);
    if let Some((unit, per, behind)) = unit(text, blank)
        && !is_word_of_its_own(text, blank, behind, &unit)
    {
        return (Quantity { unit: Some(unit), per, ..bare }, behind);
    }
    let (hedge, place) = more(text, end);
    let (exponent, place) = magnitude(text, text.skip_blanks(place));
    let (hedge, place) = if hedge == Hedge::More { (hedge, place) } else { more(text, place) };
    if let Some((unit, per, behind)) = unit(text, place)
        && !is_word_of_its_own(text, place, behind, &unit)
    {
        return (Quantity { unit: Some(unit), per, magnitude: exponent, hedge, ..bare }, behind);
    }
    if exponent == 0 && hedge == Hedge::None {
        return (bare, end);
    }
    (Quantity { magnitude: exponent, hedge, ..bare }, place)
}

/// A counter of one character that begins a longer word counts nothing: 3 国道, 5 年级. Only what is known is told.
fn is_word_of_its_own(text: &Folded, start: usize, end: usize, unit: &UnitOf) -> bool {
    const WORDS_OF_THEIR_OWN: [&str; 14] = [
        "国道", "省道", "县道", "年级", "年代", "区域", "区间", "点钟", "分会", "市县", "员工", "生产", "单位", "系列",
    ];
    end - start == 1 && unit.counts && WORDS_OF_THEIR_OWN.iter().any(|word| text.starts(start, word))
}

fn more(text: &Folded, place: usize) -> (Hedge, usize) {
    let found = WORDS.suffixes.more.iter().any(|word| text.starts(place, word));
    if found { (Hedge::More, place + 1) } else { (Hedge::None, place) }
}

/// The hedge behind a number, and the place behind it.
pub(super) fn suffix(text: &Folded, end: usize) -> Option<(Hedge, usize)> {
    let words = &WORDS.suffixes;
    let lists = [
        (&words.above, Hedge::AtLeast),
        (&words.below, Hedge::AtMost),
        (&words.about, Hedge::About),
        (&words.more, Hedge::More),
    ];
    lists.into_iter().find_map(|(list, hedge)| {
        let word = list.iter().find(|word| text.starts(end, word))?;
        Some((hedge, end + word.chars().count()))
    })
}

/// The number with the hedges before and behind it, its first and its last place.
pub(super) fn hedged(text: &Folded, quantity: Quantity, start: usize, end: usize) -> (Quantity, usize, usize) {
    let (hedge, begin) = prefix(text, start).unwrap_or((quantity.hedge, start));
    let (hedge, end) = match suffix(text, end) {
        // 约…左右 and 近…左右 keep what was said first.
        Some((_, behind)) if hedge != Hedge::None => (hedge, behind),
        Some((behind_hedge, behind)) => (behind_hedge, behind),
        None => (hedge, end),
    };
    (Quantity { hedge, ..quantity }, begin, end)
}

fn prefix(text: &Folded, start: usize) -> Option<(Hedge, usize)> {
    let words = &WORDS.qualifiers;
    let lists = [
        (&words.most, Hedge::AtMost),
        (&words.below, Hedge::Below),
        (&words.above, Hedge::AtLeast),
        (&words.about, Hedge::About),
    ];
    let place = (0..start).rev().find(|&p| text.at(p) != ' ').map_or(start, |p| p + 1);
    lists.into_iter().find_map(|(list, hedge)| {
        let word = list.iter().filter(|word| text.ends(place, word)).max_by_key(|word| word.chars().count())?;
        let begin = place - word.chars().count();
        // 最近, 附近, 邻近 and 制约, 节约 are other words.
        let other = matches!(
            (word.as_str(), text.before(begin)),
            ("近", '最' | '附' | '邻' | '靠' | '贴' | '亲')
                | ("超", '出' | '入')
                | ("约", '制' | '节' | '契' | '签' | '履' | '集' | '合' | '公' | '条')
        );
        (!other).then_some((hedge, begin))
    })
}

/// Why a number with this unit claims nothing: a threshold, an age, a span of time.
pub(super) fn aside(text: &Folded, quantity: &Quantity, start: usize, end: usize) -> Option<Why> {
    let unit = quantity.unit;
    if unit.is_some_and(|unit| matches!(unit.name, "届" | "级"))
        && quantity.places == 0
        && (1900..=2100).contains(&quantity.digits)
    {
        return Some("why.year");
    }
    if unit.is_some_and(|unit| matches!(unit.name, "岁" | "周岁")) {
        return Some("why.age");
    }
    if is_threshold(text, quantity, start, end) {
        return Some("why.threshold");
    }
    if unit.is_some_and(|unit| unit.time) && quantity.per.is_none() {
        return Some("why.time-span");
    }
    let rank = unit.is_some_and(|unit| unit.name == "位" && quantity.digits < 100) && follows_rank(text, start);
    rank.then_some("why.rank")
}

fn follows_rank(text: &Folded, start: usize) -> bool {
    (start.saturating_sub(6)..start).any(|p| matches!(text.at(p), '居' | '列' | '排'))
        && !(start.saturating_sub(6)..start).any(|p| matches!(text.at(p), ',' | '。'))
}

/// 3000万元以上项目, 50亿元以上的重特大项目, 投资1亿元以上的63个: who is counted, not how much.
fn is_threshold(text: &Folded, quantity: &Quantity, start: usize, end: usize) -> bool {
    let suffixes = &WORDS.suffixes;
    let behind = text.skip_blanks(end);
    let mut nouns = WORDS.not_claims.threshold_of.iter().filter(|word| word.as_str() != "的");
    // 超过10亿元的企业: the bound may stand in front.
    let before = matches!(quantity.hedge, Hedge::AtLeast | Hedge::AtMost)
        && text.at(behind) == '的'
        && nouns.any(|word| text.starts(behind + 1, word));
    let bounded = before || suffixes.above.iter().chain(&suffixes.below).any(|word| text.ends(end, word));
    let large = || (quantity.magnitude >= 4).then_some(("money", false));
    let kind = quantity.unit.map(|unit| (unit.dimension, unit.counts)).or_else(large);
    let Some((dimension, counts)) = kind else { return false };
    if !bounded || dimension == "%" || dimension == "个百分点" {
        return false;
    }
    let followed = WORDS.not_claims.threshold_of.iter().any(|word| text.starts(behind, word));
    let listed = matches!(text.at(behind), '、' | ')' | '(') && (dimension == "money" || dimension == "length");
    let ranged = dimension == "length" || (counts && text.ends(start, "规模"));
    followed || listed || ranged
}

/// Gives a bare number of a list the unit that its last member prints: 0.2、2.6和0.8个百分点.
pub(super) fn lend(text: &Folded, found: &mut [Numeral]) {
    for place in (0..found.len().saturating_sub(1)).rev() {
        let (Reading::Number(bare), Reading::Number(next)) = (found[place].reading, found[place + 1].reading) else {
            continue;
        };
        let gap = found[place].at.end..found[place + 1].at.start;
        let joined =
            gap.len() <= 2 && gap.clone().all(|p| matches!(text.at(p), '、' | '和' | '及' | '与' | '或' | ' '));
        // 0.7个、5.1个、6.5个百分点: the short form of the same.
        let short = bare.places > 0 && bare.unit.is_some_and(|unit| unit.name == "个");
        let points = next.unit.is_some_and(|unit| unit.dimension == "个百分点");
        if (bare.unit.is_none() || short && points)
            && next.unit.is_some()
            && !gap.is_empty()
            && joined
            && next.unit.is_some_and(|unit| !unit.time)
        {
            let magnitude = if bare.magnitude == 0 { next.magnitude } else { bare.magnitude };
            found[place].reading = Reading::Number(Quantity { unit: next.unit, per: next.per, magnitude, ..bare });
        }
    }
}

/// Whether a Chinese word continues right behind a place.
pub(super) fn word_goes_on(text: &Folded, end: usize) -> bool {
    is_han(text.at(end))
}
