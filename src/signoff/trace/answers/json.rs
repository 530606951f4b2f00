//! A trace as one JSON object, an entry a line, written while entries go by.

use serde_json::{Map, Value, json};

use crate::findings::column_letters;
use crate::ledger::Entry;
use crate::signoff::trace::question::{Against, Part, Question};
use crate::signoff::trace::sums::{PartSum, Sums};
use crate::words::Lang;

use super::{Answer, Closing, other_place};

/// One JSON object.
#[derive(Clone, Copy, Debug)]
pub struct Json {
    lang: Lang,
    parts: usize,
    entries: usize,
}

impl Json {
    /// Nothing told yet; notes are in `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang, parts: 0, entries: 0 }
    }

    /// What stands between the elements of an array, one a line.
    const fn separator(told: usize) -> &'static str {
        if told == 0 { "\n" } else { ",\n" }
    }
}

fn object<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map<_, _>>())
}

/// The empty text is no text.
fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

fn figure(question: &Question, lang: Lang) -> Value {
    let figure = &question.figure;
    json!({
        "id": figure.id.to_string(), "indicator": figure.id.indicator, "period": figure.id.period.to_string(),
        "filter": figure.id.filter, "value": figure.value, "exact": figure.exact, "unit": figure.unit,
        "display": figure.display, "records": figure.records, "note": figure.note_text(lang),
    })
}

fn entry_value(entry: &Entry) -> Value {
    let measures = entry.kind.measures.iter().enumerate();
    let values = measures.clone().filter_map(|(at, measure)| {
        let value = measure.unit.base_text(i128::from(entry.measure(at)?));
        Some((measure.name.as_str(), Value::from(value)))
    });
    let raw = measures.filter_map(|(at, measure)| {
        let of_cell = entry.measure(at).is_some() || entry.place.cell.is_none_or(|cell| cell.column.is_none());
        Some((measure.name.as_str(), Value::from(entry.raw(at).filter(|_| of_cell)?)))
    });
    let cell = entry.place.cell;
    json!({
        "file": &*entry.place.file, "sheet": text(&entry.place.sheet), "row": cell.map(|cell| cell.row),
        "column": cell.and_then(|cell| cell.column).map(column_letters), "class": entry.class.key(),
        "code": entry.code.map(|code| code.0), "other": text(&other_place(entry)),
        "date": entry.day.map(|day| day.to_string()), "started": entry.started.map(|day| day.to_string()),
        "fields": object(entry.fields().map(|(name, text)| (name, Value::from(text)))),
        "measures": object(values), "raw": object(raw), "cells": entry.cells,
    })
}

/// Sums by measure, for measures that any entry has.
fn sums(question: &Question, sums: &Sums) -> Value {
    let measures = question.kind.measures.iter().enumerate();
    let of_measure = measures.filter(|(at, _)| sums.present.get(*at).is_some_and(|present| *present > 0));
    object(of_measure.map(|(at, measure)| {
        let value = measure.unit.base_text(sums.sums[at]);
        (measure.name.as_str(), json!({"value": value, "unit": measure.unit.base_name(), "records": sums.present[at]}))
    }))
}

fn against(question: &Question) -> Value {
    let base_text = |value: i128| question.indicator.unit.as_ref().map(|unit| unit.base_text(value));
    match &question.against {
        Against::Target(target) => json!({"target": base_text(*target)}),
        Against::Published(crate::figures::Quantity::Amount(value, unit)) => {
            json!({"published": unit.base_text(*value)})
        }
        Against::Published(crate::figures::Quantity::Ratio(ratio)) => json!({"published": ratio.exact_text()}),
        Against::Nothing | Against::Others(_) => Value::Null,
    }
}

impl Answer for Json {
    fn opening(&mut self, question: &Question) -> Vec<u8> {
        format!("{{\"schema\": 1, \"figure\": {},\n\"parts\": [", figure(question, self.lang)).into_bytes()
    }

    fn part(&mut self, _: &Question, part: &Part) -> Vec<u8> {
        let separator = Self::separator(self.parts);
        (self.parts, self.entries) = (self.parts + 1, 0);
        let (role, period, filter) = (part.role.key(), part.period.to_string(), json!(part.wanted.values));
        format!("{separator}{{\"role\": \"{role}\", \"period\": \"{period}\", \"filter\": {filter}, \"records\": [")
            .into_bytes()
    }

    fn entry(&mut self, _: &Question, _: &Part, entry: &Entry) -> Vec<u8> {
        let separator = Self::separator(self.entries);
        self.entries += 1;
        format!("{separator}{}", entry_value(entry)).into_bytes()
    }

    fn part_end(&mut self, question: &Question, _: &Part, sum: &PartSum, listed: u64) -> Vec<u8> {
        let accepted = sum.of(crate::ledger::Class::Accepted);
        let counted = accepted.map_or(json!({}), |counted| sums(question, counted));
        let left_out = object(
            sum.left_out()
                .into_iter()
                .map(|(class, left)| (class.key(), json!({"records": left.entries, "sums": sums(question, left)}))),
        );
        let close = if self.entries == 0 { "" } else { "\n" };
        let started = sum.started();
        format!(
            "{close}], \"listed\": {listed}, \"counted\": {}, \"started\": {started}, \"sums\": {counted}, \"left_out\": {left_out}}}",
            sum.counted(),
        )
        .into_bytes()
    }

    fn closing(&mut self, question: &Question, closing: Closing<'_>) -> Vec<u8> {
        let Closing { proof, standings, sources, last_run } = closing;
        let standings: Vec<Value> = standings
            .iter()
            .map(|standing| {
                let unit = question.indicator.unit.as_ref();
                let amount = unit.map(|unit| unit.base_text(standing.amount));
                json!({"value": &*standing.value, "amount": amount, "place": standing.place})
            })
            .collect();
        let proof = json!({
            "computed": proof.computed, "figure": proof.figure, "records": [proof.records.0, proof.records.1],
            "agrees": proof.agrees,
        });
        let sources: Vec<Value> = sources
            .iter()
            .map(|(file, print)| json!({"file": file, "bytes": print.bytes, "xxh3": print.text()}))
            .collect();
        let last_run = last_run.map(|run| {
            let changes: Vec<Value> =
                run.changes.iter().map(|change| json!({"file": change.file, "how": change.how.key()})).collect();
            json!({"folder": run.folder, "display": run.display, "changes": changes})
        });
        format!(
            "\n],\n\"against\": {}, \"standings\": {},\n\"proof\": {proof},\n\"sources\": {}, \"last_run\": {}}}\n",
            against(question),
            Value::from(standings),
            Value::from(sources),
            last_run.unwrap_or(Value::Null),
        )
        .into_bytes()
    }
}
