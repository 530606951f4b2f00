//! What the page and the workbook show besides the notice: tables, headlines, and the records behind every figure.

use std::sync::Arc;

use crate::job::Job;
use crate::kinds::Kind;
use crate::ledger::{Entry, Wanted};
use crate::reports::document::{Block, Document, Picture, Table};
use crate::reports::notice;
use crate::reports::page::{self, Record, Report, page};
use crate::reports::tables::{self, Edition};
use crate::reports::workbook::{Book, workbook};
use crate::words::{self, Lang};

use super::entries::Records;
use super::{Outcome, RunError};

/// What the papers of a run share.
pub(super) struct Shared<'a> {
    pub job: &'a Job,
    pub outcome: &'a Outcome,
    /// All tables.
    pub tables: &'a [Table],
    /// Those of the workbook.
    pub book: &'a [Table],
    pub kinds: &'a [Arc<Kind>],
    pub lang: Lang,
}

impl Shared<'_> {
    fn edition(&self) -> Edition<'_> {
        Edition {
            figures: &self.outcome.figures,
            kinds: self.kinds,
            rounding: self.outcome.settings.rounding,
            lang: self.lang,
        }
    }

    fn period(&self) -> String {
        self.edition().period(crate::calendar::Period::year_to(self.job.through))
    }

    /// `workbook.xlsx`.
    pub fn workbook(&self) -> Result<Vec<u8>, RunError> {
        let period = self.period();
        let title =
            words::fill(words::text(self.lang, "table-book-title"), &[("job", &self.job.name), ("period", &period)]);
        let book = Book {
            title: &title,
            publisher: &self.job.name,
            period: &period,
            date: self.job.notice.date.as_deref(),
            rounding: self.outcome.settings.rounding,
            tables: self.book,
            figures: &self.outcome.figures,
            findings: &self.outcome.findings,
            quarantine: &self.outcome.quarantine,
            intake: &self.outcome.intake,
        };
        workbook(&book, self.lang).map_err(|error| RunError::Book(error.message(self.lang)))
    }

    /// `report.html`, with the records where they are few enough for a page.
    pub fn page(&self, document: &Document, pictures: &[Picture], records: &Records<'_>) -> String {
        let is_told = |picture: &&Picture| {
            let is_it = |block: &Block| matches!(block, Block::Picture(told) if told.stem == picture.stem);
            document.blocks.iter().any(is_it)
        };
        let others: Vec<Picture> = pictures.iter().filter(|picture| !is_told(picture)).cloned().collect();
        let entries = gathered(self.kinds, records);
        let shown: Option<Vec<Record<'_>>> = entries.as_ref().map(|entries| entries.iter().map(record).collect());
        let date = self.job.notice.date.as_deref().map(|date| notice::date(date, self.lang)).unwrap_or_default();
        let report = Report {
            lang: self.lang,
            publisher: &self.job.name,
            title: &document.title,
            period: &self.period(),
            date: &date,
            document,
            headlines: &tables::headlines(&self.edition()),
            tables: self.tables,
            pictures: &others,
            findings: &self.outcome.findings,
            quarantine: &self.outcome.quarantine,
            intake: &self.outcome.intake,
            kinds: self.kinds,
            figures: &self.outcome.figures,
            settings: &self.outcome.settings,
            records: shown.as_deref().map_or(page::Records::TooMany, page::Records::Here),
        };
        page(&report)
    }
}

/// The counted records of all ledgers; nothing where they are too many for a page, or a file cannot be read again.
fn gathered(kinds: &[Arc<Kind>], records: &Records<'_>) -> Option<Vec<Entry>> {
    let mut all = Vec::new();
    for kind in kinds {
        let wanted = Wanted::accepted(kind.name.clone(), None, std::collections::BTreeMap::new());
        let of_kind = records.gather(&wanted, page::MOST + 1 - all.len().min(page::MOST)).ok()?;
        if !of_kind.is_whole() || all.len() + of_kind.entries.len() > page::MOST {
            return None;
        }
        all.extend(of_kind.entries);
    }
    Some(all)
}

fn record(entry: &Entry) -> Record<'_> {
    let cell = entry.place.cell;
    Record {
        ledger: &entry.kind.name,
        class: entry.class,
        why: entry.code.map_or("", |code| code.0),
        file: &entry.place.file,
        sheet: &entry.place.sheet,
        row: cell.map_or(0, |cell| cell.row),
        column: cell.and_then(|cell| cell.column),
        day: entry.day,
        started: entry.started,
        kept: entry.kept.iter().map(|text| &**text).collect(),
        measures: &entry.measures,
        cells: &entry.cells,
    }
}
