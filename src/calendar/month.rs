//! A calendar month.

use std::fmt;
use std::str::FromStr;

/// A calendar month, ordered, printed `2021-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1 to 12) of `year`; nothing outside 1900 to 2999.
    #[must_use]
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if year < 1900 || year > 2999 || month < 1 || month > 12 {
            return None;
        }
        Some(Self(year * 12 + month.cast_signed() - 1))
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// The month `months` later (earlier where negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// How many months lie from `earlier` to this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// January of the same year.
    #[must_use]
    pub const fn january(self) -> Self {
        Self(self.year() * 12)
    }

    /// A dense index that grows by one a month; [`Month::from_index`] is its inverse.
    #[must_use]
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The month with this dense index.
    #[must_use]
    pub const fn from_index(index: i32) -> Self {
        Self(index)
    }

    /// The number of days in the month.
    #[must_use]
    pub const fn days(self) -> u32 {
        match self.month() {
            2 if self.is_leap_year() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    const fn is_leap_year(self) -> bool {
        let year = self.year();
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2021-07`, and nothing looser.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(());
        }
        Self::new(year.parse().map_err(drop)?, month.parse().map_err(drop)?).ok_or(())
    }
}
