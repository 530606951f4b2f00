//! The rows of one sheet, in little room. Knows no file format.
//!
//! Cells are kept sparse, their texts in one string; a row is made dense only while it is looked at, so that a lone
//! cell in the last column costs no more than any other.

use std::collections::BTreeSet;

use super::wire::Area;
use crate::sources::{Cell, CellKind, OwnedRow, RawRow, TableInfo};

/// A merged area with more cells within the used part of the sheet is not filled.
const FILLED_CELLS: u64 = 1 << 20;

/// A non-empty cell.
#[derive(Clone, Copy, Debug)]
struct Stored {
    row: u32,
    column: u32,
    kind: CellKind,
    continued: bool,
    start: usize,
    len: u32,
}

/// A sheet of a workbook.
#[derive(Debug)]
pub struct Sheet {
    info: TableInfo,
    texts: String,
    /// By row, then column.
    cells: Vec<Stored>,
    hidden_rows: BTreeSet<u32>,
    rows: u32,
}

/// Collects the cells of a sheet in any order.
#[derive(Debug, Default)]
pub(super) struct SheetBuilder {
    pub(super) info: TableInfo,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) merged: Vec<Area>,
    texts: String,
    cells: Vec<Stored>,
}

impl SheetBuilder {
    pub(super) fn new(info: TableInfo) -> Self {
        Self { info, ..Self::default() }
    }

    /// Adds a cell; white space alone is no cell.
    pub(super) fn cell(&mut self, row: u32, column: u32, kind: CellKind, text: &str) {
        let text = text.trim();
        if text.is_empty() && kind != CellKind::UncachedFormula {
            return;
        }
        let (start, len) = (self.texts.len(), u32::try_from(text.len()).unwrap_or(0));
        self.texts.push_str(text);
        self.cells.push(Stored { row, column, kind, continued: false, start, len });
    }

    /// The sheet, and the merged areas that were too large to fill.
    pub(super) fn finish(mut self) -> (Sheet, Vec<Area>) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        let large = self.fill_merged();
        let rows = self.cells.last().map_or(0, |cell| cell.row.saturating_add(1));
        let Self { info, hidden_rows, texts, cells, .. } = self;
        (Sheet { info, texts, cells, hidden_rows, rows }, large)
    }

    /// Repeats the first cell of each merged area in its other cells, as far as the sheet is used.
    fn fill_merged(&mut self) -> Vec<Area> {
        let last_row = self.cells.last().map_or(0, |cell| cell.row);
        let last_column = self.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let (mut filled, mut large, mut budget) = (Vec::new(), Vec::new(), FILLED_CELLS);
        for &area in &self.merged {
            let Some(&first) = self.find(area.rows.0, area.columns.0) else { continue };
            let (rows, columns) =
                (area.rows.0..=area.rows.1.min(last_row), area.columns.0..=area.columns.1.min(last_column));
            match budget.checked_sub(rows.clone().count() as u64 * columns.clone().count() as u64) {
                Some(rest) => budget = rest,
                None => {
                    large.push(area);
                    continue;
                }
            }
            let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
            filled.extend(places.map(|(row, column)| Stored { row, column, continued: true, ..first }));
        }
        self.cells.extend(filled);
        self.cells.sort_by_key(|cell| (cell.row, cell.column, cell.continued));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        large
    }

    fn find(&self, row: u32, column: u32) -> Option<&Stored> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get(at)
    }
}

impl Sheet {
    /// What is known of the sheet.
    #[must_use]
    pub const fn info(&self) -> &TableInfo {
        &self.info
    }

    /// The number of the last row with a cell.
    #[must_use]
    pub fn row_count(&self) -> u64 {
        u64::from(self.rows)
    }

    /// How many bytes its texts have.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.texts.len() as u64
    }

    /// Whether no cell of it holds anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Hidden rows that hold something: the number of the first, and how many.
    pub(super) fn hidden_rows(&self) -> Option<(u64, usize)> {
        let mut used: Vec<u32> = self.cells.iter().map(|cell| cell.row).collect();
        used.dedup();
        let hidden: Vec<u32> = used.into_iter().filter(|row| self.hidden_rows.contains(row)).collect();
        hidden.first().map(|&row| (u64::from(row) + 1, hidden.len()))
    }

    /// Gives every row to `each`, blank ones too, from the first to the last with a cell.
    pub(in crate::sources) fn read(&self, mut each: impl FnMut(&RawRow<'_>)) {
        self.rows_from(0, &mut |row| {
            each(row);
            true
        });
    }

    /// The first rows.
    pub(in crate::sources) fn head(&self, rows: usize) -> Vec<OwnedRow> {
        let mut head = Vec::new();
        self.rows_from(0, &mut |row| {
            if head.len() < rows {
                head.push(OwnedRow::from(row));
            }
            head.len() < rows
        });
        head
    }

    /// The row that `locator` stands for.
    pub(in crate::sources) fn row(&self, locator: u64) -> Option<OwnedRow> {
        let wanted = u32::try_from(locator.checked_sub(1)?).ok()?;
        let mut found = None;
        self.rows_from(wanted, &mut |row| {
            found = Some(OwnedRow::from(row));
            false
        });
        found
    }

    /// Gives rows to `each` as long as it says `true`.
    fn rows_from(&self, first: u32, each: &mut impl FnMut(&RawRow<'_>) -> bool) {
        let mut at = self.cells.partition_point(|cell| cell.row < first);
        let mut dense: Vec<Cell<'_>> = Vec::new();
        for row in first..self.rows {
            dense.clear();
            while let Some(cell) = self.cells.get(at).filter(|cell| cell.row == row) {
                dense.resize(cell.column as usize, Cell::default());
                dense.push(self.cell(cell));
                at += 1;
            }
            let number = u64::from(row) + 1;
            let hidden = self.hidden_rows.contains(&row);
            if !each(&RawRow { number, locator: number, hidden, cells: &dense }) {
                return;
            }
        }
    }

    fn cell(&self, stored: &Stored) -> Cell<'_> {
        let text = &self.texts[stored.start..stored.start + stored.len as usize];
        Cell { text, kind: stored.kind, continued: stored.continued }
    }
}
