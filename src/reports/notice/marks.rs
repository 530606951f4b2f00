//! Marks around figures in a filled template: which text is a figure, a table or a chart, until the text is read into a
//! document.
//!
//! The marks are noncharacters of Unicode, which no text holds; what comes from data is freed of them first.

/// Opens a figure: its id follows.
const FIGURE: char = '\u{fdd0}';
/// Stands between an id and what is printed.
const BETWEEN: char = '\u{fdd1}';
/// Closes whatever is open.
const CLOSE: char = '\u{fdd2}';
/// Opens the key of a table.
const TABLE: char = '\u{fdd3}';
/// Opens the stem of a chart.
const CHART: char = '\u{fdd4}';

/// A piece of a marked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as it is.
    Words(&'a str),
    /// A figure: its id and what is printed.
    Figure(&'a str, &'a str),
    /// A table by its key.
    Table(&'a str),
    /// A chart by its stem.
    Chart(&'a str),
}

/// `text` as what is printed of a figure.
pub(super) fn figure(id: &str, text: &str) -> String {
    format!("{FIGURE}{id}{BETWEEN}{text}{CLOSE}")
}

/// The place of a table.
pub(super) fn table(key: &str) -> String {
    format!("{TABLE}{key}{CLOSE}")
}

/// The place of a chart.
pub(super) fn chart(stem: &str) -> String {
    format!("{CHART}{stem}{CLOSE}")
}

/// Text from data without what would be taken for a mark.
pub(super) fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, FIGURE | BETWEEN | CLOSE | TABLE | CHART)).collect()
}

/// A marked text in pieces. A mark without its end is dropped; what stands behind it is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find([FIGURE, BETWEEN, CLOSE, TABLE, CHART]) {
        if at > 0 {
            pieces.push(Piece::Words(&rest[..at]));
        }
        let mark = rest[at..].chars().next().unwrap_or(CLOSE);
        let behind = &rest[at + mark.len_utf8()..];
        let Some((inside, after)) = behind.split_once(CLOSE).filter(|_| matches!(mark, FIGURE | TABLE | CHART)) else {
            rest = behind;
            continue;
        };
        rest = after;
        match (mark, inside.split_once(BETWEEN)) {
            (FIGURE, Some((id, text))) => pieces.push(Piece::Figure(id, text)),
            (TABLE, _) => pieces.push(Piece::Table(inside)),
            (CHART, _) => pieces.push(Piece::Chart(inside)),
            _ => pieces.push(Piece::Words(inside)),
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_tables_and_charts_are_told_from_words() {
        let text = format!("售出{}，{}。", figure("sales.weight@2021-07", "3吨"), table("sales-by-city"));
        let expected = [
            Piece::Words("售出"),
            Piece::Figure("sales.weight@2021-07", "3吨"),
            Piece::Words("，"),
            Piece::Table("sales-by-city"),
            Piece::Words("。"),
        ];
        assert_eq!(pieces(&text), expected);
        assert_eq!(pieces(&chart("a")), [Piece::Chart("a")]);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_without_its_marks(text in ".{0,40}", id in "[a-z.]{1,8}") {
            let clean = unmarked(&text);
            let marked = figure(&id, &clean);
            prop_assert_eq!(pieces(&marked), vec![Piece::Figure(&id, &clean)]);
        }
    }
}
