//! Exact quantities: decimal text to scaled integers, rounding, ratios, display. Knows no file, ledger or language.
//!
//! In: digits as text, integers. Out: integers in a base unit, exact ratios, printed text. A binary float never
//! enters: a workbook's numbers arrive as the text of their 15 significant digits.

mod decimal;
mod display;
mod measure;
mod ratio;
mod rounding;

pub use decimal::{Decimal, DecimalError};
pub use display::{Display, DisplayUnit, with_separators};
pub use measure::MeasureUnit;
pub use ratio::{Ratio, quotient_to_places};
pub use rounding::{Rounding, divide_rounded, pow10};
