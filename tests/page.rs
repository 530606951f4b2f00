//! The page: read back by the reader of notices, parsed for what could run or fetch, and the same bytes each time.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use market_aid::calendar::{DayCode, Period};
use market_aid::exact::{MeasureUnit, Ratio};
use market_aid::figures::{Comparison, Figure, FigureId, Figures, Quantity, Settings};
use market_aid::findings::{Code, Finding, Place};
use market_aid::kinds::{self, Kind};
use market_aid::ledger::{Class, Tally};
use market_aid::notices;
use market_aid::reports::document::{
    Block, Cell, Column, Document, Number, NumberForm, Picture, Row, RowRole, Span, Table,
};
use market_aid::reports::page::{Headline, Record, Records, Report, page};
use market_aid::reports::{IntakeRow, QuarantineRow};
use market_aid::words::Lang;

/// What a cell of a hostile file may say, before ten thousand characters more.
const HOSTILE: &str =
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;\u{202e}\u{1}\u{1b}]]>-->\u{2028}𠮷";

fn period() -> Period {
    "2021-01..2021-07".parse().expect("a period")
}

fn figure(id: FigureId, quantity: Quantity, value: &str, display: &str) -> Figure {
    let exact = match &quantity {
        Quantity::Ratio(ratio) => Some(ratio.exact_text()),
        Quantity::Amount(..) => None,
    };
    Figure {
        id,
        quantity: Some(quantity),
        value: Some(value.to_owned()),
        exact,
        unit: String::new(),
        display: display.to_owned(),
        records: 2,
        note: None,
    }
}

/// Everything that a small report is made of; `name` stands wherever a text comes from data.
struct Parts {
    kinds: Vec<Arc<Kind>>,
    figures: Figures,
    document: Document,
    headlines: Vec<Headline>,
    tables: Vec<Table>,
    pictures: Vec<Picture>,
    findings: Vec<Finding>,
    quarantine: Vec<QuarantineRow>,
    intake: Vec<IntakeRow>,
    cells: Vec<String>,
    name: String,
    settings: Settings,
}

impl Parts {
    fn new(name: &str) -> Self {
        let sales = Arc::new(kinds::built_in("sales").expect("built in"));
        let weight = FigureId::total("sales.weight", period());
        let share = weight.clone().with("city", name).compared(Comparison::Share);
        let mut figures = Figures::new(Lang::Zh);
        figures.insert(figure(weight.clone(), Quantity::Amount(3_500_000_000, MeasureUnit::Weight), "3500", "3.5吨"));
        let all = Ratio::new(1, 1).expect("a fraction");
        figures.insert(figure(share.clone(), Quantity::Ratio(all), "1", "100%"));
        let place = Place::cell(&Arc::from(name), &Arc::from("表"), 7, Some(2));
        let mut tally = Tally::new(2);
        tally.read_rows(3);
        tally.class_rows(Class::Accepted, 2);
        tally.class_rows(Class::Quarantined, 1);
        Self {
            document: document(name, &weight, &share),
            headlines: vec![Headline {
                label: name.to_owned(),
                period: "2021年1—7月".to_owned(),
                figure: weight.to_string(),
                display: "3.5吨".to_owned(),
                comparisons: vec![vec![Span::Words(name.to_owned()), of(&share, "100%")]],
                note: name.to_owned(),
            }],
            tables: vec![table(name, &weight, &share)],
            pictures: vec![Picture {
                stem: "a".to_owned(),
                caption: name.to_owned(),
                alt: name.to_owned(),
                svg: format!("<svg viewBox='0 0 1 1'><script>9</script><text>{}</text></svg>", "甲"),
                png: Vec::new(),
                size_hundredth_mm: (15_600, 9_000),
            }],
            findings: vec![Finding::new(Code("unit-unknown"), place.clone(), name)],
            quarantine: vec![QuarantineRow {
                finding: Finding::new(Code("value-missing"), place, name),
                cells: vec![name.to_owned(), "99".to_owned()],
            }],
            intake: vec![IntakeRow {
                file: name.to_owned(),
                sheet: None,
                kind: Arc::clone(&sales),
                tally,
                corrected: 0,
                excluded: 0,
            }],
            cells: vec![name.to_owned(), "3500".to_owned()],
            kinds: vec![sales],
            figures,
            name: name.to_owned(),
            settings: Settings::default(),
        }
    }

    fn html(&self) -> String {
        let measures = [Some(1_750_000_000), None];
        let record = |row| Record {
            ledger: "sales",
            class: Class::Accepted,
            why: "",
            file: &self.name,
            sheet: &self.name,
            row,
            column: None,
            day: DayCode::day(2021, 7, 5),
            started: None,
            kept: vec![&self.name; 5],
            measures: &measures,
            cells: &self.cells,
        };
        let records = [record(9), record(8)];
        self.with(Records::Here(&records))
    }

    fn with(&self, records: Records<'_>) -> String {
        page(&Report {
            lang: Lang::Zh,
            publisher: &self.name,
            title: &self.name,
            period: "2021年1—7月",
            date: "2021年8月5日",
            document: &self.document,
            headlines: &self.headlines,
            tables: &self.tables,
            pictures: &self.pictures,
            findings: &self.findings,
            quarantine: &self.quarantine,
            intake: &self.intake,
            kinds: &self.kinds,
            figures: &self.figures,
            settings: &self.settings,
            records,
        })
    }
}

fn of(id: &FigureId, text: &str) -> Span {
    Span::Figure { id: id.to_string(), text: text.to_owned() }
}

fn document(name: &str, weight: &FigureId, share: &FigureId) -> Document {
    let text = vec![
        Span::Words("1-7月销售".to_owned()),
        of(weight, "3.5吨"),
        Span::Words(format!("，{name}占")),
        of(share, "100%"),
        Span::Words("。".to_owned()),
    ];
    Document {
        title: name.to_owned(),
        lang: Lang::Zh,
        blocks: vec![
            Block::Heading { level: 1, text: vec![Span::Words("一、销售".to_owned())] },
            Block::Paragraph(text),
            Block::Signature(vec![Span::Words(name.to_owned())]),
        ],
        annexes: Vec::new(),
    }
}

fn table(name: &str, weight: &FigureId, share: &FigureId) -> Table {
    let column = |heading: &str, unit: Option<&str>, form| Column {
        heading: heading.to_owned(),
        unit: unit.map(str::to_owned),
        form,
    };
    let number = |id: &FigureId, shown: &str, exact: &str| {
        Cell::Number(Number { figure: id.to_string(), shown: shown.to_owned(), decimals: 2, exact: exact.to_owned() })
    };
    let row = |role, cells| Row { role, cells };
    Table {
        key: "sales-by-city".to_owned(),
        title: name.to_owned(),
        scope: "2021年1—7月".to_owned(),
        unit: Some("吨".to_owned()),
        columns: vec![
            column("城市", None, None),
            column("销售量", Some("吨"), Some(NumberForm::Additive)),
            column("占比", Some("%"), Some(NumberForm::Percent)),
        ],
        rows: vec![
            row(
                RowRole::Body,
                vec![Cell::Label(name.to_owned()), number(weight, "3.5", "3.5"), number(share, "100", "100")],
            ),
            row(
                RowRole::Total,
                vec![
                    Cell::Label("合计".to_owned()),
                    number(weight, "3.5", "3.5"),
                    Cell::Nothing { shown: "—".to_owned(), why: name.to_owned() },
                ],
            ),
        ],
        notes: vec![name.to_owned()],
    }
}

/// An element of a page: its name and attributes.
type Element = (String, Vec<(String, String)>);

fn elements(page: &str) -> Vec<Element> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(page, emitter).map(|token| token.expect("no reading error"));
    let starts = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => Some(tag),
        // An id keeps its control characters, as references; browsers read them.
        Token::Error(error) => {
            assert_eq!(error.value, html5gum::Error::ControlCharacterReference);
            None
        }
        _ => None,
    });
    let attributes = |tag: &html5gum::StartTag<()>| tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect();
    starts.map(|tag| (text(&tag.name), attributes(&tag))).collect()
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.1.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[test]
fn nothing_of_the_data_runs_or_is_fetched() {
    let html = Parts::new(&(HOSTILE.to_owned() + &"长".repeat(10_000))).html();
    // For a browser to be tried on: tests/page/README.md.
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.html"), &html).expect("a file");
    let elements = elements(&html);
    let scripts: Vec<_> = elements.iter().filter(|(name, _)| name == "script").collect();
    let plain = scripts.iter().filter(|script| attribute(script, "type").is_none()).count();
    assert_eq!((scripts.len(), plain), (5, 1), "four of data, one that runs");
    for element in &elements {
        assert!(
            !["img", "iframe", "object", "embed", "link", "base", "form"].contains(&element.0.as_str()),
            "{element:?}"
        );
        for (name, value) in &element.1 {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{element:?}");
            assert!(name != "href" || value.starts_with('#'), "{element:?}");
        }
    }
    assert!(html.contains("default-src 'none'") && !html.contains("unsafe"));
    assert!(!html.contains(['\u{1}', '\u{1b}']));
}

#[test]
fn every_name_within_the_page_is_its_own_and_leads_somewhere() {
    let html = Parts::new("衢州").html();
    let elements = elements(&html);
    let ids: Vec<&str> = elements.iter().filter_map(|element| attribute(element, "id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{ids:?}");
    for element in &elements {
        let leads = attribute(element, "href").map(|href| &href[1..]);
        for name in leads.into_iter().chain(attribute(element, "aria-labelledby")) {
            assert!(known.contains(name), "{name}");
        }
        if element.0 == "th" {
            assert!(matches!(attribute(element, "scope"), Some("col" | "row")));
        }
    }
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
}

#[test]
fn the_reader_of_notices_finds_each_figure_with_its_id_and_no_aside() {
    let html = Parts::new("衢州").html();
    let notice = notices::read_from(html.as_bytes(), "html").expect("a notice");
    let characters: Vec<char> = notice.text.chars().collect();
    let marks: Vec<(String, &str)> =
        notice.marks.iter().map(|mark| (characters[mark.start..mark.end].iter().collect(), &*mark.id)).collect();
    let (weight, share) = ("sales.weight@2021-01..2021-07", "sales.weight.share[city=衢州]@2021-01..2021-07");
    let expected = [
        ("3.5吨", weight),
        ("100%", share),
        ("3.5吨", weight),
        ("100%", share),
        ("3.5", weight),
        ("100", share),
        ("3.5", weight),
    ];
    assert_eq!(marks, expected.map(|(text, id)| (text.to_owned(), id)));
    assert!(notice.text.contains("1-7月销售3.5吨，衢州占100%。"));
    assert!(!notice.text.contains("99"), "a cell of a row kept aside is no prose: {}", notice.text);
    assert_eq!(notice.remarks, [Code("notice-aside-left-out"), Code("notice-embedded-left-out")]);
}

#[test]
fn records_travel_as_integers_in_the_order_of_their_rows() {
    let html = Parts::new("衢州").html();
    let (_, data) = html.split_once("id=\"data-records\">").expect("records");
    let data: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap_or_default()).expect("JSON");
    let ledger = &data["ledgers"][0];
    assert_eq!(data["here"], true);
    assert_eq!((&ledger["name"], &ledger["count"]), (&"sales".into(), &2.into()));
    assert_eq!(ledger["row"], serde_json::json!([8, 9]));
    assert_eq!(ledger["measures"], serde_json::json!([{"z": 7, "v": [175, 175]}, {"z": 0, "v": [null, null]}]));
    assert_eq!(ledger["day"], serde_json::json!({"d": ["2021-07-05"], "i": [0, 0]}));
    assert_eq!(data["sheets"][0]["cells"], serde_json::json!([[0, 0], [1, 1]]));
    assert_eq!(data["texts"], serde_json::json!(["衢州", "3500"]));
}

#[test]
fn too_many_records_stay_out() {
    let parts = Parts::new("衢州");
    let html = parts.with(Records::TooMany);
    assert!(html.contains("\"here\":false"));
    assert_eq!(html, parts.with(Records::TooMany), "the same bytes");
    assert_eq!(parts.html(), parts.html(), "the same bytes");
}
