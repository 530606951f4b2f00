//! Points between two rates that the words name, wherever in the paragraph the rates are told.
//!
//! In: the words of percentage points, 利润增幅高于收入, 出港比重比进港高. Out: the two rates, where exactly one pair of
//! these names fits; never a pair that fails, since a name may be borne by a number that the text does not print.

use super::super::bounds::Interval;
use super::super::roles::Role;
use super::super::vocabulary::WORDS;
use super::Context;

/// What the words compare: whose rate, of which kind, with whose.
struct Comparison<'a> {
    own: &'a str,
    shares: bool,
    other: &'a str,
}

/// The only two rates of these names whose difference is what `fits` says.
pub(super) fn pair(
    context: &Context<'_>,
    claim: usize,
    words: &str,
    computed: impl Fn(usize, usize) -> Option<Interval>,
) -> Option<(usize, usize)> {
    let comparison = read(words)?;
    let of = |name: &str| -> Vec<usize> {
        let of_kind = |at: &usize| match context.role(*at) {
            Role::Growth => !comparison.shares,
            Role::Share(_) => comparison.shares,
            _ => false,
        };
        (0..context.len())
            .filter(|&at| context.same_line(at, claim))
            .filter(of_kind)
            .filter(|&at| is_named(context, at, name))
            .collect()
    };
    let (ours, theirs) = (of(comparison.own), of(comparison.other));
    let pairs = ours.iter().flat_map(|&own| theirs.iter().map(move |&other| (own, other)));
    let fits = |&(own, other): &(usize, usize)| {
        own != other && computed(own, other).is_some_and(|computed| computed.meets(context.interval(claim)))
    };
    let mut fitting = pairs.filter(fits);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// 利润增幅高于收入, 出港物流比重比进港物流高: a name, a noun of a rate, a word of comparison, another name.
fn read(words: &str) -> Option<Comparison<'_>> {
    let cues = &WORDS.cues;
    let noun = |words: &str, nouns: &[String]| {
        nouns.iter().filter_map(|noun| Some((words.find(noun.as_str())?, noun.len()))).min()
    };
    let (shared, grown) = (noun(words, &cues.share_nouns), noun(words, &cues.growth_nouns));
    let (at, length) = shared.into_iter().chain(grown).min()?;
    let own = trimmed(&words[..at]);
    let behind = &words[at + length..];
    let opened = cues.than.iter().find_map(|word| behind.strip_prefix(word.as_str()))?;
    let nouns = cues.share_nouns.iter().chain(&cues.growth_nouns).chain(&cues.comparing);
    let end = nouns.filter_map(|word| opened.find(word.as_str())).min().unwrap_or(opened.len());
    let other = trimmed(&opened[..end]);
    let is_name = |name: &str| name.chars().count() >= 2 && !WORDS.cues.previous.iter().any(|word| name.contains(word));
    (is_name(own) && is_name(other)).then_some(Comparison {
        own,
        shares: shared.is_some_and(|(of, _)| of == at),
        other,
    })
}

/// Without the words that hold a name before a noun: 全国平均.
fn trimmed(name: &str) -> &str {
    let mut name = name.trim_end_matches('的');
    for word in &WORDS.cues.mean_of {
        name = name.strip_suffix(word.as_str()).unwrap_or(name);
    }
    name
}

/// Whether a rate, or the amount that it belongs to, bears a name; 甲省 is what the paper of that place calls 全省.
fn is_named(context: &Context<'_>, rate: usize, name: &str) -> bool {
    let own = context.mention(rate).near.split('占').next().unwrap_or_default();
    let owner = context.owners[rate].map_or("", |owner| context.mention(owner).near.as_str());
    let here = name.chars().last().map(|last| format!("全{last}"));
    let here = here.filter(|here| WORDS.scope.contains(here) && *here != name);
    let bears = |words: &str| words.contains(name) || here.as_ref().is_some_and(|here| words.contains(here.as_str()));
    bears(own) || bears(owner)
}
