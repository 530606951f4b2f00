//! Months, periods and day codes. Knows no file and no ledger.
//!
//! In: numbers and the text of ids. Out: [`Month`], [`Period`], [`DayCode`]. Dates as people write them are read in
//! `values`; here only the ISO forms that ids use.

mod day;
mod month;
mod period;

pub use day::DayCode;
pub use month::Month;
pub use period::Period;
