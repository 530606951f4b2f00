//! What a run leaves, as paths and bytes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::fingerprints_json;
use crate::cube::LedgerCube;
use crate::figures::{self, Cross, Figures};
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::kinds::Kind;
use crate::reports::charts::{self, Chart, DrawError};
use crate::reports::decisions;
use crate::reports::document::{Document, Picture};
use crate::reports::docx::{self, Style, docx};
use crate::reports::gallery::{self, Edition};
use crate::reports::markdown::markdown;
use crate::reports::notice::{self, Material, NoticeSettings};
use crate::reports::{self, figures_csv, figures_json, findings_json, quarantine_csv, tables};
use crate::words::{self, Lang};

use super::entries::Records;
use super::evidence::Shared;
use super::{Outcome, RunError, papers};

const GLYPH_MISSING: Code = Code("glyph-missing");
const NOTICE_EDITED: Code = Code("notice-edited");

/// The dimension that a heat map sets against the months.
const HEAT_DIMENSION: &str = "city";

/// Papers in the output folder that an officer may have edited: they are never overwritten.
pub const GUARDED: &[&str] = &["notice.md", "notice.docx"];

/// Every file for the output folder `out`, by its path in it. Findings of the writing join those of the run.
///
/// # Errors
/// [`RunError`] where a picture cannot be drawn or the notice's template is at fault.
pub fn outputs(
    job: &Job,
    outcome: &mut Outcome,
    records: &Records<'_>,
    lang: Lang,
    out: &Path,
) -> Result<Vec<(String, Vec<u8>)>, RunError> {
    let crossed = figures::with_crosses(&outcome.figures, &outcome.cubes, &outcome.settings, &heat_crosses(outcome));
    let pictures = draw(job, outcome, &crossed, lang)?;
    outcome.findings.extend(missing_glyphs(&pictures));
    let pictures: Vec<Picture> = pictures.into_iter().map(|picture| picture.shown).collect();
    let kinds: Vec<Arc<Kind>> = outcome.cubes.iter().map(|cube| Arc::clone(&cube.kind)).collect();
    let edition = tables::Edition { figures: &crossed, kinds: &kinds, rounding: outcome.settings.rounding, lang };
    let mut tables = tables::tables(&edition);
    tables.extend(decisions::table(&outcome.waivers, lang));
    let document = write_notice(job, outcome, Material { tables: &tables, pictures: &pictures }, lang)?;
    let notice = vec![
        ("notice.md".to_owned(), markdown(&document).into_bytes()),
        ("notice.docx".to_owned(), docx(&document, &style(job, lang)?)),
    ];
    outcome.findings.extend(edited_papers(out, &notice));
    let (forms, about_forms) = papers::forms(job, outcome, lang);
    outcome.findings.extend(about_forms);
    outcome.findings.sort();
    let shared = Shared { job, outcome, crossed: &crossed, tables: &tables, kinds: &kinds, lang };
    let mut files = data(job, outcome, lang);
    files.extend(notice);
    files.push(("workbook.xlsx".to_owned(), shared.workbook()?));
    files.push(("report.html".to_owned(), shared.page(&document, &pictures, records).into_bytes()));
    files.extend(papers::letters(job, outcome, lang)?);
    files.extend(forms);
    for picture in pictures {
        files.push((format!("charts/{}.svg", picture.stem), picture.svg.into_bytes()));
        files.push((format!("charts/{}.png", picture.stem), picture.png));
    }
    Ok(files)
}

/// What other programs read.
fn data(job: &Job, outcome: &Outcome, lang: Lang) -> Vec<(String, Vec<u8>)> {
    vec![
        ("figures.json".to_owned(), figures_json(&job.name, job.through, &outcome.intake, &outcome.figures)),
        ("figures.csv".to_owned(), figures_csv(&outcome.figures)),
        ("sources.json".to_owned(), fingerprints_json(&outcome.sources)),
        ("findings.json".to_owned(), findings_json(&outcome.findings, lang)),
        ("quarantine.csv".to_owned(), quarantine_csv(&outcome.quarantine, lang)),
    ]
}

fn edited_papers(out: &Path, papers: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let said =
        |(path, beside): (String, String)| Finding::new(NOTICE_EDITED, Place::default(), path).with("beside", beside);
    reports::edited(out, papers, GUARDED).into_iter().map(said).collect()
}

fn write_notice(job: &Job, outcome: &Outcome, material: Material<'_>, lang: Lang) -> Result<Document, RunError> {
    let template = job.notice.template.as_ref().map(|name| read_template(job, name, lang)).transpose()?;
    let revisions = outcome.revisions.clone();
    let settings = NoticeSettings { job: job.name.clone(), date: job.notice.date.clone(), revisions, lang };
    let notice = notice::render(template.as_deref(), &outcome.figures, material, &settings);
    notice.map(|notice| notice.document).map_err(|error| RunError::Notice(error.message(lang)))
}

/// How the Word file looks: as the job's own style says, or as GB/T 9704 does.
fn style(job: &Job, lang: Lang) -> Result<Style, RunError> {
    let Some(name) = &job.notice.style else { return Ok(Style::default()) };
    let text = read_template(job, name, lang)?;
    docx::style::read(&text).map_err(|error| RunError::Notice(error.message(lang)))
}

fn read_template(job: &Job, name: &str, lang: Lang) -> Result<String, RunError> {
    std::fs::read_to_string(job.root.join(name)).map_err(|error| {
        let values = [("file", name), ("cause", &error.to_string())];
        RunError::Notice(words::fill(words::text(lang, "cli.template-unreadable"), &values))
    })
}

/// A chart as papers show it, and which of its characters the font lacks.
struct Shown {
    shown: Picture,
    missing: Vec<char>,
}

/// The run's charts, drawn, in the order of a report.
fn draw(job: &Job, outcome: &Outcome, crossed: &Figures, lang: Lang) -> Result<Vec<Shown>, RunError> {
    let projects: Vec<gallery::NamedAmount<'_>> = outcome
        .largest
        .iter()
        .filter(|record| record.ledger == "projects")
        .map(|record| gallery::NamedAmount { name: &record.name, amount: i128::from(record.amount) })
        .collect();
    let edition = Edition { figures: crossed, settings: &outcome.settings, publisher: &job.name, projects: &projects };
    let draw = |chart: Chart| {
        let drawn = charts::draw(&chart).map_err(|error| RunError::Draw(undrawn(&error, lang)))?;
        let shown = Picture {
            stem: chart.stem,
            caption: chart.caption,
            alt: chart.alt,
            svg: drawn.svg,
            png: drawn.png,
            size_hundredth_mm: drawn.size_hundredth_mm,
        };
        Ok(Shown { shown, missing: drawn.missing_glyphs })
    };
    gallery::charts(&edition).into_par_iter().map(draw).collect()
}

fn undrawn(error: &DrawError, lang: Lang) -> String {
    words::fill(words::text(lang, error.key()), &[("cause", error.cause())])
}

/// Each city in each month, which the heat map needs whether or not the job declares that cross.
fn heat_crosses(outcome: &Outcome) -> BTreeMap<String, Vec<Cross>> {
    let cross = |cube: &LedgerCube| {
        let cross = Cross::new(&cube.kind, &[HEAT_DIMENSION.to_owned(), "month".to_owned()]).ok()?;
        Some((cube.kind.name.clone(), vec![cross]))
    };
    outcome.cubes.iter().filter_map(cross).collect()
}

fn missing_glyphs(pictures: &[Shown]) -> Vec<Finding> {
    let mut missing: Vec<char> = pictures.iter().flat_map(|picture| picture.missing.iter().copied()).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.into_iter().map(|glyph| Finding::new(GLYPH_MISSING, Place::default(), glyph)).collect()
}
