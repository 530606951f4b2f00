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
const GATHERED: usize = 1 << 19;
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
    key: Vec<u64>,
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
            combination: vec![0; kind.dimensions.len() + 1],
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
            self.key.push(key(number, batch.day(at).month()));
            self.records.push(sign);
            for (measure, values) in batch.measures.iter().enumerate() {
                self.measures[measure].push(sign * values[at]);
            }
            self.present.push(batch.present[at]);
        }
        if self.key.len() >= GATHERED { self.group() } else { Ok(()) }
    }

    fn number(&mut self, batch: &Batch, at: usize, known: &Combinations) -> u32 {
        self.combination[0] = match batch.started[at] {
            NOT_STARTED => NO_START,
            code => DayCode::from_code(code).month().index().unsigned_abs(),
        };
        for (part, &dimension) in self.combination[1..].iter_mut().zip(&self.dimensions) {
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
        let measures = self.measures.len();
        let mut frame = sum_by_key(self.gathered(complete)?, measures, integers)?;
        if complete {
            frame = count_all_present(frame, measures)?;
        }
        self.frames.push(widen(frame, measures)?);
        if self.frames.len() >= FRAMES { self.roll_up() } else { Ok(()) }
    }

    fn roll_up(&mut self) -> Result<(), CubeError> {
        if self.frames.len() > 1 {
            let rolled = sum_by_key(stack(std::mem::take(&mut self.frames))?, self.measures.len(), WIDE)?;
            self.frames.push(widen(rolled, self.measures.len())?);
        }
        Ok(())
    }

    /// Whether no sum of the gathered entries can leave 64 bits, whatever their combinations.
    fn fits_in_64_bits(&self) -> bool {
        let room = i64::MAX.unsigned_abs() / self.key.len() as u64;
        self.measures.iter().flatten().all(|value| value.unsigned_abs() <= room)
    }

    /// The gathered entries as a frame: `key`, `sum_m` for measure m, `present_m` unless all are complete, and `records`
    /// unless each counts for one.
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
        if records.iter().any(|&sign| sign != 1) {
            columns.push(Column::new("records".into(), records));
        }
        Ok(DataFrame::new(height, columns)?)
    }

    /// The sums so far as frames to be combined.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn finish(mut self) -> Result<Vec<DataFrame>, CubeError> {
        self.group()?;
        self.roll_up()?;
        Ok(self.frames)
    }
}

/// Months up to 2999 have smaller indices.
const MONTH_BITS: u32 = 16;

/// What entries are grouped by: the number of their combination, then their month.
fn key(number: u32, month: Month) -> u64 {
    u64::from(number) << MONTH_BITS | u64::from(month.index().unsigned_abs())
}

/// A combination as one number, where its parts are few and small enough (all but always): the start in 16 bits, every
/// symbol in equal shares of the rest.
fn pack(combination: &[u32]) -> Option<u128> {
    let (&start, symbols) = combination.split_first()?;
    let share = 112 / u32::try_from(symbols.len()).ok()?.max(1);
    let start = match start {
        NO_START => 0xffff,
        0xffff.. => return None,
        start => start,
    };
    if symbols.iter().any(|&symbol| share < 32 && symbol >> share != 0) {
        return None;
    }
    Some(symbols.iter().fold(u128::from(start), |packed, &symbol| packed << share | u128::from(symbol)))
}

fn sum_name(measure: usize) -> String {
    format!("sum_{measure}")
}

fn present_name(measure: usize) -> String {
    format!("present_{measure}")
}

/// The engine's 64-bit sums wrap without a word: only what is known to fit is summed in them.
const WIDE: DataType = DataType::Int128;
/// No count leaves 64 bits.
const COUNT: DataType = DataType::Int64;

/// Sums every column by `key`, measures as integers of this type; without a column of records each entry is one.
fn sum_by_key(frame: DataFrame, measures: usize, integers: DataType) -> Result<DataFrame, CubeError> {
    let sums = (0..measures).map(|measure| col(sum_name(measure)).cast(integers.clone()).sum());
    let has = |name: &str| frame.get_column_index(name).is_some();
    let counted = (0..measures).map(present_name).filter(|name| has(name)).map(|name| col(name).sum());
    let records = if has("records") { col("records").sum() } else { len().cast(COUNT).alias("records") };
    let sums: Vec<Expr> = sums.chain(counted).chain([records]).collect();
    Ok(frame.lazy().group_by([col("key")]).agg(sums).collect()?)
}

/// Where every entry has every measure, as many have it as there are records.
fn count_all_present(frame: DataFrame, measures: usize) -> Result<DataFrame, CubeError> {
    let counts: Vec<Expr> = (0..measures).map(|measure| col("records").alias(present_name(measure))).collect();
    Ok(frame.lazy().with_columns(counts).collect()?)
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
        let summed = sum_by_key(stack(frames)?, kind.measures.len(), WIDE)?;
        cells = read_cells(&summed, kind.measures.len(), &known.all(), symbols)?;
    }
    cells.retain(|cell| cell.records > 0);
    cells.sort_unstable();
    Ok(LedgerCube { kind: Arc::clone(kind), through, cells })
}

/// Sums of 64 bits as sums of 128, in one order of columns, so that frames can be added up.
fn widen(frame: DataFrame, measures: usize) -> Result<DataFrame, CubeError> {
    let of_measure = |m: usize| [col(sum_name(m)).cast(WIDE), col(present_name(m))];
    let all: Vec<Expr> = [col("key"), col("records")].into_iter().chain((0..measures).flat_map(of_measure)).collect();
    Ok(frame.lazy().select(all).collect()?)
}

fn read_cells(
    summed: &DataFrame,
    measures: usize,
    combinations: &[Combination],
    symbols: &Symbols,
) -> Result<Vec<Cell>, CubeError> {
    let counts = |name: &str| -> Result<Vec<i64>, CubeError> {
        Ok(summed.column(name)?.i64()?.iter().map(Option::unwrap_or_default).collect())
    };
    let sums = |measure: usize| -> Result<Vec<i128>, CubeError> {
        Ok(summed.column(&sum_name(measure))?.i128()?.iter().map(Option::unwrap_or_default).collect())
    };
    let keys: Vec<u64> = summed.column("key")?.u64()?.iter().map(Option::unwrap_or_default).collect();
    let records = counts("records")?;
    let sums = (0..measures).map(sums).collect::<Result<Vec<_>, _>>()?;
    let present = (0..measures).map(|m| counts(&present_name(m))).collect::<Result<Vec<_>, _>>()?;
    let cell = |at: usize| {
        let combination = &combinations[(keys[at] >> MONTH_BITS) as usize];
        Cell {
            month: Month::from_index(i32::from(keys[at] as u16)),
            started: (combination[0] != NO_START).then(|| Month::from_index(combination[0].cast_signed())),
            dimensions: combination[1..].iter().map(|&symbol| symbols.text(Symbol(symbol))).collect(),
            records: count(records[at]),
            present: present.iter().map(|column| count(column[at])).collect(),
            sums: sums.iter().map(|column| column[at]).collect(),
        }
    };
    Ok((0..keys.len()).map(cell).collect())
}

/// A count after everything that was taken back; the fold says so if it should ever be negative.
fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A combination of a start and five dimensions, with small and with large parts.
    fn combination() -> impl Strategy<Value = Vec<u32>> {
        let part = || prop_oneof![4 => 0..3_u32, 1 => any::<u32>()];
        let start = prop_oneof![Just(NO_START), 0..4_u32, 0xfffd..0x1_0002_u32];
        (start, prop::collection::vec(part(), 5)).prop_map(|(start, symbols)| [vec![start], symbols].concat())
    }

    proptest! {
        #[test]
        fn a_packed_combination_is_no_other(one in combination(), other in combination()) {
            if let (Some(a), Some(b)) = (pack(&one), pack(&other)) {
                prop_assert_eq!(a == b, one == other, "{:?} and {:?}", one, other);
            }
        }

        #[test]
        fn a_key_gives_its_number_and_month_back(number in any::<u32>(), month in 0..36_000_i32) {
            let key = key(number, Month::from_index(month));
            prop_assert_eq!((key >> MONTH_BITS, i32::from(key as u16)), (u64::from(number), month));
        }
    }

    #[test]
    fn small_parts_are_packed_and_large_ones_refused() {
        assert!(pack(&[NO_START, 1, 2, 3, 4, (1 << 22) - 1]).is_some());
        assert!(pack(&[NO_START, 1, 2, 3, 4, 1 << 22]).is_none());
        assert!(pack(&[0xffff, 1, 2, 3, 4, 5]).is_none(), "a start that reads like none");
    }
}
