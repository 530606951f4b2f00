//! 传帮带 and 友好共建: who was taught, how often and at what cost, with months in merged cells.

use super::super::desk::{Desk, Tally};
use super::super::fit::{Share, amounts};
use super::super::paper::{Cell, Sheet, number, text};
use super::super::random::Random;
use super::super::truth::{Measure, Truth};
use super::super::{SampleError, xlsx};

const PATH: &str = "inbox/传帮带/2021年传帮带与交流活动台账.xlsx";
const PERIOD: &str = "2021-01..2021-07";
const HEADER: [&str; 10] = [
    "月份",
    "活动编号",
    "活动名称",
    "活动类型",
    "承办单位",
    "结对帮带人数",
    "活动次数",
    "培训人次",
    "结对学校数",
    "援疆资金（万元）",
];
const GROUPS: [&str; 3] = ["教育组团", "中学网格", "小学网格"];
const MONTHS: usize = 7;
/// What the notice prints: 248 人, 177 次, 906 人次, 120 万元.
const PRINTED: [i64; 4] = [248, 177, 906, 120];
/// 9 + 1 schools here, 13 in 衢州.
const SCHOOLS: [(&str, i64); 3] = [("乌什县", 9), ("四团", 1), ("衢州", 13)];

/// Puts the workbook on the desk.
pub(super) fn report(seed: u64, desk: &mut Desk) -> Result<(), SampleError> {
    let columns = draw(&mut Random::stream(seed, 51));
    let sheet = page(&columns);
    let tally = Tally::accepted(MONTHS * GROUPS.len() + SCHOOLS.len());
    desk.report(PATH.to_owned(), "activities", xlsx::book(PATH, &[sheet])?, tally);
    state(&mut desk.truth, &columns);
    Ok(())
}

/// For each of the four printed totals its parts, by month and group.
fn draw(random: &mut Random) -> [Vec<i64>; 4] {
    PRINTED.map(|total| {
        let shares: Vec<Share> =
            (0..MONTHS * GROUPS.len()).map(|_| Share { ratio: random.between(70, 130).into(), step: 1 }).collect();
        amounts(&shares, total)
    })
}

fn page(columns: &[Vec<i64>; 4]) -> Sheet {
    let mut sheet = Sheet::new("活动台账");
    sheet.title("2021年传帮带与交流活动台账", HEADER.len());
    sheet.header(&HEADER);
    for month in 0..MONTHS {
        let top = sheet.rows.len();
        for (group, name) in GROUPS.iter().enumerate() {
            let at = month * GROUPS.len() + group;
            let head = if group == 0 { text(format!("2021年{}月", month + 1)) } else { Cell::Blank };
            let mut row = vec![head, text(format!("CB{:03}", at + 1)), text("传帮带活动"), text("传帮带"), text(*name)];
            row.extend(columns[..3].iter().map(|column| number(column[at].to_string())));
            row.extend([text("—"), number(columns[3][at].to_string())]);
            sheet.push(row);
        }
        sheet.merge(top, 0, sheet.rows.len() - 1, 0);
    }
    for (position, (organizer, schools)) in SCHOOLS.iter().enumerate() {
        sheet.push(pairing(position, organizer, *schools));
    }
    sheet
}

fn pairing(position: usize, organizer: &str, schools: i64) -> Vec<Cell> {
    let mut row = vec![text("2021年6月"), text(format!("GJ{:03}", position + 1)), text("学校友好共建")];
    row.extend([text("友好共建"), text(organizer), Cell::Blank, Cell::Blank, Cell::Blank]);
    row.extend([number(schools.to_string()), Cell::Blank]);
    row
}

fn state(truth: &mut Truth, columns: &[Vec<i64>; 4]) {
    let taught = [("type", "传帮带")];
    for filter in [&[][..], &taught[..]] {
        each(truth, PERIOD, filter, PRINTED.map(i128::from));
    }
    for month in 0..MONTHS {
        let sum =
            |column: &Vec<i64>| column[month * GROUPS.len()..][..GROUPS.len()].iter().copied().map(i128::from).sum();
        each(truth, &format!("2021-{:02}", month + 1), &[], columns.each_ref().map(sum));
    }
    let all = SCHOOLS.iter().map(|(_, schools)| i128::from(*schools)).sum();
    truth.total("activities.schools", PERIOD, &[], Measure::Count("所"), all);
    for (organizer, schools) in SCHOOLS {
        let filter = [("organizer", organizer)];
        truth.total("activities.schools", PERIOD, &filter, Measure::Count("所"), schools.into());
    }
}

fn each(truth: &mut Truth, period: &str, filter: &[(&str, &str)], [mentees, sessions, attendances, wan]: [i128; 4]) {
    truth.total("activities.mentees", period, filter, Measure::Count("人"), mentees);
    truth.total("activities.sessions", period, filter, Measure::Count("次"), sessions);
    truth.total("activities.attendances", period, filter, Measure::Count("人次"), attendances);
    truth.total("activities.amount", period, filter, Measure::Money, wan * 1_000_000);
}
