//! 金华: real `.xls` workbooks with a sheet a month, full-width digits as text, dates as 7月5日 whose year stands in the
//! title; July first comes as HTML under the name of a workbook, then as `(2)`.

use serde_json::json;

use super::{kilograms, kilograms_of, place, product_name, yuan, yuan_of};
use crate::sample::delimited::html;
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::full_width;
use crate::sample::paper::{Cell, Sheet, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;
use crate::sample::{SampleError, xls, xlsx};

const HEADER: [&str; 7] = ["日期", "门店名称", "产品名称", "销售渠道", "数量（公斤）", "金额（元）", "小票号"];

/// Puts the city's two quarters, the disguised July and the real one on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("JH");
    for (quarter, first, last) in [("一", 12, 14), ("二", 15, 17)] {
        let path = place(city, &format!("金华市2021年{quarter}季度销售明细.xls"));
        let months = Month::range(Month(first), Month(last));
        let sheets: Vec<Sheet> = months.map(|month| page(plan, city, month, random)).collect();
        let tally = Tally::accepted(plan.list(city, Month(first), Month(last)).len());
        desk.report(path.clone(), "sales", xls::book(&path, &sheets)?, tally);
    }
    july(plan, city, random, desk)
}

fn july(plan: &Plan, city: usize, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let sheet = page(plan, city, Month::JULY_2021, random);
    let disguised = place(city, "金华市2021年7月销售明细.xls");
    desk.truth.planted("html-as-xls", &disguised, json!({}));
    desk.file(disguised, html(&sheet));
    let path = place(city, "金华市2021年7月销售明细(2).xlsx");
    let tally = Tally::accepted(plan.list(city, Month::JULY_2021, Month::JULY_2021).len());
    desk.report(path.clone(), "sales", xlsx::book(&path, &[sheet])?, tally);
    Ok(())
}

fn page(plan: &Plan, city: usize, month: Month, random: &mut Random) -> Sheet {
    let sales = plan.list(city, month, month);
    let mut sheet = Sheet::new(format!("{}月", month.number()));
    sheet.title(&format!("金华市{}年{}月“十城百店”销售明细表", month.year(), month.number()), HEADER.len());
    sheet.unit_line("单位：元", HEADER.len());
    sheet.header(&HEADER);
    for sale in &sales {
        let row = row(plan, sale, random);
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank; 4];
    total[0] = text("合　计");
    total.push(text(full_width(&kilograms_of(&sales))));
    total.push(text(full_width(&yuan_of(&sales))));
    sheet.push(total);
    sheet.signatures(&format!("{}年{}月3日", month.year(), month.number() + 1));
    sheet
}

fn row(plan: &Plan, sale: &Sale, random: &mut Random) -> Vec<Cell> {
    vec![
        text(sale.date().format("%-m月%-d日").to_string()),
        text(plan.store_name(sale)),
        text(product_name(sale, random).replace('(', "（").replace(')', "）")),
        text(sale.line.channel),
        text(full_width(&kilograms(sale))),
        text(full_width(&yuan(sale))),
        text(&sale.document),
    ]
}
