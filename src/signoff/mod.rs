//! Signing off: what was published, and what today's data change in it.
//!
//! In: figures, and records as plain values. Out: answers as plain values. Must not know the columns of an engine, a
//! report or the command line. Files are touched in `publish/disk` alone.

pub mod publish;
pub mod revisions;
