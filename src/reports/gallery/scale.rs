//! One unit for all numbers of a chart, and the numbers in it.
//!
//! In: exact amounts. Out: text rounded once, and sizes for the picture. It knows no chart.

use crate::exact::{Display, DisplayUnit, MeasureUnit, Ratio, Rounding, pow10};

use crate::words::Lang;

use super::phrases::Phrases;

/// Decimals of a printed number, at most.
const DECIMALS: u32 = 2;
/// The same of a number of English millions, so that none is coarser than its Chinese 万.
const SPOKEN_DECIMALS: u32 = 4;

/// A unit with the way to print in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    measure: MeasureUnit,
    unit: DisplayUnit,
    /// The unit's key in the catalogue; empty where the ledger itself names it.
    key: &'static str,
    rounding: Rounding,
    /// Decimals of every number: as many as the one that needs most, so that they line up.
    places: usize,
}

impl Scale {
    /// The largest customary unit in which all of `amounts` can be told apart.
    pub(super) fn over(measure: MeasureUnit, amounts: impl Iterator<Item = i128>, rounding: Rounding) -> Self {
        let amounts: Vec<i128> = amounts.collect();
        let sizes: Vec<u128> = amounts.iter().map(|amount| amount.unsigned_abs()).filter(|size| *size > 0).collect();
        let one_of = |exponent: u32| pow10(measure.scale() + exponent).unsigned_abs();
        let any_is_one = |exponent: u32| sizes.is_empty() || sizes.iter().any(|size| *size >= one_of(exponent));
        // Below a tenth, two decimals no longer tell the small ones apart.
        let all_are_tenths = |exponent: u32| sizes.iter().all(|size| *size >= one_of(exponent) / 10);
        let (exponent, key) = match measure {
            MeasureUnit::Weight if any_is_one(3) => (3, "chart-unit-tonne"),
            MeasureUnit::Weight => (0, "chart-unit-kilogram"),
            MeasureUnit::Money if !sizes.is_empty() && any_is_one(8) && all_are_tenths(8) => {
                (8, "chart-unit-hundred-million-yuan")
            }
            MeasureUnit::Money if any_is_one(4) => (4, "chart-unit-ten-thousand-yuan"),
            MeasureUnit::Money => (0, "chart-unit-yuan"),
            MeasureUnit::Count(_) | MeasureUnit::Other(..) => (0, ""),
        };
        let unit = DisplayUnit { name: String::new(), exponent };
        let mut scale = Self { unit, measure, key, rounding, places: 0 };
        scale.places = amounts.iter().map(|amount| places(&scale.number(*amount))).max().unwrap_or(0);
        scale
    }

    /// An amount as printed, without its unit.
    pub(super) fn number(&self, amount: i128) -> String {
        let display = Display { unit: None, decimals: DECIMALS };
        padded(&display.number(&self.measure, amount, &self.unit, self.rounding), self.places)
    }

    /// The unit in words; Chinese counters are left out of English.
    pub(super) fn name(&self, phrases: Phrases) -> String {
        match &self.measure {
            MeasureUnit::Count(name) => phrases.counter(name),
            MeasureUnit::Other(name, _) => name.clone(),
            MeasureUnit::Weight | MeasureUnit::Money => phrases.text(self.key).to_owned(),
        }
    }

    /// `part` of `whole` as a percentage; empty where the whole is not positive.
    pub(super) fn share(&self, part: i128, whole: i128) -> String {
        let ratio = if whole > 0 { Ratio::new(part, whole) } else { None };
        ratio.map_or_else(String::new, |ratio| percent(ratio, self.rounding))
    }
}

/// How many decimals a printed number has.
fn places(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('%').len())
}

/// A printed number with zeros up to so many decimals, in front of a % where it has one.
fn padded(number: &str, decimals: usize) -> String {
    let (digits, sign) = number.strip_suffix('%').map_or((number, ""), |digits| (digits, "%"));
    let point = if decimals > 0 && !digits.contains('.') { "." } else { "" };
    let zeros = "0".repeat(decimals.saturating_sub(places(digits)));
    format!("{digits}{point}{zeros}{sign}")
}

/// Gives the percentages of a column as many decimals as the one that needs most; what is none stays as it is.
pub(super) fn even<'a>(column: impl Iterator<Item = &'a mut String>) {
    let column: Vec<&mut String> = column.filter(|text| text.ends_with('%')).collect();
    let most = column.iter().map(|text| places(text)).max().unwrap_or(0);
    for text in column {
        *text = padded(text, most);
    }
}

/// One amount with its unit, for a sentence: English counts money in millions there, as its readers do.
pub(super) fn spoken(measure: &MeasureUnit, amount: i128, rounding: Rounding, phrases: Phrases) -> String {
    let scale = Scale::over(measure.clone(), [amount].into_iter(), rounding);
    if phrases.lang == Lang::Zh || *measure != MeasureUnit::Money {
        return phrases.quantity(&scale.number(amount), &scale.name(phrases));
    }
    let reaches = |exponent: u32| amount.unsigned_abs() >= pow10(measure.scale() + exponent).unsigned_abs();
    let (exponent, key) = if reaches(9) {
        (9, "unit-billion-yuan")
    } else if reaches(6) {
        (6, "unit-million-yuan")
    } else {
        (0, "unit-yuan")
    };
    let unit = DisplayUnit { name: String::new(), exponent };
    let number = Display { unit: None, decimals: SPOKEN_DECIMALS }.number(measure, amount, &unit, rounding);
    phrases.quantity(&number, phrases.text(key))
}

/// A ratio as a percentage with two decimals at most.
pub(super) fn percent(ratio: Ratio, rounding: Rounding) -> String {
    ratio.times(100).map_or_else(String::new, |ratio| format!("{}%", ratio.to_places(DECIMALS, rounding)))
}

/// A size for the picture, never for a printed number.
pub(super) fn size(amount: i128) -> f64 {
    amount as f64
}

/// A share for the picture, never for a printed number; 0 where the whole is not positive.
#[expect(clippy::float_arithmetic, reason = "picture geometry")]
pub(super) fn size_share(part: i128, whole: i128) -> f64 {
    if whole > 0 { size(part) / size(whole) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amounts: &[i128]) -> (Scale, Vec<String>) {
        let exact = amounts.iter().map(|amount| amount * 10_000);
        let scale = Scale::over(MeasureUnit::Money, exact.clone(), Rounding::HalfEven);
        let numbers = exact.map(|amount| scale.number(amount)).collect();
        (scale, numbers)
    }

    #[test]
    fn one_unit_serves_all_numbers_of_a_chart() {
        let chinese = Phrases { lang: Lang::Zh };
        let (scale, numbers) = yuan(&[59_403_200, 3_860_500]);
        assert_eq!((scale.name(chinese).as_str(), numbers), ("万元", vec!["5940.32".to_owned(), "386.05".into()]));
        let (scale, numbers) = yuan(&[5_154_000_000, 130_000_000, 0, -85_000_000]);
        let expected: Vec<String> = ["51.54", "1.30", "0.00", "-0.85"].map(String::from).into();
        assert_eq!((scale.name(chinese).as_str(), numbers), ("亿元", expected));
        // One small month keeps the small unit, or it would be printed as nothing.
        let (scale, numbers) = yuan(&[5_154_000_000, 123_400]);
        assert_eq!((scale.name(chinese).as_str(), numbers), ("万元", vec!["515400.00".to_owned(), "12.34".into()]));
        let (scale, _) = yuan(&[9_784]);
        assert_eq!(scale.name(chinese), "元");
        assert_eq!(scale.name(Phrases { lang: Lang::En }), "yuan");
    }

    #[test]
    fn a_column_lines_up() {
        let mut column = ["54.7%", "17.47%", "", "100%", "—"].map(String::from);
        even(column.iter_mut());
        assert_eq!(column, ["54.70%", "17.47%", "", "100.00%", "—"]);
        let (_, numbers) = yuan(&[39_0000, 1_0000]);
        assert_eq!(numbers, ["39", "1"]);
    }

    #[test]
    fn a_sentence_counts_money_as_its_readers_do() {
        let spoken =
            |amount: i128, lang| spoken(&MeasureUnit::Money, amount * 10_000, Rounding::HalfEven, Phrases { lang });
        assert_eq!(
            (spoken(50_000_000, Lang::Zh).as_str(), spoken(50_000_000, Lang::En).as_str()),
            ("5000万元", "50 million yuan")
        );
        assert_eq!(
            (spoken(6_000_000_000, Lang::Zh).as_str(), spoken(6_000_000_000, Lang::En).as_str()),
            ("60亿元", "6 billion yuan")
        );
        assert_eq!(spoken(9_784, Lang::En), "9784 yuan");
    }

    #[test]
    fn shares_are_rounded_once_and_need_a_whole() {
        let (scale, _) = yuan(&[1]);
        assert_eq!(scale.share(1, 3), "33.33%");
        assert_eq!((scale.share(1, 0), scale.share(1, -1)), (String::new(), String::new()));
    }
}
