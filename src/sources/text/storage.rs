//! Where the UTF-8 text of a table lies: in memory while it is small, else on disk. Knows no rows.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// UTF-8 text that can be read in ranges.
#[derive(Debug)]
pub(super) enum Storage {
    /// Small text, verified.
    Memory(String),
    /// The file itself, which is taken to be UTF-8.
    File { path: PathBuf, len: u64 },
    /// A large file of another encoding, rewritten; removed with the table.
    Rewritten { path: TempPath, len: u64 },
}

impl Storage {
    /// Length in bytes.
    pub(super) const fn len(&self) -> u64 {
        match self {
            Self::Memory(text) => text.len() as u64,
            Self::File { len, .. } | Self::Rewritten { len, .. } => *len,
        }
    }

    /// A reader of ranges; each thread has its own.
    pub(super) fn reader(&self) -> io::Result<RangeReader<'_>> {
        match self {
            Self::Memory(text) => Ok(RangeReader::Memory(text.as_bytes())),
            Self::File { path, .. } => RangeReader::disk(path),
            Self::Rewritten { path, .. } => RangeReader::disk(path),
        }
    }
}

/// Reads ranges of a [`Storage`].
pub(super) enum RangeReader<'a> {
    Memory(&'a [u8]),
    Disk { file: File, buffer: Vec<u8> },
}

impl<'a> RangeReader<'a> {
    fn disk(path: &Path) -> io::Result<Self> {
        Ok(Self::Disk { file: File::open(path)?, buffer: Vec::new() })
    }

    /// The bytes from `start` to `end`, which must lie within the text.
    pub(super) fn range(&mut self, start: u64, end: u64) -> io::Result<&[u8]> {
        match self {
            Self::Memory(bytes) => {
                bytes.get(to_usize(start)?..to_usize(end)?).ok_or(io::ErrorKind::UnexpectedEof.into())
            }
            Self::Disk { file, buffer } => {
                buffer.resize(to_usize(end - start)?, 0);
                file.seek(SeekFrom::Start(start))?;
                file.read_exact(buffer)?;
                Ok(buffer)
            }
        }
    }
}

fn to_usize(offset: u64) -> io::Result<usize> {
    usize::try_from(offset).map_err(|_| io::ErrorKind::FileTooLarge.into())
}
