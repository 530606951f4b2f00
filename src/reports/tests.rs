//! The tables and JSON files of a small ledger, whole.

use std::sync::Arc;

use super::*;
use crate::calendar::Month;
use crate::cube::{Cell, LedgerCube};
use crate::figures::{Figures, Settings, compute};
use crate::findings::{Code, Finding, Place};
use crate::kinds;
use crate::ledger::{Class, Tally};
use crate::words::Lang;

fn month() -> Month {
    "2021-01".parse().expect("a month")
}

/// One activity of 12.5 元 with 3 attendances, of a type whose name a spreadsheet would run.
fn figures(lang: Lang) -> Figures {
    let cell = Cell {
        month: month(),
        started: None,
        dimensions: vec![Arc::from("=讲座"), Arc::from("")],
        records: 1,
        present: vec![0, 0, 1, 0, 1],
        sums: vec![0, 0, 3, 0, 125_000],
    };
    let kind = Arc::new(kinds::built_in("activities").expect("built in"));
    compute(&[LedgerCube { kind, through: month(), cells: vec![cell] }], &Settings { lang, ..Settings::default() })
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

fn intake() -> Vec<IntakeRow> {
    let kind = Arc::new(kinds::built_in("sales").expect("built in"));
    let mut tally = Tally::new(2);
    tally.read_rows(3);
    tally.class_rows(Class::Blank, 1);
    tally.class_rows(Class::Accepted, 2);
    tally.class_measure(Class::Accepted, 0, 1_500_000);
    tally.class_measure(Class::Accepted, 1, 98_000);
    let row = |file: &str, sheet: Option<&str>, tally: Tally| IntakeRow {
        file: file.into(),
        sheet: sheet.map(str::to_owned),
        kind: Arc::clone(&kind),
        tally,
        corrected: 0,
        excluded: 0,
    };
    vec![row("b.csv", None, Tally::new(2)), row("a.xlsx", Some("7月"), tally)]
}

#[test]
fn figures_json_has_the_promised_shape() {
    let text = text(figures_json("指挥部 \"一\"", month(), &intake(), &figures(Lang::Zh)));
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (&file["schema"], &file["job"], &file["through"]),
        (&1.into(), &"指挥部 \"一\"".into(), &"2021-01".into())
    );
    let first = serde_json::json!({
        "file": "a.xlsx", "sheet": "7月", "ledger": "sales",
        "rows": {"read": 3, "accepted": 2, "control_total": 0, "duplicate": 0, "superseded": 0, "out_of_scope": 0,
                 "quarantined": 0, "blank": 1},
        "sums": {"accepted": {"weight": "1.5", "revenue": "9.8"}, "control_total": {}, "duplicate": {}, "superseded": {},
                 "out_of_scope": {}, "quarantined": {}}
    });
    assert_eq!(file["intake"][0], first);
    assert_eq!((&file["intake"][1]["file"], &file["intake"][1]["sheet"]), (&"b.csv".into(), &serde_json::Value::Null));
    let list = file["figures"].as_array().expect("an array");
    let of = |id: &str| list.iter().find(|figure| figure["id"] == id).expect("a figure");
    let plain = serde_json::json!({
        "id": "activities.attendances[type=\\=讲座]@2021-01", "indicator": "activities.attendances", "period": "2021-01",
        "filter": {"type": "=讲座"}, "value": "3", "unit": "人次", "display": "3人次", "records": 1, "note": null
    });
    assert_eq!(*of("activities.attendances[type=\\=讲座]@2021-01"), plain);
    assert_eq!(of("activities.amount.share[type=\\=讲座]@2021-01")["exact"], "1/1");
    let missing = of("activities.amount.yoy@2021-01");
    assert!(missing["value"].is_null() && missing["note"].as_str().is_some_and(|note| note.contains("2020-01")));
    let ids: Vec<&str> = list.iter().filter_map(|figure| figure["id"].as_str()).collect();
    assert!(ids.is_sorted());
}

/// The ledger prints amounts in 万元 with 4 decimals, so to the 元: 12.5 goes to the even 12.
#[test]
fn figures_csv_has_nine_columns_and_runs_no_formula() {
    let text = text(figures_csv(&figures(Lang::En)));
    let mut rows = text.split("\r\n");
    assert_eq!(rows.next(), Some("\u{feff}id,indicator,period,filter,value,unit,display,records,note"));
    let amount = rows.clone().find(|row| row.starts_with("activities.amount@2021-01,")).expect("a row");
    assert_eq!(amount, "activities.amount@2021-01,activities.amount,2021-01,,12.5,元,12 yuan,1,");
    let filtered = rows.find(|row| row.starts_with("activities.attendances[type")).expect("a row");
    assert!(filtered.contains(",type=\\=讲座,3,人次,3,1,"), "{filtered}");
}

fn quarantined() -> Vec<QuarantineRow> {
    let (file, none) = (Arc::from("收件/a.csv"), Arc::from(""));
    let finding = |row, raw: &str| {
        Finding::new(Code("notice-edited"), Place::cell(&file, &none, row, Some(2)), raw).with("beside", "x")
    };
    let row = |number, raw: &str, cells: &[&str]| QuarantineRow {
        finding: finding(number, raw),
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    vec![row(12, "一批", &["2021-07-05", "=cmd()", "一批"]), row(9, "-", &["-3.5"])]
}

#[test]
fn quarantine_csv_shows_the_place_the_reason_and_the_raw_cells() {
    let text = text(quarantine_csv(&quarantined(), Lang::Zh));
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(rows[0], "\u{feff}file,sheet,row,code,reason,remedy,cell_1,cell_2,cell_3");
    assert!(rows[1].starts_with("收件/a.csv,,9,notice-edited,") && rows[1].ends_with(",-3.5,,"), "{}", rows[1]);
    assert!(rows[2].ends_with(",2021-07-05,'=cmd(),一批"), "{}", rows[2]);
    assert_eq!(text, self::text(quarantine_csv(&quarantined().into_iter().rev().collect::<Vec<_>>(), Lang::Zh)));
}

#[test]
fn findings_json_is_sorted_and_speaks_the_language() {
    let findings: Vec<Finding> = quarantined().into_iter().map(|row| row.finding).collect();
    let file: serde_json::Value = serde_json::from_slice(&findings_json(&findings, Lang::En)).expect("JSON");
    let first = &file[0];
    assert_eq!(
        (&first["code"], &first["severity"], &first["cell"]),
        (&"notice-edited".into(), &"info".into(), &"C9".into())
    );
    assert_eq!(
        (&first["file"], &first["sheet"], &first["raw"]),
        (&"收件/a.csv".into(), &serde_json::Value::Null, &"-".into())
    );
    assert!(first["message"].as_str().is_some_and(|message| message.contains("was edited")));
    assert_eq!(findings_json(&[], Lang::Zh), b"[]\n");
}
