//! The same quantity printed twice side by side, in two units: 61791万吨（12358亿斤）.

use super::super::quantity::Hedge;
use super::super::roles::Role;
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
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
    let before = index - 1;
    let lead = context.mention(index).lead.trim_start_matches([',', '、']);
    let told = WORDS.cues.told.iter().any(|word| word == lead) && context.same_sentence(before, index);
    let hedged = !matches!(context.mention(before).quantity.hedge, Hedge::None);
    if told && hedged && context.same_dimension(before, index) {
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

/// The same digits, unit and words: 清退违规资金9784元 … 清退…共计9784元. Two different numbers may both be right.
fn printed_twice(context: &mut Context<'_>, index: usize) {
    let own = context.mention(index).quantity;
    let rate = own.dimension().0 == "%";
    if own.significant() < 3 || !(context.is_level(index) || rate || *context.role(index) == Role::Change) {
        return;
    }
    let same = |other: &usize| {
        let quantity = context.mention(*other).quantity;
        std::mem::discriminant(context.role(*other)) == std::mem::discriminant(context.role(index))
            && (quantity.digits, quantity.places, quantity.magnitude) == (own.digits, own.places, own.magnitude)
            && context.same_dimension(*other, index)
            && names::common(&names::core(&context.mention(*other).lead), context.lead_core(index)) >= 2
    };
    if let Some(other) = (0..index).rev().find(same) {
        let computed = *context.interval(other);
        context.report(RelationKind::Repeat, Rule::Repeat, index, &[other], computed);
    }
}
