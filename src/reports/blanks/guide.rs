//! The pages of a blank form that are not data: how it is filled in, and the names that its lists offer. Each says so in
//! its first cell, which is how a run knows.

use rust_xlsxwriter::{FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::Page;
use super::checks::how;
use super::columns::{Holds, Input};
use crate::reports::cell_text::line_text;

/// The first row of the lists, counted from 0.
const FIRST: u32 = 2;
/// So many names a list has room for.
const NAMES: u32 = 5_000;

/// The guide.
pub(super) fn add(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    sheet.set_name(page.text("blank-guide"))?;
    let title = page.format(16).set_font_name(page.text("blank-font-heading")).set_bold();
    let body = page.format(11).set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let cell = body.clone().set_border(FormatBorder::Thin);
    for (column, width) in (0_u16..).zip([22_u8, 12, 62, 22]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, page.text("blank-guide-title"), &title)?;
    sheet.set_row_height(0, 28)?;
    let rules = ["blank-rule-1", "blank-rule-2", "blank-rule-3", "blank-rule-4"];
    let mut row = 1;
    for (number, key) in (1..).zip(rules) {
        let text = format!("{number}. {}", page.filled(key, &[("sheet", &page.sheet)]));
        sheet.merge_range(row, 0, row, 3, &text, &body)?;
        sheet.set_row_height(row, 32)?;
        row += 1;
    }
    row += 1;
    for (column, key) in (0_u16..).zip(["blank-column", "blank-needed", "blank-how", "blank-example"]) {
        sheet.write_string_with_format(row, column, page.text(key), &page.heading(false))?;
    }
    for input in &page.inputs {
        row += 1;
        let needed = page.text(if input.is_needed { "blank-must" } else { "blank-may" });
        let texts = [input.heading.as_str(), needed, &how(page, input), &input.example];
        for (column, text) in (0_u16..).zip(texts) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
        let columns: usize = texts[2].chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        sheet.set_row_height(row, if columns > 56 { 34 } else { 20 })?;
    }
    print(sheet);
    Ok(())
}

/// The names of the lists, a column each.
pub(super) fn add_names(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    sheet.set_name(page.text("blank-names"))?;
    let title = page.format(11).set_bold();
    let body = page.format(11).set_num_format("@");
    sheet.write_string_with_format(0, 0, page.text("blank-names-title"), &title)?;
    for (column, (input, names)) in (0_u16..).zip(lists(page)) {
        sheet.set_column_width(column, 22)?;
        sheet.set_column_format(column, &body)?;
        sheet.write_string_with_format(FIRST - 1, column, &input.heading, &page.heading(false))?;
        for (row, name) in (FIRST..FIRST + NAMES).zip(names) {
            sheet.write_string_with_format(row, column, line_text(name, 100), &body)?;
        }
    }
    sheet.set_freeze_panes(FIRST, 0)?;
    print(sheet);
    Ok(())
}

/// The columns that are chosen from lists.
fn lists<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a Input, &'a Vec<String>)> {
    page.inputs.iter().filter_map(|input| match &input.holds {
        Holds::Choice(names) => Some((input, names)),
        _ => None,
    })
}

/// The formula for the names that a column's list offers, as many as there are: what is added below is offered too.
pub(super) fn list_formula(page: &Page<'_>, input: &Input) -> Option<String> {
    let at = lists(page).position(|(other, _)| other == input)?;
    let column = crate::findings::column_letters(u32::try_from(at).ok()?);
    let (sheet, first, last) = (page.text("blank-names"), FIRST + 1, FIRST + NAMES);
    let all = format!("{sheet}!${column}${first}:${column}${last}");
    Some(format!("=OFFSET({sheet}!${column}${first},0,0,MAX(1,COUNTA({all})),1)"))
}

fn print(sheet: &mut Worksheet) {
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.3);
}
