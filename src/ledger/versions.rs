//! Resubmissions: which file replaces which.
//!
//! A report is identified by its content (who reports, and the span it reports), else by its name; a later version
//! replaces the earlier whole. The version stands in the name: `(2)`, 修订, v2, then a full date; never the file's
//! time.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::findings::{Code, Finding, Place};
use crate::values;

const SUPERSEDED: Code = Code("file-superseded");
const TIE: Code = Code("version-tie");
const UNUSABLE: Code = Code("version-unusable");
const REPLACE_UNKNOWN: Code = Code("replace-unknown");

/// What identifies a file as a report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file.
    pub file: Arc<str>,
    /// The ledger's position: reports of two ledgers never replace each other.
    pub kind: usize,
    /// Who reports (stores, else cities); empty where nobody is named.
    pub reporters: BTreeSet<Arc<str>>,
    /// First and last day code of its entries.
    pub span: Option<(i32, i32)>,
    /// Some of its keys.
    pub keys: FxHashSet<u64>,
    /// Entries that would be accepted.
    pub accepted: u64,
}

/// A file that another replaces: positions among the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Superseded {
    /// The replaced one.
    pub old: usize,
    /// The one that replaces it.
    pub by: usize,
}

/// A file's name without what versions add, and the version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    /// The folder and the stem without version marks, with its date.
    base: String,
    /// The same without its date.
    undated: String,
    /// The number of the revision, and the date in the name as yyyymmdd.
    version: (u32, u32),
}

/// Which files are replaced, and what is to be said of it.
#[must_use]
pub fn supersede(reports: &[Report], by_hand: &[(String, String)]) -> (Vec<Superseded>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut replaced = by_hand_pairs(reports, by_hand, &mut findings);
    let names: Vec<Named> = reports.iter().map(|report| read_name(&report.file)).collect();
    let gone: BTreeSet<usize> = replaced.iter().map(|pair| pair.old).collect();
    for old in (0..reports.len()).filter(|old| !gone.contains(old)) {
        let standing = (0..reports.len()).filter(|other| *other != old && !gone.contains(other));
        let peers = standing.filter(|&other| same_report(reports, &names, old, other));
        replaced.extend(replacement(reports, &names, old, peers.collect(), &mut findings));
    }
    replaced.sort_unstable();
    findings.extend(replaced.iter().map(|pair| {
        Finding::new(SUPERSEDED, Place::file(&reports[pair.old].file), "").with("by", &*reports[pair.by].file)
    }));
    (replaced, findings)
}

fn by_hand_pairs(reports: &[Report], by_hand: &[(String, String)], findings: &mut Vec<Finding>) -> Vec<Superseded> {
    let mut find = |name: &String| {
        let found = reports.iter().position(|report| *report.file == **name);
        if found.is_none() {
            findings.push(Finding::new(REPLACE_UNKNOWN, Place::default(), name.clone()));
        }
        found
    };
    let pairs: Vec<_> = by_hand.iter().map(|(old, by)| (find(old), find(by))).collect();
    pairs.into_iter().filter_map(|(old, by)| Some(Superseded { old: old?, by: by? })).collect()
}

/// The peer that replaces `old`: the latest usable one, if it is later than `old`.
fn replacement(
    reports: &[Report],
    names: &[Named],
    old: usize,
    peers: Vec<usize>,
    findings: &mut Vec<Finding>,
) -> Option<Superseded> {
    let version = names[old].version;
    for &peer in peers.iter().filter(|&&peer| names[peer].version > version && reports[peer].accepted == 0) {
        let finding = Finding::new(UNUSABLE, Place::file(&reports[peer].file), "").with("old", &*reports[old].file);
        findings.push(finding);
    }
    let usable = peers.iter().copied().filter(|&peer| reports[peer].accepted > 0);
    let later = usable.clone().filter(|&peer| names[peer].version > version);
    let latest = later.max_by_key(|&peer| (names[peer].version, std::cmp::Reverse(peer)));
    if latest.is_none() {
        let tied = usable.filter(|&peer| names[peer].version == version && peer > old);
        findings
            .extend(tied.filter(|&peer| overlap(reports, old, peer)).map(|peer| {
                Finding::new(TIE, Place::file(&reports[peer].file), "").with("other", &*reports[old].file)
            }));
    }
    latest.map(|by| Superseded { old, by })
}

/// Whether two files are versions of one report.
fn same_report(reports: &[Report], names: &[Named], a: usize, b: usize) -> bool {
    let (one, other) = (&reports[a], &reports[b]);
    if one.kind != other.kind {
        return false;
    }
    let same_name = names[a].base == names[b].base;
    let identified = |report: &Report| !report.reporters.is_empty() && report.span.is_some();
    if identified(one) && identified(other) {
        let same_span = one.span == other.span || (same_name && spans_meet(one.span, other.span));
        return one.reporters == other.reporters && same_span && (same_name || overlap(reports, a, b));
    }
    let nothing = |report: &Report| report.accepted == 0;
    same_name || (names[a].undated == names[b].undated && (nothing(one) || nothing(other) || overlap(reports, a, b)))
}

fn spans_meet(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

fn overlap(reports: &[Report], a: usize, b: usize) -> bool {
    reports[a].keys.iter().any(|key| reports[b].keys.contains(key))
}

fn read_name(file: &str) -> Named {
    let folded = values::fold(file).into_owned();
    let (folder, name) = folded.rsplit_once('/').unwrap_or(("", &folded));
    let mut stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let mut revision = 0;
    while let Some((rest, number)) = strip_mark(&stem) {
        revision += number;
        stem = rest;
    }
    let (undated, date) = strip_date(&stem);
    let undated = strip_mark(&undated).map_or(undated.clone(), |(rest, number)| {
        revision += number;
        rest
    });
    let base = if date == 0 { undated.clone() } else { stem };
    Named { base: format!("{folder}/{base}"), undated: format!("{folder}/{undated}"), version: (revision, date) }
}

/// The stem without one version mark at its end, and the revision that the mark stands for.
fn strip_mark(stem: &str) -> Option<(String, u32)> {
    let trimmed = stem.trim_end_matches([' ', '-', '_']);
    if let Some((rest, number)) = trimmed.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        let inner = number.trim();
        let number = inner.parse().ok().or_else(|| strip_mark(inner).filter(|(rest, _)| rest.is_empty()).map(|m| m.1));
        return number.map(|number| (clean(rest), number));
    }
    let digits = trimmed.len() - trimmed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (head, number) = trimmed.split_at(trimmed.len() - digits);
    let number: Option<u32> = if digits == 0 { None } else { number.parse().ok() };
    if let (Some(rest), Some(number)) = (head.strip_suffix('v'), number)
        && !rest.ends_with(|c: char| c.is_ascii_alphanumeric())
    {
        return Some((clean(rest), number));
    }
    const WORDS: [&str; 8] = ["修订版", "修订稿", "修订", "更正", "修正", "更新", "重报", "revised"];
    let rest = WORDS.iter().find_map(|word| head.strip_suffix(word))?;
    Some((clean(rest), number.unwrap_or(1)))
}

fn clean(rest: &str) -> String {
    rest.trim_end_matches([' ', '-', '_', '.']).to_owned()
}

/// The stem without a full date (20210805, 2021-08-05, 2021年8月5日) and that date; 0 where there is none.
fn strip_date(stem: &str) -> (String, u32) {
    let chars: Vec<(usize, char)> = stem.char_indices().collect();
    for at in 0..chars.len() {
        if at > 0 && chars[at - 1].1.is_ascii_digit() {
            continue;
        }
        let start = chars[at].0;
        if let Some((length, date)) = date_at(&stem[start..]) {
            return (clean(&stem[..start]) + &stem[start + length..], date);
        }
    }
    (stem.to_owned(), 0)
}

/// A full date at the start of `text`: how many bytes it takes, and yyyymmdd.
fn date_at(text: &str) -> Option<(usize, u32)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(text);
    if first == 8 {
        let date = text[..8].parse().ok()?;
        return (19_000_101..=29_991_231).contains(&date).then_some((8, date));
    }
    if first != 4 {
        return None;
    }
    let (mut at, mut parts) = (4, vec![text[..4].parse::<u32>().ok()?]);
    for separators in ["-._年", "-._月"] {
        let separator = text[at..].chars().next().filter(|c| separators.contains(*c))?;
        at += separator.len_utf8();
        let length = digits(&text[at..]);
        parts.push(text[at..at + length].parse().ok().filter(|_| length <= 2)?);
        at += length;
    }
    at += text[at..].strip_prefix('日').map_or(0, |_| '日'.len_utf8());
    Some((at, parts[0] * 10_000 + parts[1] * 100 + parts[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(name: &str) -> (String, (u32, u32)) {
        let named = read_name(name);
        (named.undated, named.version)
    }

    #[test]
    fn versions_are_read_from_names() {
        let base = "inbox/杭州7月".to_owned();
        for (name, revision) in [
            ("inbox/杭州7月.xlsx", 0),
            ("inbox/杭州7月(2).xlsx", 2),
            ("inbox/杭州7月（2）.xls", 2),
            ("inbox/杭州7月-修订.xlsx", 1),
            ("inbox/杭州7月_修订2.xlsx", 2),
            ("inbox/杭州7月 v3.csv", 3),
            ("inbox/杭州7月（修订版）.xlsx", 1),
        ] {
            assert_eq!(version(name), (base.clone(), (revision, 0)), "{name}");
        }
        assert_eq!(version("inbox/杭州7月_20210805.xlsx"), (base.clone(), (0, 20_210_805)));
        assert_eq!(version("inbox/杭州7月 2021年8月5日.xlsx"), (base.clone(), (0, 20_210_805)));
        assert_eq!(version("inbox/杭州7月_20210805_修订.xlsx"), (base, (1, 20_210_805)));
        assert_eq!(version("inbox/202107.xlsx").1, (0, 0));
    }

    fn report(file: &str, span: (i32, i32), accepted: u64) -> Report {
        Report {
            file: file.into(),
            kind: 0,
            reporters: if accepted > 0 { BTreeSet::from(["西湖店".into()]) } else { BTreeSet::new() },
            span: (accepted > 0).then_some(span),
            keys: FxHashSet::from_iter([u64::from(span.0.unsigned_abs())]),
            accepted,
        }
    }

    fn outcome(reports: &[Report]) -> (Vec<(usize, usize)>, Vec<&'static str>) {
        let (pairs, findings) = supersede(reports, &[]);
        (pairs.iter().map(|p| (p.old, p.by)).collect(), findings.iter().map(|f| f.code.0).collect())
    }

    #[test]
    fn a_later_version_replaces_the_earlier() {
        let july = (20_210_701, 20_210_731);
        let reports = [report("a.xlsx", july, 9), report("a(2).xlsx", july, 8), report("a(3).xlsx", july, 0)];
        assert_eq!(outcome(&reports), (vec![(0, 1)], vec!["version-unusable", "version-unusable", "file-superseded"]));
    }

    #[test]
    fn weekly_exports_do_not_replace_each_other() {
        let weeks = [report("a.csv", (20_210_701, 20_210_707), 9), report("a(1).csv", (20_210_708, 20_210_714), 9)];
        assert_eq!(outcome(&weeks), (vec![], vec![]));
        let dated = [
            report("a_20210707.csv", (20_210_701, 20_210_707), 9),
            report("a_20210714.csv", (20_210_708, 20_210_714), 9),
        ];
        assert_eq!(outcome(&dated), (vec![], vec![]));
    }

    #[test]
    fn what_nothing_orders_is_a_tie() {
        let july = (20_210_701, 20_210_731);
        assert_eq!(outcome(&[report("a.xlsx", july, 9), report("b.xlsx", july, 9)]), (vec![], vec!["version-tie"]));
    }
}
