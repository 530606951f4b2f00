//! The house rules as tests: what `ARCHITECTURE.md` and `CONTRIBUTING.md` promise is read off the source here.
//!
//! A tolerated exception stands in a list beside its rule, with its reason; an entry that is no longer needed fails,
//! so that the lists only shrink.

#[path = "architecture/absences.rs"]
mod absences;
#[path = "architecture/findings_page.rs"]
mod findings_page;
#[path = "architecture/rooms.rs"]
mod rooms;
#[path = "architecture/shape.rs"]
mod shape;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/texts.rs"]
mod texts;

use std::fs;
use std::path::{Path, PathBuf};

/// A path below the repository's root.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file below the repository's root.
fn read(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with every breach, a line each.
fn none(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}:\n  {}", breaches.join("\n  "));
}

/// What breaks a rule and is not tolerated, and what is tolerated and breaks nothing.
fn beyond(breaches: Vec<(String, String)>, tolerated: &[(&str, &str)]) -> Vec<String> {
    let is_tolerated = |name: &str| tolerated.iter().any(|(known, _)| *known == name);
    let idle = tolerated.iter().filter(|(known, _)| !breaches.iter().any(|(name, _)| name == known));
    let idle: Vec<String> = idle.map(|(known, _)| format!("{known}: no longer needs to be tolerated")).collect();
    breaches.into_iter().filter(|(name, _)| !is_tolerated(name)).map(|(_, breach)| breach).chain(idle).collect()
}
