//! A finished run's entries to a question.
//!
//! In: the total that is asked about, the claim as it was typed, entries of every class and month one by one, and the chain
//! of publications. Out: a [`Question`], or the phrase that says why there cannot be one. Must not know where entries come
//! from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::question::{Budget, Class, Foreign, Partition, Publication, Question, Record, ReplacedFile};
use super::reports::Reports;
use crate::calendar::Period;
use crate::exact::{Decimal, MeasureUnit, Rounding};
use crate::figures::{Figure, FigureId};
use crate::findings::{BETWEEN_ITEMS, Phrase, Place};
use crate::kinds::{FieldKind, Formula, Indicator, Kind};
use crate::ledger::{self, Entry};
use crate::signoff::publish::Chain;
use crate::values::{Printed, read_number, read_printed, read_unit};

/// So many records are held against a claim; beyond them a difference says nothing of any single one.
const MOST_RECORDS: usize = 100_000;
/// A name is told up to so many characters.
const LABEL_CHARACTERS: usize = 120;
/// The name of the partition by months, besides those by dimensions.
const MONTHS: &str = "month";

/// A total that somebody asks about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The figure: an indicator over a period, limited by a filter, compared with nothing.
    pub figure: &'a Figure,
    /// Its ledger.
    pub kind: &'a Kind,
    /// 元 for one unit of a foreign currency, by ISO code.
    pub rates: &'a BTreeMap<String, Decimal>,
    /// How a half is settled when a value is printed.
    pub rounding: Rounding,
}

/// Entries on their way into a question.
#[derive(Debug)]
pub struct Gathering<'a> {
    asked: Asked<'a>,
    indicator: &'a Indicator,
    unit: MeasureUnit,
    /// The position of what is summed; none where records are counted.
    measure: Option<usize>,
    claim: Printed,
    records: Vec<Record>,
    /// What their tables report.
    reports: Reports,
    count: usize,
    /// What is counted of each file.
    files: BTreeMap<Arc<str>, i128>,
    /// Each replaced file with the one in its place, and what it holds.
    replaced: BTreeMap<Arc<str>, (Arc<str>, i128)>,
    /// What is counted of each value of each dimension that the filter leaves open: kept position, text, amount.
    parts: BTreeMap<usize, BTreeMap<Arc<str>, i128>>,
    /// What is counted of each month.
    months: BTreeMap<i32, i128>,
}

impl<'a> Gathering<'a> {
    /// Nothing gathered yet.
    ///
    /// # Errors
    /// The phrase that says that the indicator is no sum or count, or that the claim cannot be read.
    pub fn new(asked: Asked<'a>, claimed: &str) -> Result<Self, Phrase> {
        let id = &asked.figure.id;
        let known = asked.kind.indicators.iter().find(|indicator| indicator.id == id.indicator);
        let indicator = known.filter(|indicator| adds_up(indicator)).ok_or_else(|| no_sum(asked.kind, id))?;
        let unit = indicator.unit.clone().unwrap_or(MeasureUnit::Count(String::new()));
        let claim = read_printed(claimed, &unit).map_err(|_| unreadable(claimed, id, &unit))?;
        let measure = match indicator.formula {
            Formula::Sum(measure) => Some(measure),
            _ => None,
        };
        let open = |kept: &&usize| !id.filter.contains_key(asked.kind.kept_name(**kept));
        let parts = asked.kind.dimensions.iter().filter(open).map(|kept| (*kept, BTreeMap::new())).collect();
        Ok(Self {
            asked,
            indicator,
            unit,
            measure,
            claim,
            records: Vec::new(),
            reports: Reports::default(),
            count: 0,
            files: BTreeMap::new(),
            replaced: BTreeMap::new(),
            parts,
            months: BTreeMap::new(),
        })
    }

    /// Takes an entry that the filter lets through.
    pub fn take(&mut self, entry: &Entry) {
        let amount = self.measure.map_or(Some(1), |measure| entry.measure(measure).map(i128::from));
        let (Some(amount), Some(class)) = (amount, class(entry, self.period())) else { return };
        match class {
            Class::Accepted => self.count_in(entry, amount),
            Class::Superseded => self.replace(entry, amount),
            _ => {}
        }
        self.count += 1;
        if self.count <= MOST_RECORDS {
            let reported = self.reports.take(entry);
            self.records.push(Record { reported, ..self.record(entry, class, amount) });
        }
    }

    /// The question, with what was published under the same indicator and filter.
    ///
    /// # Errors
    /// The phrase that says that there are too many records, or that those that are counted do not give the figure.
    pub fn finish(mut self, chain: &Chain) -> Result<Question, Phrase> {
        if self.count > MOST_RECORDS {
            let values = vec![("count", self.count.to_string()), ("most", MOST_RECORDS.to_string())];
            return Err(Phrase { key: "explain.too-many", values });
        }
        let total = self.asked.figure.amount().unwrap_or(0);
        if self.files.values().sum::<i128>() != total {
            return Err(Phrase { key: "cli.trace-broken", values: vec![("figure", self.asked.figure.id.to_string())] });
        }
        for record in &mut self.records {
            record.reported = self.reports.of(&record.place, record.reported, record.signed);
        }
        Ok(Question {
            period: self.period(),
            total,
            publications: self.publications(chain),
            replaced: self.replaced_files(),
            partitions: self.partitions(),
            budget: Budget::default(),
            measure: self.unit,
            claim: self.claim,
            records: self.records,
        })
    }

    fn period(&self) -> Period {
        self.asked.figure.id.period
    }

    fn count_in(&mut self, entry: &Entry, amount: i128) {
        *self.files.entry(Arc::clone(&entry.place.file)).or_default() += amount;
        for (kept, parts) in &mut self.parts {
            let text = entry.kept.get(*kept).cloned().unwrap_or_default();
            *parts.entry(text).or_default() += amount;
        }
        if let Some(day) = entry.day {
            *self.months.entry(day.month().index()).or_default() += amount;
        }
    }

    fn replace(&mut self, entry: &Entry, amount: i128) {
        if let Some(by) = &entry.other {
            let fresh = || (Arc::clone(&by.file), 0);
            self.replaced.entry(Arc::clone(&entry.place.file)).or_insert_with(fresh).1 += amount;
        }
    }

    fn record(&self, entry: &Entry, class: Class, amount: i128) -> Record {
        let cell = self.measure.map(|measure| entry.cell_of(measure)).or(entry.place.cell);
        Record {
            class,
            amount,
            place: Place { cell, ..entry.place.clone() },
            label: label(entry),
            signed: entry.day,
            reported: None,
            foreign: self.measure.and_then(|measure| self.foreign(entry, measure)),
            raw: self.measure.and_then(|measure| entry.raw(measure)).unwrap_or_default().to_owned(),
        }
    }

    /// The currency beside an amount, or in the row's own cell for it.
    fn foreign(&self, entry: &Entry, measure: usize) -> Option<Foreign> {
        if self.asked.rates.is_empty() || self.unit != MeasureUnit::Money {
            return None;
        }
        let beside = entry.raw(measure).and_then(|raw| read_number(raw).ok()?.currency);
        let field = &self.asked.kind.fields[self.asked.kind.measures[measure].field];
        let in_row = || entry.cells.iter().find_map(|cell| read_unit(cell)?.currency());
        let code = beside.or_else(|| field.currency_field.and_then(|_| in_row()))?;
        let rate = *self.asked.rates.get(code)?;
        Some(Foreign { currency: Arc::from(code), rate })
    }

    /// What was published of the same indicator and filter from the same first month on; the same value of one figure once.
    fn publications(&self, chain: &Chain) -> Vec<Publication> {
        let wanted = &self.asked.figure.id;
        let is_same = |id: &FigureId| {
            let begins = id.period.first() == wanted.period.first();
            begins && id.comparison.is_none() && id.indicator == wanted.indicator && id.filter == wanted.filter
        };
        let mut known = BTreeSet::new();
        let mut found = Vec::new();
        for published in &chain.publications {
            for figure in &published.publication.figures {
                let is_wanted = figure.id.parse().is_ok_and(|id| is_same(&id));
                if is_wanted && known.insert((&figure.id, &figure.display)) {
                    let exact = figure.value.as_deref().unwrap_or_default();
                    let printed =
                        read_printed(&figure.display, &self.unit).or_else(|_| read_printed(exact, &self.unit));
                    let name = || Arc::from(published.publication.stem());
                    let figure = Arc::from(figure.id.as_str());
                    found.extend(printed.ok().map(|printed| Publication { name: name(), figure, printed }));
                }
            }
        }
        found
    }

    /// Each replaced file against the one that stands in the end.
    fn replaced_files(&self) -> Vec<ReplacedFile> {
        let file = |(file, (by, total)): (&Arc<str>, &(Arc<str>, i128))| {
            let mut last = by;
            // A chain of replacements is no longer than there are files.
            for _ in 0..self.replaced.len() {
                last = self.replaced.get(last).map_or(last, |(next, _)| next);
            }
            let by_total = self.files.get(last).copied().unwrap_or(0);
            ReplacedFile { file: Arc::clone(file), by: Arc::clone(last), total: *total, by_total }
        };
        self.replaced.iter().map(file).collect()
    }

    /// The total by each open dimension and by months, each part as it is printed.
    fn partitions(&self) -> Vec<Partition> {
        let by_dimension = self.parts.iter().map(|(kept, parts)| {
            let parts = parts.values().map(|exact| (*exact, self.shown(*exact))).collect();
            Partition { name: Arc::from(self.asked.kind.kept_name(*kept)), parts }
        });
        let months = self.months.values().map(|exact| (*exact, self.shown(*exact))).collect();
        let all = by_dimension.chain([Partition { name: Arc::from(MONTHS), parts: months }]);
        all.filter(|partition| partition.parts.len() > 1).collect()
    }

    /// An amount as it is displayed, read back.
    fn shown(&self, exact: i128) -> i128 {
        let text = self.indicator.display.text(&self.unit, exact, self.asked.rounding);
        read_printed(&text, &self.unit).map_or(exact, |printed| printed.value)
    }
}

fn adds_up(indicator: &Indicator) -> bool {
    matches!(indicator.formula, Formula::Sum(_) | Formula::Count)
}

fn no_sum(kind: &Kind, id: &FigureId) -> Phrase {
    let sums = kind.indicators.iter().filter(|indicator| adds_up(indicator));
    let sums: Vec<&str> = sums.map(|indicator| indicator.id.as_str()).collect();
    let values = vec![("indicator", id.indicator.clone()), ("list", sums.join(&BETWEEN_ITEMS.to_string()))];
    Phrase { key: "explain.no-sum", values }
}

fn unreadable(claimed: &str, id: &FigureId, unit: &MeasureUnit) -> Phrase {
    let key = match unit {
        MeasureUnit::Money => "explain.unreadable-money",
        MeasureUnit::Weight => "explain.unreadable-weight",
        MeasureUnit::Count(_) | MeasureUnit::Other(..) => "explain.unreadable-other",
    };
    let (indicator, unit) = (id.indicator.clone(), unit.base_name().to_owned());
    Phrase { key, values: vec![("claim", claimed.to_owned()), ("indicator", indicator), ("unit", unit)] }
}

/// What an entry is to a claim about a period; nothing for one that was left out and lies outside it as well. One without
/// a day may belong to any period. What a decision of the job took out is kept aside like what is in quarantine.
fn class(entry: &Entry, period: Period) -> Option<Class> {
    let inside = entry.day.is_none_or(|day| period.contains(day.month()));
    let left_out = |class| inside.then_some(class);
    match entry.class {
        ledger::Class::Accepted => Some(if inside { Class::Accepted } else { Class::OutOfPeriod }),
        ledger::Class::Quarantined => left_out(Class::Quarantined),
        ledger::Class::Duplicate => left_out(Class::Duplicate),
        ledger::Class::Superseded => left_out(Class::Superseded),
        ledger::Class::OutOfScope => match entry.code.map(|code| code.0) {
            Some("out-of-scope-period") => Some(Class::OutOfPeriod),
            Some("out-of-scope-terminated") => left_out(Class::Terminated),
            Some("out-of-scope-framework") => left_out(Class::Framework),
            _ => left_out(Class::Quarantined),
        },
        ledger::Class::Blank | ledger::Class::ControlTotal => None,
    }
}

/// What a person calls an entry: its code and name, or all of its texts where its ledger has no names.
fn label(entry: &Entry) -> String {
    let name = entry.kind.fields.iter().find(|field| field.kind == FieldKind::Text);
    let name = name.and_then(|field| entry.field(&field.name));
    let code = entry.codes.iter().map(|(_, text)| text.as_str()).find(|text| !text.is_empty());
    let whole = match name {
        Some(name) => code.into_iter().chain([name]).collect::<Vec<_>>().join(" "),
        None => entry.fields().map(|(_, text)| text).collect::<Vec<_>>().join(" / "),
    };
    match whole.char_indices().nth(LABEL_CHARACTERS) {
        Some((end, _)) => format!("{}…", &whole[..end]),
        None => whole,
    }
}
