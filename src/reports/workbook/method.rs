//! The page on method: where figures come from, how they are stored and rounded, what terms and symbols mean.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::exact::Rounding;

use super::listing::{Column, Entry, Listing};
use super::stored::Stored;
use super::{Binding, listing};

/// How many subjects the page has.
pub(super) const ITEMS: usize = 12;

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let text = |key: &str| binding.wording.own(key);
    let list = Listing {
        sheet: &binding.names.method,
        title: &binding.names.method,
        lines: Vec::new(),
        data: "method",
        columns: vec![Column::words(text("book-method-item"), 24, 30), Column::words(text("book-method-text"), 70, 70)],
        empty: "",
        has_total: false,
        has_way_back: true,
    };
    let rows = items(binding).into_iter().map(|(item, said)| vec![Entry::Words(text(item)), Entry::Words(said)]);
    let rows: Vec<Vec<Entry>> = rows.collect();
    listing::write(file, binding, &list, &rows)
}

fn items(binding: &Binding<'_>) -> [(&'static str, String); ITEMS] {
    let (wording, names) = (binding.wording, &binding.names);
    let rounding = match binding.book.rounding {
        Rounding::HalfEven => "book-method-rounding-even",
        Rounding::HalfUp => "book-method-rounding-up",
    };
    let named = names.data.join(wording.text("list-separator"));
    let source = [("intake", names.intake.as_str()), ("quarantine", names.quarantine.as_str())];
    let (ties, dash) = (rounded(binding).to_string(), wording.text("display-nothing"));
    [
        ("book-method-source", wording.filled("book-method-source-text", &source)),
        ("book-method-exact", wording.filled("book-method-exact-text", &[("index", names.index.as_str())])),
        ("book-method-rounding", wording.own(rounding)),
        ("book-method-ties", wording.filled("book-method-ties-text", &[("n", ties.as_str())])),
        ("book-method-totals", wording.own("book-method-totals-text")),
        ("book-method-percent", wording.own("book-method-percent-text")),
        ("book-method-compare", wording.own("book-method-compare-text")),
        ("book-method-share", wording.own("book-method-share-text")),
        ("book-method-symbols", wording.filled("book-method-symbols-text", &[("shown", dash)])),
        ("book-method-marks", wording.own("book-method-marks-text")),
        ("book-method-names", wording.filled("book-method-names-text", &[("names", named.as_str())])),
        ("book-method-trace", wording.own("book-method-trace-text")),
    ]
}

/// How many cells store the rounded value.
fn rounded(binding: &Binding<'_>) -> usize {
    let cells = binding.layouts.iter().flat_map(|layout| layout.cells.iter().flatten());
    cells.filter(|cell| matches!(cell, Stored::Number { is_rounded: true, .. })).count()
}
