//! Exact values to text: the value, the fraction, the unit, and the display in the chosen language, rounded once.

use crate::exact::{Decimal, Display, MeasureUnit, Ratio, Rounding, divide_rounded, pow10, with_separators};
use crate::kinds::{Formula, Indicator, Kind};
use crate::words::{self, Lang};

use super::figure::Quantity;
use super::id::Comparison;

/// Places of a fraction's value.
const PLACES: u32 = 12;
/// Places of a percentage or of percentage points, at most.
const PERCENT_PLACES: u32 = 2;

/// What kind of number a figure is, for its unit and display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A sum or count.
    Amount,
    /// A quotient of two measures, in this unit: 元/千克.
    Price(String),
    /// A share, growth or rate, printed as a percentage.
    Percent,
    /// A difference of rates, in 个百分点.
    Points,
    /// A place in an order.
    Rank,
}

impl Form {
    /// The form of an indicator's figure, compared or not.
    pub(super) fn of(kind: &Kind, indicator: &Indicator, comparison: Option<Comparison>) -> Self {
        let rate = indicator.formula == Formula::StartedRate;
        match (comparison, &indicator.formula) {
            (Some(Comparison::Ahead), _) => Self::Points,
            (Some(Comparison::Yoy | Comparison::Mom), _) if rate => Self::Points,
            (Some(Comparison::Rank), _) => Self::Rank,
            (Some(_), _) | (None, Formula::StartedRate) => Self::Percent,
            (None, Formula::Ratio(top, bottom)) => {
                let name = |measure: &usize| kind.measures[*measure].unit.base_name();
                Self::Price(format!("{}/{}", name(top), name(bottom)))
            }
            (None, _) => Self::Amount,
        }
    }

    /// The unit of the value, in every language; empty for plain fractions.
    pub(super) fn unit(&self, indicator: &Indicator) -> String {
        match self {
            Self::Amount => indicator.unit.as_ref().map_or_else(String::new, |unit| unit.base_name().to_owned()),
            Self::Price(unit) => unit.clone(),
            Self::Percent => String::new(),
            Self::Points => words::text(Lang::Zh, "unit-points").to_owned(),
            Self::Rank => words::text(Lang::Zh, "unit-rank").to_owned(),
        }
    }
}

/// How values are printed in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printer {
    pub(super) rounding: Rounding,
    pub(super) lang: Lang,
}

impl Printer {
    /// The value as text: a decimal in the base unit, or a fraction to 12 places.
    pub(super) fn value(self, quantity: &Quantity) -> String {
        match quantity {
            Quantity::Amount(value, unit) => unit.base_text(*value),
            Quantity::Ratio(ratio) => ratio.to_places(PLACES, self.rounding),
        }
    }

    /// `p/q` of a fraction.
    pub(super) fn exact(quantity: &Quantity) -> Option<String> {
        match quantity {
            Quantity::Amount(..) => None,
            Quantity::Ratio(ratio) => Some(ratio.exact_text()),
        }
    }

    /// The value as people read it.
    pub(super) fn display(self, form: &Form, display: &Display, quantity: &Quantity) -> String {
        match (form, quantity) {
            (Form::Rank, Quantity::Amount(rank, _)) => self.filled("display-rank", &rank.to_string()),
            (_, Quantity::Amount(value, unit)) if self.lang == Lang::Zh => display.text(unit, *value, self.rounding),
            (_, Quantity::Amount(value, unit)) => self.english_amount(display, unit, *value),
            (Form::Points, Quantity::Ratio(points)) => self.filled("display-points", &self.rounded(*points)),
            (Form::Price(unit), Quantity::Ratio(price)) => {
                let number = price.to_places(display.decimals, self.rounding);
                if self.lang == Lang::Zh { format!("{number}{unit}") } else { english_price(&number, unit) }
            }
            (_, Quantity::Ratio(ratio)) => self.percent(*ratio),
        }
    }

    /// What stands where there is no value.
    pub(super) fn nothing(self) -> String {
        words::text(self.lang, "display-nothing").to_owned()
    }

    fn percent(self, ratio: Ratio) -> String {
        ratio.times(100).map_or_else(|| self.nothing(), |percent| format!("{}%", self.rounded(percent)))
    }

    fn rounded(self, ratio: Ratio) -> String {
        ratio.to_places(PERCENT_PLACES, self.rounding)
    }

    fn filled(self, key: &str, number: &str) -> String {
        words::fill(words::text(self.lang, key), &[("n", number)])
    }

    /// The same digits as the Chinese display rounds to, in the unit that English uses for the size.
    fn english_amount(self, display: &Display, unit: &MeasureUnit, value: i128) -> String {
        let scale = unit.scale().cast_signed();
        let printed_in = display.unit_for(unit, value, self.rounding).exponent.cast_signed();
        let place = (printed_in - display.decimals.cast_signed()).max(-scale);
        let count = divide_rounded(value, pow10((scale + place).unsigned_abs()), self.rounding);
        let printed = count * pow10((scale + place).unsigned_abs());
        let (exponent, name) = english_unit(unit, printed_in, printed);
        let above = place - exponent;
        let number = if above >= 0 {
            Decimal::whole(count * pow10(above.unsigned_abs()))
        } else {
            Decimal { digits: count, scale: above.unsigned_abs() }
        };
        let number = with_separators(&number.to_string());
        if name.is_empty() { number } else { format!("{number} {name}") }
    }
}

/// Powers of ten above the base unit, and the name. Names of counted things are Chinese words of the ledger's
/// declaration, and are left out.
fn english_unit(unit: &MeasureUnit, printed_in: i32, value: i128) -> (i32, &str) {
    let at_least = |exponent: u32| value.unsigned_abs() >= pow10(exponent + unit.scale()).unsigned_abs();
    match unit {
        MeasureUnit::Weight if printed_in == 0 => (0, words::text(Lang::En, "unit-kilogram")),
        MeasureUnit::Weight => (3, words::text(Lang::En, "unit-tonne")),
        MeasureUnit::Money if printed_in == 0 => (0, words::text(Lang::En, "unit-yuan")),
        MeasureUnit::Money if at_least(9) => (9, words::text(Lang::En, "unit-billion-yuan")),
        MeasureUnit::Money if at_least(6) => (6, words::text(Lang::En, "unit-million-yuan")),
        MeasureUnit::Money => (0, words::text(Lang::En, "unit-yuan")),
        MeasureUnit::Count(_) => (0, ""),
        MeasureUnit::Other(name, _) => (0, name),
    }
}

/// `21.99 yuan/kg`; a unit of the job's own keeps its name.
fn english_price(number: &str, unit: &str) -> String {
    let word = |name: &str| match name {
        "元" => words::text(Lang::En, "unit-yuan").to_owned(),
        "千克" => words::text(Lang::En, "unit-kilogram").to_owned(),
        other => other.to_owned(),
    };
    let unit = unit.split('/').map(word).collect::<Vec<_>>().join("/");
    format!("{} {unit}", with_separators(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::DisplayUnit;

    fn english(unit: &MeasureUnit, value: i128) -> String {
        let printer = Printer { rounding: Rounding::HalfEven, lang: Lang::En };
        printer.display(&Form::Amount, &Display::default(), &Quantity::Amount(value, unit.clone()))
    }

    /// The mission's own English figures: ¥59.4032 million, ¥5.154 billion, 2,701.64 t, 39.
    #[test]
    fn english_uses_its_own_units_and_the_same_digits() {
        assert_eq!(english(&MeasureUnit::Weight, 2_701_640_000_000), "2,701.64 t");
        assert_eq!(english(&MeasureUnit::Money, 594_032_000_000), "59.4032 million yuan");
        assert_eq!(english(&MeasureUnit::Money, 51_540_000_000_000), "5.154 billion yuan");
        assert_eq!(english(&MeasureUnit::Money, 2_384_560_000_000), "238 million yuan");
        assert_eq!(english(&MeasureUnit::Money, 350_000_000), "35,000 yuan");
        assert_eq!(english(&MeasureUnit::Money, 999_999_999_900), "100 million yuan");
        assert_eq!(english(&MeasureUnit::Money, 9_999_999_999_900), "1 billion yuan");
        assert_eq!(english(&MeasureUnit::Money, -12_340_000), "-1,200 yuan");
        assert_eq!(english(&MeasureUnit::Count("个".into()), 1_239), "1,239");
        assert_eq!(english(&MeasureUnit::Other("亩".into(), 2), 123_450), "1,234.5 亩");
    }

    #[test]
    fn a_declared_display_holds_in_both_languages() {
        let display = Display { unit: Some(DisplayUnit { name: "元".into(), exponent: 0 }), decimals: 4 };
        let amount = Quantity::Amount(97_840_000, MeasureUnit::Money);
        let shown = |lang| Printer { rounding: Rounding::HalfEven, lang }.display(&Form::Amount, &display, &amount);
        assert_eq!((shown(Lang::Zh), shown(Lang::En)), ("9784元".to_owned(), "9,784 yuan".to_owned()));
    }

    #[test]
    fn fractions_are_rounded_once_for_display() {
        let half = Quantity::Ratio(Ratio::new(12_345, 1_000_000).expect("a denominator"));
        let shown = |rounding| Printer { rounding, lang: Lang::Zh }.display(&Form::Percent, &Display::default(), &half);
        assert_eq!((shown(Rounding::HalfEven), shown(Rounding::HalfUp)), ("1.23%".into(), "1.23%".into()));
        let tie = Quantity::Ratio(Ratio::new(12_345, 100_000).expect("a denominator"));
        let shown = |rounding| Printer { rounding, lang: Lang::Zh }.display(&Form::Percent, &Display::default(), &tie);
        assert_eq!((shown(Rounding::HalfEven), shown(Rounding::HalfUp)), ("12.34%".into(), "12.35%".into()));
        let points = Printer { rounding: Rounding::HalfEven, lang: Lang::Zh };
        assert_eq!(points.display(&Form::Points, &Display::default(), &tie), "0.12个百分点");
    }
}
