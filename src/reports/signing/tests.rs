//! Sheets of made-up publications, and how much of the page they take.

use super::*;
use crate::findings::{Code, Place};
use crate::job::Decision;
use crate::reports::document::plain;

fn figure(at: usize, is_revised: bool) -> SignedFigure {
    SignedFigure {
        label: format!("指标{at}"),
        id: format!("sales.i{at}@2021-01..2021-07"),
        period: "2021-01..2021-07".parse().expect("a period"),
        display: format!("{at}.25万元"),
        last: Some(("2021-01..2021-06".parse().expect("a period"), "1.2万元".into())),
        change: Some("+3万元".into()),
        is_revised,
    }
}

fn decided(what: &str, reason: &str) -> Decided {
    Decided {
        action: "correct",
        what: what.into(),
        from: "1200".into(),
        to: "120".into(),
        decision: Decision {
            item: "correct 1".into(),
            reason: reason.into(),
            by: "张三".into(),
            date: "2021-08-04".into(),
        },
    }
}

fn found(code: &'static str, count: usize) -> Vec<Finding> {
    let finding = |row: usize| {
        let place = Place::file(&"inbox/杭州/七月.csv".into());
        Finding::new(Code(code), place, row.to_string()).with("column", "数量")
    };
    (0..count).map(finding).collect()
}

fn signing<'a>(figures: Vec<SignedFigure>, findings: &'a [Finding], decided: &'a [Decided]) -> Signing<'a> {
    let mark = |file| Publication { file, date: "2021-08-05", sha256: "0a1b2c3d4e5f" };
    Signing {
        job: "衢州市援疆指挥部",
        period: "2021-01..2021-07".parse().expect("a period"),
        publication: mark("0002-2021-07.json"),
        before: Some(mark("0001-2021-06.json")),
        despite: None,
        figures,
        findings,
        decided,
        lang: Lang::Zh,
    }
}

/// The paragraphs and headings, in order.
fn texts(document: &Document) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(plain(text)),
        _ => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

/// The twips that the page takes at most, counted anew: three lines of title, tables by their rows, texts by their lines.
fn height(document: &Document) -> usize {
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Table(table) if table.rows.len() == 1 && table.columns.len() == 3 => 322 + 1_340 + 20,
        Block::Table(table) => (table.rows.len() + 1) * 322 + 20,
        Block::Paragraph(text) | Block::Heading { text, .. } => 265 * fitting::lines(&plain(text), 360),
        _ => 0,
    });
    3 * 265 + blocks.sum::<usize>()
}

#[test]
fn a_sheet_says_what_is_signed_beside_what_was_published_last() {
    let (findings, decided) = (found("number-unreadable", 3), [decided("inbox/七月.csv 2 quantity", "电话核实")]);
    let document = document(&signing(vec![figure(1, false), figure(2, true)], &findings, &decided));
    let texts = texts(&document);
    assert_eq!(texts[0], "衢州市援疆指挥部　2021年1—7月　公布日期：2021年8月5日");
    assert_eq!(texts[2], "※ 该期间上次公布的数据已被本次数据修订。");
    assert!(texts[3].contains("错误 3 处，警告 0 处"), "{texts:?}");
    assert!(texts[4].starts_with("错误 3 处：") && texts[4].contains("七月.csv 等"), "{texts:?}");
    assert_eq!(texts[6], "更正　inbox/七月.csv 2 quantity：“1200”改为“120”。电话核实（张三，2021-08-04）");
    assert_eq!(
        texts[8..],
        ["本次公布：0002-2021-07.json", "SHA-256：0a1b2c3d4e5f", "上次公布：0001-2021-06.json（2021年8月5日 公布）"]
    );
    let rows = &tables(&document)[0].rows;
    assert_eq!(rows[1].cells[2], Cell::Label("1.2万元 ※".into()));
    let Cell::Number(number) = &rows[0].cells[1] else { panic!("{rows:?}") };
    assert_eq!((&*number.figure, &*number.shown), ("sales.i1@2021-01..2021-07", "1.25万元"));
    let columns: Vec<&str> = tables(&document)[0].columns.iter().map(|column| &*column.heading).collect();
    assert_eq!(columns, ["指标", "本次公布（1—7月）", "上次公布（1—6月）", "比上次"]);
    let headings: Vec<&str> = tables(&document)[1].columns.iter().map(|column| &*column.heading).collect();
    assert_eq!(headings, ["填报", "审核", "签发"]);
}

/// A ledger that runs a month longer says so beside its figures; a long name is cut before its months.
#[test]
fn months_that_are_not_those_of_the_column_stand_beside_the_figure() {
    let mut other = figure(3, false);
    other.period = "2021-01..2021-08".parse().expect("a period");
    other.last = Some(("2021-01..2021-05".parse().expect("a period"), "9个".into()));
    other.label = "很长的指标名称".repeat(9);
    let document = document(&signing(vec![figure(1, false), figure(2, false), other], &[], &[]));
    let row = &tables(&document)[0].rows[2];
    // 13 characters: 5 for （1—8月）, 1 for the mark, 7 of the name.
    assert_eq!(row.cells[0], Cell::Label("很长的指标名称…（1—8月）".into()));
    assert_eq!(row.cells[2], Cell::Label("9个（1—5月）".into()));
}

#[test]
fn nothing_open_and_nothing_before_are_said() {
    let mut first = signing(vec![figure(1, false)], &[], &[]);
    (first.before, first.despite) = (None, Some("附件在路上"));
    let texts = texts(&document(&first));
    assert_eq!(texts.iter().filter(|text| *text == "没有。").count(), 2);
    assert!(texts.contains(&"仍予公布的理由：附件在路上".to_owned()), "{texts:?}");
    assert_eq!(texts.last().map(String::as_str), Some("上次公布：无，这是首次公布。"));
}

/// 30 decisions, 9 codes of findings with 40 places, 60 figures: everything is there or counted.
#[test]
fn what_does_not_fit_is_counted() {
    let long = "一".repeat(10_000);
    let many: Vec<Decided> = (0..30).map(|_| decided(&long, &long)).collect();
    let codes = [
        "number-unreadable",
        "date-unreadable",
        "key-conflict",
        "name-unknown",
        "unit-unknown",
        "month-jump",
        "not-reported",
        "repeated-row",
        "file-unmatched",
    ];
    let findings: Vec<Finding> =
        codes.iter().zip([9, 8, 7, 6, 5, 2, 1, 1, 1]).flat_map(|(code, count)| found(code, count)).collect();
    let mut full = signing((0..60).map(|at| figure(at, true)).collect(), &findings, &many);
    (full.job, full.despite) = (&long, Some(long.as_str()));
    let document = document(&full);
    let texts = texts(&document);
    let counted = |start: &str, end: &str| {
        let line = texts.iter().find(|text| text.starts_with(start) && text.contains(end)).expect(start);
        let digits: Vec<usize> = line.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        digits
    };
    assert_eq!(tables(&document)[0].rows.len() + counted("另有", "项指标")[0], 60);
    let decisions = texts.iter().filter(|text| text.starts_with("更正　")).count();
    assert_eq!(decisions + counted("另有", "corrections.toml")[0], 30);
    let shown: usize = texts
        .iter()
        .filter(|text| text.starts_with("错误 "))
        .map(|text| text.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0))
        .sum();
    let [kinds, rest] = counted("另有", "findings.json")[..] else { panic!("{texts:?}") };
    assert!(shown + rest == 40 && kinds < 9, "{texts:?}");
    assert!(height(&document) <= 14_853 - 2 * 265, "{} {texts:?}", height(&document));
}

/// Whatever the texts are, the page is not overrun.
#[test]
fn no_text_makes_a_second_page() {
    for text in
        ["W".repeat(5_000), "no blank/".repeat(700), "\u{202e}<w:br/>\n\n\t=1+1".repeat(300), "\u{20bb7}".repeat(900)]
    {
        for (figures, decisions) in [(0, 40), (22, 40), (40, 1), (5, 3)] {
            let decided: Vec<Decided> = (0..decisions).map(|_| decided(&text, &text)).collect();
            let findings =
                vec![Finding::new(Code("number-unreadable"), Place::file(&text.as_str().into()), text.as_str()); 5];
            let mut figures: Vec<SignedFigure> = (0..figures).map(|at| figure(at, at % 2 == 0)).collect();
            for figure in &mut figures {
                (figure.label, figure.display, figure.change) = (text.clone(), text.clone(), Some(text.clone()));
            }
            let document = document(&signing(figures, &findings, &decided));
            assert!(height(&document) <= 14_853 - 2 * 265, "{}", height(&document));
            assert!(!signing_docx(&signing(Vec::new(), &findings, &decided)).is_empty());
        }
    }
}

/// The lengths that `room` counts with are those of the style: 262 mm are 14,853 twips, and 56 lines of them 265 each.
#[test]
fn the_style_has_the_lengths_that_are_counted_with() {
    let page = look().page;
    assert_eq!((page.text_height * 1440 / 2540, page.lines), (14_853, 56));
    assert_eq!(14_853 / page.lines, 265);
    // 172 mm are 487 points: 46 characters of 10.5 points; less 24 beside the cells of a row, 51 of 9 points.
    assert_eq!((page.text_width, page.characters, room::LINE / fitting::WHOLE), (17_200, 46, 45));
    assert_eq!(room::COLUMNS.iter().sum::<usize>() / fitting::WHOLE, 50);
    assert_eq!((look().table.half_points * 35 / 2, look().body.half_points), (315, 21));
}
