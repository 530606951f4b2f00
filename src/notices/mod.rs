//! Notices: a paper on disk to its text. Knows no number and no verdict.
//!
//! In: a file, or a stream of bytes. Out: the [`Notice`], whose text is what places are counted in, or a
//! [`NoticeError`] with its remedy. What the file is, its bytes say; the ending of its name only tells a plain text from
//! a web page. Every step is bounded: size, unpacked size, entries, depth.

mod docx;
mod error;
mod html;
mod page;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

pub use error::NoticeError;

use crate::bytes::{self, Nature};
use crate::findings::Code;

/// The largest file of any kind.
const FILE_BYTES: u64 = 64 << 20;
/// The largest plain text or web page.
const TEXT_BYTES: u64 = 16 << 20;

/// A paper's text, and what to know of how it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The text as read: no byte order mark, lines end in LF. Of a document, a line a paragraph and a line a table row,
    /// its cells between tabs; notes at the end.
    pub text: String,
    /// What a reader should know, each once: hidden text, tracked changes, contents that are no text.
    pub remarks: Vec<Code>,
    /// Numbers that the paper says are figures, by where they stand. What stands there may have been edited since.
    pub marks: Vec<Mark>,
}

/// A stretch of a notice's text that the paper marks as a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it begins, in Unicode scalar values of the text.
    pub start: usize,
    /// Where it ends; half-open.
    pub end: usize,
    /// The id of the figure, as the paper gives it: it may be any text.
    pub id: Arc<str>,
}

impl Notice {
    /// Each mark with its text.
    pub fn marked(&self) -> impl Iterator<Item = (&Mark, &str)> {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(self.text.len());
        self.marks.iter().filter_map(move |mark| {
            let (start, end) = (*bytes.get(mark.start)?, *bytes.get(mark.end)?);
            Some((mark, self.text.get(start..end)?))
        })
    }
}

/// Reads the file at `path`.
///
/// # Errors
/// There is no such file, it cannot be read, or it is nothing that text can be taken from.
pub fn read(path: &Path) -> Result<Notice, NoticeError> {
    let file = File::open(path).map_err(|error| cannot_open(&error))?;
    let about = file.metadata().map_err(|error| cannot_open(&error))?;
    if about.is_dir() {
        return Err(NoticeError::new(Code("notice-is-folder"), ""));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    read_from(file, ending.as_deref().unwrap_or_default())
}

/// Reads a stream to its end; `ending` is how its name ends, in lower case, or nothing.
///
/// # Errors
/// As [`read`].
pub fn read_from(stream: impl Read, ending: &str) -> Result<Notice, NoticeError> {
    let mut bytes = Vec::new();
    stream.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| cannot_open(&error))?;
    within(bytes.len(), FILE_BYTES)?;
    let notice = from_bytes(&bytes, ending)?;
    if notice.text.trim().is_empty() { Err(NoticeError::new(Code("notice-empty"), "")) } else { Ok(notice) }
}

fn cannot_open(error: &io::Error) -> NoticeError {
    match error.kind() {
        io::ErrorKind::NotFound => NoticeError::new(Code("notice-not-found"), ""),
        io::ErrorKind::IsADirectory => NoticeError::new(Code("notice-is-folder"), ""),
        _ => NoticeError::new(Code("notice-unreadable"), "").with("cause", error.to_string()),
    }
}

/// Refuses more bytes than `limit`.
fn within(bytes: usize, limit: u64) -> Result<(), NoticeError> {
    if bytes as u64 <= limit {
        return Ok(());
    }
    Err(NoticeError::new(Code("notice-too-large"), "").with("limit", format!("{} MiB", limit >> 20)))
}

fn from_bytes(bytes: &[u8], ending: &str) -> Result<Notice, NoticeError> {
    let is_plain = matches!(ending, "txt" | "md");
    let refused = |code, raw| Err(NoticeError::new(Code(code), raw));
    match bytes::nature(bytes) {
        Nature::Empty => refused("notice-empty", ""),
        Nature::Zip => docx::read(bytes),
        Nature::Compound => Err(compound(bytes)),
        Nature::Other("PDF") => refused("notice-is-pdf", "PDF"),
        Nature::Other(what @ ("PNG" | "JPEG" | "GIF" | "BMP" | "TIFF" | "WebP")) => refused("notice-is-picture", what),
        Nature::Other("XML") if is_plain => plain(bytes),
        Nature::Other("XML") if is_page(ending) => html::read(bytes),
        Nature::Other(what) => refused("notice-format-unsupported", what),
        Nature::WebArchive if !is_plain => refused("notice-format-unsupported", "MHT"),
        Nature::Binary => refused("notice-format-unsupported", "BIN"),
        Nature::Html if !is_plain => html::read(bytes),
        Nature::Text if is_page(ending) => html::read(bytes),
        Nature::Html | Nature::WebArchive | Nature::Text => plain(bytes),
    }
}

/// Whether a name that ends so is that of a web page.
fn is_page(ending: &str) -> bool {
    matches!(ending, "html" | "htm" | "xhtml" | "shtml")
}

fn plain(bytes: &[u8]) -> Result<Notice, NoticeError> {
    within(bytes.len(), TEXT_BYTES)?;
    let text = bytes::decode(bytes).map_err(|found| undecodable(found.line))?;
    Ok(Notice { text: with_plain_line_ends(text), ..Notice::default() })
}

fn with_plain_line_ends(text: String) -> String {
    if text.contains("\r\n") { text.replace("\r\n", "\n") } else { text }
}

fn undecodable(line: usize) -> NoticeError {
    NoticeError::new(Code("notice-encoding-unreadable"), "").with("row", line.to_string())
}

/// What a compound file holds, by the names in its directory, which stand in it as UTF-16.
fn compound(bytes: &[u8]) -> NoticeError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    let (code, what) = if holds("EncryptedPackage") {
        ("notice-encrypted", "")
    } else if holds("WordDocument") {
        ("notice-is-doc", "DOC")
    } else if holds("Workbook") || holds("Book") {
        ("notice-is-workbook", "XLS")
    } else if holds("PowerPoint Document") {
        ("notice-format-unsupported", "PPT")
    } else {
        ("notice-is-doc", "OLE")
    };
    NoticeError::new(Code(code), what)
}

#[cfg(test)]
mod tests;
