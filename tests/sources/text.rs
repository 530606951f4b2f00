//! Text files: encodings, delimiters, quotation marks, pieces.

use market_aid::sources::{CellKind, Limits, OpenOptions, OwnedRow, Table};
use proptest::prelude::*;

use crate::{codes, open_bytes, rows, texts};

fn table(bytes: &[u8]) -> (Table, Vec<&'static str>) {
    let (mut tables, findings) = open_bytes("t.csv", bytes, &OpenOptions::default());
    (tables.pop().expect("a table"), codes(&findings))
}

fn sound(bytes: &[u8]) -> Vec<Vec<String>> {
    let (table, codes) = table(bytes);
    assert_eq!(codes, [""; 0]);
    texts(&table)
}

fn refused(bytes: &[u8]) -> Vec<&'static str> {
    let (tables, findings) = open_bytes("t.csv", bytes, &OpenOptions::default());
    assert!(tables.is_empty());
    codes(&findings)
}

const SALES: &str = "日期,门店,数量\r\n2021-07-05, 杭州一店 ,\u{3000}1200\u{3000}\r\n\r\n2021-07-06,宁波,3\r\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_encoding_of_the_same_text_gives_the_same_rows() {
    let expected = vec![
        vec!["日期", "门店", "数量"],
        vec!["2021-07-05", "杭州一店", "1200"],
        vec![],
        vec!["2021-07-06", "宁波", "3"],
    ];
    let gb18030 = encoding_rs::GB18030.encode(SALES).0.into_owned();
    let encoded = [
        SALES.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", SALES.as_bytes()].concat(),
        gb18030,
        [b"\xff\xfe".to_vec(), utf16(SALES, u16::to_le_bytes)].concat(),
        [b"\xfe\xff".to_vec(), utf16(SALES, u16::to_be_bytes)].concat(),
        utf16(&format!("no,store,quantity,amount\r\n{SALES}"), u16::to_le_bytes),
        SALES.replace("\r\n", "\r").into_bytes(),
    ];
    for (at, bytes) in encoded.iter().enumerate() {
        let rows = sound(bytes);
        assert_eq!(rows[rows.len() - 4..], expected, "encoding {at}");
    }
}

/// 合成 is 08 54 10 62 in UTF-16 LE: half of it looks like control characters.
#[test]
fn chinese_in_utf16_is_not_taken_for_a_picture() {
    let text = "合成\t合成\n合成\t合成\n".repeat(200);
    let bytes = utf16(&text, u16::to_le_bytes);
    assert_eq!(sound(&[b"\xff\xfe".to_vec(), bytes.clone()].concat())[399], ["合成", "合成"]);
    let options = OpenOptions { encoding: Some("utf-16le".to_owned()), ..OpenOptions::default() };
    let (tables, findings) = open_bytes("t.txt", &bytes, &options);
    assert_eq!((texts(&tables[0]).len(), codes(&findings)), (400, vec![]));
    assert_eq!(refused(&[0, 0, 1, 2].repeat(100)), ["file-format-unsupported"]);
}

#[test]
fn what_is_no_text_of_a_known_encoding_is_refused_and_the_option_lets_it_in() {
    let mut bytes = encoding_rs::GB18030.encode("门店,数量\n杭州,1\n宁").0.into_owned();
    bytes.extend(b"\xff,2\n");
    assert_eq!(refused(&bytes), ["encoding-unreadable"]);
    let options = OpenOptions { encoding: Some("gbk".to_owned()), ..OpenOptions::default() };
    let (tables, findings) = open_bytes("t.csv", &bytes, &options);
    assert_eq!(codes(&findings), ["characters-unreadable"]);
    assert_eq!(findings[0].place.cell.expect("a row").row, 3);
    assert_eq!(texts(&tables[0])[1..], [vec!["杭州", "1"], vec!["宁\u{fffd}", "2"]]);
    let (_, findings) = open_bytes("t.csv", &bytes, &OpenOptions { encoding: Some("ebcdic".to_owned()), ..options });
    assert_eq!(codes(&findings), ["encoding-unknown"]);
    assert_eq!(
        refused("门店，数量\n杭州\n宁波\n\u{fffd}".as_bytes().split_last().expect("bytes").1),
        ["encoding-unreadable"]
    );
}

#[test]
fn nothing_is_told_from_little() {
    for empty in [&b""[..], b"\xef\xbb\xbf", b" \r\n\r\n", b"\xff\xfe"] {
        assert_eq!(refused(empty), ["file-empty"]);
    }
}

#[test]
fn the_delimiter_is_the_one_that_agrees_with_itself() {
    assert_eq!(sound(b"title, with a comma\na\tb\tc\n1,234.5\t2\t3\n1\t2\t3\n")[2], ["1,234.5", "2", "3"]);
    assert_eq!(sound(b"a;b\n1,5;2\n1,7;3\n")[1], ["1,5", "2"]);
    assert_eq!(sound(b"a|b|c\n1|2|3\n")[1], ["1", "2", "3"]);
    assert_eq!(sound(b"sep=;\na,a;b\n1,2;3\n")[0], ["a,a", "b"]);
    assert_eq!(sound(b"one\ntwo\n"), [["one"], ["two"]]);
}

#[test]
fn quoted_fields_hold_delimiters_marks_and_line_breaks() {
    let (table, codes) = table("a,b,c\n\"x, y\",\"say \"\"hi\"\"\",\"two\nlines\"\n5\" pipe,\"6\" wide,7\n".as_bytes());
    assert_eq!(codes, [""; 0]);
    let rows = rows(&table, 1);
    assert_eq!(rows[1].cells().iter().map(|cell| cell.text).collect::<Vec<_>>(), ["x, y", "say \"hi\"", "two\nlines"]);
    assert_eq!(rows[2].cells().iter().map(|cell| cell.text).collect::<Vec<_>>(), ["5\" pipe", "6 wide", "7"]);
    assert_eq!((rows[2].number, table.row_count()), (3, 3));
}

#[test]
fn a_lone_quotation_mark_costs_its_own_line_only() {
    let bytes = "门店,数量\n\"杭州,1\n宁波,2\n\"温,州\",3\n嘉兴,\"4\n湖州,5\n".as_bytes();
    let (table, codes) = table(bytes);
    assert_eq!(codes, ["quote-swallows-rows"; 2]);
    let expected = [
        vec!["门店", "数量"],
        vec!["\"杭州", "1"],
        vec!["宁波", "2"],
        vec!["温,州", "3"],
        vec!["嘉兴", "\"4"],
        vec!["湖州", "5"],
    ];
    assert_eq!(texts(&table), expected);
    let (_, findings) = open_bytes("t.csv", bytes, &OpenOptions::default());
    let places: Vec<String> = findings.iter().map(|f| f.place.cell.expect("a cell").to_string()).collect();
    assert_eq!((places, findings[1].raw.as_str()), (vec!["A2".to_owned(), "B5".to_owned()], "\"4"));
}

#[test]
fn an_endless_row_is_no_table() {
    let limits = Limits { row_bytes: 1000, ..Limits::default() };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let long = [b"a,b\n".to_vec(), vec![b'x'; 5 << 20]].concat();
    assert_eq!(codes(&open_bytes("t.csv", &long, &options).1), ["row-too-long"]);
    let limits = Limits { text_bytes: 1 << 20, ..Limits::default() };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    assert_eq!(codes(&open_bytes("t.csv", &long, &options).1), ["file-too-large"]);
}

#[test]
fn bytes_that_are_no_characters_in_a_large_file_are_told_by_row() {
    let mut bytes: Vec<u8> = "日期,数量\n".repeat(30_000).into_bytes();
    let at = bytes.len() / 2 + 100;
    bytes[at] = 0xff;
    let row = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
    let limits = Limits { memory_bytes: 1000, ..Limits::default() };
    let folder = crate::folder();
    let path = folder.path().join("large.csv");
    std::fs::write(&path, &bytes).expect("written");
    let options = OpenOptions { limits, encoding: Some("utf-8".to_owned()), ..OpenOptions::default() };
    let (tables, _) = market_aid::sources::open(&crate::source_file(&path), &options);
    let mut seen = 0;
    let results: Vec<_> = tables[0].pieces(u64::MAX).iter().map(|piece| tables[0].read(piece, |_| seen += 1)).collect();
    let finding = results[0].as_ref().expect_err("a finding");
    assert_eq!((seen, finding.code.0, finding.place.cell.expect("a row").row), (30_000, "characters-unreadable", row));
}

/// The same rows by the csv crate: an oracle for what is well-formed.
fn by_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(|field| field.trim().to_owned()).collect()).collect()
}

fn large_options(encoding: Option<&str>) -> OpenOptions {
    let limits = Limits { memory_bytes: 10, ..Limits::default() };
    OpenOptions { limits, delimiter: Some(b','), encoding: encoding.map(str::to_owned), ..OpenOptions::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn well_formed_text_reads_as_the_csv_crate_reads_it(
        fields in prop::collection::vec(prop::collection::vec("[a-c杭\" ,\n]{0,5}", 2..5), 1..20),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &fields {
            writer.write_record(row).expect("in memory");
        }
        let bytes = writer.into_inner().expect("in memory");
        let (tables, _) = open_bytes("t.csv", &bytes, &OpenOptions { delimiter: Some(b','), ..OpenOptions::default() });
        for table in &tables {
            prop_assert_eq!(texts(table), by_csv(&bytes));
        }
    }

    #[test]
    fn any_bytes_give_rows_or_a_finding(bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), any::<u8>()], 0..200)) {
        let (tables, findings) = open_bytes("t.csv", &bytes, &OpenOptions::default());
        prop_assert!(!tables.is_empty() || !findings.is_empty());
        for table in &tables {
            let rows = rows(table, 1);
            prop_assert_eq!(rows.len() as u64, table.row_count());
            for row in &rows {
                let again = table.row(row.locator);
                prop_assert_eq!(again.as_ref(), Some(row));
            }
        }
    }
}

/// Large enough for many blocks, with and without quotation marks, in memory and on disk, in pieces of any size.
#[test]
fn pieces_of_any_size_give_the_same_rows() {
    let line = |at: usize, quoted: bool| {
        let name = if quoted && at.is_multiple_of(97) { "\"杭州,\n一店\"" } else { "杭州一店" };
        format!("2021-07-{:02},{name},{},{at}\n", at % 28 + 1, "x".repeat(at % 50))
    };
    for quoted in [false, true] {
        let text: String = (0..120_000).map(|at| line(at, quoted)).collect();
        let expected = by_csv(text.as_bytes());
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        for (bytes, encoding) in [(text.as_bytes(), None), (&gb18030, Some("gb18030"))] {
            let folder = crate::folder();
            let path = folder.path().join("large.csv");
            std::fs::write(&path, bytes).expect("written");
            let (tables, findings) = market_aid::sources::open(&crate::source_file(&path), &large_options(encoding));
            assert_eq!(codes(&findings), [""; 0]);
            let table = &tables[0];
            assert!(table.pieces(1).len() > 1 && table.pieces(u64::MAX).len() == 1);
            for piece_bytes in [1, 3 << 20, u64::MAX] {
                let rows: Vec<OwnedRow> = rows(table, piece_bytes);
                assert!(rows.iter().zip(1..).all(|(row, number)| row.number == number));
                let texts: Vec<Vec<String>> =
                    rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.0).collect()).collect();
                assert!(texts == expected);
            }
        }
    }
}

#[test]
fn fields_are_text_or_empty() {
    let (table, _) = table(b"a,,b\n , 1,\n");
    let kinds: Vec<_> = rows(&table, 1).iter().map(crate::kinds).collect();
    use CellKind::{Empty, Text};
    assert_eq!(kinds, [[Text, Empty, Text], [Empty, Text, Empty]]);
}
