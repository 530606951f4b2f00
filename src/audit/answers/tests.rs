//! One small audit in every form, and a hostile one.

use std::sync::Arc;

use super::*;
use crate::audit::verdict::{Aside, By, Claim, Lint, Operand, Relation, RelationKind, Span, Verdict};
use crate::findings::{Code, Phrase, Place};
use crate::words::Lang;

const TEXT: &str = "7月通报\n产业8371万元,民生1.2万元,\u{2028}占29.46%。=8人";

fn phrase(value: &str) -> Phrase {
    Phrase { key: "note-no-records", values: vec![("period", value.to_owned())] }
}

fn find(text: &str, part: &str) -> Span {
    let byte = text.find(part).expect("a part of the text");
    let start = text[..byte].chars().count();
    Span { start, end: start + part.chars().count() }
}

fn claim(part: &str, verdict: Verdict, by: By) -> Claim {
    Claim {
        text: part.to_owned(),
        at: find(TEXT, part),
        value: "83710000".to_owned(),
        unit: "元".to_owned(),
        indicator: None,
        period: Some("2021".to_owned()),
        verdict,
        by,
        figure: (by == By::Figure).then(|| "funds.amount@2021".to_owned()),
        stale_of: None,
        reason: phrase("R"),
    }
}

fn aside(part: &str) -> Aside {
    Aside { text: part.to_owned(), at: find(TEXT, part), why: phrase(part) }
}

fn example() -> Audit {
    let operand = |part: &str| Operand { text: part.to_owned(), at: find(TEXT, part) };
    Audit {
        claims: vec![
            claim("8371万元", Verdict::Confirmed, By::Figure),
            claim("29.46%", Verdict::Contradicted, By::Relation),
        ],
        relations: vec![Relation {
            kind: RelationKind::Share,
            claim: "29.46%".to_owned(),
            claim_at: find(TEXT, "29.46%"),
            operands: vec![operand("8371万元"), operand("1.2万元")],
            computed: "29.99%".to_owned(),
            interval: ("29.98%".to_owned(), "30%".to_owned()),
            holds: false,
            slip: Some(Phrase { key: "slip.sign", values: Vec::new() }),
            reason: phrase("S"),
        }],
        not_claims: vec![aside("7月")],
        not_checkable: vec![aside("1.2万元"), aside("=8人")],
        lints: vec![Lint { code: "a-lint", text: "产业".to_owned(), at: find(TEXT, "产业"), message: phrase("L") }],
    }
}

fn unreadable() -> Finding {
    Finding::new(Code("notice-is-pdf"), Place::file(&Arc::from("通报.pdf")), "PDF")
}

#[test]
fn json_has_the_keys_of_the_contract_in_their_order() {
    let audit = example();
    let line = json_line(&Reply { notice: "a\u{85}.txt", outcome: Outcome::Audited(TEXT, &audit) }, Lang::En);
    let expected = concat!(
        r#"{"notice":"a\u0085.txt","numbers":5,"claims":["#,
        r#"{"text":"8371万元","at":{"start":7,"end":13},"value":"83710000","unit":"元","indicator":null,"period":"2021","#,
        r#""verdict":"confirmed","by":"figure","reason":"no records in R","figure":"funds.amount@2021"},"#,
        r#"{"text":"29.46%","at":{"start":24,"end":30},"value":"83710000","unit":"元","indicator":null,"period":"2021","#,
        r#""verdict":"contradicted","by":"relation","reason":"no records in R"}],"#,
        r#""relations":[{"kind":"share","claim":"29.46%","claim_at":{"start":24,"end":30},"#,
        r#""operands":["8371万元","1.2万元"],"operands_at":[{"start":7,"end":13},{"start":16,"end":21}],"#,
        r#""computed":"29.99%","interval":["29.98%","30%"],"verdict":"fails","slip":"the sign may be wrong","#,
        r#""reason":"no records in S"}],"#,
        r#""not_claims":[{"text":"7月","at":{"start":0,"end":2},"why":"no records in 7月"}],"#,
        r#""not_checkable":[{"text":"1.2万元","at":{"start":16,"end":21},"why":"no records in 1.2万元"},"#,
        r#"{"text":"=8人","at":{"start":31,"end":34},"why":"no records in =8人"}],"#,
        r#""lints":[{"code":"a-lint","text":"产业","at":{"start":5,"end":7},"message":"no records in L"}]}"#,
        "\n"
    );
    assert_eq!(line, expected);
    let finding = unreadable();
    let line = json_line(&Reply { notice: "通报.pdf", outcome: Outcome::Unread(&finding) }, Lang::Zh);
    let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!((&value["notice"], &value["code"]), (&"通报.pdf".into(), &"notice-is-pdf".into()));
    assert!(value["error"].as_str().is_some_and(|error| error.contains("版式文件（PDF）") && error.contains("索取")));
}

#[test]
fn csv_has_a_row_for_each_numeral_and_no_formula() {
    let audit = example();
    let finding = unreadable();
    let mut bytes = csv_opening();
    bytes.extend(csv_rows(&Reply { notice: "a.txt", outcome: Outcome::Audited(TEXT, &audit) }, Lang::En));
    bytes.extend(csv_rows(&Reply { notice: "b.pdf", outcome: Outcome::Unread(&finding) }, Lang::En));
    let csv = String::from_utf8(bytes).expect("UTF-8");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}notice,line,column,start,end,text,"));
    assert_eq!(lines[1], "a.txt,1,1,0,2,7月,,,not_claims,,,,,,no records in 7月");
    let confirmed = "a.txt,2,3,7,13,8371万元,83710000,元,claims,confirmed,figure,,2021,funds.amount@2021,";
    assert!(lines[2].starts_with(confirmed), "{}", lines[2]);
    assert!(lines[5].starts_with("a.txt,2,27,31,34,'=8人,,,not_checkable"), "{}", lines[5]);
    assert!(lines[6].starts_with("b.pdf,,,,,,,,notice-is-pdf,,,,,,"), "{}", lines[6]);
    assert_eq!(lines.len(), 8);
}

#[test]
fn words_begin_with_what_is_contradicted_and_leave_nothing_out() {
    let audit = example();
    let reply = Reply { notice: "通报.txt", outcome: Outcome::Audited(TEXT, &audit) };
    let said = words(&reply, Manner { lang: Lang::Zh, color: false });
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "通报.txt");
    assert_eq!(lines[1], "数字 5 处：相符 1，不符 1，无法核对 2，非数据 1；勾稽关系：成立 0，不成立 1");
    assert_eq!(lines[3], "不符之处");
    assert_eq!(lines[4], "  通报.txt:2:20  占比 不成立");
    assert_eq!(lines[5], "    产业8371万元,民生1.2万元,\u{fffd}占29.46%。");
    assert_eq!(lines[6], "        ~~~~~~~~     ~~~~~~~    ^^^^^^");
    assert_eq!(lines[7], "    印作 29.46%；由 8371万元（2:3）、1.2万元（2:12） 算得 29.99%，容许 29.98% 至 30%");
    for text in ["行文提示", "相符 1", "2:3 8371万元", "无法核对 2", "2:27 =8人", "非数据 1", "1:1 7月", "正负号"]
    {
        assert!(said.contains(text), "{text}\n{said}");
    }
    let finding = unreadable();
    let said =
        words(&Reply { notice: "b.pdf", outcome: Outcome::Unread(&finding) }, Manner { lang: Lang::Zh, color: false });
    assert!(said.starts_with("b.pdf\n无法读取 这是版式文件"));
}

#[test]
fn colour_takes_the_place_of_the_line_of_marks() {
    let audit = example();
    let reply = Reply { notice: "a", outcome: Outcome::Audited(TEXT, &audit) };
    let said = words(&reply, Manner { lang: Lang::En, color: true });
    assert!(said.contains("\u{1b}[1;4;31m29.46%\u{1b}[0m") && said.contains("\u{1b}[4;36m8371万元\u{1b}[0m"));
    assert!(!said.contains("^^^"));
}

#[test]
fn the_page_marks_every_numeral_and_stands_alone() {
    let audit = example();
    let page = page(&[Reply { notice: "a<b>.txt", outcome: Outcome::Audited(TEXT, &audit) }], Lang::Zh);
    for text in [
        "<h1>a&lt;b&gt;.txt</h1>",
        "<span class=\"n no fails\" data-tip=\"不符 · R 没有记录\" id=\"m1-4\" tabindex=\"0\" aria-describedby=\"t1-4\" data-ref=\"4\">29.46%</span>",
        "<span class=\"lint\">产业</span>",
        "<a href=\"#m1-4\">29.46%</a>",
        "<li id=\"t1-5\">",
        "<b>29.46%</b>",
        "<u>8371万元</u>",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    for text in ["<script", "http:", "https:", "url(", "@import", "\u{2028}"] {
        assert!(!page.contains(text), "{text}");
    }
}

#[test]
fn a_page_can_be_read_as_a_notice() {
    let text = "表\n城市\t金额\n杭州\t8371万元\n末";
    let page = page(&[Reply { notice: "a", outcome: Outcome::Audited(text, &Audit::default()) }], Lang::Zh);
    let read = crate::notices::read_from(page.as_bytes(), "html").expect("a page").text;
    assert!(read.contains(&format!("\n{text}\n")), "{read}");
}

#[test]
fn several_notices_are_one_page_with_a_list() {
    let (audit, finding) = (example(), unreadable());
    let replies = [
        Reply { notice: "a", outcome: Outcome::Audited(TEXT, &audit) },
        Reply { notice: "b", outcome: Outcome::Unread(&finding) },
    ];
    let page = page(&replies, Lang::En);
    assert!(page.contains("Audit of 2 notices") && page.contains("<a href=\"#n2\">b</a>"));
    assert!(page.contains("id=\"m1-4\"") && page.contains("cannot be read"));
}

#[test]
fn hostile_texts_and_places_beyond_the_text_do_no_harm() {
    let mut audit = example();
    let name = "\u{1b}[2J\u{202e}\"'<script>";
    audit.claims[0].text = "\u{1b}]0;x\u{7}<b>\"".to_owned();
    audit.claims[1].at = Span { start: 4, end: 9_999 };
    audit.relations[0].claim_at = Span { start: 9_000, end: 3 };
    audit.relations[0].claim = "\u{1b}[31m".to_owned();
    audit.not_checkable[0].at = Span { start: 0, end: 30 };
    audit.lints[0].text = "\r\n\u{1b}".to_owned();
    let text = "\u{1b}[31m<script>alert(1)</script>\u{9b}\t\t\n\t\t\n";
    let reply = Reply { notice: name, outcome: Outcome::Audited(text, &audit) };
    for color in [false, true] {
        let said =
            words(&reply, Manner { lang: Lang::Zh, color }).replace("\u{1b}[", if color { "" } else { "\u{1b}[" });
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\r', '\u{7}']), "{said:?}");
    }
    let page = page(&[reply], Lang::Zh);
    assert!(!page.contains("<script") && !page.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}']));
    assert!(json_line(&reply, Lang::Zh).ends_with("}\n"));
    assert!(!csv_rows(&reply, Lang::Zh).is_empty());
}

#[test]
fn a_long_line_of_many_numbers_takes_no_time_to_speak_of() {
    let text = "1吨，".repeat(100_000);
    let asides = (0..100_000).map(|at| Aside {
        text: "1吨".to_owned(),
        at: Span { start: at * 3, end: at * 3 + 2 },
        why: phrase("R"),
    });
    let audit = Audit { not_checkable: asides.collect(), ..Audit::default() };
    let reply = Reply { notice: "a", outcome: Outcome::Audited(&text, &audit) };
    assert!(words(&reply, Manner { lang: Lang::Zh, color: false }).len() > text.len());
    assert!(page(&[reply], Lang::Zh).len() > text.len());
    assert!(csv_rows(&reply, Lang::Zh).len() > text.len());
}
