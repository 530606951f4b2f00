//! The figures that come first, each as a card with its comparisons.

use super::escape::{escaped, isolated};
use super::figures::datum;
use super::frame::Section;
use super::paper::spans;
use super::words::Words;
use super::{Headline, Report};

/// The cards; nothing where there is no headline.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let cards: String = report.headlines.iter().map(|headline| card(report, headline)).collect();
    (!cards.is_empty()).then(|| Section {
        id: "headlines",
        title: Words(report.lang).text("page-title-headlines").to_owned(),
        body: format!("<ul class=\"cards\">\n{cards}</ul>\n"),
        aside: false,
    })
}

fn card(report: &Report<'_>, headline: &Headline) -> String {
    let period = match headline.period.as_str() {
        "" => String::new(),
        period => format!(" <span class=\"when\">{}</span>", isolated(period)),
    };
    let compared = |comparison: &Vec<super::Span>| format!("<li>{}</li>\n", spans(report, comparison));
    let comparisons: String = headline.comparisons.iter().map(compared).collect();
    let comparisons = if comparisons.is_empty() { comparisons } else { format!("<ul>\n{comparisons}</ul>\n") };
    let note = match headline.note.as_str() {
        "" => String::new(),
        note => format!("<p class=\"note\" data-audit=\"aside\">{}</p>\n", escaped(note)),
    };
    format!(
        "<li class=\"card\">\n<h3>{}{period}</h3>\n<p class=\"value\">{}</p>\n{comparisons}{note}</li>\n",
        isolated(&headline.label),
        datum(report, &headline.figure, &headline.display, None)
    )
}
