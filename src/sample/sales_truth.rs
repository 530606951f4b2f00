//! The true totals of the sales: the plan comes in, figures go out. Sums what was meant; must not know what was printed.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::{Month, Plan, Sale};
use super::region::CITIES;
use super::truth::{Measure, Truth};

/// What a sale says of one dimension, if anything.
type Dimension = fn(&Plan, &Sale) -> Option<String>;

/// States every total of the sales.
pub(super) fn state(plan: &Plan, truth: &mut Truth) {
    periods(plan, truth);
    for (first, last) in [(Month::JANUARY_2021, Month::JULY_2021), (Month(0), Month(6)), (Month(18), Month(18))] {
        dimensions(plan, truth, first, last);
    }
    stores(plan, truth);
}

fn period(first: Month, last: Month) -> String {
    if first == last { first.text() } else { format!("{}..{}", first.text(), last.text()) }
}

fn within(plan: &Plan, first: Month, last: Month) -> impl Iterator<Item = &Sale> + Clone {
    plan.sales.iter().filter(move |sale| (first..=last).contains(&sale.month))
}

fn sums<'a>(sales: impl Iterator<Item = &'a Sale>) -> (i128, i128) {
    sales.fold((0, 0), |(grams, fen), sale| (grams + i128::from(sale.grams), fen + i128::from(sale.fen)))
}

fn total(truth: &mut Truth, period: &str, filter: &[(&str, &str)], (grams, fen): (i128, i128)) {
    truth.total("sales.weight", period, filter, Measure::Weight, grams);
    truth.total("sales.revenue", period, filter, Measure::Money, fen);
}

/// Each month, each run of months from January, and all months there are; with the average price.
fn periods(plan: &Plan, truth: &mut Truth) {
    let mut spans: BTreeSet<(Month, Month)> = Month::range(Month(0), Month::JULY_2021).map(|m| (m, m)).collect();
    spans.extend(Month::range(Month(1), Month(11)).map(|last| (Month(0), last)));
    spans.extend(Month::range(Month(13), Month::JULY_2021).map(|last| (Month::JANUARY_2021, last)));
    spans.insert((Month(0), Month::JULY_2021));
    for (first, last) in spans {
        let (grams, fen) = sums(within(plan, first, last));
        let period = period(first, last);
        total(truth, &period, &[], (grams, fen));
        // 分 a gram are tens of 元 a kilogram.
        truth.ratio("sales.price", &period, &[], (fen * 10, grams), "元/千克");
    }
}

fn dimensions(plan: &Plan, truth: &mut Truth, first: Month, last: Month) {
    let keys: [(&str, Dimension); 5] = [
        ("city", |_, sale| Some(CITIES[sale.city].name.to_owned())),
        ("store", |plan, sale| Some(plan.store_name(sale))),
        ("product", |_, sale| Some(sale.unknown_product.unwrap_or(sale.product().name).to_owned())),
        ("category", |_, sale| sale.unknown_product.is_none().then(|| sale.product().category.to_owned())),
        ("channel", |_, sale| Some(sale.line.channel.to_owned())),
    ];
    for (key, value) in keys {
        let mut parts: BTreeMap<String, (i128, i128)> = BTreeMap::new();
        for sale in within(plan, first, last) {
            if let Some(value) = value(plan, sale) {
                let part = parts.entry(value).or_default();
                *part = (part.0 + i128::from(sale.grams), part.1 + i128::from(sale.fen));
            }
        }
        for (value, part) in parts {
            total(truth, &period(first, last), &[(key, &value)], part);
        }
    }
}

/// Stores that sold anything, the unknown one included.
fn stores(plan: &Plan, truth: &mut Truth) {
    let spans = Month::range(Month(0), Month::JULY_2021).map(|month| (month, month));
    for (first, last) in spans.chain([(Month::JANUARY_2021, Month::JULY_2021)]) {
        let names: BTreeSet<String> = within(plan, first, last).map(|sale| plan.store_name(sale)).collect();
        truth.total("sales.stores", &period(first, last), &[], Measure::Count("家"), names.len() as i128);
    }
}
