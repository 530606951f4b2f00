//! The two lists of the sheet, open findings and decisions: as many lines as there is room for, and how many more there are.

use std::collections::BTreeMap;

use crate::findings::{Finding, Severity};
use crate::words;

use super::super::decisions::Decided;
use super::Signing;
use super::fitting::{WHOLE, cut, cut_within, lines as lines_of, measure};
use super::room::{LINE, Room};

/// Room for what a decision says: its record, each of its texts, its reason, and who decided.
const DECISION: [usize; 4] = [24 * WHOLE, 7 * WHOLE, 22 * WHOLE, 8 * WHOLE];
/// Room for the place of a finding.
const PLACE: usize = 15 * WHOLE;
/// A decision takes at most so many lines.
const DECISION_LINES: usize = 3;

/// Open findings of one code.
struct Open<'a> {
    severity: Severity,
    first: &'a Finding,
    count: usize,
}

/// An entry of a list with what it counts for.
struct Item {
    text: String,
    count: usize,
}

/// The lines of both lists, findings first.
pub(super) fn lists(signing: &Signing<'_>, room: Room) -> (Vec<String>, Vec<String>) {
    let despite = signing
        .despite
        .map(|reason| cut(&words::fill(words::text(signing.lang, "sheet-despite"), &[("reason", reason)]), LINE));
    let findings: Vec<Item> = open(signing.findings).iter().map(|open| finding(signing, open)).collect();
    let decided: Vec<Item> = signing.decided.iter().map(|decided| decision(signing, decided)).collect();
    let height = |items: &[Item]| items.iter().map(|item| lines_of(&item.text, LINE)).sum::<usize>().max(1);
    let own = usize::from(despite.is_some());
    let [first, second] = room.shared(height(&findings) + own, height(&decided));
    let more_findings = |rest: &[Item]| {
        let (kinds, n) = (rest.len().to_string(), rest.iter().map(|item| item.count).sum::<usize>().to_string());
        words::fill(words::text(signing.lang, "sheet-more-findings"), &[("kinds", &kinds), ("n", &n)])
    };
    let more_decisions = |rest: &[Item]| {
        words::fill(words::text(signing.lang, "sheet-more-decisions"), &[("n", &rest.len().to_string())])
    };
    let none = || words::text(signing.lang, "sheet-none").to_owned();
    let findings = despite.into_iter().chain(shown(findings, first - own.min(first), more_findings, none()));
    (findings.collect(), shown(decided, second, more_decisions, none()))
}

/// As many entries as fit in `room` lines, and a line that counts the rest.
fn shown(items: Vec<Item>, room: usize, more: impl Fn(&[Item]) -> String, none: String) -> Vec<String> {
    if items.is_empty() {
        return vec![none];
    }
    let heights: Vec<usize> = items.iter().take(room).map(|item| lines_of(&item.text, LINE)).collect();
    let fits = |count: usize| heights[..count].iter().sum::<usize>() + usize::from(count < items.len()) <= room;
    let count = (0..=heights.len()).rev().find(|&count| fits(count)).unwrap_or(0);
    let rest = (count < items.len()).then(|| more(&items[count..]));
    items.into_iter().take(count).map(|item| item.text).chain(rest).collect()
}

/// 二、未处理的问题, with how many there are of each severity.
pub(super) fn findings_heading(signing: &Signing<'_>) -> String {
    let count = |wanted| signing.findings.iter().filter(|finding| severity(finding) == wanted).count().to_string();
    let values = [("errors", &*count(Severity::Error)), ("warnings", &count(Severity::Warning))];
    words::fill(words::text(signing.lang, "sheet-findings"), &values)
}

fn severity(finding: &Finding) -> Severity {
    words::finding_text(finding.code.0).severity()
}

/// Open findings by severity and code, the gravest first and of those the most frequent.
fn open(findings: &[Finding]) -> Vec<Open<'_>> {
    let mut by_code: BTreeMap<(Severity, &str), Open<'_>> = BTreeMap::new();
    for finding in findings {
        let severity = severity(finding);
        if severity != Severity::Info {
            let open = by_code.entry((severity, finding.code.0));
            open.or_insert(Open { severity, first: finding, count: 0 }).count += 1;
        }
    }
    let mut open: Vec<Open<'_>> = by_code.into_values().collect();
    open.sort_by_key(|open| (open.severity, std::cmp::Reverse(open.count)));
    open
}

/// Findings of one code on one line, with the first of them as an example.
fn finding(signing: &Signing<'_>, open: &Open<'_>) -> Item {
    let lang = signing.lang;
    let (message, _) = words::describe(lang, open.first);
    let place = place(open.first);
    let several = |place: String| words::fill(words::text(lang, "sheet-place-first"), &[("place", &place)]);
    let place = if open.count > 1 && !place.is_empty() { several(place) } else { place };
    let severity = words::text(lang, &format!("cli.severity.{}", open.severity.key()));
    let key = if place.is_empty() { "sheet-finding-anywhere" } else { "sheet-finding" };
    let around = words::text(lang, key);
    let count = open.count.to_string();
    let fill = |message: &str| {
        let values = [("severity", severity), ("n", &count), ("message", message), ("place", &place)];
        words::fill(around, &values)
    };
    let left = LINE.saturating_sub(measure(&fill("")));
    Item { text: fill(&cut(&message, left)), count: open.count }
}

/// Where a finding is: the file without its folders, the sheet, the cell.
fn place(finding: &Finding) -> String {
    let place = &finding.place;
    let file = place.file.rsplit('/').next().unwrap_or_default();
    let cell = place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let parts = [file, &*place.sheet, &cell];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    cut_within(&parts.join(" "), PLACE)
}

fn decision(signing: &Signing<'_>, decided: &Decided) -> Item {
    let [what, from, reason, by] = DECISION;
    let values = [
        ("what", cut_within(&decided.what, what)),
        ("from", cut(&decided.from, from)),
        ("to", cut(&decided.to, from)),
        ("reason", cut(&decided.decision.reason, reason)),
        ("by", cut(&decided.decision.by, by)),
        ("date", cut(&decided.decision.date, by)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let text = words::fill(words::text(signing.lang, &format!("sheet-done-{}", decided.action)), &values);
    Item { text: cut(&text, DECISION_LINES * LINE), count: 1 }
}
