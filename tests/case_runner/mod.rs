//! What the case test is made of: the expectation, one run or one check, the comparison. Knows no case by name.

pub mod check;
pub mod compare;
pub mod expected;
pub mod outcome;
