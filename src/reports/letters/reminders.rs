//! 催报名单: who has not reported, by city and store, with what to ring up and to send.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Desk;
use super::missing::{Missing, months_text};
use super::style::{Styles, lines, print_setup, table_row, workbook as new_workbook};
use crate::reports::cell_text::{cell_text, line_text};
use crate::reports::notice::spans;

/// So many characters of a name are shown.
const NAME: usize = 60;

/// The workbook.
pub(super) fn workbook(desk: &Desk<'_>, missing: &[Missing], styles: &Styles) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook(desk.text("letter-reminders-title"))?;
    list(&mut book, desk, missing, styles)?;
    grid(&mut book, desk, missing, styles)?;
    messages(&mut book, desk, missing, styles)?;
    book.save_to_buffer()
}

const COLUMNS: [(&str, u8); 9] = [
    ("letter-number-column", 6),
    ("letter-city-column", 14),
    ("letter-store-column", 24),
    ("letter-months-column", 30),
    ("letter-count-column", 7),
    ("letter-contact-column", 12),
    ("letter-phone-column", 16),
    ("letter-promised-column", 14),
    ("letter-remark-column", 18),
];

fn list(book: &mut Workbook, desk: &Desk<'_>, missing: &[Missing], styles: &Styles) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(desk.text("letter-reminders-title"))?;
    sheet.merge_range(0, 0, 0, 8, desk.text("letter-reminders-title"), &styles.title)?;
    sheet.set_row_height(0, 32)?.set_row_height(1, 20)?.set_row_height(2, 20)?;
    let count = missing.len().to_string();
    let period = spans::span(desk.period, desk.lang);
    let values = [("job", line_text(desk.job, NAME)), ("period", period.clone()), ("count", count)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sheet.merge_range(1, 0, 1, 8, &desk.filled("letter-reminders-scope", &values), &styles.line)?;
    for (column, (key, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(2, column, desk.text(key), &styles.header)?;
    }
    for (number, one) in (1_u32..).zip(missing) {
        let (row, months) = (number + 2, months_text(desk, &one.months));
        sheet.write_number_with_format(row, 0, number, &styles.number)?;
        sheet.write_string_with_format(row, 1, city_name(desk, one), &styles.centred)?;
        sheet.write_string_with_format(row, 2, store_name(desk, one), &styles.cell)?;
        sheet.write_string_with_format(row, 3, &months, &styles.cell)?;
        sheet.write_number_with_format(row, 4, u32::try_from(one.months.len()).unwrap_or(0), &styles.number)?;
        for column in 5..=8 {
            sheet.write_blank(row, column, &styles.blank)?;
        }
        let tallest = lines(&months, 28).max(lines(&store_name(desk, one), 22));
        sheet.set_row_height(row, table_row(tallest))?;
    }
    let last = u32::try_from(missing.len()).unwrap_or(0) + 2;
    sheet.autofilter(2, 0, last, 8)?;
    sheet.set_freeze_panes(3, 0)?.set_repeat_rows(2, 2)?;
    print_setup(sheet, true, "", desk.text("letter-footer"));
    Ok(())
}

fn city_name(desk: &Desk<'_>, one: &Missing) -> String {
    if one.city.is_empty() { desk.text("letter-no-city").to_owned() } else { line_text(&one.city, NAME) }
}

fn store_name(desk: &Desk<'_>, one: &Missing) -> String {
    if one.store.is_empty() { desk.text("letter-whole-city").to_owned() } else { line_text(&one.store, NAME) }
}

/// The same, month by month.
fn grid(book: &mut Workbook, desk: &Desk<'_>, missing: &[Missing], styles: &Styles) -> Result<(), XlsxError> {
    let months: std::collections::BTreeSet<_> = missing.iter().flat_map(|one| &one.months).copied().collect();
    let sheet = book.add_worksheet();
    sheet.set_name(desk.text("letter-sheet-grid"))?;
    for (column, (key, width)) in (0_u16..).zip([("letter-city-column", 14_u8), ("letter-store-column", 24)]) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, desk.text(key), &styles.header)?;
    }
    for (column, month) in (2_u16..).zip(&months) {
        sheet.set_column_width(column, 9)?;
        sheet.write_string_with_format(0, column, month.to_string(), &styles.header)?;
    }
    for (row, one) in (1_u32..).zip(missing) {
        sheet.write_string_with_format(row, 0, city_name(desk, one), &styles.centred)?;
        sheet.write_string_with_format(row, 1, store_name(desk, one), &styles.cell)?;
        for (column, month) in (2_u16..).zip(&months) {
            let text = if one.months.contains(month) { desk.text("letter-missing") } else { "" };
            sheet.write_string_with_format(row, column, text, &styles.centred)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?.set_repeat_rows(0, 0)?;
    let header = format!("{}  {}", desk.text("letter-grid-title"), spans::span(desk.period, desk.lang));
    print_setup(sheet, true, &header, desk.text("letter-footer"));
    Ok(())
}

/// One message a city, ready to be sent on.
fn messages(book: &mut Workbook, desk: &Desk<'_>, missing: &[Missing], styles: &Styles) -> Result<(), XlsxError> {
    let mut by_city: BTreeMap<&str, Vec<&Missing>> = BTreeMap::new();
    for one in missing {
        by_city.entry(&one.city).or_default().push(one);
    }
    let sheet = book.add_worksheet();
    sheet.set_name(desk.text("letter-sheet-messages"))?;
    for (column, (key, width)) in (0_u16..).zip([("letter-city-column", 14_u8), ("letter-message-text-column", 90)]) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, desk.text(key), &styles.header)?;
    }
    for (row, all) in (1_u32..).zip(by_city.values()) {
        let text = message(desk, all);
        sheet.write_string_with_format(row, 0, city_name(desk, all[0]), &styles.centred)?;
        sheet.write_string_with_format(row, 1, &text, &styles.cell)?;
        sheet.set_row_height(row, table_row(lines(&text, 84)))?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    print_setup(sheet, false, desk.text("letter-messages-title"), desk.text("letter-footer"));
    Ok(())
}

fn message(desk: &Desk<'_>, of_city: &[&Missing]) -> String {
    let item = |one: &&Missing| {
        let months = months_text(desk, &one.months);
        let store = if one.store.is_empty() { String::new() } else { line_text(&one.store, NAME) };
        desk.filled("letter-message-item", &[("store", &store), ("months", &months)])
    };
    let items: Vec<String> = of_city.iter().map(item).collect();
    let due = match desk.due_text() {
        Some(date) => desk.filled("letter-message-due", &[("date", &date)]),
        None => desk.text("letter-message-soon").to_owned(),
    };
    let values = [
        ("city", city_name(desk, of_city[0])),
        ("items", items.join(desk.text("list-separator"))),
        ("due", due),
        ("job", line_text(desk.job, NAME)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    cell_text(&desk.filled("letter-message-text", &values))
}
