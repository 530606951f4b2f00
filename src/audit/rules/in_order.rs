//! Lists in one order: 分别, the amount at the same place of a list before, or the one that bears the name at the same place of a
//! list of names.
//!
//! In: a rate that is a member of a list. Out: the amount that it belongs to.

use super::super::roles::Role;
use super::super::vocabulary::WORDS;
use super::Context;
use super::names::{common, core, is_amount, listing};

/// 分别: the amount at the same place of the list of amounts before.
pub(super) fn member(context: &Context<'_>, index: usize) -> Option<usize> {
    let (first, end, place) = listing(context, index);
    let last = first.checked_sub(1)?;
    let amounts: Vec<usize> = (0..=last)
        .rev()
        .take_while(|&at| context.same_sentence(at, index))
        .filter(|&at| is_amount(context, at))
        .collect();
    let Some(&nearest) = amounts.first() else { return of_list_before(context, first, end - first, place) };
    let (begin, until, _) = listing(context, nearest);
    if until - begin == end - first {
        return Some(begin + place);
    }
    // 受理15985件，审结14135件，比上年分别上升42.6%和43%: as many amounts in the clauses before.
    let near: Vec<usize> = amounts.into_iter().take_while(|&at| context.same_segment(at, index)).collect();
    let count = end - first;
    if near.len() == count || near.len() > count && context.mention(first).lead.contains("分别") {
        return Some(near[count - 1 - place]);
    }
    // 签约100个、总额60亿元，其中新兴产业28个、投资20亿元，较去年增长40%、60%: as many as stand in the clause right before.
    let clause = |at: &&usize| context.mention(**at).clause == context.mention(nearest).clause;
    if near.iter().take_while(clause).count() == count {
        return Some(near[count - 1 - place]);
    }
    of_list_before(context, first, count, place)
}

/// 分别为9735、14048、1897件。三种所占比例分别为…: as long a list of amounts in the sentence before, where this one has none.
fn of_list_before(context: &Context<'_>, first: usize, count: usize, place: usize) -> Option<usize> {
    // Three and more are found again over a sentence that lists less.
    let far = if count >= 3 { 3 } else { 1 };
    let near = |at: &usize| {
        context.same_line(*at, first) && context.mention(first).sentence - context.mention(*at).sentence <= far
    };
    let ends = |&at: &usize| {
        let (begin, until, _) = listing(context, at);
        is_amount(context, at) && until == at + 1 && until - begin == count
    };
    let last = (0..first).rev().take_while(near).find(ends).filter(|_| count >= 2)?;
    Some(last + 1 - count + place)
}

/// 事故减少3起，死亡减少6人，分别下降6.7%、11.8%: the amount of the change at the same place of those right before.
pub(super) fn of_changes(context: &Context<'_>, first: usize, count: usize, place: usize) -> Option<usize> {
    let begin = first.checked_sub(count)?;
    let changes = (begin..first).all(|at| *context.role(at) == Role::Change && context.same_segment(at, first));
    let more = begin.checked_sub(1).is_some_and(|at| {
        *context.role(at) == Role::Change && context.mention(at).clause == context.mention(begin).clause
    });
    let listed = context.mention(first).lead.contains("分别") && changes && !more;
    super::names::owner(context, begin + place).filter(|_| listed)
}

/// 收案数、结案数同比分别下降4.8%、50%: the amount that the name at the same place of the list of names says.
pub(super) fn of_list(context: &Context<'_>, first: usize, count: usize, place: usize) -> Option<usize> {
    let near = &context.mention(first).near;
    let list: Vec<&str> = near.split(['、', '及', '和', '与']).collect();
    let name = core(list.get(place).filter(|_| list.len() >= count)?);
    let name: String = WORDS.neutral.iter().fold(name, |name, word| name.replace(word.as_str(), ""));
    let bears = |at: usize| name.chars().count() >= 2 && common(&name, &context.mention(at).lead) >= 2;
    (0..first)
        .rev()
        .take_while(|&at| context.same_line(at, first))
        .filter(|&at| is_amount(context, at) && !context.mention(at).previous)
        .find(|&at| bears(at))
}

/// 甲类、乙类和丙类彩票分别占61.2%、28.3%、10.5%: the amount that bears the name at the same place of the list of names.
pub(super) fn of_share_list(context: &Context<'_>, first: usize, count: usize, place: usize) -> Option<usize> {
    let own = context.mention(first);
    // 发明、实用新型和外观设计3种专利分别占: the names stand before the count of them.
    let counted = first.checked_sub(1).map(|at| context.mention(at)).filter(|before| before.clause == own.clause);
    let words = format!("{}{}", counted.map_or("", |before| before.near.as_str()), own.near);
    let list: Vec<&str> = words.split(['、', '及', '和', '与']).collect();
    if list.len() != count || count < 2 {
        return None;
    }
    // 东、中、西部地区: what the last of them ends with belongs to all.
    let second = list.last()?.chars().nth(1)?;
    let short = list[..count - 1].iter().all(|name| name.chars().count() == 1);
    let name: String = match list[place].chars().next() {
        Some(initial) if short => [initial, second].iter().collect(),
        // 3月份甲类: before the first name may stand of when it is told, behind the last what all of them are.
        _ if place == 0 => last_four(&core(list[0])),
        _ => core(list[place]).chars().take(4).collect(),
    };
    let least = name.chars().count().min(3);
    let named = |at: &usize| {
        let lead = context.near_core(*at);
        is_amount(context, *at) && !context.mention(*at).previous && least >= 2 && common(&name, lead) >= least
    };
    let mut all = (0..first).rev().take_while(|&at| context.same_line(at, first)).filter(named);
    let nearest = all.next()?;
    // 网点即开型, 中福在线即开型: which of the two is 即开型 the words do not say.
    let alone = all.all(|other| !context.same_sentence(other, nearest));
    alone.then_some(nearest)
}

/// 东部622亿元，增长14%；中部36亿元，增长13%；西部76亿元，增长10%。三个地区占比分别为82.8%、4.8%和10.1%: what heads each part of the sentence
/// before, where there are just as many.
pub(super) fn of_heads(context: &Context<'_>, first: usize, count: usize, place: usize) -> Option<usize> {
    let sentence = context.mention(first).sentence;
    let before = |at: &usize| context.same_line(*at, first) && context.mention(*at).sentence + 1 >= sentence;
    let mut amounts: Vec<usize> = (0..first)
        .rev()
        .take_while(before)
        .filter(|&at| context.mention(at).sentence + 1 == sentence && is_amount(context, at))
        .collect();
    amounts.reverse();
    let heads: Vec<usize> =
        amounts.chunk_by(|&one, &other| context.same_segment(one, other)).map(|segment| segment[0]).collect();
    let one_kind = heads.windows(2).all(|pair| context.same_dimension(pair[0], pair[1]));
    (count >= 3 && heads.len() == count && one_kind).then(|| heads[place])
}

fn last_four(words: &str) -> String {
    let length = words.chars().count();
    words.chars().skip(length.saturating_sub(4)).collect()
}
