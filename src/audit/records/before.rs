//! Numbers of which a notice says that they were published before (由此前公布的2.2吨修订为3.25吨): they are held against the
//! publications, and never against today's records.
//!
//! In: a mention, and the figures that its words may mean. Out: whether some publication said so.

use super::super::rules::Context;
use super::super::verdict::Verdict;
use super::super::vocabulary::WORDS;
use super::matching::{Match, holds, phrase};
use super::{Known, Records};
use crate::figures::FigureId;

/// The answer for a number that the notice says was published before; nothing for any other. Without a publication that
/// gave the figure it cannot be checked.
pub(super) fn answer(context: &Context<'_>, records: &Records, index: usize, ids: &[FigureId]) -> Option<Match> {
    let mention = context.mention(index);
    WORDS.published.iter().find(|word| mention.near.ends_with(word.as_str()))?;
    let claim = context.passage.text.printed(mention.at);
    let of_figure = |(name, id, known): (&String, &FigureId, &Known), key, verdict| {
        let mut reason = phrase(key, id, known, &claim);
        reason.values.push(("publication", name.clone()));
        Match { verdict, figure: Some(id.clone()), stale_of: None, reason }
    };
    let latest_first = records.publications.iter().rev();
    let said: Vec<(&String, &FigureId, &Known)> = latest_first
        .flat_map(|(name, figures)| ids.iter().filter_map(move |id| Some((name, id, figures.get(id)?))))
        .collect();
    if let Some(same) = said.iter().find(|(_, id, known)| holds(context, index, id, known) == Some(true)) {
        return Some(of_figure(*same, "why.published-holds", Some(Verdict::Confirmed)));
    }
    if let Some(other) = said.iter().find(|(_, id, known)| holds(context, index, id, known).is_some()) {
        return Some(of_figure(*other, "why.published-fails", Some(Verdict::Contradicted)));
    }
    let reason = crate::findings::Phrase { key: "why.published-unknown", values: Vec::new() };
    Some(Match { verdict: None, figure: None, stale_of: None, reason })
}
