//! What a run says on its own: which published totals today's data revise. Needs no record.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exact::Rounding;
use crate::figures::{FigureId, Figures, Printing};
use crate::kinds::Kind;

use super::super::publish::{Chain, PublishedFigure};

/// A published total that is otherwise today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// Which figure.
    pub id: FigureId,
    /// The file of the publication that gave it last.
    pub file: String,
    /// The day on which that was published.
    pub date: String,
    /// As it was published.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// The totals (no comparison, no filter) whose last published value is not today's, in the order of their ids.
#[must_use]
pub fn revised(chain: &Chain, today: &Figures, kinds: &[Arc<Kind>], rounding: Rounding) -> Vec<Revised> {
    let shown = |figure: &PublishedFigure, id: &FigureId| {
        let all = kinds.iter().flat_map(|kind| kind.indicators.iter().map(move |indicator| (kind, indicator)));
        let mut own = all
            .filter(|(_, indicator)| indicator.id == id.indicator)
            .map(|(kind, indicator)| figure.shown(&Printing { kind, indicator, rounding, lang: today.lang() }));
        own.next_back().unwrap_or_else(|| figure.display.clone())
    };
    let mut latest: BTreeMap<&str, (&PublishedFigure, usize)> = BTreeMap::new();
    for (at, published) in chain.publications.iter().enumerate() {
        let totals = published.publication.figures.iter().filter(|figure| !figure.id.contains('['));
        latest.extend(totals.map(|figure| (figure.id.as_str(), (figure, at))));
    }
    let revision = |(id, (figure, at)): (&str, (&PublishedFigure, usize))| {
        let now = PublishedFigure::from(today.get(id)?);
        let id: FigureId = id.parse().ok()?;
        let is_revised = id.comparison.is_none() && !now.says_the_same(figure);
        let published = &chain.publications[at];
        is_revised.then(|| Revised {
            before: shown(figure, &id),
            id,
            file: published.file.clone(),
            date: published.publication.date.clone(),
            after: now.display,
        })
    };
    latest.into_iter().filter_map(revision).collect()
}
