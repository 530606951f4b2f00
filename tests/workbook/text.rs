//! Text from data that tries to be more than text: formulas, markup, marks of direction, control characters, length.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use market_aid::reports::QuarantineRow;
use market_aid::words::Lang;
use proptest::prelude::*;

use crate::parts::parts;
use crate::small::{Shelf, finding, shelf};

/// The small book with a text in every place that data reach.
fn with(text: &str) -> Shelf {
    let mut shelf = shelf();
    shelf.title = text.to_owned();
    shelf.quarantine = vec![QuarantineRow { finding: finding(text), cells: vec![text.to_owned()] }];
    shelf.findings = vec![finding(text)];
    shelf.intake[0].file = text.to_owned();
    shelf.intake[0].sheet = Some(text.to_owned());
    for table in &mut shelf.tables {
        table.title = text.to_owned();
        table.scope = text.to_owned();
        table.columns[0].heading = text.to_owned();
        table.columns[1].heading = text.to_owned();
        table.columns[1].unit = Some(text.to_owned());
        table.notes = vec![text.to_owned()];
        table.rows[0].cells[0] = market_aid::reports::document::Cell::Label(text.to_owned());
    }
    shelf
}

/// The formulas of all sheets.
fn formulas(bytes: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let of_sheet = |name: &String| {
        let range = book.worksheet_formula(name).expect("formulas");
        range.used_cells().map(|(_, _, text)| text.clone()).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    names.iter().flat_map(of_sheet).collect()
}

/// What calamine reads in the column of raw cells.
fn raw_cell(bytes: &[u8]) -> Data {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("隔离").expect("a sheet");
    sheet.rows().last().expect("a row")[6].clone()
}

fn holds(text: &str) {
    let bytes = with(text).bytes(Lang::Zh);
    let own = |formula: &String| formula.starts_with("SUM(") || formula.contains("-SUM(");
    let formulas = formulas(&bytes);
    assert_eq!(formulas.len(), 14, "{formulas:?}");
    assert!(formulas.iter().all(own), "{formulas:?}");
    for (name, part) in parts(&bytes) {
        let mut reader = quick_xml::Reader::from_str(&part);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
        let ranges = part.split("<c:f>").skip(1).map(|rest| rest.split("</c:f>").next().unwrap_or_default());
        let cells =
            |range: &str| range.rsplit('!').next().is_some_and(|cells| cells.starts_with('$') && cells.contains(":$"));
        assert!(ranges.into_iter().all(cells), "{name}: a range that is none of ours");
    }
}

#[test]
fn hostile_text_stays_text() {
    for text in [
        "=HYPERLINK(\"http://example.invalid\",\"x\")",
        "=cmd|'/c calc'!A1",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "＝1+1",
        "\t=1",
        "=销售!$A$1",
        "=sales[revenue]",
        "=(A!$A$1:$A$2,B!$B$1)",
        "<script>alert(1)</script>",
        "]]>&amp;&#0;<c t=\"s\">",
        "_x003D_1+1",
        "a\u{0}b\u{1b}c\u{ffff}",
        "\u{202e}gpj.exe\u{202c}",
        "\u{feff}=1+1",
        "https://example.invalid/?a=b&c=d",
        "&P&N&Z&[File]",
        "'!A1'",
        "[Book]Sheet!A1",
        "",
        " ",
        "\r\n",
        "History",
        "𠮷龘𪚥",
    ] {
        holds(text);
    }
}

#[test]
fn very_long_text_is_cut_with_a_mark() {
    holds(&"长".repeat(40_000));
    let bytes = with(&"长".repeat(40_000)).bytes(Lang::Zh);
    assert!(raw_cell(&bytes).to_string().ends_with("（原文共40000字，单元格放不下，已截断）"));
}

#[test]
fn what_could_become_a_formula_is_marked_as_text() {
    let styles = parts(&with("=1+1").bytes(Lang::Zh)).remove("xl/styles.xml").expect("styles");
    assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
    assert_eq!(raw_cell(&with("=1+1").bytes(Lang::Zh)), Data::String("=1+1".into()));
    assert_eq!(raw_cell(&with("_x003D_1").bytes(Lang::Zh)), Data::String("_x003D_1".into()));
    assert_eq!(raw_cell(&with("00123").bytes(Lang::Zh)), Data::String("00123".into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_read_back_as_a_formula(text in "[=+@\\-]?\\PC{0,40}[\\x00-\\x20<>&'\"\\[\\]:*?/]{0,6}\\PC{0,9}") {
        holds(&text);
    }
}
