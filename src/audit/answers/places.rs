//! Places counted in characters to bytes, lines and columns, in time that does not grow with the text.

use crate::audit::verdict::Span;

/// A byte offset is kept for every so many characters.
const STRIDE: usize = 64;

/// A text whose places can be looked up. Places beyond its end count as its end.
pub(super) struct Places<'a> {
    pub text: &'a str,
    /// The byte at which each stride begins.
    strides: Vec<usize>,
    /// The character at which each line begins.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        let (mut strides, mut lines) = (Vec::new(), vec![0]);
        for (at, (byte, c)) in text.char_indices().enumerate() {
            if at % STRIDE == 0 {
                strides.push(byte);
            }
            if c == '\n' {
                lines.push(at + 1);
            }
        }
        Self { text, strides, lines }
    }

    /// The byte of a character.
    pub fn byte(&self, at: usize) -> usize {
        let Some(&start) = self.strides.get(at / STRIDE) else { return self.text.len() };
        let behind = self.text[start..].char_indices().nth(at % STRIDE);
        behind.map_or(self.text.len(), |(offset, _)| start + offset)
    }

    /// The bytes of a span, never backwards.
    pub fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    /// The line and the column of a character, counted from 1.
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        (line, at - self.lines[line - 1] + 1)
    }

    /// A place as people write it: `7:12`.
    pub fn label(&self, at: usize) -> String {
        let (line, column) = self.line_and_column(at);
        format!("{line}:{column}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_long_and_short_texts() {
        let text = "一二\n".repeat(100) + "末";
        let places = Places::new(&text);
        for at in [0, 1, 2, 63, 64, 65, 128, 299, 300] {
            let byte = text.char_indices().nth(at).expect("a character").0;
            assert_eq!(places.byte(at), byte, "{at}");
        }
        assert_eq!((places.byte(301), places.byte(9999)), (text.len(), text.len()));
        assert_eq!(places.label(0), "1:1");
        assert_eq!(places.label(2), "1:3");
        assert_eq!(places.label(3), "2:1");
        assert_eq!(places.label(300), "101:1");
        assert_eq!(places.bytes(Span { start: 5, end: 2 }), 13..13);
        assert_eq!(Places::new("").label(0), "1:1");
    }
}
