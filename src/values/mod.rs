//! Values: text as people write it to dates, numbers and units. Knows no file, ledger or column.
//!
//! In: the text of one cell, one header or one title. Out: a day or month, a period, an exact decimal with its unit, an
//! integer in a base unit; or a [`ValueError`] that says precisely why not. What an empty context means (which year,
//! which unit) is for whoever knows the table; nothing here guesses. The units themselves are data: `units.toml`.

mod base;
mod date;
mod error;
mod fold;
mod month;
mod nothing;
mod number;
mod period;
mod plain_date;
mod printed;
mod tokens;
mod unit;
mod unit_table;

pub use base::{BaseValue, to_base};
pub use date::{DateContext, read_date};
pub use error::ValueError;
pub use fold::fold;
pub use month::read_month;
pub use nothing::is_nothing;
pub use number::{ReadNumber, plain_digits, read_number};
pub use period::{FoundPeriod, find_period};
pub use printed::{Printed, read_printed};
pub use unit::{Unit, read_unit};
