//! A registry file's rows to stores and products. What cannot be read is left out of its entry, and said.

use crate::calendar::{DayCode, Month};
use crate::exact::Decimal;
use crate::findings::{Code, Finding, Place};
use crate::sources::{CellKind, OwnedRow, TableInfo};
use crate::values::{DateContext, Unit, ValueError, is_nothing, read_date, read_number};

use super::claims::{Entry, settle};
use super::columns::{Columns, Field, PRODUCTS, STORES, find};
use super::{Product, Store};

const VALUE_UNREADABLE: Code = Code("registry-value-unreadable");
const ROW_NAMELESS: Code = Code("registry-row-nameless");
const BAND_REVERSED: Code = Code("registry-band-reversed");

/// Decimals of a price, which is an integer of 0.0001 元.
const PRICE_SCALE: u32 = 4;

/// Reads a registry of stores: each with its aliases, its code among them.
#[must_use]
pub fn read_stores(info: &TableInfo, rows: &[OwnedRow]) -> (Vec<(Store, Vec<String>)>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some(columns) = find(info, rows, STORES, &mut findings) else { return (Vec::new(), findings) };
    let stores = entries(info, rows, &columns, &mut findings, |line, name| Store {
        name,
        city: line.text(Field::City).to_owned(),
        opened: line.date(Field::Opened, DayCode::of_month, 1),
        closed: line.date(Field::Closed, last_day, 12),
    });
    (settle(info, stores, &mut findings), findings)
}

/// Reads a registry of products: each with its aliases.
#[must_use]
pub fn read_products(info: &TableInfo, rows: &[OwnedRow]) -> (Vec<(Product, Vec<String>)>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some(columns) = find(info, rows, PRODUCTS, &mut findings) else { return (Vec::new(), findings) };
    let products = entries(info, rows, &columns, &mut findings, |line, name| {
        let (price_min, price_max) = line.band();
        let category = line.text(Field::Category).to_owned();
        Product { name, category, kg_per_box: line.kilograms(), price_min, price_max }
    });
    (settle(info, products, &mut findings), findings)
}

/// A cell of a row of the registry.
pub(super) fn place(info: &TableInfo, row: &OwnedRow, column: usize) -> Place {
    Place::cell(&info.file, &info.sheet, row.number, u32::try_from(column).ok())
}

/// The rows below the header as entries; blank rows say nothing, nameless ones are findings.
fn entries<'a, T>(
    info: &TableInfo,
    rows: &'a [OwnedRow],
    columns: &Columns,
    findings: &mut Vec<Finding>,
    item: impl Fn(&mut Line<'_>, String) -> T,
) -> Vec<Entry<'a, T>> {
    let mut entries = Vec::new();
    for row in &rows[columns.header + 1..] {
        let mut line = Line { info, row, columns, findings };
        let name = line.text(Field::Name).to_owned();
        if name.is_empty() {
            line.nameless();
            continue;
        }
        let at = |field| columns.of(field).unwrap_or(0);
        let columns = (at(Field::Name), columns.of(Field::Aliases).unwrap_or_else(|| at(Field::Code)));
        entries.push(Entry { aliases: line.aliases(), item: item(&mut line, name.clone()), name, row, columns });
    }
    entries
}

/// One row while it is read.
struct Line<'a> {
    info: &'a TableInfo,
    row: &'a OwnedRow,
    columns: &'a Columns,
    findings: &'a mut Vec<Finding>,
}

impl Line<'_> {
    /// The text under a field; empty where the column is missing or the cell says that there is nothing.
    fn text(&self, field: Field) -> &str {
        self.cell(field).map_or("", |(_, text, _)| text)
    }

    /// Column, text and kind of a cell that holds something.
    fn cell(&self, field: Field) -> Option<(usize, &str, CellKind)> {
        let column = self.columns.of(field)?;
        let (text, kind, _) = self.row.cells.get(column)?;
        (!is_nothing(text)).then_some((column, text.as_str(), *kind))
    }

    fn aliases(&self) -> Vec<String> {
        let written = self.text(Field::Aliases).split([';', '；', '、']);
        written.chain([self.text(Field::Code)]).map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect()
    }

    /// A row without a name: a finding at its first filled cell.
    fn nameless(&mut self) {
        if let Some((column, cell)) = self.row.cells.iter().enumerate().find(|(_, cell)| !cell.0.is_empty()) {
            self.findings.push(Finding::new(ROW_NAMELESS, place(self.info, self.row, column), cell.0.as_str()));
        }
    }

    fn unreadable(&mut self, column: usize) {
        let text = self.row.cells.get(column).map_or("", |cell| cell.0.as_str());
        let header = self.columns.title(column);
        let finding = Finding::new(VALUE_UNREADABLE, place(self.info, self.row, column), text);
        self.findings.push(finding.with("column", header));
    }

    /// A day; a month or a year alone stands for the day that `of_month` and `month_of_year` choose.
    fn date(&mut self, field: Field, of_month: fn(Month) -> DayCode, month_of_year: u32) -> Option<DayCode> {
        let (column, text, kind) = self.cell(field)?;
        let read = match read_date(text, kind == CellKind::Number, &DateContext::default()) {
            Ok(day) if day.day_of_month().is_none() => Some(of_month(day.month())),
            Ok(day) => Some(day),
            Err(ValueError::YearAlone(year)) => Month::new(year, month_of_year).map(of_month),
            Err(_) => None,
        };
        if read.is_none() {
            self.unreadable(column);
        }
        read
    }

    /// 千克 in a box: a number above zero, perhaps with its unit.
    fn kilograms(&mut self) -> Option<Decimal> {
        let (column, text, _) = self.cell(Field::KgPerBox)?;
        let read = read_number(text).ok().and_then(|number| match number.unit {
            None => Some(number.value),
            Some(Unit::Weight { kilograms, exponent: 0, .. }) => number.value.product(kilograms),
            Some(_) => None,
        });
        let read = read.filter(|value| value.digits > 0);
        if read.is_none() {
            self.unreadable(column);
        }
        read
    }

    /// Lowest and highest price; neither where they are the wrong way round.
    fn band(&mut self) -> (Option<i128>, Option<i128>) {
        let band = (self.price(Field::PriceMin), self.price(Field::PriceMax));
        match band {
            (Some(low), Some(high)) if low > high => {
                let column = self.columns.of(Field::PriceMin).unwrap_or(0);
                let finding =
                    Finding::new(BAND_REVERSED, place(self.info, self.row, column), self.text(Field::PriceMin));
                let finding = finding.with("high", self.text(Field::PriceMax)).with("name", self.text(Field::Name));
                self.findings.push(finding);
                (None, None)
            }
            band => band,
        }
    }

    fn price(&mut self, field: Field) -> Option<i128> {
        let (column, text, _) = self.cell(field)?;
        let number = read_number(text).ok().filter(|number| matches!(number.unit, None | Some(Unit::YUAN)));
        let read = number.and_then(|number| number.value.at_scale(PRICE_SCALE)).map(|(price, _)| price);
        let read = read.filter(|price| *price >= 0);
        if read.is_none() {
            self.unreadable(column);
        }
        read
    }
}

/// The last day of a month: a store that closes in a month still sells in it.
fn last_day(month: Month) -> DayCode {
    DayCode::day(month.year(), month.month(), month.days()).unwrap_or(DayCode::of_month(month))
}

#[cfg(test)]
mod tests;
