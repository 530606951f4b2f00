//! Records read again: every entry of a run is reached once and in its class, figures of every kind tie to their records,
//! and the sources are held against those of the last run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use market_aid::figures::Figure;
use market_aid::job::{self, Job};
use market_aid::ledger::{Class, Wanted};
use market_aid::run::{Outcome, Records, Request, Silent, run_with_records};
use market_aid::signoff::trace::answers::Rows;
use market_aid::signoff::trace::{Question, told};
use market_aid::sources::OpenOptions;
use market_aid::words::Lang;
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/wushi-2021");
const BINARY: &str = env!("CARGO_BIN_EXE_market-aid");

fn with_records<T>(job: &Job, then: impl FnOnce(&Outcome, &Records<'_>) -> T) -> T {
    let open = OpenOptions { reader_exe: Some(PathBuf::from(BINARY)), ..OpenOptions::default() };
    let request = Request { lang: Lang::Zh, open: &open, progress: &Silent };
    let (outcome, records) = run_with_records(job, &request).expect("a run");
    then(&outcome, &records)
}

/// File, sheet and class.
type Place = (String, String, &'static str);

const CLASSES: [Class; 5] =
    [Class::Accepted, Class::Duplicate, Class::Superseded, Class::OutOfScope, Class::Quarantined];

/// Entries and sums by place and class, as the intake counts them.
fn counted(outcome: &Outcome) -> BTreeMap<Place, (u64, Vec<i128>)> {
    let mut counted = BTreeMap::new();
    for row in &outcome.intake {
        for class in CLASSES.into_iter().filter(|class| row.tally.rows(*class) > 0) {
            let place = (row.file.clone(), row.sheet.clone().unwrap_or_default(), class.key());
            counted.insert(place, (row.tally.rows(class), row.tally.sums(class).to_vec()));
        }
    }
    counted
}

/// The same, as entries say one by one.
fn reached(job: &Job, records: &Records<'_>) -> BTreeMap<Place, (u64, Vec<i128>)> {
    let mut reached: BTreeMap<Place, (u64, Vec<i128>)> = BTreeMap::new();
    for kind in &job.kinds {
        let wanted = Wanted::accepted(kind.name.clone(), None, BTreeMap::new()).of_all_classes();
        let mut last = None;
        let every = |entry: market_aid::ledger::Entry| {
            let at = (entry.place.file.to_string(), entry.place.sheet.to_string(), entry.place.cell);
            assert!(
                last.as_ref()
                    .is_none_or(|last: &(String, String, _)| (&last.0, &last.1) != (&at.0, &at.1) || last.2 <= at.2)
            );
            let (count, sums) = reached
                .entry((at.0.clone(), at.1.clone(), entry.class.key()))
                .or_insert_with(|| (0, vec![0; kind.measures.len()]));
            *count += 1;
            sums.iter_mut().zip(&entry.measures).for_each(|(sum, value)| *sum += i128::from(value.unwrap_or(0)));
            last = Some(at);
        };
        records.each(&wanted, &mut { every }).expect("files that read");
    }
    reached
}

#[test]
fn every_entry_of_the_sample_is_reached_once_and_in_its_class() {
    let job = job::read(Path::new(SAMPLE)).expect("a job");
    with_records(&job, |outcome, records| {
        let counted = counted(outcome);
        assert!(CLASSES.iter().all(|class| counted.keys().any(|(.., key)| *key == class.key())), "the sample has all");
        assert_eq!(reached(&job, records), counted);
    });
}

/// One figure of each indicator and comparison, filtered and not, and every so many of the others.
fn chosen(outcome: &Outcome) -> Vec<Figure> {
    let mut seen = BTreeMap::new();
    let mut is_chosen = |at: usize, figure: &Figure| {
        let shape =
            (figure.id.name(), figure.id.filter.keys().cloned().collect::<Vec<_>>(), figure.id.period.is_month());
        seen.insert(shape, ()).is_none() || at.is_multiple_of(61)
    };
    let figures = outcome.figures.iter().enumerate();
    figures.filter(|(at, figure)| is_chosen(*at, figure)).map(|(_, figure)| figure.clone()).collect()
}

#[test]
fn figures_of_every_kind_tie_to_their_records() {
    let job = job::read(Path::new(SAMPLE)).expect("a job");
    with_records(&job, |outcome, records| {
        let chosen = chosen(outcome);
        assert!(chosen.len() > 100, "only {} figures", chosen.len());
        for figure in chosen {
            let id = figure.id.to_string();
            let question = Question::new(figure, &outcome.cubes, &outcome.settings, true).expect("a figure of the run");
            let read = |wanted: &Wanted, take: &mut dyn FnMut(market_aid::ledger::Entry)| records.each(wanted, take);
            let (proof, _) = told(&question, &read, 0, &mut Rows, &mut |_| ()).expect("files that read");
            assert!(proof.agrees, "{id}: {proof:?}");
        }
    });
}

fn trace(job: &Path, arguments: &[&str]) -> Output {
    Command::new(BINARY).arg("trace").arg(job).args(arguments).output().expect("the binary starts")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Decimal text in 0.0001.
fn parts(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let fraction: i128 = format!("{fraction:0<4}").parse().expect("digits");
    whole.parse::<i128>().expect("digits") * 10_000 + sign * fraction
}

/// The truth comes from the sample's generator; the sum is taken here over what JSON lists.
#[test]
fn what_json_lists_adds_up_to_the_true_figure() {
    let truth: Value =
        serde_json::from_slice(&fs::read(format!("{SAMPLE}/truth.json")).expect("a file")).expect("JSON");
    let id = "sales.revenue[city=杭州]@2021-01..2021-07";
    let known = truth["figures"].as_array().expect("figures").iter().find(|figure| figure["id"] == id);
    let known = known.and_then(|figure| figure["value"].as_str()).expect("a known figure");
    let told: Value =
        serde_json::from_str(&stdout(&trace(Path::new(SAMPLE), &[id, "--format", "json"]))).expect("JSON");
    let records = told["parts"][0]["records"].as_array().expect("records");
    let values = records.iter().filter_map(|record| record["measures"]["revenue"].as_str());
    assert_eq!(values.map(parts).sum::<i128>(), parts(known));
    assert_eq!(told["proof"]["agrees"], true);
    assert!(records.iter().all(|record| record["fields"]["city"] == "杭州" && record["class"] == "accepted"));
}

/// A job of a text that is read in several pieces.
fn streamed(folder: &Path) -> PathBuf {
    let job = folder.join("streamed");
    let made = Command::new(BINARY).arg("sample").arg(&job).args(["--rows", "60000", "--quiet"]).status();
    assert!(made.expect("the binary starts").success());
    job
}

#[test]
fn a_stream_is_told_the_same_with_one_thread_and_with_several() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = streamed(folder.path());
    let whole = trace(&job, &["sales.weight@2021-01..2021-07", "--format", "csv", "--all-classes", "--jobs", "1"]);
    let shared = trace(&job, &["sales.weight@2021-01..2021-07", "--format", "csv", "--all-classes", "--jobs", "4"]);
    let (whole, shared) = (stdout(&whole), stdout(&shared));
    assert!(whole.lines().count() > 20_000, "{} rows", whole.lines().count());
    assert!(whole == shared, "the bytes differ");
}

#[test]
fn sources_are_held_against_those_of_the_last_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = folder.path().join("job");
    fs::create_dir_all(job.join("inbox")).expect("a folder");
    fs::write(
        job.join("market-aid.toml"),
        "[job]\nname = \"合成\"\nthrough = \"2021-07\"\n[[source]]\nledger = \"sales\"\nfiles = [\"inbox/*.csv\"]\n",
    )
    .expect("a file");
    let text = "日期,城市,门店,产品,数量（公斤）,金额（元）\n2021-07-01,杭州,一店,红枣,100,2200\n";
    fs::write(job.join("inbox/a.csv"), text).expect("a file");
    let id = "sales.weight@2021-07";
    assert!(stdout(&trace(&job, &[id])).contains("还没有汇总结果可比"));
    let run = Command::new(BINARY).arg("run").arg(&job).arg("--quiet").status().expect("the binary starts");
    assert!(run.success());
    assert!(stdout(&trace(&job, &[id])).contains("1 个文件，与 out/2021-07 那次汇总时一致"));
    fs::write(job.join("inbox/a.csv"), format!("{text}2021-07-02,杭州,一店,红枣,50,1100\n")).expect("a file");
    fs::write(job.join("inbox/b.csv"), text.replace("一店", "二店")).expect("a file");
    let told = stdout(&trace(&job, &[id]));
    assert!(told.contains("2 个来源文件有变化；那时这个指标是 0.1吨"), "{told}");
    assert!(told.contains("改动 inbox/a.csv") && told.contains("新增 inbox/b.csv"), "{told}");
    assert!(told.contains("由记录算得 250千克（3 条）"), "{told}");
}
