//! What today's data change in what was published, and which records do it.
//!
//! In: the vintages of the figures, each with what is kept of its records: the publications, then today. Out: [`Revisions`]:
//! a triangle an indicator, every changed figure with its causes, and whether last cumulative + this month = this
//! cumulative. `vintage` is one state of the figures, `changes` compares records, `causes` ties them to figures,
//! `identity` checks the sums, `triangle` sets them side by side, `headline` is what a run warns of; `answers` are the
//! forms in which all of it is told.

pub mod answers;
mod causes;
mod changes;
mod headline;
mod identity;
mod triangle;
mod vintage;

use std::sync::Arc;

use crate::kinds::Kind;

pub use causes::{Cause, Explained, FigureChange, Part};
pub use changes::{Change, ChangeKind, LedgerChanges, PartChange};
pub use headline::{Revised, revised};
pub use identity::{Identity, Residue};
pub use triangle::{Triangle, TriangleBy, TriangleCell, TriangleRow};
pub use vintage::Vintage;

/// A publication against today.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The publication's position among the vintages.
    pub vintage: usize,
    /// The figures that say something else now, in the order of their ids.
    pub figures: Vec<FigureChange>,
    /// What became of its records, a ledger each.
    pub ledgers: Vec<LedgerChanges>,
}

/// Everything that today's data change.
#[derive(Clone, Debug)]
pub struct Revisions {
    /// The publications in order, then today.
    pub vintages: Vec<Vintage>,
    /// Each publication against today.
    pub comparisons: Vec<Comparison>,
    /// A triangle for each headline indicator, by month and by year to date.
    pub triangles: Vec<Triangle>,
    /// Each vintage against the one before it.
    pub identities: Vec<Identity>,
}

/// What becomes of an earlier state of the figures in a later one that covers its periods.
fn compare(at: usize, before: &Vintage, after: &Vintage, kinds: &[Arc<Kind>]) -> Comparison {
    let ledgers: Vec<LedgerChanges> = kinds.iter().filter_map(|kind| changes::between(before, after, kind)).collect();
    let figures = causes::changed(before, after, kinds, &ledgers);
    Comparison { vintage: at, figures, ledgers }
}

/// Compares publications, each with the state of today's data as of its own months, and the vintages with each other.
/// `as_of` gives today's figures as of a vintage's months.
#[must_use]
pub fn revisions(
    publications: Vec<Vintage>,
    today: Vintage,
    kinds: &[Arc<Kind>],
    as_of: &dyn Fn(&Vintage) -> Vintage,
) -> Revisions {
    let compared = publications.iter().enumerate();
    let comparisons = compared.map(|(at, before)| compare(at, before, &as_of(before), kinds)).collect();
    let mut vintages = publications;
    vintages.push(today);
    Revisions {
        triangles: triangle::triangles(&vintages, kinds),
        identities: identity::identities(&vintages, kinds),
        comparisons,
        vintages,
    }
}

#[cfg(test)]
mod tests;
