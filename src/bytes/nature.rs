//! What a file is, by its first bytes. Reads no further.

use super::encoding::is_utf16;

/// So many first bytes are enough to say what a file is.
const HEAD: usize = 4096;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Nothing at all.
    Empty,
    /// A zip archive: any office file of today.
    Zip,
    /// A compound file: any office file of old, or an encrypted one of today.
    Compound,
    /// A web page.
    Html,
    /// A web page with all that belongs to it in one file (mht).
    WebArchive,
    /// A kind of file that is not read: which.
    Other(&'static str),
    /// Bytes that no known text has.
    Binary,
    /// Text, as far as can be seen.
    Text,
}

/// Beginnings that name a kind of file which is not read.
const OTHERS: [(&[u8], &str); 13] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BM\x36", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "WebP"),
    (b"SQLite format 3", "SQLite"),
];

/// What a file is whose first bytes these are; all of them may be given.
#[must_use]
pub fn nature(bytes: &[u8]) -> Nature {
    let head = &bytes[..bytes.len().min(HEAD)];
    match head {
        [] => Nature::Empty,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Nature::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Nature::Compound,
        _ => OTHERS
            .iter()
            .find(|(start, _)| head.starts_with(start))
            .map_or_else(|| of_text(head), |(_, what)| Nature::Other(what)),
    }
}

fn of_text(head: &[u8]) -> Nature {
    let text: String =
        head.iter().filter(|&&byte| byte != 0).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let text = text.trim_start_matches(|c: char| !c.is_ascii_graphic());
    if text.starts_with("mime-version:") {
        Nature::WebArchive
    } else if is_html(text) {
        Nature::Html
    } else if text.starts_with("<?xml") {
        Nature::Other(if text.contains("schemas-microsoft-com:office:spreadsheet") { "XML 2003" } else { "XML" })
    } else if is_binary(head) {
        Nature::Binary
    } else {
        Nature::Text
    }
}

fn is_html(text: &str) -> bool {
    let opens = ["<!doctype html", "<html", "<head", "<meta", "<table", "<style", "<body"];
    let after_declaration = if text.starts_with("<?xml") {
        text.split_once("?>").map_or(text, |(_, rest)| rest.trim_start())
    } else {
        text
    };
    opens.iter().any(|open| after_declaration.starts_with(open))
}

/// Control characters that no table has. In UTF-16 they are halves of Chinese characters, and zeros are everywhere.
fn is_binary(head: &[u8]) -> bool {
    let control = head.iter().filter(|&&byte| matches!(byte, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)).count();
    !is_utf16(head) && control * 50 > head.len()
}
