//! The job file: what was asked for, read and validated once. Knows no cell.
