//! What the script must know of a ledger: names, units, and how its indicators come from the sums.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::Words;
use crate::kinds::{Formula, Kind, Measure};

/// A ledger's declaration, as the script is given it.
#[derive(Serialize)]
pub(super) struct Declared<'a> {
    name: &'a str,
    title: &'a str,
    /// The names of the kept fields, by which ids filter.
    names: Vec<&'a str>,
    /// What people call them.
    labels: Vec<String>,
    /// Label, base unit and decimals of each measure.
    units: Vec<(String, &'a str, u32)>,
    /// Each indicator's label, unit and formula.
    indicators: BTreeMap<&'a str, (String, &'a str, Calculation)>,
}

/// How an indicator comes from the sums; numbers are positions of measures, or of a kept field.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Calculation {
    Sum(usize),
    Ratio(usize, usize),
    Count,
    Distinct(usize),
    Started,
}

pub(super) fn declared(kind: &Kind, words: Words) -> Declared<'_> {
    let measure = |measure: &'_ Measure| words.field(kind, measure.field);
    let unit = |measure: &Measure| measure.unit.scale();
    Declared {
        name: &kind.name,
        title: words.ledger(kind),
        names: (0..kind.kept.len()).map(|at| kind.kept_name(at)).collect(),
        labels: kind.kept.iter().map(|&field| words.field(kind, field)).collect(),
        units: kind.measures.iter().map(|of| (measure(of), of.unit.base_name(), unit(of))).collect(),
        indicators: kind
            .indicators
            .iter()
            .map(|indicator| {
                let unit = indicator.unit.as_ref().map_or("", |unit| unit.base_name());
                (indicator.id.as_str(), (words.indicator(indicator), unit, calculation(&indicator.formula)))
            })
            .collect(),
    }
}

const fn calculation(formula: &Formula) -> Calculation {
    match *formula {
        Formula::Sum(measure) => Calculation::Sum(measure),
        Formula::Ratio(top, bottom) => Calculation::Ratio(top, bottom),
        Formula::Count => Calculation::Count,
        Formula::Distinct(kept) => Calculation::Distinct(kept),
        Formula::StartedRate => Calculation::Started,
    }
}
