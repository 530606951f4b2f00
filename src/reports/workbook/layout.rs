//! Where the parts of a table stand on its sheet: lines at the head, the heading row, the rows, the notes.

use std::collections::BTreeMap;

use crate::exact::with_separators;

use super::super::document::{RowRole, Table};
use super::folding::{folded, width};
use super::names::{SheetNames, cell_name};
use super::plain_text::for_cell;
use super::stored::{Shown, Stored, shows, stored};
use super::wording::Wording;

/// Lines at the head are folded at this width, or at the table's where that is larger.
const LINE_WIDTH: usize = 92;
/// So many cells without a number are named in a note; more are counted.
const NAMED_CELLS: usize = 6;
/// The width of a column, least and most, for labels and for numbers.
const LABEL_WIDTHS: (usize, usize) = (12, 36);
const NUMBER_WIDTHS: (usize, usize) = (10, 28);
/// The button of a filter covers so much of a heading.
const FILTER_BUTTON: usize = 3;
/// Tables of more rows can be filtered; nobody filters a handful.
const UNFILTERED_ROWS: u32 = 15;

/// A table with its place.
#[derive(Clone, Debug)]
pub(super) struct Layout<'a> {
    /// The table.
    pub(super) table: &'a Table,
    /// The name of its sheet.
    pub(super) sheet: String,
    /// The name of its data.
    pub(super) data: String,
    /// Its headings with their units, each once.
    pub(super) headings: Vec<String>,
    /// Its cells.
    pub(super) cells: Vec<Vec<Stored<'a>>>,
    /// The widths of its columns.
    pub(super) widths: Vec<usize>,
    /// What stands between the title and the heading row, behind the line that leads back.
    pub(super) lines: Vec<String>,
    /// Its notes, each with the lines it takes.
    pub(super) notes: Vec<Vec<String>>,
}

/// The layouts of all tables.
pub(super) fn of_tables<'a>(tables: &'a [Table], names: &SheetNames, wording: Wording) -> Vec<Layout<'a>> {
    let named = names.tables.iter().zip(&names.data);
    tables.iter().zip(named).map(|(table, (sheet, data))| layout(table, sheet, data, &names.index, wording)).collect()
}

fn layout<'a>(table: &'a Table, sheet: &str, data: &str, index: &str, wording: Wording) -> Layout<'a> {
    let headings = headings(table, wording);
    let cells = stored(&table.columns, &table.rows);
    let widths = widths(table, &headings, &cells);
    let mut layout = Layout {
        table,
        sheet: sheet.to_owned(),
        data: data.to_owned(),
        headings,
        cells,
        widths,
        lines: Vec::new(),
        notes: Vec::new(),
    };
    let most = layout.widths.iter().sum::<usize>().max(LINE_WIDTH);
    let fold = |line: &String| folded(&for_cell(line, wording), most);
    let scope = scope(table, wording);
    // How many lines the head takes is needed to say where the notes begin; a number does not change that.
    let count = 2 + fold(&scope).len() + fold(&about_notes(&layout, 1, 999, index, wording)).len();
    layout.lines = vec![String::new(); count - 2];
    let notes = notes(&layout, wording);
    let said = about_notes(&layout, notes.len(), layout.first_note() + 1, index, wording);
    layout.lines = [scope, said].iter().flat_map(fold).collect();
    layout.notes = notes.iter().map(fold).collect();
    layout
}

impl Layout<'_> {
    /// The heading row, counted from 0: behind title, way back and lines.
    pub(super) fn head(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(0) + 2
    }

    /// Whether the table has buttons to filter it by.
    pub(super) fn is_filtered(&self) -> bool {
        self.parts() > UNFILTERED_ROWS
    }

    /// The first of the rows.
    pub(super) fn first(&self) -> u32 {
        self.head() + 1
    }

    /// How many rows are parts, not the total.
    pub(super) fn parts(&self) -> u32 {
        let parts = self.table.rows.iter().filter(|row| row.role == RowRole::Body).count();
        u32::try_from(parts).unwrap_or(u32::MAX)
    }

    /// The first row behind the table and one that is left empty.
    pub(super) fn first_note(&self) -> u32 {
        self.first() + u32::try_from(self.table.rows.len()).unwrap_or(u32::MAX).max(1) + 1
    }
}

/// Period and unit.
fn scope(table: &Table, wording: Wording) -> String {
    let has_unit = |column: &super::super::document::Column| column.unit.is_some();
    let unit = match &table.unit {
        Some(unit) => wording.filled("chart-unit", &[("unit", unit)]),
        None if table.columns.iter().any(has_unit) => wording.own("book-unit-each"),
        None => wording.own("book-unit-rows"),
    };
    if table.scope.is_empty() {
        return unit;
    }
    wording.filled("book-scope", &[("scope", &table.scope), ("unit", &unit)])
}

fn about_notes(layout: &Layout<'_>, notes: usize, row: u32, index: &str, wording: Wording) -> String {
    if notes == 0 && layout.table.notes.is_empty() {
        return wording.filled("book-no-notes", &[("index", index)]);
    }
    let values = [("n", notes.to_string()), ("row", row.to_string()), ("index", index.to_owned())];
    wording.filled("book-notes-below", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The table's own notes, then why cells have no number, with the cells; what its own notes say is not said again.
fn notes(layout: &Layout<'_>, wording: Wording) -> Vec<String> {
    let mut missing: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (row, cells) in (layout.first()..).zip(&layout.cells) {
        for (column, cell) in (0_u16..).zip(cells) {
            if let Stored::Nothing { shown, why } = cell
                && !why.is_empty()
                && !layout.table.notes.iter().any(|note| note == *why)
            {
                missing.entry((why, shown)).or_default().push(cell_name(row, column));
            }
        }
    }
    let said = missing.into_iter().map(|((why, shown), cells)| {
        let values = [("cells", named(&cells, wording)), ("shown", shown.to_owned()), ("why", why.to_owned())];
        wording.filled("book-nothing-here", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    let all = layout.table.notes.iter().cloned().chain(said).enumerate();
    all.map(|(at, text)| wording.filled("book-note", &[("n", &(at + 1).to_string()), ("text", &text)])).collect()
}

/// Cells in a sentence.
fn named(cells: &[String], wording: Wording) -> String {
    let between = wording.text("list-separator");
    if cells.len() <= NAMED_CELLS {
        return cells.join(between);
    }
    let first = cells[..NAMED_CELLS].join(between);
    wording.filled("book-and-more", &[("cells", &first), ("n", &cells.len().to_string())])
}

/// Headings with their units; never empty and never twice, for a named table has no such columns.
fn headings(table: &Table, wording: Wording) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let heading = wording.heading(&column.heading, column.unit.as_deref());
        let mut heading = super::plain_text::on_one_line(heading.trim(), 200);
        if heading.is_empty() {
            heading = wording.filled("book-column", &[("n", &(at + 1).to_string())]);
        }
        let lower = heading.to_lowercase();
        if headings.iter().any(|known| known.to_lowercase() == lower) {
            heading = format!("{heading} {}", at + 1);
        }
        headings.push(heading);
    }
    headings
}

/// Headings on one line where the page is wide enough for that, else on two.
fn widths(table: &Table, headings: &[String], cells: &[Vec<Stored<'_>>]) -> Vec<usize> {
    const PAGE: usize = 150;
    let on_one_line = widths_with(table, headings, cells, 24);
    if on_one_line.iter().sum::<usize>() <= PAGE { on_one_line } else { widths_with(table, headings, cells, 12) }
}

/// Widths where headings up to `one_line` stay on one line.
fn widths_with(table: &Table, headings: &[String], cells: &[Vec<Stored<'_>>], one_line: usize) -> Vec<usize> {
    let column = |at: usize| {
        let is_label = table.columns[at].form.is_none();
        let (least, most) = if is_label { LABEL_WIDTHS } else { NUMBER_WIDTHS };
        let widest = cells.iter().map(|row| shown_width(&row[at])).max().unwrap_or(0);
        let beside = if cells.len() > UNFILTERED_ROWS as usize { FILTER_BUTTON } else { 1 };
        let heading = heading_width(&table.columns[at].heading, &headings[at], one_line) + beside;
        (widest + 2).max(heading).clamp(least, most.max(widest.min(40) + 2))
    };
    (0..headings.len()).map(column).collect()
}

/// A heading and its unit take a line each where they are long together.
fn heading_width(bare: &str, whole: &str, one_line: usize) -> usize {
    let (all, bare) = (width(whole), width(bare));
    if all <= one_line { all + 1 } else { bare.max(all.saturating_sub(bare)).min(24) }
}

fn shown_width(cell: &Stored<'_>) -> usize {
    match cell {
        Stored::Label(text) | Stored::Text { shown: text, .. } => width(text),
        Stored::Nothing { shown, .. } => width(shown),
        Stored::Number { value, shown: Shown { decimals, .. }, .. } => {
            let digits = shows(*value, *decimals).unwrap_or(0);
            let text = crate::exact::Decimal { digits, scale: 0 }.to_string();
            with_separators(&text).len() + 1
        }
    }
}
