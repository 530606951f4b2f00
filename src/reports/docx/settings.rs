//! What holds for the whole document: settings, properties, and the identity of the custom part.

use super::xml::{element, on, one_line, val};
use crate::reports::document::Document;
use crate::words::Lang;

/// The settings: odd and even pages differ and mirror each other, and no old word processor is imitated.
pub(super) fn settings() -> String {
    let mode =
        [("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")];
    let compat = ["w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:ulTrailSpace", "w:doNotExpandShiftReturn"];
    let compat: String = compat.into_iter().map(on).collect::<String>() + &on("w:useFELayout");
    let content = [
        element("w:zoom", &[("w:percent", "100")], ""),
        on("w:mirrorMargins"),
        val("w:defaultTabStop", "640"),
        on("w:evenAndOddHeaders"),
        val("w:characterSpacingControl", "compressPunctuation"),
        element("w:compat", &[], &(compat + &element("w:compatSetting", &mode, ""))),
        element("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")], ""),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    ];
    element("w:settings", &super::NAMESPACES, &content.concat())
}

/// Title and language; no date and no name.
pub(super) fn core(document: &Document) -> String {
    let language = if document.lang == Lang::Zh { "zh-CN" } else { "en-US" };
    let title = super::xml::text(&one_line(&document.title));
    let content = [element("dc:title", &[], &title), element("dc:language", &[], language)].concat();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    element("cp:coreProperties", &namespaces, &content)
}

/// The properties of the part with the long ids.
pub(super) fn figures_properties() -> String {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let uri = element("ds:schemaRef", &[("ds:uri", "urn:market-aid:figures:1")], "");
    let known = [("ds:itemID", "{8D0F3B5C-6B0E-4B53-9C1A-2E5B8F3A7D41}"), ("xmlns:ds", namespace)];
    element("ds:datastoreItem", &known, &element("ds:schemaRefs", &[], &uri))
}
