//! `explain`: claims that came about in a known way, over the ledgers of `tests/explain/cases.toml`; and its laws: nothing
//! is told that does not add up, what is planted is found, and the order of the records is nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use market_aid::calendar::DayCode;
use market_aid::exact::{Decimal, MeasureUnit};
use market_aid::findings::Place;
use market_aid::signoff::explain::{
    Answer, Budget, Cause, Class, Explanation, Foreign, Partition, Publication, Question, Record, ReplacedFile,
    Uniqueness, Verdict, explain, tell,
};
use market_aid::values::read_printed;
use market_aid::words::{Lang, phrase_text};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ledger {
    name: String,
    measure: String,
    period: String,
    total: String,
    publications: Vec<[String; 3]>,
    replaced: Vec<[String; 4]>,
    partition: Vec<String>,
    rows: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    number: u32,
    ledger: String,
    claim: String,
    kinds: BTreeSet<String>,
    records: BTreeSet<String>,
    fits: Option<u64>,
}

#[derive(Deserialize)]
struct Table {
    ledger: Vec<Ledger>,
    case: Vec<Case>,
}

fn table() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain/cases.toml");
    toml::from_str(&fs::read_to_string(path).expect("the table")).expect("a table of cases")
}

fn day(text: &str) -> Option<DayCode> {
    let mut parts = text.split('-').map(|part| part.parse::<i32>().expect("a number"));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    DayCode::day(year, month.unsigned_abs(), day.unsigned_abs())
}

fn class(mark: &str) -> Class {
    match mark {
        "A" => Class::Accepted,
        "Q" => Class::Quarantined,
        "D" => Class::Duplicate,
        "S" => Class::Superseded,
        "T" => Class::Terminated,
        "F" => Class::Framework,
        _ => Class::OutOfPeriod,
    }
}

fn record(line: &str) -> Record {
    let cells: Vec<&str> = line.split('|').collect();
    let rate = Decimal::parse(cells[9]).ok();
    Record {
        class: class(cells[0]),
        amount: cells[1].parse().expect("an amount"),
        raw: cells[2].to_owned(),
        signed: day(cells[3]),
        reported: (!cells[4].is_empty()).then(|| day(cells[4])).flatten(),
        place: Place::cell(&Arc::from(cells[5]), &Arc::from(""), cells[6].parse().expect("a row"), None),
        label: cells[7].to_owned(),
        foreign: rate.map(|rate| Foreign { currency: Arc::from(cells[8]), rate }),
    }
}

fn whole(text: &str) -> i128 {
    text.parse().expect("a whole number")
}

fn question(ledger: &Ledger, claim: &str) -> Question {
    let measure = if ledger.measure == "weight" { MeasureUnit::Weight } else { MeasureUnit::Money };
    let printed = |text: &str| read_printed(text, &measure).expect("an amount");
    let publications = ledger.publications.iter().map(|[name, figure, value]| Publication {
        name: Arc::from(name.as_str()),
        figure: Arc::from(figure.as_str()),
        printed: printed(value),
    });
    let replaced = ledger.replaced.iter().map(|[file, by, total, by_total]| ReplacedFile {
        file: Arc::from(file.as_str()),
        by: Arc::from(by.as_str()),
        total: whole(total),
        by_total: whole(by_total),
    });
    let parts = ledger.partition.iter().filter_map(|part| part.split_once(' '));
    Question {
        period: ledger.period.parse().expect("a period"),
        claim: printed(claim),
        total: whole(&ledger.total),
        records: ledger.rows.trim().lines().map(record).collect(),
        publications: publications.collect(),
        replaced: replaced.collect(),
        partitions: vec![Partition {
            name: Arc::from("county"),
            parts: parts.map(|(exact, shown)| (whole(exact), whole(shown))).collect(),
        }],
        budget: Budget { listed: 100_000, ..Budget::default() },
        measure,
    }
}

fn labels(question: &Question, causes: &[Cause]) -> BTreeSet<String> {
    let changed = causes.iter().flat_map(|cause| &cause.records);
    changed.map(|changed| question.records[changed.record].label.clone()).collect()
}

fn kinds(causes: &[Cause]) -> BTreeSet<String> {
    causes.iter().map(|cause| cause.kind.key().to_owned()).collect()
}

/// Whether an explanation is what was planted: its kinds, and its records or those of another that fits as well.
fn is_planted(question: &Question, case: &Case, explanation: &Explanation) -> bool {
    let sets = std::iter::once(&explanation.causes).chain(&explanation.others);
    kinds(&explanation.causes) == case.kinds && sets.into_iter().any(|set| labels(question, set) == case.records)
}

/// Every sum that is told lies in what the claim stands for, and is the sum of what is said of the records.
fn adds_up(question: &Question, answer: &Answer) -> bool {
    answer.explanations.iter().all(|explanation| {
        let sets = std::iter::once(&explanation.causes).chain(&explanation.others);
        sets.into_iter().all(|causes| {
            let sum = question.total + causes.iter().map(|cause| cause.delta).sum::<i128>();
            let records = causes.iter().all(|cause| {
                let changes: i128 = cause.records.iter().map(|changed| changed.delta).sum();
                cause.records.is_empty() || changes == cause.delta
            });
            let touched: Vec<usize> = causes.iter().flat_map(|cause| &cause.records).map(|c| c.record).collect();
            let once = touched.iter().collect::<BTreeSet<_>>().len() == touched.len();
            records && once && question.claim.low <= sum && sum <= question.claim.high
        })
    })
}

#[test]
fn what_was_planted_comes_first_and_an_ambiguous_one_is_never_called_unique() {
    let table = table();
    let (mut behind, mut wrong) = (Vec::new(), Vec::new());
    for case in &table.case {
        let ledger = table.ledger.iter().find(|ledger| ledger.name == case.ledger).expect("a ledger of the table");
        let question = question(ledger, &case.claim);
        let answer = explain(&question);
        if !adds_up(&question, &answer) {
            wrong.push(format!("{}: something does not add up", case.number));
        }
        let first = answer.explanations.first().filter(|first| is_planted(&question, case, first));
        let Some(first) = first else {
            let told: Vec<String> = answer
                .explanations
                .iter()
                .map(|e| format!("{:?} {:?} {:?} cost {}", kinds(&e.causes), labels(&question, &e.causes), e.uniqueness, e.cost))
                .collect();
            behind.push(format!("{} {:?} {:?} {:?}: {told:#?}", case.number, case.kinds, case.records, case.fits));
            continue;
        };
        let expected = case.fits.map(|fits| if fits == 1 { Uniqueness::Unique } else { Uniqueness::Ambiguous(fits) });
        if expected.is_some_and(|expected| expected != first.uniqueness) {
            wrong.push(format!("{}: {:?} instead of {expected:?}", case.number, first.uniqueness));
        }
        if case.fits.is_some_and(|fits| fits > 1) && answer.verdict == Verdict::Explained {
            wrong.push(format!("{}: ambiguous, and called explained", case.number));
        }
    }
    let first = table.case.len() - behind.len();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(first * 100 >= table.case.len() * 95, "first in {first} of {}: {}", table.case.len(), behind.join("\n"));
}
