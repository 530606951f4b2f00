//! Shares come in, amounts that add up to a total exactly go out. Must not know what is shared.

/// One share: how much of the total it deserves against the others, and the step in which it can be printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Relative size, at least 1.
    pub(super) ratio: i128,
    /// The amount is a multiple of this.
    pub(super) step: i64,
}

/// Amounts for these shares whose sum is `total`, in the order given.
///
/// Every step and the total must be multiples of the smallest step. What rounding leaves over is carried to the next
/// amount, coarse steps first, so that nothing is left at the end.
pub(super) fn amounts(shares: &[Share], total: i64) -> Vec<i64> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(shares[i].step));
    let whole: i128 = shares.iter().map(|share| share.ratio).sum();
    let mut fitted = vec![0; shares.len()];
    let (mut wanted, mut given) = (0_i128, 0_i64);
    for i in order {
        wanted += shares[i].ratio;
        let due = (i128::from(total) * wanted / whole) as i64 - given;
        let step = shares[i].step;
        fitted[i] = ((due + step / 2).div_euclid(step) * step).max(step);
        given += fitted[i];
    }
    assert_eq!(given, total, "the smallest step does not divide the total");
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let shares: Vec<Share> =
            (1..=50).map(|i| Share { ratio: i, step: if i % 3 == 0 { 500 } else { 100 } }).collect();
        let parts = amounts(&shares, 123_400);
        assert_eq!(parts.iter().sum::<i64>(), 123_400);
        assert!(parts.iter().zip(&shares).all(|(part, share)| part % share.step == 0 && *part > 0));
    }
}
