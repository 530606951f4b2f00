//! The reports of the ten cities: the plan comes in, one file or more a city go out on the desk, each city in its own
//! manner. Must not know what other cities send.

use super::SampleError;
use super::desk::Desk;
use super::numerals::plain;
use super::paper::{Cell, Sheet, number, text};
use super::plan::{Month, Plan, Sale};
use super::random::Random;
use super::region::CITIES;
use super::stores::Line;

mod base_year;
mod hangzhou;
mod huzhou;
mod jiaxing;
mod jinhua;
mod lishui;
mod ningbo;
mod quzhou;
mod shaoxing;
mod taizhou;
mod wenzhou;

/// A city's way to report: the plan and draws of its own come in, its files go out on the desk.
type Reporter = fn(&Plan, &mut Random, &mut Desk) -> Result<(), SampleError>;

/// Lets every city report.
pub(super) fn report(plan: &Plan, seed: u64, desk: &mut Desk) -> Result<(), SampleError> {
    let reporters: [Reporter; 11] = [
        hangzhou::report,
        ningbo::report,
        wenzhou::report,
        jiaxing::report,
        huzhou::report,
        shaoxing::report,
        jinhua::report,
        quzhou::report,
        taizhou::report,
        lishui::report,
        base_year::report,
    ];
    for (stream, reporter) in (20..).zip(reporters) {
        reporter(plan, &mut Random::stream(seed, stream), desk)?;
    }
    Ok(())
}

/// The place of a city's file.
fn place(city: usize, file: &str) -> String {
    format!("inbox/十城百店/{}/{file}", CITIES[city].name)
}

/// Weight in 公斤.
fn kilograms(sale: &Sale) -> String {
    plain(sale.grams.into(), 3)
}

/// Amount in 元.
fn yuan(sale: &Sale) -> String {
    plain(sale.fen.into(), 2)
}

/// Weight in 公斤 of several sales.
fn kilograms_of<'a>(sales: impl IntoIterator<Item = &'a &'a Sale>) -> String {
    plain(sales.into_iter().map(|sale| i128::from(sale.grams)).sum(), 3)
}

/// Amount in 元 of several sales.
fn yuan_of<'a>(sales: impl IntoIterator<Item = &'a &'a Sale>) -> String {
    plain(sales.into_iter().map(|sale| i128::from(sale.fen)).sum(), 2)
}

/// The product's name, one time in five another name that stores use for it.
fn product_name(sale: &Sale, random: &mut Random) -> String {
    let product = sale.product();
    let other = random.below(5) == 0;
    let name = if other { *random.pick(product.aliases) } else { product.name };
    sale.unknown_product.unwrap_or(name).to_owned()
}

/// A 合计 or 小计 row: the label in the first column, the sums in the last two of `width`.
fn total_row(label: &str, width: usize, sums: [String; 2]) -> Vec<Cell> {
    let mut row = vec![Cell::Blank; width - 2];
    row[0] = text(label);
    row.extend(sums.map(number));
    row
}

/// A crosstab's layout: the sales with the columns their months stand in.
struct Crosstab<'a> {
    plan: &'a Plan,
    city: usize,
    months: Vec<Month>,
}

/// One row of a crosstab: a store's line and its sale in each month, where there is one.
struct CrosstabRow<'a> {
    store: usize,
    line: Line,
    sales: Vec<Option<&'a Sale>>,
}

impl<'a> Crosstab<'a> {
    fn rows(&self) -> Vec<CrosstabRow<'a>> {
        let last = self.months.last().copied().unwrap_or(Month(0));
        let list = self.plan.list(self.city, self.months[0], last);
        let mut rows = Vec::new();
        for (store, entry) in self.plan.stores_of(self.city) {
            for line in &entry.lines {
                let of_line = |sale: &&&Sale| sale.store == store && sale.line.product == line.product;
                let sale = |month| list.iter().filter(of_line).find(|sale| sale.month == month).copied();
                let sales: Vec<Option<&Sale>> = self.months.iter().map(|month| sale(*month)).collect();
                if sales.iter().any(Option::is_some) {
                    rows.push(CrosstabRow { store, line: *line, sales });
                }
            }
        }
        rows
    }
}

/// Merges the first column over the rows of each store, which follow one another from row `top` on.
fn merge_stores(sheet: &mut Sheet, top: usize, stores: &[usize]) {
    let mut start = 0;
    for run in stores.chunk_by(|a, b| a == b) {
        sheet.merge(top + start, 0, top + start + run.len() - 1, 0);
        start += run.len();
    }
}
