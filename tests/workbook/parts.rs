//! The parts of the small book, as they were when somebody looked at it in a spreadsheet.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use market_aid::words::Lang;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::small::shelf;

/// Parts that are the library's own, the same in every workbook.
const NOT_OURS: [&str; 1] = ["xl/theme/theme1.xml"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbook/parts")
}

/// The parts of a workbook by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let text = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    let texts: Vec<String> = names.iter().map(text).collect();
    names.into_iter().zip(texts).collect()
}

/// A workbook of these parts.
pub fn zipped(parts: BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

/// One element a line, so that a difference can be read.
fn by_line(text: &str) -> String {
    text.replace("><", ">\n<") + "\n"
}

/// The parts that are kept, by the names of their files.
fn kept() -> BTreeMap<String, String> {
    let ours = parts(&shelf().bytes(Lang::Zh)).into_iter().filter(|(name, _)| !NOT_OURS.contains(&name.as_str()));
    ours.map(|(name, text)| (name.replace('/', "+"), by_line(&text))).collect()
}

#[test]
fn every_part_is_as_it_was_looked_at() {
    let stored = fs::read_dir(folder()).expect("tests/workbook/parts is there");
    let mut names: Vec<String> =
        stored.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let parts = kept();
    assert_eq!(parts.keys().cloned().collect::<Vec<_>>(), names, "which parts there are");
    for (name, text) in parts {
        let before = fs::read_to_string(folder().join(&name)).expect("a part");
        let differs = before.lines().zip(text.lines()).position(|(before, now)| before != now);
        let line = differs.unwrap_or_else(|| before.lines().count().min(text.lines().count()));
        assert!(before == text, "{name}, line {}: {:?}", line + 1, text.lines().nth(line));
    }
}

#[test]
#[ignore = "writes tests/workbook/parts anew"]
fn write_the_parts() {
    let _ = fs::remove_dir_all(folder());
    fs::create_dir_all(folder()).expect("a folder");
    for (name, text) in kept() {
        fs::write(folder().join(name), text).expect("a part");
    }
}

#[test]
fn nothing_of_the_day_or_the_machine_is_in_it() {
    let parts = parts(&shelf().bytes(Lang::Zh));
    let core = &parts["docProps/core.xml"];
    assert_eq!(core.matches("2021-03-05T00:00:00Z").count(), 2, "{core}");
    assert!(parts.values().all(|text| !text.contains("/home/") && !text.contains("/root/")));
}
