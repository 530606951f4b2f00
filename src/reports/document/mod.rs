//! The document between figures and formats: what a paper says, in order, before anybody decides how it looks.
//!
//! In: the text of a notice with its figures, tables and pictures. Out: a [`Document`], a plain value; each format
//! (Word, the page, Markdown) is a renderer of it. It must not know any of them, nor where a figure came from. Every
//! number that is a figure carries the figure's id, so that an edited copy can be audited number by number.

mod table;

pub use table::{Cell, Column, Number, NumberForm, Row, RowRole, Table};

use crate::words::Lang;

/// A paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title; a line feed starts a new line.
    pub title: String,
    /// The language in which it is written.
    pub lang: Lang,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What is attached, each on pages of its own.
    pub annexes: Vec<Annex>,
}

/// Something attached: 附件1, with its own title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annex {
    /// Its title, without its number.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A piece of a paper that stands by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; the ordinal (一、（一）1.（1）) is part of its text.
    Heading {
        /// 1 to 4: 一、 is 1.
        level: u8,
        /// Its text.
        text: Vec<Span>,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A line of the signature (落款): who publishes, or the date.
    Signature(Vec<Span>),
    /// A table.
    Table(Table),
    /// A chart.
    Picture(Picture),
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Words(String),
    /// A figure as the paper prints it: 301.64吨, or 同比下降8.92% whole.
    Figure {
        /// The figure's id.
        id: String,
        /// What is printed.
        text: String,
    },
}

/// A chart as a paper shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name of its files, without extension: `charts/{stem}.svg` and `.png`.
    pub stem: String,
    /// The short name that stands behind 图1.
    pub caption: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The picture as SVG.
    pub svg: String,
    /// The picture as PNG.
    pub png: Vec<u8>,
    /// Its size in print, in hundredths of a millimetre: width, height.
    pub size_hundredth_mm: (u32, u32),
}

impl Span {
    /// The text as printed.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Figure { text, .. } => text,
        }
    }
}

/// The text of some spans, one after the other.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(Span::text).collect()
}
