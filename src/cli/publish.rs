//! `market-aid publish`: a run whose figures are frozen, unless errors are open.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::bytes::sha256_of;
use crate::calendar::Month;
use crate::findings::{Finding, Severity};
use crate::job::{self, Job};
use crate::ledger::Wanted;
use crate::reports::decisions::Decided;
use crate::run::{self, Outcome, Records, Request};
use crate::signoff::publish::{
    self, Broken, Chain, Despite, Draft, FindingCount, Keeper, KeptForm, KeptLedger, KeptRecord, PublishError,
    Published, RealDisk, SourceHash, Written,
};
use crate::sources::OpenOptions;
use crate::words::{self, Lang};

use super::Ending;
use super::arguments::{Shared, is_day};
use super::failure::Failure;
use super::progress::Bar;
use super::sheet;
use super::summary;

/// So many open errors are shown where they are why nothing is published.
const SHOWN: usize = 10;

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let path = matches.get_one::<PathBuf>("job").map_or(Path::new("."), PathBuf::as_path);
    let job = asked_job(path, matches)?;
    let date = date(matches, &job)?;
    let folder = job.root.join(publish::FOLDER);
    let chain = read_chain(&folder, shared.lang)?;
    let progress = Bar::new(shared);
    // What is published is the same in every language.
    let request = Request { lang: Lang::Zh, open: &OpenOptions::default(), progress: &progress };
    let (outcome, records) = run::run_with_records(&job, &request)?;
    progress.finish();
    let despite = match (open_errors(&outcome), matches.get_one::<String>("despite-errors")) {
        (open, _) if open.is_empty() => None,
        (open, Some(reason)) => Some(Despite { reason: reason.clone(), open }),
        (_, None) => return Ok(refuse(shared, &outcome)),
    };
    let kept = keep(&job, &records, job.kept_records)?;
    let draft = Draft {
        through: job.through,
        date,
        job: job.name.clone(),
        findings: count(&outcome),
        despite_errors: despite,
        waivers: outcome.waivers.iter().map(waiver).collect(),
        sources: sources(&job, path, &outcome)?,
        figures: &outcome.figures,
        records: &kept,
    };
    let written = publish::publish(&RealDisk, &folder, &draft).map_err(|error| failed(error, &folder, shared.lang))?;
    tell(shared, &job, &written, &chain, &kept);
    let chain = read_chain(&folder, shared.lang)?;
    sheet::write(matches, shared, &job, &chain, &outcome)?;
    Ok(Ending::Well)
}

/// The job that the arguments name, through the month that they ask for.
pub(super) fn asked_job(path: &Path, matches: &ArgMatches) -> Result<Job, Failure> {
    let job = job::read(path)?;
    Ok(match matches.get_one::<Month>("through") {
        Some(month) => job.through(*month),
        None => job,
    })
}

/// The chain of a job's folder of publications.
pub(super) fn read_chain(folder: &Path, lang: Lang) -> Result<Chain, Failure> {
    publish::read_chain(&RealDisk, folder).map_err(|broken| broken_chain(&broken, folder, lang))
}

/// What a broken chain comes to.
pub(super) fn broken_chain(broken: &Broken, folder: &Path, lang: Lang) -> Failure {
    let values = [("detail", broken.flaw.detail())];
    let flaw = words::fill(words::text(lang, broken.flaw.key()), &values);
    let values = vec![("file", broken.file.clone()), ("flaw", flaw), ("folder", folder.display().to_string())];
    Failure::new("cli.publish-broken", values)
}

fn failed(error: PublishError, folder: &Path, lang: Lang) -> Failure {
    match error {
        PublishError::Broken(broken) => broken_chain(&broken, folder, lang),
        PublishError::Busy => Failure::new("cli.publish-busy", Vec::new()),
        PublishError::Disk(cause) => {
            let values = vec![("folder", folder.display().to_string()), ("cause", cause.to_string())];
            Failure::new("cli.publish-failed", values)
        }
    }
}

fn date(matches: &ArgMatches, job: &Job) -> Result<String, Failure> {
    if let Some(date) = matches.get_one::<String>("date") {
        return Ok(date.clone());
    }
    match &job.notice.date {
        None => Err(Failure::new("cli.publish-no-date", Vec::new())),
        Some(date) if is_day(date) => Ok(date.clone()),
        Some(date) => Err(Failure::new("cli.publish-bad-date", vec![("value", date.clone())])),
    }
}

fn severity(finding: &Finding) -> Severity {
    words::finding_text(finding.code.0).severity()
}

fn count(outcome: &Outcome) -> FindingCount {
    let of = |wanted| outcome.findings.iter().filter(|finding| severity(finding) == wanted).count() as u64;
    FindingCount { error: of(Severity::Error), warning: of(Severity::Warning), info: of(Severity::Info) }
}

/// The codes of the errors, each with how many there are.
fn open_errors(outcome: &Outcome) -> Vec<(String, u64)> {
    let mut open: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in outcome.findings.iter().filter(|finding| severity(finding) == Severity::Error) {
        *open.entry(finding.code.0).or_default() += 1;
    }
    open.into_iter().map(|(code, count)| (code.to_owned(), count)).collect()
}

fn refuse(shared: &Shared, outcome: &Outcome) -> Ending {
    let errors: Vec<&Finding> =
        outcome.findings.iter().filter(|finding| severity(finding) == Severity::Error).collect();
    let say = |key: &str, count: usize| {
        eprintln!("{}", words::fill(shared.text(key), &[("count", &count.to_string())]));
    };
    say("cli.publish-refused", errors.len());
    errors.iter().take(SHOWN).for_each(|finding| eprintln!("  {}", summary::line(shared.lang, finding)));
    if errors.len() > SHOWN {
        say("cli.publish-more", errors.len() - SHOWN);
    }
    Ending::Contradicted
}

/// What is kept of the counted records of each ledger, with room for so many of each.
pub(super) fn keep(job: &Job, records: &Records<'_>, room: u64) -> Result<Vec<KeptLedger>, Failure> {
    let of = |kind: &std::sync::Arc<crate::kinds::Kind>| {
        let mut keeper = Keeper::new(kind, room);
        let wanted = Wanted::accepted(&kind.name, None, BTreeMap::new());
        let read = records.each(&wanted, &mut |entry| {
            if let Some(record) = KeptRecord::of(&entry) {
                keeper.take(record);
            }
        });
        read.map_err(|finding| Failure::new("cli.publish-entries-unread", Vec::new()).with(vec![finding]))?;
        Ok(keeper.finish())
    };
    job.kinds.iter().map(of).collect()
}

fn waiver(waiver: &Decided) -> publish::Waiver {
    publish::Waiver {
        action: waiver.action.to_owned(),
        what: waiver.what.clone(),
        from: waiver.from.clone(),
        to: waiver.to.clone(),
        reason: waiver.decision.reason.clone(),
        by: waiver.decision.by.clone(),
        date: waiver.decision.date.clone(),
    }
}

/// The hashes of everything that the figures were computed from: the job, its corrections, its registries, its files.
fn sources(job: &Job, path: &Path, outcome: &Outcome) -> Result<Vec<SourceHash>, Failure> {
    let job_file =
        if path.is_dir() { job::JOB_FILE.into() } else { path.file_name().unwrap_or_default().to_os_string() };
    let decisions = (job.corrections != job::Corrections::default()).then(|| job::CORRECTIONS_FILE.to_owned());
    let own = [Some(job_file.to_string_lossy().into_owned()), decisions].into_iter().flatten();
    own.chain(outcome.sources.keys().cloned()).map(|name| hashed(&job.root.join(&name), name)).collect()
}

fn hashed(path: &Path, name: String) -> Result<SourceHash, Failure> {
    match File::open(path).and_then(sha256_of) {
        Ok((bytes, sha256)) => Ok(SourceHash { file: name, bytes, sha256 }),
        Err(error) => Err(unread(name, &error)),
    }
}

fn unread(name: String, error: &io::Error) -> Failure {
    Failure::new("cli.publish-source-unread", vec![("file", name), ("cause", error.to_string())])
}

fn tell(shared: &Shared, job: &Job, written: &Written, chain: &Chain, kept: &[KeptLedger]) {
    if shared.quiet {
        return;
    }
    let (key, published) = match written {
        Written::New(published) => ("cli.published", published),
        Written::Same(published) => ("cli.published-same", published),
    };
    let publication = &published.publication;
    let values = [
        ("file", published.file.clone()),
        ("through", publication.through.to_string()),
        ("figures", publication.figures.len().to_string()),
        ("sha256", published.sha256.clone()),
    ];
    println!("{}", filled(shared, key, &values));
    if let (Written::New(_), Some(despite)) = (written, &publication.despite_errors) {
        let values = [("count", publication.findings.error.to_string()), ("reason", despite.reason.clone())];
        println!("{}", filled(shared, "cli.published-despite", &values));
    }
    for ledger in kept.iter().filter(|ledger| ledger.form() == KeptForm::Partitions) {
        let values = [
            ("ledger", ledger.kind.name.clone()),
            ("count", ledger.count.to_string()),
            ("limit", job.kept_records.to_string()),
        ];
        println!("{}", filled(shared, "cli.published-digests", &values));
    }
    if let (Written::New(_), Some(last)) = (written, chain.last()) {
        tell_revised(shared, published, last);
    }
}

/// How many figures of the publication before say something else now.
fn tell_revised(shared: &Shared, published: &Published, last: &Published) {
    let is_changed = |figure: &&publish::PublishedFigure| {
        let now = published.publication.figure(&figure.id);
        now.is_some_and(|now| !now.says_the_same(figure))
    };
    let count = last.publication.figures.iter().filter(is_changed).count();
    if count > 0 {
        let values = [("file", last.file.clone()), ("count", count.to_string())];
        println!("{}", filled(shared, "cli.published-revises", &values));
    }
}

fn filled(shared: &Shared, key: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words::fill(shared.text(key), &values)
}
