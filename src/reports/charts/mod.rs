//! Charts: plain descriptions in, SVG text and PNG bytes out.
//!
//! In: a [`Chart`] whose every word and number is already text. Out: [`Drawn`]. The room must not know figures, ledgers,
//! languages or files. Inside it a chart becomes a scene (measured shapes), the scene an SVG, the SVG a PNG.
#![expect(clippy::float_arithmetic, reason = "picture geometry; the numbers that are read arrive as text")]

mod bars;
mod block;
mod columns;
mod composition;
mod face;
mod frame;
mod heat_map;
mod palette;
mod pareto;
mod png;
mod progress;
mod scene;
mod spec;
mod svg;
#[cfg(test)]
mod tests;

pub use spec::{Cell, Chart, Datum, Form, HeatRow, Series, Table, Target};

/// A chart in both formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The chart as SVG 1.1 with its font inside.
    pub svg: String,
    /// The chart as PNG, 391 dpi at the size meant.
    pub png: Vec<u8>,
    /// Characters that the embedded font lacks and that show as empty boxes, in code-point order.
    pub missing_glyphs: Vec<char>,
}

/// What can go wrong in drawing; none of it depends on the numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The embedded font could not be cut.
    #[error("cutting the embedded font: {0}")]
    Font(String),
    /// The scene could not be written.
    #[error("writing SVG: {0}")]
    Paint(String),
    /// The SVG could not be turned into pixels.
    #[error("drawing PNG: {0}")]
    Raster(String),
}

/// Draws a chart.
///
/// # Errors
/// See [`DrawError`]; a missing glyph is no error but is listed in [`Drawn::missing_glyphs`].
pub fn draw(chart: &Chart) -> Result<Drawn, DrawError> {
    let canvas = laid_out(chart);
    let svg = svg::written(chart, &canvas)?;
    let png = png::drawn(&svg)?;
    Ok(Drawn { svg, png, missing_glyphs: canvas.scene.missing_glyphs() })
}

fn laid_out(chart: &Chart) -> frame::Canvas {
    frame::framed(chart, least_width(&chart.form), |scene, room| match &chart.form {
        Form::Columns { each, running } => columns::fill(scene, room, each, running.as_ref()),
        Form::Bars { table, rest } => bars::fill(scene, room, table, rest.as_ref()).bottom,
        Form::HeatMap { columns, rows } => heat_map::fill(scene, room, columns, rows),
        Form::Pareto { table, reached, rest } => pareto::fill(scene, room, table, reached, rest.as_ref()),
        Form::Progress { targets } => progress::fill(scene, room, targets),
        Form::Composition { table } => composition::fill(scene, room, table),
    })
}

fn least_width(form: &Form) -> f64 {
    match form {
        Form::Columns { each, .. } => columns::least_width(each),
        Form::Bars { table, rest } => bars::least_width(table, rest.as_ref()),
        Form::HeatMap { columns, rows } => heat_map::least_width(columns, rows),
        Form::Pareto { table, rest, .. } => pareto::least_width(table, rest.as_ref()),
        Form::Progress { .. } => 0.0,
        Form::Composition { table } => composition::least_width(table),
    }
}
