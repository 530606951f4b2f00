//! Structures: shares that must reach a hundred, ratios a:b:c, and changes of shares that cancel out.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::verdict::{RelationKind, Span};
use super::super::vocabulary::{WORDS, holds_any};
use super::{Claimed, Context, Found, Rule, Term, names, percent, total};

/// More shares of one whole than this stand in tables, not in sentences.
const LONGEST_RUN: usize = 40;

pub(super) fn apply(context: &mut Context<'_>) {
    let runs = runs(context);
    for (at, run) in runs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| runs[before].as_slice());
        hundred(context, run, before);
        of_parts(context, run);
    }
    cancelling(context);
    for claim in 1..context.len() {
        total_of_shares(context, claim);
    }
}

/// 占比分别为58.25%、14.78%和3.57%，合计达到76.60%: the list of shares right before.
fn total_of_shares(context: &mut Context<'_>, claim: usize) {
    let near = &context.mention(claim).near;
    let says = WORDS.cues.total.iter().any(|word| near.starts_with(word.as_str()));
    let (first, end, _) = names::listing(context, claim - 1);
    let shares = context.mention(claim).quantity.dimension().0 == "%"
        && matches!(context.role(first), Role::Share(_))
        && context.same_sentence(first, claim);
    if says && shares && end == claim && end - first >= 2 {
        let list: Vec<usize> = (first..end).collect();
        if let Some(sum) = sum_of(context, &list) {
            context.report(RelationKind::Sum, Rule::Sum, claim, &list, sum);
        }
    } else {
        total_of_those_above(context, claim);
    }
}

/// 甲859人，占17.1%；…戊278人，占5.5%。上述五个罪名合占51.7%: the last so many shares of one base, where they add up.
fn total_of_those_above(context: &mut Context<'_>, claim: usize) {
    let Role::Share(words) = context.role(claim) else { return };
    // The count of them is a number of its own.
    let counts = |at: usize| {
        let above = WORDS.cues.above_named.iter().any(|word| context.mention(at).lead.ends_with(word.as_str()));
        let count = usize::try_from(context.mention(at).quantity.digits).ok()?;
        (above && context.mention(at).spelt).then_some((at, count))
    };
    let segment = (0..claim).rev().take_while(|&at| context.same_segment(at, claim));
    let Some((at, count)) = segment.into_iter().find_map(counts) else { return };
    let of_base = |&at: &usize| matches!(context.role(at), Role::Share(other) if other == words);
    let before = (0..at).rev().take_while(|&before| context.same_line(before, claim));
    let mut list: Vec<usize> = before.filter(of_base).take(count).collect();
    list.reverse();
    if let Some(sum) = sum_of(context, &list).filter(|sum| list.len() == count && sum.meets(context.interval(claim))) {
        context.report(RelationKind::Sum, Rule::Sum, claim, &list, sum);
    }
}

/// 41.31万元，占14.79% … 220.43万元，占78.89% … 17.66万元，占6.32%: the parts of one base whose shares are everything are its sum.
pub(super) fn whole_of_shares(context: &mut Context<'_>) {
    let mut of_base: std::collections::BTreeMap<usize, Vec<(usize, usize)>> = std::collections::BTreeMap::new();
    for found in context.found.iter().filter(|found| found.rule == Rule::Share) {
        if let (Claimed::Mention(share), [Term::Mention(part), Term::Mention(base)]) = (&found.claim, &found.terms[..])
        {
            of_base.entry(*base).or_default().push((*part, *share));
        }
    }
    for (base, mut pairs) in of_base {
        pairs.sort_unstable();
        pairs.dedup_by_key(|(part, _)| *part);
        let known = context.partitions.iter().any(|known| known.whole == base);
        if let Some(parts) = everything(context, base, &pairs).filter(|_| !known) {
            super::sum::report(context, base, &parts);
        }
    }
}

/// The longest run of parts whose shares reach a hundred and that add up to their base.
fn everything(context: &Context<'_>, base: usize, pairs: &[(usize, usize)]) -> Option<Vec<usize>> {
    let reaches = |run: &&[(usize, usize)]| {
        let shares = total(run.iter().map(|(_, share)| context.interval(*share)));
        let sum = total(run.iter().map(|(part, _)| context.interval(*part)));
        let whole = shares.is_some_and(|shares| shares.meets(&Interval::whole(100)));
        // A share whose last digit is wrong keeps the rest from a hundred, and not its part from the sum.
        let exact = run.len() >= 3 && context.mention(base).quantity.is_exact();
        (whole || exact) && sum.is_some_and(|sum| sum.meets(context.interval(base)))
    };
    let run = (2..=pairs.len().min(16)).rev().find_map(|length| pairs.windows(length).find(reaches))?;
    Some(run.iter().map(|(part, _)| *part).collect())
}

/// Shares that stand together: members of a ratio, of a list, or clause by clause in one sentence.
fn runs(context: &Context<'_>) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for index in 0..context.len() {
        if !is_share(context, index) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if joins(context, run[run.len() - 1], index) => run.push(index),
            _ => runs.push(vec![index]),
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
}

fn is_share(context: &Context<'_>, index: usize) -> bool {
    matches!(context.role(index), Role::Part | Role::Share(_) | Role::Contribution)
}

fn joins(context: &Context<'_>, last: usize, next: usize) -> bool {
    let (a, b) = (context.mention(last), context.mention(next));
    let begins_list = b.lead.contains("分别") || b.lead.contains("依次");
    match (a.ratio, b.ratio) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            a.line == b.line
                && b.sentence - a.sentence <= 1
                && (is_alone(context, last) && a.sentence == b.sentence || !begins_list)
                && !restarts(context, last, next)
        }
        _ => false,
    }
}

/// 寿险占比最高，达到54%，财险和健康险分别占26%、18%: a share that stands in no list of its own goes on in one.
fn is_alone(context: &Context<'_>, share: usize) -> bool {
    let (first, end, _) = names::listing(context, share);
    end - first == 1
}

/// A list of another thing's shares begins: 收入比重分别为, 亡人占比则为.
fn restarts(context: &Context<'_>, last: usize, next: usize) -> bool {
    let b = context.mention(next);
    let cue = b.near.contains("占比") || b.near.contains("比重");
    (cue && next == last + 1
        && !is_alone(context, last)
        && context.mention(last).sentence == b.sentence
        && (next + 1 < context.len() && context.mention(next + 1).listed))
        || b.near.contains('则')
}

fn sum_of(context: &Context<'_>, run: &[usize]) -> Option<Interval> {
    total(run.iter().map(|&share| context.interval(share)))
}

/// Shares that together are everything.
fn hundred(context: &mut Context<'_>, run: &[usize], before: Option<&[usize]>) {
    let ratio = context.mention(run[0]).ratio.is_some();
    let whole = Interval::whole(100);
    let reaches = |context: &Context<'_>, part: &[usize]| sum_of(context, part).filter(|sum| sum.meets(&whole));
    // Stretches that reach a hundred, the longest first; a ratio only as a whole.
    let (mut start, mut found) = (0, false);
    while start + 2 <= run.len() {
        let longest = (run.len() - start).min(LONGEST_RUN);
        let lengths = (2..=longest).rev().filter(|&length| !ratio || length == run.len());
        let stretch = lengths
            .map(|length| &run[start..start + length])
            .find_map(|part| reaches(context, part).map(|sum| (part, sum)));
        match stretch {
            Some((part, sum)) => {
                push_whole(context, RelationKind::Sum, Rule::Hundred, part, sum, whole);
                found = true;
                start += part.len();
            }
            None => start += 1,
        }
    }
    let goes_on = || before.is_some_and(|before| follows(context, before, run)) && near_hundred(context, run);
    if found || !(is_closed(context, run, ratio) || goes_on()) || (ratio && !near_hundred(context, run)) {
        return;
    }
    if let Some(sum) = sum_of(context, run) {
        push_whole(context, RelationKind::Sum, Rule::Hundred, run, sum, whole);
    }
}

/// 业务量比重分别为75.5%、16.5%和8.0%，业务收入比重分别为76.3%、14.0%和9.7%: as long a list of the same sentence, behind one that is whole.
fn follows(context: &Context<'_>, before: &[usize], run: &[usize]) -> bool {
    let listed = run[1..].iter().all(|&share| context.mention(share).listed);
    let whole = || sum_of(context, before).is_some_and(|sum| sum.meets(&Interval::whole(100)));
    run.len() >= 3 && before.len() == run.len() && listed && context.same_sentence(before[0], run[0]) && whole()
}

fn near_hundred(context: &Context<'_>, run: &[usize]) -> bool {
    sum_of(context, run).is_some_and(|sum| {
        sum.at.compare(Fraction::whole(85)) == std::cmp::Ordering::Greater
            && sum.at.compare(Fraction::whole(115)) == std::cmp::Ordering::Less
    })
}

/// Whether the words name everything: 东部、中部、西部, 城镇 and 乡村, or a structure of the three industries.
fn is_closed(context: &Context<'_>, run: &[usize], ratio: bool) -> bool {
    if ratio {
        let lead = &context.mention(run[0]).lead;
        return run.len() >= 3 && holds_any(lead, &WORDS.cues.share) || lead.ends_with("比为");
    }
    if names::is_closed_set(context, run) {
        return true;
    }
    let lead = &context.mention(run[0]).lead;
    let listed = run[1..].iter().all(|&share| context.mention(share).listed);
    listed && WORDS.complete.iter().any(|set| set.len() == run.len() && listed_set(lead, set))
}

/// 东部、中部、西部: the members of a set in one list.
fn listed_set(lead: &str, set: &[String]) -> bool {
    let clause = lead.rsplit([',', '。']).next().unwrap_or(lead);
    clause.matches('、').count() + clause.matches('和').count() + 1 >= set.len()
        && set.iter().all(|member| clause.contains(member.as_str()))
}

pub(super) fn push_whole(
    context: &mut Context<'_>,
    kind: RelationKind,
    rule: Rule,
    terms: &[usize],
    computed: Interval,
    claimed: Interval,
) {
    let (first, last) = (terms[0], terms[terms.len() - 1]);
    let place = Span { start: context.mention(first).at.start, end: context.mention(last).at.end };
    let holds = computed.meets(&claimed);
    let terms = terms.iter().map(|term| Term::Mention(*term)).collect();
    context.found.push(Found { kind, rule, claim: Claimed::Whole(place), terms, computed, claimed, holds });
}

/// The parts of a known whole, and as many shares in the same order.
fn of_parts(context: &mut Context<'_>, run: &[usize]) {
    if run.iter().any(|&share| context.is_claimed(RelationKind::Share, share)) {
        return;
    }
    let line = context.mention(run[0]).line;
    let owned = run.iter().any(|&share| context.owners[share].is_some_and(|owner| context.same_segment(owner, share)));
    let listed = context.mention(run[0]).ratio.is_some() || run[1..].iter().all(|&share| context.mention(share).listed);
    if !listed || (owned && context.mention(run[0]).ratio.is_none() && !context.mention(run[0]).lead.contains("产业"))
    {
        return;
    }
    // 男女比例为7:5 speaks of no hundred.
    if context.mention(run[0]).ratio.is_some() && !near_hundred(context, run) {
        return;
    }
    let lead = &context.mention(run[0]).lead;
    let last_year = holds_any(lead, &WORDS.cues.previous);
    let former = lead.ends_with('的') && lead.contains(['由', '从']);
    if lead.contains("贡献") || last_year || former {
        return;
    }
    let Some((parts, whole)) = series(context, run, line) else { return };
    let whole_interval = match whole {
        Some(whole) => Some(*context.interval(whole)),
        None => total(parts.iter().map(|&part| context.interval(part))),
    };
    let Some(whole_interval) = whole_interval else { return };
    for (&share, &part) in run.iter().zip(&parts) {
        let Some(computed) = percent(context.interval(part), &whole_interval) else { continue };
        let mut terms = vec![part];
        match whole {
            Some(whole) => terms.push(whole),
            None => terms.extend(parts.iter().copied().filter(|&other| other != part)),
        }
        let rule = if whole.is_some() { Rule::Share } else { Rule::ShareOfSum };
        context.report(RelationKind::Share, rule, share, &terms, computed);
    }
}

/// The amounts that a structure speaks of: a partition of as many parts, or as many amounts of a closed set.
fn series(context: &Context<'_>, run: &[usize], line: usize) -> Option<(Vec<usize>, Option<usize>)> {
    let fits = |parts: &[usize]| {
        parts.len() == run.len() && parts.iter().all(|&part| context.mention(part).line.abs_diff(line) == 0)
    };
    let fit_count = |parts: &[usize], whole: &Interval| {
        run.iter()
            .zip(parts)
            .filter(|(share, part)| {
                percent(context.interval(**part), whole)
                    .is_some_and(|computed| computed.meets(context.interval(**share)))
            })
            .count()
    };
    // Of several partitions the one is meant whose shares they are.
    let partitions = context.partitions.iter().filter(|known| fits(&known.parts));
    let best = partitions.max_by_key(|known| {
        (
            fit_count(&known.parts, context.interval(known.whole)),
            context.mention(known.whole).quantity.dimension().0 == "money",
        )
    });
    if let Some(known) = best.filter(|known| fit_count(&known.parts, context.interval(known.whole)) > 0) {
        return Some((known.parts.clone(), Some(known.whole)));
    }
    let levels: Vec<usize> = (0..context.len())
        .filter(|&at| context.is_level(at) && context.mention(at).line == line && at < run[0])
        .collect();
    let heads = levels.windows(run.len()).rev().find(|window| {
        window.iter().all(|&part| context.same_dimension(part, window[0])) && names::is_closed_set(context, window)
    });
    let Some(heads) = heads else { return beside_counts(context, run, &levels).map(|parts| (parts, None)) };
    // Without a printed whole, and with each of another kind between, the amounts before may belong to a total as well.
    let total = levels
        .iter()
        .copied()
        .take_while(|&at| at < heads[0])
        .filter(|&at| context.same_dimension(at, heads[0]))
        .last();
    let total = total.filter(|&total| {
        fit_count(heads, context.interval(total)) > 0
            && context.interval(total).at.compare(context.interval(heads[0]).at) == std::cmp::Ordering::Greater
    });
    Some((in_order(context, run[0], heads), total))
}

/// 一产25个，引资10.9亿元；二产117个，引资147.9亿元；…三次产业投资比为4∶52∶44: what stands beside the counts of a closed set, where it fits
/// the whole structure.
fn beside_counts(context: &Context<'_>, run: &[usize], levels: &[usize]) -> Option<Vec<usize>> {
    let counted = |at: &usize| context.mention(*at).quantity.unit.is_some_and(|unit| unit.counts);
    let counts: Vec<usize> = levels.iter().copied().filter(counted).collect();
    let beside = |&count: &usize| {
        let next = count + 1;
        (context.is_level(next) && context.same_segment(next, count) && !counted(&next)).then_some(next)
    };
    let fits = |parts: &Vec<usize>| {
        let sum = total(parts.iter().map(|&part| context.interval(part)));
        let share = |part: usize| percent(context.interval(part), &sum?);
        parts.iter().all(|&part| context.same_dimension(part, parts[0]))
            && run
                .iter()
                .zip(parts)
                .all(|(&at, &part)| share(part).is_some_and(|share| share.meets(context.interval(at))))
    };
    let closed = counts.windows(run.len()).rev().filter(|window| names::is_closed_set(context, window));
    closed.filter_map(|window| window.iter().map(beside).collect::<Option<Vec<usize>>>()).find(fits)
}

/// 三次产业比重: in the order of the set that the words name, however the amounts were told.
fn in_order(context: &Context<'_>, first: usize, heads: &[usize]) -> Vec<usize> {
    let mut parts = heads.to_vec();
    let lead = &context.mention(first).lead;
    if holds_any(lead, &WORDS.cues.in_order)
        && let Some(set) = context.sets.iter().find(|set| set.len() == heads.len())
    {
        let place = |part: &usize| set.iter().position(|member| context.mention(*part).lead.contains(member.as_str()));
        parts.sort_by_key(place);
    }
    parts
}

/// 第一产业占比持平，第二产业占比提高1.0个百分点，…: how many shares of the sentence did not change.
fn unchanged(context: &Context<'_>, run: &[usize]) -> usize {
    let Some(&last) = run.last() else { return 0 };
    let end = context.mention(last).at.end;
    let behind =
        context.passage.text.chars[end..].iter().take_while(|c| !matches!(c, '。' | ';' | '\n') && !c.is_ascii_digit());
    let leads = run.iter().map(|&change| context.mention(change).lead.clone()).chain([behind.collect()]);
    let says =
        |words: &str| WORDS.cues.unchanged.iter().map(|word| words.matches(word.as_str()).count()).sum::<usize>();
    leads.map(|words| says(&words)).sum()
}

/// Changes of the shares of one structure cancel out: 下降1.4, 上升1.6, 下降0.2个百分点.
fn cancelling(context: &mut Context<'_>) {
    let is_change = |context: &Context<'_>, at: usize| {
        matches!(context.role(at), Role::Points(_)) && !context.mention(at).near.contains('于')
    };
    let mut at = 0;
    while at < context.len() {
        let end = (at..context.len())
            .find(|&other| !is_change(context, other) || !context.same_sentence(other, at))
            .unwrap_or(context.len());
        let run: Vec<usize> = (at..end).collect();
        let about_shares = run.first().is_some_and(|&first| {
            let named = context.mention(first).lead.contains("比重") || context.mention(first).lead.contains("占比");
            // 三次产业结构为7.7:57.5:34.8。与上年相比，第一产业下降0.3个百分点…: behind the structure itself.
            let ratio = first.checked_sub(1).is_some_and(|at| {
                context.mention(at).ratio.is_some()
                    && context.mention(first).sentence - context.mention(at).sentence <= 1
            });
            named || ratio && names::is_complete(context, &run)
        });
        if run.len() >= 2 && run.len() + unchanged(context, &run) >= 3 && about_shares {
            let signed: Option<Vec<Interval>> = run.iter().map(|&change| context.signed(change)).collect();
            let sum = signed.and_then(|signed| total(signed.iter()));
            if let Some(sum) = sum.filter(|sum| sum.meets(&Interval::whole(0))) {
                push_whole(context, RelationKind::PpDiff, Rule::Cancel, &run, sum, Interval::whole(0));
            }
        }
        at = end.max(at + 1);
    }
}
