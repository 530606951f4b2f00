//! The records behind the figures, as a table of columns that travels in the page.
//!
//! In: records as plain values, and the declarations of their ledgers. Out: JSON, a table a ledger; measures are integers
//! of the smallest part, so that the page's sums are exact; the raw cells of a row are kept once, whatever was read of it.

use std::sync::Arc;

use serde::Serialize;

use super::columns::{Column, Integers, Named, Text, Texts};
use super::ledgers::{Declared, declared};
use super::words::Words;
use crate::calendar::DayCode;
use crate::kinds::Kind;
use crate::ledger::Class;

/// More records than this stay out of the page, which then names the command that finds them.
pub const MOST: usize = 100_000;

/// The records behind the figures of a run.
#[derive(Clone, Copy, Debug)]
pub enum Records<'a> {
    /// All of them. Where they are too many for a page, it does as if they were elsewhere.
    Here(&'a [Record<'a>]),
    /// So many that they were not gathered.
    TooMany,
}

/// A row of a list, or a filled month cell of a crosstab, with what became of it.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The name of its ledger.
    pub ledger: &'a str,
    /// What became of it.
    pub class: Class,
    /// The code that says why it is not counted; empty for an accepted record.
    pub why: &'a str,
    /// Its file.
    pub file: &'a str,
    /// Its sheet; empty where the file has none.
    pub sheet: &'a str,
    /// Its row, counted from 1.
    pub row: u64,
    /// The column of a crosstab's month cell, counted from 0.
    pub column: Option<u32>,
    /// Its day, or month.
    pub day: Option<DayCode>,
    /// When it started, for ledgers with that notion.
    pub started: Option<DayCode>,
    /// For each of [`Kind::kept`] its text; empty where the row leaves it out.
    pub kept: Vec<&'a str>,
    /// For each of [`Kind::measures`] its value in the smallest part; none where absent.
    pub measures: &'a [Option<i64>],
    /// The row's cells as the file has them.
    pub cells: &'a [String],
}

impl<'a> Record<'a> {
    fn sheet_key(&self) -> (&'a str, &'a str) {
        (self.file, self.sheet)
    }
}

/// What the script is given.
#[derive(Serialize)]
pub(super) struct Shape<'a> {
    /// Whether the records are here.
    here: bool,
    ledgers: Vec<LedgerShape<'a>>,
    sheets: Vec<SheetShape<'a>>,
    /// Cells that come more than once.
    texts: Vec<&'a str>,
}

#[derive(Serialize)]
struct LedgerShape<'a> {
    #[serde(flatten)]
    declared: Declared<'a>,
    count: usize,
    sheet: Column<usize>,
    row: Column<u64>,
    column: Column<Option<u32>>,
    class: Named<'a>,
    why: Named<'a>,
    day: Named<'a>,
    started: Named<'a>,
    kept: Vec<Named<'a>>,
    measures: Vec<Integers>,
}

/// A sheet with its rows' cells, a column each; the rows are those of the records, in their order.
#[derive(Serialize)]
struct SheetShape<'a> {
    file: &'a str,
    sheet: &'a str,
    cells: Vec<Column<Text<'a>>>,
}

/// Days as text, which columns refer to.
pub(super) struct Days {
    day: Vec<String>,
    started: Vec<String>,
}

/// The records of one ledger, by file, sheet, row and column.
pub(super) struct Sorted<'a> {
    kind: &'a Arc<Kind>,
    records: Vec<&'a Record<'a>>,
    days: Days,
}

/// Records by ledger and place; nothing of them where they are not here.
pub(super) fn sorted<'a>(kinds: &'a [Arc<Kind>], records: &Records<'a>) -> Vec<Sorted<'a>> {
    let here: &[Record<'_>] = match records {
        Records::Here(all) if all.len() <= MOST => all,
        Records::Here(_) | Records::TooMany => &[],
    };
    let of_kind = |kind: &'a Arc<Kind>| {
        let mut own: Vec<&Record<'_>> = here.iter().filter(|record| record.ledger == kind.name).collect();
        own.sort_by_key(|record| (record.file, record.sheet, record.row, record.column));
        let text = |day: Option<DayCode>| day.map(|day| day.to_string()).unwrap_or_default();
        let days = Days {
            day: own.iter().map(|record| text(record.day)).collect(),
            started: own.iter().map(|record| text(record.started)).collect(),
        };
        Sorted { kind, records: own, days }
    };
    kinds.iter().map(of_kind).collect()
}

/// The rows of a sheet: their numbers and their cells.
type Rows<'a> = Vec<(u64, &'a [String])>;

/// Everything as columns.
pub(super) fn shape<'a>(sorted: &'a [Sorted<'a>], records: &Records<'_>, words: Words) -> Shape<'a> {
    let mut sheets: Vec<(&str, &str)> = sorted.iter().flat_map(|of| of.records.iter().map(|r| r.sheet_key())).collect();
    sheets.sort_unstable();
    sheets.dedup();
    // The rows of each sheet, once, in the order in which the records name them.
    let mut rows: Vec<Rows<'_>> = vec![Vec::new(); sheets.len()];
    for record in sorted.iter().flat_map(|of| &of.records) {
        let Ok(at) = sheets.binary_search(&record.sheet_key()) else { continue };
        if rows[at].last().is_none_or(|(row, _)| *row != record.row) {
            rows[at].push((record.row, record.cells));
        }
    }
    let all = rows.iter().flatten().flat_map(|(_, cells)| cells.iter().map(String::as_str));
    let texts = Texts::of(all);
    let of_sheet = |((file, sheet), rows): (&(&'a str, &'a str), &Rows<'a>)| {
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let cell = |cells: &'a [String], at: usize| texts.of_text(cells.get(at).map_or("", String::as_str));
        let column = |at| Column::of(rows.iter().map(|(_, cells)| cell(cells, at)).collect());
        SheetShape { file, sheet, cells: (0..width).map(column).collect() }
    };
    Shape {
        here: matches!(records, Records::Here(all) if all.len() <= MOST),
        ledgers: sorted.iter().map(|of| ledger(of, &sheets, words)).collect(),
        sheets: sheets.iter().zip(&rows).map(of_sheet).collect(),
        texts: texts.list(),
    }
}

fn ledger<'a>(of: &'a Sorted<'a>, sheets: &[(&str, &str)], words: Words) -> LedgerShape<'a> {
    let records = &of.records;
    let named = |text: fn(&Record<'a>) -> &'a str| Named::of(records.iter().map(|record| text(record)));
    let kept = |at| Named::of(records.iter().map(move |record| record.kept.get(at).copied().unwrap_or_default()));
    let measure = |at: usize| {
        let values: Vec<Option<i64>> = records.iter().map(|r| r.measures.get(at).copied().flatten()).collect();
        Integers::of(&values)
    };
    let sheet = |record: &&Record<'_>| sheets.binary_search(&record.sheet_key()).unwrap_or_default();
    LedgerShape {
        declared: declared(of.kind, words),
        count: records.len(),
        sheet: Column::of(records.iter().map(sheet).collect()),
        row: Column::of(records.iter().map(|record| record.row).collect()),
        column: Column::of(records.iter().map(|record| record.column).collect()),
        class: named(|record| record.class.key()),
        why: named(|record| record.why),
        day: Named::of(of.days.day.iter().map(String::as_str)),
        started: Named::of(of.days.started.iter().map(String::as_str)),
        kept: (0..of.kind.kept.len()).map(kept).collect(),
        measures: (0..of.kind.measures.len()).map(measure).collect(),
    }
}
