//! A seeded stream of numbers (SplitMix64): a seed comes in, the same draws go out on every platform. Must not know
//! what is drawn.

/// A deterministic stream of pseudo-random integers.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// A stream that depends on `seed` alone.
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A stream of its own for one purpose, so that a change in one part of the sample leaves the others as they were.
    pub(super) fn stream(seed: u64, purpose: u64) -> Self {
        let mut root = Self::new(seed ^ purpose.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        Self::new(root.next())
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound - 1`; `bound` is at least 1.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// An index into a slice of `length` entries.
    pub(super) fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }

    /// One entry of a slice that is not empty.
    pub(super) fn pick<'a, T>(&mut self, entries: &'a [T]) -> &'a T {
        &entries[self.index(entries.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn draws_follow_the_published_algorithm() {
        // First outputs of SplitMix64 for seed 1234567, as published with the reference implementation.
        let mut random = Random::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
