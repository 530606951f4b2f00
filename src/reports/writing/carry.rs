//! What no run wrote stays: other people's files, and papers that were edited, are carried into the new folder.

use std::fs;
use std::io;
use std::path::Path;

use super::manifest::{FILE, Manifest};
use super::staging::Staging;
use super::{WriteError, at};

/// Carries everything that is not replaced from `out` into the staging folder, by hard links where possible.
pub(super) fn carry_over(out: &Path, old: &Manifest, new: &Manifest, staging: &Staging) -> Result<(), WriteError> {
    if !out.exists() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(out).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| WriteError { path: out.to_owned(), cause: error.into() })?;
        let Ok(relative) = entry.path().strip_prefix(out) else { continue };
        let name = slashed(relative);
        let target = staging.path().join(relative);
        if name == FILE || fs::symlink_metadata(&target).is_ok() || is_stale(entry.path(), &name, old, new) {
            continue;
        }
        at(entry.path(), carry(&entry, old, &name, &target))?;
    }
    Ok(())
}

/// Whether the last run wrote it, nobody edited it, and this run neither writes nor keeps it: a chart that is no longer
/// drawn.
fn is_stale(path: &Path, name: &str, old: &Manifest, new: &Manifest) -> bool {
    let ours = old.lists(name) && !new.lists(name);
    ours && fs::read(path).is_ok_and(|bytes| old.has(name, &bytes))
}

fn carry(entry: &walkdir::DirEntry, old: &Manifest, name: &str, target: &Path) -> io::Result<()> {
    let kind = entry.file_type();
    if kind.is_dir() {
        // A folder that held only our files comes back only if this run writes into it.
        return if old.holds_folder(name) { Ok(()) } else { fs::create_dir_all(target) };
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    if kind.is_symlink() { relink(entry.path(), target) } else { link_or_copy(entry.path(), target) }
}

fn link_or_copy(source: &Path, target: &Path) -> io::Result<()> {
    fs::hard_link(source, target).or_else(|_| fs::copy(source, target).map(drop))
}

#[cfg(unix)]
fn relink(source: &Path, target: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(source)?, target)
}

#[cfg(not(unix))]
fn relink(source: &Path, target: &Path) -> io::Result<()> {
    fs::copy(source, target).map(drop)
}

/// A relative path with `/` between its parts, as the list of files has it.
fn slashed(relative: &Path) -> String {
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
