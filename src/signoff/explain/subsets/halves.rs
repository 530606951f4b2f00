//! Halves against halves: all sums of each half of a small pool, by how many amounts they have; then any size at all is
//! two pointers away.

use super::{Hits, Pool, Steps};

/// The largest half: a million sums.
const LARGEST_HALF: usize = 20;

/// The sums of each half by the number of amounts in them, ascending, each with the amounts as bits.
#[derive(Debug)]
pub(super) struct Halves {
    even: Vec<Vec<(i64, u32)>>,
    odd: Vec<Vec<(i64, u32)>>,
}

/// Steps to make both halves, or to walk over them; nothing where they are too large.
pub(super) fn cost(count: usize, made: bool) -> Option<u64> {
    let half = count.div_ceil(2);
    (half <= LARGEST_HALF).then(|| (1 << half) * if made { 4 } else { 16 })
}

impl Pool {
    /// Sets of `size`, any.
    pub(super) fn halved(&mut self, size: usize, hits: &mut Hits, steps: &mut Steps) {
        if !cost(self.len(), self.halves.is_some()).is_some_and(|cost| steps.take(cost)) {
            hits.complete = false;
            return;
        }
        let halves = self.halves.take().unwrap_or_else(|| self.make_halves());
        for below in 0..=size {
            let (even, odd) = (halves.even.get(below), halves.odd.get(size - below));
            if let Some((even, odd)) = even.zip(odd) {
                self.join(even, odd, hits);
            }
        }
        self.halves = Some(halves);
    }

    fn join(&self, even: &[(i64, u32)], odd: &[(i64, u32)], hits: &mut Hits) {
        let (mut start, mut end) = (odd.len(), odd.len());
        for (sum, bits) in even {
            while end > 0 && odd[end - 1].0 > self.high - sum {
                end -= 1;
            }
            while start > 0 && odd[start - 1].0 >= self.low - sum {
                start -= 1;
            }
            let window = &odd[start.min(end)..end];
            hits.count += window.len() as u64;
            let room = hits.keep.saturating_sub(hits.sets.len());
            hits.sets.extend(window.iter().take(room).map(|(_, other)| places(*bits, *other)));
        }
    }

    fn make_halves(&self) -> Halves {
        let half = |start: usize| {
            let values: Vec<i64> = self.values.iter().skip(start).step_by(2).copied().collect();
            let bound = if self.is_positive() { self.high } else { i64::MAX };
            by_number(&values, bound)
        };
        Halves { even: half(0), odd: half(1) }
    }
}

/// All sums of some amounts up to a bound, by how many amounts are in them.
fn by_number(values: &[i64], bound: i64) -> Vec<Vec<(i64, u32)>> {
    let mut sums = vec![0_i64; 1 << values.len()];
    let mut groups = vec![Vec::new(); values.len() + 1];
    for bits in 0..sums.len() {
        if bits > 0 {
            sums[bits] = sums[bits & (bits - 1)] + values[bits.trailing_zeros() as usize];
        }
        if sums[bits] <= bound {
            groups[bits.count_ones() as usize].push((sums[bits], u32::try_from(bits).unwrap_or(0)));
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// The places of the bits of both halves.
fn places(even: u32, odd: u32) -> Vec<u32> {
    let set = |bits: u32, start: u32| (0..32).filter(move |at| bits >> at & 1 == 1).map(move |at| at * 2 + start);
    set(even, 0).chain(set(odd, 1)).collect()
}
