//! Columns over time, and under them rows of numbers: the running total, and the same time one year earlier, which also
//! is a mark across each column.
//!
//! In: series. Out: shapes. Columns carry their own numbers, so there is no axis to read off; the running total is only
//! numbers, since a line that can but rise says nothing that the columns do not.

use super::block::Block;
use super::frame::{Room, SMALL};
use super::palette::{AXIS, BAR, BELOW, INK, MARK, PAPER, QUIET, RULE, SOFT};
use super::scene::{Align, Point, Scene};
use super::slots::{Manner, NARROWEST, Slots};
use super::spec::{Datum, Series, sized, stands_out};

/// Height from the smallest to the largest size.
const HEIGHT: f64 = 210.0;
const GAP: f64 = 5.0;
const SWATCH: f64 = 22.0;
/// Room for the name of a row.
const NAME_ROOM: f64 = 150.0;

/// The series of a picture.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    /// The columns.
    pub each: &'a Series,
    /// The running total.
    pub running: Option<&'a Series>,
    /// One year earlier.
    pub before: Option<&'a Series>,
}

/// How the columns stand.
struct Layout {
    slots: Slots,
    numbers: Manner,
    names: Manner,
    zero: f64,
    per_unit: f64,
    bottom: f64,
}

impl<'a> Data<'a> {
    /// The least width that keeps the texts apart.
    #[must_use]
    pub fn least_width(self) -> f64 {
        self.gutter() + self.each.points.len() as f64 * NARROWEST
    }

    /// Draws everything and says how far down it reaches.
    pub fn fill(self, scene: &mut Scene, room: Room) -> f64 {
        let layout = self.laid_out(room);
        for (index, (middle, datum)) in layout.slots.placed(&self.each.points).enumerate() {
            let half = layout.slots.pitch / 2.0;
            let corners = (Point(middle - half, room.top), Point(middle + half, layout.bottom));
            scene.mark(self.says(index), corners.0, corners.1, |scene| {
                layout.draw_column(scene, middle, (datum, stands_out(datum, &self.each.points)), self.earlier(index));
            });
        }
        let ends = [Point(room.left, layout.zero), Point(room.right, layout.zero)];
        scene.line(ends.to_vec(), AXIS, 1);
        let mut top = layout.write_names(scene, &self.each.points);
        for (series, swatch) in self.rows() {
            top = layout.write_row(scene, Room { top, ..room }, series, swatch);
        }
        top
    }

    /// The rows of numbers, each with whether it also is a mark in the picture.
    fn rows(self) -> impl Iterator<Item = (&'a Series, bool)> {
        self.running.map(|series| (series, false)).into_iter().chain(self.before.map(|series| (series, true)))
    }

    /// The width of the rows' names, with air behind them.
    fn gutter(self) -> f64 {
        let width = |(series, swatch): (&Series, bool)| row_name(series).width() + if swatch { SWATCH } else { 0.0 };
        self.rows().map(width).map(|width| width + 10.0).fold(0.0, f64::max)
    }

    fn earlier(self, index: usize) -> Option<&'a Datum> {
        self.before.and_then(|series| series.points.get(index)).filter(|datum| !datum.value_label.is_empty())
    }

    fn laid_out(self, room: Room) -> Layout {
        let gutter = self.gutter();
        let slots = Slots::from(room.left + gutter, room.width() - gutter, self.each.points.len());
        let points = || self.each.points.iter().chain(self.rows().flat_map(|(series, _)| &series.points));
        let numbers = Manner::fitting(points().map(|datum| datum.value_label.as_str()), slots.pitch);
        let names = Manner::fitting(self.each.points.iter().map(|datum| datum.label.as_str()), slots.pitch);
        let marked = self.before.iter().flat_map(|series| &series.points);
        let sizes = || self.each.points.iter().chain(marked.clone()).map(|datum| sized(datum.magnitude));
        let (most, least) = (sizes().fold(0.0, f64::max), sizes().fold(0.0, f64::min));
        let half_span = most / 2.0 - least / 2.0;
        let per_unit = if half_span > 0.0 { HEIGHT / 2.0 / half_span } else { 0.0 };
        let label = numbers.tallest(self.each.points.iter().map(|datum| datum.value_label.as_str())) + GAP + 3.0;
        let zero = room.top + label + if half_span > 0.0 { most * per_unit } else { HEIGHT / 2.0 };
        let below = if least < 0.0 { label - least * per_unit } else { 0.0 };
        Layout { slots, numbers, names, zero, per_unit, bottom: zero + below }
    }

    /// Everything that belongs to one slot, a line for each number.
    fn says(self, index: usize) -> String {
        let Some(each) = self.each.points.get(index) else { return String::new() };
        let mut says = format!("{}: {}", each.label.replace('\n', " "), each.value_label);
        for (series, _) in self.rows() {
            if let Some(datum) = series.points.get(index).filter(|datum| !datum.value_label.is_empty()) {
                says.push_str(&format!("\n{}: {}", series.name, datum.value_label));
            }
        }
        says
    }
}

fn row_name(series: &Series) -> Block {
    Block::clipped(&series.name, SMALL, NAME_ROOM, 2)
}

impl Layout {
    fn y(&self, datum: &Datum) -> f64 {
        self.zero - sized(datum.magnitude) * self.per_unit
    }

    /// A column with the mark of the year before and its number beyond both.
    fn draw_column(&self, scene: &mut Scene, middle: f64, column: (&Datum, bool), earlier: Option<&Datum>) {
        let (datum, stressed) = column;
        let half = (self.slots.pitch * 0.32).min(38.0);
        let (tip, below) = (self.y(datum), sized(datum.magnitude) < 0.0);
        if sized(datum.magnitude) != 0.0 {
            // A hair's breadth shows that there is something.
            let seen = if below { tip.max(self.zero + 1.0) } else { tip.min(self.zero - 1.0) };
            let fill = if below { BELOW } else { [SOFT, BAR][usize::from(stressed)] };
            scene.rect(Point(middle - half, seen), Point(middle + half, self.zero), fill);
        }
        let mark = earlier.map(|earlier| self.y(earlier));
        if let Some(y) = mark {
            across(scene, middle, half + (self.slots.pitch * 0.08).min(8.0), y);
        }
        let height = self.numbers.height(&datum.value_label);
        // Beyond the mark as well, unless the number fits between the two.
        let crowds = |y: &f64| (if below { y - tip } else { tip - y }) < height + 2.0 * GAP + 2.0;
        let beyond = mark.filter(crowds).map_or(tip, |y| if below { tip.max(y) } else { tip.min(y) });
        let foot = if below { beyond + GAP + height } else { beyond - GAP };
        let ink = (INK, datum.stressed);
        self.numbers.write(scene, &datum.value_label, Point(middle, foot), ink);
    }

    /// Writes the names of the slots and says how far down they reach.
    fn write_names(&self, scene: &mut Scene, points: &[Datum]) -> f64 {
        let top = self.bottom + 5.0;
        for (middle, datum) in self.slots.placed(points) {
            let foot = Point(middle, top + self.names.height(&datum.label));
            self.names.write(scene, &datum.label, foot, (QUIET, false));
        }
        top + self.names.tallest(points.iter().map(|datum| datum.label.as_str()))
    }

    /// Writes a row of numbers under a thin rule and says how far down it reaches.
    fn write_row(&self, scene: &mut Scene, room: Room, series: &Series, swatch: bool) -> f64 {
        let rule = [Point(room.left, room.top + 5.0), Point(room.right, room.top + 5.0)];
        scene.line(rule.to_vec(), RULE, 1);
        let name = row_name(series);
        let tallest = self.numbers.tallest(series.points.iter().map(|datum| datum.value_label.as_str()));
        let height = tallest.max(name.height());
        let middle = room.top + 9.0 + height / 2.0;
        let left = if swatch {
            across(scene, room.left + 8.0, 8.0, middle);
            room.left + SWATCH
        } else {
            room.left
        };
        name.write_centred(scene, Point(left, middle), Align::Start, QUIET);
        for (x, datum) in self.slots.placed(&series.points) {
            let foot = Point(x, middle + self.numbers.height(&datum.value_label) / 2.0);
            self.numbers.write(scene, &datum.value_label, foot, (INK, datum.stressed));
        }
        room.top + 9.0 + height
    }
}

/// A level mark with a white edge, so that it shows on a column in grey too.
fn across(scene: &mut Scene, middle: f64, half: f64, y: f64) {
    let y = y.round();
    for (colour, edge) in [(PAPER, 1.0), (MARK, 0.0)] {
        scene.rect(Point(middle - half, y - 1.0 - edge), Point(middle + half, y + 2.0 + edge), colour);
    }
}
