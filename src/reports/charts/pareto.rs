//! The largest first, and how much of the whole they reach together.
//!
//! In: a table and the shares reached. Out: shapes. The bars are those of a ranking; the shares run down a panel at the
//! right, one dot a lane, so that the line needs no second scale over the bars.

use super::bars::{self, Lanes};
use super::block::Block;
use super::frame::{Room, SMALL};
use super::palette::{MARK, QUIET, RULE};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized};

const PANEL: f64 = 250.0;
/// Room for half a tick label on either side of the panel.
const OVERHANG: f64 = 34.0;
const TICKS: [(f64, &str); 3] = [(0.0, "0"), (0.5, "50%"), (1.0, "100%")];

/// The least width in which nothing meets.
#[must_use]
pub fn least_width(table: &Table, rest: Option<&Datum>) -> f64 {
    bars::least_width(table, rest) + PANEL + 2.0 * OVERHANG
}

/// Draws table and panel and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, table: &Table, reached: &[f64], rest: Option<&Datum>) -> f64 {
    let right = room.right - OVERHANG;
    let left = right - PANEL;
    let lanes = bars::fill(scene, Room { right: left - OVERHANG, ..room }, table, rest);
    let x = |share: f64| left + PANEL * sized(share).clamp(0.0, 1.0);
    let foot = ticks(scene, &lanes, x);
    let dots: Vec<Point> =
        reached.iter().zip(&lanes.middles).map(|(share, middle)| Point(x(*share), *middle)).collect();
    if dots.len() > 1 {
        scene.line(dots.clone(), MARK, 3);
    }
    for dot in dots {
        scene.dot(dot, 6.0, MARK);
    }
    foot
}

fn ticks(scene: &mut Scene, lanes: &Lanes, x: impl Fn(f64) -> f64) -> f64 {
    let mut foot = lanes.bottom;
    for (share, name) in TICKS {
        scene.line(vec![Point(x(share), lanes.top), Point(x(share), lanes.bottom)], RULE, 2);
        let label = Block::natural(name, SMALL);
        label.write(scene, Point(x(share), lanes.bottom + 6.0), Align::Middle, QUIET);
        foot = foot.max(lanes.bottom + 6.0 + label.height());
    }
    foot
}
