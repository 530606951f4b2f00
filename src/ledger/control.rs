//! Control totals: each 合计, 小计, 其中 and 汇总 value is checked against the rows it restates, and never counted.
//!
//! In: batches in order. Out: a finding for each printed value that does not tie, with the slip that would explain
//! it where exactly one does. Single rows are remembered up to a bound; beyond it only sums are, and what would need
//! the rows is said to be unchecked.

use std::sync::Arc;

use crate::calendar::{DayCode, Period};
use crate::exact::{Decimal, MeasureUnit};
use crate::findings::{Code, Finding, Phrase, Place};
use crate::kinds::Kind;
use crate::records::{Batch, ControlKind, ControlRow, Symbol};
use crate::slips::{self, SummedRow};

const MISMATCH: Code = Code("control-total-mismatch");
const ROUNDED: Code = Code("control-total-rounded");
const UNCHECKED: Code = Code("control-total-unchecked");

/// So many rows of a sheet are remembered one by one.
const REMEMBERED_ROWS: usize = 50_000;

/// A row that a control row may cover.
#[derive(Clone, Debug)]
struct CoveredRow {
    row: u64,
    date: i32,
    kept: Box<[Symbol]>,
    measures: Box<[Option<i64>]>,
}

/// The rows between two control rows.
#[derive(Clone, Debug, Default)]
struct Span {
    count: usize,
    sums: Vec<i128>,
    rows: Vec<CoveredRow>,
}

/// The rows of a sheet and its control rows, in order: span 0, control 0, span 1, control 1, …, a last span.
#[derive(Debug, Default)]
pub struct ControlLog {
    spans: Vec<Span>,
    controls: Vec<ControlRow>,
    remembered: usize,
    forgot: bool,
}

/// A set of rows that a control row may restate.
struct Cover<'a> {
    sum: i128,
    has_rows: bool,
    rows: Vec<&'a CoveredRow>,
}

impl ControlLog {
    /// Takes a batch that follows.
    pub fn take(&mut self, batch: &Batch) {
        let mut from = 0;
        for (at, control) in batch.controls.iter().enumerate() {
            self.take_rows(batch, from, control.after);
            self.take_quarantined(batch, at);
            from = control.after;
            self.controls.push(control.clone());
            self.spans.push(Span::default());
        }
        self.take_rows(batch, from, batch.len());
        self.take_quarantined(batch, batch.controls.len());
    }

    /// Adds the log of the rows that follow.
    pub fn append(&mut self, next: Self) {
        self.forgot |= next.forgot || self.remembered + next.remembered > REMEMBERED_ROWS;
        self.remembered += next.remembered;
        let mut spans = next.spans.into_iter();
        if let Some(first) = spans.next() {
            let mine = self.last_span();
            mine.count += first.count;
            add_sums(&mut mine.sums, &first.sums);
            mine.rows.extend(first.rows);
        }
        self.spans.extend(spans);
        self.controls.extend(next.controls);
        if self.forgot {
            self.spans.iter_mut().for_each(|span| span.rows = Vec::new());
        }
    }

    fn last_span(&mut self) -> &mut Span {
        if self.spans.is_empty() {
            self.spans.push(Span::default());
        }
        let last = self.spans.len() - 1;
        &mut self.spans[last]
    }

    fn take_rows(&mut self, batch: &Batch, from: usize, to: usize) {
        let span = self.last_span();
        let sums: Vec<i128> =
            batch.measures.iter().map(|values| values[from..to].iter().map(|&v| i128::from(v)).sum()).collect();
        add_sums(&mut span.sums, &sums);
        span.count += to - from;
        if self.forgot {
            return;
        }
        self.remembered += to - from;
        if self.remembered > REMEMBERED_ROWS {
            self.forgot = true;
            self.spans.iter_mut().for_each(|span| span.rows = Vec::new());
        } else {
            let rows: Vec<CoveredRow> = (from..to).map(|at| CoveredRow::of_entry(batch, at)).collect();
            self.last_span().rows.extend(rows);
        }
    }

    /// Quarantined rows count for a sheet's own total where their measures parse. `segment` is the position among
    /// the batch's control rows before which they stand.
    fn take_quarantined(&mut self, batch: &Batch, segment: usize) {
        let from = segment.checked_sub(1).map_or(0, |before| batch.controls[before].row + 1);
        let to = batch.controls.get(segment).map_or(u64::MAX, |control| control.row);
        let rows: Vec<CoveredRow> =
            batch.quarantined.iter().filter(|q| (from..to).contains(&q.row)).map(CoveredRow::of_quarantined).collect();
        let forgot = self.forgot;
        let span = self.last_span();
        for row in rows {
            let sums: Vec<i128> = row.measures.iter().map(|value| i128::from(value.unwrap_or(0))).collect();
            add_sums(&mut span.sums, &sums);
            span.count += 1;
            if !forgot {
                let at = span.rows.partition_point(|other| other.row <= row.row);
                span.rows.insert(at, row);
            }
        }
    }

    /// Whether the sheet has any control row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.controls.is_empty()
    }

    /// The covers that may explain control row `at`, the likeliest first; none where the rows are not known.
    fn covers<'a>(&'a self, at: usize, measure: usize, others: &[&'a Self]) -> Vec<Cover<'a>> {
        let control = &self.controls[at];
        let mut covers = Vec::new();
        if matches!(control.kind, ControlKind::Subtotal | ControlKind::Total) && control.period.is_none() {
            let since = self.since_last(at, control.kind == ControlKind::Total);
            covers.push(self.positional(since, at, measure));
            let from_total = self.since_last(at, true);
            for start in [from_total, 0] {
                if start < since {
                    covers.push(self.positional(start, at, measure));
                }
            }
            covers.extend(self.below(at, measure));
            covers.sort_by_key(|cover| !cover.has_rows);
        }
        if !self.forgot && control.needs_rows() {
            covers.extend(self.limited(control, at, measure, others));
        }
        covers
    }

    /// Whether single rows that control row `at` may restate are no longer known.
    fn lacks_rows(&self, at: usize, others: &[&Self]) -> bool {
        let control = &self.controls[at];
        let beside = control.kind != ControlKind::Row && others.iter().any(|log| log.forgot);
        control.needs_rows() && (self.forgot || beside)
    }

    /// The first span after the control row before `at` that closes a block.
    fn since_last(&self, at: usize, totals_only: bool) -> usize {
        let closes = |kind| match kind {
            ControlKind::Total => true,
            ControlKind::Subtotal => !totals_only,
            ControlKind::Restatement | ControlKind::Row => false,
        };
        let own_row = self.controls[at].row;
        (0..at).rev().find(|&b| closes(self.controls[b].kind) && self.controls[b].row != own_row).map_or(0, |b| b + 1)
    }

    fn positional(&self, from: usize, to: usize, measure: usize) -> Cover<'_> {
        let spans = &self.spans[from..=to];
        let sum = spans.iter().map(|span| span.sums.get(measure).copied().unwrap_or(0)).sum();
        let has_rows = spans.iter().any(|span| span.count > 0);
        Cover { sum, has_rows, rows: spans.iter().flat_map(|span| &span.rows).collect() }
    }

    /// The rows below a control row that stands above what it restates: to the next one of its kind, or to the end.
    fn below(&self, at: usize, measure: usize) -> [Cover<'_>; 2] {
        let kind = self.controls[at].kind;
        let next = (at + 1..self.controls.len()).find(|&next| self.controls[next].kind == kind);
        let last = self.spans.len() - 1;
        [self.positional(at + 1, next.unwrap_or(last), measure), self.positional(at + 1, last, measure)]
    }

    /// Rows with the control row's dimension values and months: in its own block, its own sheet so far, the sheet,
    /// and the file's other sheets.
    fn limited<'a>(&'a self, control: &ControlRow, at: usize, measure: usize, others: &[&'a Self]) -> Vec<Cover<'a>> {
        let cover = |spans: &mut dyn Iterator<Item = &'a Span>| -> Cover<'a> {
            let rows: Vec<&CoveredRow> = spans.flat_map(|span| &span.rows).filter(|row| row.meets(control)).collect();
            let sum = rows.iter().map(|row| i128::from(row.measures[measure].unwrap_or(0))).sum();
            Cover { sum, has_rows: !rows.is_empty(), rows }
        };
        let others = if control.kind == ControlKind::Row { &[] } else { others };
        let mut covers = vec![
            cover(&mut self.spans[self.since_last(at, true)..=at].iter()),
            cover(&mut self.spans.iter()),
            cover(&mut others.iter().flat_map(|log| &log.spans)),
        ];
        covers.extend(others.iter().map(|log| cover(&mut log.spans.iter())));
        covers.retain(|cover| cover.has_rows);
        covers
    }
}

impl CoveredRow {
    fn of_entry(batch: &Batch, at: usize) -> Self {
        let measures = batch.measures.iter().enumerate();
        Self {
            row: batch.row[at],
            date: batch.date[at],
            kept: batch.kept.iter().map(|column| column[at]).collect(),
            measures: measures.map(|(m, values)| (batch.present[at] >> m & 1 == 1).then(|| values[at])).collect(),
        }
    }

    fn of_quarantined(row: &crate::records::QuarantinedRow) -> Self {
        Self { row: row.row, date: 0, kept: Box::default(), measures: row.measures.clone().into() }
    }

    fn meets(&self, control: &ControlRow) -> bool {
        let inside = |period: Period| self.date != 0 && period.contains(DayCode::from_code(self.date).month());
        let in_row = control.kind != ControlKind::Row || self.row == control.row;
        in_row
            && control.period.is_none_or(inside)
            && control.limits.iter().all(|&(kept, value)| self.kept.get(kept) == Some(&value))
    }
}

fn add_sums(into: &mut Vec<i128>, from: &[i128]) {
    into.resize(into.len().max(from.len()), 0);
    for (sum, value) in into.iter_mut().zip(from) {
        *sum += value;
    }
}

/// Checks every control row of a file's sheets, given with their names.
#[must_use]
pub fn check_restatements(kind: &Kind, file: &Arc<str>, sheets: &[(Arc<str>, &ControlLog)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, (sheet, log)) in sheets.iter().enumerate() {
        let others: Vec<&ControlLog> =
            sheets.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, log))| *log).collect();
        for control in 0..log.controls.len() {
            findings.extend(check_control(kind, (file, sheet), log, control, &others));
        }
    }
    findings
}

fn check_control(
    kind: &Kind,
    (file, sheet): (&Arc<str>, &Arc<str>),
    log: &ControlLog,
    at: usize,
    others: &[&ControlLog],
) -> Vec<Finding> {
    let control = &log.controls[at];
    let check = |(measure, value, column, raw): &(usize, i64, u32, String)| {
        let place = Place::cell(file, sheet, control.row, Some(*column));
        let covers = log.covers(at, *measure, others);
        let printed =
            Printed { value: i128::from(*value), raw, measure: *measure, unit: &kind.measures[*measure].unit };
        judge(&printed, &covers, log.lacks_rows(at, others), &control.label, place)
    };
    control.printed.iter().filter_map(check).collect()
}

/// A control value as printed.
struct Printed<'a> {
    value: i128,
    raw: &'a str,
    measure: usize,
    unit: &'a MeasureUnit,
}

/// `lacks_rows`: what it restates may be rows that are no longer known, so that only a sum that ties says anything.
fn judge(printed: &Printed<'_>, covers: &[Cover<'_>], lacks_rows: bool, label: &str, place: Place) -> Option<Finding> {
    if covers.iter().any(|cover| cover.sum == printed.value) {
        return None;
    }
    let rounded = covers.iter().find(|cover| (cover.sum - printed.value).abs() * 2 <= printed.last_place());
    let (code, cover) = match (rounded, covers.first()) {
        (Some(cover), _) => (ROUNDED, cover),
        (None, Some(likeliest)) if !lacks_rows => (MISMATCH, likeliest),
        _ => return Some(unchecked(printed, lacks_rows, label, place)),
    };
    let slip = if rounded.is_none() { slip(printed, cover) } else { None };
    let finding = Finding::new(code, place, printed.raw)
        .with("label", label)
        .with("printed", printed.text(printed.value))
        .with("computed", printed.text(cover.sum))
        .with("difference", printed.text(printed.value - cover.sum));
    Some(finding.with_detail(slip.map(|slip| slip.phrase())))
}

fn unchecked(printed: &Printed<'_>, lacks_rows: bool, label: &str, place: Place) -> Finding {
    let too_many = Phrase { key: "too-many-rows-to-keep", values: vec![("rows", REMEMBERED_ROWS.to_string())] };
    Finding::new(UNCHECKED, place, printed.raw).with("label", label).with_detail(lacks_rows.then_some(too_many))
}

fn slip(printed: &Printed<'_>, cover: &Cover<'_>) -> Option<slips::Slip> {
    let value = |row: &&CoveredRow| Some(SummedRow { row: row.row, value: row.measures[printed.measure]?.into() });
    let mut rows: Vec<SummedRow> = cover.rows.iter().filter_map(value).collect();
    rows.sort_by_key(|row| row.row);
    slips::explain(printed.value, cover.sum, &rows)
}

impl Printed<'_> {
    fn text(&self, value: i128) -> String {
        format!("{}{}", self.unit.base_text(value), self.unit.base_name())
    }

    /// What one unit of the last printed decimal place is worth in the base unit; nothing for a whole number of the
    /// base unit, which must tie to the digit.
    fn last_place(&self) -> i128 {
        let digits: String = self.raw.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let Ok(number) = Decimal::parse(&digits) else { return 0 };
        if number.digits == 0 || self.value % number.digits != 0 {
            return 0;
        }
        let place = (self.value / number.digits).abs();
        let whole_unit = crate::exact::pow10(self.unit.scale());
        if number.scale == 0 && place <= whole_unit { 0 } else { place }
    }
}

#[cfg(test)]
#[path = "control_tests.rs"]
mod tests;
