//! Short texts met lately, by their very bytes: found again without hashing, following a pointer or comparing text.

/// So many texts are held; each has one place, and a later one takes it over.
const PLACES: usize = 256;

/// A text of at most sixteen bytes, whole: its first and last bytes, which overlap or meet, and its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes {
    head: u64,
    tail: u64,
    length: u32,
}

/// Positions by text, of the texts met lately.
#[derive(Debug)]
pub(super) struct Recent {
    places: Vec<(Bytes, u32)>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { places: vec![(Bytes::default(), 0); PLACES] }
    }
}

impl Recent {
    /// The position that was put for `text`, if it is still held.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let bytes = Bytes::of(text.as_bytes())?;
        let (held, at) = self.places[bytes.place()];
        (held == bytes).then_some(at)
    }

    /// Holds a position for `text`, if it is short enough.
    pub(super) fn put(&mut self, text: &str, at: u32) {
        if let Some(bytes) = Bytes::of(text.as_bytes()) {
            self.places[bytes.place()] = (bytes, at);
        }
    }
}

impl Bytes {
    /// Nothing for the empty text and for long ones.
    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        let length = text.len();
        let (head, tail) = match length {
            8..=16 => (u64::from_le_bytes(*text.first_chunk()?), u64::from_le_bytes(*text.last_chunk()?)),
            4..=7 => (u32::from_le_bytes(*text.first_chunk()?).into(), u32::from_le_bytes(*text.last_chunk()?).into()),
            1..=3 => (text.iter().fold(0, |head, &byte| head << 8 | u64::from(byte)), 0),
            _ => return None,
        };
        Some(Self { head, tail, length: u32::try_from(length).unwrap_or(0) })
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.head ^ self.tail.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 56) as usize % PLACES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_was_put_last(texts in prop::collection::vec("[a-c红枣]{0,7}", 0..400)) {
            let mut recent = Recent::default();
            let mut all = std::collections::HashMap::new();
            for (at, text) in (0..).zip(&texts) {
                recent.put(text, at);
                all.insert(text, at);
            }
            for (text, at) in all {
                prop_assert!(recent.get(text).is_none_or(|found| found == at), "{}", text);
            }
        }
    }

    #[test]
    fn long_and_empty_texts_are_not_held() {
        let mut recent = Recent::default();
        for text in ["", "新疆阿克苏红旗坡农场"] {
            recent.put(text, 1);
            assert_eq!(recent.get(text), None);
        }
        recent.put("乌什县", 7);
        assert_eq!((recent.get("乌什县"), recent.get("乌什")), (Some(7), None));
    }
}
