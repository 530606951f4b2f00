//! Which columns a ledger's blank form has, and what each holds: by the ledger's declaration and what stands beside it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lists;
use crate::exact::MeasureUnit;
use crate::kinds::{Field, FieldKind, Kind};
use crate::words::Lang;

/// A column of a blank form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) heading: String,
    pub(super) holds: Holds,
    pub(super) is_needed: bool,
    /// What the guide shows.
    pub(super) example: String,
    /// In half-width characters.
    pub(super) width: u16,
}

/// What a column's cells hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Date,
    Start,
    Code,
    Text,
    /// One of these names, or another.
    Choice(Vec<String>),
    /// A number in this unit.
    Amount(String),
    /// A whole number of this unit.
    Count(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    #[serde(default)]
    skip: Vec<String>,
    money: Option<String>,
    weight: Option<String>,
    #[serde(default)]
    choices: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    examples: BTreeMap<String, String>,
}

static BESIDE: LazyLock<BTreeMap<String, Beside>> = LazyLock::new(read);

#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads all of it")]
fn read() -> BTreeMap<String, Beside> {
    toml::from_str(include_str!("blanks.toml")).expect("blanks.toml")
}

/// The columns of a ledger's blank form.
pub(super) fn inputs(kind: &Kind, lists: &Lists, lang: Lang) -> Vec<Input> {
    let none = Beside::default();
    let beside = BESIDE.get(&kind.name).unwrap_or(&none);
    let is_shown = |field: &&Field| {
        !matches!(field.kind, FieldKind::Unit | FieldKind::Currency) && !beside.skip.contains(&field.name)
    };
    kind.fields.iter().filter(is_shown).map(|field| input(kind, field, beside, lists, lang)).collect()
}

fn input(kind: &Kind, field: &Field, beside: &Beside, lists: &Lists, lang: Lang) -> Input {
    let holds = holds(field, beside, lists);
    let name = if lang == Lang::Zh { field.aliases.get(1).unwrap_or(&field.name) } else { &field.name };
    let heading = match &holds {
        Holds::Amount(unit) | Holds::Count(unit) if !unit.is_empty() => format!("{name}({unit})"),
        _ => name.clone(),
    };
    Input {
        width: width(&heading, &holds),
        is_needed: is_needed(kind, field),
        example: beside.examples.get(&field.name).cloned().unwrap_or_default(),
        heading,
        holds,
    }
}

fn holds(field: &Field, beside: &Beside, lists: &Lists) -> Holds {
    let unit = |unit: &Option<String>, measure: &MeasureUnit| {
        Holds::Amount(unit.clone().unwrap_or_else(|| measure.base_name().to_owned()))
    };
    match &field.kind {
        FieldKind::Date => Holds::Date,
        FieldKind::StartDate | FieldKind::ReportDate => Holds::Start,
        FieldKind::Code => Holds::Code,
        FieldKind::Quantity(measure @ MeasureUnit::Money) => unit(&beside.money, measure),
        FieldKind::Quantity(measure @ MeasureUnit::Weight) => unit(&beside.weight, measure),
        FieldKind::Quantity(MeasureUnit::Count(name)) => Holds::Count(name.clone()),
        FieldKind::Quantity(MeasureUnit::Other(name, _)) => Holds::Amount(name.clone()),
        FieldKind::Text | FieldKind::Dimension | FieldKind::Unit | FieldKind::Currency => named(field, beside, lists),
    }
}

/// A name: from its registry, or from the ledger's usual ones; free where there is neither.
fn named(field: &Field, beside: &Beside, lists: &Lists) -> Holds {
    let registered = field.registry.as_ref().map(|name| lists.names.get(name).cloned().unwrap_or_default());
    match registered.or_else(|| beside.choices.get(&field.name).cloned()) {
        Some(names) => Holds::Choice(names),
        None if field.kind == FieldKind::Dimension => Holds::Choice(Vec::new()),
        None => Holds::Text,
    }
}

/// Without these a row cannot be read: the date, and measures that may not be left out.
fn is_needed(kind: &Kind, field: &Field) -> bool {
    let at = kind.field(&field.name);
    field.kind == FieldKind::Date || kind.measures.iter().any(|m| Some(m.field) == at && !m.optional)
}

fn width(heading: &str, holds: &Holds) -> u16 {
    let columns: usize = heading.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let least = match holds {
        Holds::Date | Holds::Start => 13,
        Holds::Code => 16,
        Holds::Text => 26,
        Holds::Choice(_) | Holds::Amount(_) => 14,
        Holds::Count(_) => 11,
    };
    u16::try_from(columns + 2).unwrap_or(40).max(least)
}
