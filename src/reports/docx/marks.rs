//! Which figure each number is: content controls and their tags, bookmarks, and the part that holds the ids.
//!
//! The convention stands in the documentation of the room's entrance.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::xml::{element, val};

/// How the tag of a figure begins whose id it holds.
const WHOLE: &str = "fig=";
/// How the tag of a figure begins whose id stands in the custom part.
const NUMBERED: &str = "fig#";
/// The tag of what claims nothing.
const ASIDE: &str = "aside";
/// How the bookmark of a figure begins; word processors do not list names that begin with a line.
const BOOKMARK: &str = "_fig";
/// So many UTF-16 units a tag may have in Word.
const TAG_UNITS: usize = 64;
/// The namespace of the custom part.
const NAMESPACE: &str = "urn:market-aid:figures:1";

/// The figures that were marked so far.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// How often figures were printed.
    printed: u32,
    /// Each id with its number, from 1 in the order in which they came.
    numbers: BTreeMap<String, usize>,
}

impl Marks {
    /// A run of text as the figure `id`.
    pub fn figure(&mut self, id: &str, run: &str) -> String {
        if id.is_empty() || run.is_empty() {
            return run.to_owned();
        }
        self.printed += 1;
        let (number, at) = (self.number(id), self.printed.to_string());
        // Of no kind, which is rich text: LibreOffice sets what a control of plain text holds without its size.
        let properties = [val("w:tag", tag(id, number)), val("w:id", &at)].concat();
        let name = format!("{BOOKMARK}{number}_{at}");
        let content = [
            element("w:bookmarkStart", &[("w:id", &at), ("w:name", &name)], "").as_str(),
            run,
            &element("w:bookmarkEnd", &[("w:id", &at)], ""),
        ]
        .concat();
        let control = [element("w:sdtPr", &[], &properties), element("w:sdtContent", &[], &content)].concat();
        element("w:sdt", &[], &control)
    }

    /// A table that claims nothing, in a content control that says so.
    pub fn aside(&mut self, table: &str) -> String {
        self.printed += 1;
        let properties = [val("w:tag", ASIDE), val("w:id", self.printed)].concat();
        let control = [element("w:sdtPr", &[], &properties), element("w:sdtContent", &[], table)].concat();
        element("w:sdt", &[], &control)
    }

    fn number(&mut self, id: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(encoded(id)).or_insert(next)
    }

    /// The custom part: each id by its number; nothing where there is none.
    pub fn part(&self) -> Option<String> {
        let mut by_number: Vec<(&String, &usize)> = self.numbers.iter().collect();
        by_number.sort_by_key(|(_, number)| **number);
        let figure = |(id, number): (&String, &usize)| element("figure", &[("n", &number.to_string()), ("id", id)], "");
        let figures: String = by_number.into_iter().map(figure).collect();
        (!figures.is_empty()).then(|| element("figures", &[("xmlns", NAMESPACE)], &figures))
    }
}

/// The tag of a figure: its id, or its number where the id is too long.
fn tag(id: &str, number: usize) -> String {
    let whole = format!("{WHOLE}{}", encoded(id));
    if whole.encode_utf16().count() <= TAG_UNITS { whole } else { format!("{NUMBERED}{number}") }
}

/// An id in characters that every reader of XML leaves as they are: `%` and the hexadecimal number of a character and
/// `;` stand for a control character, for white space other than a single space within, and for `%` itself.
fn encoded(id: &str) -> String {
    let mut encoded = String::with_capacity(id.len());
    let mut after_space = true;
    let mut rest = id.chars().peekable();
    while let Some(c) = rest.next() {
        let plain = c == ' ' && !after_space && rest.peek().is_some();
        if plain || !is_unsafe(c) {
            encoded.push(c);
        } else {
            let _ = write!(encoded, "%{:x};", u32::from(c));
        }
        after_space = c == ' ';
    }
    encoded
}

fn is_unsafe(c: char) -> bool {
    let mut bytes = [0; 4];
    c == '%' || c.is_whitespace() || super::xml::clean(c.encode_utf8(&mut bytes)).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_stands_in_its_tag_and_every_id_in_the_part_once() {
        let mut marks = Marks::default();
        let (short, long) = ("f".repeat(60), "名".repeat(61));
        assert_eq!(tag(&short, 1), format!("fig={short}"));
        assert_eq!(tag(&format!("{short}g"), 1), "fig#1");
        assert_eq!([marks.number(&long), marks.number("b"), marks.number(&long)], [1, 2, 1]);
        let part = format!(
            "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"{long}\"/><figure n=\"2\" id=\"b\"/></figures>"
        );
        assert_eq!(marks.part(), Some(part));
        assert_eq!(Marks::default().part(), None);
    }

    #[test]
    fn a_tag_counts_the_units_that_word_counts() {
        let astral = "\u{20000}".repeat(30);
        assert_eq!(tag(&astral, 1), format!("fig={astral}"));
        assert_eq!(tag(&format!("{astral}a"), 1), "fig#1");
    }

    #[test]
    fn a_figure_stands_in_a_control_and_in_a_bookmark() {
        let mut marks = Marks::default();
        marks.figure("b", "<w:r/>");
        assert_eq!(
            marks.figure("b", "<w:r/>"),
            "<w:sdt><w:sdtPr><w:tag w:val=\"fig=b\"/><w:id w:val=\"2\"/></w:sdtPr><w:sdtContent>\
             <w:bookmarkStart w:id=\"2\" w:name=\"_fig1_2\"/><w:r/><w:bookmarkEnd w:id=\"2\"/></w:sdtContent></w:sdt>"
        );
        assert_eq!((marks.figure("", "<w:r/>").as_str(), marks.figure("b", "").as_str()), ("<w:r/>", ""));
    }

    #[test]
    fn what_xml_would_lose_is_encoded() {
        assert_eq!(encoded("a b  c\t\u{1}%\u{202e}\u{ffff} "), "a b %20;c%9;%1;%25;%202e;%ffff;%20;");
        assert_eq!(encoded("sales.weight[city=杭州]@2021-07"), "sales.weight[city=杭州]@2021-07");
    }
}
