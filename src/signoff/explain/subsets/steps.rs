//! The budget: steps that a search may still take. It is counted, never timed.

/// Steps left and spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Steps {
    left: u64,
    /// Steps spent so far.
    pub spent: u64,
    /// Whether a search was cut short or not begun.
    pub ended: bool,
}

impl Steps {
    pub(in super::super) const fn new(left: u64) -> Self {
        Self { left, spent: 0, ended: false }
    }

    /// Whether so many steps are left; where they are not, that is remembered.
    pub(in super::super) const fn allow(&mut self, cost: u64) -> bool {
        let fits = cost <= self.left;
        self.ended |= !fits;
        fits
    }

    /// Takes steps; false where there are no more.
    pub(in super::super) const fn take(&mut self, cost: u64) -> bool {
        if !self.allow(cost) {
            return false;
        }
        self.left -= cost;
        self.spent += cost;
        true
    }
}
