//! Shares of several amounts at once: 上述三者合计占…48.3%.
//!
//! In: a share whose words say how many amounts it is the share of. Out: one relation of their sum and its base.

use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::bases::{Base, named_bases};
use super::{Context, Rule, percent, total};

/// How many are meant by a numeral before 者, 项 and their kind.
const NUMERALS: [(char, usize); 10] =
    [('两', 2), ('二', 2), ('三', 3), ('四', 4), ('五', 5), ('六', 6), ('七', 7), ('八', 8), ('九', 9), ('十', 10)];

/// The amounts that a share is of by its own words, in the order of the text; nothing where it is of one alone, an empty
/// list where it is of several and the words do not say which.
pub(super) fn amounts(context: &Context<'_>, claim: usize) -> Option<Vec<usize>> {
    let near = &context.mention(claim).near;
    let (words, _) = near.split_once('占')?;
    let several = WORDS.cues.together.iter().any(|word| words.ends_with(word.as_str()));
    let count = words.chars().find_map(|c| NUMERALS.iter().find(|(numeral, _)| *numeral == c)).map(|(_, count)| *count);
    if !several {
        return None;
    }
    let Some(count) = count else { return Some(Vec::new()) };
    Some(heads(context, claim, count).unwrap_or_default())
}

/// The heads of the last clauses before a number, where there are so many and all are of one kind.
fn heads(context: &Context<'_>, claim: usize, count: usize) -> Option<Vec<usize>> {
    let own = context.mention(claim);
    let near = |at: &usize| context.same_line(*at, claim) && own.sentence - context.mention(*at).sentence <= 2;
    let levels: Vec<usize> = (0..claim).rev().take_while(near).filter(|&at| context.is_level(at)).collect();
    let mut heads: Vec<usize> = levels.into_iter().take(count).collect();
    heads.reverse();
    let one_kind = heads.windows(2).all(|pair| context.same_dimension(pair[0], pair[1]));
    (heads.len() == count && one_kind).then_some(heads)
}

/// 上述三者合计占进出口总值的48.3%: the sum of the amounts over what is named.
pub(super) fn tell(context: &mut Context<'_>, claim: usize, words: &str, amounts: &[usize]) {
    let Some(&first) = amounts.first() else { return };
    let Some(sum) = total(amounts.iter().map(|&amount| context.interval(amount))) else { return };
    let bases = named_bases(context, claim, first, words);
    let computed = |base: &Base| percent(&sum, context.interval(base.index)).map(|computed| (computed, base.index));
    let outside = || bases.iter().filter(|base| !amounts.contains(&base.index));
    let holding = outside().filter_map(computed).find(|(computed, _)| computed.meets(context.interval(claim)));
    let fixed = || outside().find(|base| base.fixed).and_then(computed);
    if let Some((computed, base)) = holding.or_else(fixed) {
        let terms: Vec<usize> = amounts.iter().copied().chain([base]).collect();
        context.report(RelationKind::Share, Rule::ShareTogether, claim, &terms, computed);
    }
}
