//! A ledger month by month over the year so far, with the year's total.

use crate::calendar::{Month, Period};
use crate::figures::Comparison;
use crate::kinds::Kind;

use super::super::document::{RowRole, Table};
use super::columns::{Line, fill, wanted};
use super::naming::Naming;
use super::{Edition, breakdown};

/// The table; nothing for a single month, which is the total itself.
pub(super) fn table(edition: &Edition<'_>, kind: &Kind) -> Option<Table> {
    let naming = Naming { lang: edition.lang };
    let period = edition.figures.year_to_date(&kind.name)?;
    if period.is_month() {
        return None;
    }
    let line = |month: Month| Line {
        labels: vec![naming.month(month)],
        role: RowRole::Body,
        period: Period::month(month),
        filter: Vec::new(),
    };
    let total = Line { labels: vec![naming.text("table-total")], role: RowRole::Total, period, filter: Vec::new() };
    let lines: Vec<Line> = period.months().map(line).chain([total]).collect();
    let (columns, rows) = fill(edition, &[naming.text("table-month")], &wanted(kind, &[Comparison::Yoy]), &lines);
    Some(Table {
        key: key(kind),
        title: naming.filled("table-title-months", &[("ledger", &naming.ledger(kind))]),
        scope: naming.period(period),
        unit: None,
        notes: breakdown::notes(kind, naming, &columns, &rows),
        columns,
        rows,
    })
}

/// The key of the table.
pub(super) fn key(kind: &Kind) -> String {
    format!("{}-by-month", kind.name)
}
