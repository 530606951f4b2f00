//! The same job gives the same bytes: run twice, with one thread and with four, in another folder each time.

#[path = "case_runner/outcome.rs"]
mod outcome;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Cases that between them use every kind of file, many files, and many findings.
const CASES: [&str; 3] = [
    "forty-files-each-broken-in-its-own-way",
    "xlsx-months-across-two-sheets-with-totals",
    "names-city-and-category-from-registry",
];

/// Every file below a folder, by its relative path.
fn files(root: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(below).expect("the output folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.insert(name, fs::read(&path).expect("an output is read"));
        }
    }
}

/// What a case's job leaves with so many threads.
fn left(case: &str, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let job = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("job");
    let outcome = outcome::run(&job, &["--jobs".to_owned(), threads.to_owned()]);
    assert_eq!(outcome.exit, 0, "{case}: {}", outcome.stderr);
    assert!(!outcome.by_id().is_empty() && !outcome.intake().is_empty() && outcome.findings.len() < 1_000);
    let mut found = BTreeMap::new();
    files(&outcome.out, &outcome.out, &mut found);
    found
}

#[test]
fn the_same_job_leaves_the_same_bytes_with_any_number_of_threads() {
    for case in CASES {
        let (one, four) = (left(case, "1"), left(case, "4"));
        assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>(), "{case}");
        let differ: Vec<&String> = one.keys().filter(|name| one[*name] != four[*name]).collect();
        assert!(differ.is_empty(), "{case}: {differ:?} differ");
    }
}
