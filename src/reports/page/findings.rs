//! What was noticed, and the rows kept aside: lists that are read as they stand, and that the script searches.

use super::super::QuarantineRow;
use super::Report;
use super::escape::{escaped, isolated};
use super::frame::Section;
use super::words::Words;
use crate::findings::{Finding, Place, Severity};
use crate::words::{describe, finding_text};

/// So many are listed; more would not be read in a page, and stand in a file of their own.
const LISTED: usize = 2000;

/// The list of findings, the gravest first.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let words = Words(report.lang);
    let mut sorted: Vec<&Finding> = report.findings.iter().collect();
    sorted.sort_by_key(|finding| (severity(finding), *finding));
    let items = sorted.iter().take(LISTED).map(|finding| item(report, finding, ""));
    Some(Section {
        id: "findings",
        title: words.text("page-title-findings").to_owned(),
        body: list(report, items.collect(), sorted.len(), "findings.json", &tally(report, &sorted)),
        aside: true,
    })
}

/// The list of rows kept aside, by place.
pub(super) fn quarantine(report: &Report<'_>) -> Option<Section> {
    let words = Words(report.lang);
    let mut sorted: Vec<&QuarantineRow> = report.quarantine.iter().collect();
    sorted.sort();
    let items = sorted.iter().take(LISTED).map(|row| item(report, &row.finding, &cells(&row.cells)));
    Some(Section {
        id: "quarantine",
        title: words.text("page-title-quarantine").to_owned(),
        body: list(report, items.collect(), sorted.len(), "quarantine.csv", words.text("page-quarantine-about")),
        aside: true,
    })
}

fn severity(finding: &Finding) -> Severity {
    finding_text(finding.code.0).severity()
}

fn list(report: &Report<'_>, items: String, count: usize, file: &str, about: &str) -> String {
    let words = Words(report.lang);
    if count == 0 {
        return format!("<p class=\"about\">{}</p>\n", escaped(words.text("page-nothing-found")));
    }
    let rest = count.saturating_sub(LISTED);
    let rest = match rest {
        0 => String::new(),
        rest => {
            let said = words.filled("page-rest", &[("n", &rest.to_string()), ("file", file)]);
            format!("<p class=\"about\">{}</p>\n", escaped(&said))
        }
    };
    format!("<p class=\"about\">{}</p>\n<ol class=\"findings\">\n{items}</ol>\n{rest}", escaped(about))
}

/// How many there are of each severity.
fn tally(report: &Report<'_>, findings: &[&Finding]) -> String {
    let words = Words(report.lang);
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity_| {
        let count = findings.iter().filter(|finding| severity(finding) == severity_).count().to_string();
        words.filled("page-tally", &[("severity", word(words, severity_)), ("n", &count)])
    });
    counts.join(words.text("page-separator"))
}

fn word(words: Words, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => words.text("page-error"),
        Severity::Warning => words.text("page-warning"),
        Severity::Info => words.text("page-info"),
    }
}

/// `more`: what stands under the message, as HTML.
fn item(report: &Report<'_>, finding: &Finding, more: &str) -> String {
    let words = Words(report.lang);
    let (message, remedy) = describe(report.lang, finding);
    let severity = severity(finding);
    let raw = match finding.raw.as_str() {
        "" => String::new(),
        raw => format!("<p class=\"raw\"><span>{}</span> {}</p>\n", escaped(words.text("page-raw")), isolated(raw)),
    };
    format!(
        "<li data-severity=\"{key}\">\n<p class=\"head\"><b class=\"badge {key}\">{}</b> {} <code>{}</code></p>\n\
         <p>{}</p>\n{raw}{more}<p class=\"remedy\"><span>{}</span> {}</p>\n</li>\n",
        escaped(word(words, severity)),
        place(words, &finding.place),
        escaped(finding.code.0),
        isolated(&message),
        escaped(words.text("page-remedy")),
        isolated(&remedy),
        key = severity.key(),
    )
}

/// File, sheet, cell.
fn place(words: Words, place: &Place) -> String {
    if place.file.is_empty() {
        return format!("<span class=\"place\">{}</span>", escaped(words.text("page-whole-job")));
    }
    let cell = place.cell.map(|cell| match cell.column {
        Some(_) => cell.to_string(),
        None => words.filled("page-row", &[("n", &cell.row.to_string())]),
    });
    let parts = [Some(place.file.to_string()), Some(place.sheet.to_string()).filter(|sheet| !sheet.is_empty()), cell];
    let parts: Vec<String> = parts.iter().flatten().map(|part| isolated(part)).collect();
    format!("<span class=\"place\">{}</span>", parts.join(" · "))
}

/// The cells of a row as the file has them; empty ones at its end are left out.
fn cells(cells: &[String]) -> String {
    let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if filled == 0 {
        return String::new();
    }
    let items: String = cells[..filled].iter().map(|cell| format!("<li>{}</li>", isolated(cell))).collect();
    format!("<ol class=\"cells\">{items}</ol>\n")
}
