//! What goes out around the report: letters to those who sent the files, a superior's forms filled in, and which tables
//! the job wants in its workbook.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::calendar::Period;
use crate::figures::{self, Settings};
use crate::findings::Finding;
use crate::job::{Form, Job};
use crate::ledger::{Class, Report};
use crate::registry::Registries;
use crate::reports::forms::{self, FormValues};
use crate::reports::letters::{self, Desk, Origin};
use crate::reports::tables;
use crate::words::{self, Lang};

use super::intake::Intake;
use super::{Outcome, RunError};

/// The folder of the filled forms in the output folder.
const FORMS: &str = "forms";
/// The largest form that is read.
const FORM_BYTES: u64 = 64 << 20;

/// Who sent what: the files that count, and the city of each registered store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senders {
    /// The files.
    pub origins: Vec<Origin>,
    /// Store to city.
    pub cities: BTreeMap<String, String>,
}

/// Who sent what; `reports` has one for each file of the intake.
pub(super) fn senders(intake: &Intake, reports: &[Report], registries: &Registries) -> Senders {
    let origin = |(file, report): (&super::intake::ReadFile, &Report)| {
        let sheets = &intake.sheets[file.sheets.clone()];
        let rows = |class| sheets.iter().map(|sheet| sheet.facts.tally.rows(class)).sum::<u64>();
        let all: u64 = sheets.iter().map(|sheet| sheet.facts.tally.total_rows()).sum();
        let counts = sheets.is_empty() || sheets.iter().any(|sheet| !sheet.is_superseded());
        counts.then(|| Origin {
            file: file.file.name.to_string(),
            reporters: report.reporters.iter().map(|name| name.to_string()).collect(),
            read: all - rows(Class::Blank),
            accepted: rows(Class::Accepted),
            quarantined: rows(Class::Quarantined),
        })
    };
    Senders {
        origins: intake.files.iter().zip(reports).filter_map(origin).collect(),
        cities: registries.stores().map(|store| (store.name.clone(), store.city.clone())).collect(),
    }
}

/// Whether the tables that the job wants in its workbook are tables of its ledgers.
///
/// # Errors
/// [`RunError::Settings`] where a name means none, with the nearest one.
pub(super) fn check_tables(job: &Job, settings: &Settings, lang: Lang) -> Result<(), RunError> {
    let Some(names) = &job.workbook.tables else { return Ok(()) };
    tables::check(names, &tables::keys(&job.kinds, &settings.crosses)).map_err(|unknown| {
        let values = [("name", unknown.name.as_str()), ("nearest", unknown.nearest.as_str())];
        RunError::Settings(words::fill(words::text(lang, "unknown-table"), &values))
    })
}

/// The letters.
pub(super) fn letters(job: &Job, outcome: &Outcome, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, RunError> {
    let desk = Desk {
        job: &job.name,
        period: Period::year_to(job.through),
        due: job.letters.due,
        contact: job.letters.contact.as_deref(),
        origins: &outcome.senders.origins,
        cities: &outcome.senders.cities,
        findings: &outcome.findings,
        quarantine: &outcome.quarantine,
        lang,
    };
    letters::files(&desk).map_err(|error| RunError::Book(error.to_string()))
}

/// The forms, filled in; what is wrong with them joins the findings.
pub(super) fn forms(job: &Job, outcome: &Outcome, lang: Lang) -> (Vec<(String, Vec<u8>)>, Vec<Finding>) {
    let figure = |id: &figures::FigureId| {
        let known = outcome.figures.find(id).cloned();
        known.map_or_else(|| figures::ask(&outcome.cubes, &outcome.settings, id), Ok)
    };
    let values = FormValues {
        job: &job.name,
        through: job.through,
        date: job.notice.date.as_deref(),
        rounding: outcome.settings.rounding,
        lang,
        span: &|ledger| outcome.figures.span(ledger),
        figure: &figure,
    };
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for form in &job.forms {
        match read(form, &job.root) {
            Err(finding) => findings.push(finding),
            Ok(bytes) => {
                let filled = forms::fill(form, &bytes, &values);
                findings.extend(filled.findings);
                files.extend(filled.bytes.map(|bytes| (format!("{FORMS}/{}", form.out), bytes)));
            }
        }
    }
    (files, findings)
}

fn read(form: &Form, root: &Path) -> Result<Vec<u8>, Finding> {
    let path = root.join(&form.file);
    let unread = |error: std::io::Error| forms::unread(form, &error.to_string());
    if fs::metadata(&path).map_err(unread)?.len() > FORM_BYTES {
        return Err(forms::too_large(form, FORM_BYTES));
    }
    fs::read(&path).map_err(unread)
}
