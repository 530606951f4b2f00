//! What is answered: explanations in their order, each with its records, its arithmetic and how sure it is.

use std::sync::Arc;

use super::cost::Bits;
use crate::slips::Slip;

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In one word.
    pub verdict: Verdict,
    /// The claim less the ledger's total: its least and its greatest value.
    pub difference: (i128, i128),
    /// The explanations, the simplest first.
    pub explanations: Vec<Explanation>,
    /// What was searched, family by family.
    pub coverage: Coverage,
}

/// The answer in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The ledger's total lies in what the claim's digits stand for.
    Ties,
    /// One explanation, unique of its kind, far ahead of every other.
    Explained,
    /// Several explanations that the numbers alone do not tell apart.
    Ambiguous,
    /// Nothing that was searched explains it.
    Unexplained,
}

impl Verdict {
    /// The word of JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::Explained => "explained",
            Self::Ambiguous => "ambiguous",
            Self::Unexplained => "unexplained",
        }
    }
}

/// One way in which the claim may have come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One cause, or two that came together.
    pub causes: Vec<Cause>,
    /// The sum that the causes lead to; it lies in the claim's interval.
    pub result: i128,
    /// How much has to be said to say it: the ranking.
    pub cost: Bits,
    /// Whether it is the only one of its kind and size.
    pub uniqueness: Uniqueness,
    /// Others of the same kind and size, as far as they are listed.
    pub others: Vec<Vec<Cause>>,
}

impl Explanation {
    /// Its cause, where it has only one.
    #[must_use]
    pub fn only_cause(&self) -> Option<&Cause> {
        if let [cause] = &self.causes[..] { Some(cause) } else { None }
    }
}

/// One cause: what was done to some records, or to the number as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Which kind.
    pub kind: Kind,
    /// By how much it moves the ledger's total.
    pub delta: i128,
    /// The records, by their place in the question.
    pub records: Vec<Changed>,
    /// A file, publication, currency, day or dimension that it is told by.
    pub named: Option<Arc<str>>,
    /// The slip of a hand, where it is one.
    pub slip: Option<Slip>,
}

/// A record that a cause touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its place among the question's records.
    pub record: usize,
    /// By how much the claim moves for it.
    pub delta: i128,
}

/// How many explanations of one kind and size there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uniqueness {
    /// Exactly one, and every candidate was looked at.
    Unique,
    /// Exactly so many.
    Ambiguous(u64),
    /// So many were found before the budget ended.
    AtLeast(u64),
}

impl Uniqueness {
    pub(super) const fn of(count: u64, complete: bool) -> Self {
        match (count, complete) {
            (1, true) => Self::Unique,
            (_, true) => Self::Ambiguous(count),
            _ => Self::AtLeast(count),
        }
    }
}

/// The kinds of causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Records of the ledger are not in the claim.
    Missing,
    /// A record of the ledger is in the claim twice.
    Twice,
    /// The claim has rows that are in quarantine.
    Quarantined,
    /// The claim has duplicates.
    Duplicate,
    /// The claim has rows of replaced files.
    Superseded,
    /// The claim has terminated projects.
    Terminated,
    /// The claim has framework agreements beside their formal contracts.
    Framework,
    /// The claim has records from outside the period.
    OutOfPeriod,
    /// Records next to an end of the period, or reported on its other side, are in the claim or left out.
    Boundary,
    /// The claim goes by the date of the report.
    ReportDate,
    /// The claim begins or ends on another day.
    CutOff,
    /// A whole file or sheet is not in the claim.
    FileMissing,
    /// A record has the wrong unit.
    Unit,
    /// A record's decimal point is off.
    Point,
    /// A record has two digits swapped.
    Swapped,
    /// A record has a digit less, or one doubled.
    Dropped,
    /// A record's amount was not converted.
    Currency,
    /// No amount in a currency was converted.
    CurrencyAll,
    /// Rounded parts were added.
    RoundedParts,
    /// The claim is what was published earlier.
    Stale,
    /// The claim has a file's earlier version.
    EarlierVersion,
    /// The claimed number itself has a slip.
    Claim,
}

impl Kind {
    /// Whether it takes records, files or totals as they stand; the others write a number otherwise.
    pub(super) const fn is_whole(self) -> bool {
        !matches!(
            self,
            Self::Unit
                | Self::Point
                | Self::Swapped
                | Self::Dropped
                | Self::Currency
                | Self::CurrencyAll
                | Self::RoundedParts
                | Self::Claim
        )
    }

    /// The word of JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Twice => "twice",
            Self::Quarantined => "quarantined",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
            Self::Terminated => "terminated",
            Self::Framework => "framework",
            Self::OutOfPeriod => "out_of_period",
            Self::Boundary => "boundary",
            Self::ReportDate => "report_date",
            Self::CutOff => "cut_off",
            Self::FileMissing => "file_missing",
            Self::Unit => "unit",
            Self::Point => "point",
            Self::Swapped => "swapped",
            Self::Dropped => "dropped",
            Self::Currency => "currency",
            Self::CurrencyAll => "currency_all",
            Self::RoundedParts => "rounded_parts",
            Self::Stale => "stale",
            Self::EarlierVersion => "earlier_version",
            Self::Claim => "claim",
        }
    }
}

/// What was searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Each family of candidates that was looked at, in the order in which it was.
    pub searched: Vec<Searched>,
    /// Steps spent.
    pub steps: u64,
    /// Whether the budget ended a search or kept one from being begun.
    pub ended: bool,
    /// Whether two causes at once were looked for only as far as they are about as likely as the one that says it all.
    pub narrowed: bool,
}

/// One family of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// Its kinds: one, or two together.
    pub kinds: Vec<Kind>,
    /// How many records at once; 0 for causes that are told by another name.
    pub size: usize,
    /// How many fit.
    pub found: u64,
    /// Whether all of it was looked at.
    pub complete: bool,
}
