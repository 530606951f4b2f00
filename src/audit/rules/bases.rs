//! What a share may be a part of: the amounts that its words name, best first, or the larger ones before it.
//!
//! In: a share, its part, and the words between 占 and the number. Out: bases, each with whether the words leave no other.

use super::super::roles::Role;
use super::super::vocabulary::WORDS;
use super::{Context, names};

/// How many paragraphs back a base may be named.
const LINES: usize = 6;

/// A base that a rate may have, and whether the words leave no other.
pub(super) struct Base {
    pub index: usize,
    pub fixed: bool,
}

/// 外贸总值 is 进出口总值, unless the words say both.
fn in_other_words(words: &str) -> String {
    let of =
        WORDS.synonyms.iter().find(|[word, other]| words.ends_with(word.as_str()) && !words.contains(other.as_str()));
    of.map_or_else(|| words.to_owned(), |[word, other]| words.replace(word.as_str(), other))
}

/// The amounts that a share may be part of, the best named first.
pub(super) fn named_bases(context: &Context<'_>, claim: usize, part: usize, words: &str) -> Vec<Base> {
    let wanted = names::kept_whole(&in_other_words(&names::core(words)));
    let length = wanted.chars().count();
    let amounts = candidates(context, claim, part, words, &wanted);
    let mut ranked: Vec<(usize, usize, usize, usize)> = amounts
        .into_iter()
        .filter_map(|other| {
            let tail: String = context.mention(other).tail.chars().take(4).collect();
            let subject = names::kept_whole(&format!("{}{tail}", names::subject(context, other)));
            let run = names::common(&wanted, &subject);
            let shared = wanted.chars().filter(|c| subject.contains(*c)).count();
            let enough = run >= 2 && shared * 2 >= length || (length == 1 && shared == 1);
            // 总收入 is the one that is called a total, and a whole is not below its part.
            let total = usize::from(words.contains('总') && context.mention(other).near.contains('总'));
            let larger =
                usize::from(context.interval(other).at.compare(context.interval(part).at) != std::cmp::Ordering::Less);
            let exact = usize::from(
                subject == wanted || subject.starts_with(&wanted) && !context.mention(other).near.contains('、'),
            );
            let at_end = usize::from(subject.ends_with(&wanted) && subject.chars().count() <= length + 2);
            let distance = claim.abs_diff(other);
            enough.then_some((other, shared * 8 + total * 6 + larger * 5 + exact * 2 + at_end, distance, shared))
        })
        .collect();
    ranked.sort_by_key(|(_, score, distance, _)| (std::cmp::Reverse(*score), *distance));
    let Some(&(first, best, _, shared)) = ranked.first() else { return Vec::new() };
    let run = names::common(&wanted, &names::kept_whole(names::subject(context, first)));
    // 轿车销售总量 is not 乘用车销售量: what it begins with tells it from its like.
    let head: String = wanted.chars().take(2).collect();
    let begins = names::kept_whole(names::subject(context, first)).contains(&head);
    let whole_words = shared == length && length >= 2 || run >= 3 && run * 3 >= length * 2 && begins;
    // A scope that the amount's own sentence does not name may be another place's.
    let scope = names::scope(words);
    let placed = |other: usize| scope.is_none_or(|scope| scope_fits(context, other, scope));
    // 工业项目…，到位资金3亿元，占到位资金65%: the part bears the name of the base, and so may its siblings. Where the part
    // says more than that name (机电产品出口，占出口), what says no more is the whole.
    let own = names::kept_whole(names::subject(context, part));
    let named_alike = own.ends_with(&wanted) && !words.contains('总');
    let plain =
        |index: usize| !named_alike || own != wanted && names::kept_whole(names::subject(context, index)) == wanted;
    // 中西部地区出口 is not 中西部地区进出口: the thing itself stands last.
    let thing: String = wanted.chars().skip(length.saturating_sub(2)).collect();
    let of_the_thing = |index: usize| names::kept_whole(names::subject(context, index)).contains(&thing);
    let sure = |index: usize, score: usize| {
        score == best
            && of_the_thing(index)
            && whole_words
            && plain(index)
            && is_of_one_time(context, index, part)
            && placed(index)
            && context.same_line(index, claim)
            && is_larger(context, index, part)
    };
    let all = ranked.into_iter().map(|(index, score, ..)| (score, Base { index, fixed: sure(index, score) }));
    let bases: Vec<(usize, Base)> = all.collect();
    // Where the words leave no other, one that is named less well is not tried.
    let settled = bases.iter().any(|(_, base)| base.fixed);
    bases.into_iter().filter(|(score, _)| !settled || *score == best).map(|(_, base)| base).collect()
}

/// Whether an amount is of the part's own months, or of none in particular.
fn is_of_one_time(context: &Context<'_>, other: usize, part: usize) -> bool {
    let months = context.mention(other).when.months;
    months.is_none() || months == context.mention(part).when.months
}

/// The amounts of the paragraph that could be a base at all; of those before it where nothing in it bears the name.
fn candidates(context: &Context<'_>, claim: usize, part: usize, words: &str, wanted: &str) -> Vec<usize> {
    let own = context.mention(claim).line;
    let before = |other: usize| other < claim || context.same_sentence(other, claim);
    let bears = |other: usize| {
        context.mention(other).line == own
            && before(other)
            && other != part
            && context.is_level(other)
            && names::common(wanted, &names::kept_whole(names::subject(context, other))) >= 2
    };
    let first_line = if (0..context.len()).any(bears) { own } else { own.saturating_sub(LINES) };
    (0..context.len())
        .filter(|&other| (first_line..=own).contains(&context.mention(other).line) && before(other))
        .filter(|&other| other != part && context.is_level(other) && context.same_dimension(other, part))
        .filter(|&other| !context.are_siblings(other, part))
        .filter(|&other| context.mention(other).previous == context.mention(part).previous)
        .filter(|&other| !context.mention(part).dated || is_of_one_time(context, other, part))
        .filter(|&other| !has_that_share(context, claim, other, words))
        .collect()
}

/// Whether another amount is itself said to be a share of what these words name: it is a part beside the part.
fn has_that_share(context: &Context<'_>, claim: usize, other: usize, words: &str) -> bool {
    (0..context.len()).any(|at| {
        at != claim
            && context.owners[at] == Some(other)
            && matches!(context.role(at), Role::Share(theirs) if theirs == words && !theirs.is_empty())
    })
}

/// Whether 其中 stands before an amount.
pub(super) fn introduced(context: &Context<'_>, part: usize) -> bool {
    let said = |index: usize| context.opens_parts(index);
    (part.saturating_sub(2)..=part).any(|index| context.same_segment(index, part) && said(index))
}

fn is_larger(context: &Context<'_>, base: usize, part: usize) -> bool {
    let ten_thousand = context.interval(base).scaled(100_000, 1);
    ten_thousand.is_some_and(|base| base.at.compare(context.interval(part).low) != std::cmp::Ordering::Less)
}

/// Whether an amount is spoken of at that scope, or at none in particular.
pub(super) fn scope_fits(context: &Context<'_>, index: usize, scope: &str) -> bool {
    let own = context.mention(index);
    let words: String = (0..=index)
        .rev()
        .take_while(|&other| context.mention(other).sentence == own.sentence)
        .map(|other| context.mention(other).lead.clone())
        .collect();
    match names::scope(&words) {
        Some(other) => other == scope || (scope != "全国" && other != "全国" && !(scope == "全省" && other != "我省")),
        None => !matches!(scope, "全国" | "全省" | "我省"),
    }
}

/// Larger amounts before the part: its whole if nothing names another.
pub(super) fn unnamed_bases(context: &Context<'_>, claim: usize, part: usize) -> Vec<Base> {
    let larger = |other: &usize| {
        *other != part
            && !context.mention(*other).restates
            && context.is_level(*other)
            && context.same_dimension(*other, part)
            && context.interval(*other).at.compare(context.interval(part).at) == std::cmp::Ordering::Greater
    };
    let all: Vec<usize> =
        (0..claim).rev().take_while(|&other| context.same_line(other, claim)).filter(larger).collect();
    let introduced = context.opens_parts(part);
    let only = all.len() == 1 && introduced && context.same_sentence(all[0], claim);
    // 全省375亿元到位资金中，甲市217亿元，占总数的58%: the sentence says of what it speaks.
    let spoken_of = |index: usize| context.same_sentence(index, claim) && context.mention(index).tail.ends_with('中');
    all.into_iter().map(|index| Base { index, fixed: only || spoken_of(index) }).collect()
}
