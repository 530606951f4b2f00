//! The same quantity printed twice side by side, in two units: 61791万吨（12358亿斤）.

use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::{Context, Rule, names};

/// A number alone in brackets right behind another, of the same dimension, says the same in another unit.
pub(super) fn apply(context: &mut Context<'_>) {
    for index in 1..context.len() {
        let before = index - 1;
        if !context.mention(index).restates {
            continue;
        }
        let computed = *context.interval(before);
        context.report(RelationKind::Repeat, Rule::TwoUnits, index, &[before], computed);
    }
    for index in 1..context.len() {
        hedged_then_told(context, index);
        printed_twice(context, index);
    }
}

/// 突破1万亿元，达到10037.6亿元; 超过九成、达91.28%: first roughly, then exactly.
fn hedged_then_told(context: &mut Context<'_>, index: usize) {
    if let Some(before) = names::told_again(context, index) {
        let computed = *context.interval(before);
        context.report(RelationKind::Repeat, Rule::Hedged, index, &[before], computed);
    }
}

/// 2.35万元 … 2.35亿元: where one of them breaks other arithmetic, the two are one figure with two magnitudes.
pub(super) fn magnitudes(context: &mut Context<'_>) {
    let failing: Vec<usize> = context
        .found
        .iter()
        .filter(|found| !found.holds)
        .flat_map(|found| {
            found.terms.iter().filter_map(|term| if let super::Term::Mention(at) = term { Some(*at) } else { None })
        })
        .collect();
    for wrong in 0..context.len() {
        let own = context.mention(wrong).quantity;
        if !failing.contains(&wrong) || own.significant() < 3 {
            continue;
        }
        let twin = (0..context.len()).find(|&other| {
            let quantity = context.mention(other).quantity;
            context.same_dimension(other, wrong)
                && context.same_line(other, wrong)
                && (quantity.digits, quantity.places) == (own.digits, own.places)
                && quantity.magnitude.abs_diff(own.magnitude) == 4
                && !failing.contains(&other)
        });
        if let Some(twin) = twin {
            let computed = *context.interval(wrong);
            context.report(RelationKind::Repeat, Rule::Repeat, twin, &[wrong], computed);
        }
    }
}

/// The same quantity with the same words: 清退违规资金9784元 … 清退…共计9784元; 22000亩果园 … 2.2万亩果园; 36.7亿元 … 36.71亿元. Two
/// different numbers may both be right.
fn printed_twice(context: &mut Context<'_>, index: usize) {
    let rate = context.mention(index).quantity.dimension().0 == "%";
    let repeats = rate || context.is_level(index) || matches!(context.role(index), Role::Change | Role::Pull);
    if !repeats {
        return;
    }
    let Some(other) = (0..index).rev().find(|&other| is_same(context, other, index)) else { return };
    let computed = *context.interval(other);
    context.report(RelationKind::Repeat, Rule::Repeat, index, &[other], computed);
    rates_of_both(context, other, index);
}

/// The longest run of characters that stands around both numbers: before one of them, and behind the other.
fn named_alike(context: &Context<'_>, other: usize, index: usize) -> usize {
    let behind = |at: usize| context.mention(at).tail.as_str();
    let crossed = |one: usize, two: usize| names::common(context.near_core(one), behind(two));
    let same = names::common(behind(other), behind(index));
    same.max(crossed(other, index)).max(crossed(index, other))
}

fn is_same(context: &Context<'_>, other: usize, index: usize) -> bool {
    let (a, b) = (&context.mention(other).quantity, &context.mention(index).quantity);
    let one_role = std::mem::discriminant(context.role(other)) == std::mem::discriminant(context.role(index));
    // Most pairs differ in their digits alone.
    let differ = a.magnitude == b.magnitude && a.digits != b.digits && (a.places == b.places || a.is_exact());
    if differ || !one_role || !context.same_dimension(other, index) || a.significant().max(b.significant()) < 2 {
        return false;
    }
    let words = || names::common(context.lead_core(other), context.lead_core(index));
    if (a.digits, a.places, a.magnitude) == (b.digits, b.places, b.magnitude) {
        // 发生较大火灾22起 … 22起较大火灾: short numbers come again by chance, and take a longer name.
        return if a.significant() >= 3 {
            words().max(named_alike(context, other, index)) >= 2
        } else {
            named_alike(context, other, index) >= 4
        };
    }
    if a.significant().max(b.significant()) < 3 {
        return false;
    }
    let named = |at: usize| {
        format!("{}{}", context.near_core(at), context.mention(at).tail.chars().take(2).collect::<String>())
    };
    let alike = || names::common(&named(other), &named(index));
    if a.magnitude != b.magnitude {
        let equal = || a.value() == b.value() && alike() >= 2;
        return a.hedge == b.hedge && (equal() || is_rounded(context, other, index));
    }
    // The same to fewer places; both words all but equal.
    let digits = a.significant().min(b.significant());
    if digits < 3 || !context.interval(other).meets(context.interval(index)) {
        return false;
    }
    let length = |at: usize| context.near_core(at).chars().count();
    let words = length(other).min(length(index));
    words >= 4 && alike() >= words
}

/// 现场销售2.3亿元农产品 … 现场销售农产品23193万元: one is rounded from the other, and the words around both are the same.
fn is_rounded(context: &Context<'_>, other: usize, index: usize) -> bool {
    const LEAST: usize = 6;
    let words = |at: usize| format!("{}{}", context.near_core(at), names::core(&context.mention(at).tail));
    let (one, two) = (words(other), words(index));
    let same = one.ends_with(&two) || two.ends_with(&one);
    let long = one.chars().count().min(two.chars().count()) >= LEAST;
    let (a, b) = (context.mention(other), context.mention(index));
    let sharp = a.quantity.significant().min(b.quantity.significant()) >= 2;
    same && long && sharp && a.when == b.when && a.interval.meets(&b.interval)
}

/// 58.2亿元，下降2.9% … 58.2亿元，下降2.9%: what stands behind both, printed alike, is repeated with them.
fn rates_of_both(context: &mut Context<'_>, other: usize, index: usize) {
    let (a, b) = (other + 1, index + 1);
    if !context.is_level(index) || b >= context.len() || a == index {
        return;
    }
    let (one, two) = (context.mention(a), context.mention(b));
    let alike = context.same_segment(other, a)
        && context.same_segment(index, b)
        && context.role(a) == context.role(b)
        && context.same_dimension(a, b)
        && *context.role(b) == Role::Growth
        && (one.quantity.digits, one.quantity.places) == (two.quantity.digits, two.quantity.places);
    if alike {
        let computed = *context.interval(a);
        context.report(RelationKind::Repeat, Rule::Repeat, b, &[a], computed);
    }
}
