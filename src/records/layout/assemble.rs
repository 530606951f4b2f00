//! A header's meanings and what surrounds the table to a block: each column's role and unit, and what is missing.

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::findings::{BETWEEN_ITEMS, Code, Finding, Phrase, Place};
use crate::kinds::FieldKind;
use crate::sources::{OwnedRow, TableInfo};
use crate::values::{DateContext, Unit, read_date, read_unit};

use super::super::labels::squeeze;
use super::super::plan::Plan;
use super::super::units::{differ, fits};
use super::context::{Stated, Surroundings, only_month};
use super::given::given_values;
use super::search::Header;
use super::stack::{Meaning, resolve_month, resolve_total};
use super::vocabulary::{HeaderWord, Vocabulary};
use super::{Block, Column, Role};

const COLUMN_MISSING: Code = Code("column-missing");
const COLUMN_DUPLICATE: Code = Code("column-duplicate");
const COLUMN_UNUSED: Code = Code("column-unused");
const UNIT_DISAGREES: Code = Code("unit-disagrees");
const YEAR_ASSUMED: Code = Code("date-year-assumed");
const FROM_SURROUNDINGS: Code = Code("value-from-surroundings");

/// A table while its layout is put together.
pub(super) struct Table<'a> {
    pub info: &'a TableInfo,
    pub head: &'a [OwnedRow],
    pub plan: &'a Plan<'a>,
    pub vocabulary: &'a Vocabulary<'a>,
    pub siblings: usize,
}

/// A column with what its header says.
struct Described<'a> {
    at: usize,
    row: u64,
    header: String,
    meaning: &'a Meaning,
}

/// The block under `header`; nothing, with the findings that say why, where its rows cannot be read.
pub(super) fn block(table: &Table<'_>, header: &Header, findings: &mut Vec<Finding>) -> Option<Block> {
    let around = Surroundings::new(&table.head[..header.first], table.info);
    let year = around.year();
    let context = DateContext { year: year.as_ref().map(|y| y.value), month: None };
    let is_crosstab = header.meanings.iter().any(|meaning| matches!(meaning, Meaning::Month(..)));
    let described = describe(table, header, is_crosstab);
    let year = year.unwrap_or_else(|| Stated { value: table.plan.through.year(), by: table.plan.through.to_string() });
    let mut columns = Vec::new();
    let chosen = settle_duplicates(table, &described, is_crosstab, findings)?;
    for column in &described {
        columns.extend(role(table, column, &around, &year, &context, &chosen, findings));
    }
    units(table, &mut columns, &around, findings);
    let is_summary = is_summary(table, &columns);
    let has_column = |field| columns.iter().any(|column| column.role == Role::Field(field));
    let period = around.period(Some(year.value));
    let date_field = table.plan.kind.fields.iter().position(|field| field.kind == FieldKind::Date);
    let needs_date = !is_crosstab && !is_summary && date_field.is_some_and(|field| !has_column(field));
    let date = if needs_date { Some(table_date(table, header, period.as_ref(), date_field, findings)?) } else { None };
    if !has_measure(table, &columns) {
        findings.push(missing_measure(table, header));
        return None;
    }
    Some(Block {
        from: table.head.first().map_or(0, |row| row.locator),
        header_end: table.head[header.last].locator,
        above: table.head[..header.first].to_vec(),
        header: table.head[header.first..=header.last].to_vec(),
        width: described.iter().filter(|c| *c.meaning != Meaning::Nothing).map(|c| c.at + 1).max().unwrap_or(0),
        given: given_values(table.plan, table.info, &around, has_column, findings),
        reports: around.reported(Some(year.value)),
        restates: around.sheet_period(Some(year.value)),
        month: period.filter(|p| p.value.is_month()).map(|p| p.value.first()),
        columns,
        date,
        year,
        is_summary,
        counts_from_1904: table.info.counts_from_1904,
    })
}

/// Each column with what its header says; a total without months restates columns of its own list.
fn describe<'a>(table: &Table<'_>, header: &'a Header, is_crosstab: bool) -> Vec<Described<'a>> {
    let rows = &table.head[header.first..=header.last];
    let of_column = |at: usize| {
        let texts = rows.iter().filter_map(|row| row.cells.get(at).map(|cell| (row.number, cell)));
        let last = texts.rev().find(|(_, cell)| !cell.0.is_empty() && !cell.2);
        let fallback = (rows[0].number, rows[0].cells.get(at).map_or("", |cell| cell.0.as_str()));
        last.map_or(fallback, |(row, cell)| (row, cell.0.as_str()))
    };
    let describe = |(at, meaning): (usize, &'a Meaning)| {
        let (row, text) = of_column(at);
        let is_total = matches!(meaning, Meaning::Total(..)) && !is_crosstab;
        let meaning = if is_total { &Meaning::Comparative } else { meaning };
        Described { at, row, header: text.to_owned(), meaning }
    };
    header.meanings.iter().enumerate().map(describe).collect()
}

/// For each field, the column that holds it. Where several claim a field that decides a number or a month, nothing can
/// be read; among names the first word of the ledger's list goes.
fn settle_duplicates(
    table: &Table<'_>,
    columns: &[Described<'_>],
    is_crosstab: bool,
    findings: &mut Vec<Finding>,
) -> Option<BTreeMap<usize, usize>> {
    let mut claims: BTreeMap<usize, Vec<(usize, &Described<'_>)>> = BTreeMap::new();
    for column in columns {
        if let Meaning::Field(word) = column.meaning {
            claims.entry(word.field).or_default().push((word.rank, column));
        }
    }
    let mut chosen = BTreeMap::new();
    for (field, mut claimants) in claims {
        claimants.sort_by_key(|(rank, column)| (*rank, column.at));
        let by_job = claimants[0].0 == 0 && claimants.get(1).is_none_or(|second| second.0 != 0);
        if claimants.len() > 1 && !by_job && !is_crosstab && decides(&table.plan.kind.fields[field].kind) {
            findings.push(duplicate(table, field, claimants[0].1, claimants[1].1));
            return None;
        }
        chosen.insert(field, claimants[0].1.at);
    }
    Some(chosen)
}

fn decides(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Date | FieldKind::StartDate | FieldKind::Quantity(_) | FieldKind::Unit | FieldKind::Currency
    )
}

fn duplicate(table: &Table<'_>, field: usize, first: &Described<'_>, second: &Described<'_>) -> Finding {
    Finding::new(COLUMN_DUPLICATE, place(table, second.row, second.at), second.header.clone())
        .with("first", first.header.clone())
        .with("first_column", crate::findings::column_letters(u32::try_from(first.at).unwrap_or(0)))
        .with("field", table.plan.kind.fields[field].name.clone())
        .with("header", header_word(table, field))
}

fn role(
    table: &Table<'_>,
    column: &Described<'_>,
    around: &Surroundings,
    year: &Stated<i32>,
    context: &DateContext,
    chosen: &BTreeMap<usize, usize>,
    findings: &mut Vec<Finding>,
) -> Option<Column> {
    let with_year = DateContext { year: Some(year.value), month: None };
    let (role, word) = match column.meaning {
        Meaning::Field(word) if chosen.get(&word.field) == Some(&column.at) => (Role::Field(word.field), Some(word)),
        Meaning::Month(text, word) => {
            let measure = measure_of(table, word.as_ref(), around)?;
            let month = resolve_month(text, context).or_else(|| {
                let month = resolve_month(text, &with_year)?;
                findings.push(year_assumed(table, column, year));
                Some(month)
            })?;
            (Role::Month(measure, month), word.as_ref())
        }
        Meaning::Total(text, word) => {
            let measure = measure_of(table, word.as_ref(), around)?;
            (Role::Total(measure, resolve_total(text, &with_year)), word.as_ref())
        }
        Meaning::Year => (Role::Year, None),
        Meaning::Nothing | Meaning::Usual => return None,
        Meaning::Field(_) | Meaning::Comparative | Meaning::Unknown => {
            findings.push(unused(table, column));
            return None;
        }
    };
    let unit = word.and_then(|word| word.unit.clone());
    let annual = word.is_some_and(|word| word.annual);
    Some(Column {
        at: column.at,
        row: column.row,
        header: column.header.clone(),
        role,
        unit,
        default_unit: None,
        annual,
    })
}

fn unused(table: &Table<'_>, column: &Described<'_>) -> Finding {
    Finding::new(COLUMN_UNUSED, place(table, column.row, column.at), column.header.clone())
}

fn year_assumed(table: &Table<'_>, column: &Described<'_>, year: &Stated<i32>) -> Finding {
    Finding::new(YEAR_ASSUMED, place(table, column.row, column.at), column.header.clone())
        .with("year", year.value.to_string())
        .with("by", year.by.clone())
}

/// The measure of a month column: by its header, else by what the titles speak of, else by the unit line.
fn measure_of(table: &Table<'_>, word: Option<&HeaderWord>, around: &Surroundings) -> Option<usize> {
    if let Some(word) = word {
        return table.vocabulary.measure_of(word.field);
    }
    let by_title = || around.texts.iter().find_map(|text| table.vocabulary.measure_in(text));
    let by_unit = || {
        let mut fields = around.units.iter().filter_map(|(unit, _)| table.vocabulary.only_field_in(unit));
        let field = fields.next()?;
        fields.all(|other| other == field).then(|| table.vocabulary.measure_of(field))?
    };
    let only = || (table.plan.kind.measures.len() == 1).then_some(0);
    by_title().or_else(by_unit).or_else(only)
}

/// Gives each measure's column its unit: the header's, else the unit line's, else the job's.
fn units(table: &Table<'_>, columns: &mut [Column], around: &Surroundings, findings: &mut Vec<Finding>) {
    for column in columns {
        let Some(measure) = measure_in(table, column.role) else { continue };
        let declared = &table.plan.kind.measures[measure];
        let line =
            around.units.iter().find(|(unit, _)| fits(unit, &declared.unit) && !matches!(unit, Unit::Magnitude(_)));
        column.default_unit = default_unit(table.plan, declared.field);
        let Some((unit, text)) = &column.unit else {
            column.unit = line.cloned();
            continue;
        };
        if let Some((_, by)) = line.filter(|(other, _)| differ(unit, other, &declared.unit)) {
            let finding = Finding::new(UNIT_DISAGREES, place(table, column.row, column.at), column.header.clone());
            findings.push(finding.with("unit", text.clone()).with("other", by.clone()));
        }
    }
}

/// The measure that a column's values belong to.
fn measure_in(table: &Table<'_>, role: Role) -> Option<usize> {
    match role {
        Role::Field(field) => table.vocabulary.measure_of(field),
        Role::Month(measure, _) | Role::Total(measure, _) => Some(measure),
        Role::Year => None,
    }
}

fn default_unit(plan: &Plan<'_>, field: usize) -> Option<Unit> {
    read_unit(plan.default_for(plan.kind.fields[field].unit_field?)?)
}

fn has_measure(table: &Table<'_>, columns: &[Column]) -> bool {
    columns.iter().any(|column| match column.role {
        Role::Field(field) => table.vocabulary.measure_of(field).is_some(),
        Role::Month(..) => true,
        Role::Total(..) | Role::Year => false,
    })
}

/// A sheet named 汇总 beside others, without anything finer than names in its rows.
fn is_summary(table: &Table<'_>, columns: &[Column]) -> bool {
    const NAMES: [&str; 6] = ["汇总", "合计", "总表", "统计", "总计", "summary"];
    let name = squeeze(&table.info.sheet);
    let finer = |column: &Column| match column.role {
        Role::Field(field) => matches!(table.plan.kind.fields[field].kind, FieldKind::Date | FieldKind::Code),
        _ => false,
    };
    table.siblings > 0 && NAMES.iter().any(|word| name.contains(word)) && !columns.iter().any(finer)
}

/// The date of rows that have none of their own: the job's, or the one month that the table is about.
fn table_date(
    table: &Table<'_>,
    header: &Header,
    period: Option<&Stated<Period>>,
    date_field: Option<usize>,
    findings: &mut Vec<Finding>,
) -> Option<crate::calendar::DayCode> {
    if let Some((period, date)) = period.and_then(|period| Some((period, only_month(period)?))) {
        let finding =
            Finding::new(FROM_SURROUNDINGS, Place::sheet(&table.info.file, &table.info.sheet), period.by.clone());
        findings.push(finding.with("field", "date").with("value", date.to_string()));
        return Some(date);
    }
    let by_job = date_field.and_then(|field| table.plan.default_for(field));
    let date = by_job.and_then(|text| read_date(text, false, &DateContext::default()).ok());
    if date.is_none() {
        findings.push(missing(table, header, date_field));
    }
    date
}

/// A header without any measure: each of the ledger's would do.
pub(super) fn missing_measure(table: &Table<'_>, header: &Header) -> Finding {
    let fields: Vec<usize> = table.plan.kind.measures.iter().map(|measure| measure.field).collect();
    let others = fields.get(1..).unwrap_or_default();
    let joined = |word: &dyn Fn(usize) -> String| {
        others.iter().map(|&field| word(field)).collect::<Vec<_>>().join(&BETWEEN_ITEMS.to_string())
    };
    let headers = joined(&|field| header_word(table, field).to_owned());
    let names = joined(&|field| table.plan.kind.fields[field].name.clone());
    let detail = Phrase { key: "other-measure-would-do", values: vec![("headers", headers), ("fields", names)] };
    missing(table, header, fields.first().copied()).with_detail(Some(detail).filter(|_| !others.is_empty()))
}

fn missing(table: &Table<'_>, header: &Header, field: Option<usize>) -> Finding {
    let field = field.map(|field| &table.plan.kind.fields[field]);
    let name = field.map_or("", |field| field.name.as_str());
    let words = field.map_or(&[][..], |field| &field.aliases[1..]);
    let row = &table.head[header.last];
    Finding::new(COLUMN_MISSING, Place::cell(&table.info.file, &table.info.sheet, row.number, None), name)
        .with("field", name)
        .with("header", words.first().map_or(name, |word| word))
        .with_list("words", words)
}

/// The first header that a field is known by.
fn header_word<'a>(table: &Table<'a>, field: usize) -> &'a str {
    let field = &table.plan.kind.fields[field];
    field.aliases.get(1).unwrap_or(&field.name)
}

fn place(table: &Table<'_>, row: u64, column: usize) -> Place {
    Place::cell(&table.info.file, &table.info.sheet, row, u32::try_from(column).ok())
}
