//! Rows that restate others.

use super::grid::{Bench, Outcome};
use crate::records::ControlKind::{Restatement, Subtotal, Total};

const KG: i64 = 1_000_000;
const HEAD: &str = "日期|城市|门店|产品|渠道|数量|金额(元)\n2021-05-03|杭州|杭州一店|红枣|门店|120|2640\n2021-06-21|宁波|宁波一店|红枣|线上|45|990\n";

fn limits(bench: &Bench, read: &Outcome, at: usize) -> Vec<String> {
    let limits = &read.batch.controls[at].limits;
    limits
        .iter()
        .map(|(kept, value)| format!("{}={}", bench.kind.kept_name(*kept), bench.symbols.text(*value)))
        .collect()
}

#[test]
fn labels_wherever_they_stand() {
    for (row, kind) in [
        ("合计|||||165|3630", Total),
        ("合　计|||||165|3630", Total),
        ("总计：|||||165|3630", Total),
        ("|||小计||165|3630", Subtotal),
        ("2021-06-30|||合计||165|3630", Total),
        ("本页合计|||||165|3630", Subtotal),
        ("累计|||||165|3630", Total),
    ] {
        let read = Bench::sales().read(&format!("{HEAD}{row}"));
        assert_eq!((read.counts(), read.codes()), ((2, 1, 0, 1), vec![]), "{row}");
        let control = &read.batch.controls[0];
        assert_eq!((control.kind, control.after, control.row), (kind, 2, 4), "{row}");
        assert_eq!(control.printed[0], (0, 165 * KG, 5, "165".to_owned()));
        assert!(control.limits.is_empty());
    }
}

#[test]
fn labels_beside_the_table() {
    let read = Bench::sales().read("序号|日期|产品|数量|金额(元)\n1|2021-07-05|红枣|1|2\n合计|^|^|1|2");
    assert_eq!(read.counts(), (1, 1, 0, 1));
}

#[test]
fn names_in_labels_and_in_the_row_limit_them() {
    let bench = Bench::sales();
    let rows = "杭州小计|||||120|2640\n合计|宁波||||45|990\n6月合计|||||45|990\n其中：线上|||||45|990\n其中：|||红枣||165|3630";
    let read = bench.read(&format!("{HEAD}{rows}"));
    assert_eq!((read.counts(), read.codes()), ((2, 5, 0, 1), vec![]));
    assert_eq!(limits(&bench, &read, 0), ["city=杭州"]);
    assert_eq!(limits(&bench, &read, 1), ["city=宁波"]);
    assert_eq!(read.batch.controls[2].period.map(|p| p.to_string()).as_deref(), Some("2021-06"));
    assert_eq!(limits(&bench, &read, 3), ["channel=线上"]);
    assert_eq!(limits(&bench, &read, 4), ["product=红枣"]);
    assert_eq!(read.batch.controls[3].kind, Restatement);
}

#[test]
fn parts_may_stand_before_their_rows() {
    let bench = Bench::sales();
    let read = bench.read(
        "日期|产品|数量|金额(元)\n合计||3|3\n其中：红枣||1|1\n其中：杏||1|1\n2021-07-05|红枣|1|1\n2021-07-06|核桃|2|2",
    );
    assert_eq!((read.counts(), read.places()), ((2, 3, 0, 1), vec!["control-total-unchecked C4".to_owned()]));
    assert_eq!(limits(&bench, &read, 1), ["product=红枣"]);
}

#[test]
fn comparisons_cannot_be_checked() {
    let read = Bench::sales().read(&format!("{HEAD}上年同期|||||100|2000"));
    assert_eq!((read.counts(), read.places()), ((2, 1, 0, 1), vec!["control-total-unchecked A4".to_owned()]));
    assert!(read.batch.controls[0].printed.is_empty());
}

#[test]
fn a_summary_sheet_beside_others_restates_them() {
    let mut bench = Bench::sales().named("inbox/月报.xlsx", "汇总");
    let lines = "各市销售汇总表\n城市|数量|金额(元)\n杭州|120|2640\n宁波|45|990\n合计|165|3630\n填报人：";
    assert_eq!(bench.read(lines).codes(), ["column-missing"]);
    bench.siblings = 2;
    let read = bench.read(lines);
    assert_eq!((read.counts(), read.codes()), ((0, 3, 0, 3), vec![]));
    assert!(read.batch.controls.iter().all(|control| control.kind == Restatement));
    assert_eq!((limits(&bench, &read, 0), limits(&bench, &read, 2)), (vec!["city=杭州".to_owned()], vec![]));
    let read = bench.read("2021年汇总（公斤）\n城市|5月|6月|合计\n杭州|120||120\n合计|120|45|165");
    assert_eq!(read.counts(), (0, 5, 0, 2));
}

#[test]
fn a_lone_summary_sheet_is_data() {
    let bench = Bench::sales().named("inbox/2021年7月.xlsx", "汇总");
    let read = bench.read("城市|产品|数量|金额(元)\n杭州|红枣|120|2640");
    assert_eq!(read.counts(), (1, 0, 0, 1));
}
