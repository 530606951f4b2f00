//! The shape of files and functions: how each opens, how long it may be, what it may be called, what it may not say.

use crate::source::{Source, files, sources};
use crate::{beyond, none};

/// The most lines of a file, before its tests.
const FILE_LINES: usize = 500;
/// The most lines of a function.
const FUNCTION_LINES: usize = 70;

/// Functions that are longer, and why.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: [&str; 7] = ["util", "utils", "helper", "helpers", "common", "misc", "shared"];

/// What no file may say, and why.
const FORBIDDEN: [(&str, &str); 6] = [
    (".unwrap()", "say with expect what must hold, or give the error on"),
    ("todo!", "unfinished"),
    ("unimplemented!", "unfinished"),
    ("dbg!", "left over"),
    ("print!", "only cli speaks"),
    ("println!", "only cli speaks"),
];

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let all = files("src").into_iter().chain(files("tests"));
    let bare: Vec<String> = all.filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    none("every file opens with //!", &bare);
}

#[test]
fn files_are_short() {
    let lines = |file: &Source| file.code.trim_end().lines().count();
    let mut all = files("src");
    all.extend(files("tests"));
    let long = all.iter().filter(|file| lines(file) > FILE_LINES);
    let long: Vec<String> = long.map(|file| format!("{}: {} lines", file.path, lines(file))).collect();
    none("no file over 500 lines before its tests", &long);
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for file in files("src").iter().chain(&files("tests")) {
        for function in file.functions() {
            let lines = file.line(function.end) - file.line(function.start) + 1;
            if lines > FUNCTION_LINES {
                let name = format!("{}::{}", file.path, file.word_at(function.start + 3));
                long.push((name, file.breach(function.start, &format!("a function of {lines} lines"))));
            }
        }
    }
    none("no function over 70 lines", &beyond(long, LONG_FUNCTIONS));
}

#[test]
fn no_file_is_named_for_nothing() {
    let says_nothing = |path: &str| path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part));
    let empty: Vec<String> = files("src")
        .into_iter()
        .chain(files("tests"))
        .map(|file| file.path)
        .filter(|path| says_nothing(path))
        .collect();
    none("a file is named by what it holds", &empty);
}

#[test]
fn nothing_is_unwrapped_unfinished_or_said_outside_the_command_line() {
    let mut breaches = Vec::new();
    for file in sources() {
        for (word, why) in FORBIDDEN {
            let speaks = matches!(word, "print!" | "println!");
            let found = if speaks && file.room() == "cli" { Vec::new() } else { file.finds(word) };
            let errors = if speaks && file.room() != "cli" { file.finds(&format!("e{word}")) } else { Vec::new() };
            breaches.extend(found.into_iter().chain(errors).map(|at| file.breach(at, &format!("{word}: {why}"))));
        }
    }
    none("what no file may say", &breaches);
}
