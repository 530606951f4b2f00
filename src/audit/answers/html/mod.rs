//! Replies as one page that stands alone: the text with its numerals marked, what is contradicted on top, a note on every
//! numeral below. No script, nothing that is fetched; the same on paper.

mod escape;
mod notes;
mod paper;
mod sections;

use super::{Outcome, Reply, Tally};
use crate::words::{self, Lang};

use escape::escaped;
use sections::Section;

const STYLE: &str = include_str!("page.css");

/// The page of all replies.
#[must_use]
pub fn page(replies: &[Reply<'_>], lang: Lang) -> String {
    let title = match replies {
        [only] => words::fill(words::text(lang, "check-page-title"), &[("notice", only.notice)]),
        several => {
            let count = several.len().to_string();
            words::fill(words::text(lang, "check-page-several"), &[("count", &count)])
        }
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        if lang == Lang::Zh { "zh-CN" } else { "en" },
        escaped(&title)
    );
    if replies.len() > 1 {
        page += &contents(replies, &title, lang);
    }
    for (at, reply) in replies.iter().enumerate() {
        page += &Section { number: at + 1, reply, lang }.html();
    }
    page + "</main>\n</body>\n</html>\n"
}

/// The list of notices, each with how it fared.
fn contents(replies: &[Reply<'_>], title: &str, lang: Lang) -> String {
    let items = replies.iter().enumerate().map(|(at, reply)| {
        let (class, counts) = match reply.outcome {
            Outcome::Unread(_) => ("bad", words::text(lang, "check-unread").to_owned()),
            Outcome::Audited(_, audit) => {
                let tally = Tally::of(audit);
                let class = if tally.is_contradicted() { "bad" } else { "good" };
                (class, super::text::counts(lang, &tally))
            }
        };
        let name = escaped(reply.notice);
        format!("<li><a href=\"#n{}\">{name}</a> <span class=\"{class}\">{}</span></li>\n", at + 1, escaped(&counts))
    });
    format!("<nav class=\"contents\">\n<h1>{}</h1>\n<ol>\n{}</ol>\n</nav>\n", escaped(title), items.collect::<String>())
}
