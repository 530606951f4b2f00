//! The small book read back by calamine, and its totals by LibreOffice where that is there.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use market_aid::words::Lang;

use crate::small::{Shelf, shelf};

type Read = Xlsx<Cursor<Vec<u8>>>;

fn read(shelf: &Shelf, lang: Lang) -> Read {
    open_workbook_from_rs(Cursor::new(shelf.bytes(lang))).expect("a workbook")
}

/// The cells of a sheet as text, row by row.
fn cells(book: &mut Read, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    let start = range.start().map_or(0, |(row, _)| row as usize);
    let empty = std::iter::repeat_n(Vec::new(), start);
    empty.chain(range.rows().map(|row| row.iter().map(ToString::to_string).collect())).collect()
}

/// Formulas of a sheet with their cells, counted from 0.
fn formulas(book: &mut Read, sheet: &str) -> Vec<(usize, usize, String)> {
    let range = book.worksheet_formula(sheet).expect("formulas");
    let start = range.start().unwrap_or_default();
    let used =
        range.used_cells().map(|(row, column, text)| (row + start.0 as usize, column + start.1 as usize, text.clone()));
    used.filter(|(_, _, text)| !text.is_empty()).collect()
}

#[test]
fn every_sheet_is_there_in_order() {
    let names = ["目录", "1 销售分月", "2 销售分城市", "图表", "入账情况", "隔离", "问题", "说明", "数据索引"];
    assert_eq!(read(&shelf(), Lang::Zh).sheet_names(), names);
    let english = [
        "Contents",
        "1 销售分月情况表",
        "2 销售分城市情况表",
        "Charts",
        "Intake",
        "Quarantine",
        "Findings",
        "Method and notes",
        "Index of figures",
    ];
    assert_eq!(read(&shelf(), Lang::En).sheet_names(), english);
}

#[test]
fn a_table_stores_exact_values_and_sums() {
    let mut book = read(&shelf(), Lang::Zh);
    let sheet = cells(&mut book, "2 销售分城市");
    assert_eq!(sheet[0][0], "销售分城市情况表");
    assert_eq!(sheet[1][0], "返回目录");
    assert_eq!(sheet[2][0], "2021年1—2月；计量单位见各列标题");
    let head = sheet.iter().position(|row| row[0] == "城市").expect("a heading row");
    assert_eq!(sheet[head], ["城市", "销售量（吨）", "占比（%）", "单价（元/千克）"]);
    assert_eq!(sheet[head + 1], ["杭州", "100", "65.897858319605", "21.98"]);
    assert_eq!(sheet[head + 3], ["温州", "1.25", "0.823723228995", "—"]);
    assert_eq!(sheet[head + 4], ["合计", "151.75", "100", "21.5"]);
    assert_eq!(formulas(&mut book, "2 销售分城市"), [(head + 4, 1, format!("SUM(B{}:B{})", head + 2, head + 4))]);
    let notes: Vec<&str> = sheet[head + 6..].iter().map(|row| row[0].as_str()).collect();
    let nothing = format!("注2：D{} 为“—”：没有记录", head + 4);
    assert_eq!(notes, ["注1：单价为金额除以重量，不能相加。", &nothing]);
    assert!(sheet[3][0].contains(&format!("本表有注2条，写在表下 A{} 起", head + 7)), "{:?}", sheet[3]);
}

#[test]
fn the_data_of_each_table_have_a_name() {
    let mut book = read(&shelf(), Lang::Zh);
    book.load_tables().expect("tables");
    let mut names: Vec<String> = book.table_names().into_iter().cloned().collect();
    names.sort();
    assert_eq!(
        names,
        ["contents", "figures", "findings", "intake", "method", "quarantine", "sales_by_city", "sales_by_month"]
    );
    let table = book.table_by_name("sales_by_city").expect("the data");
    assert_eq!(table.columns(), ["城市", "销售量（吨）", "占比（%）", "单价（元/千克）"]);
    assert_eq!(table.data().height(), 3, "the total is no part of the data");
}

#[test]
fn what_was_read_is_what_was_classed() {
    let mut book = read(&shelf(), Lang::Zh);
    let sheet = cells(&mut book, "入账情况");
    let head = sheet.iter().position(|row| row[0] == "文件").expect("a heading row");
    let wanted = [
        "文件",
        "表",
        "台账",
        "读入",
        "入账",
        "合计行",
        "重复",
        "已被替代",
        "不计入",
        "隔离",
        "空白",
        "核对",
        "其中更正",
        "其中剔除",
    ];
    assert_eq!(sheet[head], wanted);
    assert_eq!(sheet[head + 1][3..], ["3", "1", "0", "0", "0", "0", "1", "1", "0", "1", "0"]);
    assert_eq!(sheet[head + 2][3..], ["3", "1", "0", "0", "0", "0", "1", "1", "0", "1", "0"]);
    let check = (head + 1, 11, format!("D{0}-SUM(E{0}:K{0})", head + 2));
    assert!(formulas(&mut book, "入账情况").contains(&check));
}

#[test]
fn the_index_says_where_a_figure_stands() {
    let mut book = read(&shelf(), Lang::Zh);
    let sheet = cells(&mut book, "数据索引");
    let row = sheet.iter().find(|row| row[0] == "sales.weight@2021-01..2021-02").expect("the total");
    assert_eq!(row[1..8], ["sales.weight", "2021-01..2021-02", "", "151750", "千克", "151750千克", "7"]);
    let month = cells(&mut book, "1 销售分月");
    let total = month.iter().position(|row| row[0] == "合计").expect("a total") + 1;
    let city = cells(&mut book, "2 销售分城市");
    let also = city.iter().position(|row| row[0] == "合计").expect("a total") + 1;
    assert_eq!(row[9..11], [format!("1 销售分月!B{total}"), format!("2 销售分城市!B{also}")]);
}

#[test]
fn numbers_are_numbers() {
    let mut book = read(&shelf(), Lang::Zh);
    let range = book.worksheet_range("2 销售分城市").expect("a sheet");
    let numbers = range.used_cells().filter(|(_, _, cell)| matches!(cell, Data::Float(_) | Data::Int(_))).count();
    assert_eq!(numbers, 11);
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(shelf().bytes(Lang::Zh), shelf().bytes(Lang::Zh));
    assert_ne!(shelf().bytes(Lang::Zh), shelf().bytes(Lang::En));
}

/// The setting by which LibreOffice computes every formula when it opens a workbook.
const ALWAYS_COMPUTE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// LibreOffice forgets what was stored and computes anew when it is told to; its own figures must be the printed ones.
#[test]
fn libreoffice_computes_the_same_totals() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook-recomputed");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("small.xlsx"), without_results(&shelf().bytes(Lang::Zh))).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    fs::create_dir_all(folder.join("profile/user")).expect("a folder");
    fs::write(folder.join("profile/user/registrymodifications.xcu"), ALWAYS_COMPUTE).expect("written");
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    let mut call = Command::new("soffice");
    call.args([&profile, "--headless", "--convert-to", filter, "--outdir"]).arg(&folder).arg(folder.join("small.xlsx"));
    // Without LibreOffice, or without its spreadsheets, the sums of stored values are proved by `workbook::tests` alone.
    if !call.output().is_ok_and(|output| output.status.success()) || !folder.join("small-入账情况.csv").exists() {
        return;
    }
    let text = |sheet: &str| fs::read_to_string(folder.join(format!("small-{sheet}.csv"))).expect("a sheet as CSV");
    let total = |sheet: &str| text(sheet).lines().find(|line| line.starts_with("合计")).map(str::to_owned);
    assert_eq!(total("2 销售分城市").as_deref(), Some("合计,151.75,100.00,21.50"));
    assert_eq!(total("1 销售分月").as_deref(), Some("合计,151.75"));
    assert_eq!(total("入账情况").as_deref(), Some("合计,,,3,1,0,0,0,0,1,1,0,1,0"));
}

/// The same workbook with 0 stored as the result of every formula.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let parts = crate::parts::parts(bytes).into_iter().map(|(name, text)| {
        let mut kept = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("</f><v>") {
            kept += before;
            kept += "</f><v>0";
            rest = &after[after.find("</v>").expect("a value ends")..];
        }
        (name, kept + rest)
    });
    crate::parts::zipped(parts.collect())
}
