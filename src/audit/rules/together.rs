//! Shares of several amounts at once: 上述三者合计占…48.3%.
//!
//! In: a share whose words say how many amounts it is the share of. Out: one relation of their sum and its base.

use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::bases::{Base, named_bases, unnamed_bases};
use super::{Context, Rule, names, percent, total};

/// How many are meant by a numeral before 者, 项 and their kind.
const NUMERALS: [(char, usize); 10] =
    [('两', 2), ('二', 2), ('三', 3), ('四', 4), ('五', 5), ('六', 6), ('七', 7), ('八', 8), ('九', 9), ('十', 10)];

/// How many a numeral of one character says.
pub(super) fn count_of(numeral: char) -> Option<usize> {
    NUMERALS.iter().find(|(known, _)| *known == numeral).map(|(_, count)| *count)
}

/// The amounts that a share is of by its own words, in the order of the text; nothing where it is of one alone, an empty
/// list where it is of several and the words do not say which.
pub(super) fn amounts(context: &Context<'_>, claim: usize) -> Option<Vec<usize>> {
    let near = &context.mention(claim).near;
    let (words, _) = near.split_once('占')?;
    let ends = WORDS.cues.together.iter().any(|word| words.ends_with(word.as_str()));
    // 上述两类商品合计进口值占: what of them all is meant may stand between.
    let above = |at: usize| WORDS.cues.above_named.iter().any(|word| context.mention(at).lead.contains(word.as_str()));
    let one_clause = |at: &usize| context.mention(*at).clause == context.mention(claim).clause;
    let leads_back = above(claim) || claim.checked_sub(1).filter(one_clause).is_some_and(above);
    let within = || leads_back && words.contains(WORDS.cues.together[0].as_str());
    let several = ends || within();
    let count = words.chars().find_map(count_of);
    if !several {
        return None;
    }
    // 三区合计占, 上述3者合计占, 3项共占: the numeral may be read as a number of its own.
    let says_how_many = |at: &usize| context.mention(*at).spelt || is_how_many(context, *at, words);
    let counted = claim
        .checked_sub(1)
        .filter(|&at| context.mention(at).clause == context.mention(claim).clause)
        .filter(says_how_many);
    if let Some(at) = counted.filter(|_| count.is_none()) {
        let count = usize::try_from(context.mention(at).quantity.digits).unwrap_or(0);
        return Some(heads(context, at, count).unwrap_or_default());
    }
    match count {
        Some(count) => Some(heads(context, claim, count).unwrap_or_default()),
        None => Some(list_before(context, claim)),
    }
}

/// Whether a number in digits only says how many amounts are meant by the words behind it, up to 占: nothing but 3, or 上述3,
/// stands in its clause, and 者, 项 or a word of place behind it. 等12家合计 counts others.
fn is_how_many(context: &Context<'_>, at: usize, words: &str) -> bool {
    let (near, quantity) = (&context.mention(at).near, context.mention(at).quantity);
    let alone = near.is_empty() || WORDS.cues.above_named.iter().any(|word| near == word);
    let few = (2..=10).contains(&quantity.digits) && (quantity.places, quantity.magnitude) == (0, 0);
    let counts = match quantity.unit {
        Some(unit) => unit.counts && WORDS.cues.together.iter().any(|word| words == word),
        None => WORDS.cues.together.iter().any(|word| words.strip_prefix('者') == Some(word)),
    };
    alone && few && counts
}

/// 甲（191件）、乙（165件）、丙（117件），合计占比75.4%: the amounts of one kind right before.
fn list_before(context: &Context<'_>, claim: usize) -> Vec<usize> {
    let Some(last) = claim.checked_sub(1) else { return Vec::new() };
    let alike = |at: &usize| {
        context.is_level(*at)
            && context.same_dimension(*at, last)
            && context.same_segment(*at, claim)
            && context.mention(*at).depth == context.mention(last).depth
    };
    let mut list: Vec<usize> = (0..claim).rev().take_while(alike).collect();
    list.reverse();
    list
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
    let Some(&first) = amounts.first().filter(|_| amounts.len() >= 2) else { return };
    let Some(sum) = total(amounts.iter().map(|&amount| context.interval(amount))) else { return };
    let mut bases = named_bases(context, claim, first, words);
    if bases.is_empty() {
        bases = unnamed_bases(context, claim, first).into_iter().map(|base| Base { fixed: false, ..base }).collect();
    }
    let computed = |base: &Base| percent(&sum, context.interval(base.index)).map(|computed| (computed, base.index));
    let outside = || bases.iter().filter(|base| !amounts.contains(&base.index));
    let holding = outside().filter_map(computed).find(|(computed, _)| computed.meets(context.interval(claim)));
    let fixed = || outside().find(|base| base.fixed).and_then(computed);
    if let Some((computed, base)) = holding.or_else(fixed) {
        let terms: Vec<usize> = amounts.iter().copied().chain([base]).collect();
        context.report(RelationKind::Share, Rule::ShareTogether, claim, &terms, computed);
    }
}

/// 位居前三的：交通类783件、城建类579件、政法类562件，占工单总量的77%: the list that ends with the amount before, over what its words name.
pub(super) fn list(context: &mut Context<'_>, claim: usize, last: usize, words: &str) -> bool {
    let joins = |at: &usize| context.mention(*at).lead.starts_with('、') && context.same_dimension(*at, last);
    let first = last - (0..=last).rev().take_while(joins).count();
    if first == last || names::core(words).is_empty() {
        return false;
    }
    let Some(sum) = total((first..=last).map(|part| context.interval(part))) else { return false };
    let told = named_bases(context, claim, last, words).into_iter().find_map(|base| {
        let computed = percent(&sum, context.interval(base.index))?;
        let within = base.index < first || base.index > last;
        (within && computed.meets(context.interval(claim))).then_some((base.index, computed))
    });
    let Some((base, computed)) = told else { return false };
    let terms: Vec<usize> = (first..=last).chain([base]).collect();
    context.report(RelationKind::Share, Rule::ShareTogether, claim, &terms, computed)
}
