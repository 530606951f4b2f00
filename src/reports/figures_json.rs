//! `figures.json`: what was read, and every figure, one a line so that two runs can be compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::calendar::Month;
use crate::figures::{Figure, Figures};
use crate::kinds::Kind;
use crate::ledger::{Class, Tally};

/// The version of the file's shape.
const SCHEMA: u32 = 1;

/// What was read from one sheet, and what became of it.
#[derive(Clone, Debug)]
pub struct IntakeRow {
    /// The file, relative to the job, with `/` between its parts.
    pub file: String,
    /// The sheet; none where the file has none.
    pub sheet: Option<String>,
    /// The ledger's kind.
    pub kind: Arc<Kind>,
    /// Rows and measures by class.
    pub tally: Tally,
    /// Rows of which a cell was read as the job says, and not as the sheet does.
    pub corrected: u64,
    /// Rows that the job leaves out; each is in a class of its own all the same.
    pub excluded: u64,
}

#[derive(Serialize)]
struct IntakeShape<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    ledger: &'a str,
    #[serde(skip_serializing_if = "is_none")]
    corrected: u64,
    #[serde(skip_serializing_if = "is_none")]
    excluded: u64,
    rows: RowsShape,
    sums: Sums<'a>,
}

/// Counts that are said only where there is something to say.
fn is_none(count: &u64) -> bool {
    *count == 0
}

#[derive(Serialize)]
struct RowsShape {
    read: u64,
    accepted: u64,
    control_total: u64,
    duplicate: u64,
    superseded: u64,
    out_of_scope: u64,
    quarantined: u64,
    blank: u64,
}

/// Each class with its measures.
#[derive(Serialize)]
struct Sums<'a> {
    accepted: Measures<'a>,
    control_total: Measures<'a>,
    duplicate: Measures<'a>,
    superseded: Measures<'a>,
    out_of_scope: Measures<'a>,
    quarantined: Measures<'a>,
}

/// Measure to decimal text in its base unit; empty where the class has no rows.
type Measures<'a> = BTreeMap<&'a str, String>;

#[derive(Serialize)]
struct FigureShape<'a> {
    id: String,
    indicator: &'a str,
    period: String,
    filter: &'a BTreeMap<String, String>,
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<&'a str>,
    unit: &'a str,
    display: &'a str,
    records: u64,
    note: Option<String>,
}

/// The bytes of `figures.json`. Rows of intake are sorted by file, sheet and ledger.
#[must_use]
pub fn figures_json(job: &str, through: Month, intake: &[IntakeRow], figures: &Figures) -> Vec<u8> {
    let mut intake: Vec<&IntakeRow> = intake.iter().collect();
    intake.sort_by_key(|row| (&row.file, &row.sheet, &row.kind.name));
    let intake = lines(intake.into_iter().map(|row| json(&intake_shape(row))));
    let figures = lines(figures.iter().map(|figure| json(&figure_shape(figures, figure))));
    let head = format!("\"schema\": {SCHEMA}, \"job\": {}, \"through\": \"{through}\"", json(&job));
    format!("{{{head},\n\"intake\": [{intake}],\n\"figures\": [{figures}]}}\n").into_bytes()
}

/// The elements of an array, one a line.
fn lines(elements: impl Iterator<Item = String>) -> String {
    let joined = elements.collect::<Vec<_>>().join(",\n");
    if joined.is_empty() { joined } else { format!("\n{joined}\n") }
}

#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values")
}

fn intake_shape(row: &IntakeRow) -> IntakeShape<'_> {
    let rows = |class| row.tally.rows(class);
    IntakeShape {
        file: &row.file,
        sheet: row.sheet.as_deref(),
        ledger: &row.kind.name,
        corrected: row.corrected,
        excluded: row.excluded,
        rows: RowsShape {
            read: row.tally.total_rows(),
            accepted: rows(Class::Accepted),
            control_total: rows(Class::ControlTotal),
            duplicate: rows(Class::Duplicate),
            superseded: rows(Class::Superseded),
            out_of_scope: rows(Class::OutOfScope),
            quarantined: rows(Class::Quarantined),
            blank: rows(Class::Blank),
        },
        sums: Sums {
            accepted: measures(row, Class::Accepted),
            control_total: measures(row, Class::ControlTotal),
            duplicate: measures(row, Class::Duplicate),
            superseded: measures(row, Class::Superseded),
            out_of_scope: measures(row, Class::OutOfScope),
            quarantined: measures(row, Class::Quarantined),
        },
    }
}

fn measures(row: &IntakeRow, class: Class) -> Measures<'_> {
    if row.tally.rows(class) == 0 {
        return Measures::new();
    }
    let sums = row.kind.measures.iter().zip(row.tally.sums(class));
    sums.map(|(measure, sum)| (measure.name.as_str(), measure.unit.base_text(*sum))).collect()
}

fn figure_shape<'a>(figures: &Figures, figure: &'a Figure) -> FigureShape<'a> {
    FigureShape {
        id: figure.id.to_string(),
        indicator: &figure.id.indicator,
        period: figure.id.period.to_string(),
        filter: &figure.id.filter,
        value: figure.value.as_deref(),
        exact: figure.exact.as_deref(),
        unit: &figure.unit,
        display: &figure.display,
        records: figure.records,
        note: figure.note_text(figures.lang()),
    }
}
