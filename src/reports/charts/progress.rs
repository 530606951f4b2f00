//! Targets: how much of each is reached, and how much of the time has gone.
//!
//! In: targets. Out: shapes. A track from nothing to the target, a bar for what is reached, an upright mark for the time
//! elapsed; words stand above and below the track, never on it.

use super::block::Block;
use super::frame::{BODY, Room, SMALL};
use super::palette::{AXIS, BAR, Colour, INK, MARK, PAPER, QUIET, TRACK};
use super::scene::{Align, Point, Scene};
use super::spec::{Target, sized};

const TRACK_HEIGHT: f64 = 44.0;
const GAP: f64 = 10.0;

/// Draws one block per target and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, targets: &[Target]) -> f64 {
    // One scale for all: to the target, or as far as the best has gone past it, up to twice the target.
    let reach = targets.iter().map(|target| sized(target.done)).fold(1.0, f64::max).min(2.0);
    let mut top = room.top;
    for target in targets {
        top = block(scene, Room { top, ..room }, target, reach) + 26.0;
    }
    if targets.is_empty() { top } else { top - 26.0 }
}

fn block(scene: &mut Scene, room: Room, target: &Target, reach: f64) -> f64 {
    let top = words_above(scene, room, target) + GAP;
    let bottom = top + TRACK_HEIGHT;
    let x = |share: f64| room.left + room.width() * (sized(share) / reach).clamp(0.0, 1.0);
    scene.rect(Point(room.left, top), Point(x(1.0), bottom), TRACK);
    scene.rect(Point(room.left, top + 9.0), Point(x(target.done), bottom - 9.0), BAR);
    mark(scene, x(1.0) - 2.0, top, bottom, AXIS);
    mark(scene, x(target.elapsed), top, bottom, MARK);
    words_below(scene, Room { top: bottom + GAP, ..room }, target, x(target.elapsed), x(1.0))
}

/// An upright mark across the track, with a white edge so that it shows on the bar in grey too.
fn mark(scene: &mut Scene, x: f64, top: f64, bottom: f64, colour: Colour) {
    for (stroke, width) in [(PAPER, 10), (colour, 4)] {
        scene.line(vec![Point(x, top - 4.0), Point(x, bottom + 6.0)], stroke, width);
    }
}

/// Name at the left and what is reached at the right, on one line where both fit.
fn words_above(scene: &mut Scene, room: Room, target: &Target) -> f64 {
    let name = Block::fitted(&target.label, BODY, room.width());
    let done = Block::fitted(&target.done_label, BODY, room.width());
    name.write(scene, Point(room.left, room.top), Align::Start, INK);
    if name.width() + done.width() + 40.0 <= room.width() {
        done.write(scene, Point(room.right, room.top), Align::End, INK);
        return room.top + name.height().max(done.height());
    }
    done.write(scene, Point(room.left, room.top + name.height()), Align::Start, INK);
    room.top + name.height() + done.height()
}

/// What the mark of time and the end of the track say: beside each other where they fit, else below each other.
fn words_below(scene: &mut Scene, room: Room, target: &Target, mark: f64, end: f64) -> f64 {
    let elapsed = Block::fitted(&target.elapsed_label, SMALL, room.width());
    let goal = Block::fitted(&target.target_label, SMALL, room.width());
    let elapsed_left = within(room, mark, elapsed.width());
    let goal_left = within(room, end, goal.width());
    elapsed.write(scene, Point(elapsed_left, room.top), Align::Start, MARK);
    let apart = elapsed_left + elapsed.width() + 30.0 <= goal_left || goal_left + goal.width() + 30.0 <= elapsed_left;
    let goal_top = if apart { room.top } else { room.top + elapsed.height() };
    goal.write(scene, Point(goal_left, goal_top), Align::Start, QUIET);
    (room.top + elapsed.height()).max(goal_top + goal.height())
}

/// Left edge that centres `width` on `middle` without leaving the room.
fn within(room: Room, middle: f64, width: f64) -> f64 {
    (middle - width / 2.0).min(room.right - width).max(room.left)
}
