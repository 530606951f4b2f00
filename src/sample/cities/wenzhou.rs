//! 温州: a CSV a month in GB18030 as tills export it, with thousands separators, returns, an unknown store, rows that
//! cannot be read, two rows in conflict and slips exported twice.

use serde_json::json;

use super::{kilograms, kilograms_of, place, product_name, yuan, yuan_of};
use crate::sample::SampleError;
use crate::sample::delimited::{Encoding, table};
use crate::sample::desk::{Desk, Tally};
use crate::sample::numerals::separated;
use crate::sample::paper::{Cell, Sheet, text};
use crate::sample::plan::{Month, Plan, Sale, city};
use crate::sample::random::Random;
use crate::sample::region::CITIES;
use crate::sample::traps::UNKNOWN_STORE;

const HEADER: [&str; 8] = ["单据号", "销售日期", "城市", "门店", "商品名称", "渠道", "数量(公斤)", "金额(元)"];
const UNREADABLE: Month = Month(14);
const TWICE: Month = Month(15);

/// Puts the city's seven exports on the desk.
pub(super) fn report(plan: &Plan, random: &mut Random, desk: &mut Desk) -> Result<(), SampleError> {
    let city = city("WZ");
    for month in Month::range(Month::JANUARY_2021, Month::JULY_2021) {
        let path = place(city, &format!("温州_2021年{:02}月_POS导出.csv", month.number()));
        let sales = plan.list(city, month, month);
        let mut sheet = Sheet::new("POS");
        sheet.header(&HEADER);
        for sale in &sales {
            let product = product_name(sale, random);
            sheet.push(row(plan, sale, product));
        }
        let mut tally = Tally::accepted(sales.len());
        finish(plan, &sales, &mut sheet, &mut tally, desk, &path);
        desk.report(path, "sales", table(&sheet, ',', Encoding::Gb18030), tally);
    }
    Ok(())
}

fn finish(plan: &Plan, sales: &[&Sale], sheet: &mut Sheet, tally: &mut Tally, desk: &mut Desk, path: &str) {
    if sales.iter().any(|sale| sale.unknown_store.is_some()) {
        desk.truth.planted("unknown-store", path, json!({"raw": UNKNOWN_STORE, "nearest": "乌什优品·鹿城店"}));
    }
    match sales[0].month {
        UNREADABLE => unreadable(plan, sales, sheet, tally, desk, path),
        TWICE => twice(sales, sheet, tally, desk, path),
        _ => {
            let mut total = vec![Cell::Blank; HEADER.len()];
            total[0] = text("合计");
            total[6] = text(separated(&kilograms_of(sales)));
            total[7] = text(separated(&yuan_of(sales)));
            sheet.push(total);
        }
    }
}

fn row(plan: &Plan, sale: &Sale, product: String) -> Vec<Cell> {
    vec![
        text(&sale.document),
        text(sale.date().format("%Y/%-m/%-d").to_string()),
        text(CITIES[sale.city].name),
        text(plan.store_name(sale)),
        text(product),
        text(sale.line.channel),
        text(separated(&kilograms(sale))),
        text(separated(&yuan(sale))),
    ]
}

/// Five rows that no reader can type, and a slip that says two things.
fn unreadable(plan: &Plan, sales: &[&Sale], sheet: &mut Sheet, tally: &mut Tally, desk: &mut Desk, path: &str) {
    let broken = [(1, "2021/2/30"), (6, "见附件"), (7, "#VALUE!"), (6, "12.5.3"), (1, "上周五")];
    for (number, (column, raw)) in (1..).zip(broken) {
        let sale = sales[number * 7].altered(&format!("WZ2103B{number:03}"), 45_000);
        let mut cells = row(plan, &sale, sale.product().name.to_owned());
        cells[column] = text(raw);
        let at = sheet.push(cells);
        tally.quarantined += 1;
        desk.truth.planted("unreadable-row", path, json!({"row": at + 1, "raw": raw}));
    }
    for grams in [36_000, 63_000] {
        let sale = sales[5].altered("WZ2103C001", grams);
        let at = sheet.push(row(plan, &sale, sale.product().name.to_owned()));
        tally.quarantined += 1;
        desk.truth.planted("conflict", path, json!({"row": at + 1, "document": "WZ2103C001"}));
    }
}

/// The last slip of the month stands in the export twice.
fn twice(sales: &[&Sale], sheet: &mut Sheet, tally: &mut Tally, desk: &mut Desk, path: &str) {
    let last = &sales[sales.len() - 1].document;
    let rows = sales.iter().rev().take_while(|sale| sale.document == *last).count();
    let again = sheet.rows[sheet.rows.len() - rows..].to_vec();
    sheet.rows.extend(again);
    tally.duplicate += rows;
    desk.truth.planted("duplicate-slips", path, json!({"documents": [last], "rows": rows}));
}
