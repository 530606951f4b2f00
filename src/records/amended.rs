//! Decisions about single rows: a cell that is to say something else, or a row that is not to count.
//!
//! In: a row, and what the job decided about rows of its table. Out: the row as it is to be read, with a finding for each
//! decision: that it was applied, or that the source no longer says what it is about.

use std::borrow::Cow;

use crate::exact::Decimal;
use crate::findings::{Code, Finding, Place};
use crate::job::{Address, AmendedCell, Amendment};
use crate::sources::{CellKind, OwnedRow, RawRow, TableInfo};
use crate::values;

use super::batch::{Batch, Flags};
use super::layout::{Block, Role};
use super::plan::Plan;
use super::reader::Reader;

const CORRECTED: Code = Code("record-corrected");
const EXCLUDED: Code = Code("record-excluded");
const EXPIRED: Code = Code("correction-expired");

/// What was decided about rows of one table.
#[derive(Debug, Default)]
pub(super) struct Amended<'a> {
    decisions: Vec<&'a Amendment>,
}

impl<'a> Amended<'a> {
    pub fn of(plan: &Plan<'a>, info: &TableInfo) -> Self {
        let concerns = |amendment: &&Amendment| match &amendment.address {
            Address::Row { file, sheet, .. } => {
                *info.file == **file && sheet.as_ref().is_none_or(|sheet| *info.sheet == **sheet)
            }
            Address::Key { ledger, .. } => plan.kind.name == *ledger,
        };
        Self { decisions: plan.amendments.iter().filter(concerns).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }
}

/// A decision that holds for a row, and its column there.
struct Applied<'a> {
    amendment: &'a Amendment,
    column: usize,
}

impl<'a> Reader<'a> {
    /// Reads a row of a table about whose rows something was decided.
    pub(super) fn read_amended(&mut self, raw: &RawRow<'_>, out: &mut Batch) {
        let applied = self.applied(raw, out);
        if applied.is_empty() {
            return self.read_row(raw, out);
        }
        let mut owned = OwnedRow::from(raw);
        for one in &applied {
            if let Some(to) = &one.amendment.to {
                let (text, kind, _) = &mut owned.cells[one.column];
                *kind = kind_of(to, *kind);
                text.clone_from(to);
            }
        }
        let excludes = applied.iter().any(|one| one.amendment.to.is_none());
        let before = (out.len(), out.quarantined.len(), out.findings.len());
        owned.lend(&mut |row| self.read_row(row, out));
        if excludes {
            exclude(out, before);
        }
        out.findings.extend(applied.iter().map(|one| self.told(one, raw)));
    }

    /// The decisions that hold for a row; those about it that do not hold any more are told.
    fn applied(&self, raw: &RawRow<'_>, out: &mut Batch) -> Vec<Applied<'a>> {
        let block = &self.layout.blocks[self.at];
        let mut applied = Vec::new();
        for &amendment in self.amended.decisions.iter().filter(|one| self.is_about(one, raw, block)) {
            let column = match &amendment.cell {
                AmendedCell::Column(column) => usize::try_from(*column).ok(),
                AmendedCell::Field(field) => self.column_of_field(field, block),
            };
            let found = column.and_then(|at| raw.cells.get(at)).map_or("", |cell| cell.text);
            match column {
                Some(column) if found == amendment.from => applied.push(Applied { amendment, column }),
                _ => out.findings.push(self.expired(amendment, raw, column, found)),
            }
        }
        applied
    }

    fn is_about(&self, amendment: &Amendment, raw: &RawRow<'_>, block: &Block) -> bool {
        match &amendment.address {
            Address::Row { row, .. } => raw.number == *row,
            Address::Key { fields, .. } => fields.iter().all(|(field, text)| {
                let cell = self.column_of_field(field, block).and_then(|at| raw.cells.get(at));
                cell.is_some_and(|cell| is_same(cell.text, text))
            }),
        }
    }

    fn column_of_field(&self, field: &str, block: &Block) -> Option<usize> {
        let field = self.plan.kind.field(field)?;
        block.columns.iter().find(|column| column.role == Role::Field(field)).map(|column| column.at)
    }

    fn told(&self, applied: &Applied<'_>, raw: &RawRow<'_>) -> Finding {
        let amendment = applied.amendment;
        let code = if amendment.to.is_some() { CORRECTED } else { EXCLUDED };
        let finding = self.about(code, amendment, raw, Some(applied.column), &amendment.from);
        finding.with("to", amendment.to.clone().unwrap_or_default())
    }

    fn expired(&self, amendment: &Amendment, raw: &RawRow<'_>, column: Option<usize>, found: &str) -> Finding {
        self.about(EXPIRED, amendment, raw, column, found).with("from", amendment.from.clone())
    }

    fn about(&self, code: Code, amendment: &Amendment, raw: &RawRow<'_>, column: Option<usize>, text: &str) -> Finding {
        let column = column.and_then(|column| u32::try_from(column).ok());
        let place = Place::cell(&self.info.file, &self.info.sheet, raw.number, column);
        let decision = &amendment.decision;
        Finding::new(code, place, text)
            .with("item", decision.item.clone())
            .with("reason", decision.reason.clone())
            .with("by", decision.by.clone())
            .with("date", decision.date.clone())
    }
}

/// Texts are compared without width, case and spaces, as keys are.
fn is_same(one: &str, other: &str) -> bool {
    let folded = |text: &str| -> String {
        let text: Cow<'_, str> = values::fold(text);
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    folded(one) == folded(other)
}

/// What a corrected cell is: a plain number in the place of a number stays one.
fn kind_of(text: &str, kind: CellKind) -> CellKind {
    if kind == CellKind::Number && Decimal::parse(text).is_ok() { CellKind::Number } else { CellKind::Text }
}

/// What a row became that is not to count: its entries are out of scope; what is wrong with it need not be settled.
fn exclude(out: &mut Batch, (entries, quarantined, findings): (usize, usize, usize)) {
    out.flags[entries..].iter_mut().for_each(|flags| flags.0 |= Flags::OUT_OF_SCOPE | Flags::EXCLUDED);
    out.quarantined[quarantined..].iter_mut().for_each(|row| row.code = EXCLUDED);
    out.findings.truncate(findings);
}
