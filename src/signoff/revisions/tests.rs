//! Laws of revisions: what is said to have changed is what changed, and its effects are the difference.

use proptest::prelude::*;

use super::super::publish::{Keeper, KeptRecord, PublishedFigure};
use super::changes::between;
use super::*;
use crate::calendar::{DayCode, Month};
use crate::figures::FigureId;
use crate::kinds;

fn sales() -> Arc<Kind> {
    Arc::new(kinds::built_in("sales").expect("built in"))
}

/// A record of one of few keys, days, stores and weights, so that many collide.
fn record() -> impl Strategy<Value = KeptRecord> {
    (0..6_u128, 1..4_u32, 0..2_usize, prop::option::of(-3..4_i64), 0..3_u64).prop_map(
        |(key, month, store, weight, row)| {
            let text = |text: &str| Arc::from(text);
            let kind = sales();
            let mut kept: Vec<Arc<str>> = vec![text(""); kind.kept.len()];
            kept[kind.kept_position("store").expect("a store")] = text(["一店", "二店"][store]);
            KeptRecord {
                day: DayCode::day(2021, month, 5).expect("a day"),
                key,
                file: text("a.csv"),
                sheet: text(""),
                row,
                column: None,
                started: None,
                kept,
                measures: vec![weight, Some(1)],
            }
        },
    )
}

/// The sum of weights of the months up to `through`, and the count, by plain loops.
fn totals(records: &[KeptRecord], through: Month, store: Option<&str>) -> (i128, i128) {
    let position = sales().kept_position("store").expect("a store");
    let own = records.iter().filter(|record| record.day.month() <= through);
    let own = own.filter(|record| store.is_none_or(|store| *record.kept[position] == *store));
    own.fold((0, 0), |(sum, count), record| (sum + i128::from(record.measures[0].unwrap_or(0)), count + 1))
}

fn vintage(records: &[KeptRecord], through: Month, room: u64) -> Vintage {
    let kind = sales();
    let mut keeper = Keeper::new(&kind, room);
    records.iter().for_each(|record| keeper.take(record.clone()));
    let period = crate::calendar::Period::year_to(through);
    let figure = |id: FigureId, value: i128| {
        let value = kind.measures[0].unit.base_text(value);
        let id = id.to_string();
        let figure = PublishedFigure {
            id: id.clone(),
            value: Some(value.clone()),
            exact: None,
            unit: "千克".into(),
            display: value,
            records: 1,
        };
        (id, figure)
    };
    let total = FigureId::total("sales.weight", period);
    let mut figures = vec![figure(total.clone(), totals(records, through, None).0)];
    figures.extend(
        ["一店", "二店"]
            .map(|store| figure(total.clone().with("store", store), totals(records, through, Some(store)).0)),
    );
    Vintage {
        file: None,
        date: None,
        sha256: None,
        through,
        figures: figures.into_iter().collect(),
        ledgers: Arc::new(vec![keeper.finish()]),
    }
}

fn march() -> Month {
    "2021-03".parse().expect("a month")
}

proptest! {
    #[test]
    fn effects_add_up_to_the_difference(
        before in prop::collection::vec(record(), 0..14),
        after in prop::collection::vec(record(), 0..14),
        through in 1..4_u32,
        digests in any::<bool>(),
    ) {
        let through = Month::new(2021, through).expect("a month");
        let room = if digests { 0 } else { 100 };
        let (old, new) = (vintage(&before, through, room), vintage(&after, through, 100));
        for change in compare(0, &old, &new, &[sales()]).figures {
            prop_assert_eq!(&change.explained, &Explained::Wholly, "{:?}", change);
        }
    }

    #[test]
    fn changes_turn_what_was_into_what_is(
        before in prop::collection::vec(record(), 0..14),
        after in prop::collection::vec(record(), 0..14),
    ) {
        let kind = sales();
        let changes = between(&vintage(&before, march(), 100), &vintage(&after, march(), 100), &kind).expect("the ledger");
        // Without their places, which are no change.
        let bare = |record: &KeptRecord| KeptRecord { row: 0, ..record.clone() };
        let mut made: Vec<KeptRecord> = before.iter().map(bare).collect();
        for change in changes.records.expect("records are known") {
            if let Some(gone) = change.before {
                let at = made.iter().position(|record| *record == bare(&gone));
                made.remove(at.expect("what is gone was there"));
            }
            made.extend(change.after.as_ref().map(bare));
        }
        let mut expected: Vec<KeptRecord> = after.iter().map(bare).collect();
        made.sort();
        expected.sort();
        prop_assert_eq!(made, expected);
    }

    #[test]
    fn the_same_records_in_any_place_and_order_are_no_change(records in prop::collection::vec(record(), 0..14)) {
        let mut moved: Vec<KeptRecord> = records.iter().rev().cloned().collect();
        moved.iter_mut().for_each(|record| record.row += 10);
        let changes = between(&vintage(&records, march(), 100), &vintage(&moved, march(), 100), &sales());
        prop_assert_eq!(changes.and_then(|changes| changes.records), Some(Vec::new()));
    }
}
