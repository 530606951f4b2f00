//! Workbooks of every kind, and the gates before them. The files are made by `make_files.py`, which holds the values
//! that are expected here.

use std::fs;
use std::io::Write;
use std::time::Duration;

use market_aid::sources::{CellKind, Limits, OpenOptions, Table};

use crate::{codes, fixture, folder, kinds, open, open_bytes, options, rows, source_file, texts};

const TITLE: &str = "2021年7月销售表（合成数据）";

/// What the three messy workbooks have in common.
fn assert_messy(tables: &[Table]) {
    let names: Vec<(&str, bool)> = tables.iter().map(|table| (&*table.info().sheet, table.info().hidden)).collect();
    assert_eq!(names, [("七月", false), ("底表", true)]);
    let rows = rows(&tables[0], 1);
    let row = |number: usize| rows[number - 1].cells.iter().map(|cell| cell.0.as_str()).collect::<Vec<_>>();
    assert_eq!(row(1), [TITLE; 5]);
    assert!(row(2).is_empty());
    assert_eq!(row(3), ["日期", "门店", "数量", "金额", "备注"]);
    assert_eq!(row(4), ["2021-07-05", "杭州一店", "0.3", "28.087", "TRUE"]);
    assert_eq!(row(5), ["2021-07-06", "杭州一店", "1200", "-45.5"]);
    assert_eq!(row(6), ["2021-07-07", "宁波二店", "3", "4", "隐藏行"]);
    use CellKind::{Boolean, Date, Number, Text};
    assert_eq!(kinds(&rows[3]), [Date, Text, Number, Number, Boolean]);
    let continued: Vec<bool> = rows[4].cells.iter().map(|cell| cell.2).collect();
    assert_eq!(continued, [false, true, false, false]);
    let hidden: Vec<u64> = rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    assert_eq!((hidden, &tables[0].info().hidden_columns), (vec![6], &vec![4]));
    assert_eq!(tables[0].row(5).as_ref(), Some(&rows[4]));
    assert_eq!(tables[0].head(4), rows[..4]);
}

#[test]
fn xlsx_xls_and_ods_give_the_same_rows() {
    for name in ["messy.xlsx", "messy.xls", "messy.ods"] {
        let (tables, findings) = open(&fixture(name));
        assert_eq!(codes(&findings), ["rows-hidden", "columns-hidden", "sheet-hidden"], "{name}");
        assert_messy(&tables);
    }
}

#[test]
fn errors_and_formulas_without_a_value_say_so() {
    for (name, expected) in [("messy.xlsx", "=SUM(C4:C6)"), ("messy.ods", "of:=SUM([.C4:.C6])")] {
        let (tables, _) = open(&fixture(name));
        let cell = tables[0].row(7).expect("a row").cells[2].clone();
        assert_eq!((cell.0.as_str(), cell.1), (expected, CellKind::UncachedFormula), "{name}");
    }
    let (tables, _) = open(&fixture("messy.xlsx"));
    let cell = tables[0].row(7).expect("a row").cells[3].clone();
    assert_eq!((cell.0.as_str(), cell.1), ("#REF!", CellKind::Error));
}

#[test]
fn both_epochs_give_the_same_day() {
    assert_eq!(texts(&open(&fixture("epoch1904.xlsx")).0[0]), [["2021-07-05"]]);
}

#[test]
fn sheets_are_chosen_by_name_or_pattern() {
    let file = source_file(&fixture("messy.xls"));
    let ask = |sheet: &str| {
        let options = OpenOptions { sheets: vec![sheet.to_owned()], ..options() };
        let (tables, findings) = market_aid::sources::open(&file, &options);
        (tables.iter().map(|table| table.info().sheet.to_string()).collect::<Vec<_>>(), codes(&findings))
    };
    assert_eq!(ask("底*"), (vec!["底表".to_owned()], vec!["sheet-hidden"]));
    assert_eq!(ask("八月"), (vec![], vec!["sheet-matches-nothing"]));
}

#[test]
fn contents_count_and_not_the_ending() {
    let bytes = fs::read(fixture("messy.xlsx")).expect("a file");
    let (tables, findings) = open_bytes("old.xls", &bytes, &options());
    assert_eq!((tables.len(), findings[0].code.0, findings[0].raw.as_str()), (2, "file-format-mismatch", "xlsx"));
    let (tables, findings) = open_bytes("pos.xls", b"a\tb\n1\t2\n", &options());
    assert_eq!(
        (texts(&tables[0]).len(), findings[0].code.0, findings[0].raw.as_str()),
        (2, "file-format-mismatch", "TSV")
    );
}

#[test]
fn what_is_no_workbook_is_named() {
    let told = |bytes: &[u8]| codes(&open_bytes("report.xls", bytes, &options()).1);
    assert_eq!(told(b"\xef\xbb\xbf\r\n<HTML><table>"), ["file-is-html"]);
    assert_eq!(told(b"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">"), ["file-is-html"]);
    assert_eq!(
        told(b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
        ["file-format-unsupported"]
    );
    assert_eq!(told(b"%PDF-1.7 ..."), ["file-format-unsupported"]);
    assert_eq!(told(b""), ["file-empty"]);
    assert_eq!(told(b"PK\x03\x04 and nothing more"), ["file-unreadable"]);
    assert_eq!(told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more"), ["file-unreadable"]);
}

#[test]
fn a_password_is_told() {
    let folder = folder();
    let path = folder.path().join("secret.xlsx");
    let mut book = cfb::create(&path).expect("a compound file");
    book.create_stream("EncryptedPackage").expect("a stream").write_all(b"?").expect("written");
    book.flush().expect("written");
    assert_eq!(codes(&open(&path).1), ["file-encrypted"]);
}

/// A workbook of one sheet with this XML between its `worksheet` tags.
pub fn minimal_xlsx(sheet: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}">{sheet}</worksheet>"#)),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_far_cell_costs_no_more_than_a_near_one_and_is_not_lost() {
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="20001"><c r="XFD20001"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD20001"/></mergeCells>"#;
    let limits = Limits { child_bytes: 32 << 20, ..Limits::default() };
    let (tables, findings) = open_bytes("far.xlsx", &minimal_xlsx(far), &OpenOptions { limits, ..options() });
    assert_eq!(codes(&findings), ["merge-too-large"]);
    let rows = rows(&tables[0], 1);
    assert_eq!((rows.len(), rows[20_000].cells.len(), rows[20_000].cells[16_383].0.as_str()), (20_001, 16_384, "2"));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let blanks = " ".repeat(100 << 20);
    let (tables, findings) = open_bytes("bomb.xlsx", &minimal_xlsx(&blanks), &options());
    assert_eq!((tables.len(), codes(&findings)), (0, vec!["file-too-large"]));
    let limits = Limits { entries: 3, ..Limits::default() };
    let (_, findings) = open_bytes("many.xlsx", &minimal_xlsx(""), &OpenOptions { limits, ..options() });
    assert_eq!(codes(&findings), ["file-too-large"]);
}

#[test]
fn the_process_that_reads_is_held_to_its_memory_its_time_and_its_cells() {
    let rows: String = (1..20_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{row}</t></is></c></row>"#))
        .collect();
    let bytes = minimal_xlsx(&format!("<sheetData>{rows}</sheetData>"));
    let ask = |limits: Limits| codes(&open_bytes("held.xlsx", &bytes, &OpenOptions { limits, ..options() }).1);
    assert_eq!(ask(Limits::default()), [""; 0]);
    assert_eq!(ask(Limits { child_bytes: 10_000, ..Limits::default() }), ["file-too-large"]);
    assert_eq!(ask(Limits { child_time: Duration::ZERO, ..Limits::default() }), ["file-too-slow"]);
    assert_eq!(ask(Limits { cells: 100, ..Limits::default() }), ["file-too-large"]);
}

#[test]
fn a_reader_that_is_not_there_or_talks_nonsense_is_a_finding() {
    let file = source_file(&fixture("messy.xlsx"));
    for exe in ["/no/such/program", "/bin/true", "/bin/echo"] {
        let options = OpenOptions { reader_exe: Some(exe.into()), ..OpenOptions::default() };
        let (tables, findings) = market_aid::sources::open(&file, &options);
        assert_eq!((tables.len(), codes(&findings)), (0, vec!["file-unreadable"]), "{exe}");
    }
}

#[test]
fn a_declared_count_of_shared_strings_allocates_nothing_in_this_process() {
    let mut archive =
        zip::ZipWriter::new_append(std::io::Cursor::new(minimal_xlsx("<sheetData/>"))).expect("an archive");
    archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("an entry");
    let declared = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="99999999999" uniqueCount="99999999999"/>"#;
    archive.write_all(declared.as_bytes()).expect("written");
    let bytes = archive.finish().expect("an archive").into_inner();
    let (tables, findings) = open_bytes("greedy.xlsx", &bytes, &options());
    assert_eq!((tables.len(), findings.len()), (0, 1));
}
