//! A document as Markdown: `notice.md`, the text of the notice for those who go on working with it as text.
//!
//! In: a [`Document`]. Out: text. Charts stand as links to their files; what is attached stands in the Word file, and here
//! only by its title, since a wide table is no text. A table of nothing but texts is quoted row by row.

use crate::reports::document::{Annex, Block, Cell, Document, Row, Table, plain};
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
    let lines = lines.zip(&document.annexes).flat_map(|(line, annex)| [Some(line), quoted(annex, document.lang)]);
    std::iter::once(opening).chain(lines.flatten()).collect::<Vec<_>>().join("\n\n")
}

/// The tables of texts in what is attached, a row a quotation: they tell what others wrote, and claim nothing.
fn quoted(annex: &Annex, lang: Lang) -> Option<String> {
    let tables =
        annex.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let of_texts = tables.filter(|table| table.holds_texts_alone());
    let rows = of_texts.flat_map(|table| table.rows.iter().map(|row| quoted_row(table, row, lang)));
    let rows: Vec<String> = rows.collect();
    (!rows.is_empty()).then(|| rows.join("\n>\n"))
}

/// A row on one line: its first cell, then each other one behind its heading.
fn quoted_row(table: &Table, row: &Row, lang: Lang) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Label(text) => text.split_whitespace().collect::<Vec<_>>().join(" ").replace('<', "\\<"),
        Cell::Number(_) | Cell::Nothing { .. } => String::new(),
    };
    let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| (column, text(cell)));
    let named = cells.enumerate().filter(|(_, (_, text))| !text.is_empty()).map(|(at, (column, text))| match at {
        0 => text,
        _ => words::fill(words::text(lang, "markdown-cell"), &[("heading", &column.heading), ("text", &text)]),
    });
    format!("> {}", named.collect::<Vec<_>>().join(words::text(lang, "markdown-cells")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::document::{Column, RowRole, Span};

    /// Texts are quoted, whatever is in them; numbers stand in the Word file alone.
    #[test]
    fn a_table_of_texts_is_quoted_row_by_row() {
        let column = |heading: &str| Column { heading: heading.into(), unit: None, form: None };
        let row =
            |texts: [&str; 3]| Row { role: RowRole::Body, cells: texts.map(|text| Cell::Label(text.into())).into() };
        let table = Table {
            columns: ["事项", "原文", "理由"].map(column).into(),
            rows: vec![row(["更正：七月.csv 2", "1200", "多写\n# 一个零 <b>"]), row(["剔除：七月.csv 9", "", "重复"])],
            ..Table::default()
        };
        let annex = |table: Table| Annex { title: "更正与认可事项".into(), blocks: vec![Block::Table(table)] };
        let blocks = vec![Block::Paragraph(vec![Span::Words("正文".into())])];
        let mut document = Document { title: "通报".into(), lang: Lang::Zh, blocks, annexes: vec![annex(table)] };
        let text = markdown(&document);
        let expected = "附件1：更正与认可事项\n\n> 更正：七月.csv 2；原文：1200；理由：多写 # 一个零 \\<b>\n>\n> 剔除：七月.csv 9；理由：重复\n";
        assert!(text.ends_with(expected), "{text}");
        let numbers = Column { form: Some(crate::reports::document::NumberForm::Amount), ..column("销售量") };
        document.annexes = vec![annex(Table { columns: vec![numbers], ..Table::default() })];
        assert!(markdown(&document).ends_with("附件1：更正与认可事项\n"));
    }
}
