//! An answer to phrases of the catalogue: what happened, to which records, with which sum, and how sure it is.
//!
//! Amounts are told in the base unit, exactly; the claim as it was printed.

use super::answer::{Answer, Cause, Changed, Explanation, Kind, Searched, Uniqueness, Verdict};
use super::question::{Question, Record};
use crate::findings::{BETWEEN_ITEMS, Phrase};

/// An answer in phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The answer in one sentence.
    pub verdict: Phrase,
    /// Each explanation, in its order.
    pub explanations: Vec<ToldExplanation>,
    /// What was not looked at, or that everything was.
    pub coverage: Vec<Phrase>,
}

/// An explanation in phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldExplanation {
    /// Each cause, with its slip where it has one, and a phrase for each of its records.
    pub causes: Vec<(Phrase, Option<Phrase>, Vec<Phrase>)>,
    /// The sum.
    pub arithmetic: Phrase,
    /// Whether it is the only one of its kind.
    pub uniqueness: Phrase,
}

/// Tells an answer.
#[must_use]
pub fn tell(question: &Question, answer: &Answer) -> Told {
    Told {
        verdict: verdict(question, answer),
        explanations: answer.explanations.iter().map(|explanation| told(question, explanation)).collect(),
        coverage: coverage(answer),
    }
}

/// The sentences of an explanation in the order in which they are read; of many records only the first.
#[must_use]
pub fn sentences(told: &ToldExplanation) -> Vec<Phrase> {
    let mut all = Vec::new();
    for (what, slip, records) in &told.causes {
        all.push(what.clone());
        all.extend(slip.clone());
        all.extend(records.iter().take(MOST_RECORDS).cloned());
        if let Some(rest) = records.len().checked_sub(MOST_RECORDS).filter(|rest| *rest > 0) {
            all.push(phrase("explain.more-records", vec![("count", rest.to_string())]));
        }
    }
    all.push(told.arithmetic.clone());
    all.push(told.uniqueness.clone());
    all
}

/// So many records are told one by one.
const MOST_RECORDS: usize = 20;

fn phrase(key: &'static str, values: Vec<(&'static str, String)>) -> Phrase {
    Phrase { key, values }
}

/// An amount in the base unit.
fn amount(question: &Question, value: i128) -> String {
    format!("{}{}", question.measure.base_text(value), question.measure.base_name())
}

/// A change with its sign.
fn change(question: &Question, value: i128) -> String {
    let sign = if value < 0 { "−" } else { "+" };
    format!("{sign}{}", question.measure.base_text(value.abs()))
}

fn verdict(question: &Question, answer: &Answer) -> Phrase {
    let key = match answer.verdict {
        Verdict::Ties => "explain.ties",
        Verdict::Explained => "explain.explained",
        Verdict::Ambiguous => "explain.ambiguous",
        Verdict::Unexplained => "explain.unexplained",
    };
    let values = vec![
        ("claim", question.claim.text.clone()),
        ("total", amount(question, question.total)),
        ("difference", format!("{}{}", change(question, question.claim.value - question.total), unit(question))),
        ("count", answer.explanations.len().to_string()),
    ];
    phrase(key, values)
}

fn unit(question: &Question) -> &str {
    question.measure.base_name()
}

fn told(question: &Question, explanation: &Explanation) -> ToldExplanation {
    let causes = explanation.causes.iter().map(|cause| {
        let slip = cause.slip.as_ref().map(crate::slips::Slip::phrase);
        (what(cause), slip, cause.records.iter().map(|changed| record(question, cause, *changed)).collect())
    });
    ToldExplanation {
        causes: causes.collect(),
        arithmetic: arithmetic(question, explanation),
        uniqueness: uniqueness(explanation.uniqueness),
    }
}

/// What happened, by kind.
const fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Missing => "explain.missing",
        Kind::Twice => "explain.twice",
        Kind::Quarantined => "explain.quarantined",
        Kind::Duplicate => "explain.duplicate",
        Kind::Superseded => "explain.superseded",
        Kind::Terminated => "explain.terminated",
        Kind::Framework => "explain.framework",
        Kind::OutOfPeriod => "explain.out-of-period",
        Kind::Boundary => "explain.boundary",
        Kind::ReportDate => "explain.report-date",
        Kind::CutOff => "explain.cut-off",
        Kind::FileMissing => "explain.file-missing",
        Kind::Unit => "explain.unit",
        Kind::Point => "explain.point",
        Kind::Swapped => "explain.swapped",
        Kind::Dropped => "explain.dropped",
        Kind::Currency => "explain.currency",
        Kind::CurrencyAll => "explain.currency-all",
        Kind::RoundedParts => "explain.rounded-parts",
        Kind::Stale => "explain.stale",
        Kind::EarlierVersion => "explain.earlier-version",
        Kind::Claim => "explain.claim",
    }
}

fn what(cause: &Cause) -> Phrase {
    let named = cause.named.as_deref().unwrap_or_default().to_owned();
    let of_one_file = cause.kind == Kind::ReportDate && cause.named.is_some();
    let key = if of_one_file { "explain.report-date-of" } else { key(cause.kind) };
    phrase(key, vec![("count", cause.records.len().to_string()), ("named", named)])
}

/// A record with its place and what the claim has for it.
fn record(question: &Question, cause: &Cause, changed: Changed) -> Phrase {
    let Some(record) = question.records.get(changed.record) else { return phrase("explain.record", Vec::new()) };
    let cell = record.place.cell.map_or_else(String::new, |cell| cell.to_string());
    let place = [&*record.place.file, &*record.place.sheet, &cell].map(str::trim);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let values = vec![
        ("place", place.join(" ")),
        ("label", record.label.clone()),
        ("raw", record.raw.clone()),
        ("amount", amount(question, record.amount)),
        ("becomes", amount(question, record.amount + changed.delta)),
        ("change", change(question, changed.delta)),
        ("signed", record.signed.map_or_else(String::new, |day| day.to_string())),
        ("reported", record.reported.map_or_else(String::new, |day| day.to_string())),
    ];
    phrase(record_key(cause.kind, record), values)
}

/// How a record is told: with what the claim makes of it, or with its day and the report that it came in, where the cause
/// is about those.
const fn record_key(kind: Kind, record: &Record) -> &'static str {
    match kind {
        Kind::Unit | Kind::Point | Kind::Swapped | Kind::Dropped | Kind::Currency | Kind::CurrencyAll => {
            "explain.record-rewritten"
        }
        Kind::Boundary | Kind::ReportDate if record.reported.is_some() => "explain.record-reported",
        Kind::Boundary | Kind::OutOfPeriod | Kind::CutOff if record.signed.is_some() => "explain.record-dated",
        _ => "explain.record",
    }
}

/// The ledger's total, each change, the sum, and the interval that holds it.
fn arithmetic(question: &Question, explanation: &Explanation) -> Phrase {
    let many = explanation.causes.iter().map(|cause| cause.records.len()).sum::<usize>() > 6;
    let each = |cause: &Cause| match &cause.records[..] {
        records if records.is_empty() || many => vec![cause.delta],
        records => records.iter().map(|changed| changed.delta).collect(),
    };
    let signed = |delta: i128| {
        let sign = if delta < 0 { '−' } else { '+' };
        format!("{sign} {}", question.measure.base_text(delta.abs()))
    };
    let changes: Vec<String> = explanation.causes.iter().flat_map(each).map(signed).collect();
    phrase(
        "explain.arithmetic",
        vec![
            ("total", question.measure.base_text(question.total)),
            ("changes", changes.join(" ")),
            ("result", amount(question, explanation.result)),
            ("claim", question.claim.text.clone()),
            ("low", question.measure.base_text(question.claim.low)),
            ("high", amount(question, question.claim.high)),
        ],
    )
}

fn uniqueness(uniqueness: Uniqueness) -> Phrase {
    let counted = |key, count: u64| phrase(key, vec![("count", count.to_string())]);
    match uniqueness {
        Uniqueness::Unique => phrase("explain.unique", Vec::new()),
        Uniqueness::Ambiguous(count) => counted("explain.several", count),
        Uniqueness::AtLeast(count) => counted("explain.at-least", count),
    }
}

/// What the search covered: up to how many records of each kind, and what the budget left out.
fn coverage(answer: &Answer) -> Vec<Phrase> {
    if answer.verdict == Verdict::Ties {
        return Vec::new();
    }
    let searched = &answer.coverage.searched;
    let largest = searched.iter().filter(|one| one.complete && one.kinds.len() == 1).map(|one| one.size).max();
    let all = vec![("families", searched.len().to_string()), ("size", largest.unwrap_or(0).to_string())];
    let mut told = vec![phrase("explain.searched", all)];
    told.extend(answer.coverage.narrowed.then(|| phrase("explain.narrowed", Vec::new())));
    let left: Vec<&Searched> = searched.iter().filter(|one| !one.complete).collect();
    if !left.is_empty() {
        let name = |one: &&Searched| {
            let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.key()).collect();
            format!("{} × {}", kinds.join(" + "), one.size)
        };
        let names: Vec<String> = left.iter().take(8).map(name).collect();
        let list = names.join(&BETWEEN_ITEMS.to_string());
        told.push(phrase("explain.budget-ended", vec![("count", left.len().to_string()), ("list", list)]));
    }
    told
}
