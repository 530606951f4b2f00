//! Nested loops over ascending amounts, the last two by two pointers: size 2 in n steps, size 3 in n² / 2.

use std::ops::RangeInclusive;

use super::{Hits, Pool, Steps};

/// Steps for sets of a size out of `count`, at most: as many as there are sets with one amount less.
pub(super) fn cost(count: usize, size: usize) -> u64 {
    let count = count as u64;
    (0..size.saturating_sub(1) as u64).fold(1, |sets: u64, at| {
        let wider = u128::from(sets) * u128::from(count.saturating_sub(at)) / u128::from(at + 1);
        u64::try_from(wider).unwrap_or(u64::MAX)
    })
}

impl Pool {
    /// Sets of `size` amounts that sum into `bounds`.
    pub(super) fn nested(&self, size: usize, bounds: RangeInclusive<i64>, hits: &mut Hits, steps: &mut Steps) {
        self.nest(0, size, bounds, &mut Vec::new(), hits, steps);
    }

    fn nest(
        &self,
        from: usize,
        size: usize,
        bounds: RangeInclusive<i64>,
        chosen: &mut Vec<u32>,
        hits: &mut Hits,
        steps: &mut Steps,
    ) {
        match size {
            _ if size == 0 || from + size > self.len() => {}
            1 => self.singles(from, &bounds, chosen, hits, steps),
            2 => self.two_pointers(from, &bounds, chosen, hits, steps),
            _ => self.outer(from, size, &bounds, chosen, hits, steps),
        }
    }

    /// Whether the least or the greatest sum of `size` amounts from a place on stays within reach of the bounds.
    fn reaches(&self, from: usize, size: usize, bounds: &RangeInclusive<i64>) -> bool {
        let count = self.len();
        from + size <= count
            && self.prefix[from + size] - self.prefix[from] <= *bounds.end()
            && self.prefix[count] - self.prefix[count - size] >= *bounds.start()
    }

    fn outer(
        &self,
        from: usize,
        size: usize,
        bounds: &RangeInclusive<i64>,
        chosen: &mut Vec<u32>,
        hits: &mut Hits,
        steps: &mut Steps,
    ) {
        let count = self.len();
        let most = self.prefix[count] - self.prefix[count + 1 - size];
        // The amounts ascend: those too small for the lower bound stand in front, and the rest is cut off at the upper one.
        let first = from + self.values[from..].partition_point(|value| value + most < *bounds.start());
        for at in first..count {
            if !self.reaches(at, size, bounds) || !hits.complete {
                return;
            }
            let value = self.values[at];
            chosen.push(index(at));
            let rest = bounds.start() - value..=bounds.end() - value;
            self.nest(at + 1, size - 1, rest, chosen, hits, steps);
            chosen.pop();
        }
    }

    fn singles(&self, from: usize, bounds: &RangeInclusive<i64>, chosen: &[u32], hits: &mut Hits, steps: &mut Steps) {
        if !steps.take(1) {
            hits.complete = false;
            return;
        }
        let values = &self.values[from..];
        let start = values.partition_point(|value| value < bounds.start());
        let end = values.partition_point(|value| value <= bounds.end());
        if start < end {
            hits.add(chosen, (from + start..from + end).map(index));
        }
    }

    /// The first amount ascends, so the window of the second one moves down.
    fn two_pointers(
        &self,
        from: usize,
        bounds: &RangeInclusive<i64>,
        chosen: &mut Vec<u32>,
        hits: &mut Hits,
        steps: &mut Steps,
    ) {
        if !self.reaches(from, 2, bounds) {
            return;
        }
        if !steps.take((self.len() - from) as u64) {
            hits.complete = false;
            return;
        }
        let (mut start, mut end) = (self.len(), self.len());
        for at in from..self.len() {
            let value = self.values[at];
            while end > at + 1 && self.values[end - 1] > bounds.end() - value {
                end -= 1;
            }
            start = start.min(end);
            while start > at + 1 && self.values[start - 1] >= bounds.start() - value {
                start -= 1;
            }
            if end <= at + 1 {
                return;
            }
            let start = start.max(at + 1);
            if start < end {
                chosen.push(index(at));
                hits.add(chosen, (start..end).map(index));
                chosen.pop();
            }
        }
    }
}

/// A place in the pool, which has at most a million.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
