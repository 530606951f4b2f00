//! `market-aid explain`: why a claimed total and the ledger's differ.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::calendar::Period;
use crate::figures::{self, Figure, FigureId};
use crate::findings::Phrase;
use crate::job::Job;
use crate::ledger::Wanted;
use crate::run::{self, Outcome, Records, Request};
use crate::signoff::explain::{self, Answer, Asked, Class, Gathering, Question, Verdict};
use crate::signoff::publish;
use crate::sources::OpenOptions;
use crate::words::shown;
use crate::words::{self, Lang};

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::progress::Bar;
use super::publish::{asked_job, read_chain};
use super::sink::Sink;
use super::trace::{broken, gone, unknown, unread};

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let (path, indicator, claimed) = positionals(matches)?;
    let filter = filter(matches)?;
    let job = asked_job(&path, matches)?;
    let chain = read_chain(&job.root.join(publish::FOLDER), shared.lang)?;
    let progress = Bar::new(shared);
    let request = Request { lang: shared.lang, open: &OpenOptions::default(), progress: &progress };
    let (outcome, records) = run::run_with_records(&job, &request)?;
    let id = FigureId { period: period(matches, &indicator, &outcome, &job), indicator, comparison: None, filter };
    let figure = figures::ask(&outcome.cubes, &outcome.settings, &id).map_err(|error| unknown(&id, error))?;
    progress.begin("cli.step.explaining", 1);
    let gathered = gathered(&job, &outcome, &records, &figure, &claimed)?;
    let question = gathered.finish(&chain).map_err(refused)?;
    let answer = explain::explain(&question);
    progress.finish();
    write(matches, shared, &figure, &question, &answer)?;
    Ok(if answer.verdict == Verdict::Unexplained { Ending::Contradicted } else { Ending::Well })
}

/// The job, the indicator and the claim: of two arguments the job is the one left out.
fn positionals(matches: &ArgMatches) -> Result<(PathBuf, String, String), Failure> {
    let path = matches.get_one::<PathBuf>("job");
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    match (path, text("indicator"), text("claimed")) {
        (Some(path), Some(indicator), Some(claimed)) => Ok((path.clone(), indicator, claimed)),
        (Some(first), Some(claimed), None) => {
            Ok((Path::new(".").to_owned(), first.to_string_lossy().into_owned(), claimed))
        }
        (given, ..) => {
            let lacking = if given.is_some() { "CLAIMED" } else { "INDICATOR CLAIMED" };
            Err(Failure::new("cli.missing-argument", vec![("argument", lacking.to_owned())]))
        }
    }
}

fn filter(matches: &ArgMatches) -> Result<BTreeMap<String, String>, Failure> {
    let mut filter = BTreeMap::new();
    for (name, value) in matches.get_many::<(String, String)>("filter").into_iter().flatten() {
        if filter.insert(name.clone(), value.clone()).is_some() {
            return Err(Failure::new("cli.explain-filter-twice", vec![("name", name.clone())]));
        }
    }
    Ok(filter)
}

/// The months that are asked for: the ledger's year to date unless they are said.
fn period(matches: &ArgMatches, indicator: &str, outcome: &Outcome, job: &Job) -> Period {
    let ledger = indicator.split('.').next().unwrap_or_default();
    let year = || outcome.figures.year_to_date(ledger).unwrap_or(Period::year_to(job.through));
    matches.get_one::<Period>("period").copied().unwrap_or_else(year)
}

/// Every entry that the filter lets through, whatever its month and class.
fn gathered<'a>(
    job: &'a Job,
    outcome: &'a Outcome,
    records: &Records<'_>,
    figure: &'a Figure,
    claimed: &str,
) -> Result<Gathering<'a>, Failure> {
    let id = &figure.id;
    let kind = job.kind(id.ledger()).ok_or_else(|| broken(id))?;
    let asked = Asked { figure, kind, rates: &job.rates, rounding: outcome.settings.rounding };
    let mut gathering = Gathering::new(asked, claimed).map_err(refused)?;
    let wanted = Wanted::accepted(id.ledger(), None, id.filter.clone()).of_all_classes();
    let read = records.each(&wanted, &mut |entry| gathering.take(&entry));
    read.map_err(|finding| gone(&[unread(&finding)]))?;
    let changed = records.changed(&outcome.sources);
    if changed.is_empty() { Ok(gathering) } else { Err(gone(&changed)) }
}

fn refused(phrase: Phrase) -> Failure {
    Failure::new(phrase.key, phrase.values)
}

fn write(
    matches: &ArgMatches,
    shared: &Shared,
    figure: &Figure,
    question: &Question,
    answer: &Answer,
) -> Result<(), Failure> {
    let mut sink = Sink::open(matches.get_one::<PathBuf>("answer"))?;
    let text = match matches.get_one::<String>("explain-format").map(String::as_str) {
        Some("json") => {
            let mut json = explain::json(question, answer, shared.lang);
            json["figure"] = figure.id.to_string().into();
            format!("{json}\n")
        }
        _ => told(shared.lang, figure, question, answer),
    };
    sink.write(text.as_bytes())?;
    sink.close()
}

/// The answer in words, after a line that says what is asked. Names come from the files: nothing of them commands a terminal.
fn told(lang: Lang, figure: &Figure, question: &Question, answer: &Answer) -> String {
    let counted = question.records.iter().filter(|record| record.class == Class::Accepted).count();
    let (left_out, counted) = ((question.records.len() - counted).to_string(), counted.to_string());
    let id = figure.id.to_string();
    let values = [("figure", &*id), ("counted", &*counted), ("left_out", &*left_out)];
    let asked = words::fill(words::text(lang, "explain.asked"), &values);
    let lines = std::iter::once(asked).chain(explain::lines(question, answer, lang));
    lines.map(|line| format!("{}\n", shown::line(&line))).collect()
}
