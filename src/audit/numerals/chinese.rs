//! Numbers in Chinese numerals: 七千三百三十六点三万, 百分之三十五, 近六成, 三分之一, 翻两番.

use super::super::folding::Folded;
use super::super::quantity::{Hedge, Quantity};
use super::super::verdict::Span;
use super::super::vocabulary::WORDS;
use super::{Numeral, Reading, in_a_name, names, units};

/// The value of a digit.
pub(super) const fn digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a number may begin with this character.
pub(super) const fn is_digit(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千' | '半' | '数' | '几' | '廿' | '卅')
}

const fn place_value(c: char) -> Option<i128> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Tens that have a character of their own.
const fn tens(c: char) -> Option<i128> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// A whole number in Chinese numerals: its value and its end. 十三, 二百零五, 三万五千, 二〇二一.
pub(super) fn whole(text: &Folded, start: usize) -> Option<(i128, usize)> {
    let (mut total, mut section, mut current) = (0_i128, 0_i128, None::<i128>);
    let (mut place, mut spelt, mut run) = (start, false, 0_u32);
    loop {
        let c = text.at(place);
        if let Some(value) = digit(c) {
            // Digits without place values between them are read as they stand: 二〇二一.
            current = Some(match current {
                Some(before) if run > 0 && !spelt => before.checked_mul(10)?.checked_add(value)?,
                _ => value,
            });
            run += 1;
        } else if let Some(tens) = tens(c).filter(|_| place == start) {
            // 廿六 and 卅七: twenty and thirty in one character, at the head of a number alone.
            section = tens;
            spelt = true;
        } else if let Some(value) = place_value(c) {
            if current.is_none()
                && place > start
                && !(value >= 10_000 && section > 0)
                && text.before(place) != '零'
                && (value < 10_000 || section == 0)
            {
                break;
            }
            if place == start && value != 10 {
                return None;
            }
            spelt = true;
            let ones =
                current.take().unwrap_or(if section == 0 || value < 10_000 { i128::from(value < 10_000) } else { 0 });
            if value < 10_000 {
                section += ones * value;
            } else {
                total = (total + section + ones).checked_mul(value)?;
                section = 0;
            }
            run = 0;
        } else {
            break;
        }
        place += 1;
        if place - start > 24 {
            return None;
        }
    }
    (place > start).then_some((total + section + current.unwrap_or(0), place))
}

/// A decimal in Chinese numerals: digits, places behind 点 (or ·, as papers that print each digit have it), end.
fn decimal(text: &Folded, start: usize) -> Option<(i128, u32, usize)> {
    let (mut value, mut end) = whole(text, start)?;
    let mut places = 0;
    if matches!(text.at(end), '点' | '·') && digit(text.at(end + 1)).is_some() {
        end += 1;
        while let Some(next) = digit(text.at(end)) {
            value = value.checked_mul(10)?.checked_add(next)?;
            places += 1;
            end += 1;
        }
    }
    Some((value, places, end))
}

/// 万 and 亿 at the end are a magnitude: the digits before them are what is printed.
fn unscaled(text: &Folded, start: usize, end: usize, value: i128, places: u32) -> (i128, u32) {
    let tail: String = (start..end).rev().map(|p| text.at(p)).take_while(|c| matches!(c, '万' | '亿')).collect();
    let exponent = tail.chars().map(|c| if c == '万' { 4 } else { 8 }).sum::<u32>();
    let factor = 10_i128.pow(exponent.min(16));
    if exponent > 0 && places == 0 && value % factor == 0 { (value / factor, exponent) } else { (value, 0) }
}

/// A number with its unit at a place; `None` where Chinese numerals stand without one, as they do in most words.
pub(super) fn number(text: &Folded, start: usize, found: &mut Vec<Numeral>) -> Option<usize> {
    let (quantity, end) = percent(text, start)
        .or_else(|| fraction(text, start))
        .or_else(|| half(text, start))
        .or_else(|| counted(text, start))?;
    let (quantity, start, end) = units::hedged(text, quantity, start, end);
    let reading = match units::aside(text, &quantity, start, end) {
        Some(why) => Reading::Name(why),
        None if in_a_name(text, start) => Reading::Name("why.name"),
        None if names::is_figure_of_speech(text, &quantity, start, end) => Reading::Name("why.word"),
        None => Reading::Number(quantity),
    };
    let start = start.max(super::found_end(found));
    found.push(Numeral { at: Span { start, end }, reading });
    Some(end)
}

fn percent(text: &Folded, start: usize) -> Option<(Quantity, usize)> {
    if !text.starts(start, "百分之") {
        return None;
    }
    let (digits, places, end) = decimal(text, start + 3)?;
    let unit = WORDS.unit_at(&['%'], 0)?.1;
    Some((plain(digits, places, 0, Some(unit)), end))
}

/// 三分之一: in percent, and only roughly meant.
fn fraction(text: &Folded, start: usize) -> Option<(Quantity, usize)> {
    let (under, end) = whole(text, start)?;
    if !text.starts(end, "分之") || under == 0 {
        return None;
    }
    let (over, end) = whole(text, end + 2)?;
    let unit = WORDS.unit_at(&['%'], 0)?.1;
    let quantity = plain(over.checked_mul(10_000)?.checked_div(under)?, 2, 0, Some(unit));
    Some((Quantity { hedge: Hedge::About, ..quantity }, end))
}

/// 半数, 一半, 过半: fifty percent.
fn half(text: &Folded, start: usize) -> Option<(Quantity, usize)> {
    let end = ["一半", "半数"].iter().find(|word| text.starts(start, word)).map(|_| start + 2)?;
    let unit = WORDS.unit_at(&['%'], 0)?.1;
    Some((plain(50, 0, 0, Some(unit)), end))
}

fn counted(text: &Folded, start: usize) -> Option<(Quantity, usize)> {
    if !(digit(text.at(start)).is_some() || tens(text.at(start)).is_some() || text.at(start) == '十') {
        return None;
    }
    let (value, places, mut end) = decimal(text, start)?;
    let (value, mut magnitude) = unscaled(text, start, end, value, places);
    let mut hedge = Hedge::None;
    if magnitude == 0 {
        if matches!(text.at(end), '余' | '多') {
            hedge = Hedge::More;
            end += 1;
        }
        let (scale, behind) = units::magnitude(text, end);
        if scale > 0 {
            (magnitude, end) = (scale, behind);
        }
    } else if matches!(text.at(end), '余' | '多') {
        hedge = Hedge::More;
        end += 1;
    }
    let (unit, per, end) = units::unit(text, end)?;
    // 八成五 is 85 %.
    if unit.name == "成"
        && let Some(next) = digit(text.at(end))
        && !super::super::folding::is_han(text.at(end + 1))
    {
        return Some((plain(value * 10 + next, 1, 0, Some(unit)), end + 1));
    }
    Some((Quantity { magnitude, per, hedge, ..plain(value, places, 0, Some(unit)) }, end))
}

const fn plain(digits: i128, places: u32, magnitude: u32, unit: Option<super::super::vocabulary::UnitOf>) -> Quantity {
    Quantity { digits, places, magnitude, negative: false, unit, per: None, hedge: Hedge::None }
}
