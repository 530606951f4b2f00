//! Text to HTML and to JSON within a page: nothing of it is a tag, nothing of it ends a script, nothing of it commands.
//!
//! In: any text. Out: the same text, as it may stand in a page. Marks that turn the direction of writing stay what they
//! are, for a name may need them; `isolated` keeps them to the name itself.

use std::fmt::Write;

use serde::Serialize;

use crate::words::markup;

/// A character as a page may hold it: what HTML forbids, or what only steers a terminal, becomes a sign that is seen.
fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' => char::REPLACEMENT_CHARACTER,
        c if u32::from(c) & 0xfffe == 0xfffe => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// `text` as content or as the value of a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    markup::escaped(text.chars().map(shown))
}

/// An id as the value of a quoted attribute, character by character what it is, for whoever reads it there looks it up. Only
/// U+0000 has no way into HTML.
pub(super) fn id(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '\0' => html.push(char::REPLACEMENT_CHARACTER),
            '&' | '<' | '>' | '"' | '\'' | '\u{1}'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(html, "&#{};", u32::from(c));
            }
            other => html.push(other),
        }
    }
    html
}

/// `text` as content of its own direction, so that no mark in it reaches what stands around it.
pub(super) fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// A value as the content of a script element of JSON.
#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
pub(super) fn json(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value).expect("plain values");
    let mut safe = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_text_is_a_tag() {
        assert_eq!(
            escaped("<b a='1' c=\"2\">&\0\u{1b}\u{9b}\r\n"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;␀␛\u{fffd} \n"
        );
        assert_eq!(isolated("店\u{202e}x"), "<bdi>店\u{202e}x</bdi>");
    }

    #[test]
    fn an_id_stays_what_it_is() {
        assert_eq!(id("a[b=\"\u{1b}<\u{202e}\r]@1\0"), "a[b=&#34;&#27;&#60;\u{202e}&#13;]@1\u{fffd}");
    }

    #[test]
    fn nothing_of_a_text_ends_a_script() {
        assert_eq!(json(&"</script><!--&\u{2028}"), r#""\u003c/script\u003e\u003c!--\u0026\u2028""#);
    }

    const OUT_OF_PLACE: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];

    proptest! {
        #[test]
        fn json_says_the_same_after_it_was_made_safe(text in any::<String>()) {
            let safe = json(&text);
            prop_assert!(!safe.contains(OUT_OF_PLACE), "{}", safe);
            prop_assert_eq!(serde_json::from_str::<String>(&safe).expect("JSON"), text);
        }
    }
}
