//! A paper written for Word, part by part against the files in `tests/docx`, and read back: the figures that went in are
//! the marks that come out.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use market_aid::notices::{self, Notice};
use market_aid::reports::document::{
    Annex, Block, Cell, Column, Document, Number, NumberForm, Row, RowRole, Span, Table,
};
use market_aid::reports::docx::{Style, docx};
use market_aid::words::Lang;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Where the parts stand as files.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx")
}

fn words(text: &str) -> Span {
    Span::Words(text.to_owned())
}

fn figure(id: &str, text: &str) -> Span {
    Span::Figure { id: id.to_owned(), text: text.to_owned() }
}

/// An id that is longer than a tag may be.
fn long_id() -> String {
    format!(
        "sales.weight[store={}]@2021-01..2021-07",
        "衢州市柯城区新疆名特优农产品展示展销中心旗舰店（运营）".repeat(2)
    )
}

fn table() -> Table {
    let column = |heading: &str, unit: Option<&str>, form| Column {
        heading: heading.to_owned(),
        unit: unit.map(str::to_owned),
        form,
    };
    let row = |role, label: &str, id: &str, shown: &str| {
        let number = Number { figure: id.to_owned(), shown: shown.to_owned(), decimals: 2, exact: shown.to_owned() };
        Row { role, cells: vec![Cell::Label(label.to_owned()), Cell::Number(number)] }
    };
    Table {
        key: String::from("sales-by-city"),
        title: String::from("各市销售情况"),
        scope: String::from("2021年1-7月"),
        unit: None,
        columns: vec![column("城市", None, None), column("销售量", Some("吨"), Some(NumberForm::Additive))],
        rows: vec![
            row(RowRole::Body, "杭州", "sales.weight[city=杭州]@2021-01..2021-07", "301.64"),
            row(RowRole::Body, "宁波", "sales.weight[city=宁波]@2021-01..2021-07", "-8.9"),
            row(RowRole::Total, "合计", "sales.weight@2021-01..2021-07", "292.74"),
        ],
        notes: vec![String::from("不含试销。")],
    }
}

fn paper() -> Document {
    Document {
        title: String::from("关于销售情况的通报"),
        lang: Lang::Zh,
        blocks: vec![
            Block::Heading { level: 1, text: vec![words("一、销售")] },
            Block::Paragraph(vec![
                words("累计销售"),
                figure("sales.weight@2021-01..2021-07", "292.74吨"),
                words("，"),
                figure("sales.weight.yoy@2021-01..2021-07", "同比下降8.92%"),
                words("；旗舰店"),
                figure(&long_id(), "12吨"),
                words("。"),
            ]),
            Block::Signature(vec![words("援疆指挥部")]),
            Block::Signature(vec![words("2021年8月5日")]),
        ],
        annexes: vec![Annex { title: String::from("各市销售情况"), blocks: vec![Block::Table(table())] }],
    }
}

fn written() -> Vec<u8> {
    docx(&paper(), &Style::default())
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).expect("an entry").name().expect("a name").to_string())
        .collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("an entry").read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

/// The name of a part's file.
fn file(part: &str) -> PathBuf {
    folder().join(part.replace('/', "+"))
}

#[test]
fn the_parts_are_those_that_stand_as_files() {
    let parts = parts(&written());
    for (name, bytes) in &parts {
        let expected = fs::read(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("><", ">\n<");
        assert!(text(bytes) == text(&expected), "{name} is not as in tests/docx");
    }
    assert_eq!(fs::read_dir(folder()).expect("tests/docx").count(), parts.len(), "a file for each part");
}

#[test]
#[ignore = "writes tests/docx anew"]
fn write_the_parts() {
    for old in fs::read_dir(folder()).expect("tests/docx") {
        fs::remove_file(old.expect("a file").path()).expect("a file can be removed");
    }
    for (name, bytes) in parts(&written()) {
        fs::write(file(&name), bytes).expect("a file can be written");
    }
}

fn read(bytes: &[u8]) -> Notice {
    notices::read_from(bytes, "docx").expect("a notice")
}

fn marked(notice: &Notice) -> Vec<(String, String)> {
    notice.marked().map(|(mark, text)| (mark.id.to_string(), text.to_owned())).collect()
}

/// The figures of the paper in their order, with what is printed.
fn figures() -> Vec<(String, String)> {
    let long = long_id();
    let figures = [
        ("sales.weight@2021-01..2021-07", "292.74吨"),
        ("sales.weight.yoy@2021-01..2021-07", "同比下降8.92%"),
        (long.as_str(), "12吨"),
        ("sales.weight[city=杭州]@2021-01..2021-07", "301.64"),
        ("sales.weight[city=宁波]@2021-01..2021-07", "-8.9"),
        ("sales.weight@2021-01..2021-07", "292.74"),
    ];
    figures.map(|(id, text)| (id.to_owned(), text.to_owned())).to_vec()
}

/// The same document with its body changed by hand.
fn edited(change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(&written()) {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry");
        let text = if name == "word/document.xml" {
            change(&String::from_utf8(bytes).expect("UTF-8")).into_bytes()
        } else {
            bytes
        };
        writer.write_all(&text).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn a_paper_says_what_its_document_says() {
    let expected = "关于销售情况的通报\n一、销售\n累计销售292.74吨，同比下降8.92%；旗舰店12吨。\n附件：各市销售情况\n\
                    援疆指挥部\n2021年8月5日\n附件\n各市销售情况\n2021年1-7月\n城市\t销售量（吨）\n杭州\t301.64\n宁波\t-8.9\n\
                    合计\t292.74\n注：不含试销。\n";
    assert_eq!(read(&written()).text, expected);
}

#[test]
fn the_figures_that_went_in_come_out_with_their_ids() {
    assert_eq!(marked(&read(&written())), figures());
}

#[test]
fn a_number_that_was_edited_keeps_its_id() {
    let notice = read(&edited(|xml| xml.replace(">292.74吨<", ">299.99吨<")));
    let mut expected = figures();
    expected[0].1 = String::from("299.99吨");
    assert_eq!(marked(&notice), expected);
}

#[test]
fn ids_outlive_the_loss_of_tags_or_of_bookmarks() {
    let without = |element: &str| {
        let element = element.to_owned();
        move |xml: &str| {
            let mut pieces = xml.split(element.as_str());
            let first = pieces.next().unwrap_or_default().to_owned();
            pieces.fold(first, |kept, piece| kept + piece.split_once("/>").map_or("", |(_, behind)| behind))
        }
    };
    assert_eq!(marked(&read(&edited(without("<w:tag ")))), figures());
    let no_bookmarks = |xml: &str| without("<w:bookmarkEnd ")(&without("<w:bookmarkStart ")(xml));
    assert_eq!(marked(&read(&edited(no_bookmarks))), figures());
}
