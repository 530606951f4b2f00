//! Names of a document's elements to what they mean for its text. Both the usual and the strict namespaces are known.

use quick_xml::name::{Namespace, ResolveResult};

/// An element, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A paragraph, its properties, and those of its mark.
    Paragraph,
    ParagraphProperties,
    /// A run and its properties.
    Run,
    RunProperties,
    /// Characters.
    Text,
    /// A tab; within the list of tab stops it is none.
    Tab,
    TabStops,
    /// A line or page break.
    Break,
    NoBreakHyphen,
    /// A character by its number.
    Symbol,
    Table,
    Row,
    RowProperties,
    Cell,
    /// The content of a text box.
    TextBox,
    /// What a tracked change took away.
    Deleted,
    /// What a tracked change put in.
    Inserted,
    /// Text that is not shown: instructions of fields, deleted text, readings above characters.
    Unshown,
    /// A border of a field's parts.
    FieldMark,
    /// Hidden text.
    Vanish,
    /// Choices between forms of the same content.
    Alternatives,
    Choice,
    Fallback,
    /// A footnote or endnote, or the line above them.
    Note,
    /// A content control, its properties, its tag, the mark of one that only shows a hint, and what it holds.
    Control,
    ControlProperties,
    ControlTag,
    ControlHint,
    ControlContent,
    /// The ends of a bookmark.
    BookmarkStart,
    BookmarkEnd,
    /// Content that is no text of the document.
    Embedded,
    /// Anything else: looked through.
    Other,
}

const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const MATH: [&str; 2] =
    ["http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The element `name` of a namespace.
pub(super) fn tag(namespace: &ResolveResult<'_>, name: &str) -> Tag {
    let ResolveResult::Bound(Namespace(uri)) = namespace else { return Tag::Other };
    if MAIN.contains(uri) {
        main(name)
    } else if MATH.contains(uri) {
        if name == "t" { Tag::Text } else { Tag::Other }
    } else if *uri == COMPATIBILITY {
        match name {
            "AlternateContent" => Tag::Alternatives,
            "Choice" => Tag::Choice,
            "Fallback" => Tag::Fallback,
            _ => Tag::Other,
        }
    } else if matches!(name, "pic" | "chart" | "relIds" | "OLEObject" | "imagedata") {
        Tag::Embedded
    } else {
        Tag::Other
    }
}

fn main(name: &str) -> Tag {
    match name {
        "p" => Tag::Paragraph,
        "pPr" => Tag::ParagraphProperties,
        "r" => Tag::Run,
        "rPr" => Tag::RunProperties,
        "t" => Tag::Text,
        "tab" | "ptab" => Tag::Tab,
        "tabs" => Tag::TabStops,
        "br" | "cr" => Tag::Break,
        "noBreakHyphen" => Tag::NoBreakHyphen,
        "sym" => Tag::Symbol,
        "tbl" => Tag::Table,
        "tr" => Tag::Row,
        "trPr" => Tag::RowProperties,
        "tc" => Tag::Cell,
        "txbxContent" => Tag::TextBox,
        "del" | "moveFrom" => Tag::Deleted,
        "ins" | "moveTo" => Tag::Inserted,
        "delText" | "instrText" | "delInstrText" | "rt" => Tag::Unshown,
        "fldChar" => Tag::FieldMark,
        "vanish" => Tag::Vanish,
        "footnote" | "endnote" => Tag::Note,
        "bookmarkStart" => Tag::BookmarkStart,
        "bookmarkEnd" => Tag::BookmarkEnd,
        "sdt" => Tag::Control,
        "sdtPr" => Tag::ControlProperties,
        "tag" => Tag::ControlTag,
        "showingPlcHdr" => Tag::ControlHint,
        "sdtContent" => Tag::ControlContent,
        "altChunk" | "subDoc" => Tag::Embedded,
        _ => Tag::Other,
    }
}
