//! The header of a registry file: which column holds what, by the words that people write above it.

use std::collections::BTreeMap;

use crate::findings::{Code, Finding, Place};
use crate::sources::{OwnedRow, TableInfo};

use super::names::fold_name;

const HEADER_MISSING: Code = Code("registry-header-missing");
const COLUMN_TWICE: Code = Code("registry-column-twice");
const COLUMN_UNKNOWN: Code = Code("registry-column-unknown");

/// A column that a registry may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Code,
    Name,
    Aliases,
    City,
    Opened,
    Closed,
    Category,
    KgPerBox,
    PriceMin,
    PriceMax,
}

/// A column with the headers by which it is known, folded as [`fold_name`] does.
pub(super) type Headers = (Field, &'static [&'static str]);

/// The columns of a registry of stores.
pub(super) const STORES: &[Headers] = &[
    (Field::Code, &["编码", "编号", "门店编码", "门店编号", "code", "store_code"]),
    (Field::Name, &["名称", "门店", "门店名称", "店名", "店铺", "店铺名称", "name", "store"]),
    (Field::Aliases, &["别名", "简称", "曾用名", "aliases", "alias"]),
    (Field::City, &["城市", "所在城市", "地市", "city"]),
    (Field::Opened, &["开业日期", "开业时间", "开店日期", "opened"]),
    (Field::Closed, &["停业日期", "停业时间", "闭店日期", "关店日期", "closed"]),
];

/// The columns of a registry of products. Prices are in 元/千克 and boxes in 千克: a header that says otherwise is not
/// known, and so no value of its column is read.
pub(super) const PRODUCTS: &[Headers] = &[
    (Field::Name, &["名称", "产品", "产品名称", "品名", "商品", "商品名称", "name", "product"]),
    (Field::Aliases, &["别名", "简称", "又名", "aliases", "alias"]),
    (Field::Category, &["类别", "分类", "品类", "产品类别", "category"]),
    (
        Field::KgPerBox,
        &["每箱千克", "每箱公斤", "每件千克", "每件公斤", "每袋千克", "每箱重量(千克)", "每箱重量(公斤)", "kg_per_box"],
    ),
    (
        Field::PriceMin,
        &["最低单价", "最低单价(元/千克)", "最低单价(元/公斤)", "单价下限", "单价下限(元/千克)", "price_min"],
    ),
    (
        Field::PriceMax,
        &["最高单价", "最高单价(元/千克)", "最高单价(元/公斤)", "单价上限", "单价上限(元/千克)", "price_max"],
    ),
];

/// Headers that stand in many registries and say nothing that is needed.
const SILENT: [&str; 6] = ["序号", "备注", "说明", "no", "note", "remarks"];

/// Where the header stands, and which column holds what.
pub(super) struct Columns {
    /// Position of the header among the rows.
    pub header: usize,
    at: BTreeMap<Field, usize>,
    titles: Vec<String>,
}

impl Columns {
    /// What stands above a column.
    pub(super) fn title(&self, column: usize) -> &str {
        self.titles.get(column).map_or("", String::as_str)
    }

    /// The column of a field, counted from 0.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.at.get(&field).copied()
    }
}

/// Finds the first row with a header for names; without one there is a finding, and nothing of the file is read.
pub(super) fn find(
    info: &TableInfo,
    rows: &[OwnedRow],
    known: &[Headers],
    findings: &mut Vec<Finding>,
) -> Option<Columns> {
    let names_something = |row: &OwnedRow| {
        let fields: Vec<Field> = row.cells.iter().filter_map(|cell| field_of(&cell.0, known)).collect();
        fields.contains(&Field::Name) && (fields.len() > 1 || filled(row) == 1)
    };
    let Some(header) = rows.iter().position(names_something) else {
        findings.push(missing(info, known));
        return None;
    };
    let mut at = BTreeMap::new();
    for (column, (text, _, continued)) in rows[header].cells.iter().enumerate() {
        let place = || super::read::place(info, &rows[header], column);
        match field_of(text, known) {
            _ if *continued => {}
            Some(field) if at.contains_key(&field) => findings.push(Finding::new(COLUMN_TWICE, place(), text.as_str())),
            Some(field) => drop(at.insert(field, column)),
            None if is_silent(text) => {}
            None => findings.push(Finding::new(COLUMN_UNKNOWN, place(), text.as_str())),
        }
    }
    let titles = rows[header].cells.iter().map(|cell| cell.0.clone()).collect();
    Some(Columns { header, at, titles })
}

fn field_of(text: &str, known: &[Headers]) -> Option<Field> {
    let folded = fold_name(text);
    known.iter().find(|(_, headers)| headers.contains(&folded.as_str())).map(|(field, _)| *field)
}

fn filled(row: &OwnedRow) -> usize {
    row.cells.iter().filter(|(text, _, _)| !text.is_empty()).count()
}

fn is_silent(text: &str) -> bool {
    let folded = fold_name(text);
    folded.is_empty() || SILENT.contains(&folded.as_str())
}

fn missing(info: &TableInfo, known: &[Headers]) -> Finding {
    let words = known.iter().map(|(_, headers)| headers[0]).collect::<Vec<_>>().join(" ");
    Finding::new(HEADER_MISSING, Place::sheet(&info.file, &info.sheet), "").with("headers", words)
}
