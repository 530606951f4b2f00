//! Explanations: what is planted is found, nothing is told that does not add up, and no order of records matters.
