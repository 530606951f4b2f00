//! The job file: what was asked for, read and validated once. Knows no cell.
//!
//! In: `market-aid.toml` (and the ledger declarations it names). Out: a [`Job`] in which every name is resolved and
//! every quantity is an integer; nothing downstream validates again.

mod corrections;
mod file;
mod form;
mod letters;
mod plan;
mod schema;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::calendar::Month;
use crate::exact::{Decimal, Rounding};
use crate::kinds::Kind;

pub use corrections::{Acceptance, Address, AmendedCell, Amendment, CORRECTIONS_FILE, Corrections, Decision};
pub use file::{JOB_FILE, JobError, OUTPUT_MARK, read};
pub use form::{Form, FormCell, FormContent, FormUnit, PLACEHOLDERS};
pub use letters::LetterPlan;

/// A job, ready to run.
#[derive(Clone, Debug)]
pub struct Job {
    /// The folder that holds the job file; every path in the job is relative to it.
    pub root: PathBuf,
    /// The team's name.
    pub name: String,
    /// The last month of the job.
    pub through: Month,
    /// Where records come from.
    pub sources: Vec<Source>,
    /// The ledgers in use, built in or the job's own.
    pub kinds: Vec<Arc<Kind>>,
    /// The registry of stores, relative to the root.
    pub stores: Option<String>,
    /// The registry of products, relative to the root.
    pub products: Option<String>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Published values that serve as bases.
    pub published: Vec<Published>,
    /// 元 for one unit of a foreign currency.
    pub rates: BTreeMap<String, Decimal>,
    /// Replacements said by hand: (replaced file, replacing file).
    pub replacements: Vec<(String, String)>,
    /// Crosses of dimensions that the job asks figures for.
    pub crosses: Vec<Cross>,
    /// How halves are rounded.
    pub rounding: Rounding,
    /// What was decided about single records and findings.
    pub corrections: Corrections,
    /// The notice.
    pub notice: NoticePlan,
    /// The workbook.
    pub workbook: WorkbookPlan,
    /// The letters around it.
    pub letters: LetterPlan,
    /// Forms to fill in.
    pub forms: Vec<Form>,
    /// So many records of a ledger are kept one by one with a publication; of more, sums and digests.
    pub kept_records: u64,
}

/// Where records of one ledger come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Position in [`Job::kinds`].
    pub kind: usize,
    /// Patterns of files, relative to the root.
    pub files: Vec<String>,
    /// Patterns of sheets; empty for all.
    pub sheets: Vec<String>,
    /// Field → value where the sheet itself says nothing.
    pub defaults: BTreeMap<String, String>,
    /// Header → field.
    pub columns: BTreeMap<String, String>,
    /// The last month in scope.
    pub through: Month,
    /// The encoding of its text files, where they do not say.
    pub encoding: Option<String>,
    /// The delimiter of its text files, where it cannot be told.
    pub delimiter: Option<u8>,
}

/// What a year should reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The indicator's id.
    pub indicator: String,
    /// The year.
    pub year: i32,
    /// The value in the indicator's smallest part.
    pub value: i128,
}

/// A value that was published, for comparison where no records are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The figure's id.
    pub figure: String,
    /// The value in the indicator's smallest part; for a price or a rate, in 10^-12.
    pub value: i128,
    /// Half of its last printed place, in the same parts.
    pub half_step: i128,
    /// As the job writes it.
    pub raw: String,
}

/// Dimensions whose combinations get figures; `month` stands for each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    /// Position in [`Job::kinds`].
    pub kind: usize,
    /// Names of dimensions, or `month`.
    pub by: Vec<String>,
}

/// How the notice is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticePlan {
    /// The template, relative to the root; none for the built-in one.
    pub template: Option<String>,
    /// How its Word file looks, relative to the root; none for the layout of GB/T 9704.
    pub style: Option<String>,
    /// The date it bears; none leaves it out.
    pub date: Option<String>,
}

/// What goes into the workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkbookPlan {
    /// The keys of its tables, in order; none for all that there are.
    pub tables: Option<Vec<String>>,
}

impl Job {
    /// The ledger of this name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Arc<Kind>> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// The last month of a ledger: the latest of its sources'.
    #[must_use]
    pub fn through_of(&self, kind: usize) -> Month {
        self.sources
            .iter()
            .filter(|source| source.kind == kind)
            .map(|source| source.through)
            .max()
            .unwrap_or(self.through)
    }

    /// The same job through another month, for all sources.
    #[must_use]
    pub fn through(mut self, month: Month) -> Self {
        self.through = month;
        self.sources.iter_mut().for_each(|source| source.through = month);
        self
    }
}
