//! What a cell of a blank form takes, what it says when it is entered, and what it says to something else.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::Page;
use super::columns::{Holds, Input};
use super::guide::list_formula;

/// Longest codes and names, in characters.
const CODE: u32 = 40;
const TEXT: u32 = 100;
/// The largest count.
const MOST: i32 = 1_000_000_000;

/// The check of a column's cells.
pub(super) fn check(page: &Page<'_>, input: &Input) -> Result<DataValidation, XlsxError> {
    let stop = DataValidationErrorStyle::Stop;
    let warn = DataValidationErrorStyle::Warning;
    let names = [("names", page.text("blank-names"))];
    let check = DataValidation::new();
    let (check, style, how, error) = match &input.holds {
        Holds::Date => (dated(check)?, stop, page.text("blank-date").into(), page.text("blank-date-error").into()),
        Holds::Start => (dated(check)?, warn, page.text("blank-start").into(), page.text("blank-start-error").into()),
        Holds::Code => (short(check, CODE), stop, page.text("blank-code").into(), too_long(page, CODE)),
        Holds::Text => (short(check, TEXT), stop, page.text("blank-text").into(), too_long(page, TEXT)),
        Holds::Choice(_) => {
            let list = list_formula(page, input).map_or_else(
                || short(check.clone(), TEXT),
                |list| check.clone().allow_list_formula(Formula::new(list)),
            );
            (list, warn, page.filled("blank-choice", &names), page.filled("blank-choice-error", &names))
        }
        Holds::Amount(unit) => {
            let unit = [("unit", unit.as_str())];
            let above = check.allow_decimal_number(DataValidationRule::GreaterThan(0.0));
            (above, warn, page.filled("blank-amount", &unit), page.filled("blank-amount-error", &unit))
        }
        Holds::Count(unit) => {
            let unit = [("unit", unit.as_str())];
            let whole = check.allow_whole_number(DataValidationRule::Between(0, MOST));
            (whole, stop, page.filled("blank-count", &unit), page.filled("blank-count-error", &unit))
        }
    };
    // A list that is still empty offers nothing and refuses nothing.
    let refuses = !matches!(&input.holds, Holds::Choice(names) if names.is_empty());
    let title: String = input.heading.chars().take(30).collect();
    check
        .ignore_blank(true)
        .set_error_style(style)
        .show_error_message(refuses)
        .set_input_title(title.as_str())?
        .set_input_message(how)?
        .set_error_title(title.as_str())?
        .set_error_message(error)
}

fn dated(check: DataValidation) -> Result<DataValidation, XlsxError> {
    let (first, last) = (ExcelDateTime::from_ymd(2000, 1, 1)?, ExcelDateTime::from_ymd(2099, 12, 31)?);
    Ok(check.allow_date(DataValidationRule::Between(first, last)))
}

fn short(check: DataValidation, most: u32) -> DataValidation {
    check.allow_text_length(DataValidationRule::LessThanOrEqualTo(most))
}

fn too_long(page: &Page<'_>, most: u32) -> String {
    page.filled("blank-long-error", &[("most", &most.to_string())])
}

/// What the guide says of a column.
pub(super) fn how(page: &Page<'_>, input: &Input) -> String {
    match &input.holds {
        Holds::Date => page.text("blank-date").to_owned(),
        Holds::Start => page.text("blank-start").to_owned(),
        Holds::Code => page.text("blank-code").to_owned(),
        Holds::Text => page.text("blank-text").to_owned(),
        Holds::Choice(_) => page.filled("blank-choice", &[("names", page.text("blank-names"))]),
        Holds::Amount(unit) => page.filled("blank-amount", &[("unit", unit)]),
        Holds::Count(unit) => page.filled("blank-count", &[("unit", unit)]),
    }
}
