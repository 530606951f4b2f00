//! `quarantine.csv`: the rows kept aside, each with its place, the reason, the remedy and its raw cells.

use crate::findings::Finding;
use crate::words::{self, Lang};

use crate::csv_table::CsvTable;

/// A row kept aside: the finding that says why, and the raw cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuarantineRow {
    /// Why; its place gives file, sheet and row.
    pub finding: Finding,
    /// The cells as the file has them.
    pub cells: Vec<String>,
}

/// The bytes of `quarantine.csv`, sorted by place. Raw cells stand in `cell_1`, `cell_2` …, as many as the widest row
/// has.
#[must_use]
pub fn quarantine_csv(rows: &[QuarantineRow], lang: Lang) -> Vec<u8> {
    let mut sorted: Vec<&QuarantineRow> = rows.iter().collect();
    sorted.sort();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let fixed = ["file", "sheet", "row", "code", "reason", "remedy"].map(str::to_owned);
    let mut table = CsvTable::new(fixed.into_iter().chain((1..=width).map(|at| format!("cell_{at}"))));
    for row in sorted {
        table.row(cells(row, width, lang));
    }
    table.into_bytes()
}

fn cells(row: &QuarantineRow, width: usize, lang: Lang) -> impl Iterator<Item = String> {
    let (reason, remedy) = words::describe(lang, &row.finding);
    let place = &row.finding.place;
    let number = place.cell.map_or_else(String::new, |cell| cell.row.to_string());
    let fixed =
        [place.file.to_string(), place.sheet.to_string(), number, row.finding.code.0.to_owned(), reason, remedy];
    let padding = std::iter::repeat_n(String::new(), width - row.cells.len());
    fixed.into_iter().chain(row.cells.iter().cloned()).chain(padding)
}
