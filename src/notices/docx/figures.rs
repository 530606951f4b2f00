//! Which figure the tag of a content control names, or the name of a bookmark.
//!
//! In: tags and names, and the parts of XML beside the document. Out: ids, as they stand. A tag is `fig=` and an id, or
//! `fig#` and a number; a name is `_fig`, a number, and more behind a second line. For the number a part whose root is
//! `figures` in the namespace `urn:market-aid:figures:1` has a `figure` with the same `n` and the id as its `id`. In tags
//! and in the part, `%`, a hexadecimal number and `;` stand for the character of that number. Anything else names no
//! figure, and no such part ever keeps a paper from being read.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};

use super::package::{Package, attribute};

/// The namespace of the part that holds ids.
const NAMESPACE: &str = "urn:market-aid:figures:1";
/// The longest id that is taken, in bytes.
const ID_BYTES: usize = 1 << 16;

/// Ids by their numbers.
#[derive(Debug, Default)]
pub(super) struct Figures {
    by_number: BTreeMap<u32, Arc<str>>,
}

impl Figures {
    /// Reads those of `parts` that hold ids.
    pub fn read(package: &mut Package<'_>, parts: &[String]) -> Self {
        let mut figures = Self::default();
        for part in parts {
            if let Ok(Some(xml)) = package.part(part) {
                figures.take(&xml);
            }
        }
        figures
    }

    /// Takes the ids of a part, as far as it can be read. The first of a number stands.
    fn take(&mut self, xml: &str) {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut depth = 0_usize;
        loop {
            match reader.read_resolved_event() {
                Ok((namespace, Event::Start(start))) => {
                    depth += 1;
                    let is_ours = namespace == ResolveResult::Bound(Namespace(NAMESPACE));
                    let name = start.local_name();
                    match depth {
                        1 if !is_ours || name.as_ref() != "figures" => return,
                        2 if is_ours && name.as_ref() == "figure" => {
                            let number = attribute(&start, "n").and_then(|number| number.parse().ok());
                            let id = attribute(&start, "id").and_then(|id| decoded(&id));
                            if let (Some(number), Some(id)) = (number, id) {
                                self.by_number.entry(number).or_insert(id);
                            }
                        }
                        _ => {}
                    }
                }
                Ok((_, Event::End(_))) => depth = depth.saturating_sub(1),
                Ok((_, Event::Eof | Event::DocType(_))) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// The figure that a tag names.
    pub fn of_tag(&self, tag: &str) -> Option<Arc<str>> {
        if let Some(id) = tag.strip_prefix("fig=") {
            return decoded(id);
        }
        self.of_number(tag.strip_prefix("fig#")?)
    }

    /// The figure that a bookmark of this name holds.
    pub fn of_bookmark(&self, name: &str) -> Option<Arc<str>> {
        let (number, _) = name.strip_prefix("_fig")?.split_once('_')?;
        self.of_number(number)
    }

    fn of_number(&self, number: &str) -> Option<Arc<str>> {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        self.by_number.get(&number.parse().ok().filter(|_| is_number)?).cloned()
    }
}

/// An id with its characters in place of their numbers; nothing where a number is none, or the id empty or too long.
fn decoded(id: &str) -> Option<Arc<str>> {
    if id.is_empty() || id.len() > ID_BYTES {
        return None;
    }
    let mut pieces = id.split('%');
    let mut decoded = pieces.next()?.to_owned();
    for piece in pieces {
        let (number, behind) = piece.split_once(';')?;
        decoded.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?);
        decoded.push_str(behind);
    }
    Some(Arc::from(decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_figure_or_none() {
        let mut figures = Figures::default();
        figures.take(
            "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"a%25;b&amp;\"/><figure n=\"1\" id=\"c\"/>\
             <figure n=\"x\" id=\"d\"/><other n=\"3\" id=\"e\"/><figure n=\"4\"/><figure n=\"5\" id=\"%\"/>\
             <figure n=\"6\" id=\"f\"><figure n=\"7\" id=\"g\"/></figure>",
        );
        let cases = [
            ("fig=sales.weight[city=杭州]@2021-07", Some("sales.weight[city=杭州]@2021-07")),
            ("fig=a%20;b%1;", Some("a b\u{1}")),
            ("fig#1", Some("a%b&")),
            ("fig#6", Some("f")),
            ("fig#7", None),
            ("fig#+1", None),
            ("fig#3", None),
            ("fig#4", None),
            ("fig#5", None),
            ("fig#99999999999999999999", None),
            ("fig#", None),
            ("fig=", None),
            ("fig=%", None),
            ("fig=%d800;", None),
            ("fig=%20", None),
            ("Fig=a", None),
            ("", None),
        ];
        for (tag, id) in cases {
            assert_eq!(figures.of_tag(tag).as_deref(), id, "{tag}");
        }
        for (name, id) in
            [("_fig6_1", Some("f")), ("_fig6", None), ("_fig_6", None), ("_fig9_1", None), ("fig6_1", None)]
        {
            assert_eq!(figures.of_bookmark(name).as_deref(), id, "{name}");
        }
    }

    #[test]
    fn a_part_of_something_else_or_a_damaged_one_says_nothing() {
        for xml in [
            "",
            "<figures><figure n=\"1\" id=\"a\"/></figures>",
            "<f:list xmlns:f=\"urn:market-aid:figures:1\"><f:figure n=\"1\" id=\"a\"/></f:list>",
            "<!DOCTYPE a [<!ENTITY b \"9\">]><figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"a\"/></figures>",
            "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"a",
        ] {
            let mut figures = Figures::default();
            figures.take(xml);
            assert_eq!(figures.of_tag("fig#1"), None, "{xml}");
        }
    }
}
