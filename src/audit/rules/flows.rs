//! Flows, whose signs are words: 新增30.8亿元 is 新增93.2亿元 less 减少62.4亿元; 多增 and 多减 likewise.

use super::super::bounds::Interval;
use super::super::passage::Mention;
use super::super::roles::{Role, last_end};
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::{Context, Rule, total};

/// Which flows: those themselves, or how they differ from last year's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Compared,
}

impl Kind {
    fn words(self) -> [(&'static [String], i8); 2] {
        let cues = &WORDS.cues;
        match self {
            Self::Plain => [(&cues.flow_in, 1), (&cues.flow_out, -1)],
            Self::Compared => [(&cues.flow_more, 1), (&cues.flow_less, -1)],
        }
    }
}

/// The sign that the words right before a number give it as a flow.
fn flow(mention: &Mention, kind: Kind) -> Option<i8> {
    let near = mention.near.as_str();
    let close = |words: &[String]| last_end(near, words).is_some_and(|end| near[end..].chars().count() <= 8);
    kind.words().into_iter().find(|(words, _)| close(words)).map(|(_, sign)| sign)
}

pub(super) fn apply(context: &mut Context<'_>) {
    for whole in 0..context.len() {
        if let Some(sign) = flow(context.mention(whole), Kind::Compared) {
            parts(context, whole, sign, Kind::Compared);
        } else if let Some(sign) = flow(context.mention(whole), Kind::Plain) {
            parts(context, whole, sign, Kind::Plain);
        }
    }
}

/// The flows of one kind behind 其中, as far as they add up.
fn parts(context: &mut Context<'_>, whole: usize, sign: i8, kind: Kind) {
    if !matches!(context.role(whole), Role::Level | Role::Change) {
        return;
    }
    let of_kind = |at: usize| {
        let other = context.mention(at);
        let plain = kind == Kind::Plain && flow(other, Kind::Compared).is_some();
        flow(other, kind)
            .filter(|_| !plain && context.same_dimension(at, whole) && other.line == context.mention(whole).line)
    };
    let opened = (whole + 1..context.len())
        .take_while(|&at| context.mention(at).sentence <= context.mention(whole).sentence + 1)
        .any(|at| context.opens_parts(at));
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
