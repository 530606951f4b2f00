//! 台州: months across the columns, a sheet of weights in 吨 and a sheet of money in 万元, a header of two rows, stores
//! in merged cells, 合计 and 其中 rows; sent again as `(2)`.

use serde_json::json;

use super::{Crosstab, CrosstabRow, merge_stores, place};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::plain;
use crate::sample::paper::{Cell, Sheet, number, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::produce::PRODUCTS;
use crate::sample::random::Random;
use crate::sample::{SampleError, xlsx};

const WIDTH: usize = 11;
const NOTHING: &str = "—";

/// What one of the two sheets shows.
struct Face {
    name: &'static str,
    title: &'static str,
    unit: &'static str,
    value: fn(&Sale) -> i128,
    decimals: u32,
}

const FACES: [Face; 2] = [
    Face {
        name: "销量",
        title: "台州市2021年1-7月“十城百店”销量统计表",
        unit: "单位：吨",
        value: |sale| i128::from(sale.grams),
        decimals: 6,
    },
    Face {
        name: "销售额",
        title: "台州市2021年1-7月“十城百店”销售额统计表",
        unit: "单位：万元",
        value: |sale| i128::from(sale.fen),
        decimals: 6,
    },
];

/// Puts both versions of the city's workbook on the desk.
pub(super) fn report(plan: &Plan, _: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("TZ");
    let months: Vec<Month> = Month::range(Month::JANUARY_2021, Month::JULY_2021).collect();
    let rows = Crosstab { plan, city, months }.rows();
    let entries = 2 * rows.iter().flat_map(|row| &row.sales).flatten().count();

    let path = place(city, "台州市2021年1-7月销售统计.xlsx");
    let revised = place(city, "台州市2021年1-7月销售统计(2).xlsx");
    // The first version is wrong in one cell of money.
    let mut first = FACES.each_ref().map(|face| page(plan, face, &rows));
    first[1].rows[4][3] = number("9.9");
    desk.truth.planted("superseded", &path, json!({"by": revised}));
    let tally = Tally { superseded: entries, ..Tally::default() };
    desk.report(path.clone(), "sales", xlsx::book(&path, &first)?, tally);

    let sheets = FACES.each_ref().map(|face| page(plan, face, &rows));
    desk.report(revised.clone(), "sales", xlsx::book(&revised, &sheets)?, Tally::accepted(entries));
    Ok(())
}

fn page(plan: &Plan, face: &Face, rows: &[CrosstabRow]) -> Sheet {
    let mut sheet = Sheet::new(face.name);
    sheet.title(face.title, WIDTH);
    sheet.unit_line(face.unit, WIDTH);
    header(&mut sheet);
    let top = sheet.rows.len();
    for row in rows {
        sheet.push(cells(plan, face, row));
    }
    merge_stores(&mut sheet, top, &rows.iter().map(|row| row.store).collect::<Vec<_>>());
    total(&mut sheet, "合计", face, rows, |_| true);
    total(&mut sheet, "其中：团购", face, rows, |row| row.line.channel == "团购");
    sheet.signatures("2021年8月4日");
    sheet
}

fn header(sheet: &mut Sheet) {
    let top = sheet.header(&["门店", "产品", "渠道", "2021年", "", "", "", "", "", "", "合计"]);
    sheet.header(&["", "", "", "1月", "2月", "3月", "4月", "5月", "6月", "7月", ""]);
    [0, 1, 2, 10].iter().for_each(|column| sheet.merge(top, *column, top + 1, *column));
    sheet.merge(top, 3, top, 9);
}

fn cells(plan: &Plan, face: &Face, row: &CrosstabRow) -> Vec<Cell> {
    let product = PRODUCTS[row.line.product].name;
    let mut cells = vec![text(plan.stores[row.store].name()), text(product), text(row.line.channel)];
    for sale in &row.sales {
        cells.push(sale.map_or_else(|| text(NOTHING), |sale| number(plain((face.value)(sale), face.decimals))));
    }
    let sum = row.sales.iter().flatten().map(|sale| (face.value)(sale)).sum();
    cells.push(number(plain(sum, face.decimals)));
    cells
}

fn total(sheet: &mut Sheet, label: &str, face: &Face, rows: &[CrosstabRow], counts: fn(&CrosstabRow) -> bool) {
    let mut cells = vec![text(label), Cell::Blank, Cell::Blank];
    let counted: Vec<&CrosstabRow> = rows.iter().filter(|row| counts(row)).collect();
    let of_month = |month: usize| -> i128 {
        counted.iter().filter_map(|row| row.sales[month]).map(|sale| (face.value)(sale)).sum()
    };
    let sums: Vec<i128> = (0..7).map(of_month).collect();
    cells.extend(sums.iter().chain([&sums.iter().sum()]).map(|sum| number(plain(*sum, face.decimals))));
    sheet.push(cells);
}
