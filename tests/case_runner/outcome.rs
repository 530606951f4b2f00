//! One run of the binary on a copy of a job: its exit status, what it said and what it left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A run that takes longer than this hangs.
const LIMIT: Duration = Duration::from_secs(180);

/// What a run left.
pub struct Outcome {
    /// The exit status; -1 where a signal or the time limit ended it.
    pub exit: i32,
    /// Everything on stderr.
    pub stderr: String,
    /// The output folder.
    pub out: PathBuf,
    /// `figures.json`, or null.
    pub figures: Value,
    /// `findings.json`, or an empty list.
    pub findings: Vec<Value>,
    _folder: TempDir,
}

impl Outcome {
    /// The figures by id.
    pub fn by_id(&self) -> BTreeMap<&str, &Value> {
        let list = self.figures["figures"].as_array().map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|figure| Some((figure["id"].as_str()?, figure))).collect()
    }

    /// The intake, a file and sheet each.
    pub fn intake(&self) -> &[Value] {
        self.figures["intake"].as_array().map_or(&[], Vec::as_slice)
    }
}

/// Runs the binary on a copy of `job`.
pub fn run(job: &Path, args: &[String]) -> Outcome {
    let folder = TempDir::new().expect("a temporary folder");
    let (copy, out) = (folder.path().join("job"), folder.path().join("out"));
    copy_folder(job, &copy);
    let said = folder.path().join("stderr.txt");
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.arg("run").arg(&copy).arg("--out").arg(&out).arg("--quiet").args(args).env("RUST_BACKTRACE", "0");
    let exit = wait(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file(&said)));
    let figures = json(&out.join("figures.json")).unwrap_or(Value::Null);
    let findings = json(&out.join("findings.json")).and_then(|value| value.as_array().cloned()).unwrap_or_default();
    let stderr = String::from_utf8_lossy(&fs::read(&said).expect("what it said")).into_owned();
    Outcome { exit, stderr, out, figures, findings, _folder: folder }
}

/// A file to take what a command says.
pub fn file(path: &Path) -> fs::File {
    fs::File::create(path).expect("a file for what it says")
}

/// The exit status of a command; -1 where a signal ended it, or the time limit.
pub fn wait(command: &mut Command) -> i32 {
    let mut child = command.spawn().expect("the binary starts");
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        match child.try_wait().expect("a child to wait for") {
            Some(status) => return status.code().unwrap_or(-1),
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    child.kill().expect("a child to end");
    child.wait().expect("an ended child");
    -1
}

/// A JSON file's value, if it is there and is JSON.
fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy's folder");
    for entry in fs::read_dir(from).expect("the case has a job folder") {
        let entry = entry.expect("an entry of the job");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a file of the job is copied");
        }
    }
}
