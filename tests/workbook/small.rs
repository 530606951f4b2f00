//! A small book: two tables, a figure behind each number, one row of each list.

use std::sync::Arc;

use market_aid::exact::{MeasureUnit, Rounding};
use market_aid::figures::{Figure, Figures, Quantity};
use market_aid::findings::{Code, Finding, Place};
use market_aid::kinds;
use market_aid::ledger::{Class, Tally};
use market_aid::reports::document::{Cell, Column, Number, NumberForm, Row, RowRole, Table};
use market_aid::reports::workbook::{Book, workbook};
use market_aid::reports::{IntakeRow, QuarantineRow};
use market_aid::words::Lang;

/// What a book borrows.
pub struct Shelf {
    pub title: String,
    pub tables: Vec<Table>,
    pub figures: Figures,
    pub findings: Vec<Finding>,
    pub quarantine: Vec<QuarantineRow>,
    pub intake: Vec<IntakeRow>,
}

pub fn number(figure: &str, exact: &str, shown: &str, decimals: u32) -> Cell {
    Cell::Number(Number { figure: figure.into(), shown: shown.into(), decimals, exact: exact.into() })
}

pub fn column(heading: &str, unit: Option<&str>, form: Option<NumberForm>) -> Column {
    Column { heading: heading.into(), unit: unit.map(str::to_owned), form }
}

pub fn row(role: RowRole, label: &str, numbers: &[Cell]) -> Row {
    Row { role, cells: [Cell::Label(label.into())].iter().chain(numbers).cloned().collect() }
}

/// Weights 100, 50.5 and 1.25 t, so 151.75; shares of 151.75 to 12 places; a price that does not add up.
pub fn by_city() -> Table {
    let id = |name: &str, city: &str| format!("sales.{name}[city={city}]@2021-01..2021-02");
    let line = |city: &str, weight: &str, share: (&str, &str), price: Cell| {
        let weight = number(&id("weight", city), weight, weight, 2);
        row(RowRole::Body, city, &[weight, number(&id("weight.share", city), share.0, share.1, 2), price])
    };
    let price = |city: &str, text: &str| number(&id("price", city), text, text, 2);
    let none = Cell::Nothing { shown: "—".into(), why: "没有记录".into() };
    Table {
        key: "sales-by-city".into(),
        title: "销售分城市情况表".into(),
        scope: "2021年1—2月".into(),
        unit: None,
        columns: vec![
            column("城市", None, None),
            column("销售量", Some("吨"), Some(NumberForm::Additive)),
            column("占比", Some("%"), Some(NumberForm::Percent)),
            column("单价", Some("元/千克"), Some(NumberForm::Amount)),
        ],
        rows: vec![
            line("杭州", "100", ("65.897858319605", "65.9"), price("杭州", "21.98")),
            line("宁波", "50.5", ("33.278418451400", "33.28"), price("宁波", "20.5")),
            line("温州", "1.25", ("0.823723228995", "0.82"), none),
            row(
                RowRole::Total,
                "合计",
                &[
                    number("sales.weight@2021-01..2021-02", "151.75", "151.75", 2),
                    number("sales.weight.share@2021-01..2021-02", "100", "100", 2),
                    number("sales.price@2021-01..2021-02", "21.5", "21.5", 2),
                ],
            ),
        ],
        notes: vec!["单价为金额除以重量，不能相加。".into()],
    }
}

/// January 100 t and February 51.75 t.
pub fn by_month() -> Table {
    let id = |period: &str| format!("sales.weight@{period}");
    let line = |role, label, period, weight| row(role, label, &[number(&id(period), weight, weight, 2)]);
    Table {
        key: "sales-by-month".into(),
        title: "销售分月情况表".into(),
        scope: "2021年1—2月".into(),
        unit: Some("吨".into()),
        columns: vec![column("月份", None, None), column("销售量", None, Some(NumberForm::Additive))],
        rows: vec![
            line(RowRole::Body, "1月", "2021-01", "100"),
            line(RowRole::Body, "2月", "2021-02", "51.75"),
            line(RowRole::Total, "合计", "2021-01..2021-02", "151.75"),
        ],
        notes: Vec::new(),
    }
}

fn figure(id: &str, kilograms: i128) -> Figure {
    Figure {
        id: id.parse().expect("an id"),
        quantity: Some(Quantity::Amount(kilograms * 1_000_000, MeasureUnit::Weight)),
        value: Some(kilograms.to_string()),
        exact: None,
        unit: "千克".into(),
        display: format!("{kilograms}千克"),
        records: 7,
        note: None,
    }
}

/// Three rows of one file: a title, an entry, and one kept aside.
pub fn intake() -> IntakeRow {
    let kind = Arc::new(kinds::built_in("sales").expect("built in"));
    let mut tally = Tally::new(kind.measures.len());
    tally.read_rows(3);
    [Class::Blank, Class::Accepted, Class::Quarantined].into_iter().for_each(|class| tally.class_rows(class, 1));
    IntakeRow { file: "inbox/杭州.csv".into(), sheet: None, kind, tally, corrected: 1, excluded: 0 }
}

/// A finding about a text, in row 7 of a file.
pub fn finding(raw: &str) -> Finding {
    let place = Place::cell(&Arc::from("inbox/杭州.csv"), &Arc::from(""), 7, Some(2));
    Finding::new(Code("glyph-missing"), place, raw)
}

pub fn shelf() -> Shelf {
    let mut figures = Figures::new(Lang::Zh);
    for (id, kilograms) in [
        ("sales.weight@2021-01..2021-02", 151_750),
        ("sales.weight@2021-01", 100_000),
        ("sales.weight@2021-02", 51_750),
        ("sales.weight[city=杭州]@2021-01..2021-02", 100_000),
    ] {
        figures.insert(figure(id, kilograms));
    }
    Shelf {
        title: "指挥部2021年1—2月统计表".into(),
        tables: vec![by_month(), by_city()],
        figures,
        findings: vec![finding("龘")],
        quarantine: vec![QuarantineRow { finding: finding("=1+1"), cells: vec!["=1+1".into(), "苹果".into()] }],
        intake: vec![intake()],
    }
}

impl Shelf {
    pub fn bytes(&self, lang: Lang) -> Vec<u8> {
        let book = Book {
            title: &self.title,
            publisher: "指挥部",
            period: "2021年1—2月",
            date: Some("2021-03-05"),
            rounding: Rounding::HalfEven,
            tables: &self.tables,
            figures: &self.figures,
            findings: &self.findings,
            quarantine: &self.quarantine,
            intake: &self.intake,
        };
        workbook(&book, lang).expect("a workbook")
    }
}
