//! What the script works with, as script elements that hold no script: words, figures, what they are compared with,
//! records.

use super::Report;
use super::escape::json;
use super::figures::{declared, known, named};
use super::records::{shape, sorted};
use super::words::Words;

/// All of them.
pub(super) fn blocks(report: &Report<'_>) -> String {
    let words = Words(report.lang);
    let (targets, published) = declared(report);
    let sorted = sorted(report.kinds, &report.records);
    [
        block("words", &json(&words.of_script())),
        block("figures", &known(report, &named(report))),
        block(
            "declared",
            &json(&serde_json::json!({
                "targets": targets,
                "published": published,
                "unstated": crate::words::text(crate::words::Lang::Zh, "value-unstated"),
            })),
        ),
        block("records", &json(&shape(&sorted, &report.records, words))),
    ]
    .concat()
}

fn block(name: &str, json: &str) -> String {
    format!("<script type=\"application/json\" id=\"data-{name}\">{json}</script>\n")
}
