//! 援疆资金: 37 projects of 2021 in one sheet, areas in merged cells with 小计. The amounts are invented; what the notice
//! prints of them is kept, save the share of 产业, which contradicts the share of 民生.

use std::collections::BTreeMap;

use super::super::desk::{Desk, Tally};
use super::super::numerals::separated;
use super::super::paper::{Cell, Sheet, number, text};
use super::super::truth::Measure;
use super::super::{SampleError, xlsx};

const PATH: &str = "inbox/资金/2021年援疆资金安排表.xlsx";
const PERIOD: &str = "2021-01..2021-07";
const MONTH: &str = "2021-03";
const HEADER: [&str; 7] = ["领域", "项目编号", "项目名称", "规划大类", "资金投向", "下达日期", "安排资金（万元）"];

/// One funded project; the amount is in 万元.
struct Fund {
    area: &'static str,
    category: &'static str,
    orientation: &'static str,
    name: &'static str,
    wan: i64,
}

const LIVES: &str = "民生和基层";
const OTHER: &str = "产业和其他";

const fn fund(
    area: &'static str,
    category: &'static str,
    orientation: &'static str,
    name: &'static str,
    wan: i64,
) -> Fund {
    Fund { area, category, orientation, name, wan }
}

const fn trade(orientation: &'static str, name: &'static str, wan: i64) -> Fund {
    fund("产业", "产业支援促进就业", orientation, name, wan)
}

const fn life(name: &'static str, wan: i64) -> Fund {
    fund("民生", "保障和改善民生", LIVES, name, wan)
}

const fn school(name: &'static str, wan: i64) -> Fund {
    fund("民生", "文化教育支援", LIVES, name, wan)
}

const FUNDS: [Fund; 37] = [
    trade(OTHER, "电子商务产业园配套", 1_860),
    trade(LIVES, "小微企业孵化园就业车间", 1_480),
    trade(LIVES, "农产品冷链仓储", 1_206),
    trade(LIVES, "特色林果加工", 985),
    trade(LIVES, "纺织服装就业车间", 842),
    trade(OTHER, "旅游引客补助", 638),
    trade(LIVES, "疆果东送物流补助", 760),
    trade(LIVES, "就业创业奖补", 600),
    life("农房抗震防灾改造", 3_200),
    life("乡村振兴示范", 2_450),
    life("万亩亿元增收", 1_880),
    life("人居环境整治", 1_120),
    life("安全饮水巩固", 960),
    life("村级阵地建设", 880),
    school("中学教学楼", 1_260),
    school("幼儿园扩建", 640),
    life("医院设备更新", 820),
    life("远程医疗", 310),
    life("乡村道路", 740),
    life("村庄路灯", 265),
    life("养老服务", 430),
    life("残疾人康复", 180),
    life("就业技能培训", 355),
    school("文化活动中心", 505),
    school("农家书屋", 95),
    life("全民健身设施", 210),
    life("农村改厕", 240),
    life("集中供暖", 580),
    life("困难群众救助", 300),
    life("疾病防控", 285),
    school("校园安防", 155),
    life("基层组织建设", 670),
    fund("智力", "智力支援", OTHER, "干部人才培训", 485),
    fund("智力", "智力支援", LIVES, "传帮带", 120),
    fund("智力", "智力支援", LIVES, "教科研协作", 120),
    fund("文化", "文化教育支援", LIVES, "文化润疆", 215),
    fund("交流", "交往交流交融", OTHER, "交往交流交融", 380),
];

/// What a project says of one dimension.
type Dimension = fn(&Fund) -> &'static str;

/// Puts the workbook on the desk.
pub(super) fn report(desk: &mut Desk) -> Result<(), SampleError> {
    let sheet = page();
    desk.report(PATH.to_owned(), "funds", xlsx::book(PATH, &[sheet])?, Tally::accepted(FUNDS.len()));
    state(desk);
    Ok(())
}

fn page() -> Sheet {
    let mut sheet = Sheet::new("资金安排");
    sheet.title("2021年援疆资金安排表", HEADER.len());
    sheet.unit_line("单位：万元", HEADER.len());
    sheet.header(&HEADER);
    let mut position = 0;
    for area in FUNDS.chunk_by(|a, b| a.area == b.area) {
        let top = sheet.rows.len();
        for fund in area {
            position += 1;
            let row = row(fund, position, sheet.rows.len() == top);
            sheet.push(row);
        }
        sheet.merge(top, 0, sheet.rows.len() - 1, 0);
        sheet.push(total("小计", area));
    }
    let total = sheet.push(total("合计", &FUNDS));
    sheet.bold.insert(total);
    sheet.signatures("2021年4月12日");
    sheet
}

fn row(fund: &Fund, position: usize, first: bool) -> Vec<Cell> {
    let amount = fund.wan.to_string();
    // Some amounts are typed as text, with a separator or a unit of their own.
    let amount = match position % 9 {
        4 => text(separated(&amount)),
        7 => text(format!("{amount}万元")),
        _ => number(amount),
    };
    vec![
        if first { text(fund.area) } else { Cell::Blank },
        text(format!("YJ2021-{position:02}")),
        text(fund.name),
        text(fund.category),
        text(fund.orientation),
        text("2021年3月"),
        amount,
    ]
}

fn total(label: &str, funds: &[Fund]) -> Vec<Cell> {
    let mut cells = vec![Cell::Blank; HEADER.len() - 1];
    cells[0] = text(label);
    cells.push(number(funds.iter().map(|fund| fund.wan).sum::<i64>().to_string()));
    cells
}

fn state(desk: &mut Desk) {
    let all = FUNDS.iter().map(|fund| fund.wan).sum();
    for period in [MONTH, PERIOD] {
        total_of(desk, period, &[], FUNDS.len(), all);
    }
    let keys: [(&str, Dimension); 3] =
        [("area", |fund| fund.area), ("category", |fund| fund.category), ("orientation", |fund| fund.orientation)];
    for (key, value) in keys {
        let mut parts: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
        for fund in &FUNDS {
            let part = parts.entry(value(fund)).or_default();
            *part = (part.0 + 1, part.1 + fund.wan);
        }
        for (value, (count, wan)) in parts {
            total_of(desk, PERIOD, &[(key, value)], count, wan);
            desk.truth.ratio("funds.amount.share", PERIOD, &[(key, value)], (wan.into(), all.into()), "");
        }
    }
}

fn total_of(desk: &mut Desk, period: &str, filter: &[(&str, &str)], count: usize, wan: i64) {
    desk.truth.total("funds.count", period, filter, Measure::Count("个"), count as i128);
    desk.truth.total("funds.amount", period, filter, Measure::Money, i128::from(wan) * 1_000_000);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(keep: fn(&Fund) -> bool) -> (usize, i64) {
        let kept: Vec<&Fund> = FUNDS.iter().filter(|fund| keep(fund)).collect();
        (kept.len(), kept.iter().map(|fund| fund.wan).sum())
    }

    #[test]
    fn the_notice_is_kept() {
        assert_eq!(sum(|fund| fund.area == "产业"), (8, 8_371));
        assert_eq!(sum(|fund| fund.area == "民生"), (24, 18_530));
        assert_eq!(sum(|_| true), (37, 28_221));
        // 24,858 of 28,221 is 88.083 %.
        assert_eq!(sum(|fund| fund.orientation == LIVES).1, 24_858);
    }
}
