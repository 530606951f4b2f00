//! `findings.json`: every finding with its place, what is wrong and what to do.

use serde::Serialize;

use crate::findings::Finding;
use crate::words::{self, Lang};

#[derive(Serialize)]
struct FindingShape<'a> {
    code: &'a str,
    severity: &'static str,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    raw: &'a str,
    message: String,
    remedy: String,
}

/// The bytes of `findings.json`: an array, one finding a line, sorted by place and code. The language is that of
/// messages and remedies.
#[must_use]
#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
pub fn findings_json(findings: &[Finding], lang: Lang) -> Vec<u8> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort();
    let text = |finding: &Finding| serde_json::to_string(&shape(finding, lang)).expect("plain values");
    let lines: Vec<String> = sorted.into_iter().map(text).collect();
    if lines.is_empty() { b"[]\n".to_vec() } else { format!("[\n{}\n]\n", lines.join(",\n")).into_bytes() }
}

fn shape(finding: &Finding, lang: Lang) -> FindingShape<'_> {
    let (message, remedy) = words::describe(lang, finding);
    let place = &finding.place;
    FindingShape {
        code: finding.code.0,
        severity: words::finding_text(finding.code.0).severity().key(),
        file: filled(&place.file),
        sheet: filled(&place.sheet),
        cell: place.cell.map(|cell| cell.to_string()),
        raw: &finding.raw,
        message,
        remedy,
    }
}

/// Nothing for an empty text: a finding about the job has no file, one about a CSV no sheet.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
