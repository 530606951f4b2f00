//! A ledger by the values of one dimension over the year so far, largest first, with the total.

use std::collections::BTreeSet;

use crate::figures::Comparison;
use crate::kinds::{Formula, Indicator, Kind};

use super::super::document::{Cell, Column, Row, RowRole, Table};
use super::Edition;
use super::cells::WHOLE;
use super::columns::{Line, fill, wanted};
use super::naming::{self, Naming};

/// The table; nothing where rows state no value of the dimension, or no number but zeros.
pub(super) fn table(edition: &Edition<'_>, kind: &Kind, dimension: &str) -> Option<Table> {
    let naming = Naming { lang: edition.lang };
    let period = edition.figures.year_to_date(&kind.name)?;
    let values = ranked(edition, kind, dimension);
    if values.is_empty() || values.iter().all(|value| naming::is_unstated(value)) {
        return None;
    }
    let line = |value: &String| Line {
        labels: vec![naming.value(value)],
        role: RowRole::Body,
        period,
        filter: vec![(dimension.to_owned(), value.clone())],
    };
    let total = Line { labels: vec![naming.text("table-total")], role: RowRole::Total, period, filter: Vec::new() };
    let lines: Vec<Line> = values.iter().map(line).chain([total]).collect();
    let by = naming.dimension(kind, dimension);
    let (columns, rows) =
        fill(edition, std::slice::from_ref(&by), &wanted(kind, &[Comparison::Share, Comparison::Yoy]), &lines);
    if columns.iter().all(|column| column.form.is_none()) {
        return None;
    }
    Some(Table {
        key: key(kind, dimension),
        title: naming.filled("table-title-by", &[("ledger", &naming.ledger(kind)), ("by", &by)]),
        scope: naming.period(period),
        unit: None,
        notes: notes(kind, naming, &columns, &rows),
        columns,
        rows,
    })
}

/// The key of the table.
pub(super) fn key(kind: &Kind, dimension: &str) -> String {
    format!("{}-by-{dimension}", kind.name)
}

/// The values of a dimension that anything is recorded of in the year so far: those of the indicator that ranks them in its
/// order, then by name those that only other indicators have. Each row of the ledger is thus in a row of the table.
pub(super) fn ranked(edition: &Edition<'_>, kind: &Kind, dimension: &str) -> Vec<String> {
    let ranking = ranking(edition, kind);
    let first: Vec<String> =
        ranking.iter().flat_map(|indicator| recorded(edition, kind, indicator, dimension)).collect();
    let of_any = kind.indicators.iter().flat_map(|indicator| recorded(edition, kind, indicator, dimension));
    let known: BTreeSet<&String> = first.iter().collect();
    let others: BTreeSet<String> = of_any.filter(|value| !known.contains(value)).collect();
    first.iter().cloned().chain(others).collect()
}

/// The values of a dimension that an indicator has records of in the year so far, largest first.
pub(super) fn recorded(edition: &Edition<'_>, kind: &Kind, indicator: &Indicator, dimension: &str) -> Vec<String> {
    let Some(period) = edition.figures.year_to_date(&kind.name) else { return Vec::new() };
    let figures = edition.figures.breakdown(&indicator.id, dimension, period).into_iter();
    figures.filter(|figure| figure.records > 0).filter_map(|figure| figure.id.filter.get(dimension).cloned()).collect()
}

/// Money ranks before weight, and both before counts: the last sum that has a value, or the first count.
pub(super) fn ranking<'a>(edition: &Edition<'_>, kind: &'a Kind) -> Option<&'a Indicator> {
    let period = edition.figures.year_to_date(&kind.name)?;
    let says = |indicator: &&Indicator| {
        let id = crate::figures::FigureId::total(indicator.id.clone(), period);
        edition.figures.find(&id).and_then(crate::figures::Figure::amount).is_some_and(|amount| amount != 0)
    };
    let money = |indicator: &&Indicator| indicator.unit == Some(crate::exact::MeasureUnit::Money);
    let mut sums =
        kind.indicators.iter().filter(|i| matches!(i.formula, Formula::Sum(_) | Formula::Count)).filter(says);
    let all: Vec<&Indicator> = sums.by_ref().collect();
    all.iter().copied().find(|indicator| money(indicator)).or_else(|| all.first().copied())
}

/// What to know about the numbers of a table.
pub(super) fn notes(kind: &Kind, naming: Naming, columns: &[Column], rows: &[Row]) -> Vec<String> {
    let of = |key: &str, fits: fn(&Formula) -> bool| {
        let named = kind.indicators.iter().filter(|indicator| fits(&indicator.formula));
        let named = named.map(|indicator| naming.indicator(indicator));
        let shown = named.filter(|name| columns.iter().any(|column| column.heading == *name));
        shown.map(|name| naming.filled(key, &[("what", &name)])).collect::<Vec<_>>()
    };
    let whole = naming.text(WHOLE);
    let dashes = |of_whole: bool| {
        let mut cells = rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| matches!(cell, Cell::Nothing { why, .. } if (*why == whole) == of_whole))
    };
    let distinct = of("table-note-distinct", |formula| matches!(formula, Formula::Distinct(_)));
    let prices = of("table-note-price", |formula| matches!(formula, Formula::Ratio(..)));
    let base = dashes(false).then(|| naming.text("table-note-base"));
    let shares = dashes(true).then(|| whole.clone());
    let rounding = [naming.text("table-note-rounding")];
    distinct.into_iter().chain(prices).chain(rounding).chain(shares).chain(base).collect()
}
