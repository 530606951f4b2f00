//! What is done once all rows are settled: the cube, the look back over it, and what the reports want to know.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Period;
use crate::cube::{CubeError, Fold, LedgerCube, combine};
use crate::figures::{Cross, FigureId, IdError, Published, Settings, UnknownDimension};
use crate::findings::Finding;
use crate::job::Job;
use crate::ledger::{MonthSeries, month_jumps, not_reported};
use crate::records::Symbols;
use crate::registry::Registries;
use crate::words::{self, Lang};

use super::RunError;
use super::intake::Intake;

/// The settings of the figures, from the job.
///
/// # Errors
/// [`RunError::Settings`] where a published figure's id or a cross cannot be.
pub(super) fn settings(job: &Job, lang: Lang) -> Result<Settings, RunError> {
    let published = |published: &crate::job::Published| {
        let read = published.figure.parse::<FigureId>();
        let figure = read.map_err(|error| RunError::Settings(bad_figure(&published.figure, error, lang)))?;
        Ok(Published { figure, value: published.value, half_step: published.half_step, raw: published.raw.clone() })
    };
    Ok(Settings {
        rounding: job.rounding,
        lang,
        targets: job.targets.clone(),
        published: job.published.iter().map(published).collect::<Result<_, RunError>>()?,
        crosses: crosses(job, lang)?,
    })
}

fn bad_figure(figure: &str, error: IdError, lang: Lang) -> String {
    words::fill(words::text(lang, error.key()), &[("figure", figure)])
}

fn bad_cross(error: &UnknownDimension, lang: Lang) -> String {
    words::fill(words::text(lang, "unknown-dimension"), &[("name", &error.name), ("nearest", &error.nearest)])
}

fn crosses(job: &Job, lang: Lang) -> Result<BTreeMap<String, Vec<Cross>>, RunError> {
    let mut crosses: BTreeMap<String, Vec<Cross>> = BTreeMap::new();
    for cross in &job.crosses {
        let kind = &job.kinds[cross.kind];
        let read = Cross::new(kind, &cross.by).map_err(|error| RunError::Settings(bad_cross(&error, lang)))?;
        crosses.entry(kind.name.clone()).or_default().push(read);
    }
    Ok(crosses)
}

/// The cube of each ledger, held against the independent fold.
pub(super) fn sum(job: &Job, intake: &mut Intake, symbols: &Symbols) -> Result<Vec<LedgerCube>, RunError> {
    let mut cubes = Vec::new();
    for (at, kind) in job.kinds.iter().enumerate() {
        let (mut frames, mut fold) = (Vec::new(), Fold::new(kind));
        for sheet in intake.sheets.iter_mut().filter(|sheet| job.sources[sheet.source].kind == at) {
            frames.append(&mut sheet.frames);
            fold.merge(&sheet.fold);
        }
        let cube = combine(kind, job.through_of(at), frames, &intake.combinations[at], symbols)?;
        if !fold.agrees(&cube, symbols) {
            return Err(CubeError::Disagree(kind.name.clone()).into());
        }
        cubes.push(cube);
    }
    Ok(cubes)
}

/// Who has not reported, and which months jump.
pub(super) fn look_back(job: &Job, cubes: &[LedgerCube], registries: &Registries) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, cube) in cubes.iter().enumerate() {
        let period = Period::year_to(job.through_of(at));
        if let [first, rest @ ..] = &cube.kind.reporters[..] {
            let coarse = rest.first().map(|&city| series(cube, city, 0)).unwrap_or_default();
            findings.extend(not_reported(registries, &series(cube, *first, 0), &coarse, period));
        }
        if let Some((dimension, measure)) = cube.kind.rules.month_jump {
            findings.extend(month_jumps(&series(cube, dimension, measure), &cube.kind.measures[measure].unit, period));
        }
    }
    findings
}

/// For each value of a dimension, its months with records and a measure's sum.
fn series(cube: &LedgerCube, kept: usize, measure: usize) -> BTreeMap<Arc<str>, MonthSeries> {
    let mut series: BTreeMap<Arc<str>, MonthSeries> = BTreeMap::new();
    let Some(dimension) = cube.kind.dimensions.iter().position(|&d| d == kept) else { return series };
    for cell in &cube.cells {
        let of_name = series.entry(Arc::clone(&cell.dimensions[dimension])).or_default();
        let of_month: &mut (u64, i128) = of_name.months.entry(cell.month).or_default();
        of_month.0 += cell.records;
        of_month.1 += cell.sums.get(measure).copied().unwrap_or(0);
    }
    series
}

/// A record with its name and its first measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAmount {
    /// The ledger.
    pub ledger: String,
    /// The name, as printed.
    pub name: Arc<str>,
    /// The first measure in the base unit.
    pub amount: i64,
}

/// The counted records of the last year of each ledger that names its records, largest first.
pub(super) fn largest(job: &Job, intake: &Intake, symbols: &Symbols) -> Vec<NamedAmount> {
    let mut all: Vec<NamedAmount> = Vec::new();
    for sheet in intake.sheets.iter().filter(|sheet| !sheet.is_superseded()) {
        let kind = job.sources[sheet.source].kind;
        let period = Period::year_to(job.through_of(kind));
        let counted = sheet.named.iter().filter(|entry| period.contains(entry.day.month()));
        all.extend(counted.map(|entry| NamedAmount {
            ledger: job.kinds[kind].name.clone(),
            name: symbols.text(entry.name),
            amount: entry.amount,
        }));
    }
    all.sort_by(|a, b| {
        (&a.ledger, std::cmp::Reverse(a.amount), &a.name).cmp(&(&b.ledger, std::cmp::Reverse(b.amount), &b.name))
    });
    all
}
