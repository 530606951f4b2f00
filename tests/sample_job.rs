//! The sample job, end to end: its figures are the ones that its generator knows to be true, and everything that a
//! run promises to leave is there.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const JOB: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/wushi-2021");

fn run(out: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.args(["run", JOB, "--out"]).arg(out).args(arguments);
    command.output().expect("the binary starts")
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}

fn values(figures: &Value) -> BTreeMap<String, (String, String)> {
    let text = |figure: &Value, key: &str| figure[key].as_str().unwrap_or("null").to_owned();
    let figures = figures["figures"].as_array().expect("figures").iter();
    figures.map(|figure| (text(figure, "id"), (text(figure, "value"), text(figure, "unit")))).collect()
}

#[test]
fn every_true_figure_comes_out_to_the_digit() {
    let out = tempfile::tempdir().expect("a folder");
    let output = run(&out.path().join("out"), &["--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ours = values(&json(&out.path().join("out/figures.json")));
    let truth = values(&json(&Path::new(JOB).join("truth.json")));
    assert!(truth.len() > 1000, "only {} figures are known", truth.len());
    let wrong: Vec<_> = truth.iter().filter(|(id, value)| ours.get(*id).is_some_and(|ours| ours != *value)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // A run leaves no breakdown of the base year; all other known figures must be there.
    let missing: Vec<_> = truth.keys().filter(|id| !ours.contains_key(*id) && !id.contains("]@2020")).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The published totals of the notice of 2021-11-10.
#[test]
fn the_published_totals_come_out() {
    let out = tempfile::tempdir().expect("a folder");
    run(&out.path().join("out"), &["--quiet"]);
    let figures = values(&json(&out.path().join("out/figures.json")));
    for (id, value) in [
        ("sales.weight@2021-01..2021-07", "2701640"),
        ("sales.revenue@2021-01..2021-07", "59403200"),
        ("projects.count@2021-01..2021-08", "39"),
        ("projects.signed@2021-01..2021-08", "5154000000"),
    ] {
        assert_eq!(figures[id].0, value, "{id}");
    }
}

#[test]
fn everything_promised_is_there_and_the_notice_prints_the_totals() {
    let out = tempfile::tempdir().expect("a folder");
    run(&out.path().join("out"), &["--quiet"]);
    for file in ["figures.json", "figures.csv", "findings.json", "quarantine.csv", "notice.md"] {
        assert!(out.path().join("out").join(file).is_file(), "{file}");
    }
    let charts = std::fs::read_dir(out.path().join("out/charts")).expect("charts").count();
    assert_eq!(charts, 22, "eleven charts, each as SVG and PNG");
    let notice = std::fs::read_to_string(out.path().join("out/notice.md")).expect("a notice");
    for printed in ["2701.64吨", "5940.32万元", "39个", "51.54亿元", "1.853亿元", "8371万元", "9784元"] {
        assert!(notice.contains(printed), "{printed} in\n{notice}");
    }
}

#[test]
fn a_preview_is_the_notice_to_the_byte() {
    let out = tempfile::tempdir().expect("a folder");
    run(&out.path().join("out"), &["--quiet"]);
    let notice = std::fs::read_to_string(out.path().join("out/notice.md")).expect("a notice");
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    let preview = command.args(["run", JOB, "--preview", "--quiet"]).output().expect("the binary starts");
    assert!(preview.status.success(), "{}", String::from_utf8_lossy(&preview.stderr));
    assert_eq!(String::from_utf8(preview.stdout).expect("UTF-8"), notice);
}

/// A job of two sales of one store.
fn small_job(folder: &Path, more: &str) {
    let job =
        "[job]\nname = \"合成案例\"\nthrough = \"2021-07\"\n[[source]]\nledger = \"sales\"\nfiles = [\"inbox/*\"]\n";
    std::fs::create_dir(folder.join("inbox")).expect("a folder");
    std::fs::write(folder.join("market-aid.toml"), format!("{job}{more}")).expect("a job");
    let rows = "日期,城市,门店,产品,数量（公斤）,金额（元）\n2021-06-05,杭州,一店,红枣,10,220\n2021-07-05,宁波,二店,核桃,20,440\n2021-07-06,宁波,二店,核桃,x,440\n";
    std::fs::write(folder.join("inbox/月报.csv"), rows).expect("a file");
}

fn in_job(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.arg("run").args(arguments).current_dir(folder).output().expect("the binary starts")
}

#[test]
fn a_preview_leaves_nothing_behind_and_takes_no_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    small_job(folder.path(), "");
    let names = || {
        let entries = std::fs::read_dir(folder.path()).expect("a folder");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let preview = in_job(folder.path(), &["--preview"]);
    assert!(preview.status.success() && preview.stdout.starts_with("# 合成案例".as_bytes()));
    assert_eq!(names(), before);
    assert_eq!(in_job(folder.path(), &["--preview", "--out", "out"]).status.code(), Some(2));
    assert_eq!(in_job(folder.path(), &["--preview", "--strict", "--quiet"]).status.code(), Some(1));
    assert_eq!(names(), before);
}

#[test]
fn papers_that_somebody_wrote_on_stay_and_the_run_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    small_job(folder.path(), "");
    assert!(in_job(folder.path(), &["--quiet", "--out", "out"]).status.success());
    let out = folder.path().join("out");
    let letter = std::fs::read_dir(out.join("letters")).expect("letters").next().expect("a letter").expect("an entry");
    let letter = format!("letters/{}", letter.file_name().to_string_lossy());
    let edited = ["notice.md", "notice.docx", "workbook.xlsx", &letter];
    for name in edited {
        std::fs::write(out.join(name), "annotated").expect("a file");
    }
    std::fs::write(out.join("figures.csv"), "not a paper").expect("a file");
    let again = in_job(folder.path(), &["--out", "out"]);
    assert!(again.status.success());
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    let findings = json(&out.join("findings.json"));
    let told: Vec<&str> = findings
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["code"] == "notice-edited")
        .filter_map(|finding| finding["raw"].as_str())
        .collect();
    for name in edited {
        let (stem, extension) = name.rsplit_once('.').expect("an extension");
        let beside = format!("{stem}.new.{extension}");
        assert_eq!(std::fs::read_to_string(out.join(name)).expect("the edited paper"), "annotated", "{name}");
        assert!(std::fs::metadata(out.join(&beside)).expect("the new paper").len() > 20, "{beside}");
        assert!(said.contains(&beside) && told.contains(&name), "{name}: {said} {told:?}");
    }
    assert_ne!(std::fs::read_to_string(out.join("figures.csv")).expect("figures"), "not a paper");
    assert_eq!(told.len(), edited.len());
}

/// The sheets of tables: their names begin with a number.
fn table_sheets(job: &Path) -> Vec<String> {
    let bytes = std::fs::read(job.join("out/workbook.xlsx")).expect("a workbook");
    let book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let names = calamine::Reader::sheet_names(&book).into_iter();
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_digit())).collect()
}

#[test]
fn the_workbook_has_the_tables_that_the_job_chooses_in_its_order() {
    // No row states a channel.
    let chosen = r#"["sales-weight-by-city-and-month", "summary", "sales-by-channel"]"#;
    for (tables, expected) in [(chosen, &["1 销售量分城市逐月", "2 主要指标"][..]), ("[]", &[])] {
        let folder = tempfile::tempdir().expect("a folder");
        small_job(folder.path(), &format!("[workbook]\ntables = {tables}\n"));
        assert!(in_job(folder.path(), &["--quiet", "--out", "out"]).status.success());
        assert_eq!(table_sheets(folder.path()), expected);
    }
}

#[test]
fn strict_ends_with_one_and_still_writes() {
    let out = tempfile::tempdir().expect("a folder");
    let output = run(&out.path().join("out"), &["--strict", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out.path().join("out/figures.json").is_file());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("accepted") && said.contains("2,701.64 t"), "{said}");
}

/// The gallery in `charts/` is the one that a run of the sample draws. SVG only: a PNG may differ by platform.
#[test]
fn the_gallery_is_the_sample_runs() {
    let out = tempfile::tempdir().expect("a folder");
    run(&out.path().join("out"), &["--quiet"]);
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts");
    for entry in std::fs::read_dir(out.path().join("out/charts")).expect("charts") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let kept = std::fs::read(gallery.join(&name)).unwrap_or_else(|_| panic!("charts/{name} is missing"));
        if name.ends_with(".svg") {
            assert!(kept == std::fs::read(&path).expect("a chart"), "charts/{name} is not what a run draws");
        }
    }
}
