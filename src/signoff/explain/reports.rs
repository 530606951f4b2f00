//! The report that a record came in, where that is another month's than its own.
//!
//! In: entries, one by one. Out: for each the day or month of its report. The row's own cell says it best, then the months
//! that its table names (in a title, the sheet's name or the file's), then the month that nearly all of the table lies in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{DayCode, Month, Period};
use crate::findings::Place;
use crate::ledger::Entry;

/// A table that names no months reports the one that so many parts of its entries lie in, where the rest lies beside it.
const NEARLY_ALL: (usize, usize) = (4, 5);

/// What the tables of a ledger report.
#[derive(Debug, Default)]
pub(super) struct Reports {
    /// How many entries of each month a table has; nothing of tables that name their months.
    months: BTreeMap<(Arc<str>, Arc<str>), BTreeMap<Month, usize>>,
}

impl Reports {
    /// Takes an entry, and answers the day or month of its report as far as row and table say it.
    pub(super) fn take(&mut self, entry: &Entry) -> Option<DayCode> {
        let day = entry.day?;
        let named = entry.reports.map(|months| DayCode::of_month(nearest(months, day.month())));
        if named.is_none() {
            let table = (Arc::clone(&entry.place.file), Arc::clone(&entry.place.sheet));
            *self.months.entry(table).or_default().entry(day.month()).or_default() += 1;
        }
        entry.reported.or(named)
    }

    /// The report of a record, once every entry has been taken; nothing where it lies in the record's own month.
    pub(super) fn of(&self, place: &Place, said: Option<DayCode>, signed: Option<DayCode>) -> Option<DayCode> {
        let by_content = || {
            let months = self.months.get(&(Arc::clone(&place.file), Arc::clone(&place.sheet)))?;
            main_month(months).map(DayCode::of_month)
        };
        let reported = said.or_else(by_content)?;
        signed.filter(|day| day.month() != reported.month()).map(|_| reported)
    }
}

/// What came with a report of several months counts into the nearest of them.
fn nearest(months: Period, month: Month) -> Month {
    month.clamp(months.first(), months.last())
}

/// The month that a table is about by its entries: nearly all of them lie in it, and the others in the months beside it.
fn main_month(months: &BTreeMap<Month, usize>) -> Option<Month> {
    let (month, most) = months.iter().max_by_key(|(_, count)| **count)?;
    let all: usize = months.values().sum();
    let beside = months.keys().all(|other| month.since(*other).abs() <= 1);
    (beside && most * NEARLY_ALL.1 >= all * NEARLY_ALL.0).then_some(*month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(counts: &[(u32, usize)]) -> BTreeMap<Month, usize> {
        counts.iter().map(|(month, count)| (Month::new(2021, *month).expect("a month"), *count)).collect()
    }

    /// 9 of 10 in August; 4 of 5 is just enough, 3 of 4 is not; a stray one in May says that it is a list of the year.
    #[test]
    fn a_table_is_about_the_month_of_nearly_all_its_entries() {
        let main = |counts: &[(u32, usize)]| main_month(&months(counts)).map(Month::month);
        assert_eq!(main(&[(7, 1), (8, 9)]), Some(8));
        assert_eq!(main(&[(7, 4), (8, 1)]), Some(7));
        assert_eq!(main(&[(7, 1), (8, 3)]), None);
        assert_eq!(main(&[(5, 1), (8, 9)]), None);
        assert_eq!(main(&[(7, 5), (8, 5)]), None);
        assert_eq!(main(&[]), None);
    }

    #[test]
    fn what_lies_outside_a_reports_months_counts_into_the_nearest() {
        let span: Period = "2021-01..2021-08".parse().expect("a period");
        let month = |year, month| Month::new(year, month).expect("a month");
        assert_eq!(nearest(span, month(2020, 12)), month(2021, 1));
        assert_eq!(nearest(span, month(2021, 9)), month(2021, 8));
        assert_eq!(nearest(span, month(2021, 3)), month(2021, 3));
    }
}
