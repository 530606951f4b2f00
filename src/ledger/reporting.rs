//! Who has not reported, and which month jumps far from its own history.
//!
//! In: for each reporter, its months with their records and sum, as plain values. Out: findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{DayCode, Month, Period};
use crate::exact::MeasureUnit;
use crate::findings::{Code, Finding, Place};
use crate::registry::Registries;

const NOT_REPORTED: Code = Code("not-reported");
const MONTH_JUMP: Code = Code("month-jump");

/// A reporter's months: records and the compared measure's sum.
#[derive(Clone, Debug, Default)]
pub struct MonthSeries {
    /// Month → (records, sum in the base unit).
    pub months: BTreeMap<Month, (u64, i128)>,
}

/// The registry's stores without an accepted entry in a month of `period` in which they were open; its cities where
/// no entry names a store. One finding a reporter, with its months.
#[must_use]
pub fn not_reported(
    registries: &Registries,
    stores: &BTreeMap<Arc<str>, MonthSeries>,
    cities: &BTreeMap<Arc<str>, MonthSeries>,
    period: Period,
) -> Vec<Finding> {
    let named = |series: &BTreeMap<Arc<str>, MonthSeries>| series.keys().any(|name| !name.is_empty());
    if named(stores) {
        let missing = registries.stores().map(|store| (store.name.as_str(), open_months(store, period)));
        return missing.filter_map(|(name, months)| absent(name, months, stores.get(name))).collect();
    }
    let mut names: Vec<&str> = registries.stores().map(|store| store.city.as_str()).filter(|c| !c.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let months: Vec<Month> = period.months().collect();
    names.into_iter().filter_map(|name| absent(name, months.clone(), cities.get(name))).collect()
}

/// The months of `period` in which a store was open on some day.
fn open_months(store: &crate::registry::Store, period: Period) -> Vec<Month> {
    let opened = store.opened.map(DayCode::month);
    let closed = store.closed.map(DayCode::month);
    let open = |month: &Month| opened.is_none_or(|first| *month >= first) && closed.is_none_or(|last| *month <= last);
    period.months().filter(open).collect()
}

fn absent(name: &str, months: Vec<Month>, series: Option<&MonthSeries>) -> Option<Finding> {
    let has = |month: &Month| series.is_some_and(|s| s.months.get(month).is_some_and(|(records, _)| *records > 0));
    let missing: Vec<String> = months.iter().filter(|month| !has(month)).map(Month::to_string).collect();
    if missing.is_empty() {
        return None;
    }
    let finding = Finding::new(NOT_REPORTED, Place::default(), name);
    Some(finding.with("count", missing.len().to_string()).with_list("months", &missing))
}

/// So many months of history are needed, out of the twelve before.
const HISTORY: usize = 3;
/// A month is far when it is more than so many times the largest of its history, or less than that part of the
/// smallest.
const FAR: i128 = 3;

/// Months of `period` that lie far from the reporter's own history.
#[must_use]
pub fn month_jumps(series: &BTreeMap<Arc<str>, MonthSeries>, unit: &MeasureUnit, period: Period) -> Vec<Finding> {
    let named = series.iter().filter(|(name, _)| !name.is_empty());
    named.flat_map(|(name, series)| jumps_of(name, series, unit, period)).collect()
}

fn jumps_of(name: &str, series: &MonthSeries, unit: &MeasureUnit, period: Period) -> Vec<Finding> {
    let months = period.months().filter_map(|month| Some((month, series.months.get(&month)?.1)));
    months
        .filter_map(|(month, sum)| {
            let (low, high) = history(series, month)?;
            (sum > high * FAR || sum * FAR < low).then(|| {
                Finding::new(MONTH_JUMP, Place::default(), unit.base_text(sum))
                    .with("name", name)
                    .with("month", month.to_string())
                    .with("value", format!("{}{}", unit.base_text(sum), unit.base_name()))
                    .with("low", format!("{}{}", unit.base_text(low), unit.base_name()))
                    .with("high", format!("{}{}", unit.base_text(high), unit.base_name()))
            })
        })
        .collect()
}

/// Smallest and largest month of the twelve before `month`; none without enough of them above zero.
fn history(series: &MonthSeries, month: Month) -> Option<(i128, i128)> {
    let before = series.months.range(month.plus(-12)..month).map(|(_, (_, sum))| *sum).filter(|sum| *sum > 0);
    let sums: Vec<i128> = before.collect();
    if sums.len() < HISTORY { None } else { sums.iter().min().copied().zip(sums.iter().max().copied()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Store;

    fn series(sums: &[i128]) -> MonthSeries {
        let january = Month::new(2021, 1).expect("a month");
        let months = sums.iter().enumerate().filter(|(_, sum)| **sum != 0);
        MonthSeries { months: months.map(|(at, &sum)| (january.plus(at as i32), (1, sum))).collect() }
    }

    fn first_half() -> Period {
        "2021-01..2021-06".parse().expect("a period")
    }

    #[test]
    fn only_a_month_far_from_its_history_jumps() {
        let jumps = |sums: &[i128]| {
            let series = BTreeMap::from([(Arc::from("西湖店"), series(sums))]);
            let findings = month_jumps(&series, &MeasureUnit::Weight, first_half());
            findings.iter().map(|f| f.values[1].1.clone()).collect::<Vec<_>>()
        };
        assert_eq!(jumps(&[10, 12, 9, 11, 10, 12]), Vec::<String>::new());
        assert_eq!(jumps(&[10, 12, 9, 37, 10, 2]), ["2021-04", "2021-06"]);
        assert_eq!(jumps(&[10, 100, 1000]), Vec::<String>::new());
    }

    #[test]
    fn a_store_is_expected_while_it_is_open() {
        let mut registries = Registries::default();
        let store = |name: &str, opened: Option<DayCode>| {
            (Store { name: name.into(), city: "杭州".into(), opened, closed: None }, Vec::new())
        };
        registries.add_stores(vec![store("西湖店", None), store("滨江店", DayCode::day(2021, 6, 18))]);
        let stores = BTreeMap::from([(Arc::from("西湖店"), series(&[1, 1, 0, 1, 1, 1]))]);
        let findings = not_reported(&registries, &stores, &BTreeMap::new(), first_half());
        let said: Vec<(&str, &str)> = findings.iter().map(|f| (f.raw.as_str(), f.values[1].1.as_str())).collect();
        assert_eq!(said, [("滨江店", "2021-06"), ("西湖店", "2021-03")]);
    }
}
