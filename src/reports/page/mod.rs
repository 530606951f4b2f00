//! `report.html`: a run as one page that stands alone, on a screen, without a network, without scripts, and on paper.
//!
//! In: a [`Report`], everything that the page says. Out: the page. Every number that is a figure stands in a `data`
//! element with the figure's id; what claims nothing (findings, rows kept aside, what was read) is marked as an aside, so
//! that a reader of the page does not take it for prose. The script finds the records behind a figure in a table that
//! travels in the page; it is given no words and no numbers of its own. This room must not know where a record came from.

mod columns;
mod decimals;
mod escape;
mod evidence;
mod figures;
mod findings;
mod frame;
mod headlines;
mod intake;
mod ledgers;
mod paper;
mod pictures;
mod records;
mod tables;
mod upright;
mod words;

use std::sync::Arc;

use crate::figures::{Figures, Settings};
use crate::findings::Finding;
use crate::kinds::Kind;
use crate::words::Lang;

use super::document::{Document, Picture, Span, Table};
use super::{IntakeRow, QuarantineRow};

pub use records::{MOST, Record, Records};

/// Everything that the page says.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The language of the page's own words.
    pub lang: Lang,
    /// Who publishes.
    pub publisher: &'a str,
    /// What it is called; a line feed starts a new line.
    pub title: &'a str,
    /// The period, as people read it; may be empty.
    pub period: &'a str,
    /// The date that the job gives it, as people read it; may be empty.
    pub date: &'a str,
    /// The notice. Its annexes are left out: the page has every table anyway.
    pub document: &'a Document,
    /// The figures that come first.
    pub headlines: &'a [Headline],
    /// The tables.
    pub tables: &'a [Table],
    /// The charts.
    pub pictures: &'a [Picture],
    /// What was noticed.
    pub findings: &'a [Finding],
    /// Rows kept aside.
    pub quarantine: &'a [QuarantineRow],
    /// What was read.
    pub intake: &'a [IntakeRow],
    /// The ledgers, in the order of the job.
    pub kinds: &'a [Arc<Kind>],
    /// The figures of the run, its crosses among them: every id of the page should be one.
    pub figures: &'a Figures,
    /// Targets and published values, against which figures are compared.
    pub settings: &'a Settings,
    /// The records behind the figures.
    pub records: Records<'a>,
}

/// A figure that comes first, with what it is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// What it is: 销售收入.
    pub label: String,
    /// Its period, as people read it; may be empty.
    pub period: String,
    /// The figure's id.
    pub figure: String,
    /// The figure as printed: 5940.32万元.
    pub display: String,
    /// Its comparisons, each in its words: 同比增长15.12%.
    pub comparisons: Vec<Vec<Span>>,
    /// What to know beside it; may be empty.
    pub note: String,
}

/// The page.
#[must_use]
pub fn page(report: &Report<'_>) -> String {
    let pictures = pictures::Pictures::new(report.pictures, report.document);
    let sections = [
        headlines::section(report),
        paper::section(report, &pictures),
        pictures.section(report),
        tables::section(report),
        findings::section(report),
        findings::quarantine(report),
        tables::asides(report),
        intake::section(report),
    ];
    let sections: Vec<frame::Section> = sections.into_iter().flatten().collect();
    let evidence = evidence::blocks(report);
    frame::page(report, &sections, pictures.fonts(), &evidence)
}
