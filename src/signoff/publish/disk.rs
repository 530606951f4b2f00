//! The folder of publications as the system has it: the only file operations of this room, behind a trait, so that a test
//! can end them at any point.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What is done to files. Every operation that changes something is done, or is not.
pub trait Disk {
    /// The names in a folder, sorted; none where there is no such folder.
    ///
    /// # Errors
    /// What the system says.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Makes a folder where there is none.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file under a name that nobody reads, and makes sure that it is on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn write_aside(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file its name; one that has that name already goes.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that must be free.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::AlreadyExists`] where it is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes sure that the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Keeps every other process out until the lock is dropped, or this process is gone, however it ends.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] where another one holds it.
    fn lock(&self, path: &Path) -> io::Result<File>;
}

/// The disk itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = entries
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<String>>>()?;
        names.sort();
        Ok(names)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write_aside(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rename_no_replace(from, to) {
            // Some file systems cannot do it in one step; the lock keeps others of our kind out.
            Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
                if to.symlink_metadata().is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                fs::rename(from, to)
            }
            renamed => renamed,
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Not every system can sync a folder; where it cannot, the rename is as safe as that system makes it.
        if let Ok(folder) = File::open(path) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<File> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            // A system without locks: the name that must be free still keeps two publications apart.
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(target_os = "linux")]
fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn rename_no_replace(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
