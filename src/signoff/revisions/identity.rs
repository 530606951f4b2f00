//! Last cumulative + this month = this cumulative, against what was published: what is left over is how much the months
//! before were revised, and by which records.

use std::sync::Arc;

use crate::calendar::{Month, Period};
use crate::exact::Decimal;
use crate::figures::FigureId;
use crate::kinds::{Formula, Indicator, Kind};

use super::causes::Measured;
use super::changes::{self, ChangeKind, LedgerChanges};
use super::vintage::Vintage;

/// The identity for one indicator between two vintages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The indicator.
    pub indicator: String,
    /// The unit of the values.
    pub unit: String,
    /// The position of the earlier vintage; the later one follows it.
    pub vintage: usize,
    /// January to the earlier one's last month.
    pub before: Period,
    /// January to the later one's last month.
    pub after: Period,
    /// The cumulative value of the earlier one.
    pub last: String,
    /// What the later one says of the months in between.
    pub months: String,
    /// The cumulative value of the later one.
    pub this: String,
    /// What is left over.
    pub residue: String,
    /// What it consists of.
    pub made_of: Residue,
}

/// What a residue consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Residue {
    /// There is none.
    Nothing,
    /// Records of the earlier months: of each kind how many, and how much they add.
    Records(Vec<(ChangeKind, usize, String)>),
    /// Not every record is known.
    Unknown,
    /// Records explain it but for this.
    ButFor(Vec<(ChangeKind, usize, String)>, String),
}

pub(super) fn identities(vintages: &[Vintage], kinds: &[Arc<Kind>]) -> Vec<Identity> {
    let pairs = vintages.windows(2).enumerate();
    pairs.flat_map(|(at, pair)| kinds.iter().flat_map(move |kind| of_pair(at, &pair[0], &pair[1], kind))).collect()
}

fn of_pair(at: usize, before: &Vintage, after: &Vintage, kind: &Arc<Kind>) -> Vec<Identity> {
    let (Some(last), Some(this)) = (before.through_of(&kind.name), after.through_of(&kind.name)) else {
        return Vec::new();
    };
    if last > this || last.january() != this.january() {
        return Vec::new();
    }
    let additive = kind.indicators.iter().filter(|one| matches!(one.formula, Formula::Sum(_) | Formula::Count));
    let changes = changes::between(before, after, kind);
    let identity = |indicator| of_indicator(at, (before, last), (after, this), kind, indicator, changes.as_ref());
    additive.filter_map(identity).collect()
}

fn of_indicator(
    at: usize,
    (before, last): (&Vintage, Month),
    (after, this): (&Vintage, Month),
    kind: &Kind,
    indicator: &Indicator,
    changes: Option<&LedgerChanges>,
) -> Option<Identity> {
    let measured = Measured { kind, indicator };
    let scale = measured.scale();
    let value = |vintage: &Vintage, period: Period| {
        let figure = vintage.figure(&FigureId::total(&indicator.id, period))?;
        let value = Decimal::parse(figure.value.as_deref()?).ok()?.at_scale(scale)?;
        Some(value.0)
    };
    let text = |digits: i128| Decimal { digits, scale }.to_string();
    let (of_last, of_this) = (Period::year_to(last), Period::year_to(this));
    let months = (last.index() + 1..=this.index()).map(|month| Period::month(Month::from_index(month)));
    let months: i128 = months.map(|month| value(after, month)).sum::<Option<i128>>()?;
    let (was, is) = (value(before, of_last)?, value(after, of_this)?);
    let residue = is - was - months;
    Some(Identity {
        indicator: indicator.id.clone(),
        unit: before.figure(&FigureId::total(&indicator.id, of_last))?.unit.clone(),
        vintage: at,
        before: of_last,
        after: of_this,
        last: text(was),
        months: text(months),
        this: text(is),
        residue: text(residue),
        made_of: made_of(residue, &measured, changes.and_then(|changes| changes.records.as_deref()), of_last),
    })
}

fn made_of(residue: i128, measured: &Measured<'_>, changes: Option<&[changes::Change]>, period: Period) -> Residue {
    let text = |digits: i128| Decimal { digits, scale: measured.scale() }.to_string();
    let Some(changes) = changes else {
        return if residue == 0 { Residue::Nothing } else { Residue::Unknown };
    };
    let mut kinds = Vec::new();
    let mut explained = 0_i128;
    for kind in [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed] {
        let of_kind = changes.iter().filter(|change| change.kind() == kind);
        let effect = |change| measured.effect(change, &|record| period.contains(record.day.month()));
        let effects: Vec<i128> = of_kind.filter_map(effect).filter(|effect| *effect != 0).collect();
        let sum: i128 = effects.iter().sum();
        explained += sum;
        if !effects.is_empty() {
            kinds.push((kind, effects.len(), text(sum)));
        }
    }
    match residue - explained {
        0 if kinds.is_empty() => Residue::Nothing,
        0 => Residue::Records(kinds),
        left => Residue::ButFor(kinds, text(left)),
    }
}
