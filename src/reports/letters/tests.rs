//! Letters of made-up files: who gets which, and what their workbooks hold, read back cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::*;
use crate::findings::{Code, Place};

fn origin(file: &str, reporters: &[&str]) -> Origin {
    let reporters = reporters.iter().map(|name| (*name).to_owned()).collect();
    Origin { file: file.to_owned(), reporters, read: 12, accepted: 9, quarantined: 1 }
}

fn at(code: &'static str, file: &str, row: u64, raw: &str) -> Finding {
    Finding::new(Code(code), Place::cell(&file.into(), &"7月".into(), row, Some(5)), raw)
}

fn cities() -> BTreeMap<String, String> {
    let pairs = [("杭州一店", "杭州"), ("杭州二店", "杭州"), ("宁波一店", "宁波"), ("无名店", "")];
    pairs.into_iter().map(|(store, city)| (store.to_owned(), city.to_owned())).collect()
}

struct Case {
    origins: Vec<Origin>,
    cities: BTreeMap<String, String>,
    findings: Vec<Finding>,
    quarantine: Vec<QuarantineRow>,
}

impl Case {
    fn new(origins: Vec<Origin>, findings: Vec<Finding>) -> Self {
        Self { origins, cities: cities(), findings, quarantine: Vec::new() }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            job: "某市指挥部",
            period: "2021-01..2021-07".parse().expect("a period"),
            due: None,
            contact: None,
            origins: &self.origins,
            cities: &self.cities,
            findings: &self.findings,
            quarantine: &self.quarantine,
            lang: Lang::Zh,
        }
    }

    fn senders(&self) -> Vec<(String, usize)> {
        letters(&self.desk()).into_iter().map(|letter| (letter.sender, letter.findings.len())).collect()
    }
}

/// The texts of a sheet, by rows.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn sender(origins: Vec<Origin>, file: &str) -> String {
    let finding = at("number-unreadable", file, 3, "x");
    let senders = Case::new(origins, vec![finding]).senders();
    let [(sender, 1)] = &senders[..] else { panic!("{senders:?}") };
    sender.clone()
}

#[test]
fn a_finding_goes_to_whom_its_files_entries_name() {
    let one = vec![origin("inbox/甲/a.xlsx", &["杭州一店"])];
    assert_eq!(sender(one, "inbox/甲/a.xlsx"), "杭州一店");
    let several = vec![origin("inbox/甲/a.xlsx", &["杭州一店", "杭州二店"])];
    assert_eq!(sender(several, "inbox/甲/a.xlsx"), "杭州");
    let city = vec![origin("inbox/a.xlsx", &["温州"])];
    assert_eq!(sender(city, "inbox/a.xlsx"), "温州");
}

#[test]
fn without_a_name_it_goes_by_the_folder_and_its_other_files_then_by_the_file() {
    let mixed = vec![origin("inbox/十城百店/宁波市/a.xlsx", &["杭州一店", "宁波一店"])];
    assert_eq!(sender(mixed, "inbox/十城百店/宁波市/a.xlsx"), "宁波");
    let neighbours = vec![origin("inbox/hz/a.xlsx", &["杭州一店", "杭州二店"]), origin("inbox/hz/b.xlsx", &[])];
    assert_eq!(sender(neighbours, "inbox/hz/b.xlsx"), "杭州");
    let folder = vec![origin("inbox/招商/a.xlsx", &[])];
    assert_eq!(sender(folder, "inbox/招商/a.xlsx"), "招商");
    let alone = vec![origin("inbox/7月报表.xlsx", &[])];
    assert_eq!(sender(alone, "inbox/7月报表.xlsx"), "7月报表");
}

#[test]
fn who_has_nothing_to_mend_gets_no_letter() {
    let origins = vec![origin("inbox/a.xlsx", &["杭州一店"]), origin("inbox/b.xlsx", &["宁波一店"])];
    let findings = vec![
        at("column-unused", "inbox/a.xlsx", 1, "备注二"),
        at("repeated-row", "inbox/b.xlsx", 4, ""),
        at("registry-value-unreadable", "registry/stores.csv", 2, "x"),
        Finding::new(Code("pattern-matches-nothing"), Place::default(), "inbox/*.xls"),
    ];
    assert_eq!(Case::new(origins, findings).senders(), [("宁波一店".to_owned(), 1)]);
}

#[test]
fn a_sender_is_asked_for_what_a_sender_can_do() {
    let files = vec![origin("inbox/甲/a.csv", &["杭州一店"])];
    let conflict = at("key-conflict", "inbox/甲/a.csv", 7, "").with("file", "inbox/甲/a.csv").with("row", "6");
    let rate = at("currency-without-rate", "inbox/甲/a.csv", 9, "800万欧元").with("currency", "EUR");
    let case = Case::new(files, vec![conflict, rate]);
    let written = super::files(&case.desk()).expect("a letter");
    let rows = cells(&written[0].1, "更正表");
    assert_eq!(rows.len(), 2, "a missing rate is ours to settle");
    assert!(rows[1][6].starts_with("与 a.csv 第 6 行") && rows[1][7].starts_with("请核实哪一行对"), "{:?}", rows[1]);
    assert_eq!(Case::new(case.origins, case.findings[1..].to_vec()).senders(), []);
}

#[test]
fn a_month_that_jumps_goes_with_the_stores_own_files() {
    let origins = vec![origin("inbox/a.xlsx", &["杭州一店", "杭州二店"]), origin("inbox/b.xlsx", &["杭州二店"])];
    let jump = |name: &str| Finding::new(Code("month-jump"), Place::default(), "9").with("name", name);
    let case = Case::new(origins, vec![jump("杭州一店"), jump("杭州二店"), jump("宁波一店")]);
    assert_eq!(case.senders(), [("杭州".to_owned(), 1), ("杭州二店".to_owned(), 1)]);
}

#[test]
fn every_finding_of_a_file_stands_in_exactly_one_letter() {
    let files = ["inbox/a/1.xlsx", "inbox/a/2.xlsx", "inbox/b/3.xlsx", "inbox/4.csv"];
    let origins = files.iter().map(|file| origin(file, &[])).collect();
    let findings: Vec<Finding> = (0..40).map(|n| at("number-unreadable", files[n % 4], n as u64, "x")).collect();
    let case = Case::new(origins, findings);
    let mut found: Vec<Finding> =
        letters(&case.desk()).iter().flat_map(|letter| letter.findings.iter().map(|f| (*f).clone())).collect();
    found.sort();
    let mut all = case.findings.clone();
    all.sort();
    assert_eq!(found, all);
}

#[test]
fn a_letter_holds_its_findings_in_order_with_a_column_to_fill_in() {
    let origins = vec![origin("inbox/杭州/b.xlsx", &["杭州一店"]), origin("inbox/杭州/a.csv", &["杭州一店"])];
    let findings = vec![
        at("repeated-row", "inbox/杭州/b.xlsx", 4, ""),
        at("number-unreadable", "inbox/杭州/b.xlsx", 12, "=1+1"),
        at("number-unreadable", "inbox/杭州/a.csv", 9, "十二\u{1b}"),
        at("column-unused", "inbox/杭州/b.xlsx", 1, "备注二"),
    ];
    let mut case = Case::new(origins, findings);
    case.quarantine.push(QuarantineRow {
        finding: at("number-unreadable", "inbox/杭州/b.xlsx", 12, "=1+1"),
        cells: vec!["2021-07-05".into(), String::new(), "红枣".into(), "=1+1".into()],
    });
    case.quarantine.push(QuarantineRow {
        finding: at("date-unreadable", "inbox/杭州/b.xlsx", 20, ""),
        cells: vec!["待定".into(), "红枣".into()],
    });
    let files = files(&case.desk()).expect("letters");
    let [(path, bytes)] = &files[..] else { panic!("one letter") };
    assert_eq!(path, "letters/退回单-杭州一店.xlsx");
    let mend = cells(bytes, "更正表");
    let shown: Vec<[&str; 6]> =
        mend[1..].iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[4], &*row[5], &*row[8]]).collect();
    assert_eq!(
        shown,
        [
            ["1", "错误", "a.csv", "F9", "十二␛", ""],
            ["2", "警告", "b.xlsx", "F4", "", ""],
            ["3", "错误", "b.xlsx", "F12", "=1+1", ""],
            ["4", "错误", "b.xlsx", "F20", "待定 | 红枣", ""],
        ]
    );
    let cover = cells(bytes, "退回单");
    let said: Vec<&str> = cover.iter().map(|row| row[0].as_str()).collect();
    assert!(said.contains(&"致：杭州一店（杭州）") && said.contains(&"统计期间：2021年1-7月"), "{said:?}");
    assert!(
        said.iter().any(|line| line.contains("2 份表格") && line.contains("3 处错误") && line.contains("1 处疑问"))
    );
    assert!(said.contains(&"退回期限：______年____月____日"), "a date is never made up");
    assert_eq!(cells(bytes, "备查").len(), 2);
}

#[test]
fn hostile_texts_break_no_letter_and_the_bytes_stay_the_same() {
    let long = "长".repeat(10_000);
    let names = ["\u{202e}<&>\u{0}\u{1f}", "CON", "=cmd|' /C calc'!A0", &long, "\u{20bb7}安一店", "'];[", "..  "];
    let origins: Vec<Origin> =
        names.iter().enumerate().map(|(at, name)| origin(&format!("inbox/{at}/&P{name}.xlsx"), &[name])).collect();
    let findings = origins.iter().map(|origin| at("number-unreadable", &origin.file, 3, &origin.file)).collect();
    let mut case = Case::new(origins, findings);
    case.findings.push(Finding::new(Code("not-reported"), Place::default(), long.as_str()).with("months", "2021-07"));
    let first = files(&case.desk()).expect("letters");
    assert_eq!((first.len(), files(&case.desk()).expect("letters") == first), (8, true));
    for (path, bytes) in &first {
        let sheet = if path.contains("催报") { "催报名单" } else { "更正表" };
        assert!(path.len() < 255 && cells(bytes, sheet).len() > 1, "{path}");
    }
}

#[test]
fn a_letter_that_would_grow_without_end_says_how_much_more_there_is() {
    let findings = (1..=2_345).map(|row| at("number-unreadable", "inbox/a.csv", row, "x")).collect();
    let case = Case::new(vec![origin("inbox/a.csv", &["杭州一店"])], findings);
    let files = files(&case.desk()).expect("a letter");
    let rows = cells(&files[0].1, "更正表");
    assert!(rows.len() == 2_002 && rows[2_001][0].contains("345"), "{}", rows.len());
}

fn absent(name: &str, months: &[&str]) -> Finding {
    Finding::new(Code("not-reported"), Place::default(), name).with_list("months", months)
}

#[test]
fn who_has_not_reported_stands_by_city_store_and_month() {
    let findings = vec![
        absent("杭州二店", &["2021-01", "2021-02", "2021-03", "2021-05"]),
        absent("宁波一店", &["2020-11", "2020-12", "2021-01"]),
        absent("温州", &["2021-07"]),
        absent("无名店", &["2021-06"]),
    ];
    let mut case = Case::new(Vec::new(), findings);
    let desk = Desk { due: crate::calendar::DayCode::day(2021, 8, 10), ..case.desk() };
    let files = files(&desk).expect("the list");
    let [(path, bytes)] = &files[..] else { panic!("one workbook") };
    assert_eq!(path, "letters/催报名单.xlsx");
    let rows = cells(bytes, "催报名单");
    let shown: Vec<[&str; 5]> =
        rows[3..].iter().map(|row| [&*row[1], &*row[2], &*row[3], &*row[4], &*row[5]]).collect();
    assert_eq!(
        shown,
        [
            ["（未注明）", "无名店", "2021年6月", "1", ""],
            ["宁波", "宁波一店", "2020年11-12月、2021年1月", "3", ""],
            ["杭州", "杭州二店", "2021年1-3月、5月", "4", ""],
            ["温州", "（全市）", "2021年7月", "1", ""],
        ]
    );
    let grid = cells(bytes, "逐月");
    assert_eq!(grid[0][2..], ["2020-11", "2020-12", "2021-01", "2021-02", "2021-03", "2021-05", "2021-06", "2021-07"]);
    assert_eq!(grid[3][2..], ["", "", "未报", "未报", "未报", "未报", "", ""]);
    let messages = cells(bytes, "催报文字");
    assert!(messages[3][1].contains("杭州二店2021年1-3月、5月") && messages[3][1].contains("2021年8月10日前"));
    case.findings.clear();
    assert!(super::files(&case.desk()).expect("nothing").is_empty());
}
