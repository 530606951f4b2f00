//! Files to facts: every file opened, every sheet read in pieces, on all threads, in an order that no thread changes.

use std::sync::Arc;

use polars::frame::DataFrame;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cube::{Combinations, Fold, Partial};
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::kinds::Kind;
use crate::ledger::{Class, Collector, DigestStore, Plausibility, SheetFacts, Sorter};
use crate::records::{
    Batch, Flags, Layout, Plan, QuarantinedRow, Reader, Refusal, Symbols, find_layout, join_findings,
};
use crate::registry::Registries;
use crate::reports::{IntakeRow, QuarantineRow};
use crate::sources::{self, OpenOptions, Pattern, Piece, SourceFile, Table};

use super::named::{NamedEntry, name_field, remember};
use super::{Request, RunError, Step};

/// Entries are handed on in batches of about this many.
const BATCH: usize = 1 << 11;
/// A large text file is read in pieces of at least so many bytes.
const PIECE_BYTES: u64 = 16 << 20;
/// Pieces for each thread of a large file.
const PIECES_A_THREAD: u64 = 8;
/// The layout is found in so many first rows of a text file; of a sheet, in all.
const HEAD_ROWS: usize = 200;
/// Digests held in memory before they go to temporary files: 1.5 GB.
const DIGEST_BUDGET: u64 = 64 << 20;

/// A sheet (or text file) with what was found out about it.
pub(super) struct ReadSheet {
    pub source: usize,
    pub file: usize,
    pub table: Table,
    pub layout: Option<Layout>,
    pub facts: SheetFacts,
    pub frames: Vec<DataFrame>,
    pub fold: Fold,
    pub named: Vec<NamedEntry>,
    /// The file that replaces its own.
    pub superseded_by: Option<Arc<str>>,
    /// Why its rows cannot be read, where no layout was found.
    pub refusal: Option<Refusal>,
    /// What the keys of several entries decided about single ones, by the row's handle and the column.
    pub settled: FxHashMap<(u64, u32), Settled>,
    /// How often it was read: entries of an earlier reading do not count.
    pub reading: usize,
}

/// What became of an entry that shares its key with others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub class: Class,
    pub code: Code,
    /// The entry that decided it: the position of its sheet, its row and column there.
    pub other: (usize, u64, u32),
}

impl ReadSheet {
    /// Whether another file replaces its own.
    pub const fn is_superseded(&self) -> bool {
        self.superseded_by.is_some()
    }
}

/// Entry handles of the second reading of a sheet carry its position plus this.
const SECOND_READING: usize = 1 << 19;

/// The position of a sheet and which reading of it, of an entry handle's sheet number.
pub(super) const fn sheet_and_reading(number: usize) -> (usize, usize) {
    (number % SECOND_READING, number / SECOND_READING)
}

/// A file of the inbox.
pub(super) struct ReadFile {
    pub file: SourceFile,
    pub sheets: std::ops::Range<usize>,
    pub findings: Vec<Finding>,
}

/// Everything read, with the keys of all entries.
pub(super) struct Intake {
    pub files: Vec<ReadFile>,
    pub sheets: Vec<ReadSheet>,
    pub digests: Option<DigestStore>,
    pub combinations: Vec<Combinations>,
    pub quarantine: Vec<QuarantineRow>,
}

/// What reading needs besides the file.
struct Context<'a> {
    job: &'a Job,
    request: &'a Request<'a>,
    registries: &'a Registries,
    symbols: &'a Symbols,
    digests: &'a DigestStore,
    combinations: &'a [Combinations],
}

/// Opens and reads every file of the job.
pub(super) fn read_all(
    job: &Job,
    request: &Request<'_>,
    registries: &Registries,
    symbols: &Symbols,
    findings: &mut Vec<Finding>,
) -> Result<Intake, RunError> {
    let (files, found) = sources::discover(&job.root, &patterns(job));
    findings.extend(found);
    let combinations: Vec<Combinations> = job.kinds.iter().map(|_| Combinations::default()).collect();
    let digests = DigestStore::new(DIGEST_BUDGET);
    let (files, sheets) = {
        let context = Context { job, request, registries, symbols, digests: &digests, combinations: &combinations };
        let (mut files, mut sheets) = open_all(&context, files);
        lay_out(&context, &mut files, &mut sheets);
        read_sheets(&context, &mut files, &mut sheets)?;
        (files, sheets)
    };
    Ok(Intake { files, sheets, digests: Some(digests), combinations, quarantine: Vec::new() })
}

fn patterns(job: &Job) -> Vec<Pattern> {
    let pattern =
        |(source, plan): (usize, &crate::job::Source)| Pattern { source, group: plan.kind, globs: plan.files.clone() };
    job.sources.iter().enumerate().map(pattern).collect()
}

/// How a source's files are opened.
pub(super) fn open_options(job: &Job, source: usize, base: &OpenOptions) -> OpenOptions {
    let plan = &job.sources[source];
    OpenOptions {
        sheets: plan.sheets.clone(),
        encoding: plan.encoding.clone(),
        delimiter: plan.delimiter,
        ..base.clone()
    }
}

fn open_all(context: &Context<'_>, files: Vec<SourceFile>) -> (Vec<ReadFile>, Vec<ReadSheet>) {
    context.request.progress.step(Step::Opening(files.len() as u64));
    let open = |file: SourceFile| {
        let opened = sources::open(&file, &open_options(context.job, file.source, context.request.open));
        context.request.progress.advance(1);
        (file, opened)
    };
    let opened: Vec<_> = files.into_par_iter().map(open).collect();
    let (mut files, mut sheets) = (Vec::new(), Vec::new());
    for (at, (file, (tables, findings))) in opened.into_iter().enumerate() {
        let first = sheets.len();
        sheets.extend(tables.into_iter().map(|table| unread(context.job, at, file.source, table)));
        files.push(ReadFile { file, sheets: first..sheets.len(), findings });
    }
    (files, sheets)
}

fn unread(job: &Job, file: usize, source: usize, table: Table) -> ReadSheet {
    let kind = &job.kinds[job.sources[source].kind];
    ReadSheet {
        source,
        file,
        table,
        layout: None,
        facts: SheetFacts::new(kind),
        frames: Vec::new(),
        fold: Fold::new(kind),
        named: Vec::new(),
        superseded_by: None,
        refusal: None,
        settled: FxHashMap::default(),
        reading: 0,
    }
}

/// What a sheet of a source is read against.
pub(super) fn plan<'a>(job: &'a Job, source: usize, registries: &'a Registries, symbols: &'a Symbols) -> Plan<'a> {
    let source = &job.sources[source];
    Plan {
        kind: &job.kinds[source.kind],
        columns: &source.columns,
        defaults: &source.defaults,
        rates: &job.rates,
        amendments: &job.corrections.amendments,
        registries,
        symbols,
        through: source.through,
    }
}

/// What the head of a sheet says of its columns.
type FoundLayout = Result<(Layout, Vec<Finding>), Refusal>;

/// Finds the layout of every sheet; the rows of one that has none are counted by its refusal.
fn lay_out(context: &Context<'_>, files: &mut [ReadFile], sheets: &mut [ReadSheet]) {
    for file in files {
        for (at, layout) in file.sheets.clone().zip(find_layouts(context, &sheets[file.sheets.clone()])) {
            match layout {
                Ok((layout, findings)) => {
                    sheets[at].layout = Some(layout);
                    file.findings.extend(findings);
                }
                Err(refusal) => read_refused(context, &mut sheets[at], refusal),
            }
        }
    }
}

/// The layouts of a file's sheets. A sheet is first looked at by itself; one that has others with data beside it once
/// more, since it may restate them.
fn find_layouts(context: &Context<'_>, sheets: &[ReadSheet]) -> Vec<FoundLayout> {
    let alone: Vec<FoundLayout> = sheets.iter().map(|sheet| find_sheet_layout(context, sheet, 0)).collect();
    let with_data = alone.iter().filter(|found| found.is_ok()).count();
    let beside_others = |(sheet, found): (&ReadSheet, FoundLayout)| match with_data - usize::from(found.is_ok()) {
        0 => found,
        siblings => find_sheet_layout(context, sheet, siblings),
    };
    sheets.iter().zip(alone).map(beside_others).collect()
}

fn find_sheet_layout(context: &Context<'_>, sheet: &ReadSheet, siblings: usize) -> FoundLayout {
    let plan = plan(context.job, sheet.source, context.registries, context.symbols);
    let head = sheet.table.head(if matches!(sheet.table, Table::Text(_)) { HEAD_ROWS } else { usize::MAX });
    find_layout(sheet.table.info(), &head, &plan, siblings)
}

/// Counts the rows of a table that nothing tells how to read, and keeps those that hold data aside.
fn read_refused(context: &Context<'_>, sheet: &mut ReadSheet, refusal: Refusal) {
    let kind = &context.job.kinds[context.job.sources[sheet.source].kind];
    let (mut collector, mut in_scope) = (collector(context, sheet), Vec::new());
    let mut batch = Batch::new(kind.kept.len(), kind.measures.len());
    let mut failed = Vec::new();
    for piece in sheet.table.pieces(u64::MAX) {
        let read = sheet.table.read(&piece, |row| {
            refusal.read(row, &mut batch);
            if batch.quarantined.len() >= BATCH {
                collector.take(&mut batch, &mut in_scope);
                batch.clear();
            }
        });
        failed.extend(read.err());
    }
    collector.take(&mut batch, &mut in_scope);
    sheet.facts = collector.finish();
    sheet.facts.findings.extend(failed.into_iter().chain(refusal.findings.iter().cloned()));
    sheet.refusal = Some(refusal);
}

fn collector<'a>(context: &Context<'a>, sheet: &ReadSheet) -> Collector<'a> {
    let (job, info) = (context.job, sheet.table.info());
    let source = &job.sources[sheet.source];
    let kind: &Kind = &job.kinds[source.kind];
    let plausibility = Plausibility::new(kind, context.registries, context.symbols);
    Collector::new(kind, source.through, (Arc::clone(&info.file), Arc::clone(&info.sheet)), plausibility)
}

/// What one piece of a sheet gave.
struct PieceFacts {
    sheet: usize,
    facts: SheetFacts,
    frames: Vec<DataFrame>,
    fold: Fold,
    named: Vec<NamedEntry>,
    failed: Option<Finding>,
    layout: Option<Layout>,
}

fn read_sheets(context: &Context<'_>, files: &mut [ReadFile], sheets: &mut [ReadSheet]) -> Result<(), RunError> {
    let pieces: Vec<(usize, Piece)> = (0..sheets.len())
        .filter(|&at| sheets[at].layout.is_some())
        .flat_map(|at| pieces_of(&sheets[at]).into_iter().map(move |piece| (at, piece)))
        .collect();
    context.request.progress.step(Step::Reading(pieces.iter().map(|(_, piece)| piece.bytes).sum()));
    let read: Vec<PieceFacts> = pieces
        .into_par_iter()
        .map(|(at, piece)| read_piece(context, at, &sheets[at], &piece))
        .collect::<Result<_, RunError>>()?;
    let mut read = read.into_iter().peekable();
    while let Some(first) = read.next() {
        let at = first.sheet;
        let mut pieces = vec![first];
        while let Some(next) = read.next_if(|piece| piece.sheet == at) {
            pieces.push(next);
        }
        if pieces.len() > 1 && pieces.iter().any(|piece| piece.layout.is_some()) {
            pieces = read_in_one(context, at, &mut sheets[at])?;
        }
        join(&mut sheets[at], pieces, files);
    }
    Ok(())
}

/// A table whose header changes on the way is read by one reader, since what a row means depends on those before it.
fn read_in_one(context: &Context<'_>, at: usize, sheet: &mut ReadSheet) -> Result<Vec<PieceFacts>, RunError> {
    sheet.reading += 1;
    sheet.table.pieces(u64::MAX).iter().map(|piece| read_piece(context, at, sheet, piece)).collect()
}

/// Adds up the pieces of a sheet, in order.
fn join(sheet: &mut ReadSheet, pieces: Vec<PieceFacts>, files: &mut [ReadFile]) {
    let mut said = Vec::new();
    for mut piece in pieces {
        said.push(std::mem::take(&mut piece.facts.findings));
        sheet.facts.append(piece.facts);
        sheet.frames.extend(piece.frames);
        sheet.fold.merge(&piece.fold);
        sheet.named.extend(piece.named);
        files[sheet.file].findings.extend(piece.failed);
        sheet.layout = piece.layout.or_else(|| sheet.layout.take());
    }
    let tally = &sheet.facts.tally;
    let has_rows = tally.total_rows() > tally.rows(Class::Blank);
    sheet.facts.findings = join_findings(said, has_rows);
}

fn pieces_of(sheet: &ReadSheet) -> Vec<Piece> {
    let bytes: u64 = sheet.table.pieces(u64::MAX).iter().map(|piece| piece.bytes).sum();
    let threads = rayon::current_num_threads() as u64;
    sheet.table.pieces(PIECE_BYTES.max(bytes / (threads * PIECES_A_THREAD)))
}

fn read_piece(context: &Context<'_>, at: usize, sheet: &ReadSheet, piece: &Piece) -> Result<PieceFacts, RunError> {
    let source = &context.job.sources[sheet.source];
    let kind: &Kind = &context.job.kinds[source.kind];
    let info = sheet.table.info();
    let mut taker = Taker {
        context,
        at,
        number: at + sheet.reading * SECOND_READING,
        kind: source.kind,
        collector: collector(context, sheet),
        partial: Partial::new(kind),
        fold: Fold::new(kind),
        sorter: Sorter::default(),
        name_field: name_field(kind),
        named: Vec::new(),
        in_scope: Vec::new(),
        failed: None,
    };
    let mut batch = Batch::new(kind.kept.len(), kind.measures.len());
    let plan = plan(context.job, sheet.source, context.registries, context.symbols);
    let Some(layout) = &sheet.layout else { return taker.finish(&mut batch, None, None) };
    let mut reader = Reader::new(layout, &plan, info);
    let outcome = sheet.table.read(piece, |row| {
        reader.read(row, &mut batch);
        if batch.len() >= BATCH {
            taker.take(&mut batch);
        }
    });
    reader.finish(&mut batch);
    context.request.progress.advance(piece.bytes);
    let changed = reader.layout_changed().then(|| reader.layout().clone());
    taker.finish(&mut batch, outcome.err(), changed)
}

/// Hands batches to the ledger, the engine and the check.
struct Taker<'a> {
    context: &'a Context<'a>,
    at: usize,
    number: usize,
    kind: usize,
    collector: Collector<'a>,
    partial: Partial,
    fold: Fold,
    sorter: Sorter,
    name_field: Option<usize>,
    named: Vec<NamedEntry>,
    in_scope: Vec<bool>,
    failed: Option<RunError>,
}

impl Taker<'_> {
    fn take(&mut self, batch: &mut Batch) {
        self.collector.take(batch, &mut self.in_scope);
        if let Err(error) = self.add(batch) {
            self.failed.get_or_insert(error);
        }
        batch.clear();
    }

    fn add(&mut self, batch: &Batch) -> Result<(), RunError> {
        self.partial.add(batch, &self.in_scope, 1, &self.context.combinations[self.kind])?;
        self.fold.add(batch, &self.in_scope, 1);
        if let Some(name) = self.name_field {
            remember(name, batch, &self.in_scope, &mut self.named);
        }
        // A row that the job excludes neither contradicts nor repeats another one.
        if batch.flags.iter().any(|flags| flags.has(Flags::EXCLUDED)) {
            let kept = |at: &usize| !batch.flags[*at].has(Flags::EXCLUDED);
            let (keys, locators): (Vec<u128>, Vec<u64>) =
                (0..batch.len()).filter(kept).map(|at| (batch.key[at], batch.locator[at])).unzip();
            return Ok(self.context.digests.add(self.number, &keys, &locators, &mut self.sorter)?);
        }
        Ok(self.context.digests.add(self.number, &batch.key, &batch.locator, &mut self.sorter)?)
    }

    fn finish(
        mut self,
        batch: &mut Batch,
        failed: Option<Finding>,
        layout: Option<Layout>,
    ) -> Result<PieceFacts, RunError> {
        self.take(batch);
        match self.failed {
            Some(error) => Err(error),
            None => Ok(PieceFacts {
                sheet: self.at,
                facts: self.collector.finish(),
                frames: self.partial.finish()?,
                fold: self.fold,
                named: self.named,
                failed,
                layout,
            }),
        }
    }
}

/// A sheet's quarantined rows with the findings that say why.
fn take_quarantined(sheet: &mut ReadSheet) -> Vec<QuarantineRow> {
    let info = sheet.table.info();
    let mut said: FxHashMap<(u64, Code), &Finding> = FxHashMap::default();
    let mut said_once: FxHashMap<Code, &Finding> = FxHashMap::default();
    for finding in &sheet.facts.findings {
        said_once.entry(finding.code).or_insert(finding);
        if let Some(cell) = finding.place.cell {
            said.entry((cell.row, finding.code)).or_insert(finding);
        }
    }
    // What is said once for a column stands for its later rows too.
    let entry = |row: QuarantinedRow| {
        let finding = said.get(&(row.row, row.code)).or_else(|| said_once.get(&row.code));
        let mut finding = finding.map_or_else(|| Finding::new(row.code, Place::default(), ""), |f| (*f).clone());
        let column = finding.place.cell.and_then(|cell| cell.column);
        finding.place = Place::cell(&info.file, &info.sheet, row.row, column);
        QuarantineRow { finding, cells: row.cells }
    };
    std::mem::take(&mut sheet.facts.quarantined).into_iter().map(entry).collect()
}

impl Intake {
    /// Proves the law of conservation for every sheet.
    pub fn prove(&self) -> Result<(), RunError> {
        for sheet in &self.sheets {
            let info = sheet.table.info();
            sheet.facts.tally.prove().map_err(|broken| RunError::Conservation {
                file: Arc::clone(&info.file),
                sheet: Arc::clone(&info.sheet),
                broken,
            })?;
        }
        Ok(())
    }

    /// The findings of files and of rows that count, and the quarantined rows; what a superseded report's rows gave goes
    /// with it.
    pub fn take_findings(&mut self, job: &Job) -> Vec<Finding> {
        let mut all: Vec<Finding> = self.files.iter_mut().flat_map(|file| std::mem::take(&mut file.findings)).collect();
        for sheet in self.sheets.iter_mut().filter(|sheet| !sheet.is_superseded()) {
            self.quarantine.extend(take_quarantined(sheet));
            let info = sheet.table.info();
            all.extend(sheet.facts.after_period(&info.file, &info.sheet, job.sources[sheet.source].through));
            all.append(&mut sheet.facts.findings);
        }
        all
    }

    /// What the reports need.
    pub fn reported(&mut self, job: &Job) -> (Vec<IntakeRow>, Vec<QuarantineRow>) {
        let row = |sheet: &ReadSheet| {
            let info = sheet.table.info();
            IntakeRow {
                file: info.file.to_string(),
                sheet: (!info.sheet.is_empty()).then(|| info.sheet.to_string()),
                kind: Arc::clone(&job.kinds[job.sources[sheet.source].kind]),
                tally: sheet.facts.tally.clone(),
                corrected: 0,
                excluded: 0,
            }
        };
        (self.sheets.iter().map(row).collect(), std::mem::take(&mut self.quarantine))
    }
}
