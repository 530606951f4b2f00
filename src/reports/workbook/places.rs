//! Where figures stand: each figure's row in the index, and the cells of tables that show it.

use std::collections::BTreeMap;

use crate::figures::Figures;

use super::layout::Layout;
use super::stored::Stored;

/// A cell of a table's sheet, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which table.
    pub(super) table: usize,
    /// The row.
    pub(super) row: u32,
    /// The column.
    pub(super) column: u16,
}

/// Cells by figure, and figures by row.
#[derive(Clone, Debug)]
pub(super) struct Places<'a> {
    spots: BTreeMap<&'a str, Vec<Spot>>,
    order: BTreeMap<String, u32>,
}

impl<'a> Places<'a> {
    /// The places of these figures on the sheets of these tables.
    pub(super) fn of(figures: &Figures, layouts: &[Layout<'a>]) -> Self {
        let mut spots: BTreeMap<&'a str, Vec<Spot>> = BTreeMap::new();
        for (table, layout) in layouts.iter().enumerate() {
            for (row, cells) in (layout.first()..).zip(&layout.cells) {
                for (column, cell) in (0_u16..).zip(cells) {
                    if let Stored::Number { figure, .. } | Stored::Text { figure, .. } = cell {
                        spots.entry(figure).or_default().push(Spot { table, row, column });
                    }
                }
            }
        }
        let order = figures.iter().zip(0_u32..).map(|(figure, at)| (figure.id.to_string(), at)).collect();
        Self { spots, order }
    }

    /// The cells that show a figure.
    pub(super) fn spots(&self, figure: &str) -> &[Spot] {
        self.spots.get(figure).map_or(&[], Vec::as_slice)
    }

    /// Which of the figures one is, counted from 0.
    pub(super) fn order(&self, figure: &str) -> Option<u32> {
        self.order.get(figure).copied()
    }
}
