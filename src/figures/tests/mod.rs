//! Figures of small ledgers whose values were worked out by hand or with Python fractions, and the laws that tie
//! figures together.

mod laws;
mod projects;
mod sales;

use std::sync::Arc;

use crate::calendar::Month;
use crate::cube::{Cell, LedgerCube};
use crate::kinds;

use super::{Figure, Figures, Settings, compute};

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// A cube of these cells, sorted as a cube is.
fn cube(ledger: &str, through: &str, mut cells: Vec<Cell>) -> LedgerCube {
    cells.sort();
    LedgerCube { kind: Arc::new(kinds::built_in(ledger).expect("built in")), through: month(through), cells }
}

fn texts(list: &[&str]) -> Vec<Arc<str>> {
    list.iter().map(|text| Arc::from(*text)).collect()
}

fn compute_one(cube: LedgerCube, settings: &Settings) -> Figures {
    compute(&[cube], settings)
}

fn get<'a>(figures: &'a Figures, id: &str) -> &'a Figure {
    figures.get(id).unwrap_or_else(|| panic!("no figure {id}"))
}

fn value<'a>(figures: &'a Figures, id: &str) -> Option<&'a str> {
    get(figures, id).value.as_deref()
}
