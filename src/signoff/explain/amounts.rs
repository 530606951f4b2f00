//! One amount written wrongly: another unit, the point, the digits, a currency that was not converted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::Kind;
use super::atoms::{Atom, Family, Known, Moved, Touch};
use super::question::{Class, Record};
use crate::exact::{MeasureUnit, Rounding, divide_rounded, pow10};
use crate::slips::{Slip, UnitSlip, misprints};
use crate::values::read_number;

/// Every family of single amounts.
pub(super) fn families(known: &Known) -> Vec<Family> {
    let (mut units, mut points, mut swapped, mut dropped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let factors = factors(&known.question.measure);
    let counted = matches!(known.question.measure, MeasureUnit::Count(_));
    for (at, record) in known.records().filter(|(_, r)| r.class == Class::Accepted && r.amount != 0 && !counted) {
        // What shrinks below the claim's last place looks like a record that is missing, and is told as one.
        let shows = |value: &i128| value.abs() > known.question.claim.half_step();
        for (slip, value) in scaled(record.amount, &factors).into_iter().filter(|(_, value)| shows(value)) {
            let list = if matches!(slip, Slip::Unit(_)) { &mut units } else { &mut points };
            list.push(written(at, record, value, slip));
        }
        let (digits, part) = on_paper(record);
        for misprint in misprints(digits) {
            let value = misprint.digits * part;
            let is_point = value == record.amount * 10 || value * 10 == record.amount;
            let list = if misprint.slip == Slip::DigitsSwapped { &mut swapped } else { &mut dropped };
            if !is_point {
                list.push(written(at, record, value, misprint.slip));
            }
        }
    }
    let mut families = vec![
        Family::new(Kind::Unit, false, units),
        Family::new(Kind::Point, false, points),
        Family::new(Kind::Swapped, false, swapped),
        Family::new(Kind::Dropped, false, dropped),
    ];
    families.extend(currencies(known));
    families
}

fn written(at: u32, record: &Record, value: i128, slip: Slip) -> Atom {
    Atom { delta: value - record.amount, touch: Touch::One(at), named: None, slip: Some(slip) }
}

/// The factors by which an amount of a measure is off when its unit or its point is wrong.
pub(super) fn factors(measure: &MeasureUnit) -> Vec<(Slip, i128)> {
    let is_of = |slip: &UnitSlip| match measure {
        MeasureUnit::Weight => matches!(slip, UnitSlip::JinKilogram | UnitSlip::KilogramTonne),
        MeasureUnit::Money => matches!(slip, UnitSlip::YuanWan | UnitSlip::YuanYi),
        MeasureUnit::Count(_) => false,
        MeasureUnit::Other(..) => *slip == UnitSlip::YuanWan,
    };
    let units = UnitSlip::ALL.into_iter().filter(|(_, slip)| is_of(slip));
    let mut all: Vec<(Slip, i128)> = units.map(|(factor, slip)| (Slip::Unit(slip), factor)).collect();
    let taken: Vec<i128> = all.iter().map(|(_, factor)| *factor).collect();
    let points = (1..=3_u32).filter(|places| !taken.contains(&pow10(*places)));
    all.extend(points.map(|places| (Slip::DecimalPoint(places.cast_signed()), pow10(places))));
    all
}

/// An amount times and by each factor.
fn scaled(amount: i128, factors: &[(Slip, i128)]) -> Vec<(Slip, i128)> {
    let both = |(slip, factor): &(Slip, i128)| {
        let less = match slip {
            Slip::DecimalPoint(places) => Slip::DecimalPoint(-places),
            other => other.clone(),
        };
        let more = amount.checked_mul(*factor).map(|value| (slip.clone(), value));
        [more, Some((less, amount / factor))]
    };
    factors.iter().flat_map(both).flatten().collect()
}

/// The digits of an amount as its cell has them, and what one of them is worth; where the cell's text does not lead to
/// the amount (a formula, a rate in between), the digits without the zeros at their end.
fn on_paper(record: &Record) -> (i128, i128) {
    let digits = read_number(&record.raw).map_or(0, |read| read.value.digits);
    if digits != 0 && record.amount % digits == 0 && record.amount / digits > 0 {
        return (digits, record.amount / digits);
    }
    let (mut digits, mut part) = (record.amount, 1);
    while digits != 0 && digits % 10 == 0 {
        (digits, part) = (digits / 10, part * 10);
    }
    (digits, part)
}

/// Amounts of another currency that were taken as they stand: one by one, and all of a currency.
fn currencies(known: &Known) -> Vec<Family> {
    let mut rows: BTreeMap<Arc<str>, Vec<Moved>> = BTreeMap::new();
    for (at, record) in known.records().filter(|(_, record)| record.class == Class::Accepted) {
        if let Some(foreign) = record.foreign.as_ref().filter(|f| f.rate.digits > 0 && f.rate.scale <= 18) {
            let face = record.amount.checked_mul(pow10(foreign.rate.scale));
            let face = face.map(|value| divide_rounded(value, foreign.rate.digits, Rounding::HalfEven));
            let moved = face.map(|face| (at, face - record.amount));
            rows.entry(Arc::clone(&foreign.currency)).or_default().extend(moved);
        }
    }
    let single = rows.values().flatten().map(|(at, delta)| Atom::row(*at, *delta)).collect();
    let several = rows.into_iter().filter(|(_, rows)| rows.len() > 1);
    let all = several.map(|(currency, rows)| Atom::group(rows, Some(currency))).collect();
    vec![Family::new(Kind::Currency, false, single), Family::new(Kind::CurrencyAll, false, all)]
}
