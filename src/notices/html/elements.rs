//! What elements mean for the text of a page. Knows names alone.

/// Elements that have no content.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements whose content is not shown as text.
pub(super) fn is_dropped(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"title"
            | b"template"
            | b"noscript"
            | b"noframes"
            | b"noembed"
            | b"select"
            | b"datalist"
            | b"audio"
            | b"rt"
            | b"rp"
            | b"annotation"
            | b"annotation-xml"
    ) || is_embedded(name)
}

/// Elements that show something which is no text of this page.
pub(super) fn is_embedded(name: &[u8]) -> bool {
    matches!(name, b"iframe" | b"object" | b"svg" | b"canvas" | b"video" | b"embed")
}

/// Elements that stand on lines of their own, the parts of tables among them.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"html"
            | b"legend"
            | b"li"
            | b"listing"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"plaintext"
            | b"pre"
            | b"search"
            | b"section"
            | b"summary"
            | b"ul"
            | b"xmp"
    ) || is_of_table(name)
}

/// A table and its parts.
pub(super) fn is_of_table(name: &[u8]) -> bool {
    matches!(name, b"table" | b"caption" | b"thead" | b"tbody" | b"tfoot" | b"tr") || is_cell(name)
}

/// Cells of a table.
pub(super) fn is_cell(name: &[u8]) -> bool {
    matches!(name, b"td" | b"th")
}

/// The element that carries a value for machines beside the text for people.
pub(super) fn is_datum(name: &[u8]) -> bool {
    name == b"data"
}

/// Elements whose white space is shown as it stands.
pub(super) fn keeps_space(name: &[u8]) -> bool {
    matches!(name, b"pre" | b"listing" | b"xmp" | b"plaintext" | b"textarea")
}

/// Elements, by their names.
type Names = &'static [&'static [u8]];

/// Elements that a start tag of `name` closes where they are still open, and those beyond which it does not look.
pub(super) fn closed_by(name: &[u8]) -> Option<(Names, Names)> {
    const BEFORE_P: &[&[u8]] = &[b"table", b"td", b"th", b"caption", b"button", b"object"];
    const TABLE: &[&[u8]] = &[b"table"];
    Some(match name {
        b"td" | b"th" => (&[b"td", b"th", b"caption"], TABLE),
        b"tr" => (&[b"tr", b"td", b"th", b"caption"], TABLE),
        b"thead" | b"tbody" | b"tfoot" => (&[b"thead", b"tbody", b"tfoot", b"tr", b"td", b"th", b"caption"], TABLE),
        b"li" => (&[b"li"], &[b"ul", b"ol", b"menu", b"td", b"th"]),
        b"dd" | b"dt" => (&[b"dd", b"dt"], &[b"dl", b"td", b"th"]),
        _ if is_block(name) || name == b"hr" => (&[b"p"], BEFORE_P),
        _ => return None,
    })
}

/// Whether the value of a `style` attribute takes the element off the page.
pub(super) fn is_hidden_by_style(style: &[u8]) -> bool {
    style.split(|&byte| byte == b';').any(|declaration| {
        let plain: Vec<u8> =
            declaration.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
        plain.starts_with(b"display:none") || plain.starts_with(b"visibility:hidden")
    })
}
