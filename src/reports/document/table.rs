//! A table: columns that say what they hold and in which unit, rows of figures by their ids.

/// A table with one heading row, and at most one total as its last row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its key, the same in every language: `sales-by-city`. A sheet, a file or an anchor may be named after it.
    pub key: String,
    /// Its title: 各市销售情况.
    pub title: String,
    /// The period or scope, under the title; may be empty.
    pub scope: String,
    /// The unit line (单位：万元), where one unit holds for all columns of numbers; else each column names its own.
    pub unit: Option<String>,
    /// The columns; the first ones are labels.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What to know about it: rounding, what is left out. One sentence each.
    pub notes: Vec<String>,
}

impl Table {
    /// Whether it holds no number at all: what it tells is what others wrote, and claims nothing.
    #[must_use]
    pub fn holds_texts_alone(&self) -> bool {
        self.columns.iter().all(|column| column.form.is_none())
    }
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, without the unit.
    pub heading: String,
    /// The unit in which its numbers are printed: 万元, 吨, %, 个百分点; none for labels, ranks and where the table's unit line says it.
    pub unit: Option<String>,
    /// What kind of numbers; none for labels.
    pub form: Option<NumberForm>,
}

/// The kinds of numbers in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// Amounts or counts whose rows add up to the total row.
    Additive,
    /// Amounts or counts that do not add up: active stores, prices.
    Amount,
    /// Shares, growth, completion: the value is in per cent (29.46 for 29.46%).
    Percent,
    /// Differences of rates, in 个百分点.
    Points,
    /// A place in an order.
    Rank,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whether it is the total.
    pub role: RowRole,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// One of the parts.
    Body,
    /// The total of the rows above: 合计.
    Total,
}

/// What stands where a row meets a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A label.
    Label(String),
    /// A number.
    Number(Number),
    /// No number, with what is printed in its place (`—`) and why.
    Nothing {
        /// What is printed.
        shown: String,
        /// Why there is none; may be empty.
        why: String,
    },
}

/// A number of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The id of the figure that it is.
    pub figure: String,
    /// As printed, in the column's unit, without the unit and without separators: `5940.32`, `-8.92`.
    pub shown: String,
    /// Decimals of `shown` at most, as its column prints them.
    pub decimals: u32,
    /// The exact value in the column's unit as decimal text, to 12 places where it is a fraction: `5940.32`, `29.458333333333`.
    pub exact: String,
}
