//! What stands around the sections: head, navigation, foot, and the policy by which nothing leaves the page.
//!
//! In: sections, fonts, data. Out: the page. The policy names style and script by their hashes, so that a text which
//! slipped through every escape would still not run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::Report;
use super::escape::{escaped, isolated};
use super::words::Words;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// A part of the page that navigation leads to.
pub(super) struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What stands under the heading.
    pub body: String,
    /// Whether it claims nothing: a reader of the page is told to leave it out.
    pub aside: bool,
}

/// The whole page. `data`: script elements that hold no script.
pub(super) fn page(report: &Report<'_>, sections: &[Section], fonts: &str, data: &str) -> String {
    let style = format!("\n{STYLE}{fonts}");
    let script = format!("\n{SCRIPT}");
    let title = report.title.split('\n').collect::<Vec<_>>().concat();
    [
        format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", Words(report.lang).tag()),
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n".to_owned(),
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy(&style, &script)),
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
            .to_owned(),
        format!("<title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n", escaped(&title)),
        masthead(report),
        navigation(report, sections),
        "<main id=\"main\" tabindex=\"-1\">\n".to_owned(),
        sections.iter().map(html).collect(),
        "</main>\n".to_owned(),
        foot(report),
        data.to_owned(),
        format!("<script>{script}</script>\n</body>\n</html>\n"),
    ]
    .concat()
}

/// Nothing is fetched, sent or framed; this style and this script alone count.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; font-src data:; img-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

fn masthead(report: &Report<'_>) -> String {
    let words = Words(report.lang);
    let title: Vec<String> = report.title.split('\n').map(isolated).collect();
    let about = [report.period, report.date].into_iter().filter(|text| !text.is_empty());
    let about: Vec<String> = about.map(|text| format!("<span>{}</span>", isolated(text))).collect();
    format!(
        "<a class=\"skip\" href=\"#main\" data-audit=\"aside\">{}</a>\n<header class=\"masthead\">\n\
         <p class=\"publisher\">{}</p>\n<h1>{}</h1>\n<p class=\"about\">{}</p>\n</header>\n",
        escaped(words.text("page-skip")),
        isolated(report.publisher),
        title.join("<br>"),
        about.join(" ")
    )
}

fn navigation(report: &Report<'_>, sections: &[Section]) -> String {
    let link = |section: &Section| format!("<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped(&section.title));
    format!(
        "<nav aria-label=\"{}\" data-audit=\"aside\">\n<ul>\n{}</ul>\n</nav>\n",
        escaped(Words(report.lang).text("page-contents")),
        sections.iter().map(link).collect::<String>()
    )
}

fn html(section: &Section) -> String {
    let Section { id, title, body, aside } = section;
    let audit = if *aside { " data-audit=\"aside\"" } else { "" };
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-title\"{audit}>\n<h2 id=\"{id}-title\">{}</h2>\n{body}</section>\n",
        escaped(title)
    )
}

fn foot(report: &Report<'_>) -> String {
    let words = Words(report.lang);
    format!(
        "<footer data-audit=\"aside\">\n<p>{}</p>\n<p class=\"screen\">{}</p>\n</footer>\n",
        escaped(words.text("page-foot")),
        escaped(words.text("page-foot-offline"))
    )
}
