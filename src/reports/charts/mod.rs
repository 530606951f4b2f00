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
mod slots;
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
    /// The chart as PNG, 300 dpi at the size meant.
    pub png: Vec<u8>,
    /// The size meant, in hundredths of a millimetre: width, height.
    pub size_hundredth_mm: (u32, u32),
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

impl DrawError {
    /// The key of its sentence in the catalogue; `{cause}` is its placeholder.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Font(_) => "chart-font-uncut",
            Self::Paint(_) => "chart-unpainted",
            Self::Raster(_) => "chart-unrastered",
        }
    }

    /// What the library says.
    #[must_use]
    pub fn cause(&self) -> &str {
        match self {
            Self::Font(cause) | Self::Paint(cause) | Self::Raster(cause) => cause,
        }
    }
}

/// Draws a chart.
///
/// # Errors
/// See [`DrawError`]; a missing glyph is no error but is listed in [`Drawn::missing_glyphs`].
pub fn draw(chart: &Chart) -> Result<Drawn, DrawError> {
    let canvas = laid_out(chart);
    let svg = svg::written(chart, &canvas)?;
    let png = png::drawn(&svg)?;
    let size_hundredth_mm = (hundredth_mm(canvas.width), hundredth_mm(canvas.height));
    Ok(Drawn { svg, png, size_hundredth_mm, missing_glyphs: canvas.scene.missing_glyphs() })
}

/// Canvas units, of which 150 are an inch, in hundredths of a millimetre.
fn hundredth_mm(units: f64) -> u32 {
    (units * 2540.0 / 150.0).round() as u32
}

fn laid_out(chart: &Chart) -> frame::Canvas {
    frame::framed(chart, least_width(&chart.form), |scene, room| match &chart.form {
        Form::Columns { each, running, before } => columns(each, running.as_ref(), before.as_ref()).fill(scene, room),
        Form::Bars { table, rest } => ranking(table, rest.as_ref()).fill(scene, room, room.right, &|_, _, _| ()).bottom,
        Form::HeatMap { columns, rows } => heat_map::fill(scene, room, columns, rows),
        Form::Pareto { table, reached, rest } => pareto(table, reached, rest.as_ref()).fill(scene, room),
        Form::Progress { targets } => progress::fill(scene, room, targets),
        Form::Composition { table } => composition::fill(scene, room, table),
    })
}

fn least_width(form: &Form) -> f64 {
    match form {
        Form::Columns { each, running, before } => columns(each, running.as_ref(), before.as_ref()).least_width(),
        Form::Bars { table, rest } => ranking(table, rest.as_ref()).least_width(),
        Form::HeatMap { columns, rows } => heat_map::least_width(columns, rows),
        Form::Pareto { table, reached, rest } => pareto(table, reached, rest.as_ref()).least_width(),
        Form::Progress { .. } => 0.0,
        Form::Composition { table } => composition::least_width(table),
    }
}

fn columns<'a>(each: &'a Series, running: Option<&'a Series>, before: Option<&'a Series>) -> columns::Data<'a> {
    columns::Data { each, running, before }
}

fn ranking<'a>(table: &'a Table, rest: Option<&'a Datum>) -> bars::Ranking<'a> {
    bars::Ranking { table, rest, asides: true }
}

fn pareto<'a>(table: &'a Table, reached: &'a [f64], rest: Option<&'a Datum>) -> pareto::Data<'a> {
    pareto::Data { table, reached, rest }
}
