//! A table of numbers whose cells are shaded by size.
//!
//! In: column headings and rows. Out: shapes. Cells are as wide as their widest number needs; where a page cannot hold
//! that, the canvas grows instead of the numbers meeting.

use super::block::Block;
use super::face;
use super::frame::{BODY, CROWDED, Room};
use super::palette::{INK, PAPER, QUIET, RULE, shade, text_on};
use super::scene::{Align, Point, Scene};
use super::spec::{Cell, HeatRow, sized};

const NAME_ROOM: f64 = 320.0;
const WIDEST_CELL: f64 = 240.0;
const LEAST_ROW: f64 = 44.0;
const PADDING: f64 = 14.0;
const GAP: f64 = 14.0;

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
    let grid = Grid { left, pitch, size, columns: columns.len(), largest: largest(rows) };
    let mut top = grid.write_headings(scene, room.top, columns);
    for row in rows {
        top = grid.draw_row(scene, top, row);
    }
    top
}

fn names_width(rows: &[HeatRow]) -> f64 {
    rows.iter().map(|row| name(row).width()).fold(0.0, f64::max)
}

fn name(row: &HeatRow) -> Block {
    Block::fitted(&row.label, BODY, NAME_ROOM)
}

/// Width of the widest text that a column must hold, in ems.
fn widest_text(columns: &[String], rows: &[HeatRow]) -> f64 {
    let numbers =
        rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|cell| face::width(&cell.value_label, 1.0));
    columns.iter().map(|text| Block::natural(text, 1.0).width()).chain(numbers).fold(0.0, f64::max)
}

fn largest(rows: &[HeatRow]) -> f64 {
    let cells = rows.iter().flat_map(|row| row.cells.iter().flatten());
    cells.map(|cell| sized(cell.magnitude).abs()).fold(0.0, f64::max)
}

struct Grid {
    left: f64,
    pitch: f64,
    size: f64,
    columns: usize,
    largest: f64,
}

impl Grid {
    /// Left edges of the columns.
    fn edges(&self) -> impl Iterator<Item = f64> {
        (0..self.columns).map(|index| self.left + self.pitch * index as f64)
    }

    fn write_headings(&self, scene: &mut Scene, top: f64, columns: &[String]) -> f64 {
        let blocks: Vec<Block> = columns.iter().map(|text| Block::natural(text, self.size)).collect();
        let height = blocks.iter().map(Block::height).fold(0.0, f64::max);
        for (edge, block) in self.edges().zip(&blocks) {
            block.write(scene, Point(edge + self.pitch / 2.0, top + height - block.height()), Align::Middle, QUIET);
        }
        top + height + 6.0
    }

    fn draw_row(&self, scene: &mut Scene, top: f64, row: &HeatRow) -> f64 {
        let name = name(row);
        let height = (name.height() + 12.0).max(LEAST_ROW);
        let middle = top + height / 2.0;
        name.write_centred(scene, Point(self.left - GAP, middle), Align::End, INK);
        for (edge, cell) in self.edges().zip(&row.cells) {
            let ground = cell.as_ref().map_or(PAPER, |cell| self.shade(cell));
            scene.rect(Point(edge + 1.0, top + 1.0), Point(edge + self.pitch - 1.0, top + height - 1.0), ground);
            if let Some(cell) = cell {
                let number = Block::natural(&cell.value_label.replace('\n', " "), self.size);
                number.write_centred(scene, Point(edge + self.pitch / 2.0, middle), Align::Middle, text_on(ground));
            } else {
                let dash = [Point(edge + self.pitch / 2.0 - 6.0, middle), Point(edge + self.pitch / 2.0 + 6.0, middle)];
                scene.line(dash.to_vec(), RULE, 2);
            }
        }
        top + height
    }

    fn shade(&self, cell: &Cell) -> (u8, u8, u8) {
        shade(if self.largest > 0.0 { sized(cell.magnitude) / self.largest } else { 0.0 })
    }
}
