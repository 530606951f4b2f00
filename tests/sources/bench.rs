//! How fast a large text is read; run by hand: `CSV=big.csv cargo test --release --test sources -- --ignored --nocapture`.

use std::path::Path;
use std::time::Instant;

use market_aid::sources::OpenOptions;
use rayon::prelude::*;

use crate::source_file;

#[test]
#[ignore = "a measurement: needs a large file"]
fn a_large_text_is_read_in_parallel() {
    let Ok(path) = std::env::var("CSV") else { return };
    let started = Instant::now();
    let (tables, findings) = market_aid::sources::open(&source_file(Path::new(&path)), &OpenOptions::default());
    let opened = started.elapsed();
    let table = &tables[0];
    let pieces = table.pieces(8 << 20);
    let totals: Vec<(u64, u64)> = pieces
        .par_iter()
        .map(|piece| {
            let (mut rows, mut bytes) = (0, 0);
            let done = table.read(piece, |row| {
                rows += 1;
                bytes += row.cells.iter().map(|cell| cell.text.len() as u64).sum::<u64>();
            });
            done.expect("readable");
            (rows, bytes)
        })
        .collect();
    let sum = totals.iter().fold((0, 0), |sum, piece| (sum.0 + piece.0, sum.1 + piece.1));
    println!(
        "opened in {opened:?}, all in {:?}: {} pieces, {sum:?} rows and bytes of cells, {findings:?}",
        started.elapsed(),
        pieces.len()
    );
    assert_eq!(sum.0, table.row_count());
}
