//! `corrections.toml`: what a person decided about single records and findings, with reason, name and date.
//!
//! In: the file beside the job file, if there is one. Out: [`Corrections`], whose fields and addresses mean something. That
//! the source still says what a decision is about is found out while it is read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use crate::kinds::Kind;

use super::file::{JobError, shown};
use super::schema::{self, nearest};

/// The name of the file of decisions, beside the job file.
pub const CORRECTIONS_FILE: &str = "corrections.toml";

/// All decisions of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Decisions about records, in the order of the file: corrections, then exclusions.
    pub amendments: Vec<Amendment>,
    /// Decisions about findings.
    pub acceptances: Vec<Acceptance>,
}

/// Who decided something, when and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// How it is called: `correct 2` is the second `[[correct]]`.
    pub item: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub date: String,
}

/// A decision about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Who decided it, when and why.
    pub decision: Decision,
    /// Which record.
    pub address: Address,
    /// Which cell of it.
    pub cell: AmendedCell,
    /// What the cell says.
    pub from: String,
    /// What it is to say; none where the record is left out.
    pub to: Option<String>,
}

/// Which record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The row of a sheet; no sheet for a text file.
    Row {
        /// The file, relative to the job.
        file: String,
        /// The sheet.
        sheet: Option<String>,
        /// The row.
        row: u64,
    },
    /// Every record of a ledger with these texts in these fields.
    Key {
        /// The ledger.
        ledger: String,
        /// Field to text.
        fields: BTreeMap<String, String>,
    },
}

/// Which cell of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmendedCell {
    /// That of a field of the ledger.
    Field(String),
    /// That of a column, counted from 0.
    Column(u32),
}

/// A finding that somebody accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Who decided it, when and why.
    pub decision: Decision,
    /// Its code.
    pub code: String,
    /// Its file; empty where it has none.
    pub file: String,
    /// Its sheet; empty where it has none.
    pub sheet: String,
    /// Its row or cell as printed: `12`, `H62`; empty where it has none.
    pub cell: String,
    /// Its raw text.
    pub raw: String,
}

#[derive(Debug, Default, Deserialize)]
struct CorrectionsFile {
    #[serde(default)]
    correct: Vec<AmendmentTable>,
    #[serde(default)]
    exclude: Vec<AmendmentTable>,
    #[serde(default)]
    accept: Vec<AcceptanceTable>,
}

#[derive(Debug, Deserialize)]
struct AmendmentTable {
    file: Option<String>,
    sheet: Option<String>,
    row: Option<u64>,
    cell: Option<String>,
    ledger: Option<String>,
    #[serde(default)]
    key: BTreeMap<String, toml::Value>,
    field: Option<String>,
    from: Option<toml::Value>,
    to: Option<toml::Value>,
    reason: Option<String>,
    by: Option<String>,
    date: Option<toml::Value>,
}

#[derive(Debug, Deserialize)]
struct AcceptanceTable {
    code: Option<String>,
    #[serde(default)]
    file: String,
    #[serde(default)]
    sheet: String,
    cell: Option<toml::Value>,
    raw: Option<toml::Value>,
    reason: Option<String>,
    by: Option<String>,
    date: Option<toml::Value>,
}

const TABLES: &[(&str, &[&str])] = &[
    ("correct", &["file", "sheet", "row", "cell", "ledger", "key", "field", "from", "to", "reason", "by", "date"]),
    ("exclude", &["file", "sheet", "row", "cell", "ledger", "key", "field", "from", "reason", "by", "date"]),
    ("accept", &["code", "file", "sheet", "cell", "raw", "reason", "by", "date"]),
];

/// Reads the decisions of the job in `root`; where there is no such file there are none.
///
/// # Errors
/// [`JobError`] where the file cannot be read, a key is unknown or missing, or a name in it means nothing.
pub(super) fn read(root: &Path, kinds: &[Arc<Kind>]) -> Result<Corrections, JobError> {
    let path = root.join(CORRECTIONS_FILE);
    let failed = |key, cause: String| JobError::new(key, vec![("file", shown(&path)), ("cause", cause)]);
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Corrections::default()),
        text => text.map_err(|error| failed("job.unreadable", error.to_string()))?,
    };
    let malformed = |error: toml::de::Error| failed("job.malformed", error.to_string());
    let table: toml::Table = text.trim_start_matches('\u{feff}').parse().map_err(malformed)?;
    schema::check_tables(&table, TABLES)?;
    let file: CorrectionsFile = toml::Value::Table(table).try_into().map_err(malformed)?;
    let amended = |name: &'static str, tables: Vec<AmendmentTable>| {
        let numbered = tables.into_iter().enumerate();
        numbered
            .map(|(at, table)| amendment(&format!("{name} {}", at + 1), table, kinds))
            .collect::<Result<Vec<_>, _>>()
    };
    let mut amendments = amended("correct", file.correct)?;
    amendments.extend(amended("exclude", file.exclude)?);
    let acceptances = file.accept.into_iter().enumerate();
    let acceptances = acceptances.map(|(at, table)| acceptance(&format!("accept {}", at + 1), table));
    Ok(Corrections { amendments, acceptances: acceptances.collect::<Result<_, _>>()? })
}

fn text_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// What must be said is there, and not empty.
fn required(item: &str, key: &str, value: Option<String>) -> Result<String, JobError> {
    let missing = || JobError::new("job.decision-incomplete", vec![("item", item.to_owned()), ("key", key.to_owned())]);
    value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).ok_or_else(missing)
}

fn decision(
    item: &str,
    reason: Option<String>,
    by: Option<String>,
    date: Option<&toml::Value>,
) -> Result<Decision, JobError> {
    Ok(Decision {
        item: item.to_owned(),
        reason: required(item, "reason", reason)?,
        by: required(item, "by", by)?,
        date: required(item, "date", date.map(text_of))?,
    })
}

fn amendment(item: &str, table: AmendmentTable, kinds: &[Arc<Kind>]) -> Result<Amendment, JobError> {
    let decision = decision(item, table.reason.clone(), table.by.clone(), table.date.as_ref())?;
    let cell = table.cell.as_deref().map(|cell| read_cell(item, cell)).transpose()?;
    let address = address(item, &table, cell, kinds)?;
    let of_cell = match (cell, &table.field) {
        (Some((column, _)), _) => AmendedCell::Column(column),
        (None, field) => AmendedCell::Field(known_field(item, field.clone(), &address, kinds)?),
    };
    let is_correction = item.starts_with("correct");
    let to = is_correction.then(|| required(item, "to", table.to.as_ref().map(text_of))).transpose()?;
    let from = required(item, "from", table.from.as_ref().map(text_of))?;
    Ok(Amendment { decision, address, cell: of_cell, from, to })
}

fn address(
    item: &str,
    table: &AmendmentTable,
    cell: Option<(u32, u64)>,
    kinds: &[Arc<Kind>],
) -> Result<Address, JobError> {
    if table.key.is_empty() {
        let file = required(item, "file", table.file.clone())?;
        let row = table.row.or(cell.map(|(_, row)| row)).map(|row| row.to_string());
        let row = required(item, "row", row)?.parse().unwrap_or(0);
        return Ok(Address::Row { file, sheet: table.sheet.clone(), row });
    }
    let ledger = required(item, "ledger", table.ledger.clone())?;
    let Some(kind) = kinds.iter().find(|kind| kind.name == ledger) else {
        let near = nearest(&ledger, kinds.iter().map(|kind| kind.name.as_str())).to_owned();
        return Err(JobError::new("job.unknown-ledger", vec![("name", ledger), ("nearest", near)]));
    };
    table.key.keys().try_for_each(|field| check_field(kind, field))?;
    let fields = table.key.iter().map(|(field, value)| (field.clone(), text_of(value))).collect();
    Ok(Address::Key { ledger, fields })
}

/// The field of a decision, which some ledger that it may be about must have.
fn known_field(item: &str, field: Option<String>, address: &Address, kinds: &[Arc<Kind>]) -> Result<String, JobError> {
    let field = required(item, "field", field)?;
    let about = |kind: &&Arc<Kind>| match address {
        Address::Row { .. } => true,
        Address::Key { ledger, .. } => kind.name == *ledger,
    };
    let checked: Vec<Result<(), JobError>> = kinds.iter().filter(about).map(|kind| check_field(kind, &field)).collect();
    if checked.iter().any(Result::is_ok) {
        return Ok(field);
    }
    checked.into_iter().collect::<Result<Vec<()>, _>>().map(|_| field)
}

fn check_field(kind: &Kind, field: &str) -> Result<(), JobError> {
    if kind.field(field).is_some() {
        return Ok(());
    }
    let near = nearest(field, kind.fields.iter().map(|field| field.name.as_str())).to_owned();
    Err(JobError::new("job.unknown-field", vec![("name", field.to_owned()), ("nearest", near)]))
}

/// `F12` as column and row.
fn read_cell(item: &str, text: &str) -> Result<(u32, u64), JobError> {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        (column < 1 << 20).then(|| column * 26 + letter)
    });
    let read = column.and_then(|column| Some((column.checked_sub(1)?, text[letters.len()..].parse().ok()?)));
    let values = || vec![("item", item.to_owned()), ("value", text.to_owned())];
    read.ok_or_else(|| JobError::new("job.bad-cell", values()))
}

fn acceptance(item: &str, table: AcceptanceTable) -> Result<Acceptance, JobError> {
    Ok(Acceptance {
        decision: decision(item, table.reason, table.by, table.date.as_ref())?,
        code: required(item, "code", table.code)?,
        file: table.file,
        sheet: table.sheet,
        cell: table.cell.as_ref().map(text_of).unwrap_or_default(),
        raw: table.raw.as_ref().map(text_of).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds;

    fn read_text(text: &str) -> Result<Corrections, JobError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join(CORRECTIONS_FILE), text).expect("a file");
        let kinds: Vec<Arc<Kind>> =
            ["sales", "projects"].map(|name| Arc::new(kinds::built_in(name).expect("built in"))).into();
        read(folder.path(), &kinds)
    }

    const WHO: &str = "reason = \"r\"\nby = \"b\"\ndate = \"2021-08-04\"\n";

    #[test]
    fn each_kind_of_decision_reads() {
        let text = format!(
            "[[correct]]\nfile = \"a.xlsx\"\nsheet = \"7月\"\ncell = \"AB12\"\nfrom = 1200\nto = \"120\"\n{WHO}\
             [[exclude]]\nledger = \"projects\"\nfield = \"amount\"\nfrom = \"5,100\"\n{WHO}[exclude.key]\ncode = \"Z-1\"\n\
             [[accept]]\ncode = \"version-tie\"\nfile = \"a.xlsx\"\n{WHO}"
        );
        let read = read_text(&text).expect("decisions");
        let [correct, exclude] = &read.amendments[..] else { panic!("two amendments") };
        let row = Address::Row { file: "a.xlsx".into(), sheet: Some("7月".into()), row: 12 };
        assert_eq!((&correct.address, &correct.cell), (&row, &AmendedCell::Column(27)));
        assert_eq!((&*correct.from, correct.to.as_deref()), ("1200", Some("120")));
        let fields = BTreeMap::from([("code".to_owned(), "Z-1".to_owned())]);
        assert_eq!(exclude.address, Address::Key { ledger: "projects".into(), fields });
        assert_eq!((exclude.to.as_deref(), &*exclude.decision.item), (None, "exclude 1"));
        assert_eq!((&*read.acceptances[0].code, &*read.acceptances[0].raw), ("version-tie", ""));
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let key = |text: &str| read_text(text).expect_err("refused");
        let error = key(
            "[[correct]]\nfile = \"a\"\nrow = 1\nfield = \"quantity\"\nfrom = 1\nto = 2\nby = \"b\"\ndate = \"d\"\n",
        );
        assert_eq!((error.key, &error.values[1].1[..]), ("job.decision-incomplete", "reason"));
        let error = key(&format!("[[correct]]\nfile = \"a\"\nrow = 1\nfield = \"quantitty\"\nfrom = 1\nto = 2\n{WHO}"));
        assert_eq!(error.key, "job.unknown-field");
        assert_eq!(key(&format!("[[corect]]\n{WHO}")).key, "job.unknown-key");
        let error = key(&format!("[[correct]]\nfile = \"a\"\ncell = \"12F\"\nfrom = 1\nto = 2\n{WHO}"));
        assert_eq!(error.key, "job.bad-cell");
    }
}
