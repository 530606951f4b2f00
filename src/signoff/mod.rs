//! Signing off: what stands behind a figure before somebody puts a name to it.
//!
//! In: records and totals as plain values, and what somebody asks or claims. Out: answers as plain values and phrases. Must
//! not know files, columns of an engine, or the command line.

pub mod explain;
pub mod trace;
