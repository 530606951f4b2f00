//! A job file to a [`Job`]: names resolved, months and quantities read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::calendar::Month;
use crate::exact::{Decimal, Rounding};
use crate::kinds::{self, Indicator, Kind, KindError};
use crate::values;

use super::file::{CrossTable, JobError, JobFile, LedgerTable, PublishedTable, RateTable, SourceTable, TargetTable};
use super::schema::nearest;
use super::{Cross, Job, NoticePlan, Published, Source, Target, WorkbookPlan, corrections, form, letters};

/// So many records of a ledger are kept one by one with a publication, unless the job says otherwise.
const KEPT_RECORDS: u64 = 100_000;

pub(super) fn plan(file: JobFile, root: PathBuf) -> Result<Job, JobError> {
    let through = month("job.through", &file.job.through)?;
    let own = own_kinds(&file.ledger, &root)?;
    let kinds = used_kinds(&file.source, &own)?;
    Ok(Job {
        sources: file.source.iter().map(|s| source(s, &kinds, through)).collect::<Result<_, _>>()?,
        targets: file.target.iter().map(|t| target(t, &kinds)).collect::<Result<_, _>>()?,
        published: file.published.iter().map(|p| published(p, &kinds)).collect::<Result<_, _>>()?,
        rates: file.rate.iter().map(rate).collect::<Result<_, _>>()?,
        crosses: file.cross.iter().map(|c| cross(c, &kinds)).collect::<Result<_, _>>()?,
        rounding: rounding(file.rounding.mode.as_deref())?,
        replacements: file.replace.into_iter().map(|r| (r.file, r.by)).collect(),
        forms: forms(&file.form, &kinds)?,
        workbook: WorkbookPlan { tables: file.workbook.tables },
        letters: letters::letters(file.letters)?,
        corrections: corrections::read(&root, &kinds)?,
        kept_records: file.publish.records.unwrap_or(KEPT_RECORDS),
        notice: NoticePlan { template: file.notice.template, style: file.notice.style, date: file.notice.date },
        name: file.job.name,
        stores: file.registry.stores,
        products: file.registry.products,
        through,
        kinds,
        root,
    })
}

fn month(key: &str, text: &str) -> Result<Month, JobError> {
    text.parse().map_err(|()| JobError::new("job.bad-month", vec![("key", key.to_owned()), ("value", text.to_owned())]))
}

fn own_kinds(tables: &[LedgerTable], root: &Path) -> Result<Vec<Arc<Kind>>, JobError> {
    tables.iter().map(|table| own_kind(&root.join(&table.file), &table.file)).collect()
}

fn own_kind(path: &Path, shown: &str) -> Result<Arc<Kind>, JobError> {
    let failed = |cause: String| JobError::new("job.bad-ledger", vec![("file", shown.to_owned()), ("cause", cause)]);
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    kinds::parse(text.trim_start_matches('\u{feff}'))
        .map(Arc::new)
        .map_err(|error: KindError| failed(error.to_string()))
}

/// The ledgers that sources name, in the order in which they first do; a job's own comes before a built-in one.
fn used_kinds(sources: &[SourceTable], own: &[Arc<Kind>]) -> Result<Vec<Arc<Kind>>, JobError> {
    let mut used: Vec<Arc<Kind>> = Vec::new();
    for source in sources {
        if used.iter().any(|kind| kind.name == source.ledger) {
            continue;
        }
        let mine = own.iter().find(|kind| kind.name == source.ledger).cloned();
        let kind = mine.or_else(|| kinds::built_in(&source.ledger).map(Arc::new));
        used.push(kind.ok_or_else(|| {
            let built_in: Vec<&str> = kinds::built_in_names().collect();
            let mut known: Vec<&str> = own.iter().map(|kind| &*kind.name).collect();
            known.extend(built_in);
            unknown("job.unknown-ledger", &source.ledger, known.into_iter())
        })?);
    }
    if used.is_empty() { Err(JobError::new("job.no-source", Vec::new())) } else { Ok(used) }
}

fn unknown<'a>(key: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> JobError {
    JobError::new(key, vec![("name", name.to_owned()), ("nearest", nearest(name, known).to_owned())])
}

fn kind_position(kinds: &[Arc<Kind>], name: &str) -> Result<usize, JobError> {
    kinds
        .iter()
        .position(|kind| kind.name == name)
        .ok_or_else(|| unknown("job.unknown-ledger", name, kinds.iter().map(|kind| kind.name.as_str())))
}

fn source(table: &SourceTable, kinds: &[Arc<Kind>], through: Month) -> Result<Source, JobError> {
    let kind = kind_position(kinds, &table.ledger)?;
    let fields = table.defaults.keys().chain(table.columns.values());
    for field in fields {
        check_field(&kinds[kind], field)?;
    }
    Ok(Source {
        kind,
        files: table.files.clone(),
        sheets: table.sheets.clone(),
        defaults: table.defaults.iter().map(|(field, value)| (field.clone(), text_of(value))).collect(),
        columns: table.columns.clone(),
        through: table.through.as_deref().map_or(Ok(through), |text| month("source.through", text))?,
        encoding: table.encoding.clone(),
        delimiter: table.delimiter.as_deref().map(delimiter).transpose()?,
    })
}

fn check_field(kind: &Kind, field: &str) -> Result<(), JobError> {
    match kind.field(field) {
        Some(_) => Ok(()),
        None => Err(unknown("job.unknown-field", field, kind.fields.iter().map(|f| f.name.as_str()))),
    }
}

fn delimiter(text: &str) -> Result<u8, JobError> {
    match text {
        "tab" | "\t" => Ok(b'\t'),
        _ if text.len() == 1 && text.is_ascii() => Ok(text.as_bytes()[0]),
        _ => Err(JobError::new("job.bad-delimiter", vec![("value", text.to_owned())])),
    }
}

fn text_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The indicator of an id such as `sales.weight@2021-07`, `sales.weight[city=杭州]` or `sales.weight`.
fn indicator<'a>(kinds: &'a [Arc<Kind>], id: &str) -> Result<&'a Indicator, JobError> {
    let name = id.split(['[', '@']).next().unwrap_or_default();
    let all = || kinds.iter().flat_map(|kind| &kind.indicators);
    all().find(|i| i.id == name).ok_or_else(|| unknown("job.unknown-indicator", name, all().map(|i| i.id.as_str())))
}

/// The forms, each figure of an indicator that a ledger in use has.
fn forms(tables: &[form::FormTable], kinds: &[Arc<Kind>]) -> Result<Vec<form::Form>, JobError> {
    let forms = form::forms(tables)?;
    for cell in forms.iter().flat_map(|form| &form.cells) {
        if let form::FormContent::Figure { id, .. } = &cell.content {
            compared_indicator(kinds, id)?;
        }
    }
    Ok(forms)
}

/// The indicator of an id that may end in a comparison: `sales.weight.yoy@2021-07`.
fn compared_indicator<'a>(kinds: &'a [Arc<Kind>], id: &str) -> Result<&'a Indicator, JobError> {
    let name = id.split(['[', '@']).next().unwrap_or_default();
    let uncompared = name.rsplit_once('.').map_or(name, |(before, _)| before);
    indicator(kinds, name).or_else(|error| indicator(kinds, uncompared).map_err(|_| error))
}

fn target(table: &TargetTable, kinds: &[Arc<Kind>]) -> Result<Target, JobError> {
    let indicator = indicator(kinds, &table.indicator)?;
    let (value, _) = base_value(indicator, &text_of(&table.value))?;
    Ok(Target { indicator: table.indicator.clone(), year: table.year, value })
}

fn published(table: &PublishedTable, kinds: &[Arc<Kind>]) -> Result<Published, JobError> {
    let indicator = indicator(kinds, &table.figure)?;
    let raw = text_of(&table.value);
    let (value, half_step) = base_value(indicator, &raw)?;
    Ok(Published { figure: table.figure.clone(), value, half_step, raw })
}

/// Decimals kept of a value that is a quotient: a price, a rate.
const RATIO_SCALE: u32 = 12;

/// A value as printed in the indicator's smallest part, and half of its last printed place.
fn base_value(indicator: &Indicator, text: &str) -> Result<(i128, i128), JobError> {
    let bad = || JobError::new("job.bad-value", vec![("name", indicator.id.clone()), ("value", text.to_owned())]);
    if let Some(measure) = &indicator.unit {
        let printed = values::read_printed(text, measure).map_err(|_| bad())?;
        return Ok((printed.value, printed.last_place / 2));
    }
    let read = values::read_number(text).map_err(|_| bad())?;
    let scaled = |value: Decimal| value.at_scale(RATIO_SCALE).map(|(integer, _)| integer).ok_or_else(bad);
    Ok((scaled(read.value)?, scaled(Decimal { digits: 1, scale: read.value.scale })? / 2))
}

fn rate(table: &RateTable) -> Result<(String, Decimal), JobError> {
    let text = text_of(&table.yuan);
    let rate = Decimal::parse(&text).ok().filter(|rate| rate.digits > 0);
    let bad =
        || JobError::new("job.bad-value", vec![("name", format!("rate.{}", table.currency)), ("value", text.clone())]);
    Ok((table.currency.to_uppercase(), rate.ok_or_else(bad)?))
}

fn cross(table: &CrossTable, kinds: &[Arc<Kind>]) -> Result<Cross, JobError> {
    let kind = kind_position(kinds, &table.ledger)?;
    let names: BTreeMap<&str, ()> = kinds[kind].dimensions.iter().map(|&d| (kinds[kind].kept_name(d), ())).collect();
    match table.by.iter().find(|name| *name != "month" && !names.contains_key(name.as_str())) {
        Some(name) => Err(unknown("job.unknown-field", name, names.keys().copied().chain(["month"]))),
        None => Ok(Cross { kind, by: table.by.clone() }),
    }
}

fn rounding(mode: Option<&str>) -> Result<Rounding, JobError> {
    match mode {
        None | Some("half-even") => Ok(Rounding::HalfEven),
        Some("half-up") => Ok(Rounding::HalfUp),
        Some(other) => Err(unknown("job.bad-rounding", other, ["half-even", "half-up"].into_iter())),
    }
}
