//! What stands invisibly behind a number so that the points of its column lie below each other: 14 above 17.83 is drawn with
//! the room of `.83` behind it. The number itself gets no digit that nobody counted; the room is the style sheet's, so that
//! neither a copy nor a search nor a screen reader has it. Knows no HTML.

use super::super::document::{Cell, Row, Table};

/// For each column the longest run of decimals in it.
pub(super) fn longest(table: &Table) -> Vec<usize> {
    let of = |at: usize| table.rows.iter().map(|row| shown(row, at).map_or(0, decimals)).max().unwrap_or(0);
    (0..table.columns.len()).map(of).collect()
}

/// The room behind a number in a column whose longest run of decimals is so long: `.00`, `0`, or nothing.
pub(super) fn room(number: &str, longest: usize) -> String {
    let own = decimals(number);
    let point = if own == 0 && longest > 0 { "." } else { "" };
    format!("{point}{}", "0".repeat(longest.saturating_sub(own)))
}

fn shown(row: &Row, at: usize) -> Option<&str> {
    match row.cells.get(at) {
        Some(Cell::Number(number)) => Some(&number.shown),
        _ => None,
    }
}

fn decimals(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn a_number_with_its_room_is_as_long_behind_the_point_as_any_other() {
        assert_eq!(["14", "17.83", "-0.5"].map(|number| room(number, 2)), [".00", "", "0"]);
        assert_eq!(room("1118", 0), "");
    }
}
