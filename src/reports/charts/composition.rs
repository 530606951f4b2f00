//! One bar split into the parts of a whole, and the table that names them.
//!
//! In: the parts. Out: shapes. Parts and rows come in one order and one run of shades from deep to pale; a share stands
//! inside its part only where it fits.

use super::block::Block;
use super::face;
use super::frame::{BODY, Room, SMALL};
use super::palette::{INK, PAPER, QUIET, RULE, part, text_on};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized};

const BAR_HEIGHT: f64 = 84.0;
const SWATCH: f64 = 26.0;
const NAME_ROOM: f64 = 520.0;
const COLUMN_GAP: f64 = 60.0;
const LEAST_ROW: f64 = 42.0;

/// The least width in which nothing meets.
#[must_use]
pub fn least_width(table: &Table) -> f64 {
    let columns = Columns::of(table);
    SWATCH + 14.0 + columns.names + columns.values + columns.asides + 2.0 * COLUMN_GAP
}

/// Draws bar and table and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, table: &Table) -> f64 {
    stacked(scene, room, &table.rows);
    let columns = Columns::of(table);
    let values_right = room.left + SWATCH + 14.0 + columns.names + COLUMN_GAP + columns.values;
    let asides_right = values_right + COLUMN_GAP + columns.asides;
    let mut top = room.top + BAR_HEIGHT + 24.0;
    for (text, right) in [(&table.value_heading, values_right), (&table.aside_heading, asides_right)] {
        Block::natural(text, SMALL).write(scene, Point(right, top), Align::End, QUIET);
    }
    top += SMALL * 1.3 + 6.0;
    for (index, datum) in table.rows.iter().enumerate() {
        scene.line(vec![Point(room.left, top), Point(asides_right, top)], RULE, 1);
        let block = name(datum);
        let height = (block.height() + 12.0).max(LEAST_ROW);
        let middle = top + height / 2.0;
        let half = SWATCH / 2.0;
        scene.rect(
            Point(room.left, middle - half),
            Point(room.left + SWATCH, middle + half),
            part(index, table.rows.len()),
        );
        block.write_centred(scene, Point(room.left + SWATCH + 14.0, middle), Align::Start, INK);
        for (text, right) in [(&datum.value_label, values_right), (&datum.aside, asides_right)] {
            Block::natural(&text.replace('\n', " "), BODY).write_centred(scene, Point(right, middle), Align::End, INK);
        }
        top += height;
    }
    top
}

fn name(datum: &Datum) -> Block {
    Block::fitted(&datum.label, BODY, NAME_ROOM)
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

fn stacked(scene: &mut Scene, room: Room, rows: &[Datum]) {
    // Halved, so that a sum of very large sizes stays finite.
    let halves = || rows.iter().map(|datum| sized(datum.magnitude).max(0.0) / 2.0);
    let count = (rows.len() as f64).max(1.0);
    let whole: f64 = halves().map(|half| half / count).sum();
    let mut left = room.left;
    for (index, (datum, half)) in rows.iter().zip(halves()).enumerate() {
        let width = if whole > 0.0 { room.width() * (half / count / whole) } else { 0.0 };
        segment(scene, Point(left, room.top), width, part(index, rows.len()), &datum.aside);
        left += width;
    }
}

fn segment(scene: &mut Scene, at: Point, width: f64, fill: (u8, u8, u8), share: &str) {
    if width <= 0.0 {
        return;
    }
    scene.rect(at, Point(at.0 + width, at.1 + BAR_HEIGHT), fill);
    scene.line(vec![Point(at.0 + width, at.1), Point(at.0 + width, at.1 + BAR_HEIGHT)], PAPER, 3);
    let label = Block::natural(&share.replace('\n', " "), BODY);
    if label.width() + 16.0 <= width {
        let middle = Point(at.0 + width / 2.0, at.1 + BAR_HEIGHT / 2.0);
        label.write_centred(scene, middle, Align::Middle, text_on(fill));
    }
}
