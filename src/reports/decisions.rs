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

/// The decisions as a table, in their order; nothing where there is none.
#[must_use]
pub fn table(decided: &[Decided], lang: Lang) -> Option<Table> {
    let text = |key: &str| words::text(lang, key).to_owned();
    let columns = ["decision-what", "decision-change", "decision-reason", "decision-by"];
    let column = |key: &str| Column { heading: text(key), unit: None, form: None };
    let row = |one: &Decided| Row { role: RowRole::Body, cells: cells(one, lang).map(Cell::Label).into() };
    (!decided.is_empty()).then(|| Table {
        key: KEY.to_owned(),
        title: text("decision-title"),
        columns: columns.map(column).into(),
        rows: decided.iter().map(row).collect(),
        notes: vec![text("decision-note")],
        ..Table::default()
    })
}

/// Which record or finding, and what was done; what the source says, and what holds; why; who and when.
fn cells(one: &Decided, lang: Lang) -> [String; 4] {
    let filled = |key: &str, values: &[(&str, &str)]| words::fill(words::text(lang, key), values);
    let change = match one.action {
        "correct" => filled("decision-from-to", &[("from", &one.from), ("to", &one.to)]),
        _ => one.from.clone(),
    };
    let decision = &one.decision;
    [
        filled(&format!("decision-done-{}", one.action), &[("what", &one.what)]),
        change,
        decision.reason.clone(),
        filled("decision-by-date", &[("by", &decision.by), ("date", &decision.date)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(action: &'static str, to: &str) -> Decided {
        let decision = Decision {
            item: format!("{action} 1"),
            reason: "电话核实".into(),
            by: "张三".into(),
            date: "2021-08-04".into(),
        };
        Decided { action, what: "inbox/七月.csv 2 quantity".into(), from: "1200".into(), to: to.into(), decision }
    }

    #[test]
    fn each_decision_has_its_record_its_change_its_reason_and_its_name() {
        let all = [decided("correct", "120"), decided("exclude", ""), decided("accept", "")];
        let table = table(&all, Lang::Zh).expect("decisions");
        let texts = |row: &Row| {
            let text = |cell: &Cell| if let Cell::Label(text) = cell { text.clone() } else { String::new() };
            row.cells.iter().map(text).collect::<Vec<_>>()
        };
        assert_eq!(
            texts(&table.rows[0]),
            ["更正：inbox/七月.csv 2 quantity", "1200 → 120", "电话核实", "张三，2021-08-04"]
        );
        assert_eq!(texts(&table.rows[1])[..2], ["剔除：inbox/七月.csv 2 quantity", "1200"]);
        assert_eq!(texts(&table.rows[2])[0], "认可：inbox/七月.csv 2 quantity");
        assert!(table.holds_texts_alone() && super::table(&[], Lang::Zh).is_none());
    }
}
