//! `figures.csv`: one row a figure, for spreadsheets.

use crate::figures::{Figure, FigureId, Figures};

use crate::csv_table::CsvTable;

const HEADER: [&str; 9] = ["id", "indicator", "period", "filter", "value", "unit", "display", "records", "note"];

/// The bytes of `figures.csv`, in the order of the ids.
#[must_use]
pub fn figures_csv(figures: &Figures) -> Vec<u8> {
    let mut table = CsvTable::new(HEADER);
    for figure in figures.iter() {
        table.row(row(figures, figure));
    }
    table.into_bytes()
}

fn row(figures: &Figures, figure: &Figure) -> [String; 9] {
    [
        figure.id.to_string(),
        figure.id.indicator.clone(),
        figure.id.period.to_string(),
        filter_text(&figure.id),
        figure.value.clone().unwrap_or_default(),
        figure.unit.clone(),
        figure.display.clone(),
        figure.records.to_string(),
        figure.note_text(figures.lang()).unwrap_or_default(),
    ]
}

/// The pairs as the id writes them, without the brackets.
fn filter_text(id: &FigureId) -> String {
    let text = id.to_string();
    let between = text.strip_prefix(&format!("{}[", id.name()));
    let end = format!("]@{}", id.period);
    between.and_then(|rest| rest.strip_suffix(&end)).unwrap_or_default().to_owned()
}
