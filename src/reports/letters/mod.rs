//! The letters around a report: 退回单 to those whose files have something to mend, 催报名单 of those who sent none.
//!
//! In: a [`Desk`]: findings, quarantined rows, and which file is whose, as plain values. Out: workbooks by path. `assign`
//! says whose letter a finding goes into, `names` what the files are called, the others write. They must not know how a
//! file was read.

mod assign;
mod cover;
mod mending;
mod missing;
mod names;
mod reminders;
mod style;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use crate::calendar::{DayCode, Period};
use crate::findings::Finding;
use crate::reports::QuarantineRow;
use crate::words::{self, Lang};

pub use assign::{Letter, letters};
pub use missing::{Missing, missing};
use style::Styles;

/// The folder of the letters in the output folder.
const FOLDER: &str = "letters";

/// A file of the inbox, and what is known of who sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file, relative to the job, with `/` between its parts.
    pub file: String,
    /// The stores, else cities, that its entries name.
    pub reporters: Vec<String>,
    /// Rows read, without blank ones.
    pub read: u64,
    /// Rows that count.
    pub accepted: u64,
    /// Rows kept aside.
    pub quarantined: u64,
}

/// Everything that letters are written from.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The team that writes.
    pub job: &'a str,
    /// What the reports are about.
    pub period: Period,
    /// By when answers come back; none leaves a blank.
    pub due: Option<DayCode>,
    /// Whom to ask; none leaves a blank.
    pub contact: Option<&'a str>,
    /// The files.
    pub origins: &'a [Origin],
    /// The city of each registered store.
    pub cities: &'a BTreeMap<String, String>,
    /// All findings.
    pub findings: &'a [Finding],
    /// The rows kept aside.
    pub quarantine: &'a [QuarantineRow],
    /// The language.
    pub lang: Lang,
}

impl Desk<'_> {
    /// A text of the catalogue.
    fn text(&self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }

    /// A text of the catalogue, filled in.
    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// The day by which answers come back, in words.
    fn due_text(&self) -> Option<String> {
        let day = self.due?;
        let values = [
            ("year", day.month().year().to_string()),
            ("month", day.month().month().to_string()),
            ("day", day.day_of_month()?.to_string()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(self.filled("letter-day", &values))
    }
}

/// All letters, by their paths in the output folder; none where there is nothing to write about.
///
/// # Errors
/// [`XlsxError`] where a workbook cannot be put together.
pub fn files(desk: &Desk<'_>) -> Result<Vec<(String, Vec<u8>)>, XlsxError> {
    let letters = letters(desk);
    let senders: Vec<&str> = letters.iter().map(|letter| letter.sender.as_str()).collect();
    let styles = Styles::new(desk.lang);
    let mut files = Vec::new();
    for (letter, name) in letters.iter().zip(names::names(&senders)) {
        let name = desk.filled("letter-file", &[("name", &name)]);
        files.push((format!("{FOLDER}/{name}"), mending::workbook(desk, letter, &styles)?));
    }
    let missing = missing(desk);
    if !missing.is_empty() {
        let name = desk.text("letter-reminders-file");
        files.push((format!("{FOLDER}/{name}"), reminders::workbook(desk, &missing, &styles)?));
    }
    Ok(files)
}
