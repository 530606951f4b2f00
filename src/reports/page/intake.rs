//! What was read: each sheet with its rows by class, and the sum that shows that none is lost.

use super::super::IntakeRow;
use super::Report;
use super::escape::{escaped, isolated};
use super::frame::Section;
use super::words::Words;
use crate::ledger::{Class, Tally};

/// Classes in the order of the columns, with their headings.
const COLUMNS: [(Class, &str); 7] = [
    (Class::Accepted, "page-class-accepted"),
    (Class::ControlTotal, "page-class-control-total"),
    (Class::Duplicate, "page-class-duplicate"),
    (Class::Superseded, "page-class-superseded"),
    (Class::OutOfScope, "page-class-out-of-scope"),
    (Class::Quarantined, "page-class-quarantined"),
    (Class::Blank, "page-class-blank"),
];

/// The table of what was read; nothing where nothing was.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    if report.intake.is_empty() {
        return None;
    }
    let words = Words(report.lang);
    let mut sorted: Vec<&IntakeRow> = report.intake.iter().collect();
    sorted.sort_by_key(|row| (&row.file, &row.sheet, &row.kind.name));
    let number = |key: &str| format!("<th scope=\"col\" class=\"number\">{}</th>", escaped(words.text(key)));
    let label = |key: &str| format!("<th scope=\"col\">{}</th>", escaped(words.text(key)));
    let head: Vec<String> = [label("page-file"), label("page-sheet"), label("page-ledger"), number("page-read")]
        .into_iter()
        .chain(COLUMNS.map(|(_, key)| number(key)))
        .collect();
    let body: String = sorted.iter().map(|row| line(words, row)).collect();
    let title = escaped(words.text("page-title-intake"));
    let body = format!(
        "<p class=\"about\">{}</p>\n<div class=\"sheet wide\">\n\
         <div class=\"scroller\" role=\"group\" aria-labelledby=\"intake-title\" tabindex=\"0\">\n\
         <table class=\"sortable\">\n<caption>{title}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n\
         <tfoot>\n{}</tfoot>\n</table>\n</div>\n</div>\n",
        escaped(words.text("page-intake-about")),
        head.concat(),
        total(words, &sorted)
    );
    Some(Section { id: "intake", title: words.text("page-title-intake").to_owned(), body, aside: true })
}

fn line(words: Words, row: &IntakeRow) -> String {
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td>{}</tr>\n",
        isolated(&row.file),
        isolated(row.sheet.as_deref().unwrap_or_default()),
        isolated(words.ledger(&row.kind)),
        counts(|class| match class {
            None => row.tally.total_rows(),
            Some(class) => row.tally.rows(class),
        })
    )
}

fn total(words: Words, rows: &[&IntakeRow]) -> String {
    let sum = |count: &dyn Fn(&Tally) -> u64| rows.iter().map(|row| count(&row.tally)).sum();
    let counts = counts(|class| match class {
        None => sum(&Tally::total_rows),
        Some(class) => sum(&|tally| tally.rows(class)),
    });
    format!("<tr><th scope=\"row\">{}</th><td></td><td></td>{counts}</tr>\n", escaped(words.text("page-total")))
}

/// The cells of a row: how many were read, then how many of each class.
fn counts(count: impl Fn(Option<Class>) -> u64) -> String {
    let classes = COLUMNS.iter().map(|(class, _)| Some(*class));
    let cell = |class| format!("<td class=\"number\">{}</td>", count(class));
    std::iter::once(None).chain(classes).map(cell).collect()
}
