//! The monthly run: the rooms wired in their order, one function a step.
//!
//! In: a job. Out: its figures with the intake that proves them, findings, and what the reports need. Nothing is
//! computed here; what a step decides is decided in its room.

mod closing;
mod decisions;
mod entries;
mod evidence;
mod intake;
mod named;
mod outputs;
mod papers;
mod progress;
mod registries;
mod rows;
mod settling;

use std::sync::Arc;

use crate::bytes::Fingerprints;
use crate::cube::{CubeError, LedgerCube};
use crate::figures::{self, Figures, Settings};
use crate::findings::Finding;
use crate::job::Job;
use crate::ledger::ConservationBroken;
use crate::records::Symbols;
use crate::reports::decisions::Decided;
use crate::reports::notice::Revision;
use crate::reports::{IntakeRow, QuarantineRow};
use crate::sources;
use crate::words::Lang;

pub use closing::NamedAmount;
pub use entries::{Gathered, Records};
pub use outputs::{GUARDED, outputs, preview};
pub use papers::Senders;
pub use progress::{Progress, Silent, Step};
pub use registries::known_names;

/// What a run is asked besides its job.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The language of displays and notes.
    pub lang: Lang,
    /// How files are opened: gates, and the executable that reads workbooks.
    pub open: &'a sources::OpenOptions,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

/// Everything that a run found out.
#[derive(Debug)]
pub struct Outcome {
    /// What became of each sheet's rows.
    pub intake: Vec<IntakeRow>,
    /// The figures.
    pub figures: Figures,
    /// The sums behind them, a ledger each.
    pub cubes: Vec<LedgerCube>,
    /// Rows kept aside.
    pub quarantine: Vec<QuarantineRow>,
    /// All findings, by place.
    pub findings: Vec<Finding>,
    /// What the job says about its figures.
    pub settings: Settings,
    /// What the job decided about records and findings, as far as it is in force.
    pub waivers: Vec<Decided>,
    /// Published totals that are otherwise now, for the notice; whoever reads the publications fills it in.
    pub revisions: Vec<Revision>,
    /// The largest records of each ledger whose records have names.
    pub largest: Vec<NamedAmount>,
    /// Who sent what.
    pub senders: Senders,
    /// The files that were read, by which they are known again.
    pub sources: Fingerprints,
}

/// Why a run cannot give figures; each leaves nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A registry cannot be read: its findings.
    #[error("a registry cannot be read")]
    Registry(Vec<Finding>),
    /// Nothing at all was accepted: the findings say why.
    #[error("nothing was accepted")]
    NothingAccepted(Vec<Finding>),
    /// The law of conservation does not hold for a sheet.
    #[error("{file} {sheet}: {broken}")]
    Conservation {
        /// The file.
        file: Arc<str>,
        /// The sheet.
        sheet: Arc<str>,
        /// What does not tie.
        broken: ConservationBroken,
    },
    /// The engine refused, or its sums differ from the independent ones.
    #[error(transparent)]
    Cube(#[from] CubeError),
    /// A temporary file could not be written or read.
    #[error(transparent)]
    Temporary(#[from] std::io::Error),
    /// A picture cannot be drawn.
    #[error("{0}")]
    Draw(String),
    /// A workbook cannot be put together.
    #[error("{0}")]
    Book(String),
    /// The notice's template is at fault.
    #[error("{0}")]
    Notice(String),
    /// The job asks for figures or tables that cannot be: the text that says so.
    #[error("{0}")]
    Settings(String),
}

/// Runs a job.
///
/// # Errors
/// [`RunError`]; bad data alone is never one.
pub fn run(job: &Job, request: &Request<'_>) -> Result<Outcome, RunError> {
    run_with_records(job, request).map(|(outcome, _)| outcome)
}

/// Runs a job and keeps its tables at hand, so that single entries can be looked at.
///
/// # Errors
/// As [`run`].
pub fn run_with_records<'a>(job: &'a Job, request: &Request<'_>) -> Result<(Outcome, Records<'a>), RunError> {
    let settings = closing::settings(job, request.lang)?;
    papers::check_tables(job, &settings, request.lang)?;
    let symbols = Symbols::default();
    let (registries, mut findings) = registries::load(job, request.open)?;
    let mut intake = intake::read_all(job, request, &registries, &symbols, &mut findings)?;
    request.progress.step(Step::Settling);
    let reports = settling::supersede(job, &mut intake, &symbols, &mut findings);
    settling::settle(job, &mut intake, &registries, &symbols, &mut findings)?;
    settling::check_controls(job, &intake, &mut findings);
    intake.prove()?;
    request.progress.step(Step::Summing);
    let cubes = closing::sum(job, &mut intake, &symbols)?;
    findings.extend(intake.take_findings(job));
    if cubes.iter().all(|cube| cube.cells.is_empty()) {
        findings.sort();
        return Err(RunError::NothingAccepted(findings));
    }
    findings.extend(closing::look_back(job, &cubes, &registries));
    findings.extend(figures::check_published(&cubes, &settings));
    let waivers = decisions::settle(job, &mut findings);
    findings.sort();
    let largest = closing::largest(job, &intake, &symbols);
    let senders = papers::senders(&intake, &reports, &registries);
    let (mut sheets, quarantine) = intake.reported(job);
    decisions::count(&mut sheets, &findings);
    let outcome = Outcome {
        intake: sheets,
        figures: figures::compute(&cubes, &settings),
        settings,
        cubes,
        quarantine,
        findings,
        waivers,
        revisions: Vec::new(),
        largest,
        senders,
        sources: entries::fingerprints(job, &intake),
    };
    Ok((outcome, Records::new(job, registries, symbols, intake)))
}
