//! Numbers that a paper itself calls figures: a Word file and a page that `run` wrote carry ids, and so do copies of them that
//! somebody has edited.
//!
//! In: a mention, and the marks of the paper. Out: whether the number still is that figure. A mark is believed about which
//! figure is meant, never about its value; one that names no figure is none.

use super::super::bounds::Interval;
use super::super::rules::Context;
use super::super::verdict::{Span, Verdict};
use super::matching::{Match, in_claims_unit, phrase};
use super::{Known, Records};
use crate::exact::MeasureUnit;
use crate::figures::FigureId;

/// A stretch of the text and the figure that it is said to be.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Where it stands.
    pub at: Span,
    /// Which figure.
    pub figure: FigureId,
}

/// The answer for a number inside a mark; nothing for any other, and for a mark that names no figure of the records.
pub(super) fn answer(context: &Context<'_>, records: &Records, index: usize, marks: &[Marked]) -> Option<Match> {
    let at = context.mention(index).at;
    let next = marks.partition_point(|mark| mark.at.end < at.end);
    let mark = marks.get(next).filter(|mark| mark.at.start <= at.start && at.end <= mark.at.end)?;
    let known = records.get(&mark.figure)?;
    let claim = context.passage.text.printed(at);
    let Some(holds) = holds(context, index, &mark.figure, known) else {
        let reason = phrase("why.figure-empty", &mark.figure, known, &claim);
        return Some(Match { verdict: None, figure: None, stale_of: None, reason });
    };
    let key = if holds { "why.figure-holds" } else { "why.figure-fails" };
    let mut reason = phrase(key, &mark.figure, known, &claim);
    reason.values.push(("publication", String::new()));
    let verdict = Some(if holds { Verdict::Confirmed } else { Verdict::Contradicted });
    Some(Match { verdict, figure: Some(mark.figure.clone()), stale_of: None, reason })
}

/// Whether a figure lies in what a number stands for. A cell of a table prints no unit: there it is the figure in one of the
/// units that tables use.
fn holds(context: &Context<'_>, index: usize, id: &FigureId, known: &Known) -> Option<bool> {
    let value = Interval::exact(in_claims_unit(id, known)?);
    let mention = context.mention(index);
    let is_bare = mention.quantity.unit.is_none() && mention.quantity.magnitude == 0;
    let negative = context.sign(index) < 0 || is_bare && mention.quantity.negative;
    let printed = if negative { mention.interval.negated()? } else { mention.interval };
    let is_of = |measure: MeasureUnit| is_bare && known.unit == measure.base_name();
    let scales: &[i128] = if is_of(MeasureUnit::Weight) {
        &[1, 1_000]
    } else if is_of(MeasureUnit::Money) {
        &[1, 10_000, 100_000_000]
    } else {
        &[1]
    };
    Some(scales.iter().any(|&scale| value.scaled(1, scale).is_some_and(|value| value.meets(&printed))))
}
