//! Two causes at once: an atom of one family with an atom of another, or with some rows, by two pointers.

use std::ops::RangeInclusive;

use super::atoms::Atom;
use super::subsets::{Hits, Pool, Steps};

/// The most combinations that are told apart; beyond them there are "at least" so many.
const MOST_HITS: u64 = 1 << 16;
/// The most pairs of a family that are tried beside rows of another.
const MOST_PAIRS: usize = 1 << 12;

/// Combinations that fit.
pub(super) struct Joined<T> {
    pub count: u64,
    pub complete: bool,
    /// The first of them.
    pub listed: Vec<T>,
}

impl<T> Joined<T> {
    const fn new() -> Self {
        Self { count: 0, complete: true, listed: Vec::new() }
    }

    fn push(&mut self, keep: usize, item: impl FnOnce() -> T) {
        self.count += 1;
        self.complete &= self.count < MOST_HITS;
        if self.listed.len() < keep {
            self.listed.push(item());
        }
    }
}

/// Every pair of atoms, one of each list, that moves the total by something in `bounds` and touches no record twice; where
/// both are the `same` list, each pair once. Both lists ascend.
pub(super) fn two<'a>(
    a: &'a [Atom],
    b: &'a [Atom],
    same: bool,
    bounds: RangeInclusive<i128>,
    keep: usize,
    steps: &mut Steps,
) -> Joined<(&'a Atom, &'a Atom)> {
    let mut joined = Joined::new();
    joined.complete = steps.take((a.len() + b.len()) as u64);
    let (mut start, mut end) = (b.len(), b.len());
    for (at, one) in a.iter().enumerate() {
        while end > 0 && b[end - 1].delta > bounds.end() - one.delta {
            end -= 1;
        }
        while start > 0 && b[start - 1].delta >= bounds.start() - one.delta {
            start -= 1;
        }
        let from = if same { start.max(at + 1) } else { start };
        let window = b.get(from..end).unwrap_or_default();
        joined.complete &= steps.take(window.len() as u64);
        for other in window.iter().filter(|other| !one.meets(other)) {
            joined.push(keep, || (one, other));
        }
        if !joined.complete {
            break;
        }
    }
    joined
}

/// Every `size` rows together with one or two atoms of another family. `rows` are rows; where two others are asked for,
/// they are rows as well.
pub(super) fn beside<'a>(
    rows: &'a [Atom],
    size: usize,
    other: &'a [Atom],
    others: usize,
    bounds: RangeInclusive<i128>,
    keep: usize,
    steps: &mut Steps,
) -> Joined<(Vec<&'a Atom>, Vec<&'a Atom>)> {
    let mut joined = Joined::new();
    let deltas: Vec<i128> = rows.iter().map(|atom| atom.delta).collect();
    let outer = outer(other, others);
    let cost = outer.as_ref().map(|outer| Pool::nested_cost(rows.len(), size).saturating_mul(outer.len() as u64));
    let pool = Pool::open(&deltas).filter(|_| cost.is_some_and(|cost| steps.allow(cost)));
    let (Some(pool), Some(outer)) = (pool, outer) else {
        joined.complete = false;
        return joined;
    };
    for atoms in outer {
        let moved: i128 = atoms.iter().map(|atom| atom.delta).sum();
        let mut hits = Hits::new(usize::try_from(MOST_HITS).unwrap_or(usize::MAX));
        pool.find_within(bounds.start() - moved..=bounds.end() - moved, size, &mut hits, steps);
        joined.complete &= hits.complete && hits.count == hits.sets.len() as u64;
        let sets = hits.sets.iter().map(|set| set.iter().map(|at| &rows[*at as usize]).collect::<Vec<&Atom>>());
        for set in sets.filter(|set| !set.iter().any(|row| atoms.iter().any(|atom| atom.meets(row)))) {
            joined.push(keep, || (set, atoms.clone()));
        }
        if !joined.complete {
            break;
        }
    }
    joined
}

/// The atoms one by one, or all pairs of them; nothing where these are too many.
fn outer(atoms: &[Atom], size: usize) -> Option<Vec<Vec<&Atom>>> {
    if size == 1 {
        return Some(atoms.iter().map(|atom| vec![atom]).collect());
    }
    let pairs =
        atoms.iter().enumerate().flat_map(|(at, one)| atoms[at + 1..].iter().map(move |other| vec![one, other]));
    (atoms.len() * atoms.len() / 2 <= MOST_PAIRS).then(|| pairs.collect())
}
