//! Sources: files on disk to raw cells with their place. Knows no ledger and no meaning.
//!
//! In: the job's folder and its patterns of files. Out: [`Table`]s, whose rows are read as often as wanted, in
//! pieces and from several threads, and findings about files that are not what they should be. A file never stops
//! the others: whatever is in it, the worst outcome is a finding.

mod cap;
mod discover;
mod known;
mod limits;
mod table;
mod text;
mod workbook;

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use cap::{CappedAllocator, OVER_CAP};
pub use discover::{Pattern, discover};
pub use known::fingerprint;
pub use limits::Limits;
pub use table::{Cell, CellKind, OwnedRow, RawRow, TableInfo};
pub use text::TextTable;
pub use workbook::{READER_ARGUMENT, Sheet, run_reader_child};

use self::workbook::Packing;
use crate::bytes::{self, Nature};
use crate::findings::{Code, Finding, Place};

/// A file that a source matches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Position of the source in the job.
    pub source: usize,
    /// The file, relative to the job, with `/` between its parts.
    pub name: Arc<str>,
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
}

/// How a file is to be opened.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Gates.
    pub limits: Limits,
    /// Patterns of the sheets to read; empty for all.
    pub sheets: Vec<String>,
    /// The encoding of text files without a byte order mark; found from the bytes where left out.
    pub encoding: Option<String>,
    /// The delimiter of text files; found from the first rows where left out.
    pub delimiter: Option<u8>,
    /// The executable whose `__read-workbook` reads workbooks; this one where left out.
    pub reader_exe: Option<PathBuf>,
}

impl SourceFile {
    /// The ending of the name, in lower case.
    fn ending(&self) -> String {
        self.name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
    }
}

/// The rows of one sheet or of one text file.
#[derive(Debug)]
pub enum Table {
    /// A sheet of a workbook, in memory.
    Sheet(Sheet),
    /// A text file.
    Text(TextTable),
}

/// Consecutive rows of a table, to be read by one thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    blocks: Range<usize>,
    /// The number of its first row.
    pub first_row: u64,
    /// About how many bytes it has.
    pub bytes: u64,
}

/// Opens a file, whatever it turns out to be. Each sheet of a workbook that `options` ask for and that holds
/// anything is a table; findings say what cannot be read.
#[must_use]
pub fn open(file: &SourceFile, options: &OpenOptions) -> (Vec<Table>, Vec<Finding>) {
    let refused = |code, raw| (Vec::new(), vec![Finding::new(Code(code), Place::file(&file.name), raw)]);
    match nature(&file.path) {
        Err(error) => (Vec::new(), vec![unreadable(file, &error)]),
        Ok(Nature::Empty) => refused("file-empty", ""),
        Ok(Nature::Html | Nature::WebArchive) => refused("file-is-html", ""),
        Ok(Nature::Other(what)) => refused("file-format-unsupported", what),
        Ok(Nature::Binary) if options.encoding.is_none() => refused("file-format-unsupported", "BIN"),
        Ok(Nature::Binary | Nature::Text) => open_text(file, options),
        Ok(Nature::Zip) => open_workbook(file, Packing::Zip, options),
        Ok(Nature::Compound) => open_workbook(file, Packing::Compound, options),
    }
}

/// What the first bytes of a file say.
fn nature(path: &Path) -> io::Result<Nature> {
    let mut head = Vec::new();
    File::open(path)?.take(1 << 12).read_to_end(&mut head)?;
    Ok(bytes::nature(&head))
}

fn open_workbook(file: &SourceFile, packing: Packing, options: &OpenOptions) -> (Vec<Table>, Vec<Finding>) {
    let (sheets, findings) = workbook::open(file, packing, options);
    (sheets.into_iter().map(Table::Sheet).collect(), findings)
}

const WORKBOOK_ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "et"];

fn open_text(file: &SourceFile, options: &OpenOptions) -> (Vec<Table>, Vec<Finding>) {
    if file.bytes > options.limits.text_bytes {
        return (Vec::new(), vec![over_size(file, file.bytes, options.limits.text_bytes)]);
    }
    let (table, mut findings) = text::open(file, options);
    if let (Some(table), true) = (&table, WORKBOOK_ENDINGS.contains(&file.ending().as_str())) {
        let contents = if table.delimiter() == b'\t' { "TSV" } else { "CSV" };
        findings.push(Finding::new(Code("file-format-mismatch"), Place::file(&file.name), contents));
    }
    (table.map(Table::Text).into_iter().collect(), findings)
}

/// The finding for a file that cannot be read, with the system's or the format's own words.
fn unreadable(file: &SourceFile, error: &io::Error) -> Finding {
    Finding::new(Code("file-unreadable"), Place::file(&file.name), "").with("cause", error.to_string())
}

/// The finding for a file of `bytes`, where `limit` are allowed.
fn over_size(file: &SourceFile, bytes: u64, limit: u64) -> Finding {
    let mib = |bytes: u64| format!("{} MiB", bytes.div_ceil(1 << 20));
    Finding::new(Code("file-too-large"), Place::file(&file.name), mib(bytes)).with("limit", mib(limit))
}

impl Table {
    /// What is known of the table.
    #[must_use]
    pub const fn info(&self) -> &TableInfo {
        match self {
            Self::Sheet(sheet) => sheet.info(),
            Self::Text(text) => text.info(),
        }
    }

    /// The first rows, for finding the header.
    #[must_use]
    pub fn head(&self, rows: usize) -> Vec<OwnedRow> {
        match self {
            Self::Sheet(sheet) => sheet.head(rows),
            Self::Text(text) => text.head(rows),
        }
    }

    /// How many rows there are, blank ones included.
    #[must_use]
    pub fn row_count(&self) -> u64 {
        match self {
            Self::Sheet(sheet) => sheet.row_count(),
            Self::Text(text) => text.row_count(),
        }
    }

    /// The table in pieces of about `target_bytes`, in order; a sheet and a small text are one piece.
    #[must_use]
    pub fn pieces(&self, target_bytes: u64) -> Vec<Piece> {
        match self {
            Self::Sheet(sheet) => vec![Piece { blocks: 0..1, first_row: 1, bytes: sheet.bytes() }],
            Self::Text(text) => text.runs(target_bytes).into_iter().map(|blocks| Self::piece(text, blocks)).collect(),
        }
    }

    fn piece(text: &TextTable, blocks: Range<usize>) -> Piece {
        let (first_row, bytes) = text.extent(&blocks);
        Piece { blocks, first_row, bytes }
    }

    /// Gives every row of a piece to `each`, in order; blank rows have no cells.
    ///
    /// # Errors
    /// The file cannot be read any more, or some of its bytes are no characters; all rows that can be read have
    /// been given to `each` by then.
    pub fn read(&self, piece: &Piece, each: impl FnMut(&RawRow<'_>)) -> Result<(), Finding> {
        match self {
            Self::Sheet(sheet) => {
                sheet.read(each);
                Ok(())
            }
            Self::Text(text) => text.read(&piece.blocks, each),
        }
    }

    /// Rows again, by their handles, which must be sorted.
    pub fn rows(&self, locators: &[u64], mut each: impl FnMut(&RawRow<'_>)) {
        match self {
            Self::Text(text) => text.rows_at(locators, each),
            Self::Sheet(_) => {
                for row in locators.iter().filter_map(|&locator| self.row(locator)) {
                    row.lend(&mut each);
                }
            }
        }
    }

    /// A row again, by its handle.
    #[must_use]
    pub fn row(&self, locator: u64) -> Option<OwnedRow> {
        match self {
            Self::Sheet(sheet) => sheet.row(locator),
            Self::Text(text) => text.row(locator),
        }
    }
}
