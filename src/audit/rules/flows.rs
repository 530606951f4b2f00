//! Flows, whose signs are words: 新增30.8亿元 is 新增93.2亿元 less 减少62.4亿元; 多增 and 多减 likewise.

use super::super::bounds::Interval;
use super::super::passage::Mention;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Context, Rule, total};

/// Words of a flow with the sign that they give it, and of how it differs from last year's.
const PLAIN: [(&str, i8); 4] = [("新增", 1), ("净增", 1), ("增加", 1), ("减少", -1)];
const COMPARED: [(&str, i8); 4] = [("多增", 1), ("少减", 1), ("多减", -1), ("少增", -1)];

fn flow(mention: &Mention, words: &[(&str, i8)]) -> Option<i8> {
    let near = mention.near.as_str();
    words
        .iter()
        .find(|(word, _)| {
            near.contains(word) && near.rfind(word).is_some_and(|at| near[at + word.len()..].chars().count() <= 8)
        })
        .map(|(_, sign)| *sign)
}

pub(super) fn apply(context: &mut Context<'_>) {
    for whole in 0..context.len() {
        if let Some(sign) = flow(context.mention(whole), &COMPARED) {
            parts(context, whole, sign, &COMPARED);
        } else if let Some(sign) = flow(context.mention(whole), &PLAIN) {
            parts(context, whole, sign, &PLAIN);
        }
    }
}

/// The flows of one kind behind 其中, as far as they add up.
fn parts(context: &mut Context<'_>, whole: usize, sign: i8, words: &[(&str, i8)]) {
    if !matches!(context.role(whole), Role::Level | Role::Change) {
        return;
    }
    let of_kind = |at: usize| {
        let other = context.mention(at);
        let plain = words == PLAIN.as_slice() && flow(other, &COMPARED).is_some();
        flow(other, words)
            .filter(|_| !plain && context.same_dimension(at, whole) && other.line == context.mention(whole).line)
    };
    let opened = (whole + 1..context.len())
        .take_while(|&at| context.mention(at).sentence <= context.mention(whole).sentence + 1)
        .any(|at| context.mention(at).lead.contains("其中"));
    let all: Vec<(usize, i8)> =
        (whole + 1..context.len()).filter_map(|at| of_kind(at).map(|sign| (at, sign))).take(8).collect();
    let one_sign = all.iter().all(|(_, other)| *other == sign);
    if !opened || one_sign {
        return;
    }
    for count in 2..=all.len() {
        let signed: Option<Vec<Interval>> = all[..count]
            .iter()
            .map(|&(at, own)| if own == sign { Some(*context.interval(at)) } else { context.interval(at).negated() })
            .collect();
        let Some(sum) = signed.and_then(|signed| total(signed.iter())) else { return };
        if sum.meets(context.interval(whole)) {
            let terms: Vec<usize> = all[..count].iter().map(|(at, _)| *at).collect();
            context.report(RelationKind::Sum, Rule::SumOfFlows, whole, &terms, sum);
            return;
        }
    }
}
