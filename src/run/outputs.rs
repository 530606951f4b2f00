//! What a run leaves, as paths and bytes.

use crate::job::Job;
use crate::reports::{figures_csv, figures_json, findings_json, quarantine_csv};
use crate::words::Lang;

use super::{Outcome, RunError};

/// Every file of the output folder, by its path in it.
///
/// # Errors
/// [`RunError`] where a picture cannot be drawn or the notice's template is at fault.
pub fn outputs(job: &Job, outcome: &mut Outcome, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, RunError> {
    let json = figures_json(&job.name, job.through, &outcome.intake, &outcome.figures);
    let files = vec![
        ("figures.json".to_owned(), json),
        ("figures.csv".to_owned(), figures_csv(&outcome.figures)),
        ("findings.json".to_owned(), findings_json(&outcome.findings, lang)),
        ("quarantine.csv".to_owned(), quarantine_csv(&outcome.quarantine, lang)),
    ];
    Ok(files)
}
