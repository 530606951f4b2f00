//! The reader: each row of a table to what it is (an entry, a control row, quarantined, blank), into a batch.
//!
//! Rows come in order, from the first one of the table (titles and headers are counted as blank) or from any later one.
//! A reader has its own caches, so that each thread reads with its own; what they say does not depend on where a table
//! is cut, except that what is said once per table is said once per reader ([`super::join_findings`] settles that).

use rustc_hash::FxHashSet;

use crate::calendar::{DayCode, Period};
use crate::findings::{Code, Finding, Place};
use crate::sources::{Cell, CellKind, OwnedRow, RawRow, TableInfo};

use super::amended::Amended;
use super::batch::{Batch, Flags, QuarantinedRow};
use super::control::Restating;
use super::keys::Keys;
use super::labels::label;
use super::layout::{Layout, Vocabulary};
use super::once::is_new;
use super::plan::Plan;
use super::problem::Problem;
use super::quantities::MONEY_UNIT_ASSUMED;
use super::row::Row;
use super::typing::{Typist, VALUE_MISSING};

const NAME_UNKNOWN: Code = Code("name-unknown");
const HEADER_WITHOUT_ROWS: Code = Code("header-without-rows");

/// Reads the rows of one table, or of a run of them, in order. Each thread has its own.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) info: &'a TableInfo,
    pub(super) layout: Layout,
    /// Position of the block that rows are read by.
    pub(super) at: usize,
    pub(super) typist: Typist<'a>,
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) row: Row,
    pub(super) amended: Amended<'a>,
    keys: Keys,
    compares: bool,
    said: FxHashSet<(Code, usize, Box<str>)>,
    /// Blank rows since the last other row, for the title and unit line of a header that may follow.
    pub(super) recent: Vec<OwnedRow>,
    /// 其中 rows whose name no row has said so far.
    pub(super) parts: Vec<Restating>,
    has_rows: bool,
    pub(super) has_changed: bool,
}

/// A row under the header, with the batch that it goes to.
pub(super) struct Incoming<'r, 'o> {
    pub raw: &'r RawRow<'r>,
    pub out: &'o mut Batch,
}

impl<'a> Reader<'a> {
    /// A reader of rows of the table `info`, laid out as `layout` says.
    #[must_use]
    pub fn new(layout: &Layout, plan: &'a Plan<'a>, info: &'a TableInfo) -> Self {
        let layout = layout.clone();
        Self {
            typist: Typist::new(plan, &layout.blocks[0]),
            vocabulary: Vocabulary::new(plan),
            row: Row::new(plan.kind),
            amended: Amended::of(plan, info),
            keys: Keys::default(),
            compares: false,
            said: FxHashSet::default(),
            recent: Vec::new(),
            parts: Vec::new(),
            has_rows: false,
            has_changed: false,
            at: 0,
            plan,
            info,
            layout,
        }
    }

    /// Hashes the content of each entry too, so that entries can be compared.
    #[must_use]
    pub fn comparing(mut self) -> Self {
        self.compares = true;
        self
    }

    /// Reads the next row into `out`.
    pub fn read(&mut self, raw: &RawRow<'_>, out: &mut Batch) {
        self.enter_block_of(raw.locator);
        let block = &self.layout.blocks[self.at];
        if raw.locator <= block.header_end {
            out.blank += 1;
            return;
        }
        if raw.cells.iter().all(|cell| cell.kind == CellKind::Empty || cell.continued) {
            out.blank += 1;
            return;
        }
        if self.amended.is_empty() { self.read_row(raw, out) } else { self.read_amended(raw, out) }
    }

    /// Reads a row under the header.
    pub(super) fn read_row(&mut self, raw: &RawRow<'_>, out: &mut Batch) {
        self.row.clear();
        let block = &self.layout.blocks[self.at];
        let mut given = Incoming { raw, out };
        if block.is_crosstab() || block.is_summary {
            self.table_row(&mut given);
        } else {
            self.list_row(&mut given);
        }
    }

    /// Says what can only be said behind the last row.
    pub fn finish(&mut self, out: &mut Batch) {
        self.resolve_parts(out);
        if !self.has_rows {
            let place = Place::sheet(&self.info.file, &self.info.sheet);
            out.findings.push(Finding::new(HEADER_WITHOUT_ROWS, place, ""));
        }
    }

    /// Whether rows brought a header that reads otherwise than the one before it. Runs of rows behind such a row are
    /// read rightly only by the same reader, or with its [`Self::layout`].
    #[must_use]
    pub fn layout_changed(&self) -> bool {
        self.has_changed
    }

    /// The layout with every header met so far, by which any single row can be read again.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The codes of the row that was read last, with the positions of their fields; without what typing changes.
    pub fn codes(&self) -> impl Iterator<Item = (usize, &str)> {
        let filled = self.row.codes.iter().filter(|code| !code.text.is_empty());
        filled.map(|code| (code.field, code.text.as_str()))
    }

    /// The column in which a list's rows carry a measure, as the row that was read last has it.
    #[must_use]
    pub fn column_of(&self, measure: usize) -> Option<u32> {
        let column = self.typist.columns.measures.iter().find(|column| column.measure == measure)?;
        u32::try_from(column.at).ok()
    }

    /// The day or month in which a row says that it was reported; `cells` are those of the row that was read last.
    #[must_use]
    pub fn reported(&self, cells: &[Cell<'_>]) -> Option<DayCode> {
        self.typist.reported(cells)
    }

    /// The months that the table says it reports, as it says so above the row that was read last.
    #[must_use]
    pub fn reports(&self) -> Option<Period> {
        self.layout.blocks[self.at].reports
    }

    fn enter_block_of(&mut self, locator: u64) {
        let blocks = &self.layout.blocks;
        let is_in = |at: usize| blocks.get(at).is_some_and(|block| block.from <= locator);
        if blocks.len() == 1 || is_in(self.at) && !is_in(self.at + 1) {
            return;
        }
        let at = blocks.partition_point(|block| block.from <= locator).saturating_sub(1);
        if at != self.at {
            self.at = at;
            self.typist.enter(&self.layout.blocks[at]);
        }
    }

    fn list_row(&mut self, given: &mut Incoming<'_, '_>) {
        let cells = given.raw.cells;
        self.typist.list_row(cells, &mut self.row);
        let beyond = self.first_beyond(cells);
        let plain = self.row.problems.is_empty() && !self.row.has_label && beyond.is_none();
        if !plain || self.has_loose_label(cells) {
            self.set_aside(given, beyond);
        } else if !self.accept(given, 0, None) {
            self.row.problems.push(self.missing_identity());
            self.set_aside(given, None);
        }
    }

    /// Whether a cell of a column that is not read announces a total.
    fn has_loose_label(&self, cells: &[Cell<'_>]) -> bool {
        let loose = self.typist.columns.loose.iter().filter_map(|&at| cells.get(at));
        loose.filter(|cell| cell.kind == CellKind::Text).any(|cell| label(cell.text).is_some())
    }

    /// Adds the typed row as an entry; `false` where nothing identifies it. `cell`: the measure of a month cell.
    pub(super) fn accept(&mut self, given: &mut Incoming<'_, '_>, column: usize, cell: Option<usize>) -> bool {
        let Some(date) = self.row.date else { return false };
        let Some(hashes) = self.keys.hash(&self.row, &self.typist.names, self.plan.kind, cell) else { return false };
        let flags = self.typist.flags(&self.row).0 | hashes.flags | if cell.is_some() { Flags::CROSSTAB } else { 0 };
        let out = &mut *given.out;
        out.row.push(given.raw.number);
        out.locator.push(given.raw.locator);
        out.column.push(u32::try_from(column).unwrap_or(0));
        out.date.push(date.code());
        out.key.push(hashes.key);
        out.content.push(if self.compares { self.keys.content(&self.row, &self.typist.names) } else { 0 });
        out.flags.push(Flags(flags));
        out.started.push(self.row.started);
        self.push_columns(out);
        self.tell_names(given);
        self.tell_notices(given);
        self.went_on();
        true
    }

    fn push_columns(&self, out: &mut Batch) {
        let mut present = 0_u16;
        for (measure, (column, value)) in out.measures.iter_mut().zip(&self.row.measures).enumerate() {
            column.push(value.unwrap_or(0));
            present |= u16::from(value.is_some()) << measure;
        }
        out.present.push(present);
        for ((column, names), &at) in out.kept.iter_mut().zip(&self.typist.names).zip(&self.row.kept) {
            column.push(names.name(at).symbol);
        }
    }

    /// Some row was no blank one: what stood above it is no title of what follows.
    pub(super) fn went_on(&mut self) {
        self.has_rows = true;
        self.recent.clear();
    }

    /// Names that no registry knows, each once.
    fn tell_names(&mut self, given: &mut Incoming<'_, '_>) {
        for position in 0..self.typist.columns.kept.len() {
            let (kept, column) = self.typist.columns.kept[position];
            let name = self.typist.names[kept].name_mut(self.row.kept[kept]);
            if name.reported || name.unknown.is_none() {
                continue;
            }
            name.reported = true;
            let nearest = name.unknown.clone().flatten().unwrap_or_default();
            let problem = Problem::new(NAME_UNKNOWN, column, &name.text).with("nearest", nearest);
            let problem = problem.with("field", self.plan.kind.kept_name(kept));
            given.out.findings.push(self.finding(&problem, given.raw));
        }
    }

    fn tell_notices(&mut self, given: &mut Incoming<'_, '_>) {
        if self.row.notices.is_empty() {
            return;
        }
        let notices = std::mem::take(&mut self.row.notices);
        for notice in &notices {
            self.tell(notice, given);
            if notice.code == MONEY_UNIT_ASSUMED {
                self.typist.assume_money_unit(notice.column);
            }
        }
        self.row.notices = notices;
        self.row.notices.clear();
    }

    /// Adds the finding of a problem, unless it is one that is said once and was said.
    pub(super) fn tell(&mut self, problem: &Problem, given: &mut Incoming<'_, '_>) {
        if is_new(&mut self.said, problem) {
            given.out.findings.push(self.finding(problem, given.raw));
        }
    }

    fn finding(&self, problem: &Problem, raw: &RawRow<'_>) -> Finding {
        let column = u32::try_from(problem.column).ok();
        let place = Place::cell(&self.info.file, &self.info.sheet, raw.number, column);
        let finding =
            Finding { values: problem.values.clone(), ..Finding::new(problem.code, place, problem.raw.clone()) };
        finding.with("column", self.header_of(problem.column))
    }

    fn header_of(&self, column: usize) -> &str {
        let columns = &self.layout.blocks[self.at].columns;
        columns.iter().find(|c| c.at == column).map_or("", |c| c.header.as_str())
    }

    /// Puts the row into quarantine for its problems, with a finding for each. `column`: that of a month cell, else 0.
    pub(super) fn quarantine(&mut self, given: &mut Incoming<'_, '_>, column: usize) {
        let problems = std::mem::take(&mut self.row.problems);
        for problem in &problems {
            self.tell(problem, given);
        }
        self.put_away(given, column, &problems);
    }

    /// Puts the row into quarantine for problems that were told.
    pub(super) fn put_away(&mut self, given: &mut Incoming<'_, '_>, column: usize, problems: &[Problem]) {
        let names = self.typist.names.iter().zip(&self.row.kept);
        given.out.quarantined.push(QuarantinedRow {
            after: given.out.len(),
            row: given.raw.number,
            locator: given.raw.locator,
            column: u32::try_from(column).unwrap_or(0),
            code: problems.first().map_or(VALUE_MISSING, |problem| problem.code),
            cells: given.raw.cells.iter().map(|cell| cell.text.to_owned()).collect(),
            day: self.row.date,
            kept: names.map(|(column, &at)| column.name(at).symbol).collect(),
            measures: self.row.measures.clone(),
        });
        self.went_on();
    }

    /// The problem of a row that leaves out what would identify it.
    pub(super) fn missing_identity(&self) -> Problem {
        let kind = self.plan.kind;
        let field = kind.keys.last().and_then(|key| key.first()).and_then(|part| part.first()).copied().unwrap_or(0);
        let column =
            kind.fields[field].kept.and_then(|kept| self.typist.columns.kept.iter().find(|(of, _)| *of == kept));
        Problem::new(VALUE_MISSING, column.map_or(0, |(_, column)| *column), "")
            .with("field", kind.fields[field].name.clone())
    }
}
