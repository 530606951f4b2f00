//! Charts read back: the SVG is parsed by resvg's own reader and every text is measured there, not by the layout.

use proptest::prelude::*;
use resvg::usvg::{Group, Node, Tree};

use super::palette::{Colour, luminance};
use super::scene::{Area, Label, Point, Scene, Shape};
use super::*;

/// Asserts that no text of the chart meets another, leaves the canvas, is crossed by a line or stands on a ground it
/// cannot be read on.
fn assert_readable(chart: &Chart) {
    let canvas = laid_out(chart);
    let svg = svg::written(chart, &canvas).expect("writes");
    let tree = Tree::from_str(&svg, &png::options()).expect("reads");
    let mut boxes = Vec::new();
    collect(tree.root(), &mut boxes);
    let labels: Vec<&Label> = labels(&canvas.scene);
    assert_eq!(labels.len(), boxes.len(), "every label is read back");
    let page =
        Area { left: 0.0, top: 0.0, right: f64::from(tree.size().width()), bottom: f64::from(tree.size().height()) };
    for (index, (text, place)) in boxes.iter().enumerate() {
        assert!(holds(&page, place), "{}: {text} at {place:?} leaves {page:?}", chart.stem);
        for (other, other_place) in &boxes[index + 1..] {
            assert!(!meets(place, other_place), "{}: {text} {place:?} meets {other} {other_place:?}", chart.stem);
        }
        assert_legible(&canvas.scene, labels[index], place);
    }
}

fn labels(scene: &Scene) -> Vec<&Label> {
    scene.shapes.iter().filter_map(|shape| if let Shape::Text(label) = shape { Some(label) } else { None }).collect()
}

fn collect(group: &Group, boxes: &mut Vec<(String, Area)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, boxes),
            Node::Text(text) => {
                let ink = text.abs_stroke_bounding_box();
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                let [left, top, right, bottom] = [ink.left(), ink.top(), ink.right(), ink.bottom()].map(f64::from);
                boxes.push((words, Area { left, top, right, bottom }));
            }
            _ => {}
        }
    }
}

fn holds(outer: &Area, inner: &Area) -> bool {
    outer.left <= inner.left && outer.top <= inner.top && inner.right <= outer.right && inner.bottom <= outer.bottom
}

fn meets(one: &Area, other: &Area) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/// The ground under a text is what was painted there last; whatever of it shows must contrast with the text.
fn assert_legible(scene: &Scene, label: &Label, place: &Area) {
    let mut grounds: Vec<Colour> = Vec::new();
    for shape in &scene.shapes {
        match shape {
            Shape::Rect(area, fill) if holds(area, place) => grounds = vec![*fill],
            Shape::Rect(area, fill) if meets(area, place) => grounds.push(*fill),
            Shape::Line(points, ..) => {
                assert!(!points.windows(2).any(|ends| crosses(ends, place)), "a line crosses {label:?} at {place:?}");
            }
            _ => {}
        }
    }
    for ground in grounds {
        let (one, other) = (luminance(ground) + 0.05, luminance(label.colour) + 0.05);
        assert!(one.max(other) / one.min(other) >= 4.5, "{label:?} at {place:?} stands on {ground:?}");
    }
}

/// Whether the line between two points passes through an area, tried at close steps.
fn crosses(ends: &[Point], area: &Area) -> bool {
    (0..=400).map(|step| f64::from(step) / 400.0).any(|share| {
        let x = ends[0].0 + (ends[1].0 - ends[0].0) * share;
        let y = ends[0].1 + (ends[1].1 - ends[0].1) * share;
        area.left < x && x < area.right && area.top < y && y < area.bottom
    })
}

fn chart(stem: &str, form: Form) -> Chart {
    Chart {
        stem: stem.into(),
        caption: "各城市销售收入排名".into(),
        title: "衢州、杭州、宁波三市合计占销售收入的41.3%".into(),
        subtitle: "各城市销售收入排名，2021年1—7月".into(),
        unit: "单位：万元".into(),
        note: "注：颜色越深，数值越大。".into(),
        source: "数据来源：十城百店销售台账".into(),
        alt: "按销售收入从高到低".into(),
        form,
    }
}

fn datum(label: &str, magnitude: f64) -> Datum {
    let value_label = format!("{magnitude:.2}");
    Datum {
        label: label.into(),
        magnitude,
        value_label,
        aside: "12.34%".into(),
        stressed: label.len().is_multiple_of(2),
    }
}

const LONG_NAMES: [&str; 7] = [
    "新疆生产建设兵团第一师",
    "阿拉尔市",
    "衢州市柯城区衢江区联合直营店",
    "Hangzhou Flagship Store No. 2",
    "甬",
    "阿克苏地区乌什县现代农业产业园综合开发项目（一期、二期及配套冷链物流中心、农产品交易市场和电子商务孵化基地）运营管理有限责任公司经销点",
    "The Xinjiang Production and Construction Corps First Division Agricultural Products Distribution Joint-Stock Company",
];
const SIZES: [f64; 9] = [0.0, 1e12, -0.004, 5940.32, -1e12, 1.0, 301_640.0, 0.01, -77.7];

fn many(count: usize) -> Vec<Datum> {
    (0..count).map(|index| datum(LONG_NAMES[index % 7], SIZES[index % 9])).collect()
}

fn table(rows: Vec<Datum>) -> Table {
    Table { value_heading: "销售收入".into(), aside_heading: "占比".into(), rows }
}

fn series(name: &str, points: Vec<Datum>) -> Series {
    Series { name: name.into(), points }
}

fn months(sizes: &[f64]) -> Vec<Datum> {
    sizes.iter().enumerate().map(|(index, size)| datum(&format!("2021年\n{}月", index + 1), *size)).collect()
}

/// Every form over the same rows.
fn forms(rows: &[Datum]) -> Vec<Form> {
    let reached = (0..=rows.len()).map(|index| index as f64 / rows.len().max(1) as f64).collect();
    let rest = Some(datum("其余合计", 1e12));
    let cells = |row: usize| {
        let cell = |datum: &Datum| Cell {
            magnitude: datum.magnitude,
            value_label: datum.value_label.clone(),
            aside: if datum.stressed { format!("+{}万元", datum.aside) } else { String::new() },
        };
        (0..12).map(|month| rows.get((row + month) % (rows.len() + 1)).map(cell)).collect()
    };
    let heat_rows =
        rows.iter().enumerate().map(|(index, row)| HeatRow { label: row.label.clone(), cells: cells(index) });
    let target = |row: &Datum| Target {
        label: row.label.clone(),
        done: row.magnitude / 1000.0,
        elapsed: (row.magnitude / 700.0).clamp(0.0, 1.0),
        done_label: format!("完成 {}万元", row.value_label),
        elapsed_label: "时间进度 58.33%".into(),
        target_label: "年度目标 1亿元".into(),
    };
    vec![
        Form::Columns { each: series("当月", rows.to_vec()), running: None, before: None },
        Form::Columns {
            each: series("当月", rows.to_vec()),
            running: Some(series("累计", rows.to_vec())),
            before: Some(series("上年同月", rows.iter().rev().cloned().collect())),
        },
        Form::Bars { table: table(rows.to_vec()), rest: None },
        Form::Bars { table: table(rows.to_vec()), rest: rest.clone() },
        Form::HeatMap { columns: (1..=12).map(|month| format!("{month}月")).collect(), rows: heat_rows.collect() },
        Form::Pareto { table: table(rows.to_vec()), reached, rest },
        Form::Progress { targets: rows.iter().map(target).collect() },
        Form::Composition { table: table(rows.to_vec()) },
    ]
}

#[test]
fn nothing_overlaps_however_many_rows_there_are() {
    for count in [0, 1, 2, 3, 7, 12, 30] {
        for (index, form) in forms(&many(count)).into_iter().enumerate() {
            assert_readable(&chart(&format!("{count} rows, form {index}"), form));
        }
    }
}

/// A revision triangle of two years: a number and its revision in each cell, a dash where nothing was published.
#[test]
fn nothing_overlaps_in_a_triangle() {
    for (publications, long) in [(1, false), (4, false), (24, false), (12, true)] {
        let months = publications.max(8);
        let heading = |month: usize| {
            if month.is_multiple_of(12) { "2021年\n1月".into() } else { format!("1—{}月", month % 12 + 1) }
        };
        let cell = |row: usize, month: usize| Cell {
            magnitude: SIZES[(row + month) % 9],
            value_label: if long { "123456789.01元/千克".into() } else { format!("{}.25", 5940 + month) },
            aside: if (row + month).is_multiple_of(3) { "-16.67个百分点".into() } else { String::new() },
        };
        let row = |row: usize| HeatRow {
            label: format!("{row:04}-2021-07\n2021年8月5日公布"),
            cells: (0..months).map(|month| (month <= row + 3).then(|| cell(row, month))).collect(),
        };
        let form =
            Form::HeatMap { columns: (0..months).map(heading).collect(), rows: (0..publications).map(row).collect() };
        assert_readable(&chart(&format!("{publications} publications"), form));
    }
}

#[test]
fn nothing_overlaps_over_many_months() {
    for count in [1, 13, 24, 36, 60, 120] {
        let sizes: Vec<f64> = (0..count).map(|index| SIZES[index % 9] / 1e6).collect();
        let (each, running) = (series("当月", months(&sizes)), Some(series("累计", months(&sizes))));
        let mut before = series("上年同月", months(&sizes.iter().rev().copied().collect::<Vec<_>>()));
        for point in before.points.iter_mut().step_by(5) {
            point.value_label.clear();
        }
        let form = Form::Columns { each, running, before: Some(before) };
        assert_readable(&chart(&format!("{count} months"), form));
    }
}

#[test]
fn nothing_overlaps_where_everything_is_zero_or_equal() {
    for size in [0.0, 5.0, -5.0, 1e300, f64::NAN, f64::INFINITY] {
        for form in forms(&[datum("甲", size), datum("乙", size), datum("丙", size)]) {
            assert_readable(&chart(&format!("all {size}"), form));
        }
    }
}

#[test]
fn long_words_around_the_picture_wrap() {
    let mut long = chart("long", Form::Bars { table: table(many(3)), rest: None });
    long.title = "衢州市援疆指挥部十城百店农特产品销售收入（含线上与门店、不含团购）".repeat(4);
    long.subtitle = "Period January to July 2021, all cities and stores ".repeat(5);
    long.source = "数据来源：各城市经销商上报的销售台账，经指挥部核对".repeat(6);
    long.unit = "单位：人民币万元，重量为吨".repeat(3);
    assert_readable(&long);
}

#[test]
fn hostile_text_is_drawn_as_text() {
    let name = "<script>&\"'\u{0}]]>\u{7}";
    let mut hostile = chart("hostile", Form::Bars { table: table(vec![datum(name, 1.0)]), rest: None });
    hostile.title = "</title><svg onload='x'>&amp;".into();
    hostile.alt = "]]></desc>\u{1}".into();
    let drawn = draw(&hostile).expect("draws");
    assert!(!drawn.svg.contains("<script") && !drawn.svg.contains("<svg onload"));
    assert_eq!(drawn.missing_glyphs, ['\u{FFFD}']);
    assert_readable(&hostile);
}

#[test]
fn missing_glyphs_are_reported() {
    let rows = vec![datum("𠀀店😀", 1.0), datum("ئۇيغۇر", 2.0)];
    let drawn = draw(&chart("missing", Form::Bars { table: table(rows), rest: None })).expect("draws");
    assert!(drawn.missing_glyphs.contains(&'😀') && drawn.missing_glyphs.contains(&'ئ'));
    assert!(drawn.missing_glyphs.is_sorted());
}

#[test]
fn a_picture_says_its_size_on_paper() {
    let drawn = draw(&chart("size", Form::Bars { table: table(many(3)), rest: None })).expect("draws");
    let reader = ::png::Decoder::new(std::io::Cursor::new(&drawn.png)).read_info().expect("a PNG");
    let (width, height) = (reader.info().width, reader.info().height);
    assert_eq!(width, 1840);
    let dots = reader.info().pixel_dims.expect("a size");
    // 300 dots an inch of 25.4 mm.
    assert_eq!((dots.xppu, dots.yppu, dots.unit), (11_811, 11_811, ::png::Unit::Meter));
    // 1840 dots of 0.08467 mm.
    assert_eq!(drawn.size_hundredth_mm.0, 15_579);
    assert!(drawn.size_hundredth_mm.1.abs_diff(height * 254 / 30) <= 1);
}

#[test]
fn each_thing_says_what_it_is() {
    let rows = vec![
        Datum {
            label: "衢州".into(), magnitude: 9.0, value_label: "9.00".into(), aside: "60%".into(), stressed: true
        },
        Datum { label: "<杭州>".into(), magnitude: 6.0, value_label: "6.00".into(), ..Datum::default() },
    ];
    let drawn = draw(&chart("says", Form::Bars { table: table(rows), rest: None })).expect("draws");
    let said: Vec<&str> = drawn.svg.split("<title>").skip(1).filter_map(|rest| rest.split("</title>").next()).collect();
    assert_eq!(
        said,
        [
            "衢州、杭州、宁波三市合计占销售收入的41.3%",
            "衢州: 9.00, 占比 60%\n单位：万元",
            "&lt;杭州&gt;: 6.00\n单位：万元"
        ]
    );
    let each = Series { name: "当月".into(), points: vec![datum("1月", 3.0)] };
    let before = Series { name: "上年同月".into(), points: vec![datum("1月", 2.0)] };
    let form = Form::Columns { each, running: None, before: Some(before) };
    let svg = draw(&chart("months", form)).expect("draws").svg;
    assert!(svg.contains("<title>1月: 3.00\n上年同月: 2.00\n单位：万元</title>"));
}

#[test]
fn what_says_something_stays_on_the_page() {
    for form in forms(&many(12)) {
        let canvas = laid_out(&chart("marks", form));
        let page = Area { left: 0.0, top: 0.0, right: canvas.width, bottom: canvas.height };
        let mut open = 0_i32;
        for shape in &canvas.scene.shapes {
            match shape {
                Shape::Open(_, area) => {
                    open += 1;
                    assert!(holds(&page, area), "{area:?} leaves {page:?}");
                }
                Shape::Close => open -= 1,
                Shape::Rect(area, _) => assert!(holds(&page, area), "{area:?} leaves {page:?}"),
                _ => {}
            }
            assert!((0..=1).contains(&open), "things stand beside each other");
        }
        assert_eq!(open, 0);
    }
}

#[test]
fn a_name_of_ten_thousand_characters_is_cut_and_told_whole() {
    let name = "长".repeat(10_000);
    for form in forms(&[datum(&name, 1.0), datum("乙", 2.0)]).split_off(2) {
        let canvas = laid_out(&chart("long", form));
        assert!(canvas.height < 1200.0, "{} units high", canvas.height);
    }
    let drawn = draw(&chart("long", Form::Bars { table: table(vec![datum(&name, 1.0)]), rest: None })).expect("draws");
    assert!(drawn.svg.contains(&format!("<title>{name}: 1.00")));
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥]{1,10}",
        "[A-Za-z ]{1,30}",
        "[一-龥（）A-Z0-9]{0,40}",
        "[一-龥、]{60,90}",
        "[A-Za-z]{60,90}",
        "[A-Za-z ,-]{60,120}",
        Just(String::new())
    ]
}

fn any_datum() -> impl Strategy<Value = Datum> {
    let size = prop_oneof![Just(0.0), Just(5.0), -1e4..1e4, 0.0..1e12, -1e12..0.0, 0.0..1e18];
    let aside = prop_oneof![Just(String::new()), "[0-9]{1,3}\\.[0-9]{2}%"];
    (any_name(), size, 0_usize..3, aside, any::<bool>()).prop_map(|(label, magnitude, decimals, aside, stressed)| {
        Datum { label, magnitude, value_label: format!("{magnitude:.decimals$}"), aside, stressed }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_overlaps_whatever_the_data(rows in prop::collection::vec(any_datum(), 0..40), form in 0_usize..8) {
        let form = forms(&rows).swap_remove(form);
        assert_readable(&chart("any", form));
    }
}
