//! How the values of a ranked dimension stand: each value's amount from its records, largest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::figures::{Quantity, unstated};
use crate::ledger::Entry;

use super::question::{Against, Question};
use super::sums::PartSum;

/// A value with its amount and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The value.
    pub value: Arc<str>,
    /// Its amount, in the smallest part.
    pub amount: i128,
    /// Its place; equal amounts share one.
    pub place: usize,
}

/// The values of a dimension while their records go by.
#[derive(Debug)]
pub struct Standings<'a> {
    question: &'a Question,
    kept: usize,
    values: BTreeMap<Arc<str>, (Month, PartSum)>,
}

impl<'a> Standings<'a> {
    /// No record seen; nothing where the question is of no rank.
    #[must_use]
    pub fn new(question: &'a Question) -> Option<Self> {
        match question.against {
            Against::Others(kept) => Some(Self { question, kept, values: BTreeMap::new() }),
            _ => None,
        }
    }

    /// Takes a counted entry of any month: a value is ranked if it is current.
    pub fn take(&mut self, entry: &Entry) {
        let (Some(value), Some(day)) = (entry.kept.get(self.kept), entry.day) else { return };
        if value.is_empty() || &**value == unstated() {
            return;
        }
        let period = self.question.figure.id.period;
        let (last, sum) =
            self.values.entry(Arc::clone(value)).or_insert_with(|| (day.month(), PartSum::new(self.question, period)));
        *last = day.month().max(*last);
        if period.contains(day.month()) {
            sum.take(entry);
        }
    }

    /// The current values, largest first, then by name.
    #[must_use]
    pub fn ranked(&self) -> Vec<Standing> {
        let current = Period::year_to(self.question.span.1).first().plus(-12);
        let amount = |sum: &PartSum| match sum.value() {
            Ok(Quantity::Amount(amount, _)) => Some(amount),
            _ => None,
        };
        let values = self.values.iter().filter(|(_, (last, _))| *last >= current);
        let mut ranked: Vec<(i128, Arc<str>)> =
            values.filter_map(|(value, (_, sum))| Some((amount(sum)?, Arc::clone(value)))).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let place = |amount: i128| ranked.partition_point(|(other, _)| *other > amount) + 1;
        ranked
            .iter()
            .map(|(amount, value)| Standing { value: Arc::clone(value), amount: *amount, place: place(*amount) })
            .collect()
    }
}
