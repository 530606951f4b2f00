//! Which sets of amounts sum to something between two bounds: every set of a size, counted, the first few listed.
//!
//! In: amounts as integers, the bounds, a size. Out: how many sets of that size there are, and whether all were looked at.
//! Knows no records: amounts have places and nothing else. Four ways lead there, and the cheapest is taken: nested
//! loops that end in two pointers, pairs against pairs, halves against halves, and a table over sums.

mod halves;
mod nested;
mod pairs;
mod steps;
mod sums;

use std::ops::RangeInclusive;

use halves::Halves;
pub(super) use steps::Steps;

/// The sets that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hits {
    /// How many there are.
    pub count: u64,
    /// The first of them: places in the pool's own list, ascending.
    pub sets: Vec<Vec<u32>>,
    /// Whether every candidate was looked at.
    pub complete: bool,
    keep: usize,
}

impl Hits {
    pub(super) const fn new(keep: usize) -> Self {
        Self { count: 0, sets: Vec::new(), complete: true, keep }
    }

    /// Counts sets that consist of `chosen` and one more each.
    fn add(&mut self, chosen: &[u32], more: impl ExactSizeIterator<Item = u32>) {
        self.count = self.count.saturating_add(more.len() as u64);
        let room = self.keep.saturating_sub(self.sets.len());
        for last in more.take(room) {
            let mut set = [chosen, &[last]].concat();
            set.sort_unstable();
            self.sets.push(set);
        }
    }
}

/// Amounts of one search, in ascending order, as whole multiples of what they have in common.
#[derive(Debug)]
pub(super) struct Pool {
    values: Vec<i64>,
    origins: Vec<u32>,
    /// The sum of the first so many values, for each number of them.
    prefix: Vec<i64>,
    /// The part that all amounts share; below zero where they were turned round.
    quantum: i128,
    low: i64,
    high: i64,
    halves: Option<Halves>,
}

/// The most amounts of a pool.
const MOST: usize = 1 << 20;
/// All amounts together, and each bound, stay below this.
const LARGEST: i128 = 1 << 61;

/// A way to the sets of one size, with the steps that it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Nested,
    Sums,
    Pairs,
    Halves,
}

impl Pool {
    /// The pool of some amounts (none of them zero) for sums between two bounds; what alone exceeds them takes part in no
    /// sum. Nothing where it is too large to search.
    pub(super) fn new(amounts: &[i128], bounds: RangeInclusive<i128>) -> Option<Self> {
        let mut pool = Self::open(amounts)?;
        let (low, high) = pool.in_quanta(bounds)?;
        let kept = if pool.is_positive() { pool.values.partition_point(|value| *value <= high) } else { pool.len() };
        pool.values.truncate(kept);
        pool.origins.truncate(kept);
        pool.prefix.truncate(kept + 1);
        (pool.low, pool.high) = (low, high);
        Some(pool)
    }

    /// The pool of some amounts, without bounds of its own. Amounts that only take away are turned round.
    pub(super) fn open(amounts: &[i128]) -> Option<Self> {
        let common = amounts.iter().fold(0, |common, amount| gcd(common, amount.unsigned_abs())).max(1);
        let sign = if amounts.iter().all(|amount| *amount < 0) { -1 } else { 1 };
        let quantum = i128::try_from(common).ok()?.checked_mul(sign)?;
        let total =
            amounts.iter().try_fold(0_i128, |sum, amount| sum.checked_add((amount / quantum).checked_abs()?))?;
        if amounts.len() > MOST || total > LARGEST {
            return None;
        }
        let divided = amounts.iter().map(|amount| i64::try_from(amount / quantum).unwrap_or(0));
        let mut kept: Vec<(i64, u32)> = divided.zip(0..).collect();
        kept.sort_unstable();
        let (values, origins): (Vec<i64>, Vec<u32>) = kept.into_iter().unzip();
        let prefix = std::iter::once(0).chain(values.iter().scan(0, |sum, value| Some(add(sum, *value)))).collect();
        Some(Self { values, origins, prefix, quantum, low: 0, high: 0, halves: None })
    }

    /// Bounds as whole multiples that lie inside them.
    fn in_quanta(&self, bounds: RangeInclusive<i128>) -> Option<(i64, i64)> {
        let (low, high) = bounds.into_inner();
        let (low, high) = if self.quantum < 0 { (-high, -low) } else { (low, high) };
        let size = self.quantum.abs();
        let within = |value: i128| (value.abs() <= LARGEST).then(|| i64::try_from(value).ok()).flatten();
        Some((within(-(-low).div_euclid(size))?, within(high.div_euclid(size))?))
    }

    /// How many amounts can take part.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether no set of this size or of any greater one can sum to so little.
    pub(super) fn is_beyond(&self, size: usize) -> bool {
        size > self.len() || (self.is_positive() && self.prefix[size] > self.high)
    }

    fn is_positive(&self) -> bool {
        self.values.first().is_some_and(|value| *value > 0)
    }

    /// Every set of `size` amounts.
    pub(super) fn find(&mut self, size: usize, keep: usize, steps: &mut Steps) -> Hits {
        let mut hits = Hits::new(keep);
        if size == 0 || self.is_beyond(size) || self.low > self.high {
            return hits;
        }
        let (way, cost) = self.cheapest(size);
        if !steps.allow(cost) {
            hits.complete = false;
            return hits;
        }
        match way {
            Way::Nested => self.nested(size, self.low..=self.high, &mut hits, steps),
            Way::Sums => self.sums(size, &mut hits, steps),
            Way::Pairs => self.pairs(&mut hits, steps),
            Way::Halves => self.halved(size, &mut hits, steps),
        }
        self.name(&mut hits.sets);
        hits
    }

    /// Sets of `size` amounts that sum into other bounds; they are added to what was found before.
    pub(super) fn find_within(&self, bounds: RangeInclusive<i128>, size: usize, hits: &mut Hits, steps: &mut Steps) {
        let Some((low, high)) = self.in_quanta(bounds) else { return };
        let known = hits.sets.len();
        if low <= high {
            self.nested(size, low..=high, hits, steps);
        }
        self.name(&mut hits.sets[known..]);
    }

    /// Steps for sets of a size out of `count` amounts by nested loops, at most.
    pub(super) fn nested_cost(count: usize, size: usize) -> u64 {
        nested::cost(count, size)
    }

    /// The cheapest way for a size with its steps.
    fn cheapest(&self, size: usize) -> (Way, u64) {
        let mut ways = vec![(nested::cost(self.len(), size), Way::Nested)];
        if size >= 4 {
            ways.extend(self.sums_cost(size).map(|cost| (cost, Way::Sums)));
            ways.extend(halves::cost(self.len(), self.halves.is_some()).map(|cost| (cost, Way::Halves)));
        }
        if size == 4 {
            ways.extend(pairs::cost(self.len()).map(|cost| (cost, Way::Pairs)));
        }
        let (cost, way) = ways.into_iter().min().unwrap_or((u64::MAX, Way::Nested));
        (way, cost)
    }

    /// Places in the sorted list to places in the list that the pool was made of.
    fn name(&self, sets: &mut [Vec<u32>]) {
        for set in sets {
            set.iter_mut().for_each(|at| *at = self.origins[*at as usize]);
            set.sort_unstable();
        }
    }
}

fn add(sum: &mut i64, value: i64) -> i64 {
    *sum += value;
    *sum
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests;
