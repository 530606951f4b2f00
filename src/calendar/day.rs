//! A day, or a month where the day is not known, as one sortable integer.

use std::fmt;

use super::month::Month;

/// `yyyymmdd`, with `dd` = 00 where only the month is known. Ordered by time; a month sorts before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayCode(i32);

impl DayCode {
    /// A day of the calendar; nothing where there is no such day.
    #[must_use]
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        let of = Month::new(year, month)?;
        (1..=of.days()).contains(&day).then(|| Self::pack(of, day))
    }

    /// A month without a day.
    #[must_use]
    pub const fn of_month(month: Month) -> Self {
        Self::pack(month, 0)
    }

    const fn pack(month: Month, day: u32) -> Self {
        Self(month.year() * 10_000 + month.month().cast_signed() * 100 + day.cast_signed())
    }

    /// The month it lies in.
    #[must_use]
    pub const fn month(self) -> Month {
        Month::from_index(self.0 / 10_000 * 12 + self.0 / 100 % 100 - 1)
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub const fn day_of_month(self) -> Option<u32> {
        match self.0 % 100 {
            0 => None,
            day => Some(day.unsigned_abs()),
        }
    }

    /// The packed integer, for columns.
    #[must_use]
    pub const fn code(self) -> i32 {
        self.0
    }

    /// The day code of a packed integer that [`DayCode::code`] gave.
    #[must_use]
    pub const fn from_code(code: i32) -> Self {
        Self(code)
    }
}

impl fmt::Display for DayCode {
    /// `2021-07-05`, or `2021-07` where the day is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day_of_month() {
            Some(day) => write!(f, "{}-{day:02}", self.month()),
            None => write!(f, "{}", self.month()),
        }
    }
}
