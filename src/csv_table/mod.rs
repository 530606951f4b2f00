//! One CSV dialect for every table: UTF-8 with a BOM and CRLF, as Excel expects, and no cell that a spreadsheet would
//! run as a formula. In: cells as text. Out: bytes. Knows no report.

use std::borrow::Cow;

/// A table that grows row by row. Every cell is neutralised on its way in.
#[derive(Debug)]
pub struct CsvTable {
    writer: csv::Writer<Vec<u8>>,
}

impl CsvTable {
    /// A table with its mark and its header.
    #[must_use]
    pub fn new(header: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut table = Self::behind("\u{feff}");
        table.row(header);
        table
    }

    /// Rows that continue a table whose header has been written.
    #[must_use]
    pub fn continued() -> Self {
        Self::behind("")
    }

    fn behind(mark: &str) -> Self {
        let bytes = mark.as_bytes().to_vec();
        Self { writer: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(bytes) }
    }

    /// One more row.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        for cell in cells {
            self.writer.write_field(neutralised(cell.as_ref()).as_ref()).expect("a row in memory");
        }
        self.writer.write_record(None::<&[u8]>).expect("a row in memory");
    }

    /// The whole table.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[must_use]
    #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().expect("a table in memory")
    }
}

/// `text` with an apostrophe in front where a spreadsheet would take it for a formula. A plain negative number or
/// percentage stays what it is.
fn neutralised(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
    let starts_formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if starts_formula && !is_plain_negative(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// `-12.5` or `-12.5%`, and nothing looser.
fn is_plain_negative(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let number = number.strip_suffix('%').unwrap_or(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    [whole, fraction].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+86 10", "'+86 10"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("-1e5", "'-1e5"),
            ("-1.", "'-1."),
            ("-5%%", "'-5%%"),
            ("-12.5", "-12.5"),
            ("-12", "-12"),
            ("-8.92%", "-8.92%"),
            ("-8%", "-8%"),
            ("—", "—"),
            ("杭州-1店", "杭州-1店"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(neutralised(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_dialect_is_excels() {
        let mut table = CsvTable::new(["a", "b"]);
        table.row(["x,y", "line\nbreak \"q\""]);
        let text = String::from_utf8(table.into_bytes()).expect("UTF-8");
        assert_eq!(text, "\u{feff}a,b\r\n\"x,y\",\"line\nbreak \"\"q\"\"\"\r\n");
        let mut more = CsvTable::continued();
        more.row(["1", "=2"]);
        assert_eq!(more.into_bytes(), b"1,'=2\r\n");
    }
}
