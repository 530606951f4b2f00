//! Forms that a superior fixes: which figure or text goes into which cell of which workbook.
//!
//! In: the `[[form]]` tables of a job file. Out: [`Form`]s whose cells, units and placeholders are read. It must not
//! know the workbook: whether a sheet or cell is there is for whoever fills it.

use serde::Deserialize;

use super::file::JobError;
use super::schema::nearest;
use crate::values::{Unit, read_unit};

/// Decimals of a number whose cell does not say how many.
const DECIMALS: u32 = 2;
/// The most decimals that a cell may ask for: fractions are kept to 12 places.
const MOST_DECIMALS: i64 = 12;
/// The most columns and rows of a sheet.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

/// What a text may take up, in braces.
pub const PLACEHOLDERS: [&str; 6] = ["job", "through", "month", "period", "year", "date"];

/// A workbook to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The workbook, relative to the job's root.
    pub file: String,
    /// The name of the filled one.
    pub out: String,
    /// What goes where.
    pub cells: Vec<FormCell>,
}

/// A cell to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormCell {
    /// The sheet; none for the first.
    pub sheet: Option<String>,
    /// The row, counted from 1.
    pub row: u32,
    /// The column, counted from 0.
    pub column: u32,
    /// What goes in.
    pub content: FormContent,
}

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormContent {
    /// A figure, as a number.
    Figure {
        /// Its id; the period may be left out, or be one of `{month}`, `{ytd}` and their kin.
        id: String,
        /// The unit of the number; none for the figure's own.
        unit: Option<FormUnit>,
        /// Decimals at most.
        decimals: u32,
    },
    /// A text, with placeholders in braces.
    Text(String),
}

/// The unit of a number in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormUnit {
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// 万元, 吨, 个.
    Of(Unit),
    /// 元/公斤: the first over the second.
    Per(Unit, Unit),
}

#[derive(Debug, Deserialize)]
pub(super) struct FormTable {
    file: String,
    out: Option<String>,
    #[serde(default)]
    cells: toml::Table,
}

/// Reads the forms of a job.
pub(super) fn forms(tables: &[FormTable]) -> Result<Vec<Form>, JobError> {
    let forms: Vec<Form> = tables.iter().map(form).collect::<Result<_, _>>()?;
    let folded = |form: &Form| form.out.to_lowercase();
    for (at, form) in forms.iter().enumerate() {
        if forms[..at].iter().any(|other| folded(other) == folded(form)) {
            return Err(JobError::new("job.form-out-twice", vec![("out", form.out.clone())]));
        }
    }
    Ok(forms)
}

fn form(table: &FormTable) -> Result<Form, JobError> {
    let own_name = table.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let out = table.out.clone().unwrap_or_else(|| own_name.to_owned());
    if !is_file_name(&out) || ending(&out) != ending(&table.file) {
        return Err(JobError::new("job.form-out", vec![("out", out), ("ending", ending(&table.file))]));
    }
    let mut cells: Vec<FormCell> = Vec::new();
    for (address, value) in &table.cells {
        let cell = cell(address, value)?;
        if cells.iter().any(|other| (&other.sheet, other.row, other.column) == (&cell.sheet, cell.row, cell.column)) {
            return Err(JobError::new("job.form-cell-twice", vec![("cell", address.clone())]));
        }
        cells.push(cell);
    }
    Ok(Form { file: table.file.clone(), out, cells })
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// A name that every system takes for a file: no folders, no characters that Windows refuses, nothing hidden.
fn is_file_name(name: &str) -> bool {
    let refused = |c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c);
    (1..=120).contains(&name.chars().count()) && !name.contains(refused) && !name.starts_with(['.', '~', ' '])
}

fn cell(address: &str, value: &toml::Value) -> Result<FormCell, JobError> {
    let bad = || JobError::new("job.form-cell", vec![("cell", address.to_owned())]);
    let (sheet, place) = address.rsplit_once('!').map_or((None, address), |(sheet, place)| (Some(sheet), place));
    let (row, column) = read_place(place).ok_or_else(bad)?;
    let sheet = sheet.map(unquoted).filter(|name| !name.is_empty());
    if address.contains('!') && sheet.is_none() {
        return Err(bad());
    }
    Ok(FormCell { sheet, row, column, content: content(address, value)? })
}

/// A sheet's name as formulas write it: 'Sheet 1', with '' for an apostrophe.
fn unquoted(name: &str) -> String {
    let inner = name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.map_or_else(|| name.to_owned(), |inner| inner.replace("''", "'"))
}

/// `C5` or `$C$5` as row (from 1) and column (from 0).
fn read_place(text: &str) -> Option<(u32, u32)> {
    let text: String = text.trim().chars().filter(|c| *c != '$').collect();
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row = Some(digits).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    ((1..=ROWS).contains(&row) && column <= COLUMNS).then_some((row, column - 1))
}

const FIGURE_KEYS: [&str; 3] = ["figure", "unit", "decimals"];
const TEXT_KEYS: [&str; 1] = ["text"];

fn content(address: &str, value: &toml::Value) -> Result<FormContent, JobError> {
    let bad = || JobError::new("job.form-content", vec![("cell", address.to_owned())]);
    let table = match value {
        toml::Value::String(id) => return Ok(FormContent::Figure { id: id.clone(), unit: None, decimals: DECIMALS }),
        toml::Value::Table(table) => table,
        _ => return Err(bad()),
    };
    let known: Vec<&str> = FIGURE_KEYS.into_iter().chain(TEXT_KEYS).collect();
    if let Some(key) = table.keys().find(|key| !known.contains(&key.as_str())) {
        let name = format!("form.cells.{address}.{key}");
        let nearest = nearest(key, known.into_iter()).to_owned();
        return Err(JobError::new("job.unknown-key", vec![("key", name), ("nearest", nearest)]));
    }
    match (table.get("figure"), table.get("text")) {
        (Some(toml::Value::String(id)), None) => Ok(FormContent::Figure {
            id: id.clone(),
            unit: table.get("unit").map(|unit| read_form_unit(address, unit)).transpose()?,
            decimals: table.get("decimals").map_or(Ok(DECIMALS), |decimals| read_decimals(address, decimals))?,
        }),
        (None, Some(toml::Value::String(text))) if table.len() == 1 => text_content(address, text),
        _ => Err(bad()),
    }
}

fn read_form_unit(address: &str, value: &toml::Value) -> Result<FormUnit, JobError> {
    let text = value.as_str().unwrap_or_default().trim();
    let per =
        || text.split_once('/').and_then(|(top, bottom)| Some(FormUnit::Per(read_unit(top)?, read_unit(bottom)?)));
    let unit = match text {
        "%" | "％" => Some(FormUnit::Percent),
        "个百分点" | "百分点" => Some(FormUnit::Points),
        _ => read_unit(text).map(FormUnit::Of).or_else(per),
    };
    unit.ok_or_else(|| JobError::new("job.form-unit", vec![("cell", address.to_owned()), ("unit", value.to_string())]))
}

fn read_decimals(address: &str, value: &toml::Value) -> Result<u32, JobError> {
    let decimals = value.as_integer().filter(|decimals| (0..=MOST_DECIMALS).contains(decimals));
    decimals.and_then(|decimals| u32::try_from(decimals).ok()).ok_or_else(|| {
        JobError::new("job.form-decimals", vec![("cell", address.to_owned()), ("value", value.to_string())])
    })
}

/// A text whose placeholders are all known.
fn text_content(address: &str, text: &str) -> Result<FormContent, JobError> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    match names.into_iter().find(|name| !PLACEHOLDERS.contains(name)) {
        None => Ok(FormContent::Text(text.to_owned())),
        Some(name) => Err(JobError::new(
            "job.form-placeholder",
            vec![
                ("cell", address.to_owned()),
                ("name", name.to_owned()),
                ("nearest", nearest(name, PLACEHOLDERS.into_iter()).to_owned()),
            ],
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Form>, JobError> {
        let table: toml::Table = text.parse().expect("TOML");
        let tables: Vec<FormTable> = table["form"].clone().try_into().expect("forms");
        forms(&tables)
    }

    fn refused(cells: &str) -> (&'static str, String) {
        let error = read(&format!("[[form]]\nfile = \"forms/a.xlsx\"\n[form.cells]\n{cells}\n")).expect_err("refused");
        (error.key, error.values.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_form_is_read_with_its_cells() {
        let forms = read(
            "[[form]]\nfile = \"forms/上报表.xlsx\"\n[form.cells]\n\"$AB$12\" = \"sales.weight\"\n\
             \"'甲''乙 表'!XFD1048576\" = { figure = \"sales.price\", unit = \"元/公斤\", decimals = 3 }\n\
             \"B2\" = { text = \"{job}（{period}）\" }\n",
        )
        .expect("a form");
        let [form] = &forms[..] else { panic!("one form") };
        assert_eq!((form.out.as_str(), form.cells.len()), ("上报表.xlsx", 3));
        let place = |at: usize| (form.cells[at].sheet.as_deref(), form.cells[at].row, form.cells[at].column);
        assert_eq!(place(0), (None, 12, 27));
        assert_eq!(place(1), (Some("甲'乙 表"), 1_048_576, 16_383));
        let FormContent::Figure { unit: Some(FormUnit::Per(yuan, kilogram)), decimals: 3, .. } = &form.cells[1].content
        else {
            panic!("{:?}", form.cells[1])
        };
        assert_eq!((yuan.name(), kilogram.name()), ("元", "千克"));
    }

    #[test]
    fn what_cannot_be_is_named_with_what_could() {
        let (key, said) = refused("\"B2\" = { figur = \"sales.weight\" }");
        assert!(key == "job.unknown-key" && said.contains("figur") && said.ends_with("figure"), "{said}");
        let (key, said) = refused("\"B2\" = { text = \"{jbo}\" }");
        assert!(key == "job.form-placeholder" && said.ends_with("job"), "{said}");
        for (cells, key) in [
            ("\"B0\" = \"sales.weight\"", "job.form-cell"),
            ("\"AAAA1\" = \"sales.weight\"", "job.form-cell"),
            ("\"XFE1\" = \"sales.weight\"", "job.form-cell"),
            ("\"!B1\" = \"sales.weight\"", "job.form-cell"),
            ("\"B1:C2\" = \"sales.weight\"", "job.form-cell"),
            ("\"B1\" = 12", "job.form-content"),
            ("\"B1\" = { unit = \"吨\" }", "job.form-content"),
            ("\"B1\" = { text = \"a\", figure = \"b\" }", "job.form-content"),
            ("\"B1\" = { figure = \"a.b\", unit = \"瓦\" }", "job.form-unit"),
            ("\"B1\" = { figure = \"a.b\", decimals = 13 }", "job.form-decimals"),
            ("\"B1\" = \"a.b\"\n\"$B$1\" = \"a.b\"", "job.form-cell-twice"),
        ] {
            assert_eq!(refused(cells).0, key, "{cells}");
        }
    }

    #[test]
    fn a_filled_form_has_a_name_of_its_own_that_every_system_takes() {
        for out in ["../a.xlsx", "a/b.xlsx", "a.xls", "", ".xlsx", "a?.xlsx"] {
            let error = read(&format!("[[form]]\nfile = \"forms/a.xlsx\"\nout = \"{out}\"\n")).expect_err("refused");
            assert_eq!(error.key, "job.form-out", "{out}");
        }
        let twice = "[[form]]\nfile = \"x/a.xlsx\"\n[[form]]\nfile = \"y/A.xlsx\"\n";
        assert_eq!(read(twice).expect_err("refused").key, "job.form-out-twice");
    }
}
