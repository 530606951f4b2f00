//! The same quantity printed twice side by side, in two units: 61791万吨（12358亿斤）.

use super::super::verdict::RelationKind;
use super::Context;

/// A number alone in brackets right behind another, of the same dimension, says the same in another unit.
pub(super) fn apply(context: &mut Context<'_>) {
    for index in 1..context.len() {
        let (before, own) = (index - 1, context.mention(index));
        let alone = own.lead == "(" || own.lead == "(折合" || own.lead == "(合" || own.lead == "(约" || own.lead == "(即";
        let closed = context.passage.text.at(own.at.end) == ')';
        if !alone || !closed || !context.same_dimension(before, index) {
            continue;
        }
        let computed = *context.interval(before);
        context.report(RelationKind::Repeat, "rule.two-units", index, &[before], computed);
    }
}
