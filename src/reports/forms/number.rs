//! A figure as the number that a form's cell holds: in the asked unit, rounded once from the exact value.

use crate::exact::{Decimal, MeasureUnit, Ratio, Rounding, pow10};
use crate::figures::{Figure, Quantity};
use crate::job::FormUnit;
use crate::values::{Unit, to_base};
use crate::words::{self, Lang};

/// How a cell wants its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// None for the figure's own unit.
    pub(super) unit: Option<FormUnit>,
    /// At most so many decimals.
    pub(super) decimals: u32,
    pub(super) rounding: Rounding,
    /// Whether the cell itself shows 0.25 as 25%.
    pub(super) shows_percent: bool,
}

/// The unit is of another kind than the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    /// As asked for.
    pub(super) unit: String,
    /// The figure's own; `%` for a plain fraction.
    pub(super) own: String,
}

/// What kind of number a fraction is.
enum Fraction<'a> {
    Percent,
    Points,
    Price(&'a str),
}

impl Form {
    /// The number as plain decimal text; nothing where the figure has no value.
    pub(super) fn number(&self, figure: &Figure) -> Result<Option<String>, Unfit> {
        let unfit = || Unfit { unit: self.unit.map_or_else(String::new, shown), own: own_unit(figure) };
        match &figure.quantity {
            None => Ok(None),
            Some(Quantity::Amount(value, measure)) => self.amount(*value, measure).map(Some).ok_or_else(unfit),
            Some(Quantity::Ratio(ratio)) => self.fraction(*ratio, kind(figure)).map(Some).ok_or_else(unfit),
        }
    }

    fn amount(&self, value: i128, measure: &MeasureUnit) -> Option<String> {
        let one = match self.unit {
            None => pow10(measure.scale()),
            Some(FormUnit::Of(unit)) => in_parts(unit, measure)?,
            Some(_) => return None,
        };
        Some(Ratio::new(value, one)?.to_places(self.decimals, self.rounding))
    }

    fn fraction(&self, ratio: Ratio, kind: Fraction<'_>) -> Option<String> {
        let places = |ratio: Ratio, decimals| Some(ratio.to_places(decimals, self.rounding));
        match (kind, self.unit) {
            (Fraction::Percent, None | Some(FormUnit::Percent)) if self.shows_percent => {
                places(ratio, self.decimals + 2)
            }
            (Fraction::Percent, None | Some(FormUnit::Percent)) => places(ratio.times(100)?, self.decimals),
            (Fraction::Points, None | Some(FormUnit::Points)) => places(ratio, self.decimals),
            (Fraction::Price(_), None) => places(ratio, self.decimals),
            (Fraction::Price(own), Some(FormUnit::Per(top, bottom))) => {
                places(priced(ratio, own, top, bottom)?, self.decimals)
            }
            _ => None,
        }
    }
}

/// How many of a measure's smallest parts one `unit` holds; nothing where it is of another kind, or finer than they are.
fn in_parts(unit: Unit, measure: &MeasureUnit) -> Option<i128> {
    let one = to_base(Decimal::whole(1), &unit, measure, None).ok()?;
    (one.exact && one.value > 0).then(|| i128::from(one.value))
}

/// A price in 元/千克 as one in other units of money and weight.
fn priced(ratio: Ratio, own: &str, top: Unit, bottom: Unit) -> Option<Ratio> {
    let (money, weight) = (MeasureUnit::Money, MeasureUnit::Weight);
    if own != format!("{}/{}", money.base_name(), weight.base_name()) {
        return None;
    }
    // 1 元/千克 is so many tops a bottom: (parts of a bottom / parts of a 千克) / (parts of a top / parts of a 元).
    let (tops, bottoms) = (in_parts(top, &money)?, in_parts(bottom, &weight)?);
    let yuan = pow10(money.scale());
    let kilogram = pow10(weight.scale());
    let factor = Ratio::new(bottoms.checked_mul(yuan)?, tops.checked_mul(kilogram)?)?;
    let numerator = ratio.numerator().checked_mul(factor.numerator())?;
    Ratio::new(numerator, ratio.denominator().checked_mul(factor.denominator())?)
}

fn kind(figure: &Figure) -> Fraction<'_> {
    match figure.unit.as_str() {
        "" => Fraction::Percent,
        unit if unit == words::text(Lang::Zh, "unit-points") => Fraction::Points,
        unit => Fraction::Price(unit),
    }
}

fn own_unit(figure: &Figure) -> String {
    if figure.unit.is_empty() && figure.ratio().is_some() { "%".to_owned() } else { figure.unit.clone() }
}

/// A unit as people write it.
fn shown(unit: FormUnit) -> String {
    match unit {
        FormUnit::Percent => "%".to_owned(),
        FormUnit::Points => words::text(Lang::Zh, "unit-points").to_owned(),
        FormUnit::Of(unit) => unit.to_string(),
        FormUnit::Per(top, bottom) => format!("{top}/{bottom}"),
    }
}
