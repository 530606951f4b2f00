//! An expectation and an outcome to the list of their differences, in words. Knows no folder of cases.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::expected::{Expected, ExpectedFinding, ExpectedIntake, ExpectedOutput};
use super::outcome::Outcome;

/// The classes into which rows fall; `read` is their sum.
const CLASSES: [&str; 7] =
    ["accepted", "control_total", "duplicate", "superseded", "out_of_scope", "quarantined", "blank"];

/// Everything in which the outcome differs.
pub fn differences(expected: &Expected, outcome: &Outcome) -> Vec<String> {
    let mut wrong = said(expected, outcome);
    if expected.exit == 2 || outcome.exit != expected.exit {
        return wrong;
    }
    wrong.extend(conservation(outcome));
    wrong.extend(rows(&expected.rows, outcome.intake(), "intake"));
    wrong.extend(expected.intake.iter().flat_map(|item| intake(item, outcome)));
    wrong.extend(figures(expected, outcome));
    wrong.extend(expected.finding.iter().filter_map(|item| finding(item, &outcome.findings)));
    wrong.extend(findings_as_a_whole(expected, &outcome.findings));
    wrong.extend(expected.output.iter().flat_map(|item| output(item, outcome)));
    wrong
}

/// The exit status, stderr, and that exit 2 leaves nothing.
fn said(expected: &Expected, outcome: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    if outcome.exit != expected.exit {
        wrong.push(format!("exit {} instead of {}; stderr: {}", outcome.exit, expected.exit, outcome.stderr.trim()));
    }
    for text in expected.stderr_contains.iter().filter(|text| !outcome.stderr.contains(text.as_str())) {
        wrong.push(format!("stderr lacks {text:?}: {}", outcome.stderr.trim()));
    }
    if outcome.stderr.contains("panicked at") {
        wrong.push(format!("a panic: {}", outcome.stderr.trim()));
    }
    if expected.exit == 2 && outcome.out.exists() {
        wrong.push("exit 2 must leave nothing, but the output folder is there".to_owned());
    }
    wrong
}

/// Read = the sum of the classes, for every sheet.
fn conservation(outcome: &Outcome) -> Vec<String> {
    let broken = |item: &&Value| {
        let classes: u64 = CLASSES.iter().map(|class| count(item, class)).sum();
        classes != count(item, "read") || item["rows"].as_object().map(serde_json::Map::len) != Some(CLASSES.len() + 1)
    };
    outcome.intake().iter().filter(broken).map(|item| format!("rows are not conserved: {item}")).collect()
}

/// A class's count of one intake item.
fn count(item: &Value, class: &str) -> u64 {
    item["rows"][class].as_u64().unwrap_or(0)
}

/// Counts by class, summed over some intake items.
fn rows(expected: &BTreeMap<String, u64>, items: &[Value], what: &str) -> Vec<String> {
    let summed = |class: &str| items.iter().map(|item| count(item, class)).sum::<u64>();
    expected
        .iter()
        .filter(|(class, rows)| summed(class) != **rows || !(CLASSES.contains(&class.as_str()) || *class == "read"))
        .map(|(class, rows)| format!("{what}: {class} is {} instead of {rows}", summed(class)))
        .collect()
}

/// Counts of one file or sheet.
fn intake(expected: &ExpectedIntake, outcome: &Outcome) -> Vec<String> {
    let same = |item: &&Value| {
        item["file"] == *expected.file && expected.sheet.as_ref().is_none_or(|sheet| item["sheet"] == **sheet)
    };
    let items: Vec<Value> = outcome.intake().iter().filter(same).cloned().collect();
    let what = format!("{} {}", expected.file, expected.sheet.as_deref().unwrap_or_default());
    if items.is_empty() {
        return vec![format!("the intake lacks {what}")];
    }
    rows(&expected.rows, &items, &what)
}

/// Values, fractions, displays, nulls.
fn figures(expected: &Expected, outcome: &Outcome) -> Vec<String> {
    let figures = outcome.by_id();
    let mut wrong = Vec::new();
    for (field, wanted, same) in [
        ("value", &expected.figures, same_number as fn(&str, &str) -> bool),
        ("exact", &expected.exact, same_fraction),
        ("display", &expected.display, |a, b| a == b),
    ] {
        for (id, want) in wanted {
            let got = figures.get(id.as_str()).map(|figure| &figure[field]);
            if !got.and_then(Value::as_str).is_some_and(|got| same(got, want)) {
                wrong.push(format!("{id}: {field} is {} instead of {want}", shown(got)));
            }
        }
    }
    wrong.extend(expected.nulls.iter().filter_map(|(id, note)| null(id, note, figures.get(id.as_str()).copied())));
    let valued = |id: &&String| figures.get(id.as_str()).is_some_and(|figure| !figure["value"].is_null());
    wrong.extend(
        expected.no_value.iter().filter(valued).map(|id| format!("{id} has a value: {}", figures[id.as_str()])),
    );
    wrong
}

/// A value that is there or not, for a message.
fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "missing".to_owned(), Value::to_string)
}

/// Whether a figure is null and says why.
fn null(id: &str, note: &str, figure: Option<&Value>) -> Option<String> {
    let says = |figure: &Value| figure["note"].as_str().is_some_and(|text| !text.is_empty() && text.contains(note));
    let right = figure.is_some_and(|figure| figure["value"].is_null() && says(figure));
    (!right).then(|| format!("{id} should be null with a note {note:?}, but is {}", shown(figure)))
}

/// Whether two decimals are equal as printed, but for trailing zeros.
fn same_number(a: &str, b: &str) -> bool {
    let plain = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    };
    plain(a) == plain(b)
}

/// Whether two fractions are equal, reduced or not.
fn same_fraction(a: &str, b: &str) -> bool {
    let parts = |text: &str| -> Option<(i128, i128)> {
        let (p, q) = text.split_once('/')?;
        Some((p.parse().ok()?, q.parse().ok()?))
    };
    match (parts(a), parts(b)) {
        (Some((p, q)), Some((r, s))) => p.checked_mul(s).is_some_and(|left| Some(left) == r.checked_mul(q)),
        _ => false,
    }
}

/// Whether an expected finding is there, as often as it should be.
fn finding(expected: &ExpectedFinding, findings: &[Value]) -> Option<String> {
    let found = findings.iter().filter(|finding| matches(expected, finding)).count();
    let right = expected.count.map_or(found > 0, |count| found == count);
    (!right).then(|| format!("found {found} times: {expected:?}; near it: {}", near(expected, findings)))
}

/// Whether a finding is what was expected.
fn matches(expected: &ExpectedFinding, finding: &Value) -> bool {
    let same = |key: &str, want: &Option<String>| want.as_ref().is_none_or(|want| finding[key] == **want);
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let message = text("message").replace(',', "");
    expected.code.split('|').any(|code| finding["code"] == code)
        && same("severity", &expected.severity)
        && same("file", &expected.file)
        && same("sheet", &expected.sheet)
        && same("cell", &expected.cell)
        && expected.raw_contains.as_ref().is_none_or(|raw| text("raw").contains(raw.as_str()))
        && expected.message_contains.iter().all(|part| message.contains(part.as_str()))
}

/// Findings with the same code or file, for a message.
fn near(expected: &ExpectedFinding, findings: &[Value]) -> String {
    let code = |finding: &&Value| expected.code.split('|').any(|code| finding["code"] == code);
    let file = |finding: &&Value| expected.file.as_ref().is_some_and(|file| finding["file"] == **file);
    let near: Vec<String> = findings.iter().filter(|f| code(f) || file(f)).take(4).map(Value::to_string).collect();
    if near.is_empty() { "nothing".to_owned() } else { near.join(" ") }
}

/// What holds for all findings together.
fn findings_as_a_whole(expected: &Expected, findings: &[Value]) -> Vec<String> {
    let mut wrong = Vec::new();
    let errors: Vec<String> = findings.iter().filter(|f| f["severity"] == "error").map(brief).collect();
    if expected.errors.is_some_and(|count| count != errors.len()) {
        wrong.push(format!(
            "{} errors instead of {}: {}",
            errors.len(),
            expected.errors.unwrap_or(0),
            errors.join("; ")
        ));
    }
    let absent = |f: &&Value| expected.absent_codes.iter().any(|code| f["code"] == **code);
    wrong.extend(findings.iter().filter(absent).map(|f| format!("should not be found: {}", brief(f))));
    let silent = |f: &&Value| {
        ["code", "severity", "message", "remedy"].iter().any(|key| f[key].as_str().is_none_or(str::is_empty))
    };
    wrong.extend(findings.iter().filter(silent).map(|f| format!("a finding without code, message or remedy: {f}")));
    wrong
}

/// A finding in few words.
fn brief(finding: &Value) -> String {
    format!("{} {} {} {} {}", finding["code"], finding["file"], finding["sheet"], finding["cell"], finding["message"])
}

/// Whether an output file is there and holds what it should.
fn output(expected: &ExpectedOutput, outcome: &Outcome) -> Vec<String> {
    let Ok(bytes) = fs::read(outcome.out.join(&expected.file)) else {
        return vec![format!("{} is missing", expected.file)];
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut wrong = Vec::new();
    if expected.bom && !bytes.starts_with(b"\xef\xbb\xbf") {
        wrong.push(format!("{} has no BOM", expected.file));
    }
    let lacks = expected.contains.iter().filter(|part| !text.contains(part.as_str()));
    wrong.extend(lacks.map(|part| format!("{} lacks {part:?}", expected.file)));
    if expected.no_formula {
        wrong.extend(
            formulas(text.trim_start_matches('\u{feff}')).map(|cell| format!("{} would run {cell:?}", expected.file)),
        );
    }
    wrong
}

/// The cells of a CSV that a spreadsheet would run: they open with = + - @ and are neither numbers nor percentages.
fn formulas(text: &str) -> impl Iterator<Item = String> + use<'_> {
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cells = reader.into_records().flat_map(|record| {
        record.map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default()
    });
    let is_number = |cell: &str| cell.strip_suffix('%').unwrap_or(cell).parse::<f64>().is_ok();
    cells.filter(move |cell| cell.starts_with(['=', '+', '-', '@', '\t']) && !is_number(cell))
}
