//! Words in the body of a table that make a row something else than a record: totals, parts, signatures, notes.
//! Knows one text at a time.

use crate::values::fold;

/// What kind of total a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TotalWord {
    /// 小计, 本页合计.
    Subtotal,
    /// 合计, 总计, 累计.
    Total,
    /// 其中.
    Part,
    /// 上年同期, 平均, 占比: restates something that is not in the rows.
    Comparison,
}

/// A label, and the name that stands with it (杭州小计, 其中：红枣).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What it announces.
    pub word: TotalWord,
    /// The name beside the word; empty where there is none.
    pub name: String,
}

const TOTALS: [&str; 14] = [
    "合计",
    "总计",
    "累计",
    "共计",
    "总合计",
    "总和",
    "总额",
    "总数",
    "合计数",
    "汇总",
    "total",
    "grandtotal",
    "sum",
    "totals",
];
const SUBTOTALS: [&str; 4] = ["小计", "分计", "subtotal", "sub-total"];
/// What may stand before or behind a total's word without naming anything.
const OF_A_STRETCH: [&str; 9] = ["本页", "本日", "当日", "本周", "本月", "当月", "本期", "本季", "每日"];
const OF_ALL: [&str; 10] = ["全部", "总", "本年", "全年", "年度", "本表", "各项", "以上", "全市", "截至目前"];
const COMPARISONS: [&str; 20] = [
    "上年同期",
    "去年同期",
    "上年",
    "去年",
    "上期",
    "上月",
    "同期",
    "同比",
    "环比",
    "增长",
    "增幅",
    "增减",
    "比上年",
    "较上年",
    "平均",
    "均价",
    "占比",
    "比重",
    "完成率",
    "完成进度",
];
const SIGNATURES: [&str; 30] = [
    "填报人",
    "填表人",
    "制表",
    "制单",
    "审核",
    "复核",
    "审批",
    "批准",
    "负责人",
    "单位负责人",
    "统计负责人",
    "经办",
    "经手",
    "联系人",
    "联系电话",
    "电话:",
    "填报日期",
    "填表日期",
    "填报时间",
    "制表日期",
    "报送日期",
    "报出日期",
    "打印",
    "盖章",
    "(盖章)",
    "(公章)",
    "签字",
    "财务:",
    "主管",
    "preparedby",
];
const NOTES: [&str; 9] = ["注:", "注1", "备注:", "说明:", "附注", "附:", "数据来源", "资料来源", "※"];

/// A text without what typing changes: width, case, white space, and colons and stars around it.
pub(super) fn squeeze(text: &str) -> String {
    let folded = fold(text);
    let squeezed: String = folded.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    squeezed.trim_matches([':', '*', '、', ',', ';']).to_owned()
}

/// The label that a cell's text is, if it is one.
pub(super) fn label(text: &str) -> Option<Label> {
    if !may_be_label(text) {
        return None;
    }
    let squeezed = squeeze(text);
    part(&squeezed).or_else(|| total(&squeezed)).or_else(|| comparison(&squeezed))
}

/// A cheap look that turns away almost every text: labels are short, and hold one of a few characters.
fn may_be_label(text: &str) -> bool {
    if !(3..=72).contains(&text.len()) {
        return false;
    }
    if text.is_ascii() {
        return text.as_bytes()[0].is_ascii_alphabetic();
    }
    text.contains(['计', '总', '其', '同', '环', '上', '去', '比', '均', '增', '完', '较'])
}

fn part(squeezed: &str) -> Option<Label> {
    let rest = squeezed.trim_start_matches(['#', '(', '-', '—']).strip_prefix("其中")?;
    let name = rest.trim_start_matches([':', '-', '—', ',']).trim_end_matches(')');
    Some(Label { word: TotalWord::Part, name: name.to_owned() })
}

fn total(squeezed: &str) -> Option<Label> {
    let find = |words: &[&str]| words.iter().find_map(|word| beside(squeezed, word));
    let (name, is_subtotal) = find(&SUBTOTALS).map(|name| (name, true)).or_else(|| Some((find(&TOTALS)?, false)))?;
    let stretch = OF_A_STRETCH.iter().find_map(|word| name.strip_prefix(word));
    let all = OF_ALL.iter().find_map(|word| name.strip_prefix(word));
    let name = stretch.or(all).unwrap_or(name).trim_matches([':', '(', ')', '-', '的', '-']);
    let subtotal = is_subtotal || stretch.is_some() || !name.is_empty() && !is_money_or_weight(name);
    let word = if subtotal { TotalWord::Subtotal } else { TotalWord::Total };
    Some(Label { word, name: if is_money_or_weight(name) { String::new() } else { name.to_owned() } })
}

/// 合计（万元）: the bracket names no rows.
fn is_money_or_weight(name: &str) -> bool {
    crate::values::read_unit(name).is_some()
}

/// What stands before or behind `word`, where it begins or ends the text; the text must not go on for long.
fn beside<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(word).or_else(|| {
        let rest = text.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(['(', ':', '-', '['])).then_some(rest)
    })?;
    (rest.chars().count() <= 16 && (word.is_ascii() <= rest.is_empty())).then_some(rest.trim_matches(['[', ']']))
}

fn comparison(squeezed: &str) -> Option<Label> {
    COMPARISONS
        .iter()
        .any(|word| squeezed.starts_with(word))
        .then(|| Label { word: TotalWord::Comparison, name: String::new() })
}

/// Whether a cell's text signs or dates the table, or is a note to it.
pub(super) fn is_signature_or_note(text: &str) -> bool {
    let folded = fold(text);
    let squeezed: String =
        folded.chars().filter(|c| !c.is_whitespace()).take(40).flat_map(char::to_lowercase).collect();
    SIGNATURES.iter().chain(&NOTES).any(|word| squeezed.starts_with(word))
}

/// Whether a text says that the sheet which it opens is no data: 填表说明（本页不计入）.
pub(super) fn sets_sheet_aside(text: &str) -> bool {
    const WORDS: [&str; 3] = ["本页不计入", "本表不计入", "thispageisnotcounted"];
    let squeezed = squeeze(text);
    WORDS.iter().any(|word| squeezed.contains(word))
}

/// Whether a header says that its column compares, plans or restates: never a record's own value.
pub(super) fn is_comparative(squeezed: &str) -> bool {
    const WORDS: [&str; 14] = [
        "累计",
        "同期",
        "同比",
        "环比",
        "增长",
        "增幅",
        "增减",
        "计划",
        "目标",
        "任务",
        "预算",
        "完成率",
        "占比",
        "其中",
    ];
    WORDS.iter().any(|word| squeezed.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(TotalWord, String)> {
        label(text).map(|label| (label.word, label.name))
    }

    #[test]
    fn totals_are_known_however_they_are_spaced() {
        use TotalWord::{Part, Subtotal, Total};
        for (text, word, name) in [
            ("合计", Total, ""),
            ("合　计", Total, ""),
            ("总计：", Total, ""),
            ("合 计（万元）", Total, ""),
            ("累计", Total, ""),
            ("小计", Subtotal, ""),
            ("杭州小计", Subtotal, "杭州"),
            ("杭州市合计", Subtotal, "杭州市"),
            ("本页合计", Subtotal, ""),
            ("7月合计", Subtotal, "7月"),
            ("本年累计", Total, ""),
            ("Total", Total, ""),
            ("小计（宁波）", Subtotal, "宁波"),
            ("其中：红枣", Part, "红枣"),
            ("其中", Part, ""),
            ("其中:线上", Part, "线上"),
        ] {
            assert_eq!(read(text), Some((word, name.to_owned())), "{text}");
        }
        assert_eq!(read("上年同期").map(|l| l.0), Some(TotalWord::Comparison));
    }

    #[test]
    fn names_are_no_totals() {
        for text in ["杭州一店", "红枣", "2021-07-05", "12.5", "合计划店", "total wine", "累计优惠活动中心大店", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn signatures_and_notes() {
        for text in ["填报人：（签字）", "审 核 人：", "注：本表为合成数据", "备注：无", "联系电话：", "制表：张"]
        {
            assert!(is_signature_or_note(text), "{text}");
        }
        assert!(!is_signature_or_note("杭州一店"));
    }
}
