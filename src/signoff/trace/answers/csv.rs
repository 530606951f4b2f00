//! A trace as rows of CSV: an entry a row, the same columns for every part. The proof is no row; whoever calls tells it.

use crate::csv_table::CsvTable;
use crate::findings::column_letters;
use crate::kinds::{FieldKind, Kind};
use crate::ledger::Entry;
use crate::signoff::trace::question::{Part, Question};
use crate::signoff::trace::sums::PartSum;

use super::{Answer, Closing, other_place};

/// Rows of CSV.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rows;

const BEFORE: [&str; 8] = ["part", "file", "sheet", "row", "column", "class", "code", "other"];

/// The fields whose texts an entry keeps.
fn kept_fields(kind: &Kind) -> impl Iterator<Item = &str> {
    let is_kept = |field: &&crate::kinds::Field| field.kept.is_some() || field.kind == FieldKind::Code;
    kind.fields.iter().filter(is_kept).map(|field| field.name.as_str())
}

fn header(kind: &Kind) -> Vec<String> {
    let measures = kind.measures.iter().flat_map(|measure| {
        let unit = measure.unit.base_name();
        [format!("{}({unit})", measure.name), format!("{}_raw", measure.name)]
    });
    let mut header: Vec<String> = BEFORE.map(str::to_owned).into();
    header.extend(["date", "started"].map(str::to_owned));
    header.extend(kept_fields(kind).map(str::to_owned));
    header.extend(measures);
    header.push("cells".to_owned());
    header
}

fn row(part: &Part, entry: &Entry) -> Vec<String> {
    let cell = entry.place.cell;
    let mut row = vec![
        part.role.key().to_owned(),
        entry.place.file.to_string(),
        entry.place.sheet.to_string(),
        cell.map_or_else(String::new, |cell| cell.row.to_string()),
        cell.and_then(|cell| cell.column).map_or_else(String::new, column_letters),
        entry.class.key().to_owned(),
        entry.code.map_or("", |code| code.0).to_owned(),
        other_place(entry),
        entry.day.map_or_else(String::new, |day| day.to_string()),
        entry.started.map_or_else(String::new, |day| day.to_string()),
    ];
    row.extend(kept_fields(&entry.kind).map(|name| entry.field(name).unwrap_or_default().to_owned()));
    for (at, measure) in entry.kind.measures.iter().enumerate() {
        let value = entry.measure(at).map(|value| measure.unit.base_text(i128::from(value)));
        let is_other_cell = entry.place.cell.is_some_and(|cell| cell.column.is_some()) && value.is_none();
        row.push(value.unwrap_or_default());
        row.push(entry.raw(at).filter(|_| !is_other_cell).unwrap_or_default().to_owned());
    }
    row.push(serde_json::to_string(&entry.cells).unwrap_or_default());
    row
}

impl Answer for Rows {
    fn opening(&mut self, question: &Question) -> Vec<u8> {
        CsvTable::new(header(&question.kind)).into_bytes()
    }

    fn part(&mut self, _: &Question, _: &Part) -> Vec<u8> {
        Vec::new()
    }

    fn entry(&mut self, _: &Question, part: &Part, entry: &Entry) -> Vec<u8> {
        let mut table = CsvTable::continued();
        table.row(row(part, entry));
        table.into_bytes()
    }

    fn part_end(&mut self, _: &Question, _: &Part, _: &PartSum, _: u64) -> Vec<u8> {
        Vec::new()
    }

    fn closing(&mut self, _: &Question, _: Closing<'_>) -> Vec<u8> {
        Vec::new()
    }
}
