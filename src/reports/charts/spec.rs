//! What a caller says about one chart: words, exact labels, and sizes for the picture.
//!
//! In: nothing. Out: plain values. This file knows no figure, no language and no drawing; every word a reader sees
//! arrives here as text, and every number a reader sees arrives already formatted.

/// One chart, complete: what is said around the picture and what the picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// File name without extension.
    pub stem: String,
    /// Short neutral name, as it stands behind 图1.
    pub caption: String,
    /// Headline: what the picture says, as a sentence; the short name where there is nothing to say.
    pub title: String,
    /// What is shown and over which period, under the headline.
    pub subtitle: String,
    /// Unit line at the right, such as 单位：万元.
    pub unit: String,
    /// How to read the picture, where that needs a word; may be empty.
    pub note: String,
    /// Source line at the foot, such as 数据来源：….
    pub source: String,
    /// The picture in words, for those who cannot see it.
    pub alt: String,
    /// What is drawn.
    pub form: Form,
}

/// The kinds of picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Columns over time, with what belongs to each in rows of numbers under them.
    Columns {
        /// The columns, in order of time.
        each: Series,
        /// The running total at the end of each column's time.
        running: Option<Series>,
        /// The same time one year earlier, marked across each column. A point without a number has no mark.
        before: Option<Series>,
    },
    /// Horizontal bars in the order given.
    Bars {
        /// The bars.
        table: Table,
        /// Everything not listed, as one line without a bar.
        rest: Option<Datum>,
    },
    /// Rows by columns of numbers, shaded by size.
    HeatMap {
        /// Column headings.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<HeatRow>,
    },
    /// Bars from the largest down, with the share they reach together.
    Pareto {
        /// The bars; each aside is the share reached with this row, formatted.
        table: Table,
        /// The share reached with each row, 0 to 1, as long as the rows (and one more where there is a rest).
        reached: Vec<f64>,
        /// Everything not listed.
        rest: Option<Datum>,
    },
    /// Progress of targets, each against the time elapsed.
    Progress {
        /// One block per target.
        targets: Vec<Target>,
    },
    /// One bar split into the parts of a whole, with a table of them.
    Composition {
        /// The parts; each aside is its share, formatted. A part below zero cannot be shown and takes no width.
        table: Table,
    },
}

/// One number of a picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Datum {
    /// Name; a line feed starts a new line.
    pub label: String,
    /// Size, for the geometry alone; what is not finite counts as 0.
    pub magnitude: f64,
    /// The number as printed.
    pub value_label: String,
    /// A second printed number, such as the share; may be empty.
    pub aside: String,
    /// Whether the headline is about this one. Where nothing is, everything is.
    pub stressed: bool,
}

/// Rows of data with the headings of their two columns of numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What `value_label` is; may be empty.
    pub value_heading: String,
    /// What `aside` is; may be empty.
    pub aside_heading: String,
    /// The rows.
    pub rows: Vec<Datum>,
}

/// A named run of numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What the numbers are, such as 当月 or 累计.
    pub name: String,
    /// The numbers.
    pub points: Vec<Datum>,
}

/// One row of a heat map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatRow {
    /// Name of the row.
    pub label: String,
    /// One cell per column; `None` where there is no number.
    pub cells: Vec<Option<Cell>>,
}

/// One cell of a heat map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Size, for the shade alone.
    pub magnitude: f64,
    /// The number as printed.
    pub value_label: String,
    /// A second line under it, such as how far it was revised; may be empty.
    pub aside: String,
}

/// One target with what has been reached of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Target {
    /// What the target is for.
    pub label: String,
    /// Share of the target reached, 1 for all of it.
    pub done: f64,
    /// Share of the time elapsed, 0 to 1.
    pub elapsed: f64,
    /// What has been reached, in words and numbers.
    pub done_label: String,
    /// What the mark of time says.
    pub elapsed_label: String,
    /// What the end of the track says.
    pub target_label: String,
}

/// Whether this one stands out among `rows`.
pub(super) fn stands_out(datum: &Datum, rows: &[Datum]) -> bool {
    datum.stressed || !rows.iter().any(|row| row.stressed)
}

/// A size fit for geometry: what is not finite is 0.
pub(super) fn sized(magnitude: f64) -> f64 {
    if magnitude.is_finite() { magnitude } else { 0.0 }
}
