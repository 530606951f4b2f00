//! Units as people write them: what a unit is, and how one is read from a text.

use std::fmt;

use crate::exact::Decimal;

use super::fold::fold;
use super::unit_table::{known, magnitude_name};

/// A unit behind a number, above a column or beside a table. `exponent` is the magnitude before its name: 4 for the 万
/// of 万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A unit of weight: how many 千克 one holds, before the magnitude.
    Weight {
        /// Its name: 公斤 and kg are 千克.
        name: &'static str,
        /// 千克 in one.
        kilograms: Decimal,
        /// Powers of ten before it.
        exponent: u32,
    },
    /// A unit of money.
    Money {
        /// Its name.
        name: &'static str,
        /// 元 (or whole units of the currency) in one.
        yuan: Decimal,
        /// The ISO code of a currency other than 元.
        currency: Option<&'static str>,
        /// Powers of ten before it.
        exponent: u32,
    },
    /// 箱, 件, 袋 and their kind: a weight only where a product declares one.
    Package {
        /// Its name.
        name: &'static str,
        /// Powers of ten before it.
        exponent: u32,
    },
    /// Something that is counted: 个, 人次, 家.
    Count {
        /// Its name.
        name: &'static str,
        /// Powers of ten before it.
        exponent: u32,
    },
    /// A bare 万 (4) or 亿 (8): a magnitude without a unit. `Magnitude(0)` is a plain number.
    Magnitude(u32),
}

impl Unit {
    /// 元.
    pub const YUAN: Self = Self::Money { name: "元", yuan: Decimal::whole(1), currency: None, exponent: 0 };

    /// The same unit with another magnitude before it. A cell's 3.5万 under 万元, 元 or 千元 is always 3.5万元.
    #[must_use]
    pub const fn with_magnitude(self, exponent: u32) -> Self {
        match self {
            Self::Weight { name, kilograms, .. } => Self::Weight { name, kilograms, exponent },
            Self::Money { name, yuan, currency, .. } => Self::Money { name, yuan, currency, exponent },
            Self::Package { name, .. } => Self::Package { name, exponent },
            Self::Count { name, .. } => Self::Count { name, exponent },
            Self::Magnitude(_) => Self::Magnitude(exponent),
        }
    }

    /// The powers of ten before the name.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Weight { exponent, .. }
            | Self::Money { exponent, .. }
            | Self::Package { exponent, .. }
            | Self::Count { exponent, .. }
            | Self::Magnitude(exponent) => exponent,
        }
    }

    /// The name without its magnitude; empty for a bare magnitude.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weight { name, .. }
            | Self::Money { name, .. }
            | Self::Package { name, .. }
            | Self::Count { name, .. } => name,
            Self::Magnitude(_) => "",
        }
    }

    /// The ISO code of a currency other than 元.
    #[must_use]
    pub const fn currency(self) -> Option<&'static str> {
        match self {
            Self::Money { currency, .. } => currency,
            _ => None,
        }
    }

    /// The same unit as if its currency were 元: for an amount that its rate has already multiplied.
    #[must_use]
    pub const fn in_yuan(self) -> Self {
        match self {
            Self::Money { yuan, exponent, .. } => Self::Money { name: "元", yuan, currency: None, exponent },
            other => other,
        }
    }
}

impl fmt::Display for Unit {
    /// 万元, 公斤 as 千克, a bare 亿.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.exponent(), magnitude_name(self.exponent())) {
            (0, _) => f.write_str(self.name()),
            (_, Some(magnitude)) => write!(f, "{magnitude}{}", self.name()),
            (exponent, None) => write!(f, "10^{exponent}{}", self.name()),
        }
    }
}

/// Reads a unit: 万元, ㎏, `(吨)`, 单位：万元, 人民币万元. Nothing where the whole text is not one unit.
#[must_use]
pub fn read_unit(text: &str) -> Option<Unit> {
    known(text).or_else(|| read_loosely(text))
}

fn read_loosely(text: &str) -> Option<Unit> {
    let folded: String = fold(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let bare = without_brackets(&folded);
    let bare = without_brackets(bare.strip_prefix("单位").map_or(bare, |rest| rest.trim_start_matches(':')));
    let yuan = |name: &str| known(name).filter(|unit| matches!(unit, Unit::Money { currency: None, .. }));
    known(bare)
        .or_else(|| yuan(bare.strip_prefix("人民币")?))
        .or_else(|| yuan(bare.strip_suffix("人民币").or(bare.strip_suffix("(人民币)"))?))
}

fn without_brackets(text: &str) -> &str {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    inside('(', ')').or_else(|| inside('[', ']')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::unit_table::counts_alike;
    use super::*;

    fn shown(text: &str) -> Option<String> {
        read_unit(text).map(|unit| unit.to_string())
    }

    #[test]
    fn weights_in_every_spelling() {
        for text in ["公斤", "千克", "kg", "KG", "Kg", "㎏", "ＫＧ", "（公斤）", "[kg]", "单位：公斤", " 公 斤 "]
        {
            assert_eq!(shown(text).as_deref(), Some("千克"), "{text}");
        }
        for text in ["吨", "t", "T", "公吨", "(吨)", "单位:吨"] {
            assert_eq!(shown(text).as_deref(), Some("吨"), "{text}");
        }
        assert_eq!(shown("万吨").as_deref(), Some("万吨"));
        assert_eq!(shown("万公斤").as_deref(), Some("万千克"));
        assert_eq!(shown("市斤").as_deref(), Some("斤"));
        assert_eq!(shown("万斤").as_deref(), Some("万斤"));
        assert_eq!(shown("g").as_deref(), Some("克"));
    }

    #[test]
    fn a_thousand_grams_is_not_a_prefix() {
        let kilogram = Unit::Weight { name: "千克", kilograms: Decimal::whole(1), exponent: 0 };
        assert_eq!(read_unit("千克"), Some(kilogram));
        assert_eq!(read_unit("公斤"), Some(kilogram));
    }

    #[test]
    fn money_in_every_spelling() {
        for text in ["元", "¥", "￥", "人民币", "人民币元", "RMB", "（元）", "单位：元"] {
            assert_eq!(read_unit(text), Some(Unit::YUAN), "{text}");
        }
        for text in ["万元", "人民币万元", "万元（人民币）", "万元人民币", "单位：万元", "（单位：万元）"]
        {
            assert_eq!(read_unit(text), Some(Unit::YUAN.with_magnitude(4)), "{text}");
        }
        assert_eq!(shown("千元").as_deref(), Some("千元"));
        assert_eq!(shown("百万元").as_deref(), Some("百万元"));
        assert_eq!(shown("亿元").as_deref(), Some("亿元"));
        let dollars = read_unit("万美元").expect("a unit");
        assert_eq!((dollars.currency(), dollars.exponent(), dollars.to_string().as_str()), (Some("USD"), 4, "万美元"));
        assert_eq!(read_unit("USD").and_then(Unit::currency), Some("USD"));
        assert_eq!(dollars.in_yuan(), Unit::YUAN.with_magnitude(4));
    }

    #[test]
    fn packages_counts_and_magnitudes() {
        assert_eq!(read_unit("箱"), Some(Unit::Package { name: "箱", exponent: 0 }));
        assert_eq!(read_unit("万件"), Some(Unit::Package { name: "件", exponent: 4 }));
        assert_eq!(read_unit("人次"), Some(Unit::Count { name: "人次", exponent: 0 }));
        assert_eq!(read_unit("名"), Some(Unit::Count { name: "人", exponent: 0 }));
        assert_eq!(read_unit("万人次"), Some(Unit::Count { name: "人次", exponent: 4 }));
        assert_eq!(read_unit("万"), Some(Unit::Magnitude(4)));
        assert_eq!(read_unit("亿"), Some(Unit::Magnitude(8)));
    }

    #[test]
    fn anything_else_is_no_unit() {
        for text in ["", "元/公斤", "吨、万元", "左右", "公斤/箱", "数量", "()", "单位"] {
            assert_eq!(read_unit(text), None, "{text}");
        }
    }

    #[test]
    fn like_is_counted_with_like() {
        assert!(counts_alike("名", "人"));
        assert!(counts_alike("家", "个"));
        assert!(!counts_alike("人次", "人"));
        assert!(!counts_alike("元", "个"));
        assert!(counts_alike("幢", "幢"));
    }
}
