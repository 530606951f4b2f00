//! Blank forms against the declarations that they come from.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use zip::ZipArchive;

use super::*;
use crate::kinds::{built_in, built_in_names};

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn lists() -> Lists {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Lists {
        names: BTreeMap::from([
            ("city".to_owned(), names(&["杭州", "宁波"])),
            ("store".to_owned(), names(&["=1+1", "\u{1b}店"])),
        ]),
    }
}

#[test]
fn every_ledger_has_a_blank_form_whose_headings_are_its_own_words() {
    for name in built_in_names() {
        let kind = built_in(name).expect("built in");
        let bytes = blank(&kind, &Lists::default(), Lang::Zh).expect("a form");
        let data = rows(&bytes, &kind.title.zh);
        assert_eq!(data.len(), 1, "{name}: nothing that a run could take for a row");
        for heading in &data[0] {
            let word = heading.split('(').next().expect("a word").to_owned();
            assert!(kind.fields.iter().any(|field| field.aliases.contains(&word)), "{name}: {heading}");
        }
        for measure in &kind.measures {
            let word = &kind.fields[measure.field].aliases[1];
            assert!(data[0].iter().any(|heading| heading.starts_with(&format!("{word}("))), "{name}: {word}");
        }
        for sheet in ["填表说明", "名单"] {
            assert!(rows(&bytes, sheet)[0][0].contains("本页不计入"), "{name}: {sheet}");
        }
    }
}

#[test]
fn the_choices_that_rules_know_mean_what_they_say() {
    let kind = built_in("projects").expect("built in");
    let inputs = inputs(&kind, &Lists::default(), Lang::Zh);
    let choices = |heading: &str| {
        let input = inputs.iter().find(|input| input.heading == heading).expect("a column");
        let Holds::Choice(names) = &input.holds else { panic!("{heading}") };
        names.clone()
    };
    let rules = &kind.rules;
    let known =
        |rule: &Option<crate::kinds::TextRule>, name: &str| rule.iter().any(|r| r.values.iter().any(|v| v == name));
    let agreements = choices("签约类型");
    assert!(known(&rules.formal, &agreements[0]) && known(&rules.framework, &agreements[1]));
    let started = rules.started.as_ref().map(|started| started.status.clone());
    let status: Vec<(bool, bool)> =
        choices("状态").iter().map(|name| (known(&started, name), known(&rules.out_of_scope, name))).collect();
    let (yes, no) = ((true, false), (false, false));
    assert_eq!(status, [no, no, yes, yes, yes, yes, (false, true)]);
}

#[test]
fn cells_are_checked_and_lists_are_fed_by_the_registries() {
    let kind = built_in("sales").expect("built in");
    let bytes = blank(&kind, &lists(), Lang::Zh).expect("a form");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        "type=\"date\"",
        "type=\"decimal\"",
        "type=\"list\"",
        "OFFSET(名单!$A$3,0,0,MAX(1,COUNTA(名单!$A$3:$A$5002)),1)",
        "单位：公斤",
        "sqref=\"A2:A5001\"",
        "topLeftCell=\"A2\"",
        "orientation=\"landscape\"",
    ] {
        assert!(sheet.contains(expected), "{expected}");
    }
    let names = rows(&bytes, "名单");
    let shown: Vec<[&str; 2]> = names[1..4].iter().map(|row| [&*row[0], &*row[1]]).collect();
    assert_eq!(shown, [["城市", "门店"], ["杭州", "=1+1"], ["宁波", "␛店"]]);
    assert_eq!(bytes, blank(&kind, &lists(), Lang::Zh).expect("the same form"));
}

#[test]
fn english_blank_forms_have_english_headings() {
    let kind = built_in("sales").expect("built in");
    let bytes = blank(&kind, &Lists::default(), Lang::En).expect("a form");
    let data = rows(&bytes, "Ten Cities Hundred Stores sales");
    assert_eq!(data[0][..4], ["date", "document", "city", "store"]);
    assert!(rows(&bytes, "Guide")[0][0].contains("this page is not counted"));
}
