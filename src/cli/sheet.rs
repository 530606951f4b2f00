//! The sign-off sheet of a publication, where an officer looks for it: beside the papers of the run, unless he names a file.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::calendar::Period;
use crate::figures::{self, Settings};
use crate::job::Job;
use crate::kinds::Indicator;
use crate::reports::signing::{Publication, SignedFigure, Signing, signing_docx};
use crate::reports::{self, tables};
use crate::run::Outcome;
use crate::signoff::publish::Chain;
use crate::signoff::sheet::{PublicationMark, SheetFigure, SheetManner, SignoffSheet, signoff_sheet};
use crate::words;

use super::arguments::Shared;
use super::failure::Failure;
use super::month::default_out;
use super::{sink, summary};

/// Writes the sheet of the last publication of a chain, whose figures are those of the outcome, and says where it is.
pub(super) fn write(
    matches: &ArgMatches,
    shared: &Shared,
    job: &Job,
    chain: &Chain,
    outcome: &Outcome,
) -> Result<(), Failure> {
    // Figures are published in Chinese, and signed in the language of whoever signs them.
    let today = figures::compute(&outcome.cubes, &Settings { lang: shared.lang, ..outcome.settings.clone() });
    let manner = SheetManner { rounding: outcome.settings.rounding, lang: shared.lang };
    let Some(sheet) = signoff_sheet(chain, &today, &job.kinds, manner) else { return Ok(()) };
    let despite = chain.last().and_then(|last| last.publication.despite_errors.as_ref());
    let signing = Signing {
        job: &job.name,
        period: Period::year_to(job.through),
        publication: known_by(&sheet.publication),
        before: sheet.before.as_ref().map(known_by),
        despite: despite.map(|despite| despite.reason.as_str()),
        figures: sheet.figures.iter().map(|figure| signed(figure, job, shared)).collect(),
        findings: &outcome.findings,
        decided: &outcome.waivers,
        lang: shared.lang,
    };
    let bytes = signing_docx(&signing);
    let path = place(matches, shared, job, &sheet, &bytes);
    sink::put(&path, &bytes).map_err(|error| {
        let values = [("publication", sheet.publication.file), ("cause", error.to_string())];
        Failure::new("cli.sheet-unwritten", values.into_iter().chain([("file", path.display().to_string())]).collect())
    })?;
    if !shared.quiet {
        println!("{}", words::fill(shared.text("cli.sheet-written"), &[("file", &path.display().to_string())]));
    }
    Ok(())
}

fn known_by(mark: &PublicationMark) -> Publication<'_> {
    Publication { file: &mark.file, date: &mark.date, sha256: &mark.sha256 }
}

fn signed(figure: &SheetFigure, job: &Job, shared: &Shared) -> SignedFigure {
    let is_it = |indicator: &&Indicator| indicator.id == figure.id.indicator;
    let indicator = job.kinds.iter().flat_map(|kind| &kind.indicators).find(is_it);
    SignedFigure {
        label: indicator.map(|indicator| tables::indicator_name(indicator, shared.lang)).unwrap_or_default(),
        id: figure.id.to_string(),
        period: figure.id.period,
        display: figure.display.clone(),
        last: figure.last.clone(),
        change: figure.change.clone(),
        is_revised: figure.is_revised,
    }
}

/// Where the sheet goes: the file that was named, or one named after the publication. A file of that name that says
/// something else may have been filled in, and is left alone.
fn place(matches: &ArgMatches, shared: &Shared, job: &Job, sheet: &SignoffSheet, bytes: &[u8]) -> PathBuf {
    if let Some(path) = matches.get_one::<PathBuf>("sheet") {
        return path.clone();
    }
    let out = default_out(job);
    let name = format!("signoff-{}.docx", sheet.publication.file.trim_end_matches(".json"));
    match reports::edited(&out, std::iter::once((name.as_str(), Some(bytes)))).into_iter().next() {
        None => out.join(name),
        Some((edited, beside)) => {
            let (edited, beside) = (out.join(edited), out.join(beside));
            let values = [("edited", &*edited.to_string_lossy()), ("beside", &*beside.to_string_lossy())];
            summary::tell(shared, "cli.sheet-beside", &values);
            beside
        }
    }
}
