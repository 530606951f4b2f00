//! Reports: figures to files and pictures. Knows no source.

pub mod charts;
