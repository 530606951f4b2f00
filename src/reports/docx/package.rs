//! The parts of a document as one archive: what each is, how they are linked, in a fixed order and without a clock.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{element, part};

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A part.
pub(super) struct Part {
    name: String,
    /// What it is; empty where the ending of its name says so.
    content_type: String,
    bytes: Vec<u8>,
}

impl Part {
    /// A part of a Word document: `word/{name}.xml`.
    pub fn word(name: &str, kind: &str, xml: &str) -> Self {
        Self { name: format!("word/{name}.xml"), content_type: format!("{WORD}{kind}+xml"), bytes: part(xml) }
    }

    /// Any other part of XML.
    pub fn xml(name: &str, content_type: &str, xml: &str) -> Self {
        Self { name: name.to_owned(), content_type: content_type.to_owned(), bytes: part(xml) }
    }

    /// A picture.
    pub fn png(name: String, bytes: &[u8]) -> Self {
        Self { name, content_type: String::new(), bytes: bytes.to_vec() }
    }

    /// The links of a part: id, kind, target.
    pub fn links(name: &str, links: &[(String, &str, String)]) -> Self {
        let link = |(id, kind, target): &(String, &str, String)| {
            let kind = if kind.contains(':') { (*kind).to_owned() } else { format!("{OFFICE}{kind}") };
            element("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)], "")
        };
        let links: String = links.iter().map(link).collect();
        let xml = element("Relationships", &[("xmlns", RELATIONSHIPS)], &links);
        Self { name: name.to_owned(), content_type: String::new(), bytes: part(&xml) }
    }
}

/// What each part is.
fn content_types(parts: &[Part]) -> Part {
    let of = |ending: &str, content_type: &str| {
        element("Default", &[("Extension", ending), ("ContentType", content_type)], "")
    };
    let mut content = of("png", "image/png")
        + &of("rels", "application/vnd.openxmlformats-package.relationships+xml")
        + &of("xml", "application/xml");
    for part in parts.iter().filter(|part| !part.content_type.is_empty()) {
        let name = format!("/{}", part.name);
        content += &element("Override", &[("PartName", &name), ("ContentType", &part.content_type)], "");
    }
    let xml = element("Types", &[("xmlns", CONTENT_TYPES)], &content);
    Part { name: "[Content_Types].xml".to_owned(), content_type: String::new(), bytes: part(&xml) }
}

/// The parts as an archive, in their order behind the list of what they are.
#[expect(clippy::expect_used, reason = "memory takes whatever is written")]
pub(super) fn archive(parts: &[Part]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in std::iter::once(&content_types(parts)).chain(parts) {
        // A picture is packed already.
        let method = if part.name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        writer.start_file(part.name.as_str(), options).expect("an entry");
        writer.write_all(&part.bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
