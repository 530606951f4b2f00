//! What a table is read against: the ledger kind, the job's words for it, and what all tables of a run share.

use std::collections::BTreeMap;

use crate::calendar::Month;
use crate::exact::Decimal;
use crate::job::Amendment;
use crate::kinds::Kind;
use crate::registry::Registries;

use super::symbols::Symbols;

/// Everything that reading a table depends on, besides the table.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The ledger.
    pub kind: &'a Kind,
    /// Header to field, from the job; they come before the built-in words.
    pub columns: &'a BTreeMap<String, String>,
    /// Field to value, from the job: what holds where the table itself says nothing.
    pub defaults: &'a BTreeMap<String, String>,
    /// Currency code to 元 for one unit of it.
    pub rates: &'a BTreeMap<String, Decimal>,
    /// Known stores, cities, products and categories.
    pub registries: &'a Registries,
    /// What the job decided about single rows.
    pub amendments: &'a [Amendment],
    /// Interned texts.
    pub symbols: &'a Symbols,
    /// The last month of the source's period; the year of dates that name none, where the table names none either.
    pub through: Month,
}

impl Plan<'_> {
    /// The job's value for a field that the table leaves out.
    #[must_use]
    pub fn default_for(&self, field: usize) -> Option<&str> {
        self.defaults.get(&self.kind.fields[field].name).map(String::as_str).filter(|value| !value.is_empty())
    }
}
