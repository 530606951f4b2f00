//! Figures to cells: the number in its column's unit, rounded once, with its exact value and its figure's id.

use crate::exact::{Decimal, Display, DisplayUnit, MeasureUnit, Ratio, Rounding};
use crate::figures::{Figure, Quantity};
use crate::words::Lang;

use super::super::document::{Cell, Number, NumberForm};

/// Places of the exact value of a fraction, as figures keep them.
const EXACT_PLACES: u32 = 12;
/// Places of a percentage or of percentage points, as figures print them.
const PERCENT_PLACES: u32 = 2;

/// The key of what shares come to together.
pub(super) const WHOLE: &str = "table-note-share";

/// How the numbers of a column are printed.
#[derive(Clone, Debug)]
pub(super) enum Print {
    /// In this unit of a measure.
    Amount {
        /// The measure.
        measure: MeasureUnit,
        /// Decimals at most.
        display: Display,
        /// The unit.
        unit: DisplayUnit,
    },
    /// A fraction times 100.
    Percent,
    /// A fraction as it is, with so many places: a price, percentage points.
    Fraction(u32),
}

impl Print {
    /// One unit for all of some amounts: the largest that any of them has by itself.
    pub(super) fn over<'a>(
        display: &Display,
        figures: impl Iterator<Item = &'a Figure>,
        rounding: Rounding,
    ) -> Option<Self> {
        let mut best: Option<(MeasureUnit, DisplayUnit)> = None;
        for figure in figures {
            let Some(Quantity::Amount(value, measure)) = &figure.quantity else { continue };
            let unit = display.unit_for(measure, *value, rounding);
            if best.as_ref().is_none_or(|(_, known)| known.exponent < unit.exponent) {
                best = Some((measure.clone(), unit));
            }
        }
        best.map(|(measure, unit)| Self::Amount { measure, display: display.clone(), unit })
    }

    /// Decimals at most.
    fn decimals(&self) -> u32 {
        match self {
            Self::Amount { measure, display, unit } => display.decimals.min(measure.scale() + unit.exponent),
            Self::Percent => PERCENT_PLACES,
            Self::Fraction(places) => *places,
        }
    }

    /// The number of a figure as printed and its exact value, both in the column's unit.
    fn number(&self, figure: &Figure, rounding: Rounding) -> Option<(String, String)> {
        match (self, figure.quantity.as_ref()?) {
            (Self::Amount { measure, display, unit }, Quantity::Amount(value, _)) => {
                let exact = Decimal { digits: *value, scale: measure.scale() + unit.exponent };
                Some((display.number(measure, *value, unit, rounding), exact.to_string()))
            }
            (Self::Percent, Quantity::Ratio(ratio)) => {
                ratio.times(100).map(|percent| places(percent, PERCENT_PLACES, rounding))
            }
            (Self::Fraction(decimals), Quantity::Ratio(ratio)) => Some(places(*ratio, *decimals, rounding)),
            _ => None,
        }
    }

    /// The cell of a figure; of none, a dash.
    pub(super) fn cell(&self, figure: Option<&Figure>, rounding: Rounding, lang: Lang) -> Cell {
        let Some(figure) = figure else { return nothing(None, lang) };
        match self.number(figure, rounding) {
            Some((shown, exact)) => {
                Cell::Number(Number { figure: figure.id.to_string(), shown, decimals: self.decimals(), exact })
            }
            None => nothing(Some(figure), lang),
        }
    }
}

fn places(ratio: Ratio, decimals: u32, rounding: Rounding) -> (String, String) {
    (ratio.to_places(decimals, rounding), ratio.to_places(EXACT_PLACES, rounding))
}

/// A dash, and why.
fn nothing(figure: Option<&Figure>, lang: Lang) -> Cell {
    dash(figure.and_then(|figure| figure.note_text(lang)).unwrap_or_default(), lang)
}

/// The total in a column of shares: nobody needs a figure that is always the whole.
pub(super) fn whole(lang: Lang) -> Cell {
    dash(crate::words::text(lang, WHOLE).to_owned(), lang)
}

fn dash(why: String, lang: Lang) -> Cell {
    Cell::Nothing { shown: crate::words::text(lang, "display-nothing").to_owned(), why }
}

/// What kind of numbers a plain indicator's column holds.
pub(super) const fn form(formula: &crate::kinds::Formula) -> NumberForm {
    use crate::kinds::Formula;
    match formula {
        Formula::Sum(_) | Formula::Count => NumberForm::Additive,
        Formula::Ratio(..) | Formula::Distinct(_) => NumberForm::Amount,
        Formula::StartedRate => NumberForm::Percent,
    }
}
