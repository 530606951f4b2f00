//! How much the page of the sheet holds. Knows lengths of the sheet's style, and no text.
//!
//! Heights are in twips. A line of text has the height of the style's grid; a row of a table is a little higher.

use super::fitting::WHOLE;

/// So many figures are shown at most.
pub(super) const FIGURES: usize = 22;
/// The room of a line of text: 46 characters, of which one is kept free.
pub(super) const LINE: usize = 45 * WHOLE;
/// The room of each column of figures: together 50 characters of the 51 that a line of a table has in its smaller type.
pub(super) const COLUMNS: [usize; 4] = [13 * WHOLE, 11 * WHOLE, 14 * WHOLE, 12 * WHOLE];

/// The text area of the page, of which two lines are kept free: word processors disagree about a few points.
const PAGE: usize = 14_853 - 2 * TEXT_LINE;
const TEXT_LINE: usize = 265;
const TABLE_ROW: usize = 322;
const TITLE: usize = 3 * TEXT_LINE;
/// The heading row of the blanks and the blanks.
const BLANKS: usize = TABLE_ROW + 1_340;
/// The paragraphs behind the two tables.
const SEAMS: usize = 2 * 20;
/// The headings of the parts, and the line under the title.
const SINGLE_LINES: usize = 5;

/// What is left of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    lines: usize,
}

impl Room {
    /// What is left beside so many figures and so many lines of text.
    pub fn of_page(figures: usize, lines: usize) -> Self {
        let table = (figures + 1) * TABLE_ROW;
        let taken = TITLE + table + BLANKS + SEAMS + (SINGLE_LINES + lines) * TEXT_LINE;
        Self { lines: PAGE.saturating_sub(taken) / TEXT_LINE }
    }

    /// Divides what is left between two lists that would take so many lines: each has half of it, and what the other one
    /// leaves.
    pub fn shared(self, first: usize, second: usize) -> [usize; 2] {
        let half = self.lines / 2;
        let first = first.min(self.lines - second.min(half));
        [first, second.min(self.lines - first)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_has_half_and_what_the_other_one_leaves() {
        let room = Room { lines: 11 };
        assert_eq!(room.shared(3, 4), [3, 4]);
        assert_eq!(room.shared(99, 99), [6, 5]);
        assert_eq!(room.shared(99, 2), [9, 2]);
        assert_eq!(room.shared(1, 99), [1, 10]);
    }

    /// With as many figures as there may be, and every line under them, each list has a line and the one that counts the rest.
    #[test]
    fn a_full_page_still_has_room_for_both_lists() {
        let [findings, decided] = Room::of_page(FIGURES, 2 + 3).shared(99, 99);
        assert!(findings >= 2 && decided >= 2, "{findings} {decided}");
    }
}
