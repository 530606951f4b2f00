//! Revisions in words: the triangles, then each publication with what changed in it and which records did it.

use comfy_table::{CellAlignment, Table, presets};

use crate::exact::MeasureUnit;
use crate::kinds::Kind;
use crate::words::{self, Lang};

use super::super::super::publish::{KeptRecord, Partition};
use super::super::causes::{Explained, FigureChange};
use super::super::changes::{Change, ChangeKind, LedgerChanges, PartChange};
use super::super::identity::{Identity, Residue};
use super::super::triangle::{Triangle, TriangleBy, TriangleCell};
use super::super::{Comparison, Revisions};
use super::{filled, name, place};

/// So many changed records, parts or figures of a publication are shown; JSON and CSV have them all.
const SHOWN: usize = 20;

/// All of it as text.
#[must_use]
pub fn text(revisions: &Revisions, lang: Lang) -> String {
    let mut parts = Vec::new();
    let (revised, same): (Vec<&Triangle>, Vec<&Triangle>) =
        revisions.triangles.iter().partition(|triangle| triangle.is_revised());
    parts.extend(revised.iter().map(|triangle| of_triangle(revisions, triangle, lang)));
    if !same.is_empty() {
        let mut names: Vec<&str> = same.iter().map(|triangle| triangle.indicator.as_str()).collect();
        names.retain(|name| !revised.iter().any(|triangle| triangle.indicator == *name));
        names.dedup();
        if !names.is_empty() {
            let names = names.join(words::text(lang, "list-separator"));
            parts.push(filled(lang, "revisions-unrevised", &[("indicators", &names)]));
        }
    }
    parts.extend(revisions.comparisons.iter().map(|comparison| of_comparison(revisions, comparison, lang)));
    parts.extend(identities(revisions, lang));
    parts.join("\n\n") + "\n"
}

fn of_triangle(revisions: &Revisions, triangle: &Triangle, lang: Lang) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY);
    let by = match triangle.by {
        TriangleBy::YearToDate => "revisions-by-year_to_date",
        TriangleBy::Month => "revisions-by-month",
    };
    let title = format!("{} ({})", triangle.indicator, words::text(lang, by));
    let periods = triangle.periods.iter().map(|period| period.last().to_string());
    table.set_header([words::text(lang, "revisions-publication").to_owned()].into_iter().chain(periods));
    for row in &triangle.rows {
        let cells = row.cells.iter().map(|cell| cell.as_ref().map(shown).unwrap_or_default());
        table.add_row([name(&revisions.vintages[row.vintage], lang)].into_iter().chain(cells));
    }
    table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    format!("{title}\n{table}\n{}", words::text(lang, "revisions-mark"))
}

fn shown(cell: &TriangleCell) -> String {
    if cell.is_revised { format!("*{}", cell.display) } else { cell.display.clone() }
}

fn of_comparison(revisions: &Revisions, comparison: &Comparison, lang: Lang) -> String {
    let vintage = &revisions.vintages[comparison.vintage];
    let (date, count) = (vintage.date.clone().unwrap_or_default(), comparison.figures.len().to_string());
    let values = [("publication", &*name(vintage, lang)), ("date", &date), ("count", &count)];
    if comparison.figures.is_empty() {
        return filled(lang, "revisions-same", &values);
    }
    let mut lines = vec![filled(lang, "revisions-changed", &values)];
    let headline = |figure: &&FigureChange| figure.id.comparison.is_none() && figure.id.filter.is_empty();
    let totals: Vec<&FigureChange> = comparison.figures.iter().filter(headline).collect();
    lines.extend(totals.iter().take(SHOWN).map(|figure| format!("  {}", of_figure(figure, lang))));
    let rest = comparison.figures.len() - totals.len().min(SHOWN);
    if rest > 0 {
        lines.push(format!("  {}", filled(lang, "revisions-more-figures", &[("count", &rest.to_string())])));
    }
    lines.extend(comparison.ledgers.iter().flat_map(|ledger| of_ledger(ledger, lang)));
    lines.join("\n")
}

fn of_figure(change: &FigureChange, lang: Lang) -> String {
    let nothing = words::text(lang, "display-nothing");
    let after = change.after.as_ref().map_or(nothing, |after| after.display.as_str());
    let difference = change.difference.as_ref().map_or_else(String::new, |difference| {
        let sign = if difference.starts_with('-') { "" } else { "+" };
        format!(" ({sign}{difference}{})", change.before.unit)
    });
    let count = (change.causes.len() + change.parts.len()).to_string();
    let why = match &change.explained {
        Explained::Wholly if change.parts.is_empty() => filled(lang, "revisions-wholly", &[("count", &count)]),
        Explained::Wholly => filled(lang, "revisions-wholly-parts", &[("count", &count)]),
        Explained::ButFor(left) => {
            let left = format!("{left}{}", change.before.unit);
            filled(lang, "revisions-but-for", &[("count", &count), ("left", &left)])
        }
        Explained::ByItsRecords => filled(lang, "revisions-by-records", &[("count", &count)]),
        Explained::Unknown => words::text(lang, "revisions-unknown").to_owned(),
    };
    format!("{}  {} → {after}{difference}  {why}", change.id, change.before.display)
}

fn of_ledger(ledger: &LedgerChanges, lang: Lang) -> Vec<String> {
    let title = if lang == Lang::Zh { &ledger.kind.title.zh } else { &ledger.kind.title.en };
    let (lines, key): (Vec<String>, _) = match &ledger.records {
        Some(changes) => {
            (changes.iter().map(|change| of_change(change, &ledger.kind, lang)).collect(), "revisions-records")
        }
        None => {
            // Those of a dimension say where; those of all records say it without.
            let parts = ledger.parts.iter().filter(|part| !part.dimension.is_empty());
            (parts.map(|part| of_part(part, &ledger.kind, lang)).collect(), "revisions-parts")
        }
    };
    if lines.is_empty() {
        return Vec::new();
    }
    let count = lines.len();
    let mut all = vec![format!("  {}", filled(lang, key, &[("ledger", title), ("count", &count.to_string())]))];
    all.extend(lines.into_iter().take(SHOWN).map(|line| format!("    {line}")));
    if count > SHOWN {
        all.push(format!("    {}", filled(lang, "revisions-more", &[("count", &(count - SHOWN).to_string())])));
    }
    all
}

fn of_change(change: &Change, kind: &Kind, lang: Lang) -> String {
    let Some(record) = change.record() else { return String::new() };
    let word = match change.kind() {
        ChangeKind::Added => "revisions-added",
        ChangeKind::Removed => "revisions-removed",
        ChangeKind::Changed => "revisions-changed-record",
    };
    let word = words::text(lang, word);
    let names: Vec<&str> = record.kept.iter().map(|text| &**text).filter(|text| !text.is_empty()).collect();
    let measures = kind.measures.iter().enumerate().filter_map(|(at, measure)| {
        let side =
            |record: &Option<KeptRecord>| record.as_ref().and_then(|record| record.measures.get(at).copied().flatten());
        let text = measured(&measure.unit, change.kind(), side(&change.before), side(&change.after))?;
        Some(format!("{} {text}", measure.name))
    });
    let mut parts = vec![word.to_owned(), record.day.to_string(), names.join(" ")];
    parts.extend(measures);
    parts.extend(differences(change, kind, lang));
    parts.push(standing(change, lang));
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}

/// A measure of a changed record; nothing where it is what it was.
fn measured(unit: &MeasureUnit, kind: ChangeKind, before: Option<i64>, after: Option<i64>) -> Option<String> {
    let text = |value: i64| format!("{}{}", unit.base_text(i128::from(value)), unit.base_name());
    match (kind, before, after) {
        (ChangeKind::Changed, before, after) if before == after => None,
        (_, Some(before), Some(after)) => Some(format!("{} → {}", text(before), text(after))),
        (_, Some(before), None) if kind == ChangeKind::Changed => Some(format!("{} → —", text(before))),
        (_, None, Some(after)) if kind == ChangeKind::Changed => Some(format!("— → {}", text(after))),
        (_, Some(one), None) | (_, None, Some(one)) => Some(text(one)),
        (_, None, None) => None,
    }
}

/// The names and days of a changed record that are not what they were.
fn differences(change: &Change, kind: &Kind, lang: Lang) -> Vec<String> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Vec::new() };
    let mut all: Vec<String> = Vec::new();
    if before.day != after.day {
        all.push(format!("{} → {}", before.day, after.day));
    }
    if before.started != after.started {
        let day = |day: Option<crate::calendar::DayCode>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
        let word = words::text(lang, "revisions-started");
        all.push(format!("{word} {} → {}", day(before.started), day(after.started)));
    }
    let names = before.kept.iter().zip(&after.kept).enumerate().filter(|(_, (old, new))| old != new);
    all.extend(names.map(|(at, (old, new))| format!("{} {old} → {new}", kind.kept_name(at))));
    all
}

/// Where the record stands; for one that moved between files, both.
fn standing(change: &Change, lang: Lang) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) if (&before.file, &before.sheet) != (&after.file, &after.sheet) => {
            format!("{} → {}", place(before, lang), place(after, lang))
        }
        (_, Some(record)) | (Some(record), None) => place(record, lang),
        (None, None) => String::new(),
    }
}

fn of_part(part: &PartChange, kind: &Kind, lang: Lang) -> String {
    let none = Partition::default();
    let (before, after) = (part.before.as_ref().unwrap_or(&none), part.after.as_ref().unwrap_or(&none));
    let value = if part.value.is_empty() { words::text(lang, "value-unstated") } else { &part.value };
    let records = [("before", &*before.records.to_string()), ("after", &*after.records.to_string())];
    let mut all = vec![format!("{} {}={value}", part.month, part.dimension), filled(lang, "revisions-count", &records)];
    for (at, measure) in kind.measures.iter().enumerate() {
        let sum = |part: &Partition| part.sums.get(at).copied().unwrap_or(0);
        if sum(before) != sum(after) {
            let text = |value: i128| format!("{}{}", measure.unit.base_text(value), measure.unit.base_name());
            all.push(format!("{} {} → {}", measure.name, text(sum(before)), text(sum(after))));
        }
    }
    all.join("  ")
}

/// The identities that leave something, and how many leave nothing.
fn identities(revisions: &Revisions, lang: Lang) -> Option<String> {
    if revisions.identities.is_empty() {
        return None;
    }
    let (even, odd): (Vec<&Identity>, Vec<&Identity>) =
        revisions.identities.iter().partition(|identity| identity.made_of == Residue::Nothing);
    let count = |of: &[&Identity]| of.len().to_string();
    let mut lines = vec![filled(lang, "revisions-identities", &[("even", &count(&even)), ("odd", &count(&odd))])];
    lines.extend(odd.iter().take(SHOWN).map(|identity| format!("  {}", of_identity(revisions, identity, lang))));
    if odd.len() > SHOWN {
        lines.push(format!("  {}", filled(lang, "revisions-more", &[("count", &(odd.len() - SHOWN).to_string())])));
    }
    Some(lines.join("\n"))
}

fn of_identity(revisions: &Revisions, identity: &Identity, lang: Lang) -> String {
    let values = [
        ("indicator", identity.indicator.as_str()),
        ("before", &*identity.before.to_string()),
        ("after", &*identity.after.to_string()),
        ("publication", &*name(&revisions.vintages[identity.vintage], lang)),
        ("later", &*name(&revisions.vintages[identity.vintage + 1], lang)),
        ("last", &*identity.last),
        ("months", &*identity.months),
        ("this", &*identity.this),
        ("residue", &*identity.residue),
        ("unit", &*identity.unit),
        ("why", &*made_of(identity, lang)),
    ];
    filled(lang, "revisions-identity", &values)
}

fn made_of(identity: &Identity, lang: Lang) -> String {
    let of_kind = |(kind, count, sum): &(ChangeKind, usize, String)| {
        let key = match kind {
            ChangeKind::Added => "revisions-late",
            ChangeKind::Changed => "revisions-amended",
            ChangeKind::Removed => "revisions-withdrawn",
        };
        let sum = format!("{sum}{}", identity.unit);
        filled(lang, key, &[("count", &count.to_string()), ("sum", &sum)])
    };
    let listed = |kinds: &[(ChangeKind, usize, String)]| {
        kinds.iter().map(of_kind).collect::<Vec<_>>().join(words::text(lang, "list-separator"))
    };
    match &identity.made_of {
        Residue::Nothing => String::new(),
        Residue::Records(kinds) => listed(kinds),
        Residue::Unknown => words::text(lang, "revisions-unknown").to_owned(),
        Residue::ButFor(kinds, left) => {
            let left = filled(lang, "revisions-left", &[("left", &format!("{left}{}", identity.unit))]);
            [listed(kinds), left].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}
