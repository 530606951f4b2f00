//! The revision triangle: what each vintage said of each period, an indicator a triangle.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::figures::FigureId;
use crate::kinds::Kind;

use super::vintage::Vintage;

/// What the columns of a triangle are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriangleBy {
    /// January to each month.
    YearToDate,
    /// Single months.
    Month,
}

impl TriangleBy {
    /// The word that JSON and CSV print.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::YearToDate => "year_to_date",
            Self::Month => "month",
        }
    }

    const fn period(self, month: Month) -> Period {
        match self {
            Self::YearToDate => Period::year_to(month),
            Self::Month => Period::month(month),
        }
    }
}

/// What a vintage said of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriangleCell {
    /// The exact value.
    pub value: String,
    /// `p/q`, for fractions.
    pub exact: Option<String>,
    /// As people read it.
    pub display: String,
    /// Whether the vintage before said something else.
    pub is_revised: bool,
}

/// What a vintage said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriangleRow {
    /// The position of the vintage.
    pub vintage: usize,
    /// A cell a period; none where it said nothing of it.
    pub cells: Vec<Option<TriangleCell>>,
}

/// A headline indicator as each vintage gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triangle {
    /// The indicator.
    pub indicator: String,
    /// The unit of the values.
    pub unit: String,
    /// What the columns are.
    pub by: TriangleBy,
    /// The columns.
    pub periods: Vec<Period>,
    /// The rows, in the order of the vintages.
    pub rows: Vec<TriangleRow>,
}

impl Triangle {
    /// Whether any vintage revised the one before it.
    #[must_use]
    pub fn is_revised(&self) -> bool {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten()).any(|cell| cell.is_revised)
    }
}

pub(super) fn triangles(vintages: &[Vintage], kinds: &[Arc<Kind>]) -> Vec<Triangle> {
    let mut triangles = Vec::new();
    for kind in kinds {
        let months = months(vintages, &kind.name);
        for indicator in &kind.indicators {
            for by in [TriangleBy::YearToDate, TriangleBy::Month] {
                triangles.extend(triangle(vintages, &indicator.id, by, &months));
            }
        }
    }
    triangles
}

/// The months of the years in which the vintages end, up to the last of them.
fn months(vintages: &[Vintage], ledger: &str) -> BTreeSet<Month> {
    let ends: Vec<Month> = vintages.iter().filter_map(|vintage| vintage.through_of(ledger)).collect();
    let run = ends.iter().min().zip(ends.iter().max()).and_then(|(first, last)| Period::new(first.january(), *last));
    run.map(|run| run.months().collect()).unwrap_or_default()
}

fn triangle(vintages: &[Vintage], indicator: &str, by: TriangleBy, months: &BTreeSet<Month>) -> Option<Triangle> {
    let is_said = |period: &Period| {
        let id = FigureId::total(indicator, *period);
        vintages.iter().any(|vintage| vintage.figure(&id).is_some_and(|figure| figure.value.is_some()))
    };
    let periods: Vec<Period> = months.iter().map(|&month| by.period(month)).filter(is_said).collect();
    let first = FigureId::total(indicator, *periods.first()?);
    let unit = vintages.iter().find_map(|vintage| vintage.figure(&first)).map(|figure| figure.unit.clone())?;
    let mut rows: Vec<TriangleRow> = Vec::new();
    for (at, vintage) in vintages.iter().enumerate() {
        let cells = periods.iter().enumerate().map(|(column, period)| {
            let figure = vintage.figure(&FigureId::total(indicator, *period))?;
            let value = figure.value.clone()?;
            let before = rows.iter().rev().find_map(|row: &TriangleRow| row.cells[column].as_ref());
            let is_revised = before.is_some_and(|before| before.value != value);
            Some(TriangleCell { value, exact: figure.exact.clone(), display: figure.display.clone(), is_revised })
        });
        let cells = cells.collect();
        rows.push(TriangleRow { vintage: at, cells });
    }
    Some(Triangle { indicator: indicator.to_owned(), unit, by, periods, rows })
}
