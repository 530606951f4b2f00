//! `market-aid trace`: the records behind a figure, and whether they add up to it.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::bytes::read_fingerprints;
use crate::calendar::Month;
use crate::figures::{self, AskError, Figure, FigureId};
use crate::findings::Finding;
use crate::job::{self, Job};
use crate::run::{self, Outcome, Records, Request};
use crate::signoff::trace::answers::{Answer, Closing, Json, Manner, Rows, Words};
use crate::signoff::trace::{LastRun, Question, changes, told};
use crate::sources::OpenOptions;

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::month::default_out;
use super::progress::Bar;
use super::sink::Sink;

/// So many records of a part a text lists unless it is told otherwise.
const LISTED: u64 = 50;

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Csv,
}

impl Format {
    fn asked(matches: &ArgMatches) -> Self {
        match matches.get_one::<String>("records-format").map(String::as_str) {
            Some("json") => Self::Json,
            Some("csv") => Self::Csv,
            _ => Self::Text,
        }
    }
}

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let path = matches.get_one::<PathBuf>("job").map_or(Path::new("."), PathBuf::as_path);
    let asked = matches.get_one::<String>("figure").map_or("", String::as_str);
    let id = asked.parse::<FigureId>();
    let id = id.map_err(|error| Failure::new(error.key(), vec![("figure", asked.to_owned())]))?;
    let mut job = job::read(path)?;
    if let Some(month) = matches.get_one::<Month>("through") {
        job = job.through(*month);
    }
    let progress = Bar::new(shared);
    let request = Request { lang: shared.lang, open: &OpenOptions::default(), progress: &progress };
    let (outcome, records) = run::run_with_records(&job, &request)?;
    let figure = figures::ask(&outcome.cubes, &outcome.settings, &id).map_err(|error| unknown(&id, error))?;
    let all = matches.get_flag("all-classes");
    let question = Question::new(figure, &outcome.cubes, &outcome.settings, all).ok_or_else(|| broken(&id))?;
    progress.begin("cli.step.tracing", 1);
    let tracing = Tracing { matches, shared, job: &job, outcome: &outcome, records: &records, question: &question };
    let ending = tracing.tell();
    progress.finish();
    ending
}

fn unknown(id: &FigureId, error: AskError) -> Failure {
    match error {
        AskError::Unknown { what, name, nearest } => {
            let key = match what {
                "ledger" => "cli.trace-unknown-ledger",
                "dimension" => "cli.trace-unknown-dimension",
                "value" => "cli.trace-unknown-value",
                _ => "cli.trace-unknown-indicator",
            };
            Failure::new(key, vec![("name", name), ("nearest", nearest)])
        }
        AskError::NotApplicable(comparison) => {
            let values = vec![("figure", id.to_string()), ("comparison", comparison.to_owned())];
            Failure::new("cli.trace-not-applicable", values)
        }
    }
}

/// A figure being traced.
struct Tracing<'a> {
    matches: &'a ArgMatches,
    shared: &'a Shared,
    job: &'a Job,
    outcome: &'a Outcome,
    records: &'a Records<'a>,
    question: &'a Question,
}

impl Tracing<'_> {
    fn tell(&self) -> Result<Ending, Failure> {
        let format = Format::asked(self.matches);
        let mut sink = Sink::open(self.matches.get_one::<PathBuf>("answer"))?;
        let color = self.shared.color && !sink.is_file();
        let manner = Manner { lang: self.shared.lang, color, all: self.matches.get_flag("all-classes") };
        let mut answer: Box<dyn Answer> = match format {
            Format::Text => Box::new(Words::new(manner)),
            Format::Json => Box::new(Json::new(self.shared.lang)),
            Format::Csv => Box::new(Rows),
        };
        let limit = self.matches.get_one::<u64>("limit").copied();
        let most = limit.unwrap_or(if format == Format::Text { LISTED } else { u64::MAX });
        let mut written = Ok(());
        let (proof, standings) =
            told(self.question, &|wanted, take| self.records.each(wanted, take), most, &mut *answer, &mut |bytes| {
                written = std::mem::replace(&mut written, Ok(())).and_then(|()| sink.write(bytes))
            })
            .map_err(|finding| gone(&[unread(&finding)]))?;
        written?;
        let changed = self.records.changed(&self.outcome.sources);
        if !changed.is_empty() {
            return Err(gone(&changed));
        }
        let last_run = self.last_run();
        let closing = Closing {
            proof: &proof,
            standings: &standings,
            sources: &self.outcome.sources,
            last_run: last_run.as_ref(),
        };
        sink.write(&answer.closing(self.question, closing))?;
        sink.close()?;
        if format == Format::Csv && !self.shared.quiet {
            eprint!(
                "{}",
                String::from_utf8_lossy(&Words::new(Manner { color: false, ..manner }).closing(self.question, closing))
            );
        }
        if proof.agrees { Ok(Ending::Well) } else { Err(broken(&self.question.figure.id)) }
    }

    /// What the last run left in the job's output folder, and what has changed since.
    fn last_run(&self) -> Option<LastRun> {
        let folder = default_out(self.job);
        let then = read_fingerprints(&std::fs::read(folder.join("sources.json")).ok()?)?;
        let shown = folder.strip_prefix(&self.job.root).unwrap_or(&folder).to_string_lossy().replace('\\', "/");
        let figures = std::fs::read(folder.join("figures.json")).unwrap_or_default();
        Some(LastRun {
            folder: shown,
            display: display_in(&figures, &self.question.figure),
            changes: changes(&then, &self.outcome.sources),
        })
    }
}

/// How a figure was displayed in a `figures.json`; nothing where there was no such figure.
fn display_in(figures: &[u8], figure: &Figure) -> Option<String> {
    let parsed: serde_json::Value = serde_json::from_slice(figures).ok()?;
    let id = figure.id.to_string();
    let found = parsed["figures"].as_array()?.iter().find(|known| known["id"] == *id)?;
    found["display"].as_str().map(str::to_owned)
}

/// A figure and its records differ, which must never be.
fn broken(id: &FigureId) -> Failure {
    Failure::new("cli.trace-broken", vec![("figure", id.to_string())])
}

fn unread(finding: &Finding) -> String {
    finding.place.file.to_string()
}

fn gone(files: &[String]) -> Failure {
    Failure::new("cli.trace-source-gone", vec![("files", files.join(", "))])
}
