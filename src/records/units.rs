//! Units beside measures: which unit can count which measure, and how many base units one of it holds.

use crate::exact::{Decimal, MeasureUnit};
use crate::values::{Unit, ValueError, to_base};

/// Whether `unit` counts such a measure; a package counts weight, foreign money counts money.
pub(super) fn fits(unit: &Unit, measure: &MeasureUnit) -> bool {
    match to_base(Decimal::whole(0), unit, measure, Some(Decimal::whole(1))) {
        Ok(_) | Err(ValueError::NeedsBoxWeight(_) | ValueError::ForeignCurrency(_)) => true,
        Err(_) => false,
    }
}

/// How many of the measure's smallest parts one unit holds; nothing where that is no whole number, or depends on the
/// product or on a rate.
pub(super) fn parts_of_one(unit: &Unit, measure: &MeasureUnit) -> Option<i64> {
    to_base(Decimal::whole(1), unit, measure, None).ok().filter(|base| base.exact).map(|base| base.value)
}

/// Whether two units that fit a measure mean different amounts.
pub(super) fn differ(a: &Unit, b: &Unit, measure: &MeasureUnit) -> bool {
    match (parts_of_one(a, measure), parts_of_one(b, measure)) {
        (Some(a), Some(b)) => a != b,
        _ => a != b,
    }
}
