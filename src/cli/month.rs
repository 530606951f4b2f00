//! `market-aid run`: the monthly run.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::calendar::Month;
use crate::job::{self, Job};
use crate::reports;
use crate::run::{self, Outcome, Progress, Request, Step};
use crate::sources::OpenOptions;

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::progress::Bar;
use super::summary;

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let path = matches.get_one::<PathBuf>("job").map_or(Path::new("."), PathBuf::as_path);
    let mut job = job::read(path)?;
    if let Some(month) = matches.get_one::<Month>("through") {
        job = job.through(*month);
    }
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| default_out(&job));
    let progress = Bar::new(shared);
    let request = Request { lang: shared.lang, open: &OpenOptions::default(), progress: &progress };
    let mut outcome = run::run(&job, &request)?;
    progress.step(Step::Writing);
    let files = run::outputs(&job, &mut outcome, shared.lang, &out)?;
    let written = reports::write_all(&out, &files, run::GUARDED)?;
    progress.finish();
    if !shared.quiet {
        summary::print(shared, &job, &outcome, &out);
    }
    for (edited, beside) in &written.beside {
        summary::tell(shared, "cli.edited", &[("edited", edited), ("beside", beside)]);
    }
    Ok(ending(matches, &outcome))
}

/// Where a run's papers go unless it is told otherwise.
pub(super) fn default_out(job: &Job) -> PathBuf {
    job.root.join("out").join(job.through.to_string())
}

fn ending(matches: &ArgMatches, outcome: &Outcome) -> Ending {
    if matches.get_flag("strict") && summary::errors(outcome) > 0 { Ending::Contradicted } else { Ending::Well }
}
