//! What a run wrote into its folder, by path and hash, so that the next one knows what is its own and what was edited.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

pub(super) use crate::job::OUTPUT_MARK as FILE;

/// Path (with `/`) to the hash of what was written there.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    files: BTreeMap<String, String>,
}

fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

impl Manifest {
    /// What the last run left in `folder`; nothing where there was none, or its list cannot be read.
    pub(super) fn read(folder: &Path) -> Self {
        let bytes = std::fs::read(folder.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), hash(bytes));
    }

    /// Remembers what was last written to a path that is now left alone.
    pub(super) fn keep(&mut self, path: &str, old: &Self) {
        if let Some(hash) = old.files.get(path) {
            self.files.insert(path.to_owned(), hash.clone());
        }
    }

    /// Whether a run wrote to this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a run wrote into this folder.
    pub(super) fn holds_folder(&self, folder: &str) -> bool {
        self.files.keys().any(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Whether a run wrote exactly this to this path.
    pub(super) fn has(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|written| *written == hash(bytes))
    }

    #[expect(clippy::expect_used, reason = "texts always have a JSON text")]
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("plain texts");
        bytes.push(b'\n');
        bytes
    }
}
