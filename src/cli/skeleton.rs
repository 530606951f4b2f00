//! `market-aid new`: a job skeleton with input templates that an officer can fill in.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::job::JOB_FILE;

use super::arguments::Shared;
use super::failure::Failure;
use super::{Ending, summary};

/// Files of the skeleton, as they are: the commented job file and the registries' headers.
const TEXTS: [(&str, &str); 3] = [
    (JOB_FILE, include_str!("skeleton/market-aid.toml")),
    ("registry/stores.csv", "\u{feff}编码,名称,别名,城市,开业日期,停业日期\r\n"),
    ("registry/products.csv", "\u{feff}名称,别名,类别,每箱千克,最低单价,最高单价\r\n"),
];

/// Input templates: file, header, and which columns hold numbers.
const SHEETS: [(&str, &[&str]); 2] = [
    ("templates/十城百店销售.xlsx", &["日期", "单号", "城市", "门店", "产品", "渠道", "数量(公斤)", "金额(元)"]),
    (
        "templates/招商引资签约.xlsx",
        &[
            "签约日期",
            "项目编号",
            "项目名称",
            "投资方",
            "签约类型",
            "行业",
            "落户地",
            "状态",
            "签约金额(万元)",
            "到位资金(万元)",
            "开工日期",
        ],
    ),
];

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let Some(dir) = matches.get_one::<PathBuf>("dir") else { return Ok(Ending::Well) };
    if dir.join(JOB_FILE).exists() {
        return Err(Failure::new("cli.new-exists", vec![("dir", dir.display().to_string())]));
    }
    let files = TEXTS.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let failed =
        |cause: String| Failure::new("cli.new-failed", vec![("dir", dir.display().to_string()), ("cause", cause)]);
    for (name, bytes) in files {
        write(&dir.join(name), &bytes).map_err(|error| failed(error.to_string()))?;
    }
    for (name, header) in SHEETS {
        let bytes = template(header).map_err(|error| failed(error.to_string()))?;
        write(&dir.join(name), &bytes).map_err(|error| failed(error.to_string()))?;
    }
    fs::create_dir_all(dir.join("inbox")).map_err(|error| failed(error.to_string()))?;
    summary::tell(shared, "cli.new-done", &[("dir", &dir.display().to_string())]);
    Ok(Ending::Well)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}

fn template(header: &[&str]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (column, text) in (0_u16..).zip(header) {
        sheet.write_string_with_format(0, column, *text, &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
