//! Parts held against the standard's schema: which children an element may have, in which order; and every link and id.

mod order;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;
use crate::reports::document::{
    Annex, Block, Cell, Column, Number, NumberForm, Picture, Row, RowRole, Span, Table, plain,
};
use crate::words::Lang;

/// The parts of a document by their names, in their order.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let entries = archive.len();
    let of = |at: usize| {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        (entry.name().expect("a name").to_string(), bytes)
    };
    (0..entries).map(of).collect()
}

fn xml(parts: &[(String, Vec<u8>)], name: &str) -> String {
    let (_, bytes) = parts.iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("{name}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// Every value of an attribute, wherever it stands in a part.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut values = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) | Event::Empty(start) => {
                for found in start.attributes() {
                    let found = found.expect("an attribute, once");
                    if (element.is_empty() || start.name().as_ref() == element) && found.key.as_ref() == attribute {
                        values.push(quick_xml::escape::unescape(found.value.as_ref()).expect("escaped").into_owned());
                    }
                }
            }
            Event::Eof => return values,
            _ => {}
        }
    }
}

/// Holds everything against the standard that a document must keep whatever it says.
fn check(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let parts = unpacked(bytes);
    let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), parts.len(), "a part stands once");
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        order::check(name, std::str::from_utf8(bytes).expect("UTF-8"));
    }
    let types = xml(&parts, "[Content_Types].xml");
    let defaults = values(&types, "Default", "Extension");
    let overrides = values(&types, "Override", "PartName");
    for name in &names {
        let ending = name.rsplit('.').next().unwrap_or_default().to_owned();
        assert!(defaults.contains(&ending), "{name} has a type");
    }
    assert!(overrides.iter().all(|name| names.contains(name.trim_start_matches('/'))), "{overrides:?}");
    links(&parts, &names);
    let document = xml(&parts, "word/document.xml");
    for element in ["w:id", "w:bookmarkStart", "wp:docPr"] {
        let attribute = if element == "w:id" {
            "w:val"
        } else if element == "wp:docPr" {
            "id"
        } else {
            "w:id"
        };
        let ids = values(&document, element, attribute);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{element}: once");
    }
    assert_eq!(values(&document, "w:bookmarkStart", "w:id"), values(&document, "w:bookmarkEnd", "w:id"));
    assert!(values(&document, "w:tag", "w:val").iter().all(|tag| tag.encode_utf16().count() <= 64));
    assert!(values(&document, "w:bookmarkStart", "w:name").iter().all(|name| name.len() <= 40));
    parts
}

/// Every link leads to a part, every part is led to, and every id of a link that is used is there.
fn links(parts: &[(String, Vec<u8>)], names: &BTreeSet<&str>) {
    let mut reached = BTreeSet::from(["[Content_Types].xml".to_owned()]);
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        reached.insert((*name).to_owned());
        let xml_of = xml(parts, name);
        let (folder, _) = name.split_once("_rels/").expect("a folder of links");
        for target in values(&xml_of, "Relationship", "Target") {
            let path = match target.strip_prefix("../") {
                Some(up) => up.to_owned(),
                None => format!("{folder}{target}"),
            };
            assert!(names.contains(path.as_str()), "{name} leads to {path}");
            reached.insert(path);
        }
    }
    assert_eq!(reached, names.iter().map(|name| (*name).to_owned()).collect());
    let ids = values(&xml(parts, "word/_rels/document.xml.rels"), "Relationship", "Id");
    let document = xml(parts, "word/document.xml");
    for used in values(&document, "", "r:id").into_iter().chain(values(&document, "", "r:embed")) {
        assert!(ids.contains(&used), "{used}");
    }
}

fn words(text: &str) -> Span {
    Span::Words(text.to_owned())
}

fn figure(id: &str, text: &str) -> Span {
    Span::Figure { id: id.to_owned(), text: text.to_owned() }
}

fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n of no matter".to_vec()
}

fn table(title: &str, columns: usize) -> Table {
    let column = |at: usize| Column {
        heading: if at == 0 { String::from("城市") } else { format!("{at}月") },
        unit: (at == 1).then(|| String::from("万元")),
        form: (at > 0).then_some(NumberForm::Additive),
    };
    let number = |at: usize, shown: &str| {
        Cell::Number(Number {
            figure: format!("sales.revenue@2021-{at:02}"),
            shown: shown.to_owned(),
            decimals: 2,
            exact: shown.to_owned(),
        })
    };
    let row = |role, label: &str, shown: &str| Row {
        role,
        cells: std::iter::once(Cell::Label(label.to_owned())).chain((1..columns).map(|at| number(at, shown))).collect(),
    };
    let mut rows = vec![
        row(RowRole::Body, "杭州", "3.5"),
        row(RowRole::Body, "宁波", "-12.25"),
        row(RowRole::Total, "合计", "-9"),
    ];
    rows[0].cells[1] = Cell::Nothing { shown: String::from("—"), why: String::from("无记录") };
    Table {
        title: title.to_owned(),
        scope: String::from("2021年1-7月"),
        unit: Some(String::from("吨")),
        columns: (0..columns).map(column).collect(),
        rows,
        notes: vec![String::from("甲"), String::from("乙")],
        ..Table::default()
    }
}

fn picture(size_hundredth_mm: (u32, u32)) -> Block {
    let text = |text: &str| text.to_owned();
    let (stem, caption, alt) = (text("a"), text("销售"), text("逐月\n上升"));
    Block::Picture(Picture { stem, caption, alt, svg: String::new(), png: png(), size_hundredth_mm })
}

fn paper() -> Document {
    let heading = |level, text: &str| Block::Heading { level, text: vec![words(text)] };
    Document {
        title: String::from("关于市场援疆的\n通报"),
        lang: Lang::Zh,
        blocks: vec![
            heading(1, "一、销售"),
            heading(2, "（一）总量"),
            heading(3, "1.甲"),
            heading(4, "（1）乙"),
            Block::Paragraph(vec![words("销售"), figure("sales.weight@2021-07", "2701.64吨"), words("。")]),
            picture((15_600, 9_000)),
            Block::Table(table("各市", 3)),
            Block::Signature(vec![words("指挥部")]),
            Block::Signature(vec![words("2021年8月5日")]),
        ],
        annexes: vec![
            Annex { title: String::from("分月"), blocks: vec![Block::Table(table("分月", 14))] },
            Annex { title: String::from("各市"), blocks: vec![Block::Table(table("各市", 3))] },
        ],
    }
}

fn written(document: &Document) -> Vec<u8> {
    docx(document, &Style::default())
}

#[test]
fn a_paper_keeps_to_the_schema_and_is_the_same_each_time() {
    let bytes = written(&paper());
    check(&bytes);
    assert_eq!(written(&paper()), bytes);
    check(&written(&Document::default()));
    check(&written(&Document { lang: Lang::En, ..paper() }));
}

#[test]
fn the_page_has_the_measures_of_the_standard() {
    let document = xml(&unpacked(&written(&paper())), "word/document.xml");
    // 1 mm is 56.69 twips: 210 × 297 mm; 37, 26, 35 and 28 mm.
    assert!(document.ends_with(
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" \
         w:header=\"1049\" w:footer=\"1419\" w:gutter=\"0\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" \
         w:charSpace=\"-842\"/></w:sectPr></w:body></w:document>"
    ));
    let grid = Grid::new(&Style::default());
    let (width, height) = grid.area(grid::Lie::Upright);
    assert_eq!((width, height), (8845, 12_756));
    assert!(22 * grid.line() <= height && 23 * grid.line() > height);
    // 28 characters of 16 points less what is taken from each fill the line, and a 29th does not fit.
    let character = 320 + i32::try_from(grid.spacing()).expect("small");
    assert!(28 * character <= 8845 && 29 * character > 8845);
    assert!(document.contains("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"));
}

#[test]
fn pages_are_numbered_outside_and_the_parts_of_a_paper_come_in_their_order() {
    let parts = unpacked(&written(&paper()));
    let footers = [("word/footer1.xml", "w:right", "right"), ("word/footer2.xml", "w:left", "left")];
    for (part, side, align) in footers {
        let footer = xml(&parts, part);
        assert_eq!(values(&footer, "w:ind", side), ["280"]);
        assert_eq!(values(&footer, "w:jc", "w:val"), [align]);
        assert_eq!(values(&footer, "w:fldSimple", "w:instr"), [" PAGE "]);
    }
    assert!(xml(&parts, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let styles = values(&xml(&parts, "word/document.xml"), "w:pStyle", "w:val");
    let outline: Vec<&str> = styles.iter().map(String::as_str).filter(|style| !style.starts_with("Table")).collect();
    assert_eq!(
        outline,
        [
            "Title",
            "Heading1",
            "Heading2",
            "Heading3",
            "Heading4",
            "BodyText",
            "Picture",
            "Caption",
            "UnitLine",
            "AnnexList",
            "AnnexList",
            "Signature",
            "Signature",
            "AnnexMark",
            "AnnexTitle",
            "UnitLine",
            "AnnexMark",
            "AnnexTitle",
            "UnitLine"
        ]
    );
}

#[test]
fn rows_are_whole_the_heading_is_repeated_and_points_stand_under_points() {
    let document = xml(&unpacked(&written(&paper())), "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(document.matches("<w:cantSplit/>").count(), 12);
    let first = document.split("</w:tbl>").next().expect("a table");
    let right = values(first, "w:ind", "w:right");
    // In 小四, 12 points, a digit is 120 twips and a point 60: in a column with `-12.25`, `3.5` ends a digit earlier and
    // `-9` two digits and the point.
    let right: Vec<i32> = right.iter().map(|right| right.parse().expect("a number")).collect();
    let [shorter, first, second, whole_of_first, whole_of_second] = right[..] else { panic!("{right:?}") };
    assert_eq!((shorter - second, whole_of_first - first, whole_of_second - second), (120, 300, 300));
}

#[test]
fn a_picture_is_as_large_as_drawn_and_never_beyond_the_text() {
    let extent = |size| {
        let document = Document { blocks: vec![picture(size)], ..Document::default() };
        let xml = xml(&check(&written(&document)), "word/document.xml");
        let of = |attribute| values(&xml, "wp:extent", attribute)[0].parse::<u64>().expect("a number");
        (of("cx"), of("cy"))
    };
    assert_eq!(extent((10_000, 5_000)), (3_600_000, 1_800_000));
    // 8845 twips of 635; half as high.
    assert_eq!(extent((31_200, 15_600)), (5_616_575, 2_808_287));
    // 12756 twips less three lines of 579.
    assert_eq!(extent((100, 100_000)).1, 6_997_065);
    extent((0, 0));
    extent((u32::MAX, u32::MAX));
    let drawn = Document { blocks: vec![picture((1, 1))], ..Document::default() };
    let parts = unpacked(&written(&drawn));
    assert_eq!(values(&xml(&parts, "word/document.xml"), "wp:docPr", "descr"), ["逐月 上升"]);
    assert_eq!(parts.iter().find(|(name, _)| name == "word/media/picture1.png").expect("a picture").1, png());
}

#[test]
fn what_is_no_picture_leaves_its_caption() {
    let Block::Picture(mut empty) = picture((1, 1)) else { panic!("a picture") };
    empty.png.clear();
    let document = Document { blocks: vec![Block::Picture(empty)], ..Document::default() };
    let parts = check(&written(&document));
    assert!(parts.iter().all(|(name, _)| !name.contains("media")));
    assert!(xml(&parts, "word/document.xml").contains("销售"));
}

#[test]
fn a_wide_table_among_upright_pages_has_pages_of_its_own() {
    let sizes = |blocks: Vec<Block>| {
        let parts = check(&written(&Document { blocks, ..Document::default() }));
        values(&xml(&parts, "word/document.xml"), "w:pgSz", "w:w")
    };
    let (wide, text) = (|| Block::Table(table("宽", 15)), || Block::Paragraph(vec![words("文")]));
    assert_eq!(sizes(vec![text(), wide(), wide(), text()]), ["11906", "16838", "11906"]);
    assert_eq!(sizes(vec![wide()]), ["16838"]);
    assert_eq!(sizes(vec![wide(), Block::Table(table("窄", 2))]), ["16838", "11906"]);
    assert_eq!(sizes(vec![text(), wide()]), ["11906", "16838"]);
}

#[test]
fn fonts_are_named_with_what_to_take_where_they_are_missing() {
    let fonts = xml(&unpacked(&written(&paper())), "word/fontTable.xml");
    let names = values(&fonts, "w:font", "w:name");
    let others = values(&fonts, "w:altName", "w:val");
    assert_eq!(names.len(), others.len());
    let of: BTreeMap<&String, &String> = names.iter().zip(&others).collect();
    assert!(of[&"方正小标宋简体".to_owned()].contains("宋体"));
    assert!(of[&"仿宋_GB2312".to_owned()].starts_with("仿宋,FangSong"));
}

/// Texts that data may hold, and that no part may break on.
fn text() -> impl Strategy<Value = String> {
    let odd = "[\\x00-\\x1f\\x7f-\\x9f\u{fffe}\u{ffff}\u{202e}\u{200f}\u{2028}<>&'\"%\u{20000}國a-c1-3. \t\n]{0,12}";
    prop_oneof![
        6 => odd,
        2 => any::<String>(),
        1 => Just("名".repeat(10_000)),
        1 => Just(String::from("]]></w:t><w:p>")),
    ]
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span =
        prop_oneof![text().prop_map(Span::Words), (text(), text()).prop_map(|(id, text)| Span::Figure { id, text })];
    prop::collection::vec(span, 0..4)
}

fn any_table() -> impl Strategy<Value = Table> {
    let cell = prop_oneof![
        text().prop_map(Cell::Label),
        (text(), prop_oneof![text(), "-?[0-9]{1,6}(\\.[0-9]{1,3})?"])
            .prop_map(|(figure, shown)| { Cell::Number(Number { figure, shown, decimals: 0, exact: String::new() }) }),
        text().prop_map(|shown| Cell::Nothing { shown, why: String::new() }),
    ];
    let row = (any::<bool>(), prop::collection::vec(cell, 0..5))
        .prop_map(|(total, cells)| Row { role: if total { RowRole::Total } else { RowRole::Body }, cells });
    let column = (text(), prop::option::of(text()), any::<bool>()).prop_map(|(heading, unit, number)| Column {
        heading,
        unit,
        form: number.then_some(NumberForm::Amount),
    });
    let parts =
        (prop::collection::vec(column, 0..30), prop::collection::vec(row, 0..4), prop::collection::vec(text(), 0..3));
    (parts, text(), text(), prop::option::of(text())).prop_map(|((columns, rows, notes), title, scope, unit)| Table {
        key: String::new(),
        title,
        scope,
        unit,
        columns,
        rows,
        notes,
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (any::<u8>(), spans()).prop_map(|(level, text)| Block::Heading { level, text }),
        spans().prop_map(Block::Paragraph),
        spans().prop_map(Block::Signature),
        any_table().prop_map(Block::Table),
        (text(), text(), any::<(u32, u32)>()).prop_map(|(caption, alt, size_hundredth_mm)| {
            Block::Picture(Picture {
                stem: String::new(),
                caption,
                alt,
                svg: String::new(),
                png: png(),
                size_hundredth_mm,
            })
        }),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let blocks = || prop::collection::vec(block(), 0..4);
    let annex = (text(), blocks()).prop_map(|(title, blocks)| Annex { title, blocks });
    (text(), any::<bool>(), blocks(), prop::collection::vec(annex, 0..3)).prop_map(
        |(title, english, blocks, annexes)| Document {
            title,
            lang: if english { Lang::En } else { Lang::Zh },
            blocks,
            annexes,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_of_the_data_makes_a_part_invalid(document in document()) {
        let bytes = written(&document);
        check(&bytes);
        prop_assert_eq!(written(&document), bytes);
    }

    #[test]
    fn what_a_paragraph_says_is_in_the_part_but_for_what_xml_cannot_hold(spans in spans()) {
        let document = Document { blocks: vec![Block::Paragraph(spans.clone())], ..Document::default() };
        let xml = xml(&unpacked(&written(&document)), "word/document.xml");
        let mut said = String::new();
        let mut reader = Reader::from_str(&xml);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Text(text) => said += &text.xml10_content(),
                Event::GeneralRef(entity) => {
                    said += quick_xml::escape::resolve_predefined_entity(&entity.xml10_content()).expect("an entity");
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let white = |text: &str| text.replace(['\n', '\t', ' '], "");
        prop_assert_eq!(white(&said), white(&xml::clean(&plain(&spans))));
    }
}
