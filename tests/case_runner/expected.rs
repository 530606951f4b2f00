//! `expected.toml`: what a case promises. An unknown key is an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// A whole expectation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// One sentence for the reader.
    pub shows: String,
    /// The exit status.
    pub exit: i32,
    /// Arguments behind `run JOB --out OUT --quiet`.
    #[serde(default)]
    pub args: Vec<String>,
    /// Arguments behind `check --format json`, which runs among the case's notices instead of a job.
    #[serde(default)]
    pub check: Vec<String>,
    /// A command about the case's job instead of `run`: its name and its arguments; the job goes between them.
    #[serde(default)]
    pub ask: Vec<String>,
    /// What `check` answers, a notice each, in order.
    #[serde(default)]
    pub answer: Vec<ExpectedAnswer>,
    /// Texts that stdout of `check` or of another command must hold.
    #[serde(default)]
    pub stdout_contains: Vec<String>,
    /// Texts that it must not hold.
    #[serde(default)]
    pub stdout_lacks: Vec<String>,
    /// Exact number of findings of severity error.
    pub errors: Option<usize>,
    /// Texts that stderr must hold.
    #[serde(default)]
    pub stderr_contains: Vec<String>,
    /// Codes that no finding may have.
    #[serde(default)]
    pub absent_codes: Vec<String>,
    /// Figures that are left out, or null.
    #[serde(default)]
    pub no_value: Vec<String>,
    /// Totals over the intake, by class.
    #[serde(default)]
    pub rows: BTreeMap<String, u64>,
    /// Exact values by figure id.
    #[serde(default)]
    pub figures: BTreeMap<String, String>,
    /// Exact fractions by figure id.
    #[serde(default)]
    pub exact: BTreeMap<String, String>,
    /// Displayed texts by figure id.
    #[serde(default)]
    pub display: BTreeMap<String, String>,
    /// Figures that must be null, with a part of their note.
    #[serde(default)]
    pub nulls: BTreeMap<String, String>,
    /// Row counts of single files or sheets.
    #[serde(default)]
    pub intake: Vec<ExpectedIntake>,
    /// Findings that must be there.
    #[serde(default)]
    pub finding: Vec<ExpectedFinding>,
    /// Output files and what they hold.
    #[serde(default)]
    pub output: Vec<ExpectedOutput>,
}

/// Row counts of a file, or of one sheet of it.
#[derive(Debug, Deserialize)]
pub struct ExpectedIntake {
    /// The file, relative to the job.
    pub file: String,
    /// The sheet; all of the file's, if left out.
    pub sheet: Option<String>,
    /// Counts by class; an unknown class is reported as a difference.
    #[serde(flatten)]
    pub rows: BTreeMap<String, u64>,
}

/// A finding that must be there; keys left out match anything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// The code; `a|b` where the contract leaves the choice.
    pub code: String,
    /// The severity.
    pub severity: Option<String>,
    /// The file, relative to the job.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// A part of the raw text.
    pub raw_contains: Option<String>,
    /// Parts of the message, digits compared without separators.
    #[serde(default)]
    pub message_contains: Vec<String>,
    /// How many such findings there are, exactly; at least one, if left out.
    pub count: Option<usize>,
}

/// An output file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOutput {
    /// Its name in OUT.
    pub file: String,
    /// Whether it starts with a UTF-8 BOM.
    #[serde(default)]
    pub bom: bool,
    /// Whether no CSV cell of it would be run as a formula.
    #[serde(default)]
    pub no_formula: bool,
    /// Texts that it holds.
    #[serde(default)]
    pub contains: Vec<String>,
}

/// What `check` answers of one notice; keys left out match anything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedAnswer {
    /// The notice, as it was named.
    pub notice: String,
    /// Why it cannot be read.
    pub code: Option<String>,
    /// How many numerals it has.
    pub numbers: Option<usize>,
    /// How many relations of it fail.
    pub failing: Option<usize>,
    /// Numerals that must be there.
    #[serde(default)]
    pub number: Vec<ExpectedNumber>,
    /// Relations that must be there.
    #[serde(default)]
    pub relation: Vec<ExpectedRelation>,
    /// Codes of all lints, in order.
    pub lints: Option<Vec<String>>,
}

/// A numeral that must be there; keys left out match anything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedNumber {
    /// As printed.
    pub text: String,
    /// `claims`, `not_claims` or `not_checkable`.
    pub list: String,
    /// Its value in the base unit.
    pub value: Option<String>,
    /// Its base unit.
    pub unit: Option<String>,
    /// `confirmed` or `contradicted`.
    pub verdict: Option<String>,
    /// `figure` or `relation`.
    pub by: Option<String>,
    /// A part of the reason.
    pub reason_contains: Option<String>,
}

/// A relation that must be there; keys left out match anything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRelation {
    /// The arithmetic; `a|b` where the contract leaves the choice.
    pub kind: String,
    /// The number that is held against the others.
    pub claim: String,
    /// What it is reckoned from, in any order.
    pub operands: Option<Vec<String>>,
    /// `holds` or `fails`.
    pub verdict: String,
    /// The least and the greatest result.
    pub interval: Option<[String; 2]>,
    /// A part of the slip.
    pub slip_contains: Option<String>,
}

impl Expected {
    /// Reads a case folder's expectation; the error names the folder.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join("expected.toml");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let expected: Self = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        if expected.shows.is_empty() {
            return Err(format!("{}: shows is empty", path.display()));
        }
        Ok(expected)
    }
}
