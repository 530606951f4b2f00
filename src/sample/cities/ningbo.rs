//! 宁波: one workbook for all months, numbers as text with thousands separators, a 汇总 sheet that restates the others,
//! and a hidden sheet whose rows count.

use serde_json::json;

use super::{kilograms, kilograms_of, place, product_name, yuan, yuan_of};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::separated;
use crate::sample::paper::{Sheet, number, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;
use crate::sample::region::CITIES;
use crate::sample::{SampleError, xlsx};

const FILE: &str = "宁波市2021年1-7月销售报表.xlsx";
const HEADER: [&str; 9] = ["序号", "日期", "城市", "店铺", "品名", "销售渠道", "销量(公斤)", "销售金额(元)", "订单号"];
const HIDDEN_SHEET: &str = "补录";

/// Puts the city's workbook on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("NB");
    let path = place(city, FILE);
    let all = plan.list(city, Month::JANUARY_2021, Month::JULY_2021);
    // What 象山店 sold in April came late.
    let (late, listed): (Vec<&Sale>, Vec<&Sale>) =
        all.iter().partition(|sale| sale.month == Month(15) && plan.stores[sale.store].district == "象山");
    let mut sheets = vec![summary(plan, &all)];
    for month in Month::range(Month::JANUARY_2021, Month::JULY_2021) {
        let sales: Vec<&Sale> = listed.iter().filter(|sale| sale.month == month).copied().collect();
        let title = format!("宁波市2021年{}月“十城百店”销售报表", month.number());
        sheets.push(page(&format!("{}月", month.number()), &title, plan, &sales, random));
    }
    let mut hidden = page(HIDDEN_SHEET, "宁波市2021年4月补录", plan, &late, random);
    hidden.hidden = true;
    sheets.push(hidden);
    desk.truth.planted("hidden-sheet", &path, json!({"sheet": HIDDEN_SHEET, "rows": late.len()}));
    desk.truth.planted("summary-sheet", &path, json!({"sheet": "汇总"}));
    desk.report(path.clone(), "sales", xlsx::book(&path, &sheets)?, Tally::accepted(all.len()));
    Ok(())
}

fn page(name: &str, title: &str, plan: &Plan, sales: &[&Sale], random: &mut Random) -> Sheet {
    let mut sheet = Sheet::new(name);
    sheet.title(title, HEADER.len());
    sheet.header(&HEADER);
    for (position, sale) in sales.iter().enumerate() {
        sheet.push(vec![
            number((position + 1).to_string()),
            text(sale.date().to_string()),
            text(CITIES[sale.city].name),
            text(plan.short_name(sale)),
            text(product_name(sale, random)),
            text(sale.line.channel),
            text(separated(&kilograms(sale))),
            text(separated(&yuan(sale))),
            text(&sale.document),
        ]);
    }
    sheet
}

fn summary(plan: &Plan, all: &[&Sale]) -> Sheet {
    let mut sheet = Sheet::new("汇总");
    sheet.title("宁波市2021年1-7月销售汇总表", 3);
    sheet.header(&["店铺", "销量(公斤)", "销售金额(元)"]);
    let mut sales = all.to_vec();
    sales.sort_by_key(|sale| sale.store);
    for run in sales.chunk_by(|a, b| a.store == b.store) {
        sheet.push(vec![text(plan.short_name(run[0])), number(kilograms_of(run)), number(yuan_of(run))]);
    }
    let total = sheet.push(vec![text("合计"), number(kilograms_of(all)), number(yuan_of(all))]);
    sheet.bold.insert(total);
    sheet
}
