//! Which figure each number is: content controls, their tags, and the part that holds the ids too long for a tag.
//!
//! The convention stands in the documentation of the room's entrance.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::xml::{element, on, val};

/// How the tag of a figure begins whose id it holds.
const WHOLE: &str = "fig=";
/// How the tag of a figure begins whose id stands in the custom part.
const NUMBERED: &str = "fig#";
/// So many UTF-16 units a tag may have in Word.
const TAG_UNITS: usize = 64;
/// The namespace of the custom part.
const NAMESPACE: &str = "urn:market-aid:figures:1";

/// The figures that were marked so far.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// How many controls there are.
    controls: u32,
    /// Ids too long for a tag, with their numbers.
    numbers: BTreeMap<String, usize>,
}

impl Marks {
    /// A run of text as the figure `id`.
    pub fn figure(&mut self, id: &str, run: &str) -> String {
        if id.is_empty() || run.is_empty() {
            return run.to_owned();
        }
        self.controls += 1;
        let properties = [val("w:tag", self.tag(id)), val("w:id", self.controls), on("w:text")].concat();
        let control = [element("w:sdtPr", &[], &properties), element("w:sdtContent", &[], run)].concat();
        element("w:sdt", &[], &control)
    }

    fn tag(&mut self, id: &str) -> String {
        let id = encoded(id);
        let whole = format!("{WHOLE}{id}");
        if whole.encode_utf16().count() <= TAG_UNITS {
            return whole;
        }
        let next = self.numbers.len() + 1;
        format!("{NUMBERED}{}", self.numbers.entry(id).or_insert(next))
    }

    /// The custom part: each long id by its number; nothing where there is none.
    pub fn part(&self) -> Option<String> {
        let mut by_number: Vec<(&String, &usize)> = self.numbers.iter().collect();
        by_number.sort_by_key(|(_, number)| **number);
        let figure = |(id, number): (&String, &usize)| element("figure", &[("n", &number.to_string()), ("id", id)], "");
        let figures: String = by_number.into_iter().map(figure).collect();
        (!figures.is_empty()).then(|| element("figures", &[("xmlns", NAMESPACE)], &figures))
    }
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
    fn a_short_id_stands_in_its_tag_and_a_long_one_in_the_part_once() {
        let mut marks = Marks::default();
        let (short, long) = ("f".repeat(60), "名".repeat(61));
        assert_eq!(marks.tag(&short), format!("fig={short}"));
        assert_eq!(marks.tag(&format!("{short}g")), "fig#1");
        assert_eq!(marks.tag(&long), "fig#2");
        assert_eq!(marks.tag(&format!("{short}g")), "fig#1");
        let part = marks.part().expect("a part");
        assert_eq!(
            part,
            format!(
                "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"{short}g\"/><figure n=\"2\" id=\"{long}\"/></figures>"
            )
        );
        assert_eq!(Marks::default().part(), None);
    }

    #[test]
    fn a_tag_counts_the_units_that_word_counts() {
        let astral = "\u{20000}".repeat(30);
        assert_eq!(Marks::default().tag(&astral), format!("fig={astral}"));
        assert_eq!(Marks::default().tag(&format!("{astral}a")), "fig#1");
    }

    #[test]
    fn what_xml_would_lose_is_encoded() {
        assert_eq!(encoded("a b  c\t\u{1}%\u{202e}\u{ffff} "), "a b %20;c%9;%1;%25;%202e;%ffff;%20;");
        assert_eq!(encoded("sales.weight[city=杭州]@2021-07"), "sales.weight[city=杭州]@2021-07");
    }
}
