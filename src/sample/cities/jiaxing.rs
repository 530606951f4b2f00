//! 嘉兴: CSV in UTF-8 with BOM, a column for the unit (公斤, 斤, 箱, 吨), amounts without any, one row in a unit nobody
//! knows; July comes with semicolons.

use serde_json::json;

use super::{place, product_name, yuan};
use crate::sample::SampleError;
use crate::sample::delimited::{Encoding, table};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::plain;
use crate::sample::paper::{Cell, Sheet, text};
use crate::sample::plan::{Month, Plan, Sale, Unit, city};
use crate::sample::random::Random;

const HEADER: [&str; 8] = ["日期", "门店", "产品", "渠道", "数量", "单位", "金额", "单号"];
const FILES: [(&str, u32, u32, char); 3] = [
    ("嘉兴市2021年第一季度.csv", 12, 14, ','),
    ("嘉兴市2021年第二季度.csv", 15, 17, ','),
    ("嘉兴市2021年7月.csv", 18, 18, ';'),
];

/// Puts the city's three lists on the desk, and an empty file that was left in its folder.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("JX");
    for (file, first, last, delimiter) in FILES {
        let path = place(city, file);
        let sales = plan.list(city, Month(first), Month(last));
        let mut sheet = Sheet::new("明细");
        sheet.header(&HEADER);
        for sale in &sales {
            let product = product_name(sale, random);
            sheet.push(row(plan, sale, product));
        }
        let mut tally = Tally::accepted(sales.len());
        if delimiter == ';' {
            unknown_unit(plan, sales[3], &mut sheet, desk, &path);
            tally.quarantined += 1;
        }
        desk.report(path, "sales", table(&sheet, delimiter, Encoding::Utf8Bom), tally);
    }
    desk.truth.planted("empty-file", &place(city, "新建文件.csv"), json!({}));
    desk.file(place(city, "新建文件.csv"), "");
    Ok(())
}

fn row(plan: &Plan, sale: &Sale, product: String) -> Vec<Cell> {
    let (quantity, unit) = quantity(sale);
    vec![
        text(sale.date().to_string()),
        text(plan.short_name(sale)),
        text(product),
        text(sale.line.channel),
        text(quantity),
        text(unit),
        text(yuan(sale)),
        text(&sale.document),
    ]
}

fn quantity(sale: &Sale) -> (String, &'static str) {
    let grams = i128::from(sale.grams);
    match sale.unit {
        Unit::Gongjin => (plain(grams, 3), "公斤"),
        Unit::Jin => (plain(grams * 2, 3), "斤"),
        Unit::Dun => (plain(grams, 6), "吨"),
        Unit::Xiang => ((sale.grams / (sale.product().box_kg * 1_000)).to_string(), "箱"),
    }
}

fn unknown_unit(plan: &Plan, sale: &Sale, sheet: &mut Sheet, desk: &mut Desk, path: &str) {
    let sale = sale.altered("JX2107B001", 120_000);
    let mut cells = row(plan, &sale, sale.product().name.to_owned());
    cells[4] = text("12");
    cells[5] = text("筐");
    let at = sheet.push(cells);
    desk.truth.planted("unknown-unit", path, json!({"row": at + 1, "raw": "筐"}));
}
