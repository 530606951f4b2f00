//! Bytes and their place below the job folder come in, files go out. Must not know what they hold.

use std::fs;
use std::path::{Path, PathBuf};

use super::SampleError;

/// Writes one file below `dir`, with the folders on its way; `/` parts the path on every platform.
pub(super) fn write(dir: &Path, path: &str, bytes: &[u8]) -> Result<(), SampleError> {
    let target = place(dir, path)?;
    fs::write(&target, bytes).map_err(SampleError::write(&target))
}

/// Where a file will stand below `dir`; the folders on its way are made.
pub(super) fn place(dir: &Path, path: &str) -> Result<PathBuf, SampleError> {
    let target: PathBuf = path.split('/').fold(dir.to_owned(), |folder, part| folder.join(part));
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(SampleError::write(parent))?;
    }
    Ok(target)
}
