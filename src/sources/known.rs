//! Files known again by their length and hash. Reads a file in pieces, on all threads.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use rayon::prelude::*;

use crate::bytes::{Fingerprint, PIECE_BYTES, piece_hash};

/// The length and hash of a file as it is now.
///
/// # Errors
/// Where it cannot be read.
pub fn fingerprint(path: &Path) -> io::Result<Fingerprint> {
    let bytes = path.metadata()?.len();
    let pieces: Vec<u64> = (0..bytes.div_ceil(PIECE_BYTES).max(1)).collect();
    let hash = |piece: u64| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(piece * PIECE_BYTES))?;
        let mut read = Vec::new();
        file.take(PIECE_BYTES).read_to_end(&mut read)?;
        Ok(piece_hash(&read))
    };
    let hashes: Vec<u128> = pieces.into_par_iter().map(hash).collect::<io::Result<_>>()?;
    Ok(Fingerprint::of_pieces(bytes, &hashes))
}
