//! A table of numbers whose cells are shaded by size.
//!
//! In: column headings and rows. Out: shapes. Cells are as wide as their widest number needs; where a page cannot hold
//! that, the canvas grows instead of the numbers meeting. Shades run from the smallest number to the largest, or where
//! some are below zero from zero both ways.

use super::block::Block;
use super::face;
use super::frame::{BODY, CROWDED, Room};
use super::palette::{AXIS, INK, QUIET, shade};
use super::scene::{Align, Point, Scene};
use super::spec::{Cell, HeatRow, sized};

const NAME_ROOM: f64 = 240.0;
const NAME_LINES: usize = 3;
const WIDEST_CELL: f64 = 180.0;
const LEAST_ROW: f64 = 31.0;
/// The size of a second line, as a share of the first one's.
const ASIDE: f64 = 0.85;
const PADDING: f64 = 10.0;
const GAP: f64 = 9.0;

/// The least width in which nothing meets.
#[must_use]
pub fn least_width(columns: &[String], rows: &[HeatRow]) -> f64 {
    names_width(rows) + GAP + columns.len() as f64 * (widest_text(columns, rows) * CROWDED[2] + PADDING)
}

/// Draws the table and says how far down it reaches.
pub fn fill(scene: &mut Scene, room: Room, columns: &[String], rows: &[HeatRow]) -> f64 {
    let left = room.left + names_width(rows) + GAP;
    let widest = widest_text(columns, rows);
    let needed = widest * CROWDED[2] + PADDING;
    let pitch = ((room.right - left) / (columns.len() as f64).max(1.0)).min(needed.max(WIDEST_CELL));
    let size = CROWDED.iter().copied().find(|size| widest * size + PADDING <= pitch).unwrap_or(CROWDED[2]);
    let grid = Grid { left, pitch, size, columns, range: range(rows) };
    let mut top = grid.write_headings(scene, room.top);
    for row in rows {
        top = grid.draw_row(scene, top, row);
    }
    top
}

fn names_width(rows: &[HeatRow]) -> f64 {
    rows.iter().map(|row| name(row).width()).fold(0.0, f64::max)
}

fn name(row: &HeatRow) -> Block {
    Block::clipped(&row.label, BODY, NAME_ROOM, NAME_LINES)
}

/// Width of the widest text that a column must hold, in ems.
fn widest_text(columns: &[String], rows: &[HeatRow]) -> f64 {
    let numbers = rows.iter().flat_map(|row| row.cells.iter().flatten()).map(text_width);
    columns.iter().map(|text| Block::natural(text, 1.0).width()).chain(numbers).fold(0.0, f64::max)
}

/// Width of the wider line of a cell, in ems of the first one.
fn text_width(cell: &Cell) -> f64 {
    face::width(&cell.value_label, 1.0).max(face::width(&cell.aside, ASIDE))
}

/// The smallest and the largest number.
fn range(rows: &[HeatRow]) -> (f64, f64) {
    let sizes = || rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|cell| sized(cell.magnitude));
    (sizes().fold(f64::INFINITY, f64::min), sizes().fold(f64::NEG_INFINITY, f64::max))
}

struct Grid<'a> {
    left: f64,
    pitch: f64,
    size: f64,
    columns: &'a [String],
    range: (f64, f64),
}

impl Grid<'_> {
    /// Left edges of the columns, with their headings.
    fn edges(&self) -> impl Iterator<Item = (f64, &String)> {
        self.columns.iter().enumerate().map(|(index, text)| (self.left + self.pitch * index as f64, text))
    }

    fn write_headings(&self, scene: &mut Scene, top: f64) -> f64 {
        let blocks: Vec<Block> = self.columns.iter().map(|text| Block::natural(text, self.size)).collect();
        let height = blocks.iter().map(Block::height).fold(0.0, f64::max);
        for ((edge, _), block) in self.edges().zip(&blocks) {
            block.write(scene, Point(edge + self.pitch / 2.0, top + height - block.height()), Align::Middle, QUIET);
        }
        top + height + 4.0
    }

    fn draw_row(&self, scene: &mut Scene, top: f64, row: &HeatRow) -> f64 {
        let name = name(row);
        let cells = row.cells.iter().flatten().map(|cell| self.texts(cell).iter().map(Block::height).sum::<f64>());
        let height = (name.height() + 6.0).max(cells.fold(0.0, f64::max) + 8.0).max(LEAST_ROW);
        let middle = top + height / 2.0;
        name.write_centred(scene, Point(self.left - GAP, middle), Align::End, INK);
        for ((edge, heading), cell) in self.edges().zip(&row.cells) {
            let (one, other) = (Point(edge + 1.0, top + 1.0), Point(edge + self.pitch - 1.0, top + height - 1.0));
            let centre = Point(edge + self.pitch / 2.0, middle);
            let Some(cell) = cell else {
                scene.line(vec![Point(centre.0 - 5.0, middle), Point(centre.0 + 5.0, middle)], AXIS, 1);
                continue;
            };
            let says = [cell.value_label.as_str(), &cell.aside].join(" ");
            let says = format!("{}, {heading}: {}", row.label, says.trim_end()).replace('\n', " ");
            scene.mark(says, one, other, |scene| {
                scene.rect(one, other, self.shade(cell));
                self.write(scene, cell, centre);
            });
        }
        top + height
    }

    /// The lines of a cell.
    fn texts(&self, cell: &Cell) -> [Block; 2] {
        [Block::one_line(&cell.value_label, self.size), Block::one_line(&cell.aside, self.size * ASIDE)]
    }

    /// Writes the lines of a cell so that their middle is at `centre`.
    fn write(&self, scene: &mut Scene, cell: &Cell, centre: Point) {
        let texts = self.texts(cell);
        let mut top = centre.1 - texts.iter().map(Block::height).sum::<f64>() / 2.0;
        for text in &texts {
            text.write(scene, Point(centre.0, top), Align::Middle, INK);
            top += text.height();
        }
    }

    fn shade(&self, cell: &Cell) -> (u8, u8, u8) {
        let (least, most) = self.range;
        let size = sized(cell.magnitude);
        // Halved, so that the span of very large sizes stays finite.
        let span = most / 2.0 - least / 2.0;
        if least < 0.0 {
            let largest = most.abs().max(least.abs());
            shade(if largest > 0.0 { size / largest } else { 0.0 })
        } else {
            shade(if span > 0.0 { (size / 2.0 - least / 2.0) / span } else { 0.0 })
        }
    }
}
