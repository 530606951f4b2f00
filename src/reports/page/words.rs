//! The page's own words, from the catalogue: those that stand in it, and those that its script is given.

use std::collections::BTreeMap;

use crate::kinds::{Indicator, Kind};
use crate::words::{self, Lang};

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(pub Lang);

/// A key that the catalogue does not have.
const NO_KEY: &str = "";

/// What the script says, under these keys.
const OF_SCRIPT: &[&str] = &[
    "chart-month-1",
    "chart-month-10",
    "chart-month-11",
    "chart-month-12",
    "chart-month-2",
    "chart-month-3",
    "chart-month-4",
    "chart-month-5",
    "chart-month-6",
    "chart-month-7",
    "chart-month-8",
    "chart-month-9",
    "chart-period-month",
    "chart-period-months",
    "page-base",
    "page-base-published",
    "page-class",
    "page-class-accepted",
    "page-class-duplicate",
    "page-class-out-of-scope",
    "page-class-quarantined",
    "page-class-superseded",
    "page-close",
    "page-command",
    "page-compared-ahead",
    "page-compared-completion",
    "page-compared-mom",
    "page-compared-rank",
    "page-compared-share",
    "page-compared-yoy",
    "page-content",
    "page-copied",
    "page-copy",
    "page-counted",
    "page-date",
    "page-differs",
    "page-elsewhere",
    "page-error",
    "page-exact",
    "page-filter",
    "page-hint",
    "page-how-ahead",
    "page-how-count",
    "page-how-distinct",
    "page-how-growth",
    "page-how-points",
    "page-how-quotient",
    "page-how-rank",
    "page-how-started",
    "page-how-sum",
    "page-how-target",
    "page-info",
    "page-matched",
    "page-more",
    "page-no-records",
    "page-not-counted",
    "page-note",
    "page-own",
    "page-period-years",
    "page-place",
    "page-points",
    "page-raw",
    "page-reckoned",
    "page-row",
    "page-search",
    "page-severity-all",
    "page-severity-label",
    "page-shown",
    "page-sort",
    "page-started",
    "page-ties",
    "page-verdict",
    "page-warning",
    "page-whole",
];

impl Words {
    pub fn text(self, key: &str) -> &'static str {
        words::text(self.0, key)
    }

    pub fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// Everything that the script says.
    pub fn of_script(self) -> BTreeMap<&'static str, &'static str> {
        OF_SCRIPT.iter().map(|key| (key.trim_start_matches("page-"), self.text(key))).collect()
    }

    /// How pages name the language.
    pub const fn tag(self) -> &'static str {
        match self.0 {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    pub fn ledger(self, kind: &Kind) -> &str {
        if self.0 == Lang::Zh { &kind.title.zh } else { &kind.title.en }
    }

    /// The catalogue's word for an indicator; else the first by which its ledger says that prose names it.
    pub fn indicator(self, indicator: &Indicator) -> String {
        let known = words::text(self.0, &format!("chart-of-{}", indicator.id));
        let own = || indicator.words.first().filter(|_| self.0 == Lang::Zh).unwrap_or(&indicator.id).clone();
        if known == words::text(self.0, NO_KEY) { own() } else { known.to_owned() }
    }

    /// The first header by which a ledger knows a field; its name in English.
    pub fn field(self, kind: &Kind, at: usize) -> String {
        let field = &kind.fields[at];
        let header = field.aliases.iter().find(|alias| !alias.is_ascii()).filter(|_| self.0 == Lang::Zh);
        header.unwrap_or(&field.name).clone()
    }
}
