//! 衢州: weights in 斤 under a header of two rows; the second quarter is sent twice, the second time as 修订; the last
//! workbook runs into August.

use serde_json::json;

use super::{place, product_name, yuan, yuan_of};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::plain;
use crate::sample::paper::{Cell, Sheet, number, text, texts};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;
use crate::sample::{SampleError, xlsx};

const WIDTH: usize = 7;
const AUGUST: Month = Month(19);

/// Puts the city's four workbooks on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("QZ");
    first_quarter(plan, city, random, desk)?;
    second_quarter(plan, city, random, desk)?;
    july_and_august(plan, city, random, desk)
}

fn first_quarter(plan: &Plan, city: usize, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let path = place(city, "衢州市2021年一季度销售明细.xlsx");
    let sales = plan.list(city, Month(12), Month(14));
    let sheet = page("衢州市2021年第一季度“十城百店”销售明细", plan, &sales, random);
    desk.report(path.clone(), "sales", xlsx::book(&path, &[sheet])?, Tally::accepted(sales.len()));
    Ok(())
}

/// The first version lacks some rows and has others wrong; the 修订 replaces it whole.
fn second_quarter(plan: &Plan, city: usize, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let sales = plan.list(city, Month(15), Month(17));
    let draft = first_version(&sales);
    let title = "衢州市2021年第二季度“十城百店”销售明细";
    let path = place(city, "衢州市2021年二季度销售明细.xlsx");
    let sheet = page(title, plan, &draft.iter().collect::<Vec<_>>(), random);
    let tally = Tally { superseded: draft.len(), ..Tally::default() };
    let revised = place(city, "衢州市2021年二季度销售明细（修订）.xlsx");
    desk.truth.planted("superseded", &path, json!({"by": revised}));
    desk.report(path.clone(), "sales", xlsx::book(&path, &[sheet])?, tally);
    let sheet = page(title, plan, &sales, random);
    desk.report(revised.clone(), "sales", xlsx::book(&revised, &[sheet])?, Tally::accepted(sales.len()));
    Ok(())
}

fn first_version(sales: &[&Sale]) -> Vec<Sale> {
    let left_out = 40..52;
    let rows = sales.iter().enumerate().filter(|(position, _)| !left_out.contains(position));
    rows.map(|(position, sale)| match position {
        60 | 61 => sale.altered(&sale.document, sale.grams * 2),
        _ => (*sale).clone(),
    })
    .collect()
}

fn july_and_august(plan: &Plan, city: usize, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let path = place(city, "衢州市2021年7-8月销售明细.xlsx");
    let july = plan.list(city, Month::JULY_2021, Month::JULY_2021);
    let august: Vec<Sale> = july.iter().take(9).zip(1..).map(|(sale, number)| in_august(sale, number)).collect();
    let tally = Tally { accepted: july.len(), out_of_scope: august.len(), ..Tally::default() };
    let sales: Vec<&Sale> = july.iter().copied().chain(&august).collect();
    let sheet = page("衢州市2021年7-8月“十城百店”销售明细", plan, &sales, random);
    desk.truth.planted("after-the-period", &path, json!({"rows": august.len()}));
    desk.report(path.clone(), "sales", xlsx::book(&path, &[sheet])?, tally);
    Ok(())
}

fn in_august(sale: &Sale, number: u32) -> Sale {
    let mut later = sale.altered(&format!("QZ2108{number:04}"), 40_000);
    later.month = AUGUST;
    later.day = 3;
    later
}

fn page(title: &str, plan: &Plan, sales: &[&Sale], random: &mut Random) -> Sheet {
    let mut sheet = Sheet::new("销售明细");
    sheet.title(title, WIDTH);
    let top = sheet.header(&["单号", "日期", "门店", "产品", "渠道", "销售情况", ""]);
    sheet.header(&["", "", "", "", "", "数量（斤）", "金额（元）"]);
    (0..5).for_each(|column| sheet.merge(top, column, top + 1, column));
    sheet.merge(top, 5, top, 6);
    for sale in sales {
        let row = row(plan, sale, random);
        sheet.push(row);
    }
    let mut total = texts(&["合计", "", "", "", ""]);
    let grams: i128 = sales.iter().map(|sale| i128::from(sale.grams)).sum();
    total.extend([number(plain(grams * 2, 3)), number(yuan_of(sales))]);
    sheet.push(total);
    sheet.push(vec![text("注：数量按市斤填报。")]);
    sheet.signatures("");
    sheet
}

fn row(plan: &Plan, sale: &Sale, random: &mut Random) -> Vec<Cell> {
    vec![
        text(&sale.document),
        Cell::Date(sale.date(), "yyyy-mm-dd"),
        text(plan.short_name(sale)),
        text(product_name(sale, random)),
        text(sale.line.channel),
        number(plain(i128::from(sale.grams) * 2, 3)),
        number(yuan(sale)),
    ]
}
