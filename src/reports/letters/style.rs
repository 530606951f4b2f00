//! How letters look: one set of formats, readable in grey, A4.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::findings::Severity;
use crate::words::{self, Lang};

/// The formats of letters.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) strong: Format,
    pub(super) body: Format,
    pub(super) header: Format,
    pub(super) cell: Format,
    pub(super) centred: Format,
    pub(super) number: Format,
    pub(super) blank: Format,
    pub(super) small: Format,
    error: Format,
    warning: Format,
    info: Format,
}

/// Lines of tables.
const LINE: Color = Color::RGB(0x80_80_80);
/// The ground of headings.
const HEADING: Color = Color::RGB(0xE7_E6_E6);
/// The ground of what is to be filled in.
const TO_FILL: Color = Color::RGB(0xFF_FB_E6);
/// The grounds of severities: dark, middle, none, so that they differ in grey too.
const ERROR: Color = Color::RGB(0x8C_1D_18);
const WARNING: Color = Color::RGB(0xF2_C9_7D);

impl Styles {
    pub(super) fn new(lang: Lang) -> Self {
        let text = |size: u8| Format::new().set_font_name(words::text(lang, "letter-font")).set_font_size(size);
        let heading = |size: u8| text(size).set_font_name(words::text(lang, "letter-font-heading"));
        let boxed =
            || text(10).set_border(FormatBorder::Thin).set_border_color(LINE).set_align(FormatAlign::VerticalCenter);
        let severity = || boxed().set_align(FormatAlign::Center).set_bold();
        Self {
            title: heading(18).set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            line: text(12).set_align(FormatAlign::VerticalCenter),
            strong: heading(12).set_bold().set_align(FormatAlign::VerticalCenter),
            body: text(12).set_text_wrap().set_align(FormatAlign::VerticalCenter),
            header: boxed()
                .set_bold()
                .set_font_name(words::text(lang, "letter-font-heading"))
                .set_background_color(HEADING)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            cell: boxed().set_text_wrap(),
            centred: boxed().set_align(FormatAlign::Center).set_text_wrap(),
            number: boxed().set_align(FormatAlign::Center).set_num_format("#,##0"),
            blank: boxed().set_text_wrap().set_background_color(TO_FILL),
            small: text(9).set_text_wrap().set_align(FormatAlign::VerticalCenter),
            error: severity().set_background_color(ERROR).set_font_color(Color::White),
            warning: severity().set_background_color(WARNING),
            info: severity(),
        }
    }

    /// The format of a severity's word.
    pub(super) const fn severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.error,
            Severity::Warning => &self.warning,
            Severity::Info => &self.info,
        }
    }
}

/// A workbook whose bytes depend on nothing but what is put in.
pub(super) fn workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    Ok(book)
}

/// Prints a sheet on A4, as wide as the page.
pub(super) fn print_setup(sheet: &mut Worksheet, landscape: bool, header: &str, footer: &str) {
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.75, 0.7, 0.3, 0.3);
    if landscape {
        sheet.set_landscape();
    }
    // In a header & commands; a name may hold one.
    sheet.set_header(format!("&R&9{}", header.replace('&', "&&"))).set_footer(format!("&C&9{footer}"));
}

/// How many lines a text takes in a width given in half-width characters.
pub(super) fn lines(text: &str, width: usize) -> u32 {
    let of_line = |line: &str| {
        let columns: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        columns.div_ceil(width.max(1)).max(1)
    };
    u32::try_from(text.split('\n').map(of_line).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The height of a table's row whose longest cell has so many lines: not every reader finds it by itself.
pub(super) fn table_row(lines: u32) -> u32 {
    lines.saturating_mul(14).saturating_add(6).min(400)
}
