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
