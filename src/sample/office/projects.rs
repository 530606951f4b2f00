//! 招商引资: signed projects of 2020 and of January to August 2021, one in dollars, with a framework agreement whose
//! contract follows, one terminated, one in a currency without a rate, and one signed too late to count.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::desk::{Desk, Tally};
use super::super::fit::{Share, amounts};
use super::super::numerals::separated;
use super::super::paper::{Cell, Sheet, text};
use super::super::random::Random;
use super::super::truth::{Measure, Truth};
use super::super::{SampleError, xlsx};

const PATH: &str = "inbox/招商/招商引资签约项目台账.xlsx";
const HEADER: [&str; 11] = [
    "项目编号",
    "项目名称",
    "投资方",
    "签约类型",
    "所属行业",
    "落户地",
    "签约日期",
    "签约金额（万元）",
    "到位资金（万元）",
    "开工日期",
    "项目状态",
];
const INDUSTRIES: [&str; 7] = ["纺织服装", "农产品加工", "电子商务", "食用菌", "文化旅游", "仓储物流", "新能源"];
const PLACES: [&str; 3] = ["乌什县", "四团", "阿克苏地区"];

/// 5,154,000,000 元 from January to August 2021, in 万元; 32,300 of them are 50 million dollars at 6.46.
const SIGNED_2021: i64 = 515_400;
const DOLLARS: (&str, i64) = ("5000万美元", 32_300);
/// 12 million dollars have come in.
const DOLLARS_PAID: (&str, i64) = ("1200万美元", 7_752);
const SIGNED_2020: i64 = 336_000;

/// One signed project; amounts are in 万元.
#[derive(Debug, Clone)]
struct Project {
    code: String,
    industry: &'static str,
    place: &'static str,
    agreement: &'static str,
    year: i32,
    month: u32,
    day: u32,
    signed: i64,
    paid: i64,
    started: Option<u32>,
    status: &'static str,
    dollars: bool,
}

/// What a project says of one dimension.
type Dimension = fn(&Project) -> &'static str;

/// Puts the workbook on the desk.
pub(super) fn report(seed: u64, desk: &mut Desk) -> Result<(), SampleError> {
    let mut random = Random::stream(seed, 50);
    let mut this_year = draw(&mut random, (2021, 8, 38), SIGNED_2021 - DOLLARS.1);
    this_year.push(in_dollars());
    let last_year = draw(&mut random, (2020, 12, 27), SIGNED_2020);
    let extra = left_out(&this_year);
    let sheets = [
        page("签约项目2021", "2021年招商引资签约项目台账", &this_year, &extra),
        page("签约项目2020", "2020年招商引资签约项目台账", &last_year, &[]),
        notes(),
    ];
    let tally =
        Tally { accepted: this_year.len() + last_year.len(), out_of_scope: 3, quarantined: 1, ..Tally::default() };
    desk.report(PATH.to_owned(), "projects", xlsx::book(PATH, &sheets)?, tally);
    plant(&mut desk.truth);
    state(&mut desk.truth, &this_year, &last_year);
    Ok(())
}

fn draw(random: &mut Random, (year, months, count): (i32, u32, usize), total: i64) -> Vec<Project> {
    let shares: Vec<Share> = (0..count).map(|_| Share { ratio: random.between(3, 60).into(), step: 100 }).collect();
    let mut projects = Vec::new();
    for (position, signed) in amounts(&shares, total).into_iter().enumerate() {
        projects.push(one(random, position, count, (year, months), signed));
    }
    projects
}

fn one(random: &mut Random, position: usize, count: usize, (year, months): (i32, u32), signed: i64) -> Project {
    // Signed in the order of their codes, spread over the months.
    let month = 1 + (position as u32 * months) / count as u32;
    let running = random.below(5) < 3;
    let started = running.then(|| (month + random.below(3) as u32).min(months));
    Project {
        code: format!("ZS{year}-{:02}", position + 1),
        industry: INDUSTRIES[random.index(INDUSTRIES.len())],
        place: PLACES[random.index(PLACES.len() + 2).saturating_sub(2)],
        // One framework agreement has no contract yet: it counts.
        agreement: if position == 20 { "框架协议" } else { "正式合同" },
        year,
        month,
        day: random.between(2, 27) as u32,
        signed,
        paid: if running { signed * random.between(5, 60) / 100 } else { 0 },
        started,
        status: if !running { "前期" } else { ["在建", "投产"][random.index(2)] },
        dollars: false,
    }
}

fn in_dollars() -> Project {
    Project {
        code: "ZS2021-39".into(),
        industry: "新能源",
        place: "乌什县",
        agreement: "正式合同",
        year: 2021,
        month: 8,
        day: 18,
        signed: DOLLARS.1,
        paid: DOLLARS_PAID.1,
        started: Some(8),
        status: "在建",
        dollars: true,
    }
}

/// Rows that do not count: a framework whose contract is there, one terminated, one in euros, one of September.
fn left_out(projects: &[Project]) -> [(Project, &'static str); 4] {
    let of = |position: usize| projects[position].clone();
    let idle = |project: Project| Project { paid: 0, started: None, status: "前期", ..project };
    let framework = Project { agreement: "框架协议", month: 2, day: 1, signed: 20_000, ..idle(of(30)) };
    let ended = Project { code: "ZS2021-41".into(), signed: 8_600, ..idle(of(5)) };
    let euros = Project { code: "ZS2021-42".into(), signed: 0, ..idle(of(9)) };
    let late = Project { code: "ZS2021-43".into(), month: 9, day: 6, signed: 12_500, ..idle(of(33)) };
    let ended = Project { status: "终止", ..ended };
    [(framework, ""), (ended, ""), (euros, "800万欧元"), (late, "")]
}

fn page(name: &str, title: &str, projects: &[Project], extra: &[(Project, &str)]) -> Sheet {
    let mut sheet = Sheet::new(name);
    sheet.title(title, HEADER.len());
    sheet.header(&HEADER);
    for (position, project) in projects.iter().enumerate() {
        let row = row(project, position, "");
        sheet.push(row);
    }
    for (project, amount) in extra {
        sheet.push(row(project, 0, amount));
    }
    sheet
}

fn row(project: &Project, position: usize, amount: &str) -> Vec<Cell> {
    let number = project.code.split('-').next_back().unwrap_or("");
    let signed = match amount {
        "" if project.dollars => DOLLARS.0.to_owned(),
        "" => separated(&project.signed.to_string()),
        other => other.to_owned(),
    };
    let paid = match (project.dollars, project.paid) {
        (true, _) => DOLLARS_PAID.0.to_owned(),
        (_, 0) => "—".to_owned(),
        (_, paid) => paid.to_string(),
    };
    let (year, month, day) = (project.year, project.month, project.day);
    vec![
        text(&project.code),
        text(format!("{}项目{year}{number}", project.industry)),
        text(format!("合成企业{year}{number}")),
        text(project.agreement),
        text(project.industry),
        text(project.place),
        text(signed_on(position, year, month, day)),
        text(signed),
        text(paid),
        project.started.map_or(Cell::Blank, |month| text(format!("{year}年{month}月"))),
        text(project.status),
    ]
}

/// Each hand writes a date in its own way.
fn signed_on(position: usize, year: i32, month: u32, day: u32) -> String {
    match position % 4 {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{year}.{month}.{day}"),
        2 => format!("{year}年{month}月{day}日"),
        _ => format!("{year}/{month}/{day}"),
    }
}

fn notes() -> Sheet {
    let mut sheet = Sheet::new("填报说明");
    sheet.push(vec![text("合成数据：项目、投资方、金额均为虚构。")]);
    sheet.push(vec![text("框架协议转正式合同后，沿用原项目编号。")]);
    sheet
}

fn plant(truth: &mut Truth) {
    truth.planted("framework-with-contract", PATH, json!({"code": "ZS2021-31"}));
    truth.planted("terminated", PATH, json!({"code": "ZS2021-41"}));
    truth.planted("currency-without-rate", PATH, json!({"code": "ZS2021-42", "raw": "800万欧元"}));
    truth.planted("after-the-period", PATH, json!({"code": "ZS2021-43"}));
}

fn state(truth: &mut Truth, this_year: &[Project], last_year: &[Project]) {
    let period = "2021-01..2021-08";
    totals(truth, period, &[], &this_year.iter().collect::<Vec<_>>());
    totals(truth, "2020-01..2020-12", &[], &last_year.iter().collect::<Vec<_>>());
    let base: Vec<&Project> = last_year.iter().filter(|project| project.month <= 8).collect();
    totals(truth, "2020-01..2020-08", &[], &base);
    for month in 1..=8 {
        let signed: Vec<&Project> = this_year.iter().filter(|project| project.month == month).collect();
        totals(truth, &format!("2021-{month:02}"), &[], &signed);
    }
    let keys: [(&str, Dimension); 3] = [
        ("industry", |project| project.industry),
        ("county", |project| project.place),
        ("status", |project| project.status),
    ];
    for (key, value) in keys {
        let mut parts: BTreeMap<&str, Vec<&Project>> = BTreeMap::new();
        this_year.iter().for_each(|project| parts.entry(value(project)).or_default().push(project));
        parts.into_iter().for_each(|(value, part)| totals(truth, period, &[(key, value)], &part));
    }
    let started = this_year.iter().filter(|project| project.started.is_some()).count();
    truth.ratio("projects.started_rate", period, &[], (started as i128, this_year.len() as i128), "");
}

fn totals(truth: &mut Truth, period: &str, filter: &[(&str, &str)], projects: &[&Project]) {
    let sum = |wan: fn(&Project) -> i64| -> i128 {
        projects.iter().map(|project| i128::from(wan(project)) * 1_000_000).sum()
    };
    truth.total("projects.count", period, filter, Measure::Count("个"), projects.len() as i128);
    truth.total("projects.signed", period, filter, Measure::Money, sum(|project| project.signed));
    truth.total("projects.paid_in", period, filter, Measure::Money, sum(|project| project.paid));
}
