//! Cases carried over: what came in anew and what was left of last year, less what was closed, is what is left.
//!
//! In: counts whose words say which of the four they are. Out: what is left, and the rate of what was closed, over both.
//! Never says that it fails: cases are moved to other courts as well. Knows no other balance.

use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Context, Rule, total};

/// The three counts that what is left comes from.
struct Load {
    anew: usize,
    carried: usize,
    closed: usize,
}

pub(super) fn apply(context: &mut Context<'_>) {
    for carried in 0..context.len() {
        if let Some(load) = load(context, carried) {
            what_is_left(context, &load);
            rate(context, &load);
        }
    }
}

/// 共收321146件（不含上年旧存28802件）…审结325490件; 新收200件，上年旧存100件，审结250件.
fn load(context: &Context<'_>, carried: usize) -> Option<Load> {
    let words = &WORDS.caseload;
    let own = context.mention(carried);
    let is_carried = context.is_level(carried) && ends_with(&own.near, &words.carried);
    let before = carried.checked_sub(1).filter(|_| is_carried)?;
    // In brackets behind the count that leaves it out.
    let left_out = holds_any(&own.near, &WORDS.cues.except) && context.mention(before).depth < own.depth;
    let anew = if left_out { Some(before) } else { only(context, carried, &words.anew) };
    let anew = anew.filter(|&at| context.is_level(at) && context.same_dimension(at, carried))?;
    Some(Load { anew, carried, closed: only(context, carried, &words.closed)? })
}

/// The only count of the paragraph whose words end so; 未审结 does not.
fn only(context: &Context<'_>, beside: usize, words: &[String]) -> Option<usize> {
    let named = |&at: &usize| {
        at != beside
            && context.is_level(at)
            && context.same_line(at, beside)
            && context.same_dimension(at, beside)
            && ends_with(&context.mention(at).near, words)
    };
    let mut all = (0..context.len()).filter(named);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// 共审结, 尚有各类未结案件: the word, with 案件 behind it or nothing, and nothing that denies it before.
fn ends_with(near: &str, words: &[String]) -> bool {
    let near = super::names::core(near.strip_suffix("案件").unwrap_or(near));
    let before = words.iter().find_map(|word| near.strip_suffix(word.as_str()));
    before.is_some_and(|before| !WORDS.cues.denying.iter().any(|not| before.ends_with(not.as_str())))
}

fn what_is_left(context: &mut Context<'_>, load: &Load) {
    let Some(claim) = only(context, load.carried, &WORDS.caseload.left) else { return };
    let all = total([load.anew, load.carried].iter().map(|&at| context.interval(at)));
    let Some(computed) = all.and_then(|all| all.minus(context.interval(load.closed))) else { return };
    // Cases are moved to other courts as well: what does not fit is not held against the text.
    if computed.meets(context.interval(claim)) {
        let terms = [load.anew, load.carried, load.closed];
        context.report(RelationKind::Count, Rule::Balance, claim, &terms, computed);
    }
}

/// 结案率 93.0%: what was closed over all that was there to be closed.
fn rate(context: &mut Context<'_>, load: &Load) {
    let of_closing = |at: &usize| match context.role(*at) {
        Role::Rate(stem) => stem.ends_with("结案") || ends_with(stem, &WORDS.caseload.closed),
        _ => false,
    };
    let claim = (load.closed + 1..context.len()).take_while(|&at| context.same_line(at, load.closed)).find(of_closing);
    let all = total([load.anew, load.carried].iter().map(|&at| context.interval(at)));
    let computed = all.and_then(|all| super::percent(context.interval(load.closed), &all));
    if let Some((claim, computed)) =
        claim.zip(computed).filter(|(claim, computed)| computed.meets(context.interval(*claim)))
    {
        let terms = [load.closed, load.anew, load.carried];
        context.report(RelationKind::Share, Rule::ShareOfAll, claim, &terms, computed);
    }
}
