//! Layout: what the head of a table says that its columns hold. Knows no record.
//!
//! In: the first rows of a table, its names, the plan. Out: a [`Layout`], or the findings that say why there is none.
//! `search` finds the header rows, `stack` and `vocabulary` say what a column holds, `context` and `given` read what
//! stands around the table, `assemble` puts them together.

mod assemble;
mod context;
mod given;
mod search;
mod stack;
mod vocabulary;

use crate::calendar::{DayCode, Month, Period};
use crate::findings::{Code, Finding, Place};
use crate::sources::{CellKind, OwnedRow, TableInfo};
use crate::values::Unit;

use super::labels::sets_sheet_aside;
use super::plan::Plan;
use super::refused::Refusal;
pub(super) use context::{Stated, is_unit_line};
use given::Given;
pub(super) use search::is_datum;
pub(super) use vocabulary::Vocabulary;

const HEADER_NOT_FOUND: Code = Code("header-not-found");
const SHEET_SET_ASIDE: Code = Code("sheet-set-aside");

/// What the columns of a table hold: one block for each header that was found in it, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub(super) blocks: Vec<Block>,
}

/// A header and the rows under it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// Locator of the first row that belongs to it (its title, or the header).
    pub from: u64,
    /// Locator of the last row of its header.
    pub header_end: u64,
    /// The rows above the header, and the header's own.
    pub above: Vec<OwnedRow>,
    pub header: Vec<OwnedRow>,
    /// What is read, by column.
    pub columns: Vec<Column>,
    /// How many columns the header names; cells beyond are no part of the table.
    pub width: usize,
    /// Values that stand for every row.
    pub given: Vec<Given>,
    /// The date of every row of a list without a date column.
    pub date: Option<DayCode>,
    /// The year of dates without one, and where it comes from.
    pub year: Stated<i32>,
    /// The one month that the table is about, for days without a month.
    pub month: Option<Month>,
    /// The months that the table says it reports.
    pub reports: Option<Period>,
    /// The months that a sheet that restates others is about.
    pub restates: Option<Period>,
    /// Whether all rows restate others (汇总).
    pub is_summary: bool,
    /// Whether plain numbers that stand for days count from 1904.
    pub counts_from_1904: bool,
}

/// A column that is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its position.
    pub at: usize,
    /// The row number of its header.
    pub row: u64,
    /// Its header as printed.
    pub header: String,
    /// What it holds.
    pub role: Role,
    /// The unit that the header or the unit line gives, and its text.
    pub unit: Option<(Unit, String)>,
    /// The unit that the job gives where the table says none.
    pub default_unit: Option<Unit>,
    /// Whether a year alone is a date here (年度).
    pub annual: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A field of the row.
    Field(usize),
    /// The year of the row's month.
    Year,
    /// A measure in a month.
    Month(usize, Month),
    /// A measure over several months, or all of the table's.
    Total(usize, Option<Period>),
}

impl Block {
    /// Whether rows under this header are read just as under `other`.
    pub(super) fn reads_like(&self, other: &Self) -> bool {
        let column = |c: &Column| (c.at, c.role, c.unit.clone(), c.default_unit, c.annual);
        self.columns.iter().map(column).eq(other.columns.iter().map(column))
            && (self.width, self.date, self.month, self.restates, self.is_summary, &self.given)
                == (other.width, other.date, other.month, other.restates, other.is_summary, &other.given)
            && (self.year.value, self.reports) == (other.year.value, other.reports)
    }

    /// The header of a column, as printed.
    pub(super) fn header_at(&self, column: u32) -> String {
        let found = self.columns.iter().find(|c| u32::try_from(c.at) == Ok(column));
        found.map_or(String::new(), |column| column.header.clone())
    }

    /// Whether a row repeats one of the rows above or in the header, as printed again on a new page.
    pub(super) fn repeats(&self, row: &OwnedRow) -> bool {
        let texts = |row: &OwnedRow| -> Vec<String> {
            row.cells.iter().map(|cell| cell.0.clone()).filter(|text| !text.is_empty()).collect()
        };
        let own = texts(row);
        self.above.iter().chain(&self.header).any(|known| texts(known) == own)
    }

    /// Whether the months stand across the columns.
    pub(super) fn is_crosstab(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.role, Role::Month(..)))
    }
}

/// Finds the layout of a table from its first rows (all of a sheet, or as many of a text file as are at hand).
/// `siblings` is how many other sheets of the same book hold data: a sheet named 汇总 restates them, and one that stands
/// alone is data.
///
/// # Errors
/// The [`Refusal`] that says why nothing of the table can be read, and by which its rows are counted.
pub fn find_layout(
    info: &TableInfo,
    head: &[OwnedRow],
    plan: &Plan<'_>,
    siblings: usize,
) -> Result<(Layout, Vec<Finding>), Refusal> {
    let mut findings = Vec::new();
    if head.iter().all(|row| row.cells.iter().all(|(_, kind, _)| *kind == CellKind::Empty)) {
        return Err(Refusal { findings, header: Vec::new(), is_set_aside: false });
    }
    if let Some(finding) = set_aside(info, head) {
        return Err(Refusal { findings: vec![finding], header: Vec::new(), is_set_aside: true });
    }
    match find_block(info, head, plan, siblings, &mut findings) {
        Some(block) => Ok((Layout { blocks: vec![block] }, findings)),
        None => Err(Refusal { findings, header: refused_header(head, plan), is_set_aside: false }),
    }
}

/// What is said of a sheet whose first text says that it is no data: the guide of a blank form, its list of names.
fn set_aside(info: &TableInfo, head: &[OwnedRow]) -> Option<Finding> {
    let mut cells =
        head.iter().flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row.number, at, cell)));
    let (row, column, (text, kind, _)) = cells.find(|(_, _, (_, kind, _))| *kind != CellKind::Empty)?;
    let place = || Place::cell(&info.file, &info.sheet, row, u32::try_from(column).ok());
    (*kind == CellKind::Text && sets_sheet_aside(text)).then(|| Finding::new(SHEET_SET_ASIDE, place(), text.as_str()))
}

/// The rows that were taken for a header, or came nearest to one.
fn refused_header(head: &[OwnedRow], plan: &Plan<'_>) -> Vec<OwnedRow> {
    let vocabulary = Vocabulary::new(plan);
    let header = search::find_header(head, &vocabulary).or_else(|| search::nearest_header(head, &vocabulary));
    header.map_or_else(Vec::new, |header| head[header.first..=header.last].to_vec())
}

/// The first block of `head`; what is wrong goes to `findings`.
pub(super) fn find_block(
    info: &TableInfo,
    head: &[OwnedRow],
    plan: &Plan<'_>,
    siblings: usize,
    findings: &mut Vec<Finding>,
) -> Option<Block> {
    let vocabulary = Vocabulary::new(plan);
    let table = assemble::Table { info, head, plan, vocabulary: &vocabulary, siblings };
    if let Some(header) = search::find_header(head, &vocabulary) {
        return assemble::block(&table, &header, findings);
    }
    match search::nearest_header(head, &vocabulary) {
        Some(header) => findings.push(assemble::missing_measure(&table, &header)),
        None => findings.push(header_not_found(info, head, plan)),
    }
    None
}

/// Whether a row's texts could be a header of this ledger, or part of one.
pub(super) fn may_be_header(row: &OwnedRow, vocabulary: &Vocabulary<'_>) -> bool {
    search::find_header(std::slice::from_ref(row), vocabulary).is_some()
}

fn header_not_found(info: &TableInfo, head: &[OwnedRow], plan: &Plan<'_>) -> Finding {
    let first = head.iter().flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row.number, at, cell)));
    let first = first.into_iter().find(|(_, _, (_, kind, _))| *kind != CellKind::Empty);
    let (row, column, raw) = first.map_or((1, 0, ""), |(row, at, (text, _, _))| (row, at, text.as_str()));
    let place = Place::cell(&info.file, &info.sheet, row, u32::try_from(column).ok());
    let looked_for: Vec<&str> =
        plan.kind.fields.iter().map(|field| field.aliases.get(1).unwrap_or(&field.name).as_str()).collect();
    Finding::new(HEADER_NOT_FOUND, place, raw).with_list("words", &looked_for).with("ledger", plan.kind.name.clone())
}
