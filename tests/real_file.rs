//! One real workbook that nobody here made: a job of four lines reads it as it stands, and every total comes out to
//! the digit. The file is no part of the repository: it is looked for at `MARKET_AID_REAL`, else at
//! `../shared/real/supermarket-by-category.xlsx`; without it the test says that it is skipped.

#[path = "case_runner/outcome.rs"]
mod outcome;

use std::fs;
use std::path::{Path, PathBuf};

use outcome::Outcome;
use serde_json::Value;
use tempfile::TempDir;

const JOB: &str = r#"job = { name = "超市蔬菜销售", through = "2023-06" }
[[source]]
ledger = "sales"
files = ["*.xlsx"]
defaults = { unit = "公斤", amount_unit = "元" }
"#;

/// Period, rows, 千克 and 元, as its own README counts them.
const PERIODS: [(&str, &str, u64, &str, &str); 6] = [
    ("2023-06", "2020-07..2023-06", 6474, "470975.918", "3369766.4768"),
    ("2021-06", "2021-01..2021-06", 1073, "77132.531", "439183.9188"),
    ("2022-06", "2022-01..2022-06", 1079, "55065.157", "580643.8369"),
    ("2023-06", "2023-01..2023-06", 1080, "85663.065", "615631.6374"),
    ("2023-06", "2023-05", 186, "12143.906", "79562.5823"),
    ("2023-06", "2023-06", 180, "10907.406", "86659.7889"),
];

/// 千克 and 元 of each category in the first half of 2023.
const CATEGORIES: [(&str, &str, &str); 6] = [
    ("水生根茎类", "5525.509", "61059.0862"),
    ("花叶类", "33411.697", "156522.0499"),
    ("花菜类", "5488.892", "73947.4955"),
    ("茄类", "3587.457", "78428.3753"),
    ("辣椒类", "21484.068", "126493.0737"),
    ("食用菌", "16165.442", "119181.5568"),
];

/// Year-on-year and month-on-month, from the totals above by exact fractions, to 12 places.
const CHANGES: [(&str, &str); 4] = [
    ("sales.weight.yoy@2023-01..2023-06", "0.555667316085"),
    ("sales.revenue.yoy@2023-01..2023-06", "0.060256904967"),
    ("sales.weight.mom@2023-06", "-0.101820616859"),
    ("sales.revenue.mom@2023-06", "0.089202818647"),
];

/// The workbook, if it is there.
fn workbook() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/supermarket-by-category.xlsx");
    let path = std::env::var_os("MARKET_AID_REAL").map_or(shared, PathBuf::from);
    path.exists().then_some(path)
}

/// A run through a month.
fn run_through(job: &Path, through: &str) -> Outcome {
    let outcome = outcome::run(job, &["--through".to_owned(), through.to_owned()]);
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    assert!(outcome.out.join("figures.csv").exists());
    let errors: Vec<&Value> = outcome.findings.iter().filter(|finding| finding["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    outcome
}

/// Notes a figure that is not what it should be.
fn compare(wrong: &mut Vec<String>, outcome: &Outcome, id: &str, value: &str, records: Option<u64>) {
    let figures = outcome.by_id();
    let figure = figures.get(id).copied().unwrap_or(&Value::Null);
    if figure["value"] != value || records.is_some_and(|records| figure["records"] != records) {
        wrong.push(format!("{id} should be {value} ({records:?} records), but is {figure}"));
    }
}

#[test]
fn every_total_of_a_real_workbook_comes_out_to_the_digit() {
    let Some(workbook) = workbook() else {
        println!("skipped: the real workbook is not here (set MARKET_AID_REAL to its path)");
        return;
    };
    let job = TempDir::new().expect("a temporary folder");
    fs::write(job.path().join("market-aid.toml"), JOB).expect("the job file is written");
    fs::copy(&workbook, job.path().join("supermarket-by-category.xlsx")).expect("the workbook is copied");
    let mut wrong = Vec::new();
    for (through, period, records, weight, revenue) in PERIODS {
        let outcome = run_through(job.path(), through);
        compare(&mut wrong, &outcome, &format!("sales.weight@{period}"), weight, Some(records));
        compare(&mut wrong, &outcome, &format!("sales.revenue@{period}"), revenue, Some(records));
    }
    let outcome = run_through(job.path(), "2023-06");
    assert_eq!(outcome.intake().iter().filter_map(|item| item["rows"]["accepted"].as_u64()).sum::<u64>(), 6474);
    for (category, weight, revenue) in CATEGORIES {
        for (indicator, value) in [("weight", weight), ("revenue", revenue)] {
            let id = format!("sales.{indicator}[category={category}]@2023-01..2023-06");
            compare(&mut wrong, &outcome, &id, value, None);
        }
    }
    CHANGES.iter().for_each(|(id, value)| compare(&mut wrong, &outcome, id, value, None));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
