//! What the reading process is asked for, as arguments of its command line. Knows neither process.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::sources::Limits;

/// How a workbook is packed, as its first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Packing {
    /// A zip archive: xlsx, xlsm, xlsb, ods.
    Zip,
    /// A compound file: xls, or an encrypted workbook.
    Compound,
}

/// A workbook to be read, and within which bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) path: PathBuf,
    pub(super) packing: Packing,
    pub(super) child_bytes: u64,
    pub(super) whole_workbook_bytes: u64,
    pub(super) unzipped_bytes: u64,
    pub(super) unzipped_ratio: u64,
    pub(super) entries: u64,
    pub(super) cells: u64,
    /// Patterns of sheets; empty for all.
    pub(super) sheets: Vec<String>,
}

impl Request {
    pub(super) fn new(path: PathBuf, packing: Packing, limits: &Limits, sheets: &[String]) -> Self {
        Self {
            path,
            packing,
            child_bytes: limits.child_bytes,
            whole_workbook_bytes: limits.whole_workbook_bytes,
            unzipped_bytes: limits.unzipped_bytes,
            unzipped_ratio: limits.unzipped_ratio,
            entries: limits.entries as u64,
            cells: limits.cells,
            sheets: sheets.to_vec(),
        }
    }

    pub(super) fn to_arguments(&self) -> Vec<OsString> {
        let packing = if self.packing == Packing::Zip { "zip" } else { "compound" };
        let mut arguments = vec![self.path.clone().into_os_string(), packing.into()];
        arguments.extend(self.numbers().map(|number| number.to_string().into()));
        arguments.extend(self.sheets.iter().map(OsString::from));
        arguments
    }

    const fn numbers(&self) -> [u64; 6] {
        [
            self.child_bytes,
            self.whole_workbook_bytes,
            self.unzipped_bytes,
            self.unzipped_ratio,
            self.entries,
            self.cells,
        ]
    }

    /// The request that `arguments` spell out.
    pub(super) fn from_arguments(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let path = arguments.next()?.into();
        let packing = if arguments.next()? == "zip" { Packing::Zip } else { Packing::Compound };
        let mut number = || arguments.next()?.to_str()?.parse().ok();
        let (child_bytes, whole_workbook_bytes) = (number()?, number()?);
        let (unzipped_bytes, unzipped_ratio) = (number()?, number()?);
        let (entries, cells) = (number()?, number()?);
        let sheets = arguments.map(|sheet| sheet.into_string().ok()).collect::<Option<_>>()?;
        Some(Self {
            path,
            packing,
            child_bytes,
            whole_workbook_bytes,
            unzipped_bytes,
            unzipped_ratio,
            entries,
            cells,
            sheets,
        })
    }
}
