//! Text from data to text that a cell can hold and that shows what it is.
//!
//! A cell's text never is a formula, for it is written as text; but it may hold characters that cannot be seen, that
//! turn the direction of writing, or that XML has no place for. They are written as their codes.

use super::wording::Wording;

/// What one cell holds at most, in UTF-16 units.
const CELL_UNITS: usize = 32_767;
/// Room for the words that say that the text was cut.
const MARK_UNITS: usize = 120;

/// The text for a cell: what cannot be seen as its code, cut where a cell ends, with a mark that says so.
pub(super) fn for_cell(text: &str, wording: Wording) -> String {
    let shown = seen(text);
    if units(&shown) <= CELL_UNITS {
        return shown;
    }
    let count = text.chars().count().to_string();
    cut(&shown, CELL_UNITS - MARK_UNITS) + &wording.filled("book-text-cut", &[("n", &count)])
}

/// The text on one line, of at most so many UTF-16 units.
pub(super) fn on_one_line(text: &str, most: usize) -> String {
    let line: String = seen(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    if units(&line) <= most { line } else { cut(&line, most - 1) + "…" }
}

/// Whether a person who edits the cell would turn the text into a formula.
pub(super) fn opens_a_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Length as spreadsheets count it.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The longest beginning of at most so many UTF-16 units.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}

/// Every character that is seen as itself, the others as their codes. A line break of any kind is a line feed.
pub(super) fn seen(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' => shown.push('\n'),
            '\n' | '\t' => shown.push(letter),
            _ if is_unseen(letter) => shown.push_str(&format!("[U+{:04X}]", u32::from(letter))),
            _ => shown.push(letter),
        }
    }
    shown
}

/// Control characters, marks of direction, breaks of lines that only Unicode knows, what is no character at all.
fn is_unseen(letter: char) -> bool {
    let code = u32::from(letter);
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || code & 0xfffe == 0xfffe
}
