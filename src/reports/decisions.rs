//! What the job decided about records and findings, as papers tell it: a line for each decision that is in force.
//!
//! In: the decisions, each with its reason, its name and its day. Out: a [`Table`] of texts, and the words of a single
//! decision. It must not know where a decision was written, nor what it did to a figure.

use crate::job::Decision;
use crate::words::{self, Lang};

use super::document::{Cell, Column, Row, RowRole, Table};

/// The key of the table, by which a template asks for it.
pub const KEY: &str = "decisions";

/// A decision that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// `correct`, `exclude` or `accept`.
    pub action: &'static str,
    /// Which record or finding.
    pub what: String,
    /// What the source says.
    pub from: String,
    /// What holds in its place; empty unless it is a correction.
    pub to: String,
    /// Why, who, when.
    pub decision: Decision,
}

impl Decided {
    /// What was done, in a word.
    pub(super) fn action_word(&self, lang: Lang) -> &'static str {
        words::text(lang, &format!("decision-{}", self.action))
    }
}

/// The decisions as a table, in their order; nothing where there is none.
#[must_use]
pub fn table(decided: &[Decided], lang: Lang) -> Option<Table> {
    let text = |key: &str| words::text(lang, key).to_owned();
    let keys = ["action", "what", "from", "to", "reason", "by", "date"].map(|key| format!("decision-column-{key}"));
    let column = |key: &String| Column { heading: text(key), unit: None, form: None };
    let row = |one: &Decided| {
        let decision = &one.decision;
        let texts = [&one.what, &one.from, &one.to, &decision.reason, &decision.by, &decision.date];
        let action = Cell::Label(one.action_word(lang).to_owned());
        let cells = std::iter::once(action).chain(texts.map(|text| Cell::Label(text.clone())));
        Row { role: RowRole::Body, cells: cells.collect() }
    };
    (!decided.is_empty()).then(|| Table {
        key: KEY.to_owned(),
        title: text("decision-title"),
        columns: keys.iter().map(column).collect(),
        rows: decided.iter().map(row).collect(),
        notes: vec![text("decision-note")],
        ..Table::default()
    })
}
