//! The ledger: every entry in exactly one class, proved. Knows no figure.
