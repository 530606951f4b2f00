//! The notice: a template whose every number is a figure, asked for by its id. Knows figures, and no record.
//!
//! In: the figures of a run, its tables and charts, the job's name and date, perhaps an officer's own template. Out: a
//! document, and which figures it prints how. A template can call nothing but the functions of `functions`; each of them looks figures
//! up and puts them in the words that official papers use, and none of them computes.

mod asked;
mod error;
mod functions;
mod lists;
mod marks;
mod names;
mod phrases;
mod reading;
pub(super) mod spans;

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};

use crate::figures::{Comparison, FigureId, Figures};
use crate::words::Lang;

use super::document::{Document, plain};
use asked::Asked;
pub(super) use asked::nearest;

pub use asked::UsedFigure;
pub use error::{NoticeError, NoticeProblem};
pub use reading::Material;

const DEFAULT_ZH: &str = include_str!("default.md");
const DEFAULT_EN: &str = include_str!("default.en.md");

/// What a notice says besides its figures.
#[derive(Clone, Debug, Default)]
pub struct NoticeSettings {
    /// The team that publishes it.
    pub job: String,
    /// The date that it bears, as the job gives it; none leaves it out.
    pub date: Option<String>,
    /// Published totals that are otherwise now.
    pub revisions: Vec<Revision>,
    /// The language of the built-in template and of the words around figures.
    pub lang: Lang,
}

/// A total that was published as something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which figure; without comparison or filter.
    pub id: FigureId,
    /// As it was published.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// A notice, ready to be rendered.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it says, for every format.
    pub document: Document,
    /// The figures that the template asked for, in its order, with the words in which they are printed.
    pub used: Vec<UsedFigure>,
}

/// The built-in template of a language.
#[must_use]
pub const fn built_in_template(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => DEFAULT_ZH,
        Lang::En => DEFAULT_EN,
    }
}

/// A growth or a lead over the calendar in the words of a notice; nothing where there is no such figure, or it has no value.
#[must_use]
pub fn comparison(figures: &Figures, id: &FigureId) -> Option<String> {
    figures.find(id)?.value.as_ref()?;
    let one = Asked::new(figures.only(id), Material::default(), figures.lang());
    let phrase = if id.comparison == Some(Comparison::Ahead) { phrases::ahead } else { phrases::growth };
    let marked = phrase(&one, id).ok()?;
    Some(plain(&reading::spans(&marked)))
}

/// A date as a notice prints it.
#[must_use]
pub fn date(date: &str, lang: Lang) -> String {
    spans::date(date, lang)
}

/// Fills in a template; none stands for the built-in one.
///
/// # Errors
/// [`NoticeError`] where the template is malformed, or asks for something that there is not; with its line.
pub fn render(
    template: Option<&str>,
    figures: &Figures,
    material: Material<'_>,
    settings: &NoticeSettings,
) -> Result<Notice, NoticeError> {
    let source = template.unwrap_or(built_in_template(settings.lang)).trim_start_matches('\u{feff}');
    let asked = Arc::new(Asked::new(figures.clone(), material, settings.lang));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let told = |error: minijinja::Error| NoticeError::new(&error, source);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(told)?);
    functions::add(&mut environment, &asked);
    functions::add_revisions(&mut environment, &asked, &settings.revisions);
    let job = marks::unmarked(&settings.job);
    let date = settings.date.as_deref().map(|date| spans::date(date, settings.lang)).unwrap_or_default();
    environment.add_global("job", job.as_str());
    environment.add_global("date", date.as_str());
    names::check(&environment, source)?;
    let text = environment.render_str(source, ()).map_err(told)?;
    drop(environment);
    let document = reading::document(&text, material, &[&job, &date], settings.lang);
    Ok(Notice { document, used: asked.take_used() })
}
#[cfg(test)]
mod tests;
