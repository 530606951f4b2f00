//! The traps that are accepted as they stand: single sales are set to what a careless hand would have printed, before
//! the others are fitted around them. Must not know the reports.

use super::plan::{Month, Sale, Unit, city};
use super::stores::Store;

/// The store name that 温州 misprints.
pub(super) const UNKNOWN_STORE: &str = "乌什优品·鹿成店";
/// The product name that 绍兴 invents.
pub(super) const UNKNOWN_PRODUCT: &str = "核桃仁";

/// Sets all of them.
pub(super) fn lay(stores: &[Store], sales: &mut Vec<Sale>) {
    jump(stores, sales);
    price_slips(stores, sales);
    unknown_names(stores, sales);
    returns(stores, sales);
    sale_before_opening(stores, sales);
    twin_rows(stores, sales);
}

/// The first sale of a store in a month: every store has one.
fn first(stores: &[Store], sales: &[Sale], district: &str, month: Month) -> usize {
    sales
        .iter()
        .position(|sale| stores[sale.store].district == district && sale.month == month)
        .expect("the store sells in that month")
}

fn fix(sale: &mut Sale, grams: i64, fen: i64) {
    sale.grams = grams;
    sale.fen = fen;
    sale.unit = Unit::Gongjin;
    sale.fixed = true;
}

/// 练市店 sells six times as much as usual in June.
fn jump(stores: &[Store], sales: &mut [Sale]) {
    let june = Month(17);
    let store = first(stores, sales, "练市", june);
    let store = sales[store].store;
    sales.iter_mut().filter(|sale| sale.store == store && sale.month == june).for_each(Sale::multiply);
}

/// A number in the wrong unit: 公斤 in a column of 斤, 吨 as 公斤, 万元 as 元.
fn price_slips(stores: &[Store], sales: &mut [Sale]) {
    let jin = first(stores, sales, "龙游", Month(13));
    let price = sales[jin].product().price_fen;
    fix(&mut sales[jin], 320_000, 640 * price);
    let dun = first(stores, sales, "瑞安", Month(16));
    let price = sales[dun].product().price_fen;
    fix(&mut sales[dun], 500, 500 * price);
    let wan = first(stores, sales, "海宁", Month(15));
    // 600 kg at the ordinary price, in 万元 of two decimals, printed where 元 are asked for.
    let price = sales[wan].product().price_fen;
    fix(&mut sales[wan], 600_000, 600 * price / 10_000);
}

fn unknown_names(stores: &[Store], sales: &mut [Sale]) {
    let store = first(stores, sales, "鹿城", Month(17));
    let (store, day) = (sales[store].store, sales[store].day);
    for sale in sales.iter_mut().filter(|sale| sale.store == store && sale.month == Month(17) && sale.day == day) {
        sale.unknown_store = Some(UNKNOWN_STORE);
    }
    let product = first(stores, sales, "诸暨", Month(16));
    sales[product].unknown_product = Some(UNKNOWN_PRODUCT);
}

/// Two customers in 温州 bring something back.
fn returns(stores: &[Store], sales: &mut Vec<Sale>) {
    for (district, month, kilograms) in [("乐清", Month(14), 12), ("平阳", Month(18), 20)] {
        let mut back = sales[first(stores, sales, district, month)].clone();
        let price = back.product().price_fen;
        fix(&mut back, -1_000 * kilograms, -kilograms * price);
        back.document = format!("WZT{}{:02}01", back.month.year() % 100, back.month.number());
        back.day += 1;
        sales.push(back);
    }
}

/// 镜湖店 opens on 1 March 2021 and has a slip of 25 February.
fn sale_before_opening(stores: &[Store], sales: &mut Vec<Sale>) {
    let mut early = sales[first(stores, sales, "镜湖", Month(14))].clone();
    let price = early.product().price_fen;
    fix(&mut early, 60_000, 60 * price);
    early.month = Month(13);
    early.day = 25;
    sales.push(early);
}

/// Two equal rows without a document number on one sheet of 湖州: both stand.
fn twin_rows(stores: &[Store], sales: &mut Vec<Sale>) {
    let twin = first(stores, sales, "德清", Month(14));
    let price = sales[twin].product().price_fen;
    fix(&mut sales[twin], 25_000, 25 * price);
    let copy = sales[twin].clone();
    debug_assert_eq!(copy.city, city("HU"));
    sales.push(copy);
}
