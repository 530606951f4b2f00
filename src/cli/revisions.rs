//! `market-aid revisions`: what today's data change in what was published.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use crate::figures;
use crate::job::Job;
use crate::run::{self, Outcome, Request};
use crate::signoff::publish::{self, Chain, KeptForm, KeptLedger, RealDisk};
use crate::signoff::revisions::{self, Vintage, answers};
use crate::sources::OpenOptions;
use crate::words::Lang;

use super::Ending;
use super::arguments::Shared;
use super::failure::Failure;
use super::progress::Bar;
use super::publish::{asked_job, broken_chain, keep, read_chain};
use super::triangle;

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let path = matches.get_one::<PathBuf>("job").map_or(Path::new("."), PathBuf::as_path);
    let job = asked_job(path, matches)?;
    let folder = job.root.join(publish::FOLDER);
    let chain = read_chain(&folder, shared.lang)?;
    if chain.publications.is_empty() {
        return Err(Failure::new("cli.revisions-none", vec![("folder", folder.display().to_string())]));
    }
    let publications = vintages(&chain, &folder, &job, shared.lang)?;
    let progress = Bar::new(shared);
    // Displays are compared with those of publications, which are the same in every language.
    let request = Request { lang: Lang::Zh, open: &OpenOptions::default(), progress: &progress };
    let (outcome, records) = run::run_with_records(&job, &request)?;
    let room = if keeps_records(&chain) { u64::MAX } else { job.kept_records };
    let kept = Arc::new(keep(&job, &records, room)?);
    progress.finish();
    let today = Vintage::today(job.through, &outcome.figures, Arc::clone(&kept));
    let as_of = |vintage: &Vintage| as_of(vintage, &outcome, &kept);
    let found = revisions::revisions(publications, today, &job.kinds, &as_of);
    triangle::write(matches, shared, &job, &found)?;
    let bytes = match (matches.get_one::<String>("format").map(String::as_str), matches.get_flag("causes")) {
        (Some("json"), _) => answers::json(&found),
        (Some("csv"), false) => answers::triangle_csv(&found, shared.lang),
        (Some("csv"), true) => answers::causes_csv(&found, shared.lang),
        _ => answers::text(&found, shared.lang).into_bytes(),
    };
    write(&bytes)
}

fn write(bytes: &[u8]) -> Result<Ending, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let values = vec![("path", "-".to_owned()), ("cause", error.to_string())];
            Err(Failure::new("cli.answer-unwritten", values))
        }
        _ => Ok(Ending::Well),
    }
}

/// Whether any publication kept single records: only then are today's needed one by one.
fn keeps_records(chain: &Chain) -> bool {
    let mut kept = chain.publications.iter().flat_map(|published| &published.publication.records);
    kept.any(|file| file.kept == KeptForm::Records)
}

fn vintages(chain: &Chain, folder: &Path, job: &Job, lang: Lang) -> Result<Vec<Vintage>, Failure> {
    let vintage = |published: &publish::Published| {
        let ledgers: Vec<KeptLedger> = job
            .kinds
            .iter()
            .filter_map(|kind| published.kept(&RealDisk, folder, kind).transpose())
            .collect::<Result<_, _>>()
            .map_err(|broken| broken_chain(&broken, folder, lang))?;
        Ok(Vintage::published(published, ledgers))
    };
    chain.publications.iter().map(vintage).collect()
}

/// Today's data as of the months that a publication covered, with any other figure that it gave.
fn as_of(vintage: &Vintage, outcome: &Outcome, kept: &Arc<Vec<KeptLedger>>) -> Vintage {
    let cubes: Vec<_> = outcome
        .cubes
        .iter()
        .map(|cube| cube.as_of(vintage.through_of(&cube.kind.name).unwrap_or(cube.through)))
        .collect();
    let mut figures = figures::compute(&cubes, &outcome.settings);
    for id in vintage.figures.keys().filter(|id| figures.get(id).is_none()).cloned().collect::<Vec<_>>() {
        let asked = id.parse().ok().and_then(|id| figures::ask(&cubes, &outcome.settings, &id).ok());
        asked.into_iter().for_each(|figure| figures.insert(figure));
    }
    Vintage::today(vintage.through, &figures, Arc::clone(kept))
}
