//! What surrounds a table says of it: the period, the unit line, the store or city. Titles stand before the sheet's
//! name, that before the file's.

use crate::calendar::{DayCode, Period};
use crate::sources::{CellKind, OwnedRow, TableInfo};
use crate::values::{Unit, find_period, fold, read_unit};

use super::super::labels::{is_signature_or_note, squeeze};

/// The texts around a table, nearest first.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    /// Texts above the header, the sheet's name, the parts of the file's path.
    pub texts: Vec<String>,
    /// How many of them stand in the sheet itself or name it.
    pub of_sheet: usize,
    /// Units of the unit line, with their texts.
    pub units: Vec<(Unit, String)>,
}

/// A period that a surrounding text gives, with that text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated<T> {
    /// What it says.
    pub value: T,
    /// The text that says so.
    pub by: String,
}

impl Surroundings {
    pub(super) fn new(above: &[OwnedRow], info: &TableInfo) -> Self {
        let mut texts: Vec<String> = own_texts(above).into_iter().filter(|text| !is_signature_or_note(text)).collect();
        if !info.sheet.is_empty() {
            texts.push(info.sheet.to_string());
        }
        let of_sheet = texts.len();
        texts.extend(path_parts(&info.file));
        Self { texts, of_sheet, units: unit_line(above) }
    }

    /// The year that dates without one take.
    pub(super) fn year(&self) -> Option<Stated<i32>> {
        self.texts.iter().find_map(|text| Some(Stated { value: find_period(text)?.year?, by: text.clone() }))
    }

    /// The months that the table is about.
    pub(super) fn period(&self, year: Option<i32>) -> Option<Stated<Period>> {
        self.texts.iter().find_map(|text| Some(Stated { value: period_of(text, year)?, by: text.clone() }))
    }

    /// The months that the table says it reports; a day in a name is that of its making.
    pub(super) fn reported(&self, year: Option<i32>) -> Option<Period> {
        let months = |text: &String| find_period(text).filter(|found| !found.is_of_days)?.period(year);
        self.texts.iter().find_map(months)
    }

    /// The months that the sheet itself says it is about; the file's name does not count.
    pub(super) fn sheet_period(&self, year: Option<i32>) -> Option<Period> {
        self.texts[..self.of_sheet].iter().find_map(|text| period_of(text, year))
    }
}

fn period_of(text: &str, year: Option<i32>) -> Option<Period> {
    find_period(text)?.period(year)
}

/// The texts above the header, the lowest row first; a merged text once.
fn own_texts(above: &[OwnedRow]) -> Vec<String> {
    let own = |row: &OwnedRow| -> Vec<String> {
        let cells = row.cells.iter().filter(|(_, kind, continued)| *kind != CellKind::Empty && !continued);
        cells.map(|(text, _, _)| text.clone()).collect()
    };
    above.iter().rev().flat_map(own).collect()
}

/// The file's name without its extension, then its folders, the nearest first.
fn path_parts(file: &str) -> impl Iterator<Item = String> + '_ {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.rsplit('/').map(str::to_owned)
}

/// The units of 单位：吨、万元 in the rows above the header, also where the word and the unit stand in two cells.
fn unit_line(above: &[OwnedRow]) -> Vec<(Unit, String)> {
    let texts = |row: &OwnedRow| -> Vec<String> {
        row.cells
            .iter()
            .filter(|(_, kind, continued)| *kind != CellKind::Empty && !continued)
            .map(|c| c.0.clone())
            .collect()
    };
    let mut units = Vec::new();
    for row in above.iter().rev() {
        let cells = texts(row);
        for (at, cell) in cells.iter().enumerate() {
            match after_unit_word(cell) {
                Some(rest) if rest.is_empty() => {
                    units.extend(cells.get(at + 1).map(|next| listed_units(next)).unwrap_or_default())
                }
                Some(rest) => units.extend(listed_units(&rest)),
                None => units.extend(bracketed_unit(cell)),
            }
        }
    }
    units
}

/// Whether a row gives the units of the table.
pub(in super::super) fn is_unit_line(row: &OwnedRow) -> bool {
    let units = |text: &str| after_unit_word(text).is_some_and(|rest| !listed_units(&rest).is_empty());
    row.cells.iter().any(|(text, kind, continued)| *kind == CellKind::Text && !continued && units(text))
}

/// What follows 单位： in a text, up to the end of its bracket.
fn after_unit_word(text: &str) -> Option<String> {
    let squeezed: String = fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    let at = squeezed.rfind("单位")? + "单位".len();
    let rest = &squeezed[at..];
    if !(rest.is_empty() || rest.starts_with([':', '是', '为', '-', '—'])) {
        return None;
    }
    let rest = rest.trim_start_matches([':', '是', '为', '-', '—']);
    Some(rest.split([')', ']']).next().unwrap_or(rest).to_owned())
}

/// 吨、万元 or 吨/万元 or 数量:吨,金额:万元.
fn listed_units(text: &str) -> Vec<(Unit, String)> {
    let squeezed: String = fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    let whole = read_unit(&squeezed).map(|unit| vec![(unit, squeezed.clone())]);
    whole.unwrap_or_else(|| {
        let parts = squeezed.split(['、', ',', ';', '/', '和', '及', '，', '；']);
        let units = parts.map(|part| part.rsplit(':').next().unwrap_or(part));
        units.filter_map(|part| Some((read_unit(part)?, part.to_owned()))).collect()
    })
}

/// 销售情况表（万元）: a bracket at the end of a title that is a unit; 金额：万元 on a line of its own.
fn bracketed_unit(text: &str) -> Vec<(Unit, String)> {
    let squeezed = squeeze(text);
    let inside = squeezed.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inside)| inside);
    let behind = squeezed.rsplit_once(':').map(|(_, behind)| behind);
    inside.or(behind).map(listed_units).unwrap_or_default()
}

/// The one month of a table without a date column, as the date of its rows.
pub(super) fn only_month(period: &Stated<Period>) -> Option<DayCode> {
    period.value.is_month().then(|| DayCode::of_month(period.value.first()))
}
