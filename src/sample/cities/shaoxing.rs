//! 绍兴: CSV in UTF-8 without BOM, dates as 2021.7.5, units in the cells, headers that only the job file explains, a
//! product that no registry knows, and a list that holds nothing but its header.

use serde_json::json;

use super::{place, product_name, yuan};
use crate::sample::SampleError;
use crate::sample::delimited::{Encoding, table};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::{plain, separated};
use crate::sample::paper::{Cell, Sheet, text};
use crate::sample::plan::{Month, Plan, Sale, Unit, city};
use crate::sample::random::Random;

const HEADER: [&str; 7] = ["日期", "门店", "品名", "渠道", "实发重量", "实收金额", "单号"];
const FILES: [(&str, u32, u32); 3] =
    [("绍兴市2021年1-3月.csv", 12, 14), ("绍兴市2021年4-6月.csv", 15, 17), ("绍兴市2021年7月.csv", 18, 18)];

/// Puts the city's lists on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("SX");
    for (file, first, last) in FILES {
        let path = place(city, file);
        let sales = plan.list(city, Month(first), Month(last));
        let mut sheet = Sheet::new("明细");
        sheet.header(&HEADER);
        for sale in &sales {
            sheet.push(row(plan, sale, random));
            if let Some(raw) = sale.unknown_product {
                desk.truth.planted("unknown-product", &path, json!({"row": sheet.rows.len(), "raw": raw}));
            }
        }
        let count = sales.len();
        desk.report(path, "sales", table(&sheet, ',', Encoding::Utf8), Tally::accepted(count));
    }
    let mut empty = Sheet::new("明细");
    empty.header(&HEADER);
    desk.truth.planted("header-only", &place(city, "绍兴市2021年8月.csv"), json!({}));
    desk.file(place(city, "绍兴市2021年8月.csv"), table(&empty, ',', Encoding::Utf8));
    Ok(())
}

fn row(plan: &Plan, sale: &Sale, random: &mut Random) -> Vec<Cell> {
    vec![
        text(sale.date().format("%Y.%-m.%-d").to_string()),
        text(plan.store_name(sale)),
        text(product_name(sale, random)),
        text(sale.line.channel),
        text(quantity(sale)),
        text(format!("{}元", separated(&yuan(sale)))),
        text(&sale.document),
    ]
}

fn quantity(sale: &Sale) -> String {
    let grams = i128::from(sale.grams);
    match sale.unit {
        Unit::Jin => format!("{}斤", plain(grams * 2, 3)),
        Unit::Dun => format!("{}吨", plain(grams, 6)),
        Unit::Gongjin | Unit::Xiang => format!("{}公斤", plain(grams, 3)),
    }
}
