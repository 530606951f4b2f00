//! A text from the data as the cell of a workbook may hold it: any file may bring any character.

use crate::words::shown;

/// Excel's own bound, in UTF-16 units, is 32,767.
const UNITS: usize = 32_000;
/// Where a text goes on that is cut short.
const GOES_ON: char = '…';

/// The text without what commands a reader: controls become their signs, marks that turn a line round become U+FFFD.
/// Line feeds and tabs stay.
pub(super) fn cell_text(text: &str) -> String {
    shortened(&text.chars().map(character).collect::<String>(), UNITS)
}

/// The same on one line, of so many characters at most.
pub(super) fn line_text(text: &str, characters: usize) -> String {
    let spaced = |c: char| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { character(c) };
    let line: String = text.chars().take(characters + 1).map(spaced).collect();
    if line.chars().count() <= characters { line } else { line.chars().take(characters).chain([GOES_ON]).collect() }
}

fn character(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => '\u{240d}',
        // No XML may hold these, not even escaped.
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        other => shown::character(other),
    }
}

fn shortened(text: &str, units: usize) -> String {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > units {
            return format!("{}{GOES_ON}", &text[..at]);
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_the_reader() {
        assert_eq!(cell_text("\u{1b}[2J\u{7f}\u{202e}=1+1\n\t\u{20bb7}"), "␛[2J␡\u{fffd}=1+1\n\t\u{20bb7}");
        assert_eq!(line_text("甲\r\n乙丙", 4), "甲  乙…");
        assert_eq!(line_text("甲乙", 2), "甲乙");
    }

    #[test]
    fn a_text_is_no_longer_than_a_cell_holds() {
        let long = cell_text(&"\u{20bb7}".repeat(40_000));
        assert!(long.encode_utf16().count() <= 32_001 && long.ends_with(GOES_ON));
    }
}
