//! Patterns of files to the files themselves. Opens none of them.
//!
//! In: the job's folder and each source's patterns. Out: the files, sorted by source and name, and findings about
//! patterns without a file and files without a source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::SourceFile;
use crate::findings::{Code, Finding, Place};
use crate::job::OUTPUT_MARK;

/// The files of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Position of the source in the job.
    pub source: usize,
    /// Sources of one group (one ledger) never read the same file twice.
    pub group: usize,
    /// Patterns relative to the job's folder, with `/` between their parts.
    pub globs: Vec<String>,
}

/// One glob, ready to match.
struct Matcher {
    source: usize,
    group: usize,
    glob: String,
    /// The folders before its first wildcard.
    folder: PathBuf,
    matcher: GlobMatcher,
    matched: bool,
}

/// A file under one of the patterns' folders.
struct Candidate {
    name: Arc<str>,
    path: PathBuf,
    bytes: u64,
}

/// Finds the files of every source under `root`. Letter case in patterns does not matter, on any system.
#[must_use]
pub fn discover(root: &Path, patterns: &[Pattern]) -> (Vec<SourceFile>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut matchers = compile(patterns, &mut findings);
    let mut files = Vec::new();
    for candidate in candidates(root, &matchers, &mut findings) {
        let readers = readers(&candidate, &mut matchers);
        findings.extend(about_readers(&candidate, &readers, &matchers));
        files.extend(readers.sources.iter().map(|&source| candidate.file(source)));
    }
    let idle = matchers.iter().filter(|matcher| !matcher.matched);
    findings.extend(idle.map(|matcher| about_pattern("pattern-matches-nothing", &matcher.glob)));
    files.sort();
    findings.sort();
    (files, findings)
}

fn about_pattern(code: &'static str, glob: &str) -> Finding {
    Finding::new(Code(code), Place::default(), glob)
}

fn compile(patterns: &[Pattern], findings: &mut Vec<Finding>) -> Vec<Matcher> {
    let mut matchers = Vec::new();
    for pattern in patterns {
        for glob in &pattern.globs {
            match matcher(pattern, glob) {
                Ok(matcher) => matchers.push(matcher),
                Err(code) => findings.push(about_pattern(code, glob)),
            }
        }
    }
    matchers
}

fn matcher(pattern: &Pattern, glob: &str) -> Result<Matcher, &'static str> {
    let plain = glob.replace('\\', "/");
    let plain = plain.trim_start_matches("./");
    let inside = Path::new(plain).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || plain.contains(':') {
        return Err("pattern-outside-job");
    }
    let built = GlobBuilder::new(plain).literal_separator(true).case_insensitive(true).build();
    let matcher = built.map_err(|_| "pattern-unreadable")?.compile_matcher();
    let Pattern { source, group, .. } = *pattern;
    Ok(Matcher { source, group, glob: glob.to_owned(), folder: literal_folder(plain), matcher, matched: false })
}

/// `inbox/十城百店` of `inbox/十城百店/**/*.xlsx`.
fn literal_folder(glob: &str) -> PathBuf {
    let folders = glob.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').take_while(|part| !part.contains(['*', '?', '[', '{'])).collect()
}

/// Every file under the topmost folders of the patterns, by name. A pattern in the job's folder itself looks at that
/// folder alone, unless it asks for more.
fn candidates(root: &Path, matchers: &[Matcher], findings: &mut Vec<Finding>) -> Vec<Candidate> {
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut found = BTreeMap::new();
    for (top, depth) in tops(matchers) {
        let walk = WalkDir::new(root.join(&top)).follow_links(true).max_depth(depth).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_output(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some(candidate) = candidate(root, &real_root, &entry, findings) {
                        found.insert(Arc::clone(&candidate.name), candidate);
                    }
                }
                Ok(_) => {}
                Err(error) => findings.extend(walk_failure(root, &error)),
            }
        }
    }
    found.into_values().collect()
}

/// Whether a folder is what a run left: its files are answers, and no pattern reads them.
fn is_output(entry: &walkdir::DirEntry) -> bool {
    entry.file_type().is_dir() && entry.path().join(OUTPUT_MARK).is_file()
}

/// The first folder of each pattern and how deep to look below it.
fn tops(matchers: &[Matcher]) -> BTreeSet<(PathBuf, usize)> {
    let top = |matcher: &Matcher| match matcher.folder.components().next() {
        Some(first) => (PathBuf::from(first.as_os_str()), usize::MAX),
        None if matcher.glob.contains('/') => (PathBuf::new(), usize::MAX),
        None => (PathBuf::new(), 1),
    };
    matchers.iter().map(top).collect()
}

/// A missing folder is not told here: its pattern matches nothing, and that is.
fn walk_failure(root: &Path, error: &walkdir::Error) -> Option<Finding> {
    let missing = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    if missing && error.loop_ancestor().is_none() {
        return None;
    }
    let name = error.path().and_then(|path| path.strip_prefix(root).ok()).map_or(String::new(), slashed_lossy);
    let code = if error.loop_ancestor().is_some() { "folder-loops" } else { "folder-unreadable" };
    let cause = error.io_error().map_or(String::new(), ToString::to_string);
    Some(Finding::new(Code(code), Place::file(&name.as_str().into()), "").with("cause", cause))
}

fn slashed_lossy(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn candidate(
    root: &Path,
    real_root: &Path,
    entry: &walkdir::DirEntry,
    findings: &mut Vec<Finding>,
) -> Option<Candidate> {
    let relative = entry.path().strip_prefix(root).ok()?;
    let name: Arc<str> = slashed_lossy(relative).into();
    let lock = entry.file_name().to_string_lossy().starts_with("~$");
    if lock {
        return None;
    }
    let refused = |code| Some(Finding::new(Code(code), Place::file(&name), ""));
    findings.extend(if relative.to_str().is_none() {
        refused("file-name-unreadable")
    } else if !entry.path().canonicalize().is_ok_and(|real| real.starts_with(real_root)) {
        refused("file-outside-job")
    } else {
        let bytes = entry.metadata().map_or(0, |data| data.len());
        return Some(Candidate { name, path: entry.path().to_path_buf(), bytes });
    });
    None
}

/// Who reads a file.
struct Readers {
    sources: BTreeSet<usize>,
    /// A further source of the same group matches it too.
    doubled: bool,
}

/// Every source that matches the file, but only the first of each group.
fn readers(candidate: &Candidate, matchers: &mut [Matcher]) -> Readers {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut doubled = false;
    for matcher in matchers.iter_mut().filter(|matcher| matcher.matcher.is_match(&*candidate.name)) {
        matcher.matched = true;
        doubled |= *first.entry(matcher.group).or_insert(matcher.source) != matcher.source;
    }
    Readers { sources: first.into_values().collect(), doubled }
}

/// A file without a reader is told only in a folder that a pattern names.
fn about_readers(candidate: &Candidate, readers: &Readers, matchers: &[Matcher]) -> Option<Finding> {
    let top = Path::new(&*candidate.name).components().next();
    let in_named_folder = || matchers.iter().any(|matcher| matcher.folder.components().next() == top);
    let code = match (readers.doubled, readers.sources.is_empty()) {
        (true, _) => "file-matched-twice",
        (_, true) if in_named_folder() => "file-unmatched",
        _ => return None,
    };
    Some(Finding::new(Code(code), Place::file(&candidate.name), ""))
}

impl Candidate {
    fn file(&self, source: usize) -> SourceFile {
        SourceFile { source, name: Arc::clone(&self.name), path: self.path.clone(), bytes: self.bytes }
    }
}
