//! What each number is: an amount, a plan, a change, a rate of some kind — read from the words right around it.
//!
//! In: mentions with their words. Out: a role for each, the sign that the words give it, and for a rate the words that
//! name its base. Knows no other number but the one before it, and no arithmetic.

use std::borrow::Cow;

use super::passage::{Mention, Passage};
use super::vocabulary::{WORDS, holds_any};

/// What a number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An amount or a count.
    Level,
    /// How much more or less than before.
    Change,
    /// A growth rate.
    Growth,
    /// How many times as much more: 增长1.6倍.
    GrowthTimes,
    /// A share: the words of its base, empty where none are printed.
    Share(String),
    /// A completion of a plan.
    Completion(String),
    /// A rate over the number printed right before it: 完成目标81个的77.78%.
    OfNumber { plan: bool },
    /// 开工率 and its kind: the stem.
    Rate(String),
    /// 恢复至…的: over another year's level.
    BackTo,
    /// Percentage points by which the year's progress is ahead or behind.
    Schedule,
    /// Percentage points contributed to a growth rate.
    Pull,
    /// What of a growth rate, or of an increment, is owed to a part.
    Contribution,
    /// Percentage points between two rates: the words of the other one.
    Points(String),
    /// A multiple of something.
    Multiple,
    /// How often something doubled: 翻两番.
    Doubled,
    /// A mean or a price.
    Average,
    /// A member of a ratio.
    Part,
    /// Nothing that a rule reads.
    Other,
}

/// A role with its sign and whether the number is planned rather than done.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub role: Role,
    /// +1 or −1, by the words and the printed sign together.
    pub sign: i8,
    /// 目标, 任务, 计划, 预算.
    pub plan: bool,
}

impl Reading {
    const fn plain(role: Role) -> Self {
        Self { role, sign: 1, plan: false }
    }
}

/// Reads all of them, in order: a member of a list takes the role of the one before it.
pub(super) fn read(passage: &Passage<'_>) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::with_capacity(passage.mentions.len());
    for (index, mention) in passage.mentions.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| (&passage.mentions[before], &readings[before]));
        let same = before.filter(|(other, _)| other.quantity.dimension() == mention.quantity.dimension());
        // 同比减少6起、56人, 减少6起56人: two changes of two kinds.
        let joined = matches!(mention.lead.as_str(), "、" | "");
        let twin = before
            .filter(|(other, reading)| reading.role == Role::Change && joined && other.sentence == mention.sentence);
        let inherited = same.filter(|_| mention.listed || mention.restates).or(twin);
        let reading = match inherited {
            Some((_, reading)) => Reading { sign: direction(&mention.near).unwrap_or(reading.sign), ..reading.clone() },
            None => continued(mention, own(mention, before.map(|(other, _)| other)), same),
        };
        let signed = matches!(reading.role, Role::Growth | Role::Change | Role::Pull | Role::Other);
        let negative = mention.quantity.negative && signed;
        readings.push(Reading { sign: if negative { -1 } else { reading.sign }, ..reading });
    }
    readings
}

/// 数字经济占比12.6%，新制造10.6%: a name alone, behind a share, is the next share of the same whole.
fn continued(mention: &Mention, own: Reading, before: Option<(&Mention, &Reading)>) -> Reading {
    let length = mention.near.chars().count();
    // 比重由上年的53.8%下降至50.3%: a share as well.
    let reached = ends_with_any(&mention.near, &WORDS.cues.reached).is_some() && own.role == Role::Other;
    match before {
        // 贡献率由去年的40%上升至63.2%: so is what it has reached.
        Some((other, Reading { role: Role::Contribution, .. })) if reached && other.sentence == mention.sentence => {
            Reading::plain(Role::Contribution)
        }
        Some((other, Reading { role: Role::Share(base), .. })) if reached && other.sentence == mention.sentence => {
            Reading::plain(Role::Share(base.clone()))
        }
        Some((other, Reading { role: Role::Share(base), .. }))
            if own.role == Role::Other
                && other.sentence == mention.sentence
                && (1..=12).contains(&length)
                && direction(&mention.near).is_none() =>
        {
            Reading::plain(Role::Share(base.clone()))
        }
        _ => own,
    }
}

fn own(mention: &Mention, before: Option<&Mention>) -> Reading {
    if mention.ratio.is_some() {
        return Reading::plain(Role::Part);
    }
    // 每一百名女婴对一百一十三名男婴: so many to so many.
    let to_so_many = |before: &Mention| {
        before.near.ends_with('每') && before.clause == mention.clause && mention.lead.ends_with('对')
    };
    if before.is_some_and(to_so_many) {
        return Reading::plain(Role::Other);
    }
    match mention.quantity.dimension().0 {
        "%" => rate(mention, before),
        "个百分点" => points(mention),
        "倍" => times(mention),
        "番" if ends_with_any(&mention.near, &WORDS.cues.doubled).is_some() => Reading::plain(Role::Doubled),
        // 56.15亿, 增加7.24亿: a large number claims something even where its unit goes without saying.
        "" if mention.quantity.magnitude >= 4 => amount(mention),
        "番" | "" => Reading::plain(Role::Other),
        _ => amount(mention),
    }
}

/// The direction that words give: the last word of growth or decline in them.
pub(super) fn direction(words: &str) -> Option<i8> {
    match (last_end(words, &WORDS.cues.up), last_end(words, &WORDS.cues.down)) {
        (None, None) => None,
        (Some(up), Some(down)) if down >= up => Some(-1),
        (None, Some(_)) => Some(-1),
        _ => Some(1),
    }
}

fn trim_between(mut words: &str) -> &str {
    let stripped = |words: &'_ str| {
        let last = words.as_bytes().last().copied();
        WORDS
            .cues
            .between
            .iter()
            .find(|word| word.as_bytes().last().copied() == last && words.ends_with(word.as_str()))
            .map(|word| word.len())
    };
    while let Some(length) = stripped(words) {
        words = &words[..words.len() - length];
    }
    words
}

fn ends_with_any<'a>(words: &str, list: &'a [String]) -> Option<&'a str> {
    let last = words.as_bytes().last();
    let ends = |word: &&String| word.as_bytes().last() == last && words.ends_with(word.as_str());
    list.iter().find(ends).map(String::as_str)
}

/// The words behind the last of `cues` in `words`, with the cue.
fn behind<'a>(words: &'a str, cues: &[String]) -> Option<&'a str> {
    let at = cues.iter().filter_map(|cue| words.rfind(cue.as_str()).map(|at| at + cue.len())).max()?;
    Some(&words[at..])
}

fn rate(mention: &Mention, before: Option<&Mention>) -> Reading {
    let near = mention.near.as_str();
    let cues = &WORDS.cues;
    if let Some(reading) = of_number(mention, before) {
        return reading;
    }
    let trimmed = trim_between(near);
    if ends_with_any(trimmed, &cues.ahead).is_some() || is_of_schedule(trimmed) {
        return points(mention);
    }
    if holds_any(near, &cues.contributed) {
        return Reading::plain(Role::Contribution);
    }
    if ends_with_any(near, &cues.reached).is_some() {
        let shared = holds_any(near, &cues.share);
        return Reading::plain(if shared { Role::Share(String::new()) } else { Role::Other });
    }
    if let Some(sign) = growth_sign(trimmed) {
        return Reading { role: Role::Growth, sign, plan: false };
    }
    if holds_any(near, &cues.back_to) || is_of_last_year(near) {
        return Reading::plain(Role::BackTo);
    }
    // 占3种专利总量的34.7%: the small count belongs to the words of the base.
    if near.ends_with('的')
        && let Some(before) =
            before.filter(|before| before.clause == mention.clause && before.sentence == mention.sentence)
        && let Some(base) = share_base(&format!("{}{near}", before.near))
    {
        return Reading::plain(Role::Share(base));
    }
    if let Some(base) = plan_base(near) {
        return Reading::plain(Role::Completion(base));
    }
    if let Some(base) = share_base(near) {
        return Reading::plain(Role::Share(base));
    }
    if is_of_ranked_share(mention) {
        return Reading::plain(Role::Share(String::new()));
    }
    if trimmed.ends_with('率') || trimmed.ends_with("比例") {
        return Reading::plain(rate_noun(trimmed));
    }
    let tenths = mention.quantity.unit.is_some_and(|unit| unit.name == "成") || mention.spelt;
    if holds_any(near, &cues.share) || tenths {
        return Reading::plain(Role::Share(String::new()));
    }
    Reading::plain(Role::Other)
}

/// 较均衡进度慢2.94%: held against the calendar, in points though it is printed with %.
fn is_of_schedule(trimmed: &str) -> bool {
    let behind = last_end(trimmed, &WORDS.cues.schedule).map(|end| &trimmed[end..]);
    behind.is_some_and(|behind| WORDS.cues.comparing.iter().any(|word| word == behind))
}

/// 是去年全年的65%: over last year's amount.
fn is_of_last_year(near: &str) -> bool {
    let words = near.strip_suffix('的').and_then(|words| words.strip_prefix(['是', '为', '达']));
    words.is_some_and(|words| holds_any(words, &WORDS.cues.previous) && !holds_any(words, &WORDS.cues.plan))
}

/// Whether the words end in growth: 同比增长, 增幅为, 下降. The sign, if so.
fn growth_sign(trimmed: &str) -> Option<i8> {
    let up = ends_with_any(trimmed, &WORDS.cues.up);
    let down = ends_with_any(trimmed, &WORDS.cues.down);
    let sign = match (up, down) {
        (None, None) => return (trimmed.ends_with("同比") || trimmed.ends_with("环比")).then_some(1),
        (Some(up), Some(down)) if down.len() >= up.len() => -1,
        (None, Some(_)) => -1,
        _ => 1,
    };
    // 所占比重提高 is a change of a share, in points; with % it is left to no rule.
    Some(sign)
}

/// 为年度目标任务589亿元的37.22%, 完成全年242亿元任务的41.6%, 占年初预算数109466万元的56.3%.
fn of_number(mention: &Mention, before: Option<&Mention>) -> Option<Reading> {
    let before = before.filter(|before| before.sentence == mention.sentence)?;
    // 考核目标任务（83253万元）的495.69%: the plan is named before the brackets.
    let named = mention.lead == ")的" && before.depth > mention.depth && holds_any(&before.near, &WORDS.cues.plan);
    if named {
        return Some(Reading::plain(Role::OfNumber { plan: true }));
    }
    // 占全区投资总量（1925亿元）的39%: so is any other base.
    let of_share = mention.lead == ")的" && before.depth > mention.depth && before.near.contains('占');
    if of_share {
        return Some(Reading::plain(Role::OfNumber { plan: false }));
    }
    if before.clause != mention.clause {
        return None;
    }
    let between = mention.lead.as_str();
    let rest = WORDS
        .cues
        .plan
        .iter()
        .fold(between.trim_end_matches('的').to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    let of = between.ends_with('的') && rest.chars().count() <= 1 && !between.contains(',');
    let bare = between.is_empty() && mention.at.start - before.at.end <= 1;
    if !of || bare || before.quantity.dimension().0 == "%" {
        return None;
    }
    let plan = holds_any(&before.near, &WORDS.cues.plan) || holds_any(between, &WORDS.cues.plan);
    let verb = holds_any(&before.near, &WORDS.cues.completion);
    (plan || verb).then(|| Reading::plain(Role::OfNumber { plan }))
}

/// The words between 占 or 完成 and the number, where they name a plan.
fn plan_base(near: &str) -> Option<String> {
    let is_plan = |words: &str| holds_any(&without_not_plan(words), &WORDS.cues.plan);
    let words = behind(near, &WORDS.cues.base_openers).filter(|words| is_plan(words));
    let words = match words {
        Some(words) => words,
        None if near.ends_with('的') && is_plan(near) => near,
        None if trim_between(near).ends_with("完成率") || trim_between(near).ends_with("进度") => "",
        None => return None,
    };
    Some(base_words(words))
}

/// The words between 占 and the number.
fn share_base(near: &str) -> Option<String> {
    let at = near.rfind('占')?;
    let behind = &near[at + '占'.len_utf8()..];
    let growing = direction(behind).is_some_and(|_| growth_sign(trim_between(behind)).is_some());
    if behind.starts_with('地') || growing {
        return None;
    }
    Some(base_words(behind))
}

/// Without the words that only hold a base in its place.
fn base_words(words: &str) -> String {
    let mut rest = trim_between(words).trim_end_matches('的').to_owned();
    for word in &WORDS.cues.around_base {
        rest = rest.replace(word.as_str(), "");
    }
    trim_between(&rest).to_owned()
}

/// 寿险占比最高，达到54.14%; 意外险占比最低，仅2.26%: the share is named in the clause before.
fn is_of_ranked_share(mention: &Mention) -> bool {
    let Some((before, last)) = mention.lead.rsplit_once(',') else { return false };
    let clause = before.rsplit([',', '。', ';']).next().unwrap_or_default();
    let ranked = WORDS.cues.ranked.iter().any(|word| clause.ends_with(word.as_str()));
    ranked && holds_any(clause, &WORDS.cues.share) && last.chars().count() <= 2
}

fn rate_noun(trimmed: &str) -> Role {
    let noun = trimmed.trim_end_matches('率').trim_end_matches("比例");
    if noun.ends_with("增长") {
        return Role::Share(String::new());
    }
    let tail: Vec<char> = noun.chars().collect();
    Role::Rate(tail[tail.len().saturating_sub(6)..].iter().collect())
}

fn points(mention: &Mention) -> Reading {
    let near = mention.near.as_str();
    let cues = &WORDS.cues;
    let slower = || holds_any(near, &cues.slower) && !holds_any(trim_between(near), &cues.faster[..8]);
    // 进度超过去年同期1.1个百分点 is held against last year's progress, not against the calendar.
    if holds_any(near, &cues.schedule) && !holds_any(near, &cues.previous) {
        return Reading { role: Role::Schedule, sign: if slower() { -1 } else { 1 }, plan: false };
    }
    if holds_any(near, &cues.pull) {
        let sign = if holds_any(near, &cues.pull_down) { -1 } else { 1 };
        return Reading { role: Role::Pull, sign, plan: false };
    }
    let sign = direction_of_points(near);
    Reading { role: Role::Points(near.to_owned()), sign, plan: false }
}

fn direction_of_points(near: &str) -> i8 {
    if last_end(near, &WORDS.cues.slower) > last_end(near, &WORDS.cues.faster) { -1 } else { 1 }
}

/// Where the last of the listed words ends: looked for from the end, since cues stand right before their number.
pub(super) fn last_end(words: &str, list: &[String]) -> Option<usize> {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.into_iter().find(|&end| ends_with_any(&words[..end], list).is_some())
}

fn times(mention: &Mention) -> Reading {
    match growth_sign(trim_between(&mention.near)) {
        Some(sign) if !mention.near.ends_with("到") && !mention.near.ends_with('至') => {
            Reading { role: Role::GrowthTimes, sign, plan: false }
        }
        _ => Reading::plain(Role::Multiple),
    }
}

fn amount(mention: &Mention) -> Reading {
    let near = mention.near.as_str();
    let cues = &WORDS.cues;
    let trimmed = trim_adverbs(near);
    let to = near.ends_with('到') || near.ends_with('至') || near.ends_with("达");
    if !to && let Some(sign) = change_sign(trimmed).or_else(|| owed_to(near)) {
        return Reading { role: Role::Change, sign, plan: false };
    }
    // 5.36批次/千人: per something that no table knows.
    if mention.quantity.per.is_some() || holds_any(near, &cues.average) || mention.tail.starts_with('/') {
        return Reading::plain(Role::Average);
    }
    let behind = mention.tail.as_str();
    let plan_behind = cues.plan.iter().any(|word| behind.starts_with(word.as_str()));
    Reading { role: Role::Level, sign: 1, plan: plan_behind || is_planned(near) }
}

/// 年度计划投资, 完成目标; not 计划生育 and 公共预算收入, and not what was done of a plan.
fn is_planned(near: &str) -> bool {
    let words = without_not_plan(near);
    if holds_any(&words, &WORDS.cues.planned) {
        return true;
    }
    let plan = WORDS.cues.plan.iter().filter_map(|word| words.rfind(word.as_str())).max();
    plan.is_some_and(|at| !WORDS.cues.done.iter().any(|done| words[at..].contains(done.as_str())))
}

/// Without the words that hold a word of a plan and are none: 公共预算支出.
fn without_not_plan(words: &str) -> Cow<'_, str> {
    if !holds_any(words, &WORDS.cues.not_plan) {
        return Cow::Borrowed(words);
    }
    let without = |words: String, word: &String| words.replace(word.as_str(), "");
    Cow::Owned(WORDS.cues.not_plan.iter().fold(words.to_owned(), without))
}

fn trim_adverbs(mut words: &str) -> &str {
    while let Some(rest) = ["了", "约", "近", "为", "共", "各"].iter().find_map(|word| words.strip_suffix(word)) {
        words = rest;
    }
    words
}

/// Whether the words end in a change of an amount: 比上年增加, 净增, 减少. 新增 with its thing behind is an amount.
fn change_sign(trimmed: &str) -> Option<i8> {
    // 新增153个 is a new thing; 比年初新增 is a change.
    if trimmed.ends_with("新增") {
        return holds_any(trimmed, &WORDS.cues.against).then_some(1);
    }
    // 同比快0.02万亩: how far the work is, against a year ago.
    let cues = &WORDS.cues;
    let since = |words: &&str| ends_with_any(words, &cues.since).is_some();
    for (words, sign) in [(&cues.ahead_of, 1), (&cues.behind_of, -1)] {
        if words.iter().filter_map(|word| trimmed.strip_suffix(word.as_str())).any(|rest| since(&rest)) {
            return Some(sign);
        }
    }
    let up = ends_with_any(trimmed, &cues.up);
    let down = ends_with_any(trimmed, &cues.down);
    match (up, down) {
        (None, None) => None,
        (Some(up), Some(down)) if down.len() >= up.len() => Some(-1),
        (None, Some(_)) => Some(-1),
        _ => Some(1),
    }
}

/// 因播种面积扩大增产粮食50万吨: what a cause brought about is a change, though its thing stands behind the verb.
fn owed_to(near: &str) -> Option<i8> {
    let cues = &WORDS.cues;
    let cause = cues.cause.iter().filter_map(|word| near.find(word.as_str())).min()?;
    let end = |words: &[String]| last_end(&near[cause..], words).map(|end| cause + end);
    let (sign, end) = match (end(&cues.gained), end(&cues.lost)) {
        (Some(gained), lost) if lost.is_none_or(|lost| lost < gained) => (1, gained),
        (_, lost) => (-1, lost?),
    };
    (near[end..].chars().count() <= 4).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::super::folding::Folded;
    use super::super::numerals;
    use super::super::vocabulary::WORDS;
    use super::*;

    fn roles(text: &str) -> Vec<(Role, i8, bool)> {
        let folded = Folded::new(text, &WORDS);
        let passage = Passage::new(&folded, &numerals::read(&folded));
        read(&passage).into_iter().map(|reading| (reading.role, reading.sign, reading.plan)).collect()
    }

    #[test]
    fn a_plan_may_stand_before_or_behind_its_number() {
        use Role::{Level, OfNumber};
        let read = roles("到位资金30亿元，为年度目标80亿元的37.5%；完成投资20亿元，完成全年40亿元任务的50%。");
        let of = |plan| (OfNumber { plan }, 1, false);
        let level = |plan| (Level, 1, plan);
        assert_eq!(read, [level(false), level(true), of(true), level(false), level(true), of(true)]);
    }

    #[test]
    fn growth_takes_its_sign_from_words_or_from_the_printed_minus() {
        let read = roles("收入5亿元，同比下降3%，支出6亿元，同比增长-4%，增加2亿元。");
        let signs: Vec<i8> = read.iter().map(|(_, sign, _)| *sign).collect();
        assert_eq!(signs, [1, -1, 1, -1, 1]);
        assert_eq!(read[4].0, Role::Change);
    }

    #[test]
    fn members_of_a_list_take_the_role_of_the_first() {
        let read = roles("各县分别增长4%、5%和下降6%。");
        assert_eq!(read, [(Role::Growth, 1, false), (Role::Growth, 1, false), (Role::Growth, -1, false)]);
    }

    #[test]
    fn a_share_names_its_base() {
        assert_eq!(roles("占全市投资比重3%")[0].0, Role::Share("全市投资".to_owned()));
        assert_eq!(roles("占比为3%")[0].0, Role::Share(String::new()));
        assert_eq!(roles("开工率达74.6%")[0].0, Role::Rate("开工".to_owned()));
    }
}
