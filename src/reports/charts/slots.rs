//! Slots side by side, one for each month, and how texts are written in them: upright while they fit, turned where not.
//!
//! In: texts and the width there is. Out: places and labels. Every text keeps to its slot, so that no two can meet.

use super::block::Block;
use super::face;
use super::frame::CROWDED;
use super::palette::Colour;
use super::scene::{Align, Label, Point, Scene};
use super::spec::Datum;

/// Widest slot, so that a single month does not become a wall.
const WIDEST: f64 = 250.0;
/// Narrowest slot: a line of the smallest text, turned, with air on both sides.
pub const NARROWEST: f64 = 21.0;
const GAP: f64 = 7.0;

/// How the texts of a row of slots are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manner {
    size: f64,
    upwards: bool,
}

/// The slots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slots {
    /// Left edge of the first.
    pub left: f64,
    /// Width of each.
    pub pitch: f64,
}

impl Slots {
    /// So many slots from `left` on, as wide as there is room.
    #[must_use]
    pub fn from(left: f64, room: f64, count: usize) -> Self {
        let count = (count as f64).max(1.0);
        Self { left, pitch: (room / count).min(WIDEST) }
    }

    /// Each datum with the middle of its slot.
    pub fn placed<'a>(&self, points: &'a [Datum]) -> impl Iterator<Item = (f64, &'a Datum)> + use<'a> {
        let (left, pitch) = (self.left, self.pitch);
        points.iter().enumerate().map(move |(index, datum)| (left + pitch * (index as f64 + 0.5), datum))
    }
}

impl Manner {
    /// The largest manner in which every text fits a slot.
    #[must_use]
    pub fn fitting<'a>(texts: impl Iterator<Item = &'a str>, pitch: f64) -> Self {
        let widest = texts.map(|text| Block::natural(text, 1.0).width()).fold(0.0, f64::max);
        let upright = CROWDED.iter().find(|size| widest * **size + GAP <= pitch);
        let turned = CROWDED.iter().find(|size| **size * 1.45 <= pitch).unwrap_or(&CROWDED[2]);
        upright.map_or(Self { size: *turned, upwards: true }, |size| Self { size: *size, upwards: false })
    }

    /// Height a text takes.
    #[must_use]
    pub fn height(self, text: &str) -> f64 {
        if self.upwards { face::width(&one_line(text), self.size) } else { Block::natural(text, self.size).height() }
    }

    /// Height of the tallest of some texts.
    pub fn tallest<'a>(self, texts: impl Iterator<Item = &'a str>) -> f64 {
        texts.map(|text| self.height(text)).fold(0.0, f64::max)
    }

    /// Writes a text with the middle of its foot at `foot`.
    pub fn write(self, scene: &mut Scene, text: &str, foot: Point, ink: (Colour, bool)) {
        let (colour, strong) = ink;
        if self.upwards {
            let at = Point(foot.0 + self.size * (face::ASCENT - face::DESCENT) / 2.0, foot.1);
            let (text, size, align) = (one_line(text), self.size, Align::Start);
            scene.text(Label { text, at, size, colour, align, upwards: true, strong });
        } else {
            let block = Block::natural(text, self.size).weighted(strong);
            block.write(scene, Point(foot.0, foot.1 - block.height()), Align::Middle, colour);
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
