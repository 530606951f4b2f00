//! Charts that a spreadsheet draws from the tables' own cells, two on a page, each with a line that says what it shows.
//!
//! Which table gets which chart follows from its shape: months down its first column, columns for each amount; months
//! across, columns for the total row; values of a dimension, largest first, bars for the amount that ranks them.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartSolidFill, ChartType, Color,
    Workbook, Worksheet, XlsxError,
};

use crate::exact::{Decimal, with_separators};

use super::super::document::{NumberForm, RowRole};
use super::folding::folded;
use super::layout::Layout;
use super::names::{cell_name, without_ending};
use super::stored::{Shown, Stored, shows};
use super::styles::number_format;
use super::wording::Wording;
use super::{Binding, listing, page, table_sheet};

/// So many amounts of a table with months are drawn, each by itself.
const MOST_AMOUNTS: usize = 2;
/// So many bars a chart has; a longer list shows its first ones.
const MOST_BARS: usize = 24;
/// A chart of more bars than this takes a whole page.
const LOW_BARS: usize = 12;
/// The width of a chart in pixels, and the rows that it takes with its lines: two low ones fill a page.
const WIDTH: u32 = 590;
/// The first column holds lines and charts, so that no reader's own width of columns stretches a chart.
const COLUMN: f64 = 84.0;
const ROW_HEIGHT: u32 = 22;
const LOW_ROWS: u32 = 20;
const HIGH_ROWS: u32 = 40;
/// Rows above a chart and below it.
const LINES: u32 = 4;
const BELOW: u32 = 2;
/// The line above a chart is folded at so many digits.
const LINE_WIDTH: usize = 82;
/// The colour of columns and bars.
const FILL: Color = Color::RGB(0x2F_6D_A8);
const GRID: Color = Color::RGB(0xD9_D9_D9);

/// A chart to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    table: usize,
    is_bars: bool,
    categories: Range,
    values: Range,
    heading: String,
    unit: String,
    alt: String,
    shown: Shown,
    axis_decimals: u32,
    figures: Vec<String>,
}

/// Cells from one to another, counted from 0: first row, first column, last row, last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range(u32, u16, u32, u16);

/// The charts of these tables, in their order.
pub(super) fn plans(layouts: &[Layout<'_>], wording: Wording) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for plan in layouts.iter().enumerate().flat_map(|(table, layout)| of_table(table, layout, wording)) {
        // The total row of a table by months is what the table of months draws already.
        if !plans.iter().any(|known| known.figures == plan.figures) {
            plans.push(plan);
        }
    }
    plans
}

fn of_table(table: usize, layout: &Layout<'_>, wording: Wording) -> Vec<Plan> {
    let labels = layout.table.columns.iter().take_while(|column| column.form.is_none()).count();
    let parts = layout.parts() as usize;
    if labels != 1 || parts < 2 {
        return Vec::new();
    }
    let months: Vec<&str> = (1..=12).map(|month| wording.text(&format!("chart-month-{month}"))).collect();
    let is_month = |text: &str| months.contains(&text);
    let across: Vec<usize> =
        (1..layout.headings.len()).filter(|at| is_month(&layout.table.columns[*at].heading)).collect();
    if across.len() > 1 {
        return by_month_across(table, layout, &across, wording).into_iter().collect();
    }
    let of_months = layout.cells[..parts].iter().all(|row| matches!(row[0], Stored::Label(text) if is_month(text)));
    if of_months {
        let amounts = amounts(layout, parts).into_iter().take(MOST_AMOUNTS);
        return amounts.filter_map(|at| down(table, layout, at, parts, false, wording)).collect();
    }
    let ranked = amounts(layout, parts).into_iter().find(|at| falls(layout, *at, parts));
    ranked.and_then(|at| down(table, layout, at, parts.min(MOST_BARS), true, wording)).into_iter().collect()
}

/// The columns that add up: amounts with decimals first, for they say more than counts.
fn amounts(layout: &Layout<'_>, parts: usize) -> Vec<usize> {
    let adds = |at: &usize| layout.table.columns[*at].form == Some(NumberForm::Additive) && says(layout, *at, parts);
    let has_decimals = |at: usize| {
        layout.cells[..parts].iter().any(|row| matches!(row[at], Stored::Number { shown, .. } if shown.decimals > 0))
    };
    let mut found: Vec<usize> = (1..layout.headings.len()).filter(adds).collect();
    found.sort_by_key(|at| !has_decimals(*at));
    found
}

/// Whether a column has two numbers at least.
fn says(layout: &Layout<'_>, at: usize, parts: usize) -> bool {
    layout.cells[..parts].iter().filter(|row| matches!(row[at], Stored::Number { .. })).count() > 1
}

/// Whether a column's numbers fall from row to row.
fn falls(layout: &Layout<'_>, at: usize, parts: usize) -> bool {
    let values: Option<Vec<i128>> = layout.cells[..parts].iter().map(|row| level(&row[at])).collect();
    values.is_some_and(|values| values.windows(2).all(|pair| pair[0] >= pair[1]))
}

/// A number in the smallest unit that any of them has; none for what is no number.
fn level(cell: &Stored<'_>) -> Option<i128> {
    match cell {
        Stored::Number { value, .. } => Some(value.at_scale(value.scale.max(12))?.0),
        _ => None,
    }
}

/// A chart of the numbers of one column.
fn down(table: usize, layout: &Layout<'_>, at: usize, rows: usize, is_bars: bool, wording: Wording) -> Option<Plan> {
    let column = u16::try_from(at).ok()?;
    let (first, last) = (layout.first(), layout.first() + u32::try_from(rows).ok()? - 1);
    let named = &layout.table.columns[at];
    let unit = named.unit.clone().or_else(|| layout.table.unit.clone()).unwrap_or_default();
    let points: Vec<(&str, &Stored<'_>)> = layout.cells[..rows].iter().map(|row| (label(&row[0]), &row[at])).collect();
    let parts = layout.parts() as usize;
    let heading = if parts > rows {
        wording.filled("book-chart-first", &[("heading", &named.heading), ("n", &rows.to_string())])
    } else {
        named.heading.clone()
    };
    let key = if is_bars { "book-chart-alt-ranked" } else { "book-chart-alt-monthly" };
    Some(Plan {
        table,
        is_bars,
        categories: Range(first, 0, last, 0),
        values: Range(first, column, last, column),
        alt: alt(layout, key, &heading, &unit, &points, wording)?,
        shown: shown(&points)?,
        axis_decimals: axis_decimals(&points),
        figures: figures(&points),
        heading,
        unit,
    })
}

/// A chart of the total over the months that stand side by side.
fn by_month_across(table: usize, layout: &Layout<'_>, across: &[usize], wording: Wording) -> Option<Plan> {
    let (first, last) = (*across.first()?, *across.last()?);
    let at = layout.table.rows.iter().position(|row| row.role == RowRole::Total)?;
    let row = layout.first() + u32::try_from(at).ok()?;
    let (from, to) = (u16::try_from(first).ok()?, u16::try_from(last).ok()?);
    let points: Vec<(&str, &Stored<'_>)> =
        across.iter().map(|at_column| (layout.headings[*at_column].as_str(), &layout.cells[at][*at_column])).collect();
    let heading = label(&layout.cells[at][0]).to_owned();
    let unit = layout.table.unit.clone().or_else(|| layout.table.columns[first].unit.clone()).unwrap_or_default();
    (last - first + 1 == across.len()).then_some(())?;
    Some(Plan {
        table,
        is_bars: false,
        categories: Range(layout.head(), from, layout.head(), to),
        values: Range(row, from, row, to),
        alt: alt(layout, "book-chart-alt-monthly", &heading, &unit, &points, wording)?,
        shown: shown(&points)?,
        axis_decimals: axis_decimals(&points),
        figures: figures(&points),
        heading,
        unit,
    })
}

fn label<'a>(cell: &Stored<'a>) -> &'a str {
    match cell {
        Stored::Label(text) => text,
        _ => "",
    }
}

/// Decimals of the axis: its steps are about a fifth of the largest number.
fn axis_decimals(points: &[(&str, &Stored<'_>)]) -> u32 {
    let tenths = points.iter().filter_map(|(_, cell)| match cell {
        Stored::Number { value, .. } => Some(shows(*value, 1)?.abs()),
        _ => None,
    });
    match tenths.max().unwrap_or(0) {
        50.. => 0,
        5.. => 1,
        _ => 2,
    }
}

/// The figures that are drawn.
fn figures(points: &[(&str, &Stored<'_>)]) -> Vec<String> {
    let figure = |(_, cell): &(&str, &Stored<'_>)| match cell {
        Stored::Number { figure, .. } => (*figure).to_owned(),
        _ => String::new(),
    };
    points.iter().map(figure).collect()
}

/// Labels with fewer decimals the larger the numbers are.
fn shown(points: &[(&str, &Stored<'_>)]) -> Option<Shown> {
    let largest = points.iter().filter_map(|(_, cell)| match cell {
        Stored::Number { value, shown, .. } => Some((shows(*value, 0)?.abs(), shown.decimals)),
        _ => None,
    });
    let (whole, decimals) = largest.max()?;
    let kept = match whole {
        1_000.. => 0,
        100.. => 1,
        _ => 2,
    };
    Some(Shown { decimals: decimals.min(kept), grouped: true })
}

/// What a chart shows, in a sentence: the largest, or the least and the most.
fn alt(
    layout: &Layout<'_>,
    key: &str,
    heading: &str,
    unit: &str,
    points: &[(&str, &Stored<'_>)],
    wording: Wording,
) -> Option<String> {
    let numbers: Vec<(i128, &str, String)> = points
        .iter()
        .filter_map(|(name, cell)| match cell {
            Stored::Number { value, shown, .. } => Some((level(cell)?, *name, printed(*value, shown.decimals))),
            _ => None,
        })
        .collect();
    let least = numbers.iter().min_by_key(|(level, _, _)| *level)?;
    let most = numbers.iter().max_by_key(|(level, _, _)| *level)?;
    let (first, last) = if key == "book-chart-alt-ranked" { (most, most) } else { (least, most) };
    let scope = match (layout.table.scope.as_str(), unit) {
        ("", only) | (only, "") => only.to_owned(),
        (scope, unit) => wording.filled("book-scope", &[("scope", scope), ("unit", unit)]),
    };
    let values = [
        ("title", format!("{} {heading}", without_ending(&layout.table.title, wording))),
        ("scope", scope),
        ("first", first.1.to_owned()),
        ("low", first.2.clone()),
        ("last", last.1.to_owned()),
        ("high", last.2.clone()),
        ("n", points.len().to_string()),
    ];
    Some(wording.filled(key, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

fn printed(value: Decimal, decimals: u32) -> String {
    let digits = shows(value, decimals).unwrap_or(0);
    with_separators(&Decimal { digits, scale: decimals }.to_string())
}

/// A name for a part of a chart: the library takes a text with an exclamation mark, or with an equals sign before a
/// bracket, for cells; full-width marks stand in their place.
fn words_only(text: &str) -> String {
    let line = super::plain_text::on_one_line(text.trim(), 200).replace('!', "\u{ff01}");
    match line.strip_prefix('=') {
        Some(rest) => format!("\u{ff1d}{rest}"),
        None => line,
    }
}

/// Adds the sheet of charts, if there are any.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    if binding.charts.is_empty() {
        return Ok(());
    }
    let sheet = file.add_worksheet();
    sheet.set_name(&binding.names.charts)?;
    let mut row = write_head(sheet, binding)?;
    let (mut page_end, mut breaks) = (row + HIGH_ROWS, Vec::new());
    for (at, plan) in binding.charts.iter().enumerate() {
        let rows = plan.rows();
        if row + rows > page_end {
            breaks.push(row);
            page_end = row + HIGH_ROWS + LINES;
        }
        write_one(sheet, binding, plan, at + 1, row)?;
        row += rows;
    }
    sheet.set_page_breaks(&breaks)?;
    page::set_margins(sheet, binding);
    sheet.set_print_scale(94);
    sheet.set_screen_gridlines(false);
    Ok(())
}

fn write_head(sheet: &mut Worksheet, binding: &Binding<'_>) -> Result<u32, XlsxError> {
    sheet.set_column_width(0, COLUMN)?;
    sheet.write_string_with_format(0, 0, &binding.names.charts, &binding.styles.title)?;
    listing::write_way_back(sheet, binding, 1)?;
    let lines = folded(binding.wording.text("book-charts-intro"), LINE_WIDTH);
    for (row, line) in (2..).zip(&lines) {
        sheet.write_string_with_format(row, 0, line, &binding.styles.line)?;
    }
    Ok(u32::try_from(lines.len()).unwrap_or(1) + 3)
}

fn write_one(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    plan: &Plan,
    number: usize,
    row: u32,
) -> Result<(), XlsxError> {
    let layout = &binding.layouts[plan.table];
    let number = number.to_string();
    let title = plan.title(binding);
    let values = [("n", number.as_str()), ("title", &title)];
    let caption = binding.wording.filled("book-chart-caption", &values);
    let Range(first, from, last, to) = plan.values;
    let cells = format!("{}:{}", cell_name(first, from), cell_name(last, to));
    let values = [("alt", plan.alt.as_str()), ("sheet", &layout.sheet), ("cells", &cells)];
    let said = binding.wording.filled("book-chart-from", &values);
    let bold = binding.styles.line.clone().set_bold();
    sheet.write_string_with_format(row, 0, super::plain_text::on_one_line(&caption, 300), &bold)?;
    let lines = folded(&super::plain_text::on_one_line(&said, 600), LINE_WIDTH);
    for (at, line) in (row + 1..row + LINES).zip(lines) {
        sheet.write_string_with_format(at, 0, line, &binding.styles.line)?;
    }
    let chart = plan.draw(binding, layout);
    sheet.insert_chart(row + LINES, 0, &chart)?;
    Ok(())
}

impl Plan {
    /// Rows with the lines above and the space below.
    fn rows(&self) -> u32 {
        let points = self.values.2 - self.values.0 + 1;
        if self.is_bars && points as usize > LOW_BARS { HIGH_ROWS } else { LOW_ROWS }
    }

    /// What it shows: the table's title and the column's heading.
    fn title(&self, binding: &Binding<'_>) -> String {
        let title = table_sheet::title(binding, &binding.layouts[self.table]);
        let title = without_ending(&title, binding.wording);
        let title = binding.wording.filled("book-chart-title", &[("title", title), ("heading", &self.heading)]);
        super::plain_text::on_one_line(&title, 200)
    }

    fn draw(&self, binding: &Binding<'_>, layout: &Layout<'_>) -> Chart {
        let mut chart = Chart::new(if self.is_bars { ChartType::Bar } else { ChartType::Column });
        let font = |size: u32| {
            let mut font = ChartFont::new();
            font.set_name(binding.wording.text("book-font"))
                .set_size(size)
                .unset_bold()
                .set_color(Color::RGB(0x33_33_33));
            font
        };
        let range = |Range(first, from, last, to): Range| (layout.sheet.as_str(), first, from, last, to);
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(number_format(self.shown)).set_font(&font(9));
        chart
            .add_series()
            .set_name(words_only(&self.heading).as_str())
            .set_categories(range(self.categories))
            .set_values(range(self.values))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(FILL)))
            .set_gap(60)
            .set_data_label(&label);
        chart.title().set_name(words_only(&self.title(binding)).as_str()).set_font(&font(12));
        chart.legend().set_hidden();
        // Bars lie: their names stand on the upright axis, the largest on top.
        let names = if self.is_bars {
            chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max)
        } else {
            chart.x_axis()
        };
        names.set_font(&font(9)).set_major_gridlines(false);
        let numbers = if self.is_bars { chart.x_axis() } else { chart.y_axis() };
        numbers
            .set_font(&font(9))
            .set_num_format(number_format(Shown { decimals: self.axis_decimals, grouped: true }))
            .set_major_gridlines(true)
            .set_major_gridlines_line(ChartLine::new().set_color(GRID))
            .set_name(words_only(&self.unit).as_str())
            .set_name_font(&font(9));
        chart.set_width(WIDTH).set_height((self.rows() - LINES - BELOW) * ROW_HEIGHT);
        chart.set_alt_text(super::plain_text::on_one_line(&self.alt, 1000));
        chart
    }
}
