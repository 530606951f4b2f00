//! One group of records: running sums by month, so that any period costs two look-ups.

use rustc_hash::FxHashMap;

use crate::calendar::{Month, Period};
use crate::cube::Cell;

/// The records of one combination of dimension values (of none: the whole ledger). Only months with records are held,
/// so that a stray date costs nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    months: Vec<Month>,
    /// Running totals, one for each of `months`.
    records: Vec<u64>,
    /// The same by measure.
    present: Vec<Vec<u64>>,
    sums: Vec<Vec<i128>>,
    /// (month, start, records), for ledgers with that notion.
    starts: Vec<(Month, Month, u64)>,
    /// For each counted dimension, the months in which each of its values has records.
    active: Vec<FxHashMap<u32, Vec<Month>>>,
}

impl Group {
    /// Adds a cell; cells come in the order of their months. `counted` are the codes of the values whose distinct
    /// number is asked for; none where the row leaves it out.
    pub(super) fn add(&mut self, cell: &Cell, counted: impl Iterator<Item = Option<u32>>) {
        self.open(cell);
        if let Some(last) = self.records.last_mut() {
            *last += cell.records;
        }
        for (running, more) in self.present.iter_mut().zip(&cell.present) {
            running.last_mut().into_iter().for_each(|last| *last += more);
        }
        for (running, more) in self.sums.iter_mut().zip(&cell.sums) {
            running.last_mut().into_iter().for_each(|last| *last += more);
        }
        self.starts.extend(cell.started.map(|started| (cell.month, started, cell.records)));
        if cell.records > 0 {
            self.mark_active(cell.month, counted);
        }
    }

    /// Begins a month with the running totals of the one before.
    fn open(&mut self, cell: &Cell) {
        if self.months.last() == Some(&cell.month) {
            return;
        }
        debug_assert!(self.months.last() < Some(&cell.month), "cells come in the order of their months");
        self.months.push(cell.month);
        self.records.push(self.records.last().copied().unwrap_or(0));
        self.present.resize_with(cell.present.len(), Vec::new);
        self.sums.resize_with(cell.sums.len(), Vec::new);
        self.present.iter_mut().for_each(|running| running.push(running.last().copied().unwrap_or(0)));
        self.sums.iter_mut().for_each(|running| running.push(running.last().copied().unwrap_or(0)));
    }

    fn mark_active(&mut self, month: Month, counted: impl Iterator<Item = Option<u32>>) {
        for (at, code) in counted.enumerate() {
            if self.active.len() <= at {
                self.active.resize_with(at + 1, FxHashMap::default);
            }
            let Some(code) = code else { continue };
            let months = self.active[at].entry(code).or_default();
            if months.last() != Some(&month) {
                months.push(month);
            }
        }
    }

    /// The first month with a record.
    pub(super) fn first(&self) -> Option<Month> {
        self.months.first().copied()
    }

    /// The first month with a record that has this measure.
    pub(super) fn first_with(&self, measure: usize) -> Option<Month> {
        let before = self.present.get(measure)?.partition_point(|&count| count == 0);
        self.months.get(before).copied()
    }

    /// The months with records.
    pub(super) fn months(&self) -> &[Month] {
        &self.months
    }

    /// How many records lie in `period`.
    pub(super) fn records(&self, period: Period) -> u64 {
        let (before, until) = self.bounds(period);
        running_at(&self.records, until) - running_at(&self.records, before)
    }

    /// How many records in `period` have the measure.
    pub(super) fn present(&self, measure: usize, period: Period) -> u64 {
        let (before, until) = self.bounds(period);
        self.present.get(measure).map_or(0, |running| running_at(running, until) - running_at(running, before))
    }

    /// The measure's sum over `period`.
    pub(super) fn sum(&self, measure: usize, period: Period) -> i128 {
        let (before, until) = self.bounds(period);
        self.sums.get(measure).map_or(0, |running| running_at(running, until) - running_at(running, before))
    }

    /// How many values of the counted dimension have a record in `period`.
    pub(super) fn distinct(&self, counted: usize, period: Period) -> u64 {
        let touches = |months: &&Vec<Month>| {
            let at = months.partition_point(|month| *month < period.first());
            months.get(at).is_some_and(|month| *month <= period.last())
        };
        self.active.get(counted).map_or(0, |values| values.values().filter(touches).count() as u64)
    }

    /// How many records of `period` had started by its end.
    pub(super) fn started(&self, period: Period) -> u64 {
        let counts = |&&(month, started, _): &&(Month, Month, u64)| period.contains(month) && started <= period.last();
        self.starts.iter().filter(counts).map(|(_, _, records)| records).sum()
    }

    /// How many of the held months lie before `period`, and how many until its end.
    fn bounds(&self, period: Period) -> (usize, usize) {
        let before = self.months.partition_point(|month| *month < period.first());
        let until = self.months.partition_point(|month| *month <= period.last());
        (before, until)
    }
}

/// The running total after so many months.
fn running_at<T: Copy + Default>(running: &[T], months: usize) -> T {
    months.checked_sub(1).and_then(|at| running.get(at)).copied().unwrap_or_default()
}
