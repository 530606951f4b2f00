//! Replies as rows of CSV: a row a numeral, in the order of the text; a notice that cannot be read is one row.

use super::marks::{Entry, entries};
use super::phrases::{by_key, grounds, verdict_key};
use super::places::Places;
use super::{Outcome, Reply};
use crate::csv_table::CsvTable;
use crate::findings::Finding;
use crate::words::{self, Lang};

const HEADER: [&str; 15] = [
    "notice",
    "line",
    "column",
    "start",
    "end",
    "text",
    "value",
    "unit",
    "list",
    "verdict",
    "by",
    "indicator",
    "period",
    "figure",
    "reason",
];

/// What stands before all rows: the byte order mark and the header.
#[must_use]
pub fn csv_opening() -> Vec<u8> {
    CsvTable::new(HEADER).into_bytes()
}

/// The rows of one reply.
#[must_use]
pub fn csv_rows(reply: &Reply<'_>, lang: Lang) -> Vec<u8> {
    let mut table = CsvTable::continued();
    match reply.outcome {
        Outcome::Unread(finding) => table.row(unread(reply.notice, finding, lang)),
        Outcome::Audited(text, audit) => {
            let places = Places::new(text);
            for entry in entries(audit) {
                table.row(row(reply.notice, &places, &entry, lang));
            }
        }
    }
    table.into_bytes()
}

/// The row of a notice without a text: only the list, which no numeral has, and the reason.
fn unread(notice: &str, finding: &Finding, lang: Lang) -> [String; 15] {
    let (message, remedy) = words::describe(lang, finding);
    let values: [(&str, &str); 2] = [("message", &message), ("remedy", &remedy)];
    let mut cells: [String; 15] = Default::default();
    cells[0] = notice.to_owned();
    cells[8] = finding.code.0.to_owned();
    cells[14] = words::fill(words::text(lang, "check-error"), &values);
    cells
}

fn row(notice: &str, places: &Places<'_>, entry: &Entry<'_>, lang: Lang) -> [String; 15] {
    let (line, column) = places.line_and_column(entry.at().start);
    let place = [line, column, entry.at().start, entry.at().end].map(|number| number.to_string());
    let [line, column, start, end] = place;
    let list = entry.list().to_owned();
    let (notice, text) = (notice.to_owned(), entry.text().to_owned());
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    match entry {
        Entry::Claim(claim) => [
            notice,
            line,
            column,
            start,
            end,
            text,
            claim.value.clone(),
            claim.unit.clone(),
            list,
            verdict_key(claim.verdict).to_owned(),
            by_key(claim.by).to_owned(),
            optional(&claim.indicator),
            optional(&claim.period),
            optional(&claim.figure),
            grounds(lang, claim),
        ],
        Entry::NotClaim(aside) | Entry::NotCheckable(aside) => {
            let why = words::phrase_text(lang, &aside.why);
            let none = String::new;
            [notice, line, column, start, end, text, none(), none(), list, none(), none(), none(), none(), none(), why]
        }
    }
}
