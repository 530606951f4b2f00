//! What is possible but not likely: a unit price outside its product's band, a sale outside its store's days, a date
//! long before the period. Findings, never silent fixes: nothing here changes a class.

use std::sync::Arc;

use crate::calendar::DayCode;
use crate::exact::{MeasureUnit, Rounding, divide_rounded, pow10};
use crate::findings::{Code, Finding, Phrase, Place};
use crate::kinds::Kind;
use crate::records::{Batch, Symbol, Symbols};
use crate::registry::Registries;
use crate::slips::UnitSlip;

const PRICE: Code = Code("unit-price-implausible");
const BEFORE_OPENING: Code = Code("sale-before-opening");
const AFTER_CLOSING: Code = Code("sale-after-closing");

/// A value for each symbol, looked up once.
#[derive(Clone, Debug)]
pub struct Bands<T> {
    known: Vec<Option<T>>,
}

impl<T: Copy> Bands<T> {
    const fn new() -> Self {
        Self { known: Vec::new() }
    }

    fn get(&mut self, symbol: Symbol, look_up: impl FnOnce() -> T) -> T {
        let at = symbol.0 as usize;
        if self.known.len() <= at {
            self.known.resize(at + 1, None);
        }
        *self.known[at].get_or_insert_with(look_up)
    }
}

/// Lowest and highest price in 0.0001 元/千克.
type PriceBand = Option<(i128, i128)>;
/// First and last day code; the widest range where unknown.
type Opening = (i32, i32);

/// The plausibility rules of one ledger.
#[derive(Clone, Debug)]
pub struct Plausibility<'a> {
    kind: &'a Kind,
    registries: &'a Registries,
    symbols: &'a Symbols,
    prices: Bands<PriceBand>,
    openings: Bands<Opening>,
}

impl<'a> Plausibility<'a> {
    /// The rules of `kind`.
    #[must_use]
    pub fn new(kind: &'a Kind, registries: &'a Registries, symbols: &'a Symbols) -> Self {
        Self { kind, registries, symbols, prices: Bands::new(), openings: Bands::new() }
    }

    /// Notices what is not likely in a batch.
    pub fn inspect(
        &mut self,
        batch: &Batch,
        in_scope: &[bool],
        place: &(Arc<str>, Arc<str>),
        findings: &mut Vec<Finding>,
    ) {
        let at_row = |at: usize| {
            let column = (batch.column[at] > 0).then_some(batch.column[at]);
            Place::cell(&place.0, &place.1, batch.row[at], column)
        };
        for at in (0..batch.len()).filter(|&at| in_scope[at]) {
            if let Some(finding) = self.price(batch, at) {
                findings.push(Finding { place: at_row(at), ..finding });
            }
            if let Some(finding) = self.opening(batch, at) {
                findings.push(Finding { place: at_row(at), ..finding });
            }
        }
    }

    fn price(&mut self, batch: &Batch, at: usize) -> Option<Finding> {
        let (money, weight, product) = self.kind.rules.unit_price_band?;
        let needed = 1_u16 << money | 1 << weight;
        if batch.present[at] & needed != needed {
            return None;
        }
        let product = batch.kept[product][at];
        let (registries, symbols) = (self.registries, self.symbols);
        let band = self.prices.get(product, || price_band(registries, &symbols.text(product)))?;
        let amounts = (i128::from(batch.measures[money][at]), i128::from(batch.measures[weight][at]));
        outside(band, amounts).then(|| price_finding(&symbols.text(product), band, amounts))
    }

    fn opening(&mut self, batch: &Batch, at: usize) -> Option<Finding> {
        let store = batch.kept[self.kind.rules.within_opening?][at];
        let (registries, symbols) = (self.registries, self.symbols);
        let (first, last) = self.openings.get(store, || opening(registries, &symbols.text(store)));
        let day = batch.day(at);
        let of_month_only = day.day_of_month().is_none();
        let before = if of_month_only { day.month() < DayCode::from_code(first).month() } else { day.code() < first };
        let (code, bound) = match (before, day.code() > last) {
            (true, _) => (BEFORE_OPENING, first),
            (_, true) => (AFTER_CLOSING, last),
            _ => return None,
        };
        let finding = Finding::new(code, Place::default(), day.to_string());
        Some(finding.with("store", &*symbols.text(store)).with("day", DayCode::from_code(bound).to_string()))
    }
}

fn price_band(registries: &Registries, product: &str) -> PriceBand {
    let product = registries.product(product)?;
    if product.price_min.is_none() && product.price_max.is_none() {
        return None;
    }
    Some((product.price_min.unwrap_or(0), product.price_max.unwrap_or(pow10(15))))
}

fn opening(registries: &Registries, store: &str) -> Opening {
    let store = registries.store(store);
    let opened = store.and_then(|store| store.opened).map_or(19_000_100, DayCode::code);
    let closed = store.and_then(|store| store.closed).map_or(i32::MAX, DayCode::code);
    (opened, closed)
}

/// Powers of ten between 元/千克 in 0.0001 and (0.0001 元)/(milligram).
const PRICE_SCALE: u32 = 6;

fn outside(band: (i128, i128), (money, weight): (i128, i128)) -> bool {
    let (money, weight) = if weight < 0 { (-money, -weight) } else { (money, weight) };
    if weight == 0 || money == 0 {
        return false;
    }
    if let Some(outside) = outside_in_64_bits(band, (money, weight)) {
        return outside;
    }
    let price = money * pow10(PRICE_SCALE);
    price < band.0 * weight || price > band.1 * weight
}

/// The same in short integers, where they have room.
fn outside_in_64_bits(band: (i128, i128), (money, weight): (i128, i128)) -> Option<bool> {
    let short = |value: i128| i64::try_from(value).ok();
    let price = short(money)?.checked_mul(10_i64.pow(PRICE_SCALE))?;
    let bound = |limit: i128| short(limit)?.checked_mul(short(weight)?);
    Some(price < bound(band.0)? || price > bound(band.1)?)
}

fn price_finding(product: &str, band: (i128, i128), (money, weight): (i128, i128)) -> Finding {
    let price = divide_rounded(money * pow10(PRICE_SCALE), weight, Rounding::HalfEven);
    let text = |price: i128| MeasureUnit::Money.base_text(price);
    Finding::new(PRICE, Place::default(), text(price))
        .with("product", product)
        .with("price", text(price))
        .with("min", text(band.0))
        .with("max", text(band.1))
        .with_detail(price_slip(band, money, weight))
}

/// The one unit slip that would bring the price into its band.
fn price_slip(band: (i128, i128), money: i128, weight: i128) -> Option<Phrase> {
    let slips = [(2, UnitSlip::JinKilogram), (1_000, UnitSlip::KilogramTonne), (10_000, UnitSlip::YuanWan)];
    let fits = |factor: i128| !outside(band, (money * factor, weight)) || !outside(band, (money, weight * factor));
    let fitting: Vec<UnitSlip> = slips.iter().filter(|(factor, _)| fits(*factor)).map(|(_, slip)| *slip).collect();
    match fitting[..] {
        [slip] => Some(Phrase { key: slip.key(), values: Vec::new() }),
        _ => None,
    }
}
