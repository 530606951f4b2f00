//! The archive of a document: bounds, which part is the body, which are notes. Knows no text.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::damaged;
use crate::bytes;
use crate::findings::Code;
use crate::notices::NoticeError;

/// So many entries an archive may have.
const ENTRIES: usize = 10_000;
/// So many parts of other XML are looked at.
const CUSTOM_PARTS: usize = 16;
/// The largest part, unpacked.
const PART_BYTES: u64 = 32 << 20;

/// An archive that holds a document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// The parts of a document that hold its text.
pub(super) struct Document {
    pub body: String,
    pub notes: Vec<String>,
    /// Parts of XML that are no text of the document.
    pub custom: Vec<String>,
}

/// A link from one part to another: its kind, and the part.
struct Link {
    kind: String,
    target: String,
}

impl<'a> Package<'a> {
    /// Opens the archive; refuses what is no document.
    pub fn open(bytes: &'a [u8]) -> Result<Self, NoticeError> {
        // Counted before the directory is read, which takes memory for each entry.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(ENTRIES + 1).count() > ENTRIES {
            return Err(too_large());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut package = Self { archive };
        package.refuse_others()?;
        Ok(package)
    }

    fn refuse_others(&mut self) -> Result<(), NoticeError> {
        let names: Vec<String> =
            self.archive.file_names().flatten().map(|name| name.trim_start_matches('/').to_ascii_lowercase()).collect();
        let has = |start: &str| names.iter().any(|name| name.starts_with(start));
        let (code, what) =
            if has("word/") || names.iter().any(|name| name == "_rels/.rels") && !has("xl/") && !has("ppt/") {
                return Ok(());
            } else if has("xl/") {
                ("notice-is-workbook", "XLSX")
            } else if has("ppt/") {
                ("notice-format-unsupported", "PPTX")
            } else if has("ofd.xml") {
                ("notice-is-pdf", "OFD")
            } else if has("content.xml") {
                ("notice-format-unsupported", "ODF")
            } else {
                ("notice-format-unsupported", "ZIP")
            };
        Err(NoticeError::new(Code(code), what))
    }

    /// The parts that hold the text: as the archive links them, or where they usually are.
    pub fn document(&mut self) -> Result<Document, NoticeError> {
        let links = self.links("")?;
        let body = links.into_iter().find(|link| link.kind.ends_with("/officeDocument")).map(|link| link.target);
        let body = body.unwrap_or_else(|| "word/document.xml".to_owned());
        let links = self.links(&body)?;
        let of = |kind: &str| links.iter().find(|link| link.kind.ends_with(kind)).map(|link| link.target.clone());
        let notes = ["/footnotes", "/endnotes"].into_iter().filter_map(of).collect();
        let custom = links.iter().filter(|link| link.kind.ends_with("/customXml")).map(|link| link.target.clone());
        let custom = custom.take(CUSTOM_PARTS).collect();
        if self.part(&body)?.is_none() {
            return Err(damaged(body));
        }
        Ok(Document { body, notes, custom })
    }

    /// Where a part leads; nothing where it has no links.
    fn links(&mut self, part: &str) -> Result<Vec<Link>, NoticeError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let of_part = resolved(folder, &format!("_rels/{name}.rels"));
        let Some(xml) = self.part(&of_part)? else { return Ok(Vec::new()) };
        let (mut reader, mut links) = (Reader::from_str(&xml), Vec::new());
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(start) | Event::Empty(start) => links.extend(link(&start, folder)),
                Event::Eof => return Ok(links),
                _ => {}
            }
        }
    }

    /// A part as text; nothing where there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, NoticeError> {
        let entry = match self.archive.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(NoticeError::new(Code("notice-encrypted"), ""));
            }
            other => other.map_err(damaged)?,
        };
        let mut unpacked = Vec::new();
        entry.take(PART_BYTES + 1).read_to_end(&mut unpacked).map_err(damaged)?;
        if unpacked.len() as u64 > PART_BYTES {
            return Err(too_large());
        }
        bytes::decode(&unpacked).map(Some).map_err(|found| damaged(format!("{name}:{}", found.line)))
    }
}

fn too_large() -> NoticeError {
    NoticeError::new(Code("notice-unpacks-too-large"), "").with("limit", format!("{} MiB", PART_BYTES >> 20))
}

fn link(start: &BytesStart<'_>, folder: &str) -> Option<Link> {
    Some(Link { kind: attribute(start, "Type")?, target: resolved(folder, &attribute(start, "Target")?) })
}

/// An attribute by its local name, entities resolved.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    let raw = found.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// `target` as seen from `folder`, without `.` and `..`.
fn resolved(folder: &str, target: &str) -> String {
    let base = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}
