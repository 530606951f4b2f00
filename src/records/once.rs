//! Findings that are said once per table, however many rows they concern and however many readers read it.

use rustc_hash::FxHashSet;

use crate::findings::{Code, Finding};

use super::problem::Problem;

/// How often a finding is said in one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// For every cell.
    Cell,
    /// For every column.
    Column,
    /// For every distinct text of a column.
    Text,
    /// Once.
    Table,
}

fn scope_of(code: Code) -> Scope {
    match code.0 {
        "money-unit-assumed" | "unit-missing" | "cell-rounded" | "date-year-assumed" => Scope::Column,
        "unit-disagrees" | "name-unknown" | "city-disagrees" | "date-implausible" => Scope::Text,
        "header-without-rows" => Scope::Table,
        _ => Scope::Cell,
    }
}

/// Whether a problem is to be told: it is one of those that are told each time, or was not told before.
pub(super) fn is_new(said: &mut FxHashSet<(Code, usize, Box<str>)>, problem: &Problem) -> bool {
    match scope_of(problem.code) {
        Scope::Cell => true,
        Scope::Column | Scope::Table => said.insert((problem.code, problem.column, Box::default())),
        Scope::Text => said.insert((problem.code, problem.column, problem.raw.as_str().into())),
    }
}

/// The findings of the runs of rows that a table was cut into, in order, as if one reader had read it whole.
/// `has_rows`: whether any run held anything but blank rows.
#[must_use]
pub fn join_findings(runs: impl IntoIterator<Item = Vec<Finding>>, has_rows: bool) -> Vec<Finding> {
    let mut said = FxHashSet::default();
    let mut is_first = |finding: &Finding| {
        let column = finding.place.cell.and_then(|cell| cell.column);
        match scope_of(finding.code) {
            Scope::Cell => true,
            Scope::Table => {
                !(has_rows && finding.code.0 == "header-without-rows")
                    && said.insert((finding.code, None, String::new()))
            }
            Scope::Column => said.insert((finding.code, column, String::new())),
            Scope::Text => said.insert((finding.code, column, finding.raw.clone())),
        }
    };
    runs.into_iter().flatten().filter(|finding| is_first(finding)).collect()
}
