//! What a report looks like before it is a file: sheets of cells with their merges and hidden parts. Must not know any
//! file format, nor what the cells mean.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

/// One cell, as an officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// Text, also where it looks like a number.
    Text(String),
    /// A number, as decimal text.
    Number(String),
    /// A date with the number format that shows it.
    Date(NaiveDate, &'static str),
    /// A formula and its value, as decimal text.
    Formula(String, String),
}

impl Cell {
    /// What the cell shows in a text file.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Formula(_, text) => text.clone(),
            Self::Date(date, _) => date.to_string(),
        }
    }
}

/// A text cell.
pub(super) fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// A number cell from decimal text.
pub(super) fn number(value: impl Into<String>) -> Cell {
    Cell::Number(value.into())
}

/// A row of text cells.
pub(super) fn texts(values: &[&str]) -> Vec<Cell> {
    values.iter().map(|value| if value.is_empty() { Cell::Blank } else { text(*value) }).collect()
}

/// The day as Excel counts it since 1900.
pub(super) fn serial(date: NaiveDate) -> i32 {
    const EXCEL_DAY_ZERO: i32 = 693_594; // 1899-12-30, in days of the common era.
    date.num_days_from_ce() - EXCEL_DAY_ZERO
}

/// A rectangle of merged cells, zero-based, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// First row.
    pub(super) top: usize,
    /// First column.
    pub(super) left: usize,
    /// Last row.
    pub(super) bottom: usize,
    /// Last column.
    pub(super) right: usize,
}

/// One sheet of a report.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Name on its tab.
    pub(super) name: String,
    /// Rows from the top.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Merged rectangles, none of which overlap.
    pub(super) merges: Vec<Merge>,
    /// Rows that are printed bold.
    pub(super) bold: BTreeSet<usize>,
    /// Rows that are hidden.
    pub(super) hidden_rows: BTreeSet<usize>,
    /// Whether the sheet itself is hidden.
    pub(super) hidden: bool,
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            rows: Vec::new(),
            merges: Vec::new(),
            bold: BTreeSet::new(),
            hidden_rows: BTreeSet::new(),
            hidden: false,
        }
    }

    /// Adds a row and tells its index.
    pub(super) fn push(&mut self, row: Vec<Cell>) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Adds a title merged over the table's width.
    pub(super) fn title(&mut self, title: &str, width: usize) {
        let row = self.push(vec![text(title)]);
        self.bold.insert(row);
        self.merge(row, 0, row, width - 1);
    }

    /// Adds a line such as `单位：元` in the table's last column.
    pub(super) fn unit_line(&mut self, line: &str, width: usize) {
        let mut row = vec![Cell::Blank; width - 1];
        row.push(text(line));
        self.push(row);
    }

    /// Adds a header row.
    pub(super) fn header(&mut self, names: &[&str]) -> usize {
        let row = self.push(texts(names));
        self.bold.insert(row);
        row
    }

    /// Adds the line for the signatures below the table; nobody has signed.
    pub(super) fn signatures(&mut self, date: &str) {
        let date = format!("填报日期：{date}");
        self.push(vec![text("填报人："), Cell::Blank, text("审核人："), Cell::Blank, text(date)]);
    }

    /// Merges a rectangle; a single cell is left alone.
    pub(super) fn merge(&mut self, top: usize, left: usize, bottom: usize, right: usize) {
        if top != bottom || left != right {
            self.merges.push(Merge { top, left, bottom, right });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_those_of_excel() {
        let date = NaiveDate::from_ymd_opt(2021, 7, 5).expect("a date");
        assert_eq!(serial(date), 44_382);
    }
}
