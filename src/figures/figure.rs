//! A figure and the collection of them: exact value, printed value, and why there is none where there is none.

use std::collections::BTreeMap;

use crate::calendar::{Month, Period};
use crate::exact::{MeasureUnit, Ratio};
use crate::words::{self, Lang};

use super::id::{Comparison, FigureId};

/// The exact value behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// An integer of this unit's smallest part: a sum, a count, a rank.
    Amount(i128, MeasureUnit),
    /// A fraction: a share, a growth, a rate, a price, or percentage points.
    Ratio(Ratio),
}

/// Why a figure has no value, or what must be known beside it. The words stand in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Nothing was recorded in the period.
    NoRecords,
    /// There is neither a record nor a published value to compare with.
    BaseMissing,
    /// The base is zero.
    BaseZero,
    /// The base is negative.
    BaseNegative,
    /// The records begin inside the base's period: the comparison may be with too little.
    BasePartial,
    /// The base is a published value, not records.
    BasePublished,
    /// The whole of which this would be a share is zero or negative.
    WholeNotPositive,
    /// The divisor of a price or rate is zero or negative.
    DivisorNotPositive,
    /// The year's target is zero or negative.
    TargetNotPositive,
    /// The exact fraction has more digits than are kept.
    TooLarge,
}

impl Note {
    /// The key of its words in the catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoRecords => "note-no-records",
            Self::BaseMissing => "note-base-missing",
            Self::BaseZero => "note-base-zero",
            Self::BaseNegative => "note-base-negative",
            Self::BasePartial => "note-base-partial",
            Self::BasePublished => "note-base-published",
            Self::WholeNotPositive => "note-whole-not-positive",
            Self::DivisorNotPositive => "note-divisor-not-positive",
            Self::TargetNotPositive => "note-target-not-positive",
            Self::TooLarge => "note-too-large",
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which one.
    pub id: FigureId,
    /// The exact value; none where there is no meaningful one.
    pub quantity: Option<Quantity>,
    /// The value as text: a decimal in the base unit, or a fraction to 12 places.
    pub value: Option<String>,
    /// `p/q`, for fractions.
    pub exact: Option<String>,
    /// The unit of `value`; empty for plain fractions.
    pub unit: String,
    /// The value as people read it, rounded once; `—` where there is none.
    pub display: String,
    /// How many records stand behind it.
    pub records: u64,
    /// Why there is no value, or what to know beside it.
    pub note: Option<Note>,
}

impl Figure {
    /// The note in words.
    #[must_use]
    pub fn note_text(&self, lang: Lang) -> Option<String> {
        let base = self.base_period().map(|period| period.to_string()).unwrap_or_default();
        let values = [("period", self.id.period.to_string()), ("base", base)];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.note.map(|note| words::fill(words::text(lang, note.key()), &values))
    }

    /// The period that a growth compares with.
    #[must_use]
    pub fn base_period(&self) -> Option<Period> {
        match self.id.comparison {
            Some(Comparison::Yoy) => Some(self.id.period.plus(-12)),
            Some(Comparison::Mom) => Some(self.id.period.plus(-1)),
            _ => None,
        }
    }

    /// The sum, count or rank as an integer of its smallest part; none for fractions.
    #[must_use]
    pub fn amount(&self) -> Option<i128> {
        match &self.quantity {
            Some(Quantity::Amount(value, _)) => Some(*value),
            _ => None,
        }
    }

    /// The fraction; none for sums, counts and ranks.
    #[must_use]
    pub fn ratio(&self) -> Option<Ratio> {
        match &self.quantity {
            Some(Quantity::Ratio(ratio)) => Some(*ratio),
            _ => None,
        }
    }
}

/// All figures of a run, sorted by the text of their ids.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    by_id: BTreeMap<String, Figure>,
    spans: BTreeMap<String, Span>,
    dimensions: BTreeMap<String, Vec<String>>,
    lang: Lang,
}

/// The months that a ledger's figures may cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first month with a record; the last that counts where there is no record at all.
    pub first: Month,
    /// The last month that counts.
    pub through: Month,
}

impl Figures {
    /// An empty collection whose printed values are in `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, ..Self::default() }
    }

    /// The language of displays.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A collection of one figure, if there is such a one.
    #[must_use]
    pub fn only(&self, id: &FigureId) -> Self {
        let mut one = Self::new(self.lang);
        self.find(id).cloned().into_iter().for_each(|figure| one.insert(figure));
        one
    }

    /// Adds a figure; one of the same id is replaced.
    pub fn insert(&mut self, figure: Figure) {
        self.by_id.insert(figure.id.to_string(), figure);
    }

    /// Notes which months a ledger covers.
    pub fn cover(&mut self, ledger: impl Into<String>, span: Span) {
        self.spans.insert(ledger.into(), span);
    }

    /// Notes by which dimensions a ledger's figures may be broken down.
    pub fn name_dimensions(&mut self, ledger: impl Into<String>, names: Vec<String>) {
        self.dimensions.insert(ledger.into(), names);
    }

    /// Whether a ledger has a dimension of this name, with values or without.
    #[must_use]
    pub fn has_dimension(&self, ledger: &str, name: &str) -> bool {
        self.dimensions.get(ledger).is_some_and(|names| names.iter().any(|known| known == name))
    }

    /// The figure of this id text.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.by_id.get(id)
    }

    /// The figure of this id.
    #[must_use]
    pub fn find(&self, id: &FigureId) -> Option<&Figure> {
        self.get(&id.to_string())
    }

    /// Every figure, in the order of the id texts.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.by_id.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The months that a ledger covers.
    #[must_use]
    pub fn span(&self, ledger: &str) -> Option<Span> {
        self.spans.get(ledger).copied()
    }

    /// The ledgers, by name.
    pub fn ledgers(&self) -> impl Iterator<Item = (&str, Span)> {
        self.spans.iter().map(|(name, span)| (name.as_str(), *span))
    }

    /// The period of a ledger's headline figures: January to its last month.
    #[must_use]
    pub fn year_to_date(&self, ledger: &str) -> Option<Period> {
        self.span(ledger).map(|span| Period::year_to(span.through))
    }

    /// The figures of an indicator for each month, in order.
    pub fn months<'a>(&'a self, indicator: &'a str) -> impl Iterator<Item = &'a Figure> + 'a {
        self.starting_with(format!("{indicator}@")).filter(|figure| figure.id.period.is_month())
    }

    /// The figures of an indicator over `period`, one for each value of `dimension`: largest first, then by name.
    #[must_use]
    pub fn breakdown(&self, indicator: &str, dimension: &str, period: Period) -> Vec<&Figure> {
        let mut figures: Vec<&Figure> = self
            .starting_with(format!("{indicator}[{dimension}="))
            .filter(|figure| figure.id.period == period && figure.id.filter.len() == 1)
            .collect();
        figures.sort_by(|a, b| b.amount().cmp(&a.amount()).then_with(|| a.id.filter.cmp(&b.id.filter)));
        figures
    }

    /// The figures whose id text starts so.
    fn starting_with(&self, start: String) -> impl Iterator<Item = &Figure> {
        self.by_id.range(start.clone()..).take_while(move |(id, _)| id.starts_with(&start)).map(|(_, figure)| figure)
    }
}
