//! Who has not reported: read from the findings that say so, by city, store and month.

use std::collections::BTreeMap;

use super::Desk;
use crate::calendar::Month;
use crate::findings::{BETWEEN_ITEMS, Code};

const NOT_REPORTED: Code = Code("not-reported");

/// A store, or a whole city, with the months that it has not reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The city; empty where the registry does not say.
    pub city: String,
    /// The store; empty for a whole city.
    pub store: String,
    /// The months.
    pub months: Vec<Month>,
}

/// All that are missing, by city and store.
#[must_use]
pub fn missing(desk: &Desk<'_>) -> Vec<Missing> {
    let mut all: BTreeMap<(String, String), Vec<Month>> = BTreeMap::new();
    for finding in desk.findings.iter().filter(|finding| finding.code == NOT_REPORTED) {
        let months = finding.values.iter().find(|(name, _)| *name == "months").map_or("", |(_, months)| months);
        let months = months.split(BETWEEN_ITEMS).filter_map(|month| month.parse::<Month>().ok());
        let key = match desk.cities.get(&finding.raw) {
            Some(city) => (city.clone(), finding.raw.clone()),
            None => (finding.raw.clone(), String::new()),
        };
        all.entry(key).or_default().extend(months);
    }
    let sorted = |((city, store), mut months): ((String, String), Vec<Month>)| {
        months.sort_unstable();
        months.dedup();
        Missing { city, store, months }
    };
    all.into_iter().map(sorted).collect()
}

/// Months in words, runs as runs: 2021年1-3月、5月.
pub(super) fn months_text(desk: &Desk<'_>, months: &[Month]) -> String {
    let mut parts = Vec::new();
    let (mut at, mut year) = (0, None);
    while at < months.len() {
        let same_run = |end: &usize| {
            let (before, month) = (months[*end - 1], months[*end]);
            before.plus(1) == month && before.year() == month.year()
        };
        let end = (at + 1..months.len()).take_while(same_run).last().unwrap_or(at);
        let key = match (year == Some(months[at].year()), end == at) {
            (false, true) => "letter-months-one",
            (false, false) => "letter-months-run",
            (true, true) => "letter-months-more-one",
            (true, false) => "letter-months-more-run",
        };
        year = Some(months[at].year());
        let number = |month: Month| month.month().to_string();
        let values =
            [("year", months[at].year().to_string()), ("first", number(months[at])), ("last", number(months[end]))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        parts.push(desk.filled(key, &values));
        at = end + 1;
    }
    parts.join(desk.text("list-separator"))
}
