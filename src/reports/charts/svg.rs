//! A scene as SVG: plotters paints it, the words of the chart and its part of the font are added.
//!
//! In: a canvas and the words that describe it. Out: SVG text. Text stays text, so that it can be selected, searched and
//! read aloud; the font it needs travels inside the file, so that it shows on a machine without any Chinese font.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::face;
use super::frame::Canvas;
use super::palette::Colour;
use super::scene::{Align, Area, Label, Point, Shape};
use super::{DrawError, spec::Chart};

/// The font in the file first; a reader that ignores embedded fonts may have one of the others.
const FAMILIES: &str = "Market Aid Hei, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif";
/// Plotters hangs text by its top and takes that to be 0.76 em above the baseline.
const TOP_TO_BASELINE: f64 = 0.76;
/// Plotters divides every font size by this before it writes it.
const SIZE_FACTOR: f64 = 1.24;

type Sheet<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Writes `canvas` as SVG.
///
/// # Errors
/// Where plotters or the cutting of the font fail.
pub fn written(chart: &Chart, canvas: &Canvas) -> Result<String, DrawError> {
    let mut body = String::new();
    {
        let sheet = SVGBackend::with_string(
            &mut body,
            (pixel(canvas.width).unsigned_abs(), pixel(canvas.height).unsigned_abs()),
        );
        let sheet = sheet.into_drawing_area();
        for shape in &canvas.scene.shapes {
            paint(&sheet, shape).map_err(|error| DrawError::Paint(error.to_string()))?;
        }
        sheet.present().map_err(|error| DrawError::Paint(error.to_string()))?;
    }
    Ok(introduced(chart, &body, &font_face(&canvas.scene.characters())?))
}

/// The rule that brings the font along. It says which characters it holds, so that several charts in one page, each with
/// its own part of the font, complete each other instead of hiding each other.
fn font_face(used: &BTreeSet<char>) -> Result<String, DrawError> {
    let font = STANDARD.encode(face::cut(used)?);
    let held: Vec<String> = used.iter().filter(|c| face::has(**c)).map(|c| format!("U+{:X}", u32::from(*c))).collect();
    // Nothing held means nothing to show, and an empty list would be no valid rule.
    let range = if held.is_empty() { String::from("U+20") } else { held.join(",") };
    let family = face::FAMILY;
    Ok(format!(
        "@font-face{{font-family:\"{family}\";src:url(data:font/ttf;base64,{font}) format(\"truetype\");unicode-range:{range}}}"
    ))
}

/// Adds title, description and font behind the opening tag.
fn introduced(chart: &Chart, body: &str, font_face: &str) -> String {
    let (opening, rest) = body.split_once('>').unwrap_or((body, ""));
    let (title, described) = (escaped(&chart.title), escaped(&chart.alt));
    format!(
        "{opening} role=\"img\">\n<title>{title}</title>\n<desc>{described}</desc>\n<style>{font_face}</style>{rest}"
    )
}

fn escaped(text: &str) -> String {
    super::scene::printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

type Painted = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

fn paint(sheet: &Sheet<'_>, shape: &Shape) -> Painted {
    match shape {
        Shape::Rect(area, fill) => sheet.draw(&Rectangle::new(corners(area), rgb(*fill).filled())),
        Shape::Line(points, stroke, width) => sheet.draw(&PathElement::new(pixels(points), stroked(*stroke, *width))),
        Shape::Polygon(points, fill) => sheet.draw(&Polygon::new(pixels(points), rgb(*fill).filled())),
        Shape::Dot(centre, radius, fill) => sheet.draw(&Circle::new(at(*centre), pixel(*radius), rgb(*fill).filled())),
        Shape::Text(label) => sheet.draw(&Text::new(label.text.clone(), hung(label), style(label))),
    }
}

fn corners(area: &Area) -> [(i32, i32); 2] {
    [at(Point(area.left, area.top)), at(Point(area.right, area.bottom))]
}

fn pixels(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().map(|point| at(*point)).collect()
}

fn at(point: Point) -> (i32, i32) {
    (pixel(point.0), pixel(point.1))
}

fn pixel(length: f64) -> i32 {
    length.round() as i32
}

fn rgb((red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

fn stroked(stroke: Colour, width: u32) -> ShapeStyle {
    rgb(stroke).stroke_width(width)
}

/// The point by which plotters hangs a label whose baseline is known.
fn hung(label: &Label) -> (i32, i32) {
    let rise = label.size * TOP_TO_BASELINE;
    let Point(x, y) = label.at;
    at(if label.upwards { Point(x - rise, y) } else { Point(x, y - rise) })
}

fn style(label: &Label) -> TextStyle<'static> {
    let transform = if label.upwards { FontTransform::Rotate270 } else { FontTransform::None };
    let font =
        FontDesc::new(FontFamily::Name(FAMILIES), label.size * SIZE_FACTOR, FontStyle::Normal).transform(transform);
    let horizontal = match label.align {
        Align::Start => HPos::Left,
        Align::Middle => HPos::Center,
        Align::End => HPos::Right,
    };
    font.color(&rgb(label.colour)).pos(Pos::new(horizontal, VPos::Top))
}
