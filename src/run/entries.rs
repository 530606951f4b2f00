//! The entries of a finished run, one by one: rows read again, each with its class.
//!
//! In: the tables of a run and what it settled. Out: entries that fit a question, by source, file, sheet, row and column,
//! whatever the number of threads. A table of any size is read as a stream: a piece for each thread is held, no more.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::{Fingerprint, Fingerprints};
use crate::calendar::{DayCode, Period};
use crate::figures;
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::kinds::Kind;
use crate::ledger::{Class, Entry, Wanted, out_of_scope};
use crate::records::{Batch, NOT_STARTED, Plan, QuarantinedRow, Reader, Symbol, Symbols};
use crate::registry::Registries;
use crate::sources::{self, Piece, RawRow};

use super::intake::{Intake, ReadSheet, plan};

/// A large text is read again in pieces of about so many bytes, so that the entries of few rows are held at a time.
const PIECE_BYTES: u64 = 1 << 20;
/// Pieces for each thread that are read before their entries are handed on.
const PIECES_A_THREAD: usize = 2;

const FILE_SUPERSEDED: Code = Code("file-superseded");
const FILE_UNREADABLE: Code = Code("file-unreadable");

/// All entries of a finished run, to be read as often as wanted.
pub struct Records<'a> {
    job: &'a Job,
    registries: Registries,
    symbols: Symbols,
    sheets: Vec<ReadSheet>,
}

/// Entries as far as they are kept, with how many there are.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The first of them.
    pub entries: Vec<Entry>,
    /// How many there are.
    pub count: u64,
}

impl Gathered {
    /// Whether all of them are kept.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.count == self.entries.len() as u64
    }
}

/// The files of the inbox and the registries, by which they are known again; one that cannot be read is left out.
pub(super) fn fingerprints(job: &Job, intake: &Intake) -> Fingerprints {
    let inbox = intake.files.iter().map(|file| (file.file.name.to_string(), file.file.path.clone()));
    let registries = job.stores.iter().chain(&job.products).map(|name| (name.clone(), job.root.join(name)));
    let files: Vec<(String, PathBuf)> = inbox.chain(registries).collect();
    files.into_par_iter().filter_map(|(name, path)| Some((name, sources::fingerprint(&path).ok()?))).collect()
}

impl<'a> Records<'a> {
    pub(super) fn new(job: &'a Job, registries: Registries, symbols: Symbols, intake: Intake) -> Self {
        Self { job, registries, symbols, sheets: intake.sheets }
    }

    /// Which of these files of the job are not what they were, or cannot be read any more.
    #[must_use]
    pub fn changed(&self, files: &Fingerprints) -> Vec<String> {
        let is_same = |(name, print): &(&String, &Fingerprint)| {
            sources::fingerprint(&self.job.root.join(name)).is_ok_and(|now| now == **print)
        };
        files.iter().filter(|file| !is_same(file)).map(|(name, _)| name.clone()).collect()
    }

    /// The first `most` of the entries that are wanted, and how many there are.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub fn gather(&self, wanted: &Wanted, most: usize) -> Result<Gathered, Finding> {
        let mut gathered = Gathered::default();
        self.each(wanted, &mut |entry| {
            gathered.count += 1;
            if gathered.entries.len() < most {
                gathered.entries.push(entry);
            }
        })?;
        Ok(gathered)
    }

    /// Gives every entry that is wanted to `take`, by source, file, sheet, row and column. A row that could not be typed
    /// fits where what is known of it does.
    ///
    /// # Errors
    /// The finding of a file that cannot be read any more.
    pub fn each(&self, wanted: &Wanted, take: &mut dyn FnMut(Entry)) -> Result<(), Finding> {
        for at in 0..self.sheets.len() {
            let kind = &self.job.kinds[self.job.sources[self.sheets[at].source].kind];
            if kind.name == wanted.ledger {
                self.each_of_sheet(at, kind, &Fit::new(wanted, kind, &self.symbols), take)?;
            }
        }
        Ok(())
    }

    fn each_of_sheet(
        &self,
        at: usize,
        kind: &Arc<Kind>,
        fit: &Fit,
        take: &mut dyn FnMut(Entry),
    ) -> Result<(), Finding> {
        let plan = plan(self.job, self.sheets[at].source, &self.registries, &self.symbols);
        let again = Again { records: self, at, kind, plan: &plan, fit };
        let pieces = self.sheets[at].table.pieces(PIECE_BYTES);
        if pieces.len() == 1 {
            return again.read(&pieces[0], take);
        }
        for window in pieces.chunks(rayon::current_num_threads().max(1) * PIECES_A_THREAD) {
            let read: Vec<Vec<Entry>> =
                window.par_iter().map(|piece| again.gathered(piece)).collect::<Result<_, _>>()?;
            read.into_iter().flatten().for_each(&mut *take);
        }
        Ok(())
    }
}

/// What an entry must be, with names as symbols.
struct Fit {
    period: Option<Period>,
    /// Position among the kept fields, and the symbols that will do.
    values: Vec<(usize, Vec<Symbol>)>,
    classes: Vec<Class>,
    /// Whether a name is asked for that is no kept field of the ledger: nothing fits.
    is_void: bool,
}

impl Fit {
    fn new(wanted: &Wanted, kind: &Kind, symbols: &Symbols) -> Self {
        let value = |(name, text): (&String, &String)| Some((kind.kept_position(name)?, known(text, symbols)));
        let values: Vec<_> = wanted.values.iter().filter_map(value).collect();
        let is_void = values.len() < wanted.values.len();
        Self { period: wanted.period, values, classes: wanted.classes.clone(), is_void }
    }

    fn has_month(&self, day: i32) -> bool {
        self.period.is_none_or(|period| period.contains(DayCode::from_code(day).month()))
    }

    fn fits(&self, batch: &Batch, at: usize) -> bool {
        let has = |(kept, symbols): &(usize, Vec<Symbol>)| symbols.contains(&batch.kept[*kept][at]);
        !self.is_void && self.has_month(batch.date[at]) && self.values.iter().all(has)
    }

    fn may_fit(&self, row: &QuarantinedRow) -> bool {
        let may = |(kept, symbols): &(usize, Vec<Symbol>)| {
            row.kept[*kept] == Symbol::NONE || symbols.contains(&row.kept[*kept])
        };
        !self.is_void && row.day.is_none_or(|day| self.has_month(day.code())) && self.values.iter().all(may)
    }
}

/// The symbols by which entries carry a value of a figure's filter: the value left out is called by a word of its own.
fn known(text: &str, symbols: &Symbols) -> Vec<Symbol> {
    let left_out = (text.is_empty() || text == figures::unstated()).then_some(Symbol::NONE);
    left_out.into_iter().chain(symbols.find(text)).collect()
}

/// One sheet, read again.
struct Again<'s, 'a> {
    records: &'s Records<'a>,
    at: usize,
    kind: &'s Arc<Kind>,
    plan: &'s Plan<'s>,
    fit: &'s Fit,
}

impl Again<'_, '_> {
    fn sheet(&self) -> &ReadSheet {
        &self.records.sheets[self.at]
    }

    fn gathered(&self, piece: &Piece) -> Result<Vec<Entry>, Finding> {
        let mut entries = Vec::new();
        self.read(piece, &mut |entry| entries.push(entry))?;
        Ok(entries)
    }

    fn read(&self, piece: &Piece, take: &mut dyn FnMut(Entry)) -> Result<(), Finding> {
        let (sheet, info) = (self.sheet(), self.sheet().table.info());
        let mut reader = sheet.layout.as_ref().map(|layout| Reader::new(layout, self.plan, info));
        let mut batch = Batch::new(self.kind.kept.len(), self.kind.measures.len());
        let read = sheet.table.read(piece, |row| {
            batch.clear();
            match (&mut reader, &sheet.refusal) {
                (Some(reader), _) => reader.read(row, &mut batch),
                (None, Some(refusal)) => refusal.read(row, &mut batch),
                (None, None) => {}
            }
            if !batch.is_empty() || !batch.quarantined.is_empty() {
                self.entries_of(&batch, row, reader.as_ref()).into_iter().for_each(&mut *take);
            }
        });
        // Characters that cannot be read were reported the first time; every row has been given all the same.
        read.or_else(|finding| if finding.code == FILE_UNREADABLE { Err(finding) } else { Ok(()) })
    }

    /// The entries of one row that fit, by column.
    fn entries_of(&self, batch: &Batch, row: &RawRow<'_>, reader: Option<&Reader<'_>>) -> Vec<Entry> {
        let typed = (0..batch.len()).filter(|&at| self.fit.fits(batch, at));
        let typed = typed.filter_map(|at| self.typed(batch, at, row, reader));
        let aside = batch.quarantined.iter().filter(|aside| self.fit.may_fit(aside));
        let mut entries: Vec<Entry> = typed.chain(aside.filter_map(|aside| self.untyped(aside, row, reader))).collect();
        entries.sort_by_key(|entry| entry.place.cell.and_then(|cell| cell.column));
        entries
    }

    fn typed(&self, batch: &Batch, at: usize, row: &RawRow<'_>, reader: Option<&Reader<'_>>) -> Option<Entry> {
        let fate = self.fate(batch, at);
        self.fit.classes.contains(&fate.class).then(|| {
            let started = Some(batch.started[at]).filter(|&code| code != NOT_STARTED).map(DayCode::from_code);
            let value = |(m, column): (usize, &Vec<i64>)| (batch.present[at] >> m & 1 == 1).then(|| column[at]);
            let mut entry = self.entry(fate, row, batch.column[at], reader);
            entry.day = Some(batch.day(at));
            entry.started = started;
            entry.key = Some(batch.key[at]);
            entry.kept = self.texts(batch.kept.iter().map(|column| column[at]));
            entry.measures = batch.measures.iter().enumerate().map(value).collect();
            entry
        })
    }

    fn untyped(&self, aside: &QuarantinedRow, row: &RawRow<'_>, reader: Option<&Reader<'_>>) -> Option<Entry> {
        let fate = self.replaced().unwrap_or(Fate { class: Class::Quarantined, code: Some(aside.code), other: None });
        self.fit.classes.contains(&fate.class).then(|| {
            let mut entry = self.entry(fate, row, aside.column, reader);
            entry.day = aside.day;
            entry.kept = self.texts(aside.kept.iter().copied());
            entry.measures.clone_from(&aside.measures);
            entry
        })
    }

    fn texts(&self, symbols: impl Iterator<Item = Symbol>) -> Vec<Arc<str>> {
        symbols.map(|symbol| self.records.symbols.text(symbol)).collect()
    }

    /// An entry of a row, without what was typed of it.
    fn entry(&self, fate: Fate, row: &RawRow<'_>, column: u32, reader: Option<&Reader<'_>>) -> Entry {
        let codes = reader.map(|reader| reader.codes().map(|(field, text)| (field, text.to_owned())).collect());
        let in_list = |measure| reader.and_then(|reader| reader.column_of(measure));
        let of_measure = |measure| if column > 0 { Some(column) } else { in_list(measure) };
        Entry {
            kind: Arc::clone(self.kind),
            class: fate.class,
            code: fate.code,
            other: fate.other,
            place: self.place(self.at, row.number, column),
            day: None,
            reported: reader.and_then(|reader| reader.reported(row.cells)),
            reports: reader.and_then(Reader::reports),
            started: None,
            key: None,
            kept: Vec::new(),
            codes: codes.unwrap_or_default(),
            measures: Vec::new(),
            columns: (0..self.kind.measures.len()).map(of_measure).collect(),
            cells: row.cells.iter().map(|cell| cell.text.to_owned()).collect(),
        }
    }

    fn place(&self, sheet: usize, row: u64, column: u32) -> Place {
        let info = self.records.sheets[sheet].table.info();
        Place::cell(&info.file, &info.sheet, row, (column > 0).then_some(column))
    }

    /// What became of a typed entry.
    fn fate(&self, batch: &Batch, at: usize) -> Fate {
        if let Some(replaced) = self.replaced() {
            return replaced;
        }
        if let Some(settled) = self.sheet().settled.get(&(batch.locator[at], batch.column[at])) {
            let (sheet, row, column) = settled.other;
            let other = Some(self.place(sheet, row, column));
            return Fate { class: settled.class, code: Some(settled.code), other };
        }
        let code = out_of_scope(batch.day(at), batch.flags[at], self.plan.through);
        Fate { class: if code.is_some() { Class::OutOfScope } else { Class::Accepted }, code, other: None }
    }

    /// What becomes of every entry of a file that another one replaces.
    fn replaced(&self) -> Option<Fate> {
        let by = self.sheet().superseded_by.as_ref()?;
        Some(Fate { class: Class::Superseded, code: Some(FILE_SUPERSEDED), other: Some(Place::file(by)) })
    }
}

/// A class with its reason.
struct Fate {
    class: Class,
    code: Option<Code>,
    other: Option<Place>,
}
