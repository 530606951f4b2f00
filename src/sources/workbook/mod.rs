//! Workbooks: xlsx, xlsm, xlsb, xls and ods to sheets of cells. Knows no ledger and no meaning.
//!
//! In: a file that begins as a zip archive or a compound file. Out: a [`Sheet`] for each sheet asked for, and
//! findings. The reading itself runs in another process (`reader`), whose answers are collected here.

mod child;
mod collect;
mod reader;
mod request;
mod sheet;
mod wire;

use std::io;

pub use child::READER_ARGUMENT;
pub use reader::run_reader_child;
pub(super) use request::Packing;
pub use sheet::Sheet;

use self::child::Ending;
use self::collect::Collected;
use self::request::Request;
use super::{OVER_CAP, OpenOptions, SourceFile, over_size, unreadable};
use crate::findings::{Code, Finding, Place};

/// Opens a workbook.
pub(super) fn open(file: &SourceFile, packing: Packing, options: &OpenOptions) -> (Vec<Sheet>, Vec<Finding>) {
    if let Some(finding) = too_large(file, packing, options) {
        return (Vec::new(), vec![finding]);
    }
    let limits = &options.limits;
    let request = Request::new(file.path.clone(), packing, limits, &options.sheets);
    let mut collected = Collected::new(file, limits.cells);
    let ending = child::start(options.reader_exe.as_ref(), &request, limits.child_time).and_then(|mut reading| {
        let heard = collected.listen(&mut reading.answers);
        reading.end().map(|ending| (heard, ending))
    });
    match judge(file, options, ending, &collected) {
        Some(finding) => (Vec::new(), vec![finding]),
        None => collected.finish(),
    }
}

fn too_large(file: &SourceFile, packing: Packing, options: &OpenOptions) -> Option<Finding> {
    let limit = match packing {
        Packing::Zip => options.limits.workbook_bytes,
        Packing::Compound => options.limits.whole_workbook_bytes,
    };
    (file.bytes > limit).then(|| over_size(file, file.bytes, limit))
}

/// What the end of the reading process says of the file: nothing, if all was told.
fn judge(
    file: &SourceFile,
    options: &OpenOptions,
    ending: io::Result<(io::Result<()>, Ending)>,
    collected: &Collected<'_>,
) -> Option<Finding> {
    let place = || Place::file(&file.name);
    match ending {
        _ if collected.is_refused() => None,
        Ok((_, Ending::TimedOut)) => {
            let seconds = options.limits.child_time.as_secs();
            Some(Finding::new(Code("file-too-slow"), place(), "").with("limit", seconds.to_string()))
        }
        Ok((_, Ending::Exited(status))) if status.code() == Some(OVER_CAP) => {
            Some(over_size(file, options.limits.child_bytes, options.limits.child_bytes))
        }
        Ok((Ok(()), Ending::Exited(status))) if status.success() => None,
        Ok((_, Ending::Exited(status))) => Some(unreadable(file, &io::Error::other(status.to_string()))),
        Err(error) => Some(unreadable(file, &error)),
    }
}
