//! Text to HTML: nothing of it is a tag. Which characters a page may show at all is its own business, and decided before.

/// Characters as content or as the value of a quoted attribute.
#[must_use]
pub fn escaped(shown: impl Iterator<Item = char>) -> String {
    let mut html = String::with_capacity(shown.size_hint().1.unwrap_or(0));
    for c in shown {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_a_tag() {
        assert_eq!(escaped("<b a='1' c=\"2\">&店".chars()), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;店");
    }
}
