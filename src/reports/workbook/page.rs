//! How sheets are printed: A4, upright or across by their width, one page wide, the heading row on every page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Binding;
use super::plain_text::{cut, on_one_line};

/// A4, as xlsx counts paper.
const A4: u8 = 9;
/// So many digits fit an upright page without being made smaller.
const UPRIGHT_DIGITS: usize = 118;
/// So many lines are put on one page, made a little smaller if need be.
const UPRIGHT_LINES: u32 = 52;
const ACROSS_LINES: u32 = 36;
/// So many UTF-16 units of the title stand at the head of a page; a header holds 255.
const TITLE_UNITS: usize = 80;

/// Sets a sheet of this width and of so many lines up for print, with its heading row repeated. What would run a few
/// lines onto a second page is made to fit the first.
pub(super) fn set(
    sheet: &mut Worksheet,
    binding: &Binding<'_>,
    widths: &[usize],
    head: u32,
    lines: u32,
) -> Result<(), XlsxError> {
    set_margins(sheet, binding);
    let is_across = widths.iter().sum::<usize>() > UPRIGHT_DIGITS;
    if is_across {
        sheet.set_landscape();
    }
    let fit = if is_across { ACROSS_LINES } else { UPRIGHT_LINES };
    sheet.set_print_fit_to_pages(1, u16::from(lines <= fit));
    sheet.set_repeat_rows(head, head)?;
    Ok(())
}

/// Paper, margins, the head and the foot of a page.
pub(super) fn set_margins(sheet: &mut Worksheet, binding: &Binding<'_>) {
    let codes = [("page", "&P"), ("pages", "&N")];
    let foot = binding.wording.filled("book-page", &codes);
    let title = cut(&on_one_line(binding.book.title, TITLE_UNITS), TITLE_UNITS).replace('&', "&&");
    sheet.set_paper_size(A4);
    sheet.set_margins(0.6, 0.6, 0.75, 0.75, 0.35, 0.35);
    sheet.set_print_center_horizontally(true);
    sheet.set_header(format!("&L{title}&R&A"));
    sheet.set_footer(format!("&C{foot}"));
}
