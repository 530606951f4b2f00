//! One call of `check`, and an expectation and what it said to the list of their differences, in words. In every answer the numerals lie
//! where they say, and of a plain text each digit lies in exactly one of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::expected::{Expected, ExpectedAnswer, ExpectedNumber, ExpectedRelation};
use super::outcome::{file, wait};

/// The lists in which numerals stand.
const LISTS: [&str; 3] = ["claims", "not_claims", "not_checkable"];

/// What `check` said.
pub struct Checked {
    /// The exit status; -1 where a signal or the time limit ended it.
    pub exit: i32,
    /// Everything on stdout.
    pub stdout: String,
    /// Everything on stderr.
    pub stderr: String,
}

/// Runs `check` among the notices of a case, with JSON unless the arguments name another format.
pub fn run(notices: &Path, args: &[String]) -> Checked {
    let folder = TempDir::new().expect("a temporary folder");
    let (out, said) = (folder.path().join("stdout.txt"), folder.path().join("stderr.txt"));
    let format: &[&str] = if args.iter().any(|arg| arg == "--format") { &[] } else { &["--format", "json"] };
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.arg("check").args(format).args(args).current_dir(notices).env("RUST_BACKTRACE", "0");
    let exit = wait(command.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&said)));
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("what it said")).into_owned();
    Checked { exit, stdout: text(&out), stderr: text(&said) }
}

/// Everything in which the outcome differs.
pub fn differences(expected: &Expected, checked: &Checked, notices: &Path) -> Vec<String> {
    let mut wrong = said(expected, checked);
    if !expected.answer.is_empty() {
        wrong.extend(answers(expected, checked, notices));
    }
    wrong
}

/// The exit status, and what both streams must hold.
fn said(expected: &Expected, checked: &Checked) -> Vec<String> {
    let mut wrong = Vec::new();
    if checked.exit != expected.exit {
        wrong.push(format!("exit {} instead of {}; stderr: {}", checked.exit, expected.exit, checked.stderr.trim()));
    }
    if checked.stderr.contains("panicked at") {
        wrong.push(format!("a panic: {}", checked.stderr.trim()));
    }
    for (name, stream, parts) in
        [("stdout", &checked.stdout, &expected.stdout_contains), ("stderr", &checked.stderr, &expected.stderr_contains)]
    {
        let lacks = parts.iter().filter(|part| !stream.contains(part.as_str()));
        wrong.extend(lacks.map(|part| format!("{name} lacks {part:?}: {}", stream.trim())));
    }
    wrong
}

/// A line a notice, in the order of the call.
fn answers(expected: &Expected, checked: &Checked, notices: &Path) -> Vec<String> {
    let lines: Vec<Value> = checked.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if lines.len() != expected.answer.len() {
        return vec![format!("{} answers instead of {}: {}", lines.len(), expected.answer.len(), checked.stdout)];
    }
    let pairs = expected.answer.iter().zip(&lines);
    pairs.flat_map(|(expected, line)| answer(expected, line, notices)).collect()
}

fn answer(expected: &ExpectedAnswer, line: &Value, notices: &Path) -> Vec<String> {
    let name = &expected.notice;
    let mut wrong = Vec::new();
    let mut unless = |right: bool, what: String| wrong.extend((!right).then(|| format!("{name}: {what}")));
    unless(line["notice"] == **name, format!("the answer is about {}", line["notice"]));
    unless(line["code"].as_str() == expected.code.as_deref(), format!("the code is {}", line["code"]));
    if expected.code.is_some() {
        unless(line["error"].as_str().is_some_and(|error| !error.is_empty()), "an error without a sentence".to_owned());
        return wrong;
    }
    let (numbers, relations) = (numerals(line), list(line, "relations"));
    unless(line["numbers"] == numbers.len(), format!("numbers is {} of {}", line["numbers"], numbers.len()));
    unless(expected.numbers.is_none_or(|count| count == numbers.len()), format!("{} numbers", numbers.len()));
    let failing: Vec<&Value> = relations.iter().filter(|relation| relation["verdict"] == "fails").collect();
    unless(expected.failing.is_none_or(|count| count == failing.len()), format!("failing: {failing:?}"));
    for number in &expected.number {
        unless(numbers.iter().any(|found| is_number(number, found)), format!("lacks {number:?}: {numbers:?}"));
    }
    for relation in &expected.relation {
        unless(
            relations.iter().any(|found| is_relation(relation, found)),
            format!("lacks {relation:?}: {relations:?}"),
        );
    }
    if let Some(codes) = &expected.lints {
        let found: Vec<&str> = list(line, "lints").iter().filter_map(|lint| lint["code"].as_str()).collect();
        unless(found == *codes, format!("lints {found:?}"));
    }
    wrong.extend(coverage(name, &numbers, notices));
    wrong
}

fn list<'a>(line: &'a Value, key: &str) -> &'a [Value] {
    line[key].as_array().map_or(&[], Vec::as_slice)
}

/// Every numeral with the name of its list.
fn numerals(line: &Value) -> Vec<(&'static str, &Value)> {
    LISTS.iter().flat_map(|name| list(line, name).iter().map(move |entry| (*name, entry))).collect()
}

fn is_number(expected: &ExpectedNumber, (list, found): &(&str, &Value)) -> bool {
    let same = |key: &str, want: &Option<String>| want.as_ref().is_none_or(|want| found[key] == **want);
    let reason = found["reason"].as_str().or_else(|| found["why"].as_str()).unwrap_or_default();
    *list == expected.list
        && found["text"] == *expected.text
        && same("value", &expected.value)
        && same("unit", &expected.unit)
        && same("verdict", &expected.verdict)
        && same("by", &expected.by)
        && expected.reason_contains.as_ref().is_none_or(|part| reason.contains(part.as_str()))
}

fn is_relation(expected: &ExpectedRelation, found: &Value) -> bool {
    let sorted = |texts: &[String]| {
        let mut texts = texts.to_vec();
        texts.sort();
        texts
    };
    let operands: Vec<String> = list(found, "operands").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let interval = |want: &[String; 2]| found["interval"] == serde_json::json!(want);
    expected.kind.split('|').any(|kind| found["kind"] == kind)
        && found["claim"] == *expected.claim
        && found["verdict"] == *expected.verdict
        && expected.operands.as_ref().is_none_or(|want| sorted(want) == sorted(&operands))
        && expected.interval.as_ref().is_none_or(interval)
        && expected
            .slip_contains
            .as_ref()
            .is_none_or(|part| found["slip"].as_str().is_some_and(|slip| slip.contains(part.as_str())))
}

/// Of a plain text in UTF-8: each numeral is what stands at its place, and each digit lies in exactly one.
fn coverage(name: &str, numbers: &[(&str, &Value)], notices: &Path) -> Vec<String> {
    let Ok(text) = fs::read_to_string(notices.join(name)) else { return Vec::new() };
    if !name.ends_with(".txt") && !name.ends_with(".md") {
        return Vec::new();
    }
    let text: Vec<char> = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").chars().collect();
    let (mut covered, mut wrong) = (vec![0_u8; text.len()], Vec::new());
    for (_, entry) in numbers {
        let place = |end: &str| entry["at"][end].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
        match text.get(place("start")..place("end")) {
            Some(found) if entry["text"] == *found.iter().collect::<String>() => {
                covered[place("start")..place("end")].iter_mut().for_each(|count| *count += 1);
            }
            found => wrong.push(format!("{name}: {entry} does not stand at its place, where {found:?} is")),
        }
    }
    let digits = (0..text.len()).filter(|at| matches!(text[*at], '0'..='9' | '０'..='９') && covered[*at] != 1);
    wrong.extend(digits.map(|at| format!("{name}: the digit at {at} lies in {} numerals", covered[at])));
    wrong
}
