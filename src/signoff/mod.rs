//! Signing off: what stands behind a figure before somebody puts a name to it, what was published, and what today's data
//! change in it.
//!
//! In: records and totals as plain values, and what somebody asks or claims. Out: answers as plain values and phrases. Must
//! not know columns of an engine or the command line, nor files outside `publish/disk`.

pub mod explain;
pub mod publish;
pub mod revisions;
pub mod sheet;
pub mod trace;
