//! The cells of a row to typed values: date, names, codes, measures, start. Decides nothing about the row as a whole.

use crate::exact::Decimal;
use crate::findings::Code;
use crate::kinds::FieldKind;
use crate::sources::{Cell, CellKind};
use crate::values::{fold, is_nothing};

use super::batch::Flags;
use super::dates::{DateReader, ReadDate, read_year};
use super::layout::{Block, Column, Role};
use super::names::{Name, NameColumn, strength};
use super::plan::Plan;
use super::problem::Problem;
use super::quantities::{Amount, QuantityColumn};
use super::recent::Recent;
use super::row::Row;
use crate::calendar::{DayCode, Month, Period};

const DATE_MISSING: Code = Code("date-missing");
const DATE_IMPLAUSIBLE: Code = Code("date-implausible");
pub(super) const YEAR_ASSUMED: Code = Code("date-year-assumed");
pub(super) const VALUE_MISSING: Code = Code("value-missing");
const CITY_DISAGREES: Code = Code("city-disagrees");

/// A block's columns, ready for rows.
#[derive(Debug)]
pub(super) struct Columns {
    date: Option<(usize, bool)>,
    year: Option<usize>,
    start: Option<usize>,
    report: Option<usize>,
    codes: Vec<(usize, usize)>,
    /// (position among the kept fields, column).
    pub kept: Vec<(usize, usize)>,
    given: Vec<(usize, u32)>,
    /// Measures of a list.
    pub measures: Vec<QuantityColumn>,
    /// Measures of a crosstab, by month.
    pub months: Vec<(QuantityColumn, Month)>,
    /// Total columns of a crosstab, with the months they cover.
    pub totals: Vec<(QuantityColumn, Option<Period>)>,
    /// Columns of the table that are not read.
    pub loose: Vec<usize>,
    /// (position among the kept fields, column): names that no row of this table may leave out.
    needed: Vec<(usize, usize)>,
    dates: DateReader,
    /// Days of texts met lately that say all of a date.
    whole_dates: Recent,
    fixed_date: Option<DayCode>,
}

/// Types rows of one table.
#[derive(Debug)]
pub(super) struct Typist<'a> {
    pub plan: &'a Plan<'a>,
    /// By kept field.
    pub names: Vec<NameColumn>,
    pub columns: Columns,
    product: Option<usize>,
    /// Kept fields whose texts hardly recur, so that not all of them need be remembered.
    forgettable: Vec<usize>,
}

impl<'a> Typist<'a> {
    pub(super) fn new(plan: &'a Plan<'a>, block: &Block) -> Self {
        let mut names: Vec<NameColumn> = plan.kind.kept.iter().map(|&field| NameColumn::new(field)).collect();
        let columns = Columns::new(plan, block, &mut names);
        let product = |&field: &usize| plan.kind.fields[field].registry.as_deref() == Some("product");
        let product = plan.kind.kept.iter().position(product);
        let forgettable = (0..names.len()).filter(|&kept| is_forgettable(plan, block, kept)).collect();
        Self { plan, names, columns, product, forgettable }
    }

    /// Goes on with another block of the same table.
    pub(super) fn enter(&mut self, block: &Block) {
        self.columns = Columns::new(self.plan, block, &mut self.names);
    }

    /// Types all of a list's row.
    pub(super) fn list_row(&mut self, cells: &[Cell<'_>], row: &mut Row) {
        self.labels(cells, row);
        self.date(cells, row);
        self.start(cells, row);
        self.measures(cells, row);
    }

    /// Types what a row says besides its date and measures: names and codes.
    pub(super) fn labels(&mut self, cells: &[Cell<'_>], row: &mut Row) {
        for &kept in &self.forgettable {
            self.names[kept].trim();
        }
        for at in 0..self.columns.kept.len() {
            let (kept, column) = self.columns.kept[at];
            self.name(kept, column, cells, row);
        }
        for &(kept, name) in &self.columns.given {
            if row.kept[kept] == 0 {
                row.kept[kept] = name;
            }
        }
        for &(kept, column) in &self.columns.needed {
            if row.kept[kept] == 0 {
                let field = self.plan.kind.kept_name(kept);
                row.problems.push(Problem::new(VALUE_MISSING, column, "").with("field", field));
            }
        }
        self.derive(row);
        for &(field, column) in &self.columns.codes {
            code(field, column, cells, row);
        }
    }

    fn name(&mut self, kept: usize, column: usize, cells: &[Cell<'_>], row: &mut Row) {
        let Some(cell) = cells.get(column).filter(|cell| cell.kind != CellKind::Empty) else { return };
        if let Some(problem) = Problem::of_kind(cell, column) {
            row.problems.push(problem);
            return;
        }
        let names = &mut self.names[kept];
        let at = names.find(cell.text, self.plan);
        row.has_label |= names.name(at).label.is_some();
        row.kept[kept] = at;
    }

    /// Fills in what registries know of the row's names, and notices a city that is not its store's.
    fn derive(&mut self, row: &mut Row) {
        for &(filled, from) in &self.plan.kind.derives {
            let source = row.kept[from];
            if source == 0 {
                continue;
            }
            let derived = self.derived(filled, from, source);
            if derived == 0 {
                continue;
            }
            if row.kept[filled] == 0 {
                row.kept[filled] = derived;
            } else if let Some(problem) = self.disagreement(filled, from, row, derived) {
                row.notices.push(problem);
            }
        }
    }

    fn derived(&mut self, filled: usize, from: usize, source: u32) -> u32 {
        let name = self.names[from].name(source);
        if let Some((_, at)) = name.derived.iter().find(|(field, _)| *field == filled) {
            return *at;
        }
        let registry = self.plan.kind.fields[self.plan.kind.kept[from]].registry.as_deref().unwrap_or("");
        let value = self.plan.registries.derived(registry, &name.text).map(str::to_owned);
        let at = value.map_or(0, |value| self.names[filled].find(&value, self.plan));
        self.names[from].name_mut(source).derived.push((filled, at));
        at
    }

    fn disagreement(&self, filled: usize, from: usize, row: &Row, derived: u32) -> Option<Problem> {
        let (own, known) = (self.names[filled].name(row.kept[filled]), self.names[filled].name(derived));
        let is_city = self.plan.kind.fields[self.plan.kind.kept[filled]].registry.as_deref() == Some("city");
        if !is_city || own.symbol == known.symbol || own.label.is_some() {
            return None;
        }
        let column = self.columns.kept.iter().find(|(kept, _)| *kept == filled)?.1;
        let problem = Problem::new(CITY_DISAGREES, column, &own.text).with("known", known.text.to_string());
        Some(problem.with("store", self.names[from].name(row.kept[from]).text.to_string()))
    }

    fn date(&mut self, cells: &[Cell<'_>], row: &mut Row) {
        let Some((column, annual)) = self.columns.date else {
            row.date = self.columns.fixed_date;
            return;
        };
        let cell = cells.get(column).copied().unwrap_or_default();
        if let Some(code) = self.columns.whole_dates.get(cell.text).filter(|_| cell.kind == CellKind::Text) {
            row.date = Some(DayCode::from_code(code.cast_signed()));
            return;
        }
        if cell.kind == CellKind::Empty || cell.kind == CellKind::Text && is_nothing(cell.text) {
            row.problems.push(Problem::new(DATE_MISSING, column, cell.text));
            return;
        }
        let year = self.columns.year.and_then(|at| read_year(cells.get(at)?.text));
        match self.columns.dates.read(&cell, column, annual, year) {
            Ok(read) => {
                row.date = Some(read.day);
                if self.says_all(&cell, read) {
                    self.columns.whole_dates.put(cell.text, read.day.code().cast_unsigned());
                }
                if read.assumed {
                    row.notices.push(self.year_assumed(column, &cell));
                }
                if self.is_implausible(read.day) {
                    row.notices
                        .push(Problem::new(DATE_IMPLAUSIBLE, column, cell.text).with("date", read.day.to_string()));
                }
            }
            Err(problem) => row.problems.push(problem),
        }
    }

    /// The day or month of a row's report. No figure goes by it: one that does not read is not known.
    pub(super) fn reported(&self, cells: &[Cell<'_>]) -> Option<DayCode> {
        let column = self.columns.report?;
        let cell = cells.get(column).filter(|cell| cell.kind != CellKind::Empty)?;
        self.columns.dates.read(cell, column, false, None).ok().map(|read| read.day)
    }

    /// Whether the same text is the same date in every row, with nothing to say about it.
    fn says_all(&self, cell: &Cell<'_>, read: ReadDate) -> bool {
        cell.kind == CellKind::Text && self.columns.year.is_none() && !read.assumed && !self.is_implausible(read.day)
    }

    fn year_assumed(&self, column: usize, cell: &Cell<'_>) -> Problem {
        let year = &self.columns.dates.year;
        Problem::new(YEAR_ASSUMED, column, cell.text).with("year", year.value.to_string()).with("by", year.by.clone())
    }

    fn is_implausible(&self, day: DayCode) -> bool {
        let month = day.month();
        month.year() < 2000 || self.plan.through.since(month) > 20 * 12
    }

    /// A start date, or a state that says "started": then the entry's own date is taken, so that it has started in
    /// every period in which it counts.
    fn start(&mut self, cells: &[Cell<'_>], row: &mut Row) {
        let Some(rule) = &self.plan.kind.rules.started else { return };
        let by_state = self.plan.kind.fields[rule.status.field].kept.map(|kept| (kept, row.kept[kept]));
        let mut started = by_state.is_some_and(|(kept, at)| self.names[kept].name(at).started);
        if let Some(cell) =
            self.columns.start.and_then(|column| cells.get(column)).filter(|cell| !is_nothing(cell.text))
        {
            let column = self.columns.start.unwrap_or(0);
            match self.columns.dates.read(cell, column, false, None) {
                Ok(read) => {
                    row.started = read.day.code();
                    return;
                }
                Err(_) if strength(cell.text, &rule.status.values).is_some() => started = true,
                Err(_) if says_not_yet(cell.text) => {}
                Err(problem) => row.problems.push(problem),
            }
        }
        if let Some(day) = row.date.filter(|_| started) {
            row.started = day.code();
        }
    }

    fn measures(&mut self, cells: &[Cell<'_>], row: &mut Row) {
        let kg_per_box = self.kg_per_box(row);
        let mut missing = None;
        for column in &mut self.columns.measures {
            match column.read(cells, kg_per_box, self.plan, &mut row.notices) {
                Ok(Amount::Value(value)) => row.measures[column.measure] = Some(value),
                Ok(Amount::Continued) => {}
                Ok(Amount::Nothing) => {
                    row.said_nothing = true;
                    missing = missing.or(required(column, self.plan).then_some(column.at));
                }
                Ok(Amount::Empty) => missing = missing.or(required(column, self.plan).then_some(column.at)),
                Err(problem) => row.problems.push(problem),
            }
        }
        if let Some(column) = missing {
            let raw = cells.get(column).map_or("", |cell| cell.text);
            row.problems.push(Problem::new(VALUE_MISSING, column, raw).with("field", "measure"));
        }
    }

    /// The unit that was assumed for a money column was said.
    pub(super) fn assume_money_unit(&mut self, column: usize) {
        let Columns { measures, months, totals, .. } = &mut self.columns;
        let all = measures.iter_mut().chain(months.iter_mut().map(|(c, _)| c)).chain(totals.iter_mut().map(|(c, _)| c));
        all.filter(|quantity| quantity.at == column).for_each(QuantityColumn::assume_money_unit);
    }

    /// The year of dates without one.
    pub(super) fn year(&self) -> i32 {
        self.columns.dates.year.value
    }

    /// The year that a column of the row gives to its months.
    pub(super) fn row_year(&self, cells: &[Cell<'_>]) -> Option<i32> {
        let column = self.columns.year.or(self.columns.date.map(|(column, _)| column))?;
        read_year(cells.get(column)?.text)
    }

    /// 千克 in a package of the row's product.
    pub(super) fn kg_per_box(&self, row: &Row) -> Option<Decimal> {
        let product = self.product?;
        self.names[product].name(row.kept[product]).kg_per_box
    }

    /// What the rules say of the row's names.
    pub(super) fn flags(&self, row: &Row) -> Flags {
        Flags(self.names.iter().zip(&row.kept).fold(0, |flags, (column, &at)| flags | column.name(at).flags))
    }

    /// The row's names, with the columns they stand in.
    pub(super) fn row_names<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (usize, usize, u32, &'r Name)> {
        self.columns
            .kept
            .iter()
            .map(|&(kept, column)| (kept, column, row.kept[kept], self.names[kept].name(row.kept[kept])))
    }
}

/// Free text that nothing refers to by its position.
fn is_forgettable(plan: &Plan<'_>, block: &Block, kept: usize) -> bool {
    plan.kind.fields[plan.kind.kept[kept]].kind == FieldKind::Text
        && plan.kind.derives.iter().all(|&(filled, from)| filled != kept && from != kept)
        && block.given.iter().all(|given| given.kept != kept)
}

fn required(column: &QuantityColumn, plan: &Plan<'_>) -> bool {
    !plan.kind.measures[column.measure].optional
}

/// 未开工, 预计9月, 待定: a start that is yet to come.
fn says_not_yet(text: &str) -> bool {
    ["未", "待", "拟", "预计", "计划", "筹", "前期"].iter().any(|word| text.contains(word))
}

fn code(field: usize, column: usize, cells: &[Cell<'_>], row: &mut Row) {
    let Some(cell) = cells.get(column).filter(|cell| cell.kind != CellKind::Empty) else { return };
    if let Some(problem) = Problem::of_kind(cell, column) {
        row.problems.push(problem);
        return;
    }
    let Some(code) = row.codes.iter_mut().find(|code| code.field == field) else { return };
    if is_nothing(cell.text) {
        return;
    }
    if cell.text.bytes().all(|b| b.is_ascii_graphic()) {
        code.text.push_str(cell.text.trim_start_matches('\''));
    } else {
        let folded = fold(cell.text);
        code.text.extend(folded.trim_start_matches(['\'', '‘', '’']).chars().filter(|c| !c.is_whitespace()));
    }
}

impl Columns {
    fn new(plan: &Plan<'_>, block: &Block, names: &mut [NameColumn]) -> Self {
        let mut columns = Self {
            date: None,
            year: None,
            start: None,
            report: None,
            codes: Vec::new(),
            kept: Vec::new(),
            given: Vec::new(),
            measures: Vec::new(),
            months: Vec::new(),
            totals: Vec::new(),
            needed: Vec::new(),
            loose: (0..block.width).filter(|at| block.columns.iter().all(|column| column.at != *at)).collect(),
            dates: DateReader::new(block),
            whole_dates: Recent::default(),
            fixed_date: block.date,
        };
        for column in &block.columns {
            columns.add(column, plan, block);
        }
        for given in &block.given {
            columns.given.push((given.kept, names[given.kept].find(&given.value, plan)));
        }
        columns.needed = columns.needed_names(plan);
        columns
    }

    /// A name that is part of every natural key is needed where the table has a column for it: without it a row is as
    /// likely a total whose label was forgotten.
    fn needed_names(&self, plan: &Plan<'_>) -> Vec<(usize, usize)> {
        let (first, others) = plan.kind.keys.split_first().map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
        let common = first.iter().filter(|part| others.iter().all(|key| key.contains(part)));
        let column = |kept: usize| self.kept.iter().find(|(of, _)| *of == kept).copied();
        common.filter_map(|part| part.iter().find_map(|&field| column(plan.kind.fields[field].kept?))).collect()
    }

    fn add(&mut self, column: &Column, plan: &Plan<'_>, block: &Block) {
        let quantity = |measure| QuantityColumn::new(column, measure, &block.columns, plan);
        match column.role {
            Role::Year => self.year = Some(column.at),
            Role::Month(measure, month) => self.months.push((quantity(measure), month)),
            Role::Total(measure, period) => self.totals.push((quantity(measure), period)),
            Role::Field(field) => self.add_field(field, column, plan, &quantity),
        }
    }

    fn add_field(
        &mut self,
        field: usize,
        column: &Column,
        plan: &Plan<'_>,
        quantity: &impl Fn(usize) -> QuantityColumn,
    ) {
        let declared = &plan.kind.fields[field];
        match (&declared.kind, declared.kept) {
            (_, Some(kept)) => self.kept.push((kept, column.at)),
            (FieldKind::Date, _) => self.date = Some((column.at, column.annual)),
            (FieldKind::StartDate, _) => self.start = Some(column.at),
            (FieldKind::ReportDate, _) => self.report = Some(column.at),
            (FieldKind::Code, _) => self.codes.push((field, column.at)),
            (FieldKind::Quantity(_), _) => {
                let measures = plan.kind.measures.iter().enumerate().filter(|(_, measure)| measure.field == field);
                self.measures.extend(measures.map(|(measure, _)| quantity(measure)));
            }
            _ => {}
        }
    }
}
