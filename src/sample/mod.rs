//! The synthetic sample: a seed comes in, a job folder goes out whose true totals are known. Must not know any of the
//! rooms that read such a folder, so that its answers are independent of them.

use std::io;
use std::path::{Path, PathBuf};

mod cities;
mod delimited;
mod desk;
mod files;
mod fit;
mod numerals;
mod office;
mod paper;
mod plan;
mod produce;
mod random;
mod region;
mod registry;
mod rows;
mod sales_truth;
mod stores;
mod traps;
mod truth;
mod wushi;
mod xls;
mod xlsx;

pub use rows::write_rows;
pub use wushi::write_job;

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
    /// A workbook could not be put together.
    #[error("{path}: {reason}")]
    Workbook {
        /// Its place below the job folder.
        path: String,
        /// What the writer of workbooks says.
        reason: String,
    },
}

impl SampleError {
    fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}
