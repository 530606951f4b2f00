//! Partial sums: entries gathered into columns, grouped by polars whenever enough have come, rolled up so that memory
//! is bounded by the number of combinations and not of entries.

use std::sync::Arc;

use polars::prelude::*;
use rustc_hash::FxHashMap;

use crate::calendar::{DayCode, Month};
use crate::kinds::Kind;
use crate::records::{Batch, NOT_STARTED, Symbol, Symbols};

use super::cells::{Cell, LedgerCube};
use super::combinations::{Combination, Combinations};

/// So many entries are gathered before polars groups them.
const GATHERED: usize = 1 << 18;
/// So many grouped frames are kept before they are rolled up into one.
const FRAMES: usize = 16;
/// The start index of an entry that has not started.
const NO_START: u32 = u32::MAX;

/// Polars refused, or disagreed with the independent fold.
#[derive(Debug, thiserror::Error)]
pub enum CubeError {
    /// An error of the engine.
    #[error(transparent)]
    Engine(#[from] PolarsError),
    /// The two ways of adding up differ.
    #[error("the sums of ledger {0:?} differ between the engine and the check")]
    Disagree(String),
}

/// The counted entries of one file (or a part of it), summed by combination.
#[derive(Debug)]
pub struct Partial {
    dimensions: Vec<usize>,
    combination: Vec<u32>,
    /// Numbers of combinations met, by their packed parts.
    recent: FxHashMap<u128, u32>,
    key: Vec<u32>,
    records: Vec<i64>,
    measures: Vec<Vec<i64>>,
    present: Vec<u16>,
    frames: Vec<DataFrame>,
}

impl Partial {
    /// No entries of a ledger.
    #[must_use]
    pub fn new(kind: &Kind) -> Self {
        Self {
            dimensions: kind.dimensions.clone(),
            combination: vec![0; kind.dimensions.len() + 2],
            recent: FxHashMap::default(),
            key: Vec::new(),
            records: Vec::new(),
            measures: vec![Vec::new(); kind.measures.len()],
            present: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// Adds (`sign` 1) or takes back (`sign` -1) the entries that `counted` selects.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn add(&mut self, batch: &Batch, counted: &[bool], sign: i64, known: &Combinations) -> Result<(), CubeError> {
        for at in (0..batch.len()).filter(|&at| counted[at]) {
            let number = self.number(batch, at, known);
            self.key.push(number);
            self.records.push(sign);
            for (measure, values) in batch.measures.iter().enumerate() {
                self.measures[measure].push(sign * values[at]);
            }
            self.present.push(batch.present[at]);
        }
        if self.key.len() >= GATHERED { self.group() } else { Ok(()) }
    }

    fn number(&mut self, batch: &Batch, at: usize, known: &Combinations) -> u32 {
        self.combination[0] = batch.day(at).month().index().unsigned_abs();
        self.combination[1] = match batch.started[at] {
            NOT_STARTED => NO_START,
            code => DayCode::from_code(code).month().index().unsigned_abs(),
        };
        for (part, &dimension) in self.combination[2..].iter_mut().zip(&self.dimensions) {
            *part = batch.kept[dimension][at].0;
        }
        let Some(packed) = pack(&self.combination) else { return known.number(&self.combination) };
        *self.recent.entry(packed).or_insert_with(|| known.number(&self.combination))
    }

    fn group(&mut self) -> Result<(), CubeError> {
        if self.key.is_empty() {
            return Ok(());
        }
        let integers = if self.fits_in_64_bits() { DataType::Int64 } else { WIDE };
        let all = (1_u32 << self.measures.len()) - 1;
        let complete = self.present.iter().all(|&bits| u32::from(bits) == all);
        let mut frame = sum_by_key(self.gathered(complete)?, integers)?;
        if complete {
            frame = count_all_present(frame, self.measures.len())?;
        }
        self.frames.push(widen(frame, self.measures.len())?);
        if self.frames.len() >= FRAMES {
            let rolled = sum_by_key(stack(std::mem::take(&mut self.frames))?, WIDE)?;
            self.frames.push(rolled);
        }
        Ok(())
    }

    /// Whether no sum of the gathered entries can leave 64 bits, whatever their combinations.
    fn fits_in_64_bits(&self) -> bool {
        let room = i64::MAX.unsigned_abs() / self.key.len() as u64;
        self.measures.iter().flatten().all(|value| value.unsigned_abs() <= room)
    }

    /// The gathered entries as a frame: `key`, `records`, `sum_m` for measure m, and `present_m` unless all are complete.
    fn gathered(&mut self, complete: bool) -> Result<DataFrame, CubeError> {
        let height = self.key.len();
        let mut columns = vec![Column::new("key".into(), std::mem::take(&mut self.key))];
        let records = std::mem::take(&mut self.records);
        let present = std::mem::take(&mut self.present);
        for (measure, values) in self.measures.iter_mut().enumerate() {
            columns.push(Column::new(sum_name(measure).into(), std::mem::take(values)));
            if !complete {
                let has = |(bits, sign): (&u16, &i64)| sign * i64::from(bits >> measure & 1);
                let counted: Vec<i64> = present.iter().zip(&records).map(has).collect();
                columns.push(Column::new(present_name(measure).into(), counted));
            }
        }
        columns.push(Column::new("records".into(), records));
        Ok(DataFrame::new(height, columns)?)
    }

    /// The sums so far as frames to be combined.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn finish(mut self) -> Result<Vec<DataFrame>, CubeError> {
        self.group()?;
        Ok(self.frames)
    }
}

/// A combination as one number, where its parts are few and small enough (all but always): month and start in 16 bits
/// each, every symbol in equal shares of the rest.
fn pack(combination: &[u32]) -> Option<u128> {
    let (dates, symbols) = combination.split_at(2);
    let share = 96 / u32::try_from(symbols.len()).ok()?.max(1);
    let start = if dates[1] == NO_START { 0xffff } else { dates[1] };
    if dates[0] > 0xffff || start > 0xffff || symbols.iter().any(|&symbol| share < 32 && symbol >> share != 0) {
        return None;
    }
    let dates = u128::from(dates[0]) << 16 | u128::from(start);
    Some(symbols.iter().fold(dates, |packed, &symbol| packed << share | u128::from(symbol)))
}

fn sum_name(measure: usize) -> String {
    format!("sum_{measure}")
}

fn present_name(measure: usize) -> String {
    format!("present_{measure}")
}

/// The engine's 64-bit sums wrap without a word: only what is known to fit is summed in them.
const WIDE: DataType = DataType::Int128;

/// Sums every column by `key`, as integers of this type.
fn sum_by_key(frame: DataFrame, integers: DataType) -> Result<DataFrame, CubeError> {
    let sums = all().exclude_cols(["key"]).as_expr().cast(integers).sum();
    Ok(frame.lazy().group_by([col("key")]).agg([sums]).collect()?)
}

/// Where every entry has every measure, as many have it as there are records.
fn count_all_present(frame: DataFrame, measures: usize) -> Result<DataFrame, CubeError> {
    let counts: Vec<Expr> = (0..measures).map(|measure| col("records").alias(present_name(measure))).collect();
    Ok(frame.lazy().with_columns(counts).collect()?)
}

/// The columns of a frame in one order, so that frames can be stacked.
fn in_order(measures: usize) -> Vec<Expr> {
    let of_measure = |m: usize| [col(sum_name(m)), col(present_name(m))];
    std::iter::once(col("records")).chain((0..measures).flat_map(of_measure)).collect()
}

fn stack(frames: Vec<DataFrame>) -> Result<DataFrame, CubeError> {
    let mut frames = frames.into_iter();
    let mut stacked = frames.next().unwrap_or_default();
    for frame in frames {
        stacked.vstack_mut_owned(frame)?;
    }
    Ok(stacked)
}

/// Combines the partial sums of a ledger into its cube.
///
/// # Errors
/// Where the engine refuses.
pub fn combine(
    kind: &Arc<Kind>,
    through: Month,
    frames: Vec<DataFrame>,
    known: &Combinations,
    symbols: &Symbols,
) -> Result<LedgerCube, CubeError> {
    let mut cells = Vec::new();
    if !frames.is_empty() {
        let summed = sum_by_key(stack(frames)?, WIDE)?;
        cells = read_cells(&summed, kind.measures.len(), &known.all(), symbols)?;
    }
    cells.retain(|cell| cell.records > 0);
    cells.sort_unstable();
    Ok(LedgerCube { kind: Arc::clone(kind), through, cells })
}

/// Sums of 64 bits as sums of 128, in one order of columns, so that frames can be added up.
fn widen(frame: DataFrame, measures: usize) -> Result<DataFrame, CubeError> {
    let wide = in_order(measures).into_iter().map(|column| column.cast(WIDE));
    Ok(frame.lazy().select(std::iter::once(col("key")).chain(wide).collect::<Vec<_>>()).collect()?)
}

fn read_cells(
    summed: &DataFrame,
    measures: usize,
    combinations: &[Combination],
    symbols: &Symbols,
) -> Result<Vec<Cell>, CubeError> {
    let column = |name: &str| -> Result<Vec<i128>, CubeError> {
        Ok(summed.column(name)?.i128()?.iter().map(Option::unwrap_or_default).collect())
    };
    let keys: Vec<u32> = summed.column("key")?.u32()?.iter().map(Option::unwrap_or_default).collect();
    let records = column("records")?;
    let sums = (0..measures).map(|m| column(&sum_name(m))).collect::<Result<Vec<_>, _>>()?;
    let present = (0..measures).map(|m| column(&present_name(m))).collect::<Result<Vec<_>, _>>()?;
    let cell = |at: usize| {
        let combination = &combinations[keys[at] as usize];
        Cell {
            month: Month::from_index(combination[0].cast_signed()),
            started: (combination[1] != NO_START).then(|| Month::from_index(combination[1].cast_signed())),
            dimensions: combination[2..].iter().map(|&symbol| symbols.text(Symbol(symbol))).collect(),
            records: count(records[at]),
            present: present.iter().map(|column| count(column[at])).collect(),
            sums: sums.iter().map(|column| column[at]).collect(),
        }
    };
    Ok((0..keys.len()).map(cell).collect())
}

/// A count after everything that was taken back; the fold says so if it should ever be negative.
fn count(value: i128) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
