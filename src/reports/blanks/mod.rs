//! Blank forms: for each ledger a workbook that an officer fills in and a run reads back without being told how.
//!
//! In: a ledger's declaration, the names that registries know. Out: a workbook as bytes. Headings are the ledger's own
//! words with their units; `columns` says which there are, `checks` what a cell takes, `guide` writes the pages that are
//! not data, and say so in their first cell. It must not know how a table is read.

mod checks;
mod columns;
mod guide;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use crate::kinds::Kind;
use crate::words::{self, Lang};

use columns::{Holds, Input, inputs};

/// So many rows of a blank form are checked.
const ROWS: u32 = 5_000;

/// Known names by registry: `city`, `store`, `product`, `category`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The names, in the order in which lists offer them.
    pub names: BTreeMap<String, Vec<String>>,
}

/// The file's name of a ledger's blank form.
#[must_use]
pub fn file_name(kind: &Kind, lang: Lang) -> String {
    format!("{}.xlsx", title(kind, lang).replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_"))
}

/// A ledger's blank form.
///
/// # Errors
/// [`XlsxError`] where a workbook cannot be put together.
pub fn blank(kind: &Kind, lists: &Lists, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let page = Page { kind, lang, inputs: inputs(kind, lists, lang), sheet: sheet_name(kind, lang) };
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title(kind, lang)).set_creation_datetime(&day));
    data_sheet(book.add_worksheet(), &page)?;
    guide::add(book.add_worksheet(), &page)?;
    guide::add_names(book.add_worksheet(), &page)?;
    book.save_to_buffer()
}

/// What all sheets of a blank form share.
struct Page<'a> {
    kind: &'a Kind,
    lang: Lang,
    inputs: Vec<Input>,
    sheet: String,
}

impl Page<'_> {
    fn text(&self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }

    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// Characters in this form's font.
    fn format(&self, size: u8) -> Format {
        Format::new().set_font_name(self.text("blank-font")).set_font_size(size)
    }

    /// A heading; what is needed is dark, which shows in grey too.
    fn heading(&self, is_needed: bool) -> Format {
        let format = self
            .format(11)
            .set_font_name(self.text("blank-font-heading"))
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_border(FormatBorder::Thin);
        if is_needed {
            format.set_background_color(Color::RGB(0x1F_4E_79)).set_font_color(Color::White)
        } else {
            format.set_background_color(Color::RGB(0xDD_EB_F7))
        }
    }
}

fn title(kind: &Kind, lang: Lang) -> &str {
    if lang == Lang::Zh { &kind.title.zh } else { &kind.title.en }
}

/// A sheet's name: the ledger's title, as far as a sheet can bear it.
fn sheet_name(kind: &Kind, lang: Lang) -> String {
    title(kind, lang).chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}

fn data_sheet(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    sheet.set_name(&page.sheet)?;
    sheet.set_row_height(0, 34)?;
    for (column, input) in (0_u16..).zip(&page.inputs) {
        sheet.set_column_width(column, input.width)?;
        sheet.set_column_format(column, &cell_format(page, input))?;
        sheet.write_string_with_format(0, column, &input.heading, &page.heading(input.is_needed))?;
        sheet.add_data_validation(1, column, ROWS, column, &checks::check(page, input)?)?;
    }
    lines_and_gaps(sheet, page)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_selection(1, 0, 1, 0)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.8, 0.8, 0.35, 0.35);
    let header = page.filled("blank-header", &[("title", &title(page.kind, page.lang).replace('&', "&&"))]);
    sheet.set_header(format!("&C&16{header}")).set_footer(format!("&C&10{}", page.text("blank-footer")));
    Ok(())
}

/// The format of a column's cells; codes and names are texts, so that 0012 stays 0012.
fn cell_format(page: &Page<'_>, input: &Input) -> Format {
    let format = page.format(11).set_align(FormatAlign::VerticalCenter);
    match &input.holds {
        Holds::Date | Holds::Start => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        Holds::Code | Holds::Text => format.set_num_format("@"),
        Holds::Choice(_) => format,
        Holds::Amount(_) => format.set_num_format("#,##0.00##"),
        Holds::Count(_) => format.set_num_format("0"),
    }
}

/// Rows get their lines once they hold something, and what they need and have not is shaded.
fn lines_and_gaps(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    let last = u16::try_from(page.inputs.len()).unwrap_or(1) - 1;
    let letter = |column: u16| crate::findings::column_letters(u32::from(column));
    let begun = format!("COUNTA($A2:${}2)>0", letter(last));
    let gap = Format::new().set_background_color(Color::RGB(0xF4_B0_84)).set_border(FormatBorder::Thin);
    for (column, _) in (0_u16..).zip(&page.inputs).filter(|(_, input)| input.is_needed) {
        let rule = format!("=AND({begun},LEN(${}2)=0)", letter(column));
        let format = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(gap.clone());
        sheet.add_conditional_format(1, column, ROWS, column, &format)?;
    }
    let lines = Format::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xA6_A6_A6));
    let format = ConditionalFormatFormula::new().set_rule(format!("={begun}").as_str()).set_format(lines);
    sheet.add_conditional_format(1, 0, ROWS, last, &format)?;
    Ok(())
}
