//! A text as its scalar values, once as printed and once folded: half width, simplified, one kind of dash.
//!
//! Folding turns each scalar value into exactly one, so that a place in the folded text is the same place in the text.

use super::verdict::Span;
use super::vocabulary::Vocabulary;

/// The text, twice.
pub(super) struct Folded {
    /// As printed.
    pub printed: Vec<char>,
    /// What is compared.
    pub chars: Vec<char>,
}

impl Folded {
    pub fn new(text: &str, words: &Vocabulary) -> Self {
        let printed: Vec<char> = text.chars().collect();
        let chars = printed.iter().map(|&c| words.simplified(half_width(c))).collect();
        Self { printed, chars }
    }

    /// What the text prints there.
    pub fn printed(&self, span: Span) -> String {
        self.printed[span.start..span.end].iter().collect()
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at a place; a newline outside the text, where every pattern ends.
    pub fn at(&self, place: usize) -> char {
        self.chars.get(place).copied().unwrap_or('\n')
    }

    /// The folded character before a place.
    pub fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\n', |place| self.at(place))
    }

    /// Whether `word` stands at a place.
    pub fn starts(&self, place: usize, word: &str) -> bool {
        let mut place = place;
        word.chars().all(|c| {
            let same = self.chars.get(place) == Some(&c);
            place += 1;
            same
        })
    }

    /// Whether `word` ends right before a place.
    pub fn ends(&self, place: usize, word: &str) -> bool {
        let length = word.chars().count();
        place >= length && self.starts(place - length, word)
    }

    /// The first place behind blanks.
    pub fn skip_blanks(&self, place: usize) -> usize {
        let blanks = self.chars[place.min(self.len())..].iter().take_while(|c| **c == ' ' || **c == '\t').count();
        place + blanks
    }
}

/// Full width to half width, every dash to `-`, every colon of a ratio to `:`.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => ' ',
        '—' | '–' | '―' | '─' | '−' | '‐' | '‑' | '‒' | '﹣' | '━' => '-',
        '〜' | '∼' => '~',
        '﹐' => ',',
        '﹑' => '、',
        '﹒' => '.',
        '﹔' => ';',
        '﹖' => '?',
        '﹗' => '!',
        '﹙' => '(',
        '﹚' => ')',
        '∶' | '︰' | '﹕' => ':',
        '﹪' => '%',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '•' | '·' | '・' => '·',
        '\r' => '\n',
        other => other,
    }
}

/// Whether a character is a Chinese one: what words are made of.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}
