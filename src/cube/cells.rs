//! The cube as plain values: one cell for each month, start and combination of dimension values.

use std::sync::Arc;

use crate::calendar::Month;
use crate::kinds::Kind;

/// The accepted records of one ledger, summed.
#[derive(Clone, Debug)]
pub struct LedgerCube {
    /// What the ledger holds.
    pub kind: Arc<Kind>,
    /// The last month that counts; no cell lies after it.
    pub through: Month,
    /// The cells, sorted by month, start and dimension texts; no two alike.
    pub cells: Vec<Cell>,
}

impl LedgerCube {
    /// The same ledger as of an earlier month: what lies after it does not count.
    #[must_use]
    pub fn as_of(&self, through: Month) -> Self {
        let cells = self.cells.iter().filter(|cell| cell.month <= through).cloned().collect();
        Self { kind: Arc::clone(&self.kind), through, cells }
    }
}

/// The records that share a month, a start and all dimension values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The month of the records.
    pub month: Month,
    /// The month in which they started, for ledgers with that notion; none where they have not.
    pub started: Option<Month>,
    /// One text for each of [`Kind::dimensions`]; empty where the row leaves it out.
    pub dimensions: Vec<Arc<str>>,
    /// How many records.
    pub records: u64,
    /// For each of [`Kind::measures`], how many records have it.
    pub present: Vec<u64>,
    /// For each of [`Kind::measures`], the sum in the measure's smallest part.
    pub sums: Vec<i128>,
}
