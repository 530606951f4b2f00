//! 巡察整改: problems found and mended, people dealt with, rules made and money returned, as a GB18030 list.

use super::super::delimited::{Encoding, table};
use super::super::desk::{Desk, Tally};
use super::super::paper::{Sheet, text};
use super::super::truth::{Measure, Truth};

const PATH: &str = "inbox/整改/巡察整改台账.csv";
const PERIOD: &str = "2021-01..2021-07";
const HEADER: [&str; 9] =
    ["编号", "完成日期", "事项", "处理方式", "问题数", "已整改数", "处理人数", "制度项数", "清退金额（元）"];

/// Thirteen groups of problems, all 33 mended.
const PROBLEMS: [(&str, i64); 13] = [
    ("学习贯彻部署", 3),
    ("落实指示精神", 3),
    ("脱贫攻坚", 3),
    ("意识形态", 2),
    ("主体责任", 4),
    ("项目管理", 3),
    ("财务管理", 2),
    ("中央八项规定", 3),
    ("文风会风", 3),
    ("核心作用", 2),
    ("党务工作", 2),
    ("严管厚爱", 1),
    ("审计整改", 2),
];
const PEOPLE: [&str; 3] = ["书面检查", "批评教育", "提醒谈话"];
const RULES: [(&str, i64); 3] = [("财务制度", 3), ("公文制度", 1), ("项目制度", 3)];
const REFUNDS: [(&str, i64); 3] = [("出差补贴", 4_680), ("市内交通费", 2_104), ("伙食费", 3_000)];

/// Puts the list on the desk.
pub(super) fn report(desk: &mut Desk) {
    let sheet = page();
    let tally = Tally::accepted(sheet.rows.len() - 1);
    desk.report(PATH.to_owned(), "rectification", table(&sheet, ',', Encoding::Gb18030), tally);
    state(&mut desk.truth);
}

fn page() -> Sheet {
    let mut sheet = Sheet::new("整改");
    sheet.header(&HEADER);
    for (item, count) in PROBLEMS {
        let count = count.to_string();
        line(&mut sheet, "2021-06-30", item, "限期整改", [&count, &count, "", "", ""]);
    }
    for handling in PEOPLE {
        line(&mut sheet, "2021-07-15", "追责问责", handling, ["", "", "1", "", ""]);
    }
    for (item, count) in RULES {
        line(&mut sheet, "2021-07-20", item, "完善制度", ["", "", "", &count.to_string(), ""]);
    }
    for (item, yuan) in REFUNDS {
        line(&mut sheet, "2021-05-31", item, "清退", ["", "", "", "", &yuan.to_string()]);
    }
    sheet
}

fn line(sheet: &mut Sheet, date: &str, item: &str, handling: &str, measures: [&str; 5]) {
    let code = format!("ZG{:02}", sheet.rows.len());
    let mut row = vec![text(code), text(date), text(item), text(handling)];
    row.extend(measures.map(text));
    sheet.push(row);
}

fn state(truth: &mut Truth) {
    let sum = |entries: &[(&str, i64)]| -> i128 { entries.iter().map(|(_, value)| i128::from(*value)).sum() };
    let problems = sum(&PROBLEMS);
    truth.total("rectification.problems", PERIOD, &[], Measure::Count("个"), problems);
    truth.total("rectification.resolved", PERIOD, &[], Measure::Count("个"), problems);
    truth.total("rectification.people", PERIOD, &[], Measure::Count("人"), PEOPLE.len() as i128);
    for handling in PEOPLE {
        truth.total("rectification.people", PERIOD, &[("handling", handling)], Measure::Count("人"), 1);
    }
    truth.total("rectification.rules", PERIOD, &[], Measure::Count("项"), sum(&RULES));
    truth.total("rectification.refunded", PERIOD, &[], Measure::Money, sum(&REFUNDS) * 100);
}
