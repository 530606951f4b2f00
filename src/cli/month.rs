//! `market-aid run`: the monthly run, or a preview of its notice.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::calendar::{Month, Period};
use crate::job::{self, Job};
use crate::reports::{self, notice::Revision};
use crate::run::{self, Outcome, Progress, Records, Request, Step};
use crate::signoff::publish::{self, Broken, RealDisk};
use crate::signoff::revisions::{self, Revised};
use crate::sources::OpenOptions;
use crate::words;

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::progress::Bar;
use super::sink::Sink;
use super::summary;

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let path = matches.get_one::<PathBuf>("job").map_or(Path::new("."), PathBuf::as_path);
    let mut job = job::read(path)?;
    if let Some(month) = matches.get_one::<Month>("through") {
        job = job.through(*month);
    }
    let progress = Bar::new(shared);
    let request = Request { lang: shared.lang, open: &OpenOptions::default(), progress: &progress };
    let (mut outcome, records) = run::run_with_records(&job, &request)?;
    let revised = revised(&job, &outcome);
    if let Ok(revised) = &revised {
        outcome.revisions = revised.iter().map(revision).collect();
    }
    progress.step(Step::Writing);
    if matches.get_flag("preview") {
        let notice = run::preview(&job, &outcome, shared.lang)?;
        progress.finish();
        Sink::open(None)?.write(notice.as_bytes())?;
        summary::tell(shared, "cli.previewed", &[]);
    } else {
        let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| default_out(&job));
        write(shared, &job, &mut outcome, &records, &out, &progress)?;
    }
    tell_revised(shared, &revised);
    Ok(ending(matches, &outcome))
}

/// Leaves the papers in `out` and tells what was found.
fn write(
    shared: &Shared,
    job: &Job,
    outcome: &mut Outcome,
    records: &Records<'_>,
    out: &Path,
    progress: &Bar,
) -> Result<(), Failure> {
    let files = run::outputs(job, outcome, records, shared.lang, out)?;
    let written = reports::write_all(out, &files, run::GUARDED)?;
    progress.finish();
    if !shared.quiet {
        summary::print(shared, job, outcome, out);
    }
    for (edited, beside) in &written.beside {
        summary::tell(shared, "cli.edited", &[("edited", edited), ("beside", beside)]);
    }
    Ok(())
}

/// Where a run's papers go unless it is told otherwise.
pub(super) fn default_out(job: &Job) -> PathBuf {
    job.root.join("out").join(job.through.to_string())
}

/// The published totals that this run revises, or the first link of the publications that does not hold.
fn revised(job: &Job, outcome: &Outcome) -> Result<Vec<Revised>, Broken> {
    let chain = publish::read_chain(&RealDisk, &job.root.join(publish::FOLDER))?;
    Ok(revisions::revised(&chain, &outcome.figures, &job.kinds, outcome.settings.rounding))
}

fn revision(revised: &Revised) -> Revision {
    Revision { id: revised.id.clone(), before: revised.before.clone(), after: revised.after.clone() }
}

/// One line where something that was published is otherwise now.
fn tell_revised(shared: &Shared, revised: &Result<Vec<Revised>, Broken>) {
    match revised {
        Err(broken) => {
            let flaw = words::fill(shared.text(broken.flaw.key()), &[("detail", broken.flaw.detail())]);
            summary::tell(shared, "cli.revises-unread", &[("file", &broken.file), ("flaw", &flaw)]);
        }
        Ok(revised) => {
            let longest =
                |one: &&Revised| (one.id.period == Period::year_to(one.id.period.last()), one.id.period.len());
            if let Some(last) = revised.iter().max_by_key(longest) {
                let (count, id) = (revised.len().to_string(), last.id.to_string());
                let values = [("count", &*count), ("id", &id), ("before", &last.before), ("after", &last.after)];
                let values = [&values[..], &[("file", &last.file)]].concat();
                summary::tell(shared, "cli.revises", &values);
            }
        }
    }
}

fn ending(matches: &ArgMatches, outcome: &Outcome) -> Ending {
    if matches.get_flag("strict") && summary::errors(outcome) > 0 { Ending::Contradicted } else { Ending::Well }
}
