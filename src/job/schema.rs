//! The keys of a job file. An unknown one is an error that names the nearest: a label that matches nothing must not
//! pass in silence.

use super::file::JobError;

/// The tables of a job file and the keys of each. `defaults` and `columns` hold names of the job's own, and
/// `cells` those of a form.
const TABLES: &[(&str, &[&str])] = &[
    ("job", &["name", "through"]),
    ("source", &["ledger", "files", "sheets", "defaults", "columns", "through", "encoding", "delimiter"]),
    ("ledger", &["file"]),
    ("registry", &["stores", "products"]),
    ("target", &["indicator", "year", "value"]),
    ("published", &["figure", "value"]),
    ("rate", &["currency", "yuan"]),
    ("replace", &["file", "by"]),
    ("cross", &["ledger", "by"]),
    ("rounding", &["mode"]),
    ("notice", &["template", "style", "date"]),
    ("workbook", &["tables"]),
    ("letters", &["due", "contact"]),
    ("form", &["file", "out", "cells"]),
    ("publish", &["records"]),
];

pub(super) fn check(table: &toml::Table) -> Result<(), JobError> {
    check_tables(table, TABLES)
}

/// Refuses a table or key that is not among the known ones; keys of keys are free.
pub(super) fn check_tables(table: &toml::Table, tables: &[(&str, &[&str])]) -> Result<(), JobError> {
    for (name, value) in table {
        let known = tables.iter().find(|(table, _)| table == name);
        let (_, keys) = known.ok_or_else(|| unknown("", name, tables.iter().map(|(table, _)| *table)))?;
        check_keys(name, keys, value)?;
    }
    Ok(())
}

fn check_keys(table: &str, keys: &[&str], value: &toml::Value) -> Result<(), JobError> {
    match value {
        toml::Value::Array(items) => items.iter().try_for_each(|item| check_keys(table, keys, item)),
        toml::Value::Table(entries) => match entries.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(unknown(table, key, keys.iter().copied())),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn unknown<'a>(table: &str, key: &str, known: impl Iterator<Item = &'a str>) -> JobError {
    let name = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
    JobError::new("job.unknown-key", vec![("key", name), ("nearest", nearest(key, known).to_owned())])
}

/// The known name that is most like `name`; the empty text where none is known.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> &'a str {
    known.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name))).unwrap_or_default()
}
