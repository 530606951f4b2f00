//! What a run leaves, as paths and bytes.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::bytes::fingerprints_json;
use crate::cube::LedgerCube;
use crate::figures::{self, Cross};
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::reports::charts::{self, Chart, DrawError, Drawn};
use crate::reports::gallery::{self, Edition};
use crate::reports::notice::{self, NoticeSettings};
use crate::reports::{self, figures_csv, figures_json, findings_json, quarantine_csv};
use crate::words::{self, Lang};

use super::{Outcome, RunError, papers};

const GLYPH_MISSING: Code = Code("glyph-missing");
const NOTICE_EDITED: Code = Code("notice-edited");

/// The dimension that a heat map sets against the months.
const HEAT_DIMENSION: &str = "city";

/// Papers in the output folder that an officer may have edited: they are never overwritten.
pub const GUARDED: &[&str] = &["notice.md"];

/// Every file for the output folder `out`, by its path in it. Findings of the writing join those of the run.
///
/// # Errors
/// [`RunError`] where a picture cannot be drawn or the notice's template is at fault.
pub fn outputs(job: &Job, outcome: &mut Outcome, lang: Lang, out: &Path) -> Result<Vec<(String, Vec<u8>)>, RunError> {
    let pictures = draw(job, outcome, lang)?;
    let notice = vec![("notice.md".to_owned(), write_notice(job, outcome, lang)?.into_bytes())];
    outcome.findings.extend(missing_glyphs(&pictures));
    outcome.findings.extend(edited_papers(out, &notice));
    let (forms, about_forms) = papers::forms(job, outcome, lang);
    outcome.findings.extend(about_forms);
    outcome.findings.sort();
    let mut files = vec![
        ("figures.json".to_owned(), figures_json(&job.name, job.through, &outcome.intake, &outcome.figures)),
        ("figures.csv".to_owned(), figures_csv(&outcome.figures)),
        ("sources.json".to_owned(), fingerprints_json(&outcome.sources)),
        ("findings.json".to_owned(), findings_json(&outcome.findings, lang)),
        ("quarantine.csv".to_owned(), quarantine_csv(&outcome.quarantine, lang)),
    ];
    files.extend(notice);
    files.extend(papers::letters(job, outcome, lang)?);
    files.extend(forms);
    for (stem, drawn) in pictures {
        files.push((format!("charts/{stem}.svg"), drawn.svg.into_bytes()));
        files.push((format!("charts/{stem}.png"), drawn.png));
    }
    Ok(files)
}

fn edited_papers(out: &Path, papers: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let said =
        |(path, beside): (String, String)| Finding::new(NOTICE_EDITED, Place::default(), path).with("beside", beside);
    reports::edited(out, papers, GUARDED).into_iter().map(said).collect()
}

fn write_notice(job: &Job, outcome: &Outcome, lang: Lang) -> Result<String, RunError> {
    let template = job.notice.template.as_ref().map(|name| read_template(job, name, lang)).transpose()?;
    let settings = NoticeSettings { job: job.name.clone(), date: job.notice.date.clone(), revisions: outcome.revisions.clone(), lang };
    let notice = notice::render(template.as_deref(), &outcome.figures, &settings);
    notice.map(|notice| notice.text).map_err(|error| RunError::Notice(error.message(lang)))
}

fn read_template(job: &Job, name: &str, lang: Lang) -> Result<String, RunError> {
    std::fs::read_to_string(job.root.join(name)).map_err(|error| {
        let values = [("file", name), ("cause", &error.to_string())];
        RunError::Notice(words::fill(words::text(lang, "cli.template-unreadable"), &values))
    })
}

/// The run's charts, drawn, in the order of a report.
fn draw(job: &Job, outcome: &Outcome, lang: Lang) -> Result<Vec<(String, Drawn)>, RunError> {
    let crossed = figures::with_crosses(&outcome.figures, &outcome.cubes, &outcome.settings, &heat_crosses(outcome));
    let projects: Vec<gallery::NamedAmount<'_>> = outcome
        .largest
        .iter()
        .filter(|record| record.ledger == "projects")
        .map(|record| gallery::NamedAmount { name: &record.name, amount: i128::from(record.amount) })
        .collect();
    let edition = Edition { figures: &crossed, settings: &outcome.settings, publisher: &job.name, projects: &projects };
    let draw = |chart: Chart| {
        let drawn = charts::draw(&chart).map_err(|error| RunError::Draw(undrawn(&error, lang)))?;
        Ok((chart.stem, drawn))
    };
    gallery::charts(&edition).into_par_iter().map(draw).collect()
}

fn undrawn(error: &DrawError, lang: Lang) -> String {
    let (key, cause) = match error {
        DrawError::Font(cause) => ("chart-font-uncut", cause),
        DrawError::Paint(cause) => ("chart-unpainted", cause),
        DrawError::Raster(cause) => ("chart-unrastered", cause),
    };
    words::fill(words::text(lang, key), &[("cause", cause)])
}

/// Each city in each month, which the heat map needs whether or not the job declares that cross.
fn heat_crosses(outcome: &Outcome) -> BTreeMap<String, Vec<Cross>> {
    let cross = |cube: &LedgerCube| {
        let cross = Cross::new(&cube.kind, &[HEAT_DIMENSION.to_owned(), "month".to_owned()]).ok()?;
        Some((cube.kind.name.clone(), vec![cross]))
    };
    outcome.cubes.iter().filter_map(cross).collect()
}

fn missing_glyphs(pictures: &[(String, Drawn)]) -> Vec<Finding> {
    let mut missing: Vec<char> = pictures.iter().flat_map(|(_, drawn)| drawn.missing_glyphs.iter().copied()).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.into_iter().map(|glyph| Finding::new(GLYPH_MISSING, Place::default(), glyph)).collect()
}
