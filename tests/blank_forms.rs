//! `market-aid new`, its input templates filled in, and a run: what was entered is what is counted, and a template that is
//! left empty counts for nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;

fn market_aid(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_market-aid")).args(arguments).output().expect("the binary starts")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// The skeleton, with all five ledgers switched on.
fn skeleton(job: &Path) {
    let output = market_aid(&["new", text(job), "--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let file = job.join("market-aid.toml");
    let mut written = fs::read_to_string(&file).expect("the job file");
    for (ledger, folder) in [("funds", "资金"), ("activities", "活动"), ("rectification", "整改")] {
        written += &format!("\n[[source]]\nledger = \"{ledger}\"\nfiles = [\"inbox/{folder}/**/*.xlsx\"]\n");
    }
    fs::write(file, written).expect("the job file");
}

/// Each sheet of a template as rows of texts.
fn sheets(template: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook(template).expect("a template");
    let rows = |range: &calamine::Range<Data>| -> Vec<Vec<String>> {
        range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
    };
    book.worksheets().iter().map(|(name, range)| (name.clone(), rows(range))).collect()
}

/// What an officer enters in a cell.
enum Entry {
    Day(u16, u8, u8),
    Number(f64),
    Text(&'static str),
}
use Entry::{Day, Number, Text};

fn enter(sheet: &mut Worksheet, row: u32, column: u16, entry: &Entry) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    match entry {
        Day(year, month, day_of_month) => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day_of_month).expect("a day");
            sheet.write_datetime_with_format(row, column, &date, &day).expect("a cell");
        }
        Number(number) => drop(sheet.write_number(row, column, *number).expect("a cell")),
        Text(text) => drop(sheet.write_string(row, column, *text).expect("a cell")),
    }
}

/// The template with entries under its headings, saved as an office program would: the same sheets, the same cells.
fn fill(job: &Path, template: &str, to: &str, entries: &[&[(&str, Entry)]]) {
    let mut book = Workbook::new();
    for (at, (name, rows)) in sheets(&job.join("templates").join(template)).into_iter().enumerate() {
        let sheet = book.add_worksheet().set_name(&name).expect("a name");
        for (row, texts) in (0_u32..).zip(&rows) {
            for (column, text) in (0_u16..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, text).expect("a cell");
            }
        }
        for (row, entry) in (1_u32..).zip(entries).filter(|_| at == 0) {
            for (heading, value) in *entry {
                let column = rows[0].iter().position(|own| own == heading).unwrap_or_else(|| panic!("{heading}"));
                enter(sheet, row, u16::try_from(column).expect("a column"), value);
            }
        }
    }
    let path = job.join("inbox").join(to);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    book.save(path).expect("a workbook");
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

fn run(job: &Path) -> (Value, Vec<Value>) {
    let out = job.join("out");
    let output = market_aid(&["run", text(job), "--out", text(&out), "--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (json(&out.join("figures.json")), json(&out.join("findings.json")).as_array().cloned().expect("findings"))
}

fn errors(findings: &[Value]) -> Vec<String> {
    let is_error = |finding: &&Value| finding["severity"] == "error";
    findings.iter().filter(is_error).map(Value::to_string).collect()
}

fn value<'a>(figures: &'a Value, id: &str) -> &'a str {
    let all = figures["figures"].as_array().expect("figures");
    let found = all.iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("{id}"));
    found["value"].as_str().expect("a value")
}

fn fill_sales(job: &Path) {
    fill(
        job,
        "十城百店销售.xlsx",
        "销售/杭州一店.xlsx",
        &[
            &[
                ("日期", Day(2021, 7, 5)),
                ("单号", Text("0012")),
                ("城市", Text("杭州")),
                ("门店", Text("杭州一店")),
                ("产品", Text("红枣")),
                ("渠道", Text("门店")),
                ("数量(公斤)", Number(120.5)),
                ("金额(元)", Number(2651.0)),
            ],
            &[
                ("日期", Day(2021, 6, 30)),
                ("单号", Text("0013")),
                ("城市", Text("杭州")),
                ("门店", Text("杭州一店")),
                ("产品", Text("核桃")),
                ("渠道", Text("线上")),
                ("数量(公斤)", Number(79.5)),
                ("金额(元)", Number(2385.75)),
            ],
        ],
    );
}

fn fill_offices(job: &Path) {
    fill(
        job,
        "招商引资签约项目.xlsx",
        "招商/签约.xlsx",
        &[
            &[
                ("签约日期", Day(2021, 3, 18)),
                ("项目编号", Text("ZS-1")),
                ("项目名称", Text("加工项目")),
                ("投资方", Text("某公司")),
                ("签约类型", Text("正式合同")),
                ("状态", Text("已开工")),
                ("签约金额(万元)", Number(5000.0)),
                ("到位资金(万元)", Number(1200.5)),
                ("开工日期", Day(2021, 6, 20)),
            ],
            &[
                ("签约日期", Day(2021, 5, 6)),
                ("项目编号", Text("ZS-2")),
                ("项目名称", Text("物流项目")),
                ("签约类型", Text("正式合同")),
                ("状态", Text("已签约")),
                ("签约金额(万元)", Number(0.5)),
            ],
        ],
    );
    fill(
        job,
        "援疆资金.xlsx",
        "资金/资金.xlsx",
        &[&[
            ("下达日期", Day(2021, 4, 1)),
            ("项目编号", Text("Z1")),
            ("项目名称", Text("卫生院")),
            ("领域", Text("民生")),
            ("援疆资金(万元)", Number(860.25)),
        ]],
    );
    fill(
        job,
        "传帮带与交流活动.xlsx",
        "活动/活动.xlsx",
        &[&[
            ("日期", Day(2021, 5, 12)),
            ("活动编号", Text("H1")),
            ("活动名称", Text("跟岗")),
            ("帮带人数(人)", Number(12.0)),
            ("活动次数(次)", Number(3.0)),
            ("人次(人次)", Number(45.0)),
            ("学校数(所)", Number(2.0)),
            ("援疆资金(万元)", Number(1.5)),
        ]],
    );
    fill(
        job,
        "巡察整改.xlsx",
        "整改/整改.xlsx",
        &[&[
            ("日期", Day(2021, 6, 30)),
            ("编号", Text("G1")),
            ("事项", Text("资金管理")),
            ("整改状态", Text("已整改")),
            ("问题数(个)", Number(1.0)),
            ("已整改数(个)", Number(1.0)),
            ("制度数(项)", Number(2.0)),
            ("清退金额(元)", Number(9784.0)),
        ]],
    );
}

/// 120.5 + 79.5 = 200 千克; 2651 + 2385.75 = 5036.75 元; 5000 + 0.5 万元 = 50,005,000 元.
#[test]
fn filled_templates_are_read_without_being_told_how() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = folder.path();
    skeleton(job);
    fill_sales(job);
    fill_offices(job);
    let (figures, findings) = run(job);
    assert_eq!(errors(&findings), Vec::<String>::new());
    for (id, expected) in [
        ("sales.weight@2021-01..2021-07", "200"),
        ("sales.revenue@2021-01..2021-07", "5036.75"),
        ("sales.weight[channel=线上]@2021-01..2021-07", "79.5"),
        ("sales.weight@2021-07", "120.5"),
        ("projects.count@2021-01..2021-07", "2"),
        ("projects.signed@2021-01..2021-07", "50005000"),
        ("projects.paid_in@2021-01..2021-07", "12005000"),
        ("projects.started_rate@2021-01..2021-07", "0.5"),
        ("funds.amount@2021-01..2021-07", "8602500"),
        ("activities.attendances@2021-01..2021-07", "45"),
        ("activities.amount@2021-01..2021-07", "15000"),
        ("rectification.refunded@2021-01..2021-07", "9784"),
        ("rectification.rules@2021-01..2021-07", "2"),
    ] {
        assert_eq!(value(&figures, id), expected, "{id}");
    }
    let rows = |class: &str| -> u64 {
        let intake = figures["intake"].as_array().expect("intake");
        intake.iter().map(|item| item["rows"][class].as_u64().expect("a count")).sum()
    };
    assert_eq!((rows("accepted"), rows("quarantined")), (7, 0));
}

#[test]
fn a_template_left_empty_counts_for_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = folder.path();
    skeleton(job);
    fill_sales(job);
    for (template, to) in [
        ("十城百店销售.xlsx", "销售/空表.xlsx"),
        ("招商引资签约项目.xlsx", "招商/空表.xlsx"),
        ("援疆资金.xlsx", "资金/空表.xlsx"),
        ("传帮带与交流活动.xlsx", "活动/空表.xlsx"),
        ("巡察整改.xlsx", "整改/空表.xlsx"),
    ] {
        let path = job.join("inbox").join(to);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::copy(job.join("templates").join(template), path).expect("a copy");
    }
    let (figures, findings) = run(job);
    assert_eq!(errors(&findings), Vec::<String>::new());
    assert_eq!(value(&figures, "sales.weight@2021-01..2021-07"), "200");
    let empty = figures["intake"]
        .as_array()
        .expect("intake")
        .iter()
        .filter(|item| item["file"].as_str().is_some_and(|file| file.ends_with("空表.xlsx")));
    for item in empty {
        assert_eq!(item["rows"]["read"], item["rows"]["blank"], "{item}");
    }
    assert_eq!(findings.iter().filter(|finding| finding["code"] == "header-without-rows").count(), 5);
}

#[test]
fn templates_take_up_the_names_of_the_registries_and_spare_what_was_filled_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = folder.path();
    skeleton(job);
    fs::write(job.join("registry/stores.csv"), "编码,名称,别名,城市\r\nA1,宁波一店,,宁波\r\nA2,杭州一店,,杭州\r\n")
        .expect("a registry");
    let sales = job.join("templates/十城百店销售.xlsx");
    let names = |path: &Path| -> Vec<String> {
        let (_, rows) = sheets(path).into_iter().find(|(name, _)| name == "名单").expect("the names");
        rows[2..].iter().map(|row| row[1].clone()).filter(|name| !name.is_empty()).collect()
    };
    assert_eq!(names(&sales), Vec::<String>::new());
    let renewed = market_aid(&["new", text(job), "--templates"]);
    assert!(renewed.status.success(), "{}", String::from_utf8_lossy(&renewed.stderr));
    assert_eq!(names(&sales), ["宁波一店", "杭州一店"]);
    fs::write(&sales, "filled in").expect("somebody's work");
    assert!(market_aid(&["new", text(job), "--templates"]).status.success());
    assert_eq!(fs::read(&sales).expect("it stays"), b"filled in");
    assert_eq!(names(&job.join("templates/十城百店销售.new.xlsx")), ["宁波一店", "杭州一店"]);
    let again = market_aid(&["new", text(job)]);
    assert_eq!(again.status.code(), Some(2));
}
