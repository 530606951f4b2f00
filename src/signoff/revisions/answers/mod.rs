//! Revisions as they are told: words for a terminal, JSON, CSV.

mod json;
mod tables;
mod text;

pub use json::json;
pub use tables::{causes_csv, triangle_csv};
pub use text::text;

use crate::words::{self, Lang};

use super::super::publish::KeptRecord;
use super::Vintage;

/// What a vintage is called: its file's stem, or today.
fn name(vintage: &Vintage, lang: Lang) -> String {
    match &vintage.file {
        Some(file) => file.trim_end_matches(".json").to_owned(),
        None => words::text(lang, "revisions-today").to_owned(),
    }
}

/// A text of the catalogue, filled.
fn filled(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    words::fill(words::text(lang, key), values)
}

/// Where a record stands: file, sheet and row.
fn place(record: &KeptRecord, lang: Lang) -> String {
    let row = record.row.to_string();
    let sheet = if record.sheet.is_empty() { String::new() } else { format!(" [{}]", record.sheet) };
    filled(lang, "revisions-place", &[("file", &format!("{}{sheet}", record.file)), ("row", &row)])
}
