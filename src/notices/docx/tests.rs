//! Documents made by hand, whole and damaged, and the text that is read from them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(content.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn document(namespace: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{namespace}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:v\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>{body}</w:body></w:document>"
    )
}

fn of_body(body: &str) -> Notice {
    read(&archive(&[("word/document.xml", &document(W, body))])).expect("a document")
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes).expect_err("no document").code.0
}

fn code_of_xml(xml: &str) -> &'static str {
    code(&archive(&[("word/document.xml", xml)]))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

#[test]
fn paragraphs_are_lines() {
    let cases = [
        (paragraph("一") + "<w:p/>" + &paragraph("二"), "一\n\n二\n"),
        (format!("<w:p>{}{}</w:p>", run("8371"), run("万元")), "8371万元\n"),
        (paragraph(" 1 "), "1\n"),
        ("<w:p><w:r><w:t xml:space=\"preserve\"> 1\n2 </w:t></w:r></w:p>".to_owned(), " 1 2 \n"),
        ("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t><w:softHyphen/><w:t>5</w:t></w:r></w:p>".to_owned(), "1\t2\n3-45\n"),
        ("<w:p><w:r><w:t>&lt;1&#x4e07;&amp;<![CDATA[<2>]]></w:t></w:r></w:p>".to_owned(), "<1万&<2>\n"),
        ("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F031\"/></w:r></w:p>".to_owned(), "\u{f031}\n"),
        (format!("<w:sdt><w:sdtPr><w:tag w:val=\"9\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph("1")), "1\n"),
        ("<w:p><m:oMath><m:r><m:t>1+2</m:t></m:r></m:oMath></w:p>".to_owned(), "1+2\n"),
        (format!("<w:p><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:p>", run("9"), run("1")), "1\n"),
    ];
    for (body, text) in cases {
        assert_eq!(of_body(&body).text, text, "{body}");
    }
}

#[test]
fn deleted_text_and_instructions_are_left_out_and_results_kept() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = mark("begin")
        + "<w:r><w:instrText>PAGE 9</w:instrText></w:r>"
        + &run("9")
        + &mark("separate")
        + &run("1")
        + &mark("end");
    let cases = [
        (format!("<w:p>{field}{}</w:p>", run("2")), "12\n"),
        (format!("<w:p>{}{field}{}</w:p>", mark("begin"), mark("end") + &run("2")), "2\n"),
        (format!("<w:p><w:fldSimple w:instr=\"9\">{}</w:fldSimple></w:p>", run("1")), "1\n"),
        (
            format!(
                "<w:p><w:del>{}<w:r><w:delText>9</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>",
                run("9"),
                run("1")
            ),
            "1\n",
        ),
        (format!("<w:p><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>", run("9"), run("1")), "1\n"),
        (format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}", run("1"), paragraph("2")), "12\n"),
        (
            format!(
                "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                paragraph("9"),
                paragraph("1")
            ),
            "1\n",
        ),
    ];
    for (body, text) in cases {
        assert_eq!(of_body(&body).text, text, "{body}");
    }
}

#[test]
fn tables_boxes_and_alternatives() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let table =
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("城市"), cell("金额"), cell(""), cell("1"));
    assert_eq!(of_body(&(paragraph("表") + &table + &paragraph("后"))).text, "表\n城市\t金额\n\t1\n后\n");
    let held = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let both = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Choice>{}</mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        run("前"),
        held("框1"),
        held("9"),
        held("框1"),
        run("后")
    );
    assert_eq!(of_body(&both).text, "前后\n框1\n");
    let only = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        held("1")
    );
    assert_eq!(of_body(&only).text, "\n1\n");
}

#[test]
fn notes_follow_and_parts_are_found_by_their_links() {
    let rels = |links: &[(&str, &str)]| {
        let links: String = links
            .iter()
            .map(|(kind, target)| format!("<Relationship Type=\"http://x/{kind}\" Target=\"{target}\"/>"))
            .collect();
        format!("<Relationships>{links}</Relationships>")
    };
    let notes = format!(
        "<w:footnotes xmlns:w=\"{STRICT}\"><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        paragraph("9"),
        paragraph("注1")
    );
    let bytes = archive(&[
        ("_rels/.rels", &rels(&[("officeDocument", "/word/document2.xml")])),
        (
            "word/_rels/document2.xml.rels",
            &rels(&[("footnotes", "../word/n.xml"), ("endnotes", "missing.xml"), ("header", "h.xml")]),
        ),
        ("word/document2.xml", &document(STRICT, &paragraph("文"))),
        ("word/n.xml", &notes),
        ("word/h.xml", &document(STRICT, &paragraph("9"))),
        ("word/document.xml", &document(W, &paragraph("9"))),
    ]);
    assert_eq!(read(&bytes).expect("a document").text, "文\n注1\n");
    let utf16: String = document(W, &paragraph("文"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("an entry");
    writer.write_all(b"\xff\xfe").expect("a mark");
    writer.write_all(&utf16.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).expect("content");
    let bytes = writer.finish().expect("an archive").into_inner();
    assert_eq!(read(&bytes).expect("a document").text, "文\n");
}

#[test]
fn what_a_reader_should_know_is_remarked() {
    let codes = |body: &str| of_body(body).remarks.iter().map(|code| code.0).collect::<Vec<_>>();
    let hidden = |property: &str| format!("<w:p><w:r><w:rPr>{property}</w:rPr><w:t>1</w:t></w:r></w:p>");
    assert_eq!(codes(&hidden("<w:vanish/>")), ["notice-hidden-text"]);
    assert_eq!(of_body(&hidden("<w:vanish/>")).text, "1\n");
    assert!(codes(&hidden("<w:vanish w:val=\"0\"/>")).is_empty());
    assert_eq!(
        codes(&format!("<w:p><w:ins>{}</w:ins><v:imagedata/></w:p>", run("1"))),
        ["notice-embedded-left-out", "notice-tracked-changes"]
    );
}

#[test]
fn what_is_no_sound_document_has_its_code() {
    for (part, expected) in [
        ("xl/workbook.xml", "notice-is-workbook"),
        ("ppt/presentation.xml", "notice-format-unsupported"),
        ("OFD.xml", "notice-is-pdf"),
        ("content.xml", "notice-format-unsupported"),
        ("a.txt", "notice-format-unsupported"),
        ("word/other.xml", "notice-damaged"),
    ] {
        assert_eq!(code(&archive(&[(part, "<a/>")])), expected, "{part}");
    }
    let whole = document(W, &paragraph("1"));
    let field = document(W, "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>");
    let bomb = "<!DOCTYPE a [<!ENTITY b \"9\">]>".to_owned() + whole.split_once("?>").map_or("", |(_, rest)| rest);
    for xml in
        [&whole[..whole.len() - 9], &whole.replace("</w:p>", "</w:q>"), &whole.replace('1', "&lol;"), &field, &bomb]
    {
        assert_eq!(code_of_xml(xml), "notice-damaged", "{xml}");
    }
    assert_eq!(code_of_xml(&document(W, &("<w:x>".repeat(2000) + &"</w:x>".repeat(2000)))), "notice-nested-too-deep");
    assert_eq!(
        code_of_xml(&document(W, &("<w:tbl><w:tr><w:tc>".repeat(80) + &"</w:tc></w:tr></w:tbl>".repeat(80)))),
        "notice-nested-too-deep"
    );
    assert_eq!(code_of_xml(&" ".repeat((32 << 20) + 1)), "notice-unpacks-too-large");
    let many: Vec<(String, &str)> = (0..10_001).map(|at| (at.to_string(), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert_eq!(code(&archive(&many)), "notice-unpacks-too-large");
    let mut locked = archive(&[("word/document.xml", &whole)]);
    for at in memchr::memmem::find_iter(&locked.clone(), b"PK\x01\x02") {
        locked[at + 8] |= 1;
    }
    locked[6] |= 1;
    assert_eq!(code(&locked), "notice-encrypted");
}

/// A small generator of numbers that look random, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    /// The same bytes with a few of them changed, cut out, doubled or moved.
    fn mutated(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        for _ in 0..=self.below(4) {
            if changed.len() < 4 {
                break;
            }
            let at = self.below(changed.len() - 1);
            let end = (at + 1 + self.below(40)).min(changed.len());
            match self.below(5) {
                0 => changed[at] = u8::try_from(self.below(256)).expect("a byte"),
                1 => changed[at] ^= 1 << self.below(8),
                2 => drop(changed.drain(at..end)),
                3 => {
                    let piece = changed[at..end].to_vec();
                    let to = self.below(changed.len());
                    changed.splice(to..to, piece);
                }
                _ => changed.truncate(at + 1),
            }
        }
        changed
    }
}

#[test]
fn damage_of_any_kind_is_an_error_or_a_text() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("1"), paragraph("2"));
    let marked = control("fig=a%20;", &bookmark("_fig1_1", &run("3")));
    let body =
        paragraph("甲&amp;乙") + &table + &marked + "<w:p><w:del><w:r><w:t>9</w:t></w:r></w:del><w:txbxContent/></w:p>";
    let xml = document(W, &body);
    let (whole, mut chance) = (archive(&[("word/document.xml", &xml)]), Chance(20_211_110));
    let page =
        "<meta charset=utf-8><p hidden>9</p><table><tr><td>1<td><pre>\n2</table><script>9</script>&yen;&#x4e07;甲";
    for _ in 0..3000 {
        let _ = super::super::read_from(&*chance.mutated(&whole), "docx");
        let _ = super::super::read_from(&*chance.mutated(page.as_bytes()), "html");
        if let Ok(xml) = String::from_utf8(chance.mutated(xml.as_bytes())) {
            let _ = story::read(&xml, &Figures::default());
        }
    }
}

#[test]
fn time_grows_with_the_document_alone() {
    let many = paragraph("1").repeat(100_000) + &"<w:r xmlns:a=\"b\"><w:tab/></w:r>".repeat(100_000);
    assert_eq!(of_body(&many).text.len(), 300_000);
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=\"\"")).collect();
    assert_eq!(of_body(&format!("<w:p{attributes}><w:r><w:t>1</w:t></w:r></w:p>")).text, "1\n");
}

/// The marks of a document with this body, and with this part of ids.
fn marked(body: &str, part: &str) -> Vec<(String, String)> {
    let links =
        "<Relationships><Relationship Type=\"http://x/customXml\" Target=\"../customXml/item9.xml\"/></Relationships>";
    let document = document(W, body);
    let bytes = archive(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", links),
        ("customXml/item9.xml", part),
    ]);
    let notice = read(&bytes).expect("a document");
    notice.marked().map(|(mark, text)| (mark.id.to_string(), text.to_owned())).collect()
}

fn control(tag: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

fn bookmark(name: &str, content: &str) -> String {
    format!("<w:bookmarkStart w:id=\"3\" w:name=\"{name}\"/>{content}<w:bookmarkEnd w:id=\"3\"/>")
}

const IDS: &str =
    "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"one\"/><figure n=\"2\" id=\"two\"/></figures>";

#[test]
fn figures_are_marked_where_they_stand() {
    let one = |text: &str| vec![("one".to_owned(), text.to_owned())];
    let cell = |content: &str| format!("<w:tc><w:p>{content}</w:p></w:tc>");
    let plain = |content: &str| format!("<w:p>{}{content}{}</w:p>", run("销售"), run("，"));
    let row = |cells: &str| format!("<w:tbl><w:tr>{}{cells}</w:tr></w:tbl>", cell(&run("杭州")));
    let cases = [
        (plain(&control("fig=one", &run("3吨"))), one("3吨")),
        (plain(&control("fig#1", &run("3吨"))), one("3吨")),
        (plain(&bookmark("_fig1_7", &run("3吨"))), one("3吨")),
        // Both at once are one; what was typed behind the bookmark still stands in the control.
        (plain(&control("fig=one", &(bookmark("_fig1_7", &run("3")) + &run("1吨")))), one("31吨")),
        (plain(&control("other", &control("fig=one", &run("3吨")))), one("3吨")),
        (
            plain(&control(
                "fig=one",
                "<w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins>",
            )),
            one("3"),
        ),
        (row(&cell(&control("fig=one", &run("3")))), one("3")),
        (row(&control("fig=one", &cell(&run("3")))), one("3")),
        (control("fig=one", &paragraph("3")), one("3")),
        (control("fig=one", &row("")), one("杭州")),
        (plain(&control("fig#3", &run("3吨"))), vec![]),
        (plain(&control("fig=one", "")), vec![]),
        (plain(&bookmark("_fig1", &run("3吨"))), vec![]),
        (
            plain(
                "<w:sdt><w:sdtPr><w:tag w:val=\"fig=one\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>3</w:t></w:r></w:sdtContent></w:sdt>",
            ),
            vec![],
        ),
        (
            plain("<w:sdt><w:tag w:val=\"fig=one\"/><w:sdtContent><w:r><w:t>3</w:t></w:r></w:sdtContent></w:sdt>"),
            vec![],
        ),
        (
            plain(&(control("fig=one", &run("3")) + &control("fig=two", &run("4")))),
            vec![("one".to_owned(), "3".to_owned()), ("two".to_owned(), "4".to_owned())],
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(marked(&body, IDS), expected, "{body}");
    }
}

#[test]
fn what_a_document_sets_apart_is_left_out_and_said() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("1200"));
    let body = paragraph("1") + &control("aside", &table) + &paragraph("2") + &control("asides", &paragraph("3"));
    let notice = of_body(&body);
    assert_eq!(notice.text, "1\n2\n3\n");
    assert_eq!(notice.remarks, [crate::findings::Code("notice-aside-left-out")]);
}

#[test]
fn a_part_of_ids_that_is_damaged_or_huge_keeps_nothing_from_being_read() {
    let body = paragraph("1") + &format!("<w:p>{}</w:p>", control("fig#1", &run("2")));
    let huge = " ".repeat((32 << 20) + 1);
    for part in ["", "<figures", "<!DOCTYPE a><a/>", &huge] {
        assert!(marked(&body, part).is_empty());
    }
    // A long id that many controls point to is kept once.
    let long = format!(
        "<figures xmlns=\"urn:market-aid:figures:1\"><figure n=\"1\" id=\"{}\"/></figures>",
        "n".repeat(60_000)
    );
    let many = format!("<w:p>{}</w:p>", control("fig#1", &run("2"))).repeat(20_000);
    let bytes = archive(&[
        ("word/document.xml", &document(W, &many)),
        ("word/_rels/document.xml.rels", "<R><L Type=\"/customXml\" Target=\"/c.xml\"/></R>"),
        ("c.xml", &long),
    ]);
    let marks = read(&bytes).expect("a document").marks;
    assert_eq!(marks.len(), 20_000);
    assert!(marks.iter().all(|mark| std::sync::Arc::ptr_eq(&mark.id, &marks[0].id)));
}
