//! Published values against the records that the job has for the same figure.

use crate::cube::LedgerCube;
use crate::exact::Ratio;
use crate::findings::{Code, Finding, Place};

use super::ask::ask;
use super::figure::{Figure, Quantity};
use super::settings::{Published, Settings};

const PUBLISHED_DISAGREES: Code = Code("published-disagrees");

/// A finding for each published value that the records contradict beyond its last printed place. Where the job has no
/// records of the period, or only of its end, nothing can be said.
#[must_use]
pub fn check_published(cubes: &[LedgerCube], settings: &Settings) -> Vec<Finding> {
    settings.published.iter().filter_map(|published| check(cubes, settings, published)).collect()
}

fn check(cubes: &[LedgerCube], settings: &Settings, published: &Published) -> Option<Finding> {
    let figure = ask(cubes, settings, &published.figure).ok()?;
    let cube = cubes.iter().find(|cube| cube.kind.name == published.figure.ledger())?;
    let covered = cube.cells.first().is_some_and(|cell| cell.month <= published.figure.period.first());
    if !covered || figure.records == 0 {
        return None;
    }
    let difference = beyond(&figure, cube, published)?;
    let computed = format!("{}{}", figure.value.as_deref().unwrap_or_default(), figure.unit);
    let finding = Finding::new(PUBLISHED_DISAGREES, Place::default(), published.raw.as_str())
        .with("figure", published.figure.to_string())
        .with("computed", computed)
        .with("difference", format!("{difference}{}", figure.unit));
    Some(finding)
}

/// Records less published value as text, where it is more than half the last printed place.
fn beyond(figure: &Figure, cube: &LedgerCube, published: &Published) -> Option<String> {
    let indicator = cube.kind.indicators.iter().find(|indicator| indicator.id == published.figure.indicator)?;
    match (figure.quantity.as_ref()?, published.quantity(indicator)?) {
        (Quantity::Amount(computed, unit), Quantity::Amount(claimed, _)) => {
            let difference = computed - claimed;
            (difference.abs() > published.half_step).then(|| unit.base_text(difference))
        }
        (Quantity::Ratio(computed), Quantity::Ratio(claimed)) => {
            let difference = computed.minus(claimed)?;
            is_more(difference, published.half_step).then(|| difference.to_places(4, crate::exact::Rounding::HalfEven))
        }
        _ => None,
    }
}

/// Whether a fraction is larger, either way, than so many 10^-12.
fn is_more(difference: Ratio, half_step: i128) -> bool {
    let size = Ratio::new(difference.numerator().abs(), difference.denominator());
    let allowed = Ratio::new(half_step, 1_000_000_000_000);
    let over = size.zip(allowed).and_then(|(size, allowed)| size.minus(allowed));
    over.is_none_or(|over| over.numerator() > 0)
}
