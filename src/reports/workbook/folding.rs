//! How wide text is, and long lines to several that fit a width. Widths are in digits: a Chinese character is two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide the widest line of a text is.
pub(super) fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The text in lines of at most so many digits, broken behind a stop or a space where there is one.
pub(super) fn folded(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while UnicodeWidthStr::width(rest) > most {
            let at = break_at(rest, most);
            lines.push(rest[..at].trim_end().to_owned());
            rest = rest[at..].trim_start();
        }
        if !rest.is_empty() {
            lines.push(rest.to_owned());
        }
    }
    lines
}

/// The byte behind which a line is broken: the last stop or space that fits, if it leaves no line half empty.
fn break_at(line: &str, most: usize) -> usize {
    let (mut used, mut end, mut good) = (0, 0, None);
    for (at, letter) in line.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > most && end > 0 {
            break;
        }
        end = at + letter.len_utf8();
        let is_stop = letter == ' ' || (!letter.is_alphanumeric() && letter.width() == Some(2) && !opens(letter));
        if is_stop && used * 2 > most {
            good = Some(end);
        }
    }
    good.unwrap_or(end)
}

/// Whether a mark belongs to what follows it: opening brackets, by their place in Unicode.
const fn opens(letter: char) -> bool {
    matches!(letter, '\u{201c}' | '\u{2018}' | '\u{ff08}' | '\u{300a}' | '\u{3010}')
}
