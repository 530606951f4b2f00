//! The values of a dimension against the months, where the figures have them.

use std::collections::BTreeSet;

use crate::calendar::Period;
use crate::figures::{Figure, FigureId, is_printed_by_month};
use crate::kinds::{Indicator, Kind};

use super::super::document::{Cell, Column, NumberForm, Row, RowRole, Table};
use super::naming::Naming;
use super::{Edition, breakdown, columns};

/// One table for each sum of the ledger that was crossed.
pub(super) fn tables(edition: &Edition<'_>, kind: &Kind, dimension: &str) -> Vec<Table> {
    let printed = kind.indicators.iter().filter(|indicator| is_printed_by_month(indicator));
    printed.filter_map(|indicator| table(edition, kind, dimension, indicator)).collect()
}

/// A row of figures: a value over each month and the year so far.
struct Crossed<'a> {
    label: String,
    role: RowRole,
    figures: Vec<Option<&'a Figure>>,
}

fn table(edition: &Edition<'_>, kind: &Kind, dimension: &str, indicator: &Indicator) -> Option<Table> {
    let naming = Naming { lang: edition.lang };
    let period = edition.figures.year_to_date(&kind.name)?;
    // Months before the first record have no figures.
    let is_covered = |month: &Period| edition.figures.find(&FigureId::total(indicator.id.clone(), *month)).is_some();
    let months = period.months().map(Period::month).filter(is_covered);
    let periods: Vec<Period> = months.chain([period]).collect();
    let of = |label: String, role: RowRole, value: Option<&str>| {
        let id = |period: &Period| {
            let id = FigureId::total(indicator.id.clone(), *period);
            value.map_or_else(|| id.clone(), |value| id.clone().with(dimension, value))
        };
        Crossed { label, role, figures: periods.iter().map(|period| edition.figures.find(&id(period))).collect() }
    };
    let recorded: BTreeSet<String> = breakdown::recorded(edition, kind, indicator, dimension).into_iter().collect();
    let ranked = breakdown::ranked(edition, kind, dimension).into_iter();
    // Months of an indicator that nobody recorded are zeros only.
    let values: Vec<String> = ranked.filter(|value| recorded.contains(value)).collect();
    let rows = values.iter().map(|value| of(naming.value(value), RowRole::Body, Some(value)));
    let rows: Vec<Crossed<'_>> = rows.chain([of(naming.text("table-total"), RowRole::Total, None)]).collect();
    let is_crossed =
        rows.iter().filter(|row| row.role == RowRole::Body).all(|row| row.figures.iter().all(Option::is_some));
    if period.is_month() || values.len() < 2 || !is_crossed {
        return None;
    }
    let all = rows.iter().flat_map(|row| row.figures.iter().flatten().copied());
    let (print, unit) = columns::print(edition, naming, indicator, all)?;
    let cells = |row: &Crossed<'_>| {
        let numbers = row.figures.iter().map(|figure| print.cell(*figure, edition.rounding, edition.lang));
        Row { role: row.role, cells: std::iter::once(Cell::Label(row.label.clone())).chain(numbers).collect() }
    };
    let by = naming.dimension(kind, dimension);
    let rows = rows.iter().map(cells).collect::<Vec<_>>();
    Some(Table {
        key: key(indicator, dimension),
        title: naming.filled("table-title-cross", &[("what", &naming.indicator(indicator)), ("by", &by)]),
        scope: naming.period(period),
        unit,
        columns: headings(naming, by, &periods),
        rows,
        notes: vec![naming.text("table-note-rounding")],
    })
}

/// The key of the table.
pub(super) fn key(indicator: &Indicator, dimension: &str) -> String {
    format!("{}-by-{dimension}-and-month", indicator.id.replace('.', "-"))
}

fn headings(naming: Naming, by: String, periods: &[Period]) -> Vec<Column> {
    let number = |period: &Period| {
        let heading = if period.is_month() { naming.month(period.last()) } else { naming.text("table-so-far") };
        Column { heading, unit: None, form: Some(NumberForm::Additive) }
    };
    std::iter::once(Column { heading: by, unit: None, form: None }).chain(periods.iter().map(number)).collect()
}
