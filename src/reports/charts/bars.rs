//! Horizontal bars: names at the left, bars with their numbers, a second column of numbers at the right.
//!
//! In: a table. Out: shapes, and where each row lies. Each row has a lane of its own; room for the widest number is set
//! aside before the bars are scaled, so a number never leaves its lane or meets the next column.

use super::block::Block;
use super::face;
use super::frame::{BODY, Room, SMALL};
use super::palette::{AXIS, BAR, BELOW, INK, QUIET, RULE};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized};

const NAME_ROOM: f64 = 380.0;
const LEAST_BARS: f64 = 160.0;
const LEAST_LANE: f64 = 40.0;
const GAP: f64 = 10.0;
const COLUMN_GAP: f64 = 24.0;

/// Where the rows lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Lanes {
    /// Middle of each row, the rest last where there is one.
    pub middles: Vec<f64>,
    /// Top of the first row.
    pub top: f64,
    /// Where the last row ends.
    pub bottom: f64,
}

/// Widths of the columns and the scale of the bars.
struct Layout {
    names_right: f64,
    zero: f64,
    per_unit: f64,
    right: f64,
}

/// Widths that depend on the texts alone.
struct Measures {
    names: f64,
    before: f64,
    after: f64,
    asides: f64,
}

/// The least width in which nothing meets.
#[must_use]
pub fn least_width(table: &Table, rest: Option<&Datum>) -> f64 {
    Measures::of(table, rest).fixed() + LEAST_BARS
}

/// Draws the table and says where its rows lie.
pub fn fill(scene: &mut Scene, room: Room, table: &Table, rest: Option<&Datum>) -> Lanes {
    let layout = Layout::within(room, table, rest);
    let top = layout.write_headings(scene, room, table);
    let mut lanes = Lanes { middles: Vec::new(), top, bottom: top };
    for datum in &table.rows {
        let lane = lanes.add(datum);
        layout.draw_bar(scene, lane, datum);
        layout.write_row(scene, lane, datum);
    }
    if !table.rows.is_empty() {
        scene.line(vec![Point(layout.zero, top), Point(layout.zero, lanes.bottom)], AXIS, 2);
    }
    if let Some(rest) = rest {
        scene.line(vec![Point(room.left, lanes.bottom + 4.0), Point(room.right, lanes.bottom + 4.0)], RULE, 2);
        lanes.bottom += 8.0;
        let lane = lanes.add(rest);
        layout.write_row(scene, lane, rest);
        write_number(scene, &rest.value_label, Point(layout.zero + GAP, lane), Align::Start);
    }
    lanes
}

impl Lanes {
    /// Makes a lane as high as the name needs and gives its middle.
    fn add(&mut self, datum: &Datum) -> f64 {
        let height = (name(datum).height() + GAP).max(LEAST_LANE);
        let middle = self.bottom + height / 2.0;
        self.middles.push(middle);
        self.bottom += height;
        middle
    }
}

fn name(datum: &Datum) -> Block {
    Block::fitted(&datum.label, BODY, NAME_ROOM)
}

fn number_width(text: &str) -> f64 {
    Block::natural(text, BODY).width()
}

impl Measures {
    fn of(table: &Table, rest: Option<&Datum>) -> Self {
        let all = || table.rows.iter().chain(rest);
        let room_for = |below: bool| {
            let side = all().filter(|datum| (sized(datum.magnitude) < 0.0) == below);
            side.map(|datum| number_width(&datum.value_label) + GAP).fold(0.0, f64::max)
        };
        let asides =
            all().map(|datum| number_width(&datum.aside)).fold(face::width(&table.aside_heading, SMALL), f64::max);
        Self {
            names: all().map(|datum| name(datum).width()).fold(0.0, f64::max),
            before: room_for(true),
            // A rest below zero is still written after the axis.
            after: rest.map_or(0.0, |rest| number_width(&rest.value_label) + GAP).max(room_for(false)),
            asides: if asides > 0.0 { asides + COLUMN_GAP } else { 0.0 },
        }
    }

    fn fixed(&self) -> f64 {
        self.names + GAP + self.before + self.after + self.asides
    }
}

impl Layout {
    fn within(room: Room, table: &Table, rest: Option<&Datum>) -> Self {
        let measures = Measures::of(table, rest);
        let most = table.rows.iter().map(|datum| sized(datum.magnitude)).fold(0.0, f64::max);
        let least = table.rows.iter().map(|datum| sized(datum.magnitude)).fold(0.0, f64::min);
        let half_span = most / 2.0 - least / 2.0;
        let bars = room.width() - measures.fixed();
        let per_unit = if half_span > 0.0 { bars / 2.0 / half_span } else { 0.0 };
        let names_right = room.left + measures.names;
        Self { names_right, zero: names_right + GAP + measures.before - least * per_unit, per_unit, right: room.right }
    }

    fn write_headings(&self, scene: &mut Scene, room: Room, table: &Table) -> f64 {
        let aside = Block::natural(&table.aside_heading, SMALL);
        let value = Block::fitted(&table.value_heading, SMALL, room.width() - aside.width() - COLUMN_GAP);
        // Over the axis where it fits, else as far to the right as it can go.
        let left = self.zero.min(self.right - aside.width() - COLUMN_GAP - value.width()).max(room.left);
        value.write(scene, Point(left, room.top), Align::Start, QUIET);
        aside.write(scene, Point(self.right, room.top), Align::End, QUIET);
        let height = value.height().max(aside.height());
        room.top + height + if height > 0.0 { 6.0 } else { 0.0 }
    }

    fn draw_bar(&self, scene: &mut Scene, lane: f64, datum: &Datum) {
        let size = sized(datum.magnitude);
        let tip = self.zero + size * self.per_unit;
        let below = size < 0.0;
        if size != 0.0 {
            // A hair's breadth shows that there is something.
            let seen = if below { tip.min(self.zero - 2.0) } else { tip.max(self.zero + 2.0) };
            scene.rect(Point(self.zero, lane - 13.0), Point(seen, lane + 13.0), if below { BELOW } else { BAR });
        }
        let (at, align) = if below { (tip - GAP, Align::End) } else { (tip + GAP, Align::Start) };
        write_number(scene, &datum.value_label, Point(at, lane), align);
    }

    fn write_row(&self, scene: &mut Scene, lane: f64, datum: &Datum) {
        name(datum).write_centred(scene, Point(self.names_right, lane), Align::End, INK);
        write_number(scene, &datum.aside, Point(self.right, lane), Align::End);
    }
}

fn write_number(scene: &mut Scene, text: &str, at: Point, align: Align) {
    // On one line, whatever the caller put into it: a lane is as high as its name.
    Block::natural(&text.replace('\n', " "), BODY).write_centred(scene, at, align, INK);
}
