//! 杭州: a workbook a quarter with a sheet a month, stores in merged cells, 小计 and 合计, hidden rows, real dates, one
//! total with two digits swapped, and slips of June sent again in July.

use serde_json::json;

use super::{kilograms, kilograms_of, place, product_name, total_row, yuan, yuan_of};
use crate::sample::desk::{Desk, Tally};
use crate::sample::paper::{Cell, Sheet, number, serial, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;
use crate::sample::{SampleError, xlsx};

const HEADER: [&str; 7] = ["门店", "日期", "单号", "产品", "渠道", "数量（公斤）", "金额（元）"];
const WRONG_TOTAL: Month = Month(16);
const HIDDEN_ROWS: Month = Month(13);

/// One workbook: its name, its months and how it shows dates.
struct Book {
    file: &'static str,
    months: (u32, u32),
    dates: Dates,
    signed: &'static str,
}

#[derive(Clone, Copy)]
enum Dates {
    Formatted(&'static str),
    Serial,
}

const BOOKS: [Book; 3] = [
    Book {
        file: "杭州市2021年一季度销售明细.xlsx",
        months: (12, 14),
        dates: Dates::Formatted("yyyy-mm-dd"),
        signed: "2021年4月6日",
    },
    Book {
        file: "杭州市2021年二季度销售明细.xlsx",
        months: (15, 17),
        dates: Dates::Formatted("yyyy/m/d"),
        signed: "2021年7月5日",
    },
    Book {
        file: "杭州市2021年7月销售明细.xlsx", months: (18, 18), dates: Dates::Serial, signed: "2021年8月3日"
    },
];

/// Puts the city's three workbooks on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("HZ");
    for book in &BOOKS {
        let path = place(city, book.file);
        let mut sheets = Vec::new();
        let mut tally = Tally::default();
        for month in Month::range(Month(book.months.0), Month(book.months.1)) {
            let mut sales = plan.list(city, month, month);
            tally.accepted += sales.len();
            if month == Month::JULY_2021 {
                tally.duplicate = send_again(plan, city, &mut sales, desk, &path);
            }
            let mut sheet = page(plan, month, sales, book, random);
            lay_traps(month, &mut sheet, desk, &path);
            sheets.push(sheet);
        }
        desk.report(path.clone(), "sales", xlsx::book(&path, &sheets)?, tally);
    }
    Ok(())
}

/// The last two slips of June come once more; tells how many rows that makes.
fn send_again<'a>(plan: &'a Plan, city: usize, sales: &mut Vec<&'a Sale>, desk: &mut Desk, path: &str) -> usize {
    let june = plan.list(city, Month(17), Month(17));
    let mut slips: Vec<&str> = june.iter().rev().map(|sale| sale.document.as_str()).collect();
    slips.dedup();
    slips.truncate(2);
    let again: Vec<&Sale> = june.iter().filter(|sale| slips.contains(&sale.document.as_str())).copied().collect();
    desk.truth.planted("duplicate-slips", path, json!({"sheet": "7月", "documents": slips, "rows": again.len()}));
    let count = again.len();
    sales.extend(again);
    count
}

fn page(plan: &Plan, month: Month, mut sales: Vec<&Sale>, book: &Book, random: &mut Random) -> Sheet {
    sales.sort_by_key(|sale| sale.store);
    let mut sheet = Sheet::new(format!("{}月", month.number()));
    sheet.title(&format!("杭州市“十城百店”{}年{}月销售明细表", month.year(), month.number()), HEADER.len());
    sheet.unit_line("单位：元", HEADER.len());
    sheet.header(&HEADER);
    for run in sales.chunk_by(|a, b| a.store == b.store) {
        store_block(&mut sheet, &plan.store_name(run[0]), run, book.dates, random);
    }
    let total = sheet.push(total_row("合计", HEADER.len(), [kilograms_of(&sales), yuan_of(&sales)]));
    sheet.bold.insert(total);
    sheet.signatures(book.signed);
    sheet
}

fn store_block(sheet: &mut Sheet, name: &str, sales: &[&Sale], dates: Dates, random: &mut Random) {
    let top = sheet.rows.len();
    for sale in sales {
        let date = match dates {
            Dates::Formatted(shown) => Cell::Date(sale.date(), shown),
            Dates::Serial => number(serial(sale.date()).to_string()),
        };
        let head = if sheet.rows.len() == top { text(name) } else { Cell::Blank };
        let product = product_name(sale, random);
        let texts = [text(&sale.document), text(product), text(sale.line.channel)];
        let mut row = vec![head, date];
        row.extend(texts);
        row.extend([number(kilograms(sale)), number(yuan(sale))]);
        sheet.push(row);
    }
    let bottom = sheet.rows.len();
    sheet.merge(top, 0, bottom - 1, 0);
    let formula = |column: char| format!("=SUM({column}{}:{column}{bottom})", top + 1);
    let mut row = vec![text("小计"), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank];
    row.push(Cell::Formula(formula('F'), kilograms_of(sales)));
    row.push(Cell::Formula(formula('G'), yuan_of(sales)));
    sheet.push(row);
}

fn lay_traps(month: Month, sheet: &mut Sheet, desk: &mut Desk, path: &str) {
    if month == HIDDEN_ROWS {
        sheet.hidden_rows.extend([4, 5]);
        desk.truth.planted("hidden-rows", path, json!({"sheet": sheet.name, "rows": [5, 6]}));
    }
    if month == WRONG_TOTAL {
        let row = sheet.rows.len() - 2;
        let right = sheet.rows[row][6].shown();
        let wrong = swapped(&right);
        let detail = json!({"sheet": sheet.name, "cell": format!("G{}", row + 1), "printed": wrong, "computed": right});
        desk.truth.planted("control-total-digits-swapped", path, detail);
        sheet.rows[row][6] = number(wrong);
    }
}

/// The number with the first two neighbouring digits swapped, from its second digit on, that are not the same.
fn swapped(value: &str) -> String {
    let mut digits: Vec<char> = value.chars().collect();
    let place = (1..digits.len() - 1).find(|&i| digits[i] != digits[i + 1]);
    if let Some(place) = place {
        digits.swap(place, place + 1);
    }
    digits.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swaps_two_neighbours() {
        assert_eq!(swapped("1123456"), "1213456");
    }
}
