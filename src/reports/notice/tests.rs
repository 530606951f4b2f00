//! What the notice says of figures made up for it, word by word.

use super::*;
use crate::calendar::Month;
use crate::exact::{MeasureUnit, Ratio};
use crate::figures::{Comparison, Figure, FigureId, Note, Quantity, Span};

/// A notice as `notice.md` has it.
fn text_of(notice: &Notice) -> String {
    crate::reports::markdown::markdown(&notice.document)
}

const JULY: &str = "2021-01..2021-07";

/// A figure made by hand: `display` is what it prints, `value` what figures.json would hold.
fn figure(id: &str, quantity: Option<Quantity>, display: &str, note: Option<Note>) -> Figure {
    let id: FigureId = id.parse().expect("an id");
    let is_points = id.comparison == Some(Comparison::Ahead) || display.ends_with("个百分点");
    Figure {
        value: quantity.as_ref().map(|_| display.to_owned()),
        id,
        quantity,
        exact: None,
        unit: if is_points { "个百分点".to_owned() } else { String::new() },
        display: display.to_owned(),
        records: 1,
        note,
    }
}

fn amount(id: &str, value: i128, display: &str) -> Figure {
    figure(id, Some(Quantity::Amount(value, MeasureUnit::Weight)), display, None)
}

fn ratio(id: &str, numerator: i128, display: &str) -> Figure {
    figure(id, Ratio::new(numerator, 10_000).map(Quantity::Ratio), display, None)
}

fn figures(all: Vec<Figure>) -> Figures {
    let mut figures = Figures::new(Lang::Zh);
    let month = |m| Month::new(2021, m).expect("a month");
    figures.cover("sales", Span { first: month(1), through: month(7) });
    all.into_iter().for_each(|figure| figures.insert(figure));
    figures
}

fn sales() -> Figures {
    figures(vec![
        amount(&format!("sales.weight@{JULY}"), 2_701_640, "2701.64吨"),
        amount(&format!("sales.revenue@{JULY}"), 59_403_200, "5940.32万元"),
        amount("sales.weight@2021-07", 400_000, "400吨"),
        amount("sales.revenue@2021-07", 8_000_000, "800万元"),
        ratio(&format!("sales.weight.yoy@{JULY}"), -892, "-8.92%"),
        ratio(&format!("sales.revenue.yoy@{JULY}"), 1512, "15.12%"),
        ratio("sales.weight.mom@2021-07", 0, "0%"),
        figure("sales.weight.yoy@2021-07", None, "—", Some(Note::BaseZero)),
        ratio(&format!("sales.revenue.completion@{JULY}"), 5940, "59.4%"),
        ratio(&format!("sales.revenue.ahead@{JULY}"), 107, "1.07个百分点"),
        amount(&format!("sales.weight[city=宁波]@{JULY}"), 280_000, "280吨"),
        amount(&format!("sales.weight[city=杭州]@{JULY}"), 301_640, "301.64吨"),
        amount(&format!("sales.weight[city=温州]@{JULY}"), 0, "0吨"),
        amount(&format!("sales.weight[city=未注明]@{JULY}"), 999_999, "1000吨"),
        amount(&format!("sales.weight[product=红枣]@{JULY}"), 5, "5吨"),
        amount(&format!("sales.revenue[channel=线上]@{JULY}"), 9, "900万元"),
        amount(&format!("sales.revenue[channel=门店]@{JULY}"), 12, "1200万元"),
        ratio(&format!("sales.revenue.share[channel=线上]@{JULY}"), 4286, "42.86%"),
        ratio(&format!("sales.revenue.share[channel=门店]@{JULY}"), 5714, "57.14%"),
    ])
}

fn settings() -> NoticeSettings {
    NoticeSettings {
        job: "试验指挥部".to_owned(),
        date: Some("2021-08-05".to_owned()),
        revisions: Vec::new(),
        lang: Lang::Zh,
    }
}

fn written(template: &str) -> String {
    render(Some(template), &sales(), Material::default(), &settings())
        .map_or_else(|error| error.message(Lang::Zh), |notice| text_of(&notice))
}

#[test]
fn figures_stand_in_the_words_of_official_papers() {
    for (template, expected) in [
        ("{{ fig('sales.weight') }}", "2701.64吨"),
        ("{{ fig('sales.weight', '2021-07') }}", "400吨"),
        ("{{ fig('sales.weight', city='杭州') }}", "301.64吨"),
        ("{{ fig('sales.weight[city=杭州]@2021-01..2021-07') }}", "301.64吨"),
        ("{{ growth('sales.weight.yoy') }}", "同比下降8.92%"),
        ("{{ growth('sales.revenue.yoy') }}", "同比增长15.12%"),
        ("{{ growth('sales.weight.mom', '2021-07') }}", "与上月持平"),
        ("{{ growth('sales.weight.yoy', '2021-07') }}", "上年同期为零，不计增速"),
        ("{{ ahead('sales.revenue.ahead') }}", "超进度1.07个百分点"),
        ("{{ ranking('sales.weight', 'city', top=1) }}", "杭州301.64吨"),
        ("{{ among('sales.weight', 'city') }}", "其中：杭州301.64吨、宁波280吨"),
        ("{{ respectively('sales.revenue', 'channel') }}", "门店、线上分别为1200万元、900万元"),
        ("{{ respectively('sales.revenue.share', 'channel') }}", "门店、线上分别为57.14%、42.86%"),
        ("{{ values('sales.revenue.share', 'channel') }}", "分别为57.14%、42.86%"),
        ("{{ respectively('sales.weight', 'product') }}", "红枣5吨"),
        ("{{ values('sales.weight', 'product') }}", "为5吨"),
        ("{{ span(period('sales')) }} {{ months(month('sales')) }}", "2021年1-7月 7月份"),
        ("{{ span('2021-08') }} {{ span('2020-11..2021-02') }}", "2021年8月 2020年11月-2021年2月"),
        ("{{ span('2021-01..2021-12') }} {{ months('2021-01..2021-08') }}", "2021年 1-8月"),
        ("{{ section() }}{{ section() }} {{ job }} {{ date }}", "一、二、 试验指挥部 2021年8月5日"),
        (
            "{{ has('sales.weight') }} {{ has('funds.amount') }} {{ some('sales.weight', '2021-06') }}",
            "True False False",
        ),
    ] {
        assert_eq!(written(template), format!("{expected}\n"), "{template}");
    }
}

#[test]
fn signs_become_words_and_nothing_becomes_a_reason() {
    let growth = |numerator, display: &str| {
        let figures = figures(vec![ratio("sales.weight.yoy@2021-07", numerator, display)]);
        let template = "{{ growth('sales.weight.yoy', '2021-07') }}";
        text_of(&render(Some(template), &figures, Material::default(), &settings()).expect("a notice"))
            .trim_end()
            .to_owned()
    };
    assert_eq!(growth(0, "0%"), "与上年同期持平");
    assert_eq!(growth(-1, "0%"), "与上年同期基本持平");
    assert_eq!(growth(300, "3个百分点"), "同比提高3个百分点");
    assert_eq!(growth(-300, "-3个百分点"), "同比下降3个百分点");
    let behind = figures(vec![ratio("sales.weight.ahead@2021-07", -333, "-3.33个百分点")]);
    let text = text_of(
        &render(Some("{{ ahead('sales.weight.ahead', '2021-07') }}"), &behind, Material::default(), &settings())
            .expect("a notice"),
    );
    assert_eq!(text, "落后时间进度3.33个百分点\n");
    let mut partial = ratio("sales.weight.yoy@2021-07", 500, "5%");
    partial.note = Some(Note::BasePartial);
    let text = render(
        Some("{{ growth('sales.weight.yoy', '2021-07') }}"),
        &figures(vec![partial]),
        Material::default(),
        &settings(),
    );
    assert_eq!(text_of(&text.expect("a notice")), "同比增长5%（上年同期数据不全，仅供参考）\n");
    let none = figure("sales.price@2021-07", None, "—", Some(Note::DivisorNotPositive));
    let text =
        render(Some("{{ fig('sales.price', '2021-07') }}"), &figures(vec![none]), Material::default(), &settings());
    assert_eq!(text_of(&text.expect("a notice")), "（无法计算单价或比率）\n");
}

#[test]
fn what_the_template_gets_wrong_is_said_with_its_line() {
    let problem =
        |template: &str| render(Some(template), &sales(), Material::default(), &settings()).expect_err("a problem");
    let error = problem("一\n二\n{{ fig('sales.wieght') }}\n");
    let nearest = format!("sales.weight@{JULY}");
    assert_eq!(error.line, 3);
    assert_eq!(error.problem, NoticeProblem::NoFigure { id: format!("sales.wieght@{JULY}"), nearest });
    assert!(error.message(Lang::Zh).contains("第 3 行"), "{}", error.message(Lang::Zh));
    let no_ledger = NoticeProblem::NoLedger { name: "sale".to_owned(), nearest: "sales".to_owned() };
    assert_eq!(problem("{{ fig('sale.weight') }}").problem, no_ledger);
    assert_eq!(problem("{{ fig('sales', '2021-07') }}").problem, NoticeProblem::BadId("sales".to_owned()));
    assert_eq!(problem("{{ fig('sales.weight', '7月') }}").problem, NoticeProblem::BadPeriod("7月".to_owned()));
    assert!(matches!(problem("{{ growth('sales.weight') }}").problem, NoticeProblem::NotThisComparison(_)));
    assert!(matches!(problem("{{ ahead('sales.weight.yoy') }}").problem, NoticeProblem::NotThisComparison(_)));
    assert!(matches!(problem("{{ ranking('sales.weight', 'town') }}").problem, NoticeProblem::NoFigure { .. }));
    assert_eq!(problem("{{ tables()[0].titel }}").problem, NoticeProblem::UnknownName("[0].titel".to_owned()));
    assert_eq!(problem("{{ job | uper }}").problem, NoticeProblem::UnknownName("filter uper is unknown".to_owned()));
    assert!(matches!(problem("\n\n{% if job %}").problem, NoticeProblem::Malformed(_)));
    for error in [problem("{{ weight }}"), problem("{% if"), problem("{{ fig('sale.weight') }}")] {
        for lang in [Lang::Zh, Lang::En] {
            let message = error.message(lang);
            assert!(!message.starts_with("notice-") && !message.contains("{line}"), "{message}");
        }
    }
}

#[test]
fn a_name_that_nothing_defines_is_said_wherever_it_stands() {
    let render = |template: &str| render(Some(template), &sales(), Material::default(), &settings());
    let unknown = |template: &str| match render(template).expect_err("a problem") {
        NoticeError { line, problem: NoticeProblem::NoName { name, nearest } } => (line, name, nearest),
        other => panic!("{other}"),
    };
    let told = |line: usize, name: &str, nearest: &str| (line, name.to_owned(), nearest.to_owned());
    assert_eq!(unknown("\n{{ figg('sales.weight') }}"), told(2, "figg", "fig"));
    assert_eq!(unknown("{{ fig('sales.weight', periode) }}"), told(1, "periode", "period"));
    assert_eq!(unknown("{% if false %}\n\n{{ jop }}\n{% endif %}"), told(3, "jop", "job"));
    assert_eq!(unknown("jop {# {{ jop }} #}\n{{ 'jop' ~ jop }}"), told(2, "jop", "job"));
    // What is set somewhere is known; where it has no value the engine says so.
    let set = "{% if true %}{% set jop = month('sales') %}{% endif %}{{ fig('sales.weight', jop) }}";
    assert!(render(set).is_ok());
    let unset = "{% if false %}{% set jop = 1 %}{% endif %}\n{{ jop }}";
    assert_eq!(
        render(unset).expect_err("a problem"),
        NoticeError { line: 2, problem: NoticeProblem::UnknownName("jop".to_owned()) }
    );
    assert!(render("{% for jop in tables() %}{{ jop.title }}{{ loop.index }}{% endfor %}").is_ok());
}

#[test]
fn every_number_of_the_built_in_notice_is_a_figure_that_it_names() {
    for lang in [Lang::Zh, Lang::En] {
        let notice = render(None, &sales(), Material::default(), &NoticeSettings { lang, date: None, ..settings() })
            .expect("a notice");
        let mut rest = text_of(&notice);
        for used in &notice.used {
            assert!(rest.contains(&used.text), "{} in {}", used.text, text_of(&notice));
        }
        let mut texts: Vec<&str> = notice.used.iter().map(|used| used.text.as_str()).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts.iter().for_each(|text| rest = rest.replace(text, ""));
        for known in ["2021年1-7月", "7月份", "January to July 2021", "1. "] {
            rest = rest.replace(known, "");
        }
        assert!(!rest.contains(|c: char| c.is_ascii_digit()), "{rest}");
    }
}

#[test]
fn the_built_in_notice_reads_as_a_notice() {
    let notice = render(None, &sales(), Material::default(), &settings()).expect("a notice");
    let expected = "# 试验指挥部关于市场援疆工作进展情况的通报

现将近期市场援疆各项工作进展情况通报如下。

## 一、“十城百店”销售

2021年1-7月，累计销售农特产品2701.64吨，同比下降8.92%；实现销售收入5940.32万元，同比增长15.12%。销售收入完成年度目标的59.4%，超进度1.07个百分点。

7月份当月，销售农特产品400吨，上年同期为零，不计增速，与上月持平；实现销售收入800万元。

销售量居前的城市：杭州301.64吨、宁波280吨。

销售量居前的品种：红枣5吨。

分渠道看，销售收入门店、线上分别为1200万元、900万元，占比分别为57.14%、42.86%。
";
    assert!(text_of(&notice).starts_with(expected), "{}", text_of(&notice));
    assert!(text_of(&notice).ends_with("试验指挥部\n\n2021年8月5日\n"), "{}", text_of(&notice));
}

#[test]
fn every_reason_has_its_words() {
    for note in [
        Note::NoRecords,
        Note::BaseMissing,
        Note::BaseZero,
        Note::BaseNegative,
        Note::BasePartial,
        Note::BasePublished,
        Note::WholeNotPositive,
        Note::DivisorNotPositive,
        Note::TargetNotPositive,
        Note::TooLarge,
    ] {
        let key = format!("notice-{}", note.key());
        assert_ne!(crate::words::text(Lang::Zh, &key), key);
    }
}

#[test]
fn no_figures_give_a_notice_without_sections() {
    let notice = render(None, &Figures::new(Lang::Zh), Material::default(), &settings()).expect("a notice");
    assert!(notice.used.is_empty() && !text_of(&notice).contains("##"), "{}", text_of(&notice));
}

/// The other ledgers, with the numbers of the published notice where it has them.
fn everything() -> Figures {
    let people = MeasureUnit::Count("人".to_owned());
    let count =
        |id: &str, value: i128, display: &str| figure(id, Some(Quantity::Amount(value, people.clone())), display, None);
    let mut figures = Figures::new(Lang::Zh);
    let month = |m| Month::new(2021, m).expect("a month");
    for (ledger, through) in [("projects", 8), ("funds", 12), ("activities", 10), ("rectification", 10)] {
        figures.cover(ledger, Span { first: month(1), through: month(through) });
    }
    for made in [
        count("projects.count@2021-01..2021-08", 39, "39个"),
        count("projects.signed@2021-01..2021-08", 5_154_000_000, "51.54亿元"),
        figure("projects.signed.yoy@2021-01..2021-08", None, "—", Some(Note::BaseMissing)),
        count("projects.paid_in@2021-01..2021-08", 800, "8亿元"),
        ratio("projects.started_rate@2021-01..2021-08", 4103, "41.03%"),
        count("projects.signed[industry=纺织服装]@2021-01..2021-08", 20, "20亿元"),
        count("projects.signed[industry=农副产品加工]@2021-01..2021-08", 31, "31.54亿元"),
        count("funds.count@2021-01..2021-12", 37, "37个"),
        count("funds.amount@2021-01..2021-12", 284_150_000, "2.8415亿元"),
        count("funds.amount[area=产业]@2021-01..2021-12", 83_710_000, "8371万元"),
        count("funds.amount[area=民生]@2021-01..2021-12", 185_300_000, "1.853亿元"),
        ratio("funds.amount.share[area=产业]@2021-01..2021-12", 2946, "29.46%"),
        ratio("funds.amount.share[area=民生]@2021-01..2021-12", 6521, "65.21%"),
        count("activities.mentees@2021-01..2021-10", 248, "248人"),
        count("activities.sessions@2021-01..2021-10", 177, "177次"),
        count("activities.attendances@2021-01..2021-10", 906, "906人次"),
        count("activities.amount@2021-01..2021-10", 1_200_000, "120万元"),
        count("rectification.problems@2021-01..2021-10", 33, "33个"),
        count("rectification.resolved@2021-01..2021-10", 33, "33个"),
        count("rectification.rules@2021-01..2021-10", 7, "7项"),
        count("rectification.refunded@2021-01..2021-10", 9784, "9784元"),
        count("rectification.people@2021-01..2021-10", 3, "3人"),
        count("rectification.people[handling=书面检查]@2021-01..2021-10", 1, "1人"),
        count("rectification.people[handling=批评教育]@2021-01..2021-10", 2, "2人"),
    ] {
        figures.insert(made);
    }
    figures
}

#[test]
fn the_sections_of_the_other_ledgers_read_as_a_notice() {
    let notice = render(None, &everything(), Material::default(), &settings()).expect("a notice");
    let expected = "## 一、招商引资

2021年1-8月，签约项目39个，签约金额51.54亿元，上年同期无可比数据。到位资金8亿元。项目开工率41.03%。

签约金额居前的行业：农副产品加工31.54亿元、纺织服装20亿元。

## 二、援疆资金

2021年，安排援疆项目37个，援疆资金2.8415亿元。分领域看，援疆资金民生、产业分别为1.853亿元、8371万元，占资金总额的比重分别为65.21%、29.46%。

## 三、“传帮带”与交流

2021年1-10月，结对帮带本地教师248人，开展活动177次，培训指导906人次，安排援疆资金120万元。

## 四、巡察整改

2021年1-10月，反馈问题33个，整改完成33个；制定完善制度7项；收回清退违规资金9784元。处理人员3人，其中：批评教育2人、书面检查1人。

试验指挥部
";
    let from = text_of(&notice).find("##").expect("a section");
    assert_eq!(&text_of(&notice)[from..text_of(&notice).len() - "\n2021年8月5日\n".len()], expected);
}
