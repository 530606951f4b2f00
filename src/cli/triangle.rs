//! The revision triangle of one indicator as a picture, where `revisions` is asked for one.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::figures::KeptValue;
use crate::findings::{Code, Finding, Place};
use crate::job::Job;
use crate::kinds::{Indicator, Kind};
use crate::reports::charts;
use crate::reports::gallery::{self, RevisedIndicator, Said, Vintage};
use crate::signoff::revisions::{Revisions, Triangle, TriangleBy, TriangleRow};
use crate::words;

use super::arguments::Shared;
use super::failure::Failure;
use super::sink::Sink;
use super::summary;

/// Draws the triangle that was asked for into the file that was named; does nothing where none was.
pub(super) fn write(matches: &ArgMatches, shared: &Shared, job: &Job, found: &Revisions) -> Result<(), Failure> {
    let Some(path) = matches.get_one::<PathBuf>("chart") else { return Ok(()) };
    let triangle = asked(matches, found)?;
    let (kind, indicator) = declared(job, &triangle.indicator).ok_or_else(|| unknown(&triangle.indicator, found))?;
    let revised = RevisedIndicator {
        kind,
        indicator,
        publisher: &job.name,
        rounding: job.rounding,
        lang: shared.lang,
        periods: triangle.periods.clone(),
        vintages: triangle.rows.iter().map(|row| vintage(row, found)).collect(),
    };
    let chart = gallery::triangle(&revised).ok_or_else(|| unknown(&triangle.indicator, found))?;
    let drawn = charts::draw(&chart).map_err(|error| {
        let cause = words::fill(shared.text(error.key()), &[("cause", error.cause())]);
        Failure::new("cli.chart-undrawn", vec![("cause", cause)])
    })?;
    let mut file = Sink::open(Some(path))?;
    file.write(if path.extension().is_some_and(|end| end == "png") { &drawn.png } else { drawn.svg.as_bytes() })?;
    file.close()?;
    let values = [("file", &*path.to_string_lossy()), ("title", &chart.title)];
    summary::tell(shared, "cli.chart-written", &values);
    for glyph in drawn.missing_glyphs.iter().filter(|_| !shared.quiet) {
        let finding = Finding::new(Code("glyph-missing"), Place::default(), *glyph);
        eprintln!("{}", summary::line(shared.lang, &finding));
    }
    Ok(())
}

/// The triangle of the indicator that was named, else the first that was revised, else the first.
fn asked<'a>(matches: &ArgMatches, found: &'a Revisions) -> Result<&'a Triangle, Failure> {
    let by = match matches.get_one::<String>("triangle-by").map(String::as_str) {
        Some("month") => TriangleBy::Month,
        _ => TriangleBy::YearToDate,
    };
    let mut triangles = found.triangles.iter().filter(|triangle| triangle.by == by);
    match matches.get_one::<String>("triangle-of") {
        Some(name) => triangles.find(|triangle| triangle.indicator == *name).ok_or_else(|| unknown(name, found)),
        None => {
            let revised = triangles.clone().find(|triangle| triangle.is_revised());
            revised.or_else(|| triangles.next()).ok_or_else(|| unknown("", found))
        }
    }
}

fn declared<'a>(job: &'a Job, indicator: &str) -> Option<(&'a Kind, &'a Indicator)> {
    let mut all = job.kinds.iter().flat_map(|kind| kind.indicators.iter().map(move |one| (&**kind, one)));
    all.find(|(_, one)| one.id == indicator)
}

fn unknown(name: &str, found: &Revisions) -> Failure {
    let known = found.triangles.iter().map(|triangle| triangle.indicator.as_str());
    let nearest = known.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let values = vec![("name", name.to_owned()), ("nearest", nearest.unwrap_or_default().to_owned())];
    Failure::new("cli.chart-unknown", values)
}

fn vintage<'a>(row: &'a TriangleRow, found: &'a Revisions) -> Vintage<'a> {
    let vintage = &found.vintages[row.vintage];
    let file = vintage.file.as_deref().map(|file| file.trim_end_matches(".json"));
    let said = row.cells.iter().map(|cell| {
        let cell = cell.as_ref()?;
        let kept = KeptValue { value: &cell.value, exact: cell.exact.as_deref() };
        Some(Said { kept, display: &cell.display })
    });
    Vintage { publication: file.zip(vintage.date.as_deref()), said: said.collect() }
}
