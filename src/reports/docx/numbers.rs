//! What the numbers of a column take when they stand point under point, in whatever font they are shown. Knows no XML.
//!
//! Widths are in hundredths of half a character, which is what a digit takes in Chinese fonts and in Times New Roman. A
//! word processor that lacks the style's font takes another one, whose digits may be wider: a column has room for those
//! too, or the last digit of a number would stand in a line of its own.

use crate::reports::document::{Cell, Table};

/// What every character takes in fonts of one width.
const EVEN: u32 = 100;
/// What a digit takes in the fonts that are usually there: Arial and Liberation Sans 112, Noto Sans and WenQuanYi 115.
const DIGIT: u32 = 116;
/// What a point, a comma or a minus sign takes in those.
const MARK: u32 = 70;
/// Longer ones are no numbers that anybody reads.
const LONGEST: usize = 30;

/// One column of numbers, as far as they must stand under each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Digits and signs before the point, at most.
    pub whole: u32,
    /// Digits behind it, at most.
    pub decimals: u32,
    /// What the widest part before the point takes.
    before: u32,
    /// What the widest part from the point on takes.
    behind: u32,
}

impl Numbers {
    /// The numbers of a column.
    pub fn of(table: &Table, at: usize) -> Self {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let shown = cells.filter_map(|cell| if let Cell::Number(number) = cell { Some(&*number.shown) } else { None });
        shown.filter_map(split).fold(Self::default(), |most, (whole, decimals)| Self {
            whole: most.whole.max(count(whole)),
            decimals: most.decimals.max(count(decimals)),
            before: most.before.max(room(whole)),
            behind: most.behind.max(behind(decimals)),
        })
    }

    /// What they take, one under the other.
    pub const fn room(&self) -> u32 {
        self.before + self.behind
    }
}

/// What stands before the point of a number and what behind it; nothing where it is none, or too long to stand on one line.
pub(super) fn split(shown: &str) -> Option<(&str, &str)> {
    let is_number =
        shown.len() <= LONGEST && shown.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ','));
    is_number.then(|| shown.split_once('.').unwrap_or((shown, "")))
}

/// How many characters a part of a number has.
pub(super) fn count(part: &str) -> u32 {
    u32::try_from(part.len()).unwrap_or(u32::MAX)
}

/// What a part of a number takes in the font that is widest for it.
fn room(part: &str) -> u32 {
    let marks: u32 = part.chars().map(|c| u32::from(matches!(c, '-' | ',' | '.'))).sum();
    (count(part) * EVEN).max((count(part) - marks) * DIGIT + marks * MARK)
}

/// What the decimals take with their point.
fn behind(decimals: &str) -> u32 {
    if decimals.is_empty() { 0 } else { (EVEN + count(decimals) * EVEN).max(MARK + room(decimals)) }
}
