//! One chart of each kind over made-up numbers: drawn twice to the same bytes, with no glyph missing.
//!
//! The pictures are left in the target folder under `tmp/charts`, to be looked at.
#![expect(clippy::float_arithmetic, reason = "made-up sizes for pictures")]

use std::fs;
use std::path::Path;

use market_aid::reports::charts::{Cell, Chart, Datum, Form, HeatRow, Series, Table, Target, draw};

const MONTHLY: [f64; 7] = [1012.33, 386.05, 745.9, 801.47, 912.6, 966.31, 1115.66];
const CITIES: [(&str, f64); 10] = [
    ("杭州", 1204.85),
    ("宁波", 958.1),
    ("温州", 803.77),
    ("衢州", 640.02),
    ("绍兴", 571.3),
    ("金华", 520.46),
    ("嘉兴", 466.0),
    ("台州", 389.92),
    ("湖州", 245.5),
    ("丽水", 140.4),
];

fn datum(label: &str, magnitude: f64, aside: &str) -> Datum {
    let value_label = grouped(magnitude);
    Datum { label: label.into(), magnitude, value_label, aside: aside.into(), stressed: false }
}

/// Two decimals at most, zeros dropped, as the display of a figure has it.
fn grouped(magnitude: f64) -> String {
    format!("{magnitude:.2}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn chart(stem: &str, title: &str, subtitle: &str, unit: &str, form: Form) -> Chart {
    Chart {
        stem: stem.into(),
        caption: title.into(),
        title: title.into(),
        note: String::new(),
        subtitle: subtitle.into(),
        unit: unit.into(),
        source: "数据来源：十城百店销售台账（合成数据，仅供示例）".into(),
        alt: format!("{title}，{subtitle}"),
        form,
    }
}

fn month(index: usize) -> String {
    if index == 0 { "2021年\n1月".into() } else { format!("{}月", index + 1) }
}

fn series(name: &str, sizes: &[f64]) -> Series {
    let points = sizes.iter().enumerate().map(|(index, size)| datum(&month(index), *size, ""));
    Series { name: name.into(), points: points.collect() }
}

fn running(sizes: &[f64]) -> Vec<f64> {
    sizes
        .iter()
        .scan(0.0, |sum, size| {
            *sum += size;
            Some(*sum)
        })
        .collect()
}

fn monthly(stem: &str, sizes: &[f64]) -> Chart {
    let before: Vec<f64> = sizes.iter().rev().map(|size| size * 0.9).collect();
    let form = Form::Columns {
        each: series("当月", sizes),
        running: Some(series("当年累计", &running(sizes))),
        before: Some(series("上年同月", &before)),
    };
    chart(stem, "农特产品月度销售收入", "2021年1—7月", "单位：万元", form)
}

fn table(value_heading: &str, aside_heading: &str, rows: Vec<Datum>) -> Table {
    Table { value_heading: value_heading.into(), aside_heading: aside_heading.into(), rows }
}

fn cities() -> Chart {
    let whole: f64 = CITIES.iter().map(|city| city.1).sum();
    let rows = CITIES.map(|(name, size)| datum(name, size, &format!("{:.2}%", size / whole * 100.0)));
    let form = Form::Bars { table: table("销售收入", "占比", rows.into()), rest: None };
    chart("cities", "各城市销售收入排名", "2021年1—7月", "单位：万元", form)
}

fn stores() -> Chart {
    let name = |index: usize| {
        format!(
            "{}{}",
            CITIES[index % 10].0,
            ["西湖直营店", "江北农贸市场经销点", "旗舰店", "火车南站展销中心"][index % 4]
        )
    };
    let rows = (0..20).map(|index| datum(&name(index), 210.5 - 9.37 * index as f64, "1.02%")).collect();
    let form = Form::Bars {
        table: table("销售收入", "占比", rows),
        rest: Some(datum("其余 84 家合计", 3508.21, "59.06%")),
    };
    chart("stores", "门店销售收入前20名", "2021年1—7月", "单位：万元", form)
}

fn products() -> Chart {
    let names = [
        "阿克苏苹果",
        "库尔勒香梨",
        "红枣",
        "核桃",
        "葡萄干",
        "西梅",
        "棉籽油",
        "羊肉",
        "蟠桃",
        "哈密瓜",
        "巴旦木",
        "牛羊奶制品",
    ];
    let rows = names
        .iter()
        .enumerate()
        .map(|(index, name)| datum(name, 1500.0 / (index + 1) as f64, &format!("{:.2}%", 25.25 / (index + 1) as f64)));
    chart(
        "products",
        "产品结构：各产品销售收入与占比",
        "2021年1—7月",
        "单位：万元",
        Form::Bars { table: table("销售收入", "占比", rows.collect()), rest: None },
    )
}

fn heat(stem: &str, cities: usize, months: usize) -> Chart {
    let row = |index: usize| {
        let (name, size) = CITIES[index % 10];
        let cells = (0..months).map(|month| {
            let magnitude = size * MONTHLY[month % 7] / 5940.32 - if index == 3 && month == 1 { 60.0 } else { 0.0 };
            (index + month != 9).then(|| Cell { magnitude, value_label: grouped(magnitude), aside: String::new() })
        });
        HeatRow {
            label: if index < 10 { name.into() } else { format!("{name}市第{index}农产品批发区") },
            cells: cells.collect(),
        }
    };
    let form = Form::HeatMap { columns: (0..months).map(month).collect(), rows: (0..cities).map(row).collect() };
    chart(stem, "各城市分月销售收入", "2021年1—7月", "单位：万元", form)
}

fn channels() -> Chart {
    let rows = [
        ("门店零售", 3326.58, "56%"),
        ("线上平台", 1485.08, "25%"),
        ("团购直供", 831.64, "14%"),
        ("展销活动", 237.61, "4%"),
        ("其他", 59.41, "1%"),
    ];
    let rows = rows.map(|(name, size, share)| datum(name, size, share));
    chart(
        "channels",
        "销售渠道构成",
        "2021年1—7月",
        "单位：万元",
        Form::Composition { table: table("销售收入", "占比", rows.into()) },
    )
}

fn pareto() -> Chart {
    let names = [
        "年产20万锭智能纺纱项目",
        "阿拉尔市现代农业产业园综合开发项目（一期、二期及配套冷链物流中心）",
        "300兆瓦光伏发电",
        "红枣精深加工",
        "棉花机械装备制造基地",
        "生物质有机肥",
        "塔里木河畔文旅小镇",
        "再生塑料滴灌带",
        "核桃油生产线",
        "建材城",
    ];
    let sizes = [9.8, 7.5, 6.0, 5.2, 4.1, 3.3, 2.8, 2.2, 1.6, 1.3];
    let reached: Vec<f64> = running(&sizes).iter().map(|sum| sum / 51.54).chain([1.0]).collect();
    let label = |share: f64| format!("{:.2}%", share * 100.0);
    let rows =
        names.iter().zip(sizes).zip(&reached).map(|((name, size), share)| datum(name, size, &label(*share))).collect();
    let rest = Some(datum("其余 29 个项目合计", 7.74, "100%"));
    chart(
        "pareto",
        "签约金额最大的项目",
        "2021年1—8月",
        "单位：亿元",
        Form::Pareto { table: table("签约金额", "累计占比", rows), reached, rest },
    )
}

fn progress() -> Chart {
    let target = |label: &str, done: f64, words: &str, goal: &str| Target {
        label: label.into(),
        done,
        elapsed: 7.0 / 12.0,
        done_label: words.into(),
        elapsed_label: "时间进度 58.33%".into(),
        target_label: goal.into(),
    };
    let targets = vec![
        target("销售收入", 0.594_032, "5940.32万元，完成 59.4%，超进度 1.07 个百分点", "年度目标 1亿元"),
        target("销售量", 0.54, "2701.64吨，完成 54.03%，落后进度 4.3 个百分点", "年度目标 5000吨"),
        target("签约金额", 1.288, "51.54亿元，完成 128.85%，超进度 62.18 个百分点", "年度目标 40亿元"),
    ];
    chart("progress", "年度目标完成进度", "截至2021年7月", "", Form::Progress { targets })
}

fn industries() -> Chart {
    let rows = [
        ("纺织服装", 18.2),
        ("农产品加工", 12.05),
        ("新能源", 9.6),
        ("装备制造", 6.44),
        ("文化旅游", 3.15),
        ("商贸物流", 2.1),
        ("其他（含核减）", -0.85),
    ];
    let rows = rows.map(|(name, size)| datum(name, size, ""));
    chart(
        "industries",
        "分行业签约金额",
        "2021年1—8月",
        "单位：亿元",
        Form::Bars { table: table("", "", rows.into()), rest: None },
    )
}

fn gallery() -> Vec<Chart> {
    vec![
        monthly("monthly", &MONTHLY),
        monthly("monthly-negative", &[312.5, -45.31, 128.0, 0.0, -210.77, 530.2, 96.04, 12.9, 77.7, 81.2, -0.5, 240.0]),
        monthly("monthly-one", &MONTHLY[..1]),
        monthly("monthly-two-years", &[MONTHLY, MONTHLY, MONTHLY, [1.0; 7]].concat()[..24]),
        cities(),
        stores(),
        products(),
        heat("heat", 10, 7),
        heat("heat-thirty", 30, 12),
        channels(),
        pareto(),
        progress(),
        industries(),
    ]
}

#[test]
fn each_kind_is_drawn_the_same_twice() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    fs::create_dir_all(&folder).expect("a folder");
    for chart in gallery() {
        let drawn = draw(&chart).expect("draws");
        assert_eq!(drawn.missing_glyphs, [], "{}", chart.stem);
        assert_eq!(draw(&chart).expect("draws again"), drawn, "{}", chart.stem);
        fs::write(folder.join(format!("{}.svg", chart.stem)), drawn.svg).expect("writes");
        fs::write(folder.join(format!("{}.png", chart.stem)), drawn.png).expect("writes");
    }
}
