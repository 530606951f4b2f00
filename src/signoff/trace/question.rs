//! A figure to what must be read for it: one part for a sum, two for what compares. Reads nothing itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::cube::LedgerCube;
use crate::figures::{self, Comparison, Figure, Quantity, Settings};
use crate::kinds::{Formula, Indicator, Kind};
use crate::ledger::{Entry, Wanted};

/// What the records of a part are to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// All that it is.
    Records,
    /// What a share is of: 分子.
    Part,
    /// The whole that a share is part of: 分母.
    Whole,
    /// The period that is compared.
    Now,
    /// The period that it is compared with.
    Base,
}

impl Role {
    /// The word that JSON and CSV print.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Part => "part",
            Self::Whole => "whole",
            Self::Now => "now",
            Self::Base => "base",
        }
    }

    /// The key of its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Records => "trace-role-records",
            Self::Part => "trace-role-part",
            Self::Whole => "trace-role-whole",
            Self::Now => "trace-role-now",
            Self::Base => "trace-role-base",
        }
    }
}

/// Some records of a figure.
#[derive(Clone, Debug)]
pub struct Part {
    /// What they are to it.
    pub role: Role,
    /// Their months.
    pub period: Period,
    /// Which entries are to be read.
    pub wanted: Wanted,
}

/// What a figure is held against besides records.
#[derive(Clone, Debug)]
pub(super) enum Against {
    /// Nothing.
    Nothing,
    /// A value that was published.
    Published(Quantity),
    /// The year's target, in the smallest part.
    Target(i128),
    /// The values of this kept field that are current.
    Others(usize),
}

/// A figure with all that must be read for it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its ledger.
    pub kind: Arc<Kind>,
    /// The figure.
    pub figure: Figure,
    /// What must be read, in order.
    pub parts: Vec<Part>,
    /// The first month of the ledger's records and the last that counts.
    pub span: (Month, Month),
    pub(super) indicator: Indicator,
    pub(super) against: Against,
}

impl Question {
    /// The question of a figure that the cubes gave; `all`: entries that are not counted are shown too. Nothing where the
    /// figure's ledger or indicator is none of the cubes'.
    #[must_use]
    pub fn new(figure: Figure, cubes: &[LedgerCube], settings: &Settings, all: bool) -> Option<Self> {
        let cube = cubes.iter().find(|cube| cube.kind.name == figure.id.ledger())?;
        let indicator = cube.kind.indicators.iter().find(|indicator| indicator.id == figure.id.indicator)?.clone();
        let against = against(&figure, cube, cubes, settings);
        let parts = parts(&figure, &against, all);
        let first = cube.cells.first().map_or(cube.through, |cell| cell.month);
        Some(Self { kind: Arc::clone(&cube.kind), span: (first, cube.through), parts, indicator, against, figure })
    }

    /// The measures that the figure adds up; none for counts.
    #[must_use]
    pub fn measures(&self) -> Vec<usize> {
        match self.indicator.formula {
            Formula::Sum(measure) => vec![measure],
            Formula::Ratio(top, bottom) => vec![top, bottom],
            Formula::Count | Formula::Distinct(_) | Formula::StartedRate => Vec::new(),
        }
    }

    /// Whether the figure is a rate of what has started, so that the day of the start matters.
    #[must_use]
    pub fn is_of_starts(&self) -> bool {
        self.indicator.formula == Formula::StartedRate
    }

    /// Whether an entry says anything about the figure. One that could not be typed may have meant to.
    #[must_use]
    pub fn concerns(&self, entry: &Entry) -> bool {
        let Formula::Sum(measure) = self.indicator.formula else { return true };
        let is_list = entry.place.cell.is_none_or(|cell| cell.column.is_none());
        let may_have_meant = entry.key.is_none() && (is_list || entry.measures.iter().all(Option::is_none));
        entry.measure(measure).is_some() || may_have_meant
    }

    /// The entries that say how the other values of a ranked figure's dimension stand.
    #[must_use]
    pub fn others(&self) -> Option<Wanted> {
        let is_ranked = matches!(self.against, Against::Others(_));
        is_ranked.then(|| Wanted::accepted(self.kind.name.clone(), None, BTreeMap::new()))
    }
}

fn against(figure: &Figure, cube: &LedgerCube, cubes: &[LedgerCube], settings: &Settings) -> Against {
    match figure.id.comparison {
        Some(Comparison::Yoy | Comparison::Mom) => {
            figures::published_base(cubes, settings, &figure.id).map_or(Against::Nothing, Against::Published)
        }
        Some(Comparison::Completion | Comparison::Ahead) => {
            let year = figure.id.period.last().year();
            let target = settings.targets.iter().find(|t| t.indicator == figure.id.indicator && t.year == year);
            target.map_or(Against::Nothing, |target| Against::Target(target.value))
        }
        Some(Comparison::Rank) => {
            let kept = figure.id.filter.keys().next().and_then(|name| cube.kind.kept_position(name));
            kept.map_or(Against::Nothing, Against::Others)
        }
        Some(Comparison::Share) | None => Against::Nothing,
    }
}

fn parts(figure: &Figure, against: &Against, all: bool) -> Vec<Part> {
    let id = &figure.id;
    let part = |role, period, filter: &BTreeMap<String, String>| {
        let wanted = Wanted::accepted(id.ledger(), Some(period), filter.clone());
        Part { role, period, wanted: if all { wanted.of_all_classes() } else { wanted } }
    };
    match (id.comparison, figure.base_period()) {
        (Some(Comparison::Share), _) => {
            vec![part(Role::Part, id.period, &id.filter), part(Role::Whole, id.period, &BTreeMap::new())]
        }
        (_, Some(_)) if matches!(against, Against::Published(_)) => vec![part(Role::Now, id.period, &id.filter)],
        (_, Some(base)) => vec![part(Role::Now, id.period, &id.filter), part(Role::Base, base, &id.filter)],
        _ => vec![part(Role::Records, id.period, &id.filter)],
    }
}
