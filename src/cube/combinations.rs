//! Each combination of start and dimension values once, known by a small number: with its month the key that polars
//! groups by.

use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// One combination: start index, then a symbol for each dimension.
pub type Combination = Box<[u32]>;

/// All combinations of a ledger.
#[derive(Debug, Default)]
pub struct Combinations {
    table: RwLock<Table>,
}

#[derive(Debug, Default)]
struct Table {
    numbers: FxHashMap<Combination, u32>,
    combinations: Vec<Combination>,
}

impl Combinations {
    /// The number of a combination, new or known. Numbers depend on the order of arrival and never leave this room.
    pub(super) fn number(&self, combination: &[u32]) -> u32 {
        let known = self.table.read().unwrap_or_else(PoisonError::into_inner).numbers.get(combination).copied();
        known.unwrap_or_else(|| self.add(combination))
    }

    fn add(&self, combination: &[u32]) -> u32 {
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = table.numbers.get(combination) {
            return number;
        }
        let number = u32::try_from(table.combinations.len()).unwrap_or(u32::MAX);
        table.numbers.insert(combination.into(), number);
        table.combinations.push(combination.into());
        number
    }

    /// All combinations, by number.
    pub(super) fn all(&self) -> Vec<Combination> {
        self.table.read().unwrap_or_else(PoisonError::into_inner).combinations.clone()
    }
}
