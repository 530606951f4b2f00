//! Where fields and rows end in text without quotation marks: every delimiter and line break, eight bytes at a time.
//!
//! Fields are short, so that a search that begins anew for each of them costs more than it finds.

/// One bit in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The lower bits of each byte of a word.
const LOWER: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// The places of delimiters and line breaks, in order.
pub(super) struct Marks<'a> {
    words: std::slice::Iter<'a, [u8; 8]>,
    rest: &'a [u8],
    delimiter: u64,
    /// Where the word behind the current one starts.
    next: usize,
    /// The highest bit of each byte of the current word that is a mark and was not given yet.
    hits: u64,
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        let (words, rest) = bytes.as_chunks();
        Self { words: words.iter(), rest, delimiter: ONES * u64::from(delimiter), next: 0, hits: 0 }
    }

    /// Looks at the next word; nothing behind the last.
    #[inline]
    fn advance(&mut self) -> Option<()> {
        let (word, length) = match self.words.next() {
            Some(word) => (*word, 8),
            None => self.last_word()?,
        };
        let word = u64::from_le_bytes(word);
        let hits = zeros(word ^ self.delimiter) | zeros(word ^ (ONES * u64::from(b'\n')));
        self.hits = if length < 8 { hits & ((1 << (8 * length)) - 1) } else { hits };
        self.next += 8;
        Some(())
    }

    /// The bytes behind the last whole word, and how many they are.
    fn last_word(&mut self) -> Option<([u8; 8], usize)> {
        let (mut word, length) = ([0; 8], self.rest.len());
        word[..length].copy_from_slice(std::mem::take(&mut self.rest));
        (length > 0).then_some((word, length))
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.hits == 0 {
            self.advance()?;
        }
        let at = self.next - 8 + (self.hits.trailing_zeros() / 8) as usize;
        self.hits &= self.hits - 1;
        Some(at)
    }
}

/// The highest bit of each byte that is zero.
#[inline]
const fn zeros(word: u64) -> u64 {
    // The sum carries into the highest bit unless the lower bits are all zero, and never into the next byte.
    !(((word & LOWER) + LOWER) | word | LOWER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_is_found_once(text in "([a-c红\u{80}\u{7f}]|,|\n|\\PC){0,60}", delimiter in prop::sample::select(&b",\t;|"[..])) {
            let plain = text.bytes().enumerate().filter(|&(_, byte)| byte == delimiter || byte == b'\n');
            let expected: Vec<usize> = plain.map(|(at, _)| at).collect();
            prop_assert_eq!(Marks::new(text.as_bytes(), delimiter).collect::<Vec<_>>(), expected);
        }
    }
}
