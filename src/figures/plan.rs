//! Which periods get figures: months, January..m prefixes, and the whole run of data.

use std::collections::BTreeSet;

use crate::calendar::{Month, Period};

use super::figure::Span;

/// The periods of a ledger's totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Every month, in order.
    pub(super) months: Vec<Month>,
    /// January to each of these months.
    pub(super) prefixes: Vec<Period>,
    /// First data month to the last one, where data go further back than the year.
    pub(super) whole: Option<Period>,
    /// January to the last month.
    pub(super) year_to_date: Period,
}

impl Plan {
    /// The plan for data in `recorded` months. A year without any record has no figures of its own, so that one stray
    /// date does not fill a century with zeros.
    pub(super) fn new(span: Span, recorded: &[Month]) -> Self {
        let years: BTreeSet<i32> = recorded.iter().chain([&span.through]).map(|month| month.year()).collect();
        let of_year = |year: i32| Month::new(year, 1).map(|january| Period::year_to(january.plus(11)));
        let covered = |month: &Month| span.first <= *month && *month <= span.through;
        let months: Vec<Month> = years
            .into_iter()
            .filter_map(of_year)
            .flat_map(|year| year.months().filter(covered).collect::<Vec<_>>())
            .collect();
        let year_to_date = Period::year_to(span.through);
        Self {
            prefixes: months.iter().map(|month| Period::year_to(*month)).collect(),
            whole: Period::new(span.first, span.through).filter(|whole| whole.first() < year_to_date.first()),
            months,
            year_to_date,
        }
    }

    /// Months and prefixes, each once: January is both.
    pub(super) fn totals(&self) -> impl Iterator<Item = Period> {
        let longer = self.prefixes.iter().copied().filter(|prefix| !prefix.is_month());
        self.months.iter().copied().map(Period::month).chain(longer)
    }

    /// The months of the year so far.
    pub(super) fn months_of_year(&self) -> impl Iterator<Item = &Month> {
        self.months.iter().filter(|month| self.year_to_date.contains(**month))
    }

    /// The period and the last month, each once: the periods of dimension values.
    pub(super) fn current(&self) -> impl Iterator<Item = Period> {
        let last = Period::month(self.year_to_date.last());
        [self.year_to_date].into_iter().chain((!self.year_to_date.is_month()).then_some(last))
    }

    /// Whether `period` lies in the year of the last month: there a comparison without a base says so, elsewhere it is
    /// left out.
    pub(super) fn is_current_year(&self, period: Period) -> bool {
        period.first() >= self.year_to_date.first()
    }

    /// Whether a value with records in these months is current enough for figures of its own: it has one since
    /// January of the year before.
    pub(super) fn is_current(&self, recorded: &[Month]) -> bool {
        recorded.last().is_some_and(|last| *last >= self.year_to_date.first().plus(-12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    fn texts(periods: impl Iterator<Item = Period>) -> Vec<String> {
        periods.map(|period| period.to_string()).collect()
    }

    #[test]
    fn months_and_prefixes_of_every_year_with_data() {
        let span = Span { first: month("2019-11"), through: month("2021-02") };
        let plan = Plan::new(span, &[month("2019-11"), month("2021-01")]);
        let expected =
            ["2019-11", "2019-12", "2021-01", "2021-02", "2019-01..2019-11", "2019-01..2019-12", "2021-01..2021-02"];
        assert_eq!(texts(plan.totals()), expected);
        assert_eq!(plan.whole.map(|p| p.to_string()).as_deref(), Some("2019-11..2021-02"));
        assert_eq!(texts(plan.current()), ["2021-01..2021-02", "2021-02"]);
    }

    #[test]
    fn january_and_a_year_without_data() {
        let january = month("2021-01");
        let plan = Plan::new(Span { first: january, through: january }, &[]);
        assert_eq!((texts(plan.totals()), texts(plan.current())), (vec!["2021-01".into()], vec!["2021-01".into()]));
        assert_eq!(plan.whole, None);
    }
}
