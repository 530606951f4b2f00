//! Below the text: every relation, and a note on every numeral, by the number that paper shows beside it.

use super::escape::escaped;
use super::paper::class;
use super::sections::Audited;
use crate::audit::answers::marks::Entry;
use crate::audit::answers::phrases::{holds, kind, reckoning};
use crate::audit::verdict::Relation;
use crate::words;

/// All relations, in the order of the text.
pub(super) fn relations(audited: &Audited<'_>) -> String {
    let items: String = audited.audit.relations.iter().map(|relation| item(audited, relation)).collect();
    if items.is_empty() {
        return items;
    }
    let title = audited.section.text("check-page-relations");
    format!("<section class=\"notes\">\n<h2>{title}</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

fn item(audited: &Audited<'_>, relation: &Relation) -> String {
    let lang = audited.section.lang;
    let class = if relation.holds { "yes" } else { "no" };
    let told = reckoning(lang, relation, &audited.operands(relation));
    let reason = words::phrase_text(lang, &relation.reason);
    format!(
        "<li>{} <b class=\"{class}\">{} {}</b> <span>{}</span><br>{}<br>{}</li>\n",
        audited.link(relation.claim_at, &relation.claim),
        kind(lang, relation),
        holds(lang, relation),
        audited.line_of(relation.claim_at),
        escaped(&told),
        escaped(&reason)
    )
}

/// A note on every numeral.
pub(super) fn numerals(audited: &Audited<'_>) -> String {
    let notes: String = audited.entries.iter().enumerate().map(|(at, entry)| note(audited, at, entry)).collect();
    if notes.is_empty() {
        return notes;
    }
    let title = audited.section.text("check-page-notes");
    format!("<section class=\"notes\">\n<h2>{title}</h2>\n<ol>\n{notes}</ol>\n</section>\n")
}

fn note(audited: &Audited<'_>, at: usize, entry: &Entry<'_>) -> String {
    format!(
        "<li id=\"t{}-{}\">{} <b class=\"{}\">{}</b> <span>{}</span> {}</li>\n",
        audited.section.number,
        at + 1,
        audited.link(entry.at(), entry.text()),
        class(entry.mark()),
        audited.section.text(entry.mark().word()),
        audited.line_of(entry.at()),
        escaped(&audited.reason(entry))
    )
}
