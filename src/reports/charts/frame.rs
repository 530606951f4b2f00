//! What stands around every picture: headline, period, unit, source; and the canvas they share.
//!
//! In: a chart and the room its form asks for. Out: the finished scene with its size. It does not know what is drawn
//! between head and foot.

use super::block::Block;
use super::palette::{INK, MARK, PAPER, QUIET, RULE};
use super::scene::{Align, Point, Scene, Shape};
use super::spec::Chart;

/// Size of headlines.
const TITLE: f64 = 34.0;
/// Size of labels and numbers.
pub const BODY: f64 = 22.0;
/// The sizes tried, in this order, where numbers crowd.
pub const CROWDED: [f64; 3] = [BODY, 20.0, 18.0];
/// Size of headings, units and sources.
pub const SMALL: f64 = 20.0;

/// Width of a canvas that fits between the margins of an A4 page at the size meant.
const USUAL_WIDTH: f64 = 1200.0;
const MARGIN: f64 = 40.0;

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
    let top = head(&mut scene, chart, room) + 22.0;
    let bottom = fill(&mut scene, Room { top, ..room });
    let height = (foot(&mut scene, chart, Room { top: bottom + 20.0, ..room }) + MARGIN * 0.7).ceil();
    let mut ground = Scene::default();
    ground.rect(Point(0.0, 0.0), Point(width, height), PAPER);
    ground.shapes.append(&mut scene.shapes);
    Canvas { width, height, scene: ground }
}

fn head(scene: &mut Scene, chart: &Chart, room: Room) -> f64 {
    let title = Block::fitted(&chart.title, TITLE, room.width() - 22.0);
    if !title.lines.is_empty() {
        scene.rect(Point(room.left, room.top + 5.0), Point(room.left + 7.0, room.top + title.height() - 5.0), MARK);
    }
    title.write(scene, Point(room.left + 22.0, room.top), Align::Start, INK);
    let unit = Block::fitted(&chart.unit, SMALL, room.width() / 3.0);
    let subtitle = Block::fitted(&chart.subtitle, SMALL, room.width() - unit.width() - 40.0);
    let top = room.top + title.height() + 8.0;
    subtitle.write(scene, Point(room.left, top), Align::Start, QUIET);
    unit.write(scene, Point(room.right, top), Align::End, QUIET);
    let bottom = top + subtitle.height().max(unit.height()) + 8.0;
    scene.shapes.push(Shape::Line(vec![Point(room.left, bottom), Point(room.right, bottom)], RULE, 2));
    bottom
}

fn foot(scene: &mut Scene, chart: &Chart, room: Room) -> f64 {
    let source = Block::fitted(&chart.source, SMALL, room.width());
    source.write(scene, Point(room.left, room.top), Align::Start, QUIET);
    room.top + source.height()
}
