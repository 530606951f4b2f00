//! The notice: headings, paragraphs, signature, with each figure marked.

use super::super::document::{Block, Document, Span};
use super::Report;
use super::escape::{escaped, isolated};
use super::figures::datum;
use super::frame::Section;
use super::pictures::Pictures;
use super::tables;
use super::words::Words;

/// The notice; nothing where it has no text.
pub(super) fn section(report: &Report<'_>, pictures: &Pictures) -> Option<Section> {
    let Document { title, blocks, .. } = report.document;
    if blocks.is_empty() {
        return None;
    }
    // The page's own heading says it already, as a rule.
    let heading = if title.is_empty() || title == report.title {
        String::new()
    } else {
        let lines: Vec<String> = title.split('\n').map(isolated).collect();
        format!("<h3 class=\"heading\">{}</h3>\n", lines.join("<br>"))
    };
    // No level is left out between the section's heading and the first of the text.
    let above = if heading.is_empty() { 2 } else { 3 };
    let mut drawn = report.pictures.len();
    let text: String = blocks.iter().map(|block| html(report, block, above, pictures, &mut drawn)).collect();
    Some(Section {
        id: "notice",
        title: Words(report.lang).text("page-title-notice").to_owned(),
        body: format!("<article class=\"paper\">\n{heading}{text}</article>\n"),
        aside: false,
    })
}

/// A block; `above` is the level of the heading that its own come under, `drawn` counts the pictures before it.
fn html(report: &Report<'_>, block: &Block, above: u8, pictures: &Pictures, drawn: &mut usize) -> String {
    match block {
        Block::Heading { level, text } => {
            let tag = format!("h{}", level.saturating_add(above).clamp(above + 1, 6));
            format!("<{tag}>{}</{tag}>\n", spans(report, text))
        }
        Block::Paragraph(text) => format!("<p>{}</p>\n", spans(report, text)),
        Block::Signature(text) => format!("<p class=\"signature\">{}</p>\n", spans(report, text)),
        Block::Table(table) => tables::in_text(report, table),
        Block::Picture(_) => {
            *drawn += 1;
            pictures.figure(report, *drawn - 1)
        }
    }
}

/// Words and figures, one after the other.
pub(super) fn spans(report: &Report<'_>, spans: &[Span]) -> String {
    let one = |span: &Span| match span {
        Span::Words(text) => escaped(text),
        Span::Figure { id, text } => datum(report, id, text, None),
    };
    spans.iter().map(one).collect()
}
