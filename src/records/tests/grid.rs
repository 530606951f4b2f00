//! A table written as lines of cells between `|`, read as a sheet or as a text file.
//!
//! `^` repeats the cell above (merged downwards), `<` the one to the left (merged to the right); `#n` is a number, `!x`
//! an error, `=x` a formula without value, `@2021-07-05` a date cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Month;
use crate::exact::Decimal;
use crate::findings::Finding;
use crate::kinds::{Kind, built_in};
use crate::records::{Batch, Plan, Reader, Symbols, find_layout};
use crate::registry::{Product, Registries, Store};
use crate::sources::{CellKind, OwnedRow, RawRow, TableInfo};

/// A job around one table.
pub struct Bench {
    pub kind: Kind,
    pub columns: BTreeMap<String, String>,
    pub defaults: BTreeMap<String, String>,
    pub rates: BTreeMap<String, Decimal>,
    pub registries: Registries,
    pub symbols: Symbols,
    pub file: &'static str,
    pub sheet: &'static str,
    pub siblings: usize,
}

/// What became of a table.
pub struct Outcome {
    pub batch: Batch,
    pub findings: Vec<Finding>,
    pub found: bool,
}

impl Bench {
    pub fn new(ledger: &str) -> Self {
        Self {
            kind: built_in(ledger).expect("a built-in ledger"),
            columns: BTreeMap::new(),
            defaults: BTreeMap::new(),
            rates: BTreeMap::new(),
            registries: Registries::default(),
            symbols: Symbols::default(),
            file: "inbox/月报.xlsx",
            sheet: "Sheet1",
            siblings: 0,
        }
    }

    /// Sales in 公斤.
    pub fn sales() -> Self {
        Self::new("sales").default("unit", "公斤")
    }

    pub fn default(mut self, field: &str, value: &str) -> Self {
        self.defaults.insert(field.to_owned(), value.to_owned());
        self
    }

    pub fn named(mut self, file: &'static str, sheet: &'static str) -> Self {
        (self.file, self.sheet) = (file, sheet);
        self
    }

    pub fn text(self) -> Self {
        self.named("inbox/月报.csv", "")
    }

    /// Two stores and two products, synthetic.
    pub fn registered(mut self) -> Self {
        let store = |name: &str, city: &str| Store { name: name.into(), city: city.into(), ..Store::default() };
        self.registries
            .add_stores(vec![(store("杭州一店", "杭州"), vec!["杭一".into()]), (store("宁波一店", "宁波"), vec![])]);
        let product = |name: &str, kg: Option<i128>| Product {
            name: name.into(),
            category: "干果".into(),
            kg_per_box: kg.map(Decimal::whole),
            ..Product::default()
        };
        self.registries
            .add_products(vec![(product("红枣", Some(5)), vec!["大枣".into()]), (product("核桃", None), vec![])]);
        self
    }

    pub fn plan(&self) -> Plan<'_> {
        Plan {
            amendments: &[],
            kind: &self.kind,
            columns: &self.columns,
            defaults: &self.defaults,
            rates: &self.rates,
            registries: &self.registries,
            symbols: &self.symbols,
            through: Month::new(2021, 7).expect("a month"),
        }
    }

    pub fn info(&self) -> TableInfo {
        TableInfo { file: Arc::from(self.file), sheet: Arc::from(self.sheet), ..TableInfo::default() }
    }

    pub fn read(&self, lines: &str) -> Outcome {
        self.read_cut(&parse(lines), usize::MAX)
    }

    /// Reads the rows with a new reader after each `size` rows.
    pub fn read_cut(&self, rows: &[OwnedRow], size: usize) -> Outcome {
        let (plan, info) = (self.plan(), self.info());
        let mut batch = Batch::new(self.kind.kept.len(), self.kind.measures.len());
        let (layout, mut findings) = match find_layout(&info, rows, &plan, self.siblings) {
            Ok(found) => found,
            Err(refusal) => {
                for row in rows {
                    let cells = row.cells();
                    let raw = RawRow { number: row.number, locator: row.locator, hidden: row.hidden, cells: &cells };
                    refusal.read(&raw, &mut batch);
                }
                return Outcome { batch, findings: refusal.findings, found: false };
            }
        };
        for run in rows.chunks(size.min(rows.len()).max(1)) {
            let mut reader = Reader::new(&layout, &plan, &info).comparing();
            for row in run {
                let cells = row.cells();
                let raw = RawRow { number: row.number, locator: row.locator, hidden: row.hidden, cells: &cells };
                reader.read(&raw, &mut batch);
            }
            reader.finish(&mut batch);
        }
        findings.append(&mut batch.findings);
        Outcome { batch, findings, found: true }
    }

    pub fn text_of(&self, outcome: &Outcome, field: &str, at: usize) -> String {
        let kept = self.kind.kept_position(field).expect("a kept field");
        self.symbols.text(outcome.batch.kept[kept][at]).to_string()
    }
}

impl Outcome {
    pub fn codes(&self) -> Vec<&str> {
        self.findings.iter().map(|finding| finding.code.0).collect()
    }

    /// Codes with the cell at fault.
    pub fn places(&self) -> Vec<String> {
        let cell = |f: &Finding| f.place.cell.map_or(String::new(), |cell| cell.to_string());
        self.findings.iter().map(|finding| format!("{} {}", finding.code.0, cell(finding))).collect()
    }

    /// Values of a measure in whole base units; nothing where absent.
    pub fn measure(&self, measure: usize) -> Vec<Option<i64>> {
        let of = |at: usize| (self.batch.present[at] >> measure & 1 == 1).then(|| self.batch.measures[measure][at]);
        (0..self.batch.len()).map(of).collect()
    }

    pub fn dates(&self) -> Vec<String> {
        (0..self.batch.len()).map(|at| self.batch.day(at).to_string()).collect()
    }

    /// Entries, control rows, quarantined rows, blank rows.
    pub fn counts(&self) -> (usize, usize, usize, u64) {
        (self.batch.len(), self.batch.controls.len(), self.batch.quarantined.len(), self.batch.blank)
    }
}

/// Lines to rows; row numbers from 1, empty lines are empty rows.
pub fn parse(lines: &str) -> Vec<OwnedRow> {
    let mut rows: Vec<OwnedRow> = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let mut cells: Vec<(String, CellKind, bool)> = Vec::new();
        for (at, text) in line.trim_start().split('|').enumerate() {
            let above = rows.last().and_then(|row| row.cells.get(at));
            let cell = match text.trim_matches(' ') {
                "^" => above.map_or_else(Default::default, |(text, kind, _)| (text.clone(), *kind, true)),
                "<" => cells.last().map_or_else(Default::default, |(text, kind, _)| (text.clone(), *kind, true)),
                text => plain(text),
            };
            cells.push(cell);
        }
        rows.push(OwnedRow { number, locator: number * 10, hidden: false, cells });
    }
    rows
}

fn plain(text: &str) -> (String, CellKind, bool) {
    let (kind, text) = match (text.chars().next(), text.get(1..)) {
        (None, _) => (CellKind::Empty, ""),
        (Some('#'), Some(rest)) => (CellKind::Number, rest),
        (Some('!'), Some(rest)) => (CellKind::Error, rest),
        (Some('='), _) => (CellKind::UncachedFormula, text),
        (Some('@'), Some(rest)) => (CellKind::Date, rest),
        _ => (CellKind::Text, text),
    };
    (text.to_owned(), kind, false)
}
