//! The slip behind a difference: which one mistake of a person would turn the right value into the printed one.
//!
//! In: two integers in one base unit, and the rows that were summed. Out: the slip, where exactly one explains the
//! difference. Stands upstream of everything that explains a difference, so that it is told once.

mod misprints;

pub use misprints::{Misprint, misprints};

use crate::findings::Phrase;

/// A mistake that people make with numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two digits changed places.
    DigitsSwapped,
    /// One digit is another: the position, from the left, of the significant digits.
    DigitWrong,
    /// A digit is missing, or one too many.
    DigitDropped,
    /// The decimal point is off by so many places (positive: the printed value is too large).
    DecimalPoint(i32),
    /// A unit was mistaken for another: the factor by which the printed value is off.
    Unit(UnitSlip),
    /// The sign is wrong.
    Sign,
    /// A row was left out: its number.
    RowLeftOut(u64),
    /// A row was counted twice: its number.
    RowTwice(u64),
    /// Only the rows from the first to the second number were summed.
    ShortRange(u64, u64),
}

/// Which units were taken for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitSlip {
    /// 斤 for 公斤, or the reverse: × 2.
    JinKilogram,
    /// 公斤 for 吨, or the reverse: × 1,000.
    KilogramTonne,
    /// 元 for 万元, or the reverse: × 10,000.
    YuanWan,
    /// 万元 for 亿元, or the reverse: × 10,000 — told apart from [`UnitSlip::YuanWan`] by its size: × 10^8.
    YuanYi,
}

/// A row that went into a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SummedRow {
    /// Its number.
    pub row: u64,
    /// Its value in the base unit.
    pub value: i128,
}

impl Slip {
    /// The sentence that names it.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let numbered = |key, values| Phrase { key, values };
        match self {
            Self::DigitsSwapped => numbered("slip.digits-swapped", Vec::new()),
            Self::DigitWrong => numbered("slip.digit-wrong", Vec::new()),
            Self::DigitDropped => numbered("slip.digit-dropped", Vec::new()),
            Self::DecimalPoint(places) => numbered("slip.decimal-point", vec![("places", places.abs().to_string())]),
            Self::Unit(unit) => numbered(unit.key(), Vec::new()),
            Self::Sign => numbered("slip.sign", Vec::new()),
            Self::RowLeftOut(row) => numbered("slip.row-left-out", vec![("row", row.to_string())]),
            Self::RowTwice(row) => numbered("slip.row-twice", vec![("row", row.to_string())]),
            Self::ShortRange(first, last) => {
                numbered("slip.short-range", vec![("first", first.to_string()), ("last", last.to_string())])
            }
        }
    }
}

impl UnitSlip {
    /// Every one, with the factor between the two units.
    pub const ALL: [(i128, Self); 4] =
        [(2, Self::JinKilogram), (1_000, Self::KilogramTonne), (10_000, Self::YuanWan), (100_000_000, Self::YuanYi)];

    /// The key of the sentence that names it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::JinKilogram => "slip.jin-kilogram",
            Self::KilogramTonne => "slip.kilogram-tonne",
            Self::YuanWan => "slip.yuan-wan",
            Self::YuanYi => "slip.yuan-yi",
        }
    }

    /// The units of one exact factor between two values, either way round.
    #[must_use]
    pub fn between(a: i128, b: i128) -> Option<Self> {
        let is = |factor: i128| a.checked_mul(factor) == Some(b) || b.checked_mul(factor) == Some(a);
        Self::ALL.iter().find(|(factor, _)| a != 0 && is(*factor)).map(|(_, slip)| *slip)
    }
}

/// The one slip that turns `right` into `printed`; none where several do, or none does.
#[must_use]
pub fn explain(printed: i128, right: i128, rows: &[SummedRow]) -> Option<Slip> {
    let mut found = of_number(printed, right);
    found.extend(of_rows(printed, right, rows));
    match <[Slip; 1]>::try_from(found) {
        Ok([slip]) => Some(slip),
        Err(_) => None,
    }
}

/// Slips in the number itself, most telling first; a later kind is looked for only where no earlier one fits.
fn of_number(printed: i128, right: i128) -> Vec<Slip> {
    if printed == right || right == 0 || printed == 0 {
        return Vec::new();
    }
    if printed == -right {
        return vec![Slip::Sign];
    }
    if let Some(unit) = UnitSlip::between(printed, right) {
        return vec![Slip::Unit(unit)];
    }
    if let Some(places) = point_shift(printed, right) {
        return vec![Slip::DecimalPoint(places)];
    }
    digits_slip(printed, right).into_iter().collect()
}

fn point_shift(printed: i128, right: i128) -> Option<i32> {
    (1..=3).find_map(|places| {
        let factor = crate::exact::pow10(places);
        let places = places.cast_signed();
        match (right.checked_mul(factor) == Some(printed), printed.checked_mul(factor) == Some(right)) {
            (true, _) => Some(places),
            (_, true) => Some(-places),
            _ => None,
        }
    })
}

/// Slips of the digits, over the digits that both values print: common trailing zeros are of the unit, not printed.
fn digits_slip(printed: i128, right: i128) -> Option<Slip> {
    if (printed < 0) != (right < 0) {
        return None;
    }
    let (p, r) = significant(printed.unsigned_abs(), right.unsigned_abs());
    if p.len() == r.len() {
        let differing: Vec<usize> = (0..p.len()).filter(|&at| p[at] != r[at]).collect();
        return match differing[..] {
            [a, b] if p[a] == r[b] && p[b] == r[a] => Some(Slip::DigitsSwapped),
            [_] => Some(Slip::DigitWrong),
            _ => None,
        };
    }
    let (short, long) = if p.len() < r.len() { (&p, &r) } else { (&r, &p) };
    (long.len() == short.len() + 1 && short.len() > 1 && lacks_one(short, long)).then_some(Slip::DigitDropped)
}

fn significant(a: u128, b: u128) -> (Vec<u8>, Vec<u8>) {
    let (mut a, mut b) = (a, b);
    while a.is_multiple_of(10) && b.is_multiple_of(10) && (a, b) != (0, 0) {
        (a, b) = (a / 10, b / 10);
    }
    (a.to_string().into_bytes(), b.to_string().into_bytes())
}

fn lacks_one(short: &[u8], long: &[u8]) -> bool {
    (0..long.len()).any(|gap| short[..gap] == long[..gap] && short[gap..] == long[gap + 1..])
}

fn of_rows(printed: i128, right: i128, rows: &[SummedRow]) -> Vec<Slip> {
    let difference = right - printed;
    if difference == 0 {
        return Vec::new();
    }
    let single = |value: i128| rows.iter().filter(move |row| row.value == value && value != 0).map(|row| row.row);
    let mut found: Vec<Slip> = single(difference).map(Slip::RowLeftOut).collect();
    found.extend(single(-difference).map(Slip::RowTwice));
    found.extend(short_range(printed, rows));
    found
}

/// A sum over all but some (two or more) first or last rows.
fn short_range(printed: i128, rows: &[SummedRow]) -> Vec<Slip> {
    let Some((first, last)) = rows.first().zip(rows.last()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut sum = 0;
    for (at, row) in rows.iter().enumerate() {
        sum += row.value;
        if at + 2 < rows.len() && sum == printed {
            found.push(Slip::ShortRange(first.row, row.row));
        }
    }
    sum = 0;
    for (at, row) in rows.iter().enumerate().rev() {
        sum += row.value;
        if at > 1 && sum == printed {
            found.push(Slip::ShortRange(row.row, last.row));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[i128]) -> Vec<SummedRow> {
        values.iter().enumerate().map(|(at, &value)| SummedRow { row: at as u64 + 2, value }).collect()
    }

    #[test]
    fn each_slip_is_named() {
        assert_eq!(explain(5_904_320, 5_940_320, &[]), Some(Slip::DigitsSwapped));
        assert_eq!(explain(5_940_330, 5_940_320, &[]), Some(Slip::DigitWrong));
        assert_eq!(explain(594_320, 5_940_320, &[]), Some(Slip::DigitDropped));
        assert_eq!(explain(5_403, 54_030, &[]), Some(Slip::DecimalPoint(-1)));
        assert_eq!(explain(24_680, 12_340, &[]), Some(Slip::Unit(UnitSlip::JinKilogram)));
        assert_eq!(explain(12, 12_000, &[]), Some(Slip::Unit(UnitSlip::KilogramTonne)));
        assert_eq!(explain(35, 350_000, &[]), Some(Slip::Unit(UnitSlip::YuanWan)));
        assert_eq!(explain(-7, 7, &[]), Some(Slip::Sign));
        assert_eq!(explain(1_100, 1_437, &rows(&[1_000, 337, 100])), Some(Slip::RowLeftOut(3)));
        assert_eq!(explain(1_774, 1_437, &rows(&[1_000, 337, 100])), Some(Slip::RowTwice(3)));
        assert_eq!(explain(1_337, 1_487, &rows(&[1_000, 337, 77, 73])), Some(Slip::ShortRange(2, 3)));
    }

    #[test]
    fn two_explanations_are_none() {
        assert_eq!(explain(600, 637, &rows(&[563, 37, 37])), None);
        assert_eq!(explain(5, 5, &[]), None);
        assert_eq!(explain(123, 987, &[]), None);
    }
}
