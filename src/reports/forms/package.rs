//! The archive of a workbook: refused where it is none, read part by part, and written again with some parts changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::bytes::{Nature, nature};
use crate::findings::{Code, Finding, Place};

const UNREADABLE: Code = Code("form-unreadable");
const ENCRYPTED: Code = Code("form-encrypted");
const UNSUPPORTED: Code = Code("form-format-unsupported");
const TOO_LARGE: Code = Code("form-too-large");

/// So many entries an archive may have.
const ENTRIES: usize = 10_000;
/// The largest part that is read, unpacked.
const PART_BYTES: u64 = 64 << 20;

/// Why a form cannot be filled at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    code: Code,
    raw: String,
}

impl Trouble {
    pub(super) fn finding(self, place: Place) -> Finding {
        match self.code {
            UNREADABLE => Finding::new(self.code, place, "").with("cause", self.raw),
            _ => Finding::new(self.code, place, self.raw),
        }
    }
}

/// A workbook that is not what it should be.
pub(super) fn damaged(cause: &str) -> Trouble {
    Trouble { code: UNREADABLE, raw: cause.to_owned() }
}

fn of_zip(error: &ZipError) -> Trouble {
    damaged(&error.to_string())
}

/// An archive that holds a workbook.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the archive; says what else it is where it is no xlsx.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let unsupported = |what: &str| Trouble { code: UNSUPPORTED, raw: what.to_owned() };
        match nature(bytes) {
            Nature::Zip => {}
            Nature::Compound if is_encrypted(bytes) => return Err(Trouble { code: ENCRYPTED, raw: String::new() }),
            Nature::Compound => return Err(unsupported("XLS")),
            Nature::Html | Nature::WebArchive => return Err(unsupported("HTML")),
            Nature::Other(what) => return Err(unsupported(what)),
            Nature::Empty | Nature::Binary | Nature::Text => return Err(unsupported("?")),
        }
        // Counted before the directory is read, which takes memory for each entry.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(ENTRIES + 1).count() > ENTRIES {
            return Err(Trouble { code: TOO_LARGE, raw: ENTRIES.to_string() });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
        let package = Self { archive };
        match package.other_format() {
            Some(what) => Err(unsupported(what)),
            None => Ok(package),
        }
    }

    /// What an archive that is no xlsx holds.
    fn other_format(&self) -> Option<&'static str> {
        let names: Vec<String> =
            self.archive.file_names().flatten().map(|name| name.trim_start_matches('/').to_ascii_lowercase()).collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if has("xl/workbook.bin") {
            Some("XLSB")
        } else if has("content.xml") {
            Some("ODF")
        } else if names.iter().any(|name| name.starts_with("word/")) {
            Some("DOCX")
        } else if !has("[content_types].xml") {
            Some("ZIP")
        } else {
            None
        }
    }

    /// A part as text; nothing where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Trouble> {
        let entry = match self.archive.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Trouble { code: ENCRYPTED, raw: String::new() });
            }
            other => other.map_err(|error| of_zip(&error))?,
        };
        let mut unpacked = Vec::new();
        entry.take(PART_BYTES + 1).read_to_end(&mut unpacked).map_err(|error| damaged(&error.to_string()))?;
        if unpacked.len() as u64 > PART_BYTES {
            return Err(Trouble { code: TOO_LARGE, raw: format!("{} MiB", PART_BYTES >> 20) });
        }
        String::from_utf8(unpacked).map(Some).map_err(|_| damaged(name))
    }

    /// The archive with these parts in place of its own; all other entries are copied as they are packed.
    pub(super) fn with(mut self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, Trouble> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at).map_err(|error| of_zip(&error))?;
            let name = entry.name().map_err(|error| of_zip(&error))?.into_owned();
            match changed.get(&name) {
                None => writer.raw_copy_file(entry).map_err(|error| of_zip(&error))?,
                Some(xml) => {
                    let options = SimpleFileOptions::default()
                        .compression_method(CompressionMethod::Deflated)
                        .last_modified_time(entry.last_modified().unwrap_or(DateTime::DEFAULT));
                    writer.start_file(name, options).map_err(|error| of_zip(&error))?;
                    writer.write_all(xml.as_bytes()).map_err(|error| damaged(&error.to_string()))?;
                }
            }
        }
        let written = writer.finish().map_err(|error| of_zip(&error))?;
        Ok(written.into_inner())
    }
}

/// Whether a compound file is a workbook under a password: it then holds a stream of this name.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
