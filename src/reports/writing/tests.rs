//! The output folder after runs, edits, failures and kills.

use super::*;
use std::fs;

fn files(list: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn write(out: &Path, list: &[(&str, &str)]) -> Written {
    write_all(out, &files(list), &["notice.md"]).expect("a writable folder")
}

/// Every file below `folder` with its text, but the list of what was written.
fn listing(folder: &Path) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok);
    let name = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
    entries
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != manifest::FILE)
        .map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).expect("text")))
        .collect()
}

fn texts(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_second_run_replaces_the_first_whole_and_keeps_what_is_not_ours() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out/2021-07");
    write(&out, &[("figures.csv", "1"), ("charts/a.svg", "1"), ("notice.md", "n1")]);
    fs::create_dir_all(out.join("mine/empty")).expect("a folder");
    fs::write(out.join("mine/memo.txt"), "memo").expect("a file");
    fs::write(out.join("charts/own.png"), "own").expect("a file");
    let written = write(&out, &[("figures.csv", "2"), ("charts/b.svg", "2"), ("notice.md", "n2")]);
    let expected = [
        ("charts/b.svg", "2"),
        ("charts/own.png", "own"),
        ("figures.csv", "2"),
        ("mine/memo.txt", "memo"),
        ("notice.md", "n2"),
    ];
    assert_eq!(listing(&out), texts(&expected));
    assert_eq!(written, Written::default());
    assert!(out.join("mine/empty").is_dir());
    let beside: Vec<_> = fs::read_dir(out.parent().expect("a parent")).expect("a folder").collect();
    assert_eq!(beside.len(), 1, "nothing is left beside the folder");
}

#[test]
fn an_edited_notice_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    write(&out, &[("notice.md", "n1")]);
    fs::write(out.join("notice.md"), "edited").expect("a file");
    let beside = |name: &str| Written { beside: vec![("notice.md".to_owned(), name.to_owned())] };
    assert_eq!(write(&out, &[("notice.md", "n2")]), beside("notice.new.md"));
    assert_eq!(write(&out, &[("notice.md", "n3")]), beside("notice.new.md"));
    assert_eq!(listing(&out), texts(&[("notice.md", "edited"), ("notice.new.md", "n3")]));
    fs::write(out.join("notice.new.md"), "edited too").expect("a file");
    assert_eq!(write(&out, &[("notice.md", "n4")]), beside("notice.new2.md"));
    let expected = [("notice.md", "edited"), ("notice.new.md", "edited too"), ("notice.new2.md", "n4")];
    assert_eq!(listing(&out), texts(&expected));
    fs::write(out.join("notice.md"), "n5").expect("a file");
    assert_eq!(write(&out, &[("notice.md", "n5")]), Written::default(), "what is to be written stands there already");
    assert_eq!(listing(&out), texts(&[("notice.md", "n5"), ("notice.new.md", "edited too")]));
}

#[test]
fn an_edited_paper_of_a_guarded_folder_is_kept_and_what_is_not_guarded_is_replaced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = |text: &str, letters: &[&str]| {
        let mut list: Vec<(&str, &str)> = letters.iter().map(|letter| (*letter, text)).collect();
        list.extend([("letters.csv", text), ("figures.csv", text)]);
        write_all(&out, &files(&list), &["notice.md", "letters/"]).expect("a writable folder")
    };
    run("1", &["letters/a.xlsx", "letters/b.xlsx"]);
    for name in ["letters/a.xlsx", "letters.csv", "figures.csv"] {
        fs::write(out.join(name), "annotated").expect("a file");
    }
    let written = run("2", &["letters/a.xlsx", "letters/b.xlsx"]);
    assert_eq!(written.beside, [("letters/a.xlsx".to_owned(), "letters/a.new.xlsx".to_owned())]);
    let expected = [
        ("figures.csv", "2"),
        ("letters.csv", "2"),
        ("letters/a.new.xlsx", "2"),
        ("letters/a.xlsx", "annotated"),
        ("letters/b.xlsx", "2"),
    ];
    let mut listed = listing(&out);
    listed.sort();
    assert_eq!(listed, texts(&expected));
    // Nobody gets a letter any more: what somebody wrote on stays, what is only ours goes.
    run("3", &[]);
    let left: Vec<String> = listing(&out).into_iter().map(|(name, _)| name).filter(|name| name.contains('/')).collect();
    assert_eq!(left, ["letters/a.xlsx"]);
    let written = run("4", &["letters/a.xlsx"]);
    assert_eq!(written.beside.len(), 1, "a paper that was kept is still somebody's");
}

#[test]
fn a_paper_whose_new_bytes_are_not_known_yet_is_edited_where_it_is_not_ours() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let told = || edited(&out, [("workbook.xlsx", None), ("notice.md", Some(&b"n1"[..]))].into_iter());
    assert_eq!(told(), []);
    write(&out, &[("workbook.xlsx", "w1"), ("notice.md", "n1")]);
    assert_eq!(told(), []);
    fs::write(out.join("workbook.xlsx"), "sorted").expect("a file");
    assert_eq!(told(), [("workbook.xlsx".to_owned(), "workbook.new.xlsx".to_owned())]);
}

#[test]
fn a_notice_in_a_folder_of_somebody_elses_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("notice.md"), "theirs").expect("a file");
    write(&out, &[("notice.md", "ours")]);
    write(&out, &[("notice.md", "ours again")]);
    assert_eq!(listing(&out), texts(&[("notice.md", "theirs"), ("notice.new.md", "ours again")]));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error_and_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    fs::write(&out, "a file").expect("a file");
    let error = write_all(&out, &files(&[("a", "1")]), &[]).expect_err("no folder");
    assert_eq!(error.key(), "write-not-a-folder");
    let below = write_all(&out.join("deeper"), &files(&[("a", "1")]), &[]).expect_err("no folder");
    assert_eq!(below.key(), "write-not-a-folder");
    assert_eq!(fs::read_to_string(&out).expect("a file"), "a file");
}

#[test]
fn a_failure_half_way_leaves_the_old_folder_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    write(&out, &[("a", "1")]);
    let error = write_all(&out, &files(&[("a", "2"), ("a/b", "a file is no folder")]), &[]).expect_err("no folder");
    assert_eq!(error.key(), "write-not-a-folder");
    assert_eq!(listing(&out), texts(&[("a", "1")]));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn leftovers_of_killed_runs_do_no_harm() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    write(&out, &[("a", "1")]);
    fs::create_dir(folder.path().join(".out.market-aid-new")).expect("a folder");
    fs::write(folder.path().join(".out.market-aid-new/torn"), "torn").expect("a file");
    fs::rename(&out, folder.path().join(".out.market-aid-old")).expect("killed between the renames");
    fs::write(folder.path().join(".out.market-aid-old/memo"), "memo").expect("a file");
    write(&out, &[("a", "2")]);
    assert_eq!(listing(&out), texts(&[("a", "2"), ("memo", "memo")]));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::create_dir(&real).expect("a folder");
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    write(&link, &[("a", "1")]);
    assert!(link.is_symlink());
    assert_eq!(listing(&real), texts(&[("a", "1")]));
}
