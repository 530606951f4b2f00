//! What a template can call. What an officer reads of it is the comment at the head of the built-in template.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use crate::calendar::Period;
use crate::figures::FigureId;

use super::asked::Asked;
use super::error::NoticeProblem;
use super::{Revision, lists, phrases, spans};

/// Adds every function of the template language.
pub(super) fn add(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    add_figures(environment, asked);
    add_questions(environment, asked);
    add_lists(environment, asked);
    add_periods(environment, asked);
    add_sections(environment, asked);
    add_material(environment, asked);
}

/// `fig`, `growth`, `ahead`: one figure in its words.
fn add_figures(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    type Phrase = fn(&Asked, &FigureId) -> Result<String, NoticeProblem>;
    let phrases: [(&'static str, Phrase); 3] =
        [("fig", phrases::plain), ("growth", phrases::growth), ("ahead", phrases::ahead)];
    for (name, phrase) in phrases {
        let asked = Arc::clone(asked);
        environment.add_function(name, move |figure: String, period: Option<String>, filter: Kwargs| {
            let id = asked.id(&figure, period.as_deref(), limits(&filter)?)?;
            phrase(&asked, &id).map_err(Error::from)
        });
    }
}

/// `has`: there is such a figure. `some`: it has a value other than zero.
fn add_questions(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    for (name, needs_value) in [("has", false), ("some", true)] {
        let asked = Arc::clone(asked);
        environment.add_function(name, move |figure: String, period: Option<String>, filter: Kwargs| {
            let filter = limits(&filter)?;
            let Ok(id) = asked.id(&figure, period.as_deref(), filter) else { return Ok(false) };
            let value = asked.figures().find(&id).map(|figure| figure.value.as_deref());
            Ok::<_, Error>(match value {
                None => false,
                Some(value) => !needs_value || value.is_some_and(|value| value != "0"),
            })
        });
    }
}

/// `ranking`, `among`, `respectively`, `values`: the values of a dimension, largest first; `top=5` keeps five.
fn add_lists(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    type List = fn(&Asked, &lists::Ranked<'_>) -> Result<String, NoticeProblem>;
    let lists: [(&'static str, List); 4] = [
        ("ranking", lists::ranking),
        ("among", lists::among),
        ("respectively", lists::respectively),
        ("values", lists::values),
    ];
    for (name, list) in lists {
        let asked = Arc::clone(asked);
        let function = move |figure: String, dimension: String, period: Option<String>, options: Kwargs| {
            let top = options.get::<Option<usize>>("top")?.unwrap_or(usize::MAX);
            options.assert_all_used()?;
            let id = asked.id(&figure, period.as_deref(), Vec::new())?;
            list(&asked, &lists::Ranked { id: &id, dimension: &dimension, top }).map_err(Error::from)
        };
        environment.add_function(name, function);
    }
}

/// `period` and `month` of a ledger as ids print them; `span` and `months` of a period as people write it.
fn add_periods(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    let figures = Arc::clone(asked);
    environment.add_function("period", move |ledger: String| {
        figures.period(&ledger, None).map(|period| period.to_string()).map_err(Error::from)
    });
    let figures = Arc::clone(asked);
    environment.add_function("month", move |ledger: String| {
        figures.period(&ledger, None).map(|period| period.last().to_string()).map_err(Error::from)
    });
    let (figures, lang) = (Arc::clone(asked), asked.lang());
    environment.add_function("span", move |period: String| read(&figures, &period).map(|p| spans::span(p, lang)));
    let figures = Arc::clone(asked);
    environment.add_function("months", move |period: String| read(&figures, &period).map(|p| spans::months(p, lang)));
}

/// `revision`: the sentence that says how a published total of an indicator is revised; empty where none is. Of several
/// it is that of the longest year to date, else of the latest month.
pub(super) fn add_revisions(environment: &mut Environment<'_>, asked: &Arc<Asked>, revisions: &[Revision]) {
    let (asked, revisions) = (Arc::clone(asked), revisions.to_vec());
    environment.add_function("revision", move |indicator: String| {
        let of_indicator = revisions.iter().filter(|revision| revision.id.indicator == indicator);
        let order = |revision: &&Revision| {
            let period = revision.id.period;
            (period == Period::year_to(period.last()), period.last(), period.len())
        };
        of_indicator.max_by_key(order).map_or_else(String::new, |revision| phrases::revision(&asked, revision))
    });
}

fn read(asked: &Asked, period: &str) -> Result<Period, Error> {
    asked.period("", Some(period)).map_err(Error::from)
}

/// `section`: the ordinal of the next section (一、 二、), so that a section that is left out leaves no gap.
fn add_sections(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    let (count, lang) = (AtomicUsize::new(0), asked.lang());
    environment.add_function("section", move || spans::ordinal(count.fetch_add(1, Ordering::Relaxed) + 1, lang));
}

/// `table` and `chart`: the place of one; `has_table` and `has_chart`: whether there is one; `tables`: all of them.
fn add_material(environment: &mut Environment<'_>, asked: &Arc<Asked>) {
    let own = Arc::clone(asked);
    environment.add_function("table", move |key: String| own.table(&key).map_err(Error::from));
    let own = Arc::clone(asked);
    environment.add_function("chart", move |stem: String| own.chart(&stem).map_err(Error::from));
    let own = Arc::clone(asked);
    environment.add_function("has_table", move |key: String| own.has_table(&key));
    let own = Arc::clone(asked);
    environment.add_function("has_chart", move |stem: String| own.has_chart(&stem));
    let own = Arc::clone(asked);
    environment.add_function("tables", move || {
        let named = |(key, title): &(String, String)| BTreeMap::from([("key", key.clone()), ("title", title.clone())]);
        Value::from(own.tables().iter().map(named).collect::<Vec<_>>())
    });
}

/// Keyword arguments as dimension values: `city="杭州"`.
fn limits(filter: &Kwargs) -> Result<Vec<(String, String)>, Error> {
    filter.args().map(|key| Ok((key.to_owned(), filter.get::<String>(key)?))).collect()
}
