//! The synthetic sample: a seed comes in, a job folder goes out whose true totals are known. Must not know any of the
//! rooms that read such a folder, so that its answers are independent of them.

use std::io;
use std::path::{Path, PathBuf};

mod files;
mod numerals;
mod produce;
mod random;
mod region;
mod registry;
mod rows;
mod truth;

pub use rows::write_rows;

/// The seed of the committed sample job.
pub const DEFAULT_SEED: u64 = 20_210_805;

/// Why a sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file or folder could not be created or written.
    #[error("{}: {source}", path.display())]
    Write {
        /// The file or folder in question.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl SampleError {
    fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}
