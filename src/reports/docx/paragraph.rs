//! Paragraphs and runs: styles by their ids, indents, the text between. Knows no document.

use super::marks::Marks;
use super::xml::{clean, element, on, text, val};
use crate::reports::document::Span;
use crate::words::Lang;

/// A paragraph that may still be given a section's end.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub style: &'static str,
    /// Whether it stays on the page of the next one.
    pub keep_next: bool,
    /// Whether a line is left free above.
    pub spaced: Option<u32>,
    /// Tab stops: kind and place in twips.
    pub tabs: Vec<(&'static str, u32)>,
    /// Indents in twips, and in hundredths of a character.
    pub indent: Indent,
    /// How lines are set, where it differs from the style.
    pub align: Option<&'static str>,
    /// The properties of the section that it ends.
    pub section: Option<String>,
    /// Its runs.
    pub runs: String,
}

/// Indents; those that are none are left to the style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Indent {
    pub left: Option<i32>,
    pub right: Option<i32>,
    pub right_characters: Option<i32>,
    pub hanging: Option<i32>,
}

impl Indent {
    fn xml(&self) -> String {
        let given = [
            ("w:left", self.left),
            ("w:rightChars", self.right_characters),
            ("w:right", self.right),
            ("w:hanging", self.hanging),
        ];
        let given: Vec<(&str, String)> =
            given.into_iter().filter_map(|(name, value)| Some((name, value?.to_string()))).collect();
        let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if given.is_empty() { String::new() } else { element("w:ind", &given, "") }
    }
}

impl Paragraph {
    pub fn new(style: &'static str, runs: String) -> Self {
        Self { style, runs, ..Self::default() }
    }

    pub fn xml(&self) -> String {
        let mut properties = String::new();
        if !self.style.is_empty() {
            properties += &val("w:pStyle", self.style);
        }
        if self.keep_next {
            properties += &on("w:keepNext");
        }
        let stops: String = self
            .tabs
            .iter()
            .map(|(kind, place)| element("w:tab", &[("w:val", kind), ("w:pos", &place.to_string())], ""))
            .collect();
        if !stops.is_empty() {
            properties += &element("w:tabs", &[], &stops);
        }
        if let Some(line) = self.spaced {
            properties += &element("w:spacing", &[("w:beforeLines", "100"), ("w:before", &line.to_string())], "");
        }
        properties += &self.indent.xml();
        if let Some(align) = self.align {
            properties += &val("w:jc", align);
        }
        properties.extend(self.section.as_deref());
        let properties = if properties.is_empty() { properties } else { element("w:pPr", &[], &properties) };
        element("w:p", &[], &[properties.as_str(), &self.runs].concat())
    }
}

/// How runs look where they differ from their paragraph's style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub lang: Lang,
    pub bold: bool,
    /// The size, in half points.
    pub size: Option<u32>,
}

impl Manner {
    pub fn plain(lang: Lang) -> Self {
        Self { lang, bold: false, size: None }
    }

    fn xml(self) -> String {
        let mut properties = String::new();
        if self.lang == Lang::Zh {
            // Marks that both scripts have, such as quotation marks and dashes, are set as Chinese.
            properties += &element("w:rFonts", &[("w:hint", "eastAsia")], "");
        }
        if self.bold {
            properties += &on("w:b");
        }
        if let Some(size) = self.size {
            properties += &[val("w:sz", size), val("w:szCs", size)].concat();
        }
        if properties.is_empty() { properties } else { element("w:rPr", &[], &properties) }
    }
}

/// A run of words; nothing where there are none.
pub(super) fn run(words: &str, manner: Manner) -> String {
    let words = clean(words);
    if words.is_empty() {
        return String::new();
    }
    let mut content = manner.xml();
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            content += &on("w:br");
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                content += &on("w:tab");
            }
            if !piece.is_empty() {
                content += &element("w:t", &[("xml:space", "preserve")], &text(piece));
            }
        }
    }
    element("w:r", &[], &content)
}

/// A figure as printed, with its id.
pub(super) fn figure(id: &str, printed: &str, manner: Manner, marks: &mut Marks) -> String {
    marks.figure(id, &run(&super::xml::one_line(printed), manner))
}

/// The runs of some spans.
pub(super) fn runs(spans: &[Span], manner: Manner, marks: &mut Marks) -> String {
    let one = |span: &Span| match span {
        Span::Words(words) => run(words, manner),
        Span::Figure { id, text } => figure(id, text, manner, marks),
    };
    spans.iter().map(one).collect()
}

/// A field that Word keeps up to date, with what it shows until then.
pub(super) fn field(instruction: &str, shown: &str, manner: Manner) -> String {
    element("w:fldSimple", &[("w:instr", &format!(" {instruction} "))], &run(shown, manner))
}
