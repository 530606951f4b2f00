//! Where an answer goes. In: bytes as they come. Out: they stand on standard output, or in a file that is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Where the answer goes: standard output, or a file that is there whole or not at all.
pub(super) struct Sink {
    file: Option<(tempfile::NamedTempFile, PathBuf)>,
    /// Whoever was reading standard output has gone.
    is_gone: bool,
}

impl Sink {
    /// Whether the answer goes to a file.
    pub const fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Opens the file, or standard output where there is none.
    pub fn open(path: Option<&PathBuf>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { file: None, is_gone: false }) };
        let file = beside(path).map_err(|error| unwritten(path, &error))?;
        Ok(Self { file: Some((file, path.clone())), is_gone: false })
    }

    /// Writes some of the answer.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if let Some((file, path)) = &mut self.file {
            return file.write_all(bytes).map_err(|error| unwritten(path, &error));
        }
        if self.is_gone {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.is_gone = true,
            written => written.map_err(|error| unwritten(Path::new("-"), &error))?,
        }
        Ok(())
    }

    /// Puts the file in place.
    pub fn close(self) -> Result<(), Failure> {
        let Some((file, path)) = self.file else { return Ok(()) };
        file.as_file().sync_all().map_err(|error| unwritten(&path, &error))?;
        file.persist(&path).map_err(|error| unwritten(&path, &error.error))?;
        Ok(())
    }
}

/// Puts a whole file in place, or none; its folder is made where it is missing.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file in the folder of a path.
fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // Temporary files are for their owner alone; this one is to be an ordinary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder(path))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let values = vec![("path", path.display().to_string()), ("cause", error.to_string())];
    Failure::new("cli.answer-unwritten", values)
}
