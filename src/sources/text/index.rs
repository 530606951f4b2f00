//! The map of a text: blocks of whole rows with the number of their first row. Knows no fields.
//!
//! Blocks are cut only where a row is known to end. Text without quotation marks is counted in parallel; text with
//! them is walked from its beginning, since only that tells a line break within a field from the end of a row.

use std::io;

use memchr::{memchr, memchr_iter, memrchr};
use rayon::prelude::*;

use super::quotes::{self, Dialect};
use super::storage::{RangeReader, Storage};

/// A run of whole rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where its first row starts.
    pub(super) start: u64,
    /// Where its last row ends.
    pub(super) end: u64,
    /// The number of its first row, from 1.
    pub(super) first_row: u64,
    /// Whether a quotation mark may be in it.
    pub(super) quoted: bool,
}

/// A line whose quotation mark swallows what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LiteralLine {
    /// Where it starts.
    pub(super) start: u64,
    /// Its row, from 1.
    pub(super) row: u64,
    /// The field with the mark, from 0.
    pub(super) field: u32,
}

/// All rows of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The blocks, in order and without gaps.
    pub(super) blocks: Vec<Block>,
    /// How many rows there are.
    pub(super) rows: u64,
    /// Literal lines, in order.
    pub(super) literal: Vec<LiteralLine>,
}

/// Why a text has no index.
pub(super) enum IndexError {
    Io(io::Error),
    /// The row with this number is longer than allowed.
    RowTooLong(u64),
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// How to cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// Where the first row starts.
    pub(super) start: u64,
    pub(super) dialect: Dialect,
    /// The usual size of a block.
    pub(super) block_bytes: u64,
    /// The longest row.
    pub(super) row_bytes: usize,
}

/// Maps the rows of `text`.
pub(super) fn index(text: &Storage, plan: Plan) -> Result<Index, IndexError> {
    let chunks = count_chunks(text, plan)?;
    if chunks.iter().any(|chunk| chunk.quoted) { walk_all(text, plan) } else { join_chunks(&chunks, plan) }
}

/// What counting tells of a stretch of bytes.
struct Chunk {
    start: u64,
    end: u64,
    lines: u64,
    first_break: Option<u64>,
    last_break: Option<u64>,
    quoted: bool,
}

fn count_chunks(text: &Storage, plan: Plan) -> io::Result<Vec<Chunk>> {
    let stretch = text.len().saturating_sub(plan.start);
    let count = stretch.div_ceil(plan.block_bytes);
    (0..count)
        .into_par_iter()
        .map_init(
            || text.reader(),
            |reader, k| match reader {
                Ok(reader) => {
                    let start = plan.start + k * plan.block_bytes;
                    count_chunk(reader, start, (start + plan.block_bytes).min(text.len()))
                }
                Err(error) => Err(io::Error::from(error.kind())),
            },
        )
        .collect()
}

fn count_chunk(reader: &mut RangeReader<'_>, start: u64, end: u64) -> io::Result<Chunk> {
    let bytes = reader.range(start, end)?;
    Ok(Chunk {
        start,
        end,
        lines: memchr_iter(b'\n', bytes).count() as u64,
        first_break: memchr(b'\n', bytes).map(|at| start + at as u64),
        last_break: memrchr(b'\n', bytes).map(|at| start + at as u64),
        quoted: memchr(b'"', bytes).is_some(),
    })
}

/// Each block but the first starts after the first line break of its chunk.
fn join_chunks(chunks: &[Chunk], plan: Plan) -> Result<Index, IndexError> {
    let Some(end) = chunks.last().map(|chunk| chunk.end) else { return Ok(Index::default()) };
    let mut blocks = vec![Block { start: plan.start, end, first_row: 1, quoted: false }];
    let (mut lines, mut last_break) = (0, plan.start);
    for chunk in chunks {
        let reach = chunk.first_break.unwrap_or(chunk.end);
        if reach - last_break > plan.row_bytes as u64 {
            return Err(IndexError::RowTooLong(lines + 1));
        }
        if let Some(at) = chunk.first_break.filter(|&at| chunk.start > plan.start && at + 1 < end) {
            open_block(&mut blocks, at + 1, lines + 2);
        }
        lines += chunk.lines;
        last_break = chunk.last_break.unwrap_or(last_break);
    }
    let unfinished = chunks.last().is_some_and(|chunk| chunk.last_break != Some(chunk.end - 1));
    Ok(Index { blocks, rows: lines + u64::from(unfinished), literal: Vec::new() })
}

fn open_block(blocks: &mut Vec<Block>, start: u64, first_row: u64) {
    let Some(last) = blocks.last_mut() else { return };
    let end = std::mem::replace(&mut last.end, start);
    blocks.push(Block { start, end, first_row, quoted: false });
}

/// A walked block is as many usual ones long, to keep what is read twice small.
const WALKED_BLOCKS: u64 = 4;

fn walk_all(text: &Storage, plan: Plan) -> Result<Index, IndexError> {
    let mut reader = text.reader()?;
    let (mut index, mut start) = (Index::default(), plan.start);
    while start < text.len() {
        start = walk_block(&mut reader, start, text.len(), plan, &mut index)?;
    }
    Ok(index)
}

/// Adds the block that starts at `start`; gives the start of the next. It reads one longest row further than it
/// walks, so that every row that starts in the block is seen whole.
fn walk_block(
    reader: &mut RangeReader<'_>,
    start: u64,
    len: u64,
    plan: Plan,
    index: &mut Index,
) -> Result<u64, IndexError> {
    let until = WALKED_BLOCKS * plan.block_bytes;
    let window_end = (start + until + plan.row_bytes as u64).min(len);
    let bytes = reader.range(start, window_end)?;
    let last = window_end == len;
    let walk = quotes::walk(bytes, usize::try_from(until).unwrap_or(usize::MAX), last, plan.dialect);
    let cut_short = walk.end == bytes.len() && !last && bytes.last() != Some(&b'\n');
    if cut_short {
        return Err(IndexError::RowTooLong(index.rows + walk.rows));
    }
    let quoted = memchr(b'"', &bytes[..walk.end]).is_some();
    let end = start + walk.end as u64;
    index.literal.extend(walk.literal.iter().map(|&(at, row, field)| LiteralLine {
        start: start + at as u64,
        row: index.rows + row + 1,
        field,
    }));
    index.blocks.push(Block { start, end, first_row: index.rows + 1, quoted });
    index.rows += walk.rows;
    Ok(end)
}
