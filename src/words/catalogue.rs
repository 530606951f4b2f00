//! The catalogue's files, read once, and the filling of their placeholders.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;
use crate::findings::{BETWEEN_ITEMS, Finding, Phrase, Severity};

/// What the catalogue says of one finding code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingText {
    severity: String,
    /// When it is said, for `docs/findings.md`.
    pub when: String,
    zh: String,
    zh_remedy: String,
    en: String,
    en_remedy: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    zh: String,
    en: String,
}

const FINDING_FILES: &[&str] = &[
    include_str!("findings/registry.toml"),
    include_str!("findings/sources.toml"),
    include_str!("findings/records.toml"),
    include_str!("findings/ledger.toml"),
    include_str!("findings/figures.toml"),
    include_str!("findings/reports.toml"),
    include_str!("findings/check.toml"),
    include_str!("findings/forms.toml"),
    include_str!("findings/decisions.toml"),
];

const TEXT_FILES: &[&str] = &[
    include_str!("cli.toml"),
    include_str!("figures.toml"),
    include_str!("reports.toml"),
    include_str!("charts.toml"),
    include_str!("notice.toml"),
    include_str!("tables.toml"),
    include_str!("audit.toml"),
    include_str!("check.toml"),
    include_str!("forms.toml"),
    include_str!("letters.toml"),
    include_str!("blanks.toml"),
    include_str!("paper.toml"),
    include_str!("signing.toml"),
    include_str!("publish.toml"),
    include_str!("signoff-trace.toml"),
    include_str!("signoff-explain.toml"),
    include_str!("page.toml"),
    include_str!("workbook.toml"),
    include_str!("templates.toml"),
];

static FINDINGS: LazyLock<BTreeMap<String, FindingText>> = LazyLock::new(|| merge(FINDING_FILES));
static TEXTS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| merge(TEXT_FILES));

#[expect(clippy::expect_used, reason = "the catalogue is compiled in, and a test reads all of it")]
fn merge<T: for<'de> Deserialize<'de>>(files: &[&str]) -> BTreeMap<String, T> {
    files.iter().flat_map(|file| toml::from_str::<BTreeMap<String, T>>(file).expect("a catalogue file")).collect()
}

impl FindingText {
    /// How grave the finding is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.severity.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        }
    }

    /// What is wrong, with placeholders.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        if lang == Lang::Zh { &self.zh } else { &self.en }
    }

    /// What to do about it, with placeholders.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> &str {
        if lang == Lang::Zh { &self.zh_remedy } else { &self.en_remedy }
    }
}

/// Every code of the catalogue with its texts, in order.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static FindingText)> {
    FINDINGS.iter().map(|(code, text)| (code.as_str(), text))
}

/// The catalogue's entry for a finding code.
///
/// # Panics
/// Where the code has no entry: a test compares the codes of the source with the catalogue.
#[must_use]
#[expect(clippy::expect_used, reason = "codes are constants, and a test holds them to the catalogue")]
pub fn finding_text(code: &str) -> &'static FindingText {
    FINDINGS.get(code).expect("a code of the catalogue")
}

/// The plain text under `key`; a mark where there is none, so that a slip is seen and nothing falls over.
#[must_use]
pub fn text(lang: Lang, key: &str) -> &'static str {
    TEXTS.get(key).map_or("⟨?⟩", |text| if lang == Lang::Zh { text.zh.as_str() } else { &text.en })
}

/// `template` with every `{name}` replaced by its value; a name without a value stays as it is.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let (mut filled, mut rest) = (String::with_capacity(template.len() + 32), template);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    filled + rest
}

/// A phrase in the language asked for.
#[must_use]
pub fn phrase_text(lang: Lang, phrase: &Phrase) -> String {
    let values = listed(lang, &phrase.values);
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(text(lang, phrase.key), &values)
}

/// Values with the language's own mark between the items of lists.
fn listed(lang: Lang, values: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let between = text(lang, "list-separator");
    values.iter().map(|(name, value)| (*name, value.replace(BETWEEN_ITEMS, between))).collect()
}

/// The message and the remedy of a finding; `{raw}` is its raw text.
#[must_use]
pub fn describe(lang: Lang, finding: &Finding) -> (String, String) {
    let said = finding_text(finding.code.0);
    let listed = listed(lang, &finding.values);
    let mut values: Vec<(&str, &str)> = listed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    values.push(("raw", &finding.raw));
    let detail = finding.detail.as_ref().map_or_else(String::new, |phrase| phrase_text(lang, phrase));
    values.push(("detail", &detail));
    (fill(said.message(lang), &values), fill(said.remedy(lang), &values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Code, Place};

    #[test]
    fn every_file_of_the_catalogue_reads() {
        assert!(codes().all(|(_, text)| ["error", "warning", "info"].contains(&text.severity.as_str())));
        assert_eq!(text(Lang::Zh, "no-such-key"), "⟨?⟩");
    }

    #[test]
    fn a_list_has_the_marks_of_its_language() {
        let finding = Finding::new(Code("column-missing"), Place::default(), "").with_list("words", &["数量", "重量"]);
        assert!(describe(Lang::Zh, &finding).0.contains("数量、重量"));
        assert!(describe(Lang::En, &finding).0.contains("数量, 重量"));
    }

    #[test]
    fn placeholders_are_filled_once_and_literally() {
        assert_eq!(fill("{a}-{b}-{c}", &[("a", "{b}"), ("b", "2")]), "{b}-2-{c}");
        assert_eq!(fill("open { only", &[]), "open { only");
    }
}
