//! One publication: what its file holds, as JSON with a figure a line, sealed by the hash of everything above the seal.

use serde::{Deserialize, Serialize};

use crate::bytes::sha256;
use crate::calendar::Month;
use crate::figures::{Figure, KeptValue, Printing};
use crate::words::Lang;

/// The version of the file's shape. Its figures are spelt as figures.json spells them.
const SCHEMA: u64 = 1;
/// How the line with the seal begins.
const SEAL: &str = "\"seal\": \"";

/// What was published, and from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its place in the chain, from 1.
    pub number: u32,
    /// The last month of the job.
    pub through: Month,
    /// The day on which it was published, as given: `2021-08-05`.
    pub date: String,
    /// The team's name.
    pub job: String,
    /// The publication before it.
    pub previous: Option<Link>,
    /// How many findings of each severity the run had.
    pub findings: FindingCount,
    /// Why it was published although findings of severity error were open.
    pub despite_errors: Option<Despite>,
    /// Corrections, exclusions and acceptances that were in force.
    pub waivers: Vec<Waiver>,
    /// The files that it was computed from.
    pub sources: Vec<SourceHash>,
    /// What is kept of the records, a file a ledger.
    pub records: Vec<KeptFile>,
    /// The figures, in the order of their ids.
    pub figures: Vec<PublishedFigure>,
}

/// A publication by its file and that file's SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The name in the folder of publications.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingCount {
    /// 错误.
    pub error: u64,
    /// 警告.
    pub warning: u64,
    /// 提示.
    pub info: u64,
}

/// A decision to publish with open errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// The reason, as given.
    pub reason: String,
    /// The codes of the errors that were open, each with how many there were.
    pub open: Vec<(String, u64)>,
}

/// A decision of the job's corrections file that was in force.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// `correct`, `exclude` or `accept`.
    pub action: String,
    /// Which record or finding.
    pub what: String,
    /// What the source says.
    pub from: String,
    /// What holds in its place; empty unless it is a correction.
    pub to: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// When.
    pub date: String,
}

/// A source as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceHash {
    /// The file, relative to the job.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// How much is kept of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeptForm {
    /// Each of them.
    Records,
    /// Sums and digests by month and dimension value: there were more than the job keeps one by one.
    Partitions,
}

/// What is kept of a ledger's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptFile {
    /// The ledger.
    pub ledger: String,
    /// How much is kept.
    pub kept: KeptForm,
    /// How many records were counted.
    pub count: u64,
    /// The name in the folder of publications.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A figure as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFigure {
    /// Its id.
    pub id: String,
    /// The value: a decimal in the base unit, or a fraction to 12 places.
    pub value: Option<String>,
    /// `p/q`, for fractions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// The unit of the value.
    pub unit: String,
    /// As people read it.
    pub display: String,
    /// How many records stood behind it.
    pub records: u64,
}

impl From<&Figure> for PublishedFigure {
    fn from(figure: &Figure) -> Self {
        Self {
            id: figure.id.to_string(),
            value: figure.value.clone(),
            exact: figure.exact.clone(),
            unit: figure.unit.clone(),
            display: figure.display.clone(),
            records: figure.records,
        }
    }
}

impl PublishedFigure {
    /// As it was published, or in the words of another language: publications are Chinese.
    #[must_use]
    pub fn shown(&self, printing: &Printing<'_>) -> String {
        let kept = self.value.as_deref().map(|value| KeptValue { value, exact: self.exact.as_deref() });
        let translated = if printing.lang == Lang::Zh { None } else { kept.and_then(|kept| printing.shown(kept)) };
        translated.unwrap_or_else(|| self.display.clone())
    }

    /// Whether another figure says the same, to the last place.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.value == other.value && self.exact == other.exact && self.unit == other.unit
    }
}

/// The file as JSON spells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    schema: u64,
    number: u32,
    through: String,
    date: String,
    job: String,
    previous: Option<Link>,
    findings: FindingCount,
    despite_errors: Option<Despite>,
    waivers: Vec<Waiver>,
    sources: Vec<SourceHash>,
    records: Vec<KeptFile>,
    figures: Vec<PublishedFigure>,
    #[serde(rename = "seal")]
    _seal: String,
}

/// Why bytes are no publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// The end with the seal is not there.
    Truncated,
    /// The seal is not the hash of what stands above it.
    Seal,
    /// Sealed, and yet not of this shape.
    Shape(String),
}

impl Publication {
    /// The stem of its files: `0001-2021-07`.
    #[must_use]
    pub fn stem(&self) -> String {
        stem(self.number, self.through)
    }

    /// The name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.json", self.stem())
    }

    /// The figure of this id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&PublishedFigure> {
        self.figures.binary_search_by(|figure| figure.id.as_str().cmp(id)).ok().map(|at| &self.figures[at])
    }

    /// Whether another publication was made of the same sources and says the same.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let kept = |publication: &Self| -> Vec<(String, String)> {
            publication.records.iter().map(|file| (file.ledger.clone(), file.sha256.clone())).collect()
        };
        self.through == other.through
            && self.job == other.job
            && self.figures == other.figures
            && self.sources == other.sources
            && self.waivers == other.waivers
            && kept(self) == kept(other)
    }

    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!(
            "{{\"schema\": {SCHEMA}, \"number\": {}, \"through\": \"{}\", \"date\": {}, \"job\": {},\n",
            self.number,
            self.through,
            json(&self.date),
            json(&self.job)
        );
        for (name, value) in [
            ("previous", json(&self.previous)),
            ("findings", json(&self.findings)),
            ("despite_errors", json(&self.despite_errors)),
            ("waivers", lines(&self.waivers)),
            ("sources", lines(&self.sources)),
            ("records", lines(&self.records)),
            ("figures", lines(&self.figures)),
        ] {
            text.push_str(&format!("\"{name}\": {value},\n"));
        }
        let seal = sha256(text.as_bytes());
        format!("{text}{SEAL}{seal}\"}}\n").into_bytes()
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// [`Unread`] where they are not what [`Self::to_bytes`] gave.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Unread> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unread::Seal)?;
        let at = text.rfind(&format!("\n{SEAL}")).ok_or(Unread::Truncated)? + 1;
        let seal = text[at + SEAL.len()..].strip_suffix("\"}\n").ok_or(Unread::Truncated)?;
        if seal != sha256(&bytes[..at]) {
            return Err(Unread::Seal);
        }
        let shape: Shape = serde_json::from_str(text).map_err(|error| Unread::Shape(error.to_string()))?;
        if shape.schema != SCHEMA {
            return Err(Unread::Shape(format!("schema {}", shape.schema)));
        }
        Ok(Self {
            number: shape.number,
            through: shape.through.parse().map_err(|()| Unread::Shape(shape.through.clone()))?,
            date: shape.date,
            job: shape.job,
            previous: shape.previous,
            findings: shape.findings,
            despite_errors: shape.despite_errors,
            waivers: shape.waivers,
            sources: shape.sources,
            records: shape.records,
            figures: shape.figures,
        })
    }
}

/// The stem of a publication's files.
pub(super) fn stem(number: u32, through: Month) -> String {
    format!("{number:04}-{through}")
}

/// The number and month of a name such as `0001-2021-07.json`.
pub(super) fn read_name(name: &str) -> Option<(u32, Month)> {
    let (number, month) = name.strip_suffix(".json")?.split_once('-')?;
    let read = (number.parse().ok()?, month.parse().ok()?);
    (format!("{}.json", stem(read.0, read.1)) == name && read.0 > 0).then_some(read)
}

#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values")
}

/// An array, an element a line.
fn lines(elements: &[impl Serialize]) -> String {
    let joined = elements.iter().map(json).collect::<Vec<_>>().join(",\n");
    if joined.is_empty() { "[]".to_owned() } else { format!("[\n{joined}\n]") }
}
