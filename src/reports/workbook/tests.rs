//! What a cell stores, when a total is a formula, names of sheets and data, folded lines, sheets that are full.

use proptest::prelude::*;

use super::stored::{Stored, plus, shows, stored, to_digits};
use super::*;
use crate::exact::Decimal;
use crate::reports::document::{Cell, Column, Number, NumberForm, Row, RowRole};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("a decimal")
}

fn number(exact: &str, shown: &str, decimals: u32) -> Cell {
    Cell::Number(Number { figure: "sales.revenue@2021-07".into(), shown: shown.into(), decimals, exact: exact.into() })
}

fn column(form: NumberForm) -> Column {
    Column { heading: "收入".into(), unit: Some("万元".into()), form: Some(form) }
}

/// A column of one table: parts, then the total.
fn cells(form: NumberForm, parts: &[Cell], total: Cell) -> Vec<Row> {
    let row = |cell: &Cell| Row { role: RowRole::Body, cells: vec![cell.clone()] };
    let _ = form;
    parts.iter().map(row).chain([Row { role: RowRole::Total, cells: vec![total] }]).collect()
}

fn total_sums(form: NumberForm, parts: &[Cell], total: Cell) -> bool {
    let rows = cells(form, parts, total);
    match &stored(&[column(form)], &rows).last().expect("a total")[0] {
        Stored::Number { sums, .. } => *sums,
        _ => false,
    }
}

#[test]
fn a_total_is_a_formula_only_where_the_cells_add_up_to_it() {
    let parts = [number("0.125", "0.12", 2), number("5940.325", "5940.32", 2)];
    let clean = [number("1.5", "1.5", 2), number("2.25", "2.25", 2)];
    assert!(total_sums(NumberForm::Additive, &clean, number("3.75", "3.75", 2)));
    assert!(!total_sums(NumberForm::Amount, &clean, number("3.75", "3.75", 2)), "a price does not add up");
    assert!(!total_sums(NumberForm::Additive, &clean, number("3.76", "3.76", 2)), "the parts are not the whole");
    assert!(!total_sums(NumberForm::Additive, &parts, number("5940.45", "5940.45", 2)), "rounded parts are stored");
    let nothing = Cell::Nothing { shown: "—".into(), why: String::new() };
    assert!(total_sums(NumberForm::Additive, &[clean[0].clone(), nothing.clone()], number("1.5", "1.5", 2)));
    assert!(!total_sums(NumberForm::Additive, &[nothing], number("1.5", "1.5", 2)), "nothing adds up to nothing");
}

/// 0.125 is printed 0.12 to even, and a spreadsheet would show 0.13; -0.001 is printed 0, and it would show -0.00.
#[test]
fn what_a_spreadsheet_would_show_otherwise_is_stored_as_printed() {
    let value = |exact: &str, shown: &str| {
        let rows = cells(NumberForm::Amount, &[], number(exact, shown, 2));
        match &stored(&[column(NumberForm::Amount)], &rows)[0][0] {
            Stored::Number { value, is_rounded, .. } => (value.to_string(), *is_rounded),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(value("0.125", "0.12"), ("0.12".into(), true));
    assert_eq!(value("0.135", "0.14"), ("0.135".into(), false));
    assert_eq!(value("-0.001", "0"), ("0".into(), true));
    assert_eq!(value("29.458333333333", "29.46"), ("29.458333333333".into(), false));
}

#[test]
fn fifteen_digits_are_kept() {
    let kept = |text: &str| to_digits(decimal(text)).to_string();
    assert_eq!(kept("123456789.0123456"), "123456789.012346");
    assert_eq!(kept("-12345678901234567890"), "-12345678901234600000");
    assert_eq!(kept("0.000000000000123456789012345678"), "0.000000000000123456789012346");
    assert_eq!(kept("999999999999999.5"), "1000000000000000");
}

#[test]
fn sheets_have_names_that_spreadsheets_allow() {
    let table = |key: &str, title: &str| Table { key: key.into(), title: title.into(), ..Table::default() };
    let tables = [
        table("sales-by-city", "十城百店销售分城市情况表"),
        table("sales-by-city", "a[b]:*?/\\'c'"),
        table("A1", ""),
        table("r1c1", "Ten Cities Hundred Stores sales by store and month"),
        table("😀", &"𠮷".repeat(40)),
        table("intake", "Signed investment projects by industry"),
    ];
    let names = SheetNames::of(&tables, Wording { lang: Lang::Zh });
    assert_eq!(names.tables[0], "1 十城百店销售分城市");
    assert_eq!(names.tables[1], "2 a(b)：×？--’c’");
    assert_eq!(names.tables[2], "3");
    assert_eq!(names.tables[3], "4 Ten Cities…by store and month");
    assert_eq!(names.tables[5], "6 Signed…projects by industry");
    assert!(names.tables.iter().all(|name| name.encode_utf16().count() <= 31), "{:?}", names.tables);
    assert_eq!(names.data, ["sales_by_city", "sales_by_city_2", "table_3", "table_4", "table_5", "intake_6"]);
}

#[test]
fn what_a_table_notes_of_a_dash_is_not_noted_again_with_its_cell() {
    let dash = |why: &str| Cell::Nothing { shown: "—".into(), why: why.into() };
    let table = Table {
        columns: vec![column(NumberForm::Amount)],
        rows: cells(NumberForm::Amount, &[number("1", "1", 0), dash("没有记录")], dash("合计行不列。")),
        notes: vec!["合计行不列。".into()],
        ..Table::default()
    };
    let wording = Wording { lang: Lang::Zh };
    let tables = [table];
    let layouts = layout::of_tables(&tables, &SheetNames::of(&tables, wording), wording);
    let notes: Vec<String> = layouts[0].notes.iter().map(|lines| lines.concat()).collect();
    let [own, said] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!(own, "注1：合计行不列。");
    assert!(said.starts_with("注2：") && said.ends_with("为“—”：没有记录"), "{said}");
}

#[test]
fn lines_are_folded_behind_stops() {
    let folded = folding::folded("本表有注3条，写在表下各行；精确值见索引。", 24);
    assert_eq!(folded, ["本表有注3条，", "写在表下各行；", "精确值见索引。"].map(str::to_owned));
    assert_eq!(folding::folded("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert!(folding::folded("", 4).is_empty());
}

#[test]
fn text_shows_what_cannot_be_seen() {
    assert_eq!(plain_text::seen("a\u{7}\u{202e}b\r\nc\rd\u{feff}"), "a[U+0007][U+202E]b\nc\nd\u{feff}");
    assert_eq!(plain_text::seen("\u{85}\u{2028}\u{ffff}\u{10fffe}"), "[U+0085][U+2028][U+FFFF][U+10FFFE]");
    let long = plain_text::for_cell(&"𠮷".repeat(20_000), Wording { lang: Lang::Zh });
    assert!(long.ends_with("（原文共20000字，单元格放不下，已截断）") && long.encode_utf16().count() <= 32_767);
    assert_eq!(plain_text::on_one_line("a\nb\tc", 4), "a b…");
}

#[test]
fn dates_are_read_by_their_digits() {
    assert_eq!(day_of("2021-08-05"), Some((2021, 8, 5)));
    assert_eq!(day_of("2021年8月5日"), Some((2021, 8, 5)));
    assert_eq!(day_of("2021-02-30"), None);
    assert_eq!(day_of("soon"), None);
}

#[test]
fn a_full_sheet_says_where_the_rest_is() {
    let place = |row| crate::findings::Place::cell(&"a.csv".into(), &"".into(), row, None);
    let finding = |row| Finding::new(crate::findings::Code("glyph-missing"), place(row), "龘");
    let rows: Vec<QuarantineRow> =
        (1..=40).map(|row| QuarantineRow { finding: finding(row), cells: vec!["x".into(); 300] }).collect();
    let figures = Figures::new(Lang::Zh);
    let book = Book {
        title: "统计表",
        publisher: "指挥部",
        period: "2021年7月",
        date: None,
        rounding: Rounding::HalfEven,
        tables: &[],
        figures: &figures,
        findings: &[],
        quarantine: &rows,
        intake: &[],
    };
    let bytes = bound(&book, Lang::Zh, 30).expect("a workbook");
    let mut read: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("xlsx");
    let sheet = calamine::Reader::worksheet_range(&mut read, "隔离").expect("a sheet");
    let text: Vec<String> = sheet.rows().take(6).map(|row| row[0].to_string()).collect();
    assert!(
        text[3].starts_with("工作表放不下全部40行，只列出前19行；完整内容见同一文件夹的 quarantine.csv"),
        "{text:?}"
    );
    assert!(text[4].starts_with("工作表放不下全部300列原文，只列出前200列"), "{text:?}");
    assert_eq!((sheet.height(), sheet.width()), (6 + 19, 206));
}

proptest! {
    /// Parts of any size and sign, printed to even; whatever the total, a formula gives what is shown.
    #[test]
    fn a_sum_recomputes_to_what_is_shown(parts in prop::collection::vec(-10_i64.pow(12)..10_i64.pow(12), 1..40), slip in -2_i64..3) {
        let of = |digits: i128| {
            let value = Decimal { digits, scale: 4 };
            let printed = crate::exact::divide_rounded(digits, 100, Rounding::HalfEven);
            number(&value.to_string(), &Decimal { digits: printed, scale: 2 }.to_string(), 2)
        };
        let total: i128 = parts.iter().map(|part| i128::from(*part)).sum::<i128>() + i128::from(slip);
        let body: Vec<Cell> = parts.iter().map(|part| of(i128::from(*part))).collect();
        let rows = cells(NumberForm::Additive, &body, of(total));
        let all = stored(&[column(NumberForm::Additive)], &rows);
        let mut sum = Some(Decimal::whole(0));
        for (row, cell) in rows.iter().zip(&all) {
            let (Cell::Number(printed), Stored::Number { value, shown, sums, .. }) = (&row.cells[0], &cell[0]) else { panic!() };
            let printed = decimal(&printed.shown).at_scale(shown.decimals).expect("its places").0;
            prop_assert_eq!(shows(*value, shown.decimals), Some(printed));
            if row.role == RowRole::Body {
                sum = sum.and_then(|sum| plus(sum, *value));
            } else if *sums {
                prop_assert_eq!(shows(sum.expect("a sum"), shown.decimals), Some(printed));
            }
        }
    }
}
