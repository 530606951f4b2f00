//! Text as the page of answers shows it: nothing of it is a tag, and nothing of it turns a line round.

use crate::words::{markup, shown};

/// `text` as content or as the value of a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    markup::escaped(text.chars().map(shown::character))
}
