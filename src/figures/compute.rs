//! Every figure that a run promises, from the cubes.
//!
//! Totals of each indicator: every month and every January..m of a year with records, the whole run of data where it
//! goes further back than the year; with growth where a base exists (in the current year a missing base is said), and
//! progress where a target is declared. Dimension values: the period and the last month, with share, growth and rank.
//! Crosses: the same without rank, or each month's value where the cross asks for months. What papers print: the sums of
//! each city in each month of the year, where the cities are not too many.

use std::collections::BTreeMap;
use std::iter;
use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::cube::LedgerCube;
use crate::kinds::{Formula, Indicator};

use super::breakdown::{Breakdown, break_down, unstated};
use super::figure::Figures;
use super::group::Group;
use super::growth::growth;
use super::id::Comparison;
use super::ledger::{Ledger, Subject};
use super::plan::Plan;
use super::printed::{MOST_VALUES, is_printed_by_month, monthly_dimension};
use super::settings::{Cross, Settings, dimension_name};

/// All figures of all ledgers.
#[must_use]
pub fn compute(cubes: &[LedgerCube], settings: &Settings) -> Figures {
    let mut figures = Figures::new(settings.lang);
    for cube in cubes {
        compute_ledger(cube, settings, &mut figures);
    }
    figures
}

/// What is asked of one breakdown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The values of one dimension.
    Ranked,
    /// A declared cross.
    Crossed,
    /// A declared cross by month.
    Monthly,
    /// What papers print by month.
    Printed,
}

/// The dimensions of a breakdown, and what is asked of it.
type Asked = (Vec<usize>, Extent);

impl Extent {
    fn asked(cross: &Cross) -> Asked {
        (cross.dimensions.clone(), if cross.monthly { Self::Monthly } else { Self::Crossed })
    }
}

fn compute_ledger(cube: &LedgerCube, settings: &Settings, figures: &mut Figures) {
    let dimensions = (0..cube.kind.dimensions.len()).map(|dimension| (vec![dimension], Extent::Ranked));
    let declared = settings.crosses.get(&cube.kind.name).into_iter().flatten().map(Extent::asked);
    let printed = monthly_dimension(&cube.kind).map(|dimension| (vec![dimension], Extent::Printed));
    let asked: Vec<Asked> = dimensions.chain(declared).chain(printed).collect();
    let (total, breakdowns) = broken_down(cube, &asked);
    let ledger = Ledger::new(cube, settings, &total);
    let plan = Plan::new(ledger.span, total.months());
    figures.cover(&cube.kind.name, ledger.span);
    let names = (0..cube.kind.dimensions.len()).map(|at| dimension_name(&cube.kind, at).to_owned());
    figures.name_dimensions(&cube.kind.name, names.collect());
    add_totals(&ledger, &plan, figures);
    for (breakdown, (_, extent)) in breakdowns.iter().zip(asked) {
        add_breakdown(&ledger, &plan, breakdown, extent, figures);
    }
}

/// The whole ledger as one group, and its breakdowns as asked.
fn broken_down(cube: &LedgerCube, asked: &[Asked]) -> (Group, Vec<Breakdown>) {
    let wanted: Vec<Vec<usize>> = iter::once(Vec::new()).chain(asked.iter().map(|(at, _)| at.clone())).collect();
    let mut breakdowns = break_down(cube, &wanted);
    let whole = breakdowns.remove(0);
    (whole.groups.into_values().next().unwrap_or_default(), breakdowns)
}

fn add_totals(ledger: &Ledger<'_>, plan: &Plan, figures: &mut Figures) {
    let filter = BTreeMap::new();
    for indicator in &ledger.kind.indicators {
        let subject = Subject { indicator, group: ledger.total, filter: &filter };
        for period in plan.totals() {
            figures.insert(ledger.plain(subject, period));
            add_growth(ledger, subject, period, plan.is_current_year(period), figures);
            ledger.progress(subject, period).into_iter().flatten().for_each(|figure| figures.insert(figure));
        }
        plan.whole.iter().for_each(|whole| figures.insert(ledger.plain(subject, *whole)));
    }
}

/// 同比, and 环比 for a month.
fn add_growth(ledger: &Ledger<'_>, subject: Subject<'_>, period: Period, insisted: bool, figures: &mut Figures) {
    let comparisons = [Comparison::Yoy, Comparison::Mom];
    for comparison in comparisons.into_iter().take(if period.is_month() { 2 } else { 1 }) {
        growth(ledger, subject, comparison, period, insisted).into_iter().for_each(|figure| figures.insert(figure));
    }
}

fn add_breakdown(ledger: &Ledger<'_>, plan: &Plan, breakdown: &Breakdown, extent: Extent, figures: &mut Figures) {
    let named = named_groups(ledger, plan, breakdown);
    if extent == Extent::Printed && named.len() > MOST_VALUES {
        return;
    }
    let is_asked = |indicator: &&Indicator| match extent {
        Extent::Printed => is_printed_by_month(indicator),
        _ => !counts_itself(ledger, indicator, breakdown),
    };
    for indicator in ledger.kind.indicators.iter().filter(is_asked) {
        for (filter, group) in &named {
            let subject = Subject { indicator, group, filter };
            match extent {
                Extent::Monthly => add_months(ledger, plan.months.iter(), subject, figures),
                Extent::Printed => add_months(ledger, plan.months_of_year(), subject, figures),
                Extent::Ranked | Extent::Crossed => add_current(ledger, plan, subject, figures),
            }
        }
        if extent == Extent::Ranked {
            plan.current().for_each(|period| add_ranks(ledger, indicator, &named, period, figures));
        }
    }
}

/// The groups that are current, each with the filter that names it.
fn named_groups<'a>(
    ledger: &Ledger<'_>,
    plan: &Plan,
    breakdown: &'a Breakdown,
) -> Vec<(BTreeMap<String, String>, &'a Group)> {
    let filter = |values: &[Arc<str>]| {
        let names = breakdown.dimensions.iter().map(|&at| dimension_name(ledger.kind, at).to_owned());
        names.zip(values.iter().map(|value| value.to_string())).collect()
    };
    let current = breakdown.groups.iter().filter(|(_, group)| plan.is_current(group.months()));
    current.map(|(values, group)| (filter(values), group)).collect()
}

/// Whether an indicator counts the values of a dimension that the breakdown fixes: that count is always one.
fn counts_itself(ledger: &Ledger<'_>, indicator: &Indicator, breakdown: &Breakdown) -> bool {
    match indicator.formula {
        Formula::Distinct(kept) => breakdown.dimensions.iter().any(|&at| ledger.kind.dimensions[at] == kept),
        _ => false,
    }
}

fn add_months<'a>(
    ledger: &Ledger<'_>,
    months: impl Iterator<Item = &'a Month>,
    subject: Subject<'_>,
    figures: &mut Figures,
) {
    months.for_each(|month| figures.insert(ledger.plain(subject, Period::month(*month))));
}

fn add_current(ledger: &Ledger<'_>, plan: &Plan, subject: Subject<'_>, figures: &mut Figures) {
    for period in plan.current() {
        figures.insert(ledger.plain(subject, period));
        ledger.share(subject, period).into_iter().for_each(|figure| figures.insert(figure));
        add_growth(ledger, subject, period, false, figures);
    }
}

/// The places of the named values, largest first; equal ones share a place. What is not stated has none.
fn add_ranks(
    ledger: &Ledger<'_>,
    indicator: &Indicator,
    named: &[(BTreeMap<String, String>, &Group)],
    period: Period,
    figures: &mut Figures,
) {
    let subjects = named.iter().map(|(filter, group)| Subject { indicator, group, filter });
    let stated = subjects.filter(|subject| subject.filter.values().all(|value| value != unstated()));
    let mut ranked: Vec<(i128, Subject<'_>)> =
        stated.filter_map(|subject| Some((ledger.outcome(subject, period).as_amount()?, subject))).collect();
    ranked.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    for (amount, subject) in &ranked {
        let larger = ranked.partition_point(|(other, _)| other > amount);
        figures.insert(ledger.rank(*subject, period, larger));
    }
}
