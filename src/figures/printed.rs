//! Which figures papers print besides those that a job asks for: one list, for the plan of figures and for the papers.
//!
//! The cities of a ledger stand against the months of the year so far, in a table and in a picture. Whoever checks a paper
//! against `figures.json` must find each of its numbers there, so these figures belong to the plan. They stay few: a job of
//! very many cities has none of them, and neither table nor picture, unless it declares that cross itself.

use crate::exact::MeasureUnit;
use crate::kinds::{Formula, Indicator, Kind};

use super::settings::dimension_position;

/// The dimension that papers set against the months.
pub const MONTHLY_DIMENSION: &str = "city";
/// So many of its values are set against the months; of more, none is.
pub(super) const MOST_VALUES: usize = 100;

/// Whether papers set an indicator against the months: sums of weight, money and the like, but no counts.
#[must_use]
pub fn is_printed_by_month(indicator: &Indicator) -> bool {
    let is_measured = matches!(indicator.unit, Some(MeasureUnit::Money | MeasureUnit::Weight | MeasureUnit::Other(..)));
    matches!(indicator.formula, Formula::Sum(_)) && is_measured
}

/// The position of that dimension among a ledger's; nothing where it has none.
pub(super) fn monthly_dimension(kind: &Kind) -> Option<usize> {
    dimension_position(kind, MONTHLY_DIMENSION)
}
