//! The process that reads a workbook, seen from outside. Knows no format.
//!
//! Reading runs in a process of its own: a workbook of two kilobytes can make its reader ask for terabytes, and an
//! allocation that fails cannot be caught from within. Here it is started, listened to, stopped when its time is
//! up, and its end is judged.

use std::ffi::OsString;
use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::request::Request;

/// The first argument by which the executable becomes the reading process.
pub const READER_ARGUMENT: &str = "__read-workbook";

/// A reading process at work.
pub(super) struct Reading {
    pub(super) answers: BufReader<ChildStdout>,
    done: mpsc::Sender<()>,
    watch: JoinHandle<io::Result<Ending>>,
}

/// How the process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// By itself, with this status.
    Exited(ExitStatus),
    /// It was stopped when its time was up.
    TimedOut,
}

/// Starts reading.
pub(super) fn start(exe: Option<&PathBuf>, request: &Request, time: Duration) -> io::Result<Reading> {
    let exe = exe.map_or_else(std::env::current_exe, |exe| Ok(exe.clone()))?;
    let arguments: Vec<OsString> = request.to_arguments();
    let mut child = Command::new(exe)
        .arg(READER_ARGUMENT)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let answers = BufReader::with_capacity(1 << 16, child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
    let (done, wait) = mpsc::channel();
    let watch = thread::spawn(move || watch(child, &wait, time));
    Ok(Reading { answers, done, watch })
}

fn watch(mut child: Child, wait: &mpsc::Receiver<()>, time: Duration) -> io::Result<Ending> {
    let timed_out = wait.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if timed_out {
        child.kill()?;
    }
    let status = child.wait()?;
    Ok(if timed_out { Ending::TimedOut } else { Ending::Exited(status) })
}

impl Reading {
    /// Stops listening and waits for the process to end; it does so when it finds nobody listening.
    pub(super) fn end(self) -> io::Result<Ending> {
        let Self { answers, done, watch } = self;
        drop(answers);
        drop(done);
        watch.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
    }
}
