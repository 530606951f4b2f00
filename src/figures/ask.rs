//! Any figure on demand: what a run does not promise is computed when it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Period;
use crate::cube::LedgerCube;
use crate::kinds::{Indicator, Kind};

use super::base::Base;
use super::breakdown::{Breakdown, break_down, unstated};
use super::figure::{Figure, Quantity};
use super::group::Group;
use super::growth::growth;
use super::id::{Comparison, FigureId};
use super::ledger::{Ledger, Subject};
use super::plan::Plan;
use super::settings::{Settings, dimension_name, dimension_position, nearest_of};

/// Why there is no such figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// A ledger, indicator, dimension or value that the run does not know.
    #[error("unknown {what} {name:?} (nearest: {nearest:?})")]
    Unknown {
        /// What it should name: `ledger`, `indicator`, `dimension` or `value`.
        what: &'static str,
        /// The name as asked.
        name: String,
        /// The nearest known one; empty where there is none.
        nearest: String,
    },
    /// The comparison has no meaning for this indicator, period or filter, or no target is declared.
    #[error("{0} does not apply here")]
    NotApplicable(&'static str),
}

/// The figure of this id, computed from the cubes.
///
/// # Errors
/// [`AskError`] where a name matches nothing, or the comparison does not apply.
pub fn ask(cubes: &[LedgerCube], settings: &Settings, id: &FigureId) -> Result<Figure, AskError> {
    with_subject(cubes, settings, id, |ledger, subject, siblings| compared(ledger, subject, siblings, id))?
}

/// The published value that the growth of this id compares with; nothing where it compares with records, or with nothing.
#[must_use]
pub fn published_base(cubes: &[LedgerCube], settings: &Settings, id: &FigureId) -> Option<Quantity> {
    let months = match id.comparison? {
        Comparison::Yoy => -12,
        Comparison::Mom => -1,
        _ => return None,
    };
    let base = |ledger: &Ledger<'_>, subject: Subject<'_>, _: &Breakdown| match Base::find(
        ledger,
        subject,
        id.period.plus(months),
    ) {
        Base::Published(quantity) => Some(quantity),
        _ => None,
    };
    with_subject(cubes, settings, id, base).ok()?
}

/// What the figure of an id is of, with the groups beside its own.
fn with_subject<T>(
    cubes: &[LedgerCube],
    settings: &Settings,
    id: &FigureId,
    then: impl FnOnce(&Ledger<'_>, Subject<'_>, &Breakdown) -> T,
) -> Result<T, AskError> {
    let cube = find_ledger(cubes, id.ledger())?;
    let indicator = find_indicator(&cube.kind, &id.indicator)?;
    let dimensions = find_dimensions(&cube.kind, id)?;
    let breakdowns = break_down(cube, &[Vec::new(), dimensions]);
    let nothing = Group::default();
    let total = breakdowns.first().and_then(|whole| whole.groups.values().next()).unwrap_or(&nothing);
    let ledger = Ledger::new(cube, settings, total);
    let group = if id.filter.is_empty() { total } else { find_group(&cube.kind, &breakdowns[1], id)? };
    let subject = Subject { indicator, group, filter: &id.filter };
    Ok(then(&ledger, subject, &breakdowns[1]))
}

fn compared(
    ledger: &Ledger<'_>,
    subject: Subject<'_>,
    siblings: &Breakdown,
    id: &FigureId,
) -> Result<Figure, AskError> {
    let Some(comparison) = id.comparison else { return Ok(ledger.plain(subject, id.period)) };
    let figure = match comparison {
        Comparison::Mom if !id.period.is_month() => None,
        Comparison::Yoy | Comparison::Mom => growth(ledger, subject, comparison, id.period, true),
        Comparison::Share => ledger.share(subject, id.period).filter(|_| !id.filter.is_empty()),
        Comparison::Completion => ledger.progress(subject, id.period).map(|[completion, _]| completion),
        Comparison::Ahead => ledger.progress(subject, id.period).map(|[_, ahead]| ahead),
        Comparison::Rank => rank(ledger, subject, siblings, id.period),
    };
    figure.ok_or(AskError::NotApplicable(comparison.key()))
}

/// The place among the values of one dimension that are current.
fn rank(ledger: &Ledger<'_>, subject: Subject<'_>, siblings: &Breakdown, period: Period) -> Option<Figure> {
    let stated = |values: &[Arc<str>]| values.iter().all(|value| &**value != unstated());
    if subject.filter.len() != 1 || subject.filter.values().any(|value| value == unstated()) {
        return None;
    }
    let plan = Plan::new(ledger.span, ledger.total.months());
    let own = ledger.outcome(subject, period).as_amount()?;
    let others = siblings.groups.iter().filter(|(values, group)| stated(values) && plan.is_current(group.months()));
    let amounts = others.filter_map(|(_, group)| ledger.outcome(Subject { group, ..subject }, period).as_amount());
    Some(ledger.rank(subject, period, amounts.filter(|amount| *amount > own).count()))
}

fn find_ledger<'a>(cubes: &'a [LedgerCube], name: &str) -> Result<&'a LedgerCube, AskError> {
    let known = || cubes.iter().map(|cube| cube.kind.name.as_str());
    cubes.iter().find(|cube| cube.kind.name == name).ok_or_else(|| unknown("ledger", name, known()))
}

fn find_indicator<'a>(kind: &'a Kind, id: &str) -> Result<&'a Indicator, AskError> {
    let known = || kind.indicators.iter().map(|indicator| indicator.id.as_str());
    kind.indicators.iter().find(|indicator| indicator.id == id).ok_or_else(|| unknown("indicator", id, known()))
}

/// The positions of the filter's dimensions, in declared order.
fn find_dimensions(kind: &Kind, id: &FigureId) -> Result<Vec<usize>, AskError> {
    let known = || (0..kind.dimensions.len()).map(|at| dimension_name(kind, at));
    let position = |name: &String| dimension_position(kind, name).ok_or_else(|| unknown("dimension", name, known()));
    let mut positions = id.filter.keys().map(position).collect::<Result<Vec<_>, _>>()?;
    positions.sort_unstable();
    Ok(positions)
}

fn find_group<'a>(kind: &Kind, breakdown: &'a Breakdown, id: &FigureId) -> Result<&'a Group, AskError> {
    let texts = breakdown.dimensions.iter().filter_map(|&at| id.filter.get(dimension_name(kind, at)));
    let key: Vec<Arc<str>> = texts.map(|text| Arc::from(text.as_str())).collect();
    breakdown.groups.get(&key).ok_or_else(|| {
        let joined = |values: &[Arc<str>]| values.join(",");
        let known: BTreeMap<String, ()> = breakdown.groups.keys().map(|values| (joined(values), ())).collect();
        unknown("value", &joined(&key), known.keys().map(String::as_str))
    })
}

fn unknown<'a>(what: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> AskError {
    AskError::Unknown { what, name: name.to_owned(), nearest: nearest_of(known, name) }
}
