//! One call of a command about a job that answers on stdout, and the differences of what it said from what was expected.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::expected::Expected;
use super::outcome::{copy_folder, file, wait};

/// What a command said.
pub struct Asked {
    /// The exit status; -1 where a signal or the time limit ended it.
    pub exit: i32,
    /// Everything on stdout.
    pub stdout: String,
    /// Everything on stderr.
    pub stderr: String,
}

/// Runs a command on a copy of `job`, which comes behind its name.
pub fn run(job: &Path, ask: &[String]) -> Asked {
    let folder = TempDir::new().expect("a temporary folder");
    let copy = folder.path().join("job");
    copy_folder(job, &copy);
    let (out, said) = (folder.path().join("stdout.txt"), folder.path().join("stderr.txt"));
    let (name, rest) = ask.split_first().expect("the name of a command");
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.arg(name).arg(&copy).args(rest).env("RUST_BACKTRACE", "0");
    let exit = wait(command.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&said)));
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("what it said")).into_owned();
    Asked { exit, stdout: text(&out), stderr: text(&said) }
}

/// Everything in which the outcome differs.
pub fn differences(expected: &Expected, asked: &Asked) -> Vec<String> {
    let mut wrong = Vec::new();
    if asked.exit != expected.exit {
        wrong.push(format!("exit {} instead of {}; stderr: {}", asked.exit, expected.exit, asked.stderr.trim()));
    }
    if asked.stderr.contains("panicked at") {
        wrong.push(format!("a panic: {}", asked.stderr.trim()));
    }
    for (name, stream, parts) in
        [("stdout", &asked.stdout, &expected.stdout_contains), ("stderr", &asked.stderr, &expected.stderr_contains)]
    {
        let lacks = parts.iter().filter(|part| !stream.contains(part.as_str()));
        wrong.extend(lacks.map(|part| format!("{name} lacks {part:?}: {}", stream.trim())));
    }
    let has = expected.stdout_lacks.iter().filter(|part| asked.stdout.contains(part.as_str()));
    wrong.extend(has.map(|part| format!("stdout should not hold {part:?}: {}", asked.stdout.trim())));
    wrong
}
