//! A value of a cell to its kind and its text. Does no arithmetic: digits are cut, dates are looked up.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

use crate::sources::CellKind;

/// The last day that a spreadsheet knows, 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;
/// Numbers beyond this power of ten keep their exponent.
const PLAIN_EXPONENT: i32 = 40;

/// The kind and the text of a value; none for an empty cell.
pub(super) fn of(value: &DataRef<'_>) -> Option<(CellKind, String)> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => (CellKind::Number, number.to_string()),
        DataRef::Float(number) => of_number(*number),
        DataRef::String(text) => (CellKind::Text, text.clone()),
        DataRef::SharedString(text) => (CellKind::Text, (*text).to_owned()),
        DataRef::Bool(truth) => of_truth(*truth),
        DataRef::DateTime(date) => of_date(*date),
        DataRef::DateTimeIso(text) => of_iso_date(text),
        DataRef::DurationIso(text) => (CellKind::Text, text.clone()),
        DataRef::Error(error) => of_error(error),
    })
}

/// As [`of`], for values that own their text.
pub(super) fn of_owned(value: &Data) -> Option<(CellKind, String)> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => (CellKind::Number, number.to_string()),
        Data::Float(number) => of_number(*number),
        Data::String(text) | Data::DurationIso(text) => (CellKind::Text, text.clone()),
        Data::Bool(truth) => of_truth(*truth),
        Data::DateTime(date) => of_date(*date),
        Data::DateTimeIso(text) => of_iso_date(text),
        Data::Error(error) => of_error(error),
    })
}

fn of_number(number: f64) -> (CellKind, String) {
    let kind = if number.is_finite() { CellKind::Number } else { CellKind::Text };
    (kind, decimal(number))
}

fn of_truth(truth: bool) -> (CellKind, String) {
    (CellKind::Boolean, if truth { "TRUE" } else { "FALSE" }.to_owned())
}

fn of_error(error: &CellErrorType) -> (CellKind, String) {
    (CellKind::Error, error.to_string())
}

/// A day; a time of day or a span of time stays the number it is.
fn of_date(date: ExcelDateTime) -> (CellKind, String) {
    let serial = date.as_f64();
    if date.is_duration() || !(1.0..LAST_SERIAL).contains(&serial) {
        return of_number(serial);
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    (CellKind::Date, format!("{year:04}-{month:02}-{day:02}"))
}

/// `2021-07-05` of `2021-07-05T08:00:00`.
fn of_iso_date(text: &str) -> (CellKind, String) {
    let day = text.split('T').next().unwrap_or_default();
    let is_day = day.len() == 10
        && day.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if is_day { (CellKind::Date, day.to_owned()) } else { (CellKind::Text, text.to_owned()) }
}

/// The 15 significant digits that a spreadsheet keeps, as a plain decimal.
fn decimal(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent.abs() > PLAIN_EXPONENT {
        return scientific;
    }
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { "0".to_owned() } else { format!("{sign}{}", placed(digits, exponent)) }
}

/// Digits with the point after the first one moved by `exponent`.
fn placed(digits: &str, exponent: i32) -> String {
    match usize::try_from(exponent) {
        Err(_) => format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1)),
        Ok(shift) if shift + 1 >= digits.len() => format!("{digits:0<width$}", width = shift + 1),
        Ok(shift) => format!("{}.{}", &digits[..=shift], &digits[shift + 1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right-hand sides by Python: `format(Decimal(f'{x:.14e}').normalize(), 'f')`.
    #[test]
    fn numbers_keep_fifteen_digits() {
        let numbers =
            [28.086_999_999_999_996, 0.1 + 0.2, -0.0, 1e15, 123_456_789_012_345_680.0, 1.5e-7, -2701.64, 59_403_200.0];
        let texts =
            ["28.087", "0.3", "0", "1000000000000000", "123456789012346000", "0.00000015", "-2701.64", "59403200"];
        assert_eq!(numbers.map(decimal), texts);
        assert_eq!(decimal(1e300), "1.00000000000000e300");
    }

    #[test]
    fn dates_lose_their_time_and_nothing_else_is_a_date() {
        assert_eq!(of_iso_date("2021-07-05T08:30:00"), (CellKind::Date, "2021-07-05".to_owned()));
        assert_eq!(of_iso_date("2021-7-5"), (CellKind::Text, "2021-7-5".to_owned()));
    }
}
