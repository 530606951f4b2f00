//! Horizontal bars: names at the left, and at the end of each bar its number and what is said beside it.
//!
//! In: a table. Out: shapes, and where each row lies. Each row has a lane of its own; room for the widest numbers is set
//! aside before the bars are scaled, so a number never leaves its lane or the canvas.

use super::block::Block;
use super::frame::{BODY, Room, SMALL};
use super::palette::{AXIS, BAR, BELOW, INK, QUIET, RULE, SOFT};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized, stands_out};

const NAME_ROOM: f64 = 290.0;
/// Lines of a name, of which the tooltip says all.
const NAME_LINES: usize = 3;
const LEAST_BARS: f64 = 120.0;
const LEAST_LANE: f64 = 28.0;
const HALF_BAR: f64 = 9.0;
const GAP: f64 = 8.0;
const ASIDE_GAP: f64 = 14.0;

/// What else is drawn in a lane: the number of the row and its middle are given.
pub type Beside<'a> = &'a dyn Fn(&mut Scene, usize, f64);

/// Where the rows lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Lanes {
    /// Middle of each row, the rest last where there is one.
    pub middles: Vec<f64>,
    /// Top of the headings.
    pub top: f64,
    /// Where the last row ends.
    pub bottom: f64,
}

/// A ranking to be drawn.
#[derive(Clone, Copy)]
pub struct Ranking<'a> {
    /// The rows.
    pub table: &'a Table,
    /// Everything not listed.
    pub rest: Option<&'a Datum>,
    /// Whether the asides stand behind the numbers; else they belong to the caller.
    pub asides: bool,
}

/// Widths of the columns and the scale of the bars.
struct Layout {
    names_right: f64,
    zero: f64,
    per_unit: f64,
}

/// Widths that depend on the texts alone.
struct Measures {
    names: f64,
    before: f64,
    after: f64,
}

impl Ranking<'_> {
    /// The least width in which nothing meets.
    #[must_use]
    pub fn least_width(self) -> f64 {
        self.measures().fixed() + LEAST_BARS
    }

    /// Draws the ranking, with what else belongs to a row from `lanes_left` to `lanes_right`, and says where its rows lie.
    pub fn fill(self, scene: &mut Scene, room: Room, lanes_right: f64, beside: Beside<'_>) -> Lanes {
        let layout = self.laid_out(room);
        let top = self.write_headings(scene, room, &layout);
        let mut lanes = Lanes { middles: Vec::new(), top: room.top, bottom: top };
        for (index, datum) in self.table.rows.iter().enumerate() {
            let (above, lane) = (lanes.bottom, lanes.add(datum));
            scene.mark(self.says(datum), Point(room.left, above), Point(lanes_right, lanes.bottom), |scene| {
                name(datum).write_centred(scene, Point(layout.names_right, lane), Align::End, INK);
                layout.draw_bar(scene, lane, datum, stands_out(datum, &self.table.rows));
                self.write_numbers(scene, layout.end_of(datum), lane, datum);
                beside(scene, index, lane);
            });
        }
        if !self.table.rows.is_empty() {
            scene.line(vec![Point(layout.zero, top), Point(layout.zero, lanes.bottom)], AXIS, 1);
        }
        if let Some(rest) = self.rest {
            self.draw_rest(scene, (room.left, lanes_right), &layout, &mut lanes, rest);
            beside(scene, self.table.rows.len(), lanes.middles.last().copied().unwrap_or_default());
        }
        lanes
    }

    fn draw_rest(self, scene: &mut Scene, ends: (f64, f64), layout: &Layout, lanes: &mut Lanes, rest: &Datum) {
        let rule = lanes.bottom + 3.0;
        scene.line(vec![Point(ends.0, rule), Point(ends.1, rule)], RULE, 1);
        lanes.bottom += 5.0;
        let (above, lane) = (lanes.bottom, lanes.add(rest));
        scene.mark(self.says(rest), Point(ends.0, above), Point(ends.1, lanes.bottom), |scene| {
            name(rest).write_centred(scene, Point(layout.names_right, lane), Align::End, QUIET);
            self.write_numbers(scene, (layout.zero + GAP, Align::Start), lane, rest);
        });
    }

    /// What the numbers are, over those of the first row.
    fn write_headings(self, scene: &mut Scene, room: Room, layout: &Layout) -> f64 {
        let value = Block::one_line(&self.table.value_heading, SMALL);
        let aside = if self.asides { self.table.aside_heading.as_str() } else { "" };
        let aside = Block::one_line(aside, SMALL);
        let gap = if aside.width() > 0.0 && value.width() > 0.0 { ASIDE_GAP } else { 0.0 };
        let width = value.width() + gap + aside.width();
        let numbers = self.table.rows.first().map_or(0.0, |first| self.width(first) - GAP);
        let (at, align) = self.table.rows.first().map_or((layout.zero, Align::Start), |first| layout.end_of(first));
        let start = if align == Align::End { at - numbers } else { at };
        let left = start.min(room.right - width).max(room.left);
        value.write(scene, Point(left, room.top), Align::Start, QUIET);
        // Over the end of what it names, or as near to it as the other heading lets it.
        let right = (left + width).max(start + numbers).min(room.right);
        aside.write(scene, Point(right, room.top), Align::End, QUIET);
        let height = value.height().max(aside.height());
        room.top + height + if height > 0.0 { 3.0 } else { 0.0 }
    }

    /// The number at the end of a bar and the aside behind it, from `at` on or up to it.
    fn write_numbers(self, scene: &mut Scene, (at, align): (f64, Align), lane: f64, datum: &Datum) {
        let value = number(datum).weighted(datum.stressed);
        let aside = Block::one_line(self.aside(datum), BODY);
        let gap = if aside.width() > 0.0 { ASIDE_GAP } else { 0.0 };
        let left = if align == Align::End { at - value.width() - gap - aside.width() } else { at };
        value.write_centred(scene, Point(left, lane), Align::Start, INK);
        aside.write_centred(scene, Point(left + value.width() + gap, lane), Align::Start, QUIET);
    }

    fn aside(self, datum: &Datum) -> &str {
        if self.asides { &datum.aside } else { "" }
    }

    /// Width of a row's numbers.
    fn width(self, datum: &Datum) -> f64 {
        let aside = Block::one_line(self.aside(datum), BODY).width();
        GAP + number(datum).width() + if aside > 0.0 { ASIDE_GAP + aside } else { 0.0 }
    }

    fn says(self, datum: &Datum) -> String {
        let aside = if datum.aside.is_empty() { "" } else { ", " };
        let heading = if aside.is_empty() || self.table.aside_heading.is_empty() {
            String::new()
        } else {
            format!("{} ", self.table.aside_heading)
        };
        format!("{}: {}{aside}{heading}{}", datum.label, datum.value_label, datum.aside).replace('\n', " ")
    }

    fn measures(self) -> Measures {
        let all = || self.table.rows.iter().chain(self.rest);
        let room_for = |below: bool| {
            let side = self.table.rows.iter().filter(|datum| (sized(datum.magnitude) < 0.0) == below);
            side.map(|datum| self.width(datum)).fold(0.0, f64::max)
        };
        Measures {
            names: all().map(|datum| name(datum).width()).fold(0.0, f64::max),
            before: room_for(true),
            // A rest below zero is still written after the axis.
            after: self.rest.map_or(0.0, |rest| self.width(rest)).max(room_for(false)),
        }
    }

    fn laid_out(self, room: Room) -> Layout {
        let measures = self.measures();
        let sizes = || self.table.rows.iter().map(|datum| sized(datum.magnitude));
        let (most, least) = (sizes().fold(0.0, f64::max), sizes().fold(0.0, f64::min));
        let half_span = most / 2.0 - least / 2.0;
        let bars = room.width() - measures.fixed();
        let per_unit = if half_span > 0.0 { bars / 2.0 / half_span } else { 0.0 };
        let names_right = room.left + measures.names;
        Layout { names_right, zero: names_right + GAP + measures.before - least * per_unit, per_unit }
    }
}

impl Lanes {
    /// Makes a lane as high as the name needs and gives its middle.
    fn add(&mut self, datum: &Datum) -> f64 {
        let height = (name(datum).height() + 4.0).max(LEAST_LANE);
        let middle = self.bottom + height / 2.0;
        self.middles.push(middle);
        self.bottom += height;
        middle
    }
}

fn name(datum: &Datum) -> Block {
    Block::clipped(&datum.label, BODY, NAME_ROOM, NAME_LINES)
}

fn number(datum: &Datum) -> Block {
    Block::one_line(&datum.value_label, BODY)
}

impl Measures {
    fn fixed(&self) -> f64 {
        self.names + GAP + self.before + self.after
    }
}

impl Layout {
    fn tip(&self, datum: &Datum) -> f64 {
        self.zero + sized(datum.magnitude) * self.per_unit
    }

    /// Where the numbers of a row begin, or end where its bar runs to the left.
    fn end_of(&self, datum: &Datum) -> (f64, Align) {
        if sized(datum.magnitude) < 0.0 {
            (self.tip(datum) - GAP, Align::End)
        } else {
            (self.tip(datum) + GAP, Align::Start)
        }
    }

    fn draw_bar(&self, scene: &mut Scene, lane: f64, datum: &Datum, stressed: bool) {
        let (size, tip) = (sized(datum.magnitude), self.tip(datum));
        if size == 0.0 {
            return;
        }
        // A hair's breadth shows that there is something.
        let seen = if size < 0.0 { tip.min(self.zero - 1.0) } else { tip.max(self.zero + 1.0) };
        let fill = if size < 0.0 { BELOW } else { [SOFT, BAR][usize::from(stressed)] };
        scene.rect(Point(self.zero, lane - HALF_BAR), Point(seen, lane + HALF_BAR), fill);
    }
}
