//! Every folder of `tests/cases`: runs the binary on a copy of its job, checks its notices or asks a command about it, and compares what comes of
//! it with `expected.toml`. All differences of a case are printed at once. `MARKET_AID_CASE=text` runs the cases whose name
//! contains the text.

mod case_runner;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case_runner::compare::differences;
use case_runner::expected::Expected;
use case_runner::outcome::run;
use case_runner::{ask, check};

/// The case folders, by name.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&root).expect("tests/cases is there").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

/// The folder's last part.
fn name(folder: &Path) -> String {
    folder.file_name().expect("a name").to_string_lossy().into_owned()
}

/// What is wrong with one case; empty if nothing is.
fn judge(folder: &Path) -> Vec<String> {
    match Expected::read(folder) {
        Err(error) => vec![error],
        Ok(expected) if !expected.check.is_empty() => {
            let notices = folder.join("notices");
            check::differences(&expected, &check::run(&notices, &expected.check), &notices)
        }
        Ok(expected) if !expected.ask.is_empty() => {
            ask::differences(&expected, &ask::run(&folder.join("job"), &expected.ask))
        }
        Ok(expected) => differences(&expected, &run(&folder.join("job"), &expected.args)),
    }
}

/// Judges all folders, as many at once as the machine has cores.
fn judge_all(folders: &[PathBuf]) -> Vec<(String, Vec<String>)> {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let wrong = judge(folder);
                    if !wrong.is_empty() {
                        failed.lock().expect("no judge panics").push((name(folder), wrong));
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().expect("no judge panics");
    failed.sort();
    failed
}

#[test]
fn every_case_comes_out_as_expected() {
    let wanted = std::env::var("MARKET_AID_CASE").unwrap_or_default();
    let folders: Vec<PathBuf> = folders().into_iter().filter(|folder| name(folder).contains(&wanted)).collect();
    assert!(!folders.is_empty(), "no case is named like {wanted:?}");
    let failed = judge_all(&folders);
    for (name, wrong) in &failed {
        println!("\n{name}\n  {}", wrong.join("\n  "));
    }
    assert!(failed.is_empty(), "{} of {} cases differ, see above", failed.len(), folders.len());
}

#[test]
fn every_case_says_what_it_shows_and_nothing_unknown() {
    let wrong: Vec<String> = folders().iter().filter_map(|folder| Expected::read(folder).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
