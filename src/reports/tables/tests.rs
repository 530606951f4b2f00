//! Tables of a small ledger, cell by cell.
