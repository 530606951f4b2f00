//! The base year 2020: each city's year by month, as a crosstab workbook (xlsx or xls) or as a list; one 合计 leaves out
//! the last row. Must not know 2021.

use serde_json::json;

use super::{Crosstab, CrosstabRow, kilograms, place, yuan};
use crate::sample::delimited::{Encoding, table};
use crate::sample::desk::{Desk, Tally};
use crate::sample::paper::{Cell, Sheet, number, text};
use crate::sample::plan::{Month, Plan, Sale};
use crate::sample::produce::PRODUCTS;
use crate::sample::random::Random;
use crate::sample::region::CITIES;
use crate::sample::{SampleError, xls, xlsx};

const LIST_HEADER: [&str; 7] = ["销售月份", "城市", "门店", "产品", "渠道", "销量(公斤)", "销售额(元)"];
const LAST: Month = Month(11);
/// In 嘉兴 the 合计 of money for this month (May) leaves out the last row.
const SHORT_MONTH: usize = 4;

/// Puts the ten cities' years on the desk.
pub(super) fn report(plan: &Plan, _: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    for (city, entry) in CITIES.iter().enumerate() {
        match entry.letters {
            "WZ" | "SX" => list(plan, city, desk, "csv", |month| format!("{}{:02}", month.year(), month.number()))?,
            "HU" => list(plan, city, desk, "bom.csv", |month| format!("{}年{}月", month.year(), month.number()))?,
            "TZ" => list(plan, city, desk, "xlsx", Month::text)?,
            "JH" | "LS" => crosstab(plan, city, desk, "xls")?,
            _ => crosstab(plan, city, desk, "xlsx")?,
        }
    }
    Ok(())
}

fn list(plan: &Plan, city: usize, desk: &mut Desk, form: &str, month: fn(Month) -> String) -> Result<(), SampleError> {
    let sales = plan.list(city, Month(0), LAST);
    let mut sheet = Sheet::new("2020年");
    sheet.header(&LIST_HEADER);
    for sale in &sales {
        let names = [CITIES[city].name, &plan.store_name(sale), sale.product().name, sale.line.channel].map(text);
        let mut row = vec![text(month(sale.month))];
        row.extend(names);
        row.extend([number(kilograms(sale)), number(yuan(sale))]);
        sheet.push(row);
    }
    let extension = form.rsplit('.').next().unwrap_or(form);
    let path = place(city, &format!("{}市2020年分月销售表.{extension}", CITIES[city].name));
    let bytes = match form {
        "csv" => table(&sheet, ',', Encoding::Gb18030),
        "bom.csv" => table(&sheet, ',', Encoding::Utf8Bom),
        _ => xlsx::book(&path, &[sheet])?,
    };
    desk.report(path, "sales", bytes, Tally::accepted(sales.len()));
    Ok(())
}

fn crosstab(plan: &Plan, city: usize, desk: &mut Desk, extension: &str) -> Result<(), SampleError> {
    let rows = Crosstab { plan, city, months: Month::range(Month(0), LAST).collect() }.rows();
    let name = CITIES[city].name;
    let path = place(city, &format!("{name}市2020年分月销售表.{extension}"));
    let weights = page(plan, &rows, name, ("销量", "单位：公斤"), |sale| sale.grams / 1_000);
    let mut money = page(plan, &rows, name, ("销售额", "单位：元"), |sale| sale.fen / 100);
    if CITIES[city].letters == "JX" {
        shorten(&mut money, &rows, desk, &path);
    }
    let entries = 2 * rows.iter().flat_map(|row| &row.sales).flatten().count();
    let sheets = [weights, money];
    let bytes = if extension == "xls" { xls::book(&path, &sheets)? } else { xlsx::book(&path, &sheets)? };
    desk.report(path, "sales", bytes, Tally::accepted(entries));
    Ok(())
}

fn page(
    plan: &Plan,
    rows: &[CrosstabRow],
    city: &str,
    (measure, unit): (&str, &str),
    value: fn(&Sale) -> i64,
) -> Sheet {
    let mut sheet = Sheet::new(measure);
    let months: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    let mut header = vec!["门店", "产品", "渠道"];
    header.extend(months.iter().map(String::as_str));
    sheet.title(&format!("{city}市2020年“十城百店”{measure}分月表"), header.len());
    sheet.unit_line(unit, header.len());
    sheet.header(&header);
    for row in rows {
        let store = plan.stores[row.store].name();
        let names = [&store, PRODUCTS[row.line.product].name, row.line.channel];
        let mut cells: Vec<Cell> = names.map(text).into();
        cells.extend(row.sales.iter().map(|sale| sale.map_or(Cell::Blank, |sale| number(value(sale).to_string()))));
        sheet.push(cells);
    }
    sheet.push(totals(rows, value));
    sheet
}

/// Whole numbers are enough: the base year is kept in 公斤 and 元.
fn totals(rows: &[CrosstabRow], value: fn(&Sale) -> i64) -> Vec<Cell> {
    let mut cells = vec![text("合计"), Cell::Blank, Cell::Blank];
    for month in 0..12 {
        let sum: i64 = rows.iter().filter_map(|row| row.sales[month]).map(value).sum();
        cells.push(number(sum.to_string()));
    }
    cells
}

fn shorten(sheet: &mut Sheet, rows: &[CrosstabRow], desk: &mut Desk, path: &str) {
    let last = rows.iter().rev().find_map(|row| row.sales[SHORT_MONTH]).map_or(0, |sale| sale.fen / 100);
    let at = sheet.rows.len() - 1;
    let cell = &mut sheet.rows[at][3 + SHORT_MONTH];
    let right: i64 = cell.shown().parse().unwrap_or(0);
    let wrong = (right - last).to_string();
    let detail =
        json!({"sheet": "销售额", "cell": format!("H{}", at + 1), "printed": wrong, "computed": right.to_string()});
    desk.truth.planted("control-total-row-left-out", path, detail);
    *cell = number(wrong);
}
