//! `publish` and `revisions` from the outside: a chain that is refused, written, read and killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

const JOB: &str = r#"[job]
name = "试验指挥部"
through = "2021-07"
[[source]]
ledger = "sales"
files = ["inbox/*.csv"]
[notice]
date = "2021-08-05"
"#;

const HEADER: &str = "单据号,日期,城市,门店,产品,渠道,数量(公斤),金额(元)\n";

fn job(rows: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("inbox")).expect("a folder");
    fs::write(folder.path().join("market-aid.toml"), JOB).expect("a job");
    reported(folder.path(), rows);
    folder
}

fn reported(folder: &Path, rows: &str) {
    fs::write(folder.join("inbox/a.csv"), format!("{HEADER}{rows}")).expect("a report");
}

const ROWS: &str = "A1,2021-06-01,杭州,一店,红枣,线上,100,2000\nA2,2021-06-02,杭州,一店,红枣,线上,120,2400\n\
                    A3,2021-07-03,杭州,一店,核桃,门店,50,1500\n";

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_market-aid"));
    command.args(arguments).current_dir(folder).env("RUST_BACKTRACE", "0").stdin(Stdio::null());
    command
}

fn call(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command(folder, arguments).output().expect("a call");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("published")).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[test]
fn open_errors_are_published_only_with_a_reason_which_is_kept() {
    let job = job(&format!("{ROWS}A4,2021-07-04,杭州,一店,核桃,门店,见附件,1\n"));
    let (exit, _, said) = call(job.path(), &["publish"]);
    assert_eq!(exit, 1, "{said}");
    assert!(said.contains("见附件") && !job.path().join("published").exists(), "{said}");
    assert_eq!(call(job.path(), &["publish", "--despite-errors", " "]).0, 2);
    let (exit, ..) = call(job.path(), &["publish", "--despite-errors", "附件在路上"]);
    assert_eq!(exit, 0);
    let text = fs::read_to_string(job.path().join("published/0001-2021-07.json")).expect("a publication");
    assert!(text.contains(r#"{"reason":"附件在路上","open":[["number-unreadable",1]]}"#), "{text}");
}

#[test]
fn no_clock_gives_the_date() {
    let job = job(ROWS);
    fs::write(job.path().join("market-aid.toml"), JOB.replace("date = \"2021-08-05\"\n", "")).expect("a job");
    assert_eq!(call(job.path(), &["publish"]).0, 2);
    assert_eq!(call(job.path(), &["publish", "--date", "2021-02-30"]).0, 2);
    assert_eq!(call(job.path(), &["publish", "--date", "2021-08-06"]).0, 0);
}

#[test]
fn the_same_is_published_once_and_every_file_has_its_sum() {
    let job = job(ROWS);
    let (exit, first, _) = call(job.path(), &["publish"]);
    let (again, second, _) = call(job.path(), &["publish", "--lang", "en"]);
    assert_eq!((exit, again), (0, 0));
    assert!(second.contains("nothing was written") && first.lines().nth(1) == second.lines().nth(1), "{second}");
    assert_eq!(names(job.path()), ["0001-2021-07.json", "0001-2021-07.sales.csv", "SHA256SUMS"]);
}

/// 1-6月: 100 + 120 = 220 were published; A2 is then 125, A1 is gone, and A0 of June comes late with 7: 132. The residue
/// of 132 + 50 - 220 - 50 = -88 is 7 late, 5 amended, -100 withdrawn.
#[test]
fn what_changed_is_told_record_by_record_and_adds_up() {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish", "--through", "2021-06", "--date", "2021-07-05"]).0, 0);
    reported(
        job.path(),
        "A2,2021-06-02,杭州,一店,红枣,线上,125,2400\nA3,2021-07-03,杭州,一店,核桃,门店,50,1500\n\
         A0,2021-06-30,杭州,二店,红枣,线上,7,140\n",
    );
    let (exit, text, said) = call(job.path(), &["revisions"]);
    assert_eq!(exit, 0, "{said}");
    for part in ["0.22吨 → 0.13吨 (-88千克)", "由 3 条记录造成，合计与差额一致", "第 2 行", "迟报 1 条（7千克）"]
    {
        assert!(text.contains(part), "lacks {part}:\n{text}");
    }
    let (_, json, _) = call(job.path(), &["revisions", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let figures = json["comparisons"][0]["figures"].as_array().expect("figures");
    let weight = figures.iter().find(|figure| figure["id"] == "sales.weight@2021-06").expect("June");
    assert_eq!((&weight["difference"], &weight["explained"]), (&"-88".into(), &"wholly".into()));
    let mut effects: Vec<&str> =
        weight["records"].as_array().expect("causes").iter().filter_map(|cause| cause["effect"].as_str()).collect();
    effects.sort_unstable();
    assert_eq!(effects, ["-100", "5", "7"]);
    let identity = json["identities"].as_array().expect("identities");
    let identity = identity.iter().find(|one| one["indicator"] == "sales.weight").expect("weight");
    assert_eq!(
        (&identity["last"], &identity["months"], &identity["this"], &identity["residue"]),
        (&"220".into(), &"50".into(), &"182".into(), &"-88".into())
    );
    let (_, _, said) = call(job.path(), &["run", "--out", "out"]);
    assert!(said.contains("修订了已公布的"), "{said}");
    assert_eq!(call(job.path(), &["run", "--out", "out", "--quiet"]).2, "");
}

/// Above the limit the part that changed is told, and that the row is not known.
#[test]
fn where_only_digests_are_kept_the_part_is_told() {
    let job = job(ROWS);
    fs::write(job.path().join("market-aid.toml"), format!("{JOB}[publish]\nrecords = 2\n")).expect("a job");
    let (exit, text, _) = call(job.path(), &["publish"]);
    assert!(exit == 0 && text.contains("超过 2 条"), "{text}");
    reported(job.path(), &ROWS.replace(",120,", ",121,"));
    let (_, text, _) = call(job.path(), &["revisions"]);
    assert!(text.contains("2021-06 store=一店  2 → 2 条  weight 220千克 → 221千克"), "{text}");
    assert!(text.contains("由 1 个月份造成，合计与差额一致"), "{text}");
}

#[test]
fn a_claim_that_was_published_and_is_no_longer_so_is_stale() {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish"]).0, 0);
    reported(job.path(), &ROWS.replace(",120,", ",121,"));
    fs::write(job.path().join("通报.txt"), "2021年6月，销售农特产品220公斤。\n").expect("a notice");
    let (exit, answer, _) = call(job.path(), &["check", "通报.txt", "--job", ".", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let claim = &answer["claims"][0];
    assert_eq!((exit, &claim["verdict"], &claim["stale_of"]), (1, &"contradicted".into(), &"0001-2021-07".into()));
}

/// The sheet is read as any Word file is, by the reader of notices.
fn sheet(job: &Path, name: &str) -> String {
    market_aid::notices::read(&job.join(name)).expect("a sheet").text
}

/// 220 was published of June; then A2 is 125, which revises it, and July has 150 for 50: 375, which is 155 more.
#[test]
fn a_publication_leaves_its_sheet_to_be_signed() {
    let job = job(ROWS);
    let (exit, said, _) = call(job.path(), &["publish", "--through", "2021-06", "--date", "2021-07-05"]);
    assert!(exit == 0 && said.contains("signoff-0001-2021-06.docx"), "{said}");
    let first = sheet(job.path(), "out/2021-06/signoff-0001-2021-06.docx");
    for part in ["试验指挥部　2021年1—6月　公布日期：2021年7月5日", "销售量\t0.22吨\t—\t—", "上次公布：无", "没有。"]
    {
        assert!(first.contains(part), "lacks {part}:\n{first}");
    }
    reported(job.path(), &ROWS.replace(",120,", ",125,"));
    let decided = "[[correct]]\nfile = \"inbox/a.csv\"\nrow = 4\nfield = \"quantity\"\nfrom = \"50\"\nto = \"150\"\n\
                   reason = \"少写一百\"\nby = \"张三\"\ndate = \"2021-08-04\"\n";
    fs::write(job.path().join("corrections.toml"), decided).expect("decisions");
    assert_eq!(call(job.path(), &["publish"]).0, 0);
    let second = sheet(job.path(), "out/2021-07/signoff-0002-2021-07.docx");
    let sums = fs::read_to_string(job.path().join("published/SHA256SUMS")).expect("sums");
    let hash = sums.lines().find_map(|line| line.strip_suffix("  0002-2021-07.json")).expect("its sum");
    let parts = [
        "本次公布（1—7月）\t上次公布（1—6月）",
        "销售量\t0.38吨\t0.22吨 ※\t+0.16吨",
        "更正　inbox/a.csv 4 quantity：“50”改为“150”。少写一百（张三，2021-08-04）",
        "本次公布：0002-2021-07.json",
        &format!("SHA-256：{hash}"),
        "上次公布：0001-2021-06.json（2021年7月5日 公布）",
    ];
    for part in parts {
        assert!(second.contains(part), "lacks {part}:\n{second}");
    }
}

#[test]
fn a_sheet_that_was_filled_in_is_left_alone() {
    let job = job(ROWS);
    let path = job.path().join("out/2021-07/signoff-0001-2021-07.docx");
    assert_eq!(call(job.path(), &["publish"]).0, 0);
    let blank = fs::read(&path).expect("a sheet");
    assert_eq!(call(job.path(), &["publish"]).2, "", "the same again");
    fs::write(&path, "signed").expect("signed");
    let (exit, _, said) = call(job.path(), &["publish"]);
    assert!(exit == 0 && said.contains("signoff-0001-2021-07.new.docx"), "{said}");
    assert_eq!(fs::read(&path).expect("a sheet"), b"signed");
    assert_eq!(call(job.path(), &["publish", "--sheet", "to/sign.docx"]).0, 0);
    assert_eq!(fs::read(job.path().join("to/sign.docx")).expect("a sheet"), blank);
    assert_eq!(call(job.path(), &["publish", "--sheet", "inbox/a.csv/sign.docx"]).0, 2, "published, and said");
}

/// Silent while nothing is revised; then the old value is one that was published, and no claim about today.
#[test]
fn a_notice_says_what_it_revises_and_holds() {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish", "--through", "2021-06", "--date", "2021-07-05"]).0, 0);
    let notice = |lang: &str| {
        assert_eq!(call(job.path(), &["run", "--out", "out", "--lang", lang, "--quiet"]).0, 0);
        fs::read_to_string(job.path().join("out/notice.md")).expect("a notice")
    };
    assert!(!notice("zh").contains("修订"));
    reported(job.path(), &ROWS.replace(",120,", ",999,"));
    let text = notice("zh");
    assert!(text.contains("销售量1-6月数据由此前公布的0.22吨修订为1.1吨。"), "{text}");
    for paper in ["out/notice.md", "out/notice.docx", "out/report.html"] {
        let (exit, answer, _) = call(job.path(), &["check", paper, "--job", ".", "--format", "json"]);
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        let claims = answer["claims"].as_array().expect("claims");
        let of = |text: &str| claims.iter().find(|claim| claim["text"] == text).expect("a claim");
        assert_eq!((exit, &of("0.22吨")["verdict"]), (0, &"confirmed".into()), "{paper}");
        assert!(of("0.22吨")["reason"].as_str().is_some_and(|why| why.contains("0001-2021-06")), "{paper}");
        assert_eq!(of("1.1吨")["period"].as_str(), Some("2021-01..2021-06"), "{paper}");
    }
    assert!(
        notice("en").contains("Weight: the figure for January to June is revised from 0.22 t, as published, to 1.1 t.")
    );
}

/// What was published is what a publication says it was; where there is none, nobody can tell.
#[test]
fn what_a_notice_says_was_published_is_held_against_publications() {
    let job = job(ROWS);
    let verdict = |text: &str, arguments: &[&str]| {
        fs::write(job.path().join("通报.txt"), text).expect("a notice");
        let arguments = [&["check", "通报.txt", "--format", "json"][..], arguments].concat();
        let answer: serde_json::Value = serde_json::from_str(&call(job.path(), &arguments).1).expect("JSON");
        answer["claims"][0]["verdict"].as_str().unwrap_or("open").to_owned()
    };
    let (right, wrong) = ("2021年6月销售量由此前公布的220公斤", "2021年6月销售量由此前公布的230公斤");
    assert_eq!(verdict(right, &["--job", "."]), "open", "nothing was published");
    assert_eq!(call(job.path(), &["publish"]).0, 0);
    reported(job.path(), &ROWS.replace(",120,", ",999,"));
    assert_eq!(verdict(right, &["--job", "."]), "confirmed");
    assert_eq!(verdict(wrong, &["--job", "."]), "contradicted");
    assert_eq!(verdict(right, &[]), "open");
}

#[test]
fn the_triangle_is_drawn_into_the_file_that_is_named() {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish", "--through", "2021-06", "--date", "2021-07-05"]).0, 0);
    reported(job.path(), &ROWS.replace(",120,", ",125,"));
    let (exit, _, said) = call(job.path(), &["revisions", "--chart", "t.svg"]);
    // 220 as published, 225 today.
    let title = "销售量公布后修订1处：2021年1—6月由0.22吨修订为0.22吨（+5千克）";
    assert!(exit == 0 && said.contains(title), "{said}");
    let svg = fs::read_to_string(job.path().join("t.svg")).expect("a picture");
    assert!(svg.contains(title) && svg.contains("+5千克") && svg.contains("0001-2021-06"));
    let arguments = ["revisions", "--chart", "t.png", "--indicator", "sales.price", "--by", "month", "--quiet"];
    assert_eq!(call(job.path(), &arguments).2, "");
    assert_eq!(&fs::read(job.path().join("t.png")).expect("a picture")[..4], b"\x89PNG");
    let (exit, _, said) = call(job.path(), &["revisions", "--chart", "u.svg", "--indicator", "sales.wieght"]);
    assert!(exit == 2 && said.contains("sales.weight") && !job.path().join("u.svg").exists(), "{said}");
    assert_eq!(call(job.path(), &["revisions", "--chart", "t.pdf"]).0, 2);
    assert_eq!(call(job.path(), &["revisions", "--by", "month"]).0, 2, "only a chart has columns to choose");
}

#[test]
fn a_broken_chain_ends_with_2_and_names_the_file() {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish"]).0, 0);
    let kept = job.path().join("published/0001-2021-07.sales.csv");
    fs::write(&kept, fs::read_to_string(&kept).expect("records").replace("120", "121")).expect("tampered with");
    for arguments in [&["publish"][..], &["revisions"], &["check", "inbox/a.csv", "--job", "."]] {
        let (exit, _, said) = call(job.path(), arguments);
        assert!(exit == 2 && said.contains("0001-2021-07.sales.csv"), "{arguments:?}: {exit} {said}");
    }
    assert_eq!(call(job.path(), &["run", "--out", "out"]).0, 0, "a run goes on, and says so");
}

/// A job with one publication, and data that make another.
#[cfg(unix)]
fn about_to_publish() -> TempDir {
    let job = job(ROWS);
    assert_eq!(call(job.path(), &["publish", "--quiet"]).0, 0);
    reported(job.path(), &ROWS.replace(",120,", ",125,"));
    job
}

/// How many publications there are in a chain that holds; the next call completes it, and there are two.
#[cfg(unix)]
fn found_and_completed(folder: &Path) -> usize {
    let (exit, json, said) = call(folder, &["revisions", "--format", "json"]);
    assert_eq!(exit, 0, "a chain that holds: {said}");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let found = json["comparisons"].as_array().expect("publications").len();
    assert_eq!(call(folder, &["publish", "--quiet"]).0, 0);
    let whole =
        ["0001-2021-07.json", "0001-2021-07.sales.csv", "0002-2021-07.json", "0002-2021-07.sales.csv", "SHA256SUMS"];
    assert_eq!(names(folder), whole);
    found
}

/// The system kills whoever writes beyond so many blocks, in the middle of the file: none of them is ever half there.
#[cfg(unix)]
#[test]
fn a_publication_that_is_killed_while_it_writes_a_file_is_not_there() {
    let mut killed = 0;
    for blocks in [0, 1, 2, 3, 5, 8, 13, 21, 34, 1_000] {
        let job = about_to_publish();
        let limited = format!("ulimit -c 0; ulimit -f {blocks}; exec \"$0\" publish --quiet");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_market-aid")]).current_dir(job.path()).stdin(Stdio::null());
        let ended = shell.status().expect("a shell");
        killed += usize::from(!ended.success());
        assert_eq!(found_and_completed(job.path()), 1 + usize::from(ended.success()), "{blocks} blocks");
    }
    assert!((5..10).contains(&killed), "killed {killed} times, and let through at the end");
}

/// Killed as it enters each call that changes a file or a name, one after the other, by a tracer; without one that may trace,
/// this shows nothing and says so.
#[cfg(target_os = "linux")]
#[test]
fn a_publication_that_is_killed_between_any_two_calls_is_there_or_is_not() {
    let trace = |folder: &Path, calls: &str, more: &[&str]| {
        let mut tracer = Command::new("strace");
        tracer.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")]).args(more);
        tracer.args([env!("CARGO_BIN_EXE_market-aid"), "publish", "--quiet"]);
        tracer.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null()).status()
    };
    let able = about_to_publish();
    if !trace(able.path(), "none", &[]).is_ok_and(|ended| ended.success()) {
        eprintln!("skipped: no strace that may trace");
        return;
    }
    let mut outcomes = [0, 0];
    for call in ["mkdir", "flock", "write", "fsync", "rename", "renameat2"] {
        let mut there = false;
        for nth in 1..50 {
            let job = about_to_publish();
            let kill = format!("inject={call}:signal=SIGKILL:when={nth}");
            let ended = trace(job.path(), call, &["-e", &kill]).expect("a tracer");
            let found = found_and_completed(job.path());
            assert!((1..=2).contains(&found) && (found == 2 || !there), "{call} {nth}: {found}");
            there = found == 2;
            if ended.success() {
                break;
            }
            outcomes[found - 1] += 1;
        }
        assert!(there, "{call}: let through at the end");
    }
    assert!(outcomes[0] > 5 && outcomes[1] > 2, "killed before and after it was there: {outcomes:?}");
}

/// Killed at any instant, whichever the machine's load makes it: the chain that is found afterwards holds, and the next call
/// completes it.
#[test]
fn a_killed_publication_is_there_or_is_not() {
    const ROUNDS: u32 = 40;
    let job = job(ROWS);
    let begun = Instant::now();
    assert_eq!(call(job.path(), &["publish", "--quiet"]).0, 0);
    // From the start to well after the end of a call that nobody kills.
    let step = begun.elapsed() * 3 / 2 / ROUNDS;
    let mut published = 1;
    for round in 0..ROUNDS {
        reported(job.path(), &ROWS.replace(",120,", &format!(",{},", 200 + round)));
        let mut child = command(job.path(), &["publish", "--quiet"]).spawn().expect("a child");
        std::thread::sleep(step * round);
        child.kill().expect("killed");
        child.wait().expect("gone");
        let (exit, json, said) = call(job.path(), &["revisions", "--format", "json"]);
        assert_eq!(exit, 0, "a chain that holds: {said}");
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let found = json["comparisons"].as_array().expect("publications").len();
        assert!(found == published || found == published + 1, "{found} after {published}");
        published = found;
    }
    let (exit, ..) = call(job.path(), &["publish", "--quiet"]);
    assert_eq!(exit, 0);
}
