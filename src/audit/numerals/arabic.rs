//! Numbers in Arabic digits: grouped or not, with a magnitude, a unit, a range; and ratios a:b:c.

use super::super::folding::Folded;
use super::super::quantity::{Hedge, Quantity};
use super::super::verdict::Span;
use super::{Numeral, Reading, found_end, in_a_name, units};

/// More digits than this are not a number that somebody reports.
const MOST_DIGITS: u32 = 18;

/// The digits of a number: their value without the point, the places behind it, the end. `None` in the value where
/// there are too many.
pub(super) fn digits(text: &Folded, start: usize) -> (Option<(i128, u32)>, usize) {
    let (mut value, mut length, mut places) = (0_i128, 0_u32, 0_u32);
    let mut place = start;
    let mut take = |c: char| {
        length += 1;
        if length <= MOST_DIGITS {
            value = value * 10 + i128::from(c.to_digit(10).unwrap_or(0));
        }
        length <= MOST_DIGITS
    };
    let mut fits = true;
    while text.at(place).is_ascii_digit() {
        fits &= take(text.at(place));
        place += 1;
    }
    let first_group = place - start;
    while first_group <= 3 && is_group(text, place, start) {
        for offset in 1..=3 {
            fits &= take(text.at(place + offset));
        }
        place += 4;
    }
    if text.at(place) == '.' && text.at(place + 1).is_ascii_digit() {
        place += 1;
        while text.at(place).is_ascii_digit() {
            fits &= take(text.at(place));
            places += 1;
            place += 1;
        }
    }
    (fits.then_some((value, places)), place)
}

/// Whether `,123` follows, and no fourth digit; the same with a blank, where every group keeps to it.
fn is_group(text: &Folded, place: usize, start: usize) -> bool {
    let separator = text.at(place);
    let three = (1..=3).all(|offset| text.at(place + offset).is_ascii_digit()) && !text.at(place + 4).is_ascii_digit();
    let one_kind = (start..place).all(|p| text.at(p).is_ascii_digit() || text.at(p) == separator);
    matches!(separator, ',' | ' ') && three && one_kind
}

/// A number with everything that belongs to it, or a range of two.
pub(super) fn number(text: &Folded, start: usize, found: &mut Vec<Numeral>) -> Option<usize> {
    let before = found_end(found);
    let signed = text.before(start) == '-' && start > before + 1 && !text.at(start - 2).is_ascii_digit();
    let (quantity, end) = amount(text, start);
    let begin = if signed { start - 1 } else { start };
    let Some(quantity) = quantity else {
        found.push(Numeral { at: Span { start: begin, end }, reading: Reading::Name("why.too-long") });
        return Some(end);
    };
    let quantity = Quantity { negative: signed, ..quantity };
    if let Some(end) = range(text, end, &quantity) {
        found.push(Numeral { at: Span { start: begin, end }, reading: Reading::Range });
        return Some(end);
    }
    let (quantity, begin, end) = units::hedged(text, quantity, begin, end);
    let reading = match units::aside(text, &quantity, begin, end) {
        Some(why) => Reading::Name(why),
        None if in_a_name(text, start) => Reading::Name("why.name"),
        None if quantity.unit.is_none() && quantity.magnitude == 0 && is_like_a_year(text, &quantity, end) => {
            Reading::Name("why.year")
        }
        None => Reading::Number(quantity),
    };
    found.push(Numeral { at: Span { start: begin.max(before), end }, reading });
    Some(end)
}

/// Digits with magnitude and unit; no hedge but the 余 or 多 inside.
fn amount(text: &Folded, start: usize) -> (Option<Quantity>, usize) {
    let (digits, end) = digits(text, start);
    let Some((digits, places)) = digits else { return (None, end) };
    let bare = Quantity { digits, places, magnitude: 0, negative: false, unit: None, per: None, hedge: Hedge::None };
    let (quantity, end) = units::dressed(text, bare, end);
    match continued(text, &quantity, end) {
        Some((whole, end)) => (Some(whole), end),
        None => (Some(quantity), end),
    }
}

/// 8万4312人, 1兆485亿元, 47万7千多人: what is below a magnitude goes on in digits of its own.
fn continued(text: &Folded, head: &Quantity, end: usize) -> Option<(Quantity, usize)> {
    let open = head.unit.is_none() && head.places == 0 && head.magnitude >= 4 && head.hedge == Hedge::None;
    if !open || !text.at(end).is_ascii_digit() {
        return None;
    }
    let (digits, behind) = digits(text, end);
    let (digits, places) = digits.filter(|(_, places)| *places == 0)?;
    let (rest, behind) = units::dressed(text, Quantity { digits, places, ..*head }.bare(), behind);
    let step = head.magnitude.checked_sub(rest.magnitude).map(|step| 10_i128.pow(step))?;
    let digits = head.digits.checked_mul(step)?.checked_add(rest.digits)?;
    (rest.digits < step).then_some((Quantity { digits, ..rest }, behind))
}

/// The end of the second number of a range: 9亿~16亿, 15%~30%, 3-5个, 36岁至45岁.
fn range(text: &Folded, end: usize, first: &Quantity) -> Option<usize> {
    let place = text.skip_blanks(end);
    let dash = match text.at(place) {
        '-' => 1 + usize::from(text.at(place + 1) == '-'),
        '~' | '至' | '到' => 1,
        _ => return None,
    };
    let next = text.skip_blanks(place + dash);
    // Two cells of a row are no range.
    if (end..next).any(|p| text.at(p) == '\t') {
        return None;
    }
    if !text.at(next).is_ascii_digit() {
        return None;
    }
    let (second, last) = amount(text, next);
    // 增加3.3倍至144.49万人次: to so many, not between.
    let differs =
        |second: &Quantity| first.unit.is_some() && second.unit.is_some() && first.dimension() != second.dimension();
    if second.as_ref().is_some_and(differs) {
        return None;
    }
    let (_, last) = units::suffix(text, last).map_or((Hedge::None, last), |found| found);
    Some(last)
}

/// 14.6:42.7:42.7, and 5:30:65: three members or more, or two that add up to a hundred or stand behind 比.
pub(super) fn ratio(text: &Folded, start: usize, found: &mut Vec<Numeral>) -> Option<usize> {
    let mut members = Vec::new();
    let mut place = start;
    loop {
        let (value, end) = digits(text, place);
        let (digits, places) = value?;
        let end = if text.at(end) == '%' { end + 1 } else { end };
        let quantity =
            Quantity { digits, places, magnitude: 0, negative: false, unit: None, per: None, hedge: Hedge::None };
        members.push((Span { start: place, end }, quantity));
        place = end;
        if text.at(place) == ':' && text.at(place + 1).is_ascii_digit() {
            place += 1;
        } else {
            break;
        }
    }
    let clock = members.len() == 2 && members.iter().all(|(_, q)| q.places == 0 && q.digits < 60);
    if members.len() < 2
        || (clock && !text.ends(start, "比") && !text.ends(start, "比为") && !text.ends(start, "比例为"))
    {
        return None;
    }
    found.extend(members.into_iter().map(|(at, quantity)| Numeral { at, reading: Reading::Part(quantity, start) }));
    Some(place)
}

/// A bare 2021 is a year; 2018件 is not.
fn is_like_a_year(text: &Folded, quantity: &Quantity, end: usize) -> bool {
    let year = quantity.places == 0 && (1900..=2100).contains(&quantity.digits);
    year && !matches!(text.at(end), '、' | '.')
}
