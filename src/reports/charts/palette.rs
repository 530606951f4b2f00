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
/// Rules between rows.
pub const RULE: Colour = (214, 220, 227);
/// The track behind a progress bar.
pub const TRACK: Colour = (229, 234, 240);
/// Bars and columns that the headline is about.
pub const BAR: Colour = (24, 76, 128);
/// Bars and columns beside them.
pub const SOFT: Colour = (104, 152, 200);
/// What is below zero or behind.
pub const BELOW: Colour = (184, 110, 28);
/// What something is measured against: last year, the calendar.
pub const MARK: Colour = (166, 74, 8);

const PALEST: Colour = (240, 245, 250);
const DEEPEST: Colour = (92, 143, 196);
const PALEST_BELOW: Colour = (252, 243, 232);
const DEEPEST_BELOW: Colour = (222, 160, 90);
const PALEST_PART: Colour = (224, 234, 244);
const DEEPEST_PART: Colour = (114, 160, 207);

/// Shade of a heat-map cell; `share` of the largest size on the map, -1 to 1. None is so deep that ink could not be read.
#[must_use]
pub fn shade(share: f64) -> Colour {
    if share < 0.0 { mix(PALEST_BELOW, DEEPEST_BELOW, -share) } else { mix(PALEST, DEEPEST, share) }
}

/// Colour of part `index` of `count` in a whole: the first stands out, the others are each clearly lighter than the one
/// before.
#[must_use]
pub fn part(index: usize, count: usize) -> Colour {
    let steps = count.saturating_sub(2).max(1) as f64;
    if index == 0 { BAR } else { mix(DEEPEST_PART, PALEST_PART, (index as f64 - 1.0) / steps) }
}

/// Ink or paper, whichever reads better on `ground`.
#[must_use]
pub fn text_on(ground: Colour) -> Colour {
    if luminance(ground) > 0.215 { INK } else { PAPER }
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
            assert!(contrast(INK, ground) >= 4.5, "step {step}: {ground:?}");
        }
        for count in 1..=6 {
            for index in 0..count {
                let ground = part(index, count);
                assert!(contrast(text_on(ground), ground) >= 4.5, "{index} of {count}");
            }
        }
    }

    #[test]
    fn parts_of_a_whole_differ_in_lightness() {
        for count in 2..=6 {
            for index in 1..count {
                assert!(contrast(part(index - 1, count), part(index, count)) > 1.19, "{index} of {count}");
            }
        }
    }

    #[test]
    fn marks_stand_out_from_bars_in_grey() {
        assert!(contrast(BAR, BELOW) > 1.8);
        assert!(contrast(BAR, SOFT) > 1.8);
        for colour in [BAR, SOFT, BELOW, MARK] {
            assert!(contrast(colour, PAPER) >= 3.0, "{colour:?}");
        }
        for colour in [BAR, BELOW, MARK] {
            assert!(contrast(colour, TRACK) >= 3.0, "{colour:?}");
        }
        assert!(contrast(QUIET, PAPER) >= 4.5 && contrast(MARK, PAPER) >= 4.5);
    }

    /// What is left of a colour where one kind of cone is missing (Viénot, Brettel, Mollon 1999), in linear light.
    fn without(cone: usize, (red, green, blue): Colour) -> [f64; 3] {
        let linear = [red, green, blue].map(|channel| (f64::from(channel) / 255.0).powf(2.2));
        let rows = [
            [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]],
            [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]],
        ];
        rows[cone].map(|row| row.iter().zip(linear).map(|(share, light)| share * light).sum())
    }

    #[test]
    fn what_differs_in_meaning_differs_without_red_or_green_cones() {
        for (one, other) in [(BAR, SOFT), (BAR, BELOW), (BAR, MARK), (SOFT, BELOW), (SOFT, MARK)] {
            for cone in 0..2 {
                let (one, other) = (without(cone, one), without(cone, other));
                let apart: f64 = one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum();
                assert!(apart.sqrt() > 0.15, "{one:?} {other:?}");
            }
        }
    }
}
