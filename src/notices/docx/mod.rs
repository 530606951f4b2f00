//! A document of today's Word or WPS to its text. In: the bytes of the archive. Out: the notice: the body, then footnotes
//! and endnotes. Headers, footers and comments are left out.
//!
//! What the archive says of itself is not believed: sizes are counted while unpacking.

mod figures;
mod package;
mod story;
mod tag;

use std::collections::BTreeSet;

use super::page::Marked;
use super::{Notice, NoticeError};

use figures::Figures;
use package::Package;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Notice, NoticeError> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let figures = Figures::read(&mut package, &document.custom);
    let (mut text, mut remarks) = (Marked::default(), BTreeSet::new());
    for part in std::iter::once(document.body).chain(document.notes) {
        let Some(xml) = package.part(&part)? else { continue };
        let told = story::read(&xml, &figures)?;
        if !text.is_at_line_start() {
            text.push("\n");
        }
        text.append(told.text);
        remarks.extend(told.remarks);
    }
    let (text, marks) = text.into_parts();
    Ok(Notice { text, remarks: remarks.into_iter().collect(), marks })
}

/// A document that is not as it should be; `cause` is what the format says.
fn damaged(cause: impl std::fmt::Display) -> NoticeError {
    NoticeError::new(crate::findings::Code("notice-damaged"), "DOCX").with("cause", cause.to_string())
}

#[cfg(test)]
mod tests;
