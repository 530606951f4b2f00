//! 湖州: “Unicode 文本” (UTF-16 with tabs), no document numbers, dates as 2021年7月5日; two equal rows that both stand,
//! and a row of June sent again in July.

use serde_json::json;

use super::{kilograms, place, product_name, yuan};
use crate::sample::SampleError;
use crate::sample::delimited::{Encoding, table};
use crate::sample::desk::{Desk, Tally};
use crate::sample::paper::{Cell, Sheet, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;

const HEADER: [&str; 6] = ["门店", "商品", "渠道", "销售日期", "重量（公斤）", "金额（元）"];

/// Puts the city's two lists on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("HU");
    let path = place(city, "湖州市2021年上半年销售流水.txt");
    let spring = plan.list(city, Month::JANUARY_2021, Month(17));
    let sheet = page("湖州市2021年上半年“十城百店”销售流水", plan, &spring, random);
    desk.truth.planted("equal-rows-without-number", &path, json!({"store": "乌什优品·德清店", "rows": 2}));
    desk.report(path, "sales", table(&sheet, '\t', Encoding::Utf16), Tally::accepted(spring.len()));

    let path = place(city, "湖州市2021年7月销售流水.txt");
    let mut july = plan.list(city, Month::JULY_2021, Month::JULY_2021);
    let tally = Tally { accepted: july.len(), duplicate: 1, ..Tally::default() };
    july.extend(spring.last());
    let sheet = page("湖州市2021年7月“十城百店”销售流水", plan, &july, random);
    desk.truth.planted("duplicate-row-without-number", &path, json!({"row": sheet.rows.len()}));
    desk.report(path, "sales", table(&sheet, '\t', Encoding::Utf16), tally);
    Ok(())
}

fn page(title: &str, plan: &Plan, sales: &[&Sale], random: &mut Random) -> Sheet {
    let mut sheet = Sheet::new("流水");
    sheet.push(vec![text(title)]);
    sheet.header(&HEADER);
    for sale in sales {
        sheet.push(row(plan, sale, random));
    }
    sheet
}

fn row(plan: &Plan, sale: &Sale, random: &mut Random) -> Vec<Cell> {
    vec![
        text(plan.short_name(sale)),
        text(product_name(sale, random)),
        text(sale.line.channel),
        text(sale.date().format("%Y年%-m月%-d日").to_string()),
        text(kilograms(sale)),
        text(yuan(sale)),
    ]
}
