//! Columns of figures: which indicator or comparison, in which unit, and whether anything stands in it.

use crate::calendar::Period;
use crate::figures::{Comparison, Figure, FigureId};
use crate::kinds::{Formula, Indicator, Kind};

use super::super::document::{Cell, Column, NumberForm, Row, RowRole};
use super::Edition;
use super::cells::{Print, form, whole};
use super::naming::Naming;

/// A column to be: what it shows of each row's figure.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub indicator: &'a Indicator,
    pub comparison: Option<Comparison>,
}

/// A row to be: its labels, and which figure of an indicator it holds.
pub(super) struct Line {
    pub labels: Vec<String>,
    pub role: RowRole,
    pub period: Period,
    pub filter: Vec<(String, String)>,
}

impl Line {
    /// The id of a column's figure in this row.
    fn id(&self, wanted: &Wanted<'_>) -> FigureId {
        let mut id = FigureId::total(wanted.indicator.id.clone(), self.period);
        id.filter.extend(self.filter.iter().cloned());
        id.comparison = wanted.comparison;
        id
    }
}

/// The indicators of a ledger that anything is recorded of, with these comparisons of each sum and count behind it.
pub(super) fn wanted<'a>(kind: &'a Kind, comparisons: &[Comparison]) -> Vec<Wanted<'a>> {
    let of = |indicator: &'a Indicator| {
        let compared: &[Comparison] =
            if matches!(indicator.formula, Formula::Sum(_) | Formula::Count) { comparisons } else { &[] };
        let plain = std::iter::once(Wanted { indicator, comparison: None });
        let compared = compared.iter().map(move |&comparison| Wanted { indicator, comparison: Some(comparison) });
        plain.chain(compared).collect::<Vec<_>>()
    };
    kind.indicators.iter().flat_map(of).collect()
}

/// The columns that hold anything beside the total, and the rows with their cells, in the order given.
pub(super) fn fill(
    edition: &Edition<'_>,
    labels: &[String],
    wanted: &[Wanted<'_>],
    lines: &[Line],
) -> (Vec<Column>, Vec<Row>) {
    let naming = Naming { lang: edition.lang };
    let label = |heading: &String| Column { heading: heading.clone(), unit: None, form: None };
    let mut columns: Vec<Column> = labels.iter().map(label).collect();
    let mut rows: Vec<Row> = lines
        .iter()
        .map(|line| Row { role: line.role, cells: line.labels.iter().cloned().map(Cell::Label).collect() })
        .collect();
    for wanted in wanted {
        let figures: Vec<Option<&Figure>> = lines.iter().map(|line| edition.figures.find(&line.id(wanted))).collect();
        if !holds_anything(lines, &figures) {
            continue;
        }
        let Some((column, print)) = column(edition, naming, wanted, &figures) else { continue };
        columns.push(column);
        for (row, figure) in rows.iter_mut().zip(figures) {
            row.cells.push(match (wanted.comparison, row.role, figure) {
                (Some(Comparison::Share), RowRole::Total, None) => whole(edition.lang),
                _ => print.cell(figure, edition.rounding, edition.lang),
            });
        }
    }
    (columns, rows)
}

/// Whether any row but the total has a value other than zero; a total alone tells nothing that the table is about.
fn holds_anything(lines: &[Line], figures: &[Option<&Figure>]) -> bool {
    let says =
        |figure: &Option<&Figure>| figure.and_then(|figure| figure.value.as_deref()).is_some_and(|value| value != "0");
    let is_alone = lines.iter().all(|line| line.role == RowRole::Total);
    lines.iter().zip(figures).any(|(line, figure)| (is_alone || line.role == RowRole::Body) && says(figure))
}

/// The column of these figures; nothing where none of them has a unit to be printed in.
fn column(
    edition: &Edition<'_>,
    naming: Naming,
    wanted: &Wanted<'_>,
    figures: &[Option<&Figure>],
) -> Option<(Column, Print)> {
    let what = naming.indicator(wanted.indicator);
    if let Some(comparison) = wanted.comparison {
        return Some(compared(naming, &what, wanted.indicator, comparison));
    }
    let plain = figures.iter().flatten().copied();
    let (print, unit) = print(edition, naming, wanted.indicator, plain)?;
    Some((Column { heading: what, unit, form: Some(form(&wanted.indicator.formula)) }, print))
}

/// How a plain indicator's numbers are printed together, and their unit.
pub(super) fn print<'a>(
    edition: &Edition<'_>,
    naming: Naming,
    indicator: &Indicator,
    figures: impl Iterator<Item = &'a Figure>,
) -> Option<(Print, Option<String>)> {
    match indicator.formula {
        Formula::StartedRate => Some((Print::Percent, Some("%".to_owned()))),
        Formula::Ratio(..) => {
            let unit = figures.map(|figure| figure.unit.clone()).next()?;
            Some((Print::Fraction(indicator.display.decimals), Some(unit)))
        }
        Formula::Sum(_) | Formula::Count | Formula::Distinct(_) => {
            let print = Print::over(&indicator.display, figures, edition.rounding)?;
            let unit = match &print {
                Print::Amount { measure, unit, .. } => naming.unit(measure, unit.exponent),
                _ => None,
            };
            Some((print, unit))
        }
    }
}

/// The column of a comparison.
fn compared(naming: Naming, what: &str, indicator: &Indicator, comparison: Comparison) -> (Column, Print) {
    let (heading, print, form, unit) = comparing(naming, indicator, comparison);
    let heading = naming.filled("table-of", &[("what", what), ("part", &heading)]);
    (Column { heading, unit: Some(unit), form: Some(form) }, print)
}

/// What a comparison is called and how it is printed.
pub(super) fn comparing(
    naming: Naming,
    indicator: &Indicator,
    comparison: Comparison,
) -> (String, Print, NumberForm, String) {
    let key = match comparison {
        Comparison::Yoy => "table-yoy",
        Comparison::Mom => "table-mom",
        Comparison::Share => "table-share",
        Comparison::Completion | Comparison::Rank => "table-completion",
        Comparison::Ahead => "table-ahead",
    };
    let rate = indicator.formula == Formula::StartedRate && matches!(comparison, Comparison::Yoy | Comparison::Mom);
    if rate || comparison == Comparison::Ahead {
        return (naming.text(key), Print::Fraction(2), NumberForm::Points, naming.text("unit-points"));
    }
    (naming.text(key), Print::Percent, NumberForm::Percent, "%".to_owned())
}
