//! Who is spoken of: the words of a number without those that only hold it in place, and the amount that a rate belongs to.

use super::super::roles::Role;
use super::super::vocabulary::WORDS;
use super::Context;

/// Words that every amount may have around it.
const HOLDING: [&str; 44] = [
    "其中", "实现", "完成", "达到", "累计", "共计", "合计", "一共", "总计", "分别", "依次", "预计", "目前", "已", "共", "达", "为", "约", "近", "的", "了", "是",
    "有", "全部", "所有", "全年", "年度", "今年", "本年", "当年", "去年", "同期", "上年", "比重", "占比", "数", "额", "量", "值", "总", "全", "当地", "该", "各",
];

/// The words of a base or a subject without scope, totals and verbs that say nothing of what it is.
pub(super) fn core(words: &str) -> String {
    let mut rest = words.to_owned();
    for word in WORDS.scope.iter().map(String::as_str).chain(HOLDING) {
        if rest.contains(word) {
            rest = rest.replace(word, "");
        }
    }
    rest.chars().filter(|c| super::super::folding::is_han(*c) || c.is_ascii_alphabetic()).collect()
}

/// The scope that words name: 全省, 全市.
pub(super) fn scope(words: &str) -> Option<&'static str> {
    WORDS.scope.iter().find(|word| words.contains(word.as_str())).map(String::as_str)
}

/// The length of the longest run of characters that both have.
pub(super) fn common(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut best = 0;
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { 0 };
            best = best.max(row[at + 1]);
            diagonal = above;
        }
    }
    best
}

/// The words of a rate without those that name no other indicator.
fn content(near: &str) -> String {
    let mut rest = core(near);
    let cues = &WORDS.cues;
    for word in WORDS.neutral.iter().chain(&cues.up).chain(&cues.down).chain(&cues.share) {
        if rest.contains(word.as_str()) {
            rest = rest.replace(word.as_str(), "");
        }
    }
    rest
}

/// The amount that a rate or a change belongs to: the one its own words name, else the nearest before it that is done
/// rather than planned.
pub(super) fn owner(context: &Context<'_>, index: usize) -> Option<usize> {
    let role = context.role(index);
    if matches!(role, Role::Level | Role::Average | Role::Part | Role::Other | Role::Multiple) {
        return None;
    }
    let amounts = || context.before_in_sentence(index).filter(|&other| context.is_level(other) && !context.is_plan(other));
    let mention = context.mention(index);
    if matches!(role, Role::Growth | Role::GrowthTimes | Role::Change) {
        let words = content(&mention.near);
        if words.chars().count() >= 2 {
            return amounts().find(|&other| common(&words, &context.mention(other).lead) >= 2);
        }
        if mention.listed {
            return member(context, index);
        }
        if *role == Role::Change {
            return amounts().find(|&other| context.same_dimension(other, index));
        }
        return amounts().next();
    }
    if mention.listed && matches!(role, Role::Share(_) | Role::Completion(_) | Role::Rate(_)) {
        return member(context, index).or_else(|| amounts().next());
    }
    amounts().next()
}

/// The length of the list that a number is a member of, and its place in it.
pub(super) fn listing(context: &Context<'_>, index: usize) -> (usize, usize, usize) {
    let first = (0..=index).rev().find(|&at| !context.mention(at).listed || !context.same_dimension(at, index)).unwrap_or(index);
    let end = (index + 1..context.len()).find(|&at| !context.mention(at).listed || !context.same_dimension(at, first));
    (first, end.unwrap_or(context.len()), index - first)
}

/// 分别: the amount at the same place of the list of amounts before.
fn member(context: &Context<'_>, index: usize) -> Option<usize> {
    let (first, end, place) = listing(context, index);
    let last = first.checked_sub(1)?;
    let amount = (0..=last).rev().take_while(|&at| context.same_sentence(at, index)).find(|&at| context.is_level(at) && !context.is_plan(at))?;
    let (begin, until, _) = listing(context, amount);
    if until - begin == end - first { Some(begin + place) } else { None }
}

/// The words by which a number is named among its neighbours: its lead behind the last sign, or before the bracket.
pub(super) fn subject(context: &Context<'_>, index: usize) -> String {
    let mention = context.mention(index);
    if core(&mention.near).is_empty() { core(&mention.lead) } else { core(&mention.near) }
}

/// Whether the words of some numbers together name a whole that is closed: 城镇 and 乡村, 第一, 第二 and 第三产业.
pub(super) fn is_closed_set(context: &Context<'_>, parts: &[usize]) -> bool {
    let words: Vec<&str> = parts.iter().map(|&part| context.mention(part).lead.as_str()).collect();
    WORDS.complete.iter().any(|set| set.len() == words.len() && matches_all(set, &words))
        || opposite(&words)
        || has_rest(context, parts)
}

fn matches_all(set: &[String], words: &[&str]) -> bool {
    let mut free: Vec<usize> = (0..words.len()).collect();
    set.iter().all(|member| {
        let at = free.iter().position(|&place| words[place].contains(member.as_str()) && !words[place].contains(&format!("非{member}")) || (member.starts_with('非') && words[place].contains(member.as_str())));
        at.map(|at| free.remove(at)).is_some()
    })
}

/// 工业 and 非工业.
fn opposite(words: &[&str]) -> bool {
    let [first, second] = words else { return false };
    let Some(at) = second.rfind('非') else { return false };
    let other: String = second[at + '非'.len_utf8()..].chars().take(2).collect();
    other.chars().count() == 2 && first.contains(&other) && !first.contains(&format!("非{other}"))
}

/// The last of them is 其他 or 其余.
fn has_rest(context: &Context<'_>, parts: &[usize]) -> bool {
    let last = parts.last().map(|&part| context.mention(part).near.as_str());
    parts.len() >= 2 && last.is_some_and(|near| WORDS.cues.other.iter().any(|word| near.starts_with(word.as_str()) || near.starts_with(&format!("、{word}")) || near.starts_with(&format!("和{word}"))))
}

/// Whether the words of the whole name each part: 铁路、道路、水路、民航共….
pub(super) fn names_its_parts(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let words = &context.mention(whole).lead;
    if !words.contains('、') {
        return false;
    }
    let list: Vec<&str> = words.split('、').collect();
    list.len() == parts.len() && parts.iter().all(|&part| {
        let name = subject(context, part);
        name.chars().count() >= 2 && common(&name, words) >= 2
    })
}
