//! The figures that come first: each ledger's money and what it counts, with their comparisons in words.

use crate::figures::{Comparison, FigureId};
use crate::kinds::{Formula, Indicator, Kind};

use super::super::document::Span;
use super::super::notice;
use super::super::page::Headline;
use super::Edition;
use super::naming::Naming;

/// So many figures of a ledger come first.
const OF_A_LEDGER: usize = 2;

/// The headlines of a run, in the order of its ledgers; those that are zero are left out.
#[must_use]
pub fn headlines(edition: &Edition<'_>) -> Vec<Headline> {
    let of_kind = |kind: &std::sync::Arc<Kind>| {
        let summed =
            kind.indicators.iter().filter(|indicator| matches!(indicator.formula, Formula::Sum(_) | Formula::Count));
        summed.filter_map(|indicator| headline(edition, kind, indicator)).take(OF_A_LEDGER).collect::<Vec<_>>()
    };
    edition.kinds.iter().flat_map(of_kind).collect()
}

fn headline(edition: &Edition<'_>, kind: &Kind, indicator: &Indicator) -> Option<Headline> {
    let naming = Naming { lang: edition.lang };
    let period = edition.figures.year_to_date(&kind.name)?;
    let id = FigureId::total(indicator.id.clone(), period);
    let figure = edition.figures.find(&id).filter(|figure| figure.amount().is_some_and(|amount| amount != 0))?;
    let compared = [Comparison::Yoy, Comparison::Ahead].into_iter().filter_map(|comparison| {
        let id = id.clone().compared(comparison);
        let text = notice::comparison(edition.figures, &id)?;
        Some(vec![Span::Figure { id: id.to_string(), text }])
    });
    Some(Headline {
        label: naming.indicator(indicator),
        period: naming.period(period),
        figure: id.to_string(),
        display: figure.display.clone(),
        comparisons: compared.collect(),
        note: figure.note_text(edition.lang).unwrap_or_default(),
    })
}
