//! The largest first, and how much of the whole they reach together.
//!
//! In: a table and the shares reached. Out: shapes. The bars are those of a ranking; the shares fill a track at the
//! right, one a lane, each as far as all rows down to its own reach.

use super::bars::Ranking;
use super::block::Block;
use super::frame::{BODY, Room, SMALL};
use super::palette::{BAR, INK, QUIET, SOFT, TRACK};
use super::scene::{Align, Point, Scene};
use super::spec::{Datum, Table, sized};

const PANEL: f64 = 150.0;
const GAP: f64 = 10.0;
/// Air between the bars and the shares.
const APART: f64 = 26.0;

/// Everything that the picture is made of.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    /// The rows.
    pub table: &'a Table,
    /// The share reached with each.
    pub reached: &'a [f64],
    /// Everything not listed.
    pub rest: Option<&'a Datum>,
}

impl Data<'_> {
    /// The least width in which nothing meets.
    #[must_use]
    pub fn least_width(self) -> f64 {
        self.ranking().least_width() + self.shares_width() + APART
    }

    /// Draws bars and shares and says how far down they reach.
    pub fn fill(self, scene: &mut Scene, room: Room) -> f64 {
        let track = room.right - PANEL;
        let bars = Room { right: room.right - self.shares_width() - APART, ..room };
        let heading = Block::one_line(&self.table.aside_heading, SMALL);
        heading.write(scene, Point(room.right - self.shares_width(), room.top), Align::Start, QUIET);
        let listed = self.table.rows.len();
        let lanes = self.ranking().fill(scene, bars, room.right, &|scene, index, lane| {
            let Some(datum) = self.table.rows.get(index).or(self.rest) else { return };
            let share = self.reached.get(index).copied().map_or(0.0, sized).clamp(0.0, 1.0);
            let last = index + 1 == listed && self.rest.is_some();
            let number = Block::one_line(&datum.aside, BODY).weighted(last);
            number.write_centred(scene, Point(track - GAP, lane), Align::End, INK);
            scene.rect(Point(track, lane - 5.0), Point(room.right, lane + 5.0), TRACK);
            let fill = if last { BAR } else { SOFT };
            scene.rect(Point(track, lane - 5.0), Point(track + PANEL * share, lane + 5.0), fill);
        });
        lanes.bottom
    }

    fn ranking(&self) -> Ranking<'_> {
        Ranking { table: self.table, rest: self.rest, asides: false }
    }

    fn shares_width(self) -> f64 {
        let asides = self.table.rows.iter().chain(self.rest).map(|datum| Block::one_line(&datum.aside, BODY).width());
        let heading = Block::one_line(&self.table.aside_heading, SMALL).width();
        (PANEL + GAP + asides.fold(0.0, f64::max)).max(heading)
    }
}
