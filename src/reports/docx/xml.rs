//! XML as text: elements, attributes, and characters that XML can hold. Knows no document.
//!
//! What comes from data passes through [`clean`] and is escaped; nothing else does.

use std::borrow::Cow;

/// How every part opens.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A whole part.
pub(super) fn part(root: &str) -> Vec<u8> {
    [DECLARATION, root].concat().into_bytes()
}

/// An element; `content` is XML.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], content: &str) -> String {
    let mut xml = String::with_capacity(content.len() + 2 * name.len() + 16);
    xml.extend(["<", name]);
    for (attribute, value) in attributes {
        xml.extend([" ", attribute, "=\"", &escaped(&one_line(value)), "\""]);
    }
    if content.is_empty() {
        xml.push_str("/>");
    } else {
        xml.extend([">", content, "</", name, ">"]);
    }
    xml
}

/// An element that is nothing but a value: `<w:jc w:val="both"/>`.
pub(super) fn val(name: &str, value: impl std::fmt::Display) -> String {
    element(name, &[("w:val", &value.to_string())], "")
}

/// An element that is a switch, on.
pub(super) fn on(name: &str) -> String {
    element(name, &[], "")
}

/// Characters between tags.
pub(super) fn text(text: &str) -> String {
    escaped(&clean(text)).into_owned()
}

/// A text on one line, for attributes and properties.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// A text without what XML cannot hold or a reader would not see: control characters but for tab and line feed, the two
/// code points that are none, and marks that turn the direction of what follows, by which a name could rearrange the
/// numbers beside it. Other line ends become line feeds.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unfit(c) || is_line_end(c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().filter(|c| !is_unfit(*c)).map(|c| if is_line_end(c) { '\n' } else { c }).collect())
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_unfit(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let controls = c.is_control() && !matches!(c, '\n' | '\t') && !is_line_end(c);
    turns || controls || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}
