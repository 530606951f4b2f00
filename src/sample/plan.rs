//! The sales as they are meant: a seed comes in, every sale of the sample job goes out with its exact weight and
//! amount, adding up to the published totals. Must not know how a report prints it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::fit::{Share, amounts};
use super::produce::{PRODUCTS, Product};
use super::random::Random;
use super::region::CITIES;
use super::stores::{Line, Store, draw};

/// 2,701.64 吨 from January to July 2021, in grams.
pub(super) const WEIGHT_2021: i64 = 2_701_640_000;
/// 5,940.32 万元 from January to July 2021, in 分.
pub(super) const REVENUE_2021: i64 = 5_940_320_000;
/// The same months of the base year: 2,398.56 吨 and 5,160.1 万元.
const BASE_SPRING: (i64, i64) = (2_398_560_000, 5_160_100_000);
/// August to December of the base year: 2,413.74 吨 and 5,277.9 万元.
const BASE_AUTUMN: (i64, i64) = (2_413_740_000, 5_277_900_000);

/// A month, counted from 2020-01 as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(pub(super) u32);

impl Month {
    /// The first month of 2021.
    pub(super) const JANUARY_2021: Self = Self(12);
    /// The last month of the period.
    pub(super) const JULY_2021: Self = Self(18);

    /// `2021-07`.
    pub(super) fn text(self) -> String {
        format!("{}-{:02}", self.year(), self.number())
    }

    /// Its year.
    pub(super) fn year(self) -> i32 {
        2020 + (self.0 / 12) as i32
    }

    /// Its number in the year, from 1.
    pub(super) fn number(self) -> u32 {
        self.0 % 12 + 1
    }

    /// A day in it; days past its end are its last.
    pub(super) fn day(self, day: u32) -> NaiveDate {
        (1..=day).rev().find_map(|d| NaiveDate::from_ymd_opt(self.year(), self.number(), d)).unwrap_or_default()
    }

    /// The months from `first` to `last`.
    pub(super) fn range(first: Self, last: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
        (first.0..=last.0).map(Self)
    }
}

/// The unit a list prints a weight in, where it has a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 公斤
    Gongjin,
    /// 斤
    Jin,
    /// 箱, of the product's declared weight
    Xiang,
    /// 吨
    Dun,
}

/// One sale that is to be accepted.
#[derive(Debug, Clone)]
pub(super) struct Sale {
    /// Index of the store.
    pub(super) store: usize,
    /// Index of the store's city.
    pub(super) city: usize,
    /// What was sold and how.
    pub(super) line: Line,
    /// Month of the sale.
    pub(super) month: Month,
    /// Day in the month; 0 where a report knows the month only.
    pub(super) day: u32,
    /// Number of its slip; empty where the report has none.
    pub(super) document: String,
    /// The unit it is printed in.
    pub(super) unit: Unit,
    /// Weight in grams.
    pub(super) grams: i64,
    /// Amount in 分.
    pub(super) fen: i64,
    /// A store name that no registry knows, where one is printed.
    pub(super) unknown_store: Option<&'static str>,
    /// A product name that no registry knows, where one is printed.
    pub(super) unknown_product: Option<&'static str>,
    /// Size against the other sales, before weights are fitted.
    ratio: i64,
    /// Price before amounts are fitted, in 分 a kilogram.
    price_fen: i64,
    /// Weight and amount are given and not fitted.
    pub(super) fixed: bool,
}

impl Sale {
    /// The product sold.
    pub(super) fn product(&self) -> &'static Product {
        &PRODUCTS[self.line.product]
    }

    /// The day of the sale.
    pub(super) fn date(&self) -> NaiveDate {
        self.month.day(self.day.max(1))
    }

    /// Six times the ordinary size.
    pub(super) fn multiply(&mut self) {
        self.ratio *= 6;
    }

    /// A sale on the same slip pad: another document, weight and amount, and not part of any total.
    pub(super) fn altered(&self, document: &str, grams: i64) -> Self {
        let fen = grams * self.product().price_fen / 100_000 * 100;
        Self { document: document.to_owned(), grams, fen, unit: Unit::Gongjin, ..self.clone() }
    }
}

/// The stores and all their sales of 2020 and of January to July 2021.
#[derive(Debug)]
pub(super) struct Plan {
    /// All stores, city by city.
    pub(super) stores: Vec<Store>,
    /// All sales that are to be accepted.
    pub(super) sales: Vec<Sale>,
}

/// Draws the whole plan.
pub(super) fn plan(seed: u64) -> Plan {
    let mut random = Random::stream(seed, 10);
    let stores = draw(&mut random);
    let mut sales = monthly(&stores, &mut random);
    assign_days(&mut sales, &mut random);
    super::traps::lay(&stores, &mut sales);
    fit(&mut sales, (Month(0), Month(6)), BASE_SPRING);
    fit(&mut sales, (Month(7), Month(11)), BASE_AUTUMN);
    fit(&mut sales, (Month::JANUARY_2021, Month::JULY_2021), (WEIGHT_2021, REVENUE_2021));
    number_documents(&mut sales);
    Plan { stores, sales }
}

fn monthly(stores: &[Store], random: &mut Random) -> Vec<Sale> {
    let mut sales = Vec::new();
    for month in Month::range(Month(0), Month::JULY_2021) {
        for (store, entry) in stores.iter().enumerate().filter(|(_, entry)| entry.reports(month.0)) {
            for (position, line) in entry.lines.iter().enumerate() {
                // Now and then a product does not sell at all.
                if position == 0 || random.below(20) > 0 {
                    sales.push(draft(store, entry, *line, month, random));
                }
            }
        }
    }
    sales
}

fn draft(store: usize, entry: &Store, line: Line, month: Month, random: &mut Random) -> Sale {
    let product = &PRODUCTS[line.product];
    let season = product.season[month.number() as usize - 1];
    Sale {
        store,
        city: entry.city,
        line,
        month,
        day: 0,
        document: String::new(),
        unit: unit(entry.city, product, month, random),
        grams: 0,
        fen: 0,
        unknown_store: None,
        unknown_product: None,
        ratio: entry.scale * (product.share + 30) * season * random.between(88, 112),
        price_fen: product.price_fen * random.between(88, 112) / 100,
        fixed: false,
    }
}

/// The cities whose lists mix units draw one for each row.
fn unit(city: usize, product: &Product, month: Month, random: &mut Random) -> Unit {
    let mixed = matches!(CITIES[city].letters, "JX" | "SX") && month >= Month::JANUARY_2021;
    match random.below(8) {
        4 | 5 if mixed => Unit::Jin,
        6 if mixed && CITIES[city].letters == "JX" && product.share > 20 => Unit::Xiang,
        7 if mixed && product.share > 100 => Unit::Dun,
        _ => Unit::Gongjin,
    }
}

/// Spreads each store's month over two or three slips, in the cities that report slips.
fn assign_days(sales: &mut [Sale], random: &mut Random) {
    let mut slips: BTreeMap<(usize, Month), Vec<u32>> = BTreeMap::new();
    for sale in sales.iter_mut().filter(|sale| sale.month >= Month::JANUARY_2021 && !is_crosstab(sale.city)) {
        let days = slips.entry((sale.store, sale.month)).or_insert_with(|| {
            (0..2 + random.below(2)).map(|third| (third * 9 + 1 + random.below(9)) as u32).collect()
        });
        sale.day = *random.pick(days);
    }
}

/// Whether a city sends months across the columns instead of slips.
pub(super) fn is_crosstab(city: usize) -> bool {
    matches!(CITIES[city].letters, "TZ" | "LS")
}

/// Gives all sales from `first` to `last` that are not fixed their weight and amount, so that both totals are met.
fn fit(sales: &mut [Sale], (first, last): (Month, Month), (grams, fen): (i64, i64)) {
    let inside = |sale: &Sale| (first..=last).contains(&sale.month);
    let fixed: Vec<&Sale> = sales.iter().filter(|sale| sale.fixed && inside(sale)).collect();
    let grams = grams - fixed.iter().map(|sale| sale.grams).sum::<i64>();
    let fen = fen - fixed.iter().map(|sale| sale.fen).sum::<i64>();
    let mut open: Vec<&mut Sale> = sales.iter_mut().filter(|sale| !sale.fixed && inside(sale)).collect();
    let shares: Vec<Share> =
        open.iter().map(|sale| Share { ratio: sale.ratio.into(), step: gram_step(sale) }).collect();
    amounts(&shares, grams).into_iter().zip(&mut open).for_each(|(grams, sale)| sale.grams = grams);
    let shares: Vec<Share> = open
        .iter()
        .map(|sale| Share { ratio: i128::from(sale.grams) * i128::from(sale.price_fen), step: fen_step(sale) })
        .collect();
    amounts(&shares, fen).into_iter().zip(&mut open).for_each(|(fen, sale)| sale.fen = fen);
}

/// The finest weight that the sale's report can print, in grams.
fn gram_step(sale: &Sale) -> i64 {
    match (sale.unit, CITIES[sale.city].letters) {
        _ if sale.month < Month::JANUARY_2021 => 1_000,
        (Unit::Xiang, _) => sale.product().box_kg * 1_000,
        (Unit::Dun, _) => 10_000,
        (_, "TZ") => 1_000,
        (_, "WZ" | "HU") => 100,
        _ => 500,
    }
}

/// The finest amount that the sale's report prints, in 分.
fn fen_step(sale: &Sale) -> i64 {
    match CITIES[sale.city].letters {
        _ if sale.month < Month::JANUARY_2021 => 100,
        "LS" => 10_000,
        "WZ" => 1,
        "NB" => 10,
        _ => 100,
    }
}

/// Numbers the slips of each city and month by day and store; what has a number or none at all keeps it.
fn number_documents(sales: &mut [Sale]) {
    let mut slips: BTreeMap<(usize, Month, u32, usize), u32> = BTreeMap::new();
    for sale in sales.iter().filter(|sale| sale.day > 0) {
        slips.insert((sale.city, sale.month, sale.day, sale.store), 0);
    }
    let mut last: BTreeMap<(usize, Month), u32> = BTreeMap::new();
    for ((city, month, ..), number) in &mut slips {
        let counter = last.entry((*city, *month)).or_insert(0);
        *counter += 1;
        *number = *counter;
    }
    for sale in sales.iter_mut().filter(|sale| sale.day > 0 && sale.document.is_empty()) {
        let letters = CITIES[sale.city].letters;
        let number = slips[&(sale.city, sale.month, sale.day, sale.store)];
        if letters != "HU" {
            let (year, month) = (sale.month.year() % 100, sale.date().month());
            sale.document = format!("{letters}{year}{month:02}{number:04}");
        }
    }
}

impl Plan {
    /// A city's sales from `first` to `last`, in the order of a list.
    pub(super) fn list(&self, city: usize, first: Month, last: Month) -> Vec<&Sale> {
        let mut list: Vec<&Sale> =
            self.sales.iter().filter(|sale| sale.city == city && (first..=last).contains(&sale.month)).collect();
        list.sort_by_key(|sale| (sale.month, sale.day, sale.store, &sale.document, sale.line.product));
        list
    }

    /// The stores of a city with their indices.
    pub(super) fn stores_of(&self, city: usize) -> impl Iterator<Item = (usize, &Store)> {
        self.stores.iter().enumerate().filter(move |(_, store)| store.city == city)
    }

    /// The store's name as totals know it.
    pub(super) fn store_name(&self, sale: &Sale) -> String {
        sale.unknown_store.map_or_else(|| self.stores[sale.store].name(), str::to_owned)
    }

    /// The name that is used in talk.
    pub(super) fn short_name(&self, sale: &Sale) -> String {
        sale.unknown_store.map_or_else(|| self.stores[sale.store].short_name(), str::to_owned)
    }
}

/// Index of the city with these letters.
pub(super) fn city(letters: &str) -> usize {
    CITIES.iter().position(|city| city.letters == letters).expect("a city of the constants")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_stay_in_their_bands() {
        let plan = plan(crate::sample::DEFAULT_SEED);
        for sale in plan.sales.iter().filter(|sale| !sale.fixed) {
            let price = sale.fen * 1_000 / sale.grams;
            let band = sale.product().lowest_fen()..=sale.product().highest_fen();
            assert!(band.contains(&price), "{} {price} {band:?} {}", sale.product().name, sale.grams);
        }
    }

    #[test]
    fn no_two_sales_share_a_key() {
        let plan = plan(crate::sample::DEFAULT_SEED);
        let mut keys = std::collections::BTreeSet::new();
        for sale in plan.sales.iter().filter(|sale| !sale.document.is_empty()) {
            assert!(keys.insert((sale.document.clone(), sale.line.product)), "{}", sale.document);
        }
    }
}
