//! `docs/findings.md` is what the catalogue gives, and every code has a case.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use market_aid::words::{FindingText, Lang, codes};

use crate::source::files;
use crate::{at, beyond, none, read};

/// Where the page stands.
const PAGE: &str = "docs/findings.md";

/// How it opens.
const OPENING: &str = "# Findings\n\n\
    What a run may notice, by code. Codes are stable; the sentences are those of `src/words/findings/*.toml`, where \
    `{…}` stands for what was found. This page is generated: `CONTRIBUTING.md` says how.\n\n\
    An error (错误) must be settled before signing, a warning (警告) should be looked at, an info (提示) says what was \
    assumed or left aside. None of them stops a run. Those about a notice itself are said by `check`: after an error \
    nothing of the notice was checked.\n";

/// Codes that no test provokes, and why.
const WITHOUT_CASE: &[(&str, &str)] = &[
    ("file-name-unreadable", "needs a file system that takes names that are no text"),
    ("folder-unreadable", "needs a user whom permissions bind"),
];

/// The whole page.
fn page() -> String {
    let mut page = OPENING.to_owned();
    for (code, text) in codes() {
        page += &section(code, text);
    }
    page
}

/// What the page says of one code.
fn section(code: &str, text: &FindingText) -> String {
    let mut section = format!(
        "\n## {code}\n\n*{}.* {}\n\n| | 中文 | English |\n|---|---|---|\n",
        text.severity().key(),
        sentence(&text.when)
    );
    for (name, zh, en) in [
        ("message", text.message(Lang::Zh), text.message(Lang::En)),
        ("remedy", text.remedy(Lang::Zh), text.remedy(Lang::En)),
    ] {
        let _ = writeln!(section, "| {name} | {} | {} |", cell(zh), cell(en));
    }
    section
}

/// A sentence with its capital and its stop.
fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map_or(String::new(), |first| first.to_uppercase().collect());
    first + letters.as_str() + "."
}

/// A text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', "<br>")
}

#[test]
fn the_page_is_what_the_catalogue_gives() {
    assert!(read(PAGE) == page(), "{PAGE} is not up to date: CONTRIBUTING.md says how to write it anew");
}

#[test]
#[ignore = "writes docs/findings.md anew"]
fn write_the_page() {
    fs::create_dir_all(at("docs")).expect("docs can be made");
    fs::write(at(PAGE), page()).expect("docs/findings.md can be written");
}

/// Everything that tests say: cases and test files, those within `src` included; not these rules.
fn tests_say() -> String {
    let cases = fs::read_dir(at("tests/cases")).expect("tests/cases is there");
    let expected = cases.filter_map(|case| fs::read_to_string(case.ok()?.path().join("expected.toml")).ok());
    let own = |path: &str| path.starts_with("tests/architecture");
    let files = files("tests").into_iter().chain(files("src")).filter(|file| !own(&file.path));
    let tested = files.filter_map(|file| {
        match (file.is_test() || file.path.starts_with("tests/"), file.text.find("#[cfg(test)]")) {
            (true, _) => Some(file.text),
            (false, tests) => tests.map(|start| file.text[start..].to_owned()),
        }
    });
    expected.chain(tested).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_code_has_a_case() {
    let said = tests_say();
    let words: BTreeSet<&str> = said.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).collect();
    let untested = codes().filter(|(code, _)| !words.contains(code));
    let untested = untested.map(|(code, _)| (code.to_owned(), format!("{code}: no case and no test"))).collect();
    none("every code has a case", &beyond(untested, WITHOUT_CASE));
}
