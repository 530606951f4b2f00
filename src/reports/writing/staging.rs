//! The folder beside the output folder in which the new files are made; gone again unless it is swapped in.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{WriteError, at};

/// A folder under construction.
pub(super) struct Staging {
    path: PathBuf,
}

/// The hidden folder beside `out` that ends in `mark`.
pub(super) fn beside(out: &Path, mark: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.market-aid-{mark}"))
}

impl Staging {
    /// An empty folder beside `out`, with its permissions where it exists. What a killed run left there goes.
    pub(super) fn create(out: &Path) -> Result<Self, WriteError> {
        let path = beside(out, "new");
        at(&path, remove(&path))?;
        at(&path, fs::create_dir(&path))?;
        let staging = Self { path };
        if let Ok(existing) = fs::metadata(out) {
            at(&staging.path, fs::set_permissions(&staging.path, existing.permissions()))?;
        }
        Ok(staging)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one file and makes sure that it is on the disk.
    pub(super) fn write(&self, relative: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.path.join(relative);
        at(&path, write_synced(&path, bytes))
    }

    /// Makes sure that the folders themselves are on the disk.
    pub(super) fn sync(&self) -> Result<(), WriteError> {
        for entry in walkdir::WalkDir::new(&self.path).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_dir() {
                sync_folder(entry.path());
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    /// Takes an unfinished folder away; after the swap it is the old one, or is not there.
    fn drop(&mut self) {
        // A leftover is taken away by the next run.
        let _ = remove(&self.path);
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes a folder with all it holds; one that is not there is removed already.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Not every system can sync a folder; where it cannot, the rename is as safe as that system makes it.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}
