//! Text files: CSV, TSV and their like to rows of cells. Knows no workbook and no meaning.
//!
//! In: a file of any size. Out: a [`TextTable`], whose rows are read in blocks from memory or from disk, again and
//! again and from several threads.

mod dialect;
mod encoding;
mod index;
mod load;
mod marks;
mod quotes;
mod rows;
mod storage;

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use self::index::{Block, Index, IndexError, Plan};
use self::quotes::Dialect;
use self::rows::BlockText;
use self::storage::{RangeReader, Storage};
use super::{OpenOptions, OwnedRow, RawRow, SourceFile, TableInfo, unreadable};
use crate::findings::{Code, Finding, Place};

/// How much of the text the delimiter is found from.
const HEAD_BYTES: u64 = 1 << 16;
const BLOCK_BYTES: u64 = 1 << 18;
/// More findings of one kind in one file are counted, not listed.
const LISTED: usize = 20;

/// The rows of a text file.
#[derive(Debug)]
pub struct TextTable {
    info: TableInfo,
    file: SourceFile,
    storage: Storage,
    dialect: Dialect,
    index: Index,
}

/// Opens a text file; without rows there is no table, and a finding says why.
pub(super) fn open(file: &SourceFile, options: &OpenOptions) -> (Option<TextTable>, Vec<Finding>) {
    let opened = load::load(file, options).and_then(|loaded| tabulate(file, options, loaded));
    opened.map_or_else(|finding| (None, vec![finding]), |(table, findings)| (Some(table), findings))
}

fn tabulate(
    file: &SourceFile,
    options: &OpenOptions,
    loaded: load::Loaded,
) -> Result<(TextTable, Vec<Finding>), Finding> {
    let load::Loaded { storage, start, mut findings } = loaded;
    let head = head_text(&storage, start).map_err(|error| unreadable(file, &error))?;
    let whole = start + HEAD_BYTES >= storage.len();
    if whole && head.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Finding::new(Code("file-empty"), Place::file(&file.name), ""));
    }
    let (dialect, skipped) = dialect(&head, options);
    let plan = Plan { start: start + skipped, dialect, block_bytes: BLOCK_BYTES, row_bytes: options.limits.row_bytes };
    let index = index::index(&storage, plan).map_err(|error| not_indexed(file, &error))?;
    let info = TableInfo { file: Arc::clone(&file.name), ..TableInfo::default() };
    let table = TextTable { info, file: file.clone(), storage, dialect, index };
    findings.extend(table.swallowing_marks());
    Ok((table, findings))
}

/// The delimiter and the length of a line that declares it.
fn dialect(head: &str, options: &OpenOptions) -> (Dialect, u64) {
    let declared = dialect::declared(head);
    let skipped = declared.map_or(0, |(_, len)| len as u64);
    let delimiter = options.delimiter.or(declared.map(|(delimiter, _)| delimiter));
    (Dialect { delimiter: delimiter.unwrap_or_else(|| dialect::delimiter(head)) }, skipped)
}

fn head_text(storage: &Storage, start: u64) -> io::Result<String> {
    let end = (start + HEAD_BYTES).min(storage.len());
    let mut reader = storage.reader()?;
    let bytes = reader.range(start.min(end), end)?;
    let whole_lines =
        if end == storage.len() { bytes.len() } else { memchr::memrchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1) };
    Ok(String::from_utf8_lossy(&bytes[..whole_lines]).into_owned())
}

fn not_indexed(file: &SourceFile, error: &IndexError) -> Finding {
    match error {
        IndexError::Io(error) => unreadable(file, error),
        IndexError::RowTooLong(row) => {
            let place = Place::cell(&file.name, &"".into(), *row, None);
            Finding::new(Code("row-too-long"), place, "").with("row", row.to_string())
        }
    }
}

impl TextTable {
    /// What is known of the table.
    #[must_use]
    pub const fn info(&self) -> &TableInfo {
        &self.info
    }

    /// How many rows there are, blank ones included.
    #[must_use]
    pub const fn row_count(&self) -> u64 {
        self.index.rows
    }

    /// The byte between fields.
    #[must_use]
    pub const fn delimiter(&self) -> u8 {
        self.dialect.delimiter
    }

    /// How many bytes of text there are, as UTF-8.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.storage.len()
    }

    /// Runs of blocks of about `target_bytes`.
    pub(super) fn runs(&self, target_bytes: u64) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut run_start = 0;
        for (k, block) in self.index.blocks.iter().enumerate() {
            match runs.last_mut().filter(|_| k > 0 && block.end - run_start <= target_bytes) {
                Some(run) => run.end = k + 1,
                None => {
                    run_start = block.start;
                    runs.push(k..k + 1);
                }
            }
        }
        runs
    }

    /// The number of the first row of a run, and its bytes.
    pub(super) fn extent(&self, run: &Range<usize>) -> (u64, u64) {
        let blocks = &self.index.blocks[run.clone()];
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => (first.first_row, last.end - first.start),
            _ => (1, 0),
        }
    }

    /// Gives every row of a run to `each`; an error says which rows hold unreadable characters, after all rows.
    pub(super) fn read(&self, run: &Range<usize>, mut each: impl FnMut(&RawRow<'_>)) -> Result<(), Finding> {
        let failed = |error: io::Error| unreadable(&self.file, &error);
        let mut reader = self.storage.reader().map_err(failed)?;
        let mut replaced = None;
        for block in &self.index.blocks[run.clone()] {
            let (text, bad) = block_text(&mut reader, block).map_err(failed)?;
            self.block(block, &text).rows(&mut each);
            replaced = replaced.or(bad);
        }
        replaced.map_or(Ok(()), |row| Err(load::replaced(&self.file, row, 1)))
    }

    fn block<'a>(&'a self, block: &Block, text: &'a str) -> BlockText<'a> {
        BlockText {
            text,
            start: block.start,
            first_row: block.first_row,
            quoted: block.quoted,
            dialect: self.dialect,
            literal: &self.index.literal,
        }
    }

    /// The first rows.
    pub(super) fn head(&self, rows: usize) -> Vec<OwnedRow> {
        let (mut head, mut blocks) = (Vec::new(), self.index.blocks.iter());
        let Ok(mut reader) = self.storage.reader() else { return head };
        while head.len() < rows
            && let Some(block) = blocks.next()
        {
            let Ok((text, _)) = block_text(&mut reader, block) else { return head };
            let (block, mut at) = (self.block(block, &text), 0);
            while head.len() < rows && at < text.len() {
                at = block.row_at(at, head.len() as u64 + 1, &mut |row| head.push(row.into()));
            }
        }
        head
    }

    /// The row that `locator` stands for.
    pub(super) fn row(&self, locator: u64) -> Option<OwnedRow> {
        let after = self.index.blocks.partition_point(|block| block.start <= locator);
        let block = self.index.blocks.get(after.checked_sub(1)?)?;
        let mut reader = self.storage.reader().ok()?;
        let (text, _) = block_text(&mut reader, block).ok()?;
        let at =
            usize::try_from(locator - block.start).ok().filter(|&at| text.is_char_boundary(at) && at < text.len())?;
        let before = quotes::walk(&text.as_bytes()[..at], at, true, self.dialect).rows;
        let mut found = None;
        self.block(block, &text).row_at(at, block.first_row + before, &mut |row| found = Some(row.into()));
        found
    }

    /// Gives the rows that `locators` stand for, which must be sorted, to `each`. A block is read once for all of its rows.
    pub(super) fn rows_at(&self, locators: &[u64], mut each: impl FnMut(&RawRow<'_>)) {
        let Ok(mut reader) = self.storage.reader() else { return };
        let mut rest = locators;
        while let Some(&first) = rest.first() {
            let after = self.index.blocks.partition_point(|block| block.start <= first);
            let Some(block) = after.checked_sub(1).map(|at| &self.index.blocks[at]) else { return };
            let (here, beyond) = rest.split_at(rest.partition_point(|&locator| locator < block.end).max(1));
            let Ok((text, _)) = block_text(&mut reader, block) else { return };
            self.rows_of_block(block, &text, here, &mut each);
            rest = beyond;
        }
    }

    fn rows_of_block(&self, block: &Block, text: &str, locators: &[u64], each: &mut impl FnMut(&RawRow<'_>)) {
        let (mut at, mut number) = (0, block.first_row);
        let offsets = locators.iter().filter_map(|locator| usize::try_from(locator - block.start).ok());
        for offset in offsets.filter(|&offset| offset < text.len() && text.is_char_boundary(offset)) {
            number += quotes::walk(&text.as_bytes()[at..offset], offset - at, true, self.dialect).rows;
            self.block(block, text).row_at(offset, number, each);
            at = offset;
        }
    }

    fn swallowing_marks(&self) -> Vec<Finding> {
        let sheet: Arc<str> = "".into();
        let lines = &self.index.literal;
        let listed = lines.iter().take(LISTED).map(|line| {
            let row = self.row(line.start).unwrap_or_default();
            let raw = row.cells.get(line.field as usize).map_or("", |cell| &cell.0);
            let place = Place::cell(&self.file.name, &sheet, line.row, Some(line.field));
            Finding::new(Code("quote-swallows-rows"), place, raw)
        });
        let more = lines.len().saturating_sub(LISTED);
        let rest = Finding::new(Code("quotes-unclosed-more"), Place::file(&self.file.name), "");
        listed.chain((more > 0).then(|| rest.with("rows", more.to_string()))).collect()
    }
}

/// The text of a block; bytes that are not UTF-8 become `?`, and the row of the first is told.
fn block_text<'a>(reader: &'a mut RangeReader<'_>, block: &Block) -> io::Result<(Cow<'a, str>, Option<u64>)> {
    let bytes = reader.range(block.start, block.end)?;
    // encoding_rs checks UTF-8 with vector instructions, several times faster on Chinese than the standard library.
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text, None)),
        None => {
            let sound = encoding_rs::Encoding::utf8_valid_up_to(bytes);
            let lines = memchr::memchr_iter(b'\n', &bytes[..sound]).count() as u64;
            Ok((same_length_text(bytes).into(), Some(block.first_row + lines)))
        }
    }
}

fn same_length_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}
