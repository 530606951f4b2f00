//! Columns over time, the running total in a panel of its own above them: two scales never share one axis.
//!
//! In: two series. Out: shapes. Every number keeps to the slot of its column, upright or turned, so that no two can meet.

use super::block::Block;
use super::face;
use super::frame::{CROWDED, Room, SMALL};
use super::palette::{AREA, AXIS, BAR, BELOW, INK, MARK, QUIET};
use super::scene::{Align, Label, Point, Scene};
use super::spec::{Datum, Series, sized};

/// Height from the smallest to the largest size of a panel.
const EACH_HEIGHT: f64 = 260.0;
const RUNNING_HEIGHT: f64 = 200.0;
/// Widest slot, so that a single month does not become a wall.
const WIDEST_SLOT: f64 = 170.0;
/// Narrowest slot: a line of the smallest text, turned, with air on both sides.
const NARROWEST_SLOT: f64 = 30.0;
const GAP: f64 = 8.0;

/// How the texts of a row of slots are written.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Manner {
    size: f64,
    upwards: bool,
}

/// The slots and how they are written in.
struct Slots {
    left: f64,
    pitch: f64,
    numbers: Manner,
    names: Manner,
}

/// The least width that keeps the texts apart.
#[must_use]
pub fn least_width(each: &Series) -> f64 {
    each.points.len() as f64 * NARROWEST_SLOT
}

/// Draws both panels and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, each: &Series, running: Option<&Series>) -> f64 {
    let slots = Slots::within(room, each, running);
    let mut top = room.top;
    if let Some(running) = running {
        top = running_panel(scene, &slots, Room { top, ..room }, running) + 26.0;
    }
    let bottom = each_panel(scene, &slots, Room { top, ..room }, each);
    slots.write_names(scene, bottom + 6.0, &each.points)
}

impl Slots {
    fn within(room: Room, each: &Series, running: Option<&Series>) -> Self {
        let points = || each.points.iter().chain(running.iter().flat_map(|series| &series.points));
        let count = (each.points.len() as f64).max(1.0);
        let pitch = (room.width() / count).min(WIDEST_SLOT);
        let numbers = Manner::fitting(points().map(|datum| datum.value_label.as_str()), pitch);
        let names = Manner::fitting(each.points.iter().map(|datum| datum.label.as_str()), pitch);
        Self { left: room.left + (room.width() - pitch * count) / 2.0, pitch, numbers, names }
    }

    /// Each datum with the middle of its slot.
    fn placed<'a>(&self, points: &'a [Datum]) -> impl Iterator<Item = (f64, &'a Datum)> {
        let (left, pitch) = (self.left, self.pitch);
        let middles = std::iter::successors(Some(left + pitch / 2.0), move |middle| Some(middle + pitch));
        middles.zip(points)
    }

    /// Writes the names of the slots below `top`, and says how far down they reach.
    fn write_names(&self, scene: &mut Scene, top: f64, points: &[Datum]) -> f64 {
        let mut bottom = top;
        for (middle, datum) in self.placed(points) {
            let height = self.names.height(&datum.label);
            if self.names.upwards {
                self.names.write(scene, &datum.label, Point(middle, top + height), QUIET);
            } else {
                Block::natural(&datum.label, self.names.size).write(scene, Point(middle, top), Align::Middle, QUIET);
            }
            bottom = bottom.max(top + height);
        }
        bottom
    }
}

impl Manner {
    /// The largest manner in which every text fits a slot.
    fn fitting<'a>(texts: impl Iterator<Item = &'a str>, pitch: f64) -> Self {
        let widest = texts.map(|text| Block::natural(text, 1.0).width()).fold(0.0, f64::max);
        let upright = CROWDED.iter().find(|size| widest * **size + GAP <= pitch);
        let turned = CROWDED.iter().find(|size| **size * 1.4 <= pitch).unwrap_or(&CROWDED[2]);
        upright.map_or(Self { size: *turned, upwards: true }, |size| Self { size: *size, upwards: false })
    }

    /// Height a text takes.
    fn height(self, text: &str) -> f64 {
        if self.upwards { face::width(&one_line(text), self.size) } else { Block::natural(text, self.size).height() }
    }

    /// Writes a text with the middle of its foot at `foot`.
    fn write(self, scene: &mut Scene, text: &str, foot: Point, colour: (u8, u8, u8)) {
        if self.upwards {
            let at = Point(foot.0 + self.size * (face::ASCENT - face::DESCENT) / 2.0, foot.1);
            scene.text(Label { text: one_line(text), at, size: self.size, colour, align: Align::Start, upwards: true });
        } else {
            let block = Block::natural(text, self.size);
            block.write(scene, Point(foot.0, foot.1 - block.height()), Align::Middle, colour);
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// A scale from sizes to y, with room for labels above the largest and below the smallest.
struct Scale {
    zero: f64,
    per_unit: f64,
    bottom: f64,
}

impl Scale {
    fn over(points: &[Datum], top: f64, height: f64, room_below: f64) -> Self {
        let most = points.iter().map(|datum| sized(datum.magnitude)).fold(0.0, f64::max);
        let least = points.iter().map(|datum| sized(datum.magnitude)).fold(0.0, f64::min);
        let span = most / 2.0 - least / 2.0;
        let per_unit = if span > 0.0 { height / 2.0 / span } else { 0.0 };
        let zero = top + if span > 0.0 { most * per_unit } else { height };
        Self { zero, per_unit, bottom: zero - least * per_unit + room_below }
    }

    fn y(&self, datum: &Datum) -> f64 {
        self.zero - sized(datum.magnitude) * self.per_unit
    }
}

fn heading(scene: &mut Scene, room: Room, name: &str, swatch: (u8, u8, u8)) -> f64 {
    let block = Block::fitted(name, SMALL, room.width() - 30.0);
    if !block.lines.is_empty() {
        let middle = room.top + SMALL * 0.65;
        scene.rect(Point(room.left, middle - 8.0), Point(room.left + 16.0, middle + 8.0), swatch);
        block.write(scene, Point(room.left + 26.0, room.top), Align::Start, QUIET);
    }
    room.top + block.height() + 6.0
}

fn tallest(manner: Manner, points: &[Datum]) -> f64 {
    points.iter().map(|datum| manner.height(&datum.value_label)).fold(0.0, f64::max)
}

fn falls(points: &[Datum]) -> bool {
    points.iter().any(|datum| sized(datum.magnitude) < 0.0)
}

fn each_panel(scene: &mut Scene, slots: &Slots, room: Room, each: &Series) -> f64 {
    let head = heading(scene, room, &each.name, BAR);
    let label_height = tallest(slots.numbers, &each.points) + GAP;
    let room_below = if falls(&each.points) { label_height } else { 0.0 };
    let scale = Scale::over(&each.points, head + label_height, EACH_HEIGHT, room_below);
    for (middle, datum) in slots.placed(&each.points) {
        column(scene, slots, &scale, middle, datum);
    }
    scene.line(vec![Point(room.left, scale.zero), Point(room.right, scale.zero)], AXIS, 2);
    scale.bottom
}

fn column(scene: &mut Scene, slots: &Slots, scale: &Scale, middle: f64, datum: &Datum) {
    let half = (slots.pitch * 0.31).min(40.0);
    let tip = scale.y(datum);
    let below = sized(datum.magnitude) < 0.0;
    if sized(datum.magnitude) != 0.0 {
        // A hair's breadth shows that there is something.
        let seen = if below { tip.max(scale.zero + 2.0) } else { tip.min(scale.zero - 2.0) };
        scene.rect(Point(middle - half, seen), Point(middle + half, scale.zero), if below { BELOW } else { BAR });
    }
    let foot = if below { tip + GAP + slots.numbers.height(&datum.value_label) } else { tip - GAP / 2.0 };
    slots.numbers.write(scene, &datum.value_label, Point(middle, foot), INK);
}

fn running_panel(scene: &mut Scene, slots: &Slots, room: Room, running: &Series) -> f64 {
    let head = heading(scene, room, &running.name, MARK);
    let label_height = tallest(slots.numbers, &running.points) + GAP * 2.0;
    let room_below = if falls(&running.points) { label_height } else { 0.0 };
    let scale = Scale::over(&running.points, head + label_height, RUNNING_HEIGHT, room_below);
    let line: Vec<Point> = slots.placed(&running.points).map(|(middle, datum)| Point(middle, scale.y(datum))).collect();
    if let (Some(first), Some(last)) = (line.first(), line.last()) {
        let ends = [Point(last.0, scale.zero), Point(first.0, scale.zero)];
        scene.polygon(line.iter().copied().chain(ends).collect(), AREA);
    }
    scene.line(vec![Point(room.left, scale.zero), Point(room.right, scale.zero)], AXIS, 2);
    if line.len() > 1 {
        scene.line(line.clone(), MARK, 4);
    }
    for ((middle, datum), point) in slots.placed(&running.points).zip(&line) {
        scene.dot(*point, 6.0, MARK);
        slots.number_beside(scene, &line, middle, datum);
    }
    scale.bottom
}

impl Slots {
    /// Writes a number clear of the line: above it, or below it where the number is below zero, so that neither the
    /// line nor the axis runs through it.
    fn number_beside(&self, scene: &mut Scene, line: &[Point], middle: f64, datum: &Datum) {
        let half = 4.0
            + if self.numbers.upwards {
                self.numbers.size / 2.0
            } else {
                Block::natural(&datum.value_label, self.numbers.size).width() / 2.0
            };
        let heights = heights(line, middle - half, middle + half);
        let foot = if sized(datum.magnitude) < 0.0 {
            heights.fold(f64::NEG_INFINITY, f64::max) + GAP + 2.0 + self.numbers.height(&datum.value_label)
        } else {
            heights.fold(f64::INFINITY, f64::min) - GAP - 2.0
        };
        self.numbers.write(scene, &datum.value_label, Point(middle, foot), INK);
    }
}

/// Every y at which the line has a corner between `left` and `right` or passes one of the two.
fn heights(line: &[Point], left: f64, right: f64) -> impl Iterator<Item = f64> {
    let corners = line.iter().filter(move |point| (left..=right).contains(&point.0)).map(|point| point.1);
    corners.chain(line.windows(2).flat_map(move |ends| [left, right].map(|x| passing(ends[0], ends[1], x))).flatten())
}

fn passing(from: Point, to: Point, x: f64) -> Option<f64> {
    let within = from.0 <= x && x <= to.0 && from.0 < to.0;
    within.then(|| from.1 + (to.1 - from.1) * (x - from.0) / (to.0 - from.0))
}
