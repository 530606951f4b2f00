//! What the records say: the figures of a run, and the words by which prose names them.
//!
//! In: figures.json as `run` writes it, and the ledgers' declarations. Out: figures by id, indicators by words, dimension
//! values. Knows nothing of a notice; `matching` does.

mod before;
mod marked;
mod matching;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::bounds::Fraction;
use crate::calendar::Period;
use crate::exact::Decimal;
use crate::figures::{Comparison, FigureId};
use crate::kinds::Kind;

pub use marked::Marked;
pub(super) use matching::{Match, matches};

/// Why figures cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Not the JSON that `run` writes.
    #[error("{0}")]
    Malformed(String),
    /// Another version of it.
    #[error("schema {0}")]
    Schema(u64),
}

#[derive(Deserialize)]
struct File {
    schema: u64,
    through: String,
    figures: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    value: Option<String>,
    exact: Option<String>,
    unit: String,
    display: String,
}

/// One figure of the records.
#[derive(Debug)]
pub(super) struct Known {
    /// Nothing where the records hold no value.
    pub value: Option<Fraction>,
    pub unit: String,
    pub display: String,
}

/// An indicator as prose names it.
#[derive(Debug)]
struct Named {
    /// `sales.weight`.
    id: String,
    /// Its ledger.
    ledger: String,
    words: Vec<String>,
    /// The base unit of its plain figures.
    unit: String,
    /// The longest period of its plain figures that begins in January of the last year.
    period: Period,
}

/// Everything that a notice is held against.
#[derive(Debug)]
pub struct Records {
    figures: FxHashMap<FigureId, Known>,
    indicators: Vec<Named>,
    /// Dimension and value by ledger, the longest value first.
    values: BTreeMap<String, Vec<(String, String)>>,
    /// The year in which the records end.
    year: i32,
    /// Earlier publications: a name, and its figures.
    publications: Vec<(String, FxHashMap<FigureId, Known>)>,
}

impl Records {
    /// Reads the figures of a run; `kinds` are the ledgers that may be in them.
    ///
    /// # Errors
    /// [`RecordsError`] where the bytes are not a figures.json of this version.
    pub fn from_json(bytes: &[u8], kinds: &[Kind]) -> Result<Self, RecordsError> {
        let file: File = serde_json::from_slice(bytes).map_err(|error| RecordsError::Malformed(error.to_string()))?;
        if file.schema != 1 {
            return Err(RecordsError::Schema(file.schema));
        }
        let year = file.through.get(..4).and_then(|year| year.parse().ok());
        let year = year.ok_or_else(|| RecordsError::Malformed(file.through.clone()))?;
        let figures = figures(file.figures);
        let indicators = kinds.iter().flat_map(|kind| named(kind, &figures, year)).collect();
        let values = values(&figures);
        Ok(Self { figures, indicators, values, year, publications: Vec::new() })
    }

    /// Adds an earlier publication: a claim that equals only that is stale.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn with_publication(mut self, name: &str, bytes: &[u8]) -> Result<Self, RecordsError> {
        let file: File = serde_json::from_slice(bytes).map_err(|error| RecordsError::Malformed(error.to_string()))?;
        self.publications.push((name.to_owned(), figures(file.figures)));
        Ok(self)
    }

    fn get(&self, id: &FigureId) -> Option<&Known> {
        self.figures.get(id)
    }
}

fn figures(entries: Vec<Entry>) -> FxHashMap<FigureId, Known> {
    let known = |entry: Entry| {
        let id: FigureId = entry.id.parse().ok()?;
        let exact = entry.exact.as_deref().and_then(ratio);
        let value = exact.or_else(|| entry.value.as_deref().and_then(decimal));
        Some((id, Known { value, unit: entry.unit, display: entry.display }))
    };
    entries.into_iter().filter_map(known).collect()
}

fn ratio(text: &str) -> Option<Fraction> {
    let (over, under) = text.split_once('/')?;
    Fraction::new(over.parse().ok()?, under.parse().ok()?)
}

fn decimal(text: &str) -> Option<Fraction> {
    let decimal = Decimal::parse(text).ok()?;
    Fraction::new(decimal.digits, 10_i128.checked_pow(decimal.scale)?)
}

/// The indicators of a ledger that the figures hold.
fn named(kind: &Kind, figures: &FxHashMap<FigureId, Known>, year: i32) -> Vec<Named> {
    let plain = |id: &&FigureId| id.comparison.is_none() && id.filter.is_empty();
    let of = |indicator: &crate::kinds::Indicator| {
        let own = figures.keys().filter(plain).filter(|id| id.indicator == indicator.id);
        let period = own
            .map(|id| id.period)
            .filter(|period| begins(*period, year))
            .max_by_key(|period| period.months().count())?;
        let id = FigureId { indicator: indicator.id.clone(), comparison: None, period, filter: BTreeMap::new() };
        let unit = figures.get(&id)?.unit.clone();
        Some(Named {
            id: indicator.id.clone(),
            ledger: kind.name.clone(),
            words: indicator.words.clone(),
            unit,
            period,
        })
    };
    kind.indicators.iter().filter_map(of).collect()
}

fn begins(period: Period, year: i32) -> bool {
    period.first().month() == 1 && period.first().year() == year
}

/// The dimension values of each ledger, as its figures are filtered by them.
fn values(figures: &FxHashMap<FigureId, Known>) -> BTreeMap<String, Vec<(String, String)>> {
    let mut values: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for id in figures.keys() {
        let ledger = id.indicator.split('.').next().unwrap_or_default();
        let pairs = id.filter.iter().map(|(key, value)| (key.clone(), value.clone()));
        values.entry(ledger.to_owned()).or_default().extend(pairs);
    }
    let longest_first = |set: BTreeSet<(String, String)>| {
        let mut list: Vec<(String, String)> = set.into_iter().filter(|(_, value)| value.chars().count() >= 2).collect();
        list.sort_by_key(|(_, value)| std::cmp::Reverse(value.chars().count()));
        list
    };
    values.into_iter().map(|(ledger, set)| (ledger, longest_first(set))).collect()
}

/// The figure that compares another one.
fn compared(id: &FigureId, comparison: Comparison) -> FigureId {
    FigureId { comparison: Some(comparison), ..id.clone() }
}
