//! Values that a table's surroundings or the job give for fields without a column: store, city, product.

use crate::findings::{Code, Finding, Place};
use crate::sources::TableInfo;

use super::super::plan::Plan;
use super::context::Surroundings;

const FROM_SURROUNDINGS: Code = Code("value-from-surroundings");

/// A value that stands for every row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// Position among the kept fields.
    pub kept: usize,
    /// The value as printed.
    pub value: String,
}

/// The given values of all kept fields without a column.
pub(super) fn given_values(
    plan: &Plan<'_>,
    info: &TableInfo,
    around: &Surroundings,
    has_column: impl Fn(usize) -> bool,
    findings: &mut Vec<Finding>,
) -> Vec<Given> {
    let mut given = Vec::new();
    for (kept, &field) in plan.kind.kept.iter().enumerate() {
        let known = |field: usize| has_column(field) || named_around(plan, field, around).is_some();
        let named = (!has_column(field) && !is_derived(plan, kept, known)).then(|| named_around(plan, field, around));
        if let Some((value, by)) = named.flatten() {
            let finding = Finding::new(FROM_SURROUNDINGS, Place::sheet(&info.file, &info.sheet), by);
            findings.push(finding.with("field", plan.kind.fields[field].name.clone()).with("value", value.clone()));
            given.push(Given { kept, value });
        } else if let Some(value) = plan.default_for(field) {
            given.push(Given { kept, value: value.to_owned() });
        }
    }
    given
}

/// Whether the registry of another known field fills this one in: a store's city.
fn is_derived(plan: &Plan<'_>, kept: usize, known: impl Fn(usize) -> bool) -> bool {
    plan.kind.derives.iter().any(|&(filled, from)| filled == kept && known(plan.kind.kept[from]))
}

/// The registered name in the nearest surrounding text that holds exactly one, with that text.
fn named_around(plan: &Plan<'_>, field: usize, around: &Surroundings) -> Option<(String, String)> {
    let registry = plan.kind.fields[field].registry.as_deref()?;
    around.texts.iter().find_map(|text| Some((plan.registries.find_in(registry, text)?.to_owned(), text.clone())))
}
