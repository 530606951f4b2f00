//! The catalogue: every sentence that a person reads, in Chinese and English. Knows no data.
//!
//! `findings/*.toml` hold severity, message and remedy by finding code; the other TOML files hold plain texts by
//! key. `{name}` in a text is filled from named values. Nothing here is computed: a text is looked up and filled.

mod catalogue;
pub mod markup;
pub mod shown;

pub use catalogue::{FindingText, codes, describe, fill, finding_text, phrase_text, text};

/// The language of messages and display; never of keys, ids or codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// 中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}
