//! What is asked: a claimed total, the ledger's, and everything that may stand between them.

use std::sync::Arc;

use crate::calendar::{DayCode, Period};
use crate::exact::{Decimal, MeasureUnit};
use crate::findings::Place;
use crate::values::Printed;

/// A claimed total and what is known beside it. Amounts are integers of the measure's smallest part.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is measured.
    pub measure: MeasureUnit,
    /// The months that are claimed.
    pub period: Period,
    /// The claimed value with the interval that its digits stand for.
    pub claim: Printed,
    /// What the ledger has for them.
    pub total: i128,
    /// The records behind it (`Accepted`), and those that it left out (every other class); in any order.
    pub records: Vec<Record>,
    /// What was published earlier under the same indicator.
    pub publications: Vec<Publication>,
    /// Files that a later version took the place of.
    pub replaced: Vec<ReplacedFile>,
    /// The ways in which the total is printed in parts.
    pub partitions: Vec<Partition>,
    /// How far to search.
    pub budget: Budget,
}

/// What became of a row that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It is in the ledger's total.
    Accepted,
    /// Kept aside with a reason.
    Quarantined,
    /// The same entry stands elsewhere.
    Duplicate,
    /// Its file gave way to a later version.
    Superseded,
    /// A project that came to its end.
    Terminated,
    /// A framework agreement whose formal contract is in the ledger.
    Framework,
    /// Outside the months that are claimed.
    OutOfPeriod,
}

/// One row, as an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What became of it.
    pub class: Class,
    /// Its amount; 1 where things are counted.
    pub amount: i128,
    /// File, sheet, row.
    pub place: Place,
    /// What a person calls it.
    pub label: String,
    /// The day or month by which it falls into a period.
    pub signed: Option<DayCode>,
    /// The day or month of the report that it came in.
    pub reported: Option<DayCode>,
    /// The currency that its amount was converted from.
    pub foreign: Option<Foreign>,
    /// The text of its amount.
    pub raw: String,
}

/// A currency and the rate that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The ISO code.
    pub currency: Arc<str>,
    /// 元 for one unit of it.
    pub rate: Decimal,
}

/// A value that was published.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The name of the publication.
    pub name: Arc<str>,
    /// The id of the figure.
    pub figure: Arc<str>,
    /// The value as printed.
    pub printed: Printed,
}

/// A file that gave way to a later version, with what each holds of the months that are claimed.
#[derive(Clone, Debug)]
pub struct ReplacedFile {
    /// The earlier file.
    pub file: Arc<str>,
    /// The later one.
    pub by: Arc<str>,
    /// What the earlier one holds.
    pub total: i128,
    /// What the ledger has from the later one.
    pub by_total: i128,
}

/// One way of printing the total in parts.
#[derive(Clone, Debug)]
pub struct Partition {
    /// What the parts are parts by: a dimension, the months.
    pub name: Arc<str>,
    /// The exact value of each part with the value that is printed for it.
    pub parts: Vec<(i128, i128)>,
}

/// How much work may be spent. Steps, never a clock: the same question has the same answer anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Elementary steps of the searches together.
    pub steps: u64,
    /// The most explanations that are given.
    pub explanations: usize,
    /// How many sets of an ambiguous explanation are listed.
    pub listed: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: 400_000_000, explanations: 10, listed: 5 }
    }
}
