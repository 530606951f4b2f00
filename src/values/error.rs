//! Why a text is not the value that its cell should hold.

/// The reason, precise enough to choose a finding by. It prints as an English fragment for logs and tests; what people
/// read stands in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// No number: 一批, `12..5`, 约3吨.
    #[error("not a number")]
    NotANumber,
    /// Digit groups that are not three wide: `1,23`.
    #[error("digits are grouped in a way that leaves the value open")]
    BadGrouping,
    /// A rate where a quantity should stand: `12%`.
    #[error("a percentage is no quantity")]
    Percentage,
    /// More digits than are kept exactly, or a value beyond 64 bits in the base unit.
    #[error("larger than can be kept exactly")]
    TooLarge,
    /// No date in any known form.
    #[error("not a date")]
    NotADate,
    /// The form of a date, and no such day: 2021-02-30, 7月32日.
    #[error("there is no such day")]
    NoSuchDay,
    /// A month or day without a year, and none in the context.
    #[error("a year is missing")]
    NeedsYear,
    /// A day without a month, and none in the context.
    #[error("a month is missing")]
    NeedsMonth,
    /// A year and nothing else: 2021年.
    #[error("{0} is a year without a month")]
    YearAlone(i32),
    /// More than one reading: 05/07/2021, 21.5.7, 7-5.
    #[error("more than one reading")]
    Ambiguous,
    /// A number followed by something that no unit is called.
    #[error("unknown unit {0:?}")]
    UnknownUnit(String),
    /// A unit of another kind than the measure: 元 for a weight.
    #[error("{unit} is no unit of {measure}")]
    WrongUnit {
        /// The unit as read.
        unit: String,
        /// The base unit of the measure.
        measure: String,
    },
    /// A bare 万 or 亿 where the measure needs a unit beside it.
    #[error("a unit is missing")]
    NeedsUnit,
    /// 箱, 件 or 袋 of a product without a declared weight.
    #[error("the weight of one {0} is not declared")]
    NeedsBoxWeight(&'static str),
    /// Money in another currency than 元, by its ISO code; a rate turns it into 元 first.
    #[error("an amount in {0} needs a rate")]
    ForeignCurrency(&'static str),
}
