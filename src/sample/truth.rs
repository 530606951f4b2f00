//! The answers: exact totals that the generator intended come in, `truth.json` goes out, shaped like a run's
//! `figures.json`. Must not know how the papers print them, nor read any paper back.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::numerals::{fraction, plain, quotient};

/// The unit a total is kept in and printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Grams inside, 千克 in print.
    Weight,
    /// 分 inside, 元 in print.
    Money,
    /// Things counted, with their measure word.
    Count(&'static str),
}

impl Measure {
    fn print(self, total: i128) -> String {
        match self {
            Self::Weight => plain(total, 3),
            Self::Money => plain(total, 2),
            Self::Count(_) => plain(total, 0),
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Weight => "千克",
            Self::Money => "元",
            Self::Count(unit) => unit,
        }
    }
}

/// Everything that is known to be true of a generated job.
#[derive(Debug)]
pub(super) struct Truth {
    job: &'static str,
    through: &'static str,
    notes: Vec<String>,
    intake: Vec<Value>,
    planted: Vec<Value>,
    figures: Vec<Value>,
}

impl Truth {
    /// Nothing known yet about the job of that name, which runs through that month.
    pub(super) fn new(job: &'static str, through: &'static str) -> Self {
        Self { job, through, notes: Vec::new(), intake: Vec::new(), planted: Vec::new(), figures: Vec::new() }
    }

    /// Adds a remark for those who read the file.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Adds a total; `filter` is in byte order of its keys.
    pub(super) fn total(
        &mut self,
        indicator: &str,
        period: &str,
        filter: &[(&str, &str)],
        measure: Measure,
        total: i128,
    ) {
        let mut entry = figure(indicator, period, filter);
        entry.insert("value".into(), measure.print(total).into());
        entry.insert("unit".into(), measure.unit().into());
        self.figures.push(Value::Object(entry));
    }

    /// Adds a ratio of two positive totals, to twelve places and exactly.
    pub(super) fn ratio(
        &mut self,
        indicator: &str,
        period: &str,
        filter: &[(&str, &str)],
        (numerator, denominator): (i128, i128),
        unit: &str,
    ) {
        let mut entry = figure(indicator, period, filter);
        entry.insert("value".into(), quotient(numerator, denominator).into());
        entry.insert("exact".into(), fraction(numerator, denominator).into());
        entry.insert("unit".into(), unit.into());
        self.figures.push(Value::Object(entry));
    }

    /// Adds what one file holds: `rows` by class, for the classes that are known.
    pub(super) fn intake(&mut self, file: &str, ledger: &str, rows: Value) {
        self.intake.push(json!({"file": file, "ledger": ledger, "rows": rows}));
    }

    /// Adds a trap that was laid on purpose: what it is, where it stands and what is known of it.
    pub(super) fn planted(&mut self, what: &str, file: &str, detail: Value) {
        let mut entry = Map::new();
        entry.insert("what".into(), what.into());
        entry.insert("file".into(), file.into());
        if let Value::Object(detail) = detail {
            entry.extend(detail);
        }
        self.planted.push(Value::Object(entry));
    }

    /// The file's text: one entry a line, so that two versions can be compared.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::from("{\n\"schema\": 1,\n");
        let _ = write!(out, "\"job\": {},\n\"through\": {},\n", json!(self.job), json!(self.through));
        let notes: Vec<Value> = self.notes.iter().map(|note| json!(note)).collect();
        list(&mut out, "notes", &notes);
        list(&mut out, "intake", &self.intake);
        list(&mut out, "planted", &self.planted);
        list(&mut out, "figures", &self.figures);
        out.truncate(out.trim_end_matches(",\n").len());
        out.push_str("\n}\n");
        out
    }
}

fn list(out: &mut String, name: &str, entries: &[Value]) {
    let lines: Vec<String> = entries.iter().map(|entry| format!("\n  {entry}")).collect();
    let end = if lines.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "\"{name}\": [{}{end}],", lines.join(","));
}

fn figure(indicator: &str, period: &str, filter: &[(&str, &str)]) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.insert("id".into(), id(indicator, period, filter).into());
    entry.insert("indicator".into(), indicator.into());
    entry.insert("period".into(), period.into());
    let filter: Map<String, Value> = filter.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
    entry.insert("filter".into(), filter.into());
    entry
}

fn id(indicator: &str, period: &str, filter: &[(&str, &str)]) -> String {
    if filter.is_empty() {
        return format!("{indicator}@{period}");
    }
    let pairs: Vec<String> = filter.iter().map(|(key, value)| format!("{key}={}", escaped(value))).collect();
    format!("{indicator}[{}]@{period}", pairs.join(","))
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '[' | ']' | '=' | ',' | '@' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_escape_what_the_grammar_uses() {
        assert_eq!(
            id("sales.weight", "2021-07", &[("store", "甲[1]=乙")]),
            "sales.weight[store=甲\\[1\\]\\=乙]@2021-07"
        );
    }

    #[test]
    fn text_is_json() {
        let mut truth = Truth::new("x", "2021-07");
        truth.total("sales.weight", "2021-07", &[], Measure::Weight, 1_500);
        let value: Value = serde_json::from_str(&truth.to_json()).expect("truth.json is JSON");
        assert_eq!(value["figures"][0]["value"], "1.5");
    }
}
