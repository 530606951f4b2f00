//! A sheet comes in, the bytes of a text table go out, in the encoding of those who send it. Must not know what the
//! cells mean.

use super::paper::Sheet;

/// How the text is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As Chinese Excel and tills export it.
    Gb18030,
    /// UTF-8 as it is.
    Utf8,
    /// UTF-8 with the mark that Excel puts in front.
    Utf8Bom,
    /// Little-endian with mark: Excel's “Unicode 文本”.
    Utf16,
}

/// The sheet's rows as lines, its cells parted by `delimiter`.
pub(super) fn table(sheet: &Sheet, delimiter: char, encoding: Encoding) -> Vec<u8> {
    let mut out = String::new();
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&cell.shown(), delimiter)).collect();
        out.push_str(&cells.join(&delimiter.to_string()));
        out.push_str("\r\n");
    }
    encode(&out, encoding)
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains([delimiter, '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The text in the given encoding.
pub(super) fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => format!("\u{feff}{text}").into_bytes(),
        Encoding::Utf16 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    }
}

/// The sheet as the HTML that web systems hand out under the name of a workbook.
pub(super) fn html(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from("<html><head><meta charset=\"utf-8\"></head><body><table border=\"1\">\r\n");
    for row in &sheet.rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", cell.shown())).collect();
        out.push_str(&format!("<tr>{cells}</tr>\r\n"));
    }
    out.push_str("</table></body></html>\r\n");
    out.into_bytes()
}
