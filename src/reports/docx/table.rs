//! Tables: a heading row that is repeated, rows that are not torn, numbers that stand point under point.

use super::marks::Marks;
use super::numbers::{self, Numbers};
use super::paragraph::{Indent, Manner, Paragraph, figure, run};
use super::widths::{Layout, PADDING, Part, half_characters, heading, shown, wide};
use super::xml::{element, on, val};
use crate::reports::document::{Cell, Row, RowRole, Table};
use crate::words::Lang;

/// A row with a text longer than this, in half characters, may be torn: it may be higher than a page.
const WHOLE_ROW: u32 = 400;
/// The least height of a row, in hundredths of the size of its type.
const ROW_HEIGHT: u32 = 175;

/// What a table is set with.
pub(super) struct Setting {
    pub lang: Lang,
    /// The size that the style gives to tables, in half points.
    pub half_points: u32,
}

/// A table, or a part of one, under a layout.
pub(super) struct Sheet<'a> {
    table: &'a Table,
    setting: &'a Setting,
    part: &'a Part,
    /// The size of its type.
    half_points: u32,
    numbers: Vec<Numbers>,
}

impl<'a> Sheet<'a> {
    pub fn new(table: &'a Table, setting: &'a Setting, layout: &Layout, part: &'a Part) -> Self {
        let numbers = (0..table.columns.len()).map(|at| Numbers::of(table, at)).collect();
        Self { table, setting, part, half_points: layout.half_points, numbers }
    }

    /// The table as XML.
    pub fn xml(&self, marks: &mut Marks) -> String {
        let width = self.part.columns.iter().map(|(_, width)| width).sum();
        let grid: String =
            self.part.columns.iter().map(|(_, wide)| element("w:gridCol", &[("w:w", &wide.to_string())], "")).collect();
        let last = self.table.rows.len();
        let rows: String = (1..).zip(&self.table.rows).map(|(at, row)| self.row(row, at == last, marks)).collect();
        let content = [self.properties(width), element("w:tblGrid", &[], &grid), self.heading_row(), rows].concat();
        element("w:tbl", &[], &content)
    }

    fn properties(&self, width: u32) -> String {
        let edge = |name: &str, size: &str| {
            element(name, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", "auto")], "")
        };
        let borders = [
            edge("w:top", "8"),
            edge("w:left", "4"),
            edge("w:bottom", "8"),
            edge("w:right", "4"),
            edge("w:insideH", "4"),
            edge("w:insideV", "4"),
        ]
        .concat();
        let padding = PADDING.to_string();
        let side = |name: &str| element(name, &[("w:w", &padding), ("w:type", "dxa")], "");
        let look = [
            ("w:val", "0020"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        let properties = [
            element("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")], ""),
            val("w:jc", "center"),
            element("w:tblBorders", &[], &borders),
            element("w:tblLayout", &[("w:type", "fixed")], ""),
            element("w:tblCellMar", &[], &[side("w:left"), side("w:right")].concat()),
            element("w:tblLook", &look, ""),
        ];
        element("w:tblPr", &[], &properties.concat())
    }

    /// The size of the type, where it differs from the style's.
    fn manner(&self, bold: bool) -> Manner {
        let size = (self.half_points != self.setting.half_points).then_some(self.half_points);
        Manner { lang: self.setting.lang, bold, size }
    }

    fn heading_row(&self) -> String {
        let headings = self.part.columns.iter().map(|(at, _)| heading(&self.table.columns[*at], self.setting.lang));
        let headings: Vec<String> = headings.collect();
        let short = headings.iter().all(|heading| half_characters(heading) <= WHOLE_ROW);
        let cells = self.part.columns.iter().zip(&headings).map(|((at, width), heading)| {
            let heading = self.broken(heading, &self.table.columns[*at].heading, *width);
            let mut paragraph = Paragraph::new("TableHeading", run(&heading, self.manner(false)));
            paragraph.keep_next = short;
            cell(*width, &paragraph)
        });
        let cells: String = cells.collect();
        let properties =
            if short { [on("w:cantSplit"), self.height(), on("w:tblHeader")].concat() } else { self.height() };
        element("w:tr", &[], &(element("w:trPr", &[], &properties) + &cells))
    }

    /// A heading that is too long for its column, with its unit on a line of its own.
    fn broken(&self, heading: &str, name: &str, width: u32) -> String {
        let fits = wide(half_characters(heading), self.half_points) + 2 * PADDING <= width;
        match heading.strip_prefix(name) {
            Some(unit) if !fits && !unit.is_empty() => [name, "\n", unit.trim_start()].concat(),
            _ => heading.to_owned(),
        }
    }

    fn height(&self) -> String {
        let height = self.half_points * ROW_HEIGHT / 10;
        element("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")], "")
    }

    /// A row. The last but one stays with the last one, which may be the total.
    fn row(&self, row: &Row, last: bool, marks: &mut Marks) -> String {
        let short = row.cells.iter().all(|cell| half_characters(shown(cell)) <= WHOLE_ROW);
        let properties = if short { on("w:cantSplit") } else { String::new() } + &self.height();
        let total = row.role == RowRole::Total;
        let keep = short && !last && self.before_total(row);
        let cells = self.part.columns.iter().map(|(at, width)| {
            let mut paragraph = self.paragraph(row.cells.get(*at), *at, *width, total, marks);
            paragraph.keep_next = keep;
            cell(*width, &paragraph)
        });
        let cells: String = cells.collect();
        element("w:tr", &[], &(element("w:trPr", &[], &properties) + &cells))
    }

    fn before_total(&self, row: &Row) -> bool {
        let mut back = self.table.rows.iter().rev();
        back.next().is_some_and(|last| last.role == RowRole::Total)
            && back.next().is_some_and(|before| std::ptr::eq(before, row))
    }

    fn paragraph(&self, cell: Option<&Cell>, at: usize, width: u32, total: bool, marks: &mut Marks) -> Paragraph {
        let manner = self.manner(total);
        match cell {
            None => Paragraph::new("TableText", String::new()),
            Some(Cell::Label(text)) => {
                let mut paragraph = Paragraph::new("TableText", run(text, manner));
                paragraph.align = (total || self.is_short(at)).then_some("center");
                paragraph
            }
            Some(Cell::Number(number)) => {
                let printed = figure(&number.figure, &number.shown, manner, marks);
                let mut paragraph = Paragraph::new("TableNumber", printed);
                let right = self.right_of(&number.shown, at, width);
                paragraph.indent = Indent { right: (right > 0).then_some(right), ..Indent::default() };
                paragraph
            }
            Some(Cell::Nothing { shown, .. }) => {
                let mut paragraph = Paragraph::new("TableNumber", run(shown, manner));
                paragraph.align = Some("center");
                paragraph
            }
        }
    }

    /// Whether all labels of a column are short, so that they look best in its middle.
    fn is_short(&self, at: usize) -> bool {
        self.table.rows.iter().filter_map(|row| row.cells.get(at)).all(|cell| half_characters(shown(cell)) <= 8)
    }

    /// What is left free to the right of a number, so that points stand under each other and the column of them in the
    /// middle of its cells, as far as wider digits leave room for that.
    fn right_of(&self, shown: &str, at: usize, width: u32) -> i32 {
        let numbers = &self.numbers[at];
        let Some((_, decimals)) = numbers::split(shown) else { return 0 };
        let behind = |decimals: u32| if decimals == 0 { 0 } else { wide(decimals, self.half_points) + self.point() };
        let column = wide(numbers.whole, self.half_points) + behind(numbers.decimals);
        let inside = width.saturating_sub(2 * PADDING);
        let spare = inside.saturating_sub(wide(numbers.room(), self.half_points).div_ceil(100));
        let middle = (inside.saturating_sub(column) / 2).min(spare);
        let short = behind(numbers.decimals) - behind(numbers::count(decimals));
        i32::try_from(middle + short).unwrap_or_default()
    }

    /// The width of a point: half that of a digit.
    fn point(&self) -> u32 {
        wide(1, self.half_points) / 2
    }
}

/// A cell with its paragraph.
fn cell(width: u32, paragraph: &Paragraph) -> String {
    let properties =
        [element("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")], ""), val("w:vAlign", "center")].concat();
    element("w:tc", &[], &(element("w:tcPr", &[], &properties) + &paragraph.xml()))
}

#[cfg(test)]
mod tests;
