//! Numbers as people write them: grouped, full-width, in brackets, with a magnitude, unit or currency.

use std::borrow::Cow;

use crate::exact::{Decimal, DecimalError};

use super::error::ValueError;
use super::fold::fold;
use super::unit::{Unit, read_unit};
use super::unit_table::{currency_before, known};

/// A number as read, in the unit that its own text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadNumber {
    /// The number itself: 3.5 for 3.5万元.
    pub value: Decimal,
    /// The unit or magnitude beside it; a currency sign is one.
    pub unit: Option<Unit>,
    /// The ISO code of that unit's currency, where it is another than 元.
    pub currency: Option<&'static str>,
}

impl ReadNumber {
    fn new(value: Decimal, unit: Option<Unit>) -> Self {
        Self { value, unit, currency: unit.and_then(Unit::currency) }
    }
}

/// Reads `-12.5`, `1,234.50`, `1 234.5`, １，２３４．５, 12.5公斤, 3.5万元, ￥1,200, USD 100万, `(123.4)` and `5-` (both
/// negative), `'007`, `1.2E3`.
///
/// # Errors
/// [`ValueError::NotANumber`], [`ValueError::BadGrouping`], [`ValueError::Percentage`], [`ValueError::TooLarge`], or
/// [`ValueError::UnknownUnit`] where a number is followed by something that is no unit.
pub fn read_number(text: &str) -> Result<ReadNumber, ValueError> {
    match plain_number(text) {
        Some(number) => Ok(number),
        None => written_number(fold(text).trim().trim_start_matches(['\'', '’', '‘', '`']).trim_start()),
    }
}

/// The fast path: plain digits, and perhaps a unit directly behind them.
fn plain_number(text: &str) -> Option<ReadNumber> {
    let (value, rest) = plain_digits(text)?;
    let unit = if rest.is_empty() { None } else { Some(known(rest)?) };
    Some(ReadNumber::new(value, unit))
}

/// Up to eighteen ASCII digits with an optional `-` and point at the start of `text`, and what stands behind them.
/// Nothing where the digits go on in any other way.
#[must_use]
pub fn plain_digits(text: &str) -> Option<(Decimal, &str)> {
    let bytes = text.as_bytes();
    let start = usize::from(bytes.first() == Some(&b'-'));
    let (mut value, mut scale, mut count, mut at) = (0_i64, 0_u32, 0_u32, start);
    let mut point = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' if count < 18 => {
                value = value * 10 + i64::from(byte - b'0');
                scale += u32::from(point);
                count += 1;
            }
            b'.' if !point => point = true,
            b'0'..=b'9' | b'.' => return None,
            _ => break,
        }
        at += 1;
    }
    let digits = i128::from(if start == 1 { -value } else { value });
    (count > 0).then(|| (Decimal { digits, scale }, &text[at..]))
}

/// The forms beyond digits and a point; `text` is folded and trimmed.
fn written_number(text: &str) -> Result<ReadNumber, ValueError> {
    let (before, text) = opening(text);
    let (inner, behind, bracketed) = match text.strip_prefix('(') {
        Some(rest) => {
            let (inner, behind) = rest.split_once(')').ok_or(ValueError::NotANumber)?;
            (inner.trim(), behind.trim(), true)
        }
        None => (text, "", false),
    };
    let (digits, rest) = split_digits(inner);
    let (minus_behind, rest) = match rest.strip_suffix(is_minus) {
        Some(rest) if digits.len() + rest.len() < inner.len() => (true, rest.trim_end()),
        _ => (false, rest),
    };
    if u8::from(before.negative) + u8::from(bracketed) + u8::from(minus_behind) > 1 {
        return Err(ValueError::NotANumber);
    }
    let value = decimal(digits)?;
    let unit = beside(before.currency, unit_behind(rest, behind)?)?;
    let negative = before.negative || bracketed || minus_behind;
    Ok(ReadNumber::new(Decimal { digits: if negative { -value.digits } else { value.digits }, ..value }, unit))
}

/// What may stand before the digits.
#[derive(Default)]
struct Opening {
    negative: bool,
    currency: Option<Unit>,
}

/// A sign and a currency, in either order, and the text behind them.
fn opening(text: &str) -> (Opening, &str) {
    let (mut found, mut signed, mut rest) = (Opening::default(), false, text);
    loop {
        if let Some((unit, behind)) = currency_before(rest).filter(|_| found.currency.is_none()) {
            (found.currency, rest) = (Some(unit), behind);
        } else if let Some(behind) = rest.strip_prefix(|c| is_minus(c) || c == '+').filter(|_| !signed) {
            found.negative = rest.starts_with(is_minus);
            (signed, rest) = (true, behind.trim_start());
        } else {
            return (found, rest);
        }
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

/// The digits with their separators and exponent at the start of `text`, and what follows them.
fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ')).unwrap_or(text.len());
    let end = end + exponent_length(&text[end..]);
    (text[..end].trim_end(), text[end..].trim())
}

/// The length of `e5`, `E-07` or `e+3` at the start of `text`; 0 where there is none.
fn exponent_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    match rest[sign..].bytes().take_while(u8::is_ascii_digit).count() {
        0 => 0,
        digits => 1 + sign + digits,
    }
}

fn decimal(digits: &str) -> Result<Decimal, ValueError> {
    Decimal::parse(&ungrouped(digits)?).map_err(|error| match error {
        DecimalError::NotANumber => ValueError::NotANumber,
        DecimalError::TooLong => ValueError::TooLarge,
    })
}

/// The digits without separators, which must set off threes: 1,23 may be 1.23 or 123, so it is neither.
fn ungrouped(digits: &str) -> Result<Cow<'_, str>, ValueError> {
    let Some(separator) = digits.chars().find(|c| matches!(c, ',' | ' ')) else { return Ok(Cow::Borrowed(digits)) };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut groups = whole.split(separator);
    let all_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let first_fits = (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    let others_fit = groups.all(|group| group.len() == 3 && all_digits(group));
    if !first_fits || !others_fit || fraction.contains([',', ' ']) {
        return Err(ValueError::BadGrouping);
    }
    Ok(Cow::Owned(digits.chars().filter(|c| *c != separator).collect()))
}

/// The unit behind the digits, or behind the bracket that encloses them.
fn unit_behind(rest: &str, behind: &str) -> Result<Option<Unit>, ValueError> {
    let text = match (rest, behind) {
        ("", "") => return Ok(None),
        (text, "") | ("", text) => text,
        _ => return Err(ValueError::NotANumber),
    };
    if text.starts_with(['%', '‰']) {
        return Err(ValueError::Percentage);
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return Err(ValueError::NotANumber);
    }
    read_unit(text).map(Some).ok_or_else(|| ValueError::UnknownUnit(text.to_owned()))
}

/// A currency before the number and a unit behind it: USD 100万 is in 万美元, ￥1,200元 in 元.
fn beside(before: Option<Unit>, behind: Option<Unit>) -> Result<Option<Unit>, ValueError> {
    match (before, behind) {
        (None, unit) | (unit, None) => Ok(unit),
        (Some(sign), Some(Unit::Magnitude(exponent))) => Ok(Some(sign.with_magnitude(exponent))),
        (Some(sign), Some(Unit::Money { currency: None, exponent, .. })) if sign.currency().is_some() => {
            Ok(Some(sign.with_magnitude(exponent)))
        }
        (Some(sign), Some(unit @ Unit::Money { currency, .. })) if [None, currency].contains(&sign.currency()) => {
            Ok(Some(unit))
        }
        (Some(_), Some(unit)) => Err(ValueError::UnknownUnit(unit.to_string())),
    }
}

#[cfg(test)]
mod tests;
