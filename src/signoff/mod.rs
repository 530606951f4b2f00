//! Signing off: why a claimed total and the ledger's differ.
//!
//! In: records and totals as plain values, and what somebody claims. Out: answers as plain values and phrases. Must not
//! know files, columns of an engine, or the command line.

pub mod explain;
