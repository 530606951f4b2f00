//! A style's page in the units of the format: twips (1/20 point), and the grid of lines and characters.

use super::style::{Page, Style};

/// Which way the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    /// Upright.
    Upright,
    /// On its side: for wide tables.
    Sideways,
}

/// The page in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    page: Page,
    /// The size of the body's type, by which the grid counts.
    half_points: u32,
    /// The height of a page number's line in twips.
    number_line: u32,
}

/// The margins of a page in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margins {
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
}

/// Hundredths of a millimetre as twips.
pub(super) fn twips(hundredth_mm: u32) -> u32 {
    (hundredth_mm * 1440 + 1270) / 2540
}

impl Grid {
    pub fn new(style: &Style) -> Self {
        // A fifth more than its type.
        let number_line = style.page_number.half_points * 12;
        Self { page: style.page, half_points: style.body.half_points, number_line }
    }

    /// Width and height of the paper as it lies.
    pub fn paper(&self, lie: Lie) -> (u32, u32) {
        let (width, height) = (twips(self.page.width), twips(self.page.height));
        if lie == Lie::Upright { (width, height) } else { (height, width) }
    }

    /// The margins. A page on its side has its head where an upright one is bound, so that both are bound alike.
    pub fn margins(&self, lie: Lie) -> Margins {
        let page = self.page;
        let (top, left) = (twips(page.top), twips(page.binding));
        let right = twips(page.width - page.binding - page.text_width);
        let bottom = twips(page.height - page.top - page.text_height);
        match lie {
            Lie::Upright => Margins { top, right, bottom, left },
            Lie::Sideways => Margins { top: left, right: top, bottom: right, left: bottom },
        }
    }

    /// Width and height of the text area.
    pub fn area(&self, lie: Lie) -> (u32, u32) {
        let ((width, height), margins) = (self.paper(lie), self.margins(lie));
        (width - margins.left - margins.right, height - margins.top - margins.bottom)
    }

    /// The height of a line: so many of them fill the page.
    pub fn line(&self) -> u32 {
        self.area(Lie::Upright).1 / self.page.lines
    }

    /// What a character takes beyond the size of its type, in 1/4096 point, as the format counts it for the grid.
    pub fn character_space(&self) -> i64 {
        let (width, count) = (i64::from(self.area(Lie::Upright).0), i64::from(self.page.characters));
        (width * 4096).div_euclid(20 * count) - i64::from(self.half_points) * 2048
    }

    /// The same in whole twips, as runs have it: one less than would fill the line, since word processors round.
    pub fn spacing(&self) -> i64 {
        i64::from(self.area(Lie::Upright).0 / self.page.characters) - 1 - i64::from(self.half_points) * 10
    }

    /// The width of some characters, in hundredths of one.
    pub fn characters(&self, hundredths: i32) -> i32 {
        let (width, count) = (i64::from(self.area(Lie::Upright).0), i64::from(self.page.characters));
        i32::try_from(width * i64::from(hundredths) / (100 * count)).unwrap_or_default()
    }

    /// Characters by which a paragraph's first line is indented.
    pub fn first_line(&self) -> u32 {
        self.page.first_line
    }

    /// The height of a page number's line.
    pub fn number_line(&self) -> u32 {
        self.number_line
    }

    /// From the lower edge of the paper up to the page number's line: the dashes in its middle stand as far below the text
    /// area as the style says.
    pub fn footer(&self) -> u32 {
        let bottom = self.margins(Lie::Upright).bottom;
        bottom.saturating_sub(twips(self.page.number_below) + self.number_line / 2)
    }
}
