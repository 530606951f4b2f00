//! `market-aid new`: a job skeleton with input templates that an officer can fill in, and, for a job that is there,
//! the same templates with the names of its registries.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use crate::job::{self, JOB_FILE};
use crate::kinds::{self, Kind};
use crate::reports::blanks::{self, Lists};
use crate::reports::notice::built_in_template;
use crate::run;
use crate::sources::OpenOptions;

use super::arguments::Shared;
use super::failure::Failure;
use super::{Ending, summary};

/// Files of the skeleton, as they are: the commented job file, the registries' headers, the commented look of the Word file.
const TEXTS: [(&str, &str); 4] = [
    (JOB_FILE, include_str!("skeleton/market-aid.toml")),
    ("registry/stores.csv", "\u{feff}编码,名称,别名,城市,开业日期,停业日期\r\n"),
    ("registry/products.csv", "\u{feff}名称,别名,类别,每箱千克,最低单价,最高单价\r\n"),
    ("templates/word.toml", include_str!("skeleton/word.toml")),
];

/// Where input templates lie.
const TEMPLATES: &str = "templates";

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let Some(dir) = matches.get_one::<PathBuf>("dir") else { return Ok(Ending::Well) };
    if matches.get_flag("templates") {
        return renew(dir, shared);
    }
    if dir.join(JOB_FILE).exists() {
        return Err(Failure::new("cli.new-exists", vec![("dir", dir.display().to_string())]));
    }
    let notice = [("templates/notice.md", built_in_template(shared.lang))];
    for (name, text) in TEXTS.into_iter().chain(notice) {
        // What is there already, a registry say, is somebody's work.
        if !dir.join(name).exists() {
            write(dir, name, text.as_bytes())?;
        }
    }
    let kinds: Vec<Arc<Kind>> = kinds::built_in_names().filter_map(kinds::built_in).map(Arc::new).collect();
    templates(dir, &kinds, &Lists::default(), shared)?;
    fs::create_dir_all(dir.join("inbox")).map_err(|error| failed(dir, &error.to_string()))?;
    summary::tell(shared, "cli.new-done", &[("dir", &dir.display().to_string())]);
    Ok(Ending::Well)
}

/// The templates of a job's ledgers, with the names of its registries.
fn renew(dir: &Path, shared: &Shared) -> Result<Ending, Failure> {
    let job = job::read(dir)?;
    let (lists, findings) = run::known_names(&job, &OpenOptions::default())?;
    for finding in &findings {
        summary::tell(shared, "cli.new-remark", &[("finding", &summary::line(shared.lang, finding))]);
    }
    for name in templates(&job.root, &job.kinds, &lists, shared)? {
        summary::tell(shared, "cli.new-template", &[("file", &name)]);
    }
    Ok(Ending::Well)
}

/// Writes a template a ledger, and answers their names. One that somebody has filled in stays, and the new one is put
/// beside it.
fn templates(dir: &Path, kinds: &[Arc<Kind>], lists: &Lists, shared: &Shared) -> Result<Vec<String>, Failure> {
    let blank = |kind: &Kind, lists: &Lists| {
        blanks::blank(kind, lists, shared.lang).map_err(|error| failed(dir, &error.to_string()))
    };
    let mut written = Vec::new();
    for kind in kinds {
        let (bytes, untouched) = (blank(kind, lists)?, blank(kind, &Lists::default())?);
        let mut name = format!("{TEMPLATES}/{}", blanks::file_name(kind, shared.lang));
        let is_filled = |name: &str| fs::read(dir.join(name)).is_ok_and(|old| old != bytes && old != untouched);
        if is_filled(&name) {
            name = name.replace(".xlsx", ".new.xlsx");
        }
        write(dir, &name, &bytes)?;
        written.push(name);
    }
    Ok(written)
}

fn write(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = dir.join(name);
    let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
    parent.and_then(|()| fs::write(&path, bytes)).map_err(|error| failed(dir, &error.to_string()))
}

fn failed(dir: &Path, cause: &str) -> Failure {
    Failure::new("cli.new-failed", vec![("dir", dir.display().to_string()), ("cause", cause.to_owned())])
}
