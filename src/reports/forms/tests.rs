//! Forms written by hand, as parts of an archive, and what becomes of them. Expected numbers are worked out by hand.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::exact::{MeasureUnit, Ratio};
use crate::figures::{Comparison, Quantity};
use crate::job::FormUnit;
use crate::values::read_unit;

const STYLES: &str = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"4\"><protection locked=\"0\"/></xf>\
                      <xf numFmtId=\"10\"/></cellXfs></styleSheet>";

/// A workbook with these sheets, and a part that nothing knows.
fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let listed: String = (1..)
        .zip(sheets)
        .map(|(at, (name, _))| format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"r{at}\"/>"))
        .collect();
    let links: String = (1..=sheets.len())
        .map(|at| format!("<Relationship Id=\"r{at}\" Type=\"{types}/worksheet\" Target=\"worksheets/s{at}.xml\"/>"))
        .collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{types}/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
            ),
        ),
        ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{listed}</sheets><calcPr calcId=\"1\"/></workbook>")),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships>{links}<Relationship Id=\"st\" Type=\"{types}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/charts/chart1.xml".to_owned(), "<c:chartSpace>甲</c:chartSpace>".to_owned()),
    ];
    parts.extend((1..).zip(sheets).map(|(at, (_, xml))| (format!("xl/worksheets/s{at}.xml"), (*xml).to_owned())));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let (name, mut text) = (entry.name().expect("a name").into_owned(), String::new());
            entry.read_to_string(&mut text).expect("text");
            (name, text)
        })
        .collect()
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn put(sheet: Option<&str>, row: u32, column: u32, content: FormContent) -> FormCell {
    FormCell { sheet: sheet.map(str::to_owned), row, column, content }
}

fn figure(id: &str) -> FormContent {
    FormContent::Figure { id: id.to_owned(), unit: None, decimals: 2 }
}

fn in_unit(id: &str, unit: &str, decimals: u32) -> FormContent {
    let unit = match unit {
        "%" => FormUnit::Percent,
        _ => unit.split_once('/').map_or_else(
            || FormUnit::Of(read_unit(unit).expect("a unit")),
            |(a, b)| FormUnit::Per(read_unit(a).expect("a unit"), read_unit(b).expect("a unit")),
        ),
    };
    FormContent::Figure { id: id.to_owned(), unit: Some(unit), decimals }
}

fn text(text: &str) -> FormContent {
    FormContent::Text(text.to_owned())
}

/// 2701.64吨, 5940.32万元, 8371/28421, 21.9878… 元/千克 (5940.32万元 over 2701.64吨), and one without a value.
fn known(id: &FigureId) -> Result<Figure, AskError> {
    let quantity = match (id.name().as_str(), id.period.to_string().as_str()) {
        ("sales.weight", "2021-01..2021-07") => Some(Quantity::Amount(2_701_640_000_000, MeasureUnit::Weight)),
        ("sales.weight", "2021-07") => Some(Quantity::Amount(1, MeasureUnit::Weight)),
        ("sales.revenue", "2021-01..2021-07") => Some(Quantity::Amount(594_032_000_000, MeasureUnit::Money)),
        ("sales.revenue", "2020-01..2020-07") => Some(Quantity::Amount(1_250_000, MeasureUnit::Money)),
        ("projects.count", _) => Some(Quantity::Amount(39, MeasureUnit::Count("个".to_owned()))),
        ("funds.amount.share", _) => Ratio::new(8371, 28421).map(Quantity::Ratio),
        ("sales.price", _) => Ratio::new(59_403_200, 2_701_640).map(Quantity::Ratio),
        ("sales.weight.yoy", _) => None,
        _ => {
            let (name, nearest) = (id.indicator.clone(), "sales.weight".to_owned());
            return Err(AskError::Unknown { what: "indicator", name, nearest });
        }
    };
    let unit = match (&quantity, id.comparison) {
        (Some(Quantity::Amount(_, measure)), _) => measure.base_name().to_owned(),
        (Some(Quantity::Ratio(_)), None) => "元/千克".to_owned(),
        _ => String::new(),
    };
    Ok(Figure {
        id: id.clone(),
        value: quantity.as_ref().map(|_| String::new()),
        quantity,
        exact: None,
        unit,
        display: String::new(),
        records: 0,
        note: (id.comparison == Some(Comparison::Yoy)).then_some(crate::figures::Note::BaseMissing),
    })
}

fn filled_with(bytes: &[u8], cells: Vec<FormCell>) -> (BTreeMap<String, String>, Vec<(&'static str, String)>) {
    let through: Month = "2021-07".parse().expect("a month");
    let values = FormValues {
        job: "某<部>&\u{202e}_x0041_",
        through,
        date: Some("2021-08-05"),
        rounding: Rounding::HalfEven,
        lang: Lang::Zh,
        span: &|_| Some(Span { first: through.january(), through }),
        figure: &known,
    };
    let form = Form { file: "forms/a.xlsx".to_owned(), out: "a.xlsx".to_owned(), cells };
    let filled = fill(&form, bytes, &values);
    let said = filled.findings.iter().map(|finding| {
        let place = finding.place.cell.map_or_else(String::new, |cell| cell.to_string());
        (finding.code.0, format!("{}{place}", finding.place.sheet))
    });
    let said = said.collect();
    (filled.bytes.map(|bytes| parts(&bytes)).unwrap_or_default(), said)
}

fn rows_of(sheet_rows: &str, cells: Vec<FormCell>) -> String {
    let (parts, said) = filled_with(&book(&[("表", &sheet(sheet_rows))]), cells);
    assert_eq!(said, []);
    let xml = &parts["xl/worksheets/s1.xml"];
    let rows = xml.strip_prefix("<worksheet><sheetData>").and_then(|xml| xml.strip_suffix("</sheetData></worksheet>"));
    rows.expect("the rest of the sheet stays").to_owned()
}

#[test]
fn only_the_named_cell_changes() {
    let original = sheet(
        "<row r=\"2\" spans=\"1:3\" ht=\"30\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"/></row>\n<!-- -->",
    );
    let bytes = book(&[("说明", &sheet("")), ("上报表", &original)]);
    let (new, said) = filled_with(&bytes, vec![put(Some("上报表"), 2, 1, in_unit("sales.weight", "吨", 2))]);
    assert_eq!(said, []);
    let mut expected = parts(&bytes);
    let filled = original.replace("<c r=\"B2\" s=\"1\"/>", "<c r=\"B2\" s=\"1\"><v>2701.64</v></c>");
    expected.insert("xl/worksheets/s2.xml".to_owned(), filled);
    assert_eq!(new, expected);
}

#[test]
fn numbers_are_in_the_asked_unit_and_rounded_once() {
    for (content, expected) in [
        (figure("sales.weight"), "2701640"),
        (in_unit("sales.weight@{ytd}", "吨", 2), "2701.64"),
        (in_unit("sales.weight@2021-01..2021-07", "吨", 1), "2701.6"),
        (in_unit("sales.weight", "斤", 0), "5403280"),
        (in_unit("sales.weight", "万吨", 3), "0.27"),
        (in_unit("sales.weight@{month}", "毫克", 0), "1"),
        (in_unit("sales.revenue", "万元", 2), "5940.32"),
        (in_unit("sales.revenue", "亿元", 2), "0.59"),
        // 125 元 is 0.0125 万元: to the even neighbour at three decimals, and exact at four.
        (in_unit("sales.revenue@{ytd-1y}", "万元", 3), "0.012"),
        (in_unit("sales.revenue@{ytd-1y}", "万元", 4), "0.0125"),
        (in_unit("projects.count", "个", 2), "39"),
        // bc: 8371*100/28421 = 29.4535730…
        (figure("funds.amount.share"), "29.45"),
        (in_unit("funds.amount.share", "%", 4), "29.4536"),
        // bc: 59403200/2701640 = 21.98783…
        (figure("sales.price"), "21.99"),
        (in_unit("sales.price", "元/公斤", 3), "21.988"),
        (in_unit("sales.price", "元/斤", 3), "10.994"),
        (in_unit("sales.price", "万元/吨", 5), "2.19878"),
    ] {
        let rows = rows_of("", vec![put(None, 1, 0, content.clone())]);
        assert_eq!(rows, format!("<row r=\"1\"><c r=\"A1\"><v>{expected}</v></c></row>"), "{content:?}");
    }
}

#[test]
fn a_cell_that_shows_per_cent_gets_the_fraction() {
    let rows = rows_of("<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>", vec![put(None, 1, 0, figure("funds.amount.share"))]);
    assert_eq!(rows, "<row r=\"1\"><c r=\"A1\" s=\"2\"><v>0.2945</v></c></row>");
}

#[test]
fn what_is_not_there_yet_is_put_where_it_belongs() {
    let n = || figure("projects.count");
    let cells = vec![
        put(None, 5, 0, n()),
        put(None, 2, 2, n()),
        put(None, 2, 0, n()),
        put(None, 4, 1, n()),
        put(None, 1, 0, n()),
    ];
    let rows = rows_of(
        "<row r=\"2\" spans=\"2:2\" s=\"1\" customFormat=\"1\"><c r=\"B2\"/></row><row r=\"4\" ht=\"3\"/>",
        cells,
    );
    assert_eq!(
        rows,
        "<row r=\"1\"><c r=\"A1\"><v>39</v></c></row><row r=\"2\" s=\"1\" customFormat=\"1\"><c r=\"A2\" s=\"1\">\
         <v>39</v></c><c r=\"B2\"/><c r=\"C2\" s=\"1\"><v>39</v></c></row><row r=\"4\" ht=\"3\"><c r=\"B4\"><v>39</v>\
         </c></row><row r=\"5\"><c r=\"A5\"><v>39</v></c></row>"
    );
}

#[test]
fn a_prefixed_sheet_without_rows_is_filled_in_its_own_prefix() {
    let xml = "<x:worksheet xmlns:x=\"m\"><x:cols><x:col min=\"2\" max=\"3\" style=\"1\"/></x:cols><x:sheetData/></x:worksheet>";
    let (parts, said) = filled_with(&book(&[("表", xml)]), vec![put(None, 1, 1, figure("projects.count"))]);
    assert_eq!(said, []);
    let data = "<x:sheetData><x:row r=\"1\"><x:c r=\"B1\" s=\"1\"><x:v>39</x:v></x:c></x:row></x:sheetData>";
    assert_eq!(parts["xl/worksheets/s1.xml"], xml.replace("<x:sheetData/>", data));
}

#[test]
fn formulas_forget_what_they_were_worked_out_to() {
    let first = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\" t=\"str\"><f>A1&amp;\"\"</f><v>1</v></c><c r=\"C1\"><f t=\"shared\" \
         si=\"0\"/><v>2</v></c></row>",
    );
    let second = sheet("<row r=\"1\"><c r=\"A1\" t=\"b\"><f>表!A1</f><v>1</v></c></row>");
    let bytes = book(&[("表", &first), ("汇总", &second)]);
    let (new, said) = filled_with(&bytes, vec![put(None, 1, 0, figure("projects.count"))]);
    assert_eq!(said, []);
    let expected = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>39</v></c><c r=\"B1\" s=\"1\"><f>A1&amp;\"\"</f></c><c r=\"C1\"><f t=\"shared\" si=\"0\"/></c></row>",
    );
    assert_eq!(new["xl/worksheets/s1.xml"], expected);
    assert_eq!(new["xl/worksheets/s2.xml"], sheet("<row r=\"1\"><c r=\"A1\"><f>表!A1</f></c></row>"));
    assert!(new["xl/workbook.xml"].contains("<calcPr fullCalcOnLoad=\"1\" calcId=\"1\"/>"));
}

#[test]
fn cells_that_must_not_be_touched_are_said_and_stay() {
    let xml = "<worksheet><sheetProtection sheet=\"1\"/><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><f>1+1</f><v>2</v></c>\
               <c r=\"B1\" s=\"1\"><f t=\"array\" ref=\"B1:B3\">C1:C3</f><v>0</v></c><c r=\"D1\"/></row></sheetData><mergeCells>\
               <mergeCell ref=\"E1:F2\"/></mergeCells></worksheet>";
    let bytes = book(&[("表", xml)]);
    let n = || figure("projects.count");
    let cells = vec![
        put(None, 1, 0, n()),
        put(None, 3, 1, n()),
        put(None, 1, 3, n()),
        put(None, 2, 5, n()),
        put(Some("表二"), 1, 0, n()),
    ];
    let (new, mut said) = filled_with(&bytes, cells);
    said.sort();
    let expected = [
        ("form-cell-formula", "表A1"),
        ("form-cell-formula", "表B3"),
        ("form-cell-locked", "表D1"),
        ("form-cell-merged", "表F2"),
        ("form-sheet-unknown", "表二A1"),
    ];
    assert_eq!(said, expected.map(|(code, place)| (code, place.to_owned())));
    assert_eq!(new, parts(&bytes));
}

#[test]
fn figures_that_there_are_not_are_said() {
    let cells = vec![
        put(None, 1, 0, figure("sales.wieght")),
        put(None, 2, 0, in_unit("sales.weight", "万元", 2)),
        put(None, 3, 0, figure("sales.weight@2021")),
        put(None, 4, 0, figure("sales.weight@{week}")),
        put(None, 5, 0, figure("sales.weight.yoy")),
        put(None, 6, 0, in_unit("sales.price", "%", 2)),
    ];
    let (new, mut said) = filled_with(&book(&[("表", &sheet("<row r=\"5\"><c r=\"A5\"><v>7</v></c></row>"))]), cells);
    said.sort();
    let expected = [
        ("form-figure-empty", "表A5"),
        ("form-figure-malformed", "表A3"),
        ("form-figure-malformed", "表A4"),
        ("form-figure-unknown", "表A1"),
        ("form-unit-unfit", "表A2"),
        ("form-unit-unfit", "表A6"),
    ];
    assert_eq!(said, expected.map(|(code, place)| (code, place.to_owned())));
    assert_eq!(new["xl/worksheets/s1.xml"], sheet("<row r=\"5\"><c r=\"A5\"/></row>"));
}

#[test]
fn texts_stand_for_themselves() {
    let rows = rows_of("", vec![put(None, 1, 0, text("{job} {period}，{month}，{date}，{through}，{year}"))]);
    assert_eq!(
        rows,
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">某&lt;部&gt;&amp;\u{fffd}_x005F_x0041_ \
         2021年1-7月，2021年7月，2021年8月5日，2021-07，2021</t></is></c></row>"
    );
}

#[test]
fn what_is_no_workbook_is_told_apart() {
    let compound = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [&compound[..], &name].concat();
    let damaged = sheet("<row r=\"1\"><c r=\"A1\"></row>");
    let entities = format!("<!DOCTYPE a [<!ENTITY b \"b\">]>{}", sheet(""));
    for (bytes, code) in [
        (&b""[..], "form-format-unsupported"),
        (b"%PDF-1.4", "form-format-unsupported"),
        (b"<html><body>a</body></html>", "form-format-unsupported"),
        (&compound, "form-format-unsupported"),
        (&encrypted, "form-encrypted"),
        (b"PK\x03\x04 and nothing more", "form-unreadable"),
        (&book(&[("表", &damaged)]), "form-unreadable"),
        (&book(&[("表", "<worksheet/>")]), "form-unreadable"),
        (&book(&[("表", &entities)]), "form-unreadable"),
    ] {
        let (parts, said) = filled_with(bytes, vec![put(None, 1, 0, figure("projects.count"))]);
        assert_eq!((said, parts.len()), (vec![(code, String::new())], 0), "{code}");
    }
}

proptest! {
    /// Whatever stands in a sheet and whatever is filled in: rows and cells stay in order, each once, and the others keep
    /// what they held.
    #[test]
    fn rows_and_cells_stay_in_order(
        old in proptest::collection::btree_map((1_u32..9, 0_u32..5), 0_u32..100, 0..20),
        new in proptest::collection::btree_map((1_u32..9, 0_u32..5), 0_u32..100, 1..20),
        numbered in any::<bool>(),
    ) {
        let mut rows = String::new();
        for row in 1..9 {
            let cells: Vec<String> = old.iter().filter(|((r, _), _)| *r == row).map(|((r, c), value)| {
                format!("<c r=\"{}{r}\"><v>{value}</v></c>", crate::findings::column_letters(*c))
            }).collect();
            let number = if numbered { format!(" r=\"{row}\"") } else { String::new() };
            rows += &if cells.is_empty() { format!("<row{number}/>") } else { format!("<row{number}>{}</row>", cells.concat()) };
        }
        let cells = new.iter().map(|((row, column), value)| put(None, *row, *column, text(&value.to_string()))).collect();
        let (parts, said) = filled_with(&book(&[("表", &sheet(&rows))]), cells);
        prop_assert_eq!(said, vec![]);
        let xml = &parts["xl/worksheets/s1.xml"];
        let scan = SheetScan::read(xml).expect("a sheet");
        let mut found = BTreeMap::new();
        let mut order = Vec::new();
        for row in &scan.rows {
            for cell in &row.cells {
                order.push((row.number, cell.column));
                let inner = &xml[cell.tag.end..cell.whole.end];
                let digits: String = inner.chars().filter(char::is_ascii_digit).collect();
                found.insert((row.number, cell.column), (inner.contains("<is>"), digits));
            }
        }
        prop_assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", order);
        let mut expected: BTreeMap<_, _> = old.iter().map(|(at, value)| (*at, (false, value.to_string()))).collect();
        expected.extend(new.iter().map(|(at, value)| (*at, (true, value.to_string()))));
        prop_assert_eq!(found, expected);
    }
}
