//! A filled template to a document: the few signs of Markdown that a notice needs.
//!
//! `# ` opens the title, and again each annex; `## ` to `##### ` are headings; an empty line ends a paragraph; a table or a
//! chart stands alone in its line. The last paragraphs that are nothing but the publisher's name or the date are the
//! signature. Everything else is text as it is.

use crate::reports::document::{Annex, Block, Document, Picture, Span, Table, plain};
use crate::words::Lang;

use super::marks::{self, Piece};

/// What a template may put into its document besides words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Material<'a> {
    /// Tables, by key.
    pub tables: &'a [Table],
    /// Charts, by stem.
    pub pictures: &'a [Picture],
}

/// Reads a filled template. `signatures`: what stands alone at the end of the body and is its signature.
pub(super) fn document(text: &str, material: Material<'_>, signatures: &[&str], lang: Lang) -> Document {
    let mut document = Document { lang, ..Document::default() };
    let mut section: Option<Annex> = None;
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim();
        let opens = line.is_empty() || heading(line).is_some() || stands_alone(line).is_some();
        if opens && !paragraph.is_empty() {
            let joined = joined(&std::mem::take(&mut paragraph));
            push(&mut document, &mut section, Block::Paragraph(spans(&joined)));
        }
        match (heading(line), stands_alone(line)) {
            _ if line.is_empty() => {}
            (Some((0, title)), _) => open(&mut document, &mut section, title),
            (Some((level, text)), _) => push(&mut document, &mut section, Block::Heading { level, text: spans(text) }),
            (None, Some(piece)) => {
                if let Some(block) = block(&piece, material) {
                    push(&mut document, &mut section, block);
                }
            }
            (None, None) => paragraph.push(line),
        }
    }
    document.annexes.extend(section);
    sign(&mut document.blocks, signatures);
    document
}

/// `## 一、…` is a heading of level 1; `# ` is 0: a title.
fn heading(line: &str) -> Option<(u8, &str)> {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line[signs..].strip_prefix(' ').filter(|_| (1..=5).contains(&signs))?;
    Some((u8::try_from(signs).ok()? - 1, text.trim()))
}

/// The table or chart that a line is nothing but.
fn stands_alone(line: &str) -> Option<Piece<'_>> {
    match marks::pieces(line)[..] {
        [Piece::Table(key)] => Some(Piece::Table(key)),
        [Piece::Chart(stem)] => Some(Piece::Chart(stem)),
        _ => None,
    }
}

fn block(piece: &Piece<'_>, material: Material<'_>) -> Option<Block> {
    match piece {
        Piece::Table(key) => material.tables.iter().find(|table| table.key == *key).cloned().map(Block::Table),
        Piece::Chart(stem) => {
            material.pictures.iter().find(|picture| picture.stem == *stem).cloned().map(Block::Picture)
        }
        _ => None,
    }
}

/// The first title is the document's, each later one opens an annex.
fn open(document: &mut Document, section: &mut Option<Annex>, title: &str) {
    let title = plain(&spans(title));
    if document.title.is_empty() && document.blocks.is_empty() && section.is_none() {
        document.title = title;
        return;
    }
    document.annexes.extend(section.replace(Annex { title, blocks: Vec::new() }));
}

fn push(document: &mut Document, section: &mut Option<Annex>, block: Block) {
    match section {
        Some(annex) => annex.blocks.push(block),
        None => document.blocks.push(block),
    }
}

/// Lines of one paragraph: between Chinese characters nothing, else a blank.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let apart = text.chars().last().is_some_and(|last| last.is_ascii())
            && line.chars().next().is_some_and(|first| first.is_ascii());
        if apart {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

pub(super) fn spans(text: &str) -> Vec<Span> {
    let span = |piece: Piece<'_>| match piece {
        Piece::Words(text) => Some(Span::Words(text.to_owned())),
        Piece::Figure(id, text) => Some(Span::Figure { id: id.to_owned(), text: text.to_owned() }),
        Piece::Table(_) | Piece::Chart(_) => None,
    };
    marks::pieces(text).into_iter().filter_map(span).collect()
}

/// Turns the last paragraphs that are a signature into one.
fn sign(blocks: &mut [Block], signatures: &[&str]) {
    for block in blocks.iter_mut().rev() {
        let Block::Paragraph(text) = block else { return };
        let own = plain(text);
        if !signatures.iter().any(|signature| !signature.is_empty() && own == *signature) {
            return;
        }
        *block = Block::Signature(std::mem::take(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Span> {
        vec![Span::Words(text.to_owned())]
    }

    #[test]
    fn titles_headings_paragraphs_tables_signature_and_annex() {
        let table = Table { key: "sales-by-city".to_owned(), ..Table::default() };
        let material = Material { tables: std::slice::from_ref(&table), pictures: &[] };
        let text = format!(
            "# 关于工作的通报\n\n第一行\n第二行{}\n\n## 一、销售\n### （一）城市\n\n某指挥部\n\n2021年8月5日\n\n# 各市\n\n{}\n\n{}\n",
            marks::figure("sales.weight@2021-07", "3吨"),
            marks::table("sales-by-city"),
            marks::table("no-such-table"),
        );
        let document = document(&text, material, &["某指挥部", "2021年8月5日"], Lang::Zh);
        let figure = Span::Figure { id: "sales.weight@2021-07".to_owned(), text: "3吨".to_owned() };
        let expected = [
            Block::Paragraph(vec![Span::Words("第一行第二行".to_owned()), figure]),
            Block::Heading { level: 1, text: words("一、销售") },
            Block::Heading { level: 2, text: words("（一）城市") },
            Block::Signature(words("某指挥部")),
            Block::Signature(words("2021年8月5日")),
        ];
        assert_eq!((document.title.as_str(), &document.blocks[..]), ("关于工作的通报", &expected[..]));
        assert_eq!(document.annexes, [Annex { title: "各市".to_owned(), blocks: vec![Block::Table(table)] }]);
    }
}
