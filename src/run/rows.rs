//! Rows looked at again: the entries of some rows of a sheet, by their handles.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::records::{Batch, Plan, Reader};
use crate::sources::Table;

use super::intake::ReadSheet;

/// A text file is read again as a whole where more than one row in so many is wanted.
const SPARSE: u64 = 64;
/// One thread looks up so many rows at a time.
const LOOKED_UP: usize = 1 << 10;

/// The entries of the rows with these handles, in order. A row that cannot be read any more gives none.
pub(super) fn read_again(sheet: &ReadSheet, plan: &Plan<'_>, wanted: &FxHashSet<u64>) -> Batch {
    let mut batch = Batch::new(plan.kind.kept.len(), plan.kind.measures.len());
    let Some(layout) = &sheet.layout else { return batch };
    let reader = || Reader::new(layout, plan, sheet.table.info()).comparing();
    if is_sparse(&sheet.table, wanted.len() as u64) {
        for part in look_up(sheet, wanted, &reader, &batch) {
            (0..part.len()).for_each(|at| batch.push_from(&part, at));
        }
    } else {
        read_whole(sheet, plan, wanted, &mut reader(), &mut batch);
    }
    batch
}

/// Each row by itself, a thread for some of them. `like`: an empty batch of the ledger.
fn look_up<'a>(
    sheet: &ReadSheet,
    wanted: &FxHashSet<u64>,
    reader: &(impl Fn() -> Reader<'a> + Sync),
    like: &Batch,
) -> Vec<Batch> {
    let mut handles: Vec<u64> = wanted.iter().copied().collect();
    handles.sort_unstable();
    let look_up = |handles: &[u64]| {
        let (mut reader, mut batch) = (reader(), Batch::new(like.kept.len(), like.measures.len()));
        sheet.table.rows(handles, |row| reader.read(row, &mut batch));
        batch
    };
    handles.par_chunks(LOOKED_UP).map(look_up).collect()
}

fn is_sparse(table: &Table, wanted: u64) -> bool {
    matches!(table, Table::Text(_)) && wanted.saturating_mul(SPARSE) < table.row_count()
}

/// Reads every row, so that what a row says of the next ones is heard, and keeps the wanted ones' entries.
fn read_whole(sheet: &ReadSheet, plan: &Plan<'_>, wanted: &FxHashSet<u64>, reader: &mut Reader<'_>, kept: &mut Batch) {
    let mut one = Batch::new(plan.kind.kept.len(), plan.kind.measures.len());
    for piece in sheet.table.pieces(u64::MAX) {
        // What could be read the first time is what there is; a failure was reported then.
        let _ = sheet.table.read(&piece, |row| {
            one.clear();
            reader.read(row, &mut one);
            for at in (0..one.len()).filter(|&at| wanted.contains(&one.locator[at])) {
                kept.push_from(&one, at);
            }
        });
    }
}
