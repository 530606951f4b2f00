//! What stands around every picture: headline, period, unit, note, source; and the canvas they share.
//!
//! In: a chart and the room its form asks for. Out: the finished scene with its size. It does not know what is drawn
//! between head and foot.

use super::block::Block;
use super::palette::{INK, PAPER, QUIET, RULE};
use super::scene::{Align, Point, Scene};
use super::spec::Chart;

/// Size of headlines.
const TITLE: f64 = 23.0;
/// Size of labels and numbers.
pub const BODY: f64 = 16.0;
/// The sizes tried, in this order, where numbers crowd.
pub const CROWDED: [f64; 3] = [BODY, 14.5, 13.0];
/// Size of headings, units and sources.
pub const SMALL: f64 = 14.0;

/// Width of a canvas that fits between the margins of an A4 page at the size meant.
const USUAL_WIDTH: f64 = 920.0;
const MARGIN: f64 = 14.0;
/// Lines that a headline, a line under it and a line at the foot may take.
const MOST_LINES: [usize; 3] = [4, 3, 3];

/// A scene with its size, in canvas units.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What is on it.
    pub scene: Scene,
}

/// The room a form may use: from `left` to `right`, down from `top`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Smallest x.
    pub left: f64,
    /// Largest x.
    pub right: f64,
    /// Smallest y.
    pub top: f64,
}

impl Room {
    /// Width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// Frames `chart`, whose form needs `least_width` and is drawn by `fill`, which says how far down it went.
pub fn framed(chart: &Chart, least_width: f64, fill: impl FnOnce(&mut Scene, Room) -> f64) -> Canvas {
    let width = (least_width + 2.0 * MARGIN).max(USUAL_WIDTH).ceil();
    let mut scene = Scene::default();
    let room = Room { left: MARGIN, right: width - MARGIN, top: MARGIN };
    let top = head(&mut scene, chart, room) + 16.0;
    let bottom = fill(&mut scene, Room { top, ..room });
    let height = (foot(&mut scene, chart, Room { top: bottom + 14.0, ..room }) + MARGIN * 0.7).ceil();
    let mut ground = Scene::default();
    ground.rect(Point(0.0, 0.0), Point(width, height), PAPER);
    ground.shapes.append(&mut scene.shapes);
    Canvas { width, height, scene: ground }
}

/// The heavy rule that opens a statistical table, then headline, what is shown, and the unit at the right.
fn head(scene: &mut Scene, chart: &Chart, room: Room) -> f64 {
    scene.rect(Point(room.left, room.top - 4.0), Point(room.right, room.top - 1.0), INK);
    let title = Block::headline(&chart.title, TITLE, room.width(), MOST_LINES[0]).weighted(true);
    title.write(scene, Point(room.left, room.top + 9.0), Align::Start, INK);
    let unit = Block::clipped(&chart.unit, SMALL, room.width() / 3.0, MOST_LINES[1]);
    let subtitle = Block::clipped(&chart.subtitle, SMALL, room.width() - unit.width() - 30.0, MOST_LINES[1]);
    let top = room.top + 9.0 + title.height() + 5.0;
    subtitle.write(scene, Point(room.left, top), Align::Start, QUIET);
    unit.write(scene, Point(room.right, top), Align::End, QUIET);
    top + subtitle.height().max(unit.height())
}

/// The thin rule that closes the picture, how to read it, and where the numbers come from.
fn foot(scene: &mut Scene, chart: &Chart, room: Room) -> f64 {
    scene.line(vec![Point(room.left, room.top), Point(room.right, room.top)], RULE, 1);
    let mut top = room.top + 8.0;
    for line in [&chart.note, &chart.source] {
        let block = Block::clipped(line, SMALL, room.width(), MOST_LINES[2]);
        block.write(scene, Point(room.left, top), Align::Start, QUIET);
        top += block.height();
    }
    top
}
