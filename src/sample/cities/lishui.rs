//! 丽水: months across the columns with weight and money side by side under a header of three rows, amounts such as
//! 1.35万, no channel at all (the job file says 门店).

use super::{Crosstab, CrosstabRow, kilograms, merge_stores, place, yuan};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::{plain, separated};
use crate::sample::paper::{Cell, Sheet, number, text, texts};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::produce::PRODUCTS;
use crate::sample::random::Random;
use crate::sample::{SampleError, xlsx};

const MONTHS: usize = 7;
const WIDTH: usize = 2 + 2 * MONTHS;

/// Puts the city's workbook on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("LS");
    let path = place(city, "丽水市2021年1-7月销售情况表.xlsx");
    let months: Vec<Month> = Month::range(Month::JANUARY_2021, Month::JULY_2021).collect();
    let rows = Crosstab { plan, city, months }.rows();
    let entries = 2 * rows.iter().flat_map(|row| &row.sales).flatten().count();
    let sheet = page(plan, &rows, random);
    desk.report(path.clone(), "sales", xlsx::book(&path, &[sheet])?, Tally::accepted(entries));
    Ok(())
}

fn page(plan: &Plan, rows: &[CrosstabRow], random: &mut Random) -> Sheet {
    let mut sheet = Sheet::new("销售情况");
    sheet.title("丽水市“十城百店”销售情况表", WIDTH);
    header(&mut sheet);
    let top = sheet.rows.len();
    for row in rows {
        let mut cells = vec![text(plan.stores[row.store].name()), text(PRODUCTS[row.line.product].name)];
        for sale in &row.sales {
            cells.extend(sale.map_or_else(|| [text("—"), text("—")], |sale| pair(sale, random)));
        }
        sheet.push(cells);
    }
    merge_stores(&mut sheet, top, &rows.iter().map(|row| row.store).collect::<Vec<_>>());
    sheet.push(total(rows));
    sheet.signatures("2021年8月2日");
    sheet
}

fn header(sheet: &mut Sheet) {
    let top = sheet.header(&["门店", "产品", "2021年"]);
    let mut months = vec![Cell::Blank, Cell::Blank];
    let mut measures = months.clone();
    for month in 1..=MONTHS {
        months.extend([text(format!("{month}月")), Cell::Blank]);
        measures.extend(texts(&["销量(公斤)", "金额(元)"]));
    }
    let second = sheet.push(months);
    let third = sheet.push(measures);
    sheet.bold.extend([second, third]);
    sheet.merge(top, 0, third, 0);
    sheet.merge(top, 1, third, 1);
    sheet.merge(top, 2, top, WIDTH - 1);
    (0..MONTHS).for_each(|month| sheet.merge(second, 2 + 2 * month, second, 3 + 2 * month));
}

fn pair(sale: &Sale, random: &mut Random) -> [Cell; 2] {
    let amount = match random.below(3) {
        0 if sale.fen >= 1_000_000 => text(format!("{}万", plain(sale.fen.into(), 6))),
        1 => text(separated(&yuan(sale))),
        _ => number(yuan(sale)),
    };
    [number(kilograms(sale)), amount]
}

fn total(rows: &[CrosstabRow]) -> Vec<Cell> {
    let mut cells = vec![text("合计"), Cell::Blank];
    for month in 0..MONTHS {
        let sales = || rows.iter().filter_map(|row| row.sales[month]);
        cells.push(number(plain(sales().map(|sale| i128::from(sale.grams)).sum(), 3)));
        cells.push(number(plain(sales().map(|sale| i128::from(sale.fen)).sum(), 2)));
    }
    cells
}
