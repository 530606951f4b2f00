//! An answer as JSON and as lines of text.
//!
//! In: the question and its answer. Out: text; keys, kinds and ids do not change with the language.

use serde_json::{Value, json};

use super::answer::{Answer, Cause, Explanation, Searched, Uniqueness};
use super::question::Question;
use super::tell::{self, tell};
use crate::words::{Lang, phrase_text, text};

/// The answer as one JSON object. Amounts are decimal text in the base unit.
#[must_use]
pub fn json(question: &Question, answer: &Answer, lang: Lang) -> Value {
    let base = |value: i128| question.measure.base_text(value);
    let told = tell(question, answer);
    let explanations = answer.explanations.iter().zip(&told.explanations);
    let explanations: Vec<Value> = explanations
        .map(|(explanation, told)| {
            json!({
                "causes": causes(question, &explanation.causes),
                "result": base(explanation.result),
                "cost": explanation.cost.to_string(),
                "uniqueness": uniqueness(explanation),
                "others": explanation.others.iter().map(|set| causes(question, set)).collect::<Vec<Value>>(),
                "text": tell::sentences(told).iter().map(|phrase| phrase_text(lang, phrase)).collect::<Vec<String>>(),
            })
        })
        .collect();
    json!({
        "claim": question.claim.text,
        "interval": [base(question.claim.low), base(question.claim.high)],
        "total": base(question.total),
        "unit": question.measure.base_name(),
        "period": question.period.to_string(),
        "difference": [base(answer.difference.0), base(answer.difference.1)],
        "verdict": answer.verdict.key(),
        "explanations": explanations,
        "coverage": {
            "steps": answer.coverage.steps,
            "ended": answer.coverage.ended,
            "narrowed": answer.coverage.narrowed,
            "searched": answer.coverage.searched.iter().map(searched).collect::<Vec<Value>>(),
        },
    })
}

fn causes(question: &Question, causes: &[Cause]) -> Value {
    let base = |value: i128| question.measure.base_text(value);
    let cause = |cause: &Cause| {
        let records = cause.records.iter().filter_map(|changed| {
            let record = question.records.get(changed.record)?;
            let row = record.place.cell.map(|cell| cell.row);
            let label = &record.label;
            let (file, sheet) = (&*record.place.file, &*record.place.sheet);
            Some(json!({
                "file": file, "sheet": sheet, "row": row, "label": label, "raw": record.raw,
                "amount": base(record.amount), "change": base(changed.delta),
                "date": record.signed.map(|day| day.to_string()), "reported": record.reported.map(|day| day.to_string()),
            }))
        });
        json!({
            "kind": cause.kind.key(),
            "change": base(cause.delta),
            "named": cause.named.as_deref(),
            "slip": cause.slip.as_ref().map(|slip| slip.phrase().key),
            "records": records.collect::<Vec<Value>>(),
        })
    };
    Value::Array(causes.iter().map(cause).collect())
}

fn uniqueness(explanation: &Explanation) -> Value {
    match explanation.uniqueness {
        Uniqueness::Unique => json!({ "unique": true, "count": 1, "exact": true }),
        Uniqueness::Ambiguous(count) => json!({ "unique": false, "count": count, "exact": true }),
        Uniqueness::AtLeast(count) => json!({ "unique": false, "count": count, "exact": false }),
    }
}

fn searched(one: &Searched) -> Value {
    let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.key()).collect();
    json!({ "kinds": kinds, "size": one.size, "found": one.found, "complete": one.complete })
}

/// The answer as lines: the verdict, each explanation with its records and its sum, what was searched.
#[must_use]
pub fn lines(question: &Question, answer: &Answer, lang: Lang) -> Vec<String> {
    let told = tell(question, answer);
    let mut lines = vec![phrase_text(lang, &told.verdict)];
    for (number, explanation) in (1..).zip(&told.explanations) {
        let mut sentences = tell::sentences(explanation).into_iter().map(|phrase| phrase_text(lang, &phrase));
        let first = sentences.next().unwrap_or_default();
        lines.push(format!("{number}. {first}"));
        lines.extend(sentences.map(|line| format!("   {line}")));
    }
    if let Some(rest) = answer.explanations.len().checked_sub(1).filter(|rest| *rest > 0) {
        let note = crate::words::fill(text(lang, "explain.ranking"), &[("rest", &rest.to_string())]);
        lines.push(note);
    }
    lines.extend(told.coverage.iter().map(|phrase| phrase_text(lang, phrase)));
    lines
}
