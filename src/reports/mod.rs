//! Reports: figures to files and pictures. Knows no source.

pub mod blanks;
mod cell_text;
pub mod charts;
pub mod decisions;
pub mod document;
pub mod docx;
mod figures_csv;
mod figures_json;
mod findings_json;
pub mod forms;
pub mod gallery;
pub mod letters;
pub mod markdown;
pub mod notice;
pub mod page;
mod quarantine_csv;
pub mod signing;
pub mod tables;
pub mod workbook;
mod writing;

pub use figures_csv::figures_csv;
pub use figures_json::{IntakeRow, figures_json};
pub use findings_json::findings_json;
pub use quarantine_csv::{QuarantineRow, quarantine_csv};
pub use writing::{WriteError, Written, edited, write_all};

#[cfg(test)]
mod tests;
