//! The archive of a workbook, measured by its directory before anything is unpacked. Knows no contents.

use std::fs::File;
use std::io::BufReader;

use zip::ZipArchive;
use zip::result::ZipError;

use super::Stop;
use crate::sources::workbook::request::Request;
use crate::sources::workbook::wire::{Format, Trouble};

/// Small archives may be packed as tightly as they like.
const ANY_RATIO_BYTES: u64 = 64 << 20;

/// An archive as these rooms open it.
pub(super) type Archive = ZipArchive<BufReader<File>>;

/// Opens the archive of a request.
pub(super) fn open(request: &Request) -> Result<Archive, Stop> {
    let file = File::open(&request.path).map_err(Stop::unreadable)?;
    ZipArchive::new(BufReader::new(file)).map_err(Stop::unreadable)
}

/// The format, if the archive is within bounds.
pub(super) fn measured_format(request: &Request) -> Result<Format, Stop> {
    let mut archive = open(request)?;
    measure(&mut archive, request)?;
    let format = format(&archive)?;
    let packed = std::fs::metadata(&request.path).map_or(0, |data| data.len());
    if format != Format::Xlsx && packed > request.whole_workbook_bytes {
        return Err(too_large(packed, request.whole_workbook_bytes));
    }
    Ok(format)
}

fn too_large(bytes: u64, limit: u64) -> Stop {
    Stop::Trouble(Trouble::UnzippedTooLarge, format!("{bytes} {limit}"))
}

fn measure(archive: &mut Archive, request: &Request) -> Result<(), Stop> {
    if archive.len() as u64 > request.entries {
        return Err(Stop::Trouble(Trouble::TooManyEntries, archive.len().to_string()));
    }
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(Stop::unreadable)?;
        if entry.encrypted() {
            return Err(Stop::Trouble(Trouble::Encrypted, String::new()));
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
    }
    let tight = ANY_RATIO_BYTES.max(packed.saturating_mul(request.unzipped_ratio));
    let limit = tight.min(request.unzipped_bytes);
    if unpacked > limit { Err(too_large(unpacked, limit)) } else { Ok(()) }
}

/// What the entries' names say.
fn format(archive: &Archive) -> Result<Format, Stop> {
    let names = names(archive);
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let unsupported = |what: &str| Err(Stop::Trouble(Trouble::Unsupported, what.to_owned()));
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if names.iter().any(|name| name.to_ascii_lowercase().ends_with("workbook.xml")) {
        Ok(Format::Xlsx)
    } else if has("content.xml") {
        Ok(Format::Ods)
    } else if has("word/document.xml") {
        unsupported("docx")
    } else if has("ppt/presentation.xml") {
        unsupported("pptx")
    } else {
        unsupported("zip")
    }
}

/// The names of the entries, as far as they can be read.
pub(super) fn names(archive: &Archive) -> Vec<String> {
    archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
}

/// Whether an entry is not there, as opposed to damaged.
pub(super) fn is_missing(error: &ZipError) -> bool {
    matches!(error, ZipError::FileNotFound)
}
