//! Word: a document as .docx, in the layout of GB/T 9704 or of a style that the job brings.
//!
//! In: a [`Document`] and a [`Style`]. Out: bytes, the same each time. It must not know figures, templates or files: it
//! sets what the document says and adds what a layout adds (numbers of tables and pictures, the list of annexes, page
//! numbers).
//!
//! # Which figure a number is
//! A number that is a figure stands in a content control (`w:sdt` around a run, in paragraphs and table cells alike), so
//! that a copy which somebody has edited can still be audited number by number. The control's tag says which figure:
//! - `fig=` and the id, where both take at most 64 UTF-16 units, which is what Word allows;
//! - `fig#` and the id's number otherwise.
//!
//! Within the control the same run stands in a bookmark `_fig{n}_{k}`: n is the id's number, k makes the name unique.
//! Word keeps both; typing over a number takes its bookmark and leaves the control; LibreOffice before 7.5 drops tags
//! and keeps bookmarks. The numbers are resolved by the custom part (linked from the document as `customXml`) whose root is
//! `figures` in the namespace `urn:market-aid:figures:1`: it has a `figure` with the number as its `n` and the id as its
//! `id`.
//!
//! In tags and in the part, `%`, the hexadecimal number of a character and `;` stand for `%` itself, for a control or
//! direction character, and for white space other than a single space within. What stands in the control is the
//! figure as printed and nothing else.
//!
//! A table that holds texts alone stands in a content control with the tag `aside`: what it quotes is no claim of the paper.

mod body;
mod grid;
mod marks;
mod numbers;
mod package;
mod paragraph;
mod picture;
mod section;
mod settings;
mod signature;
pub mod style;
mod styles;
mod table;
mod widths;
mod xml;

pub use style::{Style, StyleError};

use crate::reports::document::Document;
use grid::Grid;
use package::{Part, archive};
use xml::element;

/// The namespaces of every part of the document.
const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

/// Where the ids stand that are too long for a tag.
const FIGURES_PART: &str = "customXml/item1.xml";

/// Writes a document for Word.
#[must_use]
pub fn docx(document: &Document, style: &Style) -> Vec<u8> {
    archive(&parts(document, style))
}

fn parts(document: &Document, style: &Style) -> Vec<Part> {
    let (grid, lang) = (Grid::new(style), document.lang);
    let body = body::body(document, style);
    let figures = body.marks.part();
    let mut parts = vec![
        Part::links("_rels/.rels", &package_links()),
        Part::word("document", "document.main", &element("w:document", &NAMESPACES, &body.xml)),
        Part::links("word/_rels/document.xml.rels", &document_links(body.pictures.len(), figures.is_some())),
        Part::word("styles", "styles", &styles::styles(style, &grid, lang)),
        Part::word("settings", "settings", &settings::settings()),
        Part::word("fontTable", "fontTable", &styles::fonts(style)),
    ];
    for (id, pages, lie) in section::FOOTERS {
        parts.push(Part::word(id, "footer", &section::footer(pages, lie, style, &grid, lang)));
    }
    if let Some(figures) = figures {
        parts.push(Part::xml(FIGURES_PART, "", &figures));
        parts.push(Part::links("customXml/_rels/item1.xml.rels", &[link("item", "customXmlProps", "itemProps1.xml")]));
        parts.push(Part::xml(
            "customXml/itemProps1.xml",
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            &settings::figures_properties(),
        ));
    }
    for (number, picture) in (1..).zip(&body.pictures) {
        parts.push(Part::png(format!("word/{}", picture::target(number)), &picture.png));
    }
    parts.push(Part::xml(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        &settings::core(document),
    ));
    parts
}

fn link<'a>(id: &str, kind: &'a str, target: &str) -> (String, &'a str, String) {
    (id.to_owned(), kind, target.to_owned())
}

fn package_links() -> [(String, &'static str, String); 2] {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    [link("document", "officeDocument", "word/document.xml"), link("core", core, "docProps/core.xml")]
}

fn document_links(pictures: usize, has_figures: bool) -> Vec<(String, &'static str, String)> {
    let mut links = vec![
        link("styles", "styles", "styles.xml"),
        link("settings", "settings", "settings.xml"),
        link("fonts", "fontTable", "fontTable.xml"),
    ];
    links.extend(section::FOOTERS.iter().map(|(id, _, _)| link(id, "footer", &format!("{id}.xml"))));
    if has_figures {
        links.push(link("figures", "customXml", "../customXml/item1.xml"));
    }
    links.extend((1..=pictures).map(|number| link(&picture::link(number), "image", &picture::target(number))));
    links
}

#[cfg(test)]
mod tests;
