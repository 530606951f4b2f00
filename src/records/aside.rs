//! Rows that do not type as entries: repeated headers, control rows, titles, signatures and notes, and what is left.

use crate::findings::Code;
use crate::sources::{Cell, CellKind, OwnedRow};

use super::control;
use super::labels::is_signature_or_note;
use super::layout::{Block, find_block, is_unit_line, may_be_header};
use super::problem::Problem;
use super::reader::{Incoming, Reader};
use super::typing::VALUE_MISSING;

const ROW_TOO_WIDE: Code = Code("row-too-wide");

/// So many blank rows before a header are looked at for its title and unit line.
const RECENT: usize = 12;

impl Reader<'_> {
    /// Settles a row of a list that is no plain entry. `beyond`: its first cell outside the table.
    pub(super) fn set_aside(&mut self, given: &mut Incoming<'_, '_>, beyond: Option<usize>) {
        if !self.row.has_measure() && self.is_blank(given) {
            return;
        }
        if let Some(found) = control::row_label(given.raw.cells) {
            self.control_row(given, found);
        } else if let Some(column) = beyond {
            self.row.problems = vec![Problem::new(ROW_TOO_WIDE, column, given.raw.cells[column].text)];
            self.quarantine(given, 0);
        } else if self.says_nothing() {
            given.out.blank += 1;
        } else {
            self.quarantine(given, 0);
        }
    }

    /// Counts the row, which has no value, as blank where it is a header, a title, a unit line, a signature or a note.
    pub(super) fn is_blank(&mut self, given: &mut Incoming<'_, '_>) -> bool {
        let own = || given.raw.cells.iter().filter(|cell| cell.kind != CellKind::Empty && !cell.continued);
        let all_text = own().all(|cell| matches!(cell.kind, CellKind::Text | CellKind::Date));
        let owned = OwnedRow::from(given.raw);
        if all_text && own().count() > 1 && self.is_header(&owned, given) {
            return true;
        }
        let lone = all_text && own().count() == 1 && control::row_label(given.raw.cells).is_none();
        let remark = own().next().is_some_and(|cell| cell.kind == CellKind::Text && is_signature_or_note(cell.text));
        let blank = lone || remark || is_unit_line(&owned) || self.layout.blocks[self.at].repeats(&owned);
        if blank {
            given.out.blank += 1;
            self.remember(owned);
        }
        blank
    }

    fn remember(&mut self, row: OwnedRow) {
        if self.recent.len() == RECENT {
            self.recent.remove(0);
        }
        self.recent.push(row);
    }

    /// A header inside the table: the same one again, or that of another block.
    fn is_header(&mut self, row: &OwnedRow, given: &mut Incoming<'_, '_>) -> bool {
        let block = &self.layout.blocks[self.at];
        let repeated = block.repeats(row);
        if repeated && self.recent.iter().all(|known| block.repeats(known)) {
            given.out.blank += 1;
            return true;
        }
        if !may_be_header(row, &self.vocabulary) {
            return false;
        }
        let mut head = if self.recent.is_empty() { block.above.clone() } else { self.recent.clone() };
        let from = self.recent.first().map_or(row.locator, |first| first.locator);
        head.push(row.clone());
        let mut findings = Vec::new();
        let siblings = usize::from(block.is_summary);
        let Some(found) = find_block(self.info, &head, self.plan, siblings, &mut findings) else { return false };
        self.remember(row.clone());
        given.out.blank += 1;
        if !found.reads_like(&self.layout.blocks[self.at]) {
            given.out.findings.append(&mut findings);
            self.begin(Block { from, ..found });
        }
        true
    }

    /// Goes on with a block that begins here.
    fn begin(&mut self, block: Block) {
        self.typist.enter(&block);
        let blocks = &mut self.layout.blocks;
        if blocks[self.at].from == block.from {
            blocks[self.at] = block;
        } else {
            blocks.insert(self.at + 1, block);
            self.at += 1;
        }
        self.has_changed = true;
    }

    /// Whether the row names something and says that there is nothing of it (—), so that nothing is missing.
    fn says_nothing(&self) -> bool {
        self.row.said_nothing
            && !self.row.has_measure()
            && self.row.problems.iter().all(|problem| problem.code == VALUE_MISSING && !problem.raw.is_empty())
    }

    /// The first cell of a text file's row beyond the columns that its header names.
    pub(super) fn first_beyond(&self, cells: &[Cell<'_>]) -> Option<usize> {
        let width = self.layout.blocks[self.at].width;
        if cells.len() <= width || !self.info.sheet.is_empty() {
            return None;
        }
        (width..cells.len()).find(|&at| cells[at].kind != CellKind::Empty)
    }
}
