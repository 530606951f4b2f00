//! How cells look: no fills and no colour that says anything, lines above and below as in a printed table.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::stored::Shown;

/// The colour of the lines of a table's edge, and of those between rows.
const EDGE: Color = Color::RGB(0x40_40_40);
const HAIR: Color = Color::RGB(0xD0_D0_D0);
/// The colour of links: dark enough on white (contrast 8.6 to 1).
const LINK: Color = Color::RGB(0x05_4A_91);

/// The styles of a workbook.
#[derive(Clone, Debug)]
pub(super) struct Styles {
    /// What every cell starts from.
    pub(super) base: Format,
    /// A sheet's title.
    pub(super) title: Format,
    /// A line under the title, or a note.
    pub(super) line: Format,
    /// A link in a line.
    pub(super) back: Format,
    /// A heading over labels.
    pub(super) heading: Format,
    /// A heading over numbers.
    pub(super) heading_number: Format,
    /// A heading over numbers beside the button of a filter.
    pub(super) heading_beside: Format,
    /// A label of a table.
    pub(super) label: Format,
    /// Words in a cell, on as many lines as they need.
    pub(super) words: Format,
    /// Text as a source has it.
    pub(super) raw: Format,
    /// Such text that would become a formula when somebody edits it.
    pub(super) guarded: Format,
    /// What stands for no number.
    pub(super) nothing: Format,
    /// A link in a table.
    pub(super) link: Format,
}

impl Styles {
    /// The styles in this typeface.
    pub(super) fn new(font: &str) -> Self {
        let base = Format::new().set_font_name(font).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let heading = base
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_border_top(FormatBorder::Medium)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_top_color(EDGE)
            .set_border_bottom_color(EDGE);
        let row = base.clone().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIR);
        let words = row.clone().set_text_wrap().set_align(FormatAlign::Top);
        let linked = |format: &Format| {
            format.clone().set_font_color(LINK).set_underline(FormatUnderline::Single).set_hyperlink()
        };
        let raw = words.clone().set_num_format("@");
        Self {
            title: base.clone().set_bold().set_font_size(14),
            line: base.clone(),
            back: linked(&base),
            heading_beside: heading.clone().set_align(FormatAlign::Center),
            heading_number: heading.clone().set_align(FormatAlign::Right),
            heading,
            label: row.clone(),
            guarded: raw.clone().set_quote_prefix(),
            raw,
            nothing: row.clone().set_align(FormatAlign::Right),
            link: linked(&words),
            words,
            base,
        }
    }

    /// A number of a table.
    pub(super) fn number(&self, shown: Shown) -> Format {
        self.nothing.clone().set_num_format(number_format(shown))
    }

    /// A number of a list, whose rows may be several lines high.
    pub(super) fn listed_number(&self, shown: Shown) -> Format {
        self.number(shown).set_align(FormatAlign::Top).set_indent(1)
    }

    /// The same in the row of the total.
    pub(super) fn total(&self, format: &Format) -> Format {
        let edged = format.clone().set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(EDGE);
        edged.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(EDGE)
    }
}

/// `#,##0.00`.
pub(super) fn number_format(shown: Shown) -> String {
    let whole = if shown.grouped { "#,##0" } else { "0" };
    let decimals = "0".repeat(shown.decimals.min(15) as usize);
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}
