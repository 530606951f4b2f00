//! Registries of a few rows, with and without faults. Expected values are worked out by hand.

use super::*;
use crate::registry::{Registries, Resolution};
use crate::words::{Lang, describe};

/// Rows of a text file, cells between `|`.
fn table(lines: &[&str]) -> (TableInfo, Vec<OwnedRow>) {
    let row = |(at, line): (usize, &&str)| {
        let kind = |text: &str| if text.is_empty() { CellKind::Empty } else { CellKind::Text };
        let cells = line.split('|').map(|text| (text.to_owned(), kind(text), false)).collect();
        OwnedRow { number: at as u64 + 1, locator: at as u64, hidden: false, cells }
    };
    let info = TableInfo { file: "registry/stores.csv".into(), ..TableInfo::default() };
    (info, lines.iter().enumerate().map(row).collect())
}

/// Code and cell of each finding; every one has its words.
fn told(findings: &[Finding]) -> Vec<String> {
    let tell = |finding: &Finding| {
        let (message, remedy) = describe(Lang::Zh, finding);
        assert!(!message.contains('{') && !remedy.contains('{'), "{message} {remedy}");
        let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        format!("{} {cell}", finding.code.0)
    };
    findings.iter().map(tell).collect()
}

#[test]
fn stores_in_chinese_and_english() {
    let day = DayCode::day(2019, 10, 1);
    let closed = DayCode::day(2021, 3, 31);
    for header in ["编码|名称|别名|城市|开业日期|停业日期", "code|name|aliases|city|opened|closed"] {
        let (info, rows) = table(&[
            header,
            "HZ01|乌什优品·西湖店|西湖店;西湖旗舰店|杭州|2019-10-01|",
            "||||",
            "NB02|江北店|—|宁波|2019/10/1|2021年3月",
        ]);
        let (stores, findings) = read_stores(&info, &rows);
        assert_eq!(told(&findings), Vec::<String>::new());
        let expected =
            Store { name: "乌什优品·西湖店".into(), city: "杭州".into(), opened: day, closed: None };
        assert_eq!(stores[0], (expected, vec!["西湖店".to_owned(), "西湖旗舰店".to_owned(), "HZ01".to_owned()]));
        let expected = Store { name: "江北店".into(), city: "宁波".into(), opened: day, closed };
        assert_eq!(stores[1], (expected, vec!["NB02".to_owned()]));
        assert_eq!(stores.len(), 2);
    }
}

#[test]
fn products_with_their_bands() {
    let (info, rows) = table(&[
        "2021年产品名录",
        "名称|别名|类别|每箱千克|最低单价（元/千克）|最高单价（元/千克）",
        "冰糖心苹果|苹果、阿克苏苹果；红富士|鲜果|10|8|25.5",
        "骏枣||干果|5斤|￥20|",
    ]);
    let (products, findings) = read_products(&info, &rows);
    assert_eq!(told(&findings), Vec::<String>::new());
    let (apple, aliases) = &products[0];
    assert_eq!((apple.category.as_str(), apple.price_min, apple.price_max), ("鲜果", Some(80_000), Some(255_000)));
    assert_eq!(apple.kg_per_box.map(|kg| kg.to_string()).as_deref(), Some("10"));
    assert_eq!(aliases, &["苹果", "阿克苏苹果", "红富士"]);
    let (jujube, _) = &products[1];
    assert_eq!((jujube.price_min, jujube.price_max), (Some(200_000), None));
    assert_eq!(jujube.kg_per_box.map(|kg| kg.to_string()).as_deref(), Some("2.5"));
}

#[test]
fn what_cannot_be_read_is_left_out_and_said() {
    let (info, rows) = table(&[
        "名称|每箱千克|最低单价|最高单价|最高单价|产地",
        "苹果|十公斤|-1|20|9|乌什",
        "红枣|0|30|20||",
        "|5|||",
        "核桃|2万|1元/斤|2,00||",
    ]);
    let (products, findings) = read_products(&info, &rows);
    let names: Vec<&str> = products.iter().map(|(product, _)| product.name.as_str()).collect();
    assert_eq!(names, ["苹果", "红枣", "核桃"]);
    assert_eq!(products[0].0.price_max, Some(200_000));
    assert!(products.iter().all(|(product, _)| product.kg_per_box.is_none() && product.price_min.is_none()));
    assert_eq!(products[1].0.price_max, None);
    let mut told = told(&findings);
    told.sort();
    assert_eq!(
        told,
        [
            "registry-band-reversed C3",
            "registry-column-twice E1",
            "registry-column-unknown F1",
            "registry-row-nameless B4",
            "registry-value-unreadable B2",
            "registry-value-unreadable B3",
            "registry-value-unreadable B5",
            "registry-value-unreadable C2",
            "registry-value-unreadable C5",
            "registry-value-unreadable D5",
        ]
    );
}

#[test]
fn a_file_without_names_is_refused() {
    let (info, rows) = table(&["苹果|10", "红枣|5"]);
    let (products, findings) = read_products(&info, &rows);
    assert!(products.is_empty());
    assert_eq!(told(&findings), ["registry-header-missing "]);
}

#[test]
fn a_list_of_names_alone_is_a_registry() {
    let (info, rows) = table(&["门店", "西湖店", "江北店"]);
    assert_eq!(read_stores(&info, &rows).0.len(), 2);
}

#[test]
fn a_name_that_two_entries_claim_means_neither() {
    let (info, rows) =
        table(&["名称|别名|城市", "西湖店|旗舰店;江北店;一店|杭州", "江北店|旗舰店;江北店;二店|宁波", "西湖 店||温州"]);
    let (stores, findings) = read_stores(&info, &rows);
    assert_eq!(
        told(&findings),
        ["registry-entry-twice A4", "name-ambiguous B2", "name-ambiguous B2", "name-ambiguous B3"]
    );
    let mut registries = Registries::default();
    registries.add_stores(stores);
    assert_eq!(registries.resolve("store", "江北店"), Resolution::Known("江北店"));
    assert_eq!(registries.resolve("store", "一店"), Resolution::Known("西湖店"));
    assert!(matches!(registries.resolve("store", "旗舰店"), Resolution::Unknown(_)));
    assert_eq!(registries.store("西湖店").map(|store| store.city.as_str()), Some("杭州"));
}
