//! The fast path for dates: ASCII year, month, day between equal separators, with or without a time of day.

use crate::calendar::DayCode;

use super::error::ValueError;

/// Reads `2021-07-05`, `2021/7/5`, `2021.7.5`, each also with a time of day behind it, without allocation. Nothing
/// where the text has another form.
pub(super) fn plain_date(text: &str) -> Option<Result<DayCode, ValueError>> {
    let bytes = text.as_bytes();
    let (year, rest) = number(bytes, 4, 4)?;
    let (&separator, rest) = rest.split_first()?;
    let (month, rest) = number(rest, 1, 2)?;
    let (&again, rest) = rest.split_first()?;
    if !matches!(separator, b'-' | b'/' | b'.') || again != separator {
        return None;
    }
    let (day, rest) = number(rest, 1, 2)?;
    is_time(rest).then(|| DayCode::day(year.cast_signed(), month, day).ok_or(ValueError::NoSuchDay))
}

/// A run of at least `least` and at most `most` digits, and what follows it.
fn number(bytes: &[u8], least: usize, most: usize) -> Option<(u32, &[u8])> {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if length < least || length > most {
        return None;
    }
    let value = bytes[..length].iter().fold(0, |value, b| value * 10 + u32::from(b - b'0'));
    Some((value, &bytes[length..]))
}

/// Nothing, or a separator and a time of day such as `12:30:00`.
fn is_time(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b' ' | b'T', time @ ..] => {
            time.first().is_some_and(u8::is_ascii_digit)
                && time.contains(&b':')
                && time.iter().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
        }
        _ => false,
    }
}
