//! What needs more than one sheet: versions, entries that share a key, control totals across a book.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cube::Partial;
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::ledger::{self, Class, ControlLog, EntryHandle, GroupMember, Report, Ruling, check_restatements};
use crate::records::{Batch, Flags, Symbol, Symbols};
use crate::registry::Registries;
use crate::reports::QuarantineRow;

use super::RunError;
use super::intake::{Intake, ReadSheet, Settled, plan, sheet_and_reading};
use super::named::forget;
use super::rows::read_again;

const DUPLICATE: Code = Code("duplicate-row");
const REPEATED: Code = Code("repeated-row");
const CONFLICT: Code = Code("key-conflict");
const FRAMEWORK: Code = Code("out-of-scope-framework");

/// Takes replaced reports out, whole. Answers what each file reports.
pub(super) fn supersede(job: &Job, intake: &mut Intake, symbols: &Symbols, findings: &mut Vec<Finding>) -> Vec<Report> {
    let reports: Vec<Report> = (0..intake.files.len()).map(|file| report(job, intake, file, symbols)).collect();
    let (replaced, found) = ledger::supersede(&reports, &job.replacements);
    findings.extend(found);
    for pair in replaced {
        let by = Arc::clone(&intake.files[pair.by].file.name);
        let file = &mut intake.files[pair.old];
        file.findings.clear();
        for sheet in &mut intake.sheets[file.sheets.clone()] {
            sheet.facts.tally.supersede();
            sheet.frames.clear();
            sheet.fold = crate::cube::Fold::new(&job.kinds[job.sources[sheet.source].kind]);
            sheet.superseded_by = Some(Arc::clone(&by));
        }
    }
    reports
}

/// What identifies a file as a report. Reporters are those of the first reporting dimension that any entry names.
fn report(job: &Job, intake: &Intake, file: usize, symbols: &Symbols) -> Report {
    let read = &intake.files[file];
    let sheets = &intake.sheets[read.sheets.clone()];
    let kind = job.sources[read.file.source].kind;
    let named = |reporter: usize| -> BTreeSet<Arc<str>> {
        let seen = sheets.iter().flat_map(|sheet| &sheet.facts.reporters[reporter]);
        seen.filter(|symbol| **symbol != Symbol::NONE).map(|symbol| symbols.text(*symbol)).collect()
    };
    let reporters = (0..job.kinds[kind].reporters.len()).map(named).find(|names| !names.is_empty());
    Report {
        file: Arc::clone(&read.file.name),
        kind,
        reporters: reporters.unwrap_or_default(),
        span: sheets.iter().filter_map(|sheet| sheet.facts.span).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        keys: sheets.iter().flat_map(|sheet| &sheet.facts.keys).copied().collect(),
        accepted: sheets.iter().map(|sheet| sheet.facts.tally.rows(Class::Accepted)).sum(),
    }
}

/// An entry of a group: where it is read again, and what it is.
struct Found {
    sheet: usize,
    at: usize,
}

/// Settles every group of entries that share a key, and takes what does not stand back out of the sums.
pub(super) fn settle(
    job: &Job,
    intake: &mut Intake,
    registries: &Registries,
    symbols: &Symbols,
    findings: &mut Vec<Finding>,
) -> Result<(), RunError> {
    let Some(digests) = intake.digests.take() else { return Ok(()) };
    let groups = digests.groups(|number| {
        let (sheet, reading) = sheet_and_reading(number);
        !intake.sheets[sheet].is_superseded() && intake.sheets[sheet].reading == reading
    })?;
    let again = Again::read(job, intake, registries, symbols, &groups);
    let mut moves = Moves::default();
    for (key, handles) in &groups {
        let found = again.members(*key, handles);
        let members: Vec<GroupMember> = found.iter().map(|entry| again.member(job, intake, entry)).collect();
        for (at, ruling) in ledger::settle(&members).into_iter().enumerate() {
            moves.apply(&again, intake, (&found, &members), at, ruling, findings);
        }
    }
    moves.take_back(job, intake, &again)
}

/// The position of an entry's sheet.
const fn sheet_of(handle: EntryHandle) -> usize {
    sheet_and_reading(handle.sheet()).0
}

/// The rows of all groups, read again: a batch a sheet, and where each entry of a row stands in it.
struct Again {
    batches: FxHashMap<usize, Batch>,
    rows: FxHashMap<(usize, u64), Vec<usize>>,
}

impl Again {
    fn read(
        job: &Job,
        intake: &Intake,
        registries: &Registries,
        symbols: &Symbols,
        groups: &[(u128, Vec<EntryHandle>)],
    ) -> Self {
        let mut wanted: FxHashMap<usize, FxHashSet<u64>> = FxHashMap::default();
        for handle in groups.iter().flat_map(|(_, handles)| handles) {
            wanted.entry(sheet_of(*handle)).or_default().insert(handle.locator());
        }
        let (mut batches, mut rows) = (FxHashMap::default(), FxHashMap::default());
        for (at, locators) in wanted {
            let sheet = &intake.sheets[at];
            let batch = read_again(sheet, &plan(job, sheet.source, registries, symbols), &locators);
            for entry in 0..batch.len() {
                rows.entry((at, batch.locator[entry])).or_insert_with(Vec::new).push(entry);
            }
            batches.insert(at, batch);
        }
        Self { batches, rows }
    }

    /// The entries of a group: those of its rows that have its key.
    fn members(&self, key: u128, handles: &[EntryHandle]) -> Vec<Found> {
        let mut distinct = handles.to_vec();
        distinct.dedup();
        let of_row = |handle: &EntryHandle| {
            let sheet = sheet_of(*handle);
            let entries = self.rows.get(&(sheet, handle.locator())).into_iter().flatten();
            entries.filter(move |&&at| self.batches[&sheet].key[at] == key).map(move |&at| Found { sheet, at })
        };
        distinct.iter().flat_map(of_row).collect()
    }

    /// Remembers on an entry's sheet what became of it.
    fn note(&self, intake: &mut Intake, entry: &Found, class: Class, code: Code, other: &Found) {
        let batch = &self.batches[&entry.sheet];
        let there = &self.batches[&other.sheet];
        let other = (other.sheet, there.row[other.at], there.column[other.at]);
        let place = (batch.locator[entry.at], batch.column[entry.at]);
        intake.sheets[entry.sheet].settled.insert(place, Settled { class, code, other });
    }

    fn member(&self, job: &Job, intake: &Intake, entry: &Found) -> GroupMember {
        let batch = &self.batches[&entry.sheet];
        let through = job.sources[intake.sheets[entry.sheet].source].through;
        GroupMember {
            handle: EntryHandle::new(entry.sheet, batch.locator[entry.at]),
            content: batch.content[entry.at],
            measures: measures(batch, entry.at),
            flags: batch.flags[entry.at],
            in_scope: batch.day(entry.at).month() <= through && !batch.flags[entry.at].has(Flags::OUT_OF_SCOPE),
        }
    }
}

fn measures(batch: &Batch, at: usize) -> Vec<Option<i64>> {
    let value = |(m, column): (usize, &Vec<i64>)| (batch.present[at] >> m & 1 == 1).then(|| column[at]);
    batch.measures.iter().enumerate().map(value).collect()
}

/// Entries to take back out of the sums, by sheet.
#[derive(Default)]
struct Moves {
    taken_back: FxHashMap<usize, Vec<usize>>,
}

impl Moves {
    fn apply(
        &mut self,
        again: &Again,
        intake: &mut Intake,
        (found, members): (&[Found], &[GroupMember]),
        at: usize,
        ruling: Ruling,
        findings: &mut Vec<Finding>,
    ) {
        let (code, to, other) = match ruling {
            Ruling::Stands => return,
            Ruling::Repeats => (REPEATED, None, at),
            Ruling::DuplicateOf(other) => (DUPLICATE, Some(Class::Duplicate), other),
            Ruling::ConflictsWith(other) => (CONFLICT, Some(Class::Quarantined), other),
            Ruling::YieldsTo(other) => (FRAMEWORK, Some(Class::OutOfScope), other),
        };
        let (entry, member) = (&found[at], &members[at]);
        let finding = finding(again, intake, code, entry, &found[other]);
        if let Some(to) = to {
            again.note(intake, entry, to, code, &found[other]);
            let from = if member.in_scope { Class::Accepted } else { Class::OutOfScope };
            intake.sheets[entry.sheet].facts.tally.move_entry(from, to, &member.measures);
            if member.in_scope {
                self.taken_back.entry(entry.sheet).or_default().push(entry.at);
            }
        }
        if to == Some(Class::Quarantined) {
            let kept = quarantine(again, &intake.sheets[entry.sheet], entry, &finding);
            intake.quarantine.push(kept);
        }
        findings.push(finding);
    }

    fn take_back(self, job: &Job, intake: &mut Intake, again: &Again) -> Result<(), RunError> {
        for (at, entries) in self.taken_back {
            let sheet = &mut intake.sheets[at];
            let kind = job.sources[sheet.source].kind;
            let batch = &again.batches[&at];
            let mut selected = vec![false; batch.len()];
            entries.iter().for_each(|&entry| selected[entry] = true);
            let mut partial = Partial::new(&job.kinds[kind]);
            partial.add(batch, &selected, -1, &intake.combinations[kind])?;
            sheet.frames.extend(partial.finish()?);
            sheet.fold.add(batch, &selected, -1);
            let gone = entries.iter().map(|&entry| (batch.locator[entry], batch.key[entry])).collect();
            forget(&gone, &mut sheet.named);
        }
        Ok(())
    }
}

fn finding(again: &Again, intake: &Intake, code: Code, entry: &Found, other: &Found) -> Finding {
    let place = |entry: &Found| {
        let (info, batch) = (intake.sheets[entry.sheet].table.info(), &again.batches[&entry.sheet]);
        let column = (batch.column[entry.at] > 0).then(|| batch.column[entry.at]);
        Place::cell(&info.file, &info.sheet, batch.row[entry.at], column)
    };
    let there = place(other);
    let file =
        if there.sheet.is_empty() { there.file.to_string() } else { format!("{} [{}]", there.file, there.sheet) };
    let row = there.cell.map(|cell| cell.row.to_string()).unwrap_or_default();
    Finding::new(code, place(entry), "").with("file", file).with("row", row)
}

fn quarantine(again: &Again, sheet: &ReadSheet, entry: &Found, finding: &Finding) -> QuarantineRow {
    let batch = &again.batches[&entry.sheet];
    let row = sheet.table.row(batch.locator[entry.at]);
    let cells = row.map(|row| row.cells.into_iter().map(|(text, ..)| text).collect()).unwrap_or_default();
    QuarantineRow { finding: finding.clone(), cells }
}

/// Checks the control rows of every file that still counts.
pub(super) fn check_controls(job: &Job, intake: &Intake, findings: &mut Vec<Finding>) {
    for file in &intake.files {
        let sheets: Vec<(Arc<str>, &ControlLog)> = intake.sheets[file.sheets.clone()]
            .iter()
            .filter(|sheet| !sheet.is_superseded())
            .map(|sheet| (Arc::clone(&sheet.table.info().sheet), &sheet.facts.controls))
            .collect();
        if sheets.iter().any(|(_, log)| !log.is_empty()) {
            let kind = &job.kinds[job.sources[file.file.source].kind];
            findings.extend(check_restatements(kind, &file.file.name, &sheets));
        }
    }
}
