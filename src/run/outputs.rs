//! What a run leaves, as paths and bytes.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::fingerprints_json;
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::kinds::Kind;
use crate::reports::charts::{self, Chart, DrawError};
use crate::reports::decisions;
use crate::reports::document::{Document, Picture, Table};
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
const TABLE_EMPTY: Code = Code("table-without-data");

/// Papers in the output folder that an officer may have edited: they are never overwritten. A name that ends in `/` stands
/// for every paper of that folder.
pub const GUARDED: &[&str] = &["notice.md", "notice.docx", WORKBOOK, "letters/", "forms/"];

/// The workbook in the output folder.
const WORKBOOK: &str = "workbook.xlsx";

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
    let kinds = ledgers(outcome);
    let pictures = draw(charts(job, outcome, &kinds), lang)?;
    outcome.findings.extend(missing_glyphs(&pictures));
    let pictures: Vec<Picture> = pictures.into_iter().map(|picture| picture.shown).collect();
    let tables = tables_of(outcome, &kinds, lang);
    let (book, about_tables) = chosen(job, &tables);
    let document = write_notice(job, outcome, Material { tables: &tables, pictures: &pictures }, lang)?;
    let (forms, about_forms) = papers::forms(job, outcome, lang);
    outcome.findings.extend(about_tables.into_iter().chain(about_forms));
    outcome.findings.sort();
    let mut papers = vec![
        ("notice.md".to_owned(), markdown(&document).into_bytes()),
        ("notice.docx".to_owned(), docx(&document, &style(job, lang)?)),
    ];
    papers.extend(papers::letters(job, outcome, lang)?);
    papers.extend(forms);
    outcome.findings.extend(edited_papers(out, &papers));
    outcome.findings.sort();
    let shared = Shared { job, outcome, tables: &tables, book: &book, kinds: &kinds, lang };
    let mut files = data(job, outcome, lang);
    files.extend(papers);
    files.push((WORKBOOK.to_owned(), shared.workbook()?));
    files.push(("report.html".to_owned(), shared.page(&document, &pictures, records).into_bytes()));
    for picture in pictures {
        files.push((format!("charts/{}.svg", picture.stem), picture.svg.into_bytes()));
        files.push((format!("charts/{}.png", picture.stem), picture.png));
    }
    Ok(files)
}

/// The text of the notice, byte for byte what `notice.md` would hold. Nothing is drawn, and nothing is left.
///
/// # Errors
/// [`RunError::Notice`] where the template or the style of its Word file is at fault.
pub fn preview(job: &Job, outcome: &Outcome, lang: Lang) -> Result<String, RunError> {
    let kinds = ledgers(outcome);
    let pictures: Vec<Picture> = charts(job, outcome, &kinds).into_iter().map(described).collect();
    let tables = tables_of(outcome, &kinds, lang);
    style(job, lang)?;
    write_notice(job, outcome, Material { tables: &tables, pictures: &pictures }, lang).map(|notice| markdown(&notice))
}

fn ledgers(outcome: &Outcome) -> Vec<Arc<Kind>> {
    outcome.cubes.iter().map(|cube| Arc::clone(&cube.kind)).collect()
}

fn edition<'a>(outcome: &'a Outcome, kinds: &'a [Arc<Kind>], lang: Lang) -> tables::Edition<'a> {
    tables::Edition { figures: &outcome.figures, kinds, rounding: outcome.settings.rounding, lang }
}

/// The tables of the figures, then what was decided.
fn tables_of(outcome: &Outcome, kinds: &[Arc<Kind>], lang: Lang) -> Vec<Table> {
    let mut tables = tables::tables(&edition(outcome, kinds, lang));
    tables.extend(decisions::table(&outcome.waivers, lang));
    tables
}

/// The tables of the workbook: all, or those that the job names. One that has nothing to show this time is told.
fn chosen(job: &Job, tables: &[Table]) -> (Vec<Table>, Vec<Finding>) {
    let Some(names) = &job.workbook.tables else { return (tables.to_vec(), Vec::new()) };
    let (chosen, missing) = tables::chosen(tables, names);
    (chosen, missing.into_iter().map(|name| Finding::new(TABLE_EMPTY, Place::default(), name)).collect())
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

/// Papers that were edited since a run wrote them. The workbook lists what is found here, so it is made after.
fn edited_papers(out: &Path, papers: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let made = papers.iter().map(|(path, bytes)| (path.as_str(), Some(bytes.as_slice())));
    let said =
        |(path, beside): (String, String)| Finding::new(NOTICE_EDITED, Place::default(), path).with("beside", beside);
    reports::edited(out, made.chain([(WORKBOOK, None)])).into_iter().map(said).collect()
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

/// The run's charts, in the order of a report.
fn charts(job: &Job, outcome: &Outcome, kinds: &[Arc<Kind>]) -> Vec<Chart> {
    let projects: Vec<gallery::NamedAmount<'_>> = outcome
        .largest
        .iter()
        .filter(|record| record.ledger == "projects")
        .map(|record| gallery::NamedAmount { name: &record.name, amount: i128::from(record.amount) })
        .collect();
    let (figures, settings) = (&outcome.figures, &outcome.settings);
    gallery::charts(&Edition { figures, settings, kinds, publisher: &job.name, projects: &projects })
}

fn draw(charts: Vec<Chart>, lang: Lang) -> Result<Vec<Shown>, RunError> {
    let draw = |chart: Chart| {
        let drawn = charts::draw(&chart).map_err(|error| RunError::Draw(undrawn(&error, lang)))?;
        let (svg, png, size_hundredth_mm) = (drawn.svg, drawn.png, drawn.size_hundredth_mm);
        let shown = Picture { svg, png, size_hundredth_mm, ..described(chart) };
        Ok(Shown { shown, missing: drawn.missing_glyphs })
    };
    charts.into_par_iter().map(draw).collect()
}

/// A chart by its name and its words, not drawn.
fn described(chart: Chart) -> Picture {
    let Chart { stem, caption, alt, .. } = chart;
    Picture { stem, caption, alt, svg: String::new(), png: Vec::new(), size_hundredth_mm: (0, 0) }
}

fn undrawn(error: &DrawError, lang: Lang) -> String {
    words::fill(words::text(lang, error.key()), &[("cause", error.cause())])
}

fn missing_glyphs(pictures: &[Shown]) -> Vec<Finding> {
    let mut missing: Vec<char> = pictures.iter().flat_map(|picture| picture.missing.iter().copied()).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.into_iter().map(|glyph| Finding::new(GLYPH_MISSING, Place::default(), glyph)).collect()
}
