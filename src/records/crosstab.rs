//! Rows of crosstabs and of sheets that restate others: each filled month cell is an entry of its own, each total column
//! a control; in a 汇总 sheet every value is one.

use crate::calendar::{DayCode, Month};

use super::batch::{ControlKind, ControlRow};
use super::control::{self, Printed};
use super::problem::Problem;
use super::quantities::Amount;
use super::reader::{Incoming, Reader};
use super::typing::VALUE_MISSING;

/// A month cell as read: its column, month, measure and what it holds.
type MonthCell = (usize, Month, usize, Result<Amount, Problem>);

impl Reader<'_> {
    /// A row whose values stand across the columns, or restate others.
    pub(super) fn table_row(&mut self, given: &mut Incoming<'_, '_>) {
        let cells = given.raw.cells;
        self.typist.labels(cells, &mut self.row);
        let read = self.month_cells(given);
        let has_value = read.iter().any(|(.., amount)| matches!(amount, Ok(Amount::Value(_))));
        let is_summary = self.layout.blocks[self.at].is_summary;
        let has_value = has_value || is_summary && self.has_list_value(given);
        if !has_value && self.is_blank(given) {
            return;
        }
        if let Some(found) = control::row_label(cells) {
            self.control_row(given, found);
        } else if is_summary {
            self.summary_row(given);
        } else {
            self.month_entries(given, read);
            self.row_totals(given);
        }
    }

    fn month_cells(&mut self, given: &Incoming<'_, '_>) -> Vec<MonthCell> {
        let kg_per_box = self.typist.kg_per_box(&self.row);
        let year = self.typist.row_year(given.raw.cells);
        let read = |(column, month): &mut (super::quantities::QuantityColumn, Month)| {
            let amount = column.read(given.raw.cells, kg_per_box, self.plan, &mut self.row.notices);
            let month = year.and_then(|year| Month::new(year, month.month())).unwrap_or(*month);
            (column.at, month, column.measure, amount)
        };
        self.typist.columns.months.iter_mut().map(read).collect()
    }

    fn has_list_value(&mut self, given: &Incoming<'_, '_>) -> bool {
        let columns = self.typist.columns.measures.iter_mut();
        !control::printed(columns, given.raw.cells, self.plan, &mut Vec::new()).is_empty()
    }

    fn month_entries(&mut self, given: &mut Incoming<'_, '_>, read: Vec<MonthCell>) {
        let of_row = self.row_problems();
        let (mut is_told, mut any) = (false, false);
        for (column, month, measure, amount) in read {
            self.row.measures.fill(None);
            self.row.date = Some(DayCode::of_month(month));
            match amount {
                Ok(Amount::Empty | Amount::Continued) => continue,
                Ok(Amount::Nothing) => given.out.blank += 1,
                Err(problem) => {
                    self.row.problems = vec![problem];
                    self.quarantine(given, column);
                }
                Ok(Amount::Value(value)) => {
                    self.row.measures[measure] = Some(value);
                    if !of_row.is_empty() || !self.accept(given, column, Some(measure)) {
                        let problems = if of_row.is_empty() { vec![self.missing_identity()] } else { of_row.clone() };
                        problems.iter().filter(|_| !is_told).for_each(|problem| self.tell(problem, given));
                        is_told = true;
                        self.put_away(given, column, &problems);
                    }
                }
            }
            any = true;
        }
        given.out.blank += u64::from(!any);
    }

    /// What is wrong with all entries of the row: a cell that cannot be read, or no name at all, as in a total whose label
    /// was forgotten.
    fn row_problems(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.row.problems);
        let has_name = self.typist.row_names(&self.row).any(|(_, _, at, _)| at != 0);
        let has_code = self.row.codes.iter().any(|code| !code.text.is_empty());
        if let Some(&(kept, column)) = self.typist.columns.kept.first().filter(|_| !has_name && !has_code) {
            problems.push(Problem::new(VALUE_MISSING, column, "").with("field", self.plan.kind.kept_name(kept)));
        }
        problems
    }

    /// The row's total columns, each checked against the row.
    fn row_totals(&mut self, given: &mut Incoming<'_, '_>) {
        let mut problems = Vec::new();
        for (column, period) in &mut self.typist.columns.totals {
            let printed = control::printed(std::iter::once(column), given.raw.cells, self.plan, &mut problems);
            if printed.is_empty() {
                continue;
            }
            given.out.controls.push(ControlRow {
                after: given.out.len(),
                row: given.raw.number,
                label: self.layout.blocks[self.at].header_at(printed[0].2),
                kind: ControlKind::Row,
                period: *period,
                limits: Vec::new(),
                printed,
            });
        }
        for problem in problems {
            let label = self.layout.blocks[self.at].header_at(u32::try_from(problem.column).unwrap_or(0));
            self.tell(&problem.with("label", label), given);
        }
    }

    /// What a control row prints, apart for each span of months: all measures of a list together, each month and total
    /// column of a crosstab by itself.
    pub(super) fn printed_spans(
        &mut self,
        given: &Incoming<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Vec<(Option<crate::calendar::Period>, Vec<Printed>)> {
        let (plan, cells) = (self.plan, given.raw.cells);
        let columns = &mut self.typist.columns;
        let mut spans = vec![(None, control::printed(columns.measures.iter_mut(), cells, plan, problems))];
        for (column, month) in &mut columns.months {
            let period = Some(crate::calendar::Period::month(*month));
            spans.push((period, control::printed(std::iter::once(column), cells, plan, problems)));
        }
        for (column, period) in &mut columns.totals {
            spans.push((*period, control::printed(std::iter::once(column), cells, plan, problems)));
        }
        spans.retain(|(_, printed)| !printed.is_empty());
        spans
    }
}
