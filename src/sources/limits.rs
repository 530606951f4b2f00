//! How much a file may ask for. Knows numbers, not formats.

use std::time::Duration;

/// The gates that every file passes; the defaults are generous for an office and small for a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest text file, in bytes.
    pub text_bytes: u64,
    /// A text file up to this many bytes is kept in memory; a larger one is read from disk in blocks.
    pub memory_bytes: u64,
    /// The longest row of a text file, in bytes.
    pub row_bytes: usize,
    /// The largest zipped workbook that can be streamed (xlsx, xlsm), in bytes.
    pub workbook_bytes: u64,
    /// The largest workbook of a format that cannot be streamed (xls, xlsb, ods), in bytes.
    pub whole_workbook_bytes: u64,
    /// How many bytes a zipped workbook may unpack to.
    pub unzipped_bytes: u64,
    /// How many times larger than the archive its contents may be, once they pass 64 MiB.
    pub unzipped_ratio: u64,
    /// How many entries the archive of a workbook may have.
    pub entries: usize,
    /// How many non-empty cells one workbook may have.
    pub cells: u64,
    /// How much memory the child process that reads a workbook may hold, in bytes.
    pub child_bytes: u64,
    /// How long the child process may take.
    pub child_time: Duration,
}

const MIB: u64 = 1 << 20;

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 1 << 40,
            memory_bytes: 8 * MIB,
            row_bytes: 1 << 20,
            workbook_bytes: 200 * MIB,
            whole_workbook_bytes: 60 * MIB,
            unzipped_bytes: 4096 * MIB,
            unzipped_ratio: 200,
            entries: 10_000,
            cells: 50_000_000,
            child_bytes: 1536 * MIB,
            child_time: Duration::from_secs(120),
        }
    }
}
