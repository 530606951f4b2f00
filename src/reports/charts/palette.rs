//! Colours that keep their order on a grey printer and for every kind of colour vision.
//!
//! In: a share. Out: a colour. One blue from pale to deep carries all quantity, one ochre of clearly different lightness
//! carries what must stand apart; nothing is told by hue alone.

/// Red, green, blue.
pub type Colour = (u8, u8, u8);

/// Paper.
pub const PAPER: Colour = (255, 255, 255);
/// Headlines and numbers.
pub const INK: Colour = (28, 36, 46);
/// Secondary words.
pub const QUIET: Colour = (88, 98, 110);
/// Axes.
pub const AXIS: Colour = (120, 130, 142);
/// Rules between rows, ticks.
pub const RULE: Colour = (214, 220, 227);
/// The track behind a progress bar.
pub const TRACK: Colour = (229, 234, 240);
/// Bars and columns.
pub const BAR: Colour = (36, 91, 143);
/// Bars below zero.
pub const BELOW: Colour = (205, 133, 52);
/// Lines over time and marks of time.
pub const MARK: Colour = (166, 74, 8);
/// The area under a running total.
pub const AREA: Colour = (220, 231, 242);

const BLACK: Colour = (0, 0, 0);
const PALEST: Colour = (238, 244, 250);
const MIDDLE: Colour = (104, 152, 200);
const DEEPEST: Colour = (11, 54, 102);
const PALEST_PART: Colour = (205, 222, 239);
const PALEST_BELOW: Colour = (252, 243, 232);

/// Shade of a heat-map cell; `share` of the largest size on the map, -1 to 1.
#[must_use]
pub fn shade(share: f64) -> Colour {
    if share < 0.0 { mix(PALEST_BELOW, BELOW, -share) } else { deepened(PALEST, share) }
}

/// Colour of part `index` of `count` in a whole: deepest first, each clearly lighter than the one before.
#[must_use]
pub fn part(index: usize, count: usize) -> Colour {
    deepened(PALEST_PART, 1.0 - index as f64 / count.saturating_sub(1).max(1) as f64)
}

/// From `pale` by way of a clear blue to the deepest.
fn deepened(pale: Colour, share: f64) -> Colour {
    if share < 0.5 { mix(pale, MIDDLE, share * 2.0) } else { mix(MIDDLE, DEEPEST, share * 2.0 - 1.0) }
}

/// Black or paper, whichever reads better on `ground`: at this luminance both have the same contrast.
#[must_use]
pub fn text_on(ground: Colour) -> Colour {
    if luminance(ground) > 0.179 { BLACK } else { PAPER }
}

/// Relative luminance of a colour, 0 black to 1 white, as WCAG defines it.
#[must_use]
pub fn luminance((red, green, blue): Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn mix(from: Colour, to: Colour, share: f64) -> Colour {
    let share = share.clamp(0.0, 1.0);
    let channel = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    (channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG contrast of two colours, 1 to 21.
    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn shades_darken_without_a_turn() {
        let mut lighter = luminance(shade(0.0));
        for step in 1..=20 {
            let here = luminance(shade(f64::from(step) / 20.0));
            assert!(here < lighter, "step {step}");
            lighter = here;
        }
    }

    #[test]
    fn numbers_read_on_every_shade() {
        for step in -20..=20 {
            let ground = shade(f64::from(step) / 20.0);
            assert!(contrast(text_on(ground), ground) >= 4.5, "step {step}: {ground:?}");
        }
    }

    #[test]
    fn parts_of_a_whole_differ_in_lightness() {
        for count in 2..=6 {
            for index in 1..count {
                assert!(contrast(part(index - 1, count), part(index, count)) > 1.25, "{index} of {count}");
            }
        }
    }

    #[test]
    fn marks_stand_out_from_bars_in_grey() {
        assert!(contrast(BAR, BELOW) > 1.8);
        assert!(contrast(BAR, TRACK) > 3.0);
        assert!(contrast(MARK, TRACK) > 3.0);
    }
}
