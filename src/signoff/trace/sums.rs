//! The sums of the entries of a part, class by class, taken while they go by.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::calendar::Period;
use crate::exact::{MeasureUnit, Ratio};
use crate::figures::arithmetic::quotient_in_base_units;
use crate::figures::{Note, Quantity};
use crate::kinds::Formula;
use crate::ledger::{Class, Entry};

use super::question::Question;

/// Entries of one class, added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub entries: u64,
    /// By measure, how many entries have it.
    pub present: Vec<u64>,
    /// By measure, in the smallest part.
    pub sums: Vec<i128>,
}

impl Sums {
    fn take(&mut self, entry: &Entry) {
        self.entries += 1;
        self.present.resize(entry.kind.measures.len(), 0);
        self.sums.resize(entry.kind.measures.len(), 0);
        for (measure, value) in entry.measures.iter().enumerate() {
            if let Some(value) = value {
                self.present[measure] += 1;
                self.sums[measure] += i128::from(*value);
            }
        }
    }
}

/// The entries of a part, added up.
#[derive(Clone, Debug)]
pub struct PartSum {
    formula: Formula,
    unit: MeasureUnit,
    measures: Vec<MeasureUnit>,
    period: Period,
    classes: Vec<(Class, Sums)>,
    values: BTreeSet<Arc<str>>,
    started: u64,
}

impl PartSum {
    /// The sums of no entry, for a part of `question` over `period`.
    #[must_use]
    pub fn new(question: &Question, period: Period) -> Self {
        Self {
            formula: question.indicator.formula.clone(),
            unit: question.indicator.unit.clone().unwrap_or(MeasureUnit::Count(String::new())),
            measures: question.kind.measures.iter().map(|measure| measure.unit.clone()).collect(),
            period,
            classes: Vec::new(),
            values: BTreeSet::new(),
            started: 0,
        }
    }

    /// Adds an entry; only accepted ones count.
    pub fn take(&mut self, entry: &Entry) {
        let at = self.classes.iter().position(|(class, _)| *class == entry.class).unwrap_or_else(|| {
            self.classes.push((entry.class, Sums::default()));
            self.classes.len() - 1
        });
        self.classes[at].1.take(entry);
        if entry.class != Class::Accepted {
            return;
        }
        self.started += u64::from(entry.started.is_some_and(|day| day.month() <= self.period.last()));
        if let Formula::Distinct(kept) = self.formula
            && let Some(value) = entry.kept.get(kept).filter(|value| !value.is_empty())
            && !self.values.contains(value)
        {
            self.values.insert(Arc::clone(value));
        }
    }

    /// The sums of a class; none where no entry fell in it.
    pub(super) fn of(&self, class: Class) -> Option<&Sums> {
        self.classes.iter().find(|(of, _)| *of == class).map(|(_, sums)| sums)
    }

    /// The classes that are not counted, with their sums, in the order of the classes.
    pub(super) fn left_out(&self) -> Vec<(Class, &Sums)> {
        let mut rest: Vec<(Class, &Sums)> =
            self.classes.iter().filter(|(class, _)| *class != Class::Accepted).map(|(c, sums)| (*c, sums)).collect();
        rest.sort_by_key(|(class, _)| *class);
        rest
    }

    /// How many entries count.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.of(Class::Accepted).map_or(0, |sums| sums.entries)
    }

    /// How many of them a figure names as its records.
    #[must_use]
    pub fn records(&self) -> u64 {
        match self.formula {
            Formula::Sum(measure) => self.measure(measure).0,
            _ => self.counted(),
        }
    }

    /// How many entries that count have a measure, and its sum.
    pub(super) fn measure(&self, measure: usize) -> (u64, i128) {
        let sums = self.of(Class::Accepted);
        sums.map_or((0, 0), |s| (s.present[measure], s.sums[measure]))
    }

    /// How many of the entries that count had started by the end of the period.
    pub(super) const fn started(&self) -> u64 {
        self.started
    }

    /// The value that the entries give.
    pub(super) fn value(&self) -> Result<Quantity, Note> {
        let amount = |value: i128| Ok(Quantity::Amount(value, self.unit.clone()));
        match self.formula {
            Formula::Sum(measure) => amount(self.measure(measure).1),
            Formula::Count => amount(i128::from(self.counted())),
            Formula::Distinct(_) => amount(self.values.len() as i128),
            Formula::Ratio(top, bottom) => self.quotient(top, bottom),
            Formula::StartedRate => {
                let rate = Ratio::new(i128::from(self.started), i128::from(self.counted()));
                rate.map(Quantity::Ratio).ok_or(Note::NoRecords)
            }
        }
    }

    fn quotient(&self, top: usize, bottom: usize) -> Result<Quantity, Note> {
        let (above, below) = (self.measure(top), self.measure(bottom));
        if above.0 == 0 || below.0 == 0 {
            return Err(Note::NoRecords);
        }
        let quotient = quotient_in_base_units((above.1, &self.measures[top]), (below.1, &self.measures[bottom]));
        quotient.map(Quantity::Ratio)
    }
}
