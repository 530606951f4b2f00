//! One row while it is typed; its buffers serve every row of a table.

use crate::calendar::DayCode;
use crate::kinds::{FieldKind, Kind};

use super::batch::NOT_STARTED;
use super::problem::Problem;

/// A code of the row, without what typing changes.
#[derive(Clone, Debug, Default)]
pub(super) struct RowCode {
    pub field: usize,
    pub text: String,
}

/// A row as far as it could be typed.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub date: Option<DayCode>,
    /// By kept field, the position in its name column.
    pub kept: Vec<u32>,
    /// By declared code field.
    pub codes: Vec<RowCode>,
    /// By declared measure.
    pub measures: Vec<Option<i64>>,
    /// [`DayCode::code`] of the start, or [`NOT_STARTED`].
    pub started: i32,
    /// Whether a measure cell says that there is nothing (—), and whether one is left empty.
    pub said_nothing: bool,
    /// Whether a kept field announces a total.
    pub has_label: bool,
    /// Why it cannot stand.
    pub problems: Vec<Problem>,
    /// What is worth saying where it stands.
    pub notices: Vec<Problem>,
}

impl Row {
    pub(super) fn new(kind: &Kind) -> Self {
        let codes = (0..kind.fields.len()).filter(|&field| kind.fields[field].kind == FieldKind::Code);
        Self {
            date: None,
            kept: vec![0; kind.kept.len()],
            codes: codes.map(|field| RowCode { field, text: String::new() }).collect(),
            measures: vec![None; kind.measures.len()],
            started: NOT_STARTED,
            said_nothing: false,
            has_label: false,
            problems: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Empties it and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.date = None;
        self.kept.fill(0);
        self.codes.iter_mut().for_each(|code| code.text.clear());
        self.measures.fill(None);
        self.started = NOT_STARTED;
        self.said_nothing = false;
        self.has_label = false;
        self.problems.clear();
        self.notices.clear();
    }

    /// The code of a field; empty where the row has none.
    pub(super) fn code(&self, field: usize) -> &str {
        self.codes.iter().find(|code| code.field == field).map_or("", |code| code.text.as_str())
    }

    /// Whether a field has a value.
    pub(super) fn is_filled(&self, field: usize, kind: &Kind) -> bool {
        let declared = &kind.fields[field];
        match (&declared.kind, declared.kept) {
            (_, Some(kept)) => self.kept[kept] != 0,
            (FieldKind::Date, _) => self.date.is_some(),
            (FieldKind::StartDate, _) => self.started != NOT_STARTED,
            (FieldKind::Code, _) => !self.code(field).is_empty(),
            _ => false,
        }
    }

    /// Whether any measure has a value.
    pub(super) fn has_measure(&self) -> bool {
        self.measures.iter().any(Option::is_some)
    }
}
