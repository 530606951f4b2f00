//! The notice: a template whose every number is a figure, asked for by its id. Knows figures, and no record.
//!
//! In: the figures of a run, the job's name and date, perhaps an officer's own template. Out: `notice.md` as text, and
//! which figures it prints how. A template can call nothing but the functions of `functions`; each of them looks figures
//! up and puts them in the words that official papers use, and none of them computes.

mod asked;
mod error;
mod functions;
mod lists;
mod phrases;
pub(super) mod spans;

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};

use crate::figures::Figures;
use crate::words::Lang;

use asked::Asked;

pub use asked::UsedFigure;
pub use error::{NoticeError, NoticeProblem};

const DEFAULT_ZH: &str = include_str!("default.md");
const DEFAULT_EN: &str = include_str!("default.en.md");

/// What a notice says besides its figures.
#[derive(Clone, Debug, Default)]
pub struct NoticeSettings {
    /// The team that publishes it.
    pub job: String,
    /// The date that it bears, as the job gives it; none leaves it out.
    pub date: Option<String>,
    /// The language of the built-in template and of the words around figures.
    pub lang: Lang,
}

/// A notice, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The text, as Markdown.
    pub text: String,
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

/// Fills in a template; none stands for the built-in one.
///
/// # Errors
/// [`NoticeError`] where the template is malformed, or asks for something that there is not; with its line.
pub fn render(template: Option<&str>, figures: &Figures, settings: &NoticeSettings) -> Result<Notice, NoticeError> {
    let source = template.unwrap_or(built_in_template(settings.lang));
    let asked = Arc::new(Asked::new(figures.clone(), settings.lang));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(|e| NoticeError::from(&e))?,
    );
    functions::add(&mut environment, &asked);
    environment.add_global("job", settings.job.as_str());
    let date = settings.date.as_deref().map(|date| spans::date(date, settings.lang));
    environment.add_global("date", date.unwrap_or_default());
    let text =
        environment.render_str(source.trim_start_matches('\u{feff}'), ()).map_err(|error| NoticeError::from(&error))?;
    drop(environment);
    Ok(Notice { text: tidy(&text), used: asked.take_used() })
}

/// Without blanks at line ends, with one empty line at most between lines, and one line end at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut was_empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && was_empty) {
            tidied.push_str(line);
            tidied.push('\n');
        }
        was_empty = line.is_empty();
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

#[cfg(test)]
mod tests;
