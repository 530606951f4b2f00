//! `market-aid.toml` as it is spelled, and reading it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::form::FormTable;
use super::letters::LetterTable;
use super::{Job, plan, schema};

/// The name of a job's file.
pub const JOB_FILE: &str = "market-aid.toml";

/// The hidden file by which a folder is known as what a run left.
pub const OUTPUT_MARK: &str = ".market-aid.json";

/// Why a job cannot be read. Each is one sentence of the catalogue, by key, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobError {
    /// The key of the sentence: `job.unknown-key` …
    pub key: &'static str,
    /// Values for its placeholders.
    pub values: Vec<(&'static str, String)>,
}

impl JobError {
    /// An error with its values.
    #[must_use]
    pub fn new(key: &'static str, values: Vec<(&'static str, String)>) -> Self {
        Self { key, values }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct JobFile {
    pub job: JobTable,
    #[serde(default)]
    pub source: Vec<SourceTable>,
    #[serde(default)]
    pub ledger: Vec<LedgerTable>,
    #[serde(default)]
    pub registry: RegistryTable,
    #[serde(default)]
    pub target: Vec<TargetTable>,
    #[serde(default)]
    pub published: Vec<PublishedTable>,
    #[serde(default)]
    pub rate: Vec<RateTable>,
    #[serde(default)]
    pub replace: Vec<ReplaceTable>,
    #[serde(default)]
    pub cross: Vec<CrossTable>,
    #[serde(default)]
    pub rounding: RoundingTable,
    #[serde(default)]
    pub notice: NoticeTable,
    #[serde(default)]
    pub workbook: WorkbookTable,
    #[serde(default)]
    pub letters: LetterTable,
    #[serde(default)]
    pub form: Vec<FormTable>,
    #[serde(default)]
    pub publish: PublishTable,
}

#[derive(Debug, Deserialize)]
pub(super) struct JobTable {
    pub name: String,
    pub through: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct SourceTable {
    pub ledger: String,
    pub files: Vec<String>,
    #[serde(default)]
    pub sheets: Vec<String>,
    #[serde(default)]
    pub defaults: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    pub through: Option<String>,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LedgerTable {
    pub file: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct RegistryTable {
    pub stores: Option<String>,
    pub products: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TargetTable {
    pub indicator: String,
    pub year: i32,
    pub value: toml::Value,
}

#[derive(Debug, Deserialize)]
pub(super) struct PublishedTable {
    pub figure: String,
    pub value: toml::Value,
}

#[derive(Debug, Deserialize)]
pub(super) struct RateTable {
    pub currency: String,
    pub yuan: toml::Value,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReplaceTable {
    pub file: String,
    pub by: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CrossTable {
    pub ledger: String,
    pub by: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct RoundingTable {
    pub mode: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct NoticeTable {
    pub template: Option<String>,
    pub style: Option<String>,
    pub date: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct WorkbookTable {
    pub tables: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PublishTable {
    pub records: Option<u64>,
}

/// Reads the job at `path`: a folder with a job file, or that file.
///
/// # Errors
/// [`JobError`] where there is none, it is not TOML, a key is unknown, or a name or value in it means nothing.
pub fn read(path: &Path) -> Result<Job, JobError> {
    let file = job_file(path)?;
    let text = std::fs::read_to_string(&file)
        .map_err(|error| JobError::new("job.unreadable", vec![("file", shown(&file)), ("cause", error.to_string())]))?;
    let root = file.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    plan::plan(parse(text.trim_start_matches('\u{feff}'), &file)?, root)
}

fn job_file(path: &Path) -> Result<PathBuf, JobError> {
    let file = if path.is_dir() { path.join(JOB_FILE) } else { path.to_path_buf() };
    if file.is_file() { Ok(file) } else { Err(JobError::new("job.missing", vec![("file", shown(&file))])) }
}

fn parse(text: &str, file: &Path) -> Result<JobFile, JobError> {
    let malformed = |cause: String| JobError::new("job.malformed", vec![("file", shown(file)), ("cause", cause)]);
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| malformed(error.to_string()))?;
    schema::check(&table)?;
    toml::Value::Table(table).try_into().map_err(|error: toml::de::Error| malformed(error.to_string()))
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
