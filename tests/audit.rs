//! The audit of a text: the cases of `tests/audit/cases.toml`, the sample's own notice digit by digit, and text that was
//! never meant to be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use market_aid::audit::records::Records;
use market_aid::audit::verdict::{Audit, By, Relation, Verdict};
use market_aid::audit::{audit, audit_against};
use market_aid::kinds::{self, Kind};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    fails: Vec<String>,
    #[serde(default)]
    untold: Vec<String>,
    #[serde(default)]
    not_claims: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    lints: Vec<String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// `kind claim operands`, operands in order of the alphabet; blanks within a number are left out.
fn line(relation: &Relation) -> String {
    let mut operands: Vec<String> = relation.operands.iter().map(|operand| operand.text.replace(' ', "")).collect();
    operands.sort();
    format!("{} {} {}", relation.kind.key(), relation.claim.replace(' ', ""), operands.join(" "))
}

/// An expected line with its operands in order, and the slip behind the stroke.
fn expected(text: &str) -> (String, Option<&str>) {
    let (relation, slip) = text.split_once(" | ").map_or((text, None), |(relation, slip)| (relation, Some(slip)));
    let mut words = relation.split(' ');
    let (kind, claim) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut operands: Vec<&str> = words.collect();
    operands.sort_unstable();
    (format!("{kind} {claim} {}", operands.join(" ")), slip)
}

fn judge(case: &Case) -> Vec<String> {
    let audit = audit(&case.text);
    let lines =
        |holds: bool| audit.relations.iter().filter(|r| r.holds == holds).map(line).collect::<BTreeSet<String>>();
    let (holding, failing) = (lines(true), lines(false));
    let mut wrong = Vec::new();
    for text in &case.holds {
        if !holding.contains(&expected(text).0) {
            wrong.push(format!("does not hold: {text}; what does: {holding:?}"));
        }
    }
    let told = case.untold.iter().filter(|text| holding.contains(&expected(text).0));
    wrong.extend(told.map(|text| format!("holds by chance: {text}")));
    let wanted: BTreeSet<String> = case.fails.iter().map(|text| expected(text).0).collect();
    if failing != wanted {
        wrong.push(format!("fails: {failing:?} instead of {wanted:?}"));
    }
    for text in &case.fails {
        let (wanted, slip) = expected(text);
        let told = audit.relations.iter().find(|r| !r.holds && line(r) == wanted).and_then(|r| r.slip.as_ref());
        let told = told.and_then(|phrase| phrase.key.rsplit('.').next());
        if slip.is_some() && told != slip {
            wrong.push(format!("slip of {wanted}: {told:?}"));
        }
    }
    wrong.extend(lists(case, &audit));
    wrong.iter().map(|text| format!("{}: {text}", case.name)).collect()
}

fn lists(case: &Case, audit: &Audit) -> Vec<String> {
    let mut wrong = Vec::new();
    for (wanted, list, name) in
        [(&case.not_claims, &audit.not_claims, "not claims"), (&case.open, &audit.not_checkable, "open")]
    {
        for text in wanted {
            if !list.iter().any(|aside| &aside.text == text) {
                let found: Vec<&str> = list.iter().map(|aside| aside.text.as_str()).collect();
                wrong.push(format!("{name}: {text} is not among {found:?}"));
            }
        }
    }
    let lints: Vec<&str> = audit.lints.iter().map(|lint| lint.code).collect();
    if lints != case.lints {
        wrong.push(format!("lints: {lints:?}"));
    }
    wrong.extend(accounting(&case.text, audit));
    wrong
}

/// Every digit in exactly one entry, entries in order and apart, each printing what stands at its place.
fn accounting(text: &str, audit: &Audit) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let asides = audit.not_claims.iter().chain(&audit.not_checkable).map(|aside| (aside.at, &aside.text));
    let mut entries: Vec<_> = audit.claims.iter().map(|claim| (claim.at, &claim.text)).chain(asides).collect();
    entries.sort_by_key(|(at, _)| *at);
    let mut wrong = Vec::new();
    for (at, printed) in &entries {
        if at.start >= at.end || at.end > chars.len() || chars[at.start..at.end].iter().collect::<String>() != **printed
        {
            wrong.push(format!("{printed} does not stand at {at:?}"));
        }
    }
    wrong.extend(
        entries.windows(2).filter(|pair| pair[0].0.end > pair[1].0.start).map(|pair| format!("{pair:?} overlap")),
    );
    for (place, c) in chars.iter().enumerate() {
        let digit = c.is_ascii_digit() || ('０'..='９').contains(c);
        if digit && !entries.iter().any(|(at, _)| at.start <= place && place < at.end) {
            wrong.push(format!("the digit {c} at {place} is in no list"));
        }
    }
    wrong
}

/// What a line of Markdown quotes is somebody else's: listed, and neither claimed nor reckoned with.
#[test]
fn a_quotation_claims_nothing() {
    let text =
        "销售100吨，其中线上60吨、门店40吨。\n> 更正：销售300吨，其中线上60吨、门店40吨，占比99%\n>2吨\n共5 > 3吨";
    let audit = audit(text);
    let quoted: Vec<&str> =
        audit.not_claims.iter().filter(|aside| aside.why.key == "why.quoted").map(|aside| &*aside.text).collect();
    assert_eq!(quoted, ["300吨", "60吨", "40吨", "99%"]);
    assert!(!audit.relations.is_empty() && audit.relations.iter().all(|relation| relation.holds));
    let rest =
        audit.claims.iter().map(|claim| &*claim.text).chain(audit.not_checkable.iter().map(|aside| &*aside.text));
    let rest: BTreeSet<&str> = rest.collect();
    assert!(rest.contains("2吨") && rest.contains("3吨") && !rest.contains("300吨"), "{rest:?}");
}

#[test]
fn every_case_is_audited_as_a_reader_would() {
    let cases: Cases =
        toml::from_str(&fs::read_to_string(at("tests/audit/cases.toml")).expect("the cases")).expect("cases");
    let wrong: Vec<String> = cases.case.iter().flat_map(judge).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a run of the sample leaves.
fn own_papers() -> &'static Path {
    static OUT: LazyLock<PathBuf> = LazyLock::new(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit-own-papers");
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_market-aid"))
            .args(["run", "--quiet", "--out"])
            .arg(&out)
            .arg(at("datasets/wushi-2021"))
            .status()
            .expect("the binary runs");
        assert!(status.success());
        out
    });
    &OUT
}

/// The notice and the figures of that run.
fn own_notice() -> (String, Records) {
    let out = own_papers();
    let kinds: Vec<Kind> = kinds::built_in_names().filter_map(kinds::built_in).collect();
    let figures = fs::read(out.join("figures.json")).expect("figures.json");
    let notice = fs::read_to_string(out.join("notice.md")).expect("notice.md");
    (notice, Records::from_json(&figures, &kinds).expect("figures"))
}

/// Every number of every paper is a figure of `figures.json`, or says why it claims nothing.
#[test]
fn no_number_of_the_papers_of_a_run_is_left_open() {
    let papers = [("notice.md", 60), ("notice.docx", 500), ("report.html", 1_500)];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_market-aid"))
        .args(["check", "--format", "json", "--quiet", "--figures", "figures.json"])
        .args(papers.map(|(name, _)| name))
        .current_dir(own_papers())
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<serde_json::Value> =
        answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), papers.len());
    for ((name, least), answer) in papers.iter().zip(&answers) {
        let list = |key: &str| answer[key].as_array().cloned().unwrap_or_default();
        assert_eq!(list("not_checkable"), Vec::<serde_json::Value>::new(), "{name}");
        let claims = list("claims");
        let wrong: Vec<_> = claims.iter().filter(|claim| claim["verdict"] != "confirmed").collect();
        assert!(wrong.is_empty() && claims.len() > *least, "{name}: {} claims, {wrong:?}", claims.len());
    }
}

#[test]
fn the_notice_of_a_run_is_confirmed_number_by_number_and_any_changed_digit_is_called_out() {
    let (notice, records) = own_notice();
    let whole = audit_against(&notice, &records);
    assert!(whole.claims.len() > 60 && whole.not_checkable.is_empty() && whole.lints.is_empty());
    assert!(whole.claims.iter().all(|claim| claim.verdict == Verdict::Confirmed && claim.by == By::Figure));
    let chars: Vec<char> = notice.chars().collect();
    let mut missed = Vec::new();
    // The paragraph is enough to read a number by; the whole notice for every digit would take a minute.
    for claim in &whole.claims {
        for place in (claim.at.start..claim.at.end).filter(|&place| chars[place].is_ascii_digit()) {
            let digit = chars[place].to_digit(10).unwrap_or(0);
            for other in [(digit + 1) % 10, (digit + 5) % 10, (digit + 9) % 10] {
                let mut changed = chars.clone();
                changed[place] = char::from_digit(other, 10).unwrap_or('0');
                let audit = audit_against(&changed.iter().collect::<String>(), &records);
                let told = audit.claims.iter().any(|claim| {
                    claim.at.start <= place && place < claim.at.end && claim.verdict == Verdict::Contradicted
                });
                if !told {
                    missed.push(format!("{} with {other} at {place}", claim.text));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_number_that_only_an_earlier_publication_has_is_stale() {
    let figures = |weight: &str| {
        format!(
            r#"{{"schema": 1, "job": "某县", "through": "2021-07", "intake": [], "figures": [{{"id": "sales.weight@2021-01..2021-07",
            "indicator": "sales.weight", "period": "2021-01..2021-07", "filter": {{}}, "value": "{weight}", "unit": "千克",
            "display": "", "records": 1, "note": null}}]}}"#
        )
    };
    let kinds: Vec<Kind> = kinds::built_in_names().filter_map(kinds::built_in).collect();
    let records = Records::from_json(figures("2000").as_bytes(), &kinds).expect("figures");
    let records = records.with_publication("2021-07-05", figures("1900").as_bytes()).expect("a publication");
    let claim = |text: &str| audit_against(text, &records).claims.first().cloned().expect("a claim");
    let today = claim("1-7月，销售农特产品2吨。");
    assert_eq!((today.verdict, today.stale_of), (Verdict::Confirmed, None));
    let earlier = claim("1-7月，销售农特产品1.9吨。");
    assert_eq!((earlier.verdict, earlier.stale_of.as_deref()), (Verdict::Contradicted, Some("2021-07-05")));
    assert_eq!(claim("1-7月，销售农特产品1.8吨。").stale_of, None);
}

#[test]
fn a_place_beyond_the_records_and_another_year_are_not_held_against_them() {
    let (_, records) = own_notice();
    for text in ["1-7月，全省销售农特产品999吨。", "2015年1-7月，销售农特产品999吨。", "1-7月，销售农特产品计划999吨。"]
    {
        let audit = audit_against(text, &records);
        assert!(audit.claims.is_empty(), "{text}: {:?}", audit.claims);
    }
}

#[test]
fn text_that_was_never_meant_to_be_read_is_accounted_for() {
    let digits = "1234567890".repeat(2_000);
    let nested = "（".repeat(3_000) + "5个" + &"）".repeat(3_000);
    let shares = "甲项目5个，占1%；".repeat(500);
    let controls = "1\u{0}2\u{202e}3元\u{feff}，增长\u{1}5%".repeat(200);
    for text in [digits, nested, shares, controls, "%".repeat(5_000), "1.".repeat(5_000), "一".repeat(5_000)] {
        let audit = audit(&text);
        assert_eq!(accounting(&text, &audit), Vec::<String>::new());
    }
}

proptest! {
    #[test]
    fn any_text_is_accounted_for(text in "([0-9０-９]{1,4}|[一二三十百千万亿点半]|[个元吨%％倍成年月日]|[，。；：、（）()“”\\n~:.-]|其中|占|增长|下降|分别|同比|目标|[a-z ]|\\PC){0,60}") {
        let audit = audit(&text);
        prop_assert_eq!(accounting(&text, &audit), Vec::<String>::new());
    }
}
