//! Every indicator in one row: the last month and the year so far, with their comparisons and the year's target.

use crate::calendar::Period;
use crate::figures::{Comparison, Figure, FigureId};
use crate::kinds::{Indicator, Kind};

use super::super::document::{Cell, Column, NumberForm, Row, RowRole, Table};
use super::cells::Print;
use super::naming::Naming;
use super::{Edition, columns};

/// The key of the table.
pub(super) const KEY: &str = "summary";

/// What stands behind the month's and the year's value: its heading's key, whether it is of the month, and which comparison.
const COMPARED: [(&str, bool, Comparison); 5] = [
    ("table-yoy", true, Comparison::Yoy),
    ("table-mom", true, Comparison::Mom),
    ("table-so-far-yoy", false, Comparison::Yoy),
    ("table-completion", false, Comparison::Completion),
    ("table-ahead", false, Comparison::Ahead),
];

/// The table; nothing where nothing was recorded.
pub(super) fn table(edition: &Edition<'_>) -> Option<Table> {
    let naming = Naming { lang: edition.lang };
    let kinds = edition.kinds.iter().filter(|kind| edition.has_records(kind));
    let rows: Vec<Row> = kinds
        .flat_map(|kind| {
            kind.indicators.iter().filter_map(|indicator| row(edition, naming, kind, indicator)).collect::<Vec<_>>()
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(Table {
        key: KEY.to_owned(),
        title: naming.text("table-title-summary"),
        scope: edition.period(Period::year_to(latest(edition)?)),
        unit: None,
        columns: headings(naming),
        rows,
        notes: vec![naming.text("table-note-rounding"), naming.text("table-note-base")],
    })
}

/// The last month of any ledger.
fn latest(edition: &Edition<'_>) -> Option<crate::calendar::Month> {
    edition.kinds.iter().filter_map(|kind| edition.figures.year_to_date(&kind.name)).map(Period::last).max()
}

fn headings(naming: Naming) -> Vec<Column> {
    let label = |key: &str| Column { heading: naming.text(key), unit: None, form: None };
    let amount = |key: &str| Column { heading: naming.text(key), unit: None, form: Some(NumberForm::Amount) };
    let compared = |key: &str, ahead: bool| Column {
        heading: naming.text(key),
        unit: Some(if ahead { naming.text("unit-points") } else { "%".to_owned() }),
        form: Some(if ahead { NumberForm::Points } else { NumberForm::Percent }),
    };
    let mut headings =
        vec![label("table-indicator"), label("table-unit"), label("table-period"), amount("table-this-month")];
    for (key, _, comparison) in COMPARED {
        if key == "table-so-far-yoy" {
            headings.push(amount("table-so-far"));
        }
        headings.push(compared(key, comparison == Comparison::Ahead));
    }
    headings
}

/// The row of an indicator; nothing where the year so far has no value other than zero.
fn row(edition: &Edition<'_>, naming: Naming, kind: &Kind, indicator: &Indicator) -> Option<Row> {
    let year = edition.figures.year_to_date(&kind.name)?;
    let month = Period::month(year.last());
    let figure = |period: Period| edition.figures.find(&FigureId::total(indicator.id.clone(), period));
    let so_far = figure(year).filter(|figure| figure.value.as_deref().is_some_and(|value| value != "0"))?;
    // A month's amount has its own size: both are printed in the unit of the larger one.
    let both = [Some(so_far), figure(month)];
    let (print, unit) = columns::print(edition, naming, indicator, both.into_iter().flatten())?;
    let mut cells = vec![
        Cell::Label(naming.indicator(indicator)),
        Cell::Label(unit.unwrap_or_default()),
        Cell::Label(naming.months(year)),
        print.cell(figure(month), edition.rounding, edition.lang),
    ];
    for (key, of_month, comparison) in COMPARED {
        if key == "table-so-far-yoy" {
            cells.push(print.cell(Some(so_far), edition.rounding, edition.lang));
        }
        let id = FigureId::total(indicator.id.clone(), if of_month { month } else { year }).compared(comparison);
        cells.push(compared(edition, indicator, edition.figures.find(&id), comparison));
    }
    Some(Row { role: RowRole::Body, cells })
}

fn compared(edition: &Edition<'_>, indicator: &Indicator, figure: Option<&Figure>, comparison: Comparison) -> Cell {
    let naming = Naming { lang: edition.lang };
    let (_, print, form, _) = columns::comparing(naming, indicator, comparison);
    // A rate's growth is in points, under a heading of per cent: the unit stands with the number's kind.
    let print = if form == NumberForm::Points { Print::Fraction(2) } else { print };
    print.cell(figure, edition.rounding, edition.lang)
}
