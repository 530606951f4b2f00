//! A run of whole months, both ends inside.

use std::fmt;
use std::str::FromStr;

use super::month::Month;

/// Whole months from `first` to `last`, inclusive; printed `2021-01..2021-07`, or `2021-07` for one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Month,
    last: Month,
}

impl Period {
    /// From `first` to `last`; nothing where they are the wrong way round.
    #[must_use]
    pub fn new(first: Month, last: Month) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// One month.
    #[must_use]
    pub const fn month(month: Month) -> Self {
        Self { first: month, last: month }
    }

    /// January to `last` of the same year: the 累计 of that month.
    #[must_use]
    pub const fn year_to(last: Month) -> Self {
        Self { first: last.january(), last }
    }

    /// The first month.
    #[must_use]
    pub const fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub const fn last(self) -> Month {
        self.last
    }

    /// How many months.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a period has one month at least")]
    pub const fn len(self) -> i32 {
        self.last.since(self.first) + 1
    }

    /// Whether it is a single month.
    #[must_use]
    pub fn is_month(self) -> bool {
        self.first == self.last
    }

    /// Whether `month` lies in it.
    #[must_use]
    pub fn contains(self, month: Month) -> bool {
        self.first <= month && month <= self.last
    }

    /// The same months, `months` later.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self { first: self.first.plus(months), last: self.last.plus(months) }
    }

    /// Its months, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (self.first.index()..=self.last.index()).map(Month::from_index)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_month() { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

impl FromStr for Period {
    type Err = ();

    /// Reads `2021-07` or `2021-01..2021-07`; a range of one month is refused, since ids have one spelling.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once("..") {
            None => Ok(Self::month(text.parse()?)),
            Some((first, last)) => Self::new(first.parse()?, last.parse()?).filter(|p| !p.is_month()).ok_or(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn printing_and_parsing_are_inverse(first in 1900 * 12..2900 * 12, extra in 0..600) {
            let period = Period::new(Month::from_index(first), Month::from_index(first + extra)).expect("in order");
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }
    }

    #[test]
    fn one_spelling_only() {
        assert!("2021-07..2021-07".parse::<Period>().is_err());
        assert!("2021-7".parse::<Period>().is_err());
        assert!("2021-13".parse::<Period>().is_err());
        assert!("2021-07..2021-01".parse::<Period>().is_err());
    }
}
