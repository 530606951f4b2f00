//! What bytes are by their own evidence: the kind of a file, the encoding of a text, their hash. Names are not believed. In: bytes.
//! Out: plain values. Knows no path and no finding.

mod encoding;
mod fingerprint;
mod hash;
mod nature;

pub use encoding::{Evidence, Undecodable, decode, decode_as, evidence, is_damaged_utf8, is_utf16};
pub use fingerprint::{Fingerprint, Fingerprints, PIECE_BYTES, fingerprints_json, piece_hash, read_fingerprints};
pub use hash::{sha256, sha256_of};
pub use nature::{Nature, nature};
