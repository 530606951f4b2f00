//! The encoding of a web page: what its bytes leave no doubt of, then what it says of itself, then as any text.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};

use crate::bytes;
use crate::notices::{NoticeError, undecodable};

/// What a page says of itself stands within so many first bytes.
const HEAD: usize = 4096;
/// So many characters beyond ASCII are not UTF-8 by chance.
const NO_CHANCE: usize = 8;

/// The page as UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<String, NoticeError> {
    let evidence = bytes::evidence(bytes);
    let said = declared(&bytes[..bytes.len().min(HEAD)]).filter(|_| evidence.encoding.is_none());
    let decoded = match (said, std::str::from_utf8(bytes)) {
        // Pages that were saved anew keep the name of their old encoding.
        (Some(_), Ok(text)) if text.chars().filter(|c| !c.is_ascii()).count() >= NO_CHANCE => Ok(text.to_owned()),
        (Some(encoding), _) => bytes::decode_as(bytes, encoding),
        (None, _) => bytes::decode(bytes),
    };
    decoded.map_err(|found| undecodable(found.line))
}

/// The encoding that a `meta` element or the XML declaration names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let tags = memchr::memmem::find_iter(&head, b"<meta").chain(memchr::memmem::find_iter(&head, b"<?xml"));
    tags.filter_map(|at| label(&head[at..])).find_map(|label| {
        let encoding = Encoding::for_label(label)?;
        // UTF-16 cannot be: the tag was read as ASCII.
        let encoding = if encoding == GBK { GB18030 } else { encoding };
        Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
    })
}

/// The value of `charset` or `encoding` in the tag that begins here.
fn label(tag: &[u8]) -> Option<&[u8]> {
    let tag = &tag[..memchr::memchr(b'>', tag)?];
    let after = |name: &[u8]| memchr::memmem::find(tag, name).map(|at| &tag[at + name.len()..]);
    let value = after(b"charset").or_else(|| after(b"encoding"))?.trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'?' | b' ' | b'\t' | b'\n'));
    Some(&value[..end.unwrap_or(value.len())])
}
