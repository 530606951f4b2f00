//! What stands around a chart before its picture is known: name, headline, period, unit, source.
//!
//! In: the theme of a chart and its headline, if there is something to say. Out: a [`Chart`], once the picture and its
//! description are given.

use crate::reports::charts::{Chart, Form};

use super::phrases::Phrases;
use super::scale::Scale;
use super::{Edition, Theme};

/// A chart without its picture.
pub(super) struct Captioned {
    stem: String,
    caption: String,
    headline: Option<String>,
    period: String,
    unit: String,
    source: String,
    alt: String,
    phrases: Phrases,
}

impl Edition<'_> {
    /// The surroundings of a chart of `kind`: a dimension, or a key of a title.
    pub(super) fn captioned(
        &self,
        theme: &Theme<'_>,
        kind: &str,
        scale: &Scale,
        headline: Option<String>,
    ) -> Captioned {
        let phrases = self.phrases();
        let what = self.indicator(theme.indicator);
        let join = if kind == "monthly" { "" } else { "by-" };
        Captioned {
            stem: format!("{}-{join}{kind}", theme.indicator.replace('.', "-")),
            caption: phrases.filled(&format!("chart-title-{kind}"), &[("what", &what)]),
            headline,
            period: phrases.period(theme.period),
            unit: phrases.unit(&scale.name(phrases)),
            source: phrases.source(self.publisher, theme.ledger),
            alt: String::new(),
            phrases,
        }
    }

    /// The surroundings of a chart of several ledgers, without a unit of its own.
    pub(super) fn captioned_by(
        &self,
        stem: &str,
        caption: &str,
        period: String,
        headline: Option<String>,
    ) -> Captioned {
        let phrases = self.phrases();
        Captioned {
            stem: stem.to_owned(),
            caption: caption.to_owned(),
            headline,
            period,
            unit: String::new(),
            source: phrases.filled("chart-source-many", &[("publisher", self.publisher)]),
            alt: String::new(),
            phrases,
        }
    }
}

impl Captioned {
    /// The same with what the picture shows, in words.
    pub(super) fn described(self, alt: String) -> Self {
        Self { alt, ..self }
    }

    /// The chart with its picture. Where there is no headline the name takes its place; the description tells both.
    pub(super) fn drawn(self, form: Form) -> Chart {
        let about = [("caption", self.caption.as_str()), ("period", &self.period), ("body", &self.alt)];
        let described = self.phrases.filled("chart-alt", &about);
        let alt = match &self.headline {
            Some(headline) => self.phrases.filled("chart-alt-headed", &[("title", headline), ("alt", &described)]),
            None => described,
        };
        let subtitle = match &self.headline {
            Some(_) => self.phrases.filled("chart-subtitle", &about[..2]),
            None => self.period,
        };
        Chart {
            stem: self.stem,
            title: self.headline.unwrap_or_else(|| self.caption.clone()),
            caption: self.caption,
            subtitle,
            unit: self.unit,
            note: String::new(),
            source: self.source,
            alt,
            form,
        }
    }
}
