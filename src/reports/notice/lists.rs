//! The values of a dimension with their figures, largest first: after 其中, or name by name and then 分别.

use crate::calendar::Period;
use crate::figures::{Comparison, Figure, FigureId};
use crate::words;

use super::asked::Asked;
use super::error::NoticeProblem;
use super::marks;
use super::phrases;

/// Which list a template asks for.
pub(super) struct Ranked<'a> {
    /// The figure of the whole; with a comparison, the list prints that of each value.
    pub id: &'a FigureId,
    /// The dimension.
    pub dimension: &'a str,
    /// How many values at most.
    pub top: usize,
}

/// 杭州301.64吨、宁波280吨; empty where no value has anything.
pub(super) fn ranking(asked: &Asked, list: &Ranked<'_>) -> Result<String, NoticeProblem> {
    let items = items(asked, list)?.into_iter().map(|(name, text)| word(asked, "notice-item", &name, &text));
    Ok(items.collect::<Vec<_>>().join(separator(asked)))
}

/// 其中：杭州301.64吨、宁波280吨; empty where no value has anything.
pub(super) fn among(asked: &Asked, list: &Ranked<'_>) -> Result<String, NoticeProblem> {
    let ranking = ranking(asked, list)?;
    if ranking.is_empty() {
        return Ok(ranking);
    }
    Ok(words::fill(words::text(asked.lang(), "notice-among"), &[("items", &ranking)]))
}

/// 线上、门店分别为1200万元、900万元; 线上1200万元 where it is the only one.
pub(super) fn respectively(asked: &Asked, list: &Ranked<'_>) -> Result<String, NoticeProblem> {
    let (names, texts): (Vec<String>, Vec<String>) = items(asked, list)?.into_iter().unzip();
    let key = if names.len() > 1 { "notice-respectively" } else { "notice-item" };
    let separator = separator(asked);
    if names.is_empty() {
        Ok(String::new())
    } else {
        Ok(word(asked, key, &names.join(separator), &texts.join(separator)))
    }
}

/// 分别为1200万元、900万元, or 为1200万元: for a second figure of the same values, in the same order.
pub(super) fn values(asked: &Asked, list: &Ranked<'_>) -> Result<String, NoticeProblem> {
    let texts: Vec<String> = items(asked, list)?.into_iter().map(|(_, text)| text).collect();
    let key = if texts.len() > 1 { "notice-values" } else { "notice-value" };
    if texts.is_empty() { Ok(String::new()) } else { Ok(word(asked, key, "", &texts.join(separator(asked)))) }
}

/// Names and printed values in the order of the plain indicator, without zeros and without what rows leave unstated.
fn items(asked: &Asked, list: &Ranked<'_>) -> Result<Vec<(String, String)>, NoticeProblem> {
    let Ranked { id, dimension, top } = *list;
    let ranked = asked.figures().breakdown(&id.indicator, dimension, id.period);
    if ranked.is_empty() {
        let whole = asked.figure(&FigureId::total(id.indicator.clone(), id.period))?;
        if asked.figures().has_dimension(id.ledger(), dimension) && (whole.records == 0 || is_broken_down(asked, id)) {
            return Ok(Vec::new());
        }
        let any = id.clone().with(dimension, "");
        return asked.figure(&any).map(|_| Vec::new());
    }
    let shown = ranked.into_iter().filter(|figure| figure.amount().is_some_and(|amount| amount > 0));
    shown.filter_map(|figure| named(figure, dimension)).take(top).map(|name| item(asked, id, dimension, name)).collect()
}

/// Whether the figure's period is one for which a run gives the values of dimensions: the year so far, its last month.
fn is_broken_down(asked: &Asked, id: &FigureId) -> bool {
    let year = asked.figures().year_to_date(id.ledger());
    year.is_some_and(|year| id.period == year || id.period == Period::month(year.last()))
}

/// The value's name, unless it stands for rows that state none (which have the same name in every language).
fn named<'a>(figure: &'a Figure, dimension: &str) -> Option<&'a str> {
    let name = figure.id.filter.get(dimension)?;
    (name != words::text(words::Lang::Zh, "value-unstated")).then_some(name.as_str())
}

fn item(asked: &Asked, id: &FigureId, dimension: &str, name: &str) -> Result<(String, String), NoticeProblem> {
    let id = id.clone().with(dimension, name);
    let text = match id.comparison {
        Some(Comparison::Yoy | Comparison::Mom) => phrases::growth(asked, &id)?,
        Some(Comparison::Ahead) => phrases::ahead(asked, &id)?,
        _ => phrases::plain(asked, &id)?,
    };
    Ok((marks::unmarked(name), text))
}

fn separator(asked: &Asked) -> &'static str {
    words::text(asked.lang(), "notice-separator")
}

fn word(asked: &Asked, key: &str, names: &str, values: &str) -> String {
    words::fill(words::text(asked.lang(), key), &[("names", names), ("values", values)])
}
