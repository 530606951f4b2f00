//! `market-aid`: from a folder of messy workbooks to figures that a team can sign.
//!
//! Data flows one way through the rooms below, in the order in which they stand; `ARCHITECTURE.md` is the map and
//! `tests/architecture.rs` holds the code to it.

pub mod calendar;
pub mod exact;
pub mod findings;
pub mod words;

pub mod job;
pub mod kinds;
pub mod registry;

pub mod sources;

pub mod records;

pub mod ledger;

pub mod cube;

pub mod figures;

pub mod reports;

pub mod sample;

pub mod cli;
