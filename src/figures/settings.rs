//! What a job says about its figures: rounding, language, targets, published values and crosses.

use std::collections::BTreeMap;

use crate::exact::Rounding;
use crate::kinds::Kind;
use crate::words::Lang;

use super::Target;
use super::id::FigureId;

/// The settings of a run's figures. Amounts are integers of their measure's smallest part.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How a half is settled when a value is printed.
    pub rounding: Rounding,
    /// The language of displays and notes; never of ids, units or values.
    pub lang: Lang,
    /// The year's targets.
    pub targets: Vec<Target>,
    /// Values published before, which serve as a base where the job has no records.
    pub published: Vec<Published>,
    /// Crosses that the job asks for, by ledger.
    pub crosses: BTreeMap<String, Vec<Cross>>,
}

/// A value that was published, its figure read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which figure; without a comparison.
    pub figure: FigureId,
    /// The value as an integer of the smallest part; for a price or rate, of 10^-12.
    pub value: i128,
    /// Half of its last printed place, in the same parts: it stands for the interval `value` ± `half_step`.
    pub half_step: i128,
    /// As the job writes it.
    pub raw: String,
}

/// Figures for each combination of some dimensions' values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    pub(super) dimensions: Vec<usize>,
    pub(super) monthly: bool,
}

/// A cross names something that is no dimension of its ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is no dimension of the ledger (nearest: {nearest:?})")]
pub struct UnknownDimension {
    /// The name as written.
    pub name: String,
    /// The nearest dimension, or `month`.
    pub nearest: String,
}

/// The word by which a cross asks for each month.
const MONTH: &str = "month";

impl Cross {
    /// A cross by the names of dimensions; `month` among them asks for each month.
    ///
    /// # Errors
    /// [`UnknownDimension`] where a name is neither.
    pub fn new(kind: &Kind, names: &[String]) -> Result<Self, UnknownDimension> {
        let mut cross = Self { dimensions: Vec::new(), monthly: false };
        for name in names {
            match dimension_position(kind, name) {
                Some(position) => cross.dimensions.push(position),
                None if name == MONTH => cross.monthly = true,
                None => return Err(UnknownDimension { name: name.clone(), nearest: nearest(kind, name) }),
            }
        }
        cross.dimensions.sort_unstable();
        cross.dimensions.dedup();
        Ok(cross)
    }

    /// The one dimension that is set against the months; nothing where there are several, or no months.
    #[must_use]
    pub fn by_month<'a>(&self, kind: &'a Kind) -> Option<&'a str> {
        match self.dimensions[..] {
            [dimension] if self.monthly => Some(dimension_name(kind, dimension)),
            _ => None,
        }
    }
}

/// The position in [`Kind::dimensions`] of the dimension of this name.
pub(super) fn dimension_position(kind: &Kind, name: &str) -> Option<usize> {
    kind.dimensions.iter().position(|&kept| kind.kept_name(kept) == name)
}

/// The name of the dimension at this position of [`Kind::dimensions`].
pub(super) fn dimension_name(kind: &Kind, position: usize) -> &str {
    kind.kept_name(kind.dimensions[position])
}

fn nearest(kind: &Kind, name: &str) -> String {
    let known = (0..kind.dimensions.len()).map(|at| dimension_name(kind, at)).chain([MONTH]);
    nearest_of(known, name)
}

/// The text of `known` that looks most like `name`; empty where there is none.
pub(super) fn nearest_of<'a>(known: impl Iterator<Item = &'a str>, name: &str) -> String {
    known.max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name))).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds;

    #[test]
    fn a_cross_is_checked_once() {
        let sales = kinds::built_in("sales").expect("built in");
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let cross = Cross::new(&sales, &names(&["month", "city"])).expect("known names");
        assert!(cross.monthly && cross.dimensions.len() == 1);
        let error = Cross::new(&sales, &names(&["citty"])).expect_err("an unknown name");
        assert_eq!((error.name.as_str(), error.nearest.as_str()), ("citty", "city"));
    }
}
