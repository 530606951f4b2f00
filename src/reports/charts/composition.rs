//! One bar split into the parts of a whole, each named where it stands.
//!
//! In: the parts. Out: shapes. Parts come in one order, the first deep and the others in a run of
//! shades to pale. Each has its words under
//! it, joined to it by a line where they had to move aside; parts whose words would need more than the width there is
//! are named in a table instead.

use super::block::Block;
use super::face;
use super::frame::{BODY, Room, SMALL};
use super::palette::{AXIS, INK, PAPER, QUIET, RULE, part, text_on};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized};

const BAR_HEIGHT: f64 = 58.0;
/// From the bar to the words under it.
const LEADERS: f64 = 18.0;
/// Air between the words of two parts.
const WORDS_GAP: f64 = 22.0;
const WORDS_ROOM: f64 = 200.0;
const SWATCH: f64 = 17.0;
const NAME_ROOM: f64 = 380.0;
const NAME_LINES: usize = 3;
const COLUMN_GAP: f64 = 44.0;
const LEAST_ROW: f64 = 29.0;

/// One part with its place in the bar and its words.
struct Part<'a> {
    datum: &'a Datum,
    left: f64,
    width: f64,
    fill: (u8, u8, u8),
    /// Name, number, and the share where the bar has no room for it.
    words: [Block; 3],
}

/// The least width in which nothing meets.
#[must_use]
pub fn least_width(table: &Table) -> f64 {
    let columns = Columns::of(table);
    SWATCH + 10.0 + columns.names + columns.values + columns.asides + 2.0 * COLUMN_GAP
}

/// Draws bar and words and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, table: &Table) -> f64 {
    let parts = split(room, &table.rows);
    match places(room, &parts) {
        Some(places) => named_below(scene, room, &parts, &places),
        None => {
            for part in &parts {
                scene.mark(
                    says(part.datum),
                    Point(part.left, room.top),
                    Point(part.left + part.width, foot(room)),
                    |scene| {
                        part.draw(scene, room);
                    },
                );
            }
            named_in_table(scene, Room { top: foot(room) + 16.0, ..room }, table)
        }
    }
}

fn foot(room: Room) -> f64 {
    room.top + BAR_HEIGHT
}

fn says(datum: &Datum) -> String {
    let between = if datum.aside.is_empty() { "" } else { ", " };
    format!("{}: {}{between}{}", datum.label, datum.value_label, datum.aside).replace('\n', " ")
}

/// The parts side by side.
fn split(room: Room, rows: &[Datum]) -> Vec<Part<'_>> {
    // Halved, so that a sum of very large sizes stays finite.
    let halves = || rows.iter().map(|datum| sized(datum.magnitude).max(0.0) / 2.0);
    let count = (rows.len() as f64).max(1.0);
    let whole: f64 = halves().map(|half| half / count).sum();
    let mut left = room.left;
    let mut parts = Vec::with_capacity(rows.len());
    for (index, (datum, half)) in rows.iter().zip(halves()).enumerate() {
        let width = if whole > 0.0 { room.width() * (half / count / whole) } else { 0.0 };
        parts.push(Part { datum, left, width, fill: part(index, rows.len()), words: words(datum, width) });
        left += width;
    }
    parts
}

fn share(datum: &Datum) -> Block {
    Block::one_line(&datum.aside, BODY).weighted(true)
}

fn fits(share: &Block, width: f64) -> bool {
    share.width() + 10.0 <= width
}

fn words(datum: &Datum, width: f64) -> [Block; 3] {
    let share = share(datum);
    let outside = if fits(&share, width) { Block::natural("", BODY) } else { share };
    [
        Block::clipped(&datum.label, BODY, WORDS_ROOM, 2).weighted(true),
        Block::one_line(&datum.value_label, BODY),
        outside,
    ]
}

impl Part<'_> {
    fn words_width(&self) -> f64 {
        self.words.iter().map(Block::width).fold(0.0, f64::max)
    }

    fn words_height(&self) -> f64 {
        self.words.iter().map(Block::height).sum()
    }

    fn draw(&self, scene: &mut Scene, room: Room) {
        if self.width <= 0.0 {
            return;
        }
        scene.rect(Point(self.left, room.top), Point(self.left + self.width, foot(room)), self.fill);
        // An edge on both sides, so that even the palest part ends somewhere.
        scene.rect(Point(self.left + self.width - 1.0, room.top), Point(self.left + self.width, foot(room)), PAPER);
        let share = share(self.datum);
        if fits(&share, self.width) {
            let middle = Point(self.left + self.width / 2.0, room.top + BAR_HEIGHT / 2.0);
            share.write_centred(scene, middle, Align::Middle, text_on(self.fill));
        }
    }
}

/// Left edges of the parts' words: each under its part, or as near to it as the others leave room; nothing where all of
/// them together are too wide.
fn places(room: Room, parts: &[Part<'_>]) -> Option<Vec<f64>> {
    let needed: f64 = parts.iter().map(|part| part.words_width() + WORDS_GAP).sum();
    if needed - WORDS_GAP > room.width() {
        return None;
    }
    let mut free = room.left;
    let mut places = Vec::with_capacity(parts.len());
    for part in parts {
        let place = part.left.max(free);
        places.push(place);
        free = place + part.words_width() + WORDS_GAP;
    }
    let mut limit = room.right;
    for (place, part) in places.iter_mut().zip(parts).rev() {
        *place = place.min(limit - part.words_width());
        limit = *place - WORDS_GAP;
    }
    Some(places)
}

fn named_below(scene: &mut Scene, room: Room, parts: &[Part<'_>], places: &[f64]) -> f64 {
    let top = foot(room) + LEADERS;
    let bottom = top + parts.iter().map(Part::words_height).fold(0.0, f64::max);
    for (part, place) in parts.iter().zip(places) {
        let right = (part.left + part.width).max(place + part.words_width());
        scene.mark(says(part.datum), Point(part.left.min(*place), room.top), Point(right, bottom), |scene| {
            part.draw(scene, room);
            // From the edge straight down, or from within the part where its words had to move aside.
            let within = if *place == part.left { 1.0 } else { (part.width / 2.0).min(24.0) };
            let from = Point(part.left + within, foot(room) + 2.0);
            scene.line(vec![from, Point(place + 1.0, top - 3.0)], AXIS, 1);
            let mut at = top;
            for block in &part.words {
                block.write(scene, Point(*place, at), Align::Start, INK);
                at += block.height();
            }
        });
    }
    bottom
}

fn named_in_table(scene: &mut Scene, room: Room, table: &Table) -> f64 {
    let columns = Columns::of(table);
    let values_right = room.left + SWATCH + 10.0 + columns.names + COLUMN_GAP + columns.values;
    let asides_right = values_right + COLUMN_GAP + columns.asides;
    let mut top = room.top;
    for (text, right) in [(&table.value_heading, values_right), (&table.aside_heading, asides_right)] {
        Block::one_line(text, SMALL).write(scene, Point(right, top), Align::End, QUIET);
    }
    top += SMALL * 1.3 + 4.0;
    for (index, datum) in table.rows.iter().enumerate() {
        scene.line(vec![Point(room.left, top), Point(asides_right, top)], RULE, 1);
        let block = name(datum);
        let height = (block.height() + 6.0).max(LEAST_ROW);
        let (middle, half) = (top + height / 2.0, SWATCH / 2.0);
        let fill = part(index, table.rows.len());
        scene.rect(Point(room.left, middle - half), Point(room.left + SWATCH, middle + half), fill);
        block.write_centred(scene, Point(room.left + SWATCH + 10.0, middle), Align::Start, INK);
        for (text, right) in [(&datum.value_label, values_right), (&datum.aside, asides_right)] {
            Block::one_line(text, BODY).write_centred(scene, Point(right, middle), Align::End, INK);
        }
        top += height;
    }
    top
}

fn name(datum: &Datum) -> Block {
    Block::clipped(&datum.label, BODY, NAME_ROOM, NAME_LINES)
}

/// Widths of the columns of the table.
struct Columns {
    names: f64,
    values: f64,
    asides: f64,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let widest = |heading: &str, text: fn(&Datum) -> &str| {
            let widths = table.rows.iter().map(|datum| face::width(text(datum), BODY));
            widths.fold(face::width(heading, SMALL), f64::max)
        };
        Self {
            names: table.rows.iter().map(|datum| name(datum).width()).fold(0.0, f64::max),
            values: widest(&table.value_heading, |datum| &datum.value_label),
            asides: widest(&table.aside_heading, |datum| &datum.aside),
        }
    }
}
