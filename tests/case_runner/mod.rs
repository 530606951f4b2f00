//! What the case test is made of: the expectation, one run, the comparison. Knows no case by name.

pub mod compare;
pub mod expected;
pub mod outcome;
