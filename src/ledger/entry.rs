//! One entry as a plain value, with what became of it: for those who look at single records once a run is over.
//!
//! In: what the run found out, row by row. Out: [`Entry`], and [`Wanted`], which says which entries somebody asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{DayCode, Month, Period};
use crate::findings::{CellRef, Code, Place};
use crate::kinds::Kind;
use crate::records::Flags;

use super::collect::{AFTER_PERIOD, EXCLUDED, TERMINATED};
use super::tally::Class;

/// An entry: a row of a list, or a filled month cell of a crosstab.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its ledger.
    pub kind: Arc<Kind>,
    /// What became of it.
    pub class: Class,
    /// The code of the finding that says why it is not counted; none for an accepted entry.
    pub code: Option<Code>,
    /// The entry that stands in its place or contradicts it, or the file that replaces its own.
    pub other: Option<Place>,
    /// Its file, sheet and row, and the column of a crosstab's month cell.
    pub place: Place,
    /// Its day; none where it has none that reads.
    pub day: Option<DayCode>,
    /// The day or month in which its row says that it was reported.
    pub reported: Option<DayCode>,
    /// The months that its table says it reports.
    pub reports: Option<Period>,
    /// When it started, for ledgers with that notion.
    pub started: Option<DayCode>,
    /// The hash of its natural key, the same in every run; none for a row that could not be typed.
    pub key: Option<u128>,
    /// For each of [`Kind::kept`] its canonical text; empty where the row leaves it out.
    pub kept: Vec<Arc<str>>,
    /// Its codes (document numbers, project codes): the position of the field, and the text without what typing changes.
    pub codes: Vec<(usize, String)>,
    /// For each of [`Kind::measures`] its value in the smallest part; none where absent.
    pub measures: Vec<Option<i64>>,
    /// For each of [`Kind::measures`] the column of its cell, counted from 0; none where the table has no such column.
    pub columns: Vec<Option<u32>>,
    /// The row's cells as the file has them.
    pub cells: Vec<String>,
}

/// Which entries are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The ledger's name.
    pub ledger: String,
    /// The months; none for all.
    pub period: Option<Period>,
    /// Kept field to the value that it must have; the empty text asks for entries that leave it out.
    pub values: BTreeMap<String, String>,
    /// The classes.
    pub classes: Vec<Class>,
}

impl Wanted {
    /// The counted entries of a ledger.
    #[must_use]
    pub fn accepted(ledger: impl Into<String>, period: Option<Period>, values: BTreeMap<String, String>) -> Self {
        Self { ledger: ledger.into(), period, values, classes: vec![Class::Accepted] }
    }

    /// The same entries, and those that are not counted.
    #[must_use]
    pub fn of_all_classes(mut self) -> Self {
        let is_entry = |class: &Class| !matches!(class, Class::Blank | Class::ControlTotal);
        self.classes = Class::ALL.into_iter().filter(is_entry).collect();
        self
    }
}

/// Why a typed entry is out of scope by itself, if it is.
#[must_use]
pub fn out_of_scope(day: DayCode, flags: Flags, through: Month) -> Option<Code> {
    match flags {
        _ if day.month() > through => Some(AFTER_PERIOD),
        flags if flags.has(Flags::EXCLUDED) => Some(EXCLUDED),
        flags => flags.has(Flags::OUT_OF_SCOPE).then_some(TERMINATED),
    }
}

impl Entry {
    /// The names and texts of its kept fields and codes that have one, in declared order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |(field, declared): (usize, &'_ crate::kinds::Field)| {
            let kept = declared.kept.and_then(|kept| self.kept.get(kept)).map(|text| &**text);
            kept.or_else(|| self.codes.iter().find(|(of, _)| *of == field).map(|(_, text)| text.as_str()))
        };
        let named =
            self.kind.fields.iter().enumerate().map(move |(at, field)| (field.name.as_str(), text((at, field))));
        named.filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)))
    }

    /// The text of a kept field or code; nothing where the row leaves it out.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields().find(|(field, _)| *field == name).map(|(_, text)| text)
    }

    /// A measure by its position; nothing where absent.
    #[must_use]
    pub fn measure(&self, measure: usize) -> Option<i64> {
        self.measures.get(measure).copied().flatten()
    }

    /// The cell of a measure, or the row where no column has it.
    #[must_use]
    pub fn cell_of(&self, measure: usize) -> CellRef {
        let row = self.place.cell.map_or(0, |cell| cell.row);
        CellRef { row, column: self.columns.get(measure).copied().flatten() }
    }

    /// The text of a measure's cell as the file has it.
    #[must_use]
    pub fn raw(&self, measure: usize) -> Option<&str> {
        let column = self.columns.get(measure).copied().flatten()?;
        self.cells.get(usize::try_from(column).ok()?).map(String::as_str)
    }
}
