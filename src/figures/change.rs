//! A value that was kept as text, and how far a figure has moved from it, as people read them.
//!
//! In: values as figures.json and publications spell them, and the indicator that they are of. Out: text in a language,
//! rounded once from the exact difference. Knows no publication.

use crate::exact::{Decimal, Display, DisplayUnit, Ratio, Rounding};
use crate::kinds::{Indicator, Kind};
use crate::words::{self, Lang};

use super::figure::Quantity;
use super::print::{Form, Printer};
use super::value::points;

/// A value as it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptValue<'a> {
    /// The decimal in the base unit.
    pub value: &'a str,
    /// `p/q`, for fractions.
    pub exact: Option<&'a str>,
}

/// How values of an indicator are printed.
#[derive(Clone, Copy, Debug)]
pub struct Printing<'a> {
    /// The indicator's ledger.
    pub kind: &'a Kind,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// How halves are rounded.
    pub rounding: Rounding,
    /// The language.
    pub lang: Lang,
}

impl Printing<'_> {
    /// A kept value as a figure prints it; nothing where it is no value of the indicator.
    #[must_use]
    pub fn shown(&self, kept: KeptValue<'_>) -> Option<String> {
        let form = Form::of(self.kind, self.indicator, None);
        Some(self.printer().display(&form, &self.indicator.display, &self.quantity(kept)?))
    }

    /// What became of a value: the difference with its sign, in percentage points for a rate, or the word for none. Nothing
    /// where either is no value of the indicator, or their difference has too many digits.
    #[must_use]
    pub fn change(&self, before: KeptValue<'_>, after: KeptValue<'_>) -> Option<String> {
        let form = Form::of(self.kind, self.indicator, None);
        let (before, after) = (self.quantity(before)?, self.quantity(after)?);
        let (form, difference) = match (&before, &after) {
            (Quantity::Amount(old, _), Quantity::Amount(new, unit)) => {
                (form, Quantity::Amount(new.checked_sub(*old)?, unit.clone()))
            }
            (Quantity::Ratio(_), Quantity::Ratio(_)) if form == Form::Percent => {
                (Form::Points, Quantity::Ratio(points(&after, &before).ok()?))
            }
            (Quantity::Ratio(old), Quantity::Ratio(new)) => (form, Quantity::Ratio(new.minus(*old)?)),
            _ => return None,
        };
        let sign = match &difference {
            Quantity::Amount(difference, _) => difference.signum(),
            Quantity::Ratio(difference) => difference.numerator().signum(),
        };
        if sign == 0 {
            return Some(words::text(self.lang, "display-unchanged").to_owned());
        }
        let text = self.difference(&form, &difference);
        Some(if sign > 0 { format!("+{text}") } else { text })
    }

    /// A difference as its indicator is printed, or in base units where that would show nothing but zeros.
    fn difference(&self, form: &Form, difference: &Quantity) -> String {
        let text = self.printer().display(form, &self.indicator.display, difference);
        match difference {
            Quantity::Amount(_, measure) if !text.contains(|c: char| matches!(c, '1'..='9')) => {
                let unit = DisplayUnit { name: measure.base_name().to_owned(), exponent: 0 };
                let exactly = Display { unit: Some(unit), decimals: measure.scale() };
                self.printer().display(form, &exactly, difference)
            }
            _ => text,
        }
    }

    /// A kept sum or count as an integer of its smallest part; nothing for a fraction.
    #[must_use]
    pub fn amount(&self, kept: KeptValue<'_>) -> Option<i128> {
        match self.quantity(kept)? {
            Quantity::Amount(amount, _) => Some(amount),
            Quantity::Ratio(_) => None,
        }
    }

    fn quantity(&self, kept: KeptValue<'_>) -> Option<Quantity> {
        match (kept.exact, &self.indicator.unit) {
            (Some(exact), None) => {
                let (numerator, denominator) = exact.split_once('/')?;
                Ratio::new(numerator.parse().ok()?, denominator.parse().ok()?).map(Quantity::Ratio)
            }
            (None, Some(unit)) => {
                let (amount, is_exact) = Decimal::parse(kept.value).ok()?.at_scale(unit.scale())?;
                is_exact.then(|| Quantity::Amount(amount, unit.clone()))
            }
            _ => None,
        }
    }

    const fn printer(&self) -> Printer {
        Printer { rounding: self.rounding, lang: self.lang }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds;

    fn of(indicator: &str, before: (&str, Option<&str>), after: (&str, Option<&str>)) -> [Option<String>; 2] {
        let kind = kinds::built_in(indicator.split('.').next().unwrap_or_default()).expect("built in");
        let indicator = kind.indicators.iter().find(|one| one.id == indicator).expect("an indicator");
        let kept = |(value, exact)| KeptValue { value, exact };
        [Lang::Zh, Lang::En].map(|lang| {
            let manner = Printing { kind: &kind, indicator, rounding: Rounding::HalfEven, lang };
            manner.change(kept(before), kept(after))
        })
    }

    fn both(zh: &str, en: &str) -> [Option<String>; 2] {
        [Some(zh.to_owned()), Some(en.to_owned())]
    }

    /// By hand: 59,403,200 − 48,246,600 = 11,156,600 元; 2,701,640 − 2,701,640.4 = −0.4 千克.
    #[test]
    fn an_amount_moves_by_an_amount() {
        let revenue = of("sales.revenue", ("48246600", None), ("59403200", None));
        assert_eq!(revenue, both("+1115.66万元", "+11.1566 million yuan"));
        assert_eq!(of("projects.count", ("39", None), ("36", None)), both("-3个", "-3"));
        assert_eq!(of("sales.weight", ("2701640.4", None), ("2701640", None)), both("-0.4千克", "-0.4 kg"));
        assert_eq!(of("sales.weight", ("1", None), ("1", None)), both("持平", "unchanged"));
    }

    /// By hand: 22/39 − 17/34 = 56.41…% − 50% = 6.41 points; 65/3 − 22 = −1/3.
    #[test]
    fn a_rate_moves_by_points_and_a_price_by_a_price() {
        let rate = of("projects.started_rate", ("0.5", Some("1/2")), ("0.564102564103", Some("22/39")));
        assert_eq!(rate, both("+6.41个百分点", "+6.41 percentage points"));
        let price = of("sales.price", ("22", Some("22/1")), ("21.666666666667", Some("65/3")));
        assert_eq!(price, both("-0.33元/千克", "-0.33 yuan/kg"));
    }

    #[test]
    fn what_is_no_value_of_the_indicator_has_no_change() {
        assert_eq!(of("sales.weight", ("1/2", Some("1/2")), ("1", None)), [None, None]);
        assert_eq!(of("sales.weight", ("0.00000000001", None), ("1", None)), [None, None]);
        assert_eq!(of("sales.price", ("1", Some("1/0")), ("1", Some("1/1"))), [None, None]);
    }
}
