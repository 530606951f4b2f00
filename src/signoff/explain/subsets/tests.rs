//! Sets of amounts: every way against the plainest one, which tries them all.

use proptest::prelude::*;

use super::*;

/// Every set of a size whose sum lies between the bounds, by trying each.
fn by_trying(amounts: &[i128], low: i128, high: i128, size: usize) -> Vec<Vec<u32>> {
    let sets = (0_u32..1 << amounts.len()).filter(|bits| bits.count_ones() as usize == size);
    let places = |bits: u32| (0..amounts.len() as u32).filter(move |at| bits >> at & 1 == 1);
    let fits = |bits: &u32| {
        let sum: i128 = places(*bits).map(|at| amounts[at as usize]).sum();
        low <= sum && sum <= high
    };
    sets.filter(fits).map(|bits| places(bits).collect()).collect()
}

fn found(amounts: &[i128], low: i128, high: i128, size: usize, way: Option<Way>) -> Option<Hits> {
    let mut pool = Pool::new(amounts, low..=high)?;
    let (mut hits, mut steps) = (Hits::new(usize::MAX), Steps::new(u64::MAX));
    match way {
        None => return Some(pool.find(size, usize::MAX, &mut steps)),
        Some(Way::Nested) => pool.nested(size, pool.low..=pool.high, &mut hits, &mut steps),
        Some(Way::Sums) => {
            pool.sums_cost(size)?;
            pool.sums(size, &mut hits, &mut steps);
        }
        Some(Way::Pairs) => pool.pairs(&mut hits, &mut steps),
        Some(Way::Halves) => pool.halved(size, &mut hits, &mut steps),
    }
    pool.name(&mut hits.sets);
    Some(hits)
}

fn sorted(mut sets: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    sets.sort();
    sets
}

/// Of 5, 13, 2, 7 and 11: 5 + 2 + 13 and 2 + 7 + 11 are 20.
#[test]
fn three_of_five() {
    let hits = found(&[500, 1_300, 200, 700, 1_100], 2_000, 2_000, 3, None).expect("a small pool");
    assert_eq!((hits.count, sorted(hits.sets)), (2, vec![vec![0, 1, 2], vec![2, 3, 4]]));
}

#[test]
fn a_bound_between_two_multiples_holds_nothing() {
    let hits = found(&[300, 600, 900], 901, 1_199, 2, None).expect("a small pool");
    assert_eq!((hits.count, hits.complete), (0, true));
}

#[test]
fn the_budget_ends_a_search_and_says_so() {
    let amounts: Vec<i128> = (1..=300).collect();
    let mut pool = Pool::new(&amounts, 450..=450).expect("a pool");
    let mut steps = Steps::new(1_000);
    let hits = pool.find(3, 5, &mut steps);
    assert!(!hits.complete && steps.ended && steps.spent <= 1_000);
}

proptest! {
    #[test]
    fn every_way_finds_what_trying_finds(
        amounts in prop::collection::vec((1_i128..60, any::<bool>()), 1..11),
        one_sign in 0..3, quantum in 1_i128..4, low in -200_i128..200, width in 0_i128..6, size in 1_usize..6,
    ) {
        let sign = |negative: bool| match one_sign { 0 => 1, 1 => -1, _ => if negative { -1 } else { 1 } };
        let amounts: Vec<i128> = amounts.iter().map(|(amount, negative)| amount * quantum * sign(*negative)).collect();
        let expected = by_trying(&amounts, low, low + width, size);
        let ways = [None, Some(Way::Nested), Some(Way::Sums), Some(Way::Pairs).filter(|_| size == 4), Some(Way::Halves)];
        for way in ways {
            if let Some(hits) = found(&amounts, low, low + width, size, way) {
                prop_assert_eq!(hits.count as usize, expected.len(), "{:?}", way);
                prop_assert_eq!(sorted(hits.sets), sorted(expected.clone()), "{:?}", way);
                prop_assert!(hits.complete);
            }
        }
    }

    #[test]
    fn what_is_planted_is_found(
        amounts in prop::collection::vec(1_i128..10_i128.pow(9), 30..60), planted in prop::collection::btree_set(0_u32..30, 1..5),
    ) {
        let sum: i128 = planted.iter().map(|at| amounts[*at as usize]).sum();
        let hits = found(&amounts, sum, sum, planted.len(), None).expect("a pool");
        prop_assert!(hits.complete && hits.sets.contains(&planted.iter().copied().collect()));
    }
}
