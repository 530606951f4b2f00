//! The catalogue: every sentence that a person reads, in Chinese and English. Knows no data.
