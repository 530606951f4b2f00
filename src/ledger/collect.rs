//! One sheet's batches to its tally, its control rows and what is noticed on the way.
//!
//! Nothing about a single entry is kept beyond a bounded number of rows for control totals: a sheet of any length
//! costs the same memory.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::calendar::{DayCode, Month};
use crate::findings::{Code, Finding, Place};
use crate::kinds::Kind;
use crate::records::{Batch, Flags, QuarantinedRow, Symbol};

use super::control::ControlLog;
use super::plausibility::Plausibility;
use super::tally::{Class, Tally};

pub(super) const AFTER_PERIOD: Code = Code("out-of-scope-period");
pub(super) const TERMINATED: Code = Code("out-of-scope-terminated");
/// Said where the row is read.
pub(super) const EXCLUDED: Code = Code("record-excluded");

/// So many keys of a file are remembered to tell whether two files report the same things.
const KEY_SAMPLE: usize = 4096;

/// What is known of a sheet once its rows have been seen.
#[derive(Debug)]
pub struct SheetFacts {
    /// Rows and measures, read and by class.
    pub tally: Tally,
    /// Control rows and the rows they may cover.
    pub controls: ControlLog,
    /// For each reporting dimension of the ledger, the values seen.
    pub reporters: Vec<FxHashSet<Symbol>>,
    /// First and last day code of its entries.
    pub span: Option<(i32, i32)>,
    /// Some of its keys, with which measures they carry.
    pub keys: FxHashSet<u64>,
    /// Rows that could not be typed.
    pub quarantined: Vec<QuarantinedRow>,
    /// Findings about its rows.
    pub findings: Vec<Finding>,
    /// Rows after the period, and the first of them.
    after_period: (u64, Option<u64>),
}

/// Gathers the facts of one run of rows of one sheet.
#[derive(Debug)]
pub struct Collector<'a> {
    kind: &'a Kind,
    through: Month,
    place: (Arc<str>, Arc<str>),
    plausibility: Plausibility<'a>,
    /// For each reporting dimension, which symbols are among its reporters already.
    noted: Vec<Vec<bool>>,
    facts: SheetFacts,
}

impl SheetFacts {
    /// Facts of no row.
    #[must_use]
    pub fn new(kind: &Kind) -> Self {
        Self {
            tally: Tally::new(kind.measures.len()),
            controls: ControlLog::default(),
            reporters: vec![FxHashSet::default(); kind.reporters.len()],
            span: None,
            keys: FxHashSet::default(),
            quarantined: Vec::new(),
            findings: Vec::new(),
            after_period: (0, None),
        }
    }

    /// Adds the facts of the run of rows that follows.
    pub fn append(&mut self, next: Self) {
        self.tally.merge(&next.tally);
        self.controls.append(next.controls);
        for (mine, theirs) in self.reporters.iter_mut().zip(next.reporters) {
            mine.extend(theirs);
        }
        self.span = join_spans(self.span, next.span);
        self.keys.extend(next.keys);
        self.quarantined.extend(next.quarantined);
        self.findings.extend(next.findings);
        self.after_period = (self.after_period.0 + next.after_period.0, self.after_period.1.or(next.after_period.1));
    }

    /// The finding about rows after the period, if there are any; said once a sheet.
    #[must_use]
    pub fn after_period(&self, file: &Arc<str>, sheet: &Arc<str>, through: Month) -> Option<Finding> {
        let (rows, first) = (self.after_period.0, self.after_period.1?);
        let finding = Finding::new(AFTER_PERIOD, Place::cell(file, sheet, first, None), "");
        Some(finding.with("rows", rows.to_string()).with("through", through.to_string()))
    }
}

pub(super) fn join_spans(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

impl<'a> Collector<'a> {
    /// A collector for rows of `sheet` in `file`, of a ledger whose last month is `through`.
    #[must_use]
    pub fn new(kind: &'a Kind, through: Month, place: (Arc<str>, Arc<str>), plausibility: Plausibility<'a>) -> Self {
        Self {
            kind,
            through,
            place,
            plausibility,
            noted: vec![Vec::new(); kind.reporters.len()],
            facts: SheetFacts::new(kind),
        }
    }

    /// Takes a batch; `in_scope` receives, for each entry, whether it is (so far) to be counted.
    pub fn take(&mut self, batch: &mut Batch, in_scope: &mut Vec<bool>) {
        self.judge_scope(batch, in_scope);
        self.tally_entries(batch, in_scope);
        self.tally_rest(batch);
        self.remember(batch);
        self.plausibility.inspect(batch, in_scope, &self.place, &mut self.facts.findings);
        self.facts.controls.take(batch);
        self.facts.findings.append(&mut batch.findings);
        self.facts.quarantined.append(&mut batch.quarantined);
    }

    /// The facts gathered.
    #[must_use]
    pub fn finish(self) -> SheetFacts {
        self.facts
    }

    fn judge_scope(&mut self, batch: &Batch, in_scope: &mut Vec<bool>) {
        let last = DayCode::of_month(self.through.plus(1)).code();
        in_scope.clear();
        in_scope.extend(
            batch.date.iter().zip(&batch.flags).map(|(&date, flags)| date < last && !flags.has(Flags::OUT_OF_SCOPE)),
        );
        if in_scope.iter().all(|&scope| scope) {
            return;
        }
        for at in (0..batch.len()).filter(|&at| !in_scope[at]) {
            self.note_out_of_scope(batch, at, batch.date[at] >= last);
        }
    }

    fn note_out_of_scope(&mut self, batch: &Batch, at: usize, after_period: bool) {
        if after_period {
            self.facts.after_period.0 += 1;
            self.facts.after_period.1.get_or_insert(batch.row[at]);
        } else if !batch.flags[at].has(Flags::EXCLUDED) {
            let place = Place::cell(&self.place.0, &self.place.1, batch.row[at], None);
            self.facts.findings.push(Finding::new(TERMINATED, place, ""));
        }
    }

    fn tally_entries(&mut self, batch: &Batch, in_scope: &[bool]) {
        let tally = &mut self.facts.tally;
        let counted = in_scope.iter().filter(|&&scope| scope).count() as u64;
        tally.read_rows(batch.len() as u64);
        tally.class_rows(Class::Accepted, counted);
        tally.class_rows(Class::OutOfScope, batch.len() as u64 - counted);
        for (measure, values) in batch.measures.iter().enumerate() {
            tally.read_measure(measure, values.iter().map(|&value| i128::from(value)).sum());
            let (mut inside, mut outside) = (0_i128, 0_i128);
            for (&value, &scope) in values.iter().zip(in_scope) {
                *(if scope { &mut inside } else { &mut outside }) += i128::from(value);
            }
            tally.class_measure(Class::Accepted, measure, inside);
            tally.class_measure(Class::OutOfScope, measure, outside);
        }
    }

    fn tally_rest(&mut self, batch: &Batch) {
        let tally = &mut self.facts.tally;
        let rest = [
            (Class::Blank, batch.blank),
            (Class::Quarantined, batch.quarantined.len() as u64),
            (Class::ControlTotal, batch.controls.len() as u64),
        ];
        for (class, rows) in rest {
            tally.read_rows(rows);
            tally.class_rows(class, rows);
        }
        let quarantined = batch.quarantined.iter().flat_map(|row| row.measures.iter().enumerate());
        for (measure, value) in quarantined.filter_map(|(measure, value)| Some((measure, (*value)?))) {
            tally.read_measure(measure, i128::from(value));
            tally.class_measure(Class::Quarantined, measure, i128::from(value));
        }
        for (measure, value, ..) in batch.controls.iter().flat_map(|control| &control.printed) {
            tally.read_measure(*measure, i128::from(*value));
            tally.class_measure(Class::ControlTotal, *measure, i128::from(*value));
        }
    }

    /// Remembers by what the report can be identified: who reports, which days, some keys.
    fn remember(&mut self, batch: &Batch) {
        let reporters = self.facts.reporters.iter_mut().zip(&mut self.noted);
        for ((seen, noted), &reporter) in reporters.zip(&self.kind.reporters) {
            for &value in &batch.kept[reporter] {
                let at = value.0 as usize;
                if noted.len() <= at {
                    noted.resize(at + 1, false);
                }
                if !std::mem::replace(&mut noted[at], true) {
                    seen.insert(value);
                }
            }
        }
        let days = batch.date.iter().copied().min().zip(batch.date.iter().copied().max());
        self.facts.span = join_spans(self.facts.span, days);
        let room = KEY_SAMPLE.saturating_sub(self.facts.keys.len());
        let keys = batch.key.iter().zip(&batch.present).take(room);
        self.facts.keys.extend(keys.map(|(&key, &present)| (key as u64) ^ (u64::from(present) << 48)));
    }
}
