//! A document as Markdown: `notice.md`, the text of the notice for those who go on working with it as text.
//!
//! In: a [`Document`]. Out: text. Charts stand as links to their files; what is attached stands in the Word file, and here
//! only by its title, since a wide table is no text.

use crate::reports::document::{Block, Document, plain};
use crate::words::{self, Lang};

/// The bytes of `notice.md`.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let title = if document.title.is_empty() { String::new() } else { format!("# {}", document.title) };
    let mut parts = vec![title];
    parts.extend(document.blocks.iter().filter_map(|block| block_text(block, document.lang)));
    if !document.annexes.is_empty() {
        parts.push(attached(document));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn block_text(block: &Block, lang: Lang) -> Option<String> {
    match block {
        Block::Heading { level, text } => Some(format!("{} {}", "#".repeat(usize::from(*level) + 1), plain(text))),
        Block::Paragraph(text) | Block::Signature(text) => Some(plain(text)),
        Block::Picture(picture) => Some(format!("![{}](charts/{}.svg)", bracketed(&picture.caption), picture.stem)),
        // A table of the body is one that a template asks for beside its text.
        Block::Table(table) => Some(words::fill(words::text(lang, "markdown-table"), &[("title", &table.title)])),
    }
}

/// What would end a link's text early.
fn bracketed(text: &str) -> String {
    text.replace(['[', ']'], "")
}

/// The titles of what is attached.
fn attached(document: &Document) -> String {
    let titles = document.annexes.iter().enumerate();
    let lines = titles.map(|(at, annex)| {
        words::fill(
            words::text(document.lang, "markdown-annex"),
            &[("n", &(at + 1).to_string()), ("title", &annex.title)],
        )
    });
    let opening = words::text(document.lang, "markdown-annexes").to_owned();
    std::iter::once(opening).chain(lines).collect::<Vec<_>>().join("\n\n")
}
