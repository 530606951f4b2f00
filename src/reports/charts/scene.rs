//! A picture as a flat list of shapes in canvas units, before any file format.
//!
//! In: shapes with their places. Out: the same, to be painted and to be inspected. It knows neither charts nor SVG.
//! A canvas unit is two dots at 300 dpi, so that the usual 920 units fill the 156 mm between the margins of an A4 page,
//! and one pixel of a web page.

use std::collections::BTreeSet;

use super::face;
use super::palette::Colour;

/// A place: x to the right, y down, in canvas units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point(pub f64, pub f64);

/// An upright rectangle in canvas units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Smallest x.
    pub left: f64,
    /// Smallest y.
    pub top: f64,
    /// Largest x.
    pub right: f64,
    /// Largest y.
    pub bottom: f64,
}

impl Area {
    /// The rectangle between two corners, in any order.
    #[must_use]
    pub fn between(one: Point, other: Point) -> Self {
        Self {
            left: one.0.min(other.0),
            top: one.1.min(other.1),
            right: one.0.max(other.0),
            bottom: one.1.max(other.1),
        }
    }
}

/// Which point of a text its place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// A point of its baseline.
    pub at: Point,
    /// Size of one em.
    pub size: f64,
    /// Colour.
    pub colour: Colour,
    /// Which point of the baseline `at` is.
    pub align: Align,
    /// Whether it runs upwards instead of to the right.
    pub upwards: bool,
    /// Whether it is set heavier than the rest.
    pub strong: bool,
}

/// Anything that can be painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect(Area, Colour),
    /// An open line of some width.
    Line(Vec<Point>, Colour, u32),
    /// Text.
    Text(Label),
    /// From here to the matching [`Shape::Close`] the shapes are one thing, which says this and answers to a pointer
    /// anywhere in the area.
    Open(String, Area),
    /// The end of such a thing.
    Close,
}

/// A picture in the making.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Shapes, each painted over those before it.
    pub shapes: Vec<Shape>,
}

impl Scene {
    /// Adds a filled rectangle; corners may come in any order.
    pub fn rect(&mut self, one: Point, other: Point, fill: Colour) {
        self.shapes.push(Shape::Rect(Area::between(one, other), fill));
    }

    /// Adds a line through points.
    pub fn line(&mut self, points: Vec<Point>, stroke: Colour, width: u32) {
        self.shapes.push(Shape::Line(points, stroke, width));
    }

    /// Adds what `draw` draws as one thing that says `says` and answers to a pointer between two corners.
    pub fn mark(&mut self, says: String, one: Point, other: Point, draw: impl FnOnce(&mut Self)) {
        self.shapes.push(Shape::Open(says, Area::between(one, other)));
        draw(self);
        self.shapes.push(Shape::Close);
    }

    /// Adds a line of text; an empty one leaves nothing.
    pub fn text(&mut self, label: Label) {
        let text = printable(&label.text);
        if !text.is_empty() {
            self.shapes.push(Shape::Text(Label { text, ..label }));
        }
    }

    /// Every character the picture shows.
    #[must_use]
    pub fn characters(&self) -> BTreeSet<char> {
        self.labels().flat_map(|label| label.text.chars()).collect()
    }

    /// Characters the picture shows that the font cannot draw, in code-point order.
    #[must_use]
    pub fn missing_glyphs(&self) -> Vec<char> {
        self.characters().into_iter().filter(|c| !face::has(*c)).collect()
    }

    fn labels(&self) -> impl Iterator<Item = &Label> {
        self.shapes.iter().filter_map(|shape| if let Shape::Text(label) = shape { Some(label) } else { None })
    }
}

/// Text as one line that XML can hold: runs of white space are one space, and what XML forbids or what turns the direction
/// of writing becomes U+FFFD, which the font lacks, so that it is reported.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(|c| {
            let forbidden = c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
            if forbidden || turns(c) { char::REPLACEMENT_CHARACTER } else { c }
        }));
    }
    line
}

/// Whether a character only says in which direction others run.
fn turns(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::charts::palette::INK;

    #[test]
    fn text_is_one_clean_line() {
        assert_eq!(printable("  a \t b\u{3000}\n丙\u{0}丁 "), "a b 丙\u{FFFD}丁");
        assert_eq!(printable("\u{FFFF}"), "\u{FFFD}");
        assert_eq!(printable("店\u{202E}号"), "店\u{FFFD}号");
    }

    #[test]
    fn missing_glyphs_are_listed_once_and_in_order() {
        let mut scene = Scene::default();
        for text in ["杭州😀", "ئ😀", ""] {
            scene.text(Label {
                text: text.into(),
                at: Point(0.0, 0.0),
                size: 20.0,
                colour: INK,
                align: Align::Start,
                upwards: false,
                strong: false,
            });
        }
        assert_eq!(scene.shapes.len(), 2);
        assert_eq!(scene.missing_glyphs(), ['ئ', '😀']);
    }
}
