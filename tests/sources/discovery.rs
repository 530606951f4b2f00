//! Patterns to files.

use std::fs;
use std::path::Path;

use market_aid::sources::{Pattern, discover};

use crate::{codes, folder};

fn touch(root: &Path, names: &[&str]) {
    for name in names {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "x").expect("a file");
    }
}

fn pattern(source: usize, group: usize, globs: &[&str]) -> Pattern {
    Pattern { source, group, globs: globs.iter().map(|&glob| glob.to_owned()).collect() }
}

#[test]
fn files_come_sorted_by_source_and_name_whatever_the_case_of_their_endings() {
    let job = folder();
    touch(job.path(), &["market-aid.toml", "inbox/b/二.XLSX", "inbox/b/a.csv", "inbox/招商/p.xlsx", "inbox/~$a.csv"]);
    let patterns = [pattern(0, 0, &["inbox/招商/*.xlsx"]), pattern(1, 1, &["inbox/b/**/*.{xlsx,csv}"])];
    let (files, findings) = discover(job.path(), &patterns);
    let found: Vec<(usize, &str)> = files.iter().map(|file| (file.source, &*file.name)).collect();
    assert_eq!(found, [(0, "inbox/招商/p.xlsx"), (1, "inbox/b/a.csv"), (1, "inbox/b/二.XLSX")]);
    assert_eq!(findings, []);
}

#[test]
fn what_nobody_reads_and_what_is_not_there_is_told() {
    let job = folder();
    touch(job.path(), &["inbox/a.csv", "inbox/note.docx", "other/b.csv"]);
    let (files, findings) = discover(job.path(), &[pattern(0, 0, &["inbox/*.csv", "inbox/*.xls", "../x/*.csv", "{"])]);
    assert_eq!(files.len(), 1);
    let told: Vec<(&str, &str, &str)> = findings.iter().map(|f| (f.code.0, &*f.place.file, f.raw.as_str())).collect();
    assert_eq!(
        told,
        [
            ("pattern-matches-nothing", "", "inbox/*.xls"),
            ("pattern-outside-job", "", "../x/*.csv"),
            ("pattern-unreadable", "", "{"),
            ("file-unmatched", "inbox/note.docx", ""),
        ]
    );
}

#[test]
fn a_ledger_reads_a_file_once_but_two_ledgers_may_share_it() {
    let job = folder();
    touch(job.path(), &["inbox/a.xlsx"]);
    let (files, findings) = discover(job.path(), &[pattern(0, 7, &["inbox/*"]), pattern(1, 7, &["**/*.xlsx"])]);
    assert_eq!((files.len(), files[0].source, codes(&findings)), (1, 0, vec!["file-matched-twice"]));
    let (files, findings) = discover(job.path(), &[pattern(0, 7, &["inbox/*"]), pattern(1, 8, &["inbox/*"])]);
    assert_eq!((files.len(), codes(&findings)), (2, vec![]));
}

#[cfg(unix)]
#[test]
fn links_lead_neither_round_nor_out() {
    let (job, outside) = (folder(), folder());
    touch(job.path(), &["inbox/a.csv"]);
    touch(outside.path(), &["b.csv"]);
    std::os::unix::fs::symlink(job.path().join("inbox"), job.path().join("inbox/loop")).expect("a link");
    std::os::unix::fs::symlink(outside.path().join("b.csv"), job.path().join("inbox/b.csv")).expect("a link");
    let (files, findings) = discover(job.path(), &[pattern(0, 0, &["inbox/**/*.csv"])]);
    assert_eq!((files.len(), codes(&findings)), (1, vec!["file-outside-job", "folder-loops"]));
}
