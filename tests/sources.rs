//! Sources: whatever lies in the inbox becomes rows of raw cells, or a finding.

#[path = "sources/bench.rs"]
mod bench;
#[path = "sources/damage.rs"]
mod damage;
#[path = "sources/discovery.rs"]
mod discovery;
#[path = "sources/text.rs"]
mod text;
#[path = "sources/workbooks.rs"]
mod workbooks;

use std::path::{Path, PathBuf};

use market_aid::findings::Finding;
use market_aid::sources::{self, CellKind, OpenOptions, OwnedRow, SourceFile, Table};

/// A folder of its own for one test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn source_file(path: &Path) -> SourceFile {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let bytes = path.metadata().expect("a file").len();
    SourceFile { source: 0, name: name.as_str().into(), path: path.to_path_buf(), bytes }
}

/// Options whose workbooks are read by the binary under test.
fn options() -> OpenOptions {
    OpenOptions { reader_exe: Some(PathBuf::from(env!("CARGO_BIN_EXE_market-aid"))), ..OpenOptions::default() }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources/files").join(name)
}

fn open(path: &Path) -> (Vec<Table>, Vec<Finding>) {
    sources::open(&source_file(path), &options())
}

/// Writes `bytes` under `name` and opens that.
fn open_bytes(name: &str, bytes: &[u8], options: &OpenOptions) -> (Vec<Table>, Vec<Finding>) {
    let folder = folder();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    sources::open(&source_file(&path), options)
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.0).collect()
}

/// Every row of a table, read in pieces of `piece_bytes`.
fn rows(table: &Table, piece_bytes: u64) -> Vec<OwnedRow> {
    let mut rows = Vec::new();
    for piece in table.pieces(piece_bytes) {
        assert!(rows.is_empty() || rows.len() as u64 + 1 == piece.first_row);
        table.read(&piece, |row| rows.push(OwnedRow::from(row))).expect("readable");
    }
    rows
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    rows(table, u64::MAX).iter().map(|row| row.cells.iter().map(|cell| cell.0.clone()).collect()).collect()
}

fn kinds(row: &OwnedRow) -> Vec<CellKind> {
    row.cells.iter().map(|cell| cell.1).collect()
}
