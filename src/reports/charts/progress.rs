//! Targets: how much of each is reached, and how much of the time has gone.
//!
//! In: targets. Out: shapes. A track from nothing to the target, a bar for what is reached, an upright mark for the time
//! elapsed; words stand above and below the track, never on it.

use super::block::Block;
use super::frame::{BODY, Room, SMALL};
use super::palette::{AXIS, BAR, BELOW, Colour, INK, MARK, PAPER, QUIET, TRACK};
use super::scene::{Align, Point, Scene};
use super::spec::{Target, sized};

const TRACK_HEIGHT: f64 = 24.0;
const INSET: f64 = 4.0;
const GAP: f64 = 6.0;
const APART: f64 = 16.0;
/// Lines that the words of a target may take.
const MOST_LINES: usize = 3;

/// Draws one block per target and says how far down they reach.
pub fn fill(scene: &mut Scene, room: Room, targets: &[Target]) -> f64 {
    // One scale for all: to the target, or as far as the best has gone past it, up to twice the target.
    let reach = targets.iter().map(|target| sized(target.done)).fold(1.0, f64::max).min(2.0);
    let mut top = room.top;
    for target in targets {
        top = block(scene, Room { top, ..room }, target, reach) + APART;
    }
    if targets.is_empty() { top } else { top - APART }
}

fn block(scene: &mut Scene, room: Room, target: &Target, reach: f64) -> f64 {
    let mut drawn = Scene::default();
    let top = words_above(&mut drawn, room, target) + GAP;
    let bottom = top + TRACK_HEIGHT;
    let x = |share: f64| room.left + room.width() * (sized(share) / reach).clamp(0.0, 1.0);
    drawn.rect(Point(room.left, top), Point(x(1.0), bottom), TRACK);
    let fill = if sized(target.done) < sized(target.elapsed) { BELOW } else { BAR };
    drawn.rect(Point(room.left, top + INSET), Point(x(target.done), bottom - INSET), fill);
    upright(&mut drawn, x(1.0) - 1.5, top, bottom, AXIS);
    upright(&mut drawn, x(target.elapsed), top, bottom, MARK);
    let below = Room { top: bottom + GAP, ..room };
    let foot = words_below(&mut drawn, below, target, x(target.elapsed), x(1.0));
    let Target { label, done_label, elapsed_label, target_label, .. } = target;
    let says = format!("{label}: {done_label}\n{elapsed_label}\n{target_label}");
    scene.mark(says, Point(room.left, room.top), Point(room.right, foot), |scene| {
        scene.shapes.append(&mut drawn.shapes);
    });
    foot
}

/// An upright mark across the track, with a white edge so that it shows on the bar in grey too.
fn upright(scene: &mut Scene, x: f64, top: f64, bottom: f64, colour: Colour) {
    for (stroke, half) in [(PAPER, 3.0), (colour, 1.5)] {
        scene.rect(Point(x - half, top - 3.0), Point(x + half, bottom + 4.0), stroke);
    }
}

/// Name at the left and what is reached at the right, on one line where both fit.
fn words_above(scene: &mut Scene, room: Room, target: &Target) -> f64 {
    let name = Block::clipped(&target.label, BODY, room.width(), MOST_LINES).weighted(true);
    let done = Block::clipped(&target.done_label, BODY, room.width(), MOST_LINES);
    name.write(scene, Point(room.left, room.top), Align::Start, INK);
    if name.width() + done.width() + 26.0 <= room.width() {
        done.write(scene, Point(room.right, room.top), Align::End, INK);
        return room.top + name.height().max(done.height());
    }
    done.write(scene, Point(room.left, room.top + name.height()), Align::Start, INK);
    room.top + name.height() + done.height()
}

/// What the mark of time and the end of the track say: beside each other where they fit, else below each other.
fn words_below(scene: &mut Scene, room: Room, target: &Target, mark: f64, end: f64) -> f64 {
    let elapsed = Block::clipped(&target.elapsed_label, SMALL, room.width(), MOST_LINES);
    let goal = Block::clipped(&target.target_label, SMALL, room.width(), MOST_LINES);
    let elapsed_left = within(room, mark, elapsed.width());
    let goal_left = within(room, end, goal.width());
    elapsed.write(scene, Point(elapsed_left, room.top), Align::Start, MARK);
    let apart = elapsed_left + elapsed.width() + 20.0 <= goal_left || goal_left + goal.width() + 20.0 <= elapsed_left;
    let goal_top = if apart { room.top } else { room.top + elapsed.height() };
    goal.write(scene, Point(goal_left, goal_top), Align::Start, QUIET);
    (room.top + elapsed.height()).max(goal_top + goal.height())
}

/// Left edge that centres `width` on `middle` without leaving the room.
fn within(room: Room, middle: f64, width: f64) -> f64 {
    (middle - width / 2.0).min(room.right - width).max(room.left)
}
