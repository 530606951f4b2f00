//! The independent fold: the same entries added up by plain loops, by month and by each dimension value, to be held
//! against what polars summed.

use crate::calendar::DayCode;
use crate::kinds::Kind;
use crate::records::{Batch, Symbol, Symbols};

use super::cells::{Cell, LedgerCube};

/// Sums of every measure by one grouping, dense by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Dense {
    records: Vec<i64>,
    sums: Vec<i128>,
}

/// Exact sums by month and by each dimension value.
#[derive(Clone, Debug)]
pub struct Fold {
    measures: usize,
    dimensions: Vec<usize>,
    months: Dense,
    values: Vec<Dense>,
}

/// The earliest month index a fold has room for: January 1900.
const FIRST_MONTH: i32 = 1900 * 12;

impl Dense {
    /// Adds the selected entries, each at its place, column by column.
    fn add(&mut self, batch: &Batch, selected: &[usize], sign: i64, place: impl Fn(usize) -> usize) {
        let measures = batch.measures.len();
        for &at in selected {
            self.open(place(at), measures);
            self.records[place(at)] += sign;
        }
        for (measure, values) in batch.measures.iter().enumerate() {
            for &at in selected {
                let sum = &mut self.sums[place(at) * measures + measure];
                let value = i128::from(values[at]);
                *sum += if sign < 0 { -value } else { value };
            }
        }
    }

    fn open(&mut self, place: usize, measures: usize) {
        if self.records.len() <= place {
            self.records.resize(place + 1, 0);
            self.sums.resize((place + 1) * measures, 0);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.records.resize(self.records.len().max(other.records.len()), 0);
        self.sums.resize(self.sums.len().max(other.sums.len()), 0);
        self.records.iter_mut().zip(&other.records).for_each(|(mine, theirs)| *mine += theirs);
        self.sums.iter_mut().zip(&other.sums).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// The same without places where nothing is left.
    fn trimmed(mut self, measures: usize) -> Self {
        while self.records.last() == Some(&0) && self.sums[self.sums.len() - measures..].iter().all(|sum| *sum == 0) {
            self.records.pop();
            self.sums.truncate(self.sums.len() - measures);
        }
        self
    }
}

impl Fold {
    /// An empty fold for a ledger.
    #[must_use]
    pub fn new(kind: &Kind) -> Self {
        Self {
            measures: kind.measures.len(),
            dimensions: kind.dimensions.clone(),
            months: Dense::default(),
            values: vec![Dense::default(); kind.dimensions.len()],
        }
    }

    /// Adds (`sign` 1) or takes back (`sign` -1) the entries that `counted` selects.
    pub fn add(&mut self, batch: &Batch, counted: &[bool], sign: i64) {
        let selected: Vec<usize> = (0..batch.len()).filter(|&at| counted[at]).collect();
        let month = |at| (batch.day(at).month().index() - FIRST_MONTH).unsigned_abs() as usize;
        self.months.add(batch, &selected, sign, month);
        for (dense, &dimension) in self.values.iter_mut().zip(&self.dimensions) {
            let symbols = &batch.kept[dimension];
            dense.add(batch, &selected, sign, |at| symbols[at].0 as usize);
        }
    }

    /// Adds another fold of the same ledger.
    pub fn merge(&mut self, other: &Self) {
        self.months.merge(&other.months);
        self.values.iter_mut().zip(&other.values).for_each(|(mine, theirs)| mine.merge(theirs));
    }

    /// Whether a cube says the same.
    #[must_use]
    pub fn agrees(&self, cube: &LedgerCube, symbols: &Symbols) -> bool {
        let mut theirs =
            Self { months: Dense::default(), values: vec![Dense::default(); self.values.len()], ..self.clone() };
        cube.cells.iter().for_each(|cell| theirs.add_cell(cell, symbols));
        let trimmed = |dense: &Dense| dense.clone().trimmed(self.measures);
        trimmed(&self.months) == trimmed(&theirs.months)
            && self.values.iter().zip(&theirs.values).all(|(a, b)| trimmed(a) == trimmed(b))
    }

    fn add_cell(&mut self, cell: &Cell, symbols: &Symbols) {
        let month = DayCode::of_month(cell.month).month().index() - FIRST_MONTH;
        add_sums(&mut self.months, month.unsigned_abs() as usize, cell);
        for (dense, text) in self.values.iter_mut().zip(&cell.dimensions) {
            let symbol = symbols.find(text).unwrap_or(Symbol(u32::MAX));
            add_sums(dense, symbol.0 as usize, cell);
        }
    }
}

fn add_sums(dense: &mut Dense, at: usize, cell: &Cell) {
    let measures = cell.sums.len();
    dense.open(at, measures);
    dense.records[at] += cell.records.cast_signed();
    dense.sums[at * measures..].iter_mut().zip(&cell.sums).for_each(|(sum, value)| *sum += value);
}
