//! The families that a question has: rows that are counted or not, groups of them, and what concerns the total as a whole.
//! (Slips in single amounts stand in `amounts`.)

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::amounts;
use super::answer::Kind;
use super::atoms::{Atom, Family, Known, Moved};
use super::question::{Class, Record};
use crate::calendar::{DayCode, Month, Period};
use crate::exact::divide_rounded;
use crate::slips::{Slip, misprints};

/// Every family that has an atom.
pub(super) fn all(known: &Known) -> Vec<Family> {
    let mut families = rows(known);
    families.extend(whole_classes(known));
    families.push(Family::new(Kind::ReportDate, false, by_report_date(known)));
    families.push(Family::new(Kind::FileMissing, false, files(known)));
    families.push(Family::new(Kind::CutOff, false, cut_offs(known)));
    families.extend(amounts::families(known));
    families.extend(totals(known));
    families.retain(|family| !family.atoms.is_empty());
    families
}

/// Rows one by one.
fn rows(known: &Known) -> Vec<Family> {
    let of = |kind, sign: i128, belongs: &dyn Fn(&Record) -> bool| {
        let rows = known.records().filter(|(_, record)| belongs(record));
        Family::new(kind, true, rows.map(|(at, record)| Atom::row(at, record.amount * sign)).collect())
    };
    let period = known.question.period;
    let class = |class: Class| move |record: &Record| record.class == class;
    let copies: BTreeSet<(&str, i128)> = known
        .records()
        .filter(|(_, record)| record.class == Class::Duplicate)
        .map(|(_, record)| (record.label.as_str(), record.amount))
        .collect();
    let lone =
        |record: &Record| record.class == Class::Accepted && !copies.contains(&(record.label.as_str(), record.amount));
    let far = |record: &Record| record.class == Class::OutOfPeriod && edge(record, period).is_none();
    let boundary: Vec<(Atom, bool)> = known
        .records()
        .filter_map(|(at, record)| {
            Some((Atom::row(at, edge(record, period)? * record.amount), record.reported.is_some()))
        })
        .collect();
    // A record whose report is known to lie on the other side is likelier than one that merely lies next to the end.
    let reported = boundary.iter().filter(|(_, is_reported)| *is_reported).map(|(atom, _)| atom.clone()).collect();
    vec![
        of(Kind::Missing, -1, &class(Class::Accepted)),
        of(Kind::Twice, 1, &lone),
        of(Kind::Quarantined, 1, &class(Class::Quarantined)),
        of(Kind::Duplicate, 1, &class(Class::Duplicate)),
        of(Kind::Superseded, 1, &class(Class::Superseded)),
        of(Kind::Terminated, 1, &class(Class::Terminated)),
        of(Kind::Framework, 1, &class(Class::Framework)),
        of(Kind::OutOfPeriod, 1, &far),
        Family::new(Kind::Boundary, false, reported),
        Family::new(Kind::Boundary, true, boundary.into_iter().map(|(atom, _)| atom).collect()),
    ]
}

/// What a claim that draws the line elsewhere does with a record: leaves it out (-1) because its report came outside the
/// period, or counts it (1) because its report came inside, or because it lies in the month next to an end.
fn edge(record: &Record, period: Period) -> Option<i128> {
    let reported = record.reported.map(|day| period.contains(day.month()));
    let next = |month: Month| month == period.first().plus(-1) || month == period.last().plus(1);
    match (record.class, reported) {
        (Class::Accepted, Some(false)) => Some(-1),
        (Class::OutOfPeriod, Some(true)) => Some(1),
        (Class::OutOfPeriod, None) if record.signed.is_some_and(|day| next(day.month())) => Some(1),
        _ => None,
    }
}

/// The claim goes by the date of the report: every record that this moves over an end of the period; or those of one file,
/// where it does so for that file alone.
fn by_report_date(known: &Known) -> Vec<Atom> {
    let period = known.question.period;
    let mut by_file: BTreeMap<&Arc<str>, Vec<Moved>> = BTreeMap::new();
    for (at, record) in known.records().filter(|(_, record)| record.reported.is_some()) {
        let moved = edge(record, period).map(|sign| (at, sign * record.amount));
        by_file.entry(&record.place.file).or_default().extend(moved);
    }
    by_file.retain(|_, moved| !moved.is_empty());
    let all = several(by_file.values().flatten().copied().collect(), None);
    let alone = by_file.len() == 1;
    let one = by_file.into_iter().filter(|_| !alone).filter_map(|(file, moved)| several(moved, Some(Arc::clone(file))));
    all.into_iter().chain(one).collect()
}

/// A group of two rows or more.
fn several(rows: Vec<Moved>, named: Option<Arc<str>>) -> Option<Atom> {
    (rows.len() > 1).then(|| Atom::group(rows, named))
}

/// All rows of a class that the ledger left out, counted together.
fn whole_classes(known: &Known) -> Vec<Family> {
    let kinds = [
        (Class::Quarantined, Kind::Quarantined),
        (Class::Duplicate, Kind::Duplicate),
        (Class::Superseded, Kind::Superseded),
        (Class::Terminated, Kind::Terminated),
        (Class::Framework, Kind::Framework),
    ];
    let family = |(class, kind)| {
        let rows = known.records().filter(|(_, record)| record.class == class);
        let rows = rows.map(|(at, record)| (at, record.amount)).collect();
        Family::new(kind, false, several(rows, None).into_iter().collect())
    };
    kinds.into_iter().map(family).collect()
}

/// The rows of a file, by sheet.
type Sheets<'a> = BTreeMap<&'a Arc<str>, Vec<Moved>>;

/// Whole files, and whole sheets of files that have several, that are not in the claim.
fn files(known: &Known) -> Vec<Atom> {
    let mut by_file: BTreeMap<&Arc<str>, Sheets> = BTreeMap::new();
    let accepted = known.records().filter(|(_, record)| record.class == Class::Accepted);
    for (at, record) in accepted {
        let sheets = by_file.entry(&record.place.file).or_default();
        sheets.entry(&record.place.sheet).or_default().push((at, -record.amount));
    }
    let alone = by_file.len() == 1;
    let mut atoms = Vec::new();
    for (file, sheets) in by_file {
        if sheets.len() > 1 {
            let sheet = |(sheet, rows): (&&Arc<str>, &Vec<_>)| {
                several(rows.clone(), Some(Arc::from(format!("{file} {sheet}"))))
            };
            atoms.extend(sheets.iter().filter_map(sheet));
        }
        if !alone {
            atoms.extend(several(sheets.into_values().flatten().collect(), Some(Arc::clone(file))));
        }
    }
    atoms
}

/// The claim ends on another day, or begins in another month: days within a month of the end, and whole months beyond.
fn cut_offs(known: &Known) -> Vec<Atom> {
    let period = known.question.period;
    let mut dated: Vec<(DayCode, u32, &Record)> = known
        .records()
        .filter(|(_, record)| matches!(record.class, Class::Accepted | Class::OutOfPeriod))
        .filter_map(|(at, record)| Some((record.signed?, at, record)))
        .collect();
    dated.sort_by_key(|(day, at, _)| (*day, *at));
    let last_of = |month: Month| DayCode::day(month.year(), month.month(), month.days());
    let near = [period.last(), period.last().plus(1)];
    let mut ends: BTreeSet<DayCode> = dated.iter().filter_map(|(day, ..)| last_of(day.month())).collect();
    ends.extend(dated.iter().map(|(day, ..)| *day).filter(|day| near.contains(&day.month())));
    let regular = last_of(period.last());
    ends.retain(|day| Some(*day) != regular && day.month() >= period.first());
    let mut atoms: Vec<Atom> = ends.into_iter().filter_map(|end| through(&dated, period, end)).collect();
    let starts: BTreeSet<Month> = dated.iter().map(|(day, ..)| day.month()).filter(|m| *m <= period.last()).collect();
    atoms.extend(starts.into_iter().filter(|m| *m != period.first()).filter_map(|start| from(&dated, period, start)));
    atoms
}

/// The claim counts through a day: it lacks what lies behind it, or has what lies between the end and it.
fn through(dated: &[(DayCode, u32, &Record)], period: Period, end: DayCode) -> Option<Atom> {
    let moved = dated.iter().filter_map(|(day, at, record)| match record.class {
        Class::Accepted if *day > end => Some((*at, -record.amount)),
        Class::OutOfPeriod if day.month() > period.last() && *day <= end => Some((*at, record.amount)),
        _ => None,
    });
    several(moved.collect(), Some(Arc::from(format!("..{end}"))))
}

/// The claim counts from a month on.
fn from(dated: &[(DayCode, u32, &Record)], period: Period, start: Month) -> Option<Atom> {
    let moved = dated.iter().filter_map(|(day, at, record)| match record.class {
        Class::Accepted if day.month() < start => Some((*at, -record.amount)),
        Class::OutOfPeriod if day.month() < period.first() && day.month() >= start => Some((*at, record.amount)),
        _ => None,
    });
    several(moved.collect(), Some(Arc::from(format!("{start}.."))))
}

/// What concerns the total as a whole.
fn totals(known: &Known) -> Vec<Family> {
    let question = known.question;
    let stale = question.publications.iter().map(|publication| {
        let printed = &publication.printed;
        // As printed then and as printed now: any value that both stand for will do.
        let shared = printed.value.clamp(question.claim.low, question.claim.high);
        let value = if (printed.low..=printed.high).contains(&shared) { shared } else { printed.value };
        let name = Arc::from(format!("{} {}", publication.name, publication.figure));
        Atom::whole(value - question.total, Some(name), None)
    });
    let earlier = question
        .replaced
        .iter()
        .map(|replaced| Atom::whole(replaced.total - replaced.by_total, Some(Arc::clone(&replaced.file)), None));
    let rounded = question.partitions.iter().map(|partition| {
        let moved = partition.parts.iter().map(|(exact, shown)| shown - exact).sum();
        Atom::whole(moved, Some(Arc::clone(&partition.name)), None)
    });
    vec![
        Family::new(Kind::Stale, false, named_in_order(stale.collect())),
        Family::new(Kind::EarlierVersion, false, named_in_order(earlier.collect())),
        Family::new(Kind::RoundedParts, false, named_in_order(rounded.collect())),
        Family::new(Kind::Claim, false, claim_slips(known)),
    ]
}

fn named_in_order(mut atoms: Vec<Atom>) -> Vec<Atom> {
    atoms.sort_by(|a, b| a.named.cmp(&b.named));
    atoms
}

/// Slips in the claimed number: what one hand makes of the ledger's total as the claim would print it.
fn claim_slips(known: &Known) -> Vec<Atom> {
    let (total, claim) = (known.question.total, &known.question.claim);
    let place = claim.last_place.max(1);
    let meant = divide_rounded(total, place, crate::exact::Rounding::HalfEven);
    let written = misprints(meant).into_iter();
    let mut atoms: Vec<Atom> =
        written.map(|misprint| Atom::whole((misprint.digits - meant) * place, None, Some(misprint.slip))).collect();
    for (slip, factor) in amounts::factors(&known.question.measure) {
        let shifted = [total.checked_mul(factor), Some(total / factor)];
        let moved = shifted.into_iter().flatten().map(|value| Atom::whole(value - total, None, Some(slip.clone())));
        atoms.extend(moved);
    }
    atoms.retain(|atom| !matches!(atom.slip, Some(Slip::DigitDropped)) || meant.abs() > 9);
    atoms
}
