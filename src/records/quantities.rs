//! Measure cells to integers in the base unit: the number, its unit from the nearest place that gives one, its currency.

use rustc_hash::FxHashMap;

use crate::exact::{Decimal, MeasureUnit};
use crate::findings::Code;
use crate::sources::{Cell, CellKind};
use crate::values::{BaseValue, ReadNumber, Unit, is_nothing, plain_digits, read_number, read_unit, to_base};

use super::layout::{Column, Role};
use super::plan::Plan;
use super::problem::{
    CURRENCY_WITHOUT_RATE, NUMBER_OUT_OF_RANGE, NUMBER_UNREADABLE, Problem, UNIT_MISSING, UNIT_UNKNOWN,
};
use super::units::{differ, parts_of_one};

pub(super) const UNIT_DISAGREES: Code = Code("unit-disagrees");
pub(super) const MONEY_UNIT_ASSUMED: Code = Code("money-unit-assumed");
pub(super) const CELL_ROUNDED: Code = Code("cell-rounded");

/// What a measure cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Nothing.
    Empty,
    /// A repetition of the merged cell above, which counts once, there.
    Continued,
    /// A mark that says that there is nothing: —, /, 无.
    Nothing,
    /// A value in the base unit.
    Value(i64),
}

/// A column of measure cells.
#[derive(Clone, Debug)]
pub(super) struct QuantityColumn {
    /// Its position.
    pub at: usize,
    /// The declared measure.
    pub measure: usize,
    unit: MeasureUnit,
    /// The unit of the header or the unit line.
    stated: Option<(Unit, String)>,
    /// What cells without a unit of their own are counted in.
    outer: Option<Unit>,
    /// Base units in one outer unit, where that is a whole number and nothing else can change it.
    parts: Option<i64>,
    /// Units met directly behind digits, with the base units in one, where nothing else can change it.
    behind: Vec<(Box<str>, i64)>,
    unit_column: Option<usize>,
    currency_column: Option<usize>,
    seen_units: FxHashMap<Box<str>, Option<(Unit, Option<i64>)>>,
    seen_currencies: FxHashMap<Box<str>, Option<Option<&'static str>>>,
}

impl QuantityColumn {
    /// The column that `column` describes, among all `columns` of its block.
    pub(super) fn new(column: &Column, measure: usize, columns: &[Column], plan: &Plan<'_>) -> Self {
        let declared = &plan.kind.measures[measure];
        let field = &plan.kind.fields[declared.field];
        let find = |wanted: Option<usize>| {
            columns.iter().find(|c| wanted.is_some_and(|field| c.role == Role::Field(field))).map(|c| c.at)
        };
        let stated = column.unit.clone().map(|(unit, text)| (of_money(unit, &declared.unit), text));
        let outer = stated.as_ref().map(|(unit, _)| *unit).or(column.default_unit).or(match declared.unit {
            MeasureUnit::Count(_) | MeasureUnit::Other(..) => Some(Unit::Magnitude(0)),
            MeasureUnit::Weight | MeasureUnit::Money => None,
        });
        let unit_column = find(field.unit_field);
        let currency_column = find(field.currency_field);
        let plain = unit_column.is_none() && currency_column.is_none();
        Self {
            at: column.at,
            measure,
            unit: declared.unit.clone(),
            parts: outer.filter(|_| plain).and_then(|unit| parts_of_one(&unit, &declared.unit)),
            stated,
            outer,
            behind: Vec::new(),
            unit_column,
            currency_column,
            seen_units: FxHashMap::default(),
            seen_currencies: FxHashMap::default(),
        }
    }

    /// Reads the column's cell of a row. `kg_per_box` belongs to the row's product; what is worth saying goes to
    /// `notices`.
    pub(super) fn read(
        &mut self,
        cells: &[Cell<'_>],
        kg_per_box: Option<Decimal>,
        plan: &Plan<'_>,
        notices: &mut Vec<Problem>,
    ) -> Result<Amount, Problem> {
        let Some(cell) = cells.get(self.at).filter(|cell| cell.kind != CellKind::Empty) else {
            return Ok(Amount::Empty);
        };
        if cell.continued {
            return Ok(Amount::Continued);
        }
        if let Some(value) = self.plainly(cells, cell) {
            return Ok(Amount::Value(value));
        }
        if let Some(problem) = self.not_a_number(cell) {
            return Err(problem);
        }
        let number = match read_number(cell.text) {
            Ok(number) => number,
            Err(_) if is_nothing(cell.text) => return Ok(Amount::Nothing),
            Err(error) => return Err(Problem::of_value(&error, self.at, cell.text)),
        };
        let base = match (number.unit, self.known_parts(cells)) {
            (None, Some(parts)) => {
                scaled(number.value, parts).ok_or_else(|| self.problem(NUMBER_OUT_OF_RANGE, cell))?
            }
            _ => self.in_unit(number, cells, cell, kg_per_box, plan, notices)?,
        };
        if let Some(unit) = number.unit {
            self.remember_unit(cell, unit);
        }
        if !base.exact {
            notices.push(self.problem(CELL_ROUNDED, cell).with("unit", self.unit.base_name()));
        }
        Ok(Amount::Value(base.value))
    }

    /// The common path: plain digits in a unit whose size is known, with nothing to say about them.
    fn plainly(&self, cells: &[Cell<'_>], cell: &Cell<'_>) -> Option<i64> {
        if !matches!(cell.kind, CellKind::Text | CellKind::Number) {
            return None;
        }
        let (value, rest) = plain_digits(cell.text)?;
        let behind = || self.behind.iter().find(|(text, _)| **text == *rest).map(|(_, parts)| *parts);
        scaled_whole(value, if rest.is_empty() { self.known_parts(cells) } else { behind() }?)
    }

    /// Remembers the unit behind the digits of a cell that was read, where it alone says what they are counted in.
    fn remember_unit(&mut self, cell: &Cell<'_>, unit: Unit) {
        let alone = self.stated.is_none() && self.unit_column.is_none() && self.currency_column.is_none();
        let Some((_, rest)) = plain_digits(cell.text).filter(|_| alone && matches!(unit, Unit::Weight { .. })) else {
            return;
        };
        if let Some(parts) =
            parts_of_one(&unit, &self.unit).filter(|_| self.behind.iter().all(|(text, _)| **text != *rest))
        {
            self.behind.push((rest.into(), parts));
        }
    }

    /// From now on the assumed unit is the column's: it was said, and is said once.
    pub(super) fn assume_money_unit(&mut self) {
        if self.unit == MeasureUnit::Money && self.outer.is_none() {
            self.outer = Some(Unit::YUAN);
            let plain = self.unit_column.is_none() && self.currency_column.is_none();
            self.parts = plain.then(|| parts_of_one(&Unit::YUAN, &self.unit)).flatten();
        }
    }

    fn problem(&self, code: Code, cell: &Cell<'_>) -> Problem {
        Problem::new(code, self.at, cell.text)
    }

    fn not_a_number(&self, cell: &Cell<'_>) -> Option<Problem> {
        Problem::of_kind(cell, self.at).or_else(|| {
            let other = matches!(cell.kind, CellKind::Boolean | CellKind::Date);
            other.then(|| self.problem(NUMBER_UNREADABLE, cell))
        })
    }

    /// The common path: base units in one unit, from the header or a unit column whose text was met before.
    fn known_parts(&self, cells: &[Cell<'_>]) -> Option<i64> {
        match self.unit_column {
            None => self.parts,
            Some(_) if self.currency_column.is_some() || self.stated.is_some() => None,
            Some(column) => self.seen_units.get(cells.get(column)?.text)?.as_ref()?.1,
        }
    }

    fn in_unit(
        &mut self,
        number: ReadNumber,
        cells: &[Cell<'_>],
        cell: &Cell<'_>,
        kg_per_box: Option<Decimal>,
        plan: &Plan<'_>,
        notices: &mut Vec<Problem>,
    ) -> Result<BaseValue, Problem> {
        let beside = self.beside(cells, number.unit.is_none_or(|unit| matches!(unit, Unit::Magnitude(_))), notices)?;
        let unit = self.chosen(number.unit, beside, cell, notices)?;
        let (value, unit) = self.in_yuan(number.value, unit, cells, cell, plan)?;
        let kg_per_box = kg_per_box.filter(|_| is_declared_package(unit));
        to_base(value, &unit, &self.unit, kg_per_box).map_err(|error| Problem::of_value(&error, self.at, cell.text))
    }

    /// The unit of the row's unit column.
    fn beside(
        &mut self,
        cells: &[Cell<'_>],
        needed: bool,
        notices: &mut Vec<Problem>,
    ) -> Result<Option<Unit>, Problem> {
        let Some(column) = self.unit_column else { return Ok(None) };
        let Some(cell) = cells.get(column).filter(|cell| !is_nothing(cell.text)) else { return Ok(None) };
        let found = self.seen_units.get(cell.text).copied().unwrap_or_else(|| {
            let unit = read_unit(cell.text).map(|unit| of_money(unit, &self.unit));
            let found = unit.map(|unit| (unit, parts_of_one(&unit, &self.unit)));
            self.seen_units.insert(cell.text.into(), found);
            found
        });
        match (found, &self.stated) {
            (None, _) if needed => Err(Problem::new(UNIT_UNKNOWN, column, cell.text).with("unit", cell.text)),
            (None, _) => Ok(None),
            (Some((unit, _)), Some((stated, by))) if differ(&unit, stated, &self.unit) => {
                notices.push(
                    Problem::new(UNIT_DISAGREES, column, cell.text).with("unit", cell.text).with("other", by.clone()),
                );
                Ok(Some(unit))
            }
            (Some((unit, _)), _) => Ok(Some(unit)),
        }
    }

    /// The unit of a value: its own, else the unit column's, else the header's, the unit line's or the job's.
    fn chosen(
        &self,
        own: Option<Unit>,
        beside: Option<Unit>,
        cell: &Cell<'_>,
        notices: &mut Vec<Problem>,
    ) -> Result<Unit, Problem> {
        let outer = beside.or(self.outer);
        let is_sign = own == Some(Unit::YUAN) && !cell.text.contains(['元', '圆', '块']) && !cell.text.is_ascii();
        match own {
            Some(Unit::YUAN) if is_sign => Ok(outer.unwrap_or(Unit::YUAN)),
            Some(Unit::Magnitude(exponent)) => self.magnified(exponent, outer, cell, notices),
            Some(unit) => {
                let stated = beside.or(self.stated.as_ref().map(|(unit, _)| *unit));
                if let Some(other) = stated.filter(|other| differ(&unit, other, &self.unit)) {
                    let notice = self.problem(UNIT_DISAGREES, cell).with("unit", unit.to_string());
                    notices.push(notice.with("other", other.to_string()));
                }
                Ok(unit)
            }
            None => outer.map_or_else(|| self.without_unit(cell, notices), Ok),
        }
    }

    /// 3.5万 in a column of 公斤 or 元: the magnitude goes before the column's unit.
    fn magnified(
        &self,
        exponent: u32,
        outer: Option<Unit>,
        cell: &Cell<'_>,
        notices: &mut Vec<Problem>,
    ) -> Result<Unit, Problem> {
        let outer = match (outer, &self.unit) {
            (Some(unit), _) => unit,
            (None, MeasureUnit::Money) => Unit::YUAN,
            (None, _) => return Err(self.problem(UNIT_MISSING, cell)),
        };
        if outer.exponent() != 0 && outer.exponent() != exponent {
            let notice = self.problem(UNIT_DISAGREES, cell).with("unit", Unit::Magnitude(exponent).to_string());
            notices.push(notice.with("other", outer.to_string()));
        }
        Ok(outer.with_magnitude(exponent))
    }

    fn without_unit(&self, cell: &Cell<'_>, notices: &mut Vec<Problem>) -> Result<Unit, Problem> {
        if self.unit != MeasureUnit::Money {
            return Err(self.problem(UNIT_MISSING, cell));
        }
        notices.push(self.problem(MONEY_UNIT_ASSUMED, cell));
        Ok(Unit::YUAN)
    }

    /// Foreign money by its declared rate.
    fn in_yuan(
        &mut self,
        value: Decimal,
        unit: Unit,
        cells: &[Cell<'_>],
        cell: &Cell<'_>,
        plan: &Plan<'_>,
    ) -> Result<(Decimal, Unit), Problem> {
        let Some(code) = unit.currency().map_or_else(|| self.row_currency(cells), |code| Ok(Some(code)))? else {
            return Ok((value, unit));
        };
        let rate = plan.rates.get(code);
        let rate = rate.ok_or_else(|| self.problem(CURRENCY_WITHOUT_RATE, cell).with("currency", code))?;
        let value = value.product(*rate).ok_or_else(|| self.problem(NUMBER_OUT_OF_RANGE, cell))?;
        Ok((value, unit.in_yuan()))
    }

    /// The code of the row's currency column; nothing for 元.
    fn row_currency(&mut self, cells: &[Cell<'_>]) -> Result<Option<&'static str>, Problem> {
        let Some(column) = self.currency_column else { return Ok(None) };
        let Some(cell) = cells.get(column).filter(|cell| !is_nothing(cell.text)) else { return Ok(None) };
        let found = self.seen_currencies.get(cell.text).copied().unwrap_or_else(|| {
            let found = match read_unit(cell.text) {
                Some(Unit::Money { currency, .. }) => Some(currency),
                _ => None,
            };
            self.seen_currencies.insert(cell.text.into(), found);
            found
        });
        found.ok_or_else(|| Problem::new(CURRENCY_WITHOUT_RATE, column, cell.text).with("currency", cell.text))
    }
}

/// Whether a registry's 每箱千克 weighs such a package: 箱, 件 and 袋, and no 筐 or 瓶.
fn is_declared_package(unit: Unit) -> bool {
    matches!(unit, Unit::Package { name: "箱" | "件" | "袋", .. })
}

/// A bare 万 over money is 万元.
fn of_money(unit: Unit, measure: &MeasureUnit) -> Unit {
    match (unit, measure) {
        (Unit::Magnitude(exponent), MeasureUnit::Money) => Unit::YUAN.with_magnitude(exponent),
        _ => unit,
    }
}

/// `value` times `parts` as an integer; nothing where it leaves 64 bits.
fn scaled(value: Decimal, parts: i64) -> Option<BaseValue> {
    if let Some(value) = scaled_whole(value, parts) {
        return Some(BaseValue { value, exact: true });
    }
    let (integer, exact) = value.times(i128::from(parts))?.at_scale(0)?;
    Some(BaseValue { value: i64::try_from(integer).ok()?, exact })
}

/// `value` times `parts` where that is a whole number and all of it stays within 64 bits.
fn scaled_whole(value: Decimal, parts: i64) -> Option<i64> {
    let product = i64::try_from(value.digits).ok()?.checked_mul(parts)?;
    let divisor = POWERS_OF_TEN.get(value.scale as usize)?;
    (product % divisor == 0).then(|| product / divisor)
}

const POWERS_OF_TEN: [i64; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
