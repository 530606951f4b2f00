//! `market-aid check`: every number in the notices that are named. A notice that cannot be read is answered too, and the
//! others with it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use rayon::prelude::*;

use crate::audit;
use crate::audit::answers::{self, Manner, Outcome, Reply, Tally};
use crate::audit::records::{Marked, Records};
use crate::audit::verdict::{Audit, Span};
use crate::findings::{Finding, Place};
use crate::job;
use crate::kinds::{self, Kind};
use crate::notices::{self, Notice};
use crate::reports::figures_json;
use crate::run::{self, Progress, Request};
use crate::signoff::publish;
use crate::sources::OpenOptions;

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::progress::Bar;
use super::publish::read_chain;
use super::sink::Sink;
use super::summary;

/// So many notices are answered before what they came to is written.
const BATCH: usize = 64;

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Csv,
    Html,
}

impl Format {
    fn asked(matches: &ArgMatches) -> Self {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => Self::Json,
            Some("csv") => Self::Csv,
            Some("html") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// A notice that was looked at.
struct Checked {
    name: String,
    outcome: Result<(Notice, Audit), Finding>,
}

/// What is said of a notice, and what is left of it once it is said.
struct Answered {
    bytes: Vec<u8>,
    /// Whether something contradicts it; nothing where it cannot be read.
    is_contradicted: Option<bool>,
    /// What to know of how it was read.
    remarks: Vec<Finding>,
    /// All of it, where it is told later.
    kept: Option<Checked>,
}

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let notices: Vec<&PathBuf> = matches.get_many::<PathBuf>("notice").into_iter().flatten().collect();
    let records = records(matches, shared)?;
    let format = Format::asked(matches);
    let mut sink = Sink::open(matches.get_one::<PathBuf>("answer"))?;
    let manner = Manner { lang: shared.lang, color: shared.color && !sink.is_file() };
    let bar = Bar::new(shared);
    bar.begin("cli.step.checking", notices.len() as u64);
    if format == Format::Csv {
        sink.write(&answers::csv_opening())?;
    }
    let (mut seen, mut kept) = (Vec::with_capacity(notices.len()), Vec::new());
    for batch in notices.chunks(BATCH) {
        let of = |path: &&PathBuf| answered(path, records.as_ref(), format, manner);
        let answers: Vec<Answered> = batch.par_iter().map(of).collect();
        for answered in answers {
            let separator: &[u8] = if format == Format::Text && !seen.is_empty() { b"\n" } else { b"" };
            sink.write(separator)?;
            sink.write(&answered.bytes)?;
            seen.push(answered.is_contradicted);
            kept.extend(answered.kept);
            remark(&answered.remarks, shared, &bar);
        }
        bar.advance(batch.len() as u64);
    }
    if format == Format::Html {
        let replies: Vec<Reply<'_>> = kept.iter().map(Checked::reply).collect();
        sink.write(answers::page(&replies, shared.lang).as_bytes())?;
    }
    bar.finish();
    sink.close()?;
    Ok(ending(&seen))
}

fn ending(seen: &[Option<bool>]) -> Ending {
    if seen.contains(&None) {
        Ending::Unread
    } else if seen.contains(&Some(true)) {
        Ending::Contradicted
    } else {
        Ending::Well
    }
}

/// The records that the call names, if it names any: a job is run for its figures, or its `figures.json` is read.
fn records(matches: &ArgMatches, shared: &Shared) -> Result<Option<Records>, Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("records") {
        return of_job(path, shared).map(Some);
    }
    let Some(path) = matches.get_one::<PathBuf>("figures") else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|cause| unreadable(path, &cause.to_string()))?;
    let kinds: Vec<Kind> = kinds::built_in_names().filter_map(kinds::built_in).collect();
    Records::from_json(&bytes, &kinds).map(Some).map_err(|error| unreadable(path, &error.to_string()))
}

fn of_job(path: &Path, shared: &Shared) -> Result<Records, Failure> {
    let job = job::read(path)?;
    let progress = Bar::new(shared);
    let request = Request { lang: shared.lang, open: &OpenOptions::default(), progress: &progress };
    let outcome = run::run(&job, &request)?;
    progress.finish();
    let kinds: Vec<Kind> = job.kinds.iter().map(|kind| Kind::clone(kind)).collect();
    let bytes = figures_json(&job.name, job.through, &outcome.intake, &outcome.figures);
    let mut records = Records::from_json(&bytes, &kinds).map_err(|error| unreadable(path, &error.to_string()))?;
    for published in read_chain(&job.root.join(publish::FOLDER), shared.lang)?.publications {
        let name = published.publication.stem();
        let added = records.with_publication(&name, &published.bytes);
        records = added.map_err(|error| unreadable(path, &error.to_string()))?;
    }
    Ok(records)
}

fn unreadable(path: &Path, cause: &str) -> Failure {
    Failure::new("cli.records-unread", vec![("path", path.display().to_string()), ("cause", cause.to_owned())])
}

/// Reads a notice, audits it and says what came of it; the page is made of all notices at once, later.
fn answered(path: &Path, records: Option<&Records>, format: Format, manner: Manner) -> Answered {
    let checked = checked(path, records);
    let reply = checked.reply();
    let bytes = match format {
        Format::Text => answers::words(&reply, manner).into_bytes(),
        Format::Json => answers::json_line(&reply, manner.lang).into_bytes(),
        Format::Csv => answers::csv_rows(&reply, manner.lang),
        Format::Html => Vec::new(),
    };
    Answered {
        bytes,
        is_contradicted: checked.outcome.as_ref().ok().map(|(_, audit)| Tally::of(audit).is_contradicted()),
        remarks: checked.remarks(),
        kept: (format == Format::Html).then_some(checked),
    }
}

fn checked(path: &Path, records: Option<&Records>) -> Checked {
    let name = path.display().to_string();
    let read = if path == Path::new("-") { notices::read_from(io::stdin().lock(), "") } else { notices::read(path) };
    let outcome = match read {
        Ok(notice) => {
            let audit = match records {
                Some(records) => audit::audit_marked(&notice.text, records, &marked(&notice)),
                None => audit::audit(&notice.text),
            };
            Ok((notice, audit))
        }
        Err(error) => Err(error.finding(&Arc::from(name.as_str()))),
    };
    Checked { name, outcome }
}

/// What the notice itself calls figures, in the order of the text; an id that is none is left out.
fn marked(notice: &Notice) -> Vec<Marked> {
    let mark = |mark: &notices::Mark| {
        let at = Span { start: mark.start, end: mark.end };
        mark.id.parse().ok().map(|figure| Marked { at, figure })
    };
    let mut marks: Vec<Marked> = notice.marks.iter().filter_map(mark).collect();
    marks.sort_by_key(|mark| (mark.at.end, mark.at.start));
    marks
}

impl Checked {
    fn reply(&self) -> Reply<'_> {
        let outcome = match &self.outcome {
            Ok((notice, audit)) => Outcome::Audited(&notice.text, audit),
            Err(finding) => Outcome::Unread(finding),
        };
        Reply { notice: &self.name, outcome }
    }

    fn remarks(&self) -> Vec<Finding> {
        let Ok((notice, _)) = &self.outcome else { return Vec::new() };
        let file: Arc<str> = Arc::from(self.name.as_str());
        notice.remarks.iter().map(|code| Finding::new(*code, Place::file(&file), "")).collect()
    }
}

/// Tells what to know of how a notice was read.
fn remark(remarks: &[Finding], shared: &Shared, bar: &Bar) {
    if !shared.quiet && !remarks.is_empty() {
        bar.aside(|| remarks.iter().for_each(|finding| eprintln!("{}", summary::line(shared.lang, finding))));
    }
}
