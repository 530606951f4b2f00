//! The sheet of a table: title, way back, scope and unit, the heading row, rows, the total, notes.

use rust_xlsxwriter::{
    Format, Formula, IgnoreError, Note, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::super::document::RowRole;
use super::layout::Layout;
use super::names::cell_name;
use super::plain_text::{for_cell, on_one_line, opens_a_formula};
use super::stored::{Stored, binary};
use super::{Binding, listing, page};

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let sheet = file.add_worksheet();
    sheet.set_name(&layout.sheet)?;
    write_head(sheet, binding, layout)?;
    write_headings(sheet, binding, layout)?;
    let is_total = |at: usize| layout.table.rows[at].role == RowRole::Total;
    for (at, (row, cells)) in (layout.first()..).zip(&layout.cells).enumerate() {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(sheet, binding, layout, (row, column), cell, is_total(at))?;
        }
    }
    if layout.cells.is_empty() {
        sheet.write_string_with_format(
            layout.first(),
            0,
            binding.wording.text("book-empty-table"),
            &binding.styles.line,
        )?;
    }
    for (row, line) in (layout.first_note()..).zip(layout.notes.iter().flatten()) {
        sheet.write_string_with_format(row, 0, line, &binding.styles.line)?;
    }
    finish(sheet, binding, layout)
}

fn write_head(sheet: &mut Worksheet, binding: &Binding<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let styles = &binding.styles;
    sheet.write_string_with_format(0, 0, title(binding, layout), &styles.title)?;
    sheet.set_row_height(0, 24)?;
    listing::write_way_back(sheet, binding, 1)?;
    for (row, line) in (2..).zip(&layout.lines) {
        sheet.write_string_with_format(row, 0, line, &styles.line)?;
    }
    Ok(())
}

/// The table's title on one line; its tab where it has none.
pub(super) fn title(binding: &Binding<'_>, layout: &Layout<'_>) -> String {
    let title = on_one_line(layout.table.title.trim(), 250);
    let number = binding.layouts.iter().position(|other| other.sheet == layout.sheet).unwrap_or(0) + 1;
    if title.is_empty() { binding.wording.filled("book-untitled", &[("n", &number.to_string())]) } else { title }
}

/// The headings; with the rows, but not the total, they are a named table.
fn write_headings(sheet: &mut Worksheet, binding: &Binding<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let format = |at: usize| match layout.table.columns[at].form {
        Some(_) if layout.is_filtered() => &binding.styles.heading_beside,
        Some(_) => &binding.styles.heading_number,
        None => &binding.styles.heading,
    };
    let lines = layout
        .headings
        .iter()
        .zip(&layout.widths)
        .map(|(heading, width)| (super::folding::width(heading) + 2).div_ceil(width.saturating_sub(1).max(1)));
    let lines = lines.max().unwrap_or(1).clamp(1, 4);
    sheet.set_row_height(layout.head(), 6 + 15 * u32::try_from(lines).unwrap_or(1))?;
    if layout.parts() > 0 && !layout.headings.is_empty() {
        let column = |(at, heading)| TableColumn::new().set_header(heading).set_header_format(format(at));
        let columns: Vec<TableColumn> = layout.headings.iter().enumerate().map(column).collect();
        let table = Table::new().set_name(&layout.data).set_columns(&columns).set_style(TableStyle::None);
        let table = table.set_alt_text(title(binding, layout)).set_autofilter(layout.is_filtered());
        let last = layout.head() + layout.parts();
        return sheet.add_table(layout.head(), 0, last, last_column(layout), &table).map(|_| ());
    }
    for (at, heading) in layout.headings.iter().enumerate() {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.write_string_with_format(layout.head(), column, heading, format(at))?;
    }
    Ok(())
}

fn last_column(layout: &Layout<'_>) -> u16 {
    u16::try_from(layout.headings.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn write_cell(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    layout: &Layout<'_>,
    (row, column): (u32, u16),
    cell: &Stored<'_>,
    is_total: bool,
) -> Result<(), XlsxError> {
    let styles = &binding.styles;
    let dressed = |format: &Format| if is_total { styles.total(format) } else { format.clone() };
    match cell {
        Stored::Label(text) => {
            let text = for_cell(text, binding.wording);
            let label =
                if opens_a_formula(&text) { styles.label.clone().set_quote_prefix() } else { styles.label.clone() };
            let label = if super::folding::width(&text) > 36 { label.set_text_wrap() } else { label };
            sheet.write_string_with_format(row, column, text, &dressed(&label))?;
        }
        Stored::Nothing { shown, .. } | Stored::Text { shown, .. } => {
            let text = for_cell(shown, binding.wording);
            sheet.write_string_with_format(row, column, text, &dressed(&styles.nothing))?;
        }
        Stored::Number { value, shown, sums, figure, exact, .. } => {
            let format = dressed(&styles.number(*shown));
            if *sums {
                let (first, last) = (cell_name(layout.first(), column), cell_name(row - 1, column));
                let sum = Formula::new(format!("=SUM({first}:{last})")).set_result(value.to_string());
                sheet.write_formula_with_format(row, column, sum, &format)?;
            } else {
                sheet.write_number_with_format(row, column, binary(*value), &format)?;
            }
            if is_total {
                sheet.insert_note(row, column, &about_total(binding, figure, exact))?;
            }
        }
    }
    Ok(())
}

/// The note on a total: which figure it is, exactly, and where to read on.
fn about_total(binding: &Binding<'_>, figure: &str, exact: &str) -> Note {
    let wording = binding.wording;
    let id = on_one_line(figure, 400);
    let row = super::figure_index::row_of(binding, figure).map(|row| (row + 1).to_string());
    let key = if row.is_some() { "book-total-note" } else { "book-total-note-plain" };
    let row = row.unwrap_or_default();
    let values = [("id", id.as_str()), ("exact", exact), ("index", &binding.names.index), ("row", &row)];
    let author = on_one_line(binding.book.publisher, 50);
    let note = Note::new(wording.filled(key, &values)).set_author(author).add_author_prefix(false);
    note.set_font_name(wording.text("book-font")).set_font_size(9).set_width(300).set_height(84)
}

fn finish(sheet: &mut Worksheet, binding: &Binding<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    for (at, &width) in (0_u16..).zip(&layout.widths) {
        sheet.set_column_width(at, f64::from(u32::try_from(width).unwrap_or(12)))?;
    }
    let labels = layout.table.columns.iter().take_while(|column| column.form.is_none()).count();
    sheet.set_freeze_panes(layout.first(), u16::try_from(labels.min(1)).unwrap_or(0))?;
    let last = layout.first_note();
    sheet.ignore_error_range(layout.first(), 0, last, last_column(layout), IgnoreError::NumberStoredAsText)?;
    let notes = layout.notes.iter().map(Vec::len).sum::<usize>();
    page::set(sheet, binding, &layout.widths, layout.head(), last + u32::try_from(notes).unwrap_or(0))
}
