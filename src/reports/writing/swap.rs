//! Putting the new folder in the place of the old one, and setting right what a killed run left.

use std::fs;
use std::io;
use std::path::Path;

use super::staging::{Staging, beside, remove, sync_folder};
use super::{WriteError, at};

/// Puts an old folder back that a run killed between its two renames left aside; removes one that is no longer needed.
pub(super) fn recover(out: &Path) -> Result<(), WriteError> {
    let aside = beside(out, "old");
    if !aside.exists() {
        return Ok(());
    }
    if out.exists() { at(&aside, remove(&aside)) } else { at(out, fs::rename(&aside, out)) }
}

/// Swaps the staging folder in. The old folder is then removed; that it cannot be is no failure of the run.
pub(super) fn swap_in(staging: Staging, out: &Path) -> Result<(), WriteError> {
    if !out.exists() {
        at(out, fs::rename(staging.path(), out))?;
    } else if exchange(staging.path(), out).is_err() {
        at(out, rename_twice(staging.path(), out))?;
    }
    if let Some(parent) = out.parent() {
        sync_folder(parent);
    }
    drop(staging);
    Ok(())
}

/// Both names change hands in one step: there is no instant without a whole folder.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_new: &Path, _out: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Old one aside, new one in; back again where the second step fails.
fn rename_twice(new: &Path, out: &Path) -> io::Result<()> {
    let aside = beside(out, "old");
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    // What cannot be removed now is removed by the next run.
    let _ = remove(&aside);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_do_what_one_exchange_does() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (new, out) = (folder.path().join("new"), folder.path().join("out"));
        fs::create_dir(&new).expect("a folder");
        fs::write(new.join("a"), "new").expect("a file");
        fs::create_dir(&out).expect("a folder");
        fs::write(out.join("a"), "old").expect("a file");
        rename_twice(&new, &out).expect("two renames");
        assert_eq!(fs::read_to_string(out.join("a")).expect("a file"), "new");
        assert!(!new.exists() && !beside(&out, "old").exists());
    }

    #[test]
    fn a_failed_second_rename_is_undone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out");
        fs::create_dir(&out).expect("a folder");
        assert!(rename_twice(&folder.path().join("missing"), &out).is_err());
        assert!(out.is_dir());
    }

    #[test]
    fn a_run_killed_between_the_renames_is_set_right() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out");
        fs::create_dir(beside(&out, "old")).expect("a folder");
        recover(&out).expect("the old folder back");
        assert!(out.is_dir() && !beside(&out, "old").exists());
    }
}
