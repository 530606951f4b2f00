//! A table over sums: how many sets of each size lead to each sum. For amounts that are all above zero and share a coarse
//! common part (whole 万元), so that there are few sums: any size, and counts that no enumeration could reach.

use super::nested::index;
use super::{Hits, Pool, Steps};

/// The most bits that are kept to find the sets again: 32 MB.
const MOST_BITS: u128 = 1 << 28;

/// Which sums can be reached with the first so many amounts, by number of amounts: bits, 64 to a word.
struct Reached {
    words: usize,
    sizes: usize,
    bits: Vec<u64>,
}

impl Pool {
    /// Steps for a size; nothing where the table does not apply or would be too large.
    pub(super) fn sums_cost(&self, size: usize) -> Option<u64> {
        if !self.is_positive() || self.high < 0 {
            return None;
        }
        let cells = self.len() as u128 * (size as u128 + 1) * (self.high.unsigned_abs() as u128 + 64);
        (cells <= MOST_BITS).then(|| u64::try_from(cells / 4).unwrap_or(u64::MAX))
    }

    /// Sets of `size`.
    pub(super) fn sums(&self, size: usize, hits: &mut Hits, steps: &mut Steps) {
        if !self.sums_cost(size).is_some_and(|cost| steps.take(cost)) {
            hits.complete = false;
            return;
        }
        let high = usize::try_from(self.high).unwrap_or(0);
        let low = usize::try_from(self.low.max(0)).unwrap_or(0);
        let counts = self.count_sums(size, high);
        hits.count = counts[low..=high].iter().fold(0, |sum: u64, count| sum.saturating_add(*count));
        if hits.count == 0 {
            return;
        }
        let reached = self.reach(size, high);
        for sum in (low..=high).filter(|sum| counts[*sum] > 0) {
            self.walk(&reached, self.len(), size, sum, &mut Vec::new(), hits);
        }
    }

    /// How many sets of `size` amounts have each sum up to `high`.
    fn count_sums(&self, size: usize, high: usize) -> Vec<u64> {
        let width = high + 1;
        let mut ways = vec![0_u64; (size + 1) * width];
        ways[0] = 1;
        for (done, value) in self.amounts().enumerate() {
            for taken in (1..=size.min(done + 1)).rev() {
                let (fewer, more) = ways.split_at_mut(taken * width);
                let fewer = &fewer[(taken - 1) * width..];
                for (into, from) in more[value..width].iter_mut().zip(fewer) {
                    *into = into.saturating_add(*from);
                }
            }
        }
        ways.split_off(size * width)
    }

    /// The amounts; all of them are above zero and at most `high`.
    fn amounts(&self) -> impl Iterator<Item = usize> {
        self.values.iter().map(|value| usize::try_from(*value).unwrap_or(usize::MAX))
    }

    fn reach(&self, size: usize, high: usize) -> Reached {
        let words = high / 64 + 1;
        let row = (size + 1) * words;
        let mut bits = vec![0; row * (self.len() + 1)];
        bits[0] = 1;
        for (done, value) in self.amounts().enumerate() {
            let (before, after) = bits.split_at_mut((done + 1) * row);
            let (before, after) = (&before[done * row..], &mut after[..row]);
            after.copy_from_slice(before);
            for taken in 1..=size {
                shift_or(&mut after[taken * words..(taken + 1) * words], &before[(taken - 1) * words..], value);
            }
        }
        Reached { words, sizes: size + 1, bits }
    }

    /// Goes back through the amounts along every way that leads to a sum, while there is room to list.
    fn walk(&self, reached: &Reached, first: usize, size: usize, sum: usize, chosen: &mut Vec<u32>, hits: &mut Hits) {
        if hits.sets.len() >= hits.keep {
            return;
        }
        if size == 0 {
            hits.sets.push(chosen.clone());
            return;
        }
        let Some(last) = first.checked_sub(1) else { return };
        let value = usize::try_from(self.values[last]).unwrap_or(usize::MAX);
        if value <= sum && reached.has(last, size - 1, sum - value) {
            chosen.push(index(last));
            self.walk(reached, last, size - 1, sum - value, chosen, hits);
            chosen.pop();
        }
        if reached.has(last, size, sum) {
            self.walk(reached, last, size, sum, chosen, hits);
        }
    }
}

impl Reached {
    /// Whether `size` of the first amounts can have a sum.
    fn has(&self, first: usize, size: usize, sum: usize) -> bool {
        let word = (first * self.sizes + size) * self.words + sum / 64;
        self.bits[word] >> (sum % 64) & 1 == 1
    }
}

/// `into |= from << by`, bit by bit over whole words.
fn shift_or(into: &mut [u64], from: &[u64], by: usize) {
    let (whole, part) = (by / 64, by % 64);
    for at in whole..into.len() {
        let low = from[at - whole] << part;
        let carried = if part > 0 && at > whole { from[at - whole - 1] >> (64 - part) } else { 0 };
        into[at] |= low | carried;
    }
}
