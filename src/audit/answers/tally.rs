//! How much there is of what in an audit.

use crate::audit::verdict::{Audit, Verdict};

/// Counts of one audit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Numerals of any kind.
    pub numbers: usize,
    /// 相符.
    pub confirmed: usize,
    /// 不符.
    pub contradicted: usize,
    /// 无法核对.
    pub not_checkable: usize,
    /// Numerals that claim nothing.
    pub not_claims: usize,
    /// 勾稽关系 that hold.
    pub holding: usize,
    /// 勾稽关系 that fail.
    pub failing: usize,
}

impl Tally {
    /// Counts an audit.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let confirmed = audit.claims.iter().filter(|claim| claim.verdict == Verdict::Confirmed).count();
        let holding = audit.relations.iter().filter(|relation| relation.holds).count();
        Self {
            numbers: audit.claims.len() + audit.not_claims.len() + audit.not_checkable.len(),
            confirmed,
            contradicted: audit.claims.len() - confirmed,
            not_checkable: audit.not_checkable.len(),
            not_claims: audit.not_claims.len(),
            holding,
            failing: audit.relations.len() - holding,
        }
    }

    /// Whether anything stands against signing.
    #[must_use]
    pub const fn is_contradicted(&self) -> bool {
        self.contradicted + self.failing > 0
    }
}
