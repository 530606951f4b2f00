//! `explain`: why a claimed total and the ledger's differ.
//!
//! In: a [`Question`]: the claim with the interval that its digits stand for, the ledger's total, the records that it
//! counted and those that it left out, and what was published before. Out: an [`Answer`]: explanations in the order of
//! their cost, each with its records, its sum, and whether it is the only one. Nothing is told that does not add up, and
//! nothing that other records explain as well is called the only one. Must not know files, an engine or the command line.

mod amounts;
mod answer;
mod atoms;
mod cost;
mod families;
mod gathering;
mod join;
mod question;
mod reports;
mod search;
mod shown;
mod subsets;
mod tell;

pub use answer::{Answer, Cause, Changed, Coverage, Explanation, Kind, Searched, Uniqueness, Verdict};
pub use cost::Bits;
pub use gathering::{Asked, Gathering};
pub use question::{Budget, Class, Foreign, Partition, Publication, Question, Record, ReplacedFile};
pub use shown::{json, lines};
pub use tell::{Told, ToldExplanation, sentences, tell};

use std::collections::BTreeSet;

use atoms::Known;
use search::{Found, Search};

/// Why the claim and the ledger differ.
#[must_use]
pub fn explain(question: &Question) -> Answer {
    let difference = (question.claim.low - question.total, question.claim.high - question.total);
    if difference.0 <= 0 && difference.1 >= 0 {
        let coverage = Coverage::default();
        return Answer { verdict: Verdict::Ties, difference, explanations: Vec::new(), coverage };
    }
    let (found, coverage) = Search::new(Known::new(question)).run();
    let mut explanations = without_needless(distinct(question, found));
    explanations.sort_by_key(|explanation| explanation.cost);
    let verdict = verdict(&explanations, &coverage);
    explanations.truncate(question.budget.explanations);
    Answer { verdict, difference, explanations, coverage }
}

/// Explained, where one explanation stands alone and everything that could stand beside it was looked at.
fn verdict(explanations: &[Explanation], coverage: &Coverage) -> Verdict {
    let whole = coverage.searched.iter().all(|searched| searched.complete);
    match explanations {
        [] => Verdict::Unexplained,
        [only] if only.uniqueness == Uniqueness::Unique && whole => Verdict::Explained,
        _ => Verdict::Ambiguous,
    }
}

/// Without explanations by two causes of which one alone explains the difference: the other one says nothing.
fn without_needless(mut explanations: Vec<Explanation>) -> Vec<Explanation> {
    let alone: Vec<Cause> = explanations.iter().filter_map(Explanation::only_cause).cloned().collect();
    explanations.retain(|explanation| {
        explanation.causes.len() == 1 || !explanation.causes.iter().any(|cause| alone.contains(cause))
    });
    explanations
}

/// What the same records explain in the same way is one explanation, told by its cheapest kind.
fn distinct(question: &Question, found: Vec<Found>) -> Vec<Explanation> {
    let mut known: BTreeSet<Vec<(usize, i128)>> = BTreeSet::new();
    let mut explanations = Vec::new();
    for Found { cost, count, complete, listed } in found {
        let mut fresh = listed.into_iter().filter(|causes| match changes(causes) {
            Some(changes) => known.insert(changes),
            None => true,
        });
        let Some(causes) = fresh.next() else { continue };
        let result = question.total + causes.iter().map(|cause| cause.delta).sum::<i128>();
        let uniqueness = Uniqueness::of(count, complete);
        explanations.push(Explanation { causes, result, cost, uniqueness, others: fresh.collect() });
    }
    explanations
}

/// What some causes do to each record; nothing where they are not about records alone.
fn changes(causes: &[Cause]) -> Option<Vec<(usize, i128)>> {
    let mut changes = Vec::new();
    for cause in causes {
        if cause.records.is_empty() {
            return None;
        }
        changes.extend(cause.records.iter().map(|changed| (changed.record, changed.delta)));
    }
    changes.sort_unstable();
    Some(changes)
}
