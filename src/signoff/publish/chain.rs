//! The chain read back and proved: every publication whole, under its own name, in its place, naming the one before it.
//!
//! In: the folder. Out: [`Chain`], or the first link that does not hold. `SHA256SUMS`, which `sha256sum -c` reads too, lists
//! every file; it is written last, so that a publication may be there that it does not list yet: the last one, and no other.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::bytes::sha256;
use crate::calendar::Month;
use crate::kinds::Kind;

use super::disk::Disk;
use super::kept::KeptLedger;
use super::publication::{Link, Publication, Unread, read_name};

/// The list of all files with their hashes.
pub(super) const SUMS: &str = "SHA256SUMS";

/// A publication with the file that holds it.
#[derive(Clone, Debug)]
pub struct Published {
    /// The name in the folder.
    pub file: String,
    /// The SHA-256 of its bytes: what the sign-off sheet prints.
    pub sha256: String,
    /// What it says.
    pub publication: Publication,
    /// Its bytes, whose figures are spelt as figures.json spells them.
    pub bytes: Vec<u8>,
}

/// All publications of a job, in order.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// The first one first.
    pub publications: Vec<Published>,
    /// Whether `SHA256SUMS` lists them all.
    pub(super) is_listed: bool,
}

/// The first link that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {flaw:?}")]
pub struct Broken {
    /// The file, in the folder of publications.
    pub file: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a file of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The system cannot read it.
    Unreadable(String),
    /// It is not there.
    Missing,
    /// Its end is not there.
    Truncated,
    /// It is not what was written.
    Changed,
    /// It says that it is another one.
    Renamed(String),
    /// There is another file of the same number.
    Doubled(String),
    /// It is whole, and of a shape that this program does not know.
    Unknown(String),
}

impl Flaw {
    /// The key of its sentence in the catalogue; `{file}` and `{detail}` are its placeholders.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "published.unreadable",
            Self::Missing => "published.missing",
            Self::Truncated => "published.truncated",
            Self::Changed => "published.changed",
            Self::Renamed(_) => "published.renamed",
            Self::Doubled(_) => "published.doubled",
            Self::Unknown(_) => "published.unknown",
        }
    }

    /// The value of `{detail}`.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Unreadable(detail) | Self::Renamed(detail) | Self::Doubled(detail) | Self::Unknown(detail) => detail,
            Self::Missing | Self::Truncated | Self::Changed => "",
        }
    }
}

fn broken(file: impl Into<String>, flaw: Flaw) -> Broken {
    Broken { file: file.into(), flaw }
}

fn read(disk: &dyn Disk, folder: &Path, file: &str) -> Result<Vec<u8>, Broken> {
    disk.read(&folder.join(file)).map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        broken(file, if missing { Flaw::Missing } else { Flaw::Unreadable(error.to_string()) })
    })
}

/// Reads and proves the chain in a folder; a folder that is not there holds an empty one.
///
/// # Errors
/// [`Broken`] with the first link that does not hold.
pub fn read_chain(disk: &dyn Disk, folder: &Path) -> Result<Chain, Broken> {
    let names = disk.names(folder).map_err(|error| broken(".", Flaw::Unreadable(error.to_string())))?;
    let sums = if names.iter().any(|name| name == SUMS) { Some(read_sums(disk, folder)?) } else { None };
    let present = by_number(names.iter().map(String::as_str))?;
    let listed = by_number(sums.iter().flatten().map(|(file, _)| file.as_str()))?;
    let last = present.keys().chain(listed.keys()).copied().max().unwrap_or(0);
    let mut publications: Vec<Published> = Vec::new();
    for number in 1..=last {
        let known = present.get(&number).or_else(|| listed.get(&number));
        let (name, month) = known.ok_or_else(|| broken(format!("{number:04}-*.json"), Flaw::Missing))?;
        let expected = sums.as_ref().and_then(|sums| sums.get(*name)).map(String::as_str);
        let published = read_publication(disk, folder, name, (number, *month), expected)?;
        check_link(publications.last(), &published)?;
        check_kept(disk, folder, &published)?;
        publications.push(published);
    }
    let is_listed = check_sums(sums.as_ref(), &publications)?;
    Ok(Chain { publications, is_listed })
}

/// The lines of `SHA256SUMS`.
fn read_sums(disk: &dyn Disk, folder: &Path) -> Result<BTreeMap<String, String>, Broken> {
    let bytes = read(disk, folder, SUMS)?;
    let text = String::from_utf8(bytes).map_err(|_| broken(SUMS, Flaw::Changed))?;
    if !text.ends_with('\n') {
        return Err(broken(SUMS, Flaw::Truncated));
    }
    let line = |line: &str| {
        let (hash, file) = line.split_once("  ")?;
        (hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then(|| (file.to_owned(), hash.to_owned()))
    };
    text.lines().map(|text| line(text).ok_or_else(|| broken(SUMS, Flaw::Changed))).collect()
}

/// Names of publications by their number.
fn by_number<'a>(names: impl Iterator<Item = &'a str>) -> Result<BTreeMap<u32, (&'a str, Month)>, Broken> {
    let mut found: BTreeMap<u32, (&str, Month)> = BTreeMap::new();
    for name in names {
        let Some((number, month)) = read_name(name) else { continue };
        if let Some((other, _)) = found.insert(number, (name, month)) {
            return Err(broken(name, Flaw::Doubled(other.to_owned())));
        }
    }
    Ok(found)
}

fn read_publication(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    (number, month): (u32, Month),
    expected: Option<&str>,
) -> Result<Published, Broken> {
    let bytes = read(disk, folder, name)?;
    let publication = Publication::from_bytes(&bytes).map_err(|unread| match unread {
        Unread::Truncated => broken(name, Flaw::Truncated),
        Unread::Seal => broken(name, Flaw::Changed),
        Unread::Shape(detail) => broken(name, Flaw::Unknown(detail)),
    })?;
    if (publication.number, publication.through) != (number, month) {
        return Err(broken(name, Flaw::Renamed(publication.file())));
    }
    let sha256 = sha256(&bytes);
    if expected.is_some_and(|expected| expected != sha256) {
        return Err(broken(name, Flaw::Changed));
    }
    Ok(Published { file: name.to_owned(), sha256, publication, bytes })
}

/// A publication names the one before it, by name and hash; where it does not, the one before is not what it was.
fn check_link(before: Option<&Published>, published: &Published) -> Result<(), Broken> {
    let there = before.map(|before| Link { file: before.file.clone(), sha256: before.sha256.clone() });
    match (&published.publication.previous, before) {
        (named, _) if *named == there => Ok(()),
        (_, Some(before)) => Err(broken(&before.file, Flaw::Changed)),
        (_, None) => Err(broken(&published.file, Flaw::Changed)),
    }
}

fn check_kept(disk: &dyn Disk, folder: &Path, published: &Published) -> Result<(), Broken> {
    for kept in &published.publication.records {
        if sha256(&read(disk, folder, &kept.file)?) != kept.sha256 {
            return Err(broken(&kept.file, Flaw::Changed));
        }
    }
    Ok(())
}

/// Whether the list is up to date; it may lag by the last publication alone.
fn check_sums(sums: Option<&BTreeMap<String, String>>, publications: &[Published]) -> Result<bool, Broken> {
    let Some(sums) = sums else {
        return if publications.len() <= 1 { Ok(publications.is_empty()) } else { Err(broken(SUMS, Flaw::Missing)) };
    };
    let expected = listing(publications);
    if *sums == expected {
        return Ok(true);
    }
    let before = listing(&publications[..publications.len().saturating_sub(1)]);
    if *sums == before { Ok(false) } else { Err(broken(SUMS, Flaw::Changed)) }
}

/// Every file of some publications with its hash.
fn listing(publications: &[Published]) -> BTreeMap<String, String> {
    let files = publications.iter().flat_map(|published| {
        let kept = published.publication.records.iter().map(|kept| (kept.file.clone(), kept.sha256.clone()));
        kept.chain([(published.file.clone(), published.sha256.clone())])
    });
    files.collect()
}

impl Chain {
    /// The last publication.
    #[must_use]
    pub fn last(&self) -> Option<&Published> {
        self.publications.last()
    }

    /// The bytes of `SHA256SUMS`.
    pub(super) fn sums(&self) -> Vec<u8> {
        let lines = listing(&self.publications).into_iter().map(|(file, hash)| format!("{hash}  {file}\n"));
        lines.collect::<String>().into_bytes()
    }
}

impl Published {
    /// What was kept of a ledger's records; nothing where the ledger was not in it.
    ///
    /// # Errors
    /// [`Broken`] where the file cannot be read, or not as this program writes it.
    pub fn kept(&self, disk: &dyn Disk, folder: &Path, kind: &Arc<Kind>) -> Result<Option<KeptLedger>, Broken> {
        let Some(kept) = self.publication.records.iter().find(|kept| kept.ledger == kind.name) else {
            return Ok(None);
        };
        let bytes = read(disk, folder, &kept.file)?;
        if sha256(&bytes) != kept.sha256 {
            return Err(broken(&kept.file, Flaw::Changed));
        }
        let ledger = KeptLedger::from_bytes(kind, kept.kept, kept.count, &bytes);
        ledger.map(Some).ok_or_else(|| broken(&kept.file, Flaw::Unknown(kind.name.clone())))
    }
}
