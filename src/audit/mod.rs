//! Audit: every number of a notice, proved or refuted.
//!
//! In: the text of a notice. Out: each numeral in exactly one list — a claim with its verdict, not a claim, or not
//! checkable — with the arithmetic between the numbers and lints of wording. Must not know how records are kept, nor
//! what `run` writes.
//!
//! The flow within: `folding` (one width, one script) → `numerals` (numbers, dates, names) → `passage` (each number with
//! the words around it) → `roles` (what it is) → `rules` (what ties it to others) → `settle`. `vocabulary.toml` holds the
//! words; the grammar is code.

pub mod answers;
mod bounds;
mod folding;
mod lints;
mod numerals;
mod passage;
mod quantity;
pub mod records;
mod roles;
mod rules;
mod settle;
mod slips;
pub mod verdict;
mod vocabulary;

pub use settle::{audit, audit_against, audit_marked};
