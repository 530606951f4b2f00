//! A printed number: its digits, its unit, what is said around it, and the interval that it stands for.

use super::bounds::{Fraction, Interval};
use super::vocabulary::UnitOf;

/// What the words around a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    /// Nothing: the printed digits, half a place either way.
    None,
    /// 近, 不足: below, and not by more than a tenth.
    Below,
    /// 余, 多: above, by less than one of its last place that is not zero.
    More,
    /// 超过, 突破, 以上: not below.
    AtLeast,
    /// 不超过, 以内: not above.
    AtMost,
    /// 约, 左右: within a twentieth.
    About,
}

/// The names of magnitudes.
const MAGNITUDES: [(u32, &str); 10] = [
    (2, "百"),
    (3, "千"),
    (4, "万"),
    (5, "十万"),
    (6, "百万"),
    (7, "千万"),
    (8, "亿"),
    (10, "百亿"),
    (11, "千亿"),
    (12, "万亿"),
];

/// A number as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// The digits, without sign and point.
    pub digits: i128,
    /// How many of them stand behind the point.
    pub places: u32,
    /// The power of ten of 万, 亿 and their kind.
    pub magnitude: u32,
    /// A minus sign in front.
    pub negative: bool,
    /// The unit; none for a bare number.
    pub unit: Option<UnitOf>,
    /// The unit below the stroke: 公斤/亩.
    pub per: Option<UnitOf>,
    /// What is said around it.
    pub hedge: Hedge,
}

impl Quantity {
    /// The digits alone.
    pub const fn bare(self) -> Self {
        Self { magnitude: 0, negative: false, unit: None, per: None, hedge: Hedge::None, ..self }
    }

    /// What it measures; two quantities are compared only where this agrees.
    pub fn dimension(&self) -> (&'static str, &'static str) {
        (self.unit.map_or("", |unit| unit.dimension), self.per.map_or("", |unit| unit.dimension))
    }

    /// The base unit in words: 千克, 元/千克.
    pub fn base(&self) -> String {
        let unit = self.unit.map_or("", |unit| unit.base);
        self.per.map_or_else(|| unit.to_owned(), |per| format!("{unit}/{}", per.base))
    }

    fn factor(&self) -> Option<Fraction> {
        let unit = self.unit.map_or(Fraction::ONE, |unit| unit.factor);
        match self.per {
            Some(per) => unit.over(per.factor),
            None => Some(unit),
        }
    }

    fn exponent(&self) -> i32 {
        i32::try_from(self.magnitude).unwrap_or(0) - i32::try_from(self.places).unwrap_or(0)
    }

    fn in_base(&self, half_digits: i128) -> Option<Fraction> {
        let shifted = Fraction::new(half_digits, 2)?.shifted(self.exponent())?;
        shifted.product(self.factor()?)
    }

    /// The printed value in the base unit, without its sign.
    pub fn value(&self) -> Option<Fraction> {
        self.in_base(self.digits.checked_mul(2)?)
    }

    /// Whether it counts whole things and is printed to the last of them.
    pub fn is_exact(&self) -> bool {
        self.unit.is_some_and(|unit| unit.counts) && self.per.is_none() && self.magnitude == 0 && self.places == 0
    }

    /// What the printed digits may stand for, half a place either way, whatever is said around them; a count is exact.
    pub fn printed(&self) -> Option<Interval> {
        if self.is_exact() { Some(Interval::exact(self.value()?)) } else { self.rounded() }
    }

    /// Half a place either way, for a count as well: a mean of counts is rounded.
    pub fn rounded(&self) -> Option<Interval> {
        let at = self.value()?;
        let low = self.in_base(self.digits.checked_mul(2)?.checked_sub(1)?.max(0))?;
        let high = self.in_base(self.digits.checked_mul(2)?.checked_add(1)?)?;
        Some(Interval { low, high: Some(high), at, open_high: false })
    }

    /// What it stands for, with the words around it.
    pub fn interval(&self) -> Option<Interval> {
        let printed = self.printed()?;
        let at = printed.at;
        let part = |over| Interval::exact(at).scaled(over, 100).map(|interval| interval.at);
        Some(match self.hedge {
            Hedge::None => printed,
            Hedge::Below => Interval { low: part(90)?, high: Some(at), at, open_high: true },
            Hedge::About => Interval { low: part(95)?, high: Some(part(105)?), at, open_high: false },
            Hedge::AtLeast => Interval { low: at, high: None, at, open_high: false },
            Hedge::AtMost => Interval { low: Fraction::ZERO, high: Some(at), at, open_high: false },
            Hedge::More => {
                let step = self.in_base(last_step(self.digits).checked_mul(2)?)?;
                let high = Interval::exact(at).plus(&Interval::exact(step))?.at;
                Interval { low: at, high: Some(high), at, open_high: true }
            }
        })
    }

    /// The number with its magnitude and unit, as a notice prints it.
    pub fn text(&self) -> String {
        let width = usize::try_from(self.places).unwrap_or(0) + 1;
        let digits = format!("{:0>width$}", self.digits);
        let (whole, part) = digits.split_at(digits.len() + 1 - width);
        let point = if part.is_empty() { "" } else { "." };
        let magnitude =
            MAGNITUDES.iter().find(|(exponent, _)| *exponent == self.magnitude).map_or("", |(_, name)| *name);
        let unit = self.unit.map_or("", |unit| unit.name);
        let per = self.per.map_or_else(String::new, |per| format!("/{}", per.name));
        format!("{whole}{point}{part}{magnitude}{unit}{per}")
    }

    /// How many digits it prints, leading zeros left out.
    pub fn significant(&self) -> u32 {
        self.digits.checked_ilog10().map_or(1, |log| log + 1)
    }
}

/// One unit of the last place that is not zero: 100 for 700, 1 for 15.
fn last_step(digits: i128) -> i128 {
    let mut step = 1;
    while digits != 0 && digits % (step * 10) == 0 {
        step *= 10;
    }
    step
}
