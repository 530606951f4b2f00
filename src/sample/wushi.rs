//! The job `wushi-2021`: a seed comes in, the whole job folder goes out with its `truth.json`. Must not know how any
//! single report looks.

use std::path::Path;

use serde_json::json;

use super::desk::Desk;
use super::plan::{Plan, plan};
use super::registry::{products_csv, stores_csv};
use super::truth::Truth;
use super::{SampleError, cities, files, office, sales_truth};

const NAME: &str = "wushi-2021";
const THROUGH: &str = "2021-07";

/// Writes the synthetic job `wushi-2021` into `dir`: job file, inbox, registries, README and `truth.json`.
///
/// The same seed gives the same bytes on every platform; the committed sample is that of
/// [`DEFAULT_SEED`](super::DEFAULT_SEED). With any seed the totals are the published ones.
///
/// # Errors
/// [`SampleError`] names the file or folder that cannot be written.
pub fn write_job(dir: &Path, seed: u64) -> Result<(), SampleError> {
    let plan = plan(seed);
    let mut desk = Desk { papers: Vec::new(), truth: Truth::new(NAME, THROUGH) };
    notes(&mut desk.truth);
    fixtures(&plan, &mut desk);
    cities::report(&plan, seed, &mut desk)?;
    strays(&mut desk);
    office::report(seed, &mut desk)?;
    absences(&mut desk.truth);
    sales_truth::state(&plan, &mut desk.truth);
    desk.file("truth.json", desk.truth.to_json());
    desk.papers.iter().try_for_each(|paper| files::write(dir, &paper.path, &paper.bytes))
}

fn notes(truth: &mut Truth) {
    truth.note("合成数据：门店、企业、单号、数量、金额均为程序生成，不对应任何真实主体；仅合计数与公开通报一致。");
    truth.note(
        "援疆资金年度总额取28221万元：民生18530万元占65.66%与通报一致；产业8371万元实占29.66%，通报印为29.46%，两者不能同时成立。",
    );
    truth.note("民生和基层资金24858万元，占28221万元的88.083%，即88.08%以上。");
    truth.note("销售、资金、传帮带、整改截至2021-07；招商引资截至2021-08。");
}

fn fixtures(plan: &Plan, desk: &mut Desk) {
    let stores: Vec<_> = plan.stores.iter().map(|store| store.registry_line()).collect();
    desk.file("market-aid.toml", include_str!("wushi.toml"));
    desk.file("README.md", include_str!("wushi.md"));
    desk.file("registry/stores.csv", stores_csv(&stores));
    desk.file("registry/products.csv", products_csv());
}

/// Files that no report is: a letter, and the lock that an open workbook leaves behind.
fn strays(desk: &mut Desk) {
    let letter = "inbox/关于报送7月销售数据的通知.txt";
    desk.file(letter, "（合成数据）\r\n各市专班：\r\n请于8月3日前报送7月“十城百店”销售数据。\r\n");
    desk.truth.planted("file-without-source", letter, json!({}));
    let lock = "inbox/十城百店/杭州/~$杭州市2021年7月销售明细.xlsx";
    let mut bytes = vec![0; 165];
    bytes[..7].copy_from_slice(b"\x06sample");
    desk.file(lock, bytes);
    desk.truth.planted("lock-file", lock, json!({}));
}

/// What is known of the traps that stand in no single file.
fn absences(truth: &mut Truth) {
    let inbox = "inbox/十城百店";
    truth.planted("not-reported", inbox, json!({"store": "乌什优品·新塍店", "month": "2021-05"}));
    truth.planted("not-reported", inbox, json!({"store": "乌什优品·庆元店", "month": "2021-07"}));
    truth.planted("sale-before-opening", inbox, json!({"store": "乌什优品·镜湖店", "date": "2021-02-25"}));
    truth.planted("month-jump", inbox, json!({"store": "乌什优品·练市店", "month": "2021-06", "times": 6}));
    truth.planted("unit-price", inbox, json!({"store": "乌什优品·龙游店", "month": "2021-02", "slip": "斤/公斤"}));
    truth.planted("unit-price", inbox, json!({"store": "乌什优品·瑞安店", "month": "2021-05", "slip": "吨/公斤"}));
    truth.planted("unit-price", inbox, json!({"store": "乌什优品·海宁店", "month": "2021-04", "slip": "万元/元"}));
    truth.planted("return", inbox, json!({"store": "乌什优品·乐清店", "month": "2021-03"}));
    truth.planted("return", inbox, json!({"store": "乌什优品·平阳店", "month": "2021-07"}));
}
