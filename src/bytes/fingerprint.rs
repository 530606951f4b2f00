//! A file's length and hash, by which it is known again, and the list of them that a run leaves. Opens no file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// A file's length and hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its length in bytes.
    pub bytes: u64,
    /// XXH3-128 of its bytes; of a file of several pieces, of the hashes of its pieces, high byte first.
    pub hash: u128,
}

/// Files by name, relative to the job.
pub type Fingerprints = BTreeMap<String, Fingerprint>;

/// A file longer than this is hashed in pieces of this length, so that several threads can share in it.
pub const PIECE_BYTES: u64 = 16 << 20;

impl Fingerprint {
    /// The fingerprint of a file of so many bytes, given the hashes of its pieces in order.
    #[must_use]
    pub fn of_pieces(bytes: u64, pieces: &[u128]) -> Self {
        let hash = match pieces {
            [whole] => *whole,
            several => xxh3_128(&several.iter().flat_map(|hash| hash.to_be_bytes()).collect::<Vec<u8>>()),
        };
        Self { bytes, hash }
    }

    /// The hash as text.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:032x}", self.hash)
    }
}

/// The hash of a piece.
#[must_use]
pub fn piece_hash(piece: &[u8]) -> u128 {
    xxh3_128(piece)
}

#[derive(Serialize, Deserialize)]
struct Line {
    file: String,
    bytes: u64,
    xxh3: String,
}

#[derive(Deserialize)]
struct Shape {
    sources: Vec<Line>,
}

/// `sources.json`: a line a file, by name.
///
/// # Panics
/// Never: plain values always have a JSON text.
#[must_use]
#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
pub fn fingerprints_json(files: &Fingerprints) -> Vec<u8> {
    let line = |(file, print): (&String, &Fingerprint)| {
        let line = Line { file: file.clone(), bytes: print.bytes, xxh3: print.text() };
        serde_json::to_string(&line).expect("plain values")
    };
    let lines: Vec<String> = files.iter().map(line).collect();
    format!("{{\"schema\": 1,\n\"sources\": [\n{}\n]}}\n", lines.join(",\n")).into_bytes()
}

/// The list that [`fingerprints_json`] wrote; nothing where these bytes are none.
#[must_use]
pub fn read_fingerprints(bytes: &[u8]) -> Option<Fingerprints> {
    let shape: Shape = serde_json::from_slice(bytes).ok()?;
    let print = |line: Line| {
        let hash = u128::from_str_radix(&line.xxh3, 16).ok()?;
        Some((line.file, Fingerprint { bytes: line.bytes, hash }))
    };
    shape.sources.into_iter().map(print).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The specification of XXH3 gives this value, and so does `xxhsum -H2` of an empty file.
    #[test]
    fn a_small_file_has_the_hash_that_other_tools_give_it() {
        let print = Fingerprint::of_pieces(0, &[piece_hash(b"")]);
        assert_eq!(print.text(), "99aa06d3014798d86001c324468d497f");
    }

    #[test]
    fn the_list_reads_back() {
        let one = Fingerprint::of_pieces(3, &[piece_hash(b"abc")]);
        let two = Fingerprint::of_pieces(6, &[piece_hash(b"abc"), piece_hash(b"def")]);
        let files = Fingerprints::from([("inbox/\u{2028}\"a.csv".to_owned(), one), ("b.csv".to_owned(), two)]);
        assert_ne!(one.hash, two.hash);
        assert_eq!(read_fingerprints(&fingerprints_json(&files)), Some(files));
        assert_eq!(read_fingerprints(b"{}"), None);
    }
}
