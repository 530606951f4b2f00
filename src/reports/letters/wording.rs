//! What a finding says to the sender of a file: its message without our folders, and what the sender can do about it.

use std::borrow::Cow;

use super::Desk;
use super::cover::file_name;
use crate::findings::Finding;
use crate::words;

/// Codes whose own remedy speaks to whoever runs the job, and for which senders have one of their own.
const TO_SENDERS: [&str; 21] = [
    "characters-unreadable",
    "city-disagrees",
    "column-duplicate",
    "column-missing",
    "encoding-unreadable",
    "file-empty",
    "file-encrypted",
    "file-format-unsupported",
    "file-is-html",
    "file-unreadable",
    "header-not-found",
    "key-conflict",
    "name-unknown",
    "pack-weight-missing",
    "quotes-unclosed-more",
    "row-too-long",
    "sale-after-closing",
    "sale-before-opening",
    "unit-missing",
    "version-tie",
    "version-unusable",
];

/// Codes that only whoever runs the job can settle: they go into no letter.
const NOT_FOR_SENDERS: [&str; 6] = [
    "currency-without-rate",
    "encoding-unknown",
    "file-matched-twice",
    "file-outside-job",
    "file-too-slow",
    "sheet-matches-nothing",
];

/// Values that name a file by its path in the job.
const PATHS: [&str; 4] = ["file", "other", "old", "by"];

/// Whether a sender can do something about a finding.
pub(super) fn is_for_senders(finding: &Finding) -> bool {
    !NOT_FOR_SENDERS.contains(&finding.code.0)
}

/// The message, and the remedy.
pub(super) fn describe(desk: &Desk<'_>, finding: &Finding) -> (String, String) {
    let (message, remedy) = words::describe(desk.lang, &without_folders(finding));
    if TO_SENDERS.contains(&finding.code.0) {
        return (message, desk.text(&format!("letter-remedy-{}", finding.code.0)).to_owned());
    }
    (message, remedy)
}

/// The finding with files by their names: a sender knows no folders of ours.
fn without_folders(finding: &Finding) -> Cow<'_, Finding> {
    if !finding.values.iter().any(|(name, value)| PATHS.contains(name) && value.contains('/')) {
        return Cow::Borrowed(finding);
    }
    let mut named = finding.clone();
    for (_, value) in named.values.iter_mut().filter(|(name, _)| PATHS.contains(name)) {
        *value = file_name(value).to_owned();
    }
    Cow::Owned(named)
}
