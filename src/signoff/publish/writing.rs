//! One more publication: written aside, synced, named. Its own file gets its name last but one and makes it a publication;
//! whatever ends the process before leaves the chain as it was, and afterwards only the list of hashes may lag.

use std::io;
use std::path::Path;

use crate::bytes::sha256;
use crate::calendar::Month;
use crate::figures::Figures;

use super::chain::{Broken, Chain, Published, SUMS, read_chain};
use super::disk::Disk;
use super::kept::KeptLedger;
use super::publication::{
    Despite, FindingCount, KeptFile, Link, Publication, PublishedFigure, SourceHash, Waiver, stem,
};

/// The file by which one process keeps the others out.
const LOCK: &str = ".lock";
/// What a file is called until it is whole.
const ASIDE: &str = ".new";

/// What is to be published.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The last month of the job.
    pub through: Month,
    /// The day on which it is published.
    pub date: String,
    /// The team's name.
    pub job: String,
    /// How many findings of each severity there are.
    pub findings: FindingCount,
    /// Why it is published although errors are open.
    pub despite_errors: Option<Despite>,
    /// What the corrections file says and was in force.
    pub waivers: Vec<Waiver>,
    /// The files that the figures were computed from.
    pub sources: Vec<SourceHash>,
    /// The figures.
    pub figures: &'a Figures,
    /// What is kept of the records.
    pub records: &'a [KeptLedger],
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Written {
    /// There is one more publication.
    New(Published),
    /// The last one says the same: nothing was written.
    Same(Published),
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The chain does not hold.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// Another process is publishing.
    #[error("another process holds the lock")]
    Busy,
    /// The system refuses.
    #[error("{0}")]
    Disk(#[from] io::Error),
}

/// Publishes: adds to the chain in a folder what the draft says, unless the last publication says so already.
///
/// # Errors
/// [`PublishError`]; the chain is then as it was.
pub fn publish(disk: &dyn Disk, folder: &Path, draft: &Draft<'_>) -> Result<Written, PublishError> {
    disk.make_folder(folder)?;
    let _lock = disk.lock(&folder.join(LOCK)).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => PublishError::Busy,
        _ => PublishError::Disk(error),
    })?;
    let mut chain = read_chain(disk, folder)?;
    if !chain.is_listed {
        // A list that lags by one is read as such; by two it is not, should this call be cut short as well.
        write(disk, folder, SUMS, &chain.sums(), false)?;
    }
    let (publication, files) = compose(&chain, draft);
    if let Some(last) = chain.last().filter(|last| last.publication.says_the_same(&publication)) {
        return Ok(Written::Same(last.clone()));
    }
    for (name, bytes) in &files {
        write(disk, folder, name, bytes, false)?;
    }
    let bytes = publication.to_bytes();
    write(disk, folder, &publication.file(), &bytes, true)?;
    let published = Published { file: publication.file(), sha256: sha256(&bytes), publication, bytes };
    chain.publications.push(published.clone());
    // The publication stands; a list that lags is read as such, and the next call brings it up to date.
    let _ = write(disk, folder, SUMS, &chain.sums(), false);
    Ok(Written::New(published))
}

/// The publication that follows on a chain, and the files that it names.
fn compose(chain: &Chain, draft: &Draft<'_>) -> (Publication, Vec<(String, Vec<u8>)>) {
    let number = chain.last().map_or(1, |last| last.publication.number + 1);
    let stem = stem(number, draft.through);
    let kept = |ledger: &KeptLedger| {
        let (file, bytes) = (format!("{stem}.{}.csv", ledger.kind.name), ledger.to_bytes());
        let of = KeptFile {
            ledger: ledger.kind.name.clone(),
            kept: ledger.form(),
            count: ledger.count,
            file: file.clone(),
            sha256: sha256(&bytes),
        };
        (of, (file, bytes))
    };
    let (records, files) = draft.records.iter().map(kept).unzip();
    let previous = chain.last().map(|last| Link { file: last.file.clone(), sha256: last.sha256.clone() });
    let mut sources = draft.sources.clone();
    sources.sort();
    sources.dedup();
    let publication = Publication {
        number,
        through: draft.through,
        date: draft.date.clone(),
        job: draft.job.clone(),
        previous,
        findings: draft.findings,
        despite_errors: draft.despite_errors.clone(),
        waivers: draft.waivers.clone(),
        sources,
        records,
        figures: draft.figures.iter().map(PublishedFigure::from).collect(),
    };
    (publication, files)
}

/// Writes a file aside and gives it its name. `is_new`: the name must be free.
fn write(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8], is_new: bool) -> io::Result<()> {
    let (aside, target) = (folder.join(format!(".{name}{ASIDE}")), folder.join(name));
    disk.write_aside(&aside, bytes)?;
    if is_new {
        // What it names must be on the disk before it is.
        disk.sync_folder(folder)?;
        disk.rename_new(&aside, &target)?;
    } else {
        disk.rename(&aside, &target)?;
    }
    disk.sync_folder(folder)
}
