//! Characters of a stranger's text as they may be shown: what would command a terminal, or turn a line round, becomes a sign.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// A character as it may be shown on one line.
#[must_use]
pub fn character(c: char) -> char {
    match c {
        '\n' | '\t' | '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

/// A text as it may be shown on one line.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| character(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(character).collect())
}

/// How many columns of a terminal a character takes.
#[must_use]
pub fn width(c: char) -> usize {
    character(c).width().unwrap_or(0)
}

/// How many columns of a terminal a text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_a_terminal_that_commands_it() {
        assert_eq!(line("\u{1b}[2J1\u{7f}\u{9b}\u{202e}万\r\n\t"), "␛[2J1␡\u{fffd}\u{fffd}万   ");
        assert_eq!(line("8371万元，29.46%"), "8371万元，29.46%");
        assert_eq!(columns("8371万元"), 8);
    }
}
