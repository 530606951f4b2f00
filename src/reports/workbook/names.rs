//! Names of sheets and of the tables on them: what spreadsheets allow, each only once.

use std::collections::BTreeSet;

use super::super::document::Table;
use super::plain_text::{cut, on_one_line, units};
use super::wording::Wording;

/// So many UTF-16 units the name of a sheet has at most.
const SHEET_UNITS: usize = 31;
/// So many letters the name of a table has here at most; 255 are allowed.
const NAME_LETTERS: usize = 100;

/// The names of the lists, which no table may have.
const LISTS: [&str; 6] = ["contents", "figures", "findings", "intake", "method", "quarantine"];

/// The names of all sheets.
#[derive(Clone, Debug)]
pub(super) struct SheetNames {
    /// 目录.
    pub(super) contents: String,
    /// One for each table, in order: its number and its title without 情况表.
    pub(super) tables: Vec<String>,
    /// The name of each table's data: `sales_by_city`.
    pub(super) data: Vec<String>,
    /// 图表.
    pub(super) charts: String,
    /// 入账情况.
    pub(super) intake: String,
    /// 隔离.
    pub(super) quarantine: String,
    /// 问题.
    pub(super) findings: String,
    /// 说明.
    pub(super) method: String,
    /// 数据索引.
    pub(super) index: String,
}

impl SheetNames {
    /// The names for these tables. Numbers come first in a table's name, so that no two are alike.
    pub(super) fn of(tables: &[Table], wording: Wording) -> Self {
        let numbered = tables.iter().enumerate().map(|(at, table)| sheet_name(at + 1, &table.title, wording));
        let mut taken: BTreeSet<String> = LISTS.map(str::to_owned).into();
        Self {
            contents: wording.own("book-sheet-contents"),
            tables: numbered.collect(),
            data: tables.iter().enumerate().map(|(at, table)| data_name(at + 1, &table.key, &mut taken)).collect(),
            charts: wording.own("book-sheet-charts"),
            intake: wording.own("book-sheet-intake"),
            quarantine: wording.own("book-sheet-quarantine"),
            findings: wording.own("book-sheet-findings"),
            method: wording.own("book-sheet-method"),
            index: wording.own("book-sheet-index"),
        }
    }
}

/// The sheet of a table: its number and its title, the middle left out where it is too long.
fn sheet_name(number: usize, title: &str, wording: Wording) -> String {
    let title: String = on_one_line(title, 255).chars().map(allowed).collect();
    let short = without_ending(title.trim(), wording);
    let name = format!("{number} {short}");
    if units(&name) <= SHEET_UNITS { name.trim_end().to_owned() } else { without_middle(&name) }
}

/// A letter that the name of a sheet may have: brackets and slashes have look-alikes that it may.
const fn allowed(letter: char) -> char {
    match letter {
        '[' => '(',
        ']' => ')',
        ':' => '\u{ff1a}',
        '*' => '\u{d7}',
        '?' => '\u{ff1f}',
        '/' | '\\' => '-',
        '\'' => '\u{2019}',
        other => other,
    }
}

/// A title without 情况表 and the like.
pub(super) fn without_ending<'t>(title: &'t str, wording: Wording) -> &'t str {
    let mut endings = wording.text("book-tab-endings").split('|');
    endings.find_map(|ending| title.strip_suffix(ending).filter(|rest| !rest.is_empty())).unwrap_or(title)
}

/// The beginning and the end of a name, in whole words where there are words: the end tells the tables of a ledger apart.
fn without_middle(name: &str) -> String {
    let head = cut(name, 12);
    let next = name[head.len()..].chars().next();
    let head = match head.rfind(' ').filter(|at| *at > 3 && next.is_some_and(char::is_alphanumeric)) {
        Some(at) if head.is_ascii() => &head[..at],
        _ => head.trim_end(),
    };
    let room = SHEET_UNITS - 1 - units(head);
    let starts = name.char_indices().map(|(at, _)| at).filter(|at| units(&name[*at..]) <= room);
    let (before, tail) = name.split_at(starts.min().unwrap_or(name.len()));
    let tail = match tail.find(' ') {
        Some(at) if tail.is_ascii() && !before.ends_with(' ') => &tail[at + 1..],
        _ => tail,
    };
    format!("{head}…{}", tail.trim_start())
}

/// The name of a table's data: letters, digits and underscores, not read as a cell, once in the workbook.
fn data_name(number: usize, key: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = key.chars().take(NAME_LETTERS).map(plain).collect();
    let is_telling = name.starts_with(|c: char| c.is_ascii_lowercase()) && !is_like_a_cell(&name);
    let mut name = if is_telling { name } else { format!("table_{number}") };
    if !taken.insert(name.clone()) {
        name = format!("{name}_{number}");
        taken.insert(name.clone());
    }
    name
}

/// `a1`, `r1c1`, `r` and `c` are cells or rows to a spreadsheet; any name of a few letters and digits may be.
fn is_like_a_cell(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_cell = letters.len() <= 3 && letters.len() < name.len();
    is_cell || matches!(name, "r" | "c") || name.chars().all(|c| c.is_ascii_digit() || matches!(c, 'r' | 'c'))
}

/// The address of a cell for a link or a formula: `'1 汇总'!D6`, with rows and columns counted from 0.
pub(super) fn address(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!{}", cell_name(row, column))
}

/// `D6`.
pub(super) fn cell_name(row: u32, column: u16) -> String {
    format!("{}{}", crate::findings::column_letters(u32::from(column)), row + 1)
}
