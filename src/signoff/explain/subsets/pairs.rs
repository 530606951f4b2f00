//! Pairs against pairs: every set of four as its two least and its two greatest amounts, by two pointers over sorted sums.

use super::nested::index;
use super::{Hits, Pool, Steps};

/// A pair with its sum; ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    sum: i64,
    first: u32,
    second: u32,
}

/// The most pairs that are kept: 128 MB.
const MOST_PAIRS: u64 = 1 << 23;

/// Steps to make, sort and walk all pairs; nothing where they are too many.
pub(super) fn cost(count: usize) -> Option<u64> {
    let pairs = count as u64 * (count as u64).saturating_sub(1) / 2;
    (pairs <= MOST_PAIRS).then_some(pairs * 16)
}

impl Pool {
    /// Sets of four.
    pub(super) fn pairs(&self, hits: &mut Hits, steps: &mut Steps) {
        let pairs = self.all_pairs();
        if !steps.take(pairs.len() as u64 * 16) {
            hits.complete = false;
            return;
        }
        let (mut start, mut end) = (pairs.len(), pairs.len());
        for low in &pairs {
            while end > 0 && pairs[end - 1].sum > self.high - low.sum {
                end -= 1;
            }
            while start > 0 && pairs[start - 1].sum >= self.low - low.sum {
                start -= 1;
            }
            let window = &pairs[start.min(end)..end];
            if !steps.take(window.len() as u64) {
                hits.complete = false;
                return;
            }
            for high in window.iter().filter(|high| high.first > low.second) {
                let chosen = [low.first, low.second, high.first];
                hits.add(&chosen, std::iter::once(high.second));
            }
        }
    }

    /// All pairs that can still be part of a sum, by their sums.
    fn all_pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (second, b) in self.values.iter().enumerate() {
            for (first, a) in self.values[..second].iter().enumerate() {
                if self.is_positive() && a + b > self.high {
                    break;
                }
                pairs.push(Pair { sum: a + b, first: index(first), second: index(second) });
            }
        }
        pairs.sort_unstable();
        pairs
    }
}
