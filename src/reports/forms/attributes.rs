//! The attributes of one tag as they stand in the text, so that one can be changed and the others stay untouched.

use std::ops::Range;

/// An attribute: its place with the white space before it, its name, and where its value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) whole: Range<usize>,
    pub(super) name: &'a str,
    pub(super) value: Range<usize>,
}

/// The attributes of a start tag, `<` and `>` included.
pub(super) fn attributes(tag: &str) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let mut at = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    while let Some(attribute) = next(tag, at) {
        at = attribute.whole.end;
        found.push(attribute);
    }
    found
}

fn next(tag: &str, from: usize) -> Option<Attribute<'_>> {
    let skip = |at: usize| at + tag[at..].len() - tag[at..].trim_start().len();
    let start = skip(from);
    let equals = start + tag[start..].find('=')?;
    let name = tag[start..equals].trim_end();
    let open = skip(equals + 1);
    let quote = tag[open..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let close = open + 1 + tag[open + 1..].find(quote)?;
    (!name.is_empty()).then_some(Attribute { whole: from..close + 1, name, value: open + 1..close })
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn value(tag: &str, name: &str) -> Option<String> {
    let local = |full: &str| full.rsplit(':').next() == Some(name);
    let found = attributes(tag).into_iter().find(|attribute| local(attribute.name))?;
    let raw = &tag[found.value];
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// The tag without these attributes.
pub(super) fn without(tag: &str, names: &[&str]) -> String {
    let mut kept = String::with_capacity(tag.len());
    let mut from = 0;
    for attribute in attributes(tag).into_iter().filter(|attribute| names.contains(&attribute.name)) {
        kept.push_str(&tag[from..attribute.whole.start]);
        from = attribute.whole.end;
    }
    kept + &tag[from..]
}

/// The tag with this attribute, in place of one of the same name or behind the tag's name.
pub(super) fn with(tag: &str, name: &str, value: &str) -> String {
    let found = attributes(tag).into_iter().find(|attribute| attribute.name == name);
    if let Some(attribute) = found {
        return format!("{}{value}{}", &tag[..attribute.value.start], &tag[attribute.value.end..]);
    }
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
    format!("{} {name}=\"{value}\"{}", &tag[..end], &tag[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attribute_changes_and_the_others_stay() {
        let tag = "<x:c r = 'B2'\n s=\"3\" t=\"str\" x:note='a>b=\"c\"'/>";
        assert_eq!(value(tag, "r").as_deref(), Some("B2"));
        assert_eq!(value(tag, "note").as_deref(), Some("a>b=\"c\""));
        assert_eq!(without(tag, &["t", "s"]), "<x:c r = 'B2' x:note='a>b=\"c\"'/>");
        assert_eq!(with("<calcPr calcId=\"1\"/>", "calcId", "2"), "<calcPr calcId=\"2\"/>");
        assert_eq!(with("<calcPr/>", "full", "1"), "<calcPr full=\"1\"/>");
        assert_eq!((value("<row>", "r"), without("<row>", &["r"])), (None, "<row>".to_owned()));
    }
}
