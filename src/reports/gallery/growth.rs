//! How a figure compares, as a clause of a headline: the words are those of notices.
//!
//! In: the figures, an id. Out: a clause, or nothing where there is no base or the base is known to be too small.

use crate::figures::{Comparison, Figure, FigureId, Note};

use super::Edition;

/// 同比增长15.12%, 环比下降3.1%; nothing where that cannot be said without a reservation.
pub(super) fn clause(edition: &Edition<'_>, id: &FigureId, comparison: Comparison) -> Option<String> {
    let keys = match comparison {
        Comparison::Yoy => ["notice-yoy-up", "notice-yoy-down", "notice-yoy-level", "notice-yoy-nearly-level"],
        Comparison::Mom => ["notice-mom-up", "notice-mom-down", "notice-mom-level", "notice-mom-nearly-level"],
        Comparison::Ahead => ["notice-ahead", "notice-behind", "notice-on-schedule", "notice-nearly-on-schedule"],
        Comparison::Share | Comparison::Completion | Comparison::Rank => return None,
    };
    let figure = edition.figures.find(&id.clone().compared(comparison))?;
    if figure.note == Some(Note::BasePartial) {
        return None;
    }
    let sign = sign(figure)?;
    let size = figure.display.trim_start_matches('-');
    // What rounds to nothing is neither more nor less.
    let shows = size.contains(|c: char| ('1'..='9').contains(&c));
    let [up, down, level, nearly] = keys;
    let key = match sign {
        0 => level,
        _ if !shows => nearly,
        1 => up,
        _ => down,
    };
    Some(edition.phrases().filled(key, &[("n", size)]))
}

/// Whether a fraction is above zero, below or at it.
pub(super) fn sign(figure: &Figure) -> Option<i128> {
    figure.ratio().map(|ratio| ratio.numerator().signum())
}
