//! What the case test is made of: the expectation, one run, one check or one other command, the comparison. Knows no case by name.

pub mod ask;
pub mod check;
pub mod compare;
pub mod expected;
pub mod outcome;
