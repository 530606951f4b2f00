//! The words around a chart, from the catalogue.
//!
//! In: keys, months, names. Out: text in the language of the run. It knows no figure.

use crate::calendar::{Month, Period};
use crate::reports::tables::naming::Naming;
use crate::words::{self, Lang};

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrases {
    pub(super) lang: Lang,
}

impl Phrases {
    /// The text under a key.
    pub(super) fn text(self, key: &str) -> &str {
        words::text(self.lang, key)
    }

    /// The text under a key, filled.
    pub(super) fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// What charts and tables both name.
    const fn naming(self) -> Naming {
        Naming { lang: self.lang }
    }

    /// A value of a dimension; the one that rows leave out has a word in each language.
    pub(super) fn value(self, value: &str) -> String {
        self.naming().value(value)
    }

    /// A period within one year.
    pub(super) fn period(self, period: Period) -> String {
        self.naming().period(period)
    }

    /// A period whose year is known: 1—7月.
    pub(super) fn period_in_year(self, period: Period) -> String {
        let (first, last) = (period.first(), period.last());
        if period.is_month() {
            return self.month(first);
        }
        let values = [
            ("a", first.month().to_string()),
            ("b", last.month().to_string()),
            ("first", self.month(first)),
            ("last", self.month(last)),
        ];
        self.filled("chart-months", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// Clauses of one sentence, those that there are.
    pub(super) fn clauses(self, clauses: impl IntoIterator<Item = Option<String>>) -> String {
        clauses.into_iter().flatten().collect::<Vec<_>>().join(self.text("chart-clause"))
    }

    /// Sentences that belong together.
    pub(super) fn sentences(self, sentences: impl IntoIterator<Item = String>) -> String {
        sentences.into_iter().collect::<Vec<_>>().join(self.text("chart-sentence"))
    }

    /// Names one after the other.
    pub(super) fn listed(self, names: &[String]) -> String {
        names.join(self.text("notice-separator"))
    }

    /// A month's name.
    pub(super) fn month(self, month: Month) -> String {
        self.naming().month(month)
    }

    /// The names of months side by side, all of one year.
    pub(super) fn months(self, months: &[Month]) -> Vec<String> {
        months.iter().map(|month| self.month(*month)).collect()
    }

    /// The unit line; empty where there is no unit to name.
    pub(super) fn unit(self, unit: &str) -> String {
        if unit.is_empty() { String::new() } else { self.filled("chart-unit", &[("unit", unit)]) }
    }

    /// The source line of one ledger.
    pub(super) fn source(self, publisher: &str, ledger: &str) -> String {
        let name = self.text(&format!("chart-ledger-{ledger}")).to_owned();
        self.filled("chart-source", &[("publisher", publisher), ("ledger", &name)])
    }

    /// A number with its unit, as the language writes them together.
    pub(super) fn quantity(self, number: &str, unit: &str) -> String {
        let gap = if self.lang == Lang::En && !unit.is_empty() { " " } else { "" };
        format!("{number}{gap}{unit}")
    }

    /// A Chinese counter such as 个; English counts without one.
    pub(super) fn counter(self, name: &str) -> String {
        if self.lang == Lang::Zh { name.to_owned() } else { String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_notices_name_them() {
        let month = |text: &str| text.parse::<Month>().expect("a month");
        let (zh, en) = (Phrases { lang: Lang::Zh }, Phrases { lang: Lang::En });
        let so_far = Period::year_to(month("2021-07"));
        assert_eq!((zh.period(so_far), en.period(so_far)), ("2021年1—7月".into(), "Jan–Jul 2021".into()));
        let january = Period::month(month("2021-01"));
        assert_eq!((zh.period(january), en.period(january)), ("2021年1月".into(), "Jan 2021".into()));
    }
}
