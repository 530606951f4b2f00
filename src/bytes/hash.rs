//! Bytes to the SHA-256 that `sha256sum` prints of them.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// So many bytes are read at a time.
const BUFFER: usize = 1 << 16;

/// The hash of bytes in memory, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// How many bytes a reader gives, and their hash in hexadecimal.
///
/// # Errors
/// Where the reader fails.
pub fn sha256_of(mut reader: impl Read) -> io::Result<(u64, String)> {
    let (mut hash, mut buffer, mut length) = (Sha256::new(), vec![0_u8; BUFFER], 0);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok((length, hexadecimal(&hash.finalize()))),
            Ok(read) => {
                hash.update(&buffer[..read]);
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By Python's hashlib.
    #[test]
    fn it_is_what_sha256sum_prints() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let text = "市场援疆\n".repeat(20_000);
        let expected = "02ef2c746a54f9ab924f652878a3b5e9d5ff67e884ad389a093438e41f2f31ee";
        assert_eq!(sha256(text.as_bytes()), expected);
        assert_eq!(sha256_of(text.as_bytes()).expect("memory"), (260_000, expected.to_owned()));
    }
}
