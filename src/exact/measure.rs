//! The base units in which measures are kept: an integer count of the smallest part, and what that part is.

use super::decimal::Decimal;

/// What a measure is counted in, and how fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureUnit {
    /// Milligrams; figures print 千克.
    Weight,
    /// Units of 0.0001 元; figures print 元.
    Money,
    /// Whole things of a named unit: 个, 人次, 家.
    Count(String),
    /// A quantity of a job's own, with its unit's name and decimals.
    Other(String, u32),
}

impl MeasureUnit {
    /// Decimals of the base unit that the integers carry: 千克 at 10^-6, 元 at 10^-4.
    #[must_use]
    pub const fn scale(&self) -> u32 {
        match self {
            Self::Weight => 6,
            Self::Money => 4,
            Self::Count(_) => 0,
            Self::Other(_, decimals) => *decimals,
        }
    }

    /// The base unit as figures print it.
    #[must_use]
    pub fn base_name(&self) -> &str {
        match self {
            Self::Weight => "千克",
            Self::Money => "元",
            Self::Count(name) | Self::Other(name, _) => name,
        }
    }

    /// An integer of this measure as decimal text in the base unit, without trailing zeros.
    #[must_use]
    pub fn base_text(&self, value: i128) -> String {
        Decimal { digits: value, scale: self.scale() }.to_string()
    }
}
