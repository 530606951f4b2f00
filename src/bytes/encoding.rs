//! Which encoding a text has, and a whole text in memory to UTF-8. Knows no rows and no file.
//!
//! A byte order mark decides, then strict UTF-8, then strict GB18030. Anything else is refused rather than guessed:
//! short Chinese texts are easily taken for something else.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The encoding, where the bytes leave no doubt.
    pub encoding: Option<&'static Encoding>,
    /// Length of the byte order mark.
    pub mark: usize,
}

/// Reads the byte order mark, or the zeros that UTF-16 leaves beside every Latin character.
#[must_use]
pub fn evidence(head: &[u8]) -> Evidence {
    let (encoding, mark) = match head {
        [0xef, 0xbb, 0xbf, ..] => (Some(UTF_8), 3),
        [0xff, 0xfe, ..] => (Some(UTF_16LE), 2),
        [0xfe, 0xff, ..] => (Some(UTF_16BE), 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Some(GB18030), 4),
        _ => (utf16_by_zeros(head), 0),
    };
    Evidence { encoding, mark }
}

/// UTF-16 has its zeros in one half of each pair only, and in many of them.
fn utf16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |half: usize| head.iter().skip(half).step_by(2).filter(|&&byte| byte == 0).count();
    let (first, second, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match (first * 10 > pairs, second * 10 > pairs) {
        (false, true) if first * 8 < second => Some(UTF_16LE),
        (true, false) if second * 8 < first => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the first bytes of a file are UTF-16.
#[must_use]
pub fn is_utf16(head: &[u8]) -> bool {
    evidence(head).encoding.is_some_and(|found| found == UTF_16LE || found == UTF_16BE)
}

/// Whether bytes that are not UTF-8 are so nearly UTF-8 that another encoding is out of the question.
#[must_use]
pub fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 10 * broken
}

/// Bytes that no encoding in question has: the line of the first, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The line.
    pub line: usize,
}

/// A whole text as UTF-8, without its byte order mark.
///
/// # Errors
/// Bytes that the encoding does not know; where nothing names it, bytes that neither UTF-8 nor GB18030 knows.
pub fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    let evidence = evidence(bytes);
    let body = &bytes[evidence.mark..];
    match evidence.encoding {
        Some(encoding) if encoding != UTF_8 => decode_as(body, encoding),
        known => match std::str::from_utf8(body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) if known.is_some() || is_damaged_utf8(body) => Err(undecodable(body, error.valid_up_to())),
            Err(_) => decode_as(body, GB18030),
        },
    }
}

/// A whole text in a known encoding as UTF-8.
///
/// # Errors
/// Bytes that the encoding does not know.
pub fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Undecodable> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(undecodable(bytes, first_malformed(bytes, encoding))),
    }
}

fn undecodable(bytes: &[u8], at: usize) -> Undecodable {
    Undecodable { line: memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1 }
}

/// Behind the first bytes that the encoding does not know.
fn first_malformed(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (mut decoder, mut text, mut at) = (encoding.new_decoder_without_bom_handling(), String::new(), 0);
    text.reserve(1 << 12);
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += used;
        text.clear();
        if result != encoding_rs::DecoderResult::OutputFull {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts_are_decoded_by_mark_then_utf8_then_gb18030() {
        let (gbk, _, _) = GB18030.encode("销售㐂");
        let utf16: Vec<u8> = "\u{feff}销售".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [(&[u8], &str); 5] =
            [(b"\xef\xbb\xbfab", "ab"), ("销售".as_bytes(), "销售"), (&gbk, "销售㐂"), (&utf16, "销售"), (b"", "")];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn bytes_of_no_encoding_are_refused_with_their_line() {
        assert_eq!(decode(b"a\nb\xff\xff"), Err(Undecodable { line: 2 }));
        assert_eq!(decode(b"\xef\xbb\xbfa\xff"), Err(Undecodable { line: 1 }));
        let damaged = [&"销售收入\n".repeat(9).into_bytes()[..], b"\xe9"].concat();
        assert_eq!(decode(&damaged), Err(Undecodable { line: 10 }));
        assert_eq!(decode(b"\xff\xfea\0\0\xd8"), Err(Undecodable { line: 1 }));
    }
}
