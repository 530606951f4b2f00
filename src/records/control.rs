//! Rows that restate others: their kind, the rows they cover, the values they print.

use crate::calendar::Period;
use crate::findings::Code;
use crate::sources::{Cell, CellKind};
use crate::values::find_period;

use super::batch::{ControlKind, ControlRow};
use super::labels::{Label, TotalWord, label};
use super::names::NameColumn;
use super::plan::Plan;
use super::problem::Problem;
use super::quantities::{Amount, QuantityColumn};
use super::row::Row;
use super::symbols::Symbol;
use super::typing::Typist;

pub(super) const CONTROL_UNCHECKED: Code = Code("control-total-unchecked");

/// A value that a control row prints.
pub(super) type Printed = (usize, i64, u32, String);

/// A control row, and the name that it is limited to where that is not known yet.
#[derive(Clone, Debug)]
pub(super) struct Restating {
    pub control: ControlRow,
    /// 其中：红枣, before any row has said 红枣.
    pub unresolved: Option<String>,
}

/// The label of a row: of its cells, the first that is one.
pub(super) fn row_label<'c>(cells: &[Cell<'c>]) -> Option<(Label, &'c str)> {
    let mut texts = cells.iter().enumerate().filter(|(_, cell)| cell.kind == CellKind::Text);
    let (at, found, text) = texts.find_map(|(at, cell)| Some((at, label(cell.text)?, cell.text)))?;
    if found.word == TotalWord::Part && found.name.is_empty() {
        // 其中： in one cell, the name in the next.
        let next = cells[at + 1..].iter().find(|cell| cell.kind == CellKind::Text && !cell.continued);
        let name = next.map_or(String::new(), |cell| cell.text.to_owned());
        return Some((Label { name, ..found }, text));
    }
    Some((found, text))
}

/// The control row that a labelled row is, without its values. `row` holds its typed names.
pub(super) fn restating(
    typist: &Typist<'_>,
    row: &Row,
    (label, text): (Label, &str),
    (number, after): (u64, usize),
    of_summary: Option<Option<Period>>,
) -> Restating {
    let mut limits = own_limits(typist, row);
    let mut period = row.date.filter(|day| day.day_of_month().is_none()).map(|day| Period::month(day.month()));
    let mut unresolved = None;
    if !label.name.is_empty() {
        let in_month = typist.period_of(&label.name);
        match (in_month, called(&typist.names, &label.name, typist.plan)) {
            (_, Some(limit)) if !limits.contains(&limit) => limits.push(limit),
            (_, Some(_)) => {}
            (Some(found), None) => period = Some(found),
            (None, None) => unresolved = Some(label.name.clone()),
        }
    }
    let kind = match (label.word, of_summary) {
        (TotalWord::Part, _) | (_, Some(_)) => ControlKind::Restatement,
        (TotalWord::Subtotal, None) => ControlKind::Subtotal,
        (TotalWord::Total | TotalWord::Comparison, None) => ControlKind::Total,
    };
    let period = period.or(of_summary.flatten());
    let control = ControlRow { after, row: number, label: text.to_owned(), kind, period, limits, printed: Vec::new() };
    Restating { control, unresolved: unresolved.filter(|_| label.word == TotalWord::Part) }
}

/// The names that stand in the row itself.
pub(super) fn own_limits(typist: &Typist<'_>, row: &Row) -> Vec<(usize, Symbol)> {
    let names = typist.row_names(row).filter(|(_, _, at, name)| *at != 0 && name.label.is_none());
    names.map(|(kept, _, _, name)| (kept, name.symbol)).collect()
}

/// The dimension value that is called `text`, by a registry or among the names met so far.
pub(super) fn called(names: &[NameColumn], text: &str, plan: &Plan<'_>) -> Option<(usize, Symbol)> {
    let mut dimensions = plan.kind.dimensions.iter();
    dimensions.find_map(|&kept| Some((kept, names[kept].called(text, plan)?)))
}

/// Reads what a control row prints in some columns; what cannot be read is said to be unchecked.
pub(super) fn printed<'c>(
    columns: impl Iterator<Item = &'c mut QuantityColumn>,
    cells: &[Cell<'_>],
    plan: &Plan<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Printed> {
    let mut values = Vec::new();
    for column in columns {
        let at = column.at;
        let raw = cells.get(at).map_or("", |cell| cell.text);
        match column.read(cells, None, plan, &mut Vec::new()) {
            Ok(Amount::Value(value)) => {
                values.push((column.measure, value, u32::try_from(at).unwrap_or(0), raw.to_owned()))
            }
            Ok(_) => {}
            Err(_) => problems.push(Problem::new(CONTROL_UNCHECKED, at, raw)),
        }
    }
    values
}

impl Typist<'_> {
    /// The months that a label's name speaks of (7月合计), in the table's year.
    fn period_of(&self, name: &str) -> Option<Period> {
        let bare = name.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十上下前第".contains(c));
        bare.then(|| find_period(name)?.period(Some(self.year()))).flatten()
    }
}
