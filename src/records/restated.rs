//! Control rows into the batch: totals, rows of a 汇总 sheet, and 其中 rows whose name is known only later.

use super::batch::{Batch, ControlKind, ControlRow};
use super::control::{self, CONTROL_UNCHECKED, Restating};
use super::labels::{Label, TotalWord};
use super::problem::Problem;
use super::reader::{Incoming, Reader};
use crate::findings::{Finding, Place};
use crate::sources::{Cell, CellKind};

impl Reader<'_> {
    /// A row with a total's label.
    pub(super) fn control_row(&mut self, given: &mut Incoming<'_, '_>, found: (Label, &str)) {
        let block = &self.layout.blocks[self.at];
        let of_summary = block.is_summary.then_some(block.restates);
        let nameless = found.0.word == TotalWord::Subtotal && found.0.name.is_empty() && of_summary.is_some();
        let at = (given.raw.number, given.out.len());
        let is_comparison = found.0.word == TotalWord::Comparison;
        let restating = control::restating(&self.typist, &self.row, found, at, of_summary);
        if is_comparison || nameless && restating.control.limits.is_empty() {
            self.unchecked(restating.control, given);
        } else {
            self.values(restating, given);
        }
    }

    /// A row of a sheet that restates others: the entries of the file with the row's names.
    pub(super) fn summary_row(&mut self, given: &mut Incoming<'_, '_>) {
        let limits = control::own_limits(&self.typist, &self.row);
        let control = ControlRow {
            after: given.out.len(),
            row: given.raw.number,
            label: first_own(given.raw.cells).1.to_owned(),
            kind: ControlKind::Restatement,
            period: self.layout.blocks[self.at].restates,
            limits,
            printed: Vec::new(),
        };
        if control.limits.is_empty() {
            self.unchecked(control, given);
        } else {
            self.values(Restating { control, unresolved: None }, given);
        }
    }

    /// Adds a control row for each span of months that it prints values of; one without values where it prints none.
    fn values(&mut self, restating: Restating, given: &mut Incoming<'_, '_>) {
        let mut problems = Vec::new();
        let spans = self.printed_spans(given, &mut problems);
        for problem in problems {
            self.tell(&problem.with("label", restating.control.label.clone()), given);
        }
        let Restating { control, unresolved } = restating;
        if spans.is_empty() {
            self.keep(Restating { control, unresolved: None }, given.out);
            return;
        }
        for (period, printed) in spans {
            let control = ControlRow { period: period.or(control.period), printed, ..control.clone() };
            self.keep(Restating { control, unresolved: unresolved.clone() }, given.out);
        }
    }

    fn keep(&mut self, restating: Restating, out: &mut Batch) {
        if restating.unresolved.is_some() {
            self.parts.push(restating);
        } else {
            out.controls.push(restating.control);
        }
        self.went_on();
    }

    /// A control row of which nobody can tell what it covers: kept without its values, and said.
    fn unchecked(&mut self, control: ControlRow, given: &mut Incoming<'_, '_>) {
        let (at, text) = first_own(given.raw.cells);
        let problem = Problem::new(CONTROL_UNCHECKED, at, text).with("label", text);
        self.tell(&problem, given);
        self.keep(Restating { control, unresolved: None }, given.out);
    }

    /// 其中 rows whose name a later row has said, or none.
    pub(super) fn resolve_parts(&mut self, out: &mut Batch) {
        for Restating { mut control, unresolved } in std::mem::take(&mut self.parts) {
            let name = unresolved.unwrap_or_default();
            control.after = out.len();
            if let Some(limit) = control::called(&self.typist.names, &name, self.plan) {
                control.limits.push(limit);
            } else {
                let place =
                    Place::cell(&self.info.file, &self.info.sheet, control.row, control.printed.first().map(|p| p.2));
                let finding = Finding::new(CONTROL_UNCHECKED, place, control.label.clone());
                out.findings.push(finding.with("label", control.label.clone()).with("column", ""));
                control.printed.clear();
            }
            out.controls.push(control);
        }
    }
}

/// The first cell with something of its own in it.
fn first_own<'c>(cells: &[Cell<'c>]) -> (usize, &'c str) {
    let own = cells.iter().enumerate().find(|(_, cell)| cell.kind != CellKind::Empty && !cell.continued);
    own.map_or((0, ""), |(at, cell)| (at, cell.text))
}
