//! Who is spoken of: the words of a number without those that only hold it in place, and the amount that a rate belongs to.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::passage::Mention;
use super::super::quantity::{Hedge, Quantity};
use super::super::roles::Role;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, in_order};

/// Words to be left out, by their first character, longest first.
type Table = FxHashMap<char, Vec<&'static str>>;

fn table(words: impl Iterator<Item = &'static str>) -> Table {
    let mut table = Table::default();
    for word in words {
        if let Some(first) = word.chars().next() {
            table.entry(first).or_default().push(word);
        }
    }
    table.values_mut().for_each(|list| list.sort_by_key(|word| std::cmp::Reverse(word.len())));
    table
}

/// What is left of words without those of the table, read once from left to right; signs and digits are left out too.
fn without(words: &str, table: &Table) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        match table.get(&first).and_then(|list| list.iter().find(|word| rest.starts_with(**word))) {
            Some(word) => rest = &rest[word.len()..],
            None => {
                if super::super::folding::is_han(first) || first.is_ascii_alphabetic() {
                    kept.push(first);
                }
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    kept
}

/// Words of scope and words that hold.
static HELD: LazyLock<Table> =
    LazyLock::new(|| table(WORDS.scope.iter().chain(&WORDS.cues.holding).map(String::as_str)));

/// Those, and words that stand around a rate without naming another indicator.
static NEUTRAL: LazyLock<Table> = LazyLock::new(|| {
    let cues = &WORDS.cues;
    let rates = WORDS.neutral.iter().chain(&cues.up).chain(&cues.down).chain(&cues.share);
    table(WORDS.scope.iter().chain(rates).chain(&cues.holding).map(String::as_str))
});

/// The words of a base or a subject without scope, totals and verbs that say nothing of what it is.
pub(super) fn core(words: &str) -> String {
    without(words, &HELD)
}

/// 进出口 is neither 出口 nor 进口, though it holds the words of both: it is compared as a whole or not at all.
pub(super) fn kept_whole(words: &str) -> String {
    words.replace("进出口", "\u{e000}\u{e001}\u{e002}")
}

/// The scope that words name: 全省, 全市.
pub(super) fn scope(words: &str) -> Option<&'static str> {
    WORDS.scope.iter().find(|word| words.contains(word.as_str())).map(String::as_str)
}

/// How many numbers back an amount is looked for that words name.
const REACH: usize = 64;
/// Words are no longer than this; what stands behind is not compared.
const LONGEST: usize = 96;

/// The length of the longest run of characters that both have.
pub(super) fn common(a: &str, b: &str) -> usize {
    let mut words = ['\0'; LONGEST];
    let mut length = 0;
    for (place, c) in words.iter_mut().zip(b.chars()) {
        *place = c;
        length += 1;
    }
    let mut best = 0_u8;
    let mut row = [0_u8; LONGEST + 1];
    for x in a.chars().take(LONGEST) {
        let mut diagonal = 0;
        for (at, y) in words[..length].iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == *y { diagonal + 1 } else { 0 };
            best = best.max(row[at + 1]);
            diagonal = above;
        }
    }
    usize::from(best)
}

/// The words of a rate without those that name no other indicator.
pub(super) fn content(near: &str) -> String {
    without(near, &NEUTRAL)
}

/// The amount that a rate or a change belongs to: the one its own words name, else the nearest before it that is done
/// rather than planned.
pub(super) fn owner(context: &Context<'_>, index: usize) -> Option<usize> {
    let role = context.role(index);
    if matches!(
        role,
        Role::Level | Role::Average | Role::Part | Role::Other | Role::Contribution | Role::Multiple | Role::Doubled
    ) {
        return None;
    }
    let mention = context.mention(index);
    let amounts = || amounts_before(context, index);
    if matches!(role, Role::Growth | Role::GrowthTimes | Role::Change) {
        return of_growth(context, index);
    }
    let (first, end, place) = listing(context, index);
    if matches!(role, Role::Share(_)) && end - first == 1 {
        let name = named(&mention.near);
        let by_name = |other: &usize| {
            name.chars().count() >= 2 && common(&name, subject(context, *other)) >= name.chars().count().min(3)
        };
        if let Some(other) = amounts().next().filter(by_name).or_else(|| amounts().find(by_name)) {
            return Some(other);
        }
        // 发生火灾3.6万起，亡203人，火灾起数占总数的5.4%: named by its unit.
        let words = mention.near.split('占').next().unwrap_or_default();
        let by_unit = |other: &usize| {
            let unit = context.mention(*other).quantity.unit.filter(|unit| unit.counts);
            unit.is_some_and(|unit| words.contains(&format!("{}数", unit.name)))
        };
        if let Some(other) = amounts().find(by_unit) {
            return Some(other);
        }
    }
    if end - first > 1 && matches!(role, Role::Share(_) | Role::Completion(_) | Role::Rate(_)) {
        // 香港及台湾分别占30.7%及7.6%: the names stand alone, and no amount before is theirs.
        let near = &context.mention(first).near;
        let of_names = near.contains("分别")
            && near.split("分别").next().is_some_and(|list| list.contains(['、', '及', '和', '与']));
        let count = end - first;
        let of_shares = || {
            let by_name = in_order::of_share_list(context, first, count, place);
            by_name
                .or_else(|| in_order::of_heads(context, first, count, place))
                .filter(|_| matches!(role, Role::Share(_)))
        };
        return in_order::member(context, index).or_else(of_shares).or_else(|| amounts().next().filter(|_| !of_names));
    }
    let nearest = amounts().next();
    // 工业投资105.67亿元，增长30.3%。拉动增长7.5个百分点，占全部投资的比重为31.5%: the sentence before says of what.
    if nearest.is_none() && matches!(role, Role::Share(_)) && mention.near.starts_with('占') {
        let before =
            |at: &usize| context.same_line(*at, index) && mention.sentence - context.mention(*at).sentence <= 1;
        let head = (0..index).rev().take_while(before).filter(|&at| is_amount(context, at)).last();
        if head.is_some() {
            return head;
        }
    }
    if nearest.is_none_or(|nearest| !context.same_segment(nearest, index)) && matches!(role, Role::Share(_)) {
        let topic = (0..index).rev().take_while(|&other| context.same_segment(other, index)).last();
        let words = topic.map(|topic| content(&context.mention(topic).near)).filter(|words| words.chars().count() >= 2);
        if let Some(words) = words {
            return elsewhere(context, index, &words);
        }
        // 非国有投资占全市投资比重为24.6%: alone in its sentence, by the words before 占.
        if nearest.is_none() && mention.near.contains('占') {
            let words = mention.near.split('占').next().unwrap_or_default();
            return elsewhere(context, index, words).filter(|_| words.chars().count() >= 2);
        }
    }
    nearest
}

/// The amounts of the sentence before a number, not deeper in brackets than it, the nearest first.
fn amounts_before<'a>(context: &'a Context<'_>, index: usize) -> impl Iterator<Item = usize> + 'a {
    let depth = context.mention(index).depth;
    let within = move |other: &usize| is_amount(context, *other) && context.mention(*other).depth <= depth;
    context.before_in_sentence(index).filter(within)
}

/// The amount that a change or a growth rate belongs to.
fn of_growth(context: &Context<'_>, index: usize) -> Option<usize> {
    let (role, mention) = (context.role(index), context.mention(index));
    let amounts = || amounts_before(context, index);
    if let Some(reached) = reached(context, index) {
        return Some(reached);
    }
    let words = content(&mention.near);
    let (first, end, place) = listing(context, index);
    if end - first > 1 {
        let count = end - first;
        return in_order::of_changes(context, first, count, place)
            .or_else(|| in_order::of_list(context, first, count, place))
            .or_else(|| in_order::member(context, index));
    }
    if words.chars().count() >= 2 {
        let alike = |other: usize| *role != Role::Change || context.same_dimension(other, index);
        let named = |other: &usize| {
            let shared = common(&words, &context.mention(*other).lead);
            shared >= 2 && shared * 2 >= words.chars().count() && alike(*other)
        };
        return amounts().find(named).or_else(|| elsewhere(context, index, &words));
    }
    if *role == Role::Change {
        // 死亡64人，同比增加64人: there was none before.
        let grown = |other: &usize| {
            context.sign(index) < 0
                || context.interval(*other).at.compare(context.interval(index).at) != std::cmp::Ordering::Less
        };
        return amounts().find(|&other| context.same_dimension(other, index) && grown(&other));
    }
    // 死亡人数减少9人，下降21.42%: what changed by so many is what fell by so much.
    if let Some(changed) = of_the_change(context, index) {
        return Some(changed);
    }
    // 目标2.36亿元，比去年增加5136万元，增长27.8%: a plan grows as well, where nothing that was done stands there.
    let plan = || {
        context.before_in_sentence(index).find(|&other| context.is_plan(other) && context.same_segment(other, index))
    };
    return amounts().next().or_else(plan);
}

/// 增加53.3万吨、增长4.3%至1283.5万吨: the amount that a change or a rate leads to.
fn reached(context: &Context<'_>, index: usize) -> Option<usize> {
    let leads = |next: usize| {
        let lead = context.mention(next).lead.trim_start_matches(',');
        matches!(lead, "至" | "到" | "达到") && context.is_level(next)
    };
    let next = index + 1;
    if next < context.len() && context.same_sentence(next, index) {
        if leads(next) && (*context.role(index) != Role::Change || context.same_dimension(next, index)) {
            return Some(next);
        }
        // The change right before the rate that leads there.
        let rate = *context.role(index) == Role::Change && *context.role(next) == Role::Growth;
        let joined = context.mention(next).clause == context.mention(index).clause;
        return Some(next + 1)
            .filter(|&behind| rate && joined && behind < context.len() && context.same_sentence(behind, index))
            .filter(|&behind| leads(behind) && context.same_dimension(behind, index));
    }
    None
}

/// The amount of the change that stands right before a rate, where its words name one.
fn of_the_change(context: &Context<'_>, index: usize) -> Option<usize> {
    let change = index.checked_sub(1)?;
    let named = content(&context.mention(change).near).chars().count() >= 2;
    let beside = *context.role(change) == Role::Change && context.same_segment(change, index);
    let amount = owner(context, change).filter(|_| named && beside && !context.mention(change).listed)?;
    context.same_dimension(amount, change).then_some(amount)
}

/// The amount of the paragraph that the words name best, and wholly: 服务型同比增长 in a sentence without the amount. For a
/// change the thing may also stand behind the amount: 造成81649人死亡 … 死亡人数减少7806人.
pub(super) fn elsewhere(context: &Context<'_>, index: usize, words: &str) -> Option<usize> {
    let line = context.mention(index).line;
    let near = |other: &usize| line - context.mention(*other).line <= 1 && index - other <= REACH;
    let change = *context.role(index) == Role::Change;
    let least = if change { 2 } else { words.chars().count().clamp(2, 4) };
    let alike = |other: usize| {
        let own = context.mention(other);
        let behind = if change { common(words, &own.tail) } else { 0 };
        let shared = common(words, &own.near);
        (shared >= least || behind >= 2).then_some(shared.max(behind))
    };
    let named = (0..index)
        .rev()
        .take_while(near)
        .filter(|&other| is_amount(context, other) && (!change || context.same_dimension(other, index)));
    // Of the paragraph before, only what is named as well by all of the words.
    let scored = named.filter_map(|other| alike(other).map(|shared| (shared, other)));
    let all = words.chars().count().min(4);
    let kept = scored.filter(|(shared, other)| context.same_line(*other, index) || *shared >= all);
    kept.max_by_key(|(shared, other)| (*shared, *other)).map(|(_, other)| other)
}

/// An amount or a mean of what was done, and not what something is compared with.
pub(super) fn is_amount(context: &Context<'_>, index: usize) -> bool {
    let amount = (context.is_level(index) && !context.is_plan(index)) || *context.role(index) == Role::Average;
    amount && !context.mention(index).restates && !context.is_compared(index)
}

/// 与2010年的1339724852人相比, 比上年的3.10人减少, 高于3033元: another amount is held against this one.
pub(super) fn compares(mention: &Mention) -> bool {
    let near = &mention.near;
    let by_word = holds_any(near, &WORDS.cues.compared);
    let against = near.starts_with('比') || near.starts_with('较') || near.starts_with('与');
    let behind = mention.tail.starts_with("相比");
    // 比上年同期847件少297件.
    let earlier = against && WORDS.cues.previous.iter().any(|word| near.ends_with(word.as_str()));
    // 已超去年全年7.09万亿元.
    let passed = WORDS.cues.previous.iter().any(|word| {
        near.split_once(word.as_str()).is_some_and(|(before, _)| before.ends_with(['超', '过', '于', '比', '较']))
    });
    by_word
        || behind
        || earlier
        || passed
        || (against && near.ends_with('的') && near.contains(['年', '月', '届', '期']))
}

/// The words before 占: whose share it is.
fn named(near: &str) -> String {
    core(near.split('占').next().unwrap_or_default())
}

/// The first and the end of the list that a number is a member of, and its place in it.
pub(in super::super) fn listing(context: &Context<'_>, index: usize) -> (usize, usize, usize) {
    let (first, end) = context.lists[index];
    (first, end, index - first)
}

/// For each number where the list begins and ends that it is a member of: numbers of one kind with only 、 or 和 between them.
pub(super) fn lists(mentions: &[Mention], dimensions: &[usize]) -> Vec<(usize, usize)> {
    let begins = |at: usize| at == 0 || !mentions[at].listed || dimensions[at] != dimensions[at - 1];
    let mut lists = Vec::with_capacity(mentions.len());
    let mut first = 0;
    while first < mentions.len() {
        let end = (first + 1..mentions.len()).find(|&at| begins(at)).unwrap_or(mentions.len());
        lists.extend((first..end).map(|_| (first, end)));
        first = end;
    }
    lists
}

/// The words by which a number is named among its neighbours: its lead behind the last sign, or before the bracket.
pub(super) fn subject<'a>(context: &'a Context<'_>, index: usize) -> &'a str {
    // 突破6000万台，达6011.6万台: the exact number is of the same thing.
    let named = told_again(context, index).unwrap_or(index);
    let near = context.near_core(named);
    if near.is_empty() { context.lead_core(named) } else { near }
}

/// The rough number that a number right behind it tells exactly.
pub(super) fn told_again(context: &Context<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let lead = context.mention(index).lead.trim_start_matches("大关").trim_start_matches("关口");
    let lead = lead.trim_start_matches([',', '、']);
    // 超过5000亿元，完成5034.99亿元: what was done may also be something else, and much more or less.
    let near = || WORDS.cues.told_near.iter().any(|word| word == lead) && is_cut_from(context, before, index);
    let told = WORDS.cues.told.iter().any(|word| word == lead) || near();
    let told = told && context.same_sentence(before, index);
    let hedged = context.mention(before).quantity.hedge != Hedge::None;
    (told && hedged && context.same_dimension(before, index)).then_some(before)
}

/// Whether a round number is another without its last digits.
fn is_cut_from(context: &Context<'_>, round: usize, exact: usize) -> bool {
    let cut = Quantity { hedge: Hedge::More, ..context.mention(round).quantity };
    cut.interval().is_some_and(|cut| cut.meets(context.interval(exact)))
}

/// Whether some numbers are the members of a set that leaves nothing out, each by its own words: 城镇 and 乡村.
pub(super) fn is_complete(context: &Context<'_>, parts: &[usize]) -> bool {
    let words: Vec<&str> = parts.iter().map(|&part| context.mention(part).lead.as_str()).collect();
    context.sets.iter().any(|set| set.len() == words.len() && matches_all(set, &words)) || opposite(&words)
}

/// Whether an amount bears the name of one member of the set that some parts are the rest of: 东部 is no whole of 中部 and
/// 西部.
pub(super) fn is_member(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    let words: Vec<&str> = parts.iter().map(|&part| context.mention(part).lead.as_str()).collect();
    let near = context.near_core(whole);
    let held = |set: &'static Vec<String>| {
        parts.len() <= set.len()
            && set.iter().filter(|member| words.iter().any(|word| word.contains(member.as_str()))).count() >= 2
    };
    let names_one = |set: &'static Vec<String>| {
        set.iter().filter(|member| near.contains(member.as_str())).count() == 1
            && set.iter().any(|member| near.starts_with(member.as_str()))
    };
    context.sets.iter().copied().any(|set| names_one(set) && held(set))
}

/// Whether the words of some numbers together name a whole that is closed: 城镇 and 乡村, 第一, 第二 and 第三产业.
pub(super) fn is_closed_set(context: &Context<'_>, parts: &[usize]) -> bool {
    is_complete(context, parts) || has_rest(context, parts)
}

fn matches_all(set: &[String], words: &[&str]) -> bool {
    let mut free: Vec<usize> = (0..words.len()).collect();
    set.iter().all(|member| {
        let at = free.iter().position(|&place| {
            let found = words[place].rfind(member.as_str());
            found.is_some_and(|at| {
                let negated = !member.starts_with('非') && words[place][..at].ends_with('非');
                // 东北 is not 东.
                let longer = words[place][at + member.len()..].starts_with(['北', '南']);
                !(negated || longer && member.chars().count() == 1)
            })
        });
        at.map(|at| free.remove(at)).is_some()
    })
}

/// 工业 and 非工业, 已开工 and 未开工.
fn opposite(words: &[&str]) -> bool {
    let [first, second] = words else { return false };
    let done =
        |words: &str| words.rfind('已').map(|at| words[at + '已'.len_utf8()..].chars().take(2).collect::<String>());
    let not_yet =
        |words: &str, done: &str| words.contains(&format!("未{done}")) || words.contains(&format!("尚未{done}"));
    if done(first).is_some_and(|done| done.chars().count() == 2 && not_yet(second, &done)) {
        return true;
    }
    let Some(at) = second.rfind('非') else { return false };
    let other: String = second[at + '非'.len_utf8()..].chars().take(2).collect();
    other.chars().count() == 2 && first.contains(&other) && !first.contains(&format!("非{other}"))
}

/// The last of them is 其他 or 其余.
pub(super) fn has_rest(context: &Context<'_>, parts: &[usize]) -> bool {
    let last = parts.last().map(|&part| context.mention(part).near.as_str());
    parts.len() >= 2
        && last.is_some_and(|near| {
            WORDS.cues.other.iter().any(|word| {
                near.starts_with(word.as_str())
                    || near.starts_with(&format!("、{word}"))
                    || near.starts_with(&format!("和{word}"))
            })
        })
}

/// Whether the words of the whole name each part: 铁路、道路、水路、民航共….
pub(super) fn names_its_parts(context: &Context<'_>, whole: usize, parts: &[usize]) -> bool {
    // 签约项目678个、投资总额6178亿元: what joins two amounts lists no names.
    let words = context.mention(whole).near.trim_start_matches(['、', ',']);
    let list: Vec<&str> = words.split('、').collect();
    let mut free: Vec<&str> = list.clone();
    list.len() >= 2
        && list.len() == parts.len()
        && parts.iter().all(|&part| {
            let name = subject(context, part);
            let at = free.iter().position(|item| name.chars().count() >= 2 && common(name, item) >= 2);
            at.map(|at| free.remove(at)).is_some()
        })
}
