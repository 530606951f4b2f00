//! A scene as SVG: plotters paints its shapes; what they say, the words of the chart and its part of the font are added.
//!
//! In: a canvas and the words that describe it. Out: SVG text. Text stays text, so that it can be selected, searched and
//! read aloud; the font it needs travels inside the file, so that it shows on a machine without any Chinese font. Each
//! thing with a value is a group with a title, which a browser shows beside the pointer and a screen reader reads.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use plotters::coord::Shift;
use plotters::element::{PathElement, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::face;
use super::frame::Canvas;
use super::palette::Colour;
use super::scene::{Align, Area, Label, Point, Shape, printable};
use super::{DrawError, spec::Chart};

/// The font in the file first; a reader that ignores embedded fonts may have one of the others.
const FAMILIES: &str = "Market Aid Hei, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif";
/// Plotters hangs text by its top and takes that to be 0.76 em above the baseline.
const TOP_TO_BASELINE: f64 = 0.76;
/// Plotters divides every font size by this before it writes it.
const SIZE_FACTOR: f64 = 1.24;
/// How much wider than its outline a heavy text is drawn, in ems: the font has one weight, and a reader's own way of
/// making it bold differs from the next one's.
const WEIGHT: f64 = 0.034;

type Sheet<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Writes `canvas` as SVG.
///
/// # Errors
/// Where plotters or the cutting of the font fail.
pub fn written(chart: &Chart, canvas: &Canvas) -> Result<String, DrawError> {
    let mut svg = introduced(chart, canvas, &font_face(&canvas.scene.characters())?);
    for shape in &canvas.scene.shapes {
        match shape {
            Shape::Open(says, area) => opened(&mut svg, says, &chart.unit, area),
            Shape::Close => svg.push_str("</g>\n"),
            Shape::Text(label) if label.strong => {
                let (red, green, blue) = label.colour;
                let width = format!("{:.2}", label.size * WEIGHT);
                let painted = painted(canvas, shape)?;
                svg.push_str(&format!(
                    "<g stroke=\"#{red:02x}{green:02x}{blue:02x}\" stroke-width=\"{width}\" \
                     stroke-linejoin=\"round\">{painted}</g>\n"
                ));
            }
            _ => svg.push_str(&painted(canvas, shape)?),
        }
    }
    svg.push_str("</svg>\n");
    Ok(svg)
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

/// Everything before the shapes. A reader goes into a graphics document, so that each thing in it is read as well.
fn introduced(chart: &Chart, canvas: &Canvas, font_face: &str) -> String {
    let (width, height) = (pixel(canvas.width), pixel(canvas.height));
    let (title, described) = (escaped(&chart.title), escaped(&chart.alt));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"graphics-document document\">\n\
         <title>{title}</title>\n<desc>{described}</desc>\n<style>{font_face}</style>\n"
    )
}

/// Opens a thing that says something; the whole of its area answers to a pointer, though nothing is painted there.
fn opened(svg: &mut String, says: &str, unit: &str, area: &Area) {
    let lines = says.split('\n').chain([unit]).map(escaped).filter(|line| !line.is_empty());
    let title = lines.collect::<Vec<_>>().join("\n");
    let [left, top, right, bottom] = [area.left, area.top, area.right, area.bottom].map(pixel);
    let (width, height) = (right - left, bottom - top);
    svg.push_str(&format!(
        "<g role=\"img\"><title>{title}</title>\n<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
         fill=\"none\" pointer-events=\"all\"/>\n"
    ));
}

fn escaped(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One shape as plotters writes it, without the document around it.
fn painted(canvas: &Canvas, shape: &Shape) -> Result<String, DrawError> {
    let mut body = String::new();
    {
        let size = (pixel(canvas.width).unsigned_abs(), pixel(canvas.height).unsigned_abs());
        let sheet = SVGBackend::with_string(&mut body, size).into_drawing_area();
        paint(&sheet, shape).map_err(|error| DrawError::Paint(error.to_string()))?;
        sheet.present().map_err(|error| DrawError::Paint(error.to_string()))?;
    }
    let inside = body.split_once('>').map_or("", |(_, rest)| rest);
    Ok(inside.rsplit_once("</svg>").map_or(inside, |(shapes, _)| shapes).trim_start().to_owned())
}

type Painted = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

fn paint(sheet: &Sheet<'_>, shape: &Shape) -> Painted {
    match shape {
        Shape::Rect(area, fill) => sheet.draw(&Rectangle::new(corners(area), rgb(*fill).filled())),
        Shape::Line(points, stroke, width) => sheet.draw(&PathElement::new(pixels(points), stroked(*stroke, *width))),
        Shape::Text(label) => sheet.draw(&Text::new(label.text.clone(), hung(label), style(label))),
        Shape::Open(..) | Shape::Close => Ok(()),
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
