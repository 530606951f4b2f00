//! Changed figures, each with the records that changed it. For sums and counts the effects of the records must add up to
//! the difference, and whether they do is said; for a rate, price or comparison the records behind it are named.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::exact::Decimal;
use crate::figures::{self, Comparison, FigureId};
use crate::kinds::{Formula, Indicator, Kind};

use super::super::publish::{KeptRecord, Partition, PublishedFigure};
use super::changes::{Change, LedgerChanges, PartChange};
use super::vintage::Vintage;

/// A record's part in the change of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The position of the change among those of the ledger.
    pub change: usize,
    /// What it adds to the figure, in the smallest part; none where the figure is no sum or count.
    pub effect: Option<i128>,
}

/// A partition's part in the change of a figure.
pub type Part = Cause;

/// Whether what is known of the records explains a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// The effects add up to it.
    Wholly,
    /// They leave this much, in the unit of the figure.
    ButFor(String),
    /// The figure is no sum: the records behind it are named.
    ByItsRecords,
    /// Not every record is known, nor every sum that would be needed.
    Unknown,
}

impl Explained {
    /// The word that JSON and CSV print.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Wholly => "wholly",
            Self::ButFor(_) => "partly",
            Self::ByItsRecords => "by_its_records",
            Self::Unknown => "unknown",
        }
    }
}

/// A figure that says something else than what was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Which one.
    pub id: FigureId,
    /// As it was published.
    pub before: PublishedFigure,
    /// As it is; none where there is no such figure any more.
    pub after: Option<PublishedFigure>,
    /// By how much it differs, in its unit; none where one of them has no value.
    pub difference: Option<String>,
    /// The ledger's changed records that it depends on.
    pub causes: Vec<Cause>,
    /// The ledger's changed partitions that it depends on, where not every record is known.
    pub parts: Vec<Part>,
    /// Whether they explain it.
    pub explained: Explained,
}

/// What an indicator takes of a record.
pub(super) struct Measured<'a> {
    pub kind: &'a Kind,
    pub indicator: &'a Indicator,
}

impl<'a> Measured<'a> {
    pub fn of(id: &FigureId, kinds: &'a [Arc<Kind>]) -> Option<Self> {
        let kind = kinds.iter().find(|kind| kind.name == id.ledger())?;
        let indicator = kind.indicators.iter().find(|indicator| indicator.id == id.indicator)?;
        Some(Self { kind, indicator })
    }

    /// What a record adds to the indicator; none where it is no sum or count.
    pub fn amount(&self, record: &KeptRecord) -> Option<i128> {
        match self.indicator.formula {
            Formula::Sum(measure) => Some(i128::from(record.measures.get(measure).copied().flatten().unwrap_or(0))),
            Formula::Count => Some(1),
            _ => None,
        }
    }

    fn amount_of_part(&self, part: &Partition) -> Option<i128> {
        match self.indicator.formula {
            Formula::Sum(measure) => part.sums.get(measure).copied(),
            Formula::Count => Some(i128::from(part.records)),
            _ => None,
        }
    }

    /// The smallest part's decimals.
    pub fn scale(&self) -> u32 {
        self.indicator.unit.as_ref().map_or(0, |unit| unit.scale())
    }

    /// A change's effect on the indicator over a period, among the records that fit.
    pub fn effect(&self, change: &Change, fits: &dyn Fn(&KeptRecord) -> bool) -> Option<i128> {
        let side = |record: &Option<KeptRecord>| match record {
            Some(record) if fits(record) => self.amount(record),
            _ => Some(0),
        };
        Some(side(&change.after)? - side(&change.before)?)
    }
}

/// The figures of a vintage that are otherwise in a later one.
pub(super) fn changed(
    before: &Vintage,
    after: &Vintage,
    kinds: &[Arc<Kind>],
    ledgers: &[LedgerChanges],
) -> Vec<FigureChange> {
    let change = |(id, old): (&String, &PublishedFigure)| {
        let new = after.figures.get(id);
        if new.is_some_and(|new| new.says_the_same(old)) {
            return None;
        }
        let id: FigureId = id.parse().ok()?;
        Some(figure_change(id, old, new, kinds, ledgers))
    };
    before.figures.iter().filter_map(change).collect()
}

fn figure_change(
    id: FigureId,
    before: &PublishedFigure,
    after: Option<&PublishedFigure>,
    kinds: &[Arc<Kind>],
    ledgers: &[LedgerChanges],
) -> FigureChange {
    let difference = after.and_then(|after| difference(before, after));
    let mut change = FigureChange {
        before: before.clone(),
        after: after.cloned(),
        difference,
        causes: Vec::new(),
        parts: Vec::new(),
        explained: Explained::Unknown,
        id,
    };
    let of_ledger = ledgers.iter().find(|ledger| ledger.kind.name == change.id.ledger());
    if let (Some(measured), Some(ledger)) = (Measured::of(&change.id, kinds), of_ledger) {
        explain(&mut change, &measured, ledger);
    }
    change
}

/// One value less another, exactly.
fn difference(before: &PublishedFigure, after: &PublishedFigure) -> Option<String> {
    let read = |figure: &PublishedFigure| Decimal::parse(figure.value.as_deref()?).ok();
    let (old, new) = (read(before)?, read(after)?);
    let scale = old.scale.max(new.scale);
    let (old, _) = old.at_scale(scale)?;
    let (new, _) = new.at_scale(scale)?;
    Some(Decimal { digits: new.checked_sub(old)?, scale }.to_string())
}

fn explain(change: &mut FigureChange, measured: &Measured<'_>, ledger: &LedgerChanges) {
    let reach = Reach::of(&change.id, measured.kind);
    let is_sum = change.id.comparison.is_none();
    if let Some(changes) = &ledger.records {
        let cause = |(at, record): (usize, &Change)| {
            let effect = if is_sum { measured.effect(record, &|record| reach.holds(record)) } else { None };
            let touches = [&record.before, &record.after].into_iter().flatten().any(|side| reach.holds(side));
            (touches && effect != Some(0)).then_some(Cause { change: at, effect })
        };
        change.causes = changes.iter().enumerate().filter_map(cause).collect();
    } else {
        let part = |(at, part): (usize, &PartChange)| {
            let effect = if is_sum { effect_of_part(measured, part) } else { None };
            (reach.holds_part(part) && effect != Some(0)).then_some(Cause { change: at, effect })
        };
        change.parts = ledger.parts.iter().enumerate().filter_map(part).collect();
    }
    change.explained = settled(change, measured, reach.is_told_by_parts() || ledger.records.is_some());
}

fn effect_of_part(measured: &Measured<'_>, part: &PartChange) -> Option<i128> {
    let side = |part: &Option<Partition>| part.as_ref().map_or(Some(0), |part| measured.amount_of_part(part));
    Some(side(&part.after)? - side(&part.before)?)
}

fn settled(change: &FigureChange, measured: &Measured<'_>, is_known: bool) -> Explained {
    let effects: Option<Vec<i128>> = change.causes.iter().chain(&change.parts).map(|cause| cause.effect).collect();
    let is_sum =
        change.id.comparison.is_none() && matches!(measured.indicator.formula, Formula::Sum(_) | Formula::Count);
    match (&change.difference, effects) {
        _ if !is_known => Explained::Unknown,
        (Some(difference), Some(effects)) if is_sum => {
            let left = Decimal::parse(difference).ok().and_then(|all| all.at_scale(measured.scale()));
            match left.map(|(all, _)| all - effects.iter().sum::<i128>()) {
                Some(0) => Explained::Wholly,
                Some(left) => Explained::ButFor(Decimal { digits: left, scale: measured.scale() }.to_string()),
                None => Explained::Unknown,
            }
        }
        _ if change.causes.is_empty() && change.parts.is_empty() => Explained::Unknown,
        _ => Explained::ByItsRecords,
    }
}

/// The records that a figure depends on.
struct Reach {
    periods: Vec<Period>,
    /// Position among the kept fields, and the text.
    values: Vec<(usize, String)>,
    /// The same, by name, for partitions.
    filter: BTreeMap<String, String>,
}

impl Reach {
    fn of(id: &FigureId, kind: &Kind) -> Self {
        let base = match id.comparison {
            Some(Comparison::Yoy) => Some(id.period.plus(-12)),
            Some(Comparison::Mom) => Some(id.period.plus(-1)),
            _ => None,
        };
        // The whole of a share and the others of a rank have any value.
        let is_among_all = matches!(id.comparison, Some(Comparison::Share | Comparison::Rank));
        let filter = if is_among_all { BTreeMap::new() } else { id.filter.clone() };
        let value = |(name, text): (&String, &String)| Some((kind.kept_position(name)?, left_out(text)));
        Self {
            periods: [Some(id.period), base].into_iter().flatten().collect(),
            values: filter.iter().filter_map(value).collect(),
            filter,
        }
    }

    fn has(&self, month: Month) -> bool {
        self.periods.iter().any(|period| period.contains(month))
    }

    fn holds(&self, record: &KeptRecord) -> bool {
        let has = |(kept, text): &(usize, String)| record.kept.get(*kept).is_some_and(|own| **own == **text);
        self.has(record.day.month()) && self.values.iter().all(has)
    }

    /// Sums are kept for all records, and for each value of one dimension.
    fn is_told_by_parts(&self) -> bool {
        self.filter.len() <= 1
    }

    fn holds_part(&self, part: &PartChange) -> bool {
        let fits = match self.filter.iter().next() {
            None => part.dimension.is_empty(),
            Some((name, text)) => *part.dimension == **name && *part.value == *left_out(text),
        };
        self.is_told_by_parts() && fits && self.has(part.month)
    }
}

/// The text of a record for a value of a filter: what the row leaves out is called by a word of its own there.
fn left_out(text: &str) -> String {
    if text == figures::unstated() { String::new() } else { text.to_owned() }
}
