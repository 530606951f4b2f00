//! What is kept of records as CSV: sorted, one line a record or a partition, opened by any spreadsheet and read back whole.
//!
//! A text that a spreadsheet would run as a formula stands behind an apostrophe; so does a text that begins with one, and
//! reading takes one away, so that nothing is lost.

use std::borrow::Cow;
use std::sync::Arc;

use crate::calendar::DayCode;
use crate::csv_table::CsvTable;
use crate::exact::{Decimal, MeasureUnit};
use crate::kinds::{Kind, Measure};

use super::kept::KeptRecord;
use super::partitions::{Partition, Partitions};

const BEFORE: [&str; 3] = ["key", "day", "started"];
const AFTER: [&str; 4] = ["file", "sheet", "row", "column"];
const OF_PARTITION: [&str; 4] = ["dimension", "value", "month", "records"];
const DIGEST: &str = "digest";

/// How a measure's column is called: `signed(元)`.
fn measure_name(measure: &Measure) -> String {
    format!("{}({})", measure.name, measure.unit.base_name())
}

fn guarded(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
    let starts_formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if starts_formula || text.starts_with('\'') { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// The records of a ledger, which must be sorted.
pub(super) fn records(kind: &Kind, records: &[KeptRecord]) -> Vec<u8> {
    let fields = (0..kind.kept.len()).map(|kept| kind.kept_name(kept).to_owned());
    let header = BEFORE.map(str::to_owned).into_iter().chain(fields).chain(kind.measures.iter().map(measure_name));
    let mut table = CsvTable::new(header.chain(AFTER.map(str::to_owned)));
    for record in records {
        let fixed = [format!("{:032x}", record.key), record.day.to_string(), day_text(record.started)];
        let texts = record.kept.iter().map(|text| guarded(text).into_owned());
        let measures = kind.measures.iter().zip(&record.measures).map(|(measure, value)| amount(&measure.unit, *value));
        let place = [
            guarded(&record.file).into_owned(),
            guarded(&record.sheet).into_owned(),
            record.row.to_string(),
            record.column.map(|column| column.to_string()).unwrap_or_default(),
        ];
        table.row(fixed.into_iter().chain(texts).chain(measures).chain(place));
    }
    table.into_bytes()
}

/// The partitions of a ledger.
pub(super) fn partitions(kind: &Kind, partitions: &Partitions) -> Vec<u8> {
    let header = OF_PARTITION.map(str::to_owned).into_iter().chain(kind.measures.iter().map(measure_name));
    let mut table = CsvTable::new(header.chain([DIGEST.to_owned()]));
    for ((dimension, value, month), partition) in partitions.iter() {
        let fixed =
            [dimension.to_string(), guarded(value).into_owned(), month.to_string(), partition.records.to_string()];
        let sums = kind.measures.iter().zip(&partition.sums).map(|(measure, sum)| measure.unit.base_text(*sum));
        table.row(fixed.into_iter().chain(sums).chain([format!("{:032x}", partition.digest)]));
    }
    table.into_bytes()
}

fn day_text(day: Option<DayCode>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn amount(unit: &MeasureUnit, value: Option<i64>) -> String {
    value.map(|value| unit.base_text(i128::from(value))).unwrap_or_default()
}

/// Where the columns of a file stand, for a ledger as it is declared today: what the file lacks reads as left out.
struct Columns {
    fields: Vec<Option<usize>>,
    measures: Vec<Option<usize>>,
    width: usize,
}

impl Columns {
    fn of(kind: &Kind, header: &::csv::StringRecord, before: usize, after: usize) -> Option<Self> {
        let width = header.len();
        let inner = before..width.checked_sub(after)?;
        let find = |name: &str| inner.clone().find(|&at| header.get(at) == Some(name));
        Some(Self {
            fields: (0..kind.kept.len()).map(|kept| find(kind.kept_name(kept))).collect(),
            measures: kind.measures.iter().map(|measure| find(&measure_name(measure))).collect(),
            width,
        })
    }
}

fn reader(bytes: &[u8]) -> ::csv::Reader<&[u8]> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    ::csv::ReaderBuilder::new().flexible(false).from_reader(bytes)
}

/// Reads what [`records`] wrote; nothing where it is not that.
pub(super) fn read_records(kind: &Kind, bytes: &[u8]) -> Option<Vec<KeptRecord>> {
    let mut reader = reader(bytes);
    let columns = Columns::of(kind, reader.headers().ok()?, BEFORE.len(), AFTER.len())?;
    let mut texts = Interned::default();
    reader.records().map(|row| read_record(kind, &columns, &row.ok()?, &mut texts)).collect()
}

fn read_record(kind: &Kind, columns: &Columns, row: &::csv::StringRecord, texts: &mut Interned) -> Option<KeptRecord> {
    let after = columns.width - AFTER.len();
    let mut text = |at: usize| texts.text(unguarded(row.get(at).unwrap_or_default()));
    let (file, sheet) = (text(after), text(after + 1));
    let kept = columns.fields.iter().map(|at| at.map_or_else(|| Arc::from(""), &mut text)).collect();
    let measures = kind.measures.iter().zip(&columns.measures);
    let measures =
        measures.map(|(measure, at)| read_amount(measure, at.and_then(|at| row.get(at)).unwrap_or_default()));
    Some(KeptRecord {
        key: u128::from_str_radix(row.get(0)?, 16).ok()?,
        day: read_day(row.get(1)?)?,
        started: Some(row.get(2)?).filter(|text| !text.is_empty()).map(read_day).transpose_some()?,
        kept,
        measures: measures.collect::<Option<_>>()?,
        file,
        sheet,
        row: row.get(after + 2)?.parse().ok()?,
        column: Some(row.get(after + 3)?)
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().ok())
            .transpose_some()?,
    })
}

/// An optional value that, where it is there, must read.
trait TransposeSome<T> {
    fn transpose_some(self) -> Option<Option<T>>;
}

impl<T> TransposeSome<T> for Option<Option<T>> {
    fn transpose_some(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(None) => None,
            Some(some) => Some(some),
        }
    }
}

/// A measure: absent, or read; nothing where it cannot be.
fn read_amount(measure: &Measure, text: &str) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    let (value, _) = Decimal::parse(text).ok()?.at_scale(measure.unit.scale())?;
    i64::try_from(value).ok().map(Some)
}

fn read_day(text: &str) -> Option<DayCode> {
    match text.parse() {
        Ok(month) => Some(DayCode::of_month(month)),
        Err(()) => {
            let (month, day) = text.rsplit_once('-')?;
            let month: crate::calendar::Month = month.parse().ok()?;
            DayCode::day(month.year(), month.month(), day.parse().ok()?)
        }
    }
}

/// Reads what [`partitions`] wrote; nothing where it is not that.
pub(super) fn read_partitions(kind: &Kind, bytes: &[u8]) -> Option<Partitions> {
    let mut reader = reader(bytes);
    let columns = Columns::of(kind, reader.headers().ok()?, OF_PARTITION.len(), 1)?;
    let (mut partitions, mut texts) = (Partitions::default(), Interned::default());
    for row in reader.records() {
        let row = row.ok()?;
        let sum = |(measure, at): (&Measure, &Option<usize>)| {
            let text = at.and_then(|at| row.get(at)).filter(|text| !text.is_empty()).unwrap_or("0");
            Decimal::parse(text).ok()?.at_scale(measure.unit.scale()).map(|(sum, _)| sum)
        };
        let partition = Partition {
            records: row.get(3)?.parse().ok()?,
            sums: kind.measures.iter().zip(&columns.measures).map(sum).collect::<Option<_>>()?,
            digest: u128::from_str_radix(row.get(columns.width - 1)?, 16).ok()?,
        };
        let (dimension, value) = (texts.text(row.get(0)?), texts.text(unguarded(row.get(1)?)));
        partitions.insert(dimension, value, row.get(2)?.parse().ok()?, partition);
    }
    Some(partitions)
}

/// Texts that recur, each held once.
#[derive(Default)]
struct Interned(std::collections::BTreeSet<Arc<str>>);

impl Interned {
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&new));
        new
    }
}
