//! What tables and charts call ledgers, indicators, dimensions, periods and units, in the language of the run.

use crate::calendar::{Month, Period};
use crate::exact::MeasureUnit;
use crate::kinds::{Indicator, Kind};
use crate::words::{self, Lang};

/// The key of what a value is called that rows leave out.
const UNSTATED: &str = "value-unstated";

/// Whether a value stands for rows that state none: it has the same name in every language's ids.
pub(in crate::reports) fn is_unstated(value: &str) -> bool {
    value == words::text(Lang::Zh, UNSTATED)
}

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub(in crate::reports) struct Naming {
    pub(in crate::reports) lang: Lang,
}

impl Naming {
    pub(in crate::reports) fn text(self, key: &str) -> String {
        words::text(self.lang, key).to_owned()
    }

    pub(in crate::reports) fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(words::text(self.lang, key), values)
    }

    pub(in crate::reports) fn ledger(self, kind: &Kind) -> String {
        if self.lang == Lang::Zh { kind.title.zh.clone() } else { kind.title.en.clone() }
    }

    /// The catalogue's word for an indicator; else the first word by which its ledger says that prose names it.
    pub(in crate::reports) fn indicator(self, indicator: &Indicator) -> String {
        let key = format!("chart-of-{}", indicator.id);
        let known = words::text(self.lang, &key);
        let own = || indicator.words.first().filter(|_| self.lang == Lang::Zh);
        // The catalogue answers a key that it does not have with a mark.
        let is_missing = known == words::text(self.lang, "");
        if is_missing { own().unwrap_or(&indicator.id).clone() } else { known.to_owned() }
    }

    /// The first header by which a ledger knows a dimension; its name in English.
    pub(in crate::reports) fn dimension(self, kind: &Kind, name: &str) -> String {
        let header =
            kind.field(name).and_then(|field| kind.fields[field].aliases.iter().find(|alias| !alias.is_ascii()));
        header.filter(|_| self.lang == Lang::Zh).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// A value of a dimension; the one that rows leave out has a word in each language.
    pub(in crate::reports) fn value(self, value: &str) -> String {
        if is_unstated(value) { self.text(UNSTATED) } else { value.to_owned() }
    }

    /// 2021年1—7月.
    pub(in crate::reports) fn period(self, period: Period) -> String {
        let (first, last) = (period.first(), period.last());
        let key = if period.is_month() { "chart-period-month" } else { "chart-period-months" };
        let values = [
            ("y", first.year().to_string()),
            ("a", first.month().to_string()),
            ("b", last.month().to_string()),
            ("first", self.month(first)),
            ("last", self.month(last)),
        ];
        self.filled(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// 1—7月.
    pub(in crate::reports) fn months(self, period: Period) -> String {
        let (first, last) = (self.month(period.first()), self.month(period.last()));
        let number = |month: Month| month.month().to_string();
        let (a, b) = (number(period.first()), number(period.last()));
        let key = if period.is_month() { "table-month-alone" } else { "table-months" };
        self.filled(key, &[("a", &a), ("b", &b), ("first", &first), ("last", &last)])
    }

    pub(in crate::reports) fn month(self, month: Month) -> String {
        self.text(&format!("chart-month-{}", month.month()))
    }

    /// The unit that is `exponent` powers of ten above the base unit; Chinese counters are left out of English.
    pub(in crate::reports) fn unit(self, measure: &MeasureUnit, exponent: u32) -> Option<String> {
        let key = match (measure, exponent) {
            (MeasureUnit::Weight, 0) => "chart-unit-kilogram",
            (MeasureUnit::Weight, _) => "chart-unit-tonne",
            (MeasureUnit::Money, 0) => "chart-unit-yuan",
            (MeasureUnit::Money, 4) => "chart-unit-ten-thousand-yuan",
            (MeasureUnit::Money, _) => "chart-unit-hundred-million-yuan",
            (MeasureUnit::Count(name), _) => return (self.lang == Lang::Zh).then(|| name.clone()),
            (MeasureUnit::Other(name, _), _) => return Some(name.clone()),
        };
        Some(self.text(key))
    }
}
