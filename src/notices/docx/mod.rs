//! A document of today's Word or WPS to its text. In: the bytes of the archive. Out: the notice: the body, then footnotes
//! and endnotes. Headers, footers and comments are left out.
//!
//! What the archive says of itself is not believed: sizes are counted while unpacking.

mod package;
mod story;
mod tag;

use std::collections::BTreeSet;

use super::{Notice, NoticeError};

use package::Package;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Notice, NoticeError> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let (mut text, mut remarks) = (String::new(), BTreeSet::new());
    for part in std::iter::once(document.body).chain(document.notes) {
        let Some(xml) = package.part(&part)? else { continue };
        let told = story::read(&xml)?;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&told.text);
        remarks.extend(told.remarks);
    }
    Ok(Notice { text, remarks: remarks.into_iter().collect(), ..Notice::default() })
}

/// A document that is not as it should be; `cause` is what the format says.
fn damaged(cause: impl std::fmt::Display) -> NoticeError {
    NoticeError::new(crate::findings::Code("notice-damaged"), "DOCX").with("cause", cause.to_string())
}

#[cfg(test)]
mod tests;
