//! The texts of a form: its placeholders filled in, and no character that a workbook cannot hold.

use crate::calendar::Period;
use crate::reports::cell_text::cell_text;
use crate::reports::notice::spans;
use crate::words;

use super::FormValues;

/// A text with its placeholders filled in.
pub(super) fn filled(template: &str, values: &FormValues<'_>) -> String {
    let date = values.date.map(|date| spans::date(date, values.lang)).unwrap_or_default();
    let filled = words::fill(
        template,
        &[
            ("job", values.job),
            ("through", &values.through.to_string()),
            ("month", &spans::span(Period::month(values.through), values.lang)),
            ("period", &spans::span(Period::year_to(values.through), values.lang)),
            ("year", &values.through.year().to_string()),
            ("date", &date),
        ],
    );
    cell_text(&filled)
}
