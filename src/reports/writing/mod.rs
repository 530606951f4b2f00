//! The output folder: all files of a run appear together or not at all.
//!
//! In: relative paths and bytes. Out: the folder, and which edited papers were left alone. The new folder is built
//! beside the old one, synced, and swapped in: on Linux in one step, elsewhere by two renames, between which a killed
//! run leaves the old folder aside; the next run puts it back. Files that no run wrote are carried over. Two runs into
//! one folder at the same time are not supported: one of them fails.

mod carry;
mod manifest;
mod staging;
mod swap;

use std::io;
use std::path::{Path, PathBuf};

use carry::carry_over;
use manifest::Manifest;
use staging::Staging;

/// What [`write_all`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Papers that somebody had edited: (left as it is, where the new one stands).
    pub beside: Vec<(String, String)>,
}

/// Why nothing was written. The sentence stands in the catalogue under [`WriteError::key`].
#[derive(Debug, thiserror::Error)]
#[error("{path}: {cause}")]
pub struct WriteError {
    /// What could not be written.
    pub path: PathBuf,
    /// What the system says.
    pub cause: io::Error,
}

impl WriteError {
    /// The key of its sentence; `{path}` and `{cause}` are its placeholders.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self.cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "write-disk-full",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "write-not-permitted",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "write-not-a-folder",
            _ => "write-failed",
        }
    }
}

/// Attaches the path to what the system says.
fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|cause| WriteError { path: path.to_owned(), cause })
}

/// Writes the files into `out`, replacing what an earlier run wrote there. A paper in `guarded` that was edited since
/// is left as it is, and the new one is written beside it: `notice.md` as `notice.new.md`. A name in `guarded` that ends
/// in `/` stands for every paper of that folder.
///
/// # Errors
/// [`WriteError`] where anything cannot be written; `out` is then as it was.
pub fn write_all(out: &Path, files: &[(String, Vec<u8>)], guarded: &[&str]) -> Result<Written, WriteError> {
    let out = resolved(out)?;
    swap::recover(&out)?;
    let old = Manifest::read(&out);
    let staging = Staging::create(&out)?;
    let (mut new, mut written) = (Manifest::default(), Written::default());
    for (path, bytes) in files {
        let is_guarded = guarded.iter().any(|guarded| guards(guarded, path));
        let target = if is_guarded { free_name(&out, &old, path, Some(bytes)) } else { path.clone() };
        staging.write(&target, bytes)?;
        if target != *path {
            new.keep(path, &old);
            written.beside.push((path.clone(), target.clone()));
        }
        new.add(&target, bytes);
    }
    carry_over(&out, &old, &new, &staging)?;
    staging.write(manifest::FILE, &new.to_bytes())?;
    staging.sync()?;
    swap::swap_in(staging, &out)?;
    Ok(written)
}

/// Which of these guarded papers were edited since a run wrote them, and where the new ones will stand. Bytes: what is to be
/// written, where it is known already.
#[must_use]
pub fn edited<'a>(out: &Path, papers: impl Iterator<Item = (&'a str, Option<&'a [u8]>)>) -> Vec<(String, String)> {
    let old = Manifest::read(out);
    let targets = papers.map(|(path, bytes)| (path.to_owned(), free_name(out, &old, path, bytes)));
    targets.filter(|(path, target)| path != target).collect()
}

/// Whether a guarded name is this paper, or the folder that it lies in.
fn guards(guarded: &str, path: &str) -> bool {
    guarded == path || (guarded.ends_with('/') && path.starts_with(guarded))
}

/// The folder's real path, so that a link to it stays a link. Its parents are made where they are missing.
fn resolved(out: &Path) -> Result<PathBuf, WriteError> {
    if let Ok(real) = out.canonicalize() {
        let not_a_folder = || io::Error::from(io::ErrorKind::NotADirectory);
        return if real.is_dir() { Ok(real) } else { at(out, Err(not_a_folder())) };
    }
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    at(parent, std::fs::create_dir_all(parent))?;
    let name = out.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput));
    Ok(at(parent, parent.canonicalize())?.join(at(out, name)?))
}

/// The path itself, or for an edited paper the first name beside it that holds nothing edited.
fn free_name(out: &Path, old: &Manifest, path: &str, bytes: Option<&[u8]>) -> String {
    if !is_edited(out, old, path, bytes) {
        return path.to_owned();
    }
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let mut number = 1_u32;
    loop {
        let mark = if number == 1 { String::new() } else { number.to_string() };
        let name = format!("{stem}.new{mark}.{extension}");
        if !is_edited(out, old, &name, bytes) {
            return name;
        }
        number += 1;
    }
}

/// Whether the file holds something that is neither what a run left there nor what is to be written.
fn is_edited(out: &Path, old: &Manifest, path: &str, bytes: Option<&[u8]>) -> bool {
    match std::fs::read(out.join(path)) {
        Ok(current) => !old.has(path, &current) && bytes != Some(&current),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests;
