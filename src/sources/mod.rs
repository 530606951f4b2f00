//! Sources: files on disk to raw cells with their place. Knows no ledger and no meaning.

mod table;

pub use table::{Cell, CellKind, OwnedRow, RawRow, TableInfo};
