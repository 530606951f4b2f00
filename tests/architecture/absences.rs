//! What a room does not have: the invariants that `ARCHITECTURE.md` tells as absences.

use crate::none;
use crate::source::{Source, sources};

/// The file system, as code names it.
const FILES: [&str; 4] = ["fs::", "File::", "tempfile::", "walkdir::"];
/// Binary floats, as code names them.
const FLOATS: [&str; 2] = ["f64", "f32"];
/// Clocks, locale, and what else changes from one run to the next.
const CHANCE: [&str; 7] =
    ["SystemTime::now", "Instant::now", "Local::now", "Utc::now", "thread_rng", "RandomState", "DefaultHasher"];

fn is_in(file: &Source, rooms: &[&str]) -> bool {
    rooms.contains(&file.room())
}

/// Every place where one of `words` stands in the files that `concerns` picks.
fn places(words: &[&str], concerns: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources().iter().filter(|file| concerns(file)) {
        for word in words {
            found.extend(file.finds(word).into_iter().map(|offset| file.breach(offset, word)));
        }
    }
    found
}

#[test]
fn only_the_ends_of_the_flow_touch_files() {
    // `ledger` spills digests to temporary files; `run` reads a template and says where the output goes.
    let may = ["job", "sources", "ledger", "reports", "signoff", "notices", "run", "cli", "sample"];
    none("these rooms never open a file", &places(&FILES, |file| !is_in(file, &may)));
}

#[test]
fn reports_touch_files_in_one_place() {
    let elsewhere = |file: &Source| is_in(file, &["reports"]) && !file.path.starts_with("src/reports/writing/");
    none("a report is bytes; only `writing` writes", &places(&FILES, elsewhere));
}

#[test]
fn publications_touch_files_in_one_place() {
    let elsewhere = |file: &Source| is_in(file, &["signoff"]) && file.path != "src/signoff/publish/disk.rs";
    none("only `disk` writes and reads publications", &places(&FILES, elsewhere));
}

#[test]
fn no_float_stands_between_a_cell_and_a_printed_figure() {
    // A workbook stores binary floats, and how alike two names are is no figure.
    let may = ["src/sources/workbook/reader/values.rs", "src/registry/names.rs"];
    let exact = |file: &Source| !is_in(file, &["reports", "sample"]) && !may.contains(&file.path.as_str());
    none("integers and fractions only", &places(&FLOATS, exact));
}

#[test]
fn no_clock_and_no_chance() {
    none("the same job gives the same bytes", &places(&CHANCE, |file| !is_in(file, &["cli"])));
}

#[test]
fn unsafe_stands_in_the_allocator_alone() {
    none("no unsafe code", &places(&["unsafe"], |file| file.path != "src/sources/cap.rs"));
}
