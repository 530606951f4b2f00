//! `market-aid`: from a folder of messy workbooks to figures that a team can sign.
//!
//! Data flows one way through the rooms below, in the order in which they stand; `ARCHITECTURE.md` is the map and
//! `tests/architecture.rs` holds the code to it.

// Foundations: they see only each other.
pub mod bytes;
pub mod calendar;
pub mod csv_table;
pub mod exact;
pub mod findings;
pub mod slips;
pub mod values;
pub mod words;

// What was asked for.
pub mod kinds;

pub mod job;

// The flow.
pub mod sources;

pub mod registry;

pub mod records;

pub mod ledger;

pub mod cube;

pub mod figures;

pub mod reports;

// Papers that were written, against what is known.
pub mod notices;

pub mod audit;

// Signing off.
pub mod signoff;

// Beside the flow.
pub mod sample;

pub mod run;

pub mod cli;
